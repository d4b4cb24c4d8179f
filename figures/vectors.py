#!/usr/bin/env python3
"""How well sentence vectors tell the places that state one thing from those that state others of the same story.

    python3 figures/vectors.py ../shared/corpora/stories target/release/onrecord

Needs training/requirements.txt, for the encoder that the vectors are learned from (all-MiniLM-L6-v2).

A place is a sentence that a claim of the gold stories stands in (`reported_in`; of several, the one that it shares most
letters with). Two kinds of pairs that should be near each other:

* same_as: places of two claims that state the same by different sources (as the gold says), the nearest ones of each two;
* again: places of one claim in two reports, in other words (Jaccard of the words below 0.9).

and one that shouldn't: places of two claims of one story that aren't `same_as` (for `same_as`, the nearest places of each two
claims; for `again`, all places in two reports). Pairs in one sentence are left out. Compared by the cosine of the record's vectors, of MiniLM's own, of TF-IDF
(document frequencies from the stories' sentences), by the Jaccard of words, and by the sum of the first and third.

Prints the area under the ROC curve with a 95 % interval (1,000 draws of the pairs), and the best F1 with its
threshold. F1 depends on how many pairs of each kind there are; the area doesn't.
"""
import json
import math
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))
from data import Doc, batch, moved, tensors                    # noqa: E402
from model import Encoder                               # noqa: E402
from text import Vocabulary, words                      # noqa: E402
from train import minilm                                # noqa: E402

NAMES = ("the record's vectors", "all-MiniLM-L6-v2", "TF-IDF", "Jaccard of words", "the record's vectors + TF-IDF")


def ledger(program, reports):
    """{report: (text, spans of its sentences, a unit vector of each)}."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "l.db"
        subprocess.run([program, "add", "--ledger", path, reports], check=True, capture_output=True)
        out = {}
        rows = sqlite3.connect(path).execute("SELECT id, text, found, width, vectors FROM reports JOIN vectors ON report = number")
        for name, text, found, width, blob in rows:
            vectors = np.frombuffer(blob, np.int8).reshape(-1, width).astype(np.float32)
            spans = [s["span"] for s in json.loads(found)["sentences"]]
            assert len(spans) == len(vectors), name
            out[name] = text, spans, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return out


class MiniLM:
    def __init__(self):
        self.vocabulary, self.encoder = Vocabulary(minilm() / "vocab.txt"), Encoder()
        self.encoder.load_minilm(minilm())
        self.encoder.eval()

    def __call__(self, text):
        """The mean of the pieces' states, as it was trained, brought to length 1."""
        ws = words(text)
        doc = Doc("", ws, [self.vocabulary.pieces(w.text) for w in ws])
        b = moved(batch([tensors(doc, 0, min(len(ws), 120), self.vocabulary)]), "cpu")
        for key in ("shape", "brk", "quoted"):
            b[key].zero_()
        with torch.inference_mode():
            v = self.encoder(b)[0].mean(0).numpy()
        return v / np.linalg.norm(v)


def bag(text):
    return Counter(re.findall(r"\w+", text.lower()))


def jaccard(a, b):
    return len(a.keys() & b.keys()) / max(1, len(a.keys() | b.keys()))


def places(story, read):
    """{claim: {(report, number of the sentence)}}."""
    out = {}
    for claim in story["claims"]:
        found = set()
        for place in claim["reported_in"]:
            start, end = place["span"]
            spans = read[place["report"]][1]
            shared = [min(end, z) - max(start, a) for a, z in spans]
            found.add((place["report"], max(range(len(spans)), key=shared.__getitem__)))
        out[claim["id"]] = found
    return out


def auc(pairs, k):
    """The share of (near, far) pairs that measure `k` puts in order; a tie is half."""
    ordered = sorted((p[k], p[0]) for p in pairs)
    rank, total, at = 0.0, 0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        hits = sum(near for _, near in ordered[at:end])
        rank, total, at = rank + hits * (at + end + 1) / 2, total + hits, end
    far = len(ordered) - total
    return (rank - total * (total + 1) / 2) / (total * far)


def interval(pairs, k):
    rng = random.Random(1)
    near, far = [p for p in pairs if p[0]], [p for p in pairs if not p[0]]
    found = sorted(auc(rng.choices(near, k=len(near)) + rng.choices(far, k=len(far)), k) for _ in range(1000))
    return found[25], found[974]


def best(pairs, k):
    """The best F1 with its threshold, precision and recall."""
    ordered = sorted(pairs, key=lambda p: -p[k])
    total, hits, top = sum(p[0] for p in pairs), 0, (0, 0, 0, 0)
    for n, p in enumerate(ordered, 1):
        hits += p[0]
        if n == len(ordered) or ordered[n][k] != p[k]:
            top = max(top, (2 * hits / (n + total), p[k], hits / n, hits / total))
    return top


def main():
    folder, program = Path(sys.argv[1]), sys.argv[2]
    encode = MiniLM()
    same, again, read, units = [], [], {}, {}
    stories = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json")) if p.with_suffix(".jsonl").exists()]
    for story in stories:
        read.update(ledger(program, folder / f"{story['name']}.jsonl"))
    frequency = Counter(w for text, spans, _ in read.values() for a, z in spans for w in bag(text[a:z]))
    count = sum(len(spans) for _, spans, _ in read.values())

    def unit(place):
        if place not in units:
            text, spans, vectors = read[place[0]]
            text = text[slice(*spans[place[1]])]
            tf_idf = {w: n * math.log(count / frequency[w]) for w, n in bag(text).items()}
            length = math.sqrt(sum(v * v for v in tf_idf.values())) or 1.0
            units[place] = vectors[place[1]], encode(text), {w: v / length for w, v in tf_idf.items()}, bag(text)
        return units[place]

    def compared(a, b):
        a, b = unit(a), unit(b)
        ours, common = float(a[0] @ b[0]), sum(v * b[2].get(w, 0.0) for w, v in a[2].items())
        return ours, float(a[1] @ b[1]), common, jaccard(a[3], b[3]), ours + common

    for story in stories:
        where = places(story, read)
        joined = {frozenset((c["id"], o)) for c in story["claims"] for o in c.get("same_as") or []}
        names = list(where)
        for i, one in enumerate(names):
            own = sorted(where[one])
            for k, a in enumerate(own):
                for b in own[k + 1:]:
                    if a[0] != b[0] and jaccard(unit(a)[3], unit(b)[3]) < 0.9:
                        again.append((True, *compared(a, b)))
            for other in names[i + 1:]:
                near = frozenset((one, other)) in joined
                all_ = [(a, b, compared(a, b)) for a in where[one] for b in where[other] if a != b]
                if not all_:
                    continue
                same.append((near, *(max(c[k] for *_, c in all_) for k in range(len(NAMES)))))
                if not near:
                    again += [(False, *c) for a, b, c in all_ if a[0] != b[0]]
    print("| pairs | measure | area under the curve (95 %) | best F1 | at | precision | recall |\n|---|---|---|---|---|---|---|")
    for title, pairs in (("same_as", same), ("again", again)):
        near = sum(p[0] for p in pairs)
        title = f"{title}: {near} near, {len(pairs) - near:,} far"
        for k, name in enumerate(NAMES, 1):
            low, high = interval(pairs, k)
            f1, at, precision, recall = best(pairs, k)
            print(f"| {title} | {name} | {auc(pairs, k):.3f} ({low:.3f}–{high:.3f}) | {100 * f1:.1f} | {at:.2f} | {100 * precision:.1f} | {100 * recall:.1f} |")
            title = ""
    ours, theirs = (np.array([p[k] for p in same + again]) for k in (1, 2))
    print(f"correlation of the record's cosines with MiniLM's: {np.corrcoef(ours, theirs)[0, 1]:.3f}; "
          f"mean cosine of a sentence's two vectors: {np.mean([u[0] @ u[1] for u in units.values()]):.3f}")


if __name__ == "__main__":
    main()
