"""What a change of few entries concerns: the outputs to look at, before and after, and where they stand."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from newsdigest.build.amending import Sites, TooWideError
from newsdigest.build.indexing import OUTPUT, Buckets, Facts, all_kinds, on_other_disks
from newsdigest.build.unchanged import Difference
from newsdigest.check.links import addresses_of
from newsdigest.model.output import Output
from newsdigest.outputs.compressed import COMPRESSED, copies_of
from newsdigest.outputs.plan import KIND_BY_NAME, copies, plan_simple, plan_touched
from newsdigest.outputs.sitemap import SITEMAP, Address, files_of, part_in, plan_sitemap
from newsdigest.store.index import Index
from newsdigest.store.manifest import Manifest
from newsdigest.store.stale import Made


class NarrowPlan(Struct, frozen=True):
    """The outputs that a change concerns, and what was noted of them."""

    outputs: tuple[Output, ...]
    made: Mapping[str, Made]
    gone: tuple[str, ...]
    parts: Mapping[str, Sequence[Address]]
    """Parts of the sitemap that are planned."""
    files: Mapping[str, Sequence[Address]]
    """All parts, and the files of each."""
    simple: tuple[str, ...]
    """Kinds that were planned whole."""


def plan_change(sites: Sites, facts: Facts, buckets: Buckets, index: Index) -> NarrowPlan:
    """What of the site before and after has to be looked at."""
    before = plan_touched(sites.before) if sites.before else []
    after = [*plan_touched(sites.now), *plan_simple(sites.now)]
    wanted = facts.settings.config.outputs - sites.now.settled
    simple = [name for name in wanted if not (KIND_BY_NAME[name].narrow or KIND_BY_NAME[name].apart)]
    made = all_kinds(simple, index)
    paths = {output.path for output in after}
    for path in dict.fromkeys((*(output.path for output in before), *paths)):
        note = buckets.find(OUTPUT, path)
        if note is not None:
            made[path] = note
    if len(paths) < len(after):
        raise TooWideError("two outputs have one address")
    gone = [path for path in made if path not in paths]
    parts: dict[str, list[Address]] = {}
    files: dict[str, Sequence[Address]] = {}
    if SITEMAP.name in wanted:
        parts, files = _sitemap(sites, after, made, gone, index)
        sitemaps = list(plan_sitemap(sites.now, {k: v for k, v in parts.items() if v}, files))
        after += sitemaps
        for name in parts:
            for url, _ in index.get("sitemaps").get(name, ()):
                made[url[1:]] = buckets.get(OUTPUT, url[1:])
        made["sitemap.xml"] = buckets.get(OUTPUT, "sitemap.xml")
        paths |= {output.path for output in sitemaps}
    if COMPRESSED.name in wanted:
        after += (packed := copies(sites.now, after))
        for path in [copy for one in made for copy in copies_of(one, facts.settings.config)]:
            made[path] = buckets.get(OUTPUT, path)
        paths |= {output.path for output in packed}
    gone = [path for path in made if path not in paths]
    return NarrowPlan(tuple(after), made, tuple(sorted(gone)), parts, files, tuple(simple))


def _sitemap(
    sites: Sites, outputs: Iterable[Output], made: Mapping[str, Made], gone: Iterable[str], index: Index
) -> tuple[dict[str, list[Address]], dict[str, Sequence[Address]]]:
    """The parts of the sitemap that change, in full, and the files of all parts."""
    part = part_in(sites.now)
    taken = {note.url for path, note in made.items() if note.lastmod is not None}
    put = {output.url: output.lastmod for output in outputs if output.lastmod is not None}
    same = {note.url for note in made.values() if put.get(note.url) == note.lastmod and note.url in put}
    files: dict[str, Sequence[Address]] = dict(index.get("sitemaps"))
    parts: dict[str, list[Address]] = {}
    for name in {part(url) for url in (taken | put.keys()) - same}:
        listed = dict(index.get(f"sitemap/{name}")) if name in files else {}
        for url in taken:
            if part(url) == name:
                listed.pop(url, None)
        listed |= {url: lastmod for url, lastmod in put.items() if part(url) == name}
        parts[name] = sorted(listed.items())
        files[name] = files_of(name, parts[name])
    return parts, {name: some for name, some in files.items() if some}


def ask_addresses(
    planned: NarrowPlan, facts: Facts, buckets: Buckets, manifest: Manifest, found: Difference
) -> None:
    """New addresses must be nobody's, and what goes must be linked by nobody."""
    new = [output for output in planned.outputs if output.path not in planned.made]
    for path in (output.path for output in new):
        folders = [path[:place] for place, sign in enumerate(path) if sign == "/"]
        if any(map(manifest.names, (path, *folders))) or manifest.names_below(path):
            raise TooWideError(f"{path} is taken")
        if on_other_disks(path) != path or path in facts.odd_paths:
            raise TooWideError(f"{path} may be another's on some disks")
    told = {problem.rule for problem in found.last.report.problems}
    if (new or planned.gone) and told & {"dead-link", "address-case"}:
        raise TooWideError("links that were dead may not be now")
    for path in planned.gone:
        if any(buckets.find("link", form) for form in addresses_of(planned.made[path].url, path)):
            raise TooWideError(f"something links to {path}")
