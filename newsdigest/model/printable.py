"""Texts of others, fit to be shown."""


def printable(text: str) -> str:
    """On one line, without signs by which it could write elsewhere on a terminal."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
