"""Writes what a checkpoint predicts for a few prompts; `parity.mjs` compares an exported GGUF against it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from export import load_model
from nano.tokenizer import END, NanoTokenizer

PROMPTS = [
    "fix: The list of items are empty.",
    "fix: he dont know wether it's café or naïve,\ttoo",
    "simplify: !(!A || !B)",
    "eval: 12 + 7 * 3",
    "fill ts:\nfunction isAdult(age: number): boolean {\n  return age §1 18;\n}",
    "review prose: The list §-are§+is§ long.",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=24)
    args = parser.parse_args()
    torch.set_num_threads(1)
    model, tokenizer = load_model(args.checkpoint), NanoTokenizer(args.tokenizer)
    found = []
    with torch.no_grad():
        for prompt in PROMPTS:
            ids = tokenizer.prompt(prompt)
            first = model(torch.tensor([ids]))[0, -1].softmax(-1)
            greedy: list[int] = []
            while len(greedy) < args.steps and (not greedy or greedy[-1] != END):
                greedy.append(int(model(torch.tensor([ids + greedy]))[0, -1].argmax()))
            found.append({"prompt": prompt, "ids": ids, "probabilities": first.tolist(), "greedy": greedy})
    args.out.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
