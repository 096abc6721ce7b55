"""Runs Pagefind, which makes the index of the site's search."""

from collections.abc import Mapping
from pathlib import Path

INTERFACES = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")
"""How files begin that bring a look of Pagefind's own, which the site does not use."""

LIMIT_S = 600


class PagefindError(Exception):
    """Pagefind is not there, or did not do its work; says why."""


def pagefind_version() -> str:
    """What is installed; empty if nothing is."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("pagefind")
    except PackageNotFoundError:
        return ""


def make_index(documents: Mapping[str, str]) -> dict[str, bytes]:
    """Path -> bytes of the index of some HTML documents, by name. Raises PagefindError."""
    import subprocess

    try:
        from pagefind.service import get_executable
    except ImportError as error:
        raise PagefindError("the package is not installed") from error
    program = get_executable()
    if program is None:
        raise PagefindError("it has no program for this machine")
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="newsdigest-search-") as folder:
        site, index = Path(folder, "site"), Path(folder, "index")
        site.mkdir()
        for name, html in documents.items():
            (site / name).write_text(html, "utf-8")
        command = [str(program), "--site", str(site), "--output-path", str(index), "--silent"]
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                check=False,
                timeout=LIMIT_S,
                cwd=folder,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PagefindError(str(error)) from error
        if done.returncode:
            said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
            raise PagefindError(said.splitlines()[-1] if said else f"it ended with status {done.returncode}")
        return {
            file.relative_to(index).as_posix(): file.read_bytes()
            for file in sorted(index.rglob("*"))
            if file.is_file() and not file.name.startswith(INTERFACES)
        }
