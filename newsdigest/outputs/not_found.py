"""404.html: what a server shows where there is nothing; its links work at any depth."""

from collections.abc import Iterable

from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Site
from newsdigest.outputs.frame import frames, parts


def plan(site: Site) -> Iterable[Output]:
    """One page a language: some hosts serve the nearest, others the first alone."""
    for frame in frames(site):
        yield frame.output("not_found", f"{frame.branch.prefix}/404.html", None, ())


def view(site: Site, output: Output) -> View:
    """A way back: what the masthead leads to."""
    frame, _ = parts(output)
    words = frame.words.strings
    return frame.view(output, title=words["not_found"], description=words["not_found_about"])


def render(view: View, tools: Tools) -> bytes:
    """The page."""
    return tools.template("404.html", view).encode()


NOT_FOUND = Kind("not_found", plan, view, render, ("404.html",), apart=True)
