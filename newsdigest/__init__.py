"""A static site generator for a curated news digest: saved pages in, a published digest out."""

__version__ = "0.1.0"
