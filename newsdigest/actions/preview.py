"""Joins the pipeline and the preview server: the site as it will be, drafts included, on this machine."""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from newsdigest.actions.desk import EditorsDesk
from newsdigest.actions.report import problems_text, summary
from newsdigest.build.pipeline import build, glance
from newsdigest.build.settings import read_settings
from newsdigest.model.listener import Listener
from newsdigest.model.problem import Problem, errors
from newsdigest.model.request import Request
from newsdigest.outputs.search import FOLDER
from newsdigest.serve.server import HOST, Built, serve

SEARCHED = FOLDER.lstrip("/")
"""Where the files of the search's index stand: a page that is shown has no use for newer ones."""

AROUND = 2
"""Lines of the source shown before and after a fault's."""


def preview(
    request: Request, port: int, listener: Listener, at_once: Callable[[str], object] | None = None
) -> None:
    """Build with drafts into a folder of its own and serve it; build again after every save, until stopped.

    Drafts never enter the published folder. Raises OSError where the port is taken.
    """
    folder = request.root / ".newsdigest" / "preview"
    path = read_settings(request).config.base.path
    asked = replace(
        request,
        output=folder,
        drafts=True,
        allow_removals=True,
        base_url=f"http://{HOST}:{port}{path}",
        jobs=1,
    )

    found: list[Problem] = []

    def rebuild() -> Iterator[Built]:
        if pages := glance(asked, listener):
            yield Built(changed=bool(pages.written))
        report = build(asked, listener)
        found[:] = report.problems
        if not report.failed:
            warnings = problems_text(report.problems)
            listener.say("\n".join(filter(None, (warnings, summary(report)))))
        changed = [*report.written, *report.removed]
        yield Built(
            changed=not all(path.startswith(SEARCHED) for path in changed),
            faults="\n\n".join(with_excerpt(request.root, fault) for fault in errors(report.problems)),
        )

    watch = [request.root / "content", request.root / "templates", request.config]
    folder.mkdir(parents=True, exist_ok=True)
    desk = EditorsDesk(request, lambda: tuple(found))
    serve(
        rebuild, folder, watch=watch, port=port, base_path=path, log=listener.say, desk=desk, at_once=at_once
    )


def with_excerpt(root: Path, fault: Problem) -> str:
    """A fault with the lines around it, as they stand in its file."""
    try:
        lines = (root / fault.file).read_text("utf-8", "replace").splitlines() if fault.line else []
    except OSError:
        lines = []
    first, last = max(fault.line - 1 - AROUND, 0), min(fault.line + AROUND, len(lines))
    shown = [
        f"{'>' if number == fault.line - 1 else ' '} {number + 1:4} | {lines[number]}"
        for number in range(first, last)
    ]
    return "\n".join([str(fault), *shown])
