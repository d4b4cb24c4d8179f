#!/usr/bin/env python3
"""What each step of compression costs, on one and the same weights, which are those committed.

    python3 figures/compression.py variant STEP FILE                 # weights/en after one more step
    python3 figures/compression.py activations --shared ../shared    # numbers in 32 bits between layers, or in 8
    python3 figures/compression.py vocabulary ../shared/corpora/*/*dev.jsonl ../shared/corpora/wire/reports.jsonl

Needs training/requirements.txt.

`variant` writes weights in the program's own format; STEP is some of these, joined by commas:

* bits=N      every matrix but the table of word pieces in N bits a number, a scale a row (8: as they are)
* table=N     the table of word pieces in N bits
* drop=A.B    layers A and B (from 0) left out, nothing trained again

To score one: copy FILE over weights/en/model.safetensors, set LAYERS of crates/onrecord-parse/src/encoder.rs to the layers that
are left, build, and run the corpora's scorers (docs/ACCURACY.md); `git checkout weights crates` afterwards.

`activations` runs the training's own look at the dev sets (whole windows, gold's tokens and sentences, no decoding) in PyTorch with
the 8-bit weights: all else in 32 bits; rows that go into products with weights in 8 bits; and attention in 8 bits, too,
its shares in 14, as the program has it. Its figures are comparable with one another, not with the scorers'.

`vocabulary` counts words with a piece that isn't known, with MiniLM's 30,522 pieces and with those kept.
"""
import argparse
import json
import sys
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training"))
WEIGHTS = ROOT / "weights/en/model.safetensors"
TABLE = "encoder.word.weight"


def variant(steps, out):
    steps = dict(step.split("=") for step in steps.split(","))
    kept = load_file(WEIGHTS)
    with safe_open(WEIGHTS, "pt") as file:
        metadata = file.metadata()
    dropped = {int(n) for n in steps.get("drop", "").split(".") if n}
    number, tensors = {}, {}
    for layer in range(sum(n.endswith("norm1.weight") for n in kept)):
        if layer not in dropped:
            number[layer] = len(number)
    size = 0.0
    for name, value in kept.items():
        scale, bits = kept.get(f"{name}.scale"), 8
        if scale is not None:
            bits = int(steps.get("table" if name == TABLE else "bits", 8))
            if bits < 8:    # fewer levels in the same bytes: each row's greatest magnitude is the last level
                most, real = 2 ** (bits - 1) - 1, value.float()
                step = real.abs().amax(1).clamp(min=1)[:, None] / most
                value = torch.round(torch.round(real / step) * step).to(torch.int8)
        parts = name.split(".")
        if parts[:2] == ["encoder", "layers"]:
            if int(parts[2]) in dropped:
                continue
            name = ".".join([*parts[:2], str(number[int(parts[2])]), *parts[3:]])
        tensors[name] = value
        size += value.numel() * (bits / 8 if scale is not None else value.element_size())
    save_file(tensors, out, metadata)
    print(f"{out}: {len(number)} layers, {size / 1e6:.1f} MB if every number is packed into its bits")


def rows(x):
    """As numbers of 8 bits with a scale a row have it."""
    scale = x.abs().amax(-1, keepdim=True).clamp(min=1e-12) / 127
    return torch.round(x / scale) * scale


def quantized_linear(self, x):
    return torch.nn.functional.linear(rows(x), self.weight, self.bias)


def quantized_layer(self, x, mask):
    """`Layer.forward` of training/model.py with attention as crates/onrecord-nn/src/attention.rs has it."""
    b, n, d = x.shape
    q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
    q, k, v = rows(q), rows(k), rows(v.transpose(-1, -2)).transpose(-1, -2)
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + mask
    shares = torch.round((scores - scores.amax(-1, keepdim=True)).exp() * 16383)
    a = shares @ v / shares.sum(-1, keepdim=True)
    x = self.norm1(x + self.out(a.transpose(1, 2).reshape(b, n, d)))
    return self.norm2(x + self.down(torch.nn.functional.gelu(self.up(x), approximate="tanh")))


def activations(shared, share, threads):
    from data import Labels
    from model import Layer, Model
    from text import Vocabulary
    from train import evaluate, load, minilm, start_from
    torch.set_num_threads(threads)
    vocabulary = Vocabulary(minilm() / "vocab.txt")
    kept = load_file(WEIGHTS)
    labels = Labels([])
    for name in vars(labels):
        setattr(labels, name, bytes(kept[f"labels.{name}"].numpy()).decode().split("\n"))
    dev, _ = load(shared, vocabulary, "dev", labels)
    model = Model(labels)
    model.encoder.load_minilm(minilm())
    model.load_state_dict(start_from(WEIGHTS, model.state_dict(), vocabulary))
    linear, layer = torch.nn.Linear.forward, Layer.forward
    for title, of_linear, of_layer in (("32 bits", linear, layer), ("rows into products with weights in 8 bits", quantized_linear, layer),
                                       ("and attention in 8 bits, shares in 14", quantized_linear, quantized_layer)):
        torch.nn.Linear.forward, Layer.forward = of_linear, of_layer
        print(title, *(evaluate(model, docs[::share], vocabulary) for docs in dev), flush=True)


def vocabulary(paths):
    from text import Vocabulary, words
    from train import minilm
    kept, every = Vocabulary(minilm() / "vocab.txt"), Vocabulary(minilm() / "vocab.txt")
    every.ids = {piece: i for i, piece in enumerate((minilm() / "vocab.txt").read_text(encoding="utf-8").split("\n")) if piece}
    print(f"| text | words | unknown with {len(every.ids):,} pieces | with {len(kept.ids):,} |\n|---|---|---|---|")
    lost = set()
    for path in paths:
        total, unknown = 0, [0, 0]
        for line in Path(path).read_text(encoding="utf-8").split("\n"):
            for word in words(json.loads(line)["text"]) if line.strip() else ():
                known = [v.unknown not in v.pieces(word.text) for v in (every, kept)]
                total += 1
                unknown = [n + (not k) for n, k in zip(unknown, known)]
                if known == [True, False]:
                    lost.add(word.text)
        print(f"| {'/'.join(Path(path).parts[-2:])} | {total:,} | {unknown[0]} | {unknown[1]} |")
    print(f"{len(lost)} different words are unknown by what was left out")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("variant")
    one.add_argument("step")
    one.add_argument("out")
    one = commands.add_parser("activations")
    one.add_argument("--shared", default="../shared")
    one.add_argument("--share", type=int, default=1, metavar="N", help="every N-th document only")
    one.add_argument("--threads", type=int, default=1)
    one = commands.add_parser("vocabulary")
    one.add_argument("paths", nargs="+")
    a = parser.parse_args()
    if a.command == "variant":
        variant(a.step, a.out)
    elif a.command == "activations":
        activations(a.shared, a.share, a.threads)
    else:
        vocabulary(a.paths)


if __name__ == "__main__":
    main()
