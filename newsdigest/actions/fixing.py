"""Joins load and store: mends that are safe, made in the files of the content and nowhere else."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from newsdigest.build.settings import read_settings
from newsdigest.load.entry import FIELD_ORDER, read_entry
from newsdigest.load.retag import tag_changes
from newsdigest.load.rewrite import RewriteError, rewrite_entry
from newsdigest.model.entry import Entry
from newsdigest.model.problem import Problem
from newsdigest.model.request import Request
from newsdigest.model.settings import Settings
from newsdigest.model.slug import fold
from newsdigest.model.url import without_tracking
from newsdigest.store.files import write_whole
from newsdigest.store.lock import one_at_a_time

Mend = Callable[[str, Problem, Settings], str]
"""An entry's text, what is wrong in it, the site's settings -> the text mended, or as it was."""

_ADDRESS = re.compile(r"https?://[^\s<>()\"'`\]]+")
_GONE = re.compile(r"no page is at (\S+) any more")


def fix(request: Request, problems: Iterable[Problem], say: Callable[[str], None]) -> list[str]:
    """Mend what can be mended safely; returns a line for each mend made."""
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in dict.fromkeys(problems):
        if problem.rule in MENDS and problem.file.endswith(".md"):
            by_file[problem.file].append(problem)
    if not by_file:
        return []
    settings = read_settings(request)
    told: list[str] = []
    with one_at_a_time(request.root / ".newsdigest" / "lock", say):
        for file in sorted(by_file):
            path = request.root / file
            text = before = path.read_bytes().decode("utf-8")
            for problem in by_file[file]:
                try:
                    mended = MENDS[problem.rule](text, problem, settings)
                except RewriteError as error:
                    say(f"{file}: not mended[{problem.rule}]: {error}")
                    continue
                if mended != text:
                    text = mended
                    told.append(f"{file}: mended[{problem.rule}] {problem.message}")
            if text != before:
                write_whole(path, text.encode())
    return told


def _untracked(text: str, problem: Problem, settings: Settings) -> str:
    """Addresses on the line without what tells who sent the reader."""
    lines = text.splitlines(keepends=True)
    line = lines[problem.line - 1]
    lines[problem.line - 1] = _ADDRESS.sub(lambda found: _clean(found[0]), line)
    return "".join(lines)


def _clean(address: str) -> str:
    """An address without tracking; left as it is written where there is none."""
    plain = address.replace("&amp;", "&")
    return clean if (clean := without_tracking(plain)) != plain else address


def _in_use(text: str, problem: Problem, settings: Settings) -> str:
    """The tag that took the place of a retired one, once."""
    entry = _entry(text, problem, settings)
    known = settings.vocabulary.tag_by_name
    retired = [
        fold(name)
        for tag in settings.vocabulary.tags
        if tag.retired_into
        for name in (tag.slug, tag.label, *tag.aliases)
    ]
    new = tuple(
        dict.fromkeys(known[fold(name)].slug if fold(name) in retired else name for name in entry.tags)
    )
    return rewrite_entry(problem.file, text, tag_changes(entry.tags, new), FIELD_ORDER)


def _with_alias(text: str, problem: Problem, settings: Settings) -> str:
    """The address that vanished, as an alias."""
    entry, gone = _entry(text, problem, settings), _GONE.search(problem.message)
    if gone is None or gone[1] in entry.aliases:
        return text
    return rewrite_entry(problem.file, text, {"aliases": (*entry.aliases, gone[1])}, FIELD_ORDER)


def _entry(text: str, problem: Problem, settings: Settings) -> Entry:
    entry = read_entry(problem.file, text, settings.config.zone).value
    if entry is None:
        raise RewriteError("the entry cannot be read")
    return entry


MENDS: Mapping[str, Mend] = {
    "link-tracking": _untracked,
    "tag-retired": _in_use,
    "vanished-address": _with_alias,
}
"""Rules whose mend changes nothing that an editor meant."""
