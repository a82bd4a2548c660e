"""Lays a GGUF model out as Hugging Face does: config.json, model.safetensors and tokenizer.json, to train an adapter over.

    python training/unpack.py MODEL.gguf FOLDER

For `llama` models whose tokenizer is a byte-level BPE that splits as SmolLM's, as the nano models and SmolLM2 are; of others
take the folder that their publisher offers. Quantised weights come back as the numbers that llama.cpp computes with, so an
adapter that was trained on them fits the file exactly.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from safetensors.numpy import save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers

from nano.gguf_file import CHAT_TEMPLATE

# llama.cpp's names of a block's matrices, and Hugging Face's.
BLOCK = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
WHOLE = {"token_embd": "model.embed_tokens", "output_norm": "model.norm", "output": "lm_head"}


class Source:
    """Settings and tensors of the file."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise SystemExit(f"There is no file {path}.")
        try:
            self.reader = gguf.GGUFReader(str(path))
        except (OSError, ValueError, IndexError) as error:
            raise SystemExit(f"{path} is not a GGUF file ({error}).") from error
        self.path = path

    def setting(self, key: str, otherwise: Any = None) -> Any:
        """A setting; one that is missing and has no stand-in ends the run."""
        found = self.reader.get_field(key)
        if found is not None:
            return found.contents()
        if otherwise is None:
            raise SystemExit(f"{self.path} has no {key}.")
        return otherwise

    def has(self, key: str) -> bool:
        return self.reader.get_field(key) is not None


def halves(rows: np.ndarray, heads: int) -> np.ndarray:
    """The rows of a q or k matrix as Hugging Face turns them: the first half of a head against the second."""
    return rows.reshape(heads, rows.shape[0] // heads // 2, 2, -1).swapaxes(1, 2).reshape(rows.shape)


def config(source: Source) -> dict[str, Any]:
    """`config.json` of a Llama; the head is tied to the embedding where the file has none."""
    names = {tensor.name for tensor in source.reader.tensors}
    heads = int(source.setting("llama.attention.head_count"))
    width = int(source.setting("llama.embedding_length"))
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "vocab_size": len(source.setting("tokenizer.ggml.tokens")),
        "hidden_size": width,
        "intermediate_size": int(source.setting("llama.feed_forward_length")),
        "num_hidden_layers": int(source.setting("llama.block_count")),
        "num_attention_heads": heads,
        "num_key_value_heads": int(source.setting("llama.attention.head_count_kv", heads)),
        "head_dim": int(source.setting("llama.rope.dimension_count", width // heads)),
        "max_position_embeddings": int(source.setting("llama.context_length")),
        "rms_norm_eps": float(source.setting("llama.attention.layer_norm_rms_epsilon")),
        "rope_theta": float(source.setting("llama.rope.freq_base", 10000.0)),
        "hidden_act": "silu",
        "tie_word_embeddings": "output.weight" not in names,
        "bos_token_id": int(source.setting("tokenizer.ggml.bos_token_id")),
        "eos_token_id": int(source.setting("tokenizer.ggml.eos_token_id")),
        "torch_dtype": "float32",
    }


def weights(source: Source, settings: dict[str, Any]) -> dict[str, np.ndarray]:
    """The tensors under Hugging Face's names, in 32 bits."""
    heads = {"attn_q": settings["num_attention_heads"], "attn_k": settings["num_key_value_heads"]}
    found: dict[str, np.ndarray] = {}
    for tensor in source.reader.tensors:
        data = np.array(gguf.quants.dequantize(tensor.data, tensor.tensor_type), np.float32)
        data = data.reshape([int(size) for size in reversed(tensor.shape)])
        block = re.fullmatch(r"blk\.(\d+)\.(\w+)\.weight", tensor.name)
        own = block[2] if block else tensor.name.removesuffix(".weight")
        if own not in (BLOCK if block else WHOLE):
            raise SystemExit(f"{source.path} has a tensor {tensor.name}, which a plain Llama lacks; take its publisher's folder.")
        if own in heads:
            data = halves(data, heads[own])
        name = f"model.layers.{block[1]}.{BLOCK[own]}" if block else WHOLE[own]
        found[f"{name}.weight"] = np.ascontiguousarray(data)
    return found


def tokenizer(source: Source) -> Tokenizer:
    """The vocabulary and merges of the file; control tokens are special."""
    if source.setting("tokenizer.ggml.model") != "gpt2" or source.setting("tokenizer.ggml.pre") != "smollm":
        raise SystemExit(f"{source.path} has another tokenizer than SmolLM's; take the folder that its publisher offers.")
    tokens = source.setting("tokenizer.ggml.tokens")
    merges = [tuple(merge.split(" ")) for merge in source.setting("tokenizer.ggml.merges")]
    made = Tokenizer(models.BPE(vocab={token: at for at, token in enumerate(tokens)}, merges=merges))
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"\p{N}"), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
        ]
    )
    made.decoder = decoders.ByteLevel()
    kinds = source.setting("tokenizer.ggml.token_type")
    control = [token for token, kind in zip(tokens, kinds) if kind == int(gguf.TokenType.CONTROL)]
    made.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in control])
    return made


def tokenizer_config(source: Source) -> dict[str, Any]:
    """What surrounds the tokenizer: the special tokens by role, and the chat template, of a nano model its one frame."""
    tokens = source.setting("tokenizer.ggml.tokens")
    roles = {"bos_token": "bos_token_id", "eos_token": "eos_token_id", "pad_token": "padding_token_id"}
    named = {role: tokens[source.setting(f"tokenizer.ggml.{key}")] for role, key in roles.items() if source.has(f"tokenizer.ggml.{key}")}
    nano = {"<|bos|>", "<|user|>", "<|assistant|>", "<|end|>"} <= set(tokens)
    template = CHAT_TEMPLATE if nano else source.setting("tokenizer.chat_template", "")
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": int(source.setting("llama.context_length")),
        "clean_up_tokenization_spaces": False,
        **named,
        **({"chat_template": template} if template else {}),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gguf", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    source = Source(args.gguf)
    if (kind := source.setting("general.architecture")) != "llama":
        raise SystemExit(f"{args.gguf} is a {kind} model; only llama models are laid out, take the folder that its publisher offers.")
    settings, made = config(source), tokenizer(source)
    args.folder.mkdir(parents=True, exist_ok=True)
    save_file(weights(source, settings), args.folder / "model.safetensors", metadata={"format": "pt"})
    made.save(str(args.folder / "tokenizer.json"))
    for name, content in (("config.json", settings), ("tokenizer_config.json", tokenizer_config(source))):
        (args.folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    print(f"{args.folder}: {(args.folder / 'model.safetensors').stat().st_size} bytes of weights")


if __name__ == "__main__":
    main()
