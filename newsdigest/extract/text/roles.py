"""What a person is, beside the name: `Jo Roe, staff writer`, `Redakteurin`."""

import re

from newsdigest.extract.given import is_given
from newsdigest.extract.wordlists import terms

SEEN, LONGEST = 320, 60
"""Signs of a line in which a role is looked for, and of the longest that is one of a desk not listed."""

_NOUN = (
    r"(?:editor|reporter|writer|correspondent|columnist|journalist|contributor|critic|founder|ceo|director|"
    r"analyst|strategist|redakteur|"
    r"redaktor|korrespondent|reporterin|"
    r"journaliste|periodista|redactor|giornalista|jornalista|verslaggever|redacteur|volontär|"
    r"correspondant|corresponsal|corrispondente|correspondente|medewerker|envoyée? spéciale?|"
    r"enviad[oa] especial|inviat[oa]|authors?|autor|"
    r"repórter|colunista|columnista|dziennikarz|dziennikarka|redaktorka|muhabiri?|yazarı|redaktør|"
    r"журналист|корреспондент|кореспондент|обозреватель|редактор)(?:in|a|en|e|ка)?\b"
)
ROLE = re.compile(
    r"[\s,]+(?:(?:senior|staff|chief|deputy|executive|managing|associate|contributing|political|"
    r"politics|business|sports?|science|"
    r"health|tech(?:nology)?|lifestyle|travel|news|features?|foreign|national|world|education|"
    r"environment|crime|digital|freelance|transport|local government|data|court|legal|arts?|culture|climate|"
    r"energy|economics|economy|finance|city|media|royal|defen[cs]e|diplomatic|home affairs|social affairs|"
    r"consumer|property|food|fashion|music|film|investigati(?:ons|ve)|community|county|state|multimedia|"
    r"general assignment|video|breaking news|special|middle east|asia|europe|africa|north america|"
    r"leitende[rn]?|stellv\w*|[a-zäöü]*politische[rn]?)\s+)*"
    rf"{_NOUN}.*$",
    re.I,
)
_OF_ANY_DESK = re.compile(rf"[\w'’/-]+\s(?:[a-zß-öø-ÿ&][\w'’/-]*\s){{0,3}}(?i:{_NOUN}(?:[\s,].*)?)")
_GLUED = re.compile(r"(?<=\s)([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)(?=[A-ZÀ-ÖØ-Þ])")
"""What a page shows on a line of its own, run into the surname: `Jo RoeTransport correspondent`."""
_WITHIN_SURNAMES = frozenset(terms("within surnames"))
"""What a surname has before its second capital: `McRoe`, `DiRoe`."""


def has_role(text: str) -> bool:
    """Whether a line names a role: `staff writer`, `Redakteurin`."""
    return bool(ROLE.search(" " + text[:SEEN]))


def is_role(text: str) -> bool:
    """Whether a line is a role and nothing else: `Chief reporter`, `Ports correspondent`."""
    return bool(
        ROLE.fullmatch(" " + text)
        or (len(text) < LONGEST and _OF_ANY_DESK.fullmatch(text) and not is_given(text))
    )


def without_role(text: str) -> str:
    """A byline without what stands behind the name: a role, how long ago, how long to read."""
    text = re.sub(r"(?<=[^\W\d_])\d+(?=\s*(?:,|$))", "", text)
    text = _GLUED.sub(lambda run: run[1] + ("" if run[1] in _WITHIN_SURNAMES else ","), text)
    return ROLE.sub(
        "", re.split(r"\s*[—|]\s*(?=\d)|\s+\d+\s*(?:min|hour|day|week|hrs?|m|h|d)\w*\b", text)[0]
    ).strip()
