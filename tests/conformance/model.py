"""The model as `offprint inspect --json` shows it: `{"kind": value}` a node, `"kind"` alone when it holds nothing."""

import json


def read(path):
    """The posts that an edition takes without being asked for others: what is public, each once.

    With `"chosen": true` beside them, they are all posts of the edition, in its order.
    """
    with open(path, encoding="utf-8") as file:
        shown = json.load(file)
    posts = shown["posts"]
    if shown.get("chosen"):
        return posts
    taken = {}
    for post in posts:
        if post["status"] == "publish" and not post["protected"]:
            name = (post["site"], post["kind"], post["id"] or post["link"] or post["guid"] or len(taken))
            known = taken.get(name)
            if known is None or (post["modified"] or "") > (known["modified"] or ""):
                taken[name] = post
    return list(taken.values())


def node(value):
    """Kind and value of a node."""
    if isinstance(value, str):
        return value, None
    ((kind, inner),) = value.items()
    return kind, inner


def language(post):
    """The language of a post, stated or detected; `None` where it is unknown."""
    tag = post["language"]["value"] if post["language"] else None
    return None if tag == "und" else tag


def title(post):
    return inlines_text(post["title"]["value"])


def text(blocks, marks=False):
    """The visible text of blocks, the bodies of their notes after it; with `marks`, a note's number at its place."""
    parts = [blocks_text(blocks, marks)]
    for value in walk(blocks):
        if is_node(value) and "note" in value:
            parts.append(blocks_text(value["note"]["body"], marks))
    return "\n".join(parts)


def inlines_text(inlines, marks=False):
    """The text of inlines; of notes at most the number."""
    parts = []
    for inline in inlines:
        kind, value = node(inline)
        if kind in ("text", "code"):
            parts.append(value)
        elif kind == "break":
            parts.append("\n")
        elif kind == "math":
            parts.append(math_text(value))
        elif kind == "note":
            parts.append(str(value["number"]) if marks else "")
        elif kind in ("link", "abbreviation", "span"):
            parts.append(inlines_text(value["content"], marks))
        elif kind == "image":
            # A picture parts the words beside it.
            parts.append("\n")
        else:
            parts.append(inlines_text(value, marks))
    return "".join(parts)



def math_text(math):
    return math["tex"] if "tex" in math else math_node_text(math["mathml"])


def math_node_text(value):
    kind, inner = node(value)
    if kind == "text":
        return inner
    return "".join(math_node_text(child) for child in inner["children"])


def blocks_text(blocks, marks=False):
    """The text of blocks in reading order, a line each part, without notes; alternative texts are not visible."""
    return "\n".join(block_text(block, marks) for block in blocks)


def block_text(block, marks=False):
    kind, value = node(block)

    def inlines(content):
        return inlines_text(content, marks)

    def blocks(content):
        return blocks_text(content, marks)

    def lines(*parts):
        return "\n".join(parts)

    if kind in ("paragraph", "verse", "preformatted"):
        return inlines(value)
    if kind == "heading":
        return inlines(value["content"])
    if kind == "list":
        return lines(*(blocks(item["blocks"]) for item in value["items"]))
    if kind == "definitions":
        return lines(
            *(lines(*map(inlines, group["terms"]), *map(blocks, group["details"])) for group in value)
        )
    if kind in ("quote", "pull-quote"):
        return lines(blocks(value["blocks"]), inlines(value.get("attribution", [])))
    if kind == "code":
        return value["text"]
    if kind == "table":
        rows = value["head"] + value["body"] + value.get("foot", [])
        return lines(inlines(value.get("caption", [])), *(blocks(cell["blocks"]) for row in rows for cell in row["cells"]))
    if kind == "figure":
        return inlines(value.get("caption", []))
    if kind == "gallery":
        captions = [inlines(figure.get("caption", [])) for figure in value["figures"]]
        return lines(*captions, inlines(value.get("caption", [])))
    if kind == "media":
        return lines(inlines(value.get("title", [])), inlines(value.get("caption", [])))
    if kind == "embed":
        return lines(blocks(value.get("quote", [])), inlines(value.get("caption", [])))
    if kind == "details":
        return lines(inlines(value["summary"]), blocks(value["blocks"]))
    if kind == "math":
        return math_text(value)
    if kind == "division":
        return blocks(value["blocks"])
    if kind in ("rule", "page-break"):
        return ""
    raise ValueError(f"the model has a block that this script does not know: {kind}")


def headings(blocks):
    """Level and text of each heading, in order, at whatever depth."""
    found = []
    for value in walk(blocks):
        kind, inner = node(value) if is_node(value) else (None, None)
        if kind == "heading" and isinstance(inner, dict) and "level" in inner:
            found.append((inner["level"], " ".join(inlines_text(inner["content"]).split())))
    return found


def links(blocks):
    """The addresses of all links, in order."""
    found = []
    for value in walk(blocks):
        if is_node(value):
            kind, inner = node(value)
            if kind == "link" and isinstance(inner, dict) and "content" in inner:
                found.append(inner["url"])
    return found


def is_node(value):
    return isinstance(value, dict) and len(value) == 1


def walk(value):
    """Everything in a JSON value, in order."""
    yield value
    if isinstance(value, dict):
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)
