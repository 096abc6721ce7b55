#!/usr/bin/env python3
"""Build this site: `python build.py`; `python build.py --help` tells the rest."""

import sys
from pathlib import Path

sys.dont_write_bytecode = False  # to compile the program at each start would take a quarter of an edit

from newsdigest.cli import run  # noqa: E402  after that

if __name__ == "__main__":
    run(sys.argv[1:], Path(__file__).resolve().parent)
