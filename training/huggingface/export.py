"""Writes a PEFT adapter as llama.cpp reads it; `convert_lora_to_gguf.py` of llama.cpp does the same for folders."""

from __future__ import annotations

from pathlib import Path

import gguf
from peft import PeftModel, get_peft_model_state_dict
from torch import Tensor

from adapter_file import write_adapter
from huggingface.base import BaseFolder

# The linear maps of a block, by the names that all bases of base.ARCHITECTURES give them.
MODULES = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")

_PREFIX = "base_model.model."


def paired(model: PeftModel) -> dict[str, tuple[Tensor, Tensor]]:
    """`lora_A` [rank, input] and `lora_B` [output, rank] by the base's own name of the matrix."""
    state = get_peft_model_state_dict(model)
    down = {key.removesuffix(".lora_A.weight"): value for key, value in state.items() if key.endswith(".lora_A.weight")}
    return {key.removeprefix(_PREFIX): (value, state[f"{key}.lora_B.weight"]) for key, value in down.items()}


def interleaved(up: Tensor, heads: int) -> Tensor:
    """Rows [output, rank] in the order of llama.cpp's `llama` models: it turns neighbours by RoPE where Hugging Face turns
    the first half of a head against the second, so the rows of attn_q and attn_k change places there."""
    rows, rank = up.shape
    return up.reshape(heads, 2, rows // heads // 2, rank).swapaxes(1, 2).reshape(rows, rank)


def export(model: PeftModel, base: BaseFolder, path: Path, name: str, alpha: float) -> None:
    """Writes the adapter. A matrix that llama.cpp has no name for is a bug: `MODULES` are all known to it."""
    names = gguf.get_tensor_name_map(base.architecture, base.layers)
    queries, keys = base.heads
    pairs: dict[str, tuple[Tensor, Tensor]] = {}
    for module, (down, up) in paired(model).items():
        tensor = names.get_name(f"{module}.weight", try_suffixes=(".weight",))
        if tensor is None:
            raise ValueError(f"llama.cpp has no name for {module}")
        if base.architecture == gguf.MODEL_ARCH.LLAMA and module.endswith(("q_proj", "k_proj")):
            up = interleaved(up, queries if module.endswith("q_proj") else keys)
        pairs[tensor] = (down, up)
    write_adapter(pairs, path, name, alpha, gguf.MODEL_ARCH_NAMES[base.architecture])
