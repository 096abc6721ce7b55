"""Templates alone changed, and in nothing but what they say: the pages are retouched, none is rendered.

It makes what a whole build would make, or nothing at all.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.build.indexing import Facts, shelves_of_notes
from newsdigest.build.rendering import TEMPLATES, Stencils, read_stencils
from newsdigest.build.unchanged import Difference, remember_narrow
from newsdigest.collect.moments import instant
from newsdigest.model.config import Config
from newsdigest.model.listener import Listener
from newsdigest.model.report import Report
from newsdigest.model.request import Request
from newsdigest.outputs.plan import KIND_BY_NAME
from newsdigest.outputs.retouch import Words, changed_words, retouched
from newsdigest.outputs.templates import FOLDER, Templates, is_template
from newsdigest.store.cache import Cache
from newsdigest.store.files import is_utf8
from newsdigest.store.index import Index, LostRecordError
from newsdigest.store.manifest import NAME as MANIFEST
from newsdigest.store.manifest import Manifest
from newsdigest.store.pool import spread
from newsdigest.store.publish import ForeignFileError, Staged, publish, stage
from newsdigest.store.snapshot import restated
from newsdigest.store.stale import Made

Key = tuple[str, str] | str
"""Of a note in a record: the path of an output, with its kind of record where there are several."""


class _LostWordsError(Exception):
    """A page in which the words of its template are not certain, or which is not as it was made."""


class _Retouch(Struct, frozen=True):
    """What becomes of pages; small and picklable."""

    index: Path
    output: Path
    staging: Path
    closures: Mapping[bytes, tuple[bytes, Words]]
    """Fingerprint of the templates that a page was made from -> that of now, and what they say instead."""


class _Shelf(Struct, frozen=True):
    """A record of what was noted of outputs, as it is to be now, and the files among them."""

    name: str
    notes: Mapping[Key, Made]
    staged: tuple[Staged, ...]


def retouch_pages(
    request: Request, found: Difference, cache: Cache, index: Index, staging: Path, listener: Listener
) -> Report | None:
    """Publish what templates say now; None, and nothing done, where a whole build must find out.

    Raises OSError for a disk that fails.
    """
    if not _concerns_templates_alone(request, found) or index.stamp != found.last.stamp:
        return None
    try:
        facts = index.get("facts")
        assert isinstance(facts, Facts)
        config, stencils = facts.settings.config, read_stencils(request.root, cache)
        closures = _closures(facts.stencils, stencils, config)
        if closures is None or (request.ingest and not facts.settled):
            return None
        work = _Retouch(index.path, request.output, staging, closures)
        names = shelves_of_notes(facts) if closures else []
        made = spread(partial(_retouch, work), names, count=len(names), jobs=request.jobs)
        shelves = list(listener.track("retouching", made, len(names)))
        staged = [file for shelf in shelves for file in shelf.staged]
        published = publish(staged, {}, (), request.output, staging, Manifest(request.output))
    except (LostRecordError, _LostWordsError, ForeignFileError, FileNotFoundError):
        return None
    records: dict[str, object] = {shelf.name: shelf.notes for shelf in shelves if shelf.staged}
    stamp = index.change(records | {"facts": replace(facts, stencils=stencils)}, ())
    site = restated(found.last.published, request.output, [*published.written, MANIFEST], ())
    kept = len(site.names) - 1 - len(published.written)
    report = replace(found.last.report, written=published.written, kept=kept)
    remember_narrow(request, found, site, report, (), instant(request.moment, config.zone), stamp)
    return report


def _concerns_templates_alone(request: Request, found: Difference) -> bool:
    below = f"{request.root / FOLDER}/"
    names = [path.removeprefix(below) for path in found.changed if path.startswith(below)]
    return (
        len(names) == len(found.changed)
        and all(is_template(name) and is_utf8(name) for name in names)
        and not (found.meddled or request.why or request.dry_run)
    )


def _closures(before: Stencils, now: Stencils, config: Config) -> dict[bytes, tuple[bytes, Words]] | None:
    """What of the templates of pages is other; None where their words are not all that is.

    Pages that are made smaller do not say what their templates say, nor do compressed copies.
    """
    if before.problems or now.problems or config.compress or config.minify == "all":
        return None
    old, new = before.closures, now.closures
    kinds = {kind: KIND_BY_NAME[kind].templates for kind in config.outputs if old[kind] != new[kind]}
    words = changed_words(Templates(before.texts, {}), Templates(now.texts, {}), kinds)
    if words is None:
        return None
    closures = {old[kind]: (new[kind], words[kind]) for kind in kinds}
    return closures if all(closures[old[kind]] == (new[kind], words[kind]) for kind in kinds) else None


def _retouch(work: _Retouch, names: Sequence[str]) -> list[_Shelf]:
    """In a worker: retouch the pages that some records tell of."""
    with Index(work.index) as index:
        return [_shelf(work, name, index.get(name)) for name in names]


def _shelf(work: _Retouch, name: str, notes: Mapping[Key, Made]) -> _Shelf:
    after, staged = dict(notes), []
    for key, made in notes.items():
        closure = dict(made.inputs).get(TEMPLATES)
        if closure is None or closure not in work.closures:
            continue
        path = key[1] if isinstance(key, tuple) else key
        now, words = work.closures[closure]
        page = retouched(_page(work.output / path, made), words)
        if page is None:
            raise _LostWordsError(path)
        file = stage(page, path, work.output, work.staging)
        inputs = tuple((one, now if one == TEMPLATES else mark) for one, mark in made.inputs)
        after[key] = made._replace(inputs=inputs, sha256=file.sha256, stat=file.stat)
        staged.append(file)
    return _Shelf(name, after, tuple(staged))


def _page(file: Path, made: Made) -> bytes:
    """A page as it was made."""
    page = file.read_bytes()
    if sha256(page).hexdigest() != made.sha256:
        raise _LostWordsError(str(file))
    return page
