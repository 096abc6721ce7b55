"""An address is asked in the way that costs least, and only what is gone is said to be."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from link_server import LinkServer, link_server

from newsdigest.fetch.asking import ask
from newsdigest.fetch.web import Web
from newsdigest.model.weblink import Answer


@pytest.fixture
def server() -> Iterator[LinkServer]:
    with link_server() as server:
        yield server


def web(**more: object) -> Web:
    return Web("newsdigest/1", max_bytes=0, private=True, pause_s=0.0, **more)  # type: ignore[arg-type]


def asked(server: LinkServer, path: str) -> tuple[Answer, list[float]]:
    waits: list[float] = []
    return ask(web(), server.url(path), waits.append), waits


def test_a_page_that_is_there_is_asked_for_its_head_alone(server: LinkServer) -> None:
    server.said["/crane"] = 200
    assert asked(server, "/crane") == (Answer("good", "200 OK"), [])
    assert server.methods("/crane") == ["HEAD"]
    assert server.methods("/robots.txt") == ["GET"]


@pytest.mark.parametrize("refusal", [403, 404, 405, 501, None])
def test_where_a_head_is_refused_the_page_is_asked_for(server: LinkServer, refusal: int | None) -> None:
    server.said["/crane"] = lambda method: refusal if method == "HEAD" else 200
    assert asked(server, "/crane")[0] == Answer("good", "200 OK")
    assert server.methods("/crane")[-1] == "GET"


@pytest.mark.parametrize(
    "status, answer",
    [
        (404, Answer("gone", "404 Not Found")),
        (410, Answer("gone", "410 Gone")),
        (403, Answer("unsure", "403 Forbidden")),
        (401, Answer("unsure", "401 Unauthorized")),
        (500, Answer("unsure", "500 Internal Server Error")),
        (451, Answer("unsure", "451 Unavailable For Legal Reasons")),
    ],
)
def test_only_what_is_gone_is_gone(server: LinkServer, status: int, answer: Answer) -> None:
    server.said["/crane"] = status
    assert asked(server, "/crane")[0] == answer


def test_a_redirect_is_followed_to_its_end(server: LinkServer) -> None:
    server.said["/old"] = (301, {"Location": "/new"})
    server.said["/new"] = 200
    assert asked(server, "/old")[0] == Answer("good", "200 OK")
    server.said["/round"] = (302, {"Location": "/round"})
    assert asked(server, "/round")[0].outcome == "unsure"


def test_a_busy_server_is_given_the_time_that_it_asks_for(server: LinkServer) -> None:
    says = iter([(429, {"Retry-After": "3"}), (503, {}), 200])
    server.said["/crane"] = lambda method: next(says)
    answer, waits = asked(server, "/crane")
    assert answer == Answer("good", "200 OK")
    assert waits == [3.0, 8.0]


def test_a_server_that_stays_busy_is_left_alone(server: LinkServer) -> None:
    server.said["/crane"] = 429
    answer, waits = asked(server, "/crane")
    assert answer == Answer("unsure", "429 Too Many Requests", busy=True)
    assert waits == [2.0, 8.0]
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    server.said["/crane"] = (503, {"Retry-After": later})
    assert asked(server, "/crane") == (Answer("unsure", "503 Service Unavailable", busy=True), [])


def test_robots_txt_is_obeyed_and_says_nothing_of_the_page(server: LinkServer) -> None:
    server.said["/robots.txt"] = 503
    assert asked(server, "/crane")[0].outcome == "unsure"
    assert server.methods("/crane") == []


def test_a_server_that_hangs_up_or_is_silent_is_not_gone(server: LinkServer) -> None:
    server.said["/crane"] = None
    assert asked(server, "/crane")[0].outcome == "unsure"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/crane"
        assert ask(web(deadline_s=0.3), url) == Answer("unsure", "the server took too long")


def test_a_host_that_does_not_exist_is_gone_and_one_that_cannot_be_looked_up_is_not() -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def try_again(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    url = "http://crane.example.com/"
    assert ask(web(lookup=nobody), url) == Answer(
        "gone", "no host of the name crane.example.com is known", nameless=True
    )
    assert ask(web(lookup=try_again), url).outcome == "unsure"
