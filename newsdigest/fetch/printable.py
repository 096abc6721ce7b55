"""What a server sent, fit to be shown."""


def printable(text: str) -> str:
    """On one line, without signs by which it could write elsewhere on a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
