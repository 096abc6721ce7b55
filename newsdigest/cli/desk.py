"""Commands of the editor's day: serve, check."""

from dataclasses import replace

import click

from newsdigest.cli.shown import DONE, show
from newsdigest.console import Console
from newsdigest.model.request import Request


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.pass_obj
def serve(request: Request, port: int) -> int:
    """Preview on this machine, drafts included; a saved file reloads the browser."""
    from newsdigest.preview import preview

    preview(request, port, Console())
    return DONE


@click.command()
@click.option("--json", "in_json", is_flag=True, help="Print the outcome as one JSON object.")
@click.pass_obj
def check(request: Request, in_json: bool) -> int:
    """Run every rule over the content and what would be built of it; writes nothing."""
    from newsdigest.pipeline import build
    from newsdigest.report import check_summary

    return show(build(replace(request, dry_run=True, advice=True), Console()), in_json, check_summary)
