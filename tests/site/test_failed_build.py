"""Promises 2 and 3: a build with faults tells them all at once, and leaves public/ as it was."""

import json
import os
from pathlib import Path

import pytest
from tiny_site import DATE, TinySite

FAULTS = {
    "an entry": (
        "content/entries/2026/03/cranes-return.md",
        "---\ntitle: Cranes\ndate: 2026-03-04\ntags: [harbour]\nsummary: S\nsources: {url: x}\nauthor: X\n"
        "---\n",
        "content/entries/2026/03/cranes-return.md:7:1: error[unknown-key] ",
    ),
    "a template's syntax": (
        "templates/home.html",
        "{% extends 'default/home.html' %}\n{% block main %}\n",
        "templates/home.html:2: error[template] Unexpected end of template.",
    ),
    "an undefined name": (
        "templates/home.html",
        "<p>\n{{ page.title }} {{ weather_report }}\n</p>",
        "templates/home.html:2: error[template] 'weather_report' is undefined\n"
        "  hint: docs/templates.md lists what each template gets\n",
    ),
    "an undefined field": (
        "templates/entry.html",
        "{% extends 'default/entry.html' %}\n\n{% block main %}{{ page.titel }}{% endblock %}",
        "templates/entry.html:3: error[template] 'dict object' has no attribute 'titel'\n"
        "  hint: docs/templates.md lists what each template gets\n",
    ),
    "a template's comment": (
        "templates/tag.html",
        "{# open",
        "templates/tag.html:1: error[template] Missing",
    ),
    "a template that includes itself": (
        "templates/entry.html",
        "{% include 'entry.html' %}",
        "templates/entry.html:1: error[template] templates include, extend or call each other without an end",
    ),
    "a division by zero": (
        "templates/home.html",
        "{{ 1 / 0 }}",
        "templates/home.html:1: error[template] ZeroDivisionError: division by zero\n  hint: ",
    ),
    "a template that is not there": (
        "templates/tag.html",
        "\n{% extends 'default/tags-page.html' %}",
        "templates/tag.html:2: error[template] ",
    ),
    "the settings": ("config.yaml", "site:\n  titel: Tiny\n", "config.yaml:2:3: error[unknown-key] "),
    "no settings": ("config.yaml", "site:\n\ttitle: T\n", "config.yaml:2:1: error[yaml] "),
    "the tags": ("content/tags.yaml", "harbour:\n  lable: H\n", "content/tags.yaml:2:3: error[unknown-key] "),
    "a page": ("content/pages/about.md", "no front matter\n", "content/pages/about.md:1:1: error["),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=list(FAULTS))
def test_a_fault_leaves_public_as_it_was(site: TinySite, fault: tuple[str, str, str]) -> None:
    site.build()
    before, clean = site.stats(), site.published()
    path, text, message = fault
    file = site.root / path
    was = file.read_bytes() if file.exists() else None
    site.write(path, text)
    site.entry("new-words")

    result = site.run("--date", DATE)

    assert result.status == 1
    assert message in result.err
    assert "not published: " in result.out and "; the site is as it was" in result.out
    assert site.stats() == before

    (site.root / "content/entries/2026/03/new-words.md").unlink()
    if was is None:
        file.unlink()
    else:
        file.write_bytes(was)
    site.build()
    assert site.published() == clean


def test_a_first_build_with_faults_publishes_nothing(site: TinySite) -> None:
    site.write("content/entries/2026/03/bad.md", "---\ntitle: [\n---\n")
    assert site.run("--date", DATE).status == 1
    assert not (site.root / "public").exists() or site.published() == {}


def test_all_faults_are_told_at_once(site: TinySite) -> None:
    site.write("content/entries/2026/03/one.md", "---\ntitle: T\ndate: 2026-13-01\ncolour: red\n---\n")
    site.write("content/entries/2026/03/two.md", "---\ntitle: one: two\n---\n")
    site.write("content/pages/three.md", "---\nsummary: no title\n---\n")
    site.write("content/tags.yaml", "harbour: {label: Harbour, lable: x}\n")
    site.write("content/publishers.yaml", "courier: {nmae: x}\n")
    site.write("config.yaml", "site: {titel: x}\n")
    site.write("templates/home.html", "{% block %}")
    result = site.run("--date", DATE)
    assert result.status == 1
    for place in (
        "content/entries/2026/03/one.md:3:7: error[",
        "content/entries/2026/03/one.md:4:1: error[unknown-key]",
        "content/entries/2026/03/two.md:2:",
        "content/pages/three.md:2:1: error[missing-field]",
        "content/tags.yaml:1:27: error[unknown-key]",
        "content/publishers.yaml:1:11: error[unknown-key]",
        "config.yaml:1:8: error[unknown-key]",
        "templates/home.html:1: error[template]",
    ):
        assert place in result.err, result.err
    assert result.err.count("error[") >= 8


def test_faults_of_several_templates_are_told_at_once(site: TinySite) -> None:
    site.build()
    site.write("templates/home.html", "{{ one }}")
    site.write("templates/day.html", "{{ two }}")
    site.write("templates/404.html", "\n{{ three }}")
    result = site.run("--date", DATE)
    assert [line.partition(": error")[0] for line in result.err.splitlines() if ": error[" in line] == [
        "templates/404.html:2",
        "templates/day.html:1",
        "templates/home.html:1",
    ]


def test_warnings_do_not_keep_a_site_back(site: TinySite) -> None:
    site.entry("far-link", body="See [nothing](/nothing/).")
    result = site.build()
    assert (
        "content/entries/2026/03/far-link.md:10: warning[dead-link] no page of the site is at" in result.err
    )
    assert "not published" not in result.out


def test_a_build_that_fails_says_so_in_json(site: TinySite) -> None:
    site.write("templates/home.html", "{{ one }}")
    result = site.run("--date", DATE, "--json")
    report = json.loads(result.out)
    assert (result.status, report["published"], report["written"]) == (1, False, [])
    assert report["problems"][0]["file"] == "templates/home.html"


def test_a_name_that_is_not_utf_8_is_told_wherever_it_lies(site: TinySite) -> None:
    site.build()
    clean = site.published()
    for name in (
        b"content/entries/2026/03/caf\xe9.md",
        b"content/media/caf\xe9.png",
        b"templates/caf\xe9.html",
    ):
        file = Path(os.fsdecode(os.fsencode(site.root) + b"/" + name))
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x")
        for command in ([], ["check"], ["--dry-run"], ["--json"], ["check", "--github"]):
            result = site.run("--date", DATE, *command)
            assert result.status == 1
            assert any(
                said in result.err + result.out for said in ("[file-name]", "title=file-name", '"file-name"')
            )
            assert "Traceback" not in result.err
        assert site.run("tags").status == site.run("--date", DATE, "due").status == 0
        file.unlink()
        assert "error" not in site.build().err
    assert site.published() == clean


def test_links_that_lead_nowhere_are_no_files(site: TinySite) -> None:
    folder = site.root / "content/entries/2026/03"
    (folder / "ring.md").symlink_to("ring.md")
    (folder / "nowhere.md").symlink_to("away.md")
    (site.root / "content/media").mkdir()
    (site.root / "content/media/ring.png").symlink_to("ring.png")
    assert site.build().out.startswith("2 entries: ")
    assert " 0 pages written" in site.build().out


def test_quotations_in_quotations_have_no_end_and_are_published(site: TinySite) -> None:
    site.entry("deep", body=f"{'>' * 1500} There it is.\n\n{'> ' * 9}Nine.\n")
    site.build()
    assert "Nine." in site.public("2026/03/04/deep/index.html")


def test_a_fault_cannot_write_elsewhere_on_a_terminal(site: TinySite) -> None:
    site.entry("red", more='lang: "\\e[31mred\\nhint: all is well"\n')
    result = site.run("--date", DATE)
    assert "not a language code: ` [31mred hint: all is well`\n  hint: write a code" in result.err
