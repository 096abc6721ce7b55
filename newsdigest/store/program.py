"""Which program this is: what it makes may differ from what another version makes."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from newsdigest.model.fingerprint import fingerprint
from newsdigest.store.files import walk

LIBRARIES = ("babel", "beautifulsoup4", "jinja2", "lxml", "markdown-it-py", "markupsafe", "nh3", "pyyaml")
"""Those whose output is in the site's bytes."""


_PACKAGE = Path(__file__).resolve().parents[1]

SHIPPED_TEMPLATES = _PACKAGE.parent / "templates"


@cache
def program_fingerprint() -> bytes:
    """Of this package's files, by size and time, and of the versions of the libraries it renders with."""
    files = [(name, stat.size, stat.mtime_ns) for name, stat in walk(_PACKAGE) if not name.endswith(".pyc")]
    return fingerprint(files, [_version(name) for name in LIBRARIES])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
