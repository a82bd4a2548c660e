"""A small llama: RMSNorm, interleaved RoPE, grouped-query attention, SwiGLU, tied embeddings."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class NanoConfig:
    """Sizes of one model; every row length is a multiple of 32 so that Q8_0 applies."""

    vocab: int
    dim: int
    layers: int
    heads: int
    kv_heads: int
    feed_forward: int
    context: int = 512
    theta: float = 10000.0
    eps: float = 1e-5

    @property
    def head_dim(self) -> int:
        return self.dim // self.heads

    def to_json(self) -> dict[str, int | float]:
        return asdict(self)


class RmsNorm(nn.Module):
    """Root mean square norm with a learned gain."""

    def __init__(self, dim: int, eps: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        x32 = x.float()
        scaled = x32 * torch.rsqrt(x32.square().mean(-1, keepdim=True) + self.eps)
        return (scaled * self.weight).to(x.dtype)


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotates the pairs (2i, 2i+1), llama.cpp's NORM rope, so the export needs no permutation."""
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2).to(x.dtype)


class Attention(nn.Module):
    """Causal attention; each key head serves `heads / kv_heads` query heads."""

    def __init__(self, config: NanoConfig) -> None:
        super().__init__()
        self.config = config
        kv = config.kv_heads * config.head_dim
        self.attn_q = nn.Linear(config.dim, config.dim, bias=False)
        self.attn_k = nn.Linear(config.dim, kv, bias=False)
        self.attn_v = nn.Linear(config.dim, kv, bias=False)
        self.attn_output = nn.Linear(config.dim, config.dim, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor) -> Tensor:
        batch, length, dim = x.shape
        c = self.config
        q = rotate(self.attn_q(x).view(batch, length, c.heads, c.head_dim), cos, sin).transpose(1, 2)
        k = rotate(self.attn_k(x).view(batch, length, c.kv_heads, c.head_dim), cos, sin).transpose(1, 2)
        v = self.attn_v(x).view(batch, length, c.kv_heads, c.head_dim).transpose(1, 2)
        if c.kv_heads != c.heads:
            k = k.repeat_interleave(c.heads // c.kv_heads, 1)
            v = v.repeat_interleave(c.heads // c.kv_heads, 1)
        if x.is_cuda:
            out = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        else:
            weights = torch.matmul(q * (1 / math.sqrt(c.head_dim)), k.transpose(-1, -2)) + mask
            out = torch.matmul(weights.softmax(-1), v)
        return self.attn_output(out.transpose(1, 2).reshape(batch, length, dim))


class Block(nn.Module):
    """Attention and feed-forward, each behind a norm and a residual."""

    def __init__(self, config: NanoConfig) -> None:
        super().__init__()
        self.attn_norm = RmsNorm(config.dim, config.eps)
        self.attn = Attention(config)
        self.ffn_norm = RmsNorm(config.dim, config.eps)
        self.ffn_gate = nn.Linear(config.dim, config.feed_forward, bias=False)
        self.ffn_up = nn.Linear(config.dim, config.feed_forward, bias=False)
        self.ffn_down = nn.Linear(config.feed_forward, config.dim, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor) -> Tensor:
        x = x + self.attn(self.attn_norm(x), cos, sin, mask)
        y = self.ffn_norm(x)
        return x + self.ffn_down(F.silu(self.ffn_gate(y)) * self.ffn_up(y))


class NanoLlama(nn.Module):
    """The whole model; `hidden` stops before the (tied) output head."""

    def __init__(self, config: NanoConfig) -> None:
        super().__init__()
        self.config = config
        self.token_embd = nn.Embedding(config.vocab, config.dim)
        self.blk = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.output_norm = RmsNorm(config.dim, config.eps)
        half = torch.arange(0, config.head_dim, 2).float() / config.head_dim
        angles = torch.outer(torch.arange(config.context).float(), config.theta**-half)
        self.register_buffer("cos", angles.cos()[:, None, :], persistent=False)
        self.register_buffer("sin", angles.sin()[:, None, :], persistent=False)
        mask = torch.full((config.context, config.context), -1e9).triu(1)
        self.register_buffer("mask", mask, persistent=False)
        self._initialise()

    def _initialise(self) -> None:
        for name, parameter in self.named_parameters():
            if parameter.dim() < 2:
                continue
            if "token_embd" in name:
                std = 0.02
            else:
                std = 1 / math.sqrt(parameter.shape[1])
                if "output" in name or "down" in name:
                    std /= math.sqrt(2 * self.config.layers)
            nn.init.normal_(parameter, std=std)

    def hidden(self, ids: Tensor) -> Tensor:
        """Normed activations of every position."""
        length = ids.shape[1]
        x = self.token_embd(ids)
        cos, sin, mask = self.cos[:length], self.sin[:length], self.mask[:length, :length]
        for block in self.blk:
            x = block(x, cos, sin, mask)
        return self.output_norm(x)

    def logits(self, hidden: Tensor) -> Tensor:
        """Scores over the vocabulary for given activations."""
        return F.linear(hidden, self.token_embd.weight)

    def forward(self, ids: Tensor) -> Tensor:
        return self.logits(self.hidden(ids))


def parameter_count(model: nn.Module) -> int:
    """Trained numbers, the tied head counted once."""
    return sum(p.numel() for p in model.parameters())
