"""Writes many large pictures, no two alike, and posts that show them: `pictures.py FOLDER MEBIBYTES`; prints how many.

They are PNGs of 2400 by 1600 points with noise in them, as photographs have, so that they hardly compress.
"""

import json
import os
import random
import struct
import sys
import zlib

WIDTH, HEIGHT = 2400, 1600


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(number):
    noise = random.Random(number)
    rows = bytearray()
    for row in range(HEIGHT):
        rows += b"\0" + noise.randbytes(3 * WIDTH)
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(rows), 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def main(folder, mebibytes):
    media = os.path.join(folder, "media", "2025", "01")
    os.makedirs(media, exist_ok=True)
    posts, size = [], 0
    while size < int(mebibytes) << 20:
        number = len(posts) + 1
        with open(os.path.join(media, f"p{number}.png"), "wb") as file:
            file.write(picture(number))
            size += file.tell()
        address = f"https://album.example/wp-content/uploads/2025/01/p{number}.png"
        posts.append(
            {
                "id": number,
                "date": "2025-01-01T00:00:00",
                "slug": f"p{number}",
                "status": "publish",
                "type": "post",
                "link": f"https://album.example/p{number}/",
                "title": {"rendered": f"Picture {number}"},
                "content": {"rendered": f'<p>One.</p><figure><img src="{address}" alt="Noise {number}"></figure>'},
            }
        )
    with open(os.path.join(folder, "posts.json"), "w") as file:
        json.dump(posts, file)
    print(len(posts))


if __name__ == "__main__":
    main(*sys.argv[1:])
