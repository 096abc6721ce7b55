"""The development data: pages with known answers, in the folder `shared` beside the checkout."""

import gzip
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "extraction"
MODES = ("html", "text")

Truth = Mapping[str, Any]
Scores = Mapping[str, float | None]
Figures = Mapping[str, tuple[float, int]]
"""Field -> (value, number of pages it was taken from)."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page in one of its two forms."""

    truth: Truth
    mode: str
    """`html`, or `text` for its plain-text dump."""

    @property
    def id(self) -> str:
        """Unique within a mode."""
        return str(self.truth["id"])

    def data(self) -> bytes:
        """The page as it was saved."""
        return gzip.decompress((DATA / self.truth[self.mode]).read_bytes())

    def unpacked(self, folder: Path) -> Path:
        """The page as a file, for what reads files."""
        file = folder / f"{self.id}.{'html' if self.mode == 'html' else 'txt'}"
        file.write_bytes(self.data())
        return file


def pages(mode: str, sets: Sequence[str] = ()) -> list[Page]:
    """All pages that have this form, in the order of the data."""
    rows = map(json.loads, (DATA / "truth.jsonl").read_text("utf-8").splitlines())
    return [Page(row, mode) for row in rows if row.get(mode) and (not sets or row["set"] in sets)]


def sample(mode: str, each: int) -> list[Page]:
    """`each` pages of a set, or all it has, picked by a hash of their id, so that the pick never changes."""
    by_set: dict[str, list[Page]] = defaultdict(list)
    for page in pages(mode):
        by_set[page.truth["set"]].append(page)
    return [
        page
        for name in sorted(by_set)
        for page in sorted(by_set[name], key=lambda page: hashlib.sha256(page.id.encode()).hexdigest())[:each]
    ]


def fingerprint() -> str:
    """Of the truth and of the scorer: figures of two corpora cannot be compared."""
    together = b"".join((DATA / name).read_bytes() for name in ("truth.jsonl", "score.py"))
    return hashlib.sha256(together).hexdigest()


@cache
def scorer() -> ModuleType:
    """The data's own score.py; compiled here, for the shared folder gets no files of ours."""
    file = DATA / "score.py"
    module = ModuleType("score")
    exec(compile(file.read_text("utf-8"), str(file), "exec"), module.__dict__)
    return module


def score(page: Page, prediction: Mapping[str, Any]) -> dict[str, float | None]:
    """The scorer's figures for one page, and `author_exact_person` where its author is a person."""
    scores: dict[str, float | None] = scorer().score_page(page.truth, prediction, page.mode)
    if "author_exact" in scores and not by_outlet(page.truth):
        scores["author_exact_person"] = scores["author_exact"]
    return scores


_DESK = re.compile(r"redaktion|redacción|redaction|newsroom|editorial team|\b(?:staff|desk)\b", re.I)
"""Words of an outlet's own people, none of whom is named."""


def by_outlet(truth: Truth) -> bool:
    """Whether the true author is the outlet itself, by its name, host or desk, or an agency: what the reader
    gives elsewhere."""
    from newsdigest.extract.agencies import is_agency
    from newsdigest.extract.given import is_given
    from newsdigest.extract.metadata.publisher import host_names

    host = (urlsplit(truth.get("url") or "").hostname or "").removeprefix("www.")
    outlets = {_joined(name) for name in (*truth.get("source", ()), *host_names(host))}
    authors = [str(name) for name in truth["authors"] if not (" " in str(name) and is_given(str(name)))]
    return any(_joined(name) in outlets or is_agency(name) or _DESK.search(name) for name in authors)


def _joined(name: str) -> str:
    return str(scorer().fold(name)).replace(" ", "")


def by_set(results: Sequence[tuple[Page, Scores]]) -> dict[str, Figures]:
    """Set -> figures, and those of all sets together first, where there are several."""
    groups: dict[str, list[Scores]] = {}
    for page, scores in sorted(results, key=lambda result: result[0].truth["set"]):
        groups.setdefault(page.truth["set"], []).append(scores)
    if len(groups) > 1:
        groups = {"all": [scores for _, scores in results], **groups}
    return {name: scorer().summarise(group) for name, group in groups.items()}
