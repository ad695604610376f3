"""Measures how a PDF is set, from the file alone, as MuPDF reads it: `typography.py POSTS.json FILE.pdf`.

Lines are told by their baselines, running text by its face and size, paragraphs by the distance of their lines. Fails
for: a paragraph's first line alone at the foot of a page or its last one alone at the head, a heading at the foot, a
line outside the measure, word spaces over twice the normal in more than 1 % of justified lines or over three times in
any, more than 10 % of the lines hyphenated, three of them in a row, a hyphenated heading, a single word alone under a
title of three and more, a heading nearer to what is above it than to what is below. A heading that its post ends with,
and pages of nothing but headings, have no better place for them.
"""

import re
import sys
from collections import Counter, defaultdict
from statistics import mean, median

import model
import pymupdf

LABEL = re.compile(r"^(?:[•–▪◦]|[0-9]{1,4}\.|[a-zA-Z]\.|[ivxlcIVXLC]{2,6}\.)(?=\s)")
FURNITURE = 9.1


class Line:
    """Characters on one baseline."""

    def __init__(self, y, chars):
        self.y = y
        self.chars = chars
        faces = Counter((c["font"], round(c["size"], 1)) for c in chars if not c["c"].isspace())
        (self.font, self.size), _ = faces.most_common(1)[0]
        self.label = False

    @property
    def text(self):
        return "".join(c["c"] for c in self.chars)

    @property
    def left(self):
        return self.chars[0]["origin"][0]

    @property
    def right(self):
        return self.chars[-1]["bbox"][2]

    def drop_label(self):
        """A list's label is not part of the line."""
        match = LABEL.match(self.text)
        if not match:
            return
        rest = match.end()
        while rest < len(self.chars) and self.chars[rest]["c"].isspace():
            rest += 1
        if rest < len(self.chars) and self.chars[rest]["origin"][0] - self.chars[match.end() - 1]["bbox"][2] > 3.5:
            self.chars = self.chars[rest:]
            self.label = True

    def spaces(self):
        """Distances from the beginning of each space to what follows it, for spaces between words."""
        found = []
        for before, space, after in zip(self.chars, self.chars[1:], self.chars[2:]):
            if space["c"] == " " and "Serif" in space["font"] and " " not in (before["c"], after["c"]):
                found.append(after["origin"][0] - space["origin"][0])
        return found


def lines_of(page):
    """The lines of a page but for head and folio."""
    rows = defaultdict(list)
    flags = pymupdf.TEXT_PRESERVE_WHITESPACE
    for block in page.get_text("rawdict", flags=flags)["blocks"]:
        for line in block.get("lines", []):
            if abs(line["dir"][0]) < 0.99:
                continue
            for span in line["spans"]:
                for char in span["chars"]:
                    rows[round(char["origin"][1], 1)].append({**char, "font": span["font"], "size": span["size"]})
    lines = []
    for y, chars in sorted(rows.items()):
        chars.sort(key=lambda char: char["origin"][0])
        while chars and chars[-1]["c"].isspace():
            chars.pop()
        while chars and chars[0]["c"].isspace():
            chars.pop(0)
        if chars:
            line = Line(y, chars)
            edge = page.rect.height * 0.094
            if line.size > FURNITURE or edge < y < page.rect.height - edge:
                lines.append(line)
    return lines


class Book:
    """The lines of all pages, and what they are measured by."""

    def __init__(self, posts_path, path):
        self.document = pymupdf.open(path)
        self.pages = [lines_of(page) for page in self.document]
        outline = self.document.get_toc()
        outermost = min((entry[0] for entry in outline), default=1)
        self.starts = {entry[2] - 1 for entry in outline if entry[0] <= outermost + 1}
        titles = {solid(model.title(post)) for post in model.read(posts_path)}
        self.posts = {entry[2] - 1 for entry in outline if entry[0] <= outermost + 1 and solid(entry[1]) in titles}
        self.first = min(self.starts, default=0)
        # Contents and sources are no running text.
        opened = [max((start for start in self.starts if start <= at), default=-1) for at in range(len(self.pages))]
        inner = [page for page, start in zip(self.pages, opened) if start in self.posts]
        plain = [line for page in inner for line in page if is_serif(line) and "Bold" not in line.font]
        sizes = Counter(line.size for line in plain)
        (self.body, self.lines), *_ = sizes.most_common(1) or [(0, 0)]
        if self.lines < 60:
            return
        steps = Counter()
        for page in self.pages:
            text = [line for line in page if self.is_body(line)]
            steps.update(round(b.y - a.y, 1) for a, b in zip(text, text[1:]))
            for line in text:
                # The first line of a list in a list has two.
                line.drop_label()
                line.drop_label()
        self.leading = steps.most_common(1)[0][0]
        self.paragraphs = [self.paragraphs_of(page) for page in self.pages]
        inner = [line for page in self.paragraphs for paragraph in page for line in paragraph[:-1]]
        if not inner:
            self.lines = 0
            return
        self.right = Counter(round(line.right) for line in inner).most_common(1)[0][0]
        self.left = Counter(round(line.left) for line in inner).most_common(1)[0][0]
        last = [paragraph[-1] for page in self.paragraphs for paragraph in page]
        loose = [space for line in last if line.right < self.right - 20 for space in line.spaces()]
        # Without a last line there is nothing to say of spaces.
        self.space = median(loose) if loose else self.body

    def is_body(self, line):
        """Whether it is a line of running text; letters may be drawn a little wider or narrower."""
        return is_serif(line) and abs(line.size - self.body) < 0.2

    def is_full(self, line):
        """Whether it reaches the right edge."""
        return line.right > self.right - 1

    def paragraphs_of(self, page):
        paragraphs = []
        for line in page:
            if not self.is_body(line):
                continue
            last = paragraphs[-1][-1] if paragraphs else None
            near = last and line.y - last.y < self.leading * 1.12 and abs(line.left - last.left) < 1.5
            if near and not line.label:
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
        return paragraphs


def solid(text):
    """A title without its spaces."""
    return "".join(text.split())


def is_serif(line):
    return "Serif" in line.font and "Noto" not in line.font


def measure(book):
    """Faults, and figures."""
    faults = []
    lengths, justified, hyphenated, wide, total = [], 0, 0, 0, 0
    for number, page in enumerate(book.paragraphs, 1):
        for paragraph in page:
            row = 0
            open_end = paragraph is page[-1] and book.is_full(paragraph[-1])
            for line in paragraph if open_end else paragraph[:-1]:
                total += 1
                if line.text[-1] in "-\u2010\u00ad":
                    hyphenated += 1
                    row += 1
                    if row == 3:
                        faults.append(f"page {number}: three hyphens in a row: {line.text}")
                else:
                    row = 0
                if not book.is_full(line):
                    continue
                justified += 1
                if abs(line.left - book.left) < 1.5:
                    lengths.append(len(line.text))
                ratio = max(line.spaces(), default=0) / book.space
                wide += ratio > 2.02
                if ratio > 3:
                    faults.append(f"page {number}: a word space of {ratio:.1f}: {line.text}")
        for line in book.pages[number - 1]:
            if book.is_body(line) and (line.right > book.right + 1.5 or line.left < book.left - 30):
                faults.append(f"page {number}: outside the measure: {line.text}")
    faults += breaks(book) + headings(book)
    if wide > justified * 0.01:
        faults.append(f"{wide} of {justified} justified lines have word spaces over twice the normal")
    if hyphenated > total * 0.1:
        faults.append(f"{hyphenated} of {total} lines are hyphenated")
    if lengths and not 60 <= mean(lengths) <= 72:
        faults.append(f"lines of {mean(lengths):.1f} characters")
    short = level(book)
    figures = (
        f"{len(book.pages)} pages, {total} lines: {mean(lengths):.1f} characters, {100 * hyphenated / total:.1f} % "
        f"hyphenated, {100 * wide / max(justified, 1):.1f} % over twice the space; {short} pages over two lines short"
    )
    return faults, figures


def breaks(book):
    """Single lines at the edges of pages."""
    faults = []
    for number in range(len(book.pages) - 1):
        before, after = book.paragraphs[number], book.paragraphs[number + 1]
        if number + 1 in book.starts or not before or not after:
            continue
        last, first = before[-1][-1], after[0][0]
        between = book.pages[number][-1].size >= book.body and book.pages[number][-1] is not last
        if between or book.pages[number + 1][0] is not first or first.label:
            continue
        goes_on = book.is_full(last) and abs(last.left - first.left) < 1.5
        if goes_on and (last.text[-1] not in ".!?”\"" or first.text[0].islower()):
            if len(after[0]) == 1:
                faults.append(f"page {number + 2}: the last line alone at the head: {first.text}")
            if len(before[-1]) == 1:
                faults.append(f"page {number + 1}: the first line alone at the foot: {last.text}")
    return faults


def headings(book):
    faults = []

    def is_heading(line):
        return "Bold" in line.font and line.size > book.body + 0.9

    for number, page in enumerate(book.pages, 1):
        drawn = [image["bbox"][1] for image in book.document[number - 1].get_image_info()]
        drawn += [shape["rect"].y0 for shape in book.document[number - 1].get_drawings()]
        ends = number == len(book.pages) or number in book.posts
        at = 0
        while at < len(page):
            line = page[at]
            if not is_heading(line):
                at += 1
                continue
            to = at
            while to + 1 < len(page) and goes_on(page[to], page[to + 1]):
                to += 1
            heading = page[at : to + 1]
            said = heading[-1].text
            if any(each.text[-1] in "-\u2010\u00ad" for each in heading[:-1]):
                faults.append(f"page {number}: a hyphenated heading: {said}")
            words = sum(len(each.text.split()) for each in heading)
            if len(heading) > 1 and words > 2 and " " not in said.strip():
                faults.append(f"page {number}: a word alone under a heading: {said}")
            below = page[to + 1] if to + 1 < len(page) else None
            edge = below.y - below.size if below else float("inf")
            followed = any(heading[-1].y + 2 < top < edge for top in drawn)
            others = any("Bold" not in each.font and each.size >= book.body - 0.2 for each in page)
            if not below and not followed and not ends and line.size < 22 and others:
                faults.append(f"page {number}: a heading at the foot: {said}")
            # What is raised in a line of its own stands beside the heading, not above it.
            over = [each for each in page[:at] if each.y < line.y - line.size * 0.6]
            if below and over and not followed:
                above = line.y - line.size * 0.7 - over[-1].y
                under = below.y - below.size * 0.7 - heading[-1].y
                if under >= above + 2:
                    faults.append(f"page {number}: a heading nearer to what is above: {said}")
            at = to + 1
    return faults


def goes_on(line, after):
    """Whether a heading goes on in this line: another heading stands further below."""
    alike = after.font == line.font and abs(after.size - line.size) < 0.3
    return alike and after.y - line.y < line.size * 1.5


def level(book):
    """How many pages within posts end more than two lines above the others."""
    feet = []
    for number, page in enumerate(book.document):
        foot = max((line.y for line in book.pages[number]), default=0)
        shapes = [shape["rect"].y1 for shape in page.get_drawings()]
        shapes += [image["bbox"][3] for image in page.get_image_info()]
        feet.append(max([foot] + [shape - 3 for shape in shapes if shape < page.rect.height * 0.905]))
    inner = [n for n in range(book.first, len(feet) - 1) if n + 1 not in book.starts]
    if not inner:
        return 0
    usual = median(sorted(feet[n] for n in inner)[-max(1, len(inner) // 3) :])
    return sum(usual - feet[n] > 2 * book.leading for n in inner)


def main(posts, path):
    book = Book(posts, path)
    if book.lines < 60:
        print(f"{book.lines} lines of running text are too few to judge")
        return
    faults, figures = measure(book)
    print("\n".join(faults + [figures]))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
