"""Sites of other generators taken in whole: what becomes of each file, and that the result builds."""

import json
import os
import re
from collections import Counter
from datetime import UTC
from pathlib import Path

import pytest
from tiny_site import PICTURE, Result, TinySite

from newsdigest.load.entry import read_entry
from newsdigest.load.vocabulary import read_tags
from newsdigest.model.entry import Entry
from newsdigest.model.slug import fold
from newsdigest.model.vocabulary import Vocabulary

ARCHIVE = Path(__file__).resolve().parents[2] / "shared/data/sites/opensuse-news"


@pytest.fixture
def old(tmp_path: Path) -> TinySite:
    return TinySite(tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path) -> TinySite:
    (tmp_path / "new").mkdir()
    return TinySite(tmp_path / "new")


def take_in(new: TinySite, kind: str, old: TinySite, status: int = 0) -> Result:
    result = new.run("import", kind, str(old.root))
    assert result.status == status, result.err
    return result


def entry(site: TinySite, file: str) -> Entry:
    path = f"content/entries/{file}.md"
    loaded = read_entry(path, (site.root / path).read_text("utf-8"), UTC)
    assert loaded.value is not None and not [p for p in loaded.problems if p.severity == "error"]
    return loaded.value


def rules(result: Result) -> Counter[str]:
    return Counter(re.findall(r": (?:warning|error)\[([a-z-]+)\]", result.err))


def jekyll_site(old: TinySite) -> None:
    old.write(
        "_config.yml",
        "title: Brackwater Weekly\nurl: https://weekly.example.com\ntimezone: Europe/Berlin\n"
        "permalink: /:year/:month/:day/:title.html\n",
    )
    old.write("_layouts/post.html", "<html>{{ content }}</html>")
    old.write("index.html", "---\nlayout: home\n---\n{% for post in site.posts %}{% endfor %}\n")
    old.write("about.md", "---\ntitle: About us\npermalink: /who/\n---\nWe are *invented*.\n")
    old.write("assets/crane.png", PICTURE)
    old.write("assets/look.css", "p {}")
    old.write(
        "_posts/2020-03-04-Cranes-Return.md",
        "---\nlayout: post\ntitle: Cranes: they return\ndate: 2020-03-04 17:30:00+17:30\n"
        "tags: [Hack Week, harbour]\nimage: /assets/crane.png\nauthor: Ines Falk\n---\n"
        "Forty *cranes* are [back](https://courier.example.com/cranes?a=1).\n\n<!--more-->\n\n"
        "![One](/assets/crane.png) and {{ site.title }}\n",
    )
    old.write(
        "_posts/2020-03-05-ebb.md",
        "---\n\ntitle: Ebb \ndate: 2020-03-06 08:00:00 +0100\nauthor:\tOdile Brandt\ntags:\n- HackWeek\n"
        "- hackweek \n- HackWeek\n---\nThe [cranes](/2020/03/04/Cranes-Return.html) left.\n",
    )
    old.write("_drafts/soon.md", "---\ntitle: Soon\n---\nNot yet.\n")


def test_a_jekyll_site_comes_in_whole_and_builds(old: TinySite, new: TinySite) -> None:
    jekyll_site(old)
    result = take_in(new, "jekyll", old)
    assert result.out == (
        "3 entries, 1 page and 1 other file imported, 3 left out, 0 failed; "
        "content/imported.md accounts for every file\n"
    )
    cranes = entry(new, "2020/03/cranes-return")
    assert cranes.title == "Cranes: they return"
    assert str(cranes.date) == "2020-03-04 17:30:00+01:00"
    assert cranes.tags == ("HackWeek", "harbour")
    assert cranes.summary == "Forty cranes are back."
    assert cranes.aliases == ("/2020/03/04/Cranes-Return.html",)
    assert [source.url for source in cranes.sources] == ["https://courier.example.com/cranes?a=1"]
    assert cranes.image is not None and cranes.image.src == "/media/assets/crane.png"
    assert cranes.extra == {"author": "Ines Falk"}
    assert cranes.id == "tag:weekly.example.com,2020-03-04:cranes-return"
    ebb = entry(new, "2020/03/ebb")
    assert (ebb.title, ebb.tags, ebb.extra) == ("Ebb", ("HackWeek",), {"author": "Odile Brandt"})
    assert entry(new, "undated/soon").draft
    assert rules(result) == {
        "import-yaml": 2, "import-offset": 1, "import-date-and-file": 1, "import-blank-line": 1,
        "import-blanks": 1, "import-moved": 2, "import-foreign": 1, "import-lacks": 2,
        "import-spellings": 1,
    }  # fmt: skip
    old_file = (old.root / "_posts/2020-03-04-Cranes-Return.md").as_posix()
    assert (
        f"{old_file}:4: warning[import-offset] no place on earth keeps the UTC offset +17:30: the time of "
        "day written twice; taken as 17:30 in the site's time zone: 2020-03-04T17:30:00+01:00" in result.err
    )
    built = new.build()
    assert "dead-link" not in built.err
    assert "2020/03/04/cranes-return/" in new.public("2020/03/04/Cranes-Return.html")
    assert (new.root / "public/media/assets/crane.png").read_bytes() == PICTURE
    assert "about" in new.public("who/index.html")


def test_old_addresses_that_cannot_lead_anywhere_are_told(old: TinySite, new: TinySite) -> None:
    old.write(
        "_config.yml", "url: https://weekly.example.com\npermalink: /:categories/:year/:month/:day/:title/\n"
    )
    old.write("_posts/2020-03-04-Ebb.md", "---\ntitle: Ebb\n---\n")
    old.write("_posts/2020-03-05-flood.md", "---\ntitle: Flood\ncategories: [Open harbour]\n---\n")
    old.write("_posts/2020-03-06-low.md", "---\ntitle: Low\npermalink: /2020/03/05/flood/\n---\n")
    result = take_in(new, "jekyll", old)
    assert (
        "warning[import-alias] the old address /2020/03/04/Ebb/ differs from the new one in case alone"
        in result.err
    )
    assert (
        "its old address has a blank or another sign that no alias can have: /open%20harbour/" in result.err
    )
    assert "the old address /2020/03/05/flood/ is that of another page" in result.err
    new.build()


def test_every_file_is_accounted_for(old: TinySite, new: TinySite) -> None:
    jekyll_site(old)
    old.write(".git/config", "x")
    old.write("_posts/2021-01-01-flood.rst", "Flood\n=====\n")
    old.write("_posts/2021-01-01-bare.md", "No front matter.\n")
    old.write("_recipes/soup.md", "---\ntitle: Soup\n---\n")
    take_in(new, "jekyll", old)
    account = (new.root / "content/imported.md").read_text("utf-8")
    files = [path for path in old.root.rglob("*") if path.is_file() and ".git" not in path.parts]
    for path in files:
        assert f"\n| {path.relative_to(old.root).as_posix()} |" in account
    assert "\n| .git/ | left out: machinery" in account
    assert "left out: reStructuredText: turn it into Markdown first (pandoc does)" in account
    assert "| _recipes/soup.md | left out: of a collection (_recipes)" in account
    assert "| _posts/2021-01-01-bare.md | left out: it has no front matter |" in account


def test_nothing_is_written_over(old: TinySite, new: TinySite) -> None:
    jekyll_site(old)
    before = {path: path.read_bytes() for path in old.root.rglob("*") if path.is_file()}
    take_in(new, "jekyll", old)
    written = new.root / "content/entries/2020/03/ebb.md"
    written.write_text(written.read_text("utf-8").replace("Ebb", "Low water"), "utf-8")
    kept = {path: path.read_bytes() for path in (new.root / "content").rglob("*") if path.is_file()}
    config = (new.root / "config.yaml").read_bytes()
    again = take_in(new, "jekyll", old)
    assert "5 there already" in again.out
    assert "content/entries/2020/03/ebb.md is there already, and other" in again.err
    assert {path: path.read_bytes() for path in kept} == kept
    assert (new.root / "config.yaml").read_bytes() == config
    assert {path: path.read_bytes() for path in before} == before


def test_a_site_that_is_there_keeps_its_settings_and_tags(old: TinySite, site: TinySite) -> None:
    jekyll_site(old)
    old.write("_posts/2020-03-07-docks.md", "---\ntitle: Docks\ntags: Docks HARBOUR\n---\nQuiet.\n")
    result = take_in(site, "jekyll", old)
    assert entry(site, "2020/03/docks").tags == ("Harbour",)
    assert "set `entries.required: [date, tags]` in config.yaml" in result.err
    assert "content/tags.yaml: warning[import-exists]" in result.err
    assert str(entry(site, "2020/03/cranes-return").date) == "2020-03-04 17:30:00+00:00"


def test_what_cannot_be_read_is_an_error_and_stops_nothing_else(old: TinySite, new: TinySite) -> None:
    jekyll_site(old)
    old.write("_posts/2020-04-01-torn.md", "---\ntitle: Torn\n")
    old.write("_posts/2020-04-02-lost.md", "---\ntitle: [Lost\n  x: }{\n---\nText.\n")
    old.write("_posts/2020-04-03-latin.md", "---\ntitle: Café\n---\nCafé.\n".encode("cp1252"))
    result = take_in(new, "jekyll", old, status=1)
    assert "4 entries" in result.out and "2 failed" in result.out
    assert "2020-04-01-torn.md:1:1: error[front-matter]" in result.err
    assert re.search(r"2020-04-02-lost\.md:\d+:\d+: error\[yaml\]", result.err)
    assert entry(new, "2020/04/latin").title == "Café"
    new.build()


def test_what_posts_leave_open_or_say_amiss_is_told(old: TinySite, new: TinySite) -> None:
    old.write("_config.yml", "url: https://weekly.example.com\n")
    old.write(
        "_posts/2020-04-01-named.md", "---\ntags: [[a, b], quay, {c: d}]\nlang: klingon tongue\n---\nText.\n"
    )
    old.write("_posts/2020-04-02-ebb.md", "---\ntitle: Low\nimage: /assets/away.png\n---\nEbb.\n")
    old.write("_posts/deep/2020-04-03-ebb.md", "---\ntitle: Lower\n---\nEbb.\n")
    old.write("_posts/2020-04-04-latin.md", "---\ntitle: Café\n---\nOpen.\n".encode("cp1252"))
    old.write("about.md", "---\ntitle: About\nmood: calm\n---\nUs.\n")
    told = take_in(new, "jekyll", old).err
    posts = f"{old.root.as_posix()}/_posts"
    named = f"{posts}/2020-04-01-named.md"
    for line in (
        f"{named}:1: warning[import-title] no `title`: its file's name was taken, `Named`",
        f"{named}:2: warning[import-value] `tags` holds fields, and no text: `c`; left out",
        f"{named}:3: warning[import-value] `klingon tongue` is no language code; left out",
        "warning[import-slug] another entry of the month has the slug `ebb`; this one got `ebb-2`",
        f"{posts}/2020-04-04-latin.md:2: warning[import-encoding] the file is not in UTF-8",
        "about.md:1: warning[import-field] a page has no place for `mood`; left out",
        "content/media: warning[import-image] ",
    ):
        assert line in told
    assert told.count("import-title]") == told.count("import-encoding]") == told.count("import-field]") == 1
    new.build()


def test_what_the_old_site_kept_from_readers_stays_a_draft(
    old: TinySite, new: TinySite, tmp_path: Path
) -> None:
    """By a default of all, of a folder, or by a word of its own; whatever the generator."""
    jekyll = TinySite(tmp_path / "jekyll")
    jekyll.write(
        "_config.yml",
        "defaults:\n- scope: {path: _posts/old}\n  values: {published: false}\n"
        "- scope: {path: '', type: drafts}\n  values: {lang: de}\n",
    )
    jekyll.write("_posts/old/2020-01-02-a.md", "---\ntitle: A\n---\n")
    jekyll.write("hidden.md", "---\ntitle: Hidden\npublished: false\n---\nHidden.\n")
    jekyll.write("_posts/2020-01-03-shown.md", "---\ntitle: Shown\n---\n")
    hugo = TinySite(tmp_path / "hugo")
    hugo.write("hugo.toml", "title = 'A'\n")
    hugo.write("content/secret/_index.md", "---\ncascade:\n- build: {render: never}\n---\n")
    hugo.write("content/secret/b.md", "---\ntitle: B\ndate: 2020-01-02\n---\n")
    hugo.write("content/news/c/index.md", "---\ntitle: C\ndate: 2020-01-02\nheadless: true\n---\n")
    hugo.write("content/news/d/index.md", "---\ntitle: D shown\ndate: 2020-01-02\n---\n")
    hugo.write("content/news/d/part.md", "---\ntitle: Part\ndate: 2020-01-02\n---\n")
    pelican = TinySite(tmp_path / "pelican")
    pelican.write(
        "pelicanconf.py",
        "PATH = 'content'\nDEFAULT_METADATA = {'status': 'draft'}\nARTICLE_PATHS = ['blog']\n",
    )
    pelican.write("content/blog/e.md", "Title: E\nDate: 2020-01-02\n\nText\n")
    pelican.write("content/blog/f.md", "Title: F\nDate: 2020-01-02\nStatus: skip\n\nText\n")
    pelican.write("content/away/g.md", "Title: G\nDate: 2020-01-02\nStatus: published\n\nText\n")
    pelican.write("content/blog/h.md", "Title: H shown\nDate: 2020-01-02\nStatus: published\n\nText\n")
    pelican.write("content/pages/i.md", "Title: I\n\nText\n")
    for kind, site in (("jekyll", jekyll), ("hugo", hugo), ("pelican", pelican)):
        taken = TinySite(tmp_path / f"new-{kind}")
        taken.root.mkdir()
        take_in(taken, kind, site)
        taken.build()
        files = (taken.root / "content/entries").rglob("*.md")
        entries = [
            entry(taken, path.relative_to(taken.root / "content/entries").with_suffix("").as_posix())
            for path in files
        ]
        assert all(one.draft != ("hown" in one.title) for one in entries), kind
        assert len(entries) == {"jekyll": 3, "hugo": 4, "pelican": 5}[kind]


def test_a_site_of_hugo_in_two_languages_with_links_of_its_own(old: TinySite, new: TinySite) -> None:
    old.write(
        "config/_default/hugo.toml",
        'baseURL = "https://ebb.example.com/log/"\ndefaultContentLanguage = "en"\n'
        '[taxonomies]\nseries = "series"\n',
    )
    old.write("config/_default/languages.toml", '[en]\n[de]\ncontentDir = "content/de"\n')
    old.write("content/posts/ebb.md", "---\ntitle: Ebb\ndate: 2020-01-02\nseries: [Tides]\n---\nLow.\n")
    old.write("content/posts/ebb.de.md", "---\ntitle: Ebbe\ndate: 2020-01-02\n---\nTief.\n")
    old.write(
        "content/de/posts/flut.md",
        "---\ntitle: Flut\ndate: 2020-01-03\nlink: https://a.example.com/1\n---\nHoch.\n",
    )
    old.write("content/about.md", "---\ntitle: About\n---\nUs.\n")
    old.write("content/de/about.md", "---\ntitle: Über uns\n---\nWir.\n")
    old.write(
        "content/posts/zurück.de.md", "---\ntitle: Zurück\ndate: 2020-01-05\n---\n[x](/de/posts/ebb/)\n"
    )
    old.write("content/de/kontakt.md", "---\ntitle: Kontakt\n---\nHier.\n")
    old.write("content/posts/bare.md", "# No fields\n\nNone at all.\n")
    old.write(
        "content/posts/links.md",
        "---\ntitle: Links\ndate: 2020-01-04\n---\n"
        '[a]({{< ref "ebb.md#x" >}}) [b](/log/posts/ebb/) [c](../ebb/) '
        "[d](https://ebb.example.com/log/about/) [e](/log/nowhere/)\n",
    )
    take_in(new, "hugo", old)
    ebbe = entry(new, "2020/01/ebb-de")
    assert (ebbe.lang, ebbe.translates, ebbe.aliases) == (
        "de",
        entry(new, "2020/01/ebb").id,
        ("/de/posts/ebb/",),
    )
    assert entry(new, "2020/01/ebb").tags == ("Tides",)
    assert [source.url for source in entry(new, "2020/01/flut").sources] == ["https://a.example.com/1"]
    assert entry(new, "undated/bare").title == "No fields"
    links = (new.root / "content/entries/2020/01/links.md").read_text("utf-8")
    ebb = "/2020/01/02/ebb/"
    assert f"[a]({ebb}#x) [b]({ebb}) [c]({ebb}) [d](/about/) [e](/nowhere/)" in links
    assert "[x](/de/2020/01/02/ebb-de/)" in (new.root / "content/entries/2020/01/zurück-de.md").read_text(
        "utf-8"
    )
    built = new.build()
    assert built.err.count("dead-link") == 1
    assert "Ebbe" in new.public("de/2020/01/02/ebb-de/index.html")
    assert "/log/de/2020/01/02/ebb-de/" in new.public("de/posts/ebb/index.html")


def test_a_site_of_jekyll_with_collections_patterns_and_liquid(old: TinySite, new: TinySite) -> None:
    old.write(
        "_config.yml",
        "url: https://ebb.example.com\nbaseurl: /log\npermalink: pretty\ninclude: [_pages]\n"
        "excerpt_separator: <!-- end -->\ncollections:\n  recipes: {output: true, permalink: /food/:path/}\n"
        "  news: {output: true}\n  people: {output: false}\n",
    )
    old.write(
        "_posts/2020-01-02-two cranes.md", "---\ntitle: Cranes\npermalink: /:year/:title.html\n---\nTwo.\n"
    )
    old.write("_recipes/soup.md", "---\ntitle: Soup\n---\nHot.\n")
    old.write("_news/2020-01-03-tide.md", "---\ntitle: Tide\n---\nHigh.\n")
    old.write("_people/ada.md", "---\ntitle: Ada\n---\nNever shown.\n")
    old.write(
        "_pages/imprint.md", "---\ntitle: Imprint\npermalink: /legal/\n---\nUs. {% include mail.html %}\n"
    )
    old.write("docs/deep/down.md", "---\ntitle: Down\n---\nDeep.\n")
    old.write("archive.md", "---\ntitle: Archive\n---\n{% for post in site.posts %}{% endfor %}\n")
    old.write("start.md", "---\nlayout: home\n---\n")
    old.write(
        "_posts/2020-01-04-links.md",
        "---\ntitle: Links\n---\nFirst. <!-- end -->\n\n"
        "[a]({{ site.baseurl }}{% post_url 2020-01-02-two cranes %}) [b]({{ '/food/soup/' | relative_url }}) "
        "[c]({% link _pages/imprint.md %})[^1]\n\n[^1]: A note.\n",
    )
    result = take_in(new, "jekyll", old)
    assert (
        "[import-marks] marks of the old generator are now Markdown: addresses (2), footnotes (1)"
        in result.err
    )
    assert "3 entries, 3 pages and 0 other files imported, 3 left out" in result.out
    assert entry(new, "2020/01/two-cranes").aliases == ("/2020/two-cranes.html",)
    links = (new.root / "content/entries/2020/01/links.md").read_text("utf-8")
    assert (
        "[a](/2020/01/02/two-cranes/) [b](/soup/) [c](/imprint/)<sup>1</sup>" in links
        and "1. A note." in links
    )
    assert entry(new, "2020/01/links").summary == "First."
    new.build()
    for address in ("food/soup", "legal", "docs/deep/down", "news/2020-01-03-tide.html"):
        page = address if address.endswith(".html") else f"{address}/index.html"
        assert "/log/" in new.public(page), address


def test_posts_of_pelican_in_html_and_links_of_all_its_kinds(old: TinySite, new: TinySite) -> None:
    old.write("pelicanconf.py", "SITEURL = ''\nPATH = 'content'\nDEFAULT_LANG = 'fr'\n")
    old.write("publishconf.py", "from pelicanconf import *\nSITEURL = 'https://ebb.example.com'\n")
    old.write(
        "content/cranes.html",
        "<html><head><title>Cranes</title><meta name='date' content='2020-01-02'>\n"
        "<meta name='tags' content='Open Harbour'></head>\n"
        "<body>\n  <p>Two\n\n    <b>cranes</b></p>\n</body></html>\n",
    )
    old.write("content/bonjour.md", "Title: Bonjour\nDate: 2020-01-03\nSlug: hello\n\nSalut\n")
    old.write("content/hello.md", "Title: Hello\nDate: 2020-01-03\nSlug: hello\nLang: en\n\nHi\n")
    old.write("content/pages/about.md", "Title: About\nStatus: hidden\n\nUs\n")
    old.write("content/.#lock.md", "Title: Lock\n\nx\n")
    old.write(
        "content/links.md",
        "Title: Links\nTitle: Twice\nDate: 2 Jan 2020\n\n"
        "[a](|filename|cranes.html) [b]({filename}pages/about.md) "
        "[c]({tag}Open%20Harbour) [d]({index})\n",
    )
    result = take_in(new, "pelican", old)
    assert "`title` stands here a second time; the first one counts" in result.err
    assert entry(new, "2020/01/cranes").tags == ("Open Harbour",)
    assert entry(new, "2020/01/cranes").id.startswith("tag:ebb.example.com,")
    text = (new.root / "content/entries/2020/01/links.md").read_text("utf-8")
    assert "[a](/2020/01/02/cranes/) [b](/about/) [c](/tags/open-harbour/) [d](/)" in text
    assert entry(new, "2020/01/hello-2").translates or entry(new, "2020/01/hello").translates
    new.build()
    assert "<p>Two\n<b>cranes</b></p>" in new.public("2020/01/02/cranes/index.html")
    assert "about" in new.public("pages/about.html")
    assert "/about/" not in new.public("index.html")


def test_names_and_texts_in_other_encodings(old: TinySite, new: TinySite) -> None:
    old.write("_config.yml", "title: A\n")
    old.write("_posts/2020-01-02-wide.md", "---\ntitle: Wïde\n---\nWörds.\n".encode("utf-16"))
    for name in (b"_posts/2020-01-03-caf\xe9.md", b"caf\xe9.png"):
        Path(os.fsdecode(os.fsencode(old.root) + b"/" + name)).write_bytes(b"---\ntitle: A\n---\n")
    old.write("_posts/2020-01-04-bare.md", "Words alone.\n")
    result = take_in(new, "jekyll", old, status=1)
    assert rules(result)["file-name"] == 2 and "2 failed" in result.out
    assert "2020-01-04-bare.md:1: warning[import-left-out] it has no front matter" in result.err
    assert entry(new, "2020/01/wide").title == "Wïde"
    account = (new.root / "content/imported.md").read_text("utf-8")
    assert "| caf\\xe9.png | failed: the file's name is not UTF-8" in account
    assert old.root.as_posix() not in account
    new.build()


def test_a_folder_that_holds_the_site_itself_is_refused(new: TinySite) -> None:
    before = sorted(new.root.rglob("*"))
    for folder in (new.root, new.root.parent):
        result = new.run("import", "jekyll", str(folder))
        assert result.status == 2
        assert "the site itself is in" in result.err
    assert sorted(new.root.rglob("*")) == before


def test_a_hugo_site(old: TinySite, new: TinySite) -> None:
    old.write(
        "hugo.toml",
        'title = "Ebb"\nbaseURL = "https://ebb.example.com/"\n[permalinks]\nnews = "/:year/:slug/"\n',
    )
    old.write("content/_index.md", "+++\ntitle = 'Home'\n+++\n")
    old.write("content/about.md", "---\ntitle: About\n---\nUs.\n")
    old.write(
        "content/news/cranes/index.md",
        '+++\ntitle = "Cranes"\ndate = 2021-02-03T04:05:06+01:00\ntags = ["Birds"]\n'
        'categories = ["Harbour"]\n'
        'aliases = ["/old/cranes"]\nweight = 3\nexpiryDate = 2090-01-01\n[cover]\nimage = "crane.png"\n'
        'alt = "A crane"\n+++\n\n{{< figure src="crane.png" >}} ![x](crane.png)\n',
    )
    old.write("content/news/cranes/crane.png", PICTURE)
    old.write("static/map.pdf", "x")
    old.write(
        "content/posts/ebb.md",
        '{"title": "Ebb", "date": "2021-03-01", "draft": true}\n\nSee [map](/map.pdf).\n',
    )
    old.write("themes/x/layout.html", "x")
    result = take_in(new, "hugo", old)
    assert "2 entries, 1 page and 2 other files imported, 2 left out" in result.out
    cranes = entry(new, "2021/02/cranes")
    assert cranes.aliases == ("/old/cranes", "/2021/cranes/")
    assert cranes.tags == ("Harbour", "Birds")
    assert cranes.image is not None and cranes.image.src == "/media/news/cranes/crane.png"
    assert cranes.image.alt == "A crane"
    assert cranes.extra == {"weight": 3}
    assert str(cranes.expires) == "2090-01-01"
    text = (new.root / "content/entries/2021/02/cranes.md").read_text("utf-8")
    assert "![](/media/news/cranes/crane.png) ![x](/media/news/cranes/crane.png)" in text
    assert entry(new, "2021/03/ebb").draft
    assert "(/media/map.pdf)" in (new.root / "content/entries/2021/03/ebb.md").read_text("utf-8")
    new.build()
    assert "title>" in new.public("old/cranes/index.html")


def test_a_pelican_site(old: TinySite, new: TinySite) -> None:
    old.write(
        "pelicanconf.py",
        "import os\nSITENAME = 'Ebb'\nSITEURL = 'https://ebb.example.com'\nTIMEZONE = 'Asia/Tokyo'\n"
        "ARTICLE_URL = 'posts/{date:%Y}/{slug}/'\nARTICLE_SAVE_AS = ARTICLE_URL + 'index.html'\nos.abort()\n",
    )
    old.write(
        "content/cranes.md",
        "Title: Cranes: they return\nDate: 2019-05-06 07:08\nModified: 2019-05-07\nCategory: Harbour\n"
        "Tags: birds, quays \nAuthors: Ines Falk, Dario Penhallow\nSummary: They *return*.\n"
        "Status: published\n\n"
        "See [ebb]({filename}ebb.md) and ![crane]({static}/images/crane.png).\n",
    )
    old.write("content/tides/ebb-2.md", "Title: Ebb 2\nDate: 2019-05-08\n\nLow.\n")
    old.write("content/ebb.md", "Title: Ebb\nDate: 2019-05-08\nStatus: draft\n\nLow.\n")
    old.write(
        "content/flood.md", "Title: Flood\nDate: 2019-05-09\n\nHigh. See [cranes]({filename}/cranes.md).\n"
    )
    old.write("content/pages/about.md", "Title: About\n\nUs.\n")
    old.write("content/images/crane.png", PICTURE)
    result = take_in(new, "pelican", old)
    assert "4 entries, 1 page and 1 other file imported, 0 left out" in result.out
    cranes = entry(new, "2019/05/cranes")
    assert cranes.title == "Cranes: they return"
    assert str(cranes.date) == "2019-05-06 07:08:00+09:00"
    assert cranes.tags == ("Harbour", "birds", "quays")
    assert cranes.extra == {"authors": ("Ines Falk", "Dario Penhallow")}
    assert cranes.summary == "They return."
    assert cranes.aliases == ("/posts/2019/cranes-they-return/",)
    text = (new.root / "content/entries/2019/05/cranes.md").read_text("utf-8")
    assert "(/media/images/crane.png)" in text
    assert "(/2019/05/06/cranes/)" in (new.root / "content/entries/2019/05/flood.md").read_text("utf-8")
    assert entry(new, "2019/05/ebb-2").tags == ("tides",)
    assert entry(new, "2019/05/ebb").draft
    new.build()


NASTY = {
    "_posts/2020-01-01-a.md": "title: A\ntags: [C, C++, 'C#', '🌊', '🔥', no, 2024]\n"
    "aliases: [/archive/, /x/, 'https://o.example.com/y?z=1', /a b/, ../up, //evil, /]",
    "_posts/2020-01-02-b.md": "title: B\naliases: [/X/, /x]\nlang: english\nimage: {path: }\n"
    "updated: 2019-01-01\nexpirydate: 2018-01-01",
    "_posts/2020-01-03-🌊.md": "title: 🌊\ntags: 🌊",
    "_posts/2020-01-04-c.md": "title: [x, y]\ndate: [2020]\ntags: {a: b}\nauthor: [x, {name: y}]\n"
    "categories: [[a], b]\nid: 7\nextra: {a: 1}\nsources: none\nsummary: {x: y}\nslug: '///'",
    "_posts/2020-01-05-d.md": "title: D\ndate: 2020-02-30\nexcerpt: >\n  folded\n  text\ncorrections: x\n"
    "story: s\nupdated: 2020-01-05 99:00",
    "_posts/2020-01-06-e.md": "title: E\n'': 2\nnested: {a: {b: [1, true, 2.5, null, 'x: y']}}\n日本: 語",
    "_posts/2020-01-07-f.md": "# only a comment",
    f"_posts/2020-01-08-{'g' * 190}.md": f"title: {'g' * 1000}",
    "_posts/2020-01-09-h.md": 'title: "H\\u0000\\u0007"\ntags: ["x\\u0001y"]\nauthor: "a\\u2028b"',
    "_posts/2020-01-10-i.md": "title: I\npermalink: /2020/01/01/a/\ndate: 9999-12-31 23:59:59 -12:00",
    "_posts/2020-01-01-A.md": "title: A again",
    "_posts/2020-01-11-j.md": "title: J\npermalink: /tags/x/\nurl: /pagefind/",
    "_posts/2020-01-12-k.md": "title: K\naliases: [/foo.html/bar, /x/index.html, /2020/01/, /2020/01/12/k]",
    "_posts/2020-01-13-l.md": "title: L\naliases: [/foo.html, /media/a, /about]",
    "about.md": "title: About\npermalink: /about.html\naliases: /x/",
    "tags.md": "title: Tags",
    "2020.md": "title: Year",
    "sub/about.md": "title: About\nlang: xx-invalid-really\nfoo: bar",
}


def test_whatever_comes_in_builds_without_an_edit(old: TinySite, new: TinySite) -> None:
    old.write("_config.yml", "url: http://[bad\ntimezone: Mars/Base\npermalink: /:title/\n")
    for file, head in NASTY.items():
        old.write(file, f"---\n{head}\n---\n[x](https://[bad) [y](http://a:b/) <script>alert(1)</script>\n")
    result = take_in(new, "jekyll", old)
    assert result.out.startswith("14 entries, 4 pages")
    new.build()
    assert entry(new, "2020/01/c").extra["tags"] == {"a": "b"}


@pytest.mark.parametrize(
    "url", ["https://eb:b.example.com", "https://ebb.example.com/?x", "ebb.example.com", "http://"]
)
def test_an_address_of_the_old_site_that_is_none_is_not_taken(old: TinySite, new: TinySite, url: str) -> None:
    old.write("_config.yml", f"url: '{url}'\n")
    old.write("_posts/2020-01-02-a.md", "---\ntitle: A\n---\n[x](https://a.example.com/)\n")
    take_in(new, "jekyll", old)
    new.build()


@pytest.mark.skipif(not ARCHIVE.is_dir(), reason="the shared archive is not here")
def test_a_real_archive_comes_in_with_every_mistake_named(new: TinySite) -> None:
    facts = json.loads((ARCHIVE / "facts.json").read_text("utf-8"))
    result = take_in(new, "jekyll", TinySite(ARCHIVE))
    assert result.out.startswith(f"{facts['posts']} entries, 0 pages and 0 other files imported, 1 left out")
    assert len(list((new.root / "content/entries").rglob("*.md"))) == facts["posts"]
    told = rules(result)
    assert told["import-yaml"] == len(facts["front_matter_that_is_not_valid_yaml"])
    assert told["import-offset"] == 63
    # The fourteenth has no whole date in its name, which is told by a rule of its own.
    assert (
        told["import-date-and-file"] + told["import-file-name"]
        == facts["filename_date_differs_from_front_matter"]
    )
    twice = facts["titles_used_more_than_once"].values()
    assert told["import-title-twice"] == sum(twice) - len(twice)
    tags = read_tags("tags.yaml", (new.root / "content/tags.yaml").read_text("utf-8"))
    assert tags.value is not None and not tags.problems
    names = Vocabulary(tags.value).tag_by_name
    assert told["import-spellings"] == 1
    assert len(facts["collisions"]) == facts["tag_spellings_that_collide"]
    for group in facts["collisions"]:
        assert len({names[fold(name)].slug for name in group}) == 1, group
    built = new.run("--date", "2026-11-01", "--jobs", "1")
    assert built.status == 0, built.err
    assert built.out.startswith(f"{facts['posts']} entries")
