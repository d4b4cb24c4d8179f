#!/usr/bin/env python3
"""Sources that stand in another sentence than their content: how many get the right source.

    elsewhere.py GOLD.jsonl SYSTEM.jsonl

GOLD is PolNeAR's or the acts corpus' dev set, SYSTEM what `onrecord read --tokens --format jsonl` makes of it.

An attribution counts here where its source has words, and none of them stands in a sentence that its content touches:
"Prices rose again. Wages did not. Lund gave both figures on Monday", "He spoke for an hour. 'We will stay.'" Sentences
are the system's, since the corpora annotate none; they are taken for both sides. Gold and system attributions pair
one to one where their contents share at least half of their tokens (Jaccard), the best first.

* recall: of gold's attributions of this kind, those whose pair has a source that shares a token with gold's.
* precision: of the system's attributions of this kind (those with a pair; a corpus that annotates a sample says nothing
  of the others), those whose source shares a token with gold's. On a corpus that is annotated in full,
  those without a pair count as wrong.
"""
import json
import re
import sys

TOKEN = re.compile(r"\w+|[^\w\s]")


def read(path):
    with open(path, encoding="utf-8") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


def main():
    gold, system = read(sys.argv[1]), read(sys.argv[2])
    correct = of_gold = right = of_system = 0
    for name, record in gold.items():
        if name not in system:
            continue
        whole = not record.get("attributions_partial", False)
        text = record["text"]
        tokens = [match.span() for match in TOKEN.finditer(text)]
        sentences = [sentence["span"] for sentence in system[name]["sentences"]]

        def touched(spans, units):
            return {i for i, (a, b) in enumerate(units) if any(a < end and start < b for start, end in spans)}

        def sides(attributions):
            out = []
            for a in attributions:
                source, content = touched(a["source"], tokens), touched(a["content"], tokens)
                apart = bool(source and content) and not (
                    touched(a["source"], sentences) & touched(a["content"], sentences))
                out.append((source, content, apart))
            return out

        ours = sides(record["attributions"])
        theirs = sides([a for a in system[name]["attributions"] if not a.get("parent")])
        ranked = sorted(
            ((-len(a[1] & b[1]) / len(a[1] | b[1]), i, j)
             for i, a in enumerate(ours) for j, b in enumerate(theirs) if a[1] & b[1]))
        pair_of, taken = {}, {}
        for overlap, i, j in ranked:
            if -overlap >= 0.5 and i not in pair_of and j not in taken:
                pair_of[i], taken[j] = j, i
        for i, (source, _, apart) in enumerate(ours):
            if apart:
                of_gold += 1
                correct += i in pair_of and bool(source & theirs[pair_of[i]][0])
        for j, (source, _, apart) in enumerate(theirs):
            if apart and (j in taken or whole):
                of_system += 1
                right += j in taken and bool(source & ours[taken[j]][0])
    recall = correct / of_gold if of_gold else 0.0
    precision = right / of_system if of_system else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(f"sources in another sentence: P {100 * precision:.2f} ({right} of {of_system}) "
          f"R {100 * recall:.2f} ({correct} of {of_gold}) F1 {100 * f1:.2f}")


if __name__ == "__main__":
    main()
