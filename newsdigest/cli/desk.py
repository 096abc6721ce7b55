"""Commands of the editor's day: serve, check."""

import errno

import click
from msgspec.structs import replace

from newsdigest.cli.console import Console
from newsdigest.cli.shown import DONE, FAILED, FAULTS, show, tell
from newsdigest.model.problem import errors
from newsdigest.model.request import Request


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--open", "show_it", is_flag=True, help="Open it in the browser.")
@click.pass_obj
def serve(request: Request, port: int, show_it: bool) -> int:
    """Preview on this machine, drafts included; a saved file reloads the browser."""
    from newsdigest.actions.preview import preview

    try:
        preview(request, port, Console(), click.launch if show_it else None)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        told = f"failed: something answers on port {port} already; name another with --port (0 takes any)"
        click.echo(told, err=True)
        return FAILED
    return DONE


@click.command()
@click.pass_obj
def due(request: Request) -> int:
    """Tell when the site will next change by itself, for whatever starts builds."""
    from newsdigest.actions.commands import next_change

    moment, problems = next_change(request)
    tell(problems)
    click.echo(moment.isoformat() if moment else "nothing is due")
    return FAULTS if errors(problems) else DONE


@click.command()
@click.option("--fix", "mend", is_flag=True, help="Mend what is safe to mend, in the files of the content.")
@click.option("--links", is_flag=True, help="Ask the web for the addresses that are named, politely.")
@click.option("--allow-private", is_flag=True, help="Let addresses lead into private networks.")
@click.option("--json", "in_json", is_flag=True, help="Print the outcome as one JSON object.")
@click.option("--github", is_flag=True, help="Print the findings as annotations of GitHub Actions.")
@click.pass_obj
def check(request: Request, mend: bool, links: bool, allow_private: bool, in_json: bool, github: bool) -> int:
    """Run every rule over the content and what would be built of it; writes nothing without --fix."""
    from newsdigest.actions.report import annotations, check_summary
    from newsdigest.build.pipeline import build

    asked = replace(request, dry_run=True, advice=True)
    report = build(asked, Console())
    if mend:
        from newsdigest.actions.fixing import fix

        mended = fix(request, report.problems, Console().say)
        for line in mended:
            click.echo(line, err=True)
        report = build(asked, Console()) if mended else report
    if links:
        from newsdigest.actions.weblinks import asking_web, check_web_links

        web = check_web_links(request, Console(), asking_web(request, private=allow_private))
        report = replace(
            report, problems=(*report.problems, *web.problems), notes=(*report.notes, web.summary)
        )
    if github:
        for line in annotations(report.problems):
            click.echo(line)
        click.echo(check_summary(report))
        return FAULTS if report.failed else DONE
    return show(report, in_json, check_summary)
