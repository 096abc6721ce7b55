"""The words around what a draft quotes, in the language of the report."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct


class Phrases(Struct, frozen=True):
    """What a draft says in its own words; `{source}` is the publisher's name, linked where it can be."""

    reports: str
    """Before the lead."""
    unnamed: str
    """The same where no publisher is known."""
    speaker: str
    """Before what someone said."""
    read: str
    """The link to the report."""


_ENGLISH = Phrases("{source} reports:", "The report says:", "{speaker}:", "Read the report at {source}")

PHRASES: Mapping[str, Phrases] = MappingProxyType(
    {
        "en": _ENGLISH,
        "de": Phrases(
            "{source} berichtet:", "Im Bericht heißt es:", "{speaker}:", "Zum Bericht bei {source}"
        ),
        "fr": Phrases("{source} rapporte :", "L’article dit :", "{speaker} :", "Lire l’article sur {source}"),
        "es": Phrases("{source} informa:", "La noticia dice:", "{speaker}:", "Leer la noticia en {source}"),
        "pt": Phrases("{source} noticia:", "A notícia diz:", "{speaker}:", "Ler a notícia em {source}"),
        "it": Phrases(
            "{source} riferisce:", "L’articolo dice:", "{speaker}:", "Leggi l’articolo su {source}"
        ),
        "nl": Phrases("{source} meldt:", "Het bericht luidt:", "{speaker}:", "Lees het bericht bij {source}"),
        "ru": Phrases(
            "{source} сообщает:", "В сообщении говорится:", "{speaker}:", "Читать на сайте {source}"
        ),
        "ja": Phrases("{source}の報道：", "記事より：", "{speaker}：", "{source}で記事を読む"),
        "zh": Phrases("{source}报道：", "报道称：", "{speaker}：", "在{source}阅读原文"),
        "ko": Phrases("{source} 보도:", "보도 내용:", "{speaker}:", "{source}에서 기사 읽기"),
        "ar": Phrases("{source} تفيد:", "جاء في الخبر:", "{speaker}:", "اقرأ الخبر في {source}"),
    }
)


def phrases_for(language: str) -> Phrases:
    """Those of a language; English ones where we have none in it."""
    return PHRASES.get(language[:2], _ENGLISH)
