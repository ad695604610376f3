"""Compares what libraries that read text for other programs find in a PDF with what poppler finds:
`extracted.py POSTS.json FILE.pdf`; the posts are not looked at."""

import collections
import subprocess
import sys

import pypdf
from pdfminer.high_level import extract_text


def letters(text):
    """How often there is each letter and digit of ASCII: scripts that libraries put together or in another order are
    poppler's to judge."""
    return collections.Counter(c for c in text if c.isascii() and c.isalnum())


def with_pypdf(path):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


path = sys.argv[2]
poppler = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], check=True, capture_output=True)
wanted = letters(poppler.stdout.decode())
faults = []
for name, read in [("pypdf", with_pypdf), ("pdfminer", extract_text)]:
    found = letters(read(path))
    missing = sum((wanted - found).values())
    if missing * 100 > sum(wanted.values()):
        faults.append(f"{name} misses {missing} of {sum(wanted.values())} letters and digits")
if faults:
    sys.exit("\n".join(faults))
print(f"{sum(wanted.values())} letters and digits")
