"""Compares Markdown files with the model: `markdown.py POSTS.json FOLDER`.

The tree that cmark-gfm reads must hold every heading, paragraph, list item, quotation, block of code, rule and simple
table of the model, in order and at its place in lists and quotations; the words of all other blocks must be there too.
"""

import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import markup
import model
import yaml
from comparison import Score, line, pieces

EXTENSIONS = ["table", "strikethrough", "tasklist"]


def main(posts_path, folder):
    posts = model.read(posts_path)
    score = Score()
    command = cmark()
    files = [read(path, command) for path in sorted(pathlib.Path(folder).rglob("*.md"))]
    known = {name: (front, tree) for front, tree in files for name in names_of(front)}
    for post in posts:
        place = post["slug"]
        name = post["link"] or post["slug"]
        front, tree = known.get(name, (None, None))
        if tree is None:
            score.fault(f"{place}: no file is of `{name}`")
            continue
        score.posts += 1
        compare_front(place, post, front, score)
        compare_tree(place, post, tree, {post["link"] for post in posts}, score)
    score.close()


def cmark():
    """The command; some versions have footnotes as an extension, others as an option."""
    known = subprocess.run(["cmark-gfm", "--list-extensions"], stdout=subprocess.PIPE, text=True).stdout.split()
    footnotes = ["-e", "footnotes"] if "footnotes" in known else ["--footnotes"]
    extensions = [word for name in EXTENSIONS for word in ("-e", name)]
    return ["cmark-gfm", *footnotes, *extensions, "--unsafe", "-t", "xml"]


def names_of(front):
    """What a post is known by: its address, or its slug where it has none."""
    return [front[name] for name in ("url", "slug") if front.get(name)]


def read(path, command):
    """Front matter and tree of a file."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        return {}, None
    front, body = text[4:].split("\n---\n", 1)
    xml = subprocess.run(command, input=body.encode(), stdout=subprocess.PIPE, check=True).stdout
    # Some versions have no name for footnotes in XML.
    xml = xml.replace(b"<<unknown>", b"<footnote").replace(b"</<unknown>>", b"</footnote>")
    # Every value as the text that it is written as.
    return yaml.load(front, Loader=yaml.BaseLoader), ElementTree.fromstring(xml)


def compare_front(place, post, front, score):
    wanted = {
        "title": line(model.title(post)),
        "url": post["link"],
        "date": post["published"],
        "lastmod": post["modified"],
        "authors": [author["name"] for author in post["authors"] if author["name"]] or None,
        "description": line(post["excerpt"]["value"]) if post["excerpt"] else None,
        "language": model.language(post),
    }
    for name, value in wanted.items():
        found = front.get(name)
        if value is not None:
            score.field(f"{place}: {name}", value, line(found) if isinstance(found, str) else found)
    # A term known only by its number has no name to write.
    for term in (term for term in post["terms"] if term["name"]["value"]):
        values = [value for key, value in front.items() if isinstance(value, list) and key != "authors"]
        score.field(f"{place}: {term['name']['value']}", True, any(term["name"]["value"] in names for names in values))


def compare_tree(place, post, tree, own, score):
    # Dollars stand around mathematics.
    text = [text.replace("$", "") for text in (model.text(post["body"]), tree_text(tree))]
    score.text(f"{place}: text", *text)
    wanted, found = list(model_leaves(post["body"], ())), list(tree_leaves(tree, ()))
    score.fields += len(wanted)
    rest = iter(found)
    for leaf in wanted:
        if leaf not in rest:
            score.fault(f"{place}: not found in order: {leaf}")
            rest = iter(found)
    addresses = [element.get("destination") for element in tree.iter() if name_of(element) == "link"]
    # Links within HTML, which tables with spans are written as.
    for element in tree.iter():
        if name_of(element) in ("html_block", "html_inline"):
            addresses += markup.links(markup.parse(element.text or ""))
    # Other posts of the edition, and media that are at hand, are led to by relative addresses.
    within = {url.split("#")[0] for url in addresses if ":" not in url}
    names = {url.rsplit("/")[-1] for url in within}

    def is_lost(url):
        if url.startswith("#") or url in addresses:
            return False
        page = url.split("#")[0]
        return not (within and page in own) and page.rsplit("/")[-1] not in names

    lost = [url for url in model.links(post["body"]) if is_lost(url)]
    score.field(f"{place}: links lost", [], lost)


def squeezed(text):
    return "".join(pieces(text))


def model_leaves(blocks, path):
    """The leaves that Markdown can say exactly, each with its place in lists and quotations."""
    for block in blocks:
        kind, value = model.node(block)
        if kind == "paragraph" and is_plain(value):
            yield path, "paragraph", squeezed(model.inlines_text(value))
        elif kind == "heading" and is_plain(value["content"]):
            yield path, f"heading {value['level']}", squeezed(model.inlines_text(value["content"]))
        elif kind == "code":
            yield path, "code", value["text"].rstrip("\n")
        elif kind == "rule":
            yield path, "rule", ""
        elif kind == "list":
            yield from list_leaves(value, path)
        elif kind == "quote" and not value.get("attribution"):
            yield from model_leaves(value["blocks"], (*path, "quote"))
        elif kind == "table" and is_simple(value):
            yield path, "table", [[squeezed(model.blocks_text(cell["blocks"])) for cell in row["cells"]] for row in rows(value)]


def list_leaves(value, path):
    kind, details = model.node(value["kind"])
    if details and (details["reversed"] or details["numbering"] != "decimal" or details["start"] < 0):
        return
    if any(item.get("checked") is not None for item in value["items"]):
        return
    name = "bullet" if kind == "bullet" else f"ordered {details['start']}"
    for number, item in enumerate(value["items"]):
        yield from model_leaves(item["blocks"], (*path, f"{name}, item {number}"))


def rows(table):
    return table["head"] + table["body"] + table.get("foot", [])


def is_simple(table):
    """Whether a table can be one of GFM: a row of heads, the same number of cells in every row, a line in each."""
    cells = [cell for row in rows(table) for cell in row["cells"]]
    even = len({len(row["cells"]) for row in rows(table)}) == 1
    lines = all(len(cell["blocks"]) < 2 for cell in cells)
    flat = all(model.node(block)[0] == "paragraph" and is_plain(model.node(block)[1]) for cell in cells for block in cell["blocks"])
    spans = any(cell["colspan"] > 1 or cell["rowspan"] > 1 for cell in cells)
    headed = any(cell["header"] for row in table["body"] for cell in row["cells"])
    return len(table["head"]) == 1 and even and lines and flat and not spans and not headed


def is_plain(inlines):
    """Whether Markdown has a word of its own for all of these inlines, and adds none."""
    other = ("math", "image", "quote", "abbreviation", "note")
    return not any(model.is_node(value) and model.node(value)[0] in other for value in model.walk(inlines))


def name_of(element):
    return element.tag.rsplit("}")[-1]


def tree_leaves(element, path):
    name = name_of(element)
    if name == "paragraph":
        yield path, "paragraph", squeezed(inline_text(element))
    elif name == "heading":
        yield path, f"heading {element.get('level')}", squeezed(inline_text(element))
    elif name == "code_block":
        yield path, "code", (element.text or "").rstrip("\n")
    elif name == "thematic_break":
        yield path, "rule", ""
    elif name == "table":
        yield path, "table", [[squeezed(inline_text(cell)) for cell in row] for row in element]
    elif name == "list":
        kind = "bullet" if element.get("type") == "bullet" else f"ordered {element.get('start')}"
        for number, item in enumerate(element):
            for child in item:
                yield from tree_leaves(child, (*path, f"{kind}, item {number}"))
    else:
        inner = (*path, "quote") if name == "block_quote" else path
        for child in element:
            yield from tree_leaves(child, inner)


def inline_text(element):
    """The text of a block's inlines; of pictures nothing, of marks of notes nothing."""
    parts = []
    for child in element:
        name = name_of(child)
        if name in ("text", "code"):
            parts.append(child.text or "")
        elif name in ("softbreak", "linebreak", "image") or (name == "html_inline" and child.text == "<br>"):
            parts.append("\n")
        elif name not in ("html_inline", "footnote", "footnote_reference"):
            parts.append(inline_text(child))
    return "".join(parts)


def tree_text(tree):
    """All text, a line each block."""
    parts = []
    for element in tree.iter():
        name = name_of(element)
        if name in ("paragraph", "heading", "table_cell"):
            parts.append(inline_text(element))
        elif name == "code_block":
            parts.append(element.text or "")
    html = "".join((element.text or "") for element in tree.iter() if name_of(element) == "html_block")
    return "\n".join(parts) + "\n" + markup.visible_text(markup.parse(html))


if __name__ == "__main__":
    main(*sys.argv[1:])
