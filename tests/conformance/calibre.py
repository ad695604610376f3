"""Compares the text that Calibre makes of a book with the model: `calibre.py POSTS.json BOOK.txt`."""

import sys

import model
from comparison import Score


def main(posts_path, text_path):
    posts = model.read(posts_path)
    score = Score()
    with open(text_path, encoding="utf-8") as file:
        found = file.read()
    wanted = [part for post in posts for part in (model.title(post), model.text(post["body"]))]
    score.posts = len(posts)
    score.text("the book", "\n".join(wanted), found)
    score.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
