"""Writes the trained language model as a GGUF file.

    python3 training/language/export.py --weights DIR --vocabulary tok.json --out server/models/nano-language.gguf

DIR holds `weights.part*` of train.py. The embedding, which is the head as well, is stored in five bits.
"""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import gguf
import numpy as np
from gguf.quants import dequantize, quantize

from vocabulary import BOS, END, FRAME, Vocabulary

Kind = gguf.GGMLQuantizationType
WIDTH, HEADS, KV_HEADS, HEAD, CONTEXT = 576, 9, 3, 64, 512


def stored(folder: Path) -> dict[str, np.ndarray]:
    """Arrays NAME|TYPE of the parts."""
    data = b"".join(path.read_bytes() for path in sorted(folder.glob("weights.part*")))
    with np.load(io.BytesIO(data)) as file:
        return {key: file[key] for key in file.files}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--embedding", default="Q5_0", choices=("Q5_0", "Q8_0"))
    args = parser.parse_args()
    arrays, vocabulary = stored(args.weights), Vocabulary(args.vocabulary)
    by_name = {key.split("|")[0]: (key.split("|")[1], data) for key, data in arrays.items()}
    blocks = len({name.split(".")[1] for name in by_name if name.startswith("blk.")})
    neurons = by_name["blk.0.ffn_gate.weight"][1].shape[0]
    writer = gguf.GGUFWriter(args.out, "llama")
    writer.add_name("Nano language")
    writer.add_license("apache-2.0")
    writer.add_description("SmolLM2-135M-Instruct, pruned and trained to correct prose and to repair code")
    writer.add_block_count(blocks)
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(neurons)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KV_HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(100_000.0)
    writer.add_rope_dimension_count(HEAD)
    writer.add_vocab_size(len(vocabulary.tokens))
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q4_0)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list([*FRAME, *vocabulary.tokens[len(FRAME) :]])
    writer.add_token_types(vocabulary.kinds)
    writer.add_token_merges(vocabulary.merges)
    writer.add_bos_token_id(BOS)
    writer.add_eos_token_id(END)
    writer.add_eot_token_id(END)
    writer.add_pad_token_id(END)
    writer.add_add_bos_token(False)
    writer.add_add_space_prefix(False)
    writer.add_quantization_version(2)
    for name, (kind, data) in by_name.items():
        if name == "token_embd.weight" and kind != args.embedding:
            data = quantize(dequantize(data, Kind[kind]).astype(np.float32), Kind[args.embedding])
            kind = args.embedding
        if kind == "F32":
            writer.add_tensor(f"{name}", data)
        else:
            writer.add_tensor(name, data, raw_dtype=Kind[kind])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
