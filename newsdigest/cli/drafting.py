"""Commands that bring entries into being: ingest, extract, new, import."""

from pathlib import Path

import click

from newsdigest.cli.options import FILE, FOLDER
from newsdigest.cli.shown import DONE, FAULTS, tell
from newsdigest.console import Console
from newsdigest.model.problem import Problem, errors
from newsdigest.model.request import Request


@click.command()
@click.argument("pages", nargs=-1, required=True, type=FILE)
@click.pass_obj
def ingest(request: Request, pages: tuple[Path, ...]) -> int:
    """Draft entries from the named source pages, also from those that the ledger knows."""
    from newsdigest.commands import ingest_pages
    from newsdigest.report import counted

    report = ingest_pages(request, pages, Console())
    tell(report.problems)
    for entry in report.drafted:
        click.echo(f"drafted {entry}", err=True)
    skipped = f", {counted(len(report.skipped), 'page')} skipped" if report.skipped else ""
    click.echo(f"{counted(len(report.drafted), 'entry', 'entries')} drafted{skipped}")
    return FAULTS if errors(report.problems) else DONE


@click.command()
@click.argument("pages", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "in_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def extract(request: Request, pages: tuple[Path, ...], in_json: bool) -> int:
    """Show what the program reads in pages, and where it found it; writes nothing."""
    from newsdigest.extracting import extract_pages
    from newsdigest.report import counted
    from newsdigest.settings import read_settings

    settings = read_settings(request)
    if request.config.is_file():
        tell(settings.problems)
    limit, publishers = settings.config.ingest_max_mb, settings.vocabulary.publishers
    failed = 0
    for page in extract_pages(pages, in_json=in_json, jobs=request.jobs, max_mb=limit, publishers=publishers):
        click.echo(page.text)
        tell(page.told)
        failed += not page.was_read
    click.echo(f"{counted(len(pages), 'page')} read, {failed} failed", err=True)
    return FAULTS if failed else DONE


@click.command()
@click.argument("title")
@click.pass_obj
def new(request: Request, title: str) -> int:
    """Begin an entry: its file, with the front matter that it needs."""
    from newsdigest.commands import new_entry

    made = new_entry(request, title)
    if isinstance(made, Problem):
        tell([made])
        return FAULTS
    click.echo(made)
    return DONE


@click.command("import")
@click.argument("kind", type=click.Choice(["jekyll", "hugo", "pelican"]))
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.pass_obj
def import_(request: Request, kind: str, folder: Path) -> int:
    """Take in another generator's content as entries; nothing that is there is written over."""
    from newsdigest.importing import import_site
    from newsdigest.report import counted

    report = import_site(request, kind, folder, Console())
    tell(report.told)
    there = f", {report.there:,} there already" if report.there else ""
    account = f"; {report.account} accounts for every file" if report.account else ""
    click.echo(
        f"{counted(report.count('entry'), 'entry', 'entries')}, {counted(report.count('page'), 'page')} "
        f"and {counted(report.count('copied'), 'other file')} imported{there}, "
        f"{report.count('left out'):,} left out, {report.count('failed'):,} failed{account}"
    )
    return FAULTS if errors(report.told) else DONE
