"""Adapters over a base in Hugging Face layout."""
