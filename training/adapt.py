"""Trains a low-rank adapter over a base in Hugging Face layout with PEFT and writes it as a GGUF file for the pool.

    python training/adapt.py --base FOLDER --rows rows.jsonl --minutes 30 --checkpoint adapter.pt --out adapter.gguf

FOLDER holds config.json, *.safetensors and tokenizer.json; nothing is fetched. Rows are those of
`eidolon distill export --format student`, {"prompt", "target"}; a tenth of them, or those of --held, is held out.
--preference takes the rows of `--format preference`, {"prompt", "chosen", "rejected"}, and trains on both. With
--checkpoint the run may be stopped at any time: started again, it goes on. `--gguf` is the file of the base in the pool:
it is compared with the folder before any time is spent.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"  # Before any library of theirs is read: this program never asks a hub.

import torch
from peft import LoraConfig, PeftModel, TaskType, get_peft_model
from transformers.utils import logging

from huggingface.base import BaseFolder, compare, load_model, load_tokenizer, open_folder
from huggingface.chat import ChatFrame
from huggingface.export import MODULES, export
from huggingface.tuner import Data, Pair, Tuner
from nano.rows import parse_rows, read_lines, split_rows

PARITY_ROWS = 12


def layout(args: argparse.Namespace, frame: ChatFrame) -> Data:
    """Rows as tokens; those that are longer than --context are left out, and said so."""
    rows = parse_rows(args.rows)
    train, held = split_rows(args.rows, rows) if args.held is None else (rows, parse_rows(args.held))
    pairs = [] if args.preference is None else read_lines(args.preference, ("prompt", "chosen", "rejected"))
    train_pairs, held_pairs = split_rows(args.preference, pairs) if args.preference is not None else ([], [])
    data = Data(
        *([frame.whole(*row) for row in part] for part in (train, held)),
        *([Pair(frame.whole(row[0], row[1]), frame.whole(row[0], row[2])) for row in part] for part in (train_pairs, held_pairs)),
    )
    before = len(data.train) + len(data.held) + len(data.train_pairs) + len(data.held_pairs)
    data.train, data.held = ([row for row in part if len(row.ids) <= args.context] for part in (data.train, data.held))
    data.train_pairs, data.held_pairs = (
        [pair for pair in part if max(len(pair.chosen.ids), len(pair.rejected.ids)) <= args.context]
        for part in (data.train_pairs, data.held_pairs)
    )
    left = before - len(data.train) - len(data.held) - len(data.train_pairs) - len(data.held_pairs)
    if left:
        print(f"{left} rows are longer than {args.context} tokens and left out.", flush=True)
    if not data.train or not data.held or (args.preference is not None and not (data.train_pairs and data.held_pairs)):
        raise SystemExit(f"No rows are left to train on or to hold out; raise --context, which is {args.context}.")
    return data


def attach(model: torch.nn.Module, args: argparse.Namespace) -> PeftModel:
    """An adapter that changes nothing yet, in 32-bit numbers, over the frozen model."""
    config = LoraConfig(
        task_type=TaskType.CAUSAL_LM, r=args.rank, lora_alpha=args.alpha, lora_dropout=args.dropout, target_modules=args.target_modules
    )
    return get_peft_model(model, config)


def identity(base: BaseFolder, frame: ChatFrame, args: argparse.Namespace) -> dict[str, object]:
    """What a checkpoint must agree in to be gone on from."""
    files = [args.rows, args.held, args.preference]
    return {
        "base": base.digest,
        "rows": [None if file is None else hashlib.sha256(file.read_bytes()).hexdigest() for file in files],
        "rank": args.rank,
        "alpha": args.alpha,
        "target modules": sorted(args.target_modules),
        "seed": args.seed,
        "batch size": args.batch_tokens,
        "context": args.context,
        "frame": [*frame.before, -1, *frame.between],
    }


@torch.no_grad()
def write_parity(tuner: Tuner, frame: ChatFrame, rows: list[tuple[str, ...]], args: argparse.Namespace) -> None:
    """What the adapted model predicts, for parity.ts to compare with llama.cpp: token ids, the distribution of the first
    token of the answer, the likeliest tokens one by one, and the log-probability of the row's answer with its end, beside
    the base's."""
    model = tuner.model.eval()
    found = []
    for prompt, target in rows:
        ids = frame.question(prompt)
        first: list[float] = []
        greedy: list[int] = []
        while len(greedy) < 24 and greedy[-1:] != frame.end:
            logits = model(input_ids=torch.tensor([ids + greedy], device=args.device), use_cache=False).logits[0, -1].float()
            first = first or logits.softmax(-1).tolist()
            greedy.append(int(logits.argmax()))
        whole = frame.whole(prompt, target)
        own = float(tuner.log_probs([whole])[0].sum())
        with model.disable_adapter():
            base = float(tuner.log_probs([whole])[0].sum())
        case = {"prompt": prompt, "target": target, "ids": ids, "probabilities": first, "greedy": greedy}
        found.append({**case, "logProb": own, "baseLogProb": base})
    args.parity.write_text(json.dumps(found))


def arguments() -> argparse.Namespace:
    """Command line of one run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="folder in Hugging Face layout")
    parser.add_argument("--gguf", type=Path, default=None, help="file of the same base in the pool, to compare")
    parser.add_argument("--frame", type=Path, default=None, help="how the pool asks, from frame.ts; the chat template otherwise")
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--held", type=Path, default=None, help="rows to hold out; all of --rows are trained on then")
    parser.add_argument("--preference", type=Path, default=None, help="pairs of a better and a worse answer")
    parser.add_argument("--out", type=Path, required=True, help="the adapter, a GGUF file")
    parser.add_argument("--name", default=None, help="as the pool lists it; the file's name otherwise")
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--alpha", type=float, default=32)
    parser.add_argument("--dropout", type=float, default=0.0)
    parser.add_argument("--target-modules", nargs="+", default=list(MODULES), choices=MODULES, metavar="MODULE", help=", ".join(MODULES))
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--beta", type=float, default=0.1, help="how close pairs keep to the base (Rafailov et al. 2023)")
    budget = parser.add_mutually_exclusive_group()
    budget.add_argument("--epochs", type=float, default=3)
    budget.add_argument("--minutes", type=float, default=None, help="processor time on a CPU, wall-clock time elsewhere")
    parser.add_argument("--batch-tokens", type=int, default=2048, help="most tokens of one update")
    parser.add_argument("--context", type=int, default=1024, help="longest row in tokens")
    parser.add_argument("--checkpoint", type=Path, default=None, help="file to stop and go on from")
    parser.add_argument("--report-seconds", type=float, default=60)
    parser.add_argument("--eval-rows", type=int, default=256, help="held-out rows that are looked at")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1, help="processor cores")
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--dtype", default="float32", choices=["float32", "bfloat16"], help="of the base; the adapter has 32 bits")
    parser.add_argument("--parity", type=Path, default=None, help="file for parity.ts")
    args = parser.parse_args()
    for name in ("rank", "alpha", "lr", "epochs", "minutes", "batch_tokens", "context", "eval_rows", "threads"):
        value = getattr(args, name)
        if value is not None and not value > 0:
            parser.error(f"--{name.replace('_', '-')} must be above 0")
    for file in (args.out, args.checkpoint, args.parity):
        if file is not None and not file.absolute().parent.is_dir():
            parser.error(f"there is no folder {file.absolute().parent} to write {file.name} into")
    return args


def main() -> None:
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    base = open_folder(args.base)
    args.context = min(args.context, base.context)
    tokenizer = load_tokenizer(base)
    if args.gguf is not None:
        compare(base, args.gguf)
    frame = ChatFrame(tokenizer)
    if args.frame is not None:
        frame.use(args.frame)
    data = layout(args, frame)
    model = attach(load_model(base, args.device, args.dtype), args)
    pad = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else frame.end[0]
    tuner = Tuner(model, data, pad, args, identity(base, frame, args))
    trained = sum(p.numel() for p in tuner.trained)
    pairs = f"; {len(data.train_pairs)} pairs, {len(data.held_pairs)} held out" if data.train_pairs else ""
    print(f"{trained} trained numbers; {len(data.train)} rows, {len(data.held)} held out{pairs}", flush=True)
    tuner.fit()
    print(f"held-out loss: {tuner.log[0]['held']:.4f} nats per token before, {tuner.log[-1]['held']:.4f} after", flush=True)
    if data.held_pairs:
        print(f"held-out pairs: {tuner.log[-1]['preferred']:.1%} told apart", flush=True)
    export(model, base, args.out, args.name or args.out.stem, args.alpha)
    print(f"{args.out}: {args.out.stat().st_size} bytes; npx eidolon models add {args.out} --base ID", flush=True)
    if args.parity is not None:
        rows = parse_rows(args.held or args.rows)
        write_parity(tuner, frame, rows[:: max(1, len(rows) // PARITY_ROWS)][:PARITY_ROWS], args)


if __name__ == "__main__":
    main()
