"""Low-rank adapters (Hu et al. 2021) over a nano model, and the GGUF file in which llama.cpp loads one."""

from __future__ import annotations

import math
import os
from pathlib import Path

import gguf
import numpy as np
import torch
from torch import Tensor, nn

from nano.model import NanoLlama


class LoraLinear(nn.Module):
    """A frozen linear map plus `alpha / rank` times a product of two thin matrices; it starts as the frozen map alone."""

    def __init__(self, base: nn.Linear, rank: int, alpha: float) -> None:
        super().__init__()
        self.base = base.requires_grad_(False)
        self.lora_a = nn.Parameter(torch.empty(rank, base.in_features))
        self.lora_b = nn.Parameter(torch.zeros(base.out_features, rank))
        nn.init.kaiming_uniform_(self.lora_a, a=math.sqrt(5))
        self.scale = alpha / rank

    def forward(self, x: Tensor) -> Tensor:
        return self.base(x) + self.scale * (x @ self.lora_a.T @ self.lora_b.T)


def attach(model: NanoLlama, rank: int, alpha: float) -> dict[str, LoraLinear]:
    """Freezes the model and puts an adapter over every linear map of its blocks; returns them by llama.cpp's names."""
    model.requires_grad_(False)
    adapters: dict[str, LoraLinear] = {}
    linear = [(name, module) for name, module in model.named_modules() if isinstance(module, nn.Linear)]
    for name, module in linear:
        parent, _, own = name.rpartition(".")
        adapter = LoraLinear(module, rank, alpha)
        setattr(model.get_submodule(parent), own, adapter)
        adapters[name.replace(".attn.attn_", ".attn_") + ".weight"] = adapter
    return adapters


def write_adapter(adapters: dict[str, LoraLinear], path: Path, name: str, alpha: float) -> None:
    """Writes next to `path` and renames, so a reader never sees half a file. Weights are F32: they are few."""
    temporary = path.with_name(path.name + ".part")
    writer = gguf.GGUFWriter(str(temporary), "llama")
    writer.add_type("adapter")
    writer.add_name(name)
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", alpha)
    for tensor, adapter in adapters.items():
        for side in ("lora_a", "lora_b"):
            array = getattr(adapter, side).detach().float().cpu().numpy()
            writer.add_tensor(f"{tensor}.{side}", array.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    os.replace(temporary, path)
