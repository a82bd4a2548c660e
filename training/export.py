"""Writes the averaged weights of a checkpoint as GGUF."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from nano.gguf_file import QUANTIZATIONS, write_gguf
from nano.model import NanoConfig, NanoLlama
from nano.tokenizer import NanoTokenizer


def load_model(checkpoint: Path) -> NanoLlama:
    """The model of a checkpoint, with averaged weights."""
    state = torch.load(checkpoint, map_location="cpu")
    model = NanoLlama(NanoConfig(**state["config"]))
    model.load_state_dict(state["average"], strict=False)
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--quantization", default="F16", choices=sorted(QUANTIZATIONS))
    args = parser.parse_args()
    write_gguf(load_model(args.checkpoint), NanoTokenizer(args.tokenizer), args.out, args.name, args.quantization)
    print(f"{args.out}: {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
