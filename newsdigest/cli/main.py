"""argv -> command: the build itself, and the commands beside it.

Exit status: 0 done (warnings or none), 1 errors in content or configuration, 2 wrong use,
3 the program itself failed.
"""

import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from newsdigest import __version__
from newsdigest.cli.options import FILE, FOLDER, NEW_FOLDER, Moment, request_of
from newsdigest.cli.shown import DONE, FAILED, show
from newsdigest.model.report import Report
from newsdigest.model.request import Request
from newsdigest.store.lock import BusyError

BESIDE = {
    "desk": ("serve", "check", "due"),
    "drafting": ("ingest", "extract", "new", "schema", "import_"),
    "tags": ("tags",),
}
"""Module -> its commands. Each is loaded when it is asked for: a build needs none of them."""


def main(arguments: Sequence[str], home: Path) -> int:
    """Run a command for the site in `home`, unless `-C` names another; returns the exit status."""
    try:
        status = commands.main(list(arguments), "build.py", standalone_mode=False, obj=home)
    except click.NoSuchOption as error:
        said = error.message
        if any(error.option_name in one.opts for one in commands.params):
            said += f" Options of a build stand before the command: {error.option_name} ... COMMAND"
        click.NoSuchOption(error.option_name, said, ctx=error.ctx).show()
        return error.exit_code
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
        import traceback

        traceback.print_exc(file=sys.stderr)
        click.echo("failed: this is a fault of the program, not of your content; please report it", err=True)
        return FAILED
    return status if isinstance(status, int) else DONE


class _Commands(click.Group):
    """The build, and the commands beside it, loaded late."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(name.strip("_") for names in BESIDE.values() for name in names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for module, names in BESIDE.items():
            for name in names:
                if name.strip("_") == cmd_name:
                    command: click.Command = getattr(import_module(f"newsdigest.cli.{module}"), name)
                    return command
        return None


@click.group(
    cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
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
@click.option("--diff", is_flag=True, help="With --dry-run: how changed files read before and after.")
@click.option("--allow-removals", is_flag=True, help="Publish even if over a tenth of the entries vanish.")
@click.option("--why", multiple=True, metavar="PATH", help="Tell what made an output stale, if it was.")
@click.option("--json", "in_json", is_flag=True, help="Print the outcome as one JSON object.")
@click.version_option(__version__, prog_name="newsdigest")
@click.pass_context
def commands(context: click.Context, /, folder: Path | None, in_json: bool, **options: Any) -> int:
    """Publish a curated news digest: saved pages in, a site out.

    Without a command: draft entries from what is new in content/sources, build, publish to public/.
    """
    root = (folder or context.obj).resolve()
    if options["diff"] and not options["dry_run"]:
        raise click.UsageError("--diff tells what --dry-run would change: give both")
    request = request_of(root, options)
    context.obj = request
    if context.invoked_subcommand is not None:
        return DONE
    report = _build(request)
    if request.dry_run and not in_json and not report.failed:
        from newsdigest.cli.foretold import would_change

        for line in would_change(report):
            click.echo(line, err=True)
    return show(report, in_json)


def _build(request: Request) -> Report:
    """A build; the pipeline is not even loaded when nothing has changed since the last."""
    from newsdigest.build.readiness import get_ready_to_read
    from newsdigest.build.unchanged import compare_with_last, recall
    from newsdigest.store.cores import Companion

    started = time.perf_counter()
    with Companion(request.jobs) as companion:
        found = compare_with_last(request, companion)
        report = recall(request, found)
        if report is not None:
            return replace(report, seconds=time.perf_counter() - started)
        companion.begin(get_ready_to_read)
        from newsdigest.build.pipeline import build
        from newsdigest.cli.console import Console

        return build(request, Console(), found, companion)
