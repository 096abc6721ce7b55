"""A server on this machine that answers as the worst of the web do."""

import gzip
import random
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    answers: dict[str, Answer]
    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("User-Agent", "")))
        answer = self.answers.get(self.path.partition("?")[0])
        try:
            if answer is None:
                self.send_error(404)
            else:
                answer(self)
        except OSError:
            pass  # the other side has gone, as it should

    def reply(self, data: bytes, media: str = "text/html", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


def page(data: bytes, media: str = "text/html", status: int = 200, **headers: str) -> Answer:
    return lambda handler: handler.reply(data, media, status, **headers)


def redirect(target: str) -> Answer:
    return lambda handler: handler.reply(b"", status=302, Location=target)


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>and another thing</p>" * 1000)


def drip(handler: Handler) -> None:
    """A byte of the head now and then: no single read takes long."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(600):
        handler.wfile.write(b"z")
        handler.wfile.flush()
        time.sleep(0.05)


def bomb(handler: Handler) -> None:
    """A gigabyte of zeros in one megabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(packer.compress(bytes(1_000_000)))
    handler.wfile.write(packer.flush())


def never_done(handler: Handler) -> None:
    """A small page, whole, and then what no unpacker asks for."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()
    handler.wfile.write(gzip.compress(b"<p>small"))
    while True:
        handler.wfile.write(bytes(65_536))


def torn(handler: Handler) -> None:
    """Half of what was packed, and no length by which that could be told."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Encoding", "gzip")
    handler.end_headers()
    packed = gzip.compress(random.Random(1).randbytes(9_000))
    handler.wfile.write(packed[: len(packed) // 2])


def cut_short(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<p>half")


def great_head(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"y" * 1_000_000 + b"\r\n\r\n")


def packed(data: bytes) -> Answer:
    return page(gzip.compress(data), Content_Encoding="gzip")


class Server:
    def __init__(self, port: int, asked: list[tuple[str, str]], answers: dict[str, Answer]) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.asked = asked
        self.answers = answers

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving(answers: dict[str, Answer]) -> Iterator[Server]:
    kind = type("Answers", (Handler,), {"answers": answers, "asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield Server(server.server_address[1], kind.asked, answers)  # type: ignore[attr-defined]
        finally:
            server.shutdown()
            thread.join()
