"""The command line: options in, one command called, its outcome printed; the only place that prints."""

from newsdigest.cli.main import commands, main

__all__ = ["commands", "main"]
