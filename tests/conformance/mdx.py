"""Compares the words of compiled MDX with the model: `mdx.py POSTS.json SHOWN.json`, of `mdx.mjs`."""

import json
import sys

import markup
import model
from comparison import Score


def main(posts_path, shown_path):
    with open(shown_path, encoding="utf-8") as file:
        shown = json.load(file)
    known = {}
    for page in shown:
        known.setdefault((page["slug"] or None, page["source"]), []).append(page["html"])
    score = Score()
    for post in model.read(posts_path):
        pages = known.get((post["slug"] or None, post["link"]))
        if not pages:
            score.fault(f"{post['slug']}: no file is of `{post['link']}`")
            continue
        score.posts += 1
        found = "\n".join(markup.visible_text(markup.parse(html)) for html in pages)
        score.text(post["slug"], model.text(post["body"]), found)
    score.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
