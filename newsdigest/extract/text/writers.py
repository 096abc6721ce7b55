"""Who may have written it: every reading of a line as a byline, and what speaks for each."""

import re
from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from newsdigest.extract.given import is_given
from newsdigest.extract.text.byline import LONGEST, Reading, is_label, readings
from newsdigest.extract.text.headline import without_suffix
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import SEEN, Look
from newsdigest.extract.text.roles import has_role
from newsdigest.extract.text.rows import ROWS
from newsdigest.extract.text.words import folded, terms

ABOVE, INTO, END, BELOW, FOOT = 30, 14, 6, 40, 15
"""Lines above the headline, into the body, of its end, below it, and of the page's end, in which authors are
looked for."""

FURTHER, LATE, DEEPER = 150, 40, 100
"""Lines above the headline, before the body's end, and below it in which a line that says so is a byline."""

NEAR, FAR = 4, 6
"""Lines about a candidate that are looked at, and the distance of what is not among them."""

SAID = frozenset(("lead", "lead_pen", "within", "alone", "alone_pen", "behind", "role", "about", "box"))
"""Kinds of readings in which the page itself says that this is the author."""

_KINDS = (
    "lead", "lead_pen", "within", "within_pen", "alone", "alone_pen", "behind", "role", "editor", "bracket",
    "about", "bio", "box", "bare", "run", "rows", "halves", "pen", "holder",
)  # fmt: skip
_MARKS = (
    "dated", "ago", "clock", "credit", "caption", "notice", "bullet", "ellipsis", "votes", "colon",
    "capitals", "prose", "ended", "digits", "question", "commas", "bars", "address",
)  # fmt: skip
_SIDES = ("above", "below")


class Candidate(Struct, frozen=True):
    """Names that may be the authors, the line (index) that has them, and the features that hold."""

    names: tuple[str, ...]
    index: int
    kind: str
    """Of the reading."""
    features: Mapping[str, float]
    """What is not told is 0."""


def author_candidates(lines: list[Line], looks: list[Look], title: int, body: list[int]) -> list[Candidate]:
    """Every reading of a line about the article as a byline."""
    if not body:
        return []
    first, last = body[0], body[-1]
    near = dict.fromkeys(
        [
            *range(min(title, first), min(first + INTO, len(lines))),
            *range(max(0, title - ABOVE), title),
            *range(max(first, last - END), min(last + 1 + BELOW, len(lines))),
            *range(min(3, len(lines))),
        ]
    )
    further = range(max(0, title - FURTHER), max(0, title - ABOVE))
    within = range(max(first, last - LATE), max(first, last - END))
    deeper = range(last + 1 + BELOW, min(last + 1 + DEEPER, len(lines)))
    foot = range(max(last + 1, len(lines) - FOOT), len(lines))
    heads = {folded(line.text) for line in lines if len(line.text) < LONGEST}
    found = _without_parts(
        [
            (reading, index)
            for index in dict.fromkeys([*near, *further, *within, *deeper, *foot])
            for reading in readings(lines, index, heads)
            if index in near or reading.kind in SAID or reading.kind == "holder"
        ]
    )
    page = _Page.of(lines, title, body, found)
    inside = set(body)
    rivals = _Rivals.among(found, title)
    return [
        Candidate(
            reading.names,
            index,
            reading.kind,
            {
                **_what(reading, lines[index].text),
                **_where(looks, index, title, first, last, index in inside),
                **_beside(lines, looks, index),
                **page.knows(reading, lines[index].text, index),
                **rivals.of(reading, index),
            },
        )
        for reading, index in found
    ]


def _without_parts(found: list[tuple[Reading, int]]) -> list[tuple[Reading, int]]:
    """The readings without who only edited it, where someone wrote it, and those of lines that a byline above
    has among its rows.
    """
    single = {at for one, at in found if one.kind == "bare"}
    rows = [
        (_words_of(one), at)
        for one, at in found
        if one.kind in ("alone", "halves") or (one.kind == "rows" and at not in single)
    ]
    written = any(reading.kind in SAID for reading, _ in found)
    return [
        (reading, index)
        for reading, index in found
        if reading.kind in SAID
        or (
            not (written and reading.kind == "editor")
            and not any(at < index <= at + ROWS and words >= _words_of(reading) for words, at in rows)
        )
    ]


def _words_of(reading: Reading) -> set[str]:
    return {word for name in reading.names for word in name.split()}


def _what(reading: Reading, text: str) -> dict[str, float]:
    """The shape of the reading."""
    words = [len(name.split()) for name in reading.names]
    given = sum(is_given(name) for name in reading.names)
    return {
        "kind_" + reading.kind: 1.0,
        "said": float(reading.kind in SAID),
        "kind": float(_KINDS.index(reading.kind)),
        "names": float(len(reading.names)),
        "name_words": float(max(words)),
        "share": sum(map(len, reading.names)) / max(len(text), 1),
        "signs": float(len(text)),
        "uncased": float(not any(sign.isupper() or sign.islower() for sign in reading.names[0])),
        "given": float(given),
        "given_share": given / len(words),
        "given_words": float(
            sum(is_given(word) for name in reading.names for word in name.split()) / sum(words)
        ),
        "role": float(has_role(text)),
        "handle": float("@" in text),
    }


def _where(
    looks: list[Look], index: int, title: int, first: int, last: int, inside: bool
) -> dict[str, float]:
    """Where the line stands about headline and body."""
    low, high = sorted((index, title))
    return {
        "from_title": float(max(-60, min(index - title, 60))),
        "words_from_title": float(min(sum(seen.words for seen in looks[low + 1 : high]), 300)),
        "to_body": float(max(-60, min(first - index, 60))),
        "past_body": float(max(-60, min(index - last, 60))),
        "is_title": float(index == title),
        "in_head": float(title < index < first),
        "below": float(index > last),
        "inside": float(inside),
        "prose_since_body": float(min(sum(seen.prose for seen in looks[last + 1 : index]), 20)),
    }


def _beside(lines: list[Line], looks: list[Look], index: int) -> dict[str, float]:
    """The line's own marks, and those of the lines about it."""
    seen = looks[index]
    told = {"is_" + mark: 1.0 for mark in _MARKS if mark in seen.marks}
    told["furniture"] = float(bool(seen.kind))
    told["words"] = float(seen.words)
    above, below = looks[max(0, index - NEAR) : index][::-1], looks[index + 1 : index + 1 + NEAR]
    for side, near in (("above", above), ("below", below)):
        for mark in ("dated", "ago", "credit", "prose", "votes", "byline"):
            told[f"{mark}_{side}"] = float(
                next((far for far, other in enumerate(near, 1) if mark in other.marks), FAR)
            )
        if near:
            at = index - 1 if side == "above" else index + 1
            told[f"words_{side}"] = float(near[0].words)
            told[f"{near[0].kind}_{side}"] = 1.0
            told[f"role_{side}"] = float(near[0].words < 9 and has_role(lines[at].text))
            told[f"label_{side}"] = float(is_label(lines[at].text))
            told[f"handle_{side}"] = float("@" in lines[at].text)
            told[f"question_{side}"] = float("question" in near[0].marks)
    own = 0.0 if {"dated", "ago"} & set(seen.marks) else FAR
    told["date_near"] = min(own, *(told[f"{mark}_{side}"] for mark in ("dated", "ago") for side in _SIDES))
    return told


class _Rivals(Struct, frozen=True):
    """What the other readings say beside one."""

    sets: list[tuple[frozenset[str], int, bool]]
    """Names of each reading, its line, and whether the page itself says that they are the authors."""
    title: int

    @classmethod
    def among(cls, found: list[tuple[Reading, int]], title: int) -> "_Rivals":
        return cls(
            [(frozenset(map(folded, one.names)), index, one.kind in SAID) for one, index in found], title
        )

    def of(self, reading: Reading, index: int) -> dict[str, float]:
        """How many others have the same names, these and more, or some of these; and which one of those below
        the headline, and of those that say so, this is.
        """
        own = frozenset(map(folded, reading.names))
        others = [one for one in self.sets if one[1] != index]
        more = [one for one in others if own < one[0]]
        return {
            "same": float(min(len({at for names, at, _ in others if names == own}), 9)),
            "in_more": float(min(len(more), 5)),
            "in_more_said": float(any(said for _, _, said in more)),
            "has_less": float(len({names for names, _, _ in others if names < own})),
            "said_first": float(sum(said and self.title <= at < index for _, at, said in self.sets)),
            "from_title_th": float(min(sum(self.title < at < index for _, at, _ in self.sets), 20)),
        }


class _Page(Struct, frozen=True):
    """What the page as a whole knows of a name."""

    copies: Counter[str]
    shown: list[str]
    title: str
    body: list[int]
    story: set[str]
    common: set[str]
    """Words that the page also has in small letters."""
    said: Counter[str]
    """Name -> lines that say that it is the author's."""
    told: set[str]
    """Names of whom the page tells who they are."""
    near: Counter[int]
    """Line -> names about it that nothing says to be a byline."""
    owners: str
    """Who the page's own title ends with, and who its notices name, folded."""

    @classmethod
    def of(cls, lines: list[Line], title: int, body: list[int], found: list[tuple[Reading, int]]) -> "_Page":
        alone = sorted({index for reading, index in found if reading.kind in ("bare", "pen")})
        return cls(
            copies=Counter(line.text for line in lines),
            shown=[line.text.casefold() for line in lines],
            title=lines[title].text.casefold(),
            body=body,
            story={term for index in body[:40] for term in terms(lines[index].text)},
            common={
                word for line in lines for word in re.findall(r"\w+", line.text[:SEEN]) if word.islower()
            },
            said=Counter(name for reading, _ in found if reading.kind in SAID for name in set(reading.names)),
            told={name for reading, _ in found if reading.kind == "bio" for name in reading.names},
            near=Counter({at: sum(abs(at - other) <= NEAR for other in alone) for at in alone}),
            owners=folded(
                " | ".join(
                    [
                        *(without_suffix(line.text)[1] for line in lines[:3]),
                        *(line.text for line in lines if len(line.text) < LONGEST and "©" in line.text),
                    ]
                )
            ),
        )

    def knows(self, reading: Reading, text: str, index: int) -> dict[str, float]:
        """Whether the name stands again: at the page's top, in the story, below it, in another byline."""
        own = reading.names[0].casefold()
        last = self.body[-1]
        again = [at for at, line in enumerate(self.shown) if own in line and at != index]
        inside = set(self.body)
        words = re.findall(r"\w+", own)
        used = [term in self.story for term in terms(reading.names[0])]
        others = [name.casefold() for name in reading.names[1:]]
        return {
            "copied": float(self.copies[text]),
            "again": float(min(len(again), 9)),
            "again_alone": float(min(sum(self.shown[at] == own for at in again), 5)),
            "again_below": float(any(at > last and self.shown[at].startswith(own) for at in again)),
            "again_inside": float(min(sum(at in inside for at in again), 9)),
            "again_above": float(sum(at < self.body[0] for at in again)),
            "owner": float(folded(reading.names[0]) in self.owners),
            "at_top": float(bool(again) and again[0] < 4),
            "in_title": float(own in self.title),
            "others_again": float(
                bool(others) and sum(name in line for line in self.shown for name in others) > len(others)
            ),
            "small": sum(word in self.common for word in words) / max(len(words), 1),
            "story": sum(used) / max(len(used), 1),
            "said_again": float(min(self.said[name] for name in reading.names) - (reading.kind in SAID)),
            "said_on_page": float(len(self.said)),
            "told": float(any(name in self.told for name in reading.names)),
            "names_near": float(self.near[index]),
        }
