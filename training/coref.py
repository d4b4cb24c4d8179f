"""Coreference between head words (Dobrovolskii 2021): which earlier word each word goes on speaking of, and how far
the mention around a head reaches. crates/onrecord-parse computes the same."""
import math

import torch
from torch import nn
from torch.nn import functional as F

MENTION, PAIR, REACH = 192, 192, 64     # widths of the nets for mentions, for pairs and for a mention's ends
DISTANCES = 10                          # buckets of the distance between two heads, in words
KINDS = ("PRON", "PROPN", "NOUN")       # kinds of heads, with all others as a fourth
SHARE = 0.4                             # of a text's tokens, how many may be heads of mentions


def buckets(distance):
    return torch.clamp(torch.floor(torch.log2(distance.float().clamp(min=1))), max=DISTANCES - 1).long()


class Coref(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.mention, self.score = nn.Linear(width, MENTION), nn.Linear(MENTION, 1)
        self.later, self.earlier = nn.Linear(width, PAIR), nn.Linear(width, PAIR)
        self.distance = nn.Embedding(DISTANCES, 1)
        self.kinds = nn.Embedding(2 * (len(KINDS) + 1) ** 2, 1)
        self.begin, self.end, self.reached = (nn.Linear(width, REACH) for _ in range(3))
        self.reach = nn.Embedding(2 * 21, 1)
        for e in (self.distance, self.kinds, self.reach):
            nn.init.zeros_(e.weight)

    def pairs(self, x, words, kinds, forms, kept=None):
        """Scores of the tokens `x` as heads, the kept ones (in order), and (later, earlier) logits between these.
        `words` has each token's place in words, `kinds` an index into KINDS or its length, `forms` a number that
        is the same for the same word."""
        score = self.score(F.gelu(self.mention(x), approximate="tanh"))[:, 0]
        if kept is None:
            kept = score.topk(max(1, int(SHARE * len(x)))).indices.sort().values
        h, s, w, k, f = (t[kept] for t in (x, score, words, kinds, forms))
        logits = self.later(h) @ self.earlier(h).T / math.sqrt(PAIR) + s[:, None] + s[None, :]
        logits = logits + self.distance(buckets(w[:, None] - w[None, :]))[..., 0]
        n = len(KINDS) + 1
        same = (f[:, None] == f[None, :]).long()
        logits = logits + self.kinds((k[:, None] * n + k[None, :]) * 2 + same)[..., 0]
        return kept, logits

    def ends(self, x, heads, words, sentence):
        """(head, token) logits of being the first and the last token of the mention around each head."""
        key = self.reached(x)
        distance = words[None, :] - words[heads][:, None]
        size = torch.clamp(torch.floor(torch.log2(distance.abs().float().clamp(min=1))) + 1, max=10)
        bucket = (10 + torch.where(distance == 0, 0, torch.sign(distance) * size)).long()
        out = []
        for which, net in enumerate((self.begin, self.end)):
            logits = net(x[heads]) @ key.T / math.sqrt(REACH) + self.reach(bucket + 21 * which)[..., 0]
            side = distance <= 0 if which == 0 else distance >= 0
            out.append(logits.masked_fill(~(side & (sentence[None, :] == sentence[heads][:, None])), -1e4))
        return out

    def losses(self, x, words, kinds, forms, sentence, mentions, cluster):
        """`mentions`: (head, first, last) tokens; `cluster`: for each mention its entity."""
        kept, logits = self.pairs(x, words, kinds, forms)
        tensor = lambda numbers: torch.tensor(numbers, device=x.device)
        entity = torch.full((len(x),), -1, dtype=torch.long, device=x.device)
        heads = tensor([m[0] for m in mentions])
        entity[heads] = tensor(cluster)
        e = entity[kept]
        before = torch.ones_like(logits, dtype=torch.bool).tril(-1)
        logits = F.pad(logits.float().masked_fill(~before, -1e4), (1, 0))
        right = (e[:, None] == e[None, :]) & (e[:, None] >= 0) & before
        right = torch.cat([~right.any(1, keepdim=True), right], 1)
        pairs = (logits.logsumexp(1) - logits.masked_fill(~right, -1e4).logsumexp(1)).mean()
        begins, ends = self.ends(x, heads, words, sentence)
        spans = F.cross_entropy(begins.float(), tensor([m[1] for m in mentions])) \
            + F.cross_entropy(ends.float(), tensor([m[2] for m in mentions]))
        return pairs, spans

    def clusters(self, x, words, kinds, forms, sentence):
        """Entities of two or more mentions, as lists of (first, last) tokens."""
        kept, logits = self.pairs(x, words, kinds, forms)
        logits = logits.float().masked_fill(~torch.ones_like(logits).tril(-1).bool(), -1e4)
        best = logits.max(1)
        of, out = {}, []
        for i, (score, j) in enumerate(zip(best.values.tolist(), best.indices.tolist())):
            if i and score > 0:
                if j not in of:
                    of[j] = len(out)
                    out.append([j])
                of[i] = of[j]
                out[of[j]].append(i)
        found = []
        for c in out:
            heads = kept[torch.tensor(c)]
            begins, ends = self.ends(x, heads, words, sentence)
            found.append(list(zip(begins.argmax(1).tolist(), ends.argmax(1).tolist())))
        return found
