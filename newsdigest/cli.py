"""The command line: options in, one command called, its outcome printed; the only place that prints.

Exit status: 0 done (warnings or none), 1 errors in content or configuration, 2 wrong use,
3 the program itself failed.
"""

import sys
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from newsdigest import __version__
from newsdigest.console import Console
from newsdigest.model.problem import Problem, errors
from newsdigest.model.report import Report
from newsdigest.model.request import Request
from newsdigest.store.lock import BusyError

DONE, FAULTS, MISUSE, FAILED = 0, 1, 2, 3

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
NEW_FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Moment(click.ParamType[str]):
    """A day or an instant; kept as text, for the site's time zone is not known yet."""

    name = "DAY|INSTANT"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself, once it is sure to be one of the two."""
        try:
            datetime.fromisoformat(value)
        except ValueError:
            self.fail("give a day (2026-11-24) or an instant (2026-11-24T09:30:00+01:00)", param, ctx)
        return value


def main(arguments: Sequence[str], home: Path) -> int:
    """Run a command for the site in `home`, unless `-C` names another; returns the exit status."""
    try:
        status = commands.main(list(arguments), "build.py", standalone_mode=False, obj=home)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; the published site is whole", err=True)
        return FAILED
    except BusyError as error:
        click.echo(f"failed: {error}", err=True)
        return FAILED
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"failed: {place}{error.strerror or error}; the published site is whole", err=True)
        return FAILED
    except Exception:
        traceback.print_exc(file=sys.stderr)
        click.echo("failed: this is a fault of the program, not of your content; please report it", err=True)
        return FAILED
    return status if isinstance(status, int) else DONE


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "folder", type=FOLDER, help="The site's folder.  [default: that of build.py]")
@click.option("--config", type=FILE, help="Settings to use.  [default: config.yaml]")
@click.option("--output", type=NEW_FOLDER, help="Where to publish.  [default: public]")
@click.option("--base-url", default="", metavar="URL", help="Where the site will stand, for site.base_url.")
@click.option("--date", "moment", type=Moment(), help="Build as of then.  [default: now]")
@click.option("--drafts", is_flag=True, help="Show drafts and scheduled entries, marked as such.")
@click.option("--no-ingest", is_flag=True, help="Draft nothing from new source pages.")
@click.option("--jobs", type=click.IntRange(1), help="Worker processes.  [default: one a processor]")
@click.option("--clean", is_flag=True, help="Forget what earlier builds remembered.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing at all.")
@click.option("--why", multiple=True, metavar="PATH", help="Tell what made an output stale, if it was.")
@click.option("--json", "in_json", is_flag=True, help="Print the outcome as one JSON object.")
@click.version_option(__version__, prog_name="newsdigest")
@click.pass_context
def commands(context: click.Context, /, folder: Path | None, in_json: bool, **options: Any) -> int:
    """Publish a curated news digest: saved pages in, a site out.

    Without a command: draft entries from what is new in content/sources, build, publish to public/.
    """
    root = (folder or context.obj).resolve()
    request = _request(root, options)
    context.obj = request
    if context.invoked_subcommand is not None:
        return DONE
    return _show(_build(request), in_json)


@commands.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.pass_obj
def serve(request: Request, port: int) -> int:
    """Preview on this machine, drafts included; a saved file reloads the browser."""
    from newsdigest.preview import preview

    preview(request, port, Console())
    return DONE


@commands.command()
@click.argument("pages", nargs=-1, required=True, type=FILE)
@click.pass_obj
def ingest(request: Request, pages: tuple[Path, ...]) -> int:
    """Draft entries from the named source pages, also from those that the ledger knows."""
    from newsdigest.commands import ingest_pages
    from newsdigest.report import counted

    report = ingest_pages(request, pages, Console())
    _tell(report.problems)
    for entry in report.drafted:
        click.echo(f"drafted {entry}", err=True)
    skipped = f", {counted(len(report.skipped), 'page')} skipped" if report.skipped else ""
    click.echo(f"{counted(len(report.drafted), 'entry', 'entries')} drafted{skipped}")
    return FAULTS if errors(report.problems) else DONE


@commands.command()
@click.argument("pages", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "in_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def extract(request: Request, pages: tuple[Path, ...], in_json: bool) -> int:
    """Show what the program reads in pages, and where it found it; writes nothing."""
    from newsdigest.extracting import extract_pages
    from newsdigest.report import counted

    failed = 0
    for text, was_read in extract_pages(pages, in_json=in_json, jobs=request.jobs):
        click.echo(text)
        failed += not was_read
    click.echo(f"{counted(len(pages), 'page')} read, {failed} failed", err=True)
    return FAULTS if failed else DONE


@commands.command()
@click.argument("title")
@click.pass_obj
def new(request: Request, title: str) -> int:
    """Begin an entry: its file, with the front matter that it needs."""
    from newsdigest.commands import new_entry

    made = new_entry(request, title)
    if isinstance(made, Problem):
        _tell([made])
        return FAULTS
    click.echo(made)
    return DONE


@commands.command()
@click.option("--json", "in_json", is_flag=True, help="Print the outcome as one JSON object.")
@click.pass_obj
def check(request: Request, in_json: bool) -> int:
    """Run every rule over the content and what would be built of it; writes nothing."""
    from newsdigest.pipeline import build
    from newsdigest.report import check_summary

    return _show(build(replace(request, dry_run=True), Console()), in_json, check_summary)


def _build(request: Request) -> Report:
    """A build; the pipeline is not even loaded when nothing has changed since the last."""
    from newsdigest.unchanged import recall

    started = time.perf_counter()
    report = recall(request)
    if report is not None:
        return replace(report, seconds=time.perf_counter() - started)
    from newsdigest.pipeline import build

    return build(request, Console())


@commands.command("import")
@click.argument("kind", type=click.Choice(["jekyll", "hugo", "pelican"]))
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.pass_obj
def import_(request: Request, kind: str, folder: Path) -> int:
    """Take in another generator's content as entries; nothing that is there is written over."""
    from newsdigest.importing import import_site
    from newsdigest.report import counted

    report = import_site(request, kind, folder, Console())
    _tell(report.told)
    there = f", {report.there:,} there already" if report.there else ""
    account = f"; {report.account} accounts for every file" if report.account else ""
    click.echo(
        f"{counted(report.count('entry'), 'entry', 'entries')}, {counted(report.count('page'), 'page')} "
        f"and {counted(report.count('copied'), 'other file')} imported{there}, "
        f"{report.count('left out'):,} left out, {report.count('failed'):,} failed{account}"
    )
    return FAULTS if errors(report.told) else DONE


def _request(root: Path, options: dict[str, Any]) -> Request:
    from newsdigest.store.pool import default_jobs

    return Request(
        root=root,
        config=_absolute(options["config"]) or root / "config.yaml",
        output=_absolute(options["output"]) or root / "public",
        base_url=options["base_url"],
        moment=options["moment"] or "",
        drafts=options["drafts"],
        ingest=not options["no_ingest"],
        jobs=options["jobs"] or default_jobs(),
        clean=options["clean"],
        dry_run=options["dry_run"],
        why=options["why"],
    )


def _absolute(path: Path | None) -> Path | None:
    """A path of the command line means one below the current folder, wherever the site is."""
    return path.resolve() if path else None


def _show(report: Report, in_json: bool, line: Callable[[Report], str] | None = None) -> int:
    """Problems and answers to standard error, the summary (or the JSON) to standard output."""
    from newsdigest.report import as_json, summary

    if in_json:
        click.echo(as_json(report))
    else:
        _tell(report.problems)
        for note in report.notes:
            click.echo(note, err=True)
        click.echo((line or summary)(report))
    return FAULTS if report.failed else DONE


def _tell(problems: Iterable[Problem]) -> None:
    from newsdigest.report import problems_text

    text = problems_text(problems)
    if text:
        click.echo(text, err=True)
