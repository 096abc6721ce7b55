"""Measures how well the reader reads the development data.

    python tools/score_extraction.py [--sets fundus,wcxb] [--predictions FILE]   figures, by set
    python tools/score_extraction.py --misses FIELD       each page that is wrong in a field, and how
    python tools/score_extraction.py --compare            beside other readers, into docs/extraction.md
    python tools/score_extraction.py --pin [--lower]      renews the floor of tests/quality

Needs the folder `shared` beside the checkout; `--compare` also the readers named in measuring/readers.py.
"""

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from measuring import floor, misses, oracle, table  # noqa: E402
from measuring.corpus import MODES, pages  # noqa: E402
from measuring.readers import OURS, READERS, read_all  # noqa: E402

from newsdigest.store.cores import default_jobs  # noqa: E402

DOCS = ROOT / "docs" / "extraction.md"


def main() -> int:
    """Reads the options and does what they ask."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sets", default="", help="comma-separated; default: all")
    parser.add_argument("--mode", choices=MODES, action="append", help="default: both")
    parser.add_argument(
        "--predictions", type=Path, help="write them here, as score.py takes them: NAME.MODE.json"
    )
    parser.add_argument("--misses", metavar="FIELD", help="such as title_ok, author_exact, body_f1")
    parser.add_argument(
        "--compare", action="store_true", help="run the other readers too, and write the docs"
    )
    parser.add_argument("--pin", action="store_true", help="renew the floor, upward only")
    parser.add_argument("--lower", action="store_true", help="with --pin: downward too")
    parser.add_argument("--jobs", type=int, default=default_jobs())
    options = parser.parse_args()
    if options.pin:
        return _pin(options.jobs, lower=options.lower)
    sets = options.sets.split(",") if options.sets else []
    for mode in options.mode or MODES:
        names = tuple(READERS) if options.compare and mode == "html" else (OURS,)
        chosen = pages(mode, sets)
        with TemporaryDirectory() as folder:
            pairs = list(zip(chosen, read_all(chosen, names, Path(folder), options.jobs), strict=True))
        if options.predictions:
            predictions = {page.id: reading[OURS].prediction for page, reading in pairs}
            file = options.predictions.with_suffix(f".{mode}.json")
            file.write_text(json.dumps(predictions, ensure_ascii=False), "utf-8")
        if options.compare:
            told = _told(mode, pairs, options.jobs)
            DOCS.write_text(table.filled(DOCS.read_text("utf-8"), told), "utf-8")
        elif options.misses:
            print(*misses.listed(options.misses, pairs), sep="\n")
        else:
            print(f"{mode}\n", table.figures(mode, pairs), table.times(pairs), sep="\n", end="\n\n")
    return 0


def _told(mode: str, pairs: table.Readings, jobs: int) -> dict[str, str]:
    """Tables of the documentation, by their marks."""
    told = {
        f"{mode} figures": table.figures(mode, pairs),
        f"{mode} time": table.times(pairs),
        f"{mode} misses": misses.classes(pairs),
    }
    return told | ({"oracle": oracle.table([page for page, _ in pairs], jobs)} if mode == "html" else {})


def _pin(jobs: int, *, lower: bool) -> int:
    refused = floor.pin(jobs, lower=lower)
    if refused:
        print(*refused, "nothing is written; --lower pins what is measured now", sep="\n", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
