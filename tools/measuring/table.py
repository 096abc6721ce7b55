"""Figures as Markdown tables, ours beside those of others and those asked for."""

from collections.abc import Iterable, Mapping, Sequence

from measuring.corpus import Figures, Page, by_set
from measuring.floor import FAULTS
from measuring.readers import OURS, READERS, YARDSTICK, Prediction, Reading

Readings = Sequence[tuple[Page, Mapping[str, Reading]]]

FIELDS = {
    "body_F1": "body", "body_precision": "body", "body_recall": "body", "snippet_F1": "body",
    "must_have": "body", "must_not_leak": "body", "comment_leak": "body",
    "title_ok": "title", "title_exact": "title",
    "author_exact": "authors", "author_exact_person": "authors", "author_f1": "authors",
    "author_invented": "authors",
    "date_day": "date", "date_near": "date", "date_wrong": "date",
    "image_url": "url", "caption": "caption", "credit": "credit",
    "source": "source", "language": "language", "canonical": "canonical", "sections_f1": "sections",
    "tags_f1": "tags",
    "md_links": "markdown", "md_headings": "markdown", "md_items": "markdown", "md_quotes": "markdown",
    "md_cells": "markdown", "md_code": "markdown", "md_images": "markdown", "subheads": "markdown",
}  # fmt: skip
"""Figures of the scorer, in the order of the table, and what of a prediction each judges."""

ASKED: Mapping[tuple[str, str, str], float] = {
    ("html", "fundus", "body_F1"): 0.975, ("html", "scrapinghub", "body_F1"): 0.972,
    ("html", "wcxb", "body_F1"): 0.945, ("html", "readability", "body_F1"): 0.975,
    ("html", "trafilatura", "snippet_F1"): 0.94, ("html", "trafilatura", "comment_leak"): 0.01,
    ("html", "fundus", "title_ok"): 0.95, ("html", "trafilatura", "title_ok"): 0.92,
    ("html", "postlight", "title_ok"): 0.92,
    ("html", "fundus", "author_exact_person"): 0.88, ("html", "trafilatura", "author_exact"): 0.65,
    ("html", "postlight", "author_exact"): 0.68, ("html", "all", "author_invented"): 0.10,
    ("html", "fundus", "date_day"): 0.98, ("html", "trafilatura", "date_day"): 0.92,
    ("html", "postlight", "date_day"): 0.88, ("html", "fundus", "date_wrong"): 0.03,
    ("html", "trafilatura", "date_wrong"): 0.03, ("html", "postlight", "date_wrong"): 0.03,
    ("html", "all", "image_url"): 0.90, ("html", "all", "source"): 0.95, ("html", "all", "language"): 0.98,
    ("html", "all", "md_links"): 0.92, ("html", "all", "md_headings"): 0.90,
    ("html", "all", "md_items"): 0.85, ("html", "all", "md_quotes"): 0.90, ("html", "all", "md_cells"): 0.75,
    ("text", "all", "body_F1"): 0.93, ("text", "all", "comment_leak"): 0.02,
    ("text", "all", "title_ok"): 0.85, ("text", "all", "author_exact"): 0.80,
    ("text", "all", "date_day"): 0.90,
}  # fmt: skip
"""By issue 3."""
ASKED_TIME = 2.0
"""CPU time in that of the yardstick."""


def figures(mode: str, pairs: Readings) -> str:
    """A row for each set and field of pages in one form."""
    names = [name for name in READERS if name != YARDSTICK and all(name in reading for _, reading in pairs)]
    by_reader = {name: by_set([(page, reading[name].scores) for page, reading in pairs]) for name in names}
    given = {name: _given(reading[name].prediction for _, reading in pairs) for name in names}
    rows = [["set", "figure", "pages", *names, "asked"]]
    for group, ours in by_reader[OURS].items():
        for field in (field for field in FIELDS if field in ours):
            value, count = ours[field]
            cells = [_cell(by_reader[name][group], field, given[name]) for name in names]
            rows.append([group, field, str(count), *cells, _asked((mode, group, field), value)])
    return drawn(rows)


def _cell(figures: Figures, field: str, given: frozenset[str]) -> str:
    """A dash for a field that a reader has not."""
    return f"{figures[field][0]:.3f}" if field in figures and FIELDS[field] in given else "–"


def _given(predictions: Iterable[Prediction]) -> frozenset[str]:
    """What a reader gave on any page."""
    keys: set[str] = set()
    for prediction in predictions:
        keys |= {key for key, value in prediction.items() if value}
        keys |= {key for key, value in (prediction.get("lead_image") or {}).items() if value}
    return frozenset(keys | ({"body"} if "markdown" in keys else set()))


def _asked(key: tuple[str, str, str], value: float) -> str:
    asked = ASKED.get(key)
    if asked is None:
        return ""
    fault = key[2] in FAULTS
    reached = value <= asked if fault else value >= asked
    return f"{'≤' if fault else '≥'} {asked:.3f} {'reached' if reached else 'missed'}"


def times(pairs: Readings) -> str:
    """CPU time of each reader, and how often it failed."""
    rows = [["reader", "CPU s", "ms a page", f"× {YARDSTICK}", "pages failed"]]
    readings = [reading for _, reading in pairs]
    for name in (name for name in READERS if any(name in reading for reading in readings)):
        own = [reading[name] for reading in readings if name in reading]
        seconds = sum(one.seconds for one in own)
        yardstick = sum(reading[YARDSTICK].seconds for reading in readings if YARDSTICK in reading)
        ratio = f"{seconds / yardstick:.2f}" if yardstick else "–"
        if name == OURS and yardstick:
            ratio += f" (asked ≤ {ASKED_TIME:.1f})"
        failed = sum(bool(one.error) for one in own)
        rows.append([name, f"{seconds:.1f}", f"{1000 * seconds / len(own):.0f}", ratio, str(failed)])
    return drawn(rows)


def drawn(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first row is its head."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "| " + " | ".join("---" for _ in rows[0]) + " |", *lines[1:]])


def filled(text: str, told: Mapping[str, str]) -> str:
    """A document with what stands between `<!-- name -->` and `<!-- /name -->` replaced."""
    for name, content in told.items():
        opening, closing = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, found, rest = text.partition(opening)
        _, ended, after = rest.partition(closing)
        if not found or not ended:
            raise ValueError(f"no {opening.strip()} with its {closing} in the document")
        text = f"{before}{opening}\n{content}\n\n{closing}{after}"
    return text
