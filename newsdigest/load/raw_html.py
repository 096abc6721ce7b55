"""Raw HTML in a body: what it links to and shows. Imported late, for few bodies have any."""

from collections.abc import Iterator
from html.parser import HTMLParser


def named_in_html(html: str, line: int) -> Iterator[tuple[str, str, str, int]]:
    """Links and pictures as (`a` or `img`, address, alternative text, line); the HTML begins on `line`."""
    reader = _Names()
    reader.feed(html)
    for kind, address, alt, offset in reader.named:
        yield kind, address, alt, line + offset


class _Names(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.named: list[tuple[str, str, str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get("href" if tag == "a" else "src")
        if tag in ("a", "img") and address:
            self.named.append((tag, address, given.get("alt") or "", self.getpos()[0] - 1))
