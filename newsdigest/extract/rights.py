"""Rights notices as they stand on a page."""

import re
from collections.abc import Iterable

from newsdigest.extract.agencies import agency_in

_YEAR = r"(?:19|20)\d\d"
_NOTICE = re.compile(
    rf"^(?:.{{0,80}}\b)?"
    rf"(?:©|\(c\)(?=\s*(?:copyright|{_YEAR}))|&copy;|copyright\b(?=\W+(?:©|\(c\)|{_YEAR}|by\b|the\b|(?-i:[A-Z])))|℗)",
    re.I,
)
_RESERVED = re.compile(
    r"all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|"
    r"todos os direitos reservados|tutti i diritti riservati|alle rechten voorbehouden|все права защищены|"
    r"wszelkie prawa zastrzeżone|无断转载|無断転載|禁無断|版权所有|版權所有|무단\s*전재|جميع الحقوق محفوظة|"
    r"may not be (?:published|reproduced)",
    re.I,
)
_MAY_BE = re.compile(
    r"©|\(c\)|copyright|rights?|rechte|droits|derechos|direitos|diritti|rechten|права|prawa|"
    r"转载|転載|版|전재|℗|الحقوق|may not be"
)
"""What every notice has one of, in lower case."""
_PICTURE = re.compile(
    r"\b(?:photo|image|picture|foto|bild|fotos|photos|video|getty|imago|shutterstock|istock|alamy)\b", re.I
)
_HOLDER_END = re.compile(rf"[.,;|]|\s[-–—]\s|\ball rights\b|\b{_YEAR}\b", re.I)
_TERMS = re.compile(
    r"(?:may|must|can) ?not be (?:\w+,? (?:or )?){0,4}(?:broadcast|rewritten|redistributed|passed on)", re.I
)
_CALLED_AGENCY = re.compile(r"\b(?:news |press )?agency\b(?!\.\w)", re.I)
LONGEST = 400
"""Signs of the longest line that is a notice and not a paragraph that mentions one."""

MOST = 50
"""Notices of a page; where there are more, each of its many pictures or comments has one."""


def rights_in(lines: Iterable[str]) -> str:
    """The rights notices among lines, each once, in the order of the page, joined by newlines."""
    notices: list[str] = []
    for line in lines:
        if len(notices) == MOST:
            break
        notice = " ".join(line.split())
        if is_notice(notice) and not any(notice in known for known in notices):
            notices = [known for known in notices if known not in notice] + [notice]
    return "\n".join(notices)


def is_notice(line: str) -> bool:
    """Whether a line says who holds the rights; a picture's credit does not count."""
    if not 6 <= len(line) <= LONGEST or not _MAY_BE.search(line.lower()):
        return False
    if _PICTURE.search(line) and not _RESERVED.search(line):
        return False
    if _NOTICE.search(line):
        return bool(
            re.search(r"[^\W\d_]{2}", re.sub(r"copyright|\(c\)|all rights reserved", "", line, flags=re.I))
        )
    return bool(_RESERVED.search(line)) and len(line) < 250


def agency_of_rights(rights: str) -> str:
    """The wire service that holds the rights: `© Copyright 2019 The Associated Press` -> Associated Press."""
    notices = rights.splitlines()
    known = next((agency for line in notices if (agency := agency_in(holder_of(line)))), "")
    return known or next((holder_of(line) for line in notices if _is_of_agency(line, notices)), "")


def _is_of_agency(notice: str, notices: list[str]) -> bool:
    """Whether the holder is a wire service that no list knows: told by the terms on which it is reprinted.

    Some outlets use an agency's terms for their own pages, so either the notice calls its holder an agency,
    or the page has another notice, of the outlet.
    """
    holder = holder_of(notice)
    if not _TERMS.search(notice) or not holder or len(holder.split()) > 5:
        return False
    others = {holder_of(other).casefold() for other in notices} - {holder.casefold(), ""}
    return bool(_CALLED_AGENCY.search(notice) or others)


def holder_of(notice: str) -> str:
    """Who a notice says holds the rights: `© 2019 Example Inc. All rights reserved.` -> Example Inc."""
    behind = re.split(r"©|\(c\)|copyright", notice, flags=re.I)[-1]
    named = re.sub(rf"\b{_YEAR}\b(?:\s*[-–/]\s*(?:{_YEAR}|\d\d\b))?|\bby\b", " ", behind, flags=re.I).strip(
        " .,:|-–—"
    )
    return " ".join(_HOLDER_END.split(named, maxsplit=1)[0].split())
