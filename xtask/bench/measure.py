"""Runs a command and prints its CPU time (user and system, seconds) and peak memory (KiB): `measure.py COMMAND...`."""

import resource
import subprocess
import sys

run = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
if run.returncode:
    sys.stderr.buffer.write(run.stderr)
    sys.exit(run.returncode)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
