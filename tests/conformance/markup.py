"""HTML as its reader sees it, by html5lib."""

import html5lib

INLINE = set(
    "a abbr b bdi bdo cite code del em i ins kbd mark q s small span strong sub sup u var time "
    "mi mn mo ms mtext mrow mfrac msub msup msubsup msqrt mroot munder mover munderover mtd semantics".split()
)
UNSEEN = {"head", "script", "style", "title", "template", "annotation", "annotation-xml"}


def parse(html):
    """The tree of a whole document or of a fragment."""
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


def name_of(element):
    """An element's name; comments have none."""
    return element.tag.rsplit("}")[-1] if isinstance(element.tag, str) else ""


def visible_text(root):
    """The text, a line each block; without marks of notes and the links back to them.

    Mathematics counts by the TeX beside its MathML when there is any, as in the model.
    """
    parts = []
    collect(root, parts)
    return "".join(parts)


def collect(element, parts):
    name = name_of(element)
    if name not in UNSEEN and name and not is_note_mark(element):
        if name == "math" and collect_tex(element, parts):
            return
        if name not in INLINE:
            parts.append("\n")
        parts.append(element.text or "")
        for child in element:
            collect(child, parts)
            parts.append(child.tail or "")
        if name not in INLINE:
            parts.append("\n")


def collect_tex(math, parts):
    tex = math.get("alttext")
    for element in math.iter():
        if name_of(element) == "annotation" and element.get("encoding") == "application/x-tex":
            tex = "".join(element.itertext())
    if tex:
        parts.append(tex)
    return bool(tex)


def is_note_mark(element):
    """Whether this is the mark of a note, or the way back from one."""
    if name_of(element) == "sup" and len(element) == 1 and not (element.text or "").strip():
        address = element[0].get("href", "")
        return "#" in address and "fn" in address.rsplit("#")[-1] and "".join(element.itertext()).strip().isdigit()
    if name_of(element) != "a":
        return False
    back = element.get("role") == "doc-backlink" or element.get("epub:type") == "backlink"
    return back or "".join(element.itertext()).strip().startswith("↩")


def headings(root):
    """Level and text of each heading, in order."""
    found = []
    for element in root.iter():
        name = name_of(element)
        if len(name) == 2 and name[0] == "h" and name[1] in "123456":
            found.append((int(name[1]), " ".join(visible_text(element).split())))
    return found


def links(root):
    """The addresses of all links, in order."""
    return [element.get("href") for element in root.iter() if name_of(element) == "a" and element.get("href")]
