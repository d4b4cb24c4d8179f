"""Names in GUM, out of its entities.

GUM marks every mention of an entity, names or not, with determiners, titles and what else belongs to the phrase, and nested ones
("Entity=(8-organization-new-…-University_of_Portsmouth" in the CoNLL-U's last column; Zeldes 2017). A name as Universal NER has it is
what the tags and the tree leave of a mention whose head is a proper noun. Where they don't tell (titles, names within names, nationalities),
words are left open.
"""
import gzip
import re

TYPES = {"person": "PERSON", "organization": "ORGANIZATION", "place": "PLACE"}
PROPER = ("NNP", "NNPS")
# What joins the words of one name.
WITHIN = ("flat", "compound", "goeswith", "amod", "punct", "nummod")
# Tags that a word inside a name may have besides.
INSIDE = (*PROPER, "HYPH", ".", "IN", "DT", "POS", "CD", "CC", "JJ", "NN", "NNS")


def sentences(path):
    """Of each document, its sentences' rows of columns (words only)."""
    found, current = {}, None
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                current = found.setdefault("gum/" + line.split("= ")[1], [])
            elif line.startswith("# sent_id"):
                current.append([])
            elif line and line[0].isdigit() and line.split("\t", 1)[0].isdigit():
                current[-1].append(line.split("\t"))
    return found


def mentions(rows):
    """(first, last, type, title in Wikipedia or none) of each mention, by places in the sentence."""
    out, open_ = [], []
    for place, row in enumerate(rows):
        entity = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for opens, closes in re.findall(r"\(([^()]+)|([^()]*)\)", entity[1]) if entity else ():
            if opens:
                group, kind, *rest = opens.split("-")
                # GRP-etype-infstat-salience-centering-minspan-link-identity
                link = "-".join(rest[5:]) if len(rest) > 5 else ""
                open_.append((group, place, kind, link))
            if closes or not opens:
                group = closes or open_[-1][0]
                at = max((k for k, o in enumerate(open_) if o[0] == group), default=None)
                if at is not None:
                    _, first, kind, link = open_.pop(at)
                    out.append((first, place, kind, link))
    return out


def common(documents):
    """Words that are common nouns somewhere: a mayor, a church. Alone, with a capital, they may be names or not."""
    return {row[1].lower() for found in documents.values() for rows in found for row in rows if row[4] in ("NN", "NNS")}


def names(rows, common):
    """(names, open): each name as (first, last, type), and the places of words of which nothing is said."""
    heads = [int(row[6]) - 1 for row in rows]
    words, xpos, deprel = ([row[k] for row in rows] for k in (1, 4, 7))
    proper = [x in PROPER for x in xpos]
    open_ = {i for i in range(len(rows)) if proper[i] or xpos[i] in ("FW", "AFX")
             or i and words[i][:1].isupper() and xpos[i] in ("JJ", "NN", "NNS", "CD", "DT")}
    taken, found, closed = set(), [], set()
    for first, last, kind, link in sorted(mentions(rows), key=lambda m: m[0] - m[1]):
        head = next((i for i in range(first, last + 1) if not first <= heads[i] <= last), None)
        if kind == "time":
            closed |= set(range(first, last + 1))
        if head is None or not proper[head]:
            continue
        if kind not in TYPES:
            closed.add(head)
            continue
        name = extent(first, last, head, kind, link, heads, words, xpos, deprel)
        if name is None or taken & set(name) or len(name) == 1 and words[head].lower() in common \
                or any(xpos[i] not in INSIDE for i in name):
            continue
        taken |= set(name)
        found.append((name[0], name[-1], TYPES[kind]))
    return found, (open_ - taken) - closed


def extent(first, last, head, kind, link, heads, words, xpos, deprel):
    """The places of the name around a mention's head; None where it's open how far it goes."""
    proper = [x in PROPER for x in xpos]
    whole, more = set(), {head}
    while more:
        whole |= more
        more = {i for i in range(first, last + 1) if i not in whole and heads[i] in whole and proper[i]
                and deprel[i].split(":")[0] in WITHIN}
    start, end = min(whole), max(whole)
    if kind == "person":
        if xpos[head] == "NNPS":
            return None     # a people, or a family
        # What stands before a person's name may be a title, which isn't of the name.
        start = next((i for i in range(start, end + 1) if i == head or deprel[i] == "flat"), start)
    # "University of Portsmouth" is one name where Wikipedia has it as one.
    title = set(re.split(r"[_\W]+", link.lower()))
    while end + 2 <= last and words[end + 1].lower() == "of":
        next_ = end + 2
        while next_ < last and xpos[next_] == "DT":
            next_ += 1
        while next_ < last and proper[next_ + 1]:
            next_ += 1
        if not proper[next_] or words[head].lower() not in title or words[next_].lower() not in title:
            break
        end = next_
    if end < last and words[end + 1].lower() == "of" and any(proper[end + 1:last + 1]):
        return None
    return range(start, end + 1)
