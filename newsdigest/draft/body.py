"""The body of a draft: what the source says, quoted within the limits on copied words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsdigest.draft.phrases import Phrases, phrases_for
from newsdigest.draft.prose import sentences
from newsdigest.draft.quotations import Quotation
from newsdigest.model.copied import Word, copied, plain, words

MAX_QUOTATIONS = 3

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|&]")
_AT_START = re.compile(r"^(?:[#+=-]|\d{1,9}(?=[.)]))")


@dataclass(frozen=True, slots=True)
class Limits:
    """On words that a draft may share with its source page."""

    total: int
    run: int
    source: Sequence[Word]
    """Words of all that the page shows."""

    def allow(self, text: str) -> bool:
        """Whether a text could be published."""
        found = copied(text, self.source)
        return found.total <= self.total and found.longest <= self.run


def write_body(
    *,
    publisher: str,
    url: str,
    language: str,
    summary: str,
    lead: str,
    quotations: Sequence[Quotation],
    limits: Limits,
) -> str:
    """Markdown: who reports, the lead quoted, who said what, and where to read on."""
    phrases = phrases_for(language)
    blocks: list[str] = []

    def fits(block: str) -> bool:
        return limits.allow(plain("\n\n".join([summary, *blocks, block])))

    if quoted := _longest_fitting(sentences(lead, language), fits):
        blocks += [_reports(phrases, publisher, url), f"> {escape(quoted)}"]
    for quotation in _best(quotations, quoted):
        block = f"> {escape(quotation.text)}"
        if fits(block):
            blocks += [phrases.speaker.format(speaker=escape(quotation.speaker)), block]
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


def _reports(phrases: Phrases, publisher: str, url: str) -> str:
    name = publisher or host(url)
    if not name:
        return phrases.unnamed
    return phrases.reports.format(source=link(name, url) if url else escape(name))


def _longest_fitting(parts: Sequence[str], fits: Callable[[str], bool]) -> str:
    """As many whole sentences of a text as fit, two at most."""
    joiner = "" if parts and parts[0].endswith(tuple("。！？｡")) else " "
    for count in range(min(len(parts), 2), 0, -1):
        if fits(text := joiner.join(parts[:count])):
            return text
    return ""


def _best(quotations: Sequence[Quotation], lead: str) -> list[Quotation]:
    """Quotations whose speaker is known, the longer ones first, none that the lead has already."""
    known = [found for found in quotations if found.speaker and found.text[1:-1] not in lead]
    chosen = sorted(known, key=lambda found: -len(words(found.text)))[: 2 * MAX_QUOTATIONS]
    return [found for found in known if found in chosen][:MAX_QUOTATIONS]
