"""A base in Hugging Face layout: a folder with `config.json`, `*.safetensors` and `tokenizer.json`; nothing is fetched."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gguf
import torch
from transformers import AutoModelForCausalLM, PreTrainedModel, PreTrainedTokenizerFast

Arch = gguf.MODEL_ARCH

# What `model_type` of config.json is called in a GGUF file. Each was compared with llama.cpp, matrix by matrix.
ARCHITECTURES = {
    "llama": Arch.LLAMA,
    "mistral": Arch.LLAMA,
    "qwen2": Arch.QWEN2,
    "qwen3": Arch.QWEN3,
    "gemma": Arch.GEMMA,
    "gemma2": Arch.GEMMA2,
    "gemma3_text": Arch.GEMMA3,
}


@dataclass(frozen=True)
class BaseFolder:
    """What `config.json` says, and where the weights are."""

    path: Path
    config: dict[str, Any]
    architecture: gguf.MODEL_ARCH

    @property
    def layers(self) -> int:
        return int(self.config["num_hidden_layers"])

    @property
    def heads(self) -> tuple[int, int]:
        """Query heads and key heads."""
        queries = int(self.config["num_attention_heads"])
        return queries, int(self.config.get("num_key_value_heads") or queries)

    @property
    def context(self) -> int:
        return int(self.config.get("max_position_embeddings") or 1024)

    @property
    def digest(self) -> str:
        """Tells one base from another: SHA-256 of the config and of the sizes of the weights."""
        sizes = [(file.name, file.stat().st_size) for file in sorted(self.path.glob("*.safetensors"))]
        return hashlib.sha256(json.dumps([self.config, sizes], sort_keys=True).encode()).hexdigest()


def open_folder(path: Path) -> BaseFolder:
    """Checks what can be told without reading weights; what is missing or cannot be served ends the run with a sentence."""
    if not path.is_dir():
        raise SystemExit(f"{path} is not a folder; --base takes a model in Hugging Face layout that is on this machine already.")
    for name, found in (
        ("config.json", (path / "config.json").is_file()),
        ("tokenizer.json", (path / "tokenizer.json").is_file()),
        ("*.safetensors", any(path.glob("*.safetensors"))),
    ):
        if not found:
            raise SystemExit(f"{path} has no {name}; put the whole model there in Hugging Face layout.")
    try:
        config = json.loads((path / "config.json").read_text(encoding="utf-8"))
        kind = config["model_type"]
        for key in ("num_hidden_layers", "num_attention_heads", "hidden_size", "vocab_size"):
            int(config[key])
    except (ValueError, KeyError, TypeError) as error:
        raise SystemExit(f"{path / 'config.json'} does not describe a language model ({error}).") from error
    if kind not in ARCHITECTURES:
        raise SystemExit(f"{path} is a {kind} model; adapters are made for {', '.join(ARCHITECTURES)}.")
    if "quantization_config" in config:
        raise SystemExit(f"{path} holds quantised weights; use the folder that its publisher trained, in 16 or 32 bits.")
    return BaseFolder(path, config, ARCHITECTURES[kind])


def load_tokenizer(base: BaseFolder) -> PreTrainedTokenizerFast:
    """The tokenizer as `tokenizer.json` has it, which is what GGUF files are made of; it must know how a conversation is
    laid out."""
    try:
        tokenizer = PreTrainedTokenizerFast.from_pretrained(base.path, local_files_only=True)
    except Exception as error:  # The library raises whatever its parsers do.
        raise SystemExit(f"{base.path / 'tokenizer.json'} cannot be read ({_line(error)}).") from error
    if not tokenizer.chat_template:
        raise SystemExit(f"{base.path} has no chat template, so nobody knows how it is asked; take the instruction-tuned model.")
    return tokenizer


def load_model(base: BaseFolder, device: str, dtype: str) -> PreTrainedModel:
    """The weights, frozen by whoever puts an adapter over them."""
    if device == "cuda" and not torch.cuda.is_available():
        raise SystemExit("PyTorch finds no CUDA device here; use --device cpu.")
    try:
        model, loading = AutoModelForCausalLM.from_pretrained(
            base.path, local_files_only=True, use_safetensors=True, dtype=getattr(torch, dtype), output_loading_info=True
        )
    except Exception as error:
        raise SystemExit(f"The weights in {base.path} cannot be loaded ({_line(error)}).") from error
    if loading["missing_keys"] or loading["mismatched_keys"]:
        absent = sorted(map(str, [*loading["missing_keys"], *loading["mismatched_keys"]]))[0]
        raise SystemExit(f"The weights in {base.path} are not those of its config.json: {absent} is missing or of another size.")
    return model.to(device)


def compare(base: BaseFolder, file: Path) -> None:
    """Ends the run if a GGUF file is another model than the folder: its adapter would not load, or would spoil it."""
    if not file.is_file():
        raise SystemExit(f"There is no file {file}.")
    try:
        reader = gguf.GGUFReader(str(file))
    except (OSError, ValueError, IndexError) as error:
        raise SystemExit(f"{file} is not a GGUF file ({_line(error)}).") from error

    def field(key: str) -> Any:
        found = reader.get_field(key)
        return None if found is None else found.contents()

    wanted = gguf.MODEL_ARCH_NAMES[base.architecture]
    own = field("general.architecture")
    if own != wanted:
        raise SystemExit(f"{file} is a {own} model and {base.path} a {wanted} model; an adapter fits one only.")
    vocabulary = reader.get_field("tokenizer.ggml.tokens")
    for what, theirs, ours in (
        ("layers", field(f"{wanted}.block_count"), base.layers),
        ("numbers per token", field(f"{wanted}.embedding_length"), int(base.config["hidden_size"])),
        ("tokens", 0 if vocabulary is None else len(vocabulary.data), int(base.config["vocab_size"])),
    ):
        if theirs != ours:
            raise SystemExit(f"{file} has {theirs} {what} and {base.path} {ours}; take the folder of that very model.")


def _line(error: Exception) -> str:
    """The first line of what a library says."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
