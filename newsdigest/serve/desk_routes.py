"""The desk's addresses in the preview: who may ask, and in which form the answers come.

A page of the desk is answered to a person who goes there, never to a script, a frame or another site; what
changes a file needs the preview's own origin and a token that only the desk's pages have.
"""

import asyncio
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from msgspec import Struct
from tornado.web import HTTPError, RequestHandler

from newsdigest.serve.live_page import live_script

DESK = "/-/desk/"
"""No site has an address like this: slugs begin with a letter or digit."""

FOLDER = Path(__file__).parent / "desk"

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; frame-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""For a saved page: no script, no form, no request to anywhere, and an origin that is nobody's."""


class Reply(Struct, frozen=True):
    """What the desk answers: a page with its values, or where to go on."""

    page: str = ""
    """The template of the page."""
    values: Mapping[str, Any] | None = None
    go_to: str = ""
    """Address below the desk's."""
    status: int = 200


class Desk(Protocol):
    """What stands behind the addresses; a name that leads nowhere raises LookupError."""

    def overview(self) -> Reply:
        """All that waits for an editor."""

    def entry(self, file: str) -> Reply:
        """One entry, with what is known of it."""

    def change(self, file: str, form: Mapping[str, list[str]]) -> Reply:
        """An entry saved, published or discarded."""

    def again(self, file: str, form: Mapping[str, list[str]], said: str, status: int) -> Reply:
        """The form with what the editor wrote in it, and why nothing was done."""

    def source(self, name: str) -> tuple[bytes, str]:
        """A saved page and its media type."""

    def receive(self, form: Mapping[str, list[str]]) -> Reply:
        """A page that was sent by the bookmarklet, saved."""


def desk_routes(
    desk: Desk, number: Callable[[], int]
) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
    """The routes, with a token of this run of the preview; `number` is that of the build shown now."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["marked"] = _marked
    given = {
        "desk": desk, "token": secrets.token_urlsafe(32), "environment": environment, "number": number,
    }  # fmt: skip
    return [
        (DESK + r"(desk\.css|desk\.js)", _Asset, {}),
        (DESK + "source/(.+)", _Source, {"desk": desk}),
        (DESK + "(receive)", _Page, given),
        (DESK + "entry/(.+)", _Entry, given),
        (DESK + "()", _Page, given),
    ]


def _marked(said: str) -> Markup:
    """A message with what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(said))))


class _Guarded(RequestHandler):
    """Answers to its own origin alone."""

    def prepare(self) -> None:
        headers = self.request.headers
        site = headers.get("Sec-Fetch-Site", "none")
        if self.request.method == "POST":
            own = f"{self.request.protocol}://{self.request.host}"
            if headers.get("Origin") != own or site not in ("same-origin", "none"):
                raise HTTPError(403)
        elif headers.get("Sec-Fetch-Mode", "navigate") != "navigate" and not isinstance(self, _Asset):
            raise HTTPError(403)  # a script that would read the token

    def set_default_headers(self) -> None:
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        # With `no-referrer`, browsers would send `Origin: null` from the desk's own forms.
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}: {self._reason}\n")


class _Page(_Guarded):
    """A page of the desk, or what an editor sent from it."""

    def initialize(self, desk: Desk, token: str, environment: Environment, number: Callable[[], int]) -> None:
        self.desk, self.token, self.environment, self.number = desk, token, environment, number

    async def get(self, name: str) -> None:
        await self._answer(self._shown, name)

    async def post(self, name: str) -> None:
        form = {
            key: [value.decode("utf-8", "replace") for value in values]
            for key, values in self.request.body_arguments.items()
        }
        ours = hmac.compare_digest(self.get_body_argument("token", "").encode(), self.token.encode())
        await self._answer(self._changed if ours else self._refused, name, form)

    def _shown(self, name: str) -> Reply:
        if name == "receive":
            return Reply("receive.html", {})
        return self.desk.overview()

    def _changed(self, name: str, form: Mapping[str, list[str]]) -> Reply:
        if name != "receive":
            raise LookupError(name)
        return self.desk.receive(form)

    def _refused(self, name: str, form: Mapping[str, list[str]]) -> Reply:
        """Of a form without the token of this run: another page's, or one from before a new start."""
        raise HTTPError(403)

    async def _answer(self, ask: Any, *given: Any) -> None:
        """Asked in a thread of its own: reading an archive must not keep reload sockets waiting."""
        number = self.number()
        try:
            reply: Reply = await asyncio.get_running_loop().run_in_executor(None, ask, *given)
        except LookupError as error:
            raise HTTPError(404) from error
        if reply.go_to:
            self.redirect(DESK + reply.go_to, status=303)
            return
        self.set_status(reply.status)
        template = self.environment.get_template(reply.page)
        own = f"{self.request.protocol}://{self.request.host}"
        script = live_script(self.request.host, number)
        shown = {"token": self.token, "desk": DESK, "own": own, "done": self.request.query, "live": script}
        self.finish(template.render({**shown, **(reply.values or {})}))


class _Entry(_Page):
    """One entry."""

    def _shown(self, name: str) -> Reply:
        return self.desk.entry(name)

    def _changed(self, name: str, form: Mapping[str, list[str]]) -> Reply:
        return self.desk.change(name, form)

    def _refused(self, name: str, form: Mapping[str, list[str]]) -> Reply:
        if "body" not in form:
            raise HTTPError(403)
        said = "The preview was started anew since this form was opened, so nothing was saved. Save it again:"
        return self.desk.again(name, form, said, 403)


class _Asset(_Guarded):
    """Style and script of the desk."""

    def get(self, name: str) -> None:
        self.set_header("Content-Type", "text/css" if name.endswith(".css") else "text/javascript")
        self.finish((FOLDER / name).read_bytes())


class _Source(_Guarded):
    """A saved page, in a sandbox; only a frame of the desk, or a person, may open it."""

    def initialize(self, desk: Desk) -> None:
        self.desk = desk

    def get(self, name: str) -> None:
        try:
            data, kind = self.desk.source(name)
        except LookupError as error:
            raise HTTPError(404) from error
        self.set_header("Content-Security-Policy", SANDBOX)
        self.set_header("Content-Type", kind)
        self.finish(data)
