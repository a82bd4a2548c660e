"""Start weights and vocabulary for a further run of train.py, from the file that ships.

    python3 training/language/thaw.py server/models/nano-language.gguf DIR

DIR gets `start.npz`, in 32 bits the numbers that llama.cpp computes with, and `tok.json`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import gguf
import numpy as np

from vocabulary import FRAME

# What the frame's tokens are called in the base model, whose names tok.json keeps.
BASE_FRAME = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<repo_name>")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    reader = gguf.GGUFReader(args.model)
    tokens = reader.get_field("tokenizer.ggml.tokens").contents()
    if tuple(tokens[: len(FRAME)]) != FRAME:
        raise SystemExit(f"{args.model} is not a file of export.py.")
    args.out.mkdir(parents=True, exist_ok=True)
    vocabulary = {
        "tokens": [*BASE_FRAME, *tokens[len(FRAME) :]],
        "kinds": reader.get_field("tokenizer.ggml.token_type").contents(),
        "merges": reader.get_field("tokenizer.ggml.merges").contents(),
    }
    (args.out / "tok.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    arrays = {}
    for tensor in reader.tensors:
        weight = np.array(gguf.quants.dequantize(tensor.data, tensor.tensor_type), np.float32)
        arrays[f"{tensor.name}|F32"] = weight.reshape([int(size) for size in reversed(tensor.shape)])
    np.savez(args.out / "start.npz", **arrays)
    print(f"{sum(weight.size for weight in arrays.values())} weights, {len(tokens)} tokens")


if __name__ == "__main__":
    main()
