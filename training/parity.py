#!/usr/bin/env python3
"""Write what `text.py` makes of an invented text, for a test of crates/onrecord-parse to compare its own with.

    python3 parity.py > ../crates/onrecord-parse/src/parity.json
"""
import json

from text import Vocabulary, words
from train import minilm

TEXT = """Norland's “harbour pact” is dead, says U.N. envoy

PORT ALDERY, May 7 (CPA) -- "We won't sign," Ana McAhô said; 'never' again... The Coastal-Front's X-31 «ferry» left at
3:45 p.m. with 1,250 people\u00a0— 12½ % more.

They didn't; cannot, "WON’T", 7pm.
\u200bİstanbul, Straße, e\u0301te\u0301, ﬁn, 東京 and שלום: "Odd
words," he said. NATO_x pneumonoultramicroscopicsilicovolcanoconiosis!"""


def main():
    vocabulary = Vocabulary(minilm() / "vocab.txt")
    number = {old: new for new, old in enumerate(vocabulary.ids.values())}
    found = [[w.start, w.end, w.shape, w.brk, w.quoted, [number[p] for p in vocabulary.pieces(w.text)]] for w in words(TEXT)]
    print(json.dumps({"text": TEXT, "words": found}, ensure_ascii=True))


if __name__ == "__main__":
    main()
