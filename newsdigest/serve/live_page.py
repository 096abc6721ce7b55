"""What a preview changes in a page on its way to the browser: reload script, policy, faults on top."""

import re
from html import escape

SCRIPT, STYLE = "/livereload.js", "/livereload.css"

NUMBER = "snipver"
"""A value that livereload's script hands on; here the number of the build that a page is of."""

CSS = b"""\
#preview-faults { margin: 0; padding: 1rem; color: #fff; background: #a11; }
#preview-faults pre { margin: 0; font: 14px/1.5 monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
"""

_POLICY = re.compile(
    rb"""(<meta\s[^>]*http-equiv\s*=\s*["']?content-security-policy["']?[^>]*content\s*=\s*)("[^"]*"|'[^']*')""",
    re.IGNORECASE,
)
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)


def live_script(address: str, number: int) -> str:
    """The script's address; what stands in it, the script tells its socket."""
    return f"{SCRIPT}?port={address.rpartition(':')[2]}&{NUMBER}={number}"


def live(page: bytes, address: str, faults: str, number: int) -> bytes:
    """A page that reloads itself, and shows what keeps the newest save from being published.

    `address` is the preview's host and port, `number` that of the build shown. The script is a file, so a
    policy needs no inline script.
    """
    page = _POLICY.sub(lambda found: found[1] + _opened(found[2], address), page)
    head = f'<script src="{escape(live_script(address, number))}"></script>'
    if faults:
        head += f'<link rel="stylesheet" href="{STYLE}">'
        alert = f'<aside id="preview-faults" role="alert"><pre>{escape(faults)}</pre></aside>'
        page = _insert(page, _BODY, alert.encode(), after=True)
    return _insert(page, _HEAD_END, head.encode(), after=False)


def notice(title: str) -> bytes:
    """A page for an address at which the site has none yet."""
    text = escape(title)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{text}</title></head><body><p>{text}</p></body></html>
""".encode()


def _opened(quoted: bytes, address: str) -> bytes:
    """A policy that lets the reload script, its socket and the style of faults through."""
    sign, policy = quoted[:1], quoted[1:-1].decode()
    directives: dict[str, list[str]] = {}
    for directive in filter(None, map(str.strip, policy.split(";"))):
        name, *sources = directive.split()
        directives.setdefault(name.lower(), sources)
    allowed = {
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "connect-src": ["'self'", f"ws://{address}"],
    }
    for name, wanted in allowed.items():
        present = directives.get(name, directives.get("default-src", []))
        kept = [source for source in present if source != "'none'"]
        directives[name] = kept + [source for source in wanted if source not in kept]
    return (
        sign + "; ".join(" ".join([name, *sources]) for name, sources in directives.items()).encode() + sign
    )


def _insert(page: bytes, mark: re.Pattern[bytes], piece: bytes, *, after: bool) -> bytes:
    """Put a piece beside the first place that matches; a page without one gets it at its end."""
    found = mark.search(page)
    at = len(page) if found is None else found.end() if after else found.start()
    return page[:at] + piece + page[at:]
