"""Sections, the publisher, who is no author, and the day of publication, told by the words of a page."""

import pytest

from newsdigest.extract.page import read_page
from newsdigest.model.article import Article

PROSE = "<p>The council of Anytown has agreed on a new bridge across the river, its mayor said.</p>"


def page(head: str = "", top: str = "", below: str = "") -> Article:
    body = f"{top}<h1>Anytown builds its bridge</h1>{below}{PROSE}"
    return read_page("page.html", f"<html lang=en><head>{head}</head><body>{body}</body></html>".encode())


CRUMBS = (
    '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": ['
    '{"@type": "ListItem", "name": "Home"}, {"@type": "ListItem", "item": {"name": "Region"}},'
    '{"@type": "ListItem", "name": "Anytown builds its bridge"}]}</script>'
)


@pytest.mark.parametrize(
    ("head", "top", "sections"),
    [
        (CRUMBS, "", ("Region",)),
        ("", "<div class=breadcrumbs><a href=/>Start</a> <a href=/region>Region</a></div>", ("Region",)),
        ("", '<a rel="category tag" href=/c/region>Region</a> <a rel=tag href=/t/b>bridge</a>', ("Region",)),
        ('<meta property="article:section" content="Town, Region">', "", ("Town", "Region")),
        ("", "<a href=/region>Region</a>", ()),
    ],
)  # fmt: skip
def test_sections(head: str, top: str, sections: tuple[str, ...]) -> None:
    assert page(head, top).sections == sections


@pytest.mark.parametrize(
    ("site", "top", "name"),
    [
        ("at.test", "<a href=/><img src=l.svg alt='Anytown Tribune Logo'></a>", "Anytown Tribune"),
        ("AT Online", "<a href=/>Anytown Tribune Online</a>", "Anytown Tribune Online"),
        ("Tribune", "<a href=/>The Tribune</a>", "The Tribune"),
        ("★★", "<a href=/>Anytown Tribune</a>", "★★"),
        ("AT News", "<a href=/>Another Paper</a>", "AT News"),
    ],
)
def test_a_short_name_is_spelled_out_where_the_masthead_does(site: str, top: str, name: str) -> None:
    assert page(f'<meta property="og:site_name" content="{site}">', top).publisher == name


@pytest.mark.parametrize(
    ("head", "below", "date"),
    [
        ("", "<p>Press release of 3 March 2021 | Anytown builds, and nobody knows how long it will take to "
         "open the road again.</p>", "2021-03-03"),
        ("<link rel=canonical href=https://example.com/news/03-03-2021>", "", "2021-03-03"),
        ("", "<p>Updated: March 3, 2021</p>", "2021-03-03"),
        ("", "<p>Published on 1 March 2021</p><p>Updated: March 3, 2021</p>", "2021-03-01"),
        ("", f"{PROSE * 12}<p>Updated: March 3, 2021</p>", None),
    ],
)  # fmt: skip
def test_days_told_in_words(head: str, below: str, date: str | None) -> None:
    read = page(head, "", below).date
    assert (read.isoformat() if read else None) == date


@pytest.mark.parametrize(
    ("line", "authors"),
    [("Anytown Rescuers Ltd, Main Street 1", ()), ("Anytown Rescuers", ("Anytown Rescuers",))],
)
def test_who_trades_under_a_legal_form_is_no_author(line: str, authors: tuple[str, ...]) -> None:
    assert page('<meta name="author" content="Anytown Rescuers">', below=f"<p>{line}</p>").authors == authors
