"""Sets a document with typst: `typeset.py DOCUMENT.typ OUTPUT.pdf`."""

import sys

import typst

typst.compile(sys.argv[1], output=sys.argv[2])
