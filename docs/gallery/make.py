"""Sets pages of the fixtures with offprint, typst and WeasyPrint, side by side: `make.py OFFPRINT`.

From the workspace, with poppler's `pdftoppm` and `pip install typst==0.15.2 weasyprint==70.0 pillow`:

    cargo build --release && python docs/gallery/make.py target/release/offprint

Every program gets the same post: offprint the saved answer of the site, typst its title and body as a document of
headings, paragraphs, lists, quotations, tables, code and pictures, WeasyPrint the HTML as the site serves it. All set A4
pages with justified, hyphenated text and otherwise as they do when nothing is asked of them.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import typst
import weasyprint
from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parents[2]
MEDIA = {path.name: path for path in (ROOT / "fixtures/media").rglob("*.*")}
HERE = pathlib.Path(__file__).resolve().parent
# Fixture, post (from 0), page (from 1).
PAGES = [
    ("long-read", 0, 1),
    ("long-read", 0, 3),
    ("pictures", 0, 1),
    ("core-blocks", 0, 2),
    ("german", 0, 1),
    ("code-and-maths", 0, 1),
]
DPI = 56


def main(offprint):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        shutil.copytree(ROOT / "fixtures/media", folder / "media")
        for fixture, index, page in PAGES:
            source = json.loads((ROOT / f"fixtures/posts/{fixture}.json").read_text())
            source = source[index] if isinstance(source, list) else source
            (folder / "post.json").write_text(json.dumps(source))
            (folder / "html.html").write_text(html(source))
            files = ["post.json", "--media", "media", "--to", "pdf", "--out", "offprint.pdf", "--quiet"]
            subprocess.run([pathlib.Path(offprint).resolve(), "export", *files], cwd=folder)
            shown = subprocess.run(
                [pathlib.Path(offprint).resolve(), "inspect", "post.json", "--json"], cwd=folder, stdout=subprocess.PIPE
            )
            (folder / "post.typ").write_text(document(json.loads(shown.stdout)["posts"][0]))
            typst.compile(folder / "post.typ", output=folder / "typst.pdf")
            weasyprint.HTML(folder / "html.html").write_pdf(folder / "weasyprint.pdf")
            pages = [picture(folder, name, page) for name in ("offprint", "typst", "weasyprint")]
            space = 16
            sheet = Image.new("RGB", (sum(p.width for p in pages) + space * 4, pages[0].height + 2 * space), "#c8c8c8")
            x = space
            for each in pages:
                sheet.paste(each, (x, space))
                x += each.width + space
            sheet.quantize(48).save(HERE / f"{fixture}-{page}.png", optimize=True)


def picture(folder, name, page):
    command = ["pdftoppm", "-r", str(DPI), "-png", "-f", str(page), "-l", str(page), "-singlefile", f"{name}.pdf", name]
    subprocess.run(command, cwd=folder, check=True)
    return Image.open(folder / f"{name}.png").convert("RGB").resize((463, 655))


def html(post):
    style = "@page{size:A4;margin:25mm} body{text-align:justify;hyphens:auto} img{max-width:100%}"
    body = re.sub(r"https?://[^\s\"']+", lambda match: str(MEDIA.get(match[0].rsplit("/", 1)[-1], match[0])), post["content"]["rendered"])
    body = re.sub(r"srcset=\"[^\"]*\"", "", body)
    title = post["title"]["rendered"]
    return f'<html lang="{post.get("lang", "en")}"><meta charset="utf-8"><style>{style}</style><h1>{title}</h1>{body}'


def document(post):
    head = '#set page(paper: "a4")\n#set text(hyphenate: true, lang: "%s")\n#set par(justify: true)\n'
    return head % (post.get("language") or "en") + f"= {inlines(post['title']['value'])}\n\n" + blocks(post["body"])


def blocks(value):
    return "".join(block(each) for each in value or [])


def block(value):
    if isinstance(value, str):
        return "#line(length: 100%)\n\n"
    ((kind, inner),) = value.items()
    if kind == "heading":
        return f"#heading(level: {inner['level']})[{inlines(inner['content'])}]\n\n"
    if kind == "list":
        name = "list" if inner["kind"] == "bullet" else "enum"
        return f"#{name}(" + "".join(f"[{blocks(item['blocks'])}], " for item in inner["items"]) + ")\n\n"
    if kind in ("quote", "pull-quote"):
        return f"#quote(block: true)[{blocks(inner['blocks'])}]\n\n"
    if kind == "code":
        return f"#raw(block: true, {json.dumps(inner['text'])})\n\n"
    if kind in ("division", "details"):
        return blocks(inner["blocks"])
    if kind == "gallery":
        return "".join(figure(each) for each in inner["figures"])
    if kind == "figure":
        return figure(inner)
    if kind == "table":
        rows = [row for part in ("head", "body", "foot") for row in inner.get(part) or []]
        width = max(len(row["cells"]) for row in rows)
        cells = "".join(f"[{blocks(cell['blocks']).strip()}], " for row in rows for cell in row["cells"])
        return f"#table(columns: {width}, {cells})\n\n"
    if kind == "math":
        return f"#raw({json.dumps(inner.get('tex') or '')})\n\n"
    content = inner if isinstance(inner, list) else inner.get("caption")
    return inlines(content) + "\n\n"


def figure(value):
    found = MEDIA.get(value["image"]["url"].rsplit("/", 1)[-1])
    shown = f"media/{found.relative_to(ROOT / 'fixtures/media')}" if found else None
    body = f'image("{shown}", width: 80%)' if shown else f"[{escaped(value['image'].get('alt') or '')}]"
    return f"#figure({body}, caption: [{inlines(value.get('caption'))}])\n\n"


def inlines(value):
    return "".join(inline(each) for each in value or [])


def inline(value):
    if isinstance(value, str):
        return " \\\n"
    ((kind, inner),) = value.items()
    if kind == "text":
        return escaped(inner)
    if kind == "code":
        return f"#raw({json.dumps(inner)})"
    if kind in ("emphasis", "strong"):
        return f"#{kind[:4] if kind == 'emphasis' else 'strong'}[{inlines(inner)}]"
    if kind == "link":
        return f"#link({json.dumps(inner['url'])})[{inlines(inner['content'])}]"
    if kind == "note":
        return f"#footnote[{blocks(inner['body'])}]"
    if kind == "math":
        return f"#raw({json.dumps(inner.get('tex') or '')})"
    return inlines(inner if isinstance(inner, list) else inner.get("content"))


def escaped(text):
    return "".join("\\" + c if c.isascii() and not c.isalnum() and not c.isspace() else c for c in text)


if __name__ == "__main__":
    main(sys.argv[1])
