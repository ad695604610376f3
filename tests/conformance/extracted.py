"""Compares what libraries that read text for other programs find in a PDF with what MuPDF finds:
`extracted.py POSTS.json FILE.pdf`; the posts are not looked at. What drawings stand for (`ActualText`), as formulas, is
left out on both sides: these libraries do not look for it."""

import collections
import sys

import pymupdf
import pypdf
from pdfminer.high_level import extract_text


def letters(text):
    """How often there is each letter and digit of ASCII: for scripts that libraries put together in ways of their own,
    `pdf.py` asks poppler."""
    return collections.Counter(c for c in text if c.isascii() and c.isalnum())


def with_pypdf(path):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def with_mupdf(path):
    return "\n".join(page.get_text(flags=pymupdf.TEXT_IGNORE_ACTUALTEXT) for page in pymupdf.open(path))


path = sys.argv[2]
wanted = letters(with_mupdf(path))
faults = []
for name, read in [("pypdf", with_pypdf), ("pdfminer", extract_text)]:
    found = letters(read(path))
    missing = sum((wanted - found).values())
    if missing > 0:
        faults.append(f"{name} misses {missing} of {sum(wanted.values())} letters and digits")
if faults:
    sys.exit("\n".join(faults))
print(f"{sum(wanted.values())} letters and digits")
