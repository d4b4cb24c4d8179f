#!/usr/bin/env python3
"""Turn a checkpoint into weights/en/model.safetensors: 8 bits a number, one scale a row, and the vocabulary.

    python3 export.py RUN/last.pt ../weights/en/model.safetensors
"""
import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

from train import minilm

FORMAT = "onrecord-weights 1"      # crates/onrecord-nn checks it
TRAINING_ONLY = ("silver.", "upos.")


def quantized(matrix):
    """Rows as 8-bit integers, and each row's scale."""
    scale = matrix.abs().amax(1).clamp(min=1e-12) / 127
    return torch.round(matrix / scale[:, None]).to(torch.int8), scale


def main(checkpoint, out):
    tensors = {}
    for name, value in torch.load(checkpoint)["mean"].items():
        if name.startswith(TRAINING_ONLY):
            continue
        if value.dim() == 2:
            rows, scale = quantized(value.float())
            tensors[name], tensors[name + ".scale"] = rows.numpy(), scale.numpy()
        else:
            tensors[name] = value.float().numpy()
    tensors["vocabulary"] = np.frombuffer((minilm() / "vocab.txt").read_bytes().rstrip(b"\n"), np.uint8)
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, out, {"format": FORMAT})
    print(out, Path(out).stat().st_size, "bytes")


if __name__ == "__main__":
    main(*sys.argv[1:3])
