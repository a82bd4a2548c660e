"""The base model's own byte-level BPE, cut to the tokens that are kept; four of its special tokens frame the rows."""

from __future__ import annotations

import json
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, pre_tokenizers

# <|endoftext|>, <|im_start|>, <|im_end|> and <repo_name> of SmolLM2, under the names that the engine frames prompts with.
BOS, USER, END, ASSISTANT = range(4)
FRAME = ("<|bos|>", "<|user|>", "<|end|>", "<|assistant|>")


class Vocabulary:
    """Encodes plain text; special tokens in it stay plain bytes."""

    def __init__(self, path: Path) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        self.tokens: list[str] = data["tokens"]
        self.kinds: list[int] = data["kinds"]
        self.merges: list[str] = data["merges"]
        self._encoder = Tokenizer(
            models.BPE(
                vocab={token: i for i, token in enumerate(self.tokens)},
                merges=[(left, right) for left, right in (merge.split(" ") for merge in self.merges)],
            )
        )
        self._encoder.pre_tokenizer = pre_tokenizers.Sequence(
            [
                pre_tokenizers.Split(Regex(r"\p{N}"), "isolated"),
                pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
            ]
        )

    def encode(self, text: str) -> list[int]:
        """Token ids of plain text."""
        return self._encoder.encode(text, add_special_tokens=False).ids
