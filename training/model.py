"""The encoder (BERT's architecture, MiniLM's sizes) and its heads, which crates/onrecord-parse computes too; and a larger
encoder (MPNet's) to teach it."""
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from coref import KINDS, Coref
from data import IGNORE, NAMES, ROLES, STARTS, TAGS, UPOS
from text import BREAKS, SHAPES

LINK = 64           # width of a link's query and key
DISTANCES = 10      # buckets of the distance between a cue and a word, to each side


def mixed(device="cpu"):
    """Mixed precision, on devices that have products in bfloat16: elsewhere they are slow."""
    return torch.autocast(str(device), torch.bfloat16, enabled=str(device) != "cpu" or torch.ops.mkldnn._is_mkldnn_bf16_supported())


class Layer(nn.Module):
    def __init__(self, width, heads, inner, dropout):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        if x.is_cuda:
            a = F.scaled_dot_product_attention(q, k, v, mask)
        else:  # faster on processors than torch's own, whose backward pass is slow
            a = ((q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + mask).softmax(-1) @ v
        x = self.norm1(x + self.out(a.transpose(1, 2).reshape(b, n, d)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x), approximate="tanh"))))


RELATIVE = 32       # buckets of the distance between two pieces, in MPNet's attention


def relative(distance):
    """The bucket of the distance from a piece to another, as MPNet (Song et al. 2020) has it after T5: half of them for
    each side, of these half exact and the rest logarithmic to 128."""
    half, exact = RELATIVE // 2, RELATIVE // 4
    size = distance.abs()
    far = exact + (torch.log(size.float().clamp(min=1) / exact) / math.log(128 / exact) * (half - exact)).long()
    return (distance < 0) * half + torch.where(size < exact, size, far.clamp(max=half - 1))


class Encoder(nn.Module):
    def __init__(self, vocabulary=30522, width=384, layers=6, heads=12, inner=1536, positions=512, dropout=0.1, relative=False):
        super().__init__()
        self.width = width
        self.word, self.position = nn.Embedding(vocabulary, width), nn.Embedding(positions, width)
        self.shape, self.brk, self.quoted = (nn.Embedding(n, width) for n in (len(SHAPES), len(BREAKS), 2))
        for e in (self.shape, self.brk, self.quoted):
            nn.init.zeros_(e.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.relative = nn.Embedding(RELATIVE, heads) if relative else None

    @classmethod
    def larger(cls):
        """Of the size of all-mpnet-base-v2."""
        return cls(width=768, layers=12, inner=3072, relative=True)

    def forward(self, batch):
        ids = batch["ids"]
        x = self.word(ids) + self.position.weight[:ids.shape[1]] + self.shape(batch["shape"]) \
            + self.brk(batch["brk"]) + self.quoted(batch["quoted"])
        x = self.dropout(self.norm(x))
        mask = torch.where(batch["mask"], 0.0, -1e4)[:, None, None, :]
        if self.relative is not None:
            at = torch.arange(ids.shape[1], device=ids.device)
            mask = mask + self.relative(relative(at[:, None] - at[None, :])).permute(2, 0, 1)
        if torch.is_autocast_enabled(ids.device.type):
            mask = mask.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_minilm(self, folder):
        w = load_file(Path(folder) / "model.safetensors")
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        position = w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        names = [f"attention.self.{x}" for x in ("query", "key", "value")], "attention.output.dense", "attention.output.LayerNorm"
        self.take(w, {"word.weight": w["embeddings.word_embeddings.weight"], "position.weight": position}, *names)

    def load_mpnet(self, folder, vocabulary):
        """all-mpnet-base-v2's parameters, its word pieces in the order of MiniLM's `vocabulary` file."""
        w = {k.removeprefix("mpnet."): v for k, v in load_file(Path(folder) / "model.safetensors").items()}
        pieces = lambda path: Path(path).read_text(encoding="utf-8").split("\n")
        theirs = {piece: i for i, piece in enumerate(pieces(Path(folder) / "vocab.txt"))}
        named = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
        rows = [theirs.get(named.get(piece, piece), theirs["[UNK]"]) for piece in pieces(vocabulary) if piece]
        own = {"word.weight": w["embeddings.word_embeddings.weight"][rows], "position.weight": w["embeddings.position_embeddings.weight"][2:],
               "relative.weight": w["encoder.relative_attention_bias.weight"]}
        self.take(w, own, [f"attention.attn.{x}" for x in "qkv"], "attention.attn.o", "attention.LayerNorm")

    def take(self, w, own, qkv, out, norm1):
        """Parameters by name: `own` as they are, and the layers' out of `w`, whose attention has the names given. Only those of
        what we add may be missing."""
        for k in ("weight", "bias"):
            own[f"norm.{k}"] = w[f"embeddings.LayerNorm.{k}"]
            for i in range(len(self.layers)):
                theirs = f"encoder.layer.{i}."
                own[f"layers.{i}.qkv.{k}"] = torch.cat([w[f"{theirs}{x}.{k}"] for x in qkv])
                for a, b in (("out", out), ("norm1", norm1), ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                    own[f"layers.{i}.{a}.{k}"] = w[f"{theirs}{b}.{k}"]
        missing = self.load_state_dict(own, strict=False)
        assert not missing.unexpected_keys and all(k.split(".")[0] in ("shape", "brk", "quoted") for k in missing.missing_keys), missing


def bucket(distance):
    """Signed logarithmic bucket of a distance in words: 0 … 2 * DISTANCES."""
    size = torch.clamp(torch.floor(torch.log2(distance.abs().float().clamp(min=1))) + 1, max=DISTANCES)
    return (DISTANCES + torch.where(distance == 0, 0, torch.sign(distance) * size)).long()


ARC, RELATION = 256, 256    # widths of an arc's two ends and of the net that names its relation
VECTOR = 384                # numbers in a sentence vector


class Model(nn.Module):
    """Every head sees a word by its first piece (`first`); tags of tokens also by the token's last (`both`)."""

    def __init__(self, labels, encoder=None):
        super().__init__()
        self.encoder = encoder or Encoder()
        width = self.encoder.width
        self.dropout = nn.Dropout(0.1)
        self.tags, self.silver = nn.Linear(width, len(TAGS)), nn.Linear(width, len(NAMES))
        self.starts = nn.Linear(width, len(STARTS))
        self.names = nn.Linear(2 * width, len(NAMES))
        self.upos, self.xpos = nn.Linear(2 * width, len(UPOS)), nn.Linear(2 * width, len(labels.xpos))
        self.lemma = nn.Linear(2 * width, len(labels.scripts))
        self.dependent, self.head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.arc, self.root = nn.Linear(ARC, ARC), nn.Linear(ARC, 1)
        self.arc_distance = nn.Embedding(2 * DISTANCES + 1, 1)
        self.lower, self.upper = nn.Linear(width, RELATION), nn.Linear(width, RELATION)
        self.deprel = nn.Linear(RELATION, len(labels.deprel))
        self.vector = nn.Linear(width, VECTOR)
        self.coref = Coref(width)
        self.cue, self.word = nn.Linear(width, len(ROLES) * LINK), nn.Linear(width, len(ROLES) * LINK)
        self.distance = nn.Embedding(2 * DISTANCES + 1, len(ROLES))
        nn.init.zeros_(self.distance.weight)
        nn.init.zeros_(self.arc_distance.weight)

    def forward(self, batch):
        """The encoder's state of each word's first piece, and beside it that of its token's last."""
        x = self.encoder(batch).float()
        first, final = (x.gather(1, batch[k][..., None].expand(-1, -1, x.shape[-1])) for k in ("first", "final"))
        return first, torch.cat([first, final], -1)

    def links(self, x, cues):
        """(cue, role, word) logits: does the word stand in that role of the cue's attribution?"""
        q = self.cue(x[cues[:, 0], cues[:, 1]]).view(len(cues), len(ROLES), LINK)
        k = self.word(x).view(*x.shape[:2], len(ROLES), LINK)[cues[:, 0]]
        distance = torch.arange(x.shape[1], device=x.device)[None, :] - cues[:, 1:]
        return torch.einsum("crd,cwrd->crw", q, k) / math.sqrt(LINK) + self.distance(bucket(distance)).permute(0, 2, 1)

    def arcs(self, x, sentence, tokens):
        """(batch, dependent, head) logits; a word as its own head is a root. Heads are words that begin a token
        in the dependent's sentence."""
        d, h = F.gelu(self.dependent(x), approximate="tanh"), F.gelu(self.head(x), approximate="tanh")
        n = x.shape[1]
        scores = torch.einsum("bid,bjd->bij", self.arc(d), h) / math.sqrt(ARC)
        at = torch.arange(n, device=x.device)
        distance = at[None, :] - at[:, None]
        scores = scores + self.arc_distance(bucket(distance))[..., 0]
        scores = torch.where(distance == 0, self.root(d), scores)
        allowed = (sentence[:, :, None] == sentence[:, None, :]) & tokens[:, None, :]
        return scores.masked_fill(~allowed, -1e4)

    def relations(self, x, heads):
        """(batch, word, relation) logits for arcs to the given heads; a root's head is itself."""
        upper = x.gather(1, heads[..., None].expand_as(x))
        return self.deprel(F.gelu(self.lower(x) + self.upper(upper), approximate="tanh"))

    def vectors(self, x, sentences):
        """A unit vector of each (batch, first word, word behind the last), as the encoder before fine-tuning had it."""
        row, start, end = (torch.tensor(k, device=x.device) for k in zip(*sentences))
        sums = F.pad(x.float().cumsum(1), (0, 0, 1, 0))
        means = (sums[row, end] - sums[row, start]) / (end - start)[:, None]
        return F.normalize(self.vector(means), dim=-1)

    def coreferent(self, batch, x, mentions=True):
        """What `Coref` needs of a batch that is one document: its tokens' states, places, kinds, forms and
        sentences, and its mentions in tokens."""
        lengths = (batch["starts"] != IGNORE).sum(1).tolist()
        flat = lambda t: torch.cat([row[:n] for row, n in zip(t, lengths)])
        starts = flat(batch["starts"]).cpu()
        tokens = starts > 0
        place = torch.cumsum(tokens, 0) - 1
        words = torch.arange(len(tokens))[tokens]
        upos = flat(batch["upos"]).cpu()[tokens]
        kinds = torch.full_like(upos, len(KINDS))
        for k, name in enumerate(KINDS):
            kinds[upos == UPOS.index(name)] = k
        numbers = {}
        forms = torch.tensor([numbers.setdefault(batch["words"][i], len(numbers)) for i in words.tolist()])
        sentence = torch.cumsum(starts == 2, 0)[tokens]
        tokens, *rest = (t.to(x.device) for t in (tokens, words, kinds, forms, sentence))
        known = (flat(x)[tokens], *rest)
        if not mentions:
            return known
        return *known, [(int(place[h]), int(place[a]), int(place[z])) for h, a, z, _ in batch["mentions"]], [e for *_, e in batch["mentions"]]

    def losses(self, batch, teacher=None):
        """Of the labels that a batch has; and, beside a teacher, how far what this model says of the batch is from
        what the teacher says of it (`taught.` and the head's name)."""
        x, both = self(batch)
        x, both = self.dropout(x), self.dropout(both)
        out = {}

        def entropy(key, logits):
            out[key] = F.cross_entropy(logits.flatten(0, 1).float(), batch[key].flatten(), ignore_index=IGNORE)

        for key, head, rows in (("tags", self.tags, x), ("silver", self.silver, x), ("starts", self.starts, x), ("names", self.names, both),
                                ("upos", self.upos, both), ("xpos", self.xpos, both), ("lemma", self.lemma, both)):
            if key in batch["has"]:
                entropy(key, head(rows))
        if "heads" in batch["has"]:
            entropy("heads", self.arcs(x, batch["sentence"], batch["starts"] > 0))
            entropy("deprel", self.relations(x, batch["heads"].clamp(min=0)))
        if batch["mentions"]:
            out["coref"], out["reach"] = self.coref.losses(*self.coreferent(batch, x))
        if batch["vectors"] is not None:
            out["vectors"] = (1 - (self.vectors(x, batch["sentences"]) * batch["vectors"]).sum(-1)).mean()
        if len(batch["cues"]):
            weights = batch["link_weights"]
            loss = F.binary_cross_entropy_with_logits(self.links(x, batch["cues"]).float(), batch["link_targets"], weights, reduction="sum")
            out["links"] = loss / weights.sum().clamp(min=1)
        if teacher is not None:
            out.update({f"taught.{k}": v for k, v in taught(self, teacher, batch, x, both).items()})
        return out


def taught(model, teacher, batch, x, both):
    """Distances of a model's answers from its teacher's (Hinton et al. 2015, at temperature 1), in nats a word, arc or cue."""
    with torch.no_grad():
        tx, tboth = teacher(batch)
    real = batch["real"]
    out = {}

    def apart(key, ours, theirs, rows):
        ours, theirs = ours.float().log_softmax(-1), theirs.float().softmax(-1)
        out[key] = F.kl_div(ours, theirs, reduction="none").sum(-1)[rows].sum() / rows.sum().clamp(min=1)

    with torch.no_grad():
        starts = teacher.starts(tx)
        begins = torch.where(batch["starts"] == IGNORE, starts.argmax(-1) * real, batch["starts"])
        # A window begins a sentence.
        begins[:, 0] = 2
        tokens, sentence = begins > 0, torch.cumsum(begins == 2, 1) * real
        arcs = teacher.arcs(tx, sentence, tokens)
        heads = arcs.argmax(-1)
        tags = teacher.tags(tx)
    apart("starts", model.starts(x), starts, real)
    apart("tags", model.tags(x), tags, real)
    for key in ("names", "upos", "xpos", "lemma"):
        with torch.no_grad():
            theirs = getattr(teacher, key)(tboth)
        apart(key, getattr(model, key)(both), theirs, real if key == "names" else real & tokens)
    apart("heads", model.arcs(x, sentence, tokens), arcs, real & tokens)
    with torch.no_grad():
        relations = teacher.relations(tx, heads)
    apart("deprel", model.relations(x, heads), relations, real & tokens)
    cues = (tags.argmax(-1) == TAGS.index("B-cue")).logical_and(real).nonzero()
    if len(cues):
        with torch.no_grad():
            theirs = teacher.links(tx, cues).float().sigmoid()
            roles = torch.stack([tags.argmax(-1).sub(TAGS.index(f"B-{r}")).div(2, rounding_mode="floor") == 0 for r in ROLES], 1)
            rows = roles[cues[:, 0]].float()
        loss = F.binary_cross_entropy_with_logits(model.links(x, cues).float(), theirs, rows, reduction="sum")
        out["links"] = loss / rows.sum().clamp(min=1)
    if batch["mentions"]:
        ours, theirs = (m.coreferent(batch, states, mentions=False) for m, states in ((model, x), (teacher, tx)))
        kept, logits = model.coref.pairs(*ours[:4])
        with torch.no_grad():
            of = teacher.coref.pairs(*theirs[:4], kept)[1]
        before = torch.ones_like(logits, dtype=torch.bool).tril(-1)
        ours, theirs = (F.pad(l.float().masked_fill(~before, -1e4), (1, 0)) for l in (logits, of))
        apart("coref", ours, theirs, torch.ones(len(ours), dtype=torch.bool, device=x.device))
    return out
