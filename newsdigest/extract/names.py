"""Author names out of bylines, in many languages: found, split, cleaned; what is no person is left out."""

import html
import re

from newsdigest.extract.agencies import agency_in, is_agency

__all__ = ["agency_in", "clean_names", "given_names", "is_byline", "person_name", "proper_case"]

_LEAD = re.compile(
    r"^\W*(?:(?:(?:story|article|words?|text|texte?|report|reporting|interview|review|analysis|opinion|commentary|"
    r"written|posted|erstellt|verfasst|geschrieben|eingestellt|post author|alles|mehr|more|beiträge|published|reported|compiled|edited|reviewed|submitted|contributed|created|ein beitrag|"
    r"ein artikel|ein kommentar|kommentar|interview|propos recueillis|publié|écrit|rédigé|escrito|publicado|"
    r"scritto|pubblicato|geschreven|skrevet|tekst)\s+)?"
    r"(?:by|von|vom|par|por|di|door|av|af|przez|de la|mukaan|autor|oleh|tarafından)\b\s*:?\s*"
    r"|(?:by[\s-]?line|authors?|auteure?s?|autore?s?|autorin(?:nen)?|autoren|autora|autores|autorzy|autoři|författare|forfatter|"
    r"författare|skribent|auteur|redacteur|redakteur(?:in)?|journaliste?|giornalista|penulis|yazar|szerző|"
    r"interview|protokoll|aufzeichnung|gespräch|text|texte|texto|testo|tekst|teksti|words|story|writer|reporter|source|penulis|tác giả|"
    r"автор(?:ы|и)?|текст|журналист|投稿者|作者|文|撰文|记者|記者|编辑|責任編集|執筆|著者|取材・文|取材|ライター|"
    r"撰稿|来源|기자|글|글쓴이|المؤلف|بقلم|كتب|כתב|מאת)\s*[:：●/／]\s*"
    r"|(?:Autor(?:in|en)?|Authors?|автор|текст|بقلم|كتبت?|מאת|作者|撰文|文\s*[/／●])\s+)",
    re.I,
)
_SPLIT = re.compile(
    r"\s*(?:[;|•·、，\n\r\t／]|\s/\s|(?<=\w)/(?=\w)|,(?!\s*(?:Jr|Sr|II|III|IV)\b)|\s&\s|\s\+\s|\s[-–—]{1,2}\s"
    r"|(?<=[\w.)])\s+(?:and|und|et|og|och|és|y|e|и|та|i|en|with|mit|avec|con|com|med|ve|dan|ja|và|και|и)\s+(?=[\w\"(]))\s*",
)
_SPLIT_UPPER = re.compile(r"(?<=\w)\s+(?:AND|UND|ET|OG|OCH|Y|E|И|ТА|WITH|And|Und|With)\s+(?=\w)")
_SPLIT_CJK = re.compile(
    r"(?<=[\u3040-\u9fff\uac00-\ud7af])\s*(?:と|及び|及|和|与|與|·|・|\s)\s*(?=[\u3040-\u9fff\uac00-\ud7af])"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_ROLE = re.compile(
    r"(?:本报|本網|本网|特约|驻\w{2,4}|見習|实习)?(?:기자|특파원|선임기자|논설위원|인턴기자|記者|记者|編集委員|特派員|論説委員|通讯员|通訊員|"
    r"编辑|編輯|編集部?|報道|报道|報導|撰文|さん|氏|著|訳|監訳|文)$"
)
_AGENCY_TAIL = re.compile(
    r"\s*(?:[\[(（【][^\])）】]{0,60}[\])）】]|\s(?:for|für|pour|para|per|voor|at|in|aus|à)\s.{2,60})\s*$",
    re.I,
)
_JUNK = re.compile(
    r"https?:\S+|www\.\S+|\S+@\S+\.\w+|@\w+|(?:\bfollow\b|\bsee all\b|\bview (?:all|orcid)\b|\bread more\b|\bmore (?:from|by)\b).*$|"
    r"\b(?:illustration|photo|foto|bild|image|video)\w*\s*(?:von|by|par|por|de|:).*$|"
    r"\b(?:updated|published|posted|aktualisiert|veröffentlicht|stand|publié|mis à jour|publicado|actualizado|"
    r"last updated|senast uppdaterad|oppdatert|publisert|pubblicato|opublikowano)\b.*$",
    re.I | re.M,
)
_DATE_TAIL = re.compile(
    r"\s*(?:\b(?:on|am|le|el|il|den|op)\s+)?(?:\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\b\d{4}[-/.年]|"
    r"\b(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zä]*\.?\s+\d{1,2}\b|"
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|mitt|donners|frei|sams|sonn)(?:tag|woch))\b|"
    r"\b\d{1,2}\.?\s+(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)|\b\d{1,2}:\d\d).*$",
    re.I | re.M,
)
_CREDIT = re.compile(
    r"\b(?:photos?|photograph\w*|fotos?|fotograf\w*|bild(?:er)?|images?|illustration|video|grafik|"
    r"getty|imago|shutterstock|credit|quelle|cartoon)\b",
    re.I,
)
_NOT_PERSON = re.compile(
    r"\b(?:editor\w*|editors|chief|staff|correspondent\w*|reporter\w*|writer\w*|columnist|contributors?|contributing|"
    r"producer|director|president|ceo|founder|professor at|team|desk|newsroom|department|office|bureau|agency|agencies|"
    r"agentur(?:en)?|agencias?|agências?|agenzie|agences?|redaktion\w*|redacción|redaccion|redação|redazione|rédaction|redactie|redaktør|redaksjon\w*|"
    r"redaktör\w*|redaktionen|redakcja|redakce|редакция|редакція|korrespondent\w*|redakteur\w*|reporterin|autor(?:in)?|"
    r"journalist\w*|journaliste|journalista|periodista|reportero|corresponsal|envoyée? spéciale?|jornalista|giornalista|"
    r"webdesk|web desk|online|news|newspaper|magazine|magazin|media|press|presse|zeitung|nachrichten|times|post|"
    r"herald|tribune|gazette|journal|blog|podcast|radio|tv|television|network|company|inc|ltd|llc|gmbh|corp|ag|ev|"
    r"admin\w*|administrator|webmaster|guest|anonymous|unknown|user|author|authors|member|subscriber|"
    r"newsletter|subscribe|login|comments?|share|read|minutes?|home|about|contact|advert\w*|sponsored|partner|"
    r"associated|reuters|bloomberg|university|institute|ministry|government|committee|council|foundation|"
    r"association|society|club|group|center|centre|school|college|hospital|the|this|that|our|your|solutions|kitchens?|studios?|"
    r"\w*verband|verein|verlag|stiftung|partei|institut|gesellschaft|kg|e\.?\s?v|mbh|profile?|profil|facebook|twitter|"
    r"inhalte|beiträge|infos?|link|posts?|weiter|copied|copy|live|scholar|leitend\w*|\w*redakteur\w*|zentrums?|universität|mehr|watch|stories|recent|"
    r"e-?mail|ihre|nachricht|télécharger|customs|police|mitarbeiter\w*|edition|edited|artikel|alle|all|view|my|autoren\w*|jobs|germany|deutschland|"
    r"werbung|anzeige|startseite|kontakt|impressum|politik|wirtschaft|sport|kultur|panorama|lokales|"
    r"ressort|service|services|sonstige|bearbeitet|editado|opinion|opinión|sports|business|politics|world|video)\b",
    re.I,
)
_PARTICLE = frozenset(
    "von vom van der den de del della di da do dos das du des la le los las el al bin bint ibn ben abu af av zu zur zum ten "
    "ter te y e i und und' d' l' al- ter st st. san santa op 't mac mc ap van't vander o".split()  # noqa: SIM905
)
_TITLE = frozenset(
    "phd ph.d. ph.d md m.d. m.d mba m.a. ma msc m.sc. dvm rn cfp cfp® dacvb cpa esq jr jr. sr sr. ii iii iv dds mph "
    "jd pt rd rdn ms ba bs cpt".split()
)  # noqa: SIM905
_WORD = re.compile(r"[^\W\d_](?:[\w'’`´.\-‐‑\u00ad\u0300-\u036f]|(?<=\.))*$")


def clean_names(text: str) -> tuple[str, ...]:
    """The persons that a byline names: `By MATTHEW LEE and Jo Roe, AP` -> Matthew Lee, Jo Roe.

    Strict: outlets, agencies, roles, credits, handles and anything not shaped like a name are left out.
    """
    names: dict[str, str] = {}
    for part in _parts(text):
        name = person_name(part)
        if name and _shaped_like_name(name):
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def person_name(text: str) -> str:
    """One name as given in a field for names, cleaned of role, agency and case; empty where it is none.

    Lenient: a single word (a pen name) may be one.
    """
    name = _strip(text)
    if _CJK.search(name):
        name = _CJK_ROLE.sub("", re.sub(r"[\s=＝]*(?:기자|記者|记者)\s*$", "", name)).strip(" 　:：=＝/／●")
        return (
            name
            if 1 < len(re.sub(r"\s", "", name)) <= 12
            and not re.search(
                r"[\d。！？]|新闻|新聞|日报|日報|新网|社$|部$|网$|網$|編集|编辑|뉴스|신문|일보|팀$", name
            )
            else ""
        )
    name = _AGENCY_TAIL.sub("", name) or name
    name = name.strip(' \u00a0,.:;|/–—-*•·"“”„»«')
    words = name.split()
    while words and words[-1].strip(",").lower() in _TITLE and len(words) > 2:
        words.pop()
    if not words or len(words) > 6 or len(name) > 60 or is_agency(name):
        return ""
    if _NOT_PERSON.search(name) or _CREDIT.search(name) or not any(sign.isalpha() for sign in name):
        return ""
    if words[0].strip(".") in {"mit", "with", "from", "aus", "in", "mr", "on"} or re.search(
        r"\d{3}|[<>{}=\[\]_#%$€?!]|\w['’]s\s|翻訳|\.(?:com|net|org|de|ch|at|tv|fr|uk)\b", name, re.I
    ):
        return ""
    if len(words) == 1 and re.search(r"[a-z]\.[a-z]", name):
        return ""
    if name.isupper() and len(words) == 1 and len(name) <= 4:
        return ""
    return proper_case(" ".join(words).strip(" ,.;:") + ("." if _ends_initial(words[-1]) else ""))


def is_byline(text: str) -> bool:
    """Whether a short text opens as bylines do: `By ...`, `Von ...`, `作者：...`."""
    return len(text) < 200 and bool(_LEAD.match(text))


def proper_case(name: str) -> str:
    """`MATTHEW McDONALD-O'BRIEN` -> Matthew McDonald-O'Brien; a name not in capitals stays as it is."""
    words = name.split()
    if not any(len(re.sub(r"\W", "", word)) > 2 for word in words):
        return name
    if not all(word.isupper() or word.lower() in _PARTICLE or _mc(word) for word in words):
        return name
    return " ".join(_cased(word, first=index == 0) for index, word in enumerate(words))


def _parts(text: str) -> list[str]:
    """A byline cut into what should be one name each."""
    line = _strip(text)
    parts = [part for piece in _SPLIT.split(line) for part in _SPLIT_UPPER.split(piece)]
    return [
        name
        for part in parts
        for name in (_SPLIT_CJK.split(part) if _CJK.search(part) else [part])
        if name.strip()
    ]


def _strip(text: str) -> str:
    """A byline without its lead word, addresses, handles and dates."""
    line = html.unescape(text).replace("\u00a0", " ").replace("\u200b", "")
    line = re.sub(r"^By(?=[A-Z][a-z.])", "By ", re.sub(r"[ \f\v]+", " ", line))
    line = _JUNK.sub(" ", line)
    for _ in range(3):
        shorter = _LEAD.sub("", line.strip(" \n\t|·•"), count=1)
        if shorter == line:
            break
        line = shorter
    return _DATE_TAIL.sub("", line).strip(" \n\t|·•,:")


def _shaped_like_name(name: str) -> bool:
    """Two to five words, each a capital or a particle; or a few signs of a script without case."""
    if _CJK.search(name):
        return True
    words = name.split()
    if not 2 <= len(words) <= 6:
        return False
    for word in words:
        bare = word.strip("()\"“”'’,.")
        if not bare or not _WORD.match(bare):
            return False
        if (
            bare.lower() not in _PARTICLE
            and bare[0].islower()
            and not re.match(r"(?:d|l|al|el|o|v|t)['’-]", bare)
            and bare != "v"
        ):
            return False
    return words[-1].strip(".").lower() not in _PARTICLE or len(words) > 2


def _ends_initial(word: str) -> bool:
    return bool(re.fullmatch(r"(?:\w\.)+|[JS]r\.", word))


def _mc(word: str) -> bool:
    return bool(re.fullmatch(r"(?:Mc|Mac|De|Di|La|Le|O['’]|D['’])[^\W\d_a-z]+", word))


def _cased(word: str, first: bool) -> str:
    """A word of a name in capitals, in its usual form."""
    if word.lower() in _PARTICLE and not first:
        return word.lower()
    if re.fullmatch(r"(?:\w\.)+\w?|[A-Z]{1,2}|I{1,3}|IV", word) and (first or len(word) < 3 or "." in word):
        return (
            word
            if "." in word or not re.search(r"[AEIOUYÄÖÜ]", word) or len(word) == 1
            else word.capitalize()
        )
    if _mc(word):
        prefix = re.match(r"Mc|Mac|De|Di|La|Le|O['’]|D['’]", word)
        assert prefix is not None
        return prefix[0] + word[prefix.end() :].capitalize()
    parts = re.split(r"([-‐‑'’])", word)
    cased = "".join(part.capitalize() for part in parts)
    return re.sub(r"^Mc(\w)", lambda match: "Mc" + match[1].upper(), cased)


def given_names(text: str) -> tuple[str, ...]:
    """The persons in a field for names: lenient, so that a pen name counts if it stands alone."""
    names: dict[str, str] = {}
    parts = _parts(text)
    for part in parts:
        name = person_name(part)
        if name and (len(parts) == 1 or _shaped_like_name(name)):
            names.setdefault(name.casefold(), name)
    return tuple(names.values())
