"""Where the old site served a post."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from newsdigest.convert.fields import local_path
from newsdigest.convert.old_addresses import (
    Post,
    hugo_address,
    jekyll_address,
    jekyll_page_address,
    pelican_address,
)
from newsdigest.convert.old_settings import hugo_site, jekyll_site, pelican_site

POST = Post(
    path="news/2020-03-04-Cranes-Return.md",
    name="Cranes-Return",
    title="The Cranes Return!",
    slug="",
    moment=datetime(2020, 3, 4, 23, 30, tzinfo=UTC),
    categories=("Open Harbour", "Birds"),
    lang="en",
)


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("date", "/open%20harbour/birds/2020/03/04/Cranes-Return.html"),
        ("pretty", "/open%20harbour/birds/2020/03/04/Cranes-Return/"),
        ("none", "/open%20harbour/birds/Cranes-Return.html"),
        ("ordinal", "/open%20harbour/birds/2020/064/Cranes-Return.html"),
        ("/blog/:short_year/:i_month/:slug", "/blog/20/3/cranes-return"),
        ("/:year/:title.html", "/2020/Cranes-Return.html"),
        ("/:year/:author/:title", ""),
        ("/:collection/:path/", "/posts/news/2020-03-04-Cranes-Return/"),
    ],
)
def test_jekyll(pattern: str, address: str) -> None:
    assert jekyll_address(pattern, POST) == address


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("", "/news/cranes-return/"),
        ("/:year/:monthname/:slug/", "/2020/march/the-cranes-return/"),
        ("/:section/:contentbasename", "/news/cranes-return/"),
        ("/:year[0]/:colour/", ""),
        ("/l/:sections[1:]/:slug", "/l/the-cranes-return/"),
        ("/:sections[0]/:sections[last]/:filename/", "/news/news/cranes-return/"),
    ],
)
def test_hugo(pattern: str, address: str) -> None:
    assert hugo_address(pattern, POST) == address


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("{slug}.html", "/the-cranes-return.html"),
        ("{date:%Y}/{date:%b}/{category}/{slug}/", "/2020/Mar/open-harbour/the-cranes-return/"),
        ("{author}/{slug}", ""),
    ],
)
def test_pelican(pattern: str, address: str) -> None:
    assert pelican_address(pattern, POST) == address


def test_names_that_are_no_addresses() -> None:
    assert jekyll_address("/:title/", replace(POST, name="Two cranes, & one")) == "/Two-cranes,-&-one/"


@pytest.mark.parametrize(
    ("pattern", "path", "own", "address"),
    [
        ("date", "about.md", "", "/about.html"),
        ("pretty", "docs/a.md", "", "/docs/a/"),
        ("pretty", "docs/index.md", "", "/docs/"),
        ("date", "docs/a.md", "/:path/", "/docs/a/"),
    ],
)
def test_a_page_of_jekyll(pattern: str, path: str, own: str, address: str) -> None:
    assert jekyll_page_address(pattern, replace(POST, path=path, pattern=own)) == address


def test_without_a_date_a_pattern_with_one_gives_nothing() -> None:
    bare = Post("x.md", "x", "X", "", None)
    assert jekyll_address("date", bare) == hugo_address("/:year/:slug/", bare) == ""
    assert pelican_address("{date:%Y}/{slug}", bare) == ""
    assert jekyll_address("/:title/", Post("x.md", "x", "X", "", date(2020, 1, 2))) == "/x/"


def test_settings() -> None:
    jekyll = jekyll_site(
        "_config.yml", "title: A\nurl: https://a.example.com/\nbaseurl: /b\nauthor: {name: C}\n"
    )
    assert (jekyll.title, jekyll.url, jekyll.author, jekyll.permalink) == (
        "A",
        "https://a.example.com/b",
        "C",
        "date",
    )
    hugo = hugo_site(
        "hugo.toml", 'title = "A"\n[permalinks.page]\nnews = "/:slug/"\n[params]\nauthor = "C"\n'
    )
    assert (hugo.permalinks, hugo.author, hugo.folder) == ({"news": "/:slug/"}, "C", "content/")
    pelican = pelican_site("pelicanconf.py", "SITENAME = 'A'\nPATH = './posts'\nX = open('/etc/passwd')\n")
    assert (pelican.title, pelican.folder, pelican.known) == ("A", "posts/", True)


def test_settings_that_stand_in_several_files_and_forms() -> None:
    hugo = hugo_site(
        "config/_default/hugo.toml",
        'title = "A"\ndefaultContentLanguage = "de"\n[taxonomies]\ntag = "tags"\nseries = "Series"\n',
        {
            "config/_default/permalinks.toml": 'news = "/:slug/"\n',
            "config/_default/languages.toml": '[en]\ncontentDir = "content/english"\n[de]\n',
        },
    )
    assert (hugo.permalinks, hugo.taxonomies) == ({"news": "/:slug/"}, ("series",))
    assert (hugo.languages, hugo.language_folders) == (("de", "en"), {"content/english/": "en"})
    pelican = pelican_site(
        "pelicanconf.py",
        "NAME = 'Ebb'\nSITENAME = NAME + ' and flow'\nSITEURL = ''\nTIMEZONE: str = 'Asia/Tokyo'\n",
        {"publishconf.py": "from pelicanconf import *\nSITEURL = 'https://ebb.example.com'\n"},
    )
    assert (pelican.title, pelican.url, pelican.timezone) == (
        "Ebb and flow",
        "https://ebb.example.com",
        "Asia/Tokyo",
    )
    jekyll = jekyll_site(
        "_config.yml",
        "collections:\n  news: {output: true, permalink: /n/:path/}\n  people: {output: false}\n"
        "defaults:\n- scope: {path: old, type: posts}\n  values: {published: false}\n- nonsense\n",
    )
    assert jekyll.collections == {"_news": "/n/:path/"}
    assert [(one.path, one.role, one.values) for one in jekyll.defaults] == [
        ("old", "post", {"published": "false"})
    ]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("_config.yml", "a: ]\n b: ["),
        ("_config.toml", "a = "),
        ("hugo.json", "{"),
        ("pelicanconf.py", "a = ("),
    ],
)
def test_settings_that_cannot_be_read_are_a_warning(file: str, text: str) -> None:
    read = {"_config": jekyll_site, "hugo": hugo_site, "pelicanconf": pelican_site}[file.split(".")[0]]
    site = read(file, text)
    assert not site.known
    assert [(problem.rule, problem.severity) for problem in site.problems] == [("import-settings", "warning")]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("https://old.example.com/a/b.html?x=1#y", "/a/b.html"),
        ("a/b", "/a/b"),
        ("/%E6%B8%A1%E3%81%97/", "/渡し/"),
        ("/open%20harbour/", ""),
        ("/a/../b", ""),
        ("/%3Fa", ""),
        ("/", ""),
        ("http://[bad", ""),
    ],
)
def test_an_old_address_as_an_alias(text: str, path: str) -> None:
    assert local_path(text) == path
