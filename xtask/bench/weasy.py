"""Sets HTML with WeasyPrint: `weasy.py DOCUMENT.html OUTPUT.pdf [VARIANT]`; a variant is one of its `--pdf-variant`."""

import sys

import weasyprint

document, output, *variant = sys.argv[1:]
weasyprint.HTML(document).write_pdf(output, **({"pdf_variant": variant[0]} if variant else {}))
