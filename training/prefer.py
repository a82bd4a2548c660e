"""How often a checkpoint finds the right correction likelier than the unchanged text, by kind of error: its real use."""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import torch
import torch.nn.functional as F

from export import load_model
from nano.model import NanoLlama
from nano.tokenizer import END, NanoTokenizer


@torch.no_grad()
def log_prob(model: NanoLlama, prompt: list[int], answer: list[int]) -> float:
    """Sum of log-probabilities of the answer and its end token."""
    ids = torch.tensor([prompt + answer + [END]])
    logits = model(ids[:, :-1])[0, len(prompt) - 1 :]
    return -float(F.cross_entropy(logits, ids[0, len(prompt) :], reduction="sum"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="held-out rows of `fix:`")
    parser.add_argument("--limit", type=int, default=400)
    args = parser.parse_args()
    torch.set_num_threads(1)
    model, tokenizer = load_model(args.checkpoint), NanoTokenizer(args.tokenizer)
    wins: dict[str, list[bool]] = defaultdict(list)
    for line in args.data.read_text(encoding="utf-8").splitlines()[: args.limit]:
        row = json.loads(line)
        source = row["prompt"].removeprefix("fix: ")
        prompt, right, same = tokenizer.prompt(row["prompt"]), tokenizer.encode(row["target"]), tokenizer.encode(source)
        if row["kind"] == "none" or len(prompt) + max(len(right), len(same)) + 1 > model.config.context:
            continue
        better = log_prob(model, prompt, right) > log_prob(model, prompt, same)
        wins["several" if "+" in row["kind"] else row["kind"]].append(better)
    everything = [w for found in wins.values() for w in found]
    for kind, found in [("all", everything), *sorted(wins.items(), key=lambda i: -len(i[1]))]:
        print(f"{kind}: {sum(found)}/{len(found)}")


if __name__ == "__main__":
    main()
