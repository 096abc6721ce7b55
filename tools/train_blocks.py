"""Trains the block classifier of newsdigest/extract/body, or tells how it does on sites left out.

    python tools/train_blocks.py [--cross-validate]

Needs lightgbm and the folder `shared` beside the checkout, with the development data. The seed is fixed,
so the same data give the same model.json. Folds are made of whole sites.
"""

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import lightgbm
import numpy as np
from lxml.html import HtmlElement

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "extraction"
MODEL = ROOT / "newsdigest" / "extract" / "body" / "model.json"
sys.path[:0] = [str(ROOT), str(DATA)]

import score  # noqa: E402
from measuring import corpus  # noqa: E402
from measuring.bodies import evidence  # noqa: E402

from newsdigest.extract.body import again, candidates  # noqa: E402
from newsdigest.extract.body.blocks import Block, words_of  # noqa: E402
from newsdigest.extract.body.choice import choose  # noqa: E402
from newsdigest.extract.body.features import levels_to_comment  # noqa: E402

SETS = {"fundus": 1.5, "scrapinghub": 1.5, "trafilatura": 1.0, "readability": 1.0, "wcxb": 0.7,
        "newspaper4k": 0.5, "chinese": 0.6}  # fmt: skip
"""Set -> weight of a page: how far its truth was made by hand for news."""
FOLDS = 5
LONGEST_CELL = 15
"""Words; longer ones are a table's that lays out the page."""
SEED = 0
TREES = 80
"""Of each look: twice as many, learning at half the rate, do no better and take twice the time."""
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.12,
    "num_leaves": 12,
    "min_data_in_leaf": 30,
    "min_sum_hessian_in_leaf": 0.001,
    "lambda_l2": 5,
    # each tree sees part of the blocks, each fork part of the features: what all sites share outweighs
    # what one site does
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "feature_fraction_bynode": 0.2,
    "seed": SEED,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}


@dataclass(frozen=True)
class Page:
    """A page ready for training: a row, label and weight for each block that the reader looks at."""

    truth: dict
    title: str
    blocks: list[Block]
    numbers: list[int]
    levels: dict[int, int]
    standfirsts: Set[int]
    groups: list[np.ndarray]
    names: list[str]
    rows: np.ndarray
    labels: np.ndarray
    weights: np.ndarray

    @property
    def fold(self) -> int:
        """Pages of one site share a fold."""
        host = urlsplit(self.truth["url"] or self.truth["id"]).netloc.lower().removeprefix("www.")
        parts = host.split(".")
        keep = 3 if len(parts) > 2 and len(parts[-2]) <= 3 else 2
        return zlib.crc32(".".join(parts[-keep:]).encode()) % FOLDS

    def again(self, likely: np.ndarray) -> np.ndarray:
        """The rows of the second look, given what the first says of each block."""
        sizes = np.array([float(len(self.blocks[n].text)) for n in self.numbers])
        headings = self.rows[:, self.names.index("heading")] > 0
        return np.hstack([self.rows, again.look_again(likely, sizes, headings, self.groups)])


def read(truth: dict) -> Page | None:
    """The page of a line of truth.jsonl; None where it has no text."""
    seen, title = evidence(corpus.Page(truth, "html"))
    blocks, features = seen.blocks, seen.rows
    if not features:
        return None
    numbers = sorted(features)
    names = sorted(features[numbers[0]])
    rows = np.array([[features[n][name] for name in names] for n in numbers], dtype=np.float32)
    labels, weights = (by_body if truth.get("body") else by_snippets)(truth, [blocks[n] for n in numbers])
    levels = levels_to_comment(features)
    return Page(
        truth,
        title,
        blocks,
        numbers,
        levels,
        seen.standfirsts,
        again.groups_of([seen.containers[n] for n in numbers]),
        names,
        rows,
        labels,
        weights * SETS[truth["set"]],
    )


def by_body(truth: dict, blocks: list[Block]) -> tuple[np.ndarray, np.ndarray]:
    """A block belongs to the body if most of it stands there; standfirsts may be taken or left."""
    rows: dict[HtmlElement, list[Block]] = {}
    for block in blocks:
        rows.setdefault(row_of(block), []).append(block)
    share = np.array(candidates.coverage(truth["body"], [whole_row(block, rows) for block in blocks]))
    deck = np.array(candidates.coverage("\n".join(truth.get("deck") or []), blocks))
    words = np.array([len(block.words) for block in blocks])
    whole = f" {' '.join(words_of(truth['body']))} "
    labels = share > 0.5
    unclear = [
        1 < len(b.words) < 4 and not s and f" {' '.join(b.words)} " in whole
        for b, s in zip(blocks, share, strict=True)
    ]
    left_out = (words == 0) | unclear | ((deck > 0.6) & (share < 0.6))
    total = (words * labels).sum()
    # a page counts as one, whatever its length, as in the score
    return labels.astype(int), np.where(left_out, 0, np.minimum((words + 8) / (total + 150), 0.5) * 12)


def row_of(block: Block) -> HtmlElement | None:
    """The row of a table that a block is a cell of."""
    around = (block.element, *islice(block.element.iterancestors(), 1))
    cell = next((element for element in around if element.tag in ("td", "th")), None)
    return None if cell is None else cell.getparent()


def whole_row(block: Block, rows: Mapping[HtmlElement | None, Sequence[Block]]) -> Block:
    """The row of data that a block stands in, else the block: in the truth a row is a line."""
    row = row_of(block)
    cells = rows[row]
    words = tuple(word for cell in cells for word in cell.words)
    is_data = row is not None and len(words) < LONGEST_CELL * len(cells)
    return Block(block.element, block.text, words, 0) if is_data else block


def by_snippets(truth: dict, blocks: list[Block]) -> tuple[np.ndarray, np.ndarray]:
    """Only blocks that hold a wanted or unwanted snippet teach anything."""
    wanted = [score.squeeze(s) for s in truth.get("must_have", [])]
    unwanted = [score.squeeze(s) for s in [*truth.get("must_not", []), *(truth.get("comments_not") or [])]]
    good = np.array([any(s in b.text or (len(b.text) > 25 and b.text in s) for s in wanted) for b in blocks])
    bad = np.array([any(s in b.text for s in unwanted) for b in blocks])
    return good.astype(int), np.where(good != bad, 0.25, 0.0)


@dataclass(frozen=True)
class Classifier:
    """Small on purpose: larger ones do no better on other sites."""

    first: lightgbm.Booster
    second: lightgbm.Booster

    def predict(self, page: Page) -> np.ndarray:
        """How likely each block of a page is part of the article."""
        return self.second.predict(page.again(self.first.predict(page.rows)))


def fit(pages: Sequence[Page]) -> Classifier:
    """The second look learns from what the first says of sites that it did not see."""
    rows = [page.rows for page in pages]
    left_out: dict[int, np.ndarray] = {}
    for fold in {page.fold for page in pages}:
        seen = [n for n, page in enumerate(pages) if page.fold != fold]
        model = boost([pages[n] for n in seen], [rows[n] for n in seen])
        left_out |= {n: model.predict(page.rows) for n, page in enumerate(pages) if page.fold == fold}
    return Classifier(
        boost(pages, rows), boost(pages, [page.again(left_out[n]) for n, page in enumerate(pages)])
    )


def boost(pages: Sequence[Page], rows: Sequence[np.ndarray]) -> lightgbm.Booster:
    """The trees of one look, from a row for each block."""
    weights = np.concatenate([page.weights for page in pages])
    keep = weights > 0
    labels = np.concatenate([page.labels for page in pages])[keep]
    data = lightgbm.Dataset(
        np.vstack(rows)[keep], labels, weight=weights[keep], params={"max_bin": 63, "verbose": -1}
    )
    return lightgbm.train(PARAMETERS, data, TREES)


def write(model: Classifier, pages: Sequence[Page]) -> None:
    """Keeps the trees in a form that needs no library."""
    names = [*pages[0].names, *again.FEATURES]

    def tree(node):
        if "leaf_value" in node:
            return round(node["leaf_value"], 4)
        limit = float(f"{node['threshold']:.5g}")
        return [names[node["split_feature"]], limit, tree(node["left_child"]), tree(node["right_child"])]

    def listed(one: lightgbm.Booster) -> str:
        return ",\n".join(
            json.dumps(tree(found["tree_structure"])) for found in one.dump_model()["tree_info"]
        )

    counts = Counter(page.truth["set"] for page in pages)
    provenance = {
        "made_by": "tools/train_blocks.py",
        "seed": SEED,
        "pages": dict(sorted(counts.items())),
        "licences": "see the README of shared/data/extraction; the model holds no text of any page",
        "node": "[feature, limit, at most, above]; a number is added to the log-odds",
    }
    head = json.dumps({"provenance": provenance}, indent=1)[:-2]
    looks = f' "first": [\n{listed(model.first)}\n],\n "second": [\n{listed(model.second)}\n]'
    MODEL.write_text(f"{head},\n{looks}\n}}\n", encoding="utf-8")


def report(pages: Sequence[Page]) -> None:
    """Body scores on sites left out of training, by set."""
    scores: dict[str, list[dict]] = {}
    for fold in range(FOLDS):
        model = fit([page for page in pages if page.fold != fold])
        for page in pages:
            if page.fold == fold:
                found = dict(zip(page.numbers, model.predict(page).tolist(), strict=True))
                chosen = choose(page.blocks, found, page.levels, page.title, page.standfirsts)
                body = "\n".join(page.blocks[n].text for n in chosen)
                scores.setdefault(page.truth["set"], []).append(score.score_page(page.truth, {"body": body}))
    for name, of_pages in sorted(scores.items()):
        table = score.summarise(of_pages)
        shown = (
            "body_F1",
            "body_precision",
            "body_recall",
            "snippet_F1",
            "must_have",
            "must_not_leak",
            "comment_leak",
        )
        print(name, *(f"{field} {table[field][0]:.4f}" for field in shown if field in table))


def main() -> None:
    """Reads the options, trains or validates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cross-validate", action="store_true", help="print scores by set and write nothing")
    arguments = parser.parse_args()
    truths = [row for row in score.load_truth(DATA / "truth.jsonl") if row["set"] in SETS]
    pages = [page for truth in truths if (page := read(truth))]
    if arguments.cross_validate:
        report(pages)
    else:
        write(fit(pages), pages)


if __name__ == "__main__":
    main()
