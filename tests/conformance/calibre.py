"""Compares the text that Calibre makes of a book with the model: `calibre.py POSTS.json BOOK.txt`.

Calibre sets the numbers of notes right behind their words, draws formulas in its own way, and takes ligatures apart:
runs of letters are compared, formulas aside.
"""

import re
import sys
import unicodedata
from collections import Counter

import model
from comparison import Score

RUNS = re.compile(r"[^\W\d_]+")


def runs(text):
    return Counter(RUNS.findall(unicodedata.normalize("NFKC", text)))


def formulas(node):
    """All that stands in formulas, as text."""
    if isinstance(node, dict):
        if "math" in node:
            yield str(node["math"])
        for value in node.values():
            yield from formulas(value)
    elif isinstance(node, list):
        for value in node:
            yield from formulas(value)


def main(posts_path, text_path):
    posts = model.read(posts_path)
    score = Score()
    with open(text_path, encoding="utf-8") as file:
        found = runs(file.read())
    wanted, drawn = Counter(), Counter()
    for post in posts:
        wanted += runs(model.title(post)) + runs(model.text(post["body"]))
        drawn += runs(" ".join(formulas(post["body"])))
    score.posts = len(posts)
    score.words = wanted.total()
    score.added = (found - wanted).total()
    lost = wanted - found - drawn
    if lost:
        score.lost = lost.total()
        score.fault(f"the book: lost words: {' '.join(lost.elements())}")
    score.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
