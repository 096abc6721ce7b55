"""The errors that are left, in classes by simple criteria."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from measuring.corpus import Page, Truth, by_outlet, scorer
from measuring.readers import OURS, Prediction
from measuring.table import Readings, drawn

GOOD_BODY = 0.9
"""A body below is a miss."""
SAME_WORDS = 0.5
"""Share of words (F1) from which on two titles tell the same."""

Scores = Mapping[str, float | None]
Classifier = Callable[[Truth, Prediction, Scores, str], str]
"""(truth, prediction, scores, the page's visible text folded) -> class."""


@dataclass(frozen=True, slots=True)
class Field:
    """How to tell a miss in a field and its class."""

    figure: str
    right: float
    """The figure of a page that is right."""
    kind: Classifier
    value: Callable[[Mapping[str, Any]], Any]
    """What to show of truth and prediction."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A page that is wrong in a field."""

    page: Page
    kind: str
    want: Any
    got: Any


def classes(pairs: Readings) -> str:
    """A row for each class of each field: how many pages, of how many where the field is known."""
    rows = [["figure", "pages", "missed", "class", "of these"]]
    for name, field in FIELDS.items():
        known = sum(reading[OURS].scores.get(field.figure) is not None for _, reading in pairs)
        counts = Counter(miss.kind for miss in _misses(field, pairs))
        for kind, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            rows.append([name, str(known), str(counts.total()), kind, str(count)])
    return drawn(rows)


def listed(name: str, pairs: Readings) -> Iterator[str]:
    """Each miss of a field on a line: page, its form, class, what is true, what was read."""
    for miss in sorted(_misses(FIELDS[name], pairs), key=lambda miss: miss.kind):
        page = miss.page
        yield "\t".join((page.id, page.mode, miss.kind, _short(miss.want), _short(miss.got)))


def _short(value: Any) -> str:
    return " ".join(str(value).split())[:160]


def _misses(field: Field, pairs: Readings) -> Iterator[Miss]:
    for page, readings in pairs:
        reading = readings[OURS]
        value = reading.scores.get(field.figure)
        right = value is None or (value >= field.right if field.right else not value)
        if not right:
            kind = field.kind(page.truth, reading.prediction, reading.scores, _seen(page))
            yield Miss(page, kind, field.value(page.truth), field.value(reading.prediction))


def _seen(page: Page) -> str:
    """The page's visible text, folded as the scorer does."""
    from newsdigest.extract.page import visible_text

    return f" {scorer().fold(visible_text('page.' + page.mode, page.data()))} "


def body_class(_truth: Truth, got: Prediction, scores: Scores, _seen: str) -> str:
    """What is wrong with the extent of a body."""
    precision, recall = scores.get("body_precision") or 0.0, scores.get("body_recall") or 0.0
    if not got.get("markdown"):
        return "nothing read"
    if max(precision, recall) < 0.5:
        return "another part of the page"
    if recall >= GOOD_BODY:
        return "too much"
    return "too little" if precision >= GOOD_BODY else "both too much and too little"


def title_class(truth: Truth, got: Prediction, _scores: Scores, seen: str) -> str:
    """In which way a headline is not the true one."""
    fold = scorer().fold
    title = fold(got.get("title"))
    told = [fold(one) for one in (truth["title"], *truth.get("title_alt", ()))]
    if not title:
        return "none read"
    if any(f" {one} " in f" {title} " for one in told):
        return "with a kicker or the site's name"
    if any(f" {title} " in f" {one} " for one in told):
        return "cut short"
    if not any(f" {one} " in seen for one in told):
        return "the true one is not visible on the page"
    if max(scorer().token_f1(one, title) for one in told) > SAME_WORDS:
        return "another wording"
    return "another line"


def authors_class(truth: Truth, got: Prediction, _scores: Scores, seen: str) -> str:
    """In which way the names are not the true ones."""
    names = scorer().names
    want, read = names(truth["authors"]), names(got.get("authors"))
    if by_outlet(truth):
        return "the true author is the outlet or an agency"
    if not any(f" {name} " in seen for name in want):
        return "the true name is not visible on the page"
    if not read:
        return "none read"
    if want < read:
        return "one too many"
    if read < want:
        return "a co-author lost"
    words = {word for name in want for word in name.split()}
    if any(words & set(name.split()) for name in read):
        return "the name with more or less than it, or spelt otherwise"
    return "another name"


def invented_class(_truth: Truth, got: Prediction, _scores: Scores, seen: str) -> str:
    """Where a name stands on a page that names no author."""
    visible = all(f" {name} " in seen for name in scorer().names(got.get("authors")))
    return "a name that is visible on the page" if visible else "a name in the markup alone"


def date_class(truth: Truth, got: Prediction, _scores: Scores, _seen: str) -> str:
    """On which side of the true day."""
    want, read = scorer().day(truth["date"]), scorer().day(got.get("date"))
    if not read:
        return "none read"
    if abs((read - want).days) <= 1:
        return "a day beside: time zones"
    return "later: an update or another story" if read > want else "earlier"


def image_class(truth: Truth, got: Prediction, _scores: Scores, _seen: str) -> str:
    """Whether any picture was named."""
    return "another picture" if (got.get("lead_image") or {}).get("url") else "none read"


def image_text_class(key: str) -> Classifier:
    """For what is written with the lead picture."""

    def kind(truth: Truth, got: Prediction, _scores: Scores, _seen: str) -> str:
        read = (got.get("lead_image") or {}).get(key)
        if not read:
            return "none read"
        fold = scorer().fold
        want = truth["lead_image"][key]
        wanted = " ".join(map(fold, want)) if isinstance(want, list) else fold(want)
        if wanted in fold(read) or fold(read) in wanted:
            return "more or less of it"
        return "another text"

    return kind


def source_class(truth: Truth, got: Prediction, _scores: Scores, _seen: str) -> str:
    """Whether any outlet was named."""
    read = str(got.get("source") or "")
    if not read:
        return "none read"
    return "the host's name" if "." in read and " " not in read else "another name"


def language_class(_truth: Truth, got: Prediction, _scores: Scores, _seen: str) -> str:
    """Whether any language was told."""
    return "another language" if got.get("language") else "none read"


def comment_class(_truth: Truth, _got: Prediction, scores: Scores, _seen: str) -> str:
    """How much was let through."""
    return "all comments asked about" if (scores.get("comment_leak") or 0) >= 1 else "some of them"


def _key(*path: str) -> Callable[[Mapping[str, Any]], Any]:
    def value(of: Mapping[str, Any]) -> Any:
        found: Any = of
        for name in path:
            found = (found or {}).get(name)
        return found

    return value


FIELDS: Mapping[str, Field] = {
    "body_f1": Field("body_f1", GOOD_BODY, body_class, _key("url")),
    "comment_leak": Field("comment_leak", 0.0, comment_class, _key("comments_not")),
    "title_ok": Field("title_ok", 1.0, title_class, _key("title")),
    "author_exact": Field("author_exact", 1.0, authors_class, _key("authors")),
    "author_invented": Field("author_invented", 0.0, invented_class, _key("authors")),
    "date_day": Field("date_day", 1.0, date_class, _key("date")),
    "image_url": Field("image_url", 1.0, image_class, _key("lead_image", "url")),
    "caption": Field("caption", GOOD_BODY, image_text_class("caption"), _key("lead_image", "caption")),
    "credit": Field("credit", 1.0, image_text_class("credit"), _key("lead_image", "credit")),
    "source": Field("source", 1.0, source_class, _key("source")),
    "language": Field("language", 1.0, language_class, _key("language")),
}
