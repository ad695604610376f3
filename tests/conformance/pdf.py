"""Looks for the model's words and links in a PDF, as poppler reads it: `pdf.py POSTS.json FILE.pdf`."""

import subprocess
import sys

import model
from comparison import Score, line, pieces


def main(posts_path, pdf):
    posts = model.read(posts_path)
    score = Score()
    text = run("pdftotext", "-enc", "UTF-8", pdf, "-")
    # The mark of a note is set close to the word before it; the model has it apart.
    wanted = "\n".join(model.title(post) + "\n" + model.text(post["body"], marks=True) for post in posts)
    score.posts = len(posts)
    score.text("text", wanted, text)
    squeezed = "".join(pieces(text))
    for post in posts:
        title = "".join(pieces(line(model.title(post))))
        score.field(f"{post['slug']}: title is there", True, title in squeezed)
    urls = {row.split(maxsplit=2)[2] for row in run("pdfinfo", "-url", pdf).splitlines()[1:] if row.strip()}
    known = {post["link"] for post in posts}
    for post in posts:
        wanted = [url for url in model.links(post["body"]) if not url.startswith("#")]
        # Links between posts of the file stay within it.
        lost = [url for url in wanted if url not in urls and url.split("#")[0] not in known]
        score.field(f"{post['slug']}: links lost", [], lost)
    score.close()


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
