"""A preview as an editor runs it: a real process, real files, a real socket."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

PATIENCE_S = 20


class Running:
    """A preview process and what it says."""

    def __init__(self, folder: Path, base_path: str) -> None:
        self.folder = folder
        script = Path(__file__).with_name("preview_process.py")
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", str(script), str(folder), base_path],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            # A test run in the background ignores Ctrl-C, and its children would, too.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self.lines: Queue[str] = Queue()
        self.listener = Thread(target=lambda: [*map(self.lines.put, self.process.stderr)], daemon=True)
        self.listener.start()
        first = self.lines.get(timeout=PATIENCE_S)
        self.port = int(re.search(r":(\d+)/", first)[1])
        self.url = f"http://127.0.0.1:{self.port}{base_path}"

    def told(self, words: str) -> str:
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            line = self.lines.get(timeout=PATIENCE_S)
            if words in line:
                return line
        raise AssertionError(f"never said {words!r}")

    def save(self, name: str, text: str) -> None:
        """As many editors save: a new file renamed over the old one."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(path.name + "~")
        fresh.write_text(text, "utf-8")
        fresh.replace(path)


@pytest.fixture(params=["/", "/repo/"])
def preview(request, tmp_path) -> Iterator[Running]:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "page.html").write_text("first")
    running = Running(tmp_path, request.param)
    yield running
    if running.process.poll() is None:
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(PATIENCE_S) == 0
    running.listener.join(PATIENCE_S)
    running.process.stderr.close()


async def get(url: str, **headers: str) -> tuple[int, str]:
    asked = HTTPRequest(url, headers=headers, follow_redirects=False)
    answer = await AsyncHTTPClient().fetch(asked, raise_error=False)
    return answer.code, answer.body.decode()


async def shows(preview: Running, text: str) -> str:
    """The front page, once it shows a text."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        _, page = await get(preview.url)
        if text in page:
            return page
        await asyncio.sleep(0.02)
    raise AssertionError(f"{text!r} is not in {page!r}")


@asynccontextmanager
async def listening(preview: Running, number: str = "", **headers: str):
    """A socket that has shaken hands as a browser does, of a page of a build with a number."""
    socket = await websocket_connect(
        HTTPRequest(f"ws://127.0.0.1:{preview.port}/livereload", headers=headers)
    )
    said = {"snipver": int(number)} if number else {}
    await socket.write_message(json.dumps({"command": "hello", "protocols": [], **said}))
    assert json.loads(await socket.read_message())["command"] == "hello"
    await socket.write_message(json.dumps({"command": "info", "url": preview.url}))
    yield socket
    socket.close()
    while await socket.read_message() is not None:
        pass


async def reloaded(socket) -> None:
    message = await asyncio.wait_for(socket.read_message(), PATIENCE_S)
    assert json.loads(message)["command"] == "reload"


def told(story: Coroutine[None, None, None]) -> None:
    """Run a story in a thread of its own: a browser of other tests may have a loop in this one."""
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, story).result()


def test_a_save_is_built_and_reloads_the_browser(preview) -> None:
    async def story() -> None:
        page = await shows(preview, "first")
        script = re.search(r'<script src="([^"]+)"', page)[1]
        assert (await get(f"http://127.0.0.1:{preview.port}{script}"))[0] == 200
        async with listening(preview, Origin=f"http://127.0.0.1:{preview.port}") as socket:
            preview.save("content/page.html", "second")
            await reloaded(socket)
            assert "second" in (await get(preview.url))[1]
            # At once again: livereload itself would let this one go.
            preview.save("content/page.html", "third")
            await reloaded(socket)
            assert "third" in (await get(preview.url))[1]

    told(story())


def test_the_last_of_a_burst_of_saves_wins(preview) -> None:
    async def story() -> None:
        await shows(preview, "first")
        for number in range(60):
            preview.save("content/page.html", f"save {number}.")
            await asyncio.sleep(0.01)
        await shows(preview, "save 59.")

    told(story())


def test_what_a_build_does_after_it_has_shown_waits_for_a_pause(preview) -> None:
    async def rest() -> tuple[int, str]:
        number, _, page = (await get(preview.url + "rest.txt"))[1].partition(" ")
        return int(number) if number.isdigit() else 0, page

    async def story() -> None:
        until = time.monotonic() + PATIENCE_S
        while (await rest())[0] < 1 and time.monotonic() < until:
            await asyncio.sleep(0.05)
        for number in range(8):
            preview.save("content/page.html", f"save {number}")
            await asyncio.sleep(0.1)
        until = time.monotonic() + PATIENCE_S
        while "save 7" not in (await rest())[1] and time.monotonic() < until:
            await asyncio.sleep(0.05)
        number, page = await rest()
        assert "save 7" in page, "the last save wins here, too"
        assert number < 1 + 8, "saves in a row were shown without the rest"

    told(story())


def test_a_faulty_save_is_told_and_the_last_good_site_stays(preview) -> None:
    async def story() -> None:
        await shows(preview, "first")
        async with listening(preview) as socket:
            preview.save("content/page.html", "BROKEN")
            await reloaded(socket)
        page = await shows(preview, "it is &lt;broken&gt;")
        assert "first" in page
        preview.told("error[broken]")
        preview.save("content/page.html", "CRASH")
        preview.told("RuntimeError")
        preview.save("content/page.html", "mended")
        # A page may be asked for between its publishing and the outcome's telling.
        pages = [await shows(preview, "mended") for _ in range(100)]
        assert "preview-faults" not in pages[-1]

    told(story())


def test_a_page_from_before_a_build_reloads_even_if_it_listens_only_after_it(preview) -> None:
    async def story() -> None:
        before = re.search(r"snipver=(\d+)", await shows(preview, "first"))[1]
        preview.save("content/page.html", "second")
        await shows(preview, "second")
        after = before
        while after == before:
            after = re.search(r"snipver=(\d+)", (await get(preview.url))[1])[1]
        async with listening(preview, before) as late:
            await reloaded(late)
        async with listening(preview, after) as fresh:
            preview.save("content/page.html", "third")
            await reloaded(fresh)
            assert "third" in (await get(preview.url))[1]

    told(story())


def test_what_comes_into_being_is_watched(preview) -> None:
    async def story() -> None:
        await shows(preview, "first")
        preview.save("config.yaml", "settings one")
        await shows(preview, "settings one")
        preview.save("config.yaml", "settings two")
        await shows(preview, "settings two")
        preview.save("content/new/deep/page.html", "deep")
        await shows(preview, "deep")
        (preview.folder / "content").rename(preview.folder / "away")
        preview.save("content/page.html", "another folder")
        page = await shows(preview, "another folder")
        assert "deep" not in page

    told(story())


def test_other_sites_are_refused(preview) -> None:
    async def story() -> None:
        await shows(preview, "first")
        for origin in ("https://example.com", "null", f"http://localhost.example.com:{preview.port}"):
            with pytest.raises(HTTPClientError) as refused:
                async with listening(preview, Origin=origin):
                    pass
            assert refused.value.code == 403
        code, page = await get(preview.url, Host=f"rebound.example.com:{preview.port}")
        assert code == 404
        assert "first" not in page
        with pytest.raises(HTTPClientError):
            async with listening(preview, Host="rebound.example.com", Origin="http://rebound.example.com"):
                pass
        assert "first" in (await get(preview.url, Host=f"localhost:{preview.port}"))[1]

    told(story())


def test_unknown_addresses_get_the_sites_own_page(preview) -> None:
    async def story() -> None:
        await shows(preview, "first")
        (preview.folder / "public" / "404.html").write_text("<head></head>Not here")
        (preview.folder / "secret.txt").write_text("secret")
        for address in ("nothing/", "..%2Fsecret.txt", "%2e%2e/secret.txt", "nothing.css"):
            code, page = await get(preview.url + address)
            assert code in (403, 404)
            assert "Not here" in page
            assert "secret" not in page
        outside = await get(f"http://127.0.0.1:{preview.port}/elsewhere/")
        assert outside[0] == 404

    told(story())


def test_files_are_never_stale(preview) -> None:
    async def story() -> None:
        await shows(preview, "first")
        assert await get(preview.url + "data.json") == (200, '"1"')
        preview.save("content/second.html", "more")
        await shows(preview, "more")
        assert await get(preview.url + "data.json") == (200, '"2"')
        root = await get(f"http://127.0.0.1:{preview.port}/")
        assert root[0] in (200, 302)

    told(story())
