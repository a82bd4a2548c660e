"""Writes a nano model as a GGUF file that llama.cpp loads as architecture `llama`."""

from __future__ import annotations

import os
from pathlib import Path

import gguf
import numpy as np
import torch

from nano.model import NanoConfig, NanoLlama
from nano.tokenizer import BOS, END, PAD, SPECIALS, NanoTokenizer

# The template must write the bos token itself: a chat wrapper adds none.
CHAT_TEMPLATE = (
    "{{ bos_token }}{% for m in messages %}"
    "{% if m['role'] == 'user' %}<|user|>{{ m['content'] }}<|assistant|>"
    "{% elif m['role'] == 'assistant' %}{{ m['content'] }}<|end|>{% endif %}"
    "{% endfor %}"
)

QUANTIZATIONS = {
    "F32": (gguf.GGMLQuantizationType.F32, gguf.LlamaFileType.ALL_F32),
    "F16": (gguf.GGMLQuantizationType.F16, gguf.LlamaFileType.MOSTLY_F16),
    "Q8_0": (gguf.GGMLQuantizationType.Q8_0, gguf.LlamaFileType.MOSTLY_Q8_0),
}


def write_gguf(model: NanoLlama, tokenizer: NanoTokenizer, path: Path, name: str, quantization: str) -> None:
    """Writes next to `path` and renames, so a reader never sees half a file."""
    temporary = path.with_name(path.name + ".part")
    writer = gguf.GGUFWriter(str(temporary), "llama")
    _add_metadata(writer, model, name, quantization)
    _add_tokenizer(writer, tokenizer)
    _add_tensors(writer, model, quantization)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    os.replace(temporary, path)


def _add_metadata(writer: gguf.GGUFWriter, model: NanoLlama, name: str, quantization: str) -> None:
    config = model.config
    writer.add_name(name)
    writer.add_license("MIT")
    writer.add_file_type(QUANTIZATIONS[quantization][1])
    writer.add_context_length(config.context)
    writer.add_embedding_length(config.dim)
    writer.add_block_count(config.layers)
    writer.add_feed_forward_length(config.feed_forward)
    writer.add_head_count(config.heads)
    writer.add_head_count_kv(config.kv_heads)
    writer.add_layer_norm_rms_eps(config.eps)
    writer.add_rope_dimension_count(config.head_dim)
    writer.add_rope_freq_base(config.theta)
    writer.add_vocab_size(config.vocab)


def _add_tokenizer(writer: gguf.GGUFWriter, tokenizer: NanoTokenizer) -> None:
    control, normal = int(gguf.TokenType.CONTROL), int(gguf.TokenType.NORMAL)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(tokenizer.tokens)
    writer.add_token_types([control if i < len(SPECIALS) else normal for i in range(len(tokenizer))])
    writer.add_token_merges(tokenizer.merges)
    writer.add_bos_token_id(BOS)
    writer.add_eos_token_id(END)
    writer.add_eot_token_id(END)
    writer.add_pad_token_id(PAD)
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)
    writer.add_chat_template(CHAT_TEMPLATE)


def _add_tensors(writer: gguf.GGUFWriter, model: NanoLlama, quantization: str) -> None:
    kind = QUANTIZATIONS[quantization][0]
    for name, parameter in model.state_dict().items():
        array = parameter.detach().float().cpu().numpy()
        # In the module tree attention is one level deeper than in llama.cpp's flat names.
        tensor_name = name.replace(".attn.attn_", ".attn_")
        if array.ndim == 1 or kind == gguf.GGMLQuantizationType.F32:
            writer.add_tensor(tensor_name, array.astype(np.float32))
        else:
            writer.add_tensor(tensor_name, gguf.quants.quantize(array, kind), raw_dtype=kind)


def read_gguf(path: Path) -> NanoLlama:
    """The model of a nano GGUF file; quantised weights come back as the numbers that llama.cpp computes with."""
    reader = gguf.GGUFReader(str(path))

    def field(key: str) -> float:
        found = reader.get_field(f"llama.{key}")
        if found is None:
            raise SystemExit(f"{path} has no llama.{key}: it is not a nano model.")
        return found.contents()

    config = NanoConfig(
        vocab=len(reader.get_field("tokenizer.ggml.tokens").data),
        dim=int(field("embedding_length")),
        layers=int(field("block_count")),
        heads=int(field("attention.head_count")),
        kv_heads=int(field("attention.head_count_kv")),
        feed_forward=int(field("feed_forward_length")),
        context=int(field("context_length")),
        theta=float(field("rope.freq_base")),
        eps=float(field("attention.layer_norm_rms_epsilon")),
    )
    model = NanoLlama(config)
    tensors = {t.name: gguf.quants.dequantize(t.data, t.tensor_type) for t in reader.tensors}
    state = {
        name: torch.from_numpy(np.array(tensors[name.replace(".attn.attn_", ".attn_")], np.float32)).reshape(p.shape)
        for name, p in model.state_dict().items()
    }
    model.load_state_dict(state)
    return model.eval()
