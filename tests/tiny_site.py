"""A small invented site in a folder of its own, built as an editor builds it."""

import contextlib
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

import yaml

from newsdigest.cli import main

REPOSITORY = Path(__file__).resolve().parents[1]

DATE = "2026-06-01"
"""The build instant of a test that does not care."""

CONFIG = """\
site:
  title: The Tiny Digest
  description: A digest for tests
  base_url: https://tiny.example.com/
  author: The Tiny Editors
  languages: [en, de]
"""

TAGS = """\
harbour:
  label: Harbour
  aliases: [port, docks]
weather:
  label: Weather
  labels: {de: Wetter}
storms:
  label: Storms
  parent: weather
"""

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)
"""The smallest PNG."""


@dataclass(frozen=True)
class Result:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class TinySite:
    """A site's folder, with the commands an editor has."""

    root: Path

    def write(self, path: str, text: str | bytes) -> Path:
        """Save a file, folders included."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
        return file

    def entry(
        self,
        slug: str,
        *,
        date: str = "2026-03-04",
        title: str = "",
        tags: str = "[harbour]",
        summary: str = "",
        body: str = "A crane stood still.",
        more: str = "",
        folder: str | None = None,
        publisher: str = "Harbour Courier",
        of_source: str = "",
    ) -> Path:
        """Save a complete entry; `more` are further lines of its front matter, `of_source` of its source."""
        folder = folder or f"{date[:4]}/{date[5:7]}"
        head = (
            f"title: {title or slug.replace('-', ' ').capitalize()}\ndate: {date}\ntags: {tags}\n"
            f"summary: {summary or f'What there is to say of {slug}.'}\n"
            f"sources:\n  - publisher: {publisher}\n    url: https://courier.example.com/{slug}\n"
            + indent(of_source, "    ")
        )
        return self.write(f"content/entries/{folder}/{slug}.md", f"---\n{head}{dedent(more)}---\n{body}\n")

    def run(self, *arguments: str) -> Result:
        """Run a command in this folder, as `python build.py` does."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(["-C", str(self.root), *arguments], self.root)
        return Result(status, out.getvalue(), err.getvalue())

    def build(self, *arguments: str, date: str = DATE) -> Result:
        """Build and expect it to work."""
        result = self.run("--date", date, "--jobs", "1", *arguments)
        assert result.status == 0, result.err
        return result

    def start(
        self, *arguments: str, date: str = DATE, cwd: Path = REPOSITORY, **environment: str
    ) -> subprocess.Popen[str]:
        """Start a build in a process of its own, which a test may kill."""
        command = [sys.executable, str(REPOSITORY / "build.py"), "-C", str(self.root), "--date", date]
        return subprocess.Popen(
            [*command, *arguments],
            cwd=cwd,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def build_apart(
        self, *arguments: str, date: str = DATE, cwd: Path = REPOSITORY, **environment: str
    ) -> Result:
        """Build in a process of its own, and expect it to work."""
        with self.start(*arguments, date=date, cwd=cwd, **environment) as process:
            out, err = process.communicate()
        assert process.returncode == 0, err
        return Result(process.returncode, out, err)

    def public(self, path: str) -> str:
        """The text of a published file."""
        return (self.root / "public" / path).read_text("utf-8")

    def published(self, folder: str = "public") -> Mapping[str, str]:
        """Path -> hash of every published file."""
        return hashes(self.root / folder)

    def stats(self, folder: str = "public") -> Mapping[str, tuple[int, int, int]]:
        """Path -> inode, size and time of every published file and folder: a file written anew shows."""
        top = self.root / folder
        return {
            path.relative_to(top).as_posix(): (
                path.lstat().st_ino,
                path.lstat().st_size,
                path.lstat().st_mtime_ns,
            )
            for path in sorted(top.rglob("*"))
        }

    def built_clean(self, *arguments: str, date: str = DATE) -> Mapping[str, str]:
        """Path -> hash of what a first build makes of this site: in another folder, without any cache."""
        return self.clean(*arguments, date=date)[0]

    def clean(self, *arguments: str, date: str = DATE) -> tuple[Mapping[str, str], Result]:
        """The same, with what that build said."""
        with tempfile.TemporaryDirectory(prefix="clean-") as folder:
            copy = TinySite(Path(folder) / "site")
            shutil.copytree(
                self.root, copy.root, ignore=lambda _, names: {"public", ".newsdigest"}.intersection(names)
            )
            result = copy.build(*arguments, date=date)
            return copy.published(), result


def hashes(top: Path) -> Mapping[str, str]:
    """Path -> hash of every file below a folder, but for the search's index.

    Pagefind writes the same texts in one order now and in another the next time.
    """
    found = {file.relative_to(top).as_posix(): file for file in sorted(top.rglob("*")) if file.is_file()}
    return {
        path: hashlib.sha256(_without_index(file.read_bytes())).hexdigest()
        for path, file in found.items()
        if not path.startswith("pagefind/")
    }


def _without_index(data: bytes) -> bytes:
    """A file as it is; the manifest without the lines that name files of the index."""
    return b"".join(line for line in data.splitlines(keepends=True) if b"  pagefind/" not in line)


def tiny_site(root: Path) -> TinySite:
    """A site with two entries, one of them German, and a page."""
    site = TinySite(root)
    site.write("config.yaml", CONFIG)
    site.write("content/tags.yaml", TAGS)
    site.write("content/pages/about.md", "---\ntitle: About\n---\nThis site is *invented*.\n")
    site.entry("cranes-return")
    site.entry(
        "sturm-zieht-ab",
        date="2026-03-05T08:30:00+01:00",
        title="Sturm zieht ab",
        tags="[storms]",
        more="lang: de\n",
    )
    return site


def full_site(root: Path) -> TinySite:
    """A site that has something of everything, with list pages of two entries."""
    site = tiny_site(root)
    site.write("config.yaml", f"{CONFIG}lists:\n  per_page: 2\n")
    site.write("content/tags.yaml", f"{TAGS}gales:\n  label: Gales\n  retired_into: storms\n")
    site.write(
        "content/pages/about.md", "---\ntitle: About\naliases: [/imprint/]\n---\nThis is *invented*.\n"
    )
    site.write("content/media/crane.png", PICTURE)
    for day in range(1, 8):
        site.entry(
            f"report-{day}",
            date=f"2026-02-{day:02}",
            tags="[harbour, 渡し船]",
            body=f"Word {day}. See [the cranes](/2026/03/04/cranes-return/#the-cranes), [about](/about/).",
            more="story: The long repair\n",
        )
    site.entry(
        "cranes-return",
        body="## The cranes\n\nBack they come. ![A crane](/media/crane.png)",
        more="aliases: [/cranes/]\nimage: {src: crane.png, alt: A crane}\n"
        "corrections:\n  - {date: 2026-03-06, note: There were two.}\n",
    )
    site.entry("pegel-steigt", date="2026-03-07", tags="[weather]", more="lang: de\nstory: Die Flut\n")
    site.entry("sails-in-2025", date="2025-12-31", publisher="Ærø Times", more="translates: pegel-steigt\n")
    return site


def sample_site(root: Path) -> TinySite:
    """The repository's own site, in a folder where it can be built without touching the checkout."""
    for name in ("content", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "config.yaml", root)
    ledger = root / "content/ingested.yaml"
    if ledger.exists():  # the checkout was built before: what that drafted is drafted again here
        for seen in yaml.safe_load(ledger.read_text("utf-8")).values():
            (root / seen.get("entry", "content/none.md")).unlink(missing_ok=True)
        ledger.unlink()
    return TinySite(root)
