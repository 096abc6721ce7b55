"""The command line: options in, one command called, its outcome printed; the only place that prints."""

from newsdigest.cli.main import commands, main
from newsdigest.cli.process import run

__all__ = ["commands", "main", "run"]
