"""Joins convert, draft, load and store: another generator's folder becomes entries, pages, media and tags.

Nothing of the folder is changed, nothing that the site has is written over, and every file is accounted for.
"""

import json
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.build.settings import TAGS, read_settings
from newsdigest.convert.account import Fate, Line, account_text
from newsdigest.convert.document import Document, OldSite, Place
from newsdigest.convert.fields import language_code
from newsdigest.convert.frontmatter import read_document
from newsdigest.convert.generators import GENERATORS, Generator
from newsdigest.convert.site import NewSite, OldFile, convert_site, lacks, zone_of
from newsdigest.convert.spellings import tags_text
from newsdigest.draft.frontmatter import write_entry, write_page
from newsdigest.load.readers import is_web_address
from newsdigest.model.config import REQUIRABLE, Config
from newsdigest.model.listener import Listener
from newsdigest.model.problem import Problem, errors
from newsdigest.model.request import Request
from newsdigest.store.files import is_utf8, shown_name, write_new
from newsdigest.store.lock import one_at_a_time

ACCOUNT = "content/imported.md"

NO_PICTURE = "import-image"
"""The rule of a picture that is not here: an archive without its pictures has one an entry."""

_LOOP = re.compile(r"\{%-?\s*for\s|\{\{-?\s*range\s")
"""What makes a page a template: a list that only the old generator could fill."""

_HTML = (".html", ".htm")

WHOLE_FOLDERS = frozenset((
    ".git", ".github", ".hg", ".svn", "node_modules", "_site", ".jekyll-cache", ".sass-cache", "vendor",
    "__pycache__", "venv", ".venv",
))  # fmt: skip
"""Folders that are left out in one line: machinery, and what the old generator made."""


class ImportReport(Struct, frozen=True):
    """What became of the old site."""

    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    account: str = ""
    """The file that tells all this, below the site's folder."""
    there: int = 0
    """Files that the site had already, and that were left as they are."""

    def count(self, fate: Fate) -> int:
        """How many files came to this."""
        return sum(line.fate == fate for line in self.lines)

    @property
    def told(self) -> tuple[Problem, ...]:
        """What is worth a line on a terminal; pictures that are not here are counted in `problems`."""
        mends = (problem for line in self.lines for problem in line.problems)
        return (*self.problems, *(problem for problem in mends if problem.rule != NO_PICTURE))


def import_site(request: Request, kind: str, folder: Path, listener: Listener) -> ImportReport:
    """Take in the content of a folder; what the site has already is left as it is."""
    generator = GENERATORS[kind]
    with one_at_a_time(request.root / ".newsdigest/lock", listener.say):
        fresh = not request.config.is_file()
        settings = read_settings(request)
        if not fresh and errors(settings.problems):
            return ImportReport(problems=settings.problems)
        paths = list(_walk(folder, ""))
        layout = generator.layout(paths)
        named = next((name for name in generator.settings if name in paths), "")
        further = [name for name in generator.further if name in paths] if named else []
        texts = {name: _text((folder / name).read_bytes())[0] for name in (named, *further) if name}
        old = generator.read_site(named, texts.pop(named, ""), texts)
        config = _first_config(old) if fresh else settings.config
        others = [path for path in paths if path not in (named, *further)]
        files = [
            _read(folder, path, generator.place(path, old, layout), generator)
            for path in listener.track("reading", others, len(others))
        ]
        site = convert_site(files, generator, old, config, settings.vocabulary.tags)
        lines, there = _write(request.root, folder, files, site, listener)
        for name in filter(None, (named, *further)):
            told_of = old.problems if name == named else ()
            lines = [*lines, Line(name, "settings", "what it tells of the site", told_of)]
        told = [*_about_settings(request.root, named, lines, config, site, fresh=fresh)]
        account = _write_account(
            request.root, account_text(kind, sorted(lines, key=lambda line: line.path), site.tags)
        )
    return ImportReport(tuple(lines), tuple(told), account, there)


def _walk(folder: Path, below: str) -> Iterator[str]:
    """Every file, hidden ones too; a folder of machinery as one path that ends in a slash."""
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        name = f"{below}{path.name}"
        if path.is_dir() and not path.is_symlink():
            if path.name in WHOLE_FOLDERS:
                yield f"{name}/"
            else:
                yield from _walk(path, f"{name}/")
        else:
            yield name


def _read(folder: Path, path: str, place: Place, generator: Generator) -> OldFile:
    """What a file is, and its document where it has one."""
    if path.endswith("/"):
        return OldFile(path, Place("other", "machinery, with all that is in it"))
    file = shown_name((folder / path).as_posix())
    if not is_utf8(path):
        hint = "rename it, and import it again"
        fault = Problem(
            file, 0, 0, "file-name", "the file's name is not UTF-8, and can be in no address", hint
        )
        return OldFile(path, Place("other"), Document(file, problems=(fault,)))
    if (folder / path).is_symlink():
        return OldFile(path, Place("other", "a link to another file"))
    if not (folder / path).is_file():
        return OldFile(path, Place("other", "no file that can be read"))
    if place.role in ("asset", "other"):
        return OldFile(path, place)
    try:
        text, problems = _text((folder / path).read_bytes(), file)
    except OSError as error:
        hint = "let its owner make it readable, and import it again"
        fault = Problem(file, 0, 0, "page-unreadable", error.strerror or "it cannot be read", hint)
        return OldFile(path, place, Document(file, problems=(fault,)))
    document = read_document(file, text, headers=generator.headers, bare=generator.bare)
    if document is None:
        return _without_fields(path, place, file, text)
    if place.role == "page" and not errors(document.problems):
        template = _LOOP.search(document.body) or (file.endswith(_HTML) and "{%" in document.body)
        if template or not document.body.strip():
            return OldFile(path, Place("other", "a template of the old site, with no text of its own"))
    return OldFile(path, place, replace(document, problems=problems + document.problems))


def _without_fields(path: str, place: Place, file: str, text: str) -> OldFile:
    """A file where a document should be, and is none."""
    if not text.strip():
        return OldFile(path, Place("other", "it is empty"))
    message = "it has no front matter, and was no page of the old site: it was left out"
    hint = "put its fields between two lines `---` at its top, and import it again"
    told = Problem(file, 1, 0, "import-left-out", message, hint, "warning")
    loud = place.role in ("post", "draft", "either")
    return OldFile(
        path, Place("other", "it has no front matter"), Document(file, problems=(told,) if loud else ())
    )


def _text(data: bytes, file: str = "") -> tuple[str, tuple[Problem, ...]]:
    """UTF-8, else UTF-16 or Windows-1252 with the fact told: nothing is lost by it."""
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
        name, codec = ("UTF-16", "utf-16") if wide else ("Windows-1252", "cp1252")
        message = f"the file is not in UTF-8; it was read as {name}"
        return data.decode(codec, "replace"), (
            Problem(file, line, 0, "import-encoding", message, severity="warning"),
        )


def _write(
    root: Path, folder: Path, files: Sequence[OldFile], site: NewSite, listener: Listener
) -> tuple[list[Line], int]:
    """Put everything in its place; the account of each file, and how many were there already."""
    lines: list[Line] = []
    there = 0
    for file in listener.track("writing", files, len(files)):
        line, data = _made(folder, file, site)
        if data is not None and not write_new(root / line.target, data):
            there += 1
            if (root / line.target).read_bytes() != data:
                message = f"{line.target} is there already, and other: it was left as it is"
                hint = "move it away to import this one"
                told = Problem(
                    (folder / file.path).as_posix(), 0, 0, "import-exists", message, hint, "warning"
                )
                line = replace(line, problems=(*line.problems, told))
        lines.append(line)
    return lines, there


def _made(folder: Path, file: OldFile, site: NewSite) -> tuple[Line, bytes | None]:
    """What becomes of a file: its line of the account, and what is written to the line's target."""
    path, document = file.path, file.document
    if document is not None and (faults := errors(document.problems)):
        return Line(path, "failed", faults[0].message, document.problems), None
    if path in site.entries:
        one = site.entries[path]
        text = write_entry(one.entry, one.body)
        return Line(path, "entry", one.entry.file, one.problems, lacks(one.entry)), text.encode()
    if path in site.pages:
        page = site.pages[path]
        return Line(path, "page", page.page.file, page.problems), write_page(page.page, page.body).encode()
    if path in site.media:
        return Line(path, "copied", site.media[path]), (folder / path).read_bytes()
    return Line(path, "left out", file.place.reason, document.problems if document else ()), None


def _first_config(old: OldSite) -> Config:
    """The settings of a site that has none yet, from those of the old one."""
    default = Config()
    stands = is_web_address(old.url) and not re.search(r"[?#]", old.url)
    url = old.url if stands else ""
    languages = old.languages or (old.language.split(".")[0],)  # `en_US.UTF-8`
    return Config(
        title=old.title or default.title,
        description=" ".join(old.description.split()),
        base_url=f"{url.rstrip('/')}/" if url else default.base_url,
        id_host=urlsplit(url).hostname or "",
        author=old.author,
        timezone=zone_of(old.timezone).key,
        languages=tuple(dict.fromkeys(filter(None, map(language_code, languages)))) or default.languages,
    )


def _about_settings(
    root: Path, named: str, lines: Sequence[Line], config: Config, site: NewSite, *, fresh: bool
) -> Iterator[Problem]:
    """Write tags.yaml and config.yaml where there are none; tell what the editor has to know of them."""
    published = [one.entry for one in site.entries.values() if not one.entry.draft]
    required = [name for name in REQUIRABLE if all(getattr(entry, name) for entry in published)]
    if fresh:
        write_new(root / "config.yaml", _config_text(config, required).encode())
    for name in sorted(set(REQUIRABLE) - set(required)):
        number = sum(not getattr(entry, name) for entry in published)
        hint = f"content/imported.md names them; `entries.required` is [{', '.join(required)}]"
        if not fresh and name in config.required:
            hint = (
                f"set `entries.required: [{', '.join(required)}]` in config.yaml, or the build refuses them"
            )
        message = f"{number:,} of {len(published):,} imported entries have no `{name}`"
        yield Problem("config.yaml", 0, 0, "import-lacks", message, hint, "warning")
    if site.tags and not write_new(root / TAGS, tags_text(site.tags).encode()):
        message = (
            f"{len(site.tags):,} tags of the imported entries are not listed; the file was left as it is"
        )
        yield Problem(TAGS, 0, 0, "import-exists", message, "list those that you want to keep", "warning")
    gathered = sum(bool(tag.aliases) for tag in site.tags)
    if gathered:
        message = (
            f"tags with several spellings: {gathered:,}; the most used is the label, the others are aliases"
        )
        hint = f"{ACCOUNT} lists them; a tag that should be two needs two entries in {TAGS}"
        yield Problem(TAGS, 0, 0, "import-spellings", message, hint, "warning")
    number = sum(problem.rule == NO_PICTURE for line in lines for problem in line.problems)
    if number:
        message = f"entries whose picture is not here: {number:,}; its address is kept under `extra`"
        hint = f"{ACCOUNT} names them; put the files into content/media and the address under `image`"
        yield Problem("content/media", 0, 0, "import-image", message, hint, "warning")
    if not named:
        message = "no settings of the old site were found: its old addresses are not known, and lead nowhere"
        hint = "name the folder that has them; else write `title`, `base_url` and `timezone` into config.yaml"
        yield Problem("config.yaml", 0, 0, "import-settings", message, hint, "warning")


def _config_text(config: Config, required: Sequence[str]) -> str:
    """config.yaml with what is known."""
    said = [
        ("title", config.title), ("description", config.description), ("base_url", config.base_url),
        ("id_host", config.id_host), ("author", config.author), ("timezone", config.timezone),
        ("languages", list(config.languages)),
    ]  # fmt: skip
    lines = ["# Written by the import; docs/config.md lists every setting.", "site:"]
    lines += [f"  {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said if value]
    if len(required) < len(REQUIRABLE):
        lines += ["entries:", "  # What all imported entries have.", f"  required: [{', '.join(required)}]"]
    return "\n".join(lines) + "\n"


def _write_account(root: Path, text: str) -> str:
    """The account under a name that is free: that of an earlier import stays."""
    for number in count(1):
        name = ACCOUNT if number == 1 else ACCOUNT.replace(".md", f"-{number}.md")
        if write_new(root / name, text.encode()):
            return name
    raise AssertionError("there is always another name")
