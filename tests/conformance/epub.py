"""Compares a book's chapters with the model: `epub.py POSTS.json BOOK.epub [SHOWN.json]`.

SHOWN.json is what `reader.mjs` says a reading system shows; without it the book's own documents are read.
"""

import json
import posixpath
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree
import zipfile

import markup
import model
from comparison import Score, line

OPF = "{http://www.idpf.org/2007/opf}"


def main(posts_path, book, shown_path=None):
    posts = model.read(posts_path)
    score = Score()
    documents = shown(shown_path, book, score) if shown_path else spine(book)
    # The title page of a book with one post begins with the post's title, too; a section may have a post's name.
    documents = [document for document in documents if not any(f'epub:type="{kind}"' in document for kind in ("titlepage", "part"))]
    chapters = [markup.parse(document) for document in documents]
    titled = {}
    for chapter in chapters:
        for level, text in markup.headings(chapter)[:1]:
            if level == 1:
                titled.setdefault(line(text), []).append(chapter)
    for post in posts:
        place = post["slug"]
        found = titled.get(line(model.title(post)))
        if not found:
            score.fault(f"{place}: no chapter begins with its title")
            continue
        chapter = found.pop(0)
        score.posts += 1
        score.text(f"{place}: text", model.text(post["body"]), markup.visible_text(chapter))
        score.field(f"{place}: headings", closed(model.headings(post["body"])), markup.headings(chapter)[1:])
        addresses = markup.links(chapter)
        known = {place_of(link) for other in posts for link in [other["link"]] if link}
        wanted = [sound(url) for url in model.links(post["body"]) if not url.startswith("#")]
        # Links between posts of the book stay within it.
        lost = [url for url in wanted if url not in addresses and place_of(url) not in known]
        score.field(f"{place}: links lost", [], lost)
    score.close()


def place_of(url):
    """The address without what does not tell posts apart."""
    return url.split("#")[0].split("://")[-1].removeprefix("www.").rstrip("/")


def sound(url):
    """The address as a book may have it: `#` stands once (RFC 3986 3.5)."""
    address, mark, fragment = url.partition("#")
    return address + mark + fragment.replace("#", "%23")


def shown(path, book, score):
    """The documents that a reading system came to from the contents."""
    with open(path, encoding="utf-8") as file:
        said = json.load(file)
    for complaint in said["complaints"]:
        score.fault(f"{said['system']}: {complaint}")
    documents = [document for document in said["documents"] if not document["front"]]
    for document in said["documents"]:
        for alt in document["lost"]:
            score.fault(f"{document['href']}: a picture is not shown: {alt}")
        if document["wide"]:
            score.fault(f"{document['href']}: wider than the page")
        if document["wideInLarge"]:
            score.fault(f"{document['href']}: wider than the page in large letters")
    chapters = sum('epub:type="chapter"' in document for document in spine(book))
    reached = sum('epub:type="chapter"' in document["html"] for document in documents)
    score.field(f"{said['system']}: chapters reached from the contents", chapters, reached)
    return [document["html"] for document in documents]


def closed(headings):
    """The headings with no level left out below the title's, as those who hear a book need them (WCAG 1.3.1)."""
    above, found = [], []
    for level, text in headings:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        found.append((min(len(above) + 1, 6), text))
    return found


def spine(book):
    """The documents in reading order."""
    with zipfile.ZipFile(book) as archive:
        container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
        path = next(element.get("full-path") for element in container.iter() if element.tag.endswith("rootfile"))
        package = ElementTree.fromstring(archive.read(path))
        items = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
        for itemref in package.iter(f"{OPF}itemref"):
            address = urllib.parse.unquote(items[itemref.get("idref")])
            document = archive.read(posixpath.join(posixpath.dirname(path), address))
            # A reader of EPUB takes these documents for XML: they must be that.
            ElementTree.fromstring(document)
            yield document.decode("utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
