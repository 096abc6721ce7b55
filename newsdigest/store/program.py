"""Which program this is: what it makes may differ from what another version makes."""

import sys
from functools import cache
from pathlib import Path

from newsdigest.model.fingerprint import fingerprint
from newsdigest.store.files import walk

LIBRARIES = (
    "babel",
    "beautifulsoup4",
    "fontpkg-noto-sans-arabic",
    "fontpkg-noto-serif",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "markupsafe",
    "nh3",
    "noto-cjk-sans-jp-bold",
    "pillow",
    "pyyaml",
)
"""Those whose output is in the site's bytes."""


_PACKAGE = Path(__file__).resolve().parents[1]

SHIPPED_TEMPLATES = _PACKAGE.parent / "templates"


@cache
def program_fingerprint() -> bytes:
    """Of this package's files, by size and time, and of the versions of the libraries it renders with."""
    files = [(name, stat.size, stat.mtime_ns) for name, stat in walk(_PACKAGE) if not name.endswith(".pyc")]
    return fingerprint(files, _versions())


def _versions() -> list[str]:
    """The libraries that are installed, as the folders beside them name them: `jinja2-3.1.6.dist-info`.

    `importlib.metadata` would tell the same, and take longer than all else that a build
    with nothing to do has to do.
    """
    wanted = tuple(f"{name}-".replace("-", "_") for name in LIBRARIES)
    places = [place for place in map(Path, sys.path) if place.is_dir()]
    names = (path.name for place in places for path in place.iterdir())
    return sorted(
        name for name in names if name.endswith("-info") and name.lower().replace("-", "_").startswith(wanted)
    )
