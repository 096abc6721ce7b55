"""Search: a page in each language, and the files of the index that it loads when it is used."""

from collections.abc import Iterator

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Asset, SearchPart, Site
from newsdigest.outputs.assets import SEARCH_SCRIPT, lasting_address
from newsdigest.outputs.frame import Frame, frames, parts
from newsdigest.outputs.wording import own_name

FOLDER = "/pagefind/"


def plan(site: Site) -> Iterator[Output]:
    """The pages, if there is an index, and its files."""
    if site.search is None or not site.search.parts:
        return
    for frame in frames(site):
        inputs = (
            ("parts", fingerprint([(one.name, one.lang, one.year) for one in site.search.parts])),
            ("script", _script(site).encode()),
        )
        yield frame.output("search", f"{frame.branch.prefix}/search/", site.search.parts, inputs)
    for asset in site.search.files:
        yield Output(asset.url.lstrip("/"), asset.url, "search", asset, (("index", asset.fingerprint),))


def view(site: Site, output: Output) -> View:
    """A search page; of a file of the index, where it is kept."""
    if isinstance(output.subject, Asset):
        return {"record": output.subject.fingerprint}
    frame, shown = parts(output)
    words = frame.words
    return frame.view(
        output,
        title=words.strings["search"],
        description=words.strings["search_about"],
        trail=((words.strings["home"], "/"),),
        search={
            "script": frame.href(_script(site)),
            "engine": frame.href(f"{FOLDER}pagefind.js"),
            "parts": [_part(frame, part) for part in shown],
            "languages": list(dict.fromkeys(own_name(part.lang) for part in shown)),
            "own_language": own_name(frame.branch.language),
            "years": sorted({part.year for part in shown}, reverse=True),
            "entries": dict(words.plurals["entries"]),
        },
        archive=frame.own("/archive/") if frame.has("archive") and frame.branch.years else "",
    )


def _script(site: Site) -> str:
    return lasting_address(SEARCH_SCRIPT, site.assets, site.config)


def _part(frame: Frame, part: SearchPart) -> View:
    return {
        "href": frame.href(f"{FOLDER}{part.name}/"),
        "code": part.lang,
        "language": own_name(part.lang),
        "year": part.year,
    }


def render(view: View, tools: Tools) -> bytes:
    """The page, or the file as Pagefind made it."""
    return tools.record(view["record"]) if "record" in view else tools.template("search.html", view).encode()


SEARCH = Kind("search", plan, view, render, ("search.html",), narrow=True)
