"""Compares every field of a feed's items with the model: `feeds.py POSTS.json feed.rss|feed.atom|feed.json [OWN]`.

OWN is how many items are the edition's own, what its editor says: 0 or 1.
"""

import calendar
import json
import sys
import uuid
from datetime import datetime, timezone

import feedparser
import markup
import model
from comparison import Score, line


def main(posts_path, feed_path, own="0"):
    posts = model.read(posts_path)
    score = Score()
    with open(feed_path, "rb") as file:
        data = file.read()
    items = json_items(data, score) if feed_path.endswith(".json") else xml_items(data, feed_path, score)
    score.field("items", len(posts) + int(own), len(items))
    known = {item["id"]: item for item in items}
    score.field("ids that differ", len(items), len(known))
    for post in posts:
        item = known.get(identifier(post))
        if item is None:
            score.fault(f"{post['slug']}: there is no item with the id {identifier(post)}")
            continue
        compare(post, item, score)
    score.close()


def compare(post, item, score):
    """One post with one item, which holds only what the format can say."""
    place = post["slug"]
    score.posts += 1
    wanted = {
        "title": line(model.title(post)),
        "link": post["link"],
        "published": moment(post["published"]),
        "updated": moment(post["modified"] or post["published"]),
        "authors": [line(author["name"]) for author in post["authors"] if author["name"]],
        "terms": sorted({line(term["name"]["value"]) for term in post["terms"] if term["name"]["value"]}),
        "summary": line(post["excerpt"]["value"]) if post["excerpt"] else None,
        "language": model.language(post),
        "image": post["featured"]["url"] if post["featured"] else None,
    }
    for name, value in wanted.items():
        if name in item and value not in (None, []):
            score.field(f"{place}: {name}", value, item[name])
    content = markup.parse(item["content"])
    score.text(f"{place}: content", model.text(post["body"]), markup.visible_text(content))
    headings = markup.headings(content)
    score.field(f"{place}: headings", model.headings(post["body"]), headings)
    wanted = [url for url in model.links(post["body"]) if not url.startswith("#")]
    found = markup.links(content)
    lost = [url for url in wanted if url not in found]
    score.field(f"{place}: links lost", [], lost)


def identifier(post):
    """What `docs/feeds.md` says of ids, made for itself."""
    moment = post["published"]
    if moment is not None:
        moment = datetime.fromisoformat(moment).astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    number = post["id"]
    if number is None:
        # Without a number: the path of the guid or the link, the slug, the title.
        urls = [url for url in (post["guid"], post["link"]) if url and "://" in url]
        paths = [url.split("://", 1)[1] for url in urls]
        paths = [path[path.index("/") :] for path in paths if "/" in path]
        number = paths[0] if paths else post["slug"] or model.title(post)
    name = f"wordpress:{post['kind'] or 'post'}:{number}:{moment or ''}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, name)}"


def moment(text):
    """Whole seconds since 1970."""
    return None if text is None else float(int(datetime.fromisoformat(text).timestamp()))


def json_items(data, score):
    feed = json.loads(data)
    score.field("version", "https://jsonfeed.org/version/1.1", feed.get("version"))
    score.field("title is there", True, bool(feed.get("title")))
    return [
        {
            "id": item["id"],
            "title": line(item.get("title", "")),
            "link": item.get("url"),
            "published": moment(item.get("date_published")),
            "updated": moment(item.get("date_modified") or item.get("date_published")),
            "authors": [author["name"] for author in item.get("authors", [])],
            "terms": sorted(set(item.get("tags", []))),
            "summary": line(item["summary"]) if "summary" in item else None,
            "language": item.get("language") or feed.get("language"),
            "image": item.get("image"),
            "content": item["content_html"],
        }
        for item in feed["items"]
    ]


def xml_items(data, path, score):
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    score.field("feedparser is content", None, feed.get("bozo_exception"))
    score.field("version", "atom10" if path.endswith(".atom") else "rss20", feed.version)
    score.field("title is there", True, bool(feed.feed.get("title")))
    return [xml_item(entry, feed.version) for entry in feed.entries]


def xml_item(entry, version):
    item = {
        "id": entry.get("id"),
        "title": plain(entry, "title"),
        "link": entry.get("link"),
        "published": seconds(entry.get("published_parsed")),
        "updated": seconds(entry.get("updated_parsed")),
        "authors": [line(author.get("name", "")) for author in entry.get("authors", [])],
        "terms": sorted({line(tag.get("label") or tag.term) for tag in entry.get("tags", [])}),
        "summary": plain(entry, "summary") if "summary" in entry else None,
        "content": entry.content[0].value if "content" in entry else "",
    }
    if version == "rss20":
        item["image"] = next((picture["url"] for picture in entry.get("media_thumbnail", [])), None)
    else:
        item["language"] = entry.get("title_detail", {}).get("language")
    return item


def plain(entry, name):
    """A text construct as text, by the type that feedparser found it to have."""
    value = entry.get(name, "")
    if entry.get(f"{name}_detail", {}).get("type") == "text/plain":
        return line(value)
    return line(markup.visible_text(markup.parse(value)))


def seconds(parsed):
    return None if parsed is None else float(calendar.timegm(parsed))


if __name__ == "__main__":
    main(*sys.argv[1:])
