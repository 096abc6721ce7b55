"""Slugs and folded names: how words become addresses, and when two spellings are one."""

import re
import unicodedata
from functools import lru_cache

MAX_BYTES = 200
"""Of a slug in UTF-8: a file name may have 255, and a suffix and `.html` must fit."""


_SLUG = re.compile(r"(?=.{1,200}$)[a-z0-9]+(?:-[a-z0-9]+)*")
"""A text that is in the form of a slug already, as most are."""


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """A name for comparison: width and case folded, blanks and hyphens as one blank.

    `China`, `china`, `ＣＨＩＮＡ` fold together; so do `human-rights` and `Human Rights`.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(re.split(r"[\s_\-\u2010-\u2015]+", folded)).strip()


@lru_cache(maxsize=16384)
def slugify(text: str) -> str:
    """The address form of a text: NFC, lower case, letters and digits of any script, hyphens between.

    Empty where the text has no letter or digit (an emoji, say). Slugifying twice is slugifying once.
    """
    if _SLUG.fullmatch(text):
        return text
    lowered = unicodedata.normalize("NFKC", text).lower()
    kept = "".join(sign if _belongs(sign) else "" if sign in "'\u2019" else "-" for sign in lowered)
    slug = unicodedata.normalize("NFC", re.sub(r"-+", "-", kept).strip("-"))
    while len(slug.encode()) > MAX_BYTES:
        head, _, _ = slug.rpartition("-")
        slug = head if len(head.encode()) > MAX_BYTES // 2 else slug[:-1]
    return slug.strip("-")


def _belongs(sign: str) -> bool:
    """Letters, marks and numbers: marks too, or Arabic and Hindi words would lose their vowels.

    But not the invisible marks that make a sign an emoji.
    """
    category = unicodedata.category(sign)
    return category[0] in "LN" or (category in ("Mn", "Mc") and not "\ufe00" <= sign <= "\ufe0f")
