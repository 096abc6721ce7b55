"""Drafted entries read back the same, stay within the limits, and say why they are drafts."""

import datetime as dt
import re
from html import unescape
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsdigest.check.copied import check_copied
from newsdigest.draft.body import escape, link
from newsdigest.draft.entry import Draft, draft_entry
from newsdigest.draft.frontmatter import write_entry
from newsdigest.load.entry import read_entry
from newsdigest.load.markdown import render_markdown
from newsdigest.model.article import Article, Found
from newsdigest.model.config import Config
from newsdigest.model.entry import Correction, Entry, Image, Source
from newsdigest.model.vocabulary import Publisher, Tag, Vocabulary

SURE = {"title": Found("h1", True), "date": Found("json-ld", True)}
VOCABULARY = Vocabulary(
    (Tag("harbour", "Harbour", aliases=("port",)), Tag("weather", "Weather"), Tag("minato", "港")),
    (
        Publisher("courier", "Harbour Courier", aliases=("HarbourCourier",), licence="CC BY 4.0"),
        Publisher("wire", "Coastal Wire", aliases=("CW",), agency=True),
        Publisher("post", "The Moorland Post", domains=("post.example.com",), language="de"),
    ),
)
LEAD = "The old chain of the harbour lay on the quay on Monday, and nobody dared to touch it. It was rusty."
ARTICLE = Article(
    "chain.html",
    title="Harbour chain found",
    authors=("Ida Quist",),
    date=dt.date(2026, 3, 2),
    publisher="HarbourCourier",
    agency="CW",
    dateline="ELLERY",
    language="en",
    canonical="https://courier.example.com/chain?utm_source=feed",
    sections=("Coast",),
    description="Divers found the chain that once closed the harbour of Ellery.",
    rights="© 2026 Harbour Courier",
    markdown=f"{LEAD}\n\n“We never saw a chain as long as this,” said Runa Falk.",
    found_in=SURE,
)
UTC = dt.UTC


def draft(article: Article = ARTICLE, config: Config | None = None, /, **values: Any) -> Draft:
    page_text = f"{article.title}\n{article.markdown}"
    return draft_entry(article, values, "deep/chain.html", page_text, VOCABULARY, config or Config())


def without_places(entry: Entry | None) -> Entry:
    assert entry is not None
    return replace(entry, places={}, body_line=1)


def test_a_complete_entry_in_the_order_of_the_format() -> None:
    assert draft().entry.file == "content/entries/2026/03/harbour-chain-found.md"
    assert draft().text == (
        "---\n"
        "title: Harbour chain found\n"
        "date: 2026-03-02\n"
        "tags: [harbour]\n"
        "summary: Divers found the chain that once closed the harbour of Ellery.\n"
        "sources:\n"
        "  - title: Harbour chain found\n"
        "    url: https://courier.example.com/chain\n"
        "    publisher: Harbour Courier\n"
        "    agency: Coastal Wire\n"
        "    authors: [Ida Quist]\n"
        "    published: 2026-03-02\n"
        '    rights: "© 2026 Harbour Courier"\n'
        "    page: deep/chain.html\n"
        "    licence: CC BY 4.0\n"
        "id: tag:localhost,2026-03-02:harbour-chain-found\n"
        "section: Coast\n"
        "dateline: ELLERY\n"
        "---\n"
        "[Harbour Courier](https://courier.example.com/chain) reports:\n\n"
        f"> {LEAD}\n\n"
        "Runa Falk:\n\n"
        "> “We never saw a chain as long as this”\n\n"
        "[Read the report at Harbour Courier](https://courier.example.com/chain)\n"
    )


def test_the_publisher_is_known_by_its_domain() -> None:
    article = replace(ARTICLE, publisher="", canonical="https://news.post.example.com/a", language="")
    source = draft(article).entry.sources[0]
    assert source.publisher == "The Moorland Post"
    assert "berichtet:" in draft(article).body, "its language is that of the publisher"


def test_a_foreign_language_is_named() -> None:
    entry = draft(replace(ARTICLE, language="de")).entry
    assert (entry.lang, entry.sources[0].lang) == ("de", "de")
    assert draft(replace(ARTICLE, language="de"), Config(languages=("de", "en"))).entry.lang == ""


def test_what_was_given_wins() -> None:
    found = draft(
        title="By hand", tags=("weather",), sources=(Source(agency="AP"), Source(publisher="Second"))
    )
    assert found.entry.title == "By hand"
    assert found.entry.slug == "by-hand"
    assert found.entry.sources[0].agency == "AP"
    assert found.entry.sources[0].publisher == "Harbour Courier"
    assert found.entry.sources[1].publisher == "Second"


def reasons(found: Draft) -> list[str]:
    return [reason.rule for reason in found.reasons]


def test_why_it_is_a_draft() -> None:
    unsure = replace(ARTICLE, found_in=SURE | {"title": Found("title", False)})
    assert reasons(draft()) == []
    assert reasons(draft(unsure)) == ["unsure-title"]
    assert "draft: true  # the headline is unsure, found in: title\n" in draft(unsure).text
    assert reasons(draft(unsure, title="By hand")) == []
    assert reasons(draft(unsure, Config(ingest_publish="complete"))) == []
    assert [reason.text for reason in draft(ARTICLE, Config(ingest_publish="review")).reasons] == [
        "every draft is reviewed"
    ]
    assert draft(draft=True).entry.draft
    assert not draft(unsure, draft=False).entry.draft
    assert reasons(draft(replace(ARTICLE, date=None), draft=False)) == ["no-date"]
    bare = Article("a.html", title="Nothing more")
    assert reasons(draft(bare)) == ["no-date", "no-tag", "no-summary", "no-source"]
    assert reasons(draft(bare, Config(required=frozenset()))) == ["no-date"]


def test_candidates_where_no_tag_fits() -> None:
    article = replace(
        ARTICLE, title="Fog", markdown="Fog.", description="", tags=("sea fog", "ferries"), sections=()
    )
    assert draft(article).candidates == ("sea fog", "ferries")
    assert "no text was found to sum up; candidates: sea fog, ferries\n" in draft(article).text


def test_without_a_date_it_has_neither_date_nor_id() -> None:
    entry = draft(replace(ARTICLE, date=None)).entry
    assert entry.file == "content/entries/undated/harbour-chain-found.md"
    assert (entry.date, entry.id) == (None, "")


def test_what_the_summary_says_is_not_quoted_again() -> None:
    second = "The divers had looked for it since the storms of last autumn laid bare the old mole."
    article = replace(ARTICLE, description="", markdown=f"{LEAD}\n\n{second}\n\n“{LEAD}” said Falk.")
    found = draft(article)
    assert found.entry.summary == LEAD
    assert "lay on the quay" not in found.body
    assert f"> {second}" in found.body
    part = replace(article, markdown=f"{LEAD} {second}")
    assert f"> {second}" in draft(part).body
    assert ">" not in draft(replace(article, markdown=LEAD)).body


def test_however_long_the_lead_the_limits_hold() -> None:
    endless = " ".join(f"word{number}" for number in range(400)) + "."
    article = replace(ARTICLE, description=endless, markdown=f"{endless}\n\n“{endless[:900]},” said Falk.")
    config = Config(copied_total=60, copied_run=30)
    found = draft(article, config)
    assert found.entry.summary.endswith(" …")
    page_texts = {"deep/chain.html": article.markdown}
    entry = replace(found.entry, sources=(replace(found.entry.sources[0], licence="none"),))
    assert check_copied(entry, found.body, page_texts, VOCABULARY, total=60, run=30) == []


def test_a_name_of_its_own_where_the_first_is_taken() -> None:
    second = draft().numbered(2)
    assert second.entry.file.endswith("/harbour-chain-found-2.md")
    loaded = read_entry(second.entry.file, second.text, UTC)
    assert without_places(loaded.value) == without_places(second.entry)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).map(
    lambda text: " ".join(text.split())
)
FILLED = TEXT.filter(lambda text: bool(text.strip()))
MOMENTS = st.one_of(
    st.dates(dt.date(1900, 1, 1)),
    st.datetimes(dt.datetime(1900, 1, 1), timezones=st.just(dt.timezone(dt.timedelta(hours=9)))).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)
URLS = st.sampled_from(["", "https://example.com/a_(b)?c=d&e", "https://example.com/%E6%B8%AF"])
SOURCES = st.builds(
    Source,
    title=TEXT,
    url=URLS,
    publisher=TEXT,
    authors=st.lists(FILLED, max_size=3).map(tuple),
    published=st.none() | MOMENTS,
    rights=st.lists(FILLED, max_size=2).map("\n".join),
    page=TEXT,
    lang=st.sampled_from(["", "ja", "pt-BR"]),
)
ENTRIES = st.builds(
    Entry,
    file=st.just("content/entries/a.md"),
    title=FILLED,
    slug=st.just("a"),
    date=st.none() | MOMENTS,
    tags=st.lists(FILLED, max_size=4).map(tuple),
    summary=TEXT,
    sources=st.lists(SOURCES, max_size=2).map(tuple),
    draft=st.booleans(),
    image=st.none() | st.builds(Image, src=FILLED, alt=TEXT),
    corrections=st.lists(st.builds(Correction, MOMENTS, FILLED), max_size=2).map(tuple),
    extra=st.dictionaries(FILLED, st.one_of(FILLED, st.booleans(), st.integers(-99, 99)), max_size=2),
)


@given(ENTRIES, FILLED)
def test_what_is_written_is_read_back_the_same(entry: Entry, comment: str) -> None:
    loaded = read_entry(entry.file, write_entry(entry, "Body.\n", comment), UTC)
    assert loaded.problems == ()
    assert without_places(loaded.value) == without_places(entry)
    assert loaded.body == "Body.\n"


@given(FILLED)
def test_escaped_text_renders_to_itself(text: str) -> None:
    assert shown(render_markdown(escape(text), "/").html) == " ".join(text.replace("\0", "\ufffd").split())


@given(FILLED, URLS.filter(bool))
def test_a_link_keeps_its_label_and_address(label: str, url: str) -> None:
    body = render_markdown(link(label, url), "/")
    assert [address for address, _ in body.links] == [url]
    assert shown(body.html) == " ".join(label.replace("\0", "\ufffd").split())


def shown(html: str) -> str:
    """The words that a reader sees."""
    return " ".join(unescape(re.sub("<[^>]*>", "", html)).split())
