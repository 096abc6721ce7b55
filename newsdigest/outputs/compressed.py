"""Compressed copies beside the site's text files, for hosts that send them as they are.

Written where `delivery.compress` asks, for what the other kinds have planned. Brotli at its best takes
ten times as long as rendering, so a copy is kept by what it was made from.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from newsdigest.model.config import Config
from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Site

TEXT = (".html", ".xml", ".json", ".css", ".js", ".svg", ".txt")


def _gzip(data: bytes) -> bytes:
    """Without a time in its head: the same bytes at every build."""
    import gzip

    return gzip.compress(data, 9, mtime=0)


def _brotli(data: bytes) -> bytes:
    import brotli

    return bytes(brotli.compress(data, mode=brotli.MODE_TEXT))


FORMATS: Mapping[str, tuple[str, Callable[[bytes], bytes]]] = {"gzip": (".gz", _gzip), "br": (".br", _brotli)}
"""Name in `delivery.compress` -> ending of the file, and how it is made."""


class _Copy(Struct, frozen=True):
    """What a compressed file is a copy of."""

    of: Output
    kind: Kind
    format: str


def copies_of(path: str, config: Config) -> Iterator[str]:
    """Where the copies of a file stand, if it has any."""
    if path.endswith(TEXT):
        yield from (path + FORMATS[name][0] for name in sorted(config.compress))


def plan_compressed(site: Site, outputs: Iterable[Output], kinds: Mapping[str, Kind]) -> Iterator[Output]:
    """A copy in each format of every text file that was planned."""
    formats = sorted(site.config.compress)
    for output in outputs:
        if formats and output.path.endswith(TEXT):
            for name in formats:
                copy, end = _Copy(output, kinds[output.kind], name), FORMATS[name][0]
                path, url = output.path + end, f"/{output.path}{end}"
                yield Output(
                    path, url, "compressed", copy, output.inputs, output.origin, copied_kind=output.kind
                )


def _view(site: Site, output: Output) -> View:
    copy = output.subject
    assert isinstance(copy, _Copy)
    return {"format": copy.format, "kind": copy.kind.name, "view": copy.kind.view(site, copy.of)}


def _render(view: View, tools: Tools) -> bytes:
    data = tools.make(view["kind"], view["view"])
    compress = FORMATS[view["format"]][1]
    return tools.kept(fingerprint("compressed", view["format"], data), lambda: compress(data))


COMPRESSED = Kind("compressed", lambda site: (), _view, _render, narrow=True)
"""Plans nothing by itself: see `plan_compressed`."""
