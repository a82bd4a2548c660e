"""Lays out a question and its answer as tokens, the way the pool does at run time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from transformers import PreTrainedTokenizerFast

# Stand for the texts while the template is rendered, so that it can neither trim nor read them.
_QUESTION, _ANSWER = "QUESTION7f3a", "ANSWER91c5"


@dataclass(frozen=True)
class Sequence:
    """Token ids; those from `answer` on are learned."""

    ids: list[int]
    answer: int


class ChatFrame:
    """The base's chat template around one question. Its own marks become special tokens; the same marks inside a text stay
    plain text. The template is rendered once with question and answer and cut at both, as node-llama-cpp does."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast) -> None:
        self.tokenizer = tokenizer
        turns = [{"role": "user", "content": _QUESTION}, {"role": "assistant", "content": _ANSWER}]
        try:
            whole = tokenizer.apply_chat_template(turns, tokenize=False, enable_thinking=False)
            before, rest = whole.split(_QUESTION)
            between, after = rest.split(_ANSWER)
        except Exception as error:  # A template is a program of its publisher's and may raise anything.
            raise SystemExit(f"The chat template of {tokenizer.name_or_path} lays out no question and answer ({error}).") from error
        self.before, self.between = self._marks(before), self._marks(between)
        first, end = tokenizer.bos_token_id, tokenizer.eos_token_id
        if first is not None and tokenizer("a").input_ids[:1] == [first] and self.before[:1] != [first]:
            self.before.insert(0, first)
        closing = self._marks(after)[:1]
        special = set(tokenizer.all_special_ids)
        self.end: list[int] = closing if closing and closing[0] in special else [] if end is None else [end]
        if not self.end:
            raise SystemExit(f"{tokenizer.name_or_path} has no token that ends an answer; take the instruction-tuned model.")

    def _marks(self, text: str) -> list[int]:
        return self.tokenizer(text, add_special_tokens=False).input_ids if text else []

    def _plain(self, text: str) -> list[int]:
        return self.tokenizer(text, add_special_tokens=False, split_special_tokens=True).input_ids if text else []

    def use(self, file: Path) -> None:
        """Frames questions as `frame.ts` found that the pool does, where that differs from the template."""
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
            self.before, self.between = ([int(token) for token in found[part]] for part in ("before", "behind"))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SystemExit(f"{file} is not what frame.ts writes ({error}).") from error

    def question(self, prompt: str) -> list[int]:
        """Everything that the model reads before it answers."""
        return [*self.before, *self._plain(prompt), *self.between]

    def whole(self, prompt: str, answer: str) -> Sequence:
        """A question with its answer and the token that ends it."""
        asked = self.question(prompt)
        return Sequence([*asked, *self._plain(answer), *self.end], len(asked))
