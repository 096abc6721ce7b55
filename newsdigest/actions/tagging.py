"""Joins draft, load and store: the tags of the whole archive counted, renamed, merged, retired, suggested."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import unified_diff

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.build.reading import body_text, front_matters
from newsdigest.build.settings import TAGS, read_settings
from newsdigest.draft.tags import reasons
from newsdigest.load.retag import merged, renamed, resolved, retagged
from newsdigest.load.rewrite import RewriteError
from newsdigest.load.vocabulary import read_tags
from newsdigest.model.article import Article
from newsdigest.model.entry import Entry
from newsdigest.model.listener import Listener
from newsdigest.model.problem import Problem, errors
from newsdigest.model.request import Request
from newsdigest.model.settings import Settings
from newsdigest.model.slug import slugify
from newsdigest.model.vocabulary import Tag, Vocabulary, broader
from newsdigest.store.files import write_whole
from newsdigest.store.lock import one_at_a_time


class TagCount(Struct, frozen=True):
    """A tag as the list shows it."""

    tag: Tag
    depth: int
    """How many broader tags it stands under."""
    entries: int
    """That name it, or a tag that is retired into it."""
    below: int
    """Further ones that name a narrower tag: its page has them, too."""
    listed: bool


class Rewritten(Struct, frozen=True):
    """Files that a change of the vocabulary writes: path -> text before and after."""

    texts: dict[str, tuple[str, str]]
    problems: tuple[Problem, ...] = ()

    def diff(self) -> Iterator[str]:
        """The whole change, as one reviews it."""
        for file, (before, after) in self.texts.items():
            yield from unified_diff(
                before.splitlines(), after.splitlines(), f"a/{file}", f"b/{file}", lineterm="", n=1
            )


def count_tags(request: Request) -> tuple[tuple[TagCount, ...], tuple[Problem, ...]]:
    """Every tag with the entries that name it, and what is wrong with the settings and the vocabulary.

    Broader tags come before what is below them, then unlisted ones.
    """
    settings, entries = _read(request)
    vocabulary = settings.vocabulary
    by_slug = {tag.slug: tag for tag in vocabulary.tags}
    used: Counter[str] = Counter()
    below: Counter[str] = Counter()
    for entry in entries:
        named = {tag.retired_into or tag.slug for tag in (resolved(name, vocabulary) for name in entry.tags)}
        used.update(named)
        below.update({above for slug in named for above in _above(slug, by_slug)} - named)
    labels = {slugify(name): name for entry in reversed(entries) for name in entry.tags}
    rows = list(_tree(by_slug, "", 0, used, below))
    unlisted = sorted((slug for slug in used if slug not in by_slug), key=lambda slug: (-used[slug], slug))
    rows += [TagCount(Tag(slug, labels[slug]), 0, used[slug], 0, False) for slug in unlisted]
    return tuple(rows), settings.problems


def _above(slug: str, by_slug: Mapping[str, Tag]) -> Iterator[str]:
    """The broader tags of one; a ring ends where it closes."""
    seen = {slug}
    while slug in by_slug and (slug := broader(by_slug[slug], by_slug)) and slug not in seen:
        seen.add(slug)
        yield slug


def _tree(
    by_slug: Mapping[str, Tag], parent: str, depth: int, used: Counter[str], below: Counter[str]
) -> Iterator[TagCount]:
    children = [tag for tag in by_slug.values() if broader(tag, by_slug) == parent and not tag.retired_into]
    for tag in sorted(children, key=lambda tag: (-used[tag.slug] - below[tag.slug], tag.slug)):
        yield TagCount(tag, depth, used[tag.slug], below[tag.slug], True)
        yield from _tree(by_slug, tag.slug, depth + 1, used, below)


def change_tag(request: Request, how: str, old: str, new: str, listener: Listener) -> Rewritten:
    """Rename, merge or retire a tag everywhere; nothing is written where anything cannot be.

    `how` is `rename`, `merge` or `retire`.
    """
    settings, entries = _read(request)
    vocabulary = settings.vocabulary
    was = resolved(old, vocabulary)
    uses = [
        entry for entry in entries if any(resolved(name, vocabulary).slug == was.slug for name in entry.tags)
    ]
    is_listed = was in vocabulary.tags
    fault = _refused(how, was, old, new, vocabulary, known=is_listed or bool(uses)) or next(
        iter(errors(settings.problems)), None
    )
    if fault is not None:
        return Rewritten({}, (fault,))
    into = Tag(slugify(new), new) if how == "rename" else resolved(new, vocabulary)
    path = request.root / TAGS
    before = path.read_text("utf-8") if path.is_file() else ""
    texts: dict[str, tuple[str, str]] = {}
    file = TAGS
    try:
        after = (
            renamed(before, was, new, is_listed)
            if how == "rename"
            else merged(before, was, into, vocabulary, retire=how == "retire")
        )
        if problems := errors(read_tags(TAGS, after).problems):
            return Rewritten({}, tuple(problems))
        texts[TAGS] = (before, after)
        for entry in uses:
            file = entry.file
            text = (request.root / file).read_bytes().decode("utf-8")
            texts[file] = (text, retagged(entry, text, was, into, vocabulary))
    except RewriteError as error:
        hint = "change this file by hand, and try again; nothing was written"
        return Rewritten({}, (Problem(file, 0, 0, "not-rewritten", f"{error}", hint),))
    changed = {file: pair for file, pair in texts.items() if pair[0] != pair[1]}
    if not request.dry_run:
        _write(request, changed, listener.say)
    return Rewritten(changed)


def suggest_tags(request: Request) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """File of each entry without a tag, and the tags that fit it, each with the reason."""
    settings, entries = _read(request)
    for entry in entries:
        if not entry.tags:
            article = Article(page="", title=entry.title, markdown=body_text(request.root, entry))
            yield entry.file, reasons(article, entry.summary, settings.vocabulary)


def _refused(
    how: str, was: Tag, old: str, new: str, vocabulary: Vocabulary, *, known: bool
) -> Problem | None:
    into = resolved(new, vocabulary)
    if not known:
        return _fault(f"no entry has the tag `{old}`, and it is not listed", "`tags` lists all there are")
    if not slugify(new):
        return _fault(f"`{new}` gives no address: it has neither letter nor digit", "name it in words")
    if how == "rename" and into in vocabulary.tags and into.slug != was.slug:
        return _fault(
            f"`{new}` is a tag already", f"`tags merge {was.slug} {into.slug}` makes one of the two"
        )
    if how != "rename" and into.slug == was.slug:
        hint = f"both name `{into.slug}`; `tags` lists all there are"
        return _fault(f"`{old}` and `{new}` are one tag already", hint)
    if how != "rename" and into.retired_into:
        return _fault(f"`{new}` is retired into `{into.retired_into}`", "name the tag that is in use")
    return None


def _fault(message: str, hint: str) -> Problem:
    return Problem(TAGS, 0, 0, "tags", message, hint)


def _write(request: Request, texts: dict[str, tuple[str, str]], say: Callable[[str], None]) -> None:
    """The vocabulary first: were this to end midway, an old name in an entry is understood."""
    with one_at_a_time(request.root / ".newsdigest" / "lock", say):
        for file, (_, after) in texts.items():
            write_whole(request.root / file, after.encode())


def _read(request: Request) -> tuple[Settings, Sequence[Entry]]:
    """Settings and entries; what is wrong with either is among the problems of the settings."""
    settings = read_settings(request)
    entries, faults = front_matters(request.root, settings.config)
    return replace(settings, problems=(*settings.problems, *faults)), entries
