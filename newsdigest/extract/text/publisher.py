"""Who published it: the outlet that a dump names, even where only a form or a notice does."""

import re
from collections import Counter

from newsdigest.extract.agencies import is_agency
from newsdigest.extract.text.captions import is_caption_line
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.words import folded

_NAME = (
    r"(?P<name>(?:the\s+)?[^\W\d_a-z][\w.&'’+-]*"
    r"(?:\s+(?:of|the|de|des|du|del|der|die|&|and|[^\W\d_a-z][\w.&'’+-]*)){0,4})"
)
_NAMED = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        (rf"\b(?:[Yy]our|[Aa]n?)\s+{_NAME}\s+(?:account|subscription|profile|ID)\b", 3.0),
        (rf"\b(?:[Rr]egister|[Ss]ign up|[Jj]oin)\s+with\s+{_NAME}\s*(?:\.|$)", 2.0),
        (
            rf"^(?:[Ff]ollow|[Ss]ubscribe to|[Ss]upport|[Ss]ections on|[Aa]dvertise (?:in|on))\s+{_NAME}\s*$",
            1.0,
        ),
        (rf"\b(?:[Ww]elcome to|[Nn]ewsletter (?:of|von)|[Aa]pp (?:of|von))\s+{_NAME}", 1.0),
    )
)
LEAST, SURE = 2.0, 3.0
"""Weight from which on a name is given, and is sure. A company that only holds the rights is no outlet."""

_HOLDER = re.compile(
    r"(?:©|\(c\)|copyright|℗)[\s\W]*(?:copyright\W*)?(?:(?:19|20)\d\d\s*(?:[-–—,]\s*(?:(?:19|20)\d\d|"
    r"present|today|heute)?\s*)?)*(?:by\s+)?"
    r"(?P<name>[^\W\d_][^©|•\n]{1,70})",
    re.I,
)
_HOLDER_END = re.compile(
    r"\.\s|\.$|,\s|\s[-–—|]\s|\s*\(|;|(?i:\ball rights\b|\balle rechte\b|\btodos\b|\btous\b|\btutti\b|"
    r"\bpowered\b|\bdesigned\b|\bmentions\b|"
    r"\bimpressum\b|\bprivacy\b|\bterms\b|\bisn\b|\ba division\b|\bis part\b)|(?<!\d)(?:19|20)\d\d"
)
_COMPANY = re.compile(
    r"[,\s]+(?:inc|m\.?b\.?h|ltd|llc|l\.l\.c|limited|gmbh(?:\s*&\s*co\.?\s*kg)?|ag|kg|se|s\.?a|s\.?l|s\.?r\.?l|"
    r"s\.?p\.?a|plc|pty|b\.?v|corp(?:oration)?|co|"
    r"company|a/?s|ab|oy|株式会社|e\.?v)\.?$",
    re.I,
)
_NOT_A_NAME = re.compile(r"copyright|rights|reserved|\blog ?in\b|\breply\b|\bads?\b", re.I)
_CAMEL = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
_COMMON = frozenset(
    [
        "facebook",
        "twitter",
        "google",
        "instagram",
        "linkedin",
        "youtube",
        "whatsapp",
        "us",
        "you",
        "your",
        "my",
        "account",
        "free",
        "the",
        "email",
        "apple",
        "amazon",
        "paypal",
        "disqus",
        "premium",
        "new",
        "newsletter",
        "wordpress",
        "x",
        "telegram",
        "bluesky",
        "our",
        "him",
        "her",
        "them",
    ]
)


def find_publisher(lines: list[Line], site: str, body: list[int]) -> tuple[str, int, bool]:
    """The outlet's name, the index of the line that names it, and how sure; empty where nothing does."""
    inside = set(body)
    votes: dict[str, float] = {}
    places: dict[str, tuple[str, int]] = {}
    shown = Counter(folded(line.text) for line in lines if len(line.text) < 50)

    def vote(name: str, weight: float, index: int) -> None:
        name = spaced_name(name.strip(" .,:;|-–—'’\"“”"))
        key = folded(name).replace(" ", "").removeprefix("the")
        if name[:1].islower() or "/" in name or _NOT_A_NAME.search(name):
            return
        if not 2 < len(key) < 40 or key in _COMMON or is_agency(name) or len(name.split()) > 6:
            return
        votes[key] = votes.get(key, 0.0) + weight
        if key not in places or len(places[key][0]) < len(name):
            places[key] = (name, index)

    if site:
        vote(_COMPANY.sub("", site), 4.0, 0)
    for index, line in enumerate(lines):
        if index in inside or len(line.text) > 300 or is_caption_line(line.text):
            continue
        for pattern, weight in _NAMED:
            if match := pattern.search(line.text):
                vote(_COMPANY.sub("", match["name"]), weight, index)
        if match := _HOLDER.search(line.text):
            holder = _HOLDER_END.split(match["name"].strip(), maxsplit=1)[0].strip()
            bare = _COMPANY.sub("", holder)
            vote(bare, 2.0 if bare == holder else 1.0, index)
    for key in votes:
        votes[key] += min(shown[folded(places[key][0])], 3) * 0.5
    best = max(votes, key=lambda key: (votes[key], -places[key][1]), default="")
    if not best or votes[best] < LEAST:
        return "", 0, False
    return *places[best], votes[best] >= SURE


def spaced_name(name: str) -> str:
    """A name run together apart: `JapanToday` -> Japan Today."""
    return name if " " in name else _CAMEL.sub(" ", name)
