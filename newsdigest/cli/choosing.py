"""What feeds offer, shown; and what of it an editor takes."""

import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from newsdigest.fetch.feed import Item


def choose(offers: Sequence["Item"], *, every: bool, since: str | None) -> Sequence["Item"]:
    """The items to take: those that the options say, else those that someone at the terminal names."""
    if since is not None:
        start = datetime.fromisoformat(since)
        start = start if start.tzinfo else start.replace(tzinfo=UTC)
        dated = [item for item in offers if item.published]
        if undated := len(offers) - len(dated):
            click.echo(f"{undated} without a date left out; --all takes them too", err=True)
        return [item for item in dated if item.published and item.published >= start]
    if every or not offers:
        return offers
    for number, item in enumerate(offers, 1):
        day = f"{item.published:%Y-%m-%d}" if item.published else " " * 10
        click.echo(f"{number:3}  {day}  {item.title or item.url}", err=True)
    if not sys.stdin.isatty():
        click.echo("take all with --all, or those from a day on with --since DAY", err=True)
        return ()
    answer = click.prompt("Which? (1 3-5, all, or nothing)", default="", show_default=False, err=True)
    return _named(answer, offers)


def _named(answer: str, offers: Sequence["Item"]) -> Sequence["Item"]:
    """The items that an answer such as `1 3-5` names, in the order of the list."""
    if answer.strip().lower() == "all":
        return offers
    wanted: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:\s*-\s*(\d+))?", answer):
        wanted.update(range(int(first), min(int(last or first), len(offers)) + 1))
    return [item for number, item in enumerate(offers, 1) if number in wanted]
