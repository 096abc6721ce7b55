"""Joins all that an editor sees and does in the preview: what came in, what is due, entries in a form."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from newsdigest.actions.fetching import save_page
from newsdigest.actions.report import problems_text
from newsdigest.actions.weblinks import links_died
from newsdigest.build.page_drafts import PAGES, SOURCES
from newsdigest.build.reading import Known, body_text, front_matters
from newsdigest.build.settings import read_settings
from newsdigest.check.advice.runner import COVERAGE_RULES
from newsdigest.check.advice.stories import Sketch, same_text, sketch
from newsdigest.check.advice.written import Context, written
from newsdigest.collect.cards import url_of
from newsdigest.collect.moments import instant_of, is_shown
from newsdigest.draft.tags import reasons
from newsdigest.extract.decode import decode
from newsdigest.extract.page import read_page, visible_text
from newsdigest.load.entry import FIELD_ORDER, read_entry
from newsdigest.load.moments import MomentError, read_moment
from newsdigest.load.retag import tag_changes
from newsdigest.load.rewrite import RewriteError, rewrite_entry
from newsdigest.model.article import Article
from newsdigest.model.copied import Word, copied, plain, words
from newsdigest.model.entry import Entry
from newsdigest.model.problem import Problem, errors
from newsdigest.model.request import Request
from newsdigest.model.rules import in_force
from newsdigest.model.settings import Settings
from newsdigest.model.slug import fold
from newsdigest.outputs.wording import direction
from newsdigest.serve.desk_routes import DESK, Reply
from newsdigest.store.files import Stat, stat_of, write_new, write_whole

ENTRIES = "content/entries/"

FRESH = timedelta(days=366)
"""Texts of this age are compared at each look at the desk; reading all of an archive takes seconds."""

MOST_PAGES = 16
"""Saved pages that are remembered: reading a large one takes seconds."""

Form = Mapping[str, list[str]]


class _Page(Struct, frozen=True):
    """A saved page as its entry's form needs it."""

    stat: Stat | None
    words: tuple[Word, ...]
    found: tuple[tuple[str, str], ...]
    """Field -> where it was found."""


class EditorsDesk:
    """The desk of one site; asks the disk each time, for editors change files beside it."""

    def __init__(self, request: Request, problems: Callable[[], Sequence[Problem]]) -> None:
        self._request = request
        self._root = request.root
        self._problems = problems
        """What the last build found."""
        self._known: Known = {}
        self._sketches: dict[str, tuple[Entry, Sketch]] = {}
        """File -> the entry as it was when its text was looked at, and what tells that from others."""
        self._pages: dict[Path, _Page] = {}
        """Saved pages, those last asked for at the end."""

    def overview(self) -> Reply:
        """All that waits for an editor."""
        settings = read_settings(self._request)
        entries, _ = front_matters(self._root, settings.config, self._known)
        site = Context(settings.config, settings.vocabulary, settings.now)
        in_time = sorted(
            entries, key=lambda entry: (entry.date.isoformat() if entry.date else "~", entry.file)
        )
        by_file: dict[str, list[Problem]] = defaultdict(list)
        for problem in sorted(set(self._problems())):
            by_file[problem.file].append(problem)
        sketches = self._sketched([one for one in entries if _is_fresh(one, settings)], settings)
        twice = [problem for rule in COVERAGE_RULES for problem in rule(in_time, site)]
        twice += same_text(in_time, sketches)
        values = {
            "drafts": [_row(entry, settings) for entry in entries if entry.draft],
            "due": _due(entries, settings),
            "died": in_force(links_died(self._root, entries), settings.config.decisions),
            "twice": in_force(twice, settings.config.decisions),
            "problems": list(by_file.items()),
            "faults": problems_text(errors(self._problems())),
            "bookmarklet": bookmarklet,
        }
        return Reply("overview.html", values)

    def entry(self, file: str) -> Reply:
        """One entry, with what is known of it. Raises LookupError."""
        return self._shown(file, self._path(file).read_bytes(), {}, ())

    def change(self, file: str, form: Form) -> Reply:
        """An entry saved, published or discarded; what cannot be is shown again with the editor's words."""
        try:
            path = self._path(file)
        except LookupError:
            said = (
                "The file was renamed, moved or deleted meanwhile; nothing was saved. Your words are below:"
            )
            return self.again(file, form, said, 404)
        data = path.read_bytes()
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return self.again(
                file, form, "Not saved: the file is not UTF-8; save it as that in an editor", 422
            )
        if _mark(data) != _one(form, "seen"):
            said = "The file was changed meanwhile, so nothing was saved. Your words are below; the file has:"
            return self._shown(file, data, form, (said, text), status=409)
        if _one(form, "do") == "discard":
            return self._discard(path, data)
        settings = read_settings(self._request)
        try:
            made = _edited(file, text, form, settings)
        except (RewriteError, MomentError) as error:
            return self._shown(file, data, form, (f"Not saved: {error}",), status=422)
        loaded = read_entry(file, made, settings.config.zone)
        if faults := errors(loaded.problems):
            return self._shown(file, data, form, [f"Not saved: {fault}" for fault in faults], status=422)
        assert loaded.value is not None
        lacks = _lacks(loaded.value, settings)
        if _one(form, "do") == "publish" and lacks:
            said = f"Not published, for it lacks: {', '.join(lacks)}"
            return self._shown(file, data, form, (said,), status=422)
        try:
            if made != text:
                write_whole(path, made.encode())
        except OSError as error:
            return self.again(file, form, f"Not saved: {error.strerror or error}", 500)
        said = "published" if _one(form, "do") == "publish" else "saved"
        return Reply(go_to=f"entry/{quote(file)}?{said}")

    def again(self, file: str, form: Form, said: str, status: int) -> Reply:
        """The form with what the editor wrote in it, and why nothing was done."""
        if "body" not in form or not file.startswith(ENTRIES):
            raise LookupError(file)
        try:
            data = self._path(file).read_bytes()
        except (LookupError, OSError):
            data = b""
        return self._shown(file, data, form, (said,), status)

    def source(self, name: str) -> tuple[bytes, str]:
        """A saved page; one that a browser cannot show comes as its text. Raises LookupError."""
        path = _inside(self._root / SOURCES, name, PAGES)
        data = path.read_bytes()
        if path.suffix in (".html", ".htm", ".xhtml"):
            return decode(data).encode(), "text/html; charset=utf-8"
        return visible_text(path.name, data).encode(), "text/plain; charset=utf-8"

    def receive(self, form: Form) -> Reply:
        """A page that was sent by the bookmarklet, saved under a free name, with its address."""
        page, url, title = _one(form, "html"), _one(form, "url"), _one(form, "title")
        if not page.strip() or not re.match(r"https?://[^\s\"'<>]+$", url):
            raise LookupError(url)
        save_page(self._root, title, ".html", page.encode("utf-8", "replace"), url)
        return Reply(go_to="?sent")

    def _shown(self, file: str, data: bytes, form: Form, told: Sequence[str], status: int = 200) -> Reply:
        """The form, with what the editor has written already in place of what the file has."""
        settings = read_settings(self._request)
        text = data.decode("utf-8", "replace")
        loaded = read_entry(file, text, settings.config.zone)
        entry = loaded.value or Entry(file=file, title=file, slug="x")
        body = loaded.body.strip("\n")
        values: dict[str, Any] = {
            "file": file,
            "seen": _mark(data),
            "title": entry.title,
            "date": entry.date.isoformat() if entry.date else "",
            "tags": entry.tags,
            "summary": entry.summary,
            "body": body,
            "draft": entry.draft,
            "direction": direction(entry.lang or settings.config.language),
            "shown_at": _shown_at(entry, settings) if loaded.value else "",
            "lacks": _lacks(entry, settings),
            "suggested": _suggested(entry, body, settings),
            "meters": self._meters(entry, body, settings),
            "told": [*told, *(str(fault) for fault in loaded.problems if data)],
        }
        for name in ("title", "date", "summary", "body"):
            if name in form:
                values[name] = _one(form, name)
        if "tags" in form:
            values["tags"] = _tags(form)
        return Reply("entry.html", values, status=status)

    def _sketched(self, entries: Sequence[Entry], settings: Settings) -> Mapping[str, Sketch]:
        """What tells each entry's text from others; an entry that was not read again has the one it had."""
        language = settings.config.language
        before, self._sketches = self._sketches, {}
        for entry in entries:
            seen, known = before.get(entry.file, (None, frozenset()))
            if seen is not entry:
                known = sketch(written(entry, body_text(self._root, entry), language))
            self._sketches[entry.file] = entry, known
        return {file: one for file, (_, one) in self._sketches.items()}

    def _meters(self, entry: Entry, body: str, settings: Settings) -> list[dict[str, Any]]:
        """For each saved page of the entry: the words taken over from it, and where its fields were found."""
        meters = []
        for source in entry.sources:
            try:
                path = _inside(self._root / SOURCES, source.page, PAGES)
            except LookupError:
                continue
            page = self._looked_at(path)
            found = copied(f"{entry.summary}\n{plain(body)}", page.words)
            meters.append({
                "page": source.page,
                "total": found.total,
                "most": settings.config.copied_total,
                "run": found.longest,
                "most_run": settings.config.copied_run,
                "found": page.found,
            })  # fmt: skip
        return meters

    def _looked_at(self, path: Path) -> _Page:
        """A saved page; the last ones are remembered, for a form is shown again after each save."""
        stat = stat_of(path)
        known = self._pages.pop(path, None)
        if known is None or known.stat != stat:
            data = path.read_bytes()
            found = read_page(path.name, data).found_in
            said = tuple((name, str(where)) for name, where in found.items())
            known = _Page(stat, tuple(words(visible_text(path.name, data))), said)
        self._pages[path] = known
        for old in list(self._pages)[:-MOST_PAGES]:
            self._pages.pop(old, None)
        return known

    def _discard(self, path: Path, data: bytes) -> Reply:
        """Out of the content, and kept aside: the ledger knows its page, so it is not drafted again."""
        aside = self._root / ".newsdigest" / "discarded"
        number = 1
        while not write_new(aside / f"{path.stem}{f'-{number}' if number > 1 else ''}.md", data):
            number += 1
        path.unlink()
        return Reply(go_to="?discarded")

    def _path(self, file: str) -> Path:
        if not file.startswith(ENTRIES):
            raise LookupError(file)
        return _inside(self._root / ENTRIES, file.removeprefix(ENTRIES), (".md",))


def bookmarklet(own: str) -> str:
    """A link that opens the desk beside the page being read, and hands the page to it until it has it."""
    return (
        "javascript:(()=>{"
        f"const w=open('{own}{DESK}receive'),m={{newsdigest:1,html:document.documentElement.outerHTML,"
        f"url:location.href,title:document.title}},t=setInterval(()=>w.postMessage(m,'{own}'),300);"
        f"addEventListener('message',e=>{{if(e.origin==='{own}'&&e.data==='newsdigest:got')clearInterval(t)}})"
        "})()"
    )


def _inside(folder: Path, name: str, endings: tuple[str, ...]) -> Path:
    """A file below a folder, whatever its name tries. Raises LookupError."""
    if not name or "\0" in name or not name.endswith(endings):
        raise LookupError(name)
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise LookupError(name)
    return path


def _edited(file: str, text: str, form: Form, settings: Settings) -> str:
    """The entry's text with what the form changes, and nothing else."""
    loaded = read_entry(file, text, settings.config.zone)
    entry = loaded.value
    if entry is None:
        raise RewriteError("the file cannot be read; mend it in an editor")
    changes: dict[str, object] = {}
    for name in ("title", "summary"):
        value = " ".join(_one(form, name).split())
        if name in form and value != " ".join(getattr(entry, name).split()):
            changes[name] = value or None
    date = _one(form, "date").strip()
    if "date" in form and date != (entry.date.isoformat() if entry.date else ""):
        changes["date"] = read_moment(date, settings.config.zone) if date else None
    if "tags" in form:
        changes |= tag_changes(entry.tags, _tags(form))
    if _one(form, "do") == "publish":
        changes["draft"] = None
    body = _one(form, "body").replace("\r\n", "\n")
    new_body = f"\n{body}" if "body" in form and body.strip("\n") != loaded.body.strip("\n") else None
    return rewrite_entry(file, text, changes, FIELD_ORDER, new_body)


def _tags(form: Form) -> tuple[str, ...]:
    """Those in the field and those accepted, each once."""
    named = [name.strip() for name in _one(form, "tags").split(",")]
    once = {fold(name): name for name in reversed([*named, *form.get("accepted", [])]) if name}
    return tuple(reversed(once.values()))


def _one(form: Form, name: str) -> str:
    values = form.get(name, [])
    return values[-1] if values else ""


def _mark(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _row(entry: Entry, settings: Settings) -> dict[str, Any]:
    date = entry.date.isoformat() if entry.date else ""
    return {"file": entry.file, "title": entry.title, "date": date, "lacks": _lacks(entry, settings)}


def _is_fresh(entry: Entry, settings: Settings) -> bool:
    """Whether the desk compares the entry's text with others; `check` does so for the whole archive."""
    if entry.draft or entry.date is None:
        return True
    return settings.now - instant_of(entry.date, settings.config.zone) < FRESH


def _shown_at(entry: Entry, settings: Settings) -> str:
    """Where the preview shows an entry; nowhere if it has expired, or has no date that could be read."""
    if "date" in entry.places and entry.date is None:
        return ""
    if not is_shown(entry, settings.now, settings.config.zone, drafts=True):
        return ""
    return settings.config.base.path.rstrip("/") + url_of(entry, settings.config, settings.now)


def _lacks(entry: Entry, settings: Settings) -> list[str]:
    return sorted(name for name in settings.config.required if not getattr(entry, name))


def _due(entries: Sequence[Entry], settings: Settings) -> list[dict[str, str]]:
    """What will come and go by itself, soonest first."""
    zone = settings.config.zone
    moments: list[tuple[datetime, str, Entry]] = []
    for entry in entries:
        for moment, what in ((entry.date, "comes out"), (entry.expires, "goes")):
            if moment is not None and not entry.draft and instant_of(moment, zone) > settings.now:
                moments.append((instant_of(moment, zone), what, entry))
    return [
        {
            "when": f"{when.astimezone(zone):%Y-%m-%d %H:%M}",
            "what": what,
            "file": entry.file,
            "title": entry.title,
        }
        for when, what, entry in sorted(moments, key=lambda one: (one[0], one[2].file))
    ]


def _suggested(entry: Entry, body: str, settings: Settings) -> list[tuple[str, str]]:
    """Tags that fit and that it does not have."""
    known = settings.vocabulary.tag_by_name
    has = {known[fold(name)].slug for name in entry.tags if fold(name) in known}
    article = Article(page="", title=entry.title, markdown=body)
    return [pair for pair in reasons(article, entry.summary, settings.vocabulary) if pair[0] not in has]
