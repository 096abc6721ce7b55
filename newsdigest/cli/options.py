"""The options of a build, and the kinds of values that commands take."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from newsdigest.model.request import Request

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
NEW_FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Moment(click.ParamType[str]):
    """A day or an instant; kept as text, for the site's time zone is not known yet."""

    name = "DAY|INSTANT"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself, once it is sure to be one of the two."""
        try:
            datetime.fromisoformat(value)
        except ValueError:
            self.fail("give a day (2026-11-24) or an instant (2026-11-24T09:30:00+01:00)", param, ctx)
        return value


class Place(click.ParamType[Path | str]):
    """A file that is there, or an address of the web."""

    name = "PAGE|URL"

    def convert(
        self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path | str:
        """The address as it is; a file as its path."""
        if isinstance(value, str) and value.lower().startswith(("http://", "https://")):
            return value
        return Path(FILE.convert(value, param, ctx))


def request_of(root: Path, options: dict[str, Any]) -> Request:
    """What a build is asked to do, from the options as click gives them."""
    from newsdigest.store.cores import default_jobs

    return Request(
        root=root,
        config=_absolute(options["config"]) or root / "config.yaml",
        output=_absolute(options["output"]) or root / "public",
        base_url=options["base_url"],
        moment=options["moment"] or "",
        drafts=options["drafts"],
        ingest=not options["no_ingest"],
        jobs=options["jobs"] or default_jobs(),
        clean=options["clean"],
        dry_run=options["dry_run"],
        diff=options["diff"],
        allow_removals=options["allow_removals"],
        why=options["why"],
    )


def _absolute(path: Path | None) -> Path | None:
    """A path of the command line means one below the current folder, wherever the site is."""
    return path.resolve() if path else None
