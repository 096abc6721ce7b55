"""Joins check to the narrow build: the rules, asked of the entries that changed."""

from newsdigest.build.amending import Sites, TooWideError, entry_of
from newsdigest.build.indexing import OUTPUT, Buckets, Facts, all_kinds
from newsdigest.build.narrow_plan import NarrowPlan
from newsdigest.build.quoting import SOURCES, check_quoting
from newsdigest.check.links import BodyOf, addresses_of, addresses_within
from newsdigest.check.runner import check_alone, check_links
from newsdigest.model.listener import Listener
from newsdigest.model.output import Output
from newsdigest.model.problem import Problem
from newsdigest.model.request import Request
from newsdigest.model.rules import in_force
from newsdigest.outputs.plan import KIND_BY_NAME
from newsdigest.store.cache import Cache
from newsdigest.store.files import hash_bytes
from newsdigest.store.index import Index


def changed_problems(
    request: Request,
    sites: Sites,
    planned: NarrowPlan,
    facts: Facts,
    cache: Cache,
    buckets: Buckets,
    index: Index,
    listener: Listener,
) -> list[Problem]:
    """What is wrong with the changed entries."""
    settings = facts.settings
    records = [one.now for one in sites.changes if one.now is not None]
    entries = [entry for record in records if (entry := entry_of(record))]
    problems = [problem for record in records for problem in record.problems]
    problems += check_alone(entries, settings.vocabulary, settings.config)
    bodies: list[BodyOf] = []
    outputs: list[Output] = []
    for one in sites.changes:
        if one.now and one.is_:
            url = one.is_.filed.card.url
            bodies.append((one.file, one.is_.entry.body_line, url, one.now.body))
            named = [*addresses_within(one.now.body, url)]
            if (image := one.is_.entry.image) and image.address and "media" in settings.config.outputs:
                named.append(image.address)
            outputs += (_at(address, planned, facts, buckets, index) for address in named)
    problems += check_links(bodies, entries, outputs, settings.config)
    files: dict[str, bytes] = {}
    for entry in entries:
        for name in (entry.file, *(SOURCES + source.page for source in entry.sources if source.page)):
            if (request.root / name).is_file():
                files[name] = hash_bytes((request.root / name).read_bytes())
    problems += check_quoting(request.root, files, entries, settings, cache, listener, jobs=1)
    return in_force(problems, settings.config.decisions)


def _at(address: str, planned: NarrowPlan, facts: Facts, buckets: Buckets, index: Index) -> Output:
    """The output to which a link leads; where there is none, the whole build tells what was meant."""
    path = address.lstrip("/")
    names = (path, f"{path}index.html" if path.endswith("/") or not path else f"{path}/index.html")
    for output in planned.outputs:
        if output.path in names and address in addresses_of(output.url, output.path):
            return output
    wide = [name for name in facts.settings.config.outputs if not KIND_BY_NAME[name].narrow]
    for name in names:
        note = buckets.find(OUTPUT, name) or all_kinds(wide, index).get(name)
        if note and name not in planned.gone and address in addresses_of(note.url, name):
            return Output(name, note.url, "", None, ())
    raise TooWideError(f"no page is at {address}")
