"""Fits the weights that turn the word model's evidence for an edit into a probability, from the rows of rows.ts.

    python3 training/prose/fit.py --in ROWS.tsv… --test ROWS.tsv… --out server/verify/prose/editWeights.ts

A conditional logit over a sentence's candidates and leaving it alone, with a vector of weights for all kinds and one for each kind on top, which a stronger penalty keeps
small where a kind has few rows. The bar of a kind is the log-odds above which its edits touch a given share of the clean test
sentences; about half of what is touched there is wrong indeed. With `--weights FILE` only the bars are set anew.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path

import numpy as np

# Share of clean sentences that each kind of edit may touch: more where people slip oftener and the word model sees it better.
ALARMS = {"verbForm": 0.003, "homophone": 0.003, "auxiliary": 0.0012, "number": 0.0012, "join": 0.0012, "adverb": 0.001, "confused": 0.0008, "pronoun": 0.0004, "order": 0.0001}
OTHER_ALARMS = 0.0003


class Rows:
    """Candidates of all files: features, kinds, labels, and the sentence of each."""

    def __init__(self, files: list[Path]) -> None:
        features, self.kinds, labels, owners, self.edits = [], [], [], [], []
        self.damaged: list[bool] = []
        self.texts: list[str] = []
        for path in files:
            for line in path.read_text(encoding="utf-8").splitlines():
                _, damaged, kind, label, edit, numbers = line.split("\t")
                if kind == "sentence":
                    self.damaged.append(damaged == "1")
                    self.texts.append(edit)
                    continue
                features.append(np.array(numbers.split(" "), np.float32))
                self.kinds.append(kind)
                labels.append(label == "1")
                owners.append(len(self.damaged) - 1)
                self.edits.append(edit)
        self.features = np.array(features, np.float64)
        self.labels = np.array(labels, np.float64)
        self.owners = np.array(owners)


def design(rows: Rows, kinds: list[str], scale: np.ndarray) -> np.ndarray:
    """Scaled features once for all and once more in the columns of the kind."""
    values = rows.features / scale
    width = values.shape[1]
    result = np.zeros((len(values), width * (1 + len(kinds))), np.float32)
    result[:, :width] = values
    place = np.array([kinds.index(k) if k in kinds else -1 for k in rows.kinds])
    for i in range(len(kinds)):
        here = place == i
        result[here, width * (1 + i) : width * (2 + i)] = values[here]
    return result


def shares(scores: np.ndarray, owners: np.ndarray, count: int) -> np.ndarray:
    """The probability of each candidate among those of its sentence and leaving it alone, which scores zero."""
    most = np.zeros(count)
    np.maximum.at(most, owners, scores)
    each = np.exp(scores - most[owners])
    return each / (np.exp(-most) + np.bincount(owners, each, count))[owners]


def fit(x: np.ndarray, rows: Rows, kept: np.ndarray, penalty: np.ndarray, rounds: int = 250) -> np.ndarray:
    """A penalised conditional logit (McFadden 1974) over the candidates of a sentence, by Adam on the whole set."""
    weights, mean, square = np.zeros(x.shape[1]), np.zeros(x.shape[1]), np.zeros(x.shape[1])
    count = len(rows.damaged)
    for step in range(1, rounds + 1):
        p = shares(x @ weights, rows.owners, count)
        slope = x.T @ (kept * (rows.labels - p)).astype(np.float32) - penalty * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = 0.1 * 0.01 ** (step / rounds)
        weights += rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def slips(rows: Rows, scores: np.ndarray, share: float) -> np.ndarray:
    """The likeliest candidates of undamaged sentences, as many as the share of the sentences."""
    clean = np.array([not rows.damaged[o] for o in rows.owners])
    order = np.argsort(np.where(clean, -scores, np.inf))
    result = np.zeros(len(scores), bool)
    result[order[: int(share * (len(rows.damaged) - sum(rows.damaged)))]] = True
    return result


def best_of(rows: Rows, scores: np.ndarray) -> dict[int, int]:
    """The likeliest candidate of each sentence."""
    best: dict[int, int] = {}
    for i in np.argsort(scores):
        best[rows.owners[i]] = i
    return best


def bars_of(rows: Rows, scores: np.ndarray) -> dict[str, float]:
    """The bar of each kind: what its best edits of clean sentences score, as far down as it may touch them."""
    tops = defaultdict(list)
    for owner, i in best_of(rows, scores).items():
        if not rows.damaged[owner]:
            tops[rows.kinds[i]].append(scores[i])
    clean = len(rows.damaged) - sum(rows.damaged)
    bars = {}
    for kind, found in tops.items():
        allowed = int(clean * ALARMS.get(kind, OTHER_ALARMS))
        bars[kind] = max(LEAST_BAR, sorted(found, reverse=True)[min(allowed, len(found) - 1)])
    return bars


LEAST_BAR = 1.0


def report(rows: Rows, scores: np.ndarray, bars: dict[str, float]) -> None:
    """How many damaged sentences are repaired and how many clean ones touched at those bars."""
    best = best_of(rows, scores)
    shown = {o: i for o, i in best.items() if scores[i] > bars.get(rows.kinds[i], 9.0)}
    damaged = [o for o, d in enumerate(rows.damaged) if d]
    found = [o for o in damaged if o in shown]
    right = sum(rows.labels[shown[o]] == 1 for o in found)
    touched = [o for o in shown if not rows.damaged[o]]
    print(f"damaged {len(damaged)}: shown {len(found)}, right {right}; clean {len(rows.damaged) - len(damaged)}: touched {len(touched)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--in", dest="rows", type=Path, nargs="*", default=[])
    parser.add_argument("--test", type=Path, nargs="+", required=True)
    parser.add_argument("--weights", type=Path, help="a module written before, whose weights stay")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--slips", type=float, default=0.005, help="share of clean sentences taken for wrong")
    args = parser.parse_args()
    weights = read_weights(args.weights) if args.weights is not None else fitted(Rows(args.rows), args.slips)
    test = Rows(args.test)
    scores = np.array([features @ weights[kind] for features, kind in zip(test.features, test.kinds, strict=True)])
    bars = bars_of(test, scores)
    report(test, scores, bars)
    write(args.out, weights, bars)


def fitted(rows: Rows, slip_share: float) -> dict[str, np.ndarray]:
    """The weights of each kind, for unscaled features."""
    kinds = sorted(set(rows.kinds))
    scale = np.maximum(1e-3, rows.features.std(axis=0))
    scale[0] = 1
    width = len(scale)
    penalty = np.concatenate([np.full(width, 0.5), np.full(width * len(kinds), 3.0)])
    x = design(rows, kinds, scale)
    # A mistake that no candidate repairs would teach that nothing was wrong.
    repaired = np.zeros(len(rows.damaged), bool)
    repaired[rows.owners[rows.labels == 1]] = True
    kept = np.array([repaired[o] or not rows.damaged[o] for o in rows.owners], float)
    weights = fit(x, rows, kept, penalty)
    # The clean texts hold their authors' own slips: what looks most like one there is left out of the second fit.
    kept[np.isin(rows.owners, rows.owners[slips(rows, x @ weights, slip_share)])] = 0
    weights = fit(x, rows, kept, penalty)
    shared = weights[:width]
    return {kind: (shared + weights[width * (1 + i) : width * (2 + i)]) / scale for i, kind in enumerate(kinds)}


def read_weights(path: Path) -> dict[str, np.ndarray]:
    """The weights in a module that was written before."""
    found = re.findall(r"^  (\w+): \[([^\]]*)\]", path.read_text(encoding="utf-8"), re.M)
    return {kind: np.array([float(w) for w in numbers.split(",") if w.strip()]) for kind, numbers in found}


def write(out: Path, weights: dict[str, np.ndarray], bars: dict[str, float]) -> None:
    """The weights as a module."""
    rows = "".join(f"  {kind}: [{', '.join(f'{w:.4f}' for w in own)}],\n" for kind, own in weights.items())
    most = max(bars.values())
    limits = "".join(f"  {kind}: {bars.get(kind, most):.2f},\n" for kind in weights)
    out.write_text(
        "import type { CandidateKind } from './candidates.ts';\n\n"
        "/** Weights of the features of editFeatures.ts, for every kind of edit; training/prose/fit.py writes this file. */\n"
        f"export const editWeights: Readonly<Record<CandidateKind, readonly number[]>> = {{\n{rows}}};\n\n"
        "/** Log-odds from which an edit of a kind is shown: so few clean sentences are touched that it may be. */\n"
        f"export const editBars: Readonly<Record<CandidateKind, number>> = {{\n{limits}}};\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
