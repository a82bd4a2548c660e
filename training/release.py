"""Places a trained model in the nano pool: writes the GGUF and rewrites `catalog.json`, each by rename.

    python3 training/release.py export --name nano-logic --checkpoint RUN/checkpoint.pt --tokenizer tokenizer.json
    python3 training/release.py catalog

The catalog's hashes are what the engine verifies before it loads a file, so run `catalog` after any change.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
MODELS = REPOSITORY / "server" / "models"

# What cannot be read from a file, in the catalog's order; `name` is that of the file and its card.
POOL: list[dict[str, Any]] = [
    {"id": "nano:prose", "name": "nano-language", "role": "expert", "domain": "prose", "prompt": "fix: <sentence or passage>"},
    {
        "id": "nano:logic",
        "name": "nano-logic",
        "role": "expert",
        "domain": "logic",
        "prompt": "simplify: <condition> | eval: <expression>",
    },
    {
        "id": "nano:code",
        "name": "nano-language",
        "role": "expert",
        "domain": "code",
        "prompt": "repair ts|js|py:\n<function> | fill ts|js|py:\n<function with holes §1 §2 …>",
    },
    {"id": "nano:reviewer", "name": "nano-reviewer", "role": "reviewer", "domain": "any", "prompt": "review <domain>: <marked change>"},
    {"id": "nano:general", "name": "nano-general", "role": "generalist", "domain": "any", "prompt": "all of the above"},
]
# Written by language/export.py and not by `export` here.
SHARED = "nano-language"


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def entry(known: dict[str, Any]) -> dict[str, Any] | None:
    """Catalog entry of one model; nothing while its file does not exist."""
    name = known["name"]
    path = MODELS / f"{name}.gguf"
    facts_path = MODELS / "cards" / f"{name}.json"
    if not path.exists() or not facts_path.exists():
        return None
    facts = json.loads(facts_path.read_text(encoding="utf-8"))
    return {
        "id": known["id"],
        "title": known["id"].replace(":", " ").capitalize(),
        "file": path.name,
        "sha256": sha256(path),
        "bytes": path.stat().st_size,
        "family": name,
        "role": known["role"],
        "domain": known["domain"],
        "parameters": facts["parameters"],
        "contextLength": facts["contextLength"],
        "promptFormat": "nano",
        "prompt": known["prompt"],
        "quantization": facts["quantization"],
        "license": facts.get("license", "MIT"),
        "trainedTokens": facts["trainedTokens"],
        "card": f"cards/{name}.md",
    } | ({"sequences": facts["sequences"]} if "sequences" in facts else {})


def write_catalog() -> None:
    """Rewrites the catalog from the files that are there."""
    models = [found for known in POOL if (found := entry(known)) is not None]
    replace_text(MODELS / "catalog.json", json.dumps({"models": models}, indent=2, ensure_ascii=False) + "\n")
    for model in models:
        print(f"{model['id']}: {model['parameters']} parameters, {model['bytes']} bytes, {model['sha256'][:12]}")


def export(name: str, checkpoint: Path, tokenizer_path: Path, quantization: str) -> None:
    """Writes the GGUF and the facts that only the checkpoint knows."""
    import torch

    from export import load_model
    from nano.gguf_file import write_gguf
    from nano.model import parameter_count
    from nano.tokenizer import NanoTokenizer

    state = torch.load(checkpoint, map_location="cpu")
    model = load_model(checkpoint)
    write_gguf(model, NanoTokenizer(tokenizer_path), MODELS / f"{name}.gguf", name, quantization)
    facts = {
        "parameters": parameter_count(model),
        "contextLength": model.config.context,
        "quantization": quantization,
        "trainedTokens": state.get("earlier_tokens", 0) + state["progress"]["tokens"],
        "trainedSeconds": round(state.get("earlier_seconds", 0) + state["progress"]["seconds"]),
        "heldLoss": state["log"][-1]["held"] if state["log"] else None,
    }
    replace_text(MODELS / "cards" / f"{name}.json", json.dumps(facts, indent=2) + "\n")


def replace_text(path: Path, text: str) -> None:
    """Writes through a temporary file in the same folder."""
    temporary = path.with_name(path.name + ".part")
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("catalog")
    exporter = commands.add_parser("export")
    exporter.add_argument("--name", choices=sorted({known["name"] for known in POOL} - {SHARED}), required=True)
    exporter.add_argument("--checkpoint", type=Path, required=True)
    exporter.add_argument("--tokenizer", type=Path, required=True)
    exporter.add_argument("--quantization", default="F16", choices=["F32", "F16", "Q8_0"])
    args = parser.parse_args()
    if args.command == "export":
        export(args.name, args.checkpoint, args.tokenizer, args.quantization)
    write_catalog()


if __name__ == "__main__":
    main()
