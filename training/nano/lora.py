"""Low-rank adapters (Hu et al. 2021) over a nano model."""

from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from adapter_file import write_adapter
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
        # Added to the weights, not to the outputs: half as dear where a batch has many more rows than the matrix.
        return F.linear(x, torch.addmm(self.base.weight, self.lora_b, self.lora_a, alpha=self.scale))


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


def write(adapters: dict[str, LoraLinear], path: Path, name: str, alpha: float) -> None:
    """Writes the adapters as the file that llama.cpp loads over the model."""
    write_adapter({tensor: (adapter.lora_a, adapter.lora_b) for tensor, adapter in adapters.items()}, path, name, alpha)
