"""Advice on the vocabulary: tags that differ in spelling alone, that are used once, never, or no more."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from newsdigest.check.advice.written import Context, advice
from newsdigest.model.entry import Entry
from newsdigest.model.problem import Problem
from newsdigest.model.slug import fold, slugify
from newsdigest.model.vocabulary import Tag

TAGS = "content/tags.yaml"

PLURALS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (("", "s"), ("", "es"), ("y", "ies")),
    "de": (("", "e"), ("", "n"), ("", "en"), ("", "er"), ("", "s")),
    "nl": (("", "en"), ("", "s")),
    "fr": (("", "s"), ("", "x"), ("al", "aux")),
    "es": (("", "s"), ("", "es"), ("z", "ces")),
    "pt": (("", "s"), ("", "es"), ("m", "ns")),
    "sv": (("", "er"), ("", "ar"), ("", "or")),
    "it": (("o", "i"), ("a", "e"), ("e", "i")),
}
"""Endings of one and of many, by language."""

LEAST_STEM = 4
"""Letters before the ending: `new` and `news` are two words."""

ENOUGH_ENTRIES = 20
"""In a smaller archive every tag is young."""


def tags_alike(entries: Sequence[Entry], site: Context) -> Iterator[Problem]:
    """Two tags that differ in punctuation, hyphens, blanks or a plural are one to readers."""
    first: dict[str, tuple[str, Entry, str]] = {}
    for entry, path, slug, label in _uses(entries, site):
        first.setdefault(slug, (label, entry, path))
    languages = {entry.lang.partition("-")[0] for entry in entries} | {
        code.partition("-")[0] for code in site.config.languages
    }
    endings = sorted({pair for code in languages for pair in PLURALS.get(code, ())})
    listed = {fold(tag.slug) for tag in site.vocabulary.tags}
    by_letters: dict[str, str] = {}
    for slug in sorted(first, key=lambda slug: (slug not in listed, first[slug][1].file, slug)):
        letters = _letters(first[slug][0])
        other = by_letters.get(letters) or _singular(letters, by_letters, endings, slug in listed, listed)
        by_letters.setdefault(letters, slug)
        if other and other != slug:
            label, entry, path = first[slug]
            message = f"`{label}` is nearly the tag `{first[other][0]}`"
            merged = f"tags merge {slugify(label)} {slugify(first[other][0])}"
            hint = f"`python build.py {merged}` makes one of them"
            yield advice(entry, path, "tags-alike", message, hint)


def _singular(
    letters: str,
    known: Mapping[str, str],
    endings: Sequence[tuple[str, str]],
    is_listed: bool,
    listed: set[str],
) -> str:
    """The tag that is this one's singular or plural; two that are both listed were meant to be two."""
    for one, many in endings:
        for ending, other in ((many, one), (one, many)):
            stem = letters.removesuffix(ending) if ending else letters
            if len(stem) >= LEAST_STEM and letters == stem + ending:
                found = known.get(stem + other, "")
                if found and not (is_listed and found in listed):
                    return found
    return ""


def tag_used_once(entries: Sequence[Entry], site: Context) -> Iterator[Problem]:
    """A tag that only one entry has, and that no editor listed, leads readers nowhere."""
    if len(entries) < ENOUGH_ENTRIES:
        return
    listed = {fold(tag.slug) for tag in site.vocabulary.tags}
    uses: dict[str, list[tuple[Entry, str, str]]] = defaultdict(list)
    for entry, path, slug, label in _uses(entries, site):
        if slug not in listed:
            uses[slug].append((entry, path, label))
    for slug in sorted(uses):
        if len(uses[slug]) == 1:
            entry, path, label = uses[slug][0]
            message = f"no other entry has the tag `{label}`"
            yield advice(entry, path, "tag-once", message, f"take one that is in use, or list it in {TAGS}")


def tag_unused(entries: Sequence[Entry], site: Context) -> Iterator[Problem]:
    """A listed tag that no entry has, nor one of its narrower tags."""
    parents = {tag.slug: tag.parent for tag in site.vocabulary.tags}
    used: set[str] = set()
    for entry in entries:
        for name in entry.tags:
            tag = site.vocabulary.tag_by_name.get(fold(name))
            slug = tag.slug if tag else ""
            while slug and slug not in used:
                used.add(slug)
                slug = parents.get(slug, "")
    for tag in site.vocabulary.tags:
        if tag.slug not in used and not tag.retired_into:
            message = f"no entry has the tag `{tag.slug}`"
            yield Problem(TAGS, *tag.place, "tag-unused", message, "use it, or take it away", "warning")


def tag_retired(entries: Sequence[Entry], site: Context) -> Iterator[Problem]:
    """An entry names a tag that another has taken the place of."""
    retired: dict[str, Tag] = {
        fold(name): tag
        for tag in site.vocabulary.tags
        if tag.retired_into
        for name in (tag.slug, tag.label, *tag.aliases)
    }
    for entry in entries:
        for number, name in enumerate(entry.tags):
            if tag := retired.get(fold(name)):
                message = f"the tag `{name}` is retired into `{tag.retired_into}`"
                yield advice(entry, f"tags.{number}", "tag-retired", message, f"write `{tag.retired_into}`")


def _uses(entries: Sequence[Entry], site: Context) -> Iterator[tuple[Entry, str, str, str]]:
    """Entry, place, folded slug and label of each tag of each entry; listed ones resolved."""
    for entry in entries:
        for number, name in enumerate(entry.tags):
            tag = site.vocabulary.tag_by_name.get(fold(name))
            slug, label = (fold(tag.slug), tag.label) if tag else (fold(name), name)
            yield entry, f"tags.{number}", slug, label


def _letters(label: str) -> str:
    """Letters, digits, and the signs that make C, C++ and C# three languages."""
    return "".join(sign for sign in fold(label) if sign.isalnum() or sign in "+#")
