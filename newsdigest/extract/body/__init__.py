"""The body of a news page: which blocks of it are the article, as Markdown."""

from newsdigest.extract.body.read import Body, Evidence, evidence_of, read_body

__all__ = ["Body", "Evidence", "evidence_of", "read_body"]
