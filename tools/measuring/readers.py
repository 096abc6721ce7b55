"""Readers of pages, ours and others, each from a file to a prediction as the scorer takes it.

The others are no dependencies of the project:

    pip install 'newspaper4k[all]' readability-lxml lxml_html_clean goose3
"""

import json
import logging
import os
import signal
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import FrameType
from typing import Any

from measuring.corpus import Page, score
from newsdigest.actions.extracting import extract_page
from newsdigest.store.pool import spread

Prediction = Mapping[str, Any]

OURS = "newsdigest"
YARDSTICK = "trafilatura + htmldate"
"""Body and date alone, as issue 3 asks: for time, not for scores."""
SECONDS = 60
"""A page may take a reader so long; more is a failure."""
NO_URL = "https://example.com/"
"""For readers that ask for an address: all get the page and nothing else."""
INVENTED = (
    "<html lang=en><head><title>Ferry turns back</title></head><body><article><h1>Ferry turns back</h1>"
)
INVENTED += (
    "<p>By Jane Roe, 3 May 2024</p>" + "<p>A ferry with sixty people turned back in fog on Friday.</p>" * 9
)
"""A page for warming up."""


class TooLong(BaseException):
    """Not an Exception, for libraries catch those."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a page."""

    prediction: Prediction
    scores: Mapping[str, float | None]
    seconds: float
    """Of CPU."""
    error: str


def read_all(
    pages: Sequence[Page], names: Sequence[str], folder: Path, jobs: int
) -> Iterator[dict[str, Reading]]:
    """For each page, in order, what each reader makes of it; `folder` gets the pages as files."""
    return spread(partial(_read_chunk, tuple(names), folder), pages, count=len(pages) * 4, jobs=jobs, chunk=4)


def _read_chunk(names: Sequence[str], folder: Path, pages: Sequence[Page]) -> list[dict[str, Reading]]:
    return [_read_page(names, folder, page) for page in pages]


def _read_page(names: Sequence[str], folder: Path, page: Page) -> dict[str, Reading]:
    """One after the other on the same core, so that all meet the same machine."""
    for name in names:
        _warmed(name, folder)
    file = page.unpacked(folder)
    readings = {name: _read(READERS[name], file, page) for name in names}
    file.unlink()
    return readings


@cache
def _warmed(name: str, folder: Path) -> None:
    """Lets a reader import what it needs and build its tables, once a worker, outside of the time."""
    file = folder / f"{os.getpid()}.html"
    file.write_text(INVENTED, "utf-8")
    with suppress(Exception):
        READERS[name](file)
    file.unlink()


def _read(reader: Callable[[Path], Prediction], file: Path, page: Page) -> Reading:
    started = time.process_time()
    prediction: Prediction = {}
    error = ""
    try:
        with _limited(SECONDS), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            prediction = reader(file)
    except (Exception, TooLong) as raised:
        error = repr(raised)[:200]
    seconds = time.process_time() - started
    error = error or str(prediction.get("error") or "")
    return Reading(prediction, score(page, prediction), seconds, error)


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raises TooLong in what runs for longer, and again where that is swallowed."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong(f"more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _newsdigest(file: Path) -> Prediction:
    """As `python build.py extract --json` does it."""
    found: Prediction = json.loads(extract_page(file, in_json=True).text)
    return found


def _trafilatura(file: Path) -> Prediction:
    """Its metadata, htmldate's date among it, and its Markdown, from one tree."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = trafilatura.load_html(file.read_bytes())
    if tree is None:
        return {}
    told = trafilatura.extract_metadata(tree)
    markdown = trafilatura.extract(
        tree,
        output_format="markdown",
        include_comments=False,
        include_links=True,
        include_images=True,
        include_formatting=True,
    )
    return {
        "title": told.title,
        "authors": (told.author or "").split("; "),
        "date": told.date,
        "source": told.sitename,
        "language": told.language,
        "canonical": told.url,
        "sections": told.categories,
        "tags": told.tags,
        "lead_image": {"url": told.image},
        "markdown": markdown or "",
    }


def _yardstick(file: Path) -> Prediction:
    import htmldate
    import trafilatura

    data = file.read_bytes()
    return {"body": trafilatura.extract(data) or "", "date": htmldate.find_date(data)}


def _newspaper4k(file: Path) -> Prediction:
    from newspaper import Article, Config

    logging.getLogger("newspaper").setLevel(logging.CRITICAL)
    config = Config()
    config.fetch_images = False
    article = Article(NO_URL, config=config)
    article.download(input_html=_decoded(file))
    article.parse()
    return {
        "title": article.title,
        "authors": article.authors,
        "date": _iso(article.publish_date),
        "source": article.meta_site_name,
        "language": article.meta_lang,
        "canonical": article.canonical_link,
        "tags": [*(article.tags or ()), *(article.meta_keywords or ())],
        "lead_image": {"url": article.top_image},
        "body": article.text or "",
    }


def _readability(file: Path) -> Prediction:
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    document = Document(file.read_bytes())
    return {"title": document.short_title(), "body": _plain(document.summary())}


def _goose3(file: Path) -> Prediction:
    from goose3 import Goose

    logging.getLogger("goose3").setLevel(logging.CRITICAL)
    with Goose({"enable_image_fetching": False, "strict": False}) as goose:
        article = goose.extract(raw_html=_decoded(file))
    graph = article.opengraph or {}
    return {
        "title": article.title,
        "authors": article.authors,
        "date": _iso(article.publish_date),
        "source": graph.get("site_name"),
        "language": article.meta_lang,
        "canonical": article.canonical_link,
        "tags": list(article.tags or ()),
        "lead_image": {"url": graph.get("image")},
        "body": article.cleaned_text or "",
    }


READERS: Mapping[str, Callable[[Path], Prediction]] = {
    OURS: _newsdigest,
    "trafilatura": _trafilatura,
    "newspaper4k": _newspaper4k,
    "readability-lxml": _readability,
    "goose3": _goose3,
    YARDSTICK: _yardstick,
}


def _decoded(file: Path) -> str:
    """For readers that take no bytes."""
    from newsdigest.extract.decode import decode

    return decode(file.read_bytes())


def _iso(value: object) -> str:
    """The day of what a reader gives for a date."""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return ""
    import dateutil.parser

    try:
        return dateutil.parser.parse(value).isoformat()
    except (ValueError, OverflowError):
        return value


def _plain(html: str) -> str:
    """The text of a piece of HTML, a line for each block."""
    from newsdigest.extract.page import visible_text

    return visible_text("piece.html", html.encode())
