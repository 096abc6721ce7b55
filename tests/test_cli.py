"""The command line: exit statuses, what goes where, and that the docs tell of all of it."""

import json
import os
import socket
from pathlib import Path

import click
import pytest
from tiny_site import PICTURE, TinySite

from newsdigest.cli import commands, main

REPOSITORY = Path(__file__).parents[1]

PAGE = """\
<!DOCTYPE html><html lang="en"><head><title>Cranes return to Brackwater | Harbour Courier</title>
<link rel="canonical" href="https://courier.example.com/cranes?utm_source=mail">
<meta property="og:site_name" content="Harbour Courier">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Cranes return to Brackwater",
"datePublished": "2026-03-04T08:00:00+00:00", "author": {"@type": "Person", "name": "Ines Falk"}}</script>
</head><body><article><h1>Cranes return to Brackwater</h1><p>By Ines Falk</p>
<p>Forty cranes came back to the harbour of Brackwater on Wednesday, a month before they are due.</p>
<p>“Nobody had laid the table for them yet,” said the harbour master, Odile Brandt, on the quay.</p>
<p>The birds will stay until the first frost, and the port authority has closed two of its moles.</p>
</article></body></html>
"""


def test_a_build_prints_one_line(site: TinySite) -> None:
    result = site.build()
    assert result.out.startswith("2 entries: ")
    assert result.out.count("\n") == 1
    assert result.err == ""


def test_a_build_tells_programs_in_json(site: TinySite) -> None:
    report = json.loads(site.build("--json").out)
    assert report["entries"] == 2
    assert report["published"] is True
    assert "index.html" in report["written"]
    assert json.loads(site.build("--json").out)["written"] == []


def test_a_process_ends_with_all_that_it_said(site: TinySite) -> None:
    """It ends at once, without the interpreter's own end: what was written must have gone out."""
    for number in range(300):
        site.write(f"content/entries/2026/01/broken-{number}.md", "no front matter\n")
    with site.start() as process:
        out, err = process.communicate()
    assert process.returncode == 1
    assert err.count("error[") == 300
    assert out.startswith("not published: 300 errors") and out.endswith("\n")


def test_a_build_with_nothing_to_do_loads_nothing_else(site: TinySite) -> None:
    site.build_apart()
    told = site.build_apart(PYTHONPROFILEIMPORTTIME="1").err
    loaded = {line.rpartition("|")[2].strip() for line in told.splitlines()}
    assert "newsdigest.build.unchanged" in loaded
    late = {"newsdigest.build.pipeline", "newsdigest.cli.desk", "jinja2", "markdown_it", "yaml", "sqlite3"}
    assert not loaded & late


def test_the_program_is_compiled_once(site: TinySite, tmp_path: Path) -> None:
    """Also where a container's environment would have each start compile it anew."""
    compiled = tmp_path / "compiled"
    site.build_apart(PYTHONDONTWRITEBYTECODE="1", PYTHONPYCACHEPREFIX=str(compiled))
    assert any(compiled.rglob("newsdigest/build/pipeline.*.pyc"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--dat", "x"],
        ["--date", "yesterday"],
        ["--jobs", "0"],
        ["nonsense"],
        ["extract"],
        ["ingest", "no.html"],
    ],
)
def test_wrong_use_is_2(site: TinySite, arguments: list[str]) -> None:
    result = site.run(*arguments)
    assert result.status == 2
    assert "Usage" in result.err and "Error" in result.err


def test_an_option_of_builds_that_stands_behind_a_command_is_led_to_its_place(site: TinySite) -> None:
    result = site.run("check", "--date", "2026-06-01")
    assert result.status == 2
    assert "No such option '--date'. Options of a build stand before the command" in result.err
    assert "stand before" not in site.run("check", "--dates").err


def test_a_port_that_is_taken_is_told_with_the_way_out(site: TinySite) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with site.start("serve", "--port", str(port)) as process:
            _, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert f"port {port} already; name another with --port" in err


def test_no_entry_is_begun_where_there_is_no_site(tmp_path: Path) -> None:
    result = TinySite(tmp_path).run("new", "A crane")
    assert result.status == 1
    assert "config.yaml: error[config] there is no such file" in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_page_from_elsewhere_is_never_copied_over_another(site: TinySite, tmp_path: Path) -> None:
    site.write("content/sources/ebb.html", "<p>One.</p>")
    (tmp_path / "ebb.html").write_text("<p>Another.</p>", "utf-8")
    result = site.run("ingest", str(tmp_path / "ebb.html"))
    assert result.status == 1
    assert "ebb.html: error[page-name] another page of this name is in content/sources" in result.err
    assert (site.root / "content/sources/ebb.html").read_text("utf-8") == "<p>One.</p>"


def test_a_folder_that_is_no_site_is_told(tmp_path: Path) -> None:
    result = TinySite(tmp_path).run()
    assert result.status == 1
    assert "config.yaml: error[config] there is no such file" in result.err
    assert not (tmp_path / "public").exists()


def test_why_names_what_changed(site: TinySite) -> None:
    site.build()
    site.entry("cranes-return", title="Cranes leave again")
    result = site.build(
        "--why", "/2026/03/04/cranes-return/", "--why", "about/index.html", "--why", "/nowhere/"
    )
    assert "2026/03/04/cranes-return/index.html\n  card changed" in result.err
    assert "about/index.html\n  kept: " in result.err
    assert "/nowhere/\n  no output of the site" in result.err


def test_check_and_dry_run_write_nothing(site: TinySite) -> None:
    before = set(site.root.rglob("*"))
    for command, said in (("check", ": 0 errors, 0 warnings\n"), ("--dry-run", "nothing was written\n")):
        result = site.run("--date", "2026-06-01", command)
        assert result.status == 0
        assert result.out.endswith(said)
    assert set(site.root.rglob("*")) == before


def test_of_many_findings_the_rules_are_counted(site: TinySite) -> None:
    for number in range(1, 13):
        day, title = f"2026-03-{number:02}", f"Number {number} of them"
        site.entry(f"twice-{number}", date=day, title=f"Twice {title}", body="On and and on.")
        site.entry(f"here-{number}", date=day, title=f"Here {title}", body="See [here](/).")
    last = site.run("check").out.splitlines()[-1]
    assert "; most: " in last
    told = last.partition("; most: ")[2].split(", ")
    assert "doubled-word 12" in told and "link-text 12" in told


def test_check_finds_what_a_build_finds(site: TinySite) -> None:
    site.write("content/entries/2026/03/broken.md", "---\ntitle: x\ndate: 2026-02-30\n---\n")
    check, build = site.run("check"), site.run()
    assert check.status == build.status == 1
    assert check.err == build.err


def test_new_begins_an_entry_that_is_a_draft(site: TinySite) -> None:
    result = site.run("--date", "2026-06-01", "new", "Ebb: the long one")
    path = site.root / "content/entries/2026/06/ebb-the-long-one.md"
    assert result.out.strip() == str(path)
    assert path.read_text("utf-8").startswith('---\ntitle: "Ebb: the long one"\ndate: 2026-06-01\ntags: []\n')
    titled = site.run("--date", "2026-06-01", "new", "Storms over the docks").out.strip()
    assert "\ntags: [harbour, storms]\n" in Path(titled).read_text("utf-8")
    again = site.run("--date", "2026-06-01", "new", "Ebb: the long one")
    assert again.out.strip().endswith("ebb-the-long-one-2.md")
    site.build()
    assert not list((site.root / "public").rglob("*ebb*"))
    assert site.run("new", "🌊").status == 1


def test_extract_shows_fields_and_where_they_were_found(site: TinySite) -> None:
    page = site.write("cranes.html", PAGE)
    result = site.run("extract", "--json", str(page), str(site.root / "none.html"))
    first, second = map(json.loads, result.out.splitlines())
    assert result.status == 1
    assert first["title"] == "Cranes return to Brackwater"
    assert first["authors"] == ["Ines Falk"]
    assert first["source"] == "Harbour Courier"
    assert first["canonical"] == "https://courier.example.com/cranes"
    assert first["found_in"]["title"].endswith("(sure)")
    assert "dateline" not in first
    assert second["error"] == "No such file or directory"
    readable = site.run("extract", str(page))
    assert readable.status == 0
    assert "  title:       Cranes return to Brackwater  [" in readable.out


def test_what_is_no_page_is_told_in_its_place_and_the_run_goes_on(site: TinySite) -> None:
    site.write("config.yaml", (site.root / "config.yaml").read_text("utf-8") + "ingest: {max_mb: 1}\n")
    pages = [
        site.write("cranes.html", PAGE),
        site.root / "content",
        site.root / "pipe.html",
        site.write("large.html", PAGE.encode() + b" " * 1_100_000),
        site.write("empty.html", ""),
        site.write("picture.html", PICTURE),
        site.write("wide.html", PAGE.encode("utf-16")),
        site.write("nul.html", PAGE.replace(" ", "\0 ")),
        site.write("broken.mhtml", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"),
        site.write("binary.txt", bytes(range(256)) * 9),
    ]
    os.mkfifo(pages[2])
    result = site.run("extract", "--json", *map(str, pages))
    read = [json.loads(line) for line in result.out.splitlines()]
    assert [line["page"] for line in read] == [str(page) for page in pages]
    assert {Path(line["page"]).name: line["error"] for line in read if "error" in line} == {
        "content": "it is a folder",
        "pipe.html": "it is no ordinary file",
        "large.html": "it has 1.1 MB, more than `ingest.max_mb` allows (1)",
    }
    titles = {Path(line["page"]).name: line["title"] for line in read if "title" in line}
    assert titles == dict.fromkeys(["cranes.html", "wide.html", "nul.html"], "Cranes return to Brackwater")
    assert "10 pages read, 3 failed" in result.err and result.status == 1


def test_ingest_takes_a_page_from_elsewhere(site: TinySite, tmp_path: Path) -> None:
    page = tmp_path / "download.html"
    page.write_text(PAGE, "utf-8")
    result = site.run("ingest", str(page))
    assert result.status == 0, result.err
    assert result.out == "1 entry drafted\n"
    assert (site.root / "content/sources/download.html").read_bytes() == page.read_bytes()
    assert "download.html" in (site.root / "content/ingested.yaml").read_text("utf-8")
    page.write_text(PAGE.replace("Forty", "Fifty"), "utf-8")
    other = site.run("ingest", str(page))
    assert other.status == 1
    assert "another page of this name is in content/sources/ already" in other.err


def test_a_page_saved_as_mhtml_is_ingested(site: TinySite) -> None:
    parts = "\r\n".join([
        "From: <Saved by a browser>",
        "Snapshot-Content-Location: https://courier.example.com/cranes",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="=-cut"',
        "",
        "--=-cut",
        "Content-Type: text/html; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        PAGE,
        "--=-cut--",
        "",
    ])  # fmt: skip
    site.write("content/sources/cranes.mhtml", parts)
    site.build()
    entry = (site.root / "content/entries/2026/03/cranes-return-to-brackwater.md").read_text("utf-8")
    assert "page: cranes.mhtml" in entry
    assert "url: https://courier.example.com/cranes" in entry


def test_a_fault_of_the_program_is_3(site: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a cog came off")

    monkeypatch.setattr("newsdigest.build.pipeline.plan", broken)
    result = site.run()
    assert result.status == 3
    assert "a cog came off" in result.err and "please report it" in result.err


def test_every_command_and_option_has_help_and_stands_in_the_docs() -> None:
    docs = (REPOSITORY / "docs/commands.md").read_text("utf-8")
    context = click.Context(commands)
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        assert command is not None and command.help, name
        assert f"## `{name}" in docs, name
        for option in command.params:
            if isinstance(option, click.Option):
                assert f"`{option.opts[0]}" in docs, f"{name} {option.opts[0]}"
    for option in commands.params:
        assert isinstance(option, click.Option) and option.help, option.name
        assert f"`{option.opts[0]}" in docs, option.opts[0]


def test_the_readme_shows_a_fault_as_it_is_told(site: TinySite) -> None:
    head = "title: Frost\ntags: [weather]\nsummary: Early.\ndate: 2026-11-31\nsources: {publisher: A}"
    site.write("content/entries/2026/11/frost.md", f"---\n{head}\n---\nIt froze.\n")
    told = site.run().err
    assert told.startswith("content/entries/2026/11/frost.md:5:7: error[date]")
    shown = "".join(f"    {line}\n" for line in told.splitlines())
    assert shown in (REPOSITORY / "README.md").read_text("utf-8")


def test_help_is_at_hand(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"], REPOSITORY) == 0
    assert "Commands:" in capsys.readouterr().out


def test_due_is_the_next_moment_at_which_the_site_changes(site: TinySite) -> None:
    assert site.run("--date", "2026-06-01", "due").out == "nothing is due\n"
    site.entry("later", date="2026-08-01")
    site.entry("sooner", date="2026-07-01T09:30:00+02:00", more="expires: 2026-09-01\n")
    site.entry("never", date="2026-06-10", more="draft: true\n")
    assert site.run("--date", "2026-06-01", "due").out == "2026-07-01T07:30:00+00:00\n"
    assert site.run("--date", "2026-08-20", "due").out == "2026-09-01T00:00:00+00:00\n"


def test_a_build_that_would_empty_the_site_is_refused(site: TinySite) -> None:
    for number in range(1, 13):
        site.entry(f"report-{number}", date=f"2026-02-{number:02}")
    site.build()
    published = {path: path.read_bytes() for path in (site.root / "public").rglob("*") if path.is_file()}
    for number in range(1, 13):
        (site.root / f"content/entries/2026/02/report-{number}.md").unlink()
    for options in ([], ["--dry-run"], ["--clean"]):
        result = site.run("--date", "2026-06-01", *options)
        assert result.status == 1
        assert "error[many-vanish] 12 of the 14 entries that are published would vanish" in result.err
    assert published == {p: p.read_bytes() for p in (site.root / "public").rglob("*") if p.is_file()}
    site.build("--allow-removals")
    assert not (site.root / "public/2026/02").exists()


def test_a_dry_run_lists_what_would_be_added_changed_and_removed(site: TinySite) -> None:
    site.entry("ebb", date="2026-03-05")
    site.build()
    (site.root / "content/entries/2026/03/ebb.md").unlink()
    site.entry("flood", date="2026-03-06")
    told = site.run("--date", "2026-06-01", "--dry-run").err
    assert "added   2026/03/06/flood/index.html\n" in told
    assert "changed index.html\n" in told
    assert "removed 2026/03/05/ebb/index.html\n" in told
    assert "warning[vanished-address] no page is at /2026/03/05/ebb/ any more" in told
