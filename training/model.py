"""The encoder (BERT's architecture, MiniLM's sizes) and its heads. crates/onrecord-parse computes the same."""
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from data import IGNORE, NAMES, ROLES, TAGS, UPOS
from text import BREAKS, SHAPES

LINK = 64           # width of a link's query and key
DISTANCES = 10      # buckets of the distance between a cue and a word, to each side


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
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.dropout(self.out(a.transpose(1, 2).reshape(b, n, d))))
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
        mask = batch["mask"][:, None, None, :]
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


class Model(nn.Module):
    def __init__(self, width=384):
        super().__init__()
        self.encoder = Encoder()
        self.dropout = nn.Dropout(0.1)
        self.tags, self.names, self.silver = nn.Linear(width, len(TAGS)), nn.Linear(width, len(NAMES)), nn.Linear(width, len(NAMES))
        self.upos = nn.Linear(width, len(UPOS))
        self.cue, self.word = nn.Linear(width, len(ROLES) * LINK), nn.Linear(width, len(ROLES) * LINK)
        self.distance = nn.Embedding(2 * DISTANCES + 1, len(ROLES))
        nn.init.zeros_(self.distance.weight)

    def forward(self, batch):
        """The encoder's state of each word's first piece."""
        x = self.encoder(batch).float()
        return x.gather(1, batch["first"][..., None].expand(-1, -1, x.shape[-1]))

    def links(self, x, cues):
        """(cue, role, word) logits: does the word stand in that role of the cue's attribution?"""
        q = self.cue(x[cues[:, 0], cues[:, 1]]).view(len(cues), len(ROLES), LINK)
        k = self.word(x).view(*x.shape[:2], len(ROLES), LINK)[cues[:, 0]]
        distance = torch.arange(x.shape[1])[None, :] - cues[:, 1:]
        return torch.einsum("crd,cwrd->crw", q, k) / math.sqrt(LINK) + self.distance(bucket(distance)).permute(0, 2, 1)

    def losses(self, batch):
        x = self.dropout(self(batch))
        out = {}
        for key, head in (("tags", self.tags), ("names", self.names), ("silver", self.silver), ("upos", self.upos)):
            if (batch[key] != IGNORE).any():
                out[key] = F.cross_entropy(head(x).flatten(0, 1), batch[key].flatten(), ignore_index=IGNORE)
        if len(batch["cues"]):
            weights = batch["link_weights"]
            loss = F.binary_cross_entropy_with_logits(self.links(x, batch["cues"]), batch["link_targets"], weights, reduction="sum")
            out["links"] = loss / weights.sum().clamp(min=1)
        return out
