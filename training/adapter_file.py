"""The GGUF file in which llama.cpp loads a low-rank adapter (Hu et al. 2021)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import gguf
import numpy as np
from torch import Tensor


def write_adapter(
    pairs: Mapping[str, tuple[Tensor, Tensor]], path: Path, name: str, alpha: float, architecture: str = "llama"
) -> None:
    """Writes `lora_a` [rank, input] and `lora_b` [output, rank] of each tensor of llama.cpp's names, which adds
    `alpha / rank` times their product. Writes next to `path` and renames, so a reader never sees half a file. Weights
    are F32: they are few."""
    temporary = path.with_name(path.name + ".part")
    writer = gguf.GGUFWriter(str(temporary), architecture)
    writer.add_type("adapter")
    writer.add_name(name)
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", alpha)
    for tensor, (down, up) in pairs.items():
        for side, matrix in (("lora_a", down), ("lora_b", up)):
            array = matrix.detach().float().cpu().contiguous().numpy()
            writer.add_tensor(f"{tensor}.{side}", array.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    os.replace(temporary, path)
