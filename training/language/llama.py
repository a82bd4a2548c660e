"""The Llama forward pass on dequantised GGUF tensors, for calibration on a CPU."""

import math

import numpy as np
import torch
from gguf import GGUFReader
from gguf.quants import dequantize

WIDTH, HEADS, KV_HEADS, HEAD = 576, 9, 3, 64
EPSILON, ROPE_BASE = 1e-5, 100_000.0


def load(path):
    """All tensors of a GGUF file as float32, by name."""
    return {
        t.name: torch.from_numpy(
            np.array(dequantize(t.data, t.tensor_type), dtype=np.float32).reshape(
                tuple(reversed([int(n) for n in t.shape]))
            )
        )
        for t in GGUFReader(path).tensors
    }


def block_count(w):
    return len({name.split(".")[1] for name in w if name.startswith("blk.")})


def norm(x, gain):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPSILON) * gain


def rotate(x):
    """Rotary positions on neighbouring pairs, as llama.cpp orders them; x is (batch, heads, tokens, HEAD)."""
    frequencies = 1.0 / (ROPE_BASE ** (torch.arange(0, HEAD, 2).float() / HEAD))
    angles = torch.arange(x.shape[2]).float()[:, None] * frequencies[None]
    c, s = angles.cos(), angles.sin()
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack([a * c - b * s, a * s + b * c], -1).flatten(-2)


def attention(w, layer, x):
    """Mixed values before the output projection, (batch, tokens, WIDTH)."""
    batch, n, _ = x.shape
    at = f"blk.{layer}."
    h = norm(x, w[at + "attn_norm.weight"])

    def split(name, heads):
        return (h @ w[at + name + ".weight"].T).view(batch, n, heads, HEAD).transpose(1, 2)

    q, k, v = rotate(split("attn_q", HEADS)), rotate(split("attn_k", KV_HEADS)), split("attn_v", KV_HEADS)
    k, v = (t.repeat_interleave(HEADS // KV_HEADS, 1) for t in (k, v))
    scores = q @ k.transpose(-1, -2) / math.sqrt(HEAD) + torch.full((n, n), -1e9).triu(1)
    return (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, n, WIDTH)


def after_attention(w, layer, x):
    mixed = torch.cat([attention(w, layer, part) for part in x.split(8)])
    return x + mixed @ w[f"blk.{layer}.attn_output.weight"].T, mixed


def neurons(w, layer, x):
    """Activations of the feed-forward neurons, (batch, tokens, neurons)."""
    at = f"blk.{layer}."
    h = norm(x, w[at + "ffn_norm.weight"])
    return torch.nn.functional.silu(h @ w[at + "ffn_gate.weight"].T) * (h @ w[at + "ffn_up.weight"].T)


def loss(w, ids):
    """Mean next-token loss in nats; ids is (batch, tokens)."""
    total = 0.0
    for part in ids.split(4):
        x = w["token_embd.weight"][part]
        for layer in range(block_count(w)):
            x, _ = after_attention(w, layer, x)
            x = x + neurons(w, layer, x) @ w[f"blk.{layer}.ffn_down.weight"].T
        h = norm(x, w["output_norm.weight"])
        for row, tokens in zip(h, part):
            logits = row[:-1] @ w["token_embd.weight"].T
            total += torch.nn.functional.cross_entropy(logits, tokens[1:], reduction="sum").item()
    return total / (ids.shape[0] * (ids.shape[1] - 1))
