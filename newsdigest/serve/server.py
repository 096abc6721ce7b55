"""The preview's server: the built site on loopback, reloaded in the browser after every build.

livereload gives the protocol and the script for browsers. Its own watcher polls and builds on the event
loop, its script is inline, and its sockets are open to any origin, so that part is done here.
"""

import asyncio
import json
import re
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler  # type: ignore[import-untyped]
from msgspec import Struct
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler, StaticFileHandler
from tornado.websocket import WebSocketHandler

from newsdigest.serve.desk_routes import DESK, Desk, desk_routes
from newsdigest.serve.live_page import CSS, NUMBER, SCRIPT, STYLE, live, notice
from newsdigest.serve.watch import building

HOST = "127.0.0.1"
OWN_NAMES = r"(127\.0\.0\.1|localhost)"
"""Hosts that are answered: another site's name that leads here (DNS rebinding) finds nothing."""


class Built(Struct, frozen=True):
    """What the preview needs to know of a build."""

    changed: bool
    """Whether any file of the site was written or removed."""
    faults: str = ""
    """What kept it from being published, ready to print; the last good site then still stands."""


class Preview:
    """What browsers are shown now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults = ""
        self.begun = False
        self.number = 1
        """Of the outcome that is shown; a page carries it, so that one from before a build learns of it."""

    def show(self, built: Built) -> None:
        """Take over a build's outcome, and reload browsers if it is another than the last."""
        if built.changed or built.faults != self.faults or not self.begun:
            self.faults, self.begun = built.faults, True
            self.number += 1
            _Socket.reload_waiters("*")


def serve(
    build: Callable[[], Iterator[Built]],
    folder: Path,
    *,
    watch: Sequence[Path],
    port: int,
    base_path: str,
    log: Callable[[str], None],
    desk: Desk | None = None,
    at_once: Callable[[str], object] | None = None,
) -> None:
    """Build and serve `folder` below `base_path`, and again whenever something in `watch` changes.

    A build may have several outcomes, one after the other: each is shown as it comes.
    `desk` stands behind the editor's pages; `at_once` is told the address as soon as it answers.
    Returns at a keyboard interrupt. Port 0 takes any free one. Raises OSError where the port is taken.
    """
    preview = Preview(folder)
    routes = desk_routes(desk, lambda: preview.number) if desk else []
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(build, preview, watch, port, base_path, log, routes, at_once))


async def _serve(
    build: Callable[[], Iterator[Built]],
    preview: Preview,
    watch: Sequence[Path],
    port: int,
    base_path: str,
    log: Callable[[str], None],
    routes: Sequence[Any],
    at_once: Callable[[str], object] | None,
) -> None:
    sockets = bind_sockets(port, HOST)
    HTTPServer(_application(preview, base_path, routes)).add_sockets(sockets)
    address = f"http://{HOST}:{sockets[0].getsockname()[1]}{base_path}"
    log(f"Preview: {address} (Ctrl-C ends it)")
    if routes:
        log(f"Desk: http://{HOST}:{sockets[0].getsockname()[1]}{DESK}")
    if at_once:
        at_once(address)
    loop = asyncio.get_running_loop()

    def build_and_show() -> Iterator[None]:
        try:
            for built in build():
                show(built)
                yield
        except Exception:  # a preview outlives whatever a half-written file does to a build
            show(Built(changed=False, faults=traceback.format_exc()))

    def show(built: Built) -> None:
        if built.faults:
            log(built.faults)
        loop.call_soon_threadsafe(preview.show, built)

    with building(watch, build_and_show):
        await asyncio.Event().wait()


def _application(preview: Preview, base_path: str, routes: Sequence[Any]) -> Application:
    given = {"preview": preview, "path": str(preview.folder), "default_filename": "index.html"}
    application = Application(log_function=lambda handler: None)
    application.add_handlers(
        OWN_NAMES,
        [
            (re.escape("/livereload"), _Socket, {"preview": preview}),
            (re.escape(SCRIPT), LiveReloadJSHandler),
            (re.escape(STYLE), _Style),
            *routes,
            (re.escape(base_path) + "(.*)", _File, given),
            ("(.*)", _Elsewhere, given | {"base_path": base_path}),
        ],
    )
    return application


class _Socket(LiveReloadHandler):  # type: ignore[misc]
    """Tells browsers to reload; the pages of this preview alone may listen."""

    watcher = SimpleNamespace(filepath=None)

    def initialize(self, preview: Preview) -> None:
        self.preview = preview
        self.number: int | None = None

    def on_message(self, message: str | bytes) -> None:
        """After the handshake, a page that was served before the last build is reloaded at once."""
        super().on_message(message)
        said = json.loads(message)
        if said.get("command") == "hello":
            self.number = said.get(NUMBER)
        elif self.number not in (None, self.preview.number):
            self.send_message({"command": "reload", "path": "*", "liveCSS": True, "liveImg": True})

    def check_origin(self, origin: str) -> bool:
        return WebSocketHandler.check_origin(self, origin)


class _Style(RequestHandler):
    def get(self) -> None:
        self.set_header("Content-Type", "text/css")
        self.write(CSS)


class _File(StaticFileHandler):
    """A file of the site; a page comes with the reload script."""

    def initialize(self, preview: Preview, path: str, default_filename: str) -> None:  # type: ignore[override]
        super().initialize(path, default_filename)
        self.preview = preview

    async def get(self, path: str, include_body: bool = True) -> None:
        number = self.preview.number  # before the file is read: a build may end meanwhile
        self.path = self.parse_url_path(path)
        found = self.validate_absolute_path(self.root, self.get_absolute_path(self.root, self.path))
        if found is None:
            return
        if Path(found).suffix in (".html", ".htm"):
            self._page(Path(found).read_bytes(), number)
        else:
            await super().get(path, include_body)

    def write_error(self, status_code: int, **kwargs: object) -> None:
        """The site's own page for addresses that lead nowhere."""
        number = self.preview.number
        page = self.preview.folder / "404.html"
        if page.is_file():
            self._page(page.read_bytes(), number)
        else:
            self._page(notice(f"{status_code}" if self.preview.begun else "Building …"), number)

    def _page(self, page: bytes, number: int) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(live(page, self.request.host, self.preview.faults, number))

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-store")

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")

    # Tornado remembers a file's hash for good and would answer "not modified" after a save.
    def compute_etag(self) -> None:
        return None

    def should_return_304(self) -> bool:
        return False


class _Elsewhere(_File):
    """Outside the site's base path: the root leads into it, all else nowhere."""

    def initialize(self, base_path: str, **given: object) -> None:  # type: ignore[override]
        super().initialize(**given)  # type: ignore[arg-type]
        self.base_path = base_path

    async def get(self, path: str, include_body: bool = True) -> None:
        if path in ("/", self.base_path.rstrip("/")):
            self.redirect(self.base_path)
        else:
            self.send_error(404)
