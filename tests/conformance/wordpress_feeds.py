"""What WordPress's own feeds hold of posts and ours hold of the same: `wordpress_feeds.py FOLDER OURS.rss OURS.atom`,
where the folder has the pages of WordPress's feeds as `rss-N.xml` and `atom-N.xml`.

Prints a table for `docs/feeds.md`: how many items have each element, in WordPress's feed and in ours, of the posts that
both hold; ends with 1 when WordPress's holds something of a post that ours does not.
"""

import pathlib
import sys
import xml.etree.ElementTree as xml

NAMES = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://wellformedweb.org/CommentAPI/": "wfw",
    "http://search.yahoo.com/mrss/": "media",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/syndication/history/1.0": "fh",
}
# Left out on purpose: the comment API is dead, and `sy` says what `ttl` says.
KNOWN_GAPS = {"wfw:commentRss", "sy:updatePeriod", "sy:updateFrequency"}
# In place of a text that a password guards, WordPress sends a form that asks for it.
FORMS = {"content:encoded", "description", "content", "summary"}
ATOM = "{http://www.w3.org/2005/Atom}"


def name(element, default):
    if not element.tag.startswith("{"):
        return element.tag
    space, local = element.tag[1:].split("}")
    prefix = NAMES.get(space, space)
    plain = local if prefix == default else f"{prefix}:{local}"
    rel = element.get("rel", "alternate") if local == "link" and prefix == "atom" else None
    return f"{plain}[{rel}]" if rel else plain


def says(element):
    """Whether it holds anything: an `author` whose name is empty does not."""
    return bool(element.attrib or "".join(element.itertext()).strip())


def items(paths, default):
    found = {}
    for path in paths:
        # The page after the last one is a page that there is none, and no feed.
        try:
            root = xml.parse(path).getroot()
        except xml.ParseError:
            continue
        for item in root.iter("item" if default == "rss" else f"{ATOM}entry"):
            link = item.findtext("link")
            if link is None:
                link = next(e.get("href") for e in item.iter(f"{ATOM}link") if e.get("rel", "alternate") == "alternate")
            names = [name(element, default) for element in item if says(element)]
            locked = (item.findtext("title") or item.findtext(f"{ATOM}title") or "").startswith("Protected: ")
            found[link] = [held for held in names if not (locked and held in FORMS)]
    return found


def table(theirs, ours, default):
    known = set(theirs) & set(ours)
    rows = sorted({element for link in known for element in theirs[link] + ours[link]})
    gaps = 0
    print(f"\n| {'RSS 2.0' if default == 'rss' else 'Atom'}: of {len(known)} posts in both | WordPress | offprint |\n|---|---|---|")
    for row in rows:
        counts = [sum(row in of[link] for link in known) for of in (theirs, ours)]
        gaps += row not in KNOWN_GAPS and counts[0] > counts[1]
        print(f"| `{row}` | {counts[0] or '–'} | {counts[1] or '–'} |")
    print(f"\nPosts in the feed: {len(theirs)} in WordPress's, {len(ours)} in ours.")
    return gaps + len(set(theirs) - set(ours))


def main(folder, our_rss, our_atom):
    folder = pathlib.Path(folder)
    gaps = table(items(sorted(folder.glob("rss-*.xml")), "rss"), items([our_rss], "rss"), "rss")
    gaps += table(items(sorted(folder.glob("atom-*.xml")), "atom"), items([our_atom], "atom"), "atom")
    sys.exit(1 if gaps else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
