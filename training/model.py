"""The encoder (BERT's architecture, MiniLM's sizes) and its heads. crates/onrecord-parse computes the same."""
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


def mixed():
    """Mixed precision, on processors that have products in bfloat16: elsewhere they are slow."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.ops.mkldnn._is_mkldnn_bf16_supported())


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
        # Faster on processors than torch's own, whose backward pass is slow.
        a = ((q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + mask).softmax(-1) @ v
        x = self.norm1(x + self.out(a.transpose(1, 2).reshape(b, n, d)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x), approximate="tanh"))))


class Encoder(nn.Module):
    def __init__(self, vocabulary=30522, width=384, layers=6, heads=12, inner=1536, positions=512, dropout=0.1):
        super().__init__()
        self.word, self.position = nn.Embedding(vocabulary, width), nn.Embedding(positions, width)
        self.shape, self.brk, self.quoted = (nn.Embedding(n, width) for n in (len(SHAPES), len(BREAKS), 2))
        for e in (self.shape, self.brk, self.quoted):
            nn.init.zeros_(e.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, batch):
        ids = batch["ids"]
        x = self.word(ids) + self.position.weight[:ids.shape[1]] + self.shape(batch["shape"]) \
            + self.brk(batch["brk"]) + self.quoted(batch["quoted"])
        x = self.dropout(self.norm(x))
        mask = torch.where(batch["mask"], 0.0, -1e4)[:, None, None, :]
        if torch.is_autocast_enabled("cpu"):
            mask = mask.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_minilm(self, folder):
        w = load_file(Path(folder) / "model.safetensors")
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        own = {"word.weight": w["embeddings.word_embeddings.weight"],
               "position.weight": w["embeddings.position_embeddings.weight"]
               + w["embeddings.token_type_embeddings.weight"][0]}
        norm = {"weight": "weight", "bias": "bias"}
        for k in norm:
            own[f"norm.{k}"] = w[f"embeddings.LayerNorm.{k}"]
        for i in range(len(self.layers)):
            theirs = f"encoder.layer.{i}."
            for k in norm:
                own[f"layers.{i}.qkv.{k}"] = torch.cat(
                    [w[f"{theirs}attention.self.{x}.{k}"] for x in ("query", "key", "value")])
                for a, b in (("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                             ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                    own[f"layers.{i}.{a}.{k}"] = w[f"{theirs}{b}.{k}"]
        missing = self.load_state_dict(own, strict=False)
        assert not missing.unexpected_keys and all(k.split(".")[0] in ("shape", "brk", "quoted") for k in missing.missing_keys), missing


def bucket(distance):
    """Signed logarithmic bucket of a distance in words: 0 … 2 * DISTANCES."""
    size = torch.clamp(torch.floor(torch.log2(distance.abs().float().clamp(min=1))) + 1, max=DISTANCES)
    return (DISTANCES + torch.where(distance == 0, 0, torch.sign(distance) * size)).long()


ARC, RELATION = 256, 256    # widths of an arc's two ends and of the net that names its relation


class Model(nn.Module):
    """Every head sees a word by its first piece (`first`); tags of tokens also by the token's last (`both`)."""

    def __init__(self, labels, width=384):
        super().__init__()
        self.encoder = Encoder()
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
        self.vector = nn.Linear(width, width)
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
        distance = torch.arange(x.shape[1])[None, :] - cues[:, 1:]
        return torch.einsum("crd,cwrd->crw", q, k) / math.sqrt(LINK) + self.distance(bucket(distance)).permute(0, 2, 1)

    def arcs(self, x, sentence, tokens):
        """(batch, dependent, head) logits; a word as its own head is a root. Heads are words that begin a token
        in the dependent's sentence."""
        d, h = F.gelu(self.dependent(x), approximate="tanh"), F.gelu(self.head(x), approximate="tanh")
        n = x.shape[1]
        scores = torch.einsum("bid,bjd->bij", self.arc(d), h) / math.sqrt(ARC)
        distance = torch.arange(n)[None, :] - torch.arange(n)[:, None]
        scores = scores + self.arc_distance(bucket(distance))[..., 0]
        scores = torch.where(torch.eye(n, dtype=torch.bool), self.root(d), scores)
        allowed = (sentence[:, :, None] == sentence[:, None, :]) & tokens[:, None, :]
        return scores.masked_fill(~allowed, -1e4)

    def relations(self, x, heads):
        """(batch, word, relation) logits for arcs to the given heads; a root's head is itself."""
        upper = x.gather(1, heads[..., None].expand_as(x))
        return self.deprel(F.gelu(self.lower(x) + self.upper(upper), approximate="tanh"))

    def vectors(self, x, sentences):
        """A unit vector of each (batch, first word, word behind the last), as the encoder before fine-tuning had it."""
        means = torch.stack([x[b, a:z].mean(0) for b, a, z in sentences])
        return F.normalize(self.vector(means), dim=-1)

    def coreferent(self, batch, x, mentions=True):
        """What `Coref` needs of a batch that is one document: its tokens' states, places, kinds, forms and
        sentences, and its mentions in tokens."""
        flat = lambda t: torch.cat([row[:n] for row, n in zip(t, lengths)])
        lengths = (batch["starts"] != IGNORE).sum(1).tolist()
        tokens = flat(batch["starts"]) > 0
        place = torch.cumsum(tokens, 0) - 1
        words = torch.arange(len(tokens))[tokens]
        upos = flat(batch["upos"])[tokens]
        kinds = torch.full_like(upos, len(KINDS))
        for k, name in enumerate(KINDS):
            kinds[upos == UPOS.index(name)] = k
        numbers = {}
        forms = torch.tensor([numbers.setdefault(batch["words"][i], len(numbers)) for i in words.tolist()])
        offset = torch.cumsum(torch.tensor([0] + [int(s.max()) + 1 for s in batch["sentence"]])[:-1], 0)
        sentence = flat(batch["sentence"] + offset[:, None])[tokens]
        known = (flat(x)[tokens], words, kinds, forms, sentence)
        if not mentions:
            return known
        return *known, [(int(place[h]), int(place[a]), int(place[z])) for h, a, z, _ in batch["mentions"]], [e for *_, e in batch["mentions"]]

    def losses(self, batch):
        x, both = self(batch)
        x, both = self.dropout(x), self.dropout(both)
        out = {}

        def entropy(key, logits):
            out[key] = F.cross_entropy(logits.flatten(0, 1).float(), batch[key].flatten(), ignore_index=IGNORE)

        for key, head, rows in (("tags", self.tags, x), ("silver", self.silver, x), ("starts", self.starts, x), ("names", self.names, both),
                                ("upos", self.upos, both), ("xpos", self.xpos, both), ("lemma", self.lemma, both)):
            if (batch[key] != IGNORE).any():
                entropy(key, head(rows))
        heads = batch["heads"]
        if (heads != IGNORE).any():
            tokens = batch["starts"] > 0
            entropy("heads", self.arcs(x, batch["sentence"], tokens))
            entropy("deprel", self.relations(x, heads.clamp(min=0)))
        if batch["mentions"]:
            out["coref"], out["reach"] = self.coref.losses(*self.coreferent(batch, x))
        if batch["vectors"] is not None:
            out["vectors"] = (1 - (self.vectors(x, batch["sentences"]) * batch["vectors"]).sum(-1)).mean()
        if len(batch["cues"]):
            weights = batch["link_weights"]
            loss = F.binary_cross_entropy_with_logits(self.links(x, batch["cues"]).float(), batch["link_targets"], weights, reduction="sum")
            out["links"] = loss / weights.sum().clamp(min=1)
        return out
