"""Trains the shared language model of prose and code experts on a GPU, from a larger model's pruned weights.

    python3 training/language/train.py --data DIR --start DIR/start.npz --out DIR --seconds 480

DIR holds `tok.json`, `prose/*.txt`, `edits*.jsonl` and `other*.jsonl`. Rows are made while it trains, by one process a core.
All matrices are rounded to Q4_0 (the embedding to Q8_0) in every forward pass, with straight-through gradients (Bengio et al.
2013), so that the four-bit file is what was trained. Writes `weights.part*`, the blocks as llama.cpp stores them. With
`--checkpoint` it may be stopped, and goes on when it is started again.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import rows as task_rows  # noqa: E402
from vocabulary import Vocabulary  # noqa: E402

WIDTH, HEADS, KV_HEADS, HEAD, BLOCKS = 576, 9, 3, 64, 30
EPSILON, ROPE_BASE = 1e-5, 100_000.0
BLOCK = 32


def unpacked(stored: dict[str, np.ndarray]) -> dict[str, Tensor]:
    """Weights by name from arrays NAME|TYPE of ggml blocks."""
    found = {}
    for key, data in stored.items():
        name, kind = key.split("|")
        if kind == "F32":
            found[name] = torch.from_numpy(data)
            continue
        rows = data.shape[0]
        size = {"Q4_1": 20, "Q8_0": 34}[kind]
        blocks = np.ascontiguousarray(data).reshape(-1, size)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        if kind == "Q8_0":
            values = scale * blocks[:, 2:].copy().view(np.int8).astype(np.float32)
        else:
            least = blocks[:, 2:4].copy().view(np.float16).astype(np.float32)
            codes = np.concatenate([blocks[:, 4:] & 15, blocks[:, 4:] >> 4], 1).astype(np.float32)
            values = codes * scale + least
        found[name] = torch.from_numpy(values.reshape(rows, -1))
    return found


def four_bits(weight: Tensor) -> tuple[Tensor, Tensor]:
    """Q4_0 codes (0 to 15) and scales of every block of 32."""
    x = weight.float().reshape(-1, BLOCK)
    top, low = x.amax(1, keepdim=True), x.amin(1, keepdim=True)
    scale = (torch.where(top > -low, top, low) / -8).half().float()
    inverse = torch.where(scale == 0, torch.zeros_like(scale), 1 / scale)
    return (x * inverse + 8.5).floor().clamp(0, 15), scale


def rounded(weight: Tensor) -> Tensor:
    """The weight as Q4_0 stores it; gradients pass as if it were not rounded."""
    codes, scale = four_bits(weight)
    meant = ((codes - 8) * scale).reshape(weight.shape)
    return (weight + (meant - weight).detach()).to(weight.dtype)


def norm(x: Tensor, gain: Tensor) -> Tensor:
    x32 = x.float()
    return (x32 * torch.rsqrt(x32.pow(2).mean(-1, keepdim=True) + EPSILON) * gain).to(x.dtype)


def turned(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary positions on neighbouring pairs; x is (batch, tokens, heads, HEAD)."""
    even, odd = x[..., 0::2].float(), x[..., 1::2].float()
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2).to(x.dtype)


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Attention with an additive mask; Debian's torch is older than its own function for that."""
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return (q @ k.transpose(-1, -2) / HEAD**0.5 + mask).softmax(-1) @ v


class Block(nn.Module):
    def __init__(self, w: dict[str, Tensor], layer: int) -> None:
        super().__init__()
        for name in ("attn_norm", "attn_q", "attn_k", "attn_v", "attn_output", "ffn_norm", "ffn_gate", "ffn_up", "ffn_down"):
            setattr(self, name, nn.Parameter(w[f"blk.{layer}.{name}.weight"].clone()))

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        h = norm(x, self.attn_norm)

        def split(weight: Tensor, heads: int) -> Tensor:
            return F.linear(h, rounded(weight).to(h.dtype)).view(batch, length, heads, HEAD)

        q = turned(split(self.attn_q, HEADS), cos, sin).transpose(1, 2)
        k = turned(split(self.attn_k, KV_HEADS), cos, sin).transpose(1, 2)
        v = split(self.attn_v, KV_HEADS).transpose(1, 2)
        k, v = (t.repeat_interleave(HEADS // KV_HEADS, 1) for t in (k, v))
        mixed = attention(q, k, v, mask).transpose(1, 2).reshape(batch, length, WIDTH)
        x = x + F.linear(mixed, rounded(self.attn_output).to(x.dtype))
        h = norm(x, self.ffn_norm)
        gated = F.silu(F.linear(h, rounded(self.ffn_gate).to(h.dtype))) * F.linear(h, rounded(self.ffn_up).to(h.dtype))
        return x + F.linear(gated, rounded(self.ffn_down).to(x.dtype))


class Language(nn.Module):
    def __init__(self, w: dict[str, Tensor], dtype: torch.dtype) -> None:
        super().__init__()
        self.token_embd = nn.Parameter(w["token_embd.weight"].clone())
        self.blk = nn.ModuleList(Block(w, layer) for layer in range(BLOCKS))
        self.output_norm = nn.Parameter(w["output_norm.weight"].clone())
        self.dtype = dtype
        frequencies = 1.0 / (ROPE_BASE ** (torch.arange(0, HEAD, 2).float() / HEAD))
        angles = torch.outer(torch.arange(task_rows.LENGTH).float(), frequencies)
        self.register_buffer("cos", angles.cos()[:, None, :])
        self.register_buffer("sin", angles.sin()[:, None, :])

    def hidden(self, ids: Tensor, mask: Tensor) -> Tensor:
        x = F.embedding(ids, self.token_embd).to(self.dtype)
        length = ids.shape[1]
        for block in self.blk:
            x = block(x, self.cos[:length], self.sin[:length], mask)
        return norm(x, self.output_norm)

    def losses(self, ids: Tensor, owner: Tensor, weights: Tensor) -> tuple[Tensor, Tensor]:
        """Cross-entropy of every counted token, and what it counts."""
        same = owner[:, :, None] == owner[:, None, :]
        before = torch.ones(ids.shape[1], ids.shape[1], dtype=torch.bool, device=ids.device).tril()
        mask = torch.zeros(same.shape, dtype=self.dtype, device=ids.device).masked_fill(~(same & before), -torch.inf)[:, None]
        hidden = self.hidden(ids, mask)[:, :-1]
        counted = weights[:, 1:] > 0
        logits = F.linear(hidden[counted], self.token_embd.to(self.dtype))
        return F.cross_entropy(logits.float(), ids[:, 1:][counted], reduction="none"), weights[:, 1:][counted].float()


class Feed:
    """Batches from the files that the row makers write."""

    def __init__(self, folder: Path, device: str, batch: int) -> None:
        self.folder, self.device, self.batch = folder, device, batch
        self.ready: list[dict[str, np.ndarray]] = []
        self.waited = 0.0
        self.lock = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                names = sorted(n for n in os.listdir(self.folder) if n.endswith(".npz") and ".part" not in n)
            except FileNotFoundError:  # training has ended
                return
            if not names or len(self.ready) > 24:
                time.sleep(0.05)
                continue
            for name in names[:16]:
                with np.load(self.folder / name) as file:
                    arrays = {key: file[key] for key in file.files}
                os.unlink(self.folder / name)
                with self.lock:
                    self.ready.append(arrays)
                    self.lock.notify()

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        while True:
            since = time.monotonic()
            with self.lock:
                while not self.ready:
                    self.lock.wait()
                arrays = self.ready.pop(0)
            self.waited += time.monotonic() - since
            for at in range(0, len(arrays["ids"]) - self.batch + 1, self.batch):
                yield on_device({key: part[at : at + self.batch] for key, part in arrays.items()}, self.device)


def on_device(arrays: dict[str, np.ndarray], device: str) -> tuple[Tensor, Tensor, Tensor]:
    ids = torch.from_numpy(arrays["ids"].astype(np.int32)).to(device, non_blocking=True).long()
    return ids, torch.from_numpy(arrays["rows"]).to(device), torch.from_numpy(arrays["weights"]).to(device)


def held_rows(data: Path, device: str, count: int, tasks: Iterable[str]) -> dict[str, tuple[Tensor, Tensor, Tensor]]:
    """Held-out sequences of each task."""
    vocabulary = Vocabulary(data / "tok.json")
    found = {}
    sources = task_rows.Tasks(data, held=True)
    for task in tasks:
        drawn = sources.drawn("language/held", {task: 1})
        found[task] = on_device(task_rows.stack(task_rows.packed(drawn, vocabulary), count), device)
    return found


@torch.no_grad()
def measured(model: Language, held: dict[str, tuple[Tensor, Tensor, Tensor]]) -> dict[str, float]:
    """Nats a token by task; for `fix` those of edited tokens apart."""
    found = {}
    for task, (ids, owner, weights) in held.items():
        losses, counts = model.losses(ids, owner, weights)
        found[task] = round(losses.mean().item(), 4)
        if task == "fix":
            found["edited"] = round(losses[counts > 1].mean().item(), 4)
    return found


def write(model: Language, out: Path, parts: int = 4) -> None:
    """Q4_0 and Q8_0 blocks of all weights, in files of equal size."""
    arrays = {}
    for name, parameter in model.named_parameters():
        x = parameter.detach().float()
        name = f"{name}.weight"
        if x.dim() == 1:
            arrays[f"{name}|F32"] = x.cpu().numpy()
        elif "token_embd" in name:
            blocks = x.reshape(-1, BLOCK)
            scale = (blocks.abs().amax(1, keepdim=True) / 127).half().float()
            codes = (blocks / scale.clamp_min(1e-12)).round().clamp(-127, 127).to(torch.int8)
            arrays[f"{name}|Q8_0"] = joined(scale, codes.cpu().numpy().view(np.uint8), x.shape[0])
        else:
            codes, scale = four_bits(x)
            codes = codes.to(torch.uint8)
            packed = (codes[:, :16] | (codes[:, 16:] << 4)).cpu().numpy()
            arrays[f"{name}|Q4_0"] = joined(scale, packed, x.shape[0])
    np.savez(out / "whole.npz", **arrays)
    data = (out / "whole.npz").read_bytes()
    (out / "whole.npz").unlink()
    size = -(-len(data) // parts)
    for part in range(parts):
        (out / f"weights.part{part}").write_bytes(data[part * size : (part + 1) * size])


def joined(scale: Tensor, codes: np.ndarray, rows: int) -> np.ndarray:
    halves = scale.half().cpu().numpy().view(np.uint8).reshape(-1, 2)
    return np.concatenate([halves, codes], 1).reshape(rows, -1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=480)
    parser.add_argument("--batch", type=int, default=128, help="sequences of 512 tokens")
    parser.add_argument("--rate", type=float, default=7e-4)
    parser.add_argument("--makers", type=int, default=14)
    parser.add_argument("--shares", nargs="*", default=[], metavar="TASK=WEIGHT", help="of the rows; those of rows.py otherwise")
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--eager", action="store_true")
    parser.add_argument("--held", type=int, default=128, help="held-out sequences a task; another number than --batch compiles twice")
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--checkpoint", type=Path, help="file to go on from, and to write every --every seconds")
    parser.add_argument("--every", type=float, default=120)
    args = parser.parse_args()
    args.shares = task_rows.shares_of(args.shares)
    shares = [f"{task}={weight}" for task, weight in args.shares.items()]
    began = time.monotonic()
    torch.manual_seed(1)
    torch.set_float32_matmul_precision("high")
    files = Path("/dev/shm") / f"rows-{os.getpid()}"
    files.mkdir()
    makers = [
        subprocess.Popen([sys.executable, str(HERE / "rows.py"), str(args.data), str(files), str(seed), *shares])
        for seed in range(args.makers)
    ]
    try:
        train(args, files, began)
    finally:
        for maker in makers:
            maker.kill()
        for maker in makers:
            maker.wait()
        subprocess.run(["rm", "-rf", str(files)], check=False)


def train(args: argparse.Namespace, files: Path, began: float) -> None:
    dtype = torch.bfloat16 if args.device == "cuda" else torch.float32
    with np.load(args.start) as stored:
        weights = unpacked({key: stored[key] for key in stored.files})
    model = Language(weights, dtype).to(args.device)
    if not args.eager:
        for block in model.blk:
            block.compile(dynamic=False)
    feed = Feed(files, args.device, args.batch)
    matrices = [p for p in model.parameters() if p.dim() == 2]
    gains = [p for p in model.parameters() if p.dim() == 1]
    groups = [{"params": matrices, "weight_decay": 0.01}, {"params": gains, "weight_decay": 0.0}]
    fused = {"fused": True} if args.device == "cuda" else {}
    optimizer = torch.optim.AdamW(groups, lr=args.rate, betas=(0.9, 0.98), **fused)
    held = held_rows(args.data, args.device, args.held, args.shares)
    before, seen = 0.0, 0
    if args.checkpoint and args.checkpoint.exists():
        state = torch.load(args.checkpoint, map_location=args.device)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        before, seen = state["seconds"], state["tokens"]
    print(f"ready after {time.monotonic() - began:.0f} s", flush=True)
    log, since, told, kept = [], None, 0.0, before
    for step, (ids, owner, weight) in enumerate(feed):
        spent = before + time.monotonic() - began
        share = min(1.0, spent / args.seconds)
        if share >= 1 or step >= args.steps:
            break
        if step == 10:
            since = (time.monotonic(), seen)
        rise = min(1.0, (step + 1) / 60)
        for group in optimizer.param_groups:
            group["lr"] = args.rate * rise * (0.02 + 0.98 * (1 - share))
        losses, counts = model.losses(ids, owner, weight)
        loss = (losses * counts).sum() / counts.sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        seen += ids.numel()
        if spent - told > 20 or step in (0, 1, 10):
            told = spent
            rate = (seen - since[1]) / (time.monotonic() - since[0]) if since else 0
            log.append({"step": step, "seconds": round(spent), "tokens": seen, "loss": round(loss.item(), 4), "rate": round(rate)}
                       | {"waited": round(feed.waited, 1)} | (measured(model, held) if step else {}))  # fmt: skip
            print(json.dumps(log[-1]), flush=True)
        if args.checkpoint and spent - kept > args.every:
            kept = spent
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "seconds": spent, "tokens": seen}
            torch.save(state, args.checkpoint.with_suffix(".part"))
            args.checkpoint.with_suffix(".part").replace(args.checkpoint)
    log.append({"step": step, "seconds": round(before + time.monotonic() - began), "tokens": seen} | measured(model, held))
    print(json.dumps(log[-1]), flush=True)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "log.json").write_text(json.dumps(log))
    write(model, args.out)


if __name__ == "__main__":
    main()
