"""Fits the reviewer's thresholds per domain on held-out edits: where `accept` and `veto` are as precise as asked."""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import torch

from export import load_model
from nano.model import NanoLlama
from nano.tokenizer import NanoTokenizer
from prefer import log_prob

Scored = list[tuple[float, bool]]


def accept_probability(model: NanoLlama, tokenizer: NanoTokenizer, prompt: str) -> float:
    """Probability of `accept` against `reject`, as the run time computes it."""
    ids = tokenizer.prompt(prompt)
    yes, no = (log_prob(model, ids, tokenizer.encode(word)) for word in ("accept", "reject"))
    return 1 / (1 + float(torch.exp(torch.tensor(no - yes))))


def area(scored: Scored) -> float:
    """Chance that a right edit scores above a wrong one."""
    right = [p for p, ok in scored if ok]
    wrong = [p for p, ok in scored if not ok]
    wins = sum((r > w) + 0.5 * (r == w) for r in right for w in wrong)
    return wins / max(1, len(right) * len(wrong))


def accept_threshold(scored: Scored, precision: float, least: int) -> float | None:
    """Lowest probability at or above which enough edits are right, over at least `least` edits."""
    ranked = sorted(scored, reverse=True)
    best, right = None, 0
    for count, (p, ok) in enumerate(ranked, 1):
        right += ok
        if count >= least and right / count >= precision:
            best = p
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=1200)
    parser.add_argument("--precision", type=float, default=0.9)
    parser.add_argument("--least", type=int, default=25)
    args = parser.parse_args()
    torch.set_num_threads(1)
    model, tokenizer = load_model(args.checkpoint), NanoTokenizer(args.tokenizer)
    by_domain: dict[str, Scored] = defaultdict(list)
    for line in args.data.read_text(encoding="utf-8").splitlines()[: args.limit]:
        row = json.loads(line)
        if len(tokenizer.prompt(row["prompt"])) + 4 > model.config.context:
            continue
        p = accept_probability(model, tokenizer, row["prompt"])
        by_domain[row["kind"].partition("-")[0]].append((p, row["target"] == "accept"))
    for domain, scored in by_domain.items():
        flipped = [(1 - p, not ok) for p, ok in scored]
        accept = accept_threshold(scored, args.precision, args.least)
        refuse = accept_threshold(flipped, args.precision, args.least)
        report = {
            "domain": domain,
            "n": len(scored),
            "auc": round(area(scored), 3),
            "accept": accept and round(accept, 3),
            "acceptShare": accept and round(sum(p >= accept for p, _ in scored) / len(scored), 3),
            "veto": refuse and round(1 - refuse, 3),
            "vetoShare": refuse and round(sum(1 - p >= refuse for p, _ in scored) / len(scored), 3),
        }
        print(json.dumps(report))


if __name__ == "__main__":
    main()
