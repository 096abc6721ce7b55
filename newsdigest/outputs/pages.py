"""Standing pages: about, imprint, ..."""

from collections.abc import Iterable

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Site
from newsdigest.outputs.frame import branch_of, frames, language_attributes, parts


def plan(site: Site) -> Iterable[Output]:
    """One page for each file of content/pages, in the frame of its language."""
    by_language = {frame.branch.language: frame for frame in frames(site)}
    for page in site.pages:
        frame = by_language[branch_of(page.lang, site).language]
        inputs = (("page", fingerprint(page.title, page.summary, page.lang)), ("body", page.body))
        yield frame.output("pages", page.url, page, inputs, origin=page.file)


def view(site: Site, output: Output) -> View:
    """The page; its body is put in when it is rendered."""
    frame, page = parts(output)
    return frame.view(
        output,
        title=page.title,
        description=page.summary,
        trail=((frame.words.strings["home"], "/"),),
        standing={
            "title": page.title,
            "summary": page.summary,
            "attributes": language_attributes(page.lang, frame.branch.language),
            "body": page.body,
        },
    )


def render(view: View, tools: Tools) -> bytes:
    """The page, with the body as it was sanitised."""
    from markupsafe import Markup

    standing = {**view["standing"], "body": Markup(tools.body(view["standing"]["body"]))}
    return tools.template("page.html", {**view, "standing": standing}).encode()


PAGES = Kind("pages", plan, view, render, ("page.html",), apart=True)
