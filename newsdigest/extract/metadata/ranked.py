"""The likeliest byline of a page whose markup names nobody: ranked as in a dump, taken if all but sure."""

from collections.abc import Sequence, Set

from newsdigest.extract.metadata.bylines import Names, Persons
from newsdigest.extract.names import is_byline
from newsdigest.extract.text.byline import LONGEST, is_label
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.words import folded

ABOVE, BELOW = 30, 42
"""Lines above the headline and below the body that are looked at."""
PARAGRAPH = 30
"""Signs from which on a line that stands in the body tells where it is."""
SAID, BARE = 1.0, 2.5
"""Least score of a line that says that it is a byline, and of one that does not."""


def ranked(lines: Sequence[str], title: str, body: Set[str], persons: Persons, *, said: bool) -> Names:
    """The persons of the best candidate about headline and body, whose blocks are given; where `said` is
    asked for, of a line that says that it is a byline."""
    from newsdigest.extract.text.authors import best_candidate
    from newsdigest.extract.text.look import looks_of
    from newsdigest.extract.text.model import line_model
    from newsdigest.extract.text.writers import SAID as SAYING

    inside = [at for at, line in enumerate(lines) if len(line) > PARAGRAPH and line in body]
    if not inside:
        return ()
    top = max((at for at, line in enumerate(lines[: inside[0]]) if folded(line) == folded(title)), default=-1)
    if top < 0:
        return ()
    start = max(0, top - ABOVE)
    shown = [Line(number, line) for number, line in enumerate(lines[start : inside[-1] + BELOW])]
    if not any(is_byline(line.text) or is_label(line.text) for line in shown if len(line.text) < LONGEST):
        return ()  # ranking takes time, and invents where nothing says that it is a byline
    looks = looks_of(shown)
    best = best_candidate(shown, looks, top - start, [at - start for at in inside], line_model().authors)
    if best is None or "notice" in looks[best.index].marks:
        return ()
    saying = best.kind in SAYING
    taken = best.score > (SAID if saying else BARE) and (saying or not said)
    return persons.among(best.names) if taken else ()
