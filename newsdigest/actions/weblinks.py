"""Joins check, fetch and store: the addresses of other sites that the content names, asked and remembered.

What was learnt is kept in the cache, not with the content: it is no work of the editors', and a file of
content that changes by itself would have every next build look at the whole site.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from newsdigest import __version__
from newsdigest.build.reading import read_content
from newsdigest.build.settings import read_settings
from newsdigest.check.weblinks import Use, by_outcome, is_due, links_gone, noted, uses_in, uses_in_body
from newsdigest.load.frontmatter import split
from newsdigest.load.markdown import render_markdown
from newsdigest.model.entry import Entry
from newsdigest.model.listener import Listener
from newsdigest.model.problem import Problem
from newsdigest.model.request import Request
from newsdigest.model.rules import in_force
from newsdigest.model.weblink import Answer, Seen
from newsdigest.store.cache import Cache
from newsdigest.store.files import write_whole
from newsdigest.store.lock import one_at_a_time
from newsdigest.store.scan import scan

if TYPE_CHECKING:
    from newsdigest.fetch.web import Web

AT_ONCE = 16
"""Hosts that are asked side by side; each is asked one thing at a time."""

MOST_OF_A_HOST = 60
"""Addresses of one host in one run: at a second's pause, a minute of it. The rest waits for the next."""

Known = dict[str, Seen]


class WebCheck(msgspec.Struct, frozen=True):
    """What came of asking."""

    problems: tuple[Problem, ...]
    summary: str


def asking_web(request: Request, *, private: bool) -> "Web":
    """Who asks; `private` lets addresses lead into private networks."""
    from newsdigest.fetch.web import Web

    agent = f"newsdigest/{__version__} (+{read_settings(request).config.base_url})"
    return Web(agent, max_bytes=0, private=private)


def check_web_links(request: Request, listener: Listener, web: "Web") -> WebCheck:
    """Ask the addresses that are due, and tell those that are gone; who stops it keeps what it learnt."""
    from newsdigest.fetch.asking import ask
    from newsdigest.fetch.several import ask_all

    settings = read_settings(request)
    uses = _uses(request, listener)
    urls = list(dict.fromkeys(use.url for use in uses))
    known = {url: seen for url, seen in remembered(request.root).items() if url in set(urls)}
    due = _fair([url for url in urls if is_due(url, known.get(url), settings.now)])
    asking = ask_all(due, partial(ask, web), at_once=AT_ONCE, enough=lambda answer: answer.busy)
    answers: dict[str, Answer] = {}
    try:
        for url, answer in listener.track("asking the web", asking, len(due)):
            answers[url] = answer
    finally:
        offline = _is_offline(web, answers, known)
        if not offline:
            known |= {url: noted(known.get(url), answer, settings.now) for url, answer in answers.items()}
            write_whole(_place(request.root), msgspec.json.encode(_with_places(known, uses)))
    problems = in_force(links_gone(uses, known), settings.config.decisions)
    counts = ", ".join(f"{number:,} {what}" for what, number in by_outcome(urls, known).items() if number)
    learnt = 0 if offline else len(answers)
    summary = f"{learnt:,} of {len(urls):,} addresses of the web asked: {counts or 'none'}"
    if offline:
        summary += "; no host was found, so this machine seems to be offline"
    return WebCheck(tuple(problems), summary)


def remembered(root: Path) -> Known:
    """What earlier runs learnt; nothing where that cannot be read."""
    try:
        return msgspec.json.decode(_place(root).read_bytes(), type=Known)
    except (OSError, msgspec.DecodeError):
        return {}


def links_died(root: Path, entries: Sequence[Entry]) -> list[Problem]:
    """Where entries and pages name what is known to be gone; asks nobody.

    Of bodies, only those are read that named such an address when it was last looked for.
    """
    known = remembered(root)
    named_in = {file for seen in known.values() for file in seen.named_in}
    uses = [use for entry in entries for use in uses_in(entry)]
    for file in sorted(named_in):
        uses += _uses_in_file(root, file)
    return list(links_gone(uses, known))


def _uses_in_file(root: Path, file: str) -> Iterator[Use]:
    try:
        parts = split(file, (root / file).read_text("utf-8", "replace"))
    except OSError:
        return
    if not isinstance(parts, Problem):
        yield from uses_in_body(file, parts.body_line, render_markdown(parts.body, "/"))


def _with_places(known: Mapping[str, Seen], uses: Sequence[Use]) -> Known:
    """What is known, and of dead addresses the files that name them."""
    files: defaultdict[str, set[str]] = defaultdict(set)
    for use in uses:
        files[use.url].add(use.file)
    return {
        url: replace(seen, named_in=tuple(sorted(files[url])) if seen.dead else ())
        for url, seen in known.items()
    }


def _place(root: Path) -> Path:
    return root / ".newsdigest" / "links.json"


def _uses(request: Request, listener: Listener) -> list[Use]:
    """Every address that entries and pages name; drafts are work in progress, and left out."""
    folder, config = request.root / ".newsdigest", read_settings(request).config
    with one_at_a_time(folder / "lock", listener.say), Cache(folder / "cache.sqlite") as cache:
        files = scan(request.root, ("content",), cache).files
        content = read_content(request.root, files, config, cache, listener, request.jobs)
    uses: list[Use] = []
    for record in content.records:
        if record.value is None or (isinstance(record.value, Entry) and record.value.draft):
            continue
        if isinstance(record.value, Entry):
            uses += uses_in(record.value)
        uses += uses_in_body(record.value.file, record.value.body_line, record.body)
    return uses


def _fair(urls: Sequence[str]) -> list[str]:
    """The addresses; of a host with many, only so many as one run may ask."""
    from newsdigest.fetch.several import host_of

    asked: Counter[str] = Counter()
    kept: list[str] = []
    for url in urls:
        asked[host_of(url)] += 1
        if asked[host_of(url)] <= MOST_OF_A_HOST:
            kept.append(url)
    return kept


def _is_offline(web: "Web", answers: Mapping[str, Answer], known: Mapping[str, Seen]) -> bool:
    """Whether it is we who are gone: no host was found, nor one that was there before."""
    from newsdigest.fetch.asking import ask

    if not answers or not all(answer.nameless for answer in answers.values()):
        return False
    witness = next((url for url, seen in known.items() if seen.outcome == "good" and url not in answers), "")
    return not witness or ask(web, witness).nameless
