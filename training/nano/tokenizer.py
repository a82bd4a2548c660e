"""One byte-level BPE tokenizer for every nano model, the same as llama.cpp's `gpt2` model with pre `smollm`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

SPECIALS = ("<|pad|>", "<|bos|>", "<|end|>", "<|user|>", "<|assistant|>", "<|sep|>")
PAD, BOS, END, USER, ASSISTANT, SEP = range(len(SPECIALS))

# llama.cpp splits `smollm` at every digit first, then by the GPT-2 expression.
_DIGIT = Regex(r"\p{N}")


def _empty() -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(_DIGIT, "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def train_tokenizer(texts: Iterable[str], vocab: int, path: Path) -> None:
    """Learns merges from `texts` and writes a `tokenizers` JSON file."""
    tokenizer = _empty()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab,
        special_tokens=list(SPECIALS),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.save(str(path))


class NanoTokenizer:
    """Encodes plain text (special tokens in it stay plain bytes) and lays out prompts."""

    def __init__(self, path: Path) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        merges = [tuple(m) if isinstance(m, list) else tuple(m.split(" ")) for m in data["model"]["merges"]]
        vocab: dict[str, int] = data["model"]["vocab"]
        self.tokens: list[str] = [token for token, _ in sorted(vocab.items(), key=lambda item: item[1])]
        self.merges: list[str] = [" ".join(merge) for merge in merges]
        # Rebuilt without registered specials, so that user text never turns into a control token.
        self._encoder = _empty()
        self._encoder.model = models.BPE(vocab=vocab, merges=merges)

    def __len__(self) -> int:
        return len(self.tokens)

    def encode(self, text: str) -> list[int]:
        """Token ids of plain text."""
        return self._encoder.encode(text, add_special_tokens=False).ids

    def encode_batch(self, texts: list[str]) -> list[list[int]]:
        """Token ids of many plain texts."""
        return [e.ids for e in self._encoder.encode_batch(texts, add_special_tokens=False)]

    def decode(self, ids: list[int]) -> str:
        """Text of ids; control tokens vanish."""
        return self._encoder.decode([i for i in ids if i >= len(SPECIALS)])

    def prompt(self, text: str) -> list[int]:
        """`bos user TEXT assistant`, the only shape that a nano model has seen."""
        return [BOS, USER, *self.encode(text), ASSISTANT]
