"""Joins outputs and store: stale outputs in, their files in the staging folder."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Compiled, Output, View
from newsdigest.model.problem import Problem
from newsdigest.model.site import Site
from newsdigest.outputs.minify import minify_html
from newsdigest.outputs.plan import KIND_BY_NAME, KINDS
from newsdigest.outputs.templates import SHIPPED, TemplateFault, Templates, is_template
from newsdigest.store.cache import Cache
from newsdigest.store.cores import Companion
from newsdigest.store.files import hash_bytes, walk
from newsdigest.store.pool import WORTH_A_POOL, forks, spread
from newsdigest.store.program import SHIPPED_TEMPLATES, program_fingerprint
from newsdigest.store.publish import Staged, stage

Item = TypeVar("Item")

TEMPLATES = "templates"
"""What a page's inputs call the fingerprint of its templates."""

AT_ONCE = 1 << 14
"""Outputs after which workers are forked anew: of what it looks at in the site, a worker gets a copy."""


PARTS = 4
"""Of few outputs, for a companion: it has to begin soon, and each costs it something."""


class LostBodyError(Exception):
    """The cache has lost a body that it was given: it is damaged, and the build must begin again."""


class Workshop(Struct, frozen=True):
    """Where a worker finds what it needs, and puts what it makes; small and picklable."""

    root: Path
    output: Path
    staging: Path | None
    """None where files are only made to find out about them."""
    cache: Path
    templates: bytes
    """Fingerprint of all: a worker that lives on, as in a preview, reads them again when it changes."""
    minify: bool
    """Whether pages are written without blanks that no reader sees."""


class _Job(Struct, frozen=True):
    kind: str
    path: str
    view: View


class Stencils(Struct, frozen=True):
    """The site's templates before any is rendered: what is wrong with them, what each kind is made from."""

    fingerprint: bytes
    """Of all templates."""
    problems: tuple[Problem, ...]
    closures: Mapping[str, bytes]
    """Kind -> fingerprint of its templates and all that they extend or import."""
    texts: Mapping[str, str]
    """Template -> what it was."""

    def dress(self, outputs: Sequence[Output]) -> list[Output]:
        """Outputs with the program among their inputs; pages, and copies of pages, with templates too."""
        program = ("program", program_fingerprint())
        closures = {kind: (TEMPLATES, closure) for kind, closure in self.closures.items()}
        return [
            replace(out, inputs=(program, closures[out.copied_kind or out.kind], *out.inputs))
            if ".html" in out.path
            else replace(out, inputs=(program, *out.inputs))
            for out in outputs
        ]


def read_stencils(root: Path, cache: Cache) -> Stencils:
    """Look the site's templates through, unless the cache knows these very texts."""
    templates = read_templates(root)
    mark = fingerprint("templates", program_fingerprint(), dict(templates.texts))
    known = cache.get(mark)
    if known is None:
        closures = {kind.name: templates.fingerprint(kind.templates) for kind in KINDS}
        known = Stencils(mark, tuple(templates.problems()), closures, templates.texts)
        cache.put_all({mark: known})
    assert isinstance(known, Stencils)
    return known


def read_templates(root: Path, compiled: Compiled | None = None) -> Templates:
    """The site's own templates and the shipped ones."""
    own = _texts(root / "templates")
    same = (root / "templates").resolve() == SHIPPED_TEMPLATES
    return Templates({} if same else own, own if same else _texts(SHIPPED_TEMPLATES), compiled)


class _CompiledTemplates(Struct, frozen=True):
    """Compiled templates in the cache, which is opened for each: that is seldom."""

    cache: Path

    def get(self, key: bytes) -> Any:
        with Cache(self.cache) as cache:
            return cache.get(fingerprint(program_fingerprint(), key))

    def put_all(self, records: Mapping[bytes, object]) -> None:
        with Cache(self.cache) as cache:
            mine = program_fingerprint()
            cache.put_all({fingerprint(mine, key): code for key, code in records.items()})


def in_time(outputs: Iterable[Output]) -> list[Output]:
    """Outputs by when what they show last changed: lists and pages of the same entries one after the other,
    so that little need be kept of what they share."""
    beginning = datetime.min.replace(tzinfo=UTC)
    return sorted(outputs, key=lambda output: output.lastmod or beginning)


def render(
    site: Site, outputs: Sequence[Output], workshop: Workshop, jobs: int, companion: Companion | None = None
) -> Iterator[Staged | Problem]:
    """Make the files of outputs, in their order; a template's fault stands in the place of its file.

    Raises LostBodyError when the cache no longer has a body.
    """
    job = partial(_job, site, outputs)
    if companion and companion.there and len(outputs) < WORTH_A_POOL:
        yield from _render_beside(companion, workshop, job, len(outputs))
        return
    for first in range(0, len(outputs), AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, len(outputs)))
        if forks():  # workers have the site, and make the views themselves
            yield from spread(partial(_make, workshop, job), numbers, count=len(numbers), jobs=jobs)
        else:
            yield from spread(
                partial(_make, workshop, _itself), map(job, numbers), count=len(numbers), jobs=jobs
            )


def _job(site: Site, outputs: Sequence[Output], number: int) -> _Job:
    output = outputs[number]
    return _Job(output.kind, output.path, KIND_BY_NAME[output.kind].view(site, output))


def _itself(job: _Job) -> _Job:
    return job


def _render_beside(
    companion: Companion, workshop: Workshop, job: Callable[[int], _Job], count: int
) -> Iterator[Staged | Problem]:
    """Make views here while their files are made there.

    From the last: the view of a feed asks for no words of a language, and can be on its way at once.
    """
    size = max(1, count // PARTS)
    begun = [
        companion.begin(_make, workshop, _itself, [*map(job, range(first, min(first + size, count)))])
        for first in reversed(range(0, count, size))
    ]
    for made in reversed(begun):
        yield from made()


def _make(
    workshop: Workshop, job_of: Callable[[Item], _Job], items: Sequence[Item]
) -> list[Staged | Problem]:
    """In a worker: render, and put aside what is not published already."""
    made: list[Staged | Problem] = []
    with Cache(workshop.cache) as cache:
        templates = _templates(workshop.root, workshop.templates, workshop.cache)
        tools = _Tools(workshop.root, templates, cache, minify=workshop.minify)
        for job in map(job_of, items):
            try:
                data = KIND_BY_NAME[job.kind].render(job.view, tools)
            except TemplateFault as fault:
                made.append(fault.problem)
            else:
                made.append(stage(data, job.path, workshop.output, workshop.staging))
    return made


class _Tools:
    """What a kind of output may use: templates, bodies, files."""

    def __init__(self, root: Path, templates: Templates, cache: Cache, *, minify: bool) -> None:
        self._root = root
        self._minify = minify
        self._templates = templates
        self._cache = cache

    def template(self, name: str, view: View) -> str:
        text = self._templates.render(name, view)
        return minify_html(text) if self._minify else text

    def body(self, fingerprint: bytes) -> str:
        html = self._cache.get(fingerprint)
        if not isinstance(html, str):
            raise LostBodyError
        return html

    def record(self, fingerprint: bytes) -> bytes:
        data = self._cache.get(fingerprint)
        if not isinstance(data, bytes):
            raise LostBodyError
        return data

    def read(self, file: str) -> bytes:
        """Shipped files are named as shipped templates are."""
        if file.startswith(SHIPPED):
            return (SHIPPED_TEMPLATES / file.removeprefix(SHIPPED)).read_bytes()
        return (self._root / file).read_bytes()

    def make(self, kind: str, view: View) -> bytes:
        return KIND_BY_NAME[kind].render(view, self)

    def kept(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        key = fingerprint(program_fingerprint(), key)  # another version of a library makes other bytes
        known = self._cache.get(key)
        if isinstance(known, bytes):
            return known
        made = make()
        self._cache.put_all({key: made})
        return made


@lru_cache(maxsize=1)
def _templates(root: Path, fingerprint: bytes, cache: Path) -> Templates:
    """Loaded once a process, which costs more than many pages; again when the fingerprint changes."""
    return read_templates(root, _CompiledTemplates(cache))


def shipped_static(root: Path) -> Mapping[str, bytes]:
    """Name of each shipped file that is copied as it is -> hash; none where they are the site's own."""
    if (root / "templates").resolve() == SHIPPED_TEMPLATES:
        return {}
    static = SHIPPED_TEMPLATES / "static"
    return {f"{SHIPPED}static/{name}": hash_bytes((static / name).read_bytes()) for name, _ in walk(static)}


def _texts(folder: Path) -> Mapping[str, str]:
    """Name -> text of every template."""
    return {
        name: (folder / name).read_text("utf-8", "replace") for name, _ in walk(folder) if is_template(name)
    }
