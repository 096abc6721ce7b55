"""Joins extract and store: what the program reads in pages, as `extract` shows it."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from newsdigest.model.article import Article
from newsdigest.model.config import Config
from newsdigest.model.problem import Problem
from newsdigest.model.vocabulary import Publisher
from newsdigest.store.guard import Lost, guarded

MAX_MB = Config().ingest_max_mb
"""Where no site sets another limit."""

SHOWN_LINES = 12
"""Of the body, where people read."""


class Shown(Struct, frozen=True):
    """What is shown of a page."""

    text: str
    was_read: bool
    told: tuple[Problem, ...] = ()


def extract_pages(
    paths: Sequence[Path],
    *,
    in_json: bool,
    jobs: int,
    max_mb: int = MAX_MB,
    publishers: Sequence[Publisher] = (),
) -> Iterator[Shown]:
    """What was read in each page, in the order given; the profiles of `publishers` are applied."""
    work = partial(extract_page, in_json=in_json, max_mb=max_mb, publishers=publishers)
    for path, result in zip(paths, guarded(work, paths, jobs=jobs), strict=True):
        yield _failed(path, result.reason, in_json) if isinstance(result, Lost) else result


def extract_page(
    path: Path, *, in_json: bool, max_mb: int = MAX_MB, publishers: Sequence[Publisher] = ()
) -> Shown:
    """One page; whatever goes wrong with it is told in its place, and is never the end of the run."""
    from newsdigest.extract.page import read_page, selectors_missed

    try:
        if fault := _unfit(path, max_mb):
            return _failed(path, fault, in_json)
        article = read_page(path.name, path.read_bytes(), publishers)
    except Exception as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else repr(error)
        return _failed(path, reason, in_json)
    values = _values(article, path)
    text = json.dumps(values, ensure_ascii=False) if in_json else _text(values)
    return Shown(text, True, tuple(selectors_missed(article, str(path))))


def _unfit(path: Path, max_mb: int) -> str:
    """Why a file is not to be opened; empty if it is."""
    if path.exists() and not path.is_file():
        return "it is a folder" if path.is_dir() else "it is no ordinary file"
    megabytes = path.stat().st_size / 1e6
    return (
        f"it has {megabytes:.1f} MB, more than `ingest.max_mb` allows ({max_mb})"
        if megabytes > max_mb
        else ""
    )


def _failed(path: Path, reason: str, in_json: bool) -> Shown:
    values = {"page": str(path), "error": reason}
    return Shown(json.dumps(values, ensure_ascii=False) if in_json else f"{path}\n  error: {reason}", False)


def _values(article: Article, path: Path) -> dict[str, Any]:
    """The article as plain values, named as the design names them; what was not found is absent."""
    image = article.lead_image
    picture = {"url": image.src, "caption": image.caption, "credit": image.credit} if image else {}
    found = {
        "title": article.title,
        "authors": list(article.authors),
        "date": _iso(article.date),
        "updated": _iso(article.updated),
        "source": article.publisher,
        "agency": article.agency,
        "dateline": article.dateline,
        "language": article.language,
        "canonical": article.canonical,
        "sections": list(article.sections),
        "tags": list(article.tags),
        "description": article.description,
        "lead_image": {key: value for key, value in picture.items() if value},
        "rights": article.rights,
        "markdown": article.markdown,
    }
    where = {"source" if name == "publisher" else name: str(f) for name, f in article.found_in.items()}
    return {"page": str(path)} | {key: value for key, value in found.items() if value} | {"found_in": where}


def _iso(moment: date | None) -> str:
    return moment.isoformat() if moment else ""


def _text(values: dict[str, Any]) -> str:
    """For people: a field a line with where it was found, then the beginning of the body."""
    where = values["found_in"]
    lines = [values["page"]]
    for field, value in values.items():
        if field in ("page", "found_in", "markdown"):
            continue
        parts = [value] if isinstance(value, str) else value.values() if isinstance(value, dict) else value
        shown = "; ".join(" ".join(part.split()) for part in parts)
        lines.append(f"  {field + ':':<12} {shown}  [{where.get(field, '')}]")
    body = values.get("markdown", "").splitlines()
    lines += [f"  | {line}" for line in body[:SHOWN_LINES]]
    if len(body) > SHOWN_LINES:
        lines.append(f"  | … {len(body) - SHOWN_LINES} more lines")
    return "\n".join(lines)
