"""A server on this machine that says of each path what a test wants, to HEAD and to GET."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Said = int | tuple[int, Mapping[str, str]] | None
"""A status, or one with headers; None hangs up."""


class LinkServer:
    """What it says, and what it was asked."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.said: dict[str, Said | Callable[[str], Said]] = {}
        self.asked: list[tuple[str, str]] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def methods(self, path: str) -> list[str]:
        return [method for method, asked in self.asked if asked == path]


@contextmanager
def link_server() -> Iterator[LinkServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            ours.asked.append((self.command, self.path))
            said = ours.said.get(self.path, 404)
            said = said(self.command) if callable(said) else said
            if said is None:
                self.close_connection = True
                return
            status, headers = said if isinstance(said, tuple) else (said, {})
            self.send_response(status)
            for name, value in {"Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        ours = LinkServer(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield ours
        finally:
            server.shutdown()
            thread.join()
