"""What a person is, beside the name: `Jo Roe, staff writer`, `Redakteurin`."""

import re

SEEN = 320
"""Signs of a line in which a role is looked for."""

ROLE = re.compile(
    r"[\s,]+(?:(?:senior|staff|chief|deputy|executive|managing|associate|contributing|political|"
    r"politics|business|sports?|science|"
    r"health|tech(?:nology)?|lifestyle|travel|news|features?|foreign|national|world|education|"
    r"environment|crime|digital|freelance|transport|local government|data|court|legal|arts?|culture|climate|"
    r"energy|economics|economy|finance|city|media|royal|defen[cs]e|diplomatic|home affairs|social affairs|"
    r"consumer|property|food|fashion|music|film|investigati(?:ons|ve)|community|county|state|multimedia|"
    r"general assignment|video|breaking news|special|middle east|asia|europe|africa|north america|"
    r"leitende[rn]?|stellv\w*|[a-zäöü]*politische[rn]?)\s+)*"
    r"(?:editor|reporter|writer|correspondent|columnist|journalist|contributor|critic|redakteur|"
    r"redaktor|korrespondent|reporterin|"
    r"journaliste|periodista|redactor|giornalista|jornalista|verslaggever|redacteur|volontär|"
    r"correspondant|corresponsal|corrispondente|correspondente|medewerker|envoyée? spéciale?|"
    r"enviad[oa] especial|inviat[oa]|authors?|autor|"
    r"repórter|colunista|columnista|dziennikarz|dziennikarka|redaktorka|muhabiri?|yazarı|redaktør|"
    r"журналист|корреспондент|кореспондент|обозреватель|редактор)(?:in|a|en|e|ка)?\b.*$",
    re.I,
)
_GLUED = re.compile(
    r"(?<=[a-zäöüéß])(?=(?:Korrespondent|Redakt|Reporter|Editor|Senior|Staff|Published|Updated|The [A-Z]|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, ))"
)
_GLUED_ROLE = re.compile(
    r"(?<=[a-zäöüéß])[A-Z][a-z]+(?:\s\w+){0,2}\s(?:staff|reporter|correspondent|editor|writer|journalist)\b.*$"
)
"""What a page shows on a line of its own, run into the name: `Jo RoeTransport correspondent`."""


def has_role(text: str) -> bool:
    """Whether a line names a role: `staff writer`, `Redakteurin`."""
    return bool(ROLE.search(" " + text[:SEEN]))


def is_role(text: str) -> bool:
    """Whether a line is a role and nothing else."""
    return bool(ROLE.fullmatch(" " + text))


def without_role(text: str) -> str:
    """A byline without what stands behind the name: a role, how long ago, how long to read."""
    text = re.sub(r"(?<=[^\W\d_])\d+(?=\s*(?:,|$))", "", text)
    text = _GLUED.sub(" ", _GLUED_ROLE.sub("", text))
    return ROLE.sub(
        "", re.split(r"\s*[—|]\s*(?=\d)|\s+\d+\s*(?:min|hour|day|week|hrs?|m|h|d)\w*\b", text)[0]
    ).strip()
