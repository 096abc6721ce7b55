"""Compares ways to sum a story up, by the publishers' own descriptions of it.

    python tools/compare_summaries.py [--sets fundus,wcxb] [--most 300]   ROUGE-1 and ROUGE-2 F1 of each way

Each way chooses sentences of the body, as many as a summary may have. The page's own description,
which a draft prefers, is hidden from them. Needs the folder `shared` beside the checkout.
"""

import argparse
import math
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from measuring.corpus import Page, pages  # noqa: E402

from newsdigest.draft.prose import ends_whole, joined, paragraphs, sentences  # noqa: E402
from newsdigest.draft.summary import MAX_WORDS, lead_of  # noqa: E402
from newsdigest.extract.page import read_page  # noqa: E402
from newsdigest.model.article import Article  # noqa: E402
from newsdigest.model.copied import count_words, words  # noqa: E402

MOST_SENTENCES = 3
LEAST_WORDS = 8
LOOKED_AT = 60
"""Sentences of a story that are ranked."""

Way = Callable[[Article], str]


def lead(article: Article) -> str:
    """The first paragraph, as drafts have it."""
    return _fitting(sentences(lead_of(article), article.language))


def first_sentence(article: Article) -> str:
    """Its first sentence alone."""
    return _fitting(sentences(lead_of(article), article.language)[:1])


def central(article: Article) -> str:
    """The sentences most like all others (TextRank by shared words)."""
    told = _sentences(article)
    bags = [_bag(one) for one in told]
    links = [[_likeness(one, other) if one is not other else 0.0 for other in bags] for one in bags]
    totals = [sum(row) or 1.0 for row in links]
    rank = [1.0] * len(told)
    for _ in range(30):
        flow = [sum(rank[b] * links[b][a] / totals[b] for b in range(len(told))) for a in range(len(told))]
        rank = [0.15 + 0.85 * one for one in flow]
    return _best(told, rank)


def frequent(article: Article) -> str:
    """The sentences with the words that the story repeats (SumBasic)."""
    told = _sentences(article)
    counts = Counter(word for one in told for word in _bag(one))
    return _best(told, [mean([counts[word] for word in _bag(one)] or [0]) for one in told])


def like_the_headline(article: Article) -> str:
    """The sentences that share most words with the headline, earlier ones first."""
    told, title = _sentences(article), _bag(article.title)
    return _best(told, [_likeness(_bag(one), title) + 0.5 / (1 + at) for at, one in enumerate(told)])


def mixed(article: Article) -> str:
    """Words repeated, likeness to the headline, and above all the place in the story."""
    told, title = _sentences(article), _bag(article.title)
    counts = Counter(word for one in told for word in _bag(one))
    most = max(counts.values(), default=1)
    return _best(
        told,
        [
            _likeness(_bag(one), title)
            + mean([counts[word] for word in _bag(one)] or [0]) / most
            + 1 / (1 + at)
            for at, one in enumerate(told)
        ],
    )


WAYS: tuple[Way, ...] = (lead, first_sentence, central, frequent, like_the_headline, mixed)


def _sentences(article: Article) -> list[str]:
    texts = [text for text in paragraphs(article.markdown) if count_words(text) >= LEAST_WORDS]
    told = [one for text in texts for one in sentences(text, article.language)]
    return [one for one in told if count_words(one) >= LEAST_WORDS and ends_whole(one)][:LOOKED_AT]


def _best(told: Sequence[str], rank: Sequence[float]) -> str:
    """The best that fit, in the order of the story."""
    chosen: list[int] = []
    for at in sorted(range(len(told)), key=lambda at: (-rank[at], at)):
        size = sum(count_words(told[one]) for one in [*chosen, at])
        if len(chosen) < MOST_SENTENCES and size <= MAX_WORDS:
            chosen.append(at)
    return joined([told[at] for at in sorted(chosen)])


def _fitting(told: Sequence[str]) -> str:
    return _best(told, [-at for at in range(len(told))])


def _bag(text: str) -> frozenset[str]:
    return frozenset(word.folded for word in words(text) if len(word.folded) > 3 or word.halves == 1)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / math.sqrt(len(one) * len(other)) if one and other else 0.0


def rouge(text: str, reference: str, size: int) -> float:
    """F1 of runs of `size` words."""
    ours, theirs = (_runs(one, size) for one in (text, reference))
    shared = sum((ours & theirs).values())
    return 2 * shared / (sum(ours.values()) + sum(theirs.values())) if shared else 0.0


def _runs(text: str, size: int) -> Counter[tuple[str, ...]]:
    told = [word.folded for word in words(text)]
    return Counter(zip(*(told[at:] for at in range(size)), strict=False))


def main() -> int:
    """Reads the pages once, and prints a line for each way."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sets", default="", help="comma-separated; default: all")
    parser.add_argument(
        "--most", type=int, default=300, help="pages, evenly from all that have a description"
    )
    options = parser.parse_args()
    described = [
        page for page in pages("html", options.sets.split(",") if options.sets else []) if _described(page)
    ]
    chosen = described[:: max(1, len(described) // options.most)][: options.most]
    read = [(read_page(f"{page.id}.html", page.data()), page.truth["description"]) for page in chosen]
    read = [(article, told) for article, told in read if lead_of(article)]
    print(f"| {len(read)} pages | ROUGE-1 | ROUGE-2 | words |\n| --- | --- | --- | --- |")
    for way in WAYS:
        texts = [(way(article), told) for article, told in read]
        figures = [mean(rouge(text, told, size) for text, told in texts) for size in (1, 2)]
        size = mean(count_words(text) for text, _ in texts)
        print(
            f"| {way.__name__.replace('_', ' ')} | {figures[0]:.3f} | {figures[1]:.3f} | {size:.0f} |",
            flush=True,
        )
    return 0


def _described(page: Page) -> bool:
    return count_words(str(page.truth.get("description") or "")) >= LEAST_WORDS


if __name__ == "__main__":
    sys.exit(main())
