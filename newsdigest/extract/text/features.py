"""What the line model sees of a line: a few readable marks of the line, its neighbours and its place."""

from collections import Counter

from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.look import Look

PROSE_FIRST = 3
"""Lines of running text after which the mark of comments or rights speaks of what comes below."""


def line_features(lines: list[Line], looks: list[Look]) -> list[list[str]]:
    """For each line the names of the features that hold."""
    copies = Counter(line.text for line in lines)
    margin = _main_indent(lines, looks)
    zone = comment_zone(looks)
    mass, core = _mass(looks, zone)
    since = _since(looks, zone)
    out: list[list[str]] = []
    for index, (line, seen) in enumerate(zip(lines, looks, strict=True)):
        names = ["bias", *seen.marks, *since[index], *mass[index], core[index]]
        if copies[line.text] > 1:
            names.append("copied" if seen.words > 3 else "copied_short")
        if margin is not None:
            names.append(
                "margin" if line.indent == margin else "indented" if line.indent > margin else "outdented"
            )
        names += _neighbours(looks, index)
        if seen.prose and margin is not None and line.indent != margin:
            names.append("prose_off_margin")
        if not seen.kind and seen.words < 12:
            around = core[index]
            names.append("short_" + around)
            if not seen.marks or "ended" not in seen.marks:
                names.append("open_short_" + around)
        out.append(names)
    return out


def _neighbours(looks: list[Look], index: int) -> list[str]:
    """What stands just above and below."""
    names = []
    for step, where in ((-2, "above2"), (-1, "above"), (1, "below"), (2, "below2")):
        at = index + step
        if not 0 <= at < len(looks):
            names.append(where + "_edge")
            continue
        other = looks[at]
        if other.kind:
            names.append(where + "_furniture")
            if abs(step) == 1:
                names.append(f"{where}_{other.kind}")
        elif other.prose:
            names.append(where + "_prose")
        elif other.words < 4:
            names.append(where + "_stub")
        if abs(step) == 1:
            names += [
                f"{where}_{mark}"
                for mark in (
                    "ended",
                    "votes",
                    "ago",
                    "notice",
                    "credit",
                    "byline",
                    "bullet",
                    "colon",
                    "dated",
                )
                if mark in other.marks
            ]
    near = looks[max(0, index - 4) : index + 5]
    prose = sum(other.prose for other in near)
    names.append(f"near_prose{min(prose, 6)}")
    if any("votes" in other.marks or other.kind == "reply" for other in near):
        names.append("near_votes")
    if sum("ago" in other.marks or "dated" in other.marks for other in near) > 1:
        names.append("near_dates")
    if sum(bool(other.kind) for other in near) > 2:
        names.append("near_furniture")
    return names


def _main_indent(lines: list[Line], looks: list[Look]) -> int | None:
    """The indent at which most of the running text stands; None where nothing is indented."""
    words: Counter[int] = Counter()
    for line, seen in zip(lines, looks, strict=True):
        if seen.prose:
            words[line.indent] += seen.words
    if not words or not any(line.indent for line in lines):
        return None
    return max(sorted(words), key=lambda indent: words[indent])


def comment_zone(looks: list[Look]) -> list[bool]:
    """Which lines are what readers wrote: below a line that opens comments, where votes or replies follow."""
    marks = [index for index, seen in enumerate(looks) if "votes" in seen.marks or seen.kind == "reply"]
    zone = [False] * len(looks)
    prose = 0
    for index, seen in enumerate(looks):
        prose += seen.prose
        if seen.kind == "comments" and prose >= PROSE_FIRST and sum(mark > index for mark in marks) >= 2:
            zone[index:] = [True] * (len(looks) - index)
            break
    return zone


def densest_stretch(looks: list[Look], zone: list[bool]) -> tuple[int, int]:
    """First and last index of the run of lines with the greatest sum of scores; (0, -1) where no text is.

    Running text counts for, anything else and comments against (maximum subsequence segmentation).
    """
    best, first, last, run, start = 0.0, 0, -1, 0.0, 0
    for index, seen in enumerate(looks):
        if run <= 0:
            run, start = 0.0, index
        run += -6.0 if zone[index] else _score(seen)
        if run > best:
            best, first, last = run, start, index
    return first, last


def _mass(looks: list[Look], zone: list[bool]) -> tuple[list[list[str]], list[str]]:
    """How much of the running text stands above each line, and whether it lies in the densest stretch."""
    total = sum(seen.words for seen in looks if seen.prose) or 1
    first, last = densest_stretch(looks, zone)
    shares: list[list[str]] = []
    core: list[str] = []
    above = 0
    for index, seen in enumerate(looks):
        share = above / total
        some = "above_some" if share < 0.1 else "above_most" if share > 0.9 else "above_part"
        shares.append([some if above else "above_none"])
        near = min(abs(index - first), abs(index - last))
        side = "before_core" if index < first else "after_core"
        core.append("core" if first <= index <= last else side + ("_near" if near <= 8 else "_far"))
        if seen.prose:
            above += seen.words
    return shares, core


def _score(seen: Look) -> float:
    """What a line adds to the sum by which the densest stretch is found."""
    if seen.prose and "rights" not in seen.marks:
        return float(min(seen.words, 60))
    if "rights" in seen.marks or (seen.kind == "comments" and "digits" not in seen.marks):
        return -60.0
    if "votes" in seen.marks or seen.kind in ("reply", "login"):
        return -25.0
    if seen.kind == "related":
        return -12.0
    return -6.0 if seen.kind else -3.0


def _since(looks: list[Look], zone: list[bool]) -> list[list[str]]:
    """What a line comes after: a notice of rights, the mark of comments, or of a list of other pages."""
    out: list[list[str]] = []
    prose = since_related = 0
    related = notice = comments = False
    for index, seen in enumerate(looks):
        names = []
        if comments:
            names.append("past_comments")
        if zone[index]:
            names.append("comment_zone")
        if notice:
            names.append("past_rights")
        if related:
            names.append("past_related")
            if since_related < 4:
                names.append("under_related")
        out.append(names)
        since_related += 1
        if seen.prose:
            prose += 1
            if since_related > 3:
                related = False
        if prose >= PROSE_FIRST:
            comments = comments or seen.kind == "comments"
            notice = notice or "rights" in seen.marks
        if seen.kind in ("related", "newsletter", "advert"):
            related, since_related = True, 0
    return out
