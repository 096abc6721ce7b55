"""What the preview puts into a page, whatever the page."""

import re

import pytest

from newsdigest.serve.live_page import live

ADDRESS = "127.0.0.1:8000"
SCRIPT = b'<script src="/livereload.js?port=8000&amp;snipver=7"></script>'


def policy(page: str) -> dict[str, list[str]]:
    changed = live(page.encode(), ADDRESS, "", 7).decode()
    content = re.search(r"content=[\"'](.*?)[\"']>", changed)[1]
    return {one.split()[0]: one.split()[1:] for one in content.split(";")}


def test_script_stands_in_the_head() -> None:
    page = live(b"<html><head><title>A</title></head><body>B</body></html>", ADDRESS, "", 7)
    assert page == b"<html><head><title>A</title>" + SCRIPT + b"</head><body>B</body></html>"


@pytest.mark.parametrize("page", [b"", b"plain", b"<p>no head", b"<HEAD></HEAD><BODY>x"])
def test_a_page_of_any_shape_is_kept_and_reloads(page) -> None:
    assert SCRIPT in live(page, ADDRESS, "", 7)
    assert live(page, ADDRESS, "", 7).replace(SCRIPT, b"") == page


def test_a_strict_policy_lets_the_preview_through_and_nothing_else() -> None:
    found = policy(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self'\">"
    )
    assert found == {
        "default-src": ["'none'"],
        "img-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "connect-src": ["'self'", "ws://127.0.0.1:8000"],
    }


def test_sources_of_the_policy_are_kept() -> None:
    found = policy(
        "<meta http-equiv=Content-Security-Policy content=\"script-src 'self' 'wasm-unsafe-eval'\">"
    )
    assert found["script-src"] == ["'self'", "'wasm-unsafe-eval'"]


def test_faults_stand_on_top_as_text() -> None:
    page = live(b"<head></head><body class=a><p>Good</p>", ADDRESS, "a.md:1: error <script>", 7)
    head, _, body = page.partition(b"<body class=a>")
    assert b"/livereload.css" in head
    assert body.startswith(b'<aside id="preview-faults" role="alert">')
    assert b"error &lt;script&gt;" in body
    assert body.endswith(b"<p>Good</p>")
