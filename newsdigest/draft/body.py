"""The body of a draft: what the source says, quoted within the limits on copied words."""

import re
from collections.abc import Sequence

from newsdigest.draft.limits import Limits, longest_fitting
from newsdigest.draft.phrases import Phrases, phrases_for
from newsdigest.draft.quotations import Quotation
from newsdigest.model.copied import count_words, plain

MAX_QUOTATIONS = 3

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|]|&(?=[#\w])")
_AT_START = re.compile(r"^(?:[#+=-]|\d{1,9}(?=[.)]))")


def write_body(
    *,
    publisher: str,
    url: str,
    language: str,
    summary: str,
    opening: str,
    quotations: Sequence[Quotation],
    limits: Limits,
) -> str:
    """Markdown: who reports, the opening quoted, who said what, and where to read on."""
    phrases = phrases_for(language)
    blocks: list[str] = []

    def fits(*more: str) -> bool:
        return limits.allow(plain("\n\n".join([summary, *blocks, *more])))

    reports = _reports(phrases, publisher, url)
    if quoted := longest_fitting(opening, language, lambda text: fits(reports, _quote(text))):
        blocks += [reports, _quote(quoted)]
    speaker = ""
    for quotation in _best(quotations, f"{summary} {quoted}"):
        who = quotation.speaker[:1].upper() + quotation.speaker[1:]  # it begins a line here
        names = [] if quotation.speaker == speaker else [phrases.speaker.format(speaker=escape(who))]
        if fits(*names, _quote(quotation.text)):
            blocks += [*names, _quote(quotation.text)]
            speaker = quotation.speaker
    if url:
        blocks.append(link(phrases.read.format(source=publisher or host(url)), url))
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Plain text as Markdown that renders to it, on one line."""
    line = " ".join(text.split())
    line = _SPECIAL.sub(lambda match: "\\" + match[0], line)
    if match := _AT_START.match(line):
        at = match.end() - (0 if match[0].isdecimal() else 1)
        line = f"{line[:at]}\\{line[at:]}"
    return line


def link(label: str, url: str) -> str:
    """A Markdown link; an address with blanks or brackets stands in angle brackets."""
    safe = re.sub(r"[\s<>]", lambda match: f"%{ord(match[0]):02X}", url)
    return f"[{escape(label)}](<{safe}>)" if re.search(r"[()\\*_]", safe) else f"[{escape(label)}]({safe})"


def host(url: str) -> str:
    """The host of an address, without `www.`: a name for a publisher that we have none of."""
    match = re.match(r"https?://(?:www\.)?([^/:?#]+)", url)
    return match[1] if match else ""


def _quote(text: str) -> str:
    return f"> {escape(text)}"


def _reports(phrases: Phrases, publisher: str, url: str) -> str:
    name = publisher or host(url)
    if not name:
        return phrases.unnamed
    return phrases.reports.format(source=link(name, url) if url else escape(name))


def _best(quotations: Sequence[Quotation], opening: str) -> list[Quotation]:
    """Whole sentences of known speakers, the longer ones first, none that the opening has already."""
    known = [
        found
        for found in quotations
        if found.speaker and not found.text[1].islower() and found.text[1:-1] not in opening
    ]
    chosen = sorted(known, key=lambda found: -count_words(found.text))[: 2 * MAX_QUOTATIONS]
    return [found for found in known if found in chosen][:MAX_QUOTATIONS]
