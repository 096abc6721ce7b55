"""What a command found and did, as text for people or JSON for programs."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import json, to_builtins

from newsdigest.model.problem import Problem, errors
from newsdigest.model.report import Report

A_SCREEN, NAMED = 20, 5
"""Findings that can be seen at once, and rules that are named where there are more."""


def summary(report: Report) -> str:
    """The one line that every build ends with."""
    took = f"{report.seconds:.2f} s"
    if report.failed:
        return (
            f"not published: {counted(len(errors(report.problems)), 'error')}; the site is as it was ({took})"
        )
    drafted = f"{counted(len(report.drafted), 'draft')} made, " if report.drafted else ""
    would = "; dry run, nothing was written" if report.dry_run else ""
    return (
        f"{counted(report.entries, 'entry', 'entries')}: {drafted}{len(report.written):,} pages written, "
        f"{report.kept:,} kept, {len(report.removed):,} removed in {took}{would}"
    )


def check_summary(report: Report) -> str:
    """The one line that a check ends with; of many findings, also which rules found the most."""
    faults = len(errors(report.problems))
    warnings = len(report.problems) - faults
    said = f"checked in {report.seconds:.2f} s: {counted(faults, 'error')}, {counted(warnings, 'warning')}"
    if len(report.problems) <= A_SCREEN:
        return said
    rules = Counter(problem.rule for problem in report.problems).most_common(NAMED)
    return f"{said}; most: {', '.join(f'{rule} {count:,}' for rule, count in rules)}"


def problems_text(problems: Iterable[Problem]) -> str:
    """All problems with their hints, by file and place; errors last, where the eye ends up."""
    ordered = sorted(problems, key=lambda p: (p.severity == "error", p.file, p.line, p.column, p.rule))
    return "\n".join(str(problem) for problem in dict.fromkeys(ordered))


def annotations(problems: Iterable[Problem]) -> Iterator[str]:
    """Problems as GitHub Actions shows them beside the lines of a change."""
    for problem in dict.fromkeys(problems):
        said = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
        place = [f"file={_escaped(problem.file, ':,')}"]
        place += [f"line={problem.line}"] if problem.line else []
        place += [f"col={problem.column}"] if problem.column else []
        yield f"::{problem.severity} {','.join([*place, f'title={problem.rule}'])}::{_escaped(said)}"


def _escaped(text: str, signs: str = "") -> str:
    """What would end a command's value, as GitHub reads it."""
    for sign in ("%", "\r", "\n", *signs):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def as_json(report: Report) -> str:
    """The report for programs: one object on one line."""
    values = to_builtins(report) | {
        "published": not report.failed and not report.dry_run,
        "seconds": round(report.seconds, 3),
    }
    return json.encode(values).decode()


def counted(number: int, one: str, many: str = "") -> str:
    """`1 page`, `2,000 pages`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
