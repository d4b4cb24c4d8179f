#!/usr/bin/env python3
"""The weighted mean of two runs' weights, as a checkpoint for `train.py --start` and `export.py` (Wortsman et al. 2022).

    python3 mean.py FIRST SECOND SHARE OUT

FIRST and SECOND are checkpoints, or exported weights; SHARE is the second's, from 0 to 1. One of them is a checkpoint.
"""
import sys

import torch

from data import Labels
from model import Model
from text import Vocabulary
from train import minilm, start_from


def main(first, second, share, out):
    vocabulary = Vocabulary(minilm() / "vocab.txt")
    known = next(torch.load(path)["labels"] for path in (first, second) if not path.endswith(".safetensors"))
    labels = Labels([])
    vars(labels).update(known)
    own = Model(labels).state_dict()
    a, b = (start_from(path, own, vocabulary) for path in (first, second))
    torch.save({"labels": known, "mean": {n: torch.lerp(a[n], b[n], float(share)) for n in own}}, out)


if __name__ == "__main__":
    main(*sys.argv[1:5])
