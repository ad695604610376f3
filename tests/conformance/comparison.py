"""Words that can be compared between formats, and the score of a comparison."""

import re
import sys
import unicodedata
from collections import Counter

# Not seen by a reader: soft hyphens, zero-width spaces and joiners, marks of direction, variation selectors.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff]")
# A line may break after any of these; what stands before and after is compared for itself.
BREAKS = re.compile("(?<=[-‐–—/])")
# What is written without spaces, where a line may end anywhere: Chinese, Japanese, symbols and emoji.
DENSE = re.compile(
    "([\u20e3\u2190-\u21ff\u2600-\u27bf\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U0001f000-\U0001faff\U00020000-\U0003ffff])"
)


def pieces(text):
    """The words of a text, cut further where a line may break."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub("\u00ad\\s+", "", text)
    text = DENSE.sub(r" \1 ", UNSEEN.sub("", text))
    return [piece for word in text.split() for piece in BREAKS.split(word) if piece]


def letters(text):
    """The letters and digits of a text, without marks, punctuation and spaces."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] in "LN")


def line(text):
    """The text on one line, as a title is read."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


class Score:
    """What was compared, and what is wrong."""

    def __init__(self):
        self.posts = 0
        self.fields = 0
        self.words = 0
        self.lost = 0
        self.added = 0
        self.faults = []

    def fault(self, text):
        self.faults.append(text)

    def field(self, place, wanted, found):
        """A value that the model has must be what the format says."""
        self.fields += 1
        if wanted != found:
            self.fault(f"{place}: {found!r} instead of {wanted!r}")

    def text(self, place, wanted, found, long=None):
        """Every word that the model has must be found, as often as it is there.

        Where the format breaks words of this length that do not fit in a line, they may be found broken.
        """
        squeezed = "".join(pieces(found)) if long else ""
        wanted, found = Counter(pieces(wanted)), Counter(pieces(found))
        self.words += wanted.total()
        self.added += (found - wanted).total()
        lost = wanted - found
        if long:
            lost = Counter(word for word in lost.elements() if len(word) < long or word not in squeezed)
        if lost:
            self.lost += lost.total()
            self.fault(f"{place}: lost words: {' '.join(lost.elements())}")

    def close(self):
        """Prints the faults and the figures; ends the program."""
        if not self.words:
            self.fault("nothing was compared")
        for fault in self.faults:
            print(fault)
        figures = f"{self.posts} posts, {self.fields} fields, {self.words} words"
        print(f"{figures}; wrong {len(self.faults)}, lost {self.lost}, words of the format's own {self.added}")
        sys.exit(1 if self.faults else 0)
