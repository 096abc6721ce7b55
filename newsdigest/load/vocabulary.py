"""The controlled terms: content/tags.yaml and content/publishers.yaml."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC
from typing import Any, TypeVar

from yaml.nodes import MappingNode, Node

from newsdigest.load.fields import Field, MappingOf, Record, into, record
from newsdigest.load.findings import FAULT, Findings, is_blank, nearest, pairs, wrong
from newsdigest.load.frontmatter import normalise
from newsdigest.load.loaded import Loaded
from newsdigest.load.readers import address, filled, flag, language, text, texts
from newsdigest.load.shape import shaped
from newsdigest.load.yaml_lines import compose
from newsdigest.model.problem import Problem
from newsdigest.model.slug import fold, slugify
from newsdigest.model.vocabulary import Publisher, Selectors, Tag

Term = TypeVar("Term", Tag, Publisher)

TAG = record(
    "a tag",
    Field("label", filled, "The tag's name, as readers see it."),
    Field("description", text, "A sentence on its page."),
    Field("aliases", texts, "Other names by which entries and source pages may call it."),
    Field("parent", text, "Slug of the broader tag, whose page includes its entries."),
    Field("retired_into", text, "Slug of the tag that took its place."),
    Field("labels", MappingOf(filled), "Its name in further languages of the site, by code."),
)


@shaped(filled)
def selector(node: Node, path: str, found: Findings) -> Any:
    """A CSS selector that can be applied to a page."""
    value = filled(node, path, found)
    if value is FAULT:
        return FAULT
    from cssselect import HTMLTranslator, SelectorError

    try:
        HTMLTranslator().css_to_xpath(value)
    except SelectorError:
        hint = "such as `h1.headline`, `.byline a` or `aside, .advert`; no pseudo-elements"
        found.tell(node, "selector", f"`{path}` is no CSS selector: `{value}`", hint)
        return FAULT
    return value


SELECTORS = record(
    "`selectors`",
    Field("title", selector, "The headline."),
    Field("authors", selector, "Who wrote it; one element each, or all in one."),
    Field("date", selector, "When it was published."),
    Field("body", selector, "The text of the report."),
    Field("drop", selector, "What is taken out of a page before it is read."),
)

PUBLISHER = record(
    "a publisher",
    Field("name", filled, "The outlet's name, as readers see it."),
    Field("aliases", texts, "Other spellings under which pages name it."),
    Field("agency", flag, "Whether it is a wire service, whose reports others print."),
    Field("domains", texts, "Its hosts on the web; those below them are its own, too."),
    Field("url", address, "The address of its front page."),
    Field("language", language, "The language that it writes in, as a code."),
    Field("licence", text, "The licence under which its reports may be used."),
    Field("default_agency", filled, "The wire service of its reports that name none."),
    Field("selectors", into(Selectors, SELECTORS), "Where its pages keep their fields: CSS selectors."),
    elsewhere={one.key: "selectors" for one in SELECTORS.fields},
)


def read_tags(file: str, text: str) -> Loaded[tuple[Tag, ...]]:
    """The tags in the order of the file; a tag without a label is labelled by its slug."""

    def make(slug: str, values: dict[str, Any], found: Findings) -> Tag:
        return Tag(**{"label": slug.replace("-", " "), **values}, slug=slug, place=found.places[slug])

    return _read(file, text, TAG, make, _tag_faults)


def read_publishers(file: str, text: str) -> Loaded[tuple[Publisher, ...]]:
    """The publishers in the order of the file."""

    def make(slug: str, values: dict[str, Any], found: Findings) -> Publisher:
        return Publisher(**{"name": slug.replace("-", " "), **values}, slug=slug, place=found.places[slug])

    return _read(file, text, PUBLISHER, make, _publisher_faults)


def _read(
    file: str,
    text: str,
    format_: Record,
    make: Callable[[str, dict[str, Any], Findings], Term],
    faults: Callable[[Sequence[Term], Findings], None],
) -> Loaded[tuple[Term, ...]]:
    document = compose(file, normalise(text))
    if isinstance(document, Problem):
        return Loaded((), (document,))
    found = Findings(document, UTC)
    terms = tuple(make(slug, values, found) for slug, values in _records(document.root, format_, found))
    faults(terms, found)
    return Loaded(terms, found.in_order())


def _records(root: Node | None, format_: Record, found: Findings) -> Iterator[tuple[str, dict[str, Any]]]:
    """Slug and values of each term; a slug may stand alone."""
    if root is None:
        return
    if not isinstance(root, MappingNode):
        hint = "begin each with its slug and a colon, its fields indented below"
        wrong(root, "", found, f"a mapping from slugs, each {format_.noun} with its fields", hint)
        return
    for key, node in pairs(root, found):
        slug = slugify(key.value)
        if slug != key.value:
            hint = (
                f"write `{slug}`, and keep the other spelling as an alias"
                if slug
                else "use letters or digits"
            )
            found.tell(key, "slug-form", f"`{key.value}` is not in the form of a slug", hint)
        if not slug:
            continue
        values = {} if is_blank(node) else format_(node, slug, found)
        found.places[slug] = found.document.place(key)
        if values is not None:
            yield slug, values


def _tag_faults(tags: Sequence[Tag], found: Findings) -> None:
    by_slug = {tag.slug: tag for tag in tags}
    for tag in tags:
        for name in ("parent", "retired_into"):
            other = getattr(tag, name)
            if other and other not in by_slug:
                near = nearest(other, by_slug)
                hint = f"did you mean `{near}`?" if near else f"add `{other}:` to this file"
                at = found.places[f"{tag.slug}.{name}"]
                found.tell(at, "unknown-tag", f"`{name}` of `{tag.slug}` names no tag: `{other}`", hint)
        heir = by_slug.get(tag.retired_into)
        if heir is not None and (heir.retired_into or heir is tag):
            at = found.places[f"{tag.slug}.retired_into"]
            what = "itself" if heir is tag else f"`{heir.slug}`, which is retired too"
            found.tell(at, "retired-tag", f"`{tag.slug}` is retired into {what}", "name a tag that is in use")
    _cycles(by_slug, found)
    _collisions(((tag.slug, _tag_names(tag)) for tag in tags), "tags", found)


def _publisher_faults(publishers: Sequence[Publisher], found: Findings) -> None:
    names = ((one.slug, (one.slug, one.name, *one.aliases)) for one in publishers)
    _collisions(names, "publishers", found)


def _tag_names(tag: Tag) -> tuple[str, ...]:
    return tag.slug, tag.label, *tag.labels.values(), *tag.aliases


def _cycles(by_slug: dict[str, Tag], found: Findings) -> None:
    """A tag must not be broader than itself; each ring is told once."""
    told: set[str] = set()
    for slug in by_slug:
        path: list[str] = []
        while slug in by_slug and slug not in path:
            path.append(slug)
            slug = by_slug[slug].parent
        if slug in path and slug not in told:
            ring = path[path.index(slug) :]
            told.update(ring)
            at = found.places[f"{slug}.parent"]
            what = " → ".join((*ring, slug))
            found.tell(at, "tag-cycle", f"tags are each other's parent: {what}", "take one `parent` away")


def _collisions(named: Iterable[tuple[str, Iterable[str]]], kind: str, found: Findings) -> None:
    """One name for two terms: an entry that uses it could mean either."""
    owners: dict[str, str] = {}
    for slug, names in named:
        for key, name in {fold(name): name for name in names}.items():
            owner = owners.setdefault(key, slug)
            if owner != slug:
                message = f"`{name}` names two {kind}: `{slug}` and `{owner}` (line {found.places[owner][0]})"
                found.tell(found.places[slug], "name-taken", message, "take it away from one of the two")
