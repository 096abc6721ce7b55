#!/usr/bin/env python3
"""Build this site: `python build.py`; `python build.py --help` tells the rest."""

import sys
from pathlib import Path

from newsdigest.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).resolve().parent))
