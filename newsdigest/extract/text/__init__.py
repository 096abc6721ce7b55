"""Reading plain-text dumps of news pages: `read_text` is the way in."""

from newsdigest.extract.text.read import read_text

__all__ = ["read_text"]
