"""The page of corrections: what was put right, newest first."""

from collections.abc import Iterable

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Site
from newsdigest.outputs.frame import frames, parts
from newsdigest.outputs.views import card_view, cards_input, moment_view


def plan(site: Site) -> Iterable[Output]:
    """One page, in each language in which something was corrected."""
    for frame in frames(site):
        found = frame.branch.corrections
        if found:
            notes = ("notes", fingerprint([(one.correction.date, one.correction.note) for one in found]))
            inputs = (cards_input(one.card for one in found), notes)
            url = f"{frame.branch.prefix}/corrections/"
            yield frame.output("corrections", url, found, inputs, max(one.instant for one in found))


def view(site: Site, output: Output) -> View:
    """Each correction with the entry that it belongs to."""
    frame, found = parts(output)
    words = frame.words
    address = f"{frame.branch.prefix}/corrections/feed.xml"
    return frame.view(
        output,
        title=words.strings["corrections"],
        description=words.strings["corrections_about"],
        trail=((words.strings["home"], "/"),),
        feed=frame.feed("corrections_feed", f"{site.config.title}: {words.strings['corrections']}", address),
        count=words.count("correction_count", len(found)),
        corrections=[
            {
                "date": moment_view(frame, one.correction.date),
                "note": one.correction.note,
                "entry": card_view(frame, one.card),
            }
            for one in found
        ],
    )


def render(view: View, tools: Tools) -> bytes:
    """The page."""
    return tools.template("corrections.html", view).encode()


CORRECTIONS = Kind("corrections", plan, view, render, ("corrections.html",))
