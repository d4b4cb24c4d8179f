#!/usr/bin/env python3
"""Turn a checkpoint into weights/en/model.safetensors: 8 bits a number, one scale a row, the vocabulary
without the pieces that English doesn't need, and the lists of labels.

    python3 export.py RUN/last.pt ../weights/en/model.safetensors
"""
import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

from text import Vocabulary
from train import minilm

FORMAT = "onrecord-weights 1"      # crates/onrecord-nn checks it
TRAINING_ONLY = ("silver.",)


def quantized(matrix):
    """Rows as 8-bit integers, and each row's scale."""
    scale = matrix.abs().amax(1).clamp(min=1e-12) / 127
    return torch.round(matrix / scale[:, None]).to(torch.int8), scale


def main(checkpoint, out):
    tensors, kept = {}, torch.load(checkpoint)
    vocabulary = Vocabulary(minilm() / "vocab.txt").ids
    known = torch.tensor(list(vocabulary.values()))
    for name, value in kept["mean"].items():
        if name == "encoder.word.weight":
            value = value[known]
        if name.startswith(TRAINING_ONLY):
            continue
        if value.dim() == 2:
            rows, scale = quantized(value.float())
            tensors[name], tensors[name + ".scale"] = rows.numpy(), scale.numpy()
        else:
            tensors[name] = value.float().numpy()
    tensors["vocabulary"] = np.frombuffer("\n".join(vocabulary).encode(), np.uint8)
    for name, labels in kept["labels"].items():
        tensors[f"labels.{name}"] = np.frombuffer("\n".join(labels).encode(), np.uint8)
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, out, {"format": FORMAT})
    print(out, Path(out).stat().st_size, "bytes")


if __name__ == "__main__":
    main(*sys.argv[1:3])
