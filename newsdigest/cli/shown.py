"""What every command prints, and the statuses with which it ends."""

from collections.abc import Callable, Iterable

import click

from newsdigest.model.problem import Problem
from newsdigest.model.report import Report

DONE, FAULTS, MISUSE, FAILED = 0, 1, 2, 3


def show(report: Report, in_json: bool, line: Callable[[Report], str] | None = None) -> int:
    """Problems and answers to standard error, the summary (or the JSON) to standard output."""
    from newsdigest.actions.report import as_json, summary

    if in_json:
        click.echo(as_json(report))
    else:
        tell(report.problems)
        for note in report.notes:
            click.echo(note, err=True)
        click.echo((line or summary)(report))
    return FAULTS if report.failed else DONE


def tell(problems: Iterable[Problem]) -> None:
    """Problems with their hints, to standard error."""
    from newsdigest.actions.report import problems_text

    text = problems_text(problems)
    if text:
        click.echo(text, err=True)
