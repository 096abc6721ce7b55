"""Trains the block classifier of newsdigest/extract/body, or tells how it does on sites left out.

    python tools/train_blocks.py [--cross-validate]

Needs scikit-learn and the folder `shared` beside the checkout, with the development data. The seed is fixed,
so the same data give the same model.json. Folds are made of whole sites.
"""

import argparse
import gzip
import json
import re
import sys
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "extraction"
MODEL = ROOT / "newsdigest" / "extract" / "body" / "model.json"
sys.path[:0] = [str(ROOT), str(DATA)]

import score  # noqa: E402

from newsdigest.extract.body import candidates  # noqa: E402
from newsdigest.extract.body.blocks import Block, blocks_of, words_of, working_copy  # noqa: E402
from newsdigest.extract.body.choice import choose  # noqa: E402
from newsdigest.extract.body.features import features_of, levels_to_comment  # noqa: E402
from newsdigest.extract.decode import decode  # noqa: E402
from newsdigest.extract.tree import parse  # noqa: E402

SETS = {"fundus": 1.5, "scrapinghub": 1.5, "trafilatura": 1.0, "readability": 1.0, "wcxb": 0.7,
        "newspaper4k": 0.5, "chinese": 0.4}  # fmt: skip
"""Set -> weight of a page: how far its truth was made by hand for news."""
FOLDS = 5
SEED = 0


@dataclass(frozen=True)
class Page:
    """A page ready for training: a row, label and weight for each block that the reader looks at."""

    truth: dict
    title: str
    blocks: list[Block]
    numbers: list[int]
    levels: dict[int, int]
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


def read(truth: dict) -> Page | None:
    """The page of a line of truth.jsonl; None where it has no text."""
    tree = parse(decode(gzip.decompress((DATA / truth["html"]).read_bytes())))
    article_body, title = data_of(tree)
    blocks = blocks_of(working_copy(tree))
    covered = candidates.coverage(candidates.trafilatura_text(tree), blocks)
    features = features_of(blocks, covered, candidates.in_article_body(article_body, blocks), title)
    if not features:
        return None
    numbers = sorted(features)
    names = sorted(features[numbers[0]])
    rows = np.array([[features[n][name] for name in names] for n in numbers], dtype=np.float32)
    labels, weights = (by_body if truth.get("body") else by_snippets)(truth, [blocks[n] for n in numbers])
    return Page(
        truth,
        title,
        blocks,
        numbers,
        levels_to_comment(features),
        names,
        rows,
        labels,
        weights * SETS[truth["set"]],
    )


def data_of(tree) -> tuple[str, str]:
    """The longest articleBody, and the headline as far as it takes no knowledge of metadata."""
    bodies = [""]
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            for found in re.finditer(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*")', script.text or ""):
                try:
                    bodies.append(json.loads(found[1], strict=False))
                except ValueError:
                    continue
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    social = tree.xpath('//meta[@property="og:title"]/@content')
    title = (
        next((h for h in headings if len(h) > 15), None)
        or next(iter(social), None)
        or tree.findtext(".//title")
    )
    return max(bodies, key=len), title or ""


def by_body(truth: dict, blocks: list[Block]) -> tuple[np.ndarray, np.ndarray]:
    """A block belongs to the body if most of it stands there; standfirsts may be taken or left."""
    share = np.array(candidates.coverage(truth["body"], blocks))
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


def by_snippets(truth: dict, blocks: list[Block]) -> tuple[np.ndarray, np.ndarray]:
    """Only blocks that hold a wanted or unwanted snippet teach anything."""
    wanted = [score.squeeze(s) for s in truth.get("must_have", [])]
    unwanted = [score.squeeze(s) for s in [*truth.get("must_not", []), *(truth.get("comments_not") or [])]]
    good = np.array([any(s in b.text or (len(b.text) > 25 and b.text in s) for s in wanted) for b in blocks])
    bad = np.array([any(s in b.text for s in unwanted) for b in blocks])
    return good.astype(int), np.where(good != bad, 0.25, 0.0)


def fit(pages: list[Page]) -> HistGradientBoostingClassifier:
    """The classifier, small on purpose: larger ones do no better on other sites."""
    rows = np.vstack([page.rows for page in pages])
    labels = np.concatenate([page.labels for page in pages])
    weights = np.concatenate([page.weights for page in pages])
    names = pages[0].names
    # most of a page is plainly furniture: a quarter of that, weighted accordingly, teaches as much
    easy = (
        (labels == 0)
        & (rows[:, names.index("covered~12")] < 0.02)
        & (rows[:, names.index("alike_covered")] < 0.02)
    )
    keep = (weights > 0) & (~easy | (np.random.default_rng(SEED).random(len(labels)) < 0.25))
    model = HistGradientBoostingClassifier(
        max_iter=100,
        learning_rate=0.1,
        max_leaf_nodes=12,
        l2_regularization=5,
        min_samples_leaf=30,
        max_bins=64,
        early_stopping=False,
        random_state=SEED,
    )
    return model.fit(rows[keep], labels[keep], sample_weight=np.where(easy, weights * 4, weights)[keep])


def write(model: HistGradientBoostingClassifier, pages: list[Page]) -> None:
    """Keeps the trees in a form that needs no library."""
    names = pages[0].names

    def tree(nodes, at=0):
        node = nodes[at]
        if node["is_leaf"]:
            return round(float(node["value"]), 4)
        limit = float(f"{node['num_threshold']:.5g}")
        return [names[node["feature_idx"]], limit, tree(nodes, node["left"]), tree(nodes, node["right"])]

    trees = [json.dumps(tree(predictors[0].nodes)) for predictors in model._predictors]
    counts = Counter(page.truth["set"] for page in pages)
    provenance = {
        "made_by": "tools/train_blocks.py",
        "seed": SEED,
        "pages": dict(sorted(counts.items())),
        "licences": "see the README of shared/data/extraction; the model holds no text of any page",
        "node": "[feature, limit, at most, above]; a number is added to the log-odds",
    }
    head = json.dumps(
        {"provenance": provenance, "base": round(float(model._baseline_prediction.item()), 5)}, indent=1
    )
    MODEL.write_text(head[:-2] + ',\n "trees": [\n' + ",\n".join(trees) + "\n]}\n", encoding="utf-8")


def report(pages: list[Page]) -> None:
    """Body scores on sites left out of training, by set."""
    scores: dict[str, list[dict]] = {}
    for fold in range(FOLDS):
        model = fit([page for page in pages if page.fold != fold])
        for page in pages:
            if page.fold == fold:
                found = dict(zip(page.numbers, model.predict_proba(page.rows)[:, 1], strict=True))
                chosen = choose(page.blocks, found, page.levels, page.title)
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
