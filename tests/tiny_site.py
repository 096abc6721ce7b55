"""A small invented site in a folder of its own, built as an editor builds it."""

import contextlib
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from newsdigest.cli import main

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
        body: str = "A crane stood still.",
        more: str = "",
        folder: str | None = None,
    ) -> Path:
        """Save a complete entry."""
        folder = folder or f"{date[:4]}/{date[5:7]}"
        head = (
            f"title: {title or slug.replace('-', ' ').capitalize()}\ndate: {date}\ntags: {tags}\n"
            f"summary: What there is to say of {slug}.\n"
            f"sources:\n  - publisher: Harbour Courier\n    url: https://courier.example.com/{slug}\n"
        )
        return self.write(f"content/entries/{folder}/{slug}.md", f"---\n{head}{dedent(more)}---\n{body}\n")

    def run(self, *arguments: str) -> Result:
        """Run a command in this folder, as `python build.py` does."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(["-C", str(self.root), *arguments], self.root)
        return Result(status, out.getvalue(), err.getvalue())

    def build(self, *arguments: str, date: str = "2026-06-01") -> Result:
        """Build and expect it to work."""
        result = self.run("--date", date, "--jobs", "1", *arguments)
        assert result.status == 0, result.err
        return result

    def public(self, path: str) -> str:
        """The text of a published file."""
        return (self.root / "public" / path).read_text("utf-8")

    def published(self, folder: str = "public") -> Mapping[str, str]:
        """Path -> hash of every published file."""
        top = self.root / folder
        return {
            file.relative_to(top).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(top.rglob("*"))
            if file.is_file()
        }


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
