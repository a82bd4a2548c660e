"""Nano models: a shared byte-level BPE tokenizer, a small llama and its GGUF export."""
