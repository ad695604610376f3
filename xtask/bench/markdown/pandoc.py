"""pandoc, a process each case: `pandoc.py CASES OUT`, a JSON string a line."""

import json
import subprocess
import sys

import pypandoc

program = pypandoc.get_pandoc_path()
with open(sys.argv[1], encoding="utf-8") as cases, open(sys.argv[2], "w", encoding="utf-8") as out:
    for line in cases:
        command = [program, "--from=html", "--to=gfm", "--wrap=none"]
        run = subprocess.run(command, input=json.loads(line).encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        out.write(json.dumps(run.stdout.decode("utf-8", "replace")) + "\n")
