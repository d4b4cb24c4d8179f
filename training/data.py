"""Windows of text with their labels, from records (FORMAT.md)."""
import gzip
import json
import random
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

import numpy as np
import torch

from text import starts_sentence, words

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAMES = ("O", "B-PERSON", "I-PERSON", "B-ORGANIZATION", "I-ORGANIZATION", "B-PLACE", "I-PLACE", "B-GROUP", "I-GROUP")
UPOS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X")
ROLES = ("source", "content")
LONGEST = 384   # pieces in a window, [CLS] and [SEP] included
IGNORE = -100
LAYERS = ("tags", "names", "silver", "upos")


@dataclass
class Doc:
    id: str
    words: list
    pieces: list                    # a tuple of piece ids per word
    tags: list = None               # per word, index into TAGS
    names: list = None              # per word, index into NAMES
    silver: list = None             # the same from another annotator (a program)
    upos: list = None               # per word, index into UPOS
    relations: list = field(default_factory=list)   # (cue word, {source words}, {content words})


def read(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


class Finder:
    def __init__(self, ws):
        self.starts, self.ends = [w.start for w in ws], [w.end for w in ws]

    def __call__(self, start, end):
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))


def label(tags, spans, name, labels):
    for span in spans:
        for k, i in enumerate(span):
            tags[i] = labels.index(("I-" if k else "B-") + name)


def attribution_doc(record, vocabulary, silver=None, straight=False):
    """`straight` writes curly quotation marks straight, as most agencies do; offsets stay."""
    text = record["text"]
    if straight:
        text = text.translate(str.maketrans("“”‘’", "\"\"''"))
    ws = words(text)
    find = Finder(ws)
    doc = Doc(record["id"], ws, [vocabulary.pieces(w.text) for w in ws], tags=[0] * len(ws))
    found = [{r: [find(*s) for s in a[r]] for r in ("source", "cue", "content")} for a in record["attributions"]]
    for role in ("content", "source", "cue"):
        for a in found:
            label(doc.tags, a[role], role, TAGS)
    for a in found:
        cue = [i for span in a["cue"] for i in span]
        if cue:
            doc.relations.append((cue[0], *({i for span in a[r] for i in span} for r in ROLES)))
    if silver:
        kinds = {"PERSON": "PERSON", "ORGANIZATION": "ORGANIZATION", "LOCATION": "PLACE", "MISC": "GROUP"}
        doc.silver, last = [0] * len(ws), None
        for sentence in silver["sentences"]:
            for token in sentence["tokens"]:
                kind = kinds.get(token.get("ner"))
                for i in find(*token["span"]):
                    doc.silver[i] = NAMES.index(("I-" if kind == last else "B-") + kind) if kind else 0
                    last = kind
                last = kind
            last = None
    return doc


def syntax_doc(record, vocabulary):
    """A document with a tag of each word: of the token that it begins in."""
    ws = words(record["text"])
    find = Finder(ws)
    doc = Doc(record["id"], ws, [vocabulary.pieces(w.text) for w in ws], upos=[IGNORE] * len(ws))
    for sentence in record["sentences"]:
        for token in sentence["tokens"]:
            for i in find(*token["span"]):
                if doc.upos[i] == IGNORE and token["upos"] in UPOS:
                    doc.upos[i] = UPOS.index(token["upos"])
    return doc


def names_doc(record, vocabulary, syntax=None):
    ws = words(record["text"])
    find = Finder(ws)
    doc = Doc(record["id"], ws, [vocabulary.pieces(w.text) for w in ws], names=[0] * len(ws))
    if syntax:
        doc.upos = syntax_doc(syntax, vocabulary).upos
    others = [o["span"] if isinstance(o, dict) else o for o in record.get("other_names") or []]
    label(doc.names, [find(*s) for s in others], "GROUP", NAMES)
    for entity in record["entities"]:
        label(doc.names, [find(*m["span"]) for m in entity["mentions"]], entity["type"], NAMES)
    return doc


def cut(doc, longest=LONGEST - 2):
    """(start, end) of consecutive windows that begin where a sentence may."""
    out, start, n = [], 0, len(doc.words)
    while start < n:
        end, size, last = start, 0, None
        while end < n and (end == start or size + len(doc.pieces[end]) <= longest):
            if end > start and starts_sentence(doc.words, end):
                last = end
            size += len(doc.pieces[end])
            end += 1
        if end < n and last:
            end = last
        out.append((start, end))
        start = end
    return out


def tensors(doc, start, end, vocabulary):
    ids, shape, brk, quoted, first = [vocabulary.cls], [0], [0], [0], []
    for i in range(start, end):
        w = doc.words[i]
        first.append(len(ids))
        for k, piece in enumerate(doc.pieces[i][:LONGEST - 2]):
            ids.append(piece)
            shape.append(w.shape)
            brk.append(0 if k else 3 if i == start and w.brk else w.brk)
            quoted.append(w.quoted)
    ids.append(vocabulary.sep)
    for x in (shape, brk, quoted):
        x.append(0)
    item = {"ids": ids, "shape": shape, "brk": brk, "quoted": quoted, "first": first}
    n = end - start
    for key in LAYERS:
        values = getattr(doc, key)
        item[key] = list(values[start:end]) if values else [IGNORE] * n
    item["relations"] = [(c - start, *({i - start for i in s if start <= i < end} for s in sets))
                         for c, *sets in doc.relations if start <= c < end]
    return item


def batch(items):
    """One dictionary of padded tensors."""
    pieces, ws = max(len(i["ids"]) for i in items), max(len(i["first"]) for i in items)
    out = {k: torch.zeros(len(items), pieces, dtype=torch.long) for k in ("ids", "shape", "brk", "quoted")}
    out["mask"] = torch.zeros(len(items), pieces, dtype=torch.bool)
    out["first"] = torch.zeros(len(items), ws, dtype=torch.long)
    for k in LAYERS:
        out[k] = torch.full((len(items), ws), IGNORE, dtype=torch.long)
    for b, item in enumerate(items):
        for k in ("ids", "shape", "brk", "quoted"):
            out[k][b, :len(item[k])] = torch.tensor(item[k])
        out["mask"][b, :len(item["ids"])] = True
        for k in ("first", "tags", "names", "silver"):
            out[k][b, :len(item[k])] = torch.tensor(item[k])
    cues, targets, weights = [], [], []
    for b, item in enumerate(items):
        anyone = [set().union(*(r[k] for r in item["relations"])) if item["relations"] else set() for k in (1, 2)]
        for relation in item["relations"]:
            cues.append((b, relation[0]))
            for k in (0, 1):
                t, w = np.zeros(ws, np.float32), np.zeros(ws, np.float32)
                t[list(relation[k + 1])] = 1
                w[list(anyone[k])] = 1
                targets.append(t)
                weights.append(w)
    out["cues"] = torch.tensor(cues, dtype=torch.long).reshape(-1, 2)
    out["link_targets"] = torch.from_numpy(np.array(targets, np.float32).reshape(len(cues), 2, ws))
    out["link_weights"] = torch.from_numpy(np.array(weights, np.float32).reshape(len(cues), 2, ws))
    return out


def epoch(parts, vocabulary, seed):
    """Batches of one epoch, in random order. `parts` has for each corpus its documents, the share of them that
    an epoch takes, and the pieces in a batch."""
    batches = []
    for k, (docs, share, pieces) in enumerate(parts):
        rng = random.Random(seed * 10 + k)
        batches += part(rng.sample(docs, round(share * len(docs))), vocabulary, rng, pieces)
    random.Random(seed).shuffle(batches)
    return batches


def part(docs, vocabulary, rng, pieces_per_batch):
    """Batches of windows of random greatest length, put together by length."""
    items = []
    for variants in docs:
        doc = rng.choice(variants)
        for start, end in cut(doc, rng.randint(180, LONGEST - 2)):
            items.append(tensors(doc, start, end, vocabulary))
    items.sort(key=lambda item: (len(item["ids"]) + rng.random() * 24, rng.random()))
    batches, now = [], []
    for item in items:
        if now and (len(now) + 1) * max(len(item["ids"]), 64) > pieces_per_batch:
            batches.append(now)
            now = []
        now.append(item)
    batches.append(now)
    return batches
