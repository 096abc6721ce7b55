"""Spellings of one tag gathered: the most used is its label, the others are its aliases."""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from newsdigest.model.slug import fold, slugify
from newsdigest.model.vocabulary import Tag

_MEANING = "+#&@%*$€£"
"""Signs that tell words apart: C++ and C#, Q&A and QA."""


def spelling_key(name: str) -> str:
    """What spellings of one tag share: letters and figures, with neither case, blanks nor punctuation.

    A point between two figures stays: 1.5 is not 15.
    """
    folded = re.sub(r"(?<=\d)\.(?=\d)", "\0", fold(name))
    kept = "".join(
        sign for sign in folded if sign in f"\0{_MEANING}" or unicodedata.category(sign)[0] in "LNM"
    )
    return kept or folded


def gather(names: Iterable[str], listed: Sequence[Tag] = ()) -> tuple[Tag, ...]:
    """A tag for each group of spellings that no listed tag has, by label.

    Each tag's names lead to it alone, as content/tags.yaml needs.
    """
    taken = {spelling_key(name) for tag in listed for name in (tag.slug, tag.label, *tag.aliases)}
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        key = spelling_key(name)
        if key not in taken:
            groups[key][name] += 1
    slugs = {tag.slug for tag in listed}
    made = []
    for key in sorted(groups):
        spellings = sorted(groups[key], key=lambda name: (-groups[key][name], _odd(name), name))
        slug = _slug(spellings[0], key, slugs, {*groups, *taken})
        slugs.add(slug)
        made.append(Tag(slug=slug, label=spellings[0], aliases=tuple(spellings[1:])))
    return tuple(sorted(made, key=lambda tag: (tag.label.casefold(), tag.label)))


def label_by_name(tags: Iterable[Tag]) -> Mapping[str, str]:
    """Spelling key -> the label under which entries file it."""
    found: dict[str, str] = {}
    for tag in tags:
        for name in (tag.slug, tag.label, *tag.aliases):
            found.setdefault(spelling_key(name), tag.label)
    return found


def tags_text(tags: Sequence[Tag]) -> str:
    """content/tags.yaml: each tag under its slug, label and aliases in quotation marks."""
    lines = ["# The tags of the imported entries; the most used spelling of each is its label."]
    for tag in tags:
        lines.append(f"{_quoted(tag.slug)}:")
        lines.append(f"  label: {_quoted(tag.label)}")
        if tag.aliases:
            lines.append(f"  aliases: [{', '.join(map(_quoted, tag.aliases))}]")
    return "\n".join(lines) + "\n"


def _odd(name: str) -> int:
    """Signs that a neat label lacks: quotation marks, commas, a hyphen at the end."""
    return sum(not (sign.isalnum() or sign in " .-") for sign in name)


def _slug(label: str, key: str, taken: set[str], keys: Set[str]) -> str:
    """The label's slug; with a number where it is, or reads as, another tag."""
    plain = slugify(label) or "tag"
    number = 1
    while True:
        slug = plain if number == 1 else f"{plain}-{number}"
        other = spelling_key(slug)
        if slug not in taken and (other == key or other not in keys):
            return slug
        number += 1


def _quoted(text: str) -> str:
    """Plain where it is safe without quotation marks, else between them."""
    if re.fullmatch(r"[^\W\d_][\w .'-]*(?<![ ])", text) and not re.fullmatch(
        r"y|n|yes|no|on|off|true|false|null", text, re.IGNORECASE
    ):
        return text
    return json.dumps(text, ensure_ascii=False)
