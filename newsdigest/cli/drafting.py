"""Commands that bring entries into being: ingest, extract, new, import."""

from functools import partial
from pathlib import Path

import click

from newsdigest.cli.choosing import choose
from newsdigest.cli.console import Console
from newsdigest.cli.options import FOLDER, Moment, Place
from newsdigest.cli.shown import DONE, FAULTS, tell
from newsdigest.model.problem import Problem, errors
from newsdigest.model.request import Request


@click.command()
@click.argument("pages", nargs=-1, required=True, metavar="PAGE|URL|FEED...", type=Place())
@click.option("--all", "every", is_flag=True, help="Take all that is new in the feeds.")
@click.option("--since", type=Moment(), help="Take what the feeds offer from then on.")
@click.option("--again", is_flag=True, help="Fetch what the site has already, and save it beside the first.")
@click.option("--allow-private", is_flag=True, help="Let addresses lead into private networks.")
@click.pass_obj
def ingest(
    request: Request,
    pages: tuple[Path | str, ...],
    every: bool,
    since: str | None,
    again: bool,
    allow_private: bool,
) -> int:
    """Draft entries from source pages, also from those that the ledger knows, or from pages of the web."""
    from newsdigest.actions.commands import ingest_pages
    from newsdigest.actions.report import counted

    saved = [page for page in pages if isinstance(page, Path)]
    problems: list[Problem] = []
    if len(saved) < len(pages):
        from newsdigest.actions.fetching import fetch

        get = partial(fetch, request, listener=Console(), private=allow_private, again=again)
        came = [get([page for page in pages if isinstance(page, str)])]
        if chosen := choose(came[0].offers, every=every, since=since):
            came.append(get([item.url for item in chosen]))
        saved += [page for some in came for page in some.pages]
        problems += [problem for some in came for problem in some.problems]
    report = ingest_pages(request, saved, Console())
    problems += report.problems
    tell(problems)
    for entry in report.drafted:
        click.echo(f"drafted {entry}", err=True)
    skipped = f", {counted(len(report.skipped), 'page')} skipped" if report.skipped else ""
    click.echo(f"{counted(len(report.drafted), 'entry', 'entries')} drafted{skipped}")
    return FAULTS if errors(problems) else DONE


@click.command()
@click.argument("pages", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "in_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def extract(request: Request, pages: tuple[Path, ...], in_json: bool) -> int:
    """Show what the program reads in pages, and where it found it; writes nothing."""
    from newsdigest.actions.extracting import extract_pages
    from newsdigest.actions.report import counted
    from newsdigest.build.settings import read_settings

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
@click.argument("title", default="")
@click.option("--url", default="", metavar="URL", help="Draft it from the page at an address.")
@click.option("--allow-private", is_flag=True, help="Let the address lead into a private network.")
@click.pass_obj
def new(request: Request, title: str, url: str, allow_private: bool) -> int:
    """Begin an entry: its file, with the front matter that it needs."""
    from newsdigest.actions.commands import ingest_pages, new_entry

    if not title and not url:
        raise click.UsageError("give a title, or a page's address with --url")
    if not url:
        made = new_entry(request, title)
        problems = [made] if isinstance(made, Problem) else []
        files = [] if isinstance(made, Problem) else [made]
    else:
        from newsdigest.actions.fetching import entitle, fetch

        came = fetch(request, [url], Console(), private=allow_private)
        for page in came.pages if title else ():
            entitle(page, title)
        report = ingest_pages(request, came.pages, Console())
        problems = [*came.problems, *report.problems]
        files = [request.root / file for file in report.drafted]
    tell(problems)
    for file in files:
        click.echo(file)
    return DONE if files else FAULTS


@click.command()
@click.pass_obj
def schema(request: Request) -> int:
    """Write JSON Schemas of the formats, by which editors' programs complete and check what is typed."""
    from newsdigest.actions.report import counted
    from newsdigest.build.schemas import write_schemas

    written = write_schemas(request.root)
    for path in written:
        click.echo(path, err=True)
    click.echo(f"{counted(len(written), 'schema')} written")
    return DONE


@click.command("import")
@click.argument("kind", type=click.Choice(["jekyll", "hugo", "pelican"]))
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.pass_obj
def import_(request: Request, kind: str, folder: Path) -> int:
    """Take in another generator's content as entries; nothing that is there is written over."""
    from newsdigest.actions.importing import import_site
    from newsdigest.actions.report import counted

    whole, content = folder.resolve(), request.root / "content"
    if request.root.is_relative_to(whole) or whole.is_relative_to(content):
        raise click.UsageError(f"the site itself is in {folder}: name the folder of the old site alone")
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
