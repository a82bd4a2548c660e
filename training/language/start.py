"""Packs the pruned weights that training starts from, and the kept tokens.

    python training/language/start.py SMOLLM2.gguf pruned.pt DIR

`pruned.pt` is what `compress.py --pruned` writes. DIR gets `start.npz` and `tok.json`, as train.py reads them. Weights that
pruning only selected stay in the blocks of the model's own file, a fifth of their size in float32; those fitted anew become Q8_0.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from gguf import GGMLQuantizationType, GGUFReader
from gguf.quants import dequantize, quantize

FITTED = "ffn_down"


def packed(name: str, weight: np.ndarray, tensor, order: list[int]) -> tuple[str, np.ndarray]:
    """Type and blocks of one pruned weight; `tensor` is the whole model's."""
    kind = GGMLQuantizationType
    if weight.ndim == 1:
        return "F32", weight
    if FITTED in name:
        return "Q8_0", quantize(weight, kind.Q8_0)
    blocks = np.array(tensor.data).reshape(int(tensor.shape[1]), -1)
    if name == "token_embd.weight":
        return tensor.tensor_type.name, blocks[order]
    whole = dequantize(blocks, tensor.tensor_type).astype(np.float32)
    places = {row.tobytes(): place for place, row in enumerate(whole)}
    return tensor.tensor_type.name, blocks[[places[np.ascontiguousarray(row).tobytes()] for row in weight]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("pruned", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    tensors = {tensor.name: tensor for tensor in GGUFReader(args.model).tensors}
    pruned = torch.load(args.pruned)
    arrays = {}
    for name, weight in pruned["weights"].items():
        kind, data = packed(name, weight.numpy(), tensors[name], pruned["order"])
        arrays[f"{name}|{kind}"] = data
    args.out.mkdir(parents=True, exist_ok=True)
    np.savez(args.out / "start.npz", **arrays)
    (args.out / "tok.json").write_text(json.dumps(pruned["vocabulary"]), encoding="utf-8")
    print(f"{sum(data.nbytes for data in arrays.values()) / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
