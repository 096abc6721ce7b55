"""An entry drafted from an article, with what keeps it from being published at once."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.draft.body import write_body
from newsdigest.draft.frontmatter import write_entry
from newsdigest.draft.limits import Limits
from newsdigest.draft.quotations import quotations
from newsdigest.draft.summary import lead_of, opening_of, summary_of
from newsdigest.draft.tags import candidates, tags_for
from newsdigest.model.article import Article
from newsdigest.model.config import Config
from newsdigest.model.copied import words
from newsdigest.model.entry import Entry, Source
from newsdigest.model.slug import fold, slugify
from newsdigest.model.url import canonical
from newsdigest.model.vocabulary import Vocabulary, publisher_of

ENTRIES = "content/entries"


class Reason(Struct, frozen=True):
    """What keeps a draft from being published at once."""

    rule: str
    """Name of the rule under which it is told; empty where nothing is wrong with the page."""
    text: str
    hint: str = "complete the entry, and take its `draft: true` away"


class Draft(Struct, frozen=True):
    """An entry as it is to be written."""

    entry: Entry
    body: str
    reasons: tuple[Reason, ...] = ()
    """Why it is not published yet; empty for an entry that is."""
    candidates: tuple[str, ...] = ()
    """Tags to choose from, where none fitted."""

    @property
    def text(self) -> str:
        """The text of its file."""
        comment = "; ".join(reason.text for reason in self.reasons)
        if self.candidates:
            comment += f"; candidates: {', '.join(self.candidates)}"
        return write_entry(self.entry, self.body, comment)

    def numbered(self, number: int) -> "Draft":
        """The same under another name, for where its own is taken: `slug-2`."""
        if number < 2:
            return self
        slug = f"{self.entry.slug}-{number}"
        folder, _, _ = self.entry.file.rpartition("/")
        id_ = f"{self.entry.id}-{number}" if self.entry.id else ""
        return replace(self, entry=replace(self.entry, slug=slug, file=f"{folder}/{slug}.md", id=id_))

    def beside(self, other: str) -> "Draft":
        """The same as a draft to compare with an entry that was drafted from the page before."""
        return self._held(Reason("", f"{other} was drafted from the same page"))

    def like(self, page: str, other: str) -> "Draft":
        """The same as a draft to compare with another page of nearly its text, and the entry of that."""
        text = f"its text is nearly that of {page}" + (f", from which {other} was drafted" if other else "")
        hint = "keep one of the two, and name both reports under its `sources`"
        return self._held(Reason("same-story", text, hint))

    def _held(self, reason: Reason) -> "Draft":
        return replace(self, entry=replace(self.entry, draft=True), reasons=(*self.reasons, reason))


def draft_entry(
    article: Article,
    given: Mapping[str, Any],
    page: str,
    page_text: str,
    vocabulary: Vocabulary,
    config: Config,
) -> Draft:
    """The draft of an article that has a title.

    `given` are front-matter fields that an editor wrote beside the page, as values of an `Entry`; they win.
    `page` is the page's path below content/sources, `page_text` all that it shows.
    """
    source = _source(article, given, page, vocabulary, config)
    language = given.get("lang") or article.language or _language_of(source, vocabulary)
    lead = lead_of(article)
    limits = Limits(config.copied_total, config.copied_run, words(page_text))
    entry = Entry(
        file="",
        title=given.get("title") or article.title,
        slug="",
        date=given.get("date") or article.date,
        tags=given.get("tags") or tags_for(article, lead, vocabulary),
        summary=given.get("summary") or summary_of(article, lead, limits),
        sources=(source, *given.get("sources", ())[1:]),
        lang=language if language != config.language else "",
        section=given.get("section") or next(iter(article.sections), ""),
        dateline=given.get("dateline") or article.dateline,
    )
    others = {key: value for key, value in given.items() if key not in _COMPOSED}
    entry = _placed(replace(entry, **others), given, config)
    body = write_body(
        publisher=source.publisher,
        url=source.url,
        language=language or config.language,
        summary=entry.summary,
        opening=opening_of(article, entry.summary),
        quotations=quotations(article),
        limits=limits,
    )
    reasons = tuple(_reasons(entry, article, given, config))
    choices = () if entry.tags else candidates(article, lead, vocabulary)
    return Draft(replace(entry, draft=bool(reasons)), body, reasons, choices)


_COMPOSED = ("title", "date", "tags", "summary", "sources", "lang", "section", "dateline", "slug", "draft")
"""Fields that are given their value one by one."""


def _placed(entry: Entry, given: Mapping[str, Any], config: Config) -> Entry:
    """With the file, slug and id that its title and date give it."""
    slug = slugify(given.get("slug") or entry.title) or slugify(entry.sources[0].page) or "entry"
    folder = f"{entry.date.year:04}/{entry.date.month:02}" if entry.date else "undated"
    day = f"{entry.date.year:04}-{entry.date.month:02}-{entry.date.day:02}" if entry.date else ""
    id_host = config.id_host or urlsplit(config.base_url).hostname or "localhost"
    id_ = entry.id or (f"tag:{id_host},{day}:{slug}" if day else "")
    return replace(entry, file=f"{ENTRIES}/{folder}/{slug}.md", slug=slug, id=id_)


def _source(
    article: Article, given: Mapping[str, Any], page: str, vocabulary: Vocabulary, config: Config
) -> Source:
    """What the entry cites, its publisher and agency as the vocabulary names them."""
    url = canonical(article.canonical) if article.canonical else ""
    known = publisher_of(url, article.publisher, vocabulary.publishers)
    agency = vocabulary.publisher_by_name.get(fold(article.agency)) if article.agency else None
    found = Source(
        title=article.title,
        url=url,
        publisher=known.name if known else article.publisher,
        agency=agency.name if agency else article.agency or (known.default_agency if known else ""),
        authors=article.authors,
        published=article.date,
        rights=article.rights,
        page=page,
        lang=article.language if article.language != config.language else "",
        licence=known.licence if known else "",
    )
    first: Source = next(iter(given.get("sources", ())), Source())
    said = {name: value for name in Source.__struct_fields__ if (value := getattr(first, name))}
    return replace(found, **said)


def _language_of(source: Source, vocabulary: Vocabulary) -> str:
    known = vocabulary.publisher_by_name.get(fold(source.publisher)) if source.publisher else None
    return known.language if known else ""


def _reasons(entry: Entry, article: Article, given: Mapping[str, Any], config: Config) -> Iterator[Reason]:
    """Why a draft is one."""
    required = config.required
    if not entry.date:
        yield Reason("no-date", "no date was found")
    if not entry.tags and "tags" in required:
        yield Reason("no-tag", "no tag of content/tags.yaml fits")
    if not entry.summary and "summary" in required:
        yield Reason("no-summary", "no text was found to sum up")
    if not any(source.publisher or source.url for source in entry.sources) and "sources" in required:
        yield Reason("no-source", "neither publisher nor address was found")
    if "draft" in given:
        if given["draft"]:
            yield Reason("", "its editor asked for a draft")
    elif config.ingest_publish == "review":
        yield Reason("", "every draft is reviewed")
    elif config.ingest_publish == "sure":
        for field, name in (("title", "headline"), ("date", "date")):
            found = article.found_in.get(field)
            if field not in given and found and not found.sure:
                yield Reason(f"unsure-{field}", f"the {name} is unsure, found in: {found.where}")
