"""Makes a checkpoint of a shipped GGUF (F16 or F32), so that training can go on from it (`train.py --init`)."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import gguf
import numpy as np
import torch

from nano.model import NanoConfig


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tokens", type=int, required=True, help="trained tokens, from the catalog entry")
    parser.add_argument("--seconds", type=int, required=True, help="CPU seconds spent so far, from the model card")
    args = parser.parse_args()
    reader = gguf.GGUFReader(args.gguf)
    # The file calls `blk.0.attn_q` what the module calls `blk.0.attn.attn_q`.
    weights = {
        re.sub(r"\.(attn_(?:q|k|v|output)\.)", r".attn.\1", tensor.name): torch.from_numpy(np.array(tensor.data, dtype=np.float32))
        for tensor in reader.tensors
    }

    def field(name: str) -> int:
        return int(reader.fields[f"llama.{name}"].parts[-1][0])

    config = NanoConfig(
        vocab=field("vocab_size"), dim=field("embedding_length"), layers=field("block_count"), heads=field("attention.head_count"),
        kv_heads=field("attention.head_count_kv"), feed_forward=field("feed_forward_length"), context=field("context_length"),
    )
    spent = {"step": 0, "tokens": args.tokens, "seconds": args.seconds, "data_step": 0}
    torch.save({"model": weights, "average": weights, "config": config.to_json(), "progress": spent, "log": []}, args.out)
    print(f"{args.out}: {sum(w.numel() for w in weights.values())} parameters")


if __name__ == "__main__":
    main()
