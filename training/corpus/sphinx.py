"""Reads the binary trigram models of CMU Sphinx (`*.lm.bin`, a bit-packed trie of reversed n-grams) into arrays.

The layout is that of `lm_trie.c`, `bitarr.c` and `lm_trie_quant.c` in pocketsphinx (BSD-2-Clause): a header, the tables of the
16-bit quantisers, unigram records, the packed bigrams and trigrams, and the words. Log-probabilities have the base 1.0001.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_MAGIC = b"Trie Language Model"
_BASE = math.log(1.0001)
_QUANTUM = 1 << 16


@dataclass(frozen=True)
class SphinxModel:
    """Natural log-probabilities and back-offs; n-grams are rows of word numbers in reading order."""

    words: list[str]
    unigram: np.ndarray
    unigram_backoff: np.ndarray
    bigrams: np.ndarray
    bigram: np.ndarray
    bigram_backoff: np.ndarray
    trigrams: np.ndarray
    trigram: np.ndarray


def _fields(data: np.ndarray, count: int, total: int, shift: int, width: int) -> np.ndarray:
    """The `width` bits at `shift` of each of `count` records of `total` bits, little-endian."""
    at = np.arange(count, dtype=np.int64) * total + shift
    value = np.zeros(count, np.uint64)
    for k in range(8):
        value |= data[(at >> 3) + k].astype(np.uint64) << np.uint64(8 * k)
    return ((value >> (at & 7).astype(np.uint64)) & np.uint64((1 << width) - 1)).astype(np.int64)


def read_sphinx(path: Path) -> SphinxModel:
    """The model in a file; only order three is known."""
    data = path.read_bytes()
    at = len(_MAGIC)
    if data[:at] != _MAGIC or data[at] != 3:
        raise ValueError(f"{path} is no trigram trie")
    one, two, three = struct.unpack_from("<3I", data, at + 1)
    at += 1 + 12 + 4
    tables = np.frombuffer(data, "<f4", 3 * _QUANTUM, at).reshape(3, _QUANTUM) * _BASE
    at += 3 * _QUANTUM * 4
    record = np.dtype([("prob", "<f4"), ("backoff", "<f4"), ("next", "<u4")])
    unigrams = np.frombuffer(data, record, one + 1, at)
    at += (one + 1) * record.itemsize
    word_bits, next_bits = one.bit_length(), three.bit_length()
    bits2, bits3 = word_bits + 32 + next_bits, word_bits + 16
    size2, size3 = ((1 + two) * bits2 + 7) // 8 + 8, ((1 + three) * bits3 + 7) // 8 + 8
    middle = np.frombuffer(data, np.uint8, size2, at)
    longest = np.frombuffer(data, np.uint8, size3, at + size2)
    at += size2 + size3
    words = data[at + 4 :].decode("utf-8").split("\0")[:one]
    # A bigram stands under its second word, a trigram under its second and then its third word read backwards.
    last2 = np.repeat(np.arange(one), np.diff(unigrams["next"].astype(np.int64)))
    # Some of the announced records are empty; the first of them holds where the trigrams of the last one end.
    two = len(last2)
    following = _fields(middle, two + 1, bits2, word_bits + 32, next_bits)
    three = int(following[-1])
    first2 = _fields(middle, two, bits2, 0, word_bits)
    parent = np.repeat(np.arange(two), np.diff(following))
    first3 = _fields(longest, three, bits3, 0, word_bits)
    return SphinxModel(
        words=words,
        unigram=unigrams["prob"][:-1].astype(np.float64) * _BASE,
        unigram_backoff=unigrams["backoff"][:-1].astype(np.float64) * _BASE,
        bigrams=np.stack([first2, last2], axis=1),
        bigram=tables[0][_fields(middle, two, bits2, word_bits + 16, 16)].astype(np.float64),
        bigram_backoff=tables[1][_fields(middle, two, bits2, word_bits, 16)].astype(np.float64),
        trigrams=np.stack([first3, first2[parent], last2[parent]], axis=1),
        trigram=tables[2][_fields(longest, three, bits3, word_bits, 16)].astype(np.float64),
    )
