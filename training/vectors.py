"""Sentence vectors of the encoder before it is fine-tuned, which the `vector` head learns to give."""
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from data import batch, moved, tensors
from model import Encoder, mixed
from text import Vocabulary


def add(docs, vocabulary: Vocabulary, folder, cache, device="cpu"):
    """Fills `vectors` of documents with sentences: means over the pieces, as all-MiniLM-L6-v2 was trained, each
    sentence alone. `cache` keeps them between runs."""
    kept = dict(np.load(cache)) if Path(cache).exists() else {}
    encoder = Encoder()
    encoder.load_minilm(folder)
    encoder.eval().to(device)
    todo = list({d.id: d for d in docs if d.sentences and d.id not in kept}.values())
    items = sorted(((tensors(d, a, min(z, a + 120), vocabulary), d.id, k) for d in todo for k, (a, z) in enumerate(d.sentences)),
                   key=lambda t: len(t[0]["ids"]))
    for d in todo:
        kept[d.id] = np.zeros((len(d.sentences), 384), np.float16)
    with torch.inference_mode(), mixed(device):
        at = 0
        while at < len(items):
            size = max(1, (6000 if device == "cpu" else 60_000) // len(items[min(at + 64, len(items) - 1)][0]["ids"]))
            some = items[at:at + size]
            b = moved(batch([t[0] for t in some]), device)
            for key in ("shape", "brk", "quoted"):
                b[key].zero_()
            mask = b["mask"][..., None]
            x = (encoder(b).float() * mask).sum(1) / mask.sum(1)
            for (_, name, k), v in zip(some, F.normalize(x, dim=-1).cpu().numpy()):
                kept[name][k] = v
            at += size
    if todo:
        np.savez(cache, **kept)
    for d in docs:
        if d.sentences:
            d.vectors = list(kept[d.id])
