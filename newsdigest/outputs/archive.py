"""The archive: every year and month with its number of entries."""

from collections.abc import Iterable

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Month, Site
from newsdigest.outputs.frame import Frame, frames, parts

BAR = 100
"""Length of the longest bar."""


def plan(site: Site) -> Iterable[Output]:
    """One page, in each language that has entries."""
    for frame in frames(site):
        if frame.branch.years:
            counts = [
                (month.year, month.month, month.count) for year in frame.branch.years for month in year.months
            ]
            url = f"{frame.branch.prefix}/archive/"
            yield frame.output("archive", url, None, (("counts", fingerprint(counts)),), frame.branch.updated)


def view(site: Site, output: Output) -> View:
    """Years and months, newest first; `bar` is a month's share of the fullest one, of 100."""
    frame, _ = parts(output)
    words, years = frame.words, frame.branch.years
    most = max(month.count for year in years for month in year.months)
    return frame.view(
        output,
        title=words.strings["archive"],
        description=words.strings["archive_about"],
        trail=((words.strings["home"], "/"),),
        count=words.count("entries", frame.branch.home.count),
        years=[
            {
                "label": str(year.year),
                "href": frame.own(f"/{year.year:04}/") if frame.has("years") else "",
                "count": words.count("entries", year.count),
                "months": [_month(frame, month, most) for month in year.months],
            }
            for year in years
        ],
    )


def _month(frame: Frame, month: Month, most: int) -> View:
    return {
        "label": frame.words.month_name(month.month),
        "href": frame.own(f"/{month.year:04}/{month.month:02}/") if frame.has("months") else "",
        "count": frame.words.number(month.count),
        "count_text": frame.words.count("entries", month.count),
        "bar": max(1, month.count * BAR // most),
    }


def render(view: View, tools: Tools) -> bytes:
    """The page."""
    return tools.template("archive.html", view).encode()


ARCHIVE = Kind("archive", plan, view, render, ("archive.html",), narrow=True)
