"""A polite reader of the web: robots.txt, pauses, limits of size and time, redirects followed with care."""

import ssl
import threading
import time
import zlib
from urllib.parse import urlsplit

import certifi
import httpcore
import httpx
from msgspec import Struct
from protego import Protego

from newsdigest.fetch.network import Lookup, Network, NotPublicError, UnknownHostError, look_up
from newsdigest.fetch.transport import Transport
from newsdigest.model.printable import printable
from newsdigest.model.problem import Problem

MOST_REDIRECTS = 10
TIMEOUT_S = 15.0
"""For a server to say anything at all."""
DEADLINE_S = 60.0
"""For a whole page, redirects included."""
PAUSE_S = 1.0
"""Between two requests to one host, unless its robots.txt asks for a longer one."""
MOST_PAUSE_S = 20.0
"""However long a one it asks for."""
ROBOTS_BYTES = 500_000
"""Of robots.txt that are read, as RFC 9309 asks at least."""

BY_HAND = "open it in a browser, and save it into content/sources"
LATER = "try again later, or save the page by hand"


class Fetched(Struct, frozen=True):
    """What was at an address."""

    url: str
    """Where it was in the end."""
    status: int
    data: bytes
    """Decoded from gzip or deflate."""
    media: str
    """`text/html`, in lower case; empty if the server did not say."""
    charset: str
    """As the server declared it; empty if it did not."""
    retry_after: str = ""
    """When to come again, as the server put it."""


class RefusedError(Exception):
    """Why nothing was fetched, and what to do about it; told to the caller as a Problem."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class NoHostError(RefusedError):
    """There is no such host."""


class HungUpError(RefusedError):
    """The server did not answer as servers do."""


class Web:
    """Fetches for one site; may be used by several threads at once."""

    def __init__(
        self,
        agent: str,
        *,
        max_bytes: int,
        private: bool = False,
        pause_s: float = PAUSE_S,
        deadline_s: float = DEADLINE_S,
        lookup: Lookup = look_up,
    ) -> None:
        """`agent` is what servers are told that asks; `private` allows private networks."""
        self._agent = agent
        self._token = agent.partition("/")[0]
        """What robots.txt calls us: the address in `agent` must not be taken for a name."""
        self._max_bytes = max_bytes
        self._private = private
        self._pause_s, self._deadline_s = pause_s, deadline_s
        self._lookup = lookup
        self._tls = ssl.create_default_context(cafile=certifi.where())
        self._robots: dict[str, Protego | RefusedError] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._last: dict[str, float] = {}
        self._pauses: dict[str, float] = {}

    def get(self, url: str) -> Fetched | Problem:
        """The page at an address, or why there is none."""
        try:
            return self._get(url)
        except RefusedError as refused:
            return Problem(url, 0, 0, "fetch", refused.message, refused.hint)

    def status(self, url: str, method: str) -> Fetched:
        """What the server says of an address, without what is there. Raises RefusedError."""
        return self._follow(url, 0, method)

    def _get(self, url: str) -> Fetched:
        found = self._follow(url, self._max_bytes)
        _ask_status(found)
        return found

    def _follow(self, url: str, most: int, method: str = "GET") -> Fetched:
        """What is at an address in the end; no more than `most` bytes of it, and with 0 none."""
        deadline = time.monotonic() + self._deadline_s
        for _ in range(MOST_REDIRECTS + 1):
            _ask_address(url)
            if not self._allowed(url, deadline):
                host = urlsplit(url).hostname
                raise RefusedError(
                    f"the robots.txt of {host} asks programs to leave this page alone", BY_HAND
                )
            found = self._ask(url, deadline, most, method=method)
            if isinstance(found, Fetched):
                return found
            url = found
        raise RefusedError(f"it redirects more than {MOST_REDIRECTS} times", "")

    def _allowed(self, url: str, deadline: float) -> bool:
        """Whether robots.txt (RFC 9309) lets us read an address; a server in trouble lets nobody."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._locks.setdefault(origin, threading.Lock()):
            if origin not in self._robots:
                self._robots[origin] = self._rules(f"{origin}/robots.txt", deadline)
        rules = self._robots[origin]
        if isinstance(rules, RefusedError):
            raise rules
        host = parts.hostname or ""
        asked = min(rules.crawl_delay(self._token) or 0.0, MOST_PAUSE_S)
        self._pauses[host] = max(asked, self._pauses.get(host, self._pause_s))
        return bool(rules.can_fetch(url, self._token))

    def _rules(self, url: str, deadline: float) -> Protego | RefusedError:
        try:
            return Protego.parse(self._robots_text(url, deadline))
        except RefusedError as refused:
            return refused

    def _robots_text(self, url: str, deadline: float) -> str:
        for _ in range(5):  # RFC 9309, 2.3.1.2
            _ask_address(url)
            found = self._ask(url, deadline, ROBOTS_BYTES, cut=True)
            if isinstance(found, Fetched):
                if found.status >= 500:
                    raise RefusedError(
                        f"its robots.txt cannot be read: {status_text(found.status)}", "try again later"
                    )
                return found.data.decode("utf-8", "replace") if found.status < 300 else ""
            url = found
        return ""

    def _ask(
        self, url: str, deadline: float, most: int, *, cut: bool = False, method: str = "GET"
    ) -> Fetched | str:
        """One request: what is there, or the address to which it redirects."""
        host = urlsplit(url).hostname or ""
        pause = self._pauses.get(host, self._pause_s)
        with self._locks.setdefault(host, threading.Lock()):
            time.sleep(max(0.0, self._last.get(host, 0.0) + pause - time.monotonic()))
            try:
                return self._request(url, deadline, most, cut=cut, method=method)
            finally:
                self._last[host] = time.monotonic()

    def _request(self, url: str, deadline: float, most: int, *, cut: bool, method: str) -> Fetched | str:
        network = Network(deadline, private=self._private, lookup=self._lookup)
        headers = {"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate"}
        try:
            with (
                httpx.Client(transport=Transport(network, self._tls), timeout=TIMEOUT_S) as client,
                client.stream(method, url, headers=headers) as response,
            ):
                if response.next_request is not None:
                    return str(response.next_request.url)
                data = _body(response, most, cut=cut) if most else b""
        except NotPublicError as error:
            hint = "if that is a server of yours, say so with `--allow-private`"
            raise RefusedError(f"{error}, which is no public address", hint) from error
        except UnknownHostError as error:
            raise NoHostError(str(error), "look whether the address is right") from error
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            raise RefusedError("the server took too long", LATER) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL) as error:
            raise HungUpError(
                f"the server could not be asked: {str(error) or type(error).__name__}"
            ) from error
        media = printable(response.headers.get("content-type", "").partition(";")[0]).lower()
        charset = response.charset_encoding or ""
        later = printable(response.headers.get("retry-after", ""))
        return Fetched(str(response.url), response.status_code, data, media, charset, later)


def _ask_address(url: str) -> None:
    """Addresses that a page of the web may have."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise RefusedError(f"`{url}` is no address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RefusedError(
            f"`{url}` is no address of the web", "give one that begins with https:// or http://"
        )
    if parts.username is not None:
        raise RefusedError("the address holds a name and password", "give it without them")


def _ask_status(found: Fetched) -> None:
    if found.status in (401, 403, 407, 451):
        raise RefusedError(f"the server does not give it to programs: {status_text(found.status)}", BY_HAND)
    if found.status in (404, 410):
        raise RefusedError(
            f"there is no such page: {status_text(found.status)}", "look whether the address is right"
        )
    if found.status != 200:
        hint = (
            f"{LATER}; it asks for patience: `Retry-After: {found.retry_after}`"
            if found.retry_after
            else LATER
        )
        raise RefusedError(f"the server says {status_text(found.status)}", hint)


def status_text(code: int) -> str:
    """A status as people say it: `404 Not Found`."""
    return f"{code} {httpx.codes.get_reason_phrase(code)}".strip()


def _body(response: httpx.Response, most: int, *, cut: bool) -> bytes:
    """The body, decoded; never more of it in memory than is allowed, however small it came."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise RefusedError(f"it came encoded as {printable(encoding)}, which was not asked for")
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding not in ("", "identity") else None
    data, came = bytearray(), 0
    try:
        for chunk in response.iter_raw():
            came += len(chunk)
            data += inflate.decompress(chunk, most + 1 - len(data)) if inflate else chunk
            if len(data) > most or came > most:
                if cut:
                    return bytes(data[:most])
                raise RefusedError(
                    f"it is larger than the {most / 1e6:g} MB allowed", "raise `ingest.max_mb`"
                )
    except zlib.error as error:
        raise RefusedError(f"it cannot be decoded: {error}", BY_HAND) from error
    if inflate and came and not inflate.eof:
        raise HungUpError("it ends in the middle", LATER)
    return bytes(data)
