#!/usr/bin/env python3
"""spaCy beside this project: a pipeline of en_core_web_sm's shape, trained on the same treebank and names.

    python3 -m venv spacyvenv && spacyvenv/bin/pip install spacy
    spacyvenv/bin/python figures/spacy_side.py train RUN --minutes 25
    spacyvenv/bin/python figures/spacy_side.py records RUN/model-best ../shared/corpora/ud/ewt-dev.jsonl > system.jsonl
    python3 ../shared/score/syntax.py ../shared/corpora/ud/ewt-dev.jsonl system.jsonl
    python3 ../shared/score/entities.py ../shared/corpora/uner/dev.jsonl system.jsonl --only names
    spacyvenv/bin/python figures/spacy_side.py speed RUN/model-best REPORTS.jsonl --onrecord target/release/onrecord

The shape: a CNN over hashed words, prefixes, suffixes and shapes (width 96, depth 4) that the tagger (XPOS), the
morphologizer (UPOS), the lemmatizer and the transition-based parser (trees and sentences) share, and another of its own
for the names. en_core_web_sm has UPOS and lemmas by tables that were made for OntoNotes' tags; here both are learned (lemmas by edit
trees), since those tables aren't the treebank's. Trained on UD EWT's train set with UNER's names (nationalities left out, as
UNER's dev has none); RUN/model-best is the best by
EWT dev, which favours spaCy a little on that set; RUN/model-last is the mean of the weights when the time was up.

`speed` times both in turns on one core, each in a process of its own: from the program's start to its last record, and for
spaCy also `nlp.pipe` alone, without its start. Words are runs without white space.
"""
import argparse
import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

TOGETHER = 10   # sentences in a training example


def records(path):
    opened = gzip.open if str(path).endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def names_of(path):
    return {r["id"]: [(*m["span"], e["type"]) for e in r["entities"] for m in e["mentions"]] for r in records(path)}


def example(nlp, text, sentences, names):
    """The sentences with their gold words, and beside them the text as spaCy cuts it; None where words overlap."""
    from spacy.tokens import Doc, Span
    from spacy.training import Example
    words, spaces, starts, ends = [], [], {}, {}
    columns = {k: [] for k in ("tags", "pos", "lemmas", "heads", "deps", "sent_starts")}
    last = sentences[0]["span"][0]
    for sentence in sentences:
        base = len(words)
        for k, token in enumerate(sentence["tokens"]):
            start, end = token["span"]
            if start < last or any(c.isspace() for c in text[start:end]):
                return None
            if words:
                spaces.append(start > last)
            starts[start], ends[end] = len(words), len(words) + 1
            words.append(text[start:end])
            columns["tags"].append(token["xpos"])
            columns["pos"].append(token["upos"])
            columns["lemmas"].append(token["lemma"])
            columns["heads"].append(base + token["head"] - 1 if token["head"] else base + k)
            columns["deps"].append("ROOT" if token["head"] == 0 else token["deprel"])
            columns["sent_starts"].append(k == 0)
            last = end
    spaces.append(False)
    gold = Doc(nlp.vocab, words=words, spaces=spaces, **columns)
    gold.set_ents([Span(gold, starts[a], ends[z], label=kind) for a, z, kind in names if a in starts and z in ends])
    try:
        made = Example(nlp.make_doc(text[sentences[0]["span"][0]:last]), gold)
        made.alignment
        return made
    except ValueError:
        return None


def corpus(shared, part):
    """A reader for spaCy's training: `part` of EWT, some sentences together, in another order each time."""
    ewt = records(shared / f"ud/ewt-{part}.jsonl{'.gz' if part == 'train' else ''}")
    names = names_of(shared / f"uner/{part}.jsonl")

    def read(nlp):
        some = [(r, r["sentences"][at:at + TOGETHER]) for r in ewt for at in range(0, len(r["sentences"]), TOGETHER)]
        if part == "train":
            random.shuffle(some)
        made = (example(nlp, r["text"], sentences, names.get(r["id"], [])) for r, sentences in some)
        yield from (e for e in made if e is not None)

    return read


def products_by_numpy():
    """Products by numpy's OpenBLAS, which on some processors is two to three times as fast as the BLIS that spaCy brings."""
    from thinc.api import NumpyOps

    def gemm(self, x, y, out=None, trans1=False, trans2=False):
        return self.xp.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    NumpyOps.gemm = gemm


def train(run, shared, minutes):
    """Trains for some minutes; the best model so far is in RUN/model-best."""
    import spacy
    products_by_numpy()
    from spacy.cli.init_config import init_config
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as loop

    @spacy.registry.readers("onrecord.ewt")
    def reader(part: str):
        return corpus(shared, part)

    run.mkdir(parents=True, exist_ok=True)
    began = time.time()

    @spacy.registry.batchers("onrecord.until")
    def until():
        """Batches by words that grow from 300 to 1,000, until the time is up."""
        from spacy.training.batchers import minibatch_by_words
        from thinc.api import compounding
        sizes = compounding(300, 1000, 1.001)

        def batches(items):
            for batch in minibatch_by_words(items, sizes, tolerance=0.2, discard_oversize=False):
                if time.time() - began > 60 * minutes:
                    raise KeyboardInterrupt
                yield batch
        return batches

    config = init_config(lang="en", pipeline=["tagger", "morphologizer", "trainable_lemmatizer", "parser", "ner"], optimize="efficiency")
    own = json.loads(json.dumps(config["components"]["tok2vec"]["model"]))
    config["components"]["ner"]["model"]["tok2vec"] = own
    for part in ("embed", "encode"):    # the width is given by a reference, which has no place in a copy
        for components in (own, config["components"]["tok2vec"]["model"]):
            components[part]["width"] = 96
    config["corpora"] = {"train": {"@readers": "onrecord.ewt", "part": "train"}, "dev": {"@readers": "onrecord.ewt", "part": "dev"}}
    training = config["training"]
    training["batcher"] = {"@batchers": "onrecord.until"}
    training.update(max_steps=0, max_epochs=0, patience=0, eval_frequency=500, seed=1)
    training["logger"] = {"@loggers": "spacy.ConsoleLogger.v1", "progress_bar": False}
    nlp = init_nlp(config)
    try:
        loop(nlp, run, use_gpu=-1, stdout=sys.stdout, stderr=sys.stderr)
    except KeyboardInterrupt:
        print(f"{minutes} minutes are over", flush=True)


def record(source, doc):
    """What spaCy found, in the project's form (FORMAT.md). White space is no word; what hangs on it hangs on its head."""
    sentences = []
    for sentence in doc.sents:
        kept = [t for t in sentence if not t.is_space]
        number = {t.i: k for k, t in enumerate(kept, 1)}
        tokens = []
        for t in kept:
            head = t.head
            while head.is_space and head.head.i != head.i:
                head = head.head
            tokens.append({"span": [t.idx, t.idx + len(t.text)], "lemma": t.lemma_, "upos": t.pos_, "xpos": t.tag_,
                           "head": 0 if head.i == t.i else number.get(head.i, 0), "deprel": "root" if head.i == t.i else t.dep_})
        if tokens:
            sentences.append({"span": [tokens[0]["span"][0], tokens[-1]["span"][1]], "tokens": tokens})
    entities = [{"id": f"e{k}", "type": e.label_, "name": e.text, "mentions": [{"span": [e.start_char, e.end_char], "form": "name"}]}
                for k, e in enumerate(doc.ents, 1)]
    return {"id": source["id"], "text": source["text"], "sentences": sentences, "entities": entities}


def read(model, path, batch, numpy):
    """Records to standard output, and how long it took without the start to standard error."""
    import spacy
    if numpy:
        products_by_numpy()
    nlp = spacy.load(model)
    sources = records(path)
    alone = of_processor = 0.0
    docs = nlp.pipe((s["text"] for s in sources), batch_size=batch)
    for source in sources:
        at, on = time.perf_counter(), time.process_time()
        doc = next(docs)
        alone, of_processor = alone + time.perf_counter() - at, of_processor + time.process_time() - on
        print(json.dumps(record(source, doc), ensure_ascii=False))
    print(f"pipe {alone:.3f} {of_processor:.3f}", file=sys.stderr)


def timed(command, core):
    """Seconds on the clock, peak memory in MB, and the last line of standard error."""
    began = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        done = subprocess.Popen(["taskset", "-c", str(core), *map(str, command)], stdout=nowhere, stderr=subprocess.PIPE, text=True)
        errors = done.stderr.read()
        _, code, usage = os.wait4(done.pid, 0)
    done.returncode = code
    assert code == 0, errors
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, errors.strip().split("\n")[-1]


def speed(model, path, onrecord, turns, core, batch):
    words = sum(len(s["text"].split()) for s in records(path))
    ours = [onrecord, "read", "--threads", "1", "--from", "jsonl", "--format", "jsonl", "--tokens", path]
    theirs = [sys.executable, __file__, "records", model, path, "--batch", batch]
    found = {}
    for turn in range(turns):
        for name, command in (("onrecord", ours), ("spaCy", theirs), ("spaCy, products by numpy", [*theirs, "--numpy"])):
            wall, cpu, memory, said = timed(command, core)
            found.setdefault(name, []).append((wall, cpu, memory))
            if name != "onrecord":
                found.setdefault(f"{name}, nlp.pipe alone", []).append((float(said.split()[1]), float(said.split()[2]), memory))
            print(f"turn {turn} {name}: {wall:.2f} s on the clock, {cpu:.2f} s of the processor, {memory:.0f} MB, {said}", file=sys.stderr)
    print(f"{words} words, {turns} turns, core {core}\n")
    print("| what | least s | median s | words/s at the least | processor s, least | words/s by it | peak MB |\n|---|---|---|---|---|---|---|")
    for name, rows in found.items():
        walls = [r[0] for r in rows]
        least, cpu = min(walls), min(r[1] for r in rows)
        print(f"| {name} | {least:.2f} | {statistics.median(walls):.2f} | {words / least:,.0f} | {cpu:.2f} | {words / cpu:,.0f} | {max(r[2] for r in rows):.0f} |")
    for name in list(found)[1:]:
        for k, (kind, pick) in ((0, ("least time", min)), (0, ("median time", statistics.median)), (1, ("least processor time", min))):
            print(f"{name}: {kind} / onrecord's = {pick(r[k] for r in found[name]) / pick(r[k] for r in found['onrecord']):.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("train")
    one.add_argument("run", type=Path)
    one.add_argument("--minutes", type=float, default=25)
    one.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared/corpora")
    one = commands.add_parser("records")
    one.add_argument("model")
    one.add_argument("input")
    one.add_argument("--batch", type=int, default=64)
    one.add_argument("--numpy", action="store_true", help="products by numpy instead of BLIS")
    one = commands.add_parser("speed")
    one.add_argument("model")
    one.add_argument("input")
    one.add_argument("--onrecord", required=True)
    one.add_argument("--turns", type=int, default=5)
    one.add_argument("--core", type=int, default=1)
    one.add_argument("--batch", type=int, default=64)
    a = parser.parse_args()
    if a.command == "train":
        train(a.run, a.shared, a.minutes)
    elif a.command == "records":
        read(a.model, a.input, a.batch, a.numpy)
    else:
        speed(a.model, a.input, a.onrecord, a.turns, a.core, a.batch)


if __name__ == "__main__":
    main()
