"""Rule: an entry quotes its source, and does not republish it."""

import re
from collections.abc import Mapping

from newsdigest.model.copied import Copied, Run, copied, plain
from newsdigest.model.entry import Entry, Source
from newsdigest.model.places import Place
from newsdigest.model.problem import Problem
from newsdigest.model.slug import fold
from newsdigest.model.vocabulary import Vocabulary

QUOTED_WORDS = 5
"""At each end of a run, so that its editor can find it."""

_REFUSED = re.compile(r"\bnc\b|\bnd\b|non ?commercial|no ?deriv")
_REPUBLISHABLE = re.compile(
    r"\bcc0\b|\bcc zero\b|\bpublic ?domain\b|\bpddl\b"
    r"|\bcc by\b|\bcreative ?commons (?:org licenses )?(?:attribution|by)\b"
    r"|\bopen government licen[cs]e\b|\bogl\b"
)


def check_copied(
    entry: Entry,
    body: str,
    page_texts: Mapping[str, str | None],
    vocabulary: Vocabulary,
    *,
    total: int,
    run: int,
) -> list[Problem]:
    """Words of summary and body (Markdown) that stand in a source page, against the limits of config.yaml.

    `page_texts` has what each source page of the entry shows, None or nothing for one that is not there.
    """
    problems: list[Problem] = []
    text = f"{entry.summary}\n{plain(body)}"
    for number, source in enumerate(entry.sources):
        if not source.page or allows_republication(_licence(source, vocabulary)):
            continue
        shown = page_texts.get(source.page)
        if shown is None:
            problems.append(_absent(entry, number))
        else:
            problems += _over(entry, source.page, text, copied(text, shown), total, run)
    return problems


def allows_republication(licence: str) -> bool:
    """Whether a licence lets anybody print the whole: CC BY, CC BY-SA, CC0, public domain and their like.

    Those for non-commercial use alone, or without changes, do not.
    """
    words = " ".join(re.findall(r"[a-z0-9]+", licence.casefold()))
    return bool(_REPUBLISHABLE.search(words)) and not _REFUSED.search(words)


def _licence(source: Source, vocabulary: Vocabulary) -> str:
    """The source's own, else its publisher's."""
    publisher = vocabulary.publisher_by_name.get(fold(source.publisher))
    return source.licence or (publisher.licence if publisher else "")


def _over(entry: Entry, page: str, text: str, found: Copied, total: int, run: int) -> list[Problem]:
    problems = [
        _problem(
            entry,
            text,
            long,
            f"{long.words} words in one run stand in `{page}`, more than the {run} allowed: "
            f"“{_quoted(text, long)}”",
            "cut the quotation, or say it in your own words",
        )
        for long in found.runs
        if long.words > run
    ]
    if found.total > total:
        longest = max(found.runs, key=lambda one: one.words)
        problems.append(
            _problem(
                entry,
                text,
                longest,
                f"{found.total} words stand in `{page}` in runs of six or more, "
                f"more than the {total} allowed; the longest run: “{_quoted(text, longest)}”",
                "quote less; `licence` of the source says where the whole may be printed",
            )
        )
    return problems


def _quoted(text: str, run: Run) -> str:
    words = text[run.start : run.end].split()
    if len(words) > 2 * QUOTED_WORDS:
        return " ".join([*words[:QUOTED_WORDS], "…", *words[-QUOTED_WORDS:]])
    joined = " ".join(words)
    signs = 8 * QUOTED_WORDS
    return joined if len(joined) <= 2 * signs else f"{joined[:signs]} … {joined[-signs:]}"


def _problem(entry: Entry, text: str, run: Run, message: str, hint: str) -> Problem:
    """At the line where the run begins: of the summary, or of the body."""
    line = text.count("\n", len(entry.summary), run.start)
    place: Place = (
        (entry.body_line + line - 1, 0) if run.start > len(entry.summary) else entry.place("summary")
    )
    return Problem(entry.file, *place, "copied-words", message, hint)


def _absent(entry: Entry, number: int) -> Problem:
    page = entry.sources[number].page
    line, column = entry.place(f"sources.{number}.page")
    return Problem(
        entry.file,
        line,
        column,
        "copied-words",
        f"the words copied from `{page}` cannot be counted: it is not in content/sources",
        "put the page back, or leave it at that if it is kept elsewhere",
        "warning",
    )
