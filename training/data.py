"""Windows of text with their labels, from records (FORMAT.md)."""
import gzip
import itertools
import json
import multiprocessing
import queue
import random
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np
import torch

import gum_names
from text import SHAPES, starts_sentence, words

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NAMES = ("O", "B-PERSON", "I-PERSON", "B-ORGANIZATION", "I-ORGANIZATION", "B-PLACE", "I-PLACE", "B-GROUP", "I-GROUP")
UPOS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X")
ROLES = ("source", "content")
STARTS = ("joined", "token", "sentence")    # what begins at a word: nothing, a token, a token and a sentence
LONGEST = 384   # pieces in a window, [CLS] and [SEP] included
IGNORE = -100
CASED = {SHAPES.index(s) for s in ("lower", "capital", "upper", "initial", "mixed")}
LAYERS = ("tags", "names", "silver", "starts", "upos", "xpos", "lemma", "heads", "deprel")


@dataclass
class Doc:
    id: str
    words: list
    pieces: list                    # a tuple of piece ids per word
    tags: list = None               # per word, index into TAGS
    names: list = None              # per word, index into NAMES
    silver: list = None             # the same from another annotator (a program)
    starts: list = None             # per word, index into STARTS
    upos: list = None               # per word that begins a token, index into UPOS
    xpos: list = None               # the same, into Labels.xpos
    lemma: list = None              # the same, into Labels.scripts
    heads: list = None              # the same, the word that its token's head begins at (itself at a root)
    deprel: list = None             # the same, into Labels.deprel
    last: list = None               # per word, the last word of the token that begins there
    sentences: list = None          # (first word, word behind the last), for sentence vectors
    vectors: list = None            # of each of these sentences, by the encoder before it was fine-tuned
    mentions: list = None           # (head word, first word, last word, entity) of coreferent mentions
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
        doc.sentences = [(found[0], found[-1] + 1) for sentence in silver["sentences"] if (found := find(*sentence["span"]))]
        for sentence in silver["sentences"]:
            for token in sentence["tokens"]:
                kind = kinds.get(token.get("ner"))
                for i in find(*token["span"]):
                    doc.silver[i] = NAMES.index(("I-" if kind == last else "B-") + kind) if kind else 0
                    last = kind
                last = kind
            last = None
    return doc


def add_mentions(doc, record):
    """Coreferent mentions, each by the word in it whose head lies outside; a second mention with the same head is
    left out, as is one that doesn't begin and end with a token."""
    find, taken = Finder(doc.words), set()
    doc.mentions = []
    for number, entity in enumerate(record["entities"]):
        for mention in entity["mentions"]:
            span = find(*mention["span"])
            heads = [i for i in span if doc.starts[i] and doc.heads[i] != IGNORE and (doc.heads[i] not in span or doc.heads[i] == i)]
            if not heads or heads[0] in taken or not doc.starts[span[0]]:
                continue
            last = max(i for i in span if doc.starts[i])
            taken.add(heads[0])
            doc.mentions.append((heads[0], span[0], last, number))


class Labels:
    """The tags, relations and lemma scripts of the training treebanks, in a fixed order."""

    def __init__(self, records):
        counts = {"xpos": Counter(), "deprel": Counter(), "scripts": Counter()}
        for record in records:
            for sentence in record["sentences"]:
                for token in sentence["tokens"]:
                    counts["xpos"][token["xpos"]] += 1
                    counts["deprel"][token["deprel"]] += 1
                    counts["scripts"][script(form(record, token), token["lemma"])] += 1
        for name, least in (("xpos", 1), ("deprel", 5), ("scripts", 3)):
            setattr(self, name, sorted(k for k, n in counts[name].items() if n >= least and k))


def form(record, token):
    return record["text"][slice(*token["span"])]


def script(form, lemma):
    """How a form becomes its lemma: "case cut+end", case "l" for a lower-cased form and "=" for it as it is."""
    best = None
    for case, base in (("l", form.lower()), ("=", form)):
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        found = f"{case} {len(base) - same}+{lemma[same:]}"
        if best is None or len(base) - same < best[0]:
            best = len(base) - same, found
    return best[1]


def lemma(form, script):
    """The lemma by a script."""
    case, rest = script.split(" ", 1)
    cut, end = rest.split("+", 1)
    base = form.lower() if case == "l" else form
    return (base[:len(base) - int(cut)] if int(cut) <= len(base) else "") + end


def syntax_doc(record, vocabulary, labels):
    """A document with tokens, sentences, tags, lemmas and trees, each on the word that its token begins at."""
    text = record["text"]
    ws = words(text)
    n = len(ws)
    at, until = {w.start: i for i, w in enumerate(ws)}, {w.end: i for i, w in enumerate(ws)}
    doc = Doc(record["id"], ws, [vocabulary.pieces(w.text) for w in ws], starts=[0] * n, last=list(range(n)), sentences=[])
    for name in ("upos", "xpos", "lemma", "heads", "deprel"):
        setattr(doc, name, [IGNORE] * n)
    index = {name: {k: i for i, k in enumerate(getattr(labels, name))} for name in ("xpos", "deprel", "scripts")}
    for sentence in record["sentences"]:
        tokens = sentence["tokens"]
        first = [at.get(t["span"][0]) for t in tokens]
        # A token that our words don't know (half a word) has no labels.
        good = [i is not None and until.get(t["span"][1], -1) >= i for i, t in zip(first, tokens)]
        for k, (i, token) in enumerate(zip(first, tokens)):
            if i is None:
                continue
            doc.starts[i] = 1
            if not good[k]:
                continue
            doc.last[i] = until[token["span"][1]]
            doc.upos[i] = UPOS.index(token["upos"]) if token["upos"] in UPOS else IGNORE
            doc.xpos[i] = index["xpos"].get(token["xpos"], IGNORE)
            doc.lemma[i] = index["scripts"].get(script(form(record, token), token["lemma"]), IGNORE)
            head = token["head"]
            if head == 0 or good[head - 1]:
                doc.heads[i] = first[head - 1] if head else i
                doc.deprel[i] = index["deprel"].get(token["deprel"], IGNORE)
        begin = next((i for i in first if i is not None), None)
        if begin is not None:
            doc.starts[begin] = 2
            doc.sentences.append(begin)
    doc.sentences = list(zip(doc.sentences, doc.sentences[1:] + [n]))
    return doc


def names_doc(record, vocabulary, syntax, labels):
    doc = syntax_doc(syntax, vocabulary, labels)
    find = Finder(doc.words)
    doc.names = [0] * len(doc.words)
    groups = {labels.xpos.index(x) for x in ("JJ", "NNS", "NNPS")}
    for other in record.get("other_names") or []:
        span = find(*(other["span"] if isinstance(other, dict) else other))
        # Nationalities, religions, parties are groups; products and events are left open.
        if any(doc.xpos[i] in groups for i in span):
            label(doc.names, [span], "GROUP", NAMES)
        else:
            for i in span:
                doc.names[i] = IGNORE
    for entity in record["entities"]:
        label(doc.names, [find(*m["span"]) for m in entity["mentions"]], entity["type"], NAMES)
    return doc


def add_names(doc, record, rows, common):
    """Names out of GUM's entities; `rows` are its sentences' columns."""
    find = Finder(doc.words)
    doc.names = [0] * len(doc.words)
    for sentence, rows in zip(record["sentences"], rows):
        spans = [token["span"] for token in sentence["tokens"]]
        found, open_ = gum_names.names(rows, common)
        for i in open_:
            for word in find(*spans[i]):
                doc.names[word] = IGNORE
        for first, last, kind in found:
            label(doc.names, [find(spans[first][0], spans[last][1])], kind, NAMES)


class Swaps:
    """Names put in the place of others of their type, with as many words of the same tags: what a name is should be
    seen from its context, too (as in Dai and Adel 2020, "mention replacement"). The labels stay."""

    SHARE = 0.2     # of the names of a document

    def __init__(self, docs):
        self.others = {}
        for doc in docs:
            for span, key in self.names(doc):
                self.others.setdefault(key, []).append((doc, span))

    @staticmethod
    def names(doc):
        """(words of a name, its type and its tags)."""
        out, at = [], 0
        while at < len(doc.words):
            end = at + 1
            if doc.names[at] > 0 and NAMES[doc.names[at]].startswith("B-"):
                while end < len(doc.words) and NAMES[max(doc.names[end], 0)] == "I-" + NAMES[doc.names[at]][2:]:
                    end += 1
                out.append((range(at, end), (doc.names[at], *doc.xpos[at:end])))
            at = end
        return out

    def __call__(self, doc, rng):
        """The document with some of its names swapped."""
        ws, pieces = list(doc.words), list(doc.pieces)
        for span, key in self.names(doc):
            if rng.random() < self.SHARE:
                other, at = rng.choice(self.others[key])
                for i, j in zip(span, at):
                    ws[i] = replace(doc.words[i], text=other.words[j].text, shape=other.words[j].shape)
                    pieces[i] = other.pieces[j]
        return replace(doc, words=ws, pieces=pieces)


def cut(doc, longest=LONGEST - 2):
    """(start, end) of consecutive windows that begin where a sentence may."""
    out, start, n = [], 0, len(doc.words)
    sure = {i for i, _ in doc.sentences} if doc.starts else None
    while start < n:
        end, size, last = start, 0, None
        while end < n and (end == start or size + len(doc.pieces[end]) <= longest):
            if end > start and (end in sure if sure is not None else starts_sentence(doc.words, end)):
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
    ends = first[1:] + [len(ids) - 1]
    last = doc.last[start:end] if doc.last else range(start, end)
    item["final"] = [ends[min(i, end - 1) - start] - 1 for i in last]
    for key in LAYERS:
        values = getattr(doc, key)
        item[key] = list(values[start:end]) if values else [IGNORE] * n
    if doc.heads:
        inside = lambda h: h if h == IGNORE else h - start if start <= h < end else IGNORE
        item["heads"] = [inside(h) for h in item["heads"]]
    item["sentences"] = [(max(a, start) - start, min(b, end) - start, v) for (a, b), v in zip(doc.sentences or [], doc.vectors or [])
                         if start <= a < end]
    item["words"] = [w.text.lower() for w in doc.words[start:end]] if doc.mentions is not None else None
    item["relations"] = [(c - start, *({i - start for i in s if start <= i < end} for s in sets))
                         for c, *sets in doc.relations if start <= c < end]
    return item


def batch(items):
    """One dictionary of padded arrays, for `moved`."""
    pieces, ws = max(len(i["ids"]) for i in items), max(len(i["first"]) for i in items)
    out = {k: np.zeros((len(items), pieces), np.int64) for k in ("ids", "shape", "brk", "quoted")}
    out["mask"] = np.zeros((len(items), pieces), bool)
    for k in ("first", "final"):
        out[k] = np.zeros((len(items), ws), np.int64)
    out["real"] = np.zeros((len(items), ws), bool)
    for k in LAYERS:
        out[k] = np.full((len(items), ws), IGNORE, np.int64)
    for b, item in enumerate(items):
        for k in ("ids", "shape", "brk", "quoted"):
            out[k][b, :len(item[k])] = item[k]
        out["mask"][b, :len(item["ids"])] = True
        out["real"][b, :len(item["first"])] = True
        for k in ("first", "final", *LAYERS):
            out[k][b, :len(item[k])] = item[k]
    # Which sentence a word stands in, 0 where it isn't known: arcs stay inside.
    out["sentence"] = np.cumsum(out["starts"] == 2, 1) * (out["starts"] != IGNORE)
    has = {k for k in LAYERS if (out[k] != IGNORE).any()}
    vectors = [v for item in items for _, _, v in item["sentences"] if v is not None]
    out["vectors"] = np.array(vectors, np.float32) if vectors else None
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
    out["cues"] = np.array(cues, np.int64).reshape(-1, 2)
    out["link_targets"] = np.array(targets, np.float32).reshape(len(cues), 2, ws)
    out["link_weights"] = np.array(weights, np.float32).reshape(len(cues), 2, ws)
    out["has"] = has
    out["sentences"] = [(b, a, z) for b, item in enumerate(items) for a, z, v in item["sentences"] if v is not None]
    out["mentions"] = None
    if items[0].get("mentions"):
        out["mentions"], out["words"] = items[0]["mentions"], [w for item in items for w in item["words"]]
    return out


def moved(batch, device):
    """The batch's arrays as tensors on a device."""
    return {k: torch.from_numpy(v).to(device) if isinstance(v, np.ndarray) else v for k, v in batch.items()}


def plain_doc(record, vocabulary):
    """A document without labels."""
    ws = words(record["text"])
    return Doc(record["id"], ws, [vocabulary.pieces(w.text) for w in ws])


def whole(doc, vocabulary, rng, longest=LONGEST - 2):
    """One batch of all windows of a document, in order, with its mentions."""
    items = [tensors(doc, start, end, vocabulary) for start, end in cut(doc, rng.randint(longest // 2, longest))]
    items[0]["mentions"] = doc.mentions
    return items


def epoch(parts, vocabulary, seed):
    """Batches of one epoch, in random order. `parts` has for each corpus its documents, the share of them that
    an epoch takes, the pieces in a batch (0: one whole document), and its `Swaps` or none."""
    batches = []
    for k, (docs, share, pieces, swaps) in enumerate(parts):
        rng = random.Random(seed * 10 + k)
        count = round(share * len(docs))
        some = docs * (count // len(docs)) + rng.sample(docs, count % len(docs))
        if pieces:
            batches += part(some, vocabulary, rng, pieces, swaps)
        else:
            batches += [whole(doc, vocabulary, rng) for (doc,) in some]
    random.Random(seed).shuffle(batches)
    return batches


def part(docs, vocabulary, rng, pieces_per_batch, swaps=None, longest=LONGEST - 2):
    """Batches of windows of random greatest length, put together by length; some windows in one case."""
    items = []
    for variants in docs:
        doc = rng.choice(variants)
        doc = swaps(doc, rng) if swaps else doc
        for start, end in cut(doc, rng.randint(longest // 2, longest)):
            item = tensors(doc, start, end, vocabulary)
            if rng.random() < 0.06:
                case = SHAPES.index(rng.choice(("lower", "lower", "upper")))
                item["shape"] = [case if s in CASED else s for s in item["shape"]]
            items.append(item)
    items.sort(key=lambda item: (len(item["ids"]) + rng.random() * 24, rng.random()))
    batches, now = [], []
    for item in items:
        if now and (len(now) + 1) * max(len(item["ids"]), 64) > pieces_per_batch:
            batches.append(now)
            now = []
        now.append(item)
    return batches + [now] if now else batches


class Stream:
    """Batches without end, made ahead by other processes where there are some. Each process makes a tenth of an epoch at a
    time and they take turns, so the batches depend on the seed and the number of processes alone. End it with `close`."""

    def __init__(self, parts, vocabulary, seed, processes=0):
        tenth = [(docs, share / 10, pieces, swaps) for docs, share, pieces, swaps in parts]

        def made(k, of):
            for n in itertools.count(k, of):
                for items in epoch(tenth, vocabulary, seed * 100_000 + n):
                    yield batch(items)

        def put(k, into):
            for b in made(k, processes):
                into.put(b)

        self.at, self.processes = 0, []
        if not processes:
            self.made = made(0, 1)
            return
        fork = multiprocessing.get_context("fork")
        self.queues = [fork.Queue(8) for _ in range(processes)]
        for k, into in enumerate(self.queues):
            self.processes.append(fork.Process(target=put, args=(k, into), daemon=True))
            self.processes[-1].start()

    def __next__(self):
        if not self.processes:
            return next(self.made)
        self.at += 1
        k = self.at % len(self.queues)
        while True:
            try:
                return self.queues[k].get(timeout=5)
            except queue.Empty:
                if not self.processes[k].is_alive():
                    raise RuntimeError("a process that makes batches has ended; its error stands above") from None

    def close(self):
        for process in self.processes:
            process.terminate()
