"""Sets HTML with WeasyPrint: `weasy.py DOCUMENT.html OUTPUT.pdf`."""

import sys

import weasyprint

weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])
