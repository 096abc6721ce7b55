"""The command `tags`: the vocabulary looked over, and changed everywhere at once."""

import click
from msgspec.structs import replace

from newsdigest.cli.console import Console
from newsdigest.cli.shown import DONE, FAULTS, tell
from newsdigest.model.problem import errors
from newsdigest.model.request import Request

BAR = 24
"""Signs of the longest bar."""


@click.group(invoke_without_command=True)
@click.pass_context
def tags(context: click.Context) -> int:
    """List the tags with their entries; or change one in every entry."""
    if context.invoked_subcommand is not None:
        return DONE
    from newsdigest.actions.tagging import count_tags

    rows, problems = count_tags(context.obj)
    tell(problems)
    most = max((row.entries for row in rows), default=0)
    width = max((2 * row.depth + len(row.tag.slug) for row in rows), default=0)
    for row in rows:
        name = f"{'  ' * row.depth}{row.tag.slug}"
        bar = "▇" * max(round(BAR * row.entries / most), row.entries > 0) if most else ""
        note = "" if row.listed else "  (not listed)"
        note += f"  (and {row.below:,} below it)" if row.below else ""
        click.echo(f"{name:{width}}  {row.entries:6,}  {bar}{note}".rstrip())
    unlisted = sum(not row.listed for row in rows)
    click.echo(f"{len(rows) - unlisted:,} tags listed, {unlisted:,} not listed", err=True)
    return FAULTS if errors(problems) else DONE


_dry_run = click.option("--dry-run", is_flag=True, help="Show the whole change, and write nothing.")


@tags.command()
@click.argument("old")
@click.argument("new")
@_dry_run
@click.pass_obj
def rename(request: Request, old: str, new: str, dry_run: bool) -> int:
    """Give the tag OLD the label NEW; its old name and address lead there."""
    return _change(request, "rename", old, new, dry_run)


@tags.command()
@click.argument("old")
@click.argument("into")
@_dry_run
@click.pass_obj
def merge(request: Request, old: str, into: str, dry_run: bool) -> int:
    """Make the tag OLD one with INTO, of which its names become aliases."""
    return _change(request, "merge", old, into, dry_run)


@tags.command()
@click.argument("old")
@click.argument("into")
@_dry_run
@click.pass_obj
def retire(request: Request, old: str, into: str, dry_run: bool) -> int:
    """Put the tag INTO in the place of OLD, which stays listed as retired."""
    return _change(request, "retire", old, into, dry_run)


@tags.command()
@click.pass_obj
def suggest(request: Request) -> int:
    """Suggest tags for the entries that have none, each with the reason."""
    from newsdigest.actions.report import counted
    from newsdigest.actions.tagging import suggest_tags

    entries = 0
    for file, found in suggest_tags(request):
        entries += 1
        click.echo(file)
        for slug, reason in found:
            click.echo(f"  {slug}: {reason}")
        if not found:
            click.echo("  no tag of content/tags.yaml is named in it")
    click.echo(f"{counted(entries, 'entry', 'entries')} without a tag", err=True)
    return DONE


def _change(request: Request, how: str, old: str, new: str, dry_run: bool) -> int:
    from newsdigest.actions.report import counted
    from newsdigest.actions.tagging import change_tag

    request = replace(request, dry_run=request.dry_run or dry_run)
    made = change_tag(request, how, old, new, Console())
    tell(made.problems)
    if made.problems:
        return FAULTS
    if request.dry_run:
        for line in made.diff():
            click.echo(line, err=True)
    would = "; dry run, nothing was written" if request.dry_run else ""
    click.echo(f"{counted(len(made.texts), 'file')} changed{would}")
    return DONE
