"""What the best choice among the candidates for a body would give: the room above the arbiter."""

from collections.abc import Mapping, Sequence

from measuring.bodies import evidence
from measuring.corpus import Page, Scores, scorer
from measuring.table import drawn
from newsdigest.store.pool import spread

CHOSEN, FULL, DATA = "the arbiter's choice", "all of trafilatura's blocks", "articleBody's blocks"
BEST = "the best of these three on each page"
BLOCKS = "every block of which most stands in the true body"
KINDS = (CHOSEN, FULL, DATA, BEST, BLOCKS)
MOST = 0.5
"""Share of a block's words in the true body from which on it belongs there."""


def table(pages: Sequence[Page], jobs: int) -> str:
    """Body F1 of each kind of choice, for each set with known bodies."""
    known = [page for page in pages if page.truth.get("body")]
    rows: dict[str, dict[str, list[Scores]]] = {}
    for page, found in zip(
        known, spread(_chunk, known, count=len(known) * 4, jobs=jobs, chunk=4), strict=True
    ):
        for kind, scores in found.items():
            rows.setdefault(page.truth["set"], {}).setdefault(kind, []).append(scores)
    lines = [["set", "pages", *KINDS]]
    for name, kinds in sorted(rows.items()):
        figures = [f"{scorer().summarise(kinds[kind])['body_F1'][0]:.3f}" for kind in KINDS]
        lines.append([name, str(len(kinds[CHOSEN])), *figures])
    return drawn(lines)


def _chunk(pages: Sequence[Page]) -> list[Mapping[str, Scores]]:
    return [_page(page) for page in pages]


def _page(page: Page) -> Mapping[str, Scores]:
    """Plain text of blocks, so that Markdown plays no part."""
    from newsdigest.extract.body import candidates
    from newsdigest.extract.body.choice import choose
    from newsdigest.extract.body.features import levels_to_comment
    from newsdigest.extract.body.model import probabilities

    seen, title = evidence(page)
    blocks = seen.blocks
    likely = probabilities(blocks, seen.containers, seen.rows)
    chosen = choose(blocks, likely, levels_to_comment(seen.rows), title, seen.standfirsts)
    true = candidates.coverage(page.truth["body"], blocks)
    picks: dict[str, Sequence[int]] = {
        CHOSEN: chosen,
        FULL: [n for n, share in enumerate(seen.covered) if share > MOST],
        DATA: [n for n, share in enumerate(seen.in_article_body) if share > MOST],
        BLOCKS: [n for n, share in enumerate(true) if share > MOST],
    }
    found: dict[str, Scores] = {}
    for kind, numbers in picks.items():
        body = "\n".join(blocks[n].text for n in numbers)
        scores = scorer().score_page(page.truth, {"body": body})
        found[kind] = {key: value for key, value in scores.items() if key.startswith("body")}
    found[BEST] = max((found[kind] for kind in (CHOSEN, FULL, DATA)), key=lambda one: one["body_f1"] or 0.0)
    return found
