"""Looks for the model's words and links in a PDF, as poppler reads it: `pdf.py POSTS.json FILE.pdf`.

Words are compared one by one, but for what pages cannot give back as it was, whoever wrote the file:

- poppler drops hyphens at the end of a line, the author's own too: all hyphens are left out on both sides;
- quotations within a line get their marks from the format: all quotation marks are left out on both sides;
- single letters with a space between each two, as in a formula, are taken for one word that is set wide: they are
  compared without spaces on both sides;
- words longer than a narrow column is wide are broken: those of twelve characters and more may be found so;
- the marks of Arabic, Hebrew, Indic and Southeast Asian scripts come out apart from their letters, and punctuation in
  text from right to left at other places: there, every letter must be found as often as it is there.
"""

import re
import subprocess
import sys
from collections import Counter

import model
from comparison import Score, letters

# Scripts whose marks or order readers of PDF do not give back: Hebrew to Samaritan, Indic to Tibetan, Khmer.
COMPLEX = re.compile("[\u0590-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# A word that goes on over the page: soft hyphen, number of the page, running head.
OVER_PAGE = re.compile("\u00ad\\s*\\d*\\s*\f[^\n]*\\s+")


def main(posts_path, pdf):
    posts = model.read(posts_path)
    score = Score()
    text = OVER_PAGE.sub("", run("pdftotext", "-enc", "UTF-8", pdf, "-"))
    # The mark of a note is set close to the word before it.
    bodies = [model.title(post) + "\n" + model.text(post["body"], marks=True) for post in posts]
    lines = [line for body in bodies for line in body.split("\n") if not is_right_to_left(body)]
    score.posts = len(posts)
    wide = [line for line in lines if is_wide(line)]
    plain = "\n".join(line for line in lines if not COMPLEX.search(line) and not is_wide(line))
    score.text("text", comparable(plain), comparable(text), long=12)
    solid = "".join(text.split())
    score.field("spaced letters lost", [], [line for line in wide if "".join(line.split()) not in solid])
    compare_letters([line for line in lines if COMPLEX.search(line)], text, score)
    compare_letters([body for body in bodies if is_right_to_left(body)], text, score)
    there = letters(text)
    for post in posts:
        title = model.title(post).split()
        score.field(f"{post['slug']}: words of the title lost", [], [word for word in title if letters(word) not in there])
    urls = {row.split(maxsplit=2)[2] for row in run("pdfinfo", "-url", pdf).splitlines()[1:] if row.strip()}
    known = {place(post["link"]) for post in posts if post["link"]}
    for post in posts:
        wanted = [url for url in model.links(post["body"]) if not url.startswith("#")]
        # Links between posts of the file stay within it.
        lost = [url for url in wanted if url not in urls and place(url) not in known]
        score.field(f"{post['slug']}: links lost", [], lost)
    score.close()


def place(url):
    """What an address leads to, whether it has a slash at its end, `www.` or a fragment or not."""
    return re.sub("^https?://(www\\.)?", "", url).split("#")[0].rstrip("/")


def is_wide(text):
    """Whether a line is single letters and marks, three and more, with spaces between them."""
    words = text.split()
    return len(words) > 2 and all(len(word) == 1 for word in words)


def compare_letters(lines, text, score):
    """Every letter of these lines must be found as often as it is there."""
    wanted = Counter(letters("".join(lines)))
    score.words += sum(len(line.split()) for line in lines)
    lost = wanted - Counter(letters(text))
    score.lost += lost.total()
    score.field("letters in complex scripts lost", [], list(lost.elements()))


def is_right_to_left(text):
    """Whether most letters are Hebrew's, Arabic's and their neighbours'."""
    of_text = letters(text)
    return 2 * len(RIGHT_TO_LEFT.findall(of_text)) > len(of_text)


def comparable(text):
    """The text without hyphens, the breaks of lines after them, and quotation marks."""
    return re.sub("-(\\n\\s*)?|[“”„‟«»\"]", "", text)


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
