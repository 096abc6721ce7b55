"""Advice on links: relative ones, ones that tell who sent the reader, ones that say only `here`."""

import re
from collections.abc import Iterator

from newsdigest.check.advice.written import Context, Written
from newsdigest.model.problem import Problem
from newsdigest.model.slug import fold
from newsdigest.model.url import is_tracking, without_tracking

SAYS_NOTHING = frozenset((
    "here", "click here", "click", "this", "this link", "link", "read more", "more", "see here",
    "hier", "hier klicken", "klick hier", "klicken sie hier", "mehr", "weiterlesen",
    "ici", "cliquez ici", "lire la suite", "en savoir plus", "lien",
    "aquí", "aqui", "haga clic aquí", "clique aqui", "leer más", "ler mais", "saiba mais", "enlace",
    "qui", "clicca qui", "leggi di più", "klik hier", "lees meer", "här", "klicka här", "her", "klik her",
    "tutaj", "kliknij tutaj", "zde", "klikněte zde", "buraya tıklayın", "burada",
    "здесь", "тут", "по ссылке", "ссылка", "εδώ", "هنا", "اضغط هنا", "כאן", "यहाँ", "यहां",
    "ここ", "こちら", "これ", "ここをクリック", "这里", "點此", "点击这里", "此处",
    "這裡", "여기", "여기를 클릭",
))  # fmt: skip
"""Texts of links that say nothing to who hears a page's links read out, folded."""


def link_text(text: Written, site: Context) -> Iterator[Problem]:
    """A link says where it leads."""
    hint = "let the text say where the link leads"
    for number, address, said in text.links:
        if not said.strip():
            yield text.body(number, "link-text", f"the link to `{address}` has no text", hint)
        elif fold(said.strip(" *_.:!→»>")) in SAYS_NOTHING:
            yield text.body(number, "link-text", f"the link's text is only `{said.strip()}`", hint)


def link_relative(text: Written, site: Context) -> Iterator[Problem]:
    """A relative link leads elsewhere from a feed or an e-mail."""
    for number, address, _ in text.links:
        if address and not re.match(r"[a-z][a-z0-9+.-]*:|[/#?]", address, re.IGNORECASE):
            message = f"the link `{address}` is relative to its page"
            yield text.body(number, "link-relative", message, "begin it with / (this site) or https://")


def link_tracking(text: Written, site: Context) -> Iterator[Problem]:
    """An address without what tells the outlet who sent the reader."""
    for number, address, _ in text.links:
        if tracks(address):
            yield text.body(number, "link-tracking", _tracking(address), f"write {without_tracking(address)}")
    for number, source in enumerate(text.entry.sources):
        if tracks(source.url):
            path = f"sources.{number}.url"
            hint = f"write {without_tracking(source.url)}"
            yield text.field(path, "link-tracking", _tracking(source.url), hint)


def tracks(address: str) -> bool:
    """Whether an address has parameters that only say where the reader came from."""
    query = address.partition("#")[0].partition("?")[2]
    return any(is_tracking(pair.partition("=")[0]) for pair in query.split("&"))


def _tracking(address: str) -> str:
    return f"the address tells who sent the reader: `{address[address.find('?') :]}`"
