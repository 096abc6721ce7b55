"""Settings, vocabulary and ledger: what is read of files without faults."""

from hypothesis import given, settings
from hypothesis import strategies as st

from newsdigest.load.config import read_config
from newsdigest.load.ledger import read_ledger, write_ledger
from newsdigest.load.vocabulary import read_publishers, read_tags
from newsdigest.model.config import Config, Link
from newsdigest.model.ledger import Ledger, Seen
from newsdigest.model.vocabulary import Publisher, Tag


def test_no_settings_are_the_defaults() -> None:
    loaded = read_config("config.yaml", "")
    assert loaded.problems == ()
    assert loaded.value == Config(id_host="localhost", author="News digest")


def test_settings_are_read() -> None:
    text = """\
site:
  title: Slack Water
  base_url: HTTPS://digest.example.com/news
  languages: [en, pt-br]
  timezone: Asia/Tokyo
  navigation: [{label: About, url: /about/}]
outputs: [home, entries]
lists: {per_page: 5, related: 0}
feeds: {entries: 7, content: summary, hub: https://hub.example.com/}
delivery: {headers: [nginx], compress: [br], minify: all}
entries: {required: [date]}
tags: {closed: true}
publishers: {closed: yes}
ingest: {publish: review, max_mb: 3}
copied_words: {total: 99, run: 9}
extra: {motto: Slow}
"""
    loaded = read_config("config.yaml", text)
    assert loaded.problems == ()
    assert loaded.value == Config(
        title="Slack Water",
        base_url="HTTPS://digest.example.com/news/",
        id_host="digest.example.com",
        author="Slack Water",
        languages=("en", "pt-BR"),
        timezone="Asia/Tokyo",
        navigation=(Link("About", "/about/"),),
        outputs=frozenset({"home", "entries"}),
        per_page=5,
        related=0,
        feed_entries=7,
        feed_content="summary",
        feed_hub="https://hub.example.com/",
        header_files=frozenset({"nginx"}),
        compress=frozenset({"br"}),
        minify="all",
        required=frozenset({"date"}),
        closed_tags=True,
        closed_publishers=True,
        ingest_publish="review",
        ingest_max_mb=3,
        copied_total=99,
        copied_run=9,
        extra={"motto": "Slow"},
    )


def test_an_empty_list_asks_for_nothing_and_a_blank_says_nothing() -> None:
    def required(value: str) -> frozenset[str]:
        return read_config("config.yaml", f"entries:\n  required: {value}\n").value.required

    assert required("[]") == frozenset()
    assert required("") == required("~") == Config().required


def test_tags_are_read_in_their_order() -> None:
    loaded = read_tags(
        "content/tags.yaml",
        "weather: {labels: {de: Wetter}}\nsea-trade:\n"
        "harbour: {label: Ports, aliases: [docks], parent: sea-trade}\n",
    )
    assert loaded.problems == ()
    assert loaded.value == (
        Tag("weather", "weather", labels={"de": "Wetter"}, place=(1, 1)),
        Tag("sea-trade", "sea trade", place=(2, 1)),
        Tag("harbour", "Ports", aliases=("docks",), parent="sea-trade", place=(3, 1)),
    )


def test_publishers_are_read() -> None:
    text = "coast-wire: {name: Coast Wire, agency: true, domains: [wire.example.com], language: en}\n"
    loaded = read_publishers("content/publishers.yaml", text)
    assert loaded.problems == ()
    assert loaded.value == (
        Publisher(
            "coast-wire",
            "Coast Wire",
            agency=True,
            domains=("wire.example.com",),
            language="en",
            place=(1, 1),
        ),
    )


PAGES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40).filter(
    lambda text: text.strip() == text
)


@settings(deadline=None)  # a busy machine is no fault
@given(st.dictionaries(PAGES, st.builds(Seen, st.sampled_from(["0e1", "ff", "123"]), PAGES | st.just(""))))
def test_reading_a_ledger_that_was_written_gives_it_back(pages: dict[str, Seen]) -> None:
    text = write_ledger(Ledger(pages))
    loaded = read_ledger("content/ingested.yaml", text)
    assert loaded.problems == ()
    assert loaded.value == Ledger(pages)
    assert write_ledger(loaded.value) == text
