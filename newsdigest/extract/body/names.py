"""What page authors call the parts of a page: words in classes and ids, and in the text of furniture."""

import re
from collections.abc import Mapping

_PARTS = {
    "article": r"article(?!s)|story(?!-?list)|post(?!er|al|s)|entry|blog",
    "body": r"body|content|text|paragraph|rich-?text|prose|copy(?!right)|wysiwyg",
    "main": r"main|primary|principal",
    "comment": r"comment(?!ary)|disqus|discuss|reply|replies|respond|kommentar|coment|livefyre|viafoura",
    "related": r"relat|recommend|more|similar|also|read-?next|teaser|popular|trending|latest|suggest"
    r"|recirc|verwandt"
    r"|promoted|linklist|(?:^|[-_ ])most(?:[-_ ]|$)|associat|further|up-?next|see-?also",
    "promo": r"promo|newsletter|subscri|sign-?up|donat|\bcta\b|advert|(?:^|[-_ ])ads?(?:[-_ ]|$)"
    r"|sponsor|banner|paywall"
    r"|offer|outbrain|taboola|membership|login|register|marketing|(?:^|[-_ ])abo(?:[-_ ]|$)"
    r"|piano|anzeige|werbung",
    "nav": r"(?:^|[-_ ])nav|menu|breadcrumb|footer|side-?bar|widget|toolbar|rail|masthead"
    r"|site-?header|skip|paginat"
    r"|pager|drawer|ticker|dropdown|search|shar(?:e|ing)|social|follow",
    "meta": r"author|by-?line|meta|date|time|credit|source|(?:^|[-_ ])tags?(?:[-_ ]|$)|topic|categor"
    r"|copyright"
    r"|(?:^|[-_ ])bio|about|keyword|profile|contributor|kicker|label|eyebrow|publish",
    "caption": r"caption|figure|image|photo|gallery|video|media(?!n)|credit|picture|legend|slide"
    r"|carousel|player|embed"
    r"|img",
    "deck": r"deck|summary|(?:^|[-_ ])lead|intro|standfirst|sub-?(?:title|head)|(?:^|[-_ ])dek"
    r"|excerpt|abstract"
    r"|description|chapo|vorspann|lede|perex",
    "box": r"info-?box|fact-?box|(?:^|[-_ ])box|note|correction|disclaimer|callout|card|panel|inset|tip",
    "hidden": r"hidden|hide|collapsed|sr-only|visually|screen-?reader|modal|popup|cookie|consent|gdpr"
    r"|no-?print|overlay"
    r"|tooltip|toast|a11y|off-?screen|display:none",
}
PARTS: Mapping[str, re.Pattern[str]] = {name: re.compile(pattern) for name, pattern in _PARTS.items()}
"""Part of a page -> what a word of its class, id, role or style is likely to hold, in lower case."""

_FURNITURE = {
    "related": r"^\W*(?:(?:see|read|watch|lees|les|läs|læs|lue) (?:also|more|next|ook|också|også|mer"
    r"|mere|myös)"
    r"|also read|related|more (?:from|on|about|stories|news|in)|recommended|most (?:read"
    r"|popular)|trending|latest"
    r"|don.t miss|you (?:may|might) (?:also )?like|up next|further reading|keep reading"
    r"|mehr (?:zum|aus|dazu|von)"
    r"|lesen sie|das könnte|weitere|zum thema|auch interessant|à lire|lire aussi|voir aussi"
    r"|sur le même|lee también"
    r"|te puede|más (?:sobre|noticias|información)|relacionad|leia (?:também|mais)"
    r"|veja (?:também|mais)|leggi anche"
    r"|potrebbe interess|читайте|по теме|czytaj|zobacz|関連|おすすめ|相关|推荐|延伸阅读|관련|اقرأ|مواضيع)",
    "signup": r"newsletter|subscri(?:be|ption)|sign (?:up|in)|log in|inbox|free trial|donate"
    r"|support (?:us|our)"
    r"|become a member|create an account|register|abonn|anmelden|inscri|suscr|assine"
    r"|iscriviti|подпи|zapisz|購読"
    r"|订阅|구독|اشترك|follow us|get in touch",
    "byline": r"^\W*(?:by|von|par|por|di|af|av|door|written by|report(?:ing|ed) by|text|texte|author"
    r"|autor|автор"
    r"|editing by|additional reporting|the writer|about the author|contact|follow|edited by|文"
    r"|記者|责任编辑|编辑|来源"
    r"|기자)\b",
    "credit": r"^\W*(?:photo|image|picture|foto|photograph|crédit|credit|source|quelle|fuente|fonte"
    r"|bild|video"
    r"|illustration|getty|写真|図)\b|getty images|shutterstock|\bvia (?:ap|afp|reuters|getty"
    r"|flickr)\b|[/(] ?(?:afp|ap"
    r"|reuters|getty|epa)\b",
}
FURNITURE: Mapping[str, re.Pattern[str]] = {name: re.compile(pattern) for name, pattern in _FURNITURE.items()}
"""Kind of furniture -> what its text is likely to hold, in lower case."""

_LEADS = {
    "person": r"/(?:authors?|autor(?:en)?|auteurs?|people|persons?|profiles?|staff|contributors?|reporters?"
    r"|redaktion|journalist[ei]?s?)/|^mailto:",
    "topic": r"/(?:tags?|topics?|themen?|thema|sujets?|temas?|hashtags?|categor(?:y|ies|ia)|kategorie"
    r"|sections?|emne)/",
    "join": r"newsletter|subscri|sign-?up|register|log-?in|donat|membership|(?:^|\W)(?:abo|apps?)\W"
    r"|news\.google|play\.google|apps\.apple|itunes\.apple"
    r"|//(?:[\w-]+\.)?(?:facebook|twitter|x|instagram|linkedin|youtube|whatsapp|tiktok|threads|t|bsky"
    r"|pinterest)\.(?:com|me|net|app)\b",
    "within": r"^#.",
}
LEADS: Mapping[str, re.Pattern[str]] = {name: re.compile(pattern) for name, pattern in _LEADS.items()}
"""What a link leads to -> what its address is likely to hold, in lower case."""
