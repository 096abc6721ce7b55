"""content/tags.yaml and the tags of entries, changed in their texts: a tag renamed, merged or retired."""

from collections.abc import Sequence

from newsdigest.load.entry import FIELD_ORDER
from newsdigest.load.rewrite import RewriteError, rename_key, rewrite_entry, rewrite_yaml
from newsdigest.model.entry import Entry
from newsdigest.model.slug import fold, slugify
from newsdigest.model.vocabulary import Tag, Vocabulary
from newsdigest.model.yaml_text import yaml_value


def resolved(name: str, vocabulary: Vocabulary) -> Tag:
    """The tag that a name means, retired or not; one that is not listed has its name as label."""
    for tag in vocabulary.tags:
        if fold(name) in map(fold, (tag.slug, tag.label, *tag.labels.values(), *tag.aliases)):
            return tag
    return Tag(slug=slugify(name), label=name)


def renamed(text: str, old: Tag, label: str, listed: bool) -> str:
    """tags.yaml with a tag under a new label and slug; its old names lead to it."""
    slug = slugify(label)
    former = [name for name in (old.label, old.slug) if fold(name) != fold(label)]
    if not listed:
        return _listed(text, slug, label, former)
    aliases = dict.fromkeys([*(name for name in old.aliases if fold(name) != fold(label)), *former])
    text = rewrite_yaml(text, {f"{old.slug}.label": label, f"{old.slug}.aliases": tuple(aliases)})
    if slug != old.slug:
        text = _led(rename_key(text, old.slug, slug), old.slug, slug)
    return text


def merged(text: str, old: Tag, into: Tag, vocabulary: Vocabulary, *, retire: bool) -> str:
    """tags.yaml with one tag in another's place.

    What is retired stays listed, with the tag that took its place; what is merged leaves its names as
    aliases. Either way its address leads on.
    """
    listed = {tag.slug for tag in vocabulary.tags}
    if into.slug not in listed:
        text = _listed(text, into.slug, into.label, [])
    if retire:
        if old.slug not in listed:
            text = _listed(text, old.slug, old.label, [])
        return _led(rewrite_yaml(text, {f"{old.slug}.retired_into": into.slug}), old.slug, into.slug)
    names = (old.label, old.slug, *old.aliases)
    aliases = {fold(name): name for name in reversed((*into.aliases, *names))}
    taken = {fold(into.slug), fold(into.label)}
    kept = tuple(aliases[key] for key in reversed(aliases) if key not in taken)
    text = rewrite_yaml(text, {old.slug: None}) if old.slug in listed else text
    text = rewrite_yaml(text, {f"{into.slug}.aliases": kept}) if kept else text
    return _led(text, old.slug, into.slug)


def retagged(entry: Entry, text: str, old: Tag, new: Tag, vocabulary: Vocabulary) -> str:
    """An entry's text with one tag for another, once; spelt as slug or label, as the old one was."""
    tags = [
        (new.slug if name == slugify(name) else new.label)
        if resolved(name, vocabulary).slug == old.slug
        else name
        for name in entry.tags
    ]
    known = [number for number, name in enumerate(tags) if resolved(name, vocabulary).slug == new.slug]
    once = [name for number, name in enumerate(tags) if number not in known[1:]]
    return rewrite_entry(entry.file, text, tag_changes(entry.tags, once), FIELD_ORDER)


def tag_changes(before: Sequence[str], now: Sequence[str]) -> dict[str, object]:
    """The smallest change of the text: item by item where their number stays."""
    if len(before) != len(now):
        return {"tags": tuple(now)}
    return {f"tags.{n}": now[n] for n, name in enumerate(before) if name != now[n]}


def _led(text: str, old: str, new: str) -> str:
    """Where other tags name one as parent or heir, the one that took its place."""
    import yaml

    records = yaml.load(text, Loader=yaml.BaseLoader) or {}
    changes: dict[str, object] = {
        f"{slug}.{key}": new
        for slug, record in records.items()
        if isinstance(record, dict) and slug not in (old, new)
        for key in ("parent", "retired_into")
        if record.get(key) == old
    }
    own = records.get(new)
    if isinstance(own, dict) and own.get("parent") == old:
        changes[f"{new}.parent"] = None
    return rewrite_yaml(text, changes) if changes else text


def _listed(text: str, slug: str, label: str, aliases: Sequence[str]) -> str:
    """With a further tag at the end of the file."""
    if not slug:
        raise RewriteError(f"`{label}` gives no address: it has neither letter nor digit")
    lines = [f"{yaml_value(slug)}:", f"  label: {yaml_value(label)}"]
    lines += [f"  aliases: {yaml_value(tuple(aliases))}"] if aliases else []
    return (text.rstrip("\n") + "\n" if text.strip() else text) + "\n".join(lines) + "\n"
