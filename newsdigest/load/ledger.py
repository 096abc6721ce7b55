"""content/ingested.yaml: read, and written so that equal ledgers are equal files."""

import json
import re
from datetime import UTC
from typing import Any

from newsdigest.load.fields import Field, MappingOf, into, record
from newsdigest.load.findings import Findings
from newsdigest.load.frontmatter import normalise
from newsdigest.load.loaded import Loaded
from newsdigest.load.readers import filled, flag
from newsdigest.load.yaml_lines import compose
from newsdigest.model.ledger import Ledger, Seen
from newsdigest.model.problem import Problem

HEADER = """\
# Written by the program; keep it with the content.
# The source pages that were read, and the entry that was drafted from each.
# A page that is discarded, or has an entry, is not drafted again; delete its lines here to have that done.
"""


def _seen(hash: str, entry: str = "", discarded: bool = False, text: str = "") -> Seen:
    return Seen(hash, "" if discarded else entry, text)


SEEN = record(
    "a page",
    Field("hash", filled, needed=True),
    Field("entry", filled),
    Field("discarded", flag),
    Field("text", filled),
)


def read_ledger(file: str, text: str) -> Loaded[Ledger]:
    """What became of each page."""
    document = compose(file, normalise(text))
    if isinstance(document, Problem):
        return Loaded(None, (document,))
    found = Findings(document, UTC)
    pages: Any = {}
    if document.root is not None:
        pages = MappingOf(into(_seen, SEEN))(document.root, "", found)
    return Loaded(None if pages is None else Ledger(pages), found.in_order())


def write_ledger(ledger: Ledger) -> str:
    """The file's text, pages by name."""
    return HEADER + "".join(
        f"{_scalar(page)}:\n  hash: {_scalar(seen.hash)}\n"
        + (f"  entry: {_scalar(seen.entry)}\n" if seen.entry else "  discarded: true\n")
        + (f"  text: {_scalar(seen.text)}\n" if seen.text else "")
        for page, seen in sorted(ledger.pages.items())
    )


def _scalar(text: str) -> str:
    """Plain where nothing in it can be taken for YAML, else in double quotes."""
    is_plain = re.fullmatch(r"\w[\w./-]*", text) and text != "null"
    return text if is_plain else json.dumps(text, ensure_ascii=False)
