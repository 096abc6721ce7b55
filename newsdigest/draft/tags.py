"""Tags for an article: terms of the vocabulary that it names, best first."""

import re
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

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def tags_for(article: Article, lead: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Labels of at most six tags, best first; equals in the order of the vocabulary's file."""
    scores = _scores(article, lead, vocabulary)
    best = sorted((slug for slug in scores if scores[slug] >= _ENOUGH), key=lambda slug: -scores[slug])
    return tuple(best[:MAX_TAGS])


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
    body = fold("\n".join(paragraphs(article.markdown)))
    places = ((fold(article.title), _TITLE, 1), (fold(lead), _LEAD, 1), (body, _BODY, _BODY_COUNTS))
    scores: dict[str, float] = {}
    for tag, names in _names(vocabulary):
        score = _KEYWORD * bool(keywords & names)
        pattern = _pattern(tuple(sorted(names, key=lambda name: (-len(name), name))))
        for text, weight, most in places:
            score += weight * min(len(pattern.findall(text)), most)
        if score:
            scores[tag.slug] = score
    return scores


def _names(vocabulary: Vocabulary) -> Iterable[tuple[Tag, set[str]]]:
    """Each tag in use with all names that lead to it, those of tags it took the place of included."""
    names: dict[str, set[str]] = {tag.slug: set() for tag in vocabulary.tags if not tag.retired_into}
    for name, tag in vocabulary.tag_by_name.items():
        names.setdefault(tag.slug, set()).add(name)
    return [(tag, names[tag.slug]) for tag in vocabulary.tags if names.get(tag.slug)]


@lru_cache(maxsize=4096)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names as whole words; where a script has no blanks, anywhere."""
    return re.compile("|".join(map(_whole_word, names)) or r"(?!)")


def _whole_word(name: str) -> str:
    before = "" if _UNSPACED.match(name[0]) else r"(?<![^\W_])"
    after = "" if _UNSPACED.match(name[-1]) else r"(?![^\W_])"
    return f"{before}{re.escape(name)}{after}"
