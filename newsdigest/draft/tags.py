"""Tags for an article: terms of the vocabulary that it names, best first."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from newsdigest.draft.prose import paragraphs
from newsdigest.model.article import Article
from newsdigest.model.slug import fold
from newsdigest.model.vocabulary import Tag, Vocabulary

MAX_TAGS = 6

_TITLE, _LEAD, _KEYWORD, _BODY = 8.0, 4.0, 3.0, 0.75
"""Weight of a name in the headline, in the lead, among the page's keywords, and each time in the body."""

_BODY_COUNTS = 4
"""Times in the body after which more say nothing new."""

_ENOUGH = 1.5
"""Below: named once in passing."""

_SHORT = 6
"""Letters from which a name in capitals is a name in capitals, and no acronym."""

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def tags_for(article: Article, lead: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Labels of at most six tags, best first; equals in the order of the vocabulary's file."""
    scores = _scores(article, lead, vocabulary)
    best = sorted((slug for slug in scores if scores[slug] >= _ENOUGH), key=lambda slug: -scores[slug])
    return tuple(best[:MAX_TAGS])


def reasons(article: Article, lead: str, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Slug of each tag that fits, best first, and why: the name that was found, and where."""
    body = "\n".join(paragraphs(article.markdown))
    places = (("title", article.title), ("summary", lead), ("body", body))
    named = {tag.slug: _patterns(names) for tag, names in _names(vocabulary)}
    return tuple(
        (slug, _reason(named[slug], places) or "among the keywords of its page")
        for slug in tags_for(article, lead, vocabulary)
    )


def _reason(patterns: tuple[re.Pattern[str], re.Pattern[str]], places: Iterable[tuple[str, str]]) -> str:
    folded, acronyms = patterns
    for place, text in places:
        found = folded.findall(fold(text)) + acronyms.findall(_width(text))
        if found:
            times = f", {len(found)} times" if len(found) > 1 else ""
            return f"`{found[0]}` in the {place}{times}"
    return ""


def candidates(article: Article, lead: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What an editor may choose from where no tag fits: tags named in passing, the page's own keywords."""
    scores = _scores(article, lead, vocabulary)
    passing = sorted(scores, key=lambda slug: -scores[slug])
    known = vocabulary.tag_by_name
    own = (name for name in (*article.tags, *article.sections) if fold(name) not in known)
    return tuple(dict.fromkeys([*passing, *own]))[:MAX_TAGS]


def _scores(article: Article, lead: str, vocabulary: Vocabulary) -> dict[str, float]:
    """Slug -> weight, for every tag that is named at all, in the order of the file."""
    keywords = {fold(name) for name in (*article.tags, *article.sections)}
    body = "\n".join(paragraphs(article.markdown))
    places = [
        (fold(text), _width(text), weight, most)
        for text, weight, most in ((article.title, _TITLE, 1), (lead, _LEAD, 1), (body, _BODY, _BODY_COUNTS))
    ]
    scores: dict[str, float] = {}
    for tag, names in _names(vocabulary):
        score = _KEYWORD * any(fold(name) in keywords for name in names)
        folded, acronyms = _patterns(names)
        for text, as_written, weight, most in places:
            score += weight * min(len(folded.findall(text)) + len(acronyms.findall(as_written)), most)
        if score:
            scores[tag.slug] = score
    return scores


def _names(vocabulary: Vocabulary) -> Iterable[tuple[Tag, tuple[str, ...]]]:
    """Each tag in use with all names that lead to it, as they are written; also those of tags it replaced."""
    names: dict[str, list[str]] = {}
    for tag in vocabulary.tags:
        target = vocabulary.tag_by_name[fold(tag.slug)].slug
        names.setdefault(target, []).extend((tag.slug, tag.label, *tag.labels.values(), *tag.aliases))
    return [(tag, tuple(names[tag.slug])) for tag in vocabulary.tags if tag.slug in names]


@lru_cache(maxsize=4096)
def _patterns(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Any of the names as whole words, in folded text; and those that are acronyms, in text as it is written.

    `US` is not the word us, nor `IT` the word it: what is all capitals counts only so.
    A slug stands for an address, and not for a word, where the same in capitals is a name.
    """
    acronyms = {
        name for name in map(_width, names) if name.isupper() and name.isascii() and len(name) < _SHORT
    }
    shadowed = {fold(name) for name in acronyms}
    folded = {fold(name) for name in names} - shadowed
    return _any_of(folded), _any_of(acronyms)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_whole_word, longest_first)) or r"(?!)")


def _whole_word(name: str) -> str:
    before = "" if _UNSPACED.match(name[0]) else r"(?<![^\W_])"
    after = "" if _UNSPACED.match(name[-1]) else r"(?![^\W_])"
    return f"{before}{re.escape(name)}{after}"


def _width(text: str) -> str:
    """Width folded, case kept."""
    return unicodedata.normalize("NFKC", text)
