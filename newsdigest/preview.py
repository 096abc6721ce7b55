"""Joins the pipeline and the preview server: the site as it will be, drafts included, on this machine."""

from dataclasses import replace

from newsdigest.model.listener import Listener
from newsdigest.model.problem import errors
from newsdigest.model.request import Request
from newsdigest.pipeline import build
from newsdigest.report import problems_text, summary
from newsdigest.serve.server import HOST, Built, serve
from newsdigest.settings import read_settings


def preview(request: Request, port: int, listener: Listener) -> None:
    """Build with drafts into a folder of its own and serve it; build again after every save, until stopped.

    Drafts never enter the published folder. Raises OSError where the port is taken.
    """
    folder = request.root / ".newsdigest" / "preview"
    path = read_settings(request).config.base.path
    asked = replace(request, output=folder, drafts=True, base_url=f"http://{HOST}:{port}{path}", jobs=1)

    def rebuild() -> Built:
        report = build(asked, listener)
        if not report.failed:
            warnings = problems_text(report.problems)
            listener.say("\n".join(filter(None, (warnings, summary(report)))))
        return Built(
            changed=bool(report.written or report.removed),
            faults=problems_text(errors(report.problems)),
        )

    watch = [request.root / "content", request.root / "templates", request.config]
    folder.mkdir(parents=True, exist_ok=True)
    serve(rebuild, folder, watch=watch, port=port, base_path=path, log=listener.say)
