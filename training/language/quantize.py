"""IQ4_NL blocks (ggml: 32 weights, one half-precision scale, a table of 16 values), chosen by activation energy."""

import numpy as np
import torch

TABLE = torch.tensor(
    [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113], dtype=torch.float32
)
BLOCK = 32


def iq4_nl(weight, energy):
    """Bytes of the quantised rows, and the weights they stand for; `energy` is the mean square of each input."""
    rows, _ = weight.shape
    x = weight.reshape(-1, BLOCK)
    importance = (energy.reshape(1, -1) * torch.ones(rows, 1)).reshape(-1, BLOCK)
    importance = importance * torch.sqrt((x**2).mean(1, keepdim=True) + x**2) + 1e-12
    _, largest = x.abs().max(1)
    peak = x.gather(1, largest[:, None]).squeeze(1)
    middle = (TABLE[1:] + TABLE[:-1]) / 2
    best = torch.full((len(x),), float("inf"))
    scale, codes = torch.zeros(len(x)), torch.zeros(x.shape, dtype=torch.uint8)
    for end in (TABLE[0].item(), TABLE[-1].item()):
        for factor in np.linspace(0.75, 1.15, 11):
            tried = peak / end * factor
            inverse = torch.where(tried != 0, 1 / tried, torch.zeros_like(tried))
            code = torch.bucketize((x * inverse[:, None]).contiguous(), middle)
            value = TABLE[code]
            fitted = (importance * x * value).sum(1) / (importance * value * value).sum(1).clamp_min(1e-20)
            fitted = fitted.half().float()
            error = (importance * (x - fitted[:, None] * value) ** 2).sum(1)
            better = error < best
            best[better], scale[better] = error[better], fitted[better]
            codes[better] = code[better].to(torch.uint8)
    packed = (codes[:, : BLOCK // 2] | (codes[:, BLOCK // 2 :] << 4)).numpy()
    halves = scale.half().numpy().view(np.uint8).reshape(-1, 2)
    meant = (scale[:, None] * TABLE[codes.long()]).reshape(weight.shape)
    return np.concatenate([halves, packed], 1).reshape(rows, -1), meant
