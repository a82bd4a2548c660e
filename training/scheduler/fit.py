"""Fits the network that forecasts a model's next use, from the rows of rows.ts.

    python3 training/scheduler/fit.py --in ROWS.f32 --out server/core/scheduler/forecastWeights.ts [--hidden 32] [--epochs 6] [--without SHAPE]

Two hidden layers with tanh. The target is E[exp(-D/κ)], D the distance to the next use in switches; other horizons are fitted
beside it and left out of the result, as they make the hidden layers better. Every shape of day weighs the same, and within it a
row weighs what its model takes to load. `--without` leaves the shape of that number out, to see what the network knows of days
unlike those it was fitted on.
"""

from __future__ import annotations

import argparse
import base64
from pathlib import Path

import numpy as np
import torch

# The first is that of usage.ts.
HORIZONS = (2.0, 1.0, 4.0, 8.0, 20.0)
HEAD = 3


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--in", dest="source", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--features", type=int, default=43)
    parser.add_argument("--hidden", type=int, default=32)
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--batch", type=int, default=2048)
    parser.add_argument("--without", type=int)
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)

    rows = np.fromfile(options.source, dtype="<f4").reshape(-1, HEAD + options.features)
    if options.without is not None:
        rows = rows[rows[:, 0] != options.without]
    shape, distance, seconds, features = rows[:, 0].astype(int), rows[:, 1:2], rows[:, 2], rows[:, HEAD:]
    mean, deviation = features.mean(0), features.std(0) + 1e-6
    weight = seconds / np.bincount(shape)[shape]
    inputs = torch.from_numpy((features - mean) / deviation)
    targets = torch.from_numpy(np.exp(-distance / np.array(HORIZONS, np.float32)).astype(np.float32))
    weights = torch.from_numpy((weight / weight.mean()).astype(np.float32))
    held = torch.from_numpy(np.random.default_rng(0).random(len(rows)) < 0.02)
    training = torch.nonzero(~held)[:, 0]

    half = options.hidden // 2
    network = torch.nn.Sequential(
        torch.nn.Linear(options.features, options.hidden),
        torch.nn.Tanh(),
        torch.nn.Linear(options.hidden, half),
        torch.nn.Tanh(),
        torch.nn.Linear(half, len(HORIZONS)),
    )

    def loss_of(chosen: torch.Tensor) -> torch.Tensor:
        each = torch.nn.functional.binary_cross_entropy_with_logits(network(inputs[chosen]), targets[chosen], reduction="none")
        return (each * weights[chosen, None]).mean(0)

    optimizer = torch.optim.AdamW(network.parameters(), options.rate, weight_decay=1e-4)
    steps = int(options.epochs * len(training) / options.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, options.rate, total_steps=steps + 1)
    for step in range(steps):
        loss = loss_of(training[torch.randint(0, len(training), (options.batch,))]).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if (step + 1) % max(1, steps // 6) == 0:
            with torch.no_grad():
                print(step + 1, loss_of(torch.nonzero(held)[:, 0]).numpy().round(4), flush=True)

    write(options.out, network, mean, deviation, len(rows))


def write(path: Path, network: torch.nn.Sequential, mean: np.ndarray, deviation: np.ndarray, rows: int) -> None:
    """The layers one after another, weights before biases, with the scaling of the features inside the first."""
    layers = [[layer.weight.detach().numpy().astype(np.float64), layer.bias.detach().numpy().astype(np.float64)] for layer in network if isinstance(layer, torch.nn.Linear)]
    layers[0][0] /= deviation
    layers[0][1] -= layers[0][0] @ mean
    layers[-1] = [layers[-1][0][:1], layers[-1][1][:1]]
    sizes = [layers[0][0].shape[1], *(len(biases) for _, biases in layers)]
    numbers = np.concatenate([part.ravel() for layer in layers for part in layer]).astype("<f4")
    path.write_text(
        f"/** Written by training/scheduler/fit.py from {rows} rows: features, hidden layers, output. */\n"
        f"export const forecastShape: readonly number[] = {sizes};\n\n"
        "/** Little-endian float32: the layers in order, weights row after row, then biases. */\n"
        f"export const forecastWeights =\n  '{base64.b64encode(numbers.tobytes()).decode()}';\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
