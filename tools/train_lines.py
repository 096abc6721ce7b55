"""Train the line model for text dumps, and cross-validate it by site.

    python tools/train_lines.py [--data DIR] [--folds 5] [--write] [--predictions FILE]

A line is body if its words stand in the true body, in the order of the body; headline and authors are ranked
beside the body that a line model finds which has not seen the site. --predictions keeps the answers for pages
of sites unseen in training, for the data's own score.py; --write trains on all pages and writes
newsdigest/extract/text/weights.json. The same input gives the same weights: folds are by hash of the site,
the optimiser starts at zero, and the trees have their seed. Needs numpy, scipy, lightgbm and inscriptis.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

import numpy as np
from dump_pages import Page, load
from scipy.optimize import minimize
from train_rankings import (
    AUTHOR_TREES,
    HEADLINE_TREES,
    Group,
    Known,
    author_groups,
    fit,
    headline_groups,
)

from newsdigest.extract.text.body import body_lines, standfirst_lines
from newsdigest.extract.text.model import STATES, Model, model_of
from newsdigest.extract.text.read import read_article
from newsdigest.extract.text.words import word_count

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "extraction"
WEIGHTS = ROOT / "newsdigest" / "extract" / "text" / "weights.json"

ALLOWED = {"before": "before body", "body": "body aside after", "aside": "aside body", "after": "after",
           "start": "before body after"}  # fmt: skip
"""The steps that can be."""
LOST, LET_IN = 3.0, 2.5
"""Cost of a long line of the body that is lost, and of one let in that is none."""

RARE = 4
"""A feature of fewer pages is left out."""
RIDGE = 2.0
"""Strength of the Gaussian prior on the weights."""
SMALLEST = 0.02
"""A weight below it is not written."""
UNRANKED: dict = {"base": 0.0, "trees": []}


def fold_of(page: Page, folds: int) -> int:
    """The fold in which a page's site is left out, by a hash of its name."""
    return int(hashlib.sha256(page.fold.encode()).hexdigest(), 16) % folds


def chains(pages: list[Page], folds: int) -> list[dict]:
    """For each fold a line model that has seen no page of its sites."""
    return [train_chain([page for page in pages if fold_of(page, folds) != fold]) for fold in range(folds)]


def train_chain(pages: list[Page]) -> dict:
    """Weights of the line model, by L-BFGS on the likelihood of a conditional random field."""
    pages = [page for page in pages if page.labels and not page.made]
    seen = Counter(name for page in pages for name in {n for row in page.features for n in row})
    names = sorted(name for name, count in seen.items() if count >= RARE)
    number = {name: index for index, name in enumerate(names)}
    count, size = len(names), len(STATES)
    mask = np.full((size + 1, size), -1e3)
    for row, (_, targets) in enumerate((a, ALLOWED[a]) for a in (*STATES, "start")):
        for target in targets.split():
            mask[row, STATES.index(target)] = 0.0
    batches = list(_batches(pages, number))

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat[: count * size].reshape(count, size)
        steps = flat[count * size :].reshape(size + 1, size)
        total = 0.5 * RIDGE * float(flat @ flat)
        gradient = RIDGE * weights
        step_gradient = RIDGE * steps
        for batch in batches:
            value, by_line, by_step = _likelihood(batch, weights, steps + mask)
            total -= value
            gradient -= batch.matrix.T @ by_line
            step_gradient -= by_step
        step_gradient[mask < 0] = 0
        return total, np.concatenate([gradient.ravel(), step_gradient.ravel()])

    start = np.zeros(count * size + (size + 1) * size)
    fit = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 250, "ftol": 2e-5})
    weights = fit.x[: count * size].reshape(count, size)
    steps = fit.x[count * size :].reshape(size + 1, size)
    return {
        "features": {
            name: {
                s: round(float(w), 2)
                for s, w in zip(STATES, weights[number[name]], strict=True)
                if abs(w) >= SMALLEST
            }
            for name in names
            if np.abs(weights[number[name]]).max() >= SMALLEST
        },
        "steps": {
            a: {b: round(float(steps[row, STATES.index(b)]), 2) for b in ALLOWED[a].split()}
            for row, a in enumerate((*STATES, "start"))
        },
    }


def known(pages: list[Page], chains: list[dict]) -> list[Known]:
    """The pages as the rankings learn from them: beside the body that is read on an unseen site."""
    models = [model_of({**chain, "headline": UNRANKED, "authors": UNRANKED}) for chain in chains]
    found = []
    for page in pages:
        states = models[fold_of(page, len(models))].states(page.features)
        body = body_lines(page.lines, page.looks, states)
        body = body[len(standfirst_lines(page.looks, body)) :]
        found.append(Known(page.row, page.lines, page.looks, body, page.made))
    return found


@dataclass(frozen=True)
class Batch:
    """Pages of like length side by side: lines x pages, padded."""

    matrix: object
    rows: np.ndarray
    """[line, page] -> row of the matrix; -1 beyond the end of a page."""
    gold: np.ndarray
    """State of each row of the matrix."""
    cost: np.ndarray
    """What taking a line for another state would cost: more for a long line (softmax margin)."""


def _batches(pages: list[Page], number: dict[str, int]) -> Iterator[Batch]:
    from scipy.sparse import csr_matrix

    ordered = sorted(pages, key=lambda page: len(page.lines))
    for first in range(0, len(ordered), 70):
        group = ordered[first : first + 70]
        longest = max(len(page.lines) for page in group)
        rows = np.full((longest, len(group)), -1)
        columns: list[int] = []
        ends = [0]
        gold: list[int] = []
        for column, page in enumerate(group):
            for index, names in enumerate(page.features):
                rows[index, column] = len(gold)
                columns += [number[name] for name in names if name in number]
                ends.append(len(columns))
                gold.append(STATES.index(page.labels[index]))
        matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(gold), len(number)))
        yield Batch(matrix, rows, np.array(gold), _cost(group, gold))


def _cost(group: list[Page], gold: list[int]) -> np.ndarray:
    """A lost line of the body costs by its length, a foreign line let in likewise; else nothing."""
    size = np.array([min(word_count(line.text), 60) for page in group for line in page.lines]) / 60
    body = STATES.index("body")
    own = np.array(gold) == body
    cost = np.zeros((len(gold), len(STATES)))
    cost[~own, body] = LET_IN * size[~own]
    cost[np.ix_(own, [s for s in range(len(STATES)) if s != body])] = (LOST * size[own])[:, None]
    return cost


def _likelihood(batch: Batch, weights: np.ndarray, steps: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """Log-likelihood of the true states, and its gradient by emission and step (forward-backward)."""
    emitted = batch.matrix @ weights
    margin = emitted + batch.cost
    top = margin.max(1)
    chance = np.exp(margin - top[:, None])[batch.rows]
    length, pages = batch.rows.shape
    size = weights.shape[1]
    real = batch.rows >= 0
    chance[~real] = 1.0
    inner, opening = np.exp(steps[:size]), np.exp(steps[size])
    alpha = np.empty((length, pages, size))
    scale = np.ones((length, pages))
    alpha[0] = opening * chance[0]
    scale[0] = alpha[0].sum(1)
    alpha[0] /= scale[0][:, None]
    for at in range(1, length):
        on = real[at]
        step = (alpha[at - 1] @ inner) * chance[at]
        step[~on] = alpha[at - 1][~on]
        scale[at] = step.sum(1)
        alpha[at] = step / scale[at][:, None]
    beta = np.ones((length, pages, size))
    by_step = np.zeros_like(steps)
    for at in range(length - 1, 0, -1):
        on = real[at][:, None]
        ahead = np.where(on, chance[at] * beta[at] / scale[at][:, None], 0.0)
        by_step[:size] -= inner * (alpha[at - 1].T @ ahead)
        beta[at - 1] = np.where(on, ahead @ inner.T, beta[at])
    seen = alpha * beta
    seen /= seen.sum(2, keepdims=True)
    by_line = np.zeros_like(emitted)
    by_line[batch.rows[real]] = -seen[real]
    by_step[size] -= seen[0].sum(0)
    lines = np.arange(len(batch.gold))
    by_line[lines, batch.gold] += 1
    value = float(emitted[lines, batch.gold].sum() - np.log(scale).sum() - top.sum())
    for column in range(pages):
        states = batch.gold[batch.rows[real[:, column], column]]
        value += float(steps[size, states[0]] + steps[states[:-1], states[1:]].sum())
        by_step[size, states[0]] += 1
        np.add.at(by_step, (states[:-1], states[1:]), 1)
    return value, by_line, by_step


@dataclass(frozen=True)
class Material:
    """The pages, line models that have not seen the sites of a fold, and what the rankings learn from."""

    pages: list[Page]
    left_out: list[dict]
    headlines: list[Group]
    authors: list[Group]

    @classmethod
    def of(cls, pages: list[Page], folds: int) -> "Material":
        """From the pages, so many folds of sites."""
        left_out = chains(pages, folds)
        read = known(pages, left_out)
        return cls(pages, left_out, headline_groups(read), author_groups(read))

    def rankings(self, without: int = -1) -> dict:
        """The trees for headline and authors, learnt from all pages without those of a fold."""
        kept = [fold_of(page, len(self.left_out)) != without for page in self.pages]
        return {
            "headline": fit(list(compress(self.headlines, kept)), HEADLINE_TREES),
            "authors": fit(list(compress(self.authors, kept)), AUTHOR_TREES),
        }


def cross_validate(material: Material) -> dict[str, dict]:
    """Page id -> what is read by a model that has seen no page of its site."""
    answers = {}
    for fold, chain in enumerate(material.left_out):
        model = model_of({**chain, **material.rankings(without=fold)})
        for page in material.pages:
            if fold_of(page, len(material.left_out)) == fold and not page.made:
                answers[page.row["id"]] = answer(page, model)
    return answers


def answer(page: Page, model: Model) -> dict:
    """What is read of a page, in the form of score.py."""
    article = read_article(page.row["id"], page.lines, page.looks, page.features, model)
    image = article.lead_image
    return {
        "title": article.title,
        "authors": list(article.authors),
        "date": article.date.isoformat() if article.date else "",
        "source": article.publisher,
        "language": article.language,
        "sections": list(article.sections),
        "lead_image": {"caption": image.caption, "credit": image.credit} if image else {},
        "markdown": article.markdown,
        "sure": sorted(field for field, found in article.found_in.items() if found.sure),
    }


def main() -> None:
    """Read the data; cross-validate; write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    pages = load(args.data)
    labelled = [page for page in pages if page.labels]
    made = sum(page.made for page in pages)
    print(f"{len(pages)} dumps, {made} of them made, {len(labelled)} with a known body")
    material = Material.of(pages, args.folds)
    if args.predictions:
        args.predictions.write_text(json.dumps(cross_validate(material), ensure_ascii=False))
    if args.write:
        digest = hashlib.sha256((args.data / "truth.jsonl").read_bytes()).hexdigest()[:16]
        count = f"{len(pages)} dumps, {made} made"
        provenance = {
            "made_by": "tools/train_lines.py --write",
            "input": f"truth.jsonl of shared/data/extraction, sha256 {digest}..., {count}",
            "method": f"linear-chain conditional random field, L-BFGS from zero, ridge {RIDGE}; LambdaMART",
            "node": "[feature, limit, at most, above]; a number is added to the score",
        }
        data = {"provenance": provenance, **train_chain(pages), **material.rankings()}
        WEIGHTS.write_text(_readable(data), encoding="utf-8")


def _readable(data: dict) -> str:
    """JSON with a line for each feature and each tree."""
    parts = []
    for section, rows in data.items():
        inner = ",\n".join(f"  {json.dumps(k)}: {_rows(v)}" for k, v in rows.items())
        parts.append(f" {json.dumps(section)}: {{\n{inner}\n }}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _rows(value: object) -> str:
    if not isinstance(value, list):
        return json.dumps(value)
    return "[\n" + ",\n".join(f"   {json.dumps(one)}" for one in value) + "\n  ]"


if __name__ == "__main__":
    main()
