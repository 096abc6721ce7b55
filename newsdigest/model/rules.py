"""What a site's editors decide about rules: which only warn, and which say nothing, each with a reason."""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.model.problem import Problem

ADVICE = (
    "date-ahead", "date-before-source", "doubled-word", "feed-size", "footnote-mark", "fragment-dead",
    "link-relative", "link-text", "link-tracking", "loud-title", "mail-size", "placeholder", "quotes-mixed",
    "same-story", "source-address", "source-covered", "source-rights", "summary-absent", "summary-is-title",
    "summary-length", "tag-once", "tag-retired", "tags-alike", "tag-unused",
)  # fmt: skip
"""The rules that only `check` runs; each is a warning."""

ADJUSTABLE = (
    *ADVICE,
    "address-case", "copied-words", "date-and-file", "dates-order", "dead-link", "duplicate-id", "image-alt",
    "link-gone", "no-date", "no-headline", "no-source", "no-summary", "no-tag", "page-changed",
    "page-too-large", "saved-twice", "tag-spelling", "translates", "unknown-publisher", "unknown-tag",
)  # fmt: skip
"""The rules without which a site still stands; of the others a build depends on every one."""

Level = Literal["warning", "off"]


class Decision(Struct, frozen=True):
    """What becomes of a rule, and why."""

    level: Level
    reason: str


def in_force(problems: Iterable[Problem], decisions: Mapping[str, Decision]) -> list[Problem]:
    """The problems that are left once the editors' decisions are followed."""
    kept: list[Problem] = []
    for problem in problems:
        decision = decisions.get(problem.rule)
        if decision is None:
            kept.append(problem)
        elif decision.level == "warning":
            kept.append(replace(problem, severity="warning"))
    return kept
