"""Stories: a thread of entries as a timeline."""

from collections.abc import Iterable

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Site
from newsdigest.outputs import linked_data
from newsdigest.outputs.frame import frames, parts
from newsdigest.outputs.views import card_view, cards_input, headlines, newest_change


def plan(site: Site) -> Iterable[Output]:
    """One page a story."""
    for frame in frames(site):
        for story in frame.branch.touched_stories:
            inputs = (("name", fingerprint(story.term.label)), cards_input(story.cards))
            yield frame.output("stories", story.url, story, inputs, newest_change(story.cards))


def view(site: Site, output: Output) -> View:
    """The story's entries, oldest first."""
    frame, story = parts(output)
    words = frame.words
    return frame.view(
        output,
        title=story.term.label,
        description=story.cards[-1].summary or headlines(story.cards),
        trail=((words.strings["home"], "/"),),
        data=[linked_data.collection(frame, output.url, story.term.label, story.cards)],
        story={
            "label": story.term.label,
            "count": words.count("entries", len(story.cards)),
            "cards": [card_view(frame, card) for card in story.cards],
        },
    )


def render(view: View, tools: Tools) -> bytes:
    """The page."""
    return tools.template("story.html", view).encode()


STORIES = Kind("stories", plan, view, render, ("story.html",), narrow=True)
