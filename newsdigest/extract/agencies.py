"""Wire services: whose reports other outlets print, and how bylines, datelines and notices name them."""

import re
from functools import lru_cache

AGENCIES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    # name, full names (any case), short marks (as written, whole word)
    ("Associated Press", ("associated press", "associated press news", "ap news"),
     ("AP", "美联社", "AP通信", "أسوشيتد برس")),
    ("Reuters", ("reuters", "thomson reuters"), ("路透社", "路透", "ロイター", "Рейтер",
     "رويترز")),
    ("AFP", ("agence france-presse", "agence france presse", "france-presse"), ("AFP", "afp", "法新社",
    "AFP通信", "فرانس برس", "أ ف ب")),
    ("dpa", ("deutsche presse-agentur", "deutsche presseagentur", "dpa-afx", "dpa-infocom"),
     ("dpa", "DPA", "dpa-AFX")),
    ("Kyodo News", ("kyodo news", "kyodo"), ("共同通信社", "共同通信", "KYODO")),
    ("Jiji Press", ("jiji press", "jiji"), ("時事通信社", "時事通信", "JIJI")),
    ("Xinhua", ("xinhua", "xinhua news agency"), ("新华社", "新華社", "新华网")),
    ("China News Service", ("china news service",), ("中新社", "中新网")),
    ("Central News Agency", ("central news agency",), ("中央社",)),
    ("Yonhap", ("yonhap", "yonhap news agency"), ("연합뉴스",)),
    ("Newsis", ("newsis",), ("뉴시스",)),
    ("TASS", ("itar-tass", "tass"), ("ТАСС",)),
    ("RIA Novosti", ("ria novosti",), ("РИА Новости",)),
    ("Interfax", ("interfax",), ("Интерфакс",)),
    ("Ukrinform", ("ukrinform",), ("Укрінформ", "Укринформ")),
    ("ANSA", ("agenzia ansa",), ("ANSA",)),
    ("Adnkronos", ("adnkronos",), ()),
    ("EFE", ("agencia efe", "agência efe"), ("EFE", "Efe")),
    ("Europa Press", ("europa press", "europapress"), ()),
    ("Lusa", ("agência lusa",), ("Lusa", "LUSA")),
    ("Agência Brasil", ("agência brasil",), ()),
    ("Estadão Conteúdo", ("estadão conteúdo",), ()),
    ("Folhapress", ("folhapress",), ()),
    ("Télam", ("télam", "telam"), ()),
    ("Notimex", ("notimex",), ()),
    ("Belga", ("belga",), ("BELGA",)),
    ("ANP", ("algemeen nederlands persbureau",), ("ANP",)),
    ("TT", ("tidningarnas telegrambyrå", "tt nyhetsbyrån"), ("TT",)),
    ("NTB", ("norsk telegrambyrå",), ("NTB",)),
    ("Ritzau", ("ritzau", "ritzaus bureau"), ()),
    ("STT", ("suomen tietotoimisto",), ("STT",)),
    ("PAP", ("polska agencja prasowa",), ("PAP",)),
    ("ČTK", ("česká tisková kancelář",), ("ČTK", "ČTK,")),
    ("TASR", (), ("TASR",)),
    ("MTI", (), ("MTI",)),
    ("Keystone-SDA", ("keystone-sda", "keystone-ats"), ("SDA", "sda", "Keystone-SDA", "ATS",
     "ats")),
    ("APA", ("austria presse agentur", "apa-ots"), ("APA", "apa")),
    ("SID", ("sport-informations-dienst",), ("SID", "sid")),
    ("KNA", ("katholische nachrichten-agentur",), ("KNA",)),
    ("epd", ("evangelischer pressedienst",), ("epd",)),
    ("PA Media", ("press association", "pa media", "pa news agency"), ()),
    ("UPI", ("united press international",), ("UPI",)),
    ("Bloomberg", ("bloomberg", "bloomberg news"), ("彭博社",)),
    ("AAP", ("australian associated press",), ("AAP",)),
    ("The Canadian Press", ("canadian press", "la presse canadienne"), ()),
    ("PTI", ("press trust of india",), ("PTI",)),
    ("ANI", ("asian news international",), ("ANI",)),
    ("IANS", ("indo-asian news service",), ("IANS",)),
    ("Bernama", ("bernama",), ("BERNAMA",)),
    ("Antara", (), ("ANTARA",)),
    ("Anadolu Agency", ("anadolu agency", "anadolu ajansı", "anadolu"), ()),
    ("Agerpres", ("agerpres",), ()),
    ("Tanjug", ("tanjug",), ()),
    ("HINA", (), ("HINA", "Hina")),
    ("BNS", (), ("BNS",)),
    ("Inter Press Service", ("inter press service",), ()),
    ("Dow Jones Newswires", ("dow jones newswires",), ()),
    ("DHA", ("demirören haber ajansı",), ("DHA",)),
    ("İHA", ("ihlas haber ajansı",), ("İHA",)),
    ("AMNA", ("athens-macedonian news agency",), ("ΑΠΕ-ΜΠΕ", "ΑΠΕ", "ANA-MPA", "AMNA")),
    ("LETA", (), ("LETA",)),
    ("ELTA", (), ("ELTA",)),
    ("BTA", (), ("БТА", "BTA")),
    ("STA", (), ("STA",)),
    ("UNIAN", ("unian",), ("УНІАН", "УНИАН")),
    ("BelTA", ("belta",), ("БелТА",)),
    ("Mediafax", ("mediafax",), ()),
    ("Askanews", ("askanews",), ()),
    ("AGI", (), ("AGI",)),
    ("LaPresse", ("lapresse",), ()),
    ("Italpress", ("italpress",), ()),
    ("Agência O Globo", ("agência o globo",), ()),
    ("Prensa Latina", ("prensa latina",), ()),
    ("News1", (), ("뉴스1",)),
    ("Vietnam News Agency", ("vietnam news agency",), ("TTXVN",)),
    ("Associated Press of Pakistan", ("associated press of pakistan",), ()),
    ("UNB", ("united news of bangladesh",), ("UNB",)),
    ("BSS", ("bangladesh sangbad sangstha",), ("BSS", "বাসস")),
    ("WAM", ("emirates news agency",), ("وام",)),
    ("Saudi Press Agency", ("saudi press agency",), ("واس",)),
    ("IRNA", (), ("IRNA", "ایرنا")),
    ("ISNA", (), ("ISNA", "ایسنا")),
    ("Ghana News Agency", ("ghana news agency",), ("GNA",)),
    ("News Agency of Nigeria", ("news agency of nigeria",), ("NAN",)),
    ("Namibia Press Agency", ("namibia press agency",), ("NAMPA",)),
)  # fmt: skip
"""Reports of the photo agencies are pictures alone; they are not here."""


def without_agency(text: str) -> str:
    """A name without the wire service's behind it, `JO ROE Associated Press`; a wire service as it is."""
    full, _, _ = _patterns()
    last = max((match for match in full.finditer(text)), key=lambda match: match.start(), default=None)
    rest = text[: last.start()] if last and last.end() == len(text) else text
    return re.sub(r"\s+the\s*$", "", rest, flags=re.I).rstrip(" ,/|") or text


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Full names in any case; short marks as written; and what each spelling stands for."""
    names: dict[str, str] = {}
    full: list[str] = []
    short: list[str] = []
    for name, fulls, shorts in AGENCIES:
        for spelling in fulls:
            names[spelling] = name
            full.append(spelling)
        for spelling in shorts:
            names[spelling] = name
            short.append(spelling)

    def either(spellings: list[str]) -> str:
        ordered = sorted(spellings, key=len, reverse=True)
        return r"(?<![\w.@-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w@]|\.\w|-\w)"

    return re.compile(either(full), re.I), re.compile(either(short)), names


def agency_in(text: str) -> str:
    """The first wire service that a byline, dateline, credit or notice names: `Reuters`; else empty.

    Not for running text, where an agency may be named as the source of a single remark.
    """
    full, short, names = _patterns()
    found = [match for match in (full.search(text), short.search(text)) if match]
    if not found:
        return ""
    first = min(found, key=lambda match: match.start())
    return names.get(first[0]) or names[first[0].lower()]


def is_agency(text: str) -> bool:
    """Whether a text names wire services and nothing else: `Reuters`, `dpa/AFP`, `The Associated Press`."""
    full, short, _ = _patterns()
    rest, names = full.subn(" ", text)
    rest, marks = short.subn(" ", rest)
    return bool(names or marks) and not re.sub(
        r"\b(?:the|and|und|mit|with|via|from)\b|\W", "", rest, flags=re.I
    )
