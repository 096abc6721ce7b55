"""Who published it: the outlet that a dump names, even where only a form or a notice does."""

import re
from collections import Counter

from newsdigest.extract.agencies import is_agency
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.words import folded

_NAME = r"(?P<name>(?:the\s+)?[^\W\d_a-z][\w.&'’+-]*(?:\s+(?:of|the|de|des|du|del|der|die|&|and|[^\W\d_a-z][\w.&'’+-]*)){0,4})"
_NAMED = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        (rf"\b(?:[Yy]our|[Aa]n?)\s+{_NAME}\s+(?:account|subscription|profile|ID)\b", 3.0),
        (rf"\b(?:[Ll]og ?in|[Ss]ign in|[Rr]egister|[Jj]oin)\s+(?:with|to|at)\s+{_NAME}\s*$", 1.5),
        (
            rf"^(?:[Aa]bout|[Mm]ore from|[Ff]ollow|[Cc]ontact|[Ss]ubscribe to|[Ss]upport|[Ss]ections on|[Mm]ore on|[Uu]ber|Über)\s+{_NAME}\s*$",
            1.0,
        ),
        (
            rf"\b(?:[Ww]elcome to|[Nn]ewsletter (?:of|von)|[Aa]dvertise (?:in|with|on)|[Aa]pp (?:of|von))\s+{_NAME}",
            1.0,
        ),
    )
)
_HOLDER = re.compile(
    r"(?:©|\(c\)|copyright|℗)[\s\W]*(?:copyright\W*)?(?:(?:19|20)\d\d\s*(?:[-–—,]\s*(?:(?:19|20)\d\d|present|today|heute)?\s*)?)*(?:by\s+)?"
    r"(?P<name>[^\W\d_][^©|•\n]{1,70})",
    re.I,
)
_HOLDER_END = re.compile(
    r"\.\s|\.$|,\s|\s[-–—|]\s|\s*\(|;|(?i:\ball rights\b|\balle rechte\b|\btodos\b|\btous\b|\btutti\b|\bpowered\b|\bdesigned\b|\bmentions\b|"
    r"\bimpressum\b|\bprivacy\b|\bterms\b|\bisn\b|\ba division\b|\bis part\b)|(?<!\d)(?:19|20)\d\d"
)
_COMPANY = re.compile(
    r"[,\s]+(?:inc|ltd|llc|l\.l\.c|limited|gmbh(?:\s*&\s*co\.?\s*kg)?|ag|kg|se|s\.?a|s\.?l|s\.?r\.?l|s\.?p\.?a|plc|pty|b\.?v|corp(?:oration)?|co|"
    r"company|a/?s|ab|oy|株式会社|e\.?v)\.?$",
    re.I,
)
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
    votes: Counter[str] = Counter()
    places: dict[str, tuple[str, int]] = {}
    shown = Counter(folded(line.text) for line in lines if len(line.text) < 50)

    def vote(name: str, weight: float, index: int) -> None:
        name = spaced_name(name.strip(" .,:;|-–—'’\"“”"))
        key = folded(name).replace(" ", "").removeprefix("the")
        if not 2 < len(key) < 40 or key in _COMMON or is_agency(name) or len(name.split()) > 6:
            return
        votes[key] += weight
        if key not in places or len(places[key][0]) < len(name):
            places[key] = (name, index)

    if site:
        vote(_COMPANY.sub("", site), 4.0, 0)
    for index, line in enumerate(lines):
        if index in inside or len(line.text) > 300:
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
    if not votes:
        return "", 0, False
    key, weight = max(votes.items(), key=lambda item: (item[1], -places[item[0]][1]))
    return *places[key], weight >= 3.0


def spaced_name(name: str) -> str:
    """A name run together apart: `JapanToday` -> Japan Today."""
    return name if " " in name else _CAMEL.sub(" ", name)
