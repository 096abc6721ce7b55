"""The body of a news page: which blocks of it are the article, as Markdown."""

from newsdigest.extract.body.read import Body, read_body

__all__ = ["Body", "read_body"]
