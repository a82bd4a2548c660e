"""Start weights and vocabulary for a further run of train.py, from the file that ships.

    python3 training/language/thaw.py server/models/nano-language.gguf DIR

DIR gets `start.npz`, in 32 bits the numbers that llama.cpp computes with, and `tok.json`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from gguf import GGUFReader

from llama import load
from vocabulary import FRAME


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    reader = GGUFReader(args.model)
    tokens = reader.get_field("tokenizer.ggml.tokens").contents()
    if tuple(tokens[: len(FRAME)]) != FRAME:
        raise SystemExit(f"{args.model} is not a file of export.py.")
    args.out.mkdir(parents=True, exist_ok=True)
    vocabulary = {
        "tokens": tokens,
        "kinds": reader.get_field("tokenizer.ggml.token_type").contents(),
        "merges": reader.get_field("tokenizer.ggml.merges").contents(),
    }
    (args.out / "tok.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    weights = load(args.model)
    np.savez(args.out / "start.npz", **{f"{name}|F32": weight.numpy() for name, weight in weights.items()})
    print(f"{sum(weight.numel() for weight in weights.values())} weights, {len(tokens)} tokens")


if __name__ == "__main__":
    main()
