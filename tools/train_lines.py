"""Train the line model for text dumps, and cross-validate it by site.

    python tools/train_lines.py [--data DIR] [--folds 5] [--write] [--predictions FILE]

Input: DIR/truth.jsonl and DIR/text (default: ../shared/data/extraction beside the checkout), never part of the
repository. A line is body if its words stand in the true body, in the order of the body. --folds prints how well pages
of unseen sites are read; --predictions keeps the cross-validated answers for the data's own score.py; --write trains on
all pages and writes newsdigest/extract/text/weights.json. The same input gives the same weights: folds are by hash of
the site, the optimiser starts at zero. Needs numpy and scipy.
"""

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from scipy.optimize import minimize

from newsdigest.extract.text.features import line_features
from newsdigest.extract.text.lines import Line, read_lines
from newsdigest.extract.text.model import STATES, Model, model_of
from newsdigest.extract.text.read import read_article

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "extraction"
WEIGHTS = ROOT / "newsdigest" / "extract" / "text" / "weights.json"

ALLOWED = {"before": "before body", "body": "body aside after", "aside": "aside body", "after": "after",
           "start": "before body after"}  # fmt: skip
"""The steps that can be."""
RARE = 4
"""A feature of fewer pages is left out."""
RIDGE = 1.0
"""Strength of the Gaussian prior on the weights."""
SMALLEST = 0.02
"""A weight below it is not written."""

_UNSPACED = re.compile(r"([\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")


@dataclass(frozen=True)
class Page:
    """A page of the data, its lines, and what is true of them."""

    row: dict
    lines: list[Line]
    features: list[list[str]]
    labels: list[str] | None
    """State of each line; None where the true body is not known."""

    @property
    def fold(self) -> str:
        """The site, or the page itself where no address is known."""
        return urlsplit(self.row["url"] or "").netloc.removeprefix("www.") or self.row["id"]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", _UNSPACED.sub(r" \1 ", text.casefold()))


def labels_of(lines: list[Line], body: str) -> list[str] | None:
    """The state of each line: the heaviest chain of lines whose places in the body ascend is the body."""
    tokens = words(body)
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(tokens)):
        for size in (1, 2, 3):
            places.setdefault(tuple(tokens[at : at + size]), []).append(at)
    whole = Counter(" ".join(words(row)) for row in body.split("\n"))
    found: list[tuple[int, int, int, int]] = []  # line, start, end, weight
    for index, line in enumerate(lines):
        own = words(line.text)
        if not own:
            continue
        if len(own) < 3 and not whole[" ".join(own)]:
            continue
        key = tuple(own[: min(3, len(own))])
        for start in places.get(key, [])[:12]:
            size = sum(a == b for a, b in zip(own, tokens[start : start + len(own)], strict=False))
            if size >= 0.7 * len(own):
                found.append((index, start, start + len(own), size * size if size < 4 else 4 * size))
    best = [0] * len(found)
    link = [-1] * len(found)
    for i, (line, start, _, weight) in enumerate(found):
        best[i] = weight
        for j in range(max(0, i - 400), i):
            if found[j][0] < line and found[j][2] <= start + 2 and best[j] + weight > best[i]:
                best[i], link[i] = best[j] + weight, j
    if not found:
        return None
    at = max(range(len(found)), key=lambda i: best[i])
    chosen = set()
    covered = 0
    while at >= 0:
        chosen.add(found[at][0])
        covered += found[at][2] - found[at][1]
        at = link[at]
    if covered < 0.6 * len(tokens):
        return None
    first, last = min(chosen), max(chosen)
    return [
        "body" if index in chosen else "before" if index < first else "after" if index > last else "aside"
        for index in range(len(lines))
    ]


def load(data: Path) -> list[Page]:
    pages = []
    for text in (data / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        if not row.get("text"):
            continue
        lines = read_lines(gzip.decompress((data / row["text"]).read_bytes()).decode("utf-8"))
        body = row.get("body")
        pages.append(Page(row, lines, line_features(lines), labels_of(lines, body) if body else None))
    return pages


def train(pages: list[Page]) -> dict:
    """Weights in the form of weights.json, by L-BFGS on the likelihood of a conditional random field."""
    seen = Counter(name for page in pages for name in {n for row in page.features for n in row})
    names = sorted(name for name, count in seen.items() if count >= RARE)
    number = {name: index for index, name in enumerate(names)}
    count, size = len(names), len(STATES)
    mask = np.full((size + 1, size), -1e9)
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
    fit = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150, "ftol": 1e-6})
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


@dataclass(frozen=True)
class Batch:
    """Pages of like length side by side: lines x pages, padded."""

    matrix: object
    rows: np.ndarray
    """[line, page] -> row of the matrix; -1 beyond the end of a page."""
    gold: np.ndarray
    """State of each row of the matrix."""


def _batches(pages: list[Page], number: dict[str, int]) -> Iterator[Batch]:
    from scipy.sparse import csr_matrix

    ordered = sorted(pages, key=lambda page: len(page.lines))
    for first in range(0, len(ordered), 40):
        group = ordered[first : first + 40]
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
        yield Batch(matrix, rows, np.array(gold))


def _likelihood(batch: Batch, weights: np.ndarray, steps: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """Log-likelihood of the true states, and its gradient by emission and by step."""
    emitted = batch.matrix @ weights
    length, pages = batch.rows.shape
    size = weights.shape[1]
    inner, opening = steps[:size], steps[size]
    alpha = np.zeros((length, pages, size))
    real = batch.rows >= 0
    alpha[0] = opening + emitted[batch.rows[0]]
    for at in range(1, length):
        step = _logsum(alpha[at - 1][:, :, None] + inner, 1) + emitted[batch.rows[at]]
        alpha[at] = np.where(real[at][:, None], step, alpha[at - 1])
    whole = _logsum(alpha[-1], 1)
    beta = np.zeros((length, pages, size))
    by_step = np.zeros_like(steps)
    value = -float(whole.sum())
    by_line = np.zeros_like(emitted)
    for at in range(length - 1, 0, -1):
        ahead = emitted[batch.rows[at]] + beta[at]
        pair = alpha[at - 1][:, :, None] + inner + ahead[:, None, :] - whole[:, None, None]
        by_step[:size] -= (np.exp(pair) * real[at][:, None, None]).sum(0)
        back = _logsum(inner + ahead[:, None, :], 2)
        beta[at - 1] = np.where(real[at][:, None], back, beta[at])
    chance = np.exp(alpha + beta - whole[:, None])
    by_line[batch.rows[real]] = -chance[real]
    by_step[size] -= chance[0].sum(0)
    by_line[np.arange(len(batch.gold)), batch.gold] += 1
    value += float(emitted[np.arange(len(batch.gold)), batch.gold].sum())
    for column in range(pages):
        states = batch.gold[batch.rows[real[:, column], column]]
        value += float(opening[states[0]] + inner[states[:-1], states[1:]].sum())
        by_step[size, states[0]] += 1
        np.add.at(by_step, (states[:-1], states[1:]), 1)
    return value, by_line, by_step


def _logsum(values: np.ndarray, axis: int) -> np.ndarray:
    top = values.max(axis, keepdims=True)
    return (top + np.log(np.exp(values - top).sum(axis, keepdims=True))).squeeze(axis)


def cross_validate(pages: list[Page], folds: int) -> dict[str, dict]:
    """Page id -> what is read by a model that has seen no page of its site."""
    answers = {}
    for fold in range(folds):
        held = [p for p in pages if int(hashlib.sha256(p.fold.encode()).hexdigest(), 16) % folds == fold]
        ids = {page.row["id"] for page in held}
        model = model_of(train([p for p in pages if p.labels and p.row["id"] not in ids]))
        for page in held:
            answers[page.row["id"]] = answer(page, model)
    return answers


def answer(page: Page, model: Model) -> dict:
    """What is read of a page, in the form of score.py."""
    article = read_article(page.row["id"], page.lines, page.features, model)
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
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    pages = load(args.data)
    known = [page for page in pages if page.labels]
    print(f"{len(pages)} pages, {len(known)} with a known body, {sum(len(p.lines) for p in known)} lines")
    if args.predictions:
        args.predictions.write_text(json.dumps(cross_validate(pages, args.folds), ensure_ascii=False))
    if args.write:
        digest = hashlib.sha256((args.data / "truth.jsonl").read_bytes()).hexdigest()[:16]
        provenance = {
            "made_by": "tools/train_lines.py --write",
            "input": f"shared/data/extraction/truth.jsonl, sha256 {digest}..., {len(known)} dumps",
            "method": f"linear-chain conditional random field, L-BFGS from zero, ridge {RIDGE}",
        }
        data = {"provenance": provenance, **train(known)}
        WEIGHTS.write_text(_readable(data), encoding="utf-8")


def _readable(data: dict) -> str:
    """JSON with a line for each feature."""
    parts = []
    for section, rows in data.items():
        inner = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in rows.items())
        parts.append(f" {json.dumps(section)}: {{\n{inner}\n }}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()
