"""Joins outputs and store: the text of published entries in, the files of the search's index out."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.build.rendering import LostBodyError
from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.problem import Problem
from newsdigest.model.site import Asset, Filed, SearchIndex, Site
from newsdigest.outputs.search import FOLDER, SEARCH
from newsdigest.outputs.search_text import Chapter, chapters, documents, inputs
from newsdigest.store.cache import Cache
from newsdigest.store.pagefind import PagefindError, make_index, pagefind_version
from newsdigest.store.program import program_fingerprint

Files = tuple[tuple[str, bytes], ...]
"""Path below the part's folder, and the fingerprint under which the cache has the file."""

ENGINE = ("pagefind-worker.js", "wasm.")
"""How the files begin that the newest part of each language keeps for all others of that language."""


class Indexed(Struct, frozen=True):
    """A site with its search, or without it and why."""

    site: Site
    problems: tuple[Problem, ...] = ()


def with_search(site: Site, cache: Cache, jobs: int, *, make: bool = True) -> Indexed:
    """The site with the files of its index; a part whose texts are as they were comes from the cache.

    Who only looks at the site need not `make` what is not there: then it has the parts without their files,
    as it has where search is settled.
    """
    if not {"search", "static"} <= site.config.outputs:
        return Indexed(site)
    parts = chapters(site)
    if SEARCH.name in site.settled:
        return Indexed(replace(site, search=SearchIndex(tuple(one.part for one in parts), ())))
    maker = fingerprint("search", program_fingerprint(), pagefind_version())
    touched = {one.part.name: (one, tuple(one.entries)) for one in parts if one.touched}
    keys = {name: fingerprint(maker, inputs(*one)) for name, one in touched.items()}
    known: dict[bytes, Files] = cache.get_all(keys.values())
    missing = {keys[name]: one for name, one in touched.items() if keys[name] not in known}
    try:
        known |= _make(missing, cache, jobs) if make else {}
    except PagefindError as error:
        hint = "install it with `pip install 'pagefind[extended]'`, or take `search` out of `outputs`"
        message = f"there is no search: Pagefind: {error}"
        return Indexed(site, (Problem("config.yaml", 0, 0, "search", message, hint, "warning"),))
    files = [(chapter, known.get(keys[name], ())) for name, (chapter, _) in touched.items()]
    index = SearchIndex(tuple(one.part for one in parts), tuple(_assets(files)))
    return Indexed(replace(site, search=index))


def _make(
    missing: Mapping[bytes, tuple[Chapter, Sequence[Filed]]], cache: Cache, jobs: int
) -> dict[bytes, Files]:
    """Make parts of the index, several at a time, and leave their files in the cache."""
    if not missing:
        return {}
    from concurrent.futures import ThreadPoolExecutor

    texts = [_documents(chapter, entries, cache) for chapter, entries in missing.values()]
    made: dict[bytes, Files] = {}
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        for key, index in zip(missing, pool.map(make_index, texts), strict=True):
            kept = {fingerprint("search file", data): data for data in index.values()}
            made[key] = tuple((path, fingerprint("search file", data)) for path, data in index.items())
            cache.put_all({**kept, key: made[key]})
    return made


def _documents(chapter: Chapter, entries: Sequence[Filed], cache: Cache) -> dict[str, str]:
    bodies = cache.get_all(one.body for one in entries)
    if any(one.body not in bodies for one in entries):
        raise LostBodyError
    return documents(chapter, entries, bodies)


def _assets(files: Iterable[tuple[Chapter, Files]]) -> list[Asset]:
    """Files of the parts; the engine once, and what runs it in the newest part of each language."""
    found: dict[str, Asset] = {}
    for chapter, some in files:
        for path, key in some:
            if path == "pagefind.js":
                url = FOLDER + path
            elif chapter.newest or not path.startswith(ENGINE):
                url = f"{FOLDER}{chapter.part.name}/{path}"
            else:
                continue
            found[url] = Asset(path, url, key)
    return [found[url] for url in sorted(found)]
