"""Compares what newsboat takes from a feed with the model: `newsboat.py POSTS.json feed.rss|feed.atom [OWN]`.

The feed is served on loopback, read by newsboat, and looked up in its cache: its exit code tells nothing.
"""

import functools
import http.server
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from datetime import datetime

import markup
import model
from comparison import Score, line
from feeds import identifier, moment


class Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {".rss": "application/rss+xml", ".atom": "application/atom+xml"}

    def log_message(self, *_):
        pass


def cached(feed_path):
    """The items of newsboat's cache, by guid."""
    folder, name = os.path.split(os.path.abspath(feed_path))
    handler = functools.partial(Quiet, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as scratch:
        urls, cache, config = (os.path.join(scratch, file) for file in ("urls", "cache.db", "config"))
        with open(urls, "w", encoding="utf-8") as file:
            file.write(f"http://127.0.0.1:{server.server_port}/{name}\n")
        with open(config, "w", encoding="utf-8") as file:
            file.write("max-items 0\n")
        command = ["newsboat", "-u", urls, "-c", cache, "-C", config, "-x", "reload"]
        environment = {**os.environ, "HOME": scratch, "no_proxy": "*"}
        subprocess.run(command, check=False, capture_output=True, timeout=120, env=environment)
        server.shutdown()
        with sqlite3.connect(cache) as database:
            columns = "guid, title, author, url, pubDate, content"
            rows = database.execute(f"SELECT {columns} FROM rss_item").fetchall()
    return {row[0]: row for row in rows}


def main(posts_path, feed_path, own="0"):
    posts = model.read(posts_path)
    score = Score()
    found = cached(feed_path)
    score.field("items", len(posts) + int(own), len(found))
    for post in posts:
        item = found.get(identifier(post))
        if item is None:
            score.fault(f"{post['slug']}: newsboat knows no item with the id {identifier(post)}")
            continue
        compare(post, item, score)
    score.close()


def compare(post, item, score):
    _, title, author, url, date, content = item
    place = post["slug"]
    score.posts += 1
    plain = line(markup.visible_text(markup.parse(title))) if "<" in title or "&" in title else line(title)
    score.field(f"{place}: title", line(model.title(post)), plain)
    if post["link"]:
        score.field(f"{place}: link", post["link"], url)
    # Of RSS it shows when a post was published, of Atom when it was changed, where both are told.
    known = [moment(post[name]) for name in ("published", "modified") if post[name]]
    # It counts seconds in 32 bits: years past 2038 come out as others.
    known = [date for date in known if date < 2**31]
    if known and float(date) not in known:
        score.fault(f"{place}: date: {datetime.fromtimestamp(date)} is neither of {known}")
    score.fields += 1
    names = [line(author["name"]) for author in post["authors"] if author["name"]]
    if names:
        score.field(f"{place}: author", True, names[0] in line(author))
    if post["body"]:
        score.text(f"{place}: content", model.text(post["body"]), markup.visible_text(markup.parse(content)))


if __name__ == "__main__":
    main(*sys.argv[1:])
