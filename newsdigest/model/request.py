"""What a build is asked to do: the options of the command line."""

from pathlib import Path

from msgspec import Struct


class Request(Struct, frozen=True):
    """The options of a build."""

    root: Path
    """The site's folder."""
    config: Path
    output: Path
    moment: str = ""
    """A day or an instant in ISO 8601, in the site's zone where it names none; empty for now."""
    base_url: str = ""
    """In place of `site.base_url`; ids stay."""
    drafts: bool = False
    """Show drafts and scheduled entries too, marked as such."""
    ingest: bool = True
    jobs: int = 1
    clean: bool = False
    """Forget what earlier builds remembered."""
    dry_run: bool = False
    """Find out everything and write nothing."""
    diff: bool = False
    """Of a dry run: tell how changed files read before and after."""
    allow_removals: bool = False
    """Publish even if more than a tenth of the entries vanish."""
    advice: bool = False
    """Run the rules that only advise, too."""
    why: tuple[str, ...] = ()
    """Outputs to tell about: what made them stale, or that they were kept."""
