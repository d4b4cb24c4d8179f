"""Words, pieces and their features, as crates/onrecord-parse computes them at run time.

The two sides must agree letter for letter: `parity.py` writes what a test of that crate compares.
"""
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SHAPES = ("special", "lower", "capital", "upper", "initial", "mixed", "digits", "alphanumeric", "mark", "uncased")
BREAKS = ("none", "space", "line", "paragraph")
LONGEST_WORD = 100  # characters; a longer word is one unknown piece
# Runs of letters that UD's English treebanks write as two words, with the length of the first.
TWO_WORDS = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "im": 1, "ive": 1, "youre": 3, "theyre": 4, "thats": 4,
             "whats": 4, "hes": 2, "shes": 3, "theres": 5, "heres": 4, "itll": 2, "youll": 3, "theyll": 4, "youve": 3,
             "theyve": 4, "alot": 1, "outta": 3}
# What can't follow a possessive: before these "its" is "it's" without its apostrophe.
AFTER_IT_IS = set("""a an the this that my your his her our their not so too just been i you he she we they there in on
at for from to with about like kind""".split())
# What UD cuts from a number before it.
UNITS = {"am", "pm", "k", "m", "b", "bn", "kg", "km", "mm", "cm", "ft", "mph", "kph", "lb", "lbs", "oz", "mg", "ml", "mb", "gb", "kw", "mw"}
# Verbs that take "n't", which UD keeps whole ("do" and "n't").
NEGATED = {"ai", "are", "ca", "could", "did", "do", "does", "had", "has", "have", "is", "must", "need", "should",
           "was", "were", "wo", "would"}


@dataclass
class Word:
    start: int      # code points
    end: int
    text: str
    shape: int      # index into SHAPES
    brk: int        # index into BREAKS: what stands before the word
    quoted: int     # 1 inside double quotation marks (the marks included)


def is_letter(c):
    return unicodedata.category(c)[0] in "LMN"


def shape_of(word):
    first = word[0]
    if not is_letter(first):
        return SHAPES.index("mark")
    digits = sum(c.isnumeric() for c in word)
    if digits == len(word):
        return SHAPES.index("digits")
    if digits:
        return SHAPES.index("alphanumeric")
    upper = sum(c.isupper() for c in word)
    lower = sum(c.islower() for c in word)
    if not upper:
        return SHAPES.index("lower" if lower else "uncased")
    if upper == 1 and first.isupper():
        return SHAPES.index("capital" if lower else "initial")
    return SHAPES.index("mixed" if lower else "upper")


def parts(text, at, end):
    """Where the run of letters text[at:end] is cut into two words, if it is: "don" before "'t", "cannot", "7pm"."""
    run = text[at:end].lower()
    if end - at > 20 or not text[at:end].isascii():
        return ((at, end),)
    cut = TWO_WORDS.get(run, 0)
    if run.endswith("n") and text[end:end + 1] in ("'", "’") and text[end + 1:end + 2] in ("t", "T") \
            and not (end + 2 < len(text) and is_letter(text[end + 2])):
        cut = len(run) - 1
    elif run.endswith("nt") and run[:-2] in NEGATED:
        cut = len(run) - 2
    elif run[0].isascii() and run[0].isdigit() and run.lstrip("0123456789") in UNITS:
        cut = len(run) - len(run.lstrip("0123456789"))
    elif text[at:end] == "Lets":  # few sentences begin with the verb, many with "let's" without its apostrophe
        cut = 3
    elif run == "its" and text[end:end + 1] == " ":
        stop = end + 1
        while stop < len(text) and is_letter(text[stop]):
            stop += 1
        cut = 2 if text[end + 1:stop].lower() in AFTER_IT_IS else 0
    return ((at, at + cut), (at + cut, end)) if cut else ((at, end),)


def words(text):
    """The words of a text: runs of letters, digits and combining marks, some of them cut in two (`parts`); any
    other visible character alone."""
    out, at, n, newlines, gap, inside = [], 0, len(text), 2, False, False
    while at < n:
        c = text[at]
        if c.isspace() or unicodedata.category(c) in ("Cc", "Cf"):
            newlines += c == "\n"
            gap = True
            at += 1
            continue
        end = at + 1
        if is_letter(c):
            while end < n and is_letter(text[end]):
                end += 1
        brk = 3 if newlines >= 2 else 2 if newlines else 1 if gap else 0
        if brk == 3:
            inside = False
        cut = parts(text, at, end) if is_letter(c) else ((at, end),)
        word = text[at:cut[0][1]]
        quoted = inside
        if word in "“«":
            inside = quoted = True
        elif word in "”»":
            inside = False
        elif word == '"':
            quoted = True
            inside = not inside
        out.append(Word(at, cut[0][1], word, shape_of(word), brk, int(quoted)))
        for start, stop in cut[1:]:
            out.append(Word(start, stop, text[start:stop], shape_of(text[start:stop]), 0, int(quoted)))
        at, newlines, gap = end, 0, False
    return out


def is_kept(piece):
    """Whether the weights keep a piece: placeholders and scripts that English texts don't have are left out."""
    return not piece.startswith("[unused") and all(
        c.isascii() or unicodedata.category(c)[0] in "PS" or unicodedata.name(c, "").startswith("LATIN") for c in piece)


class Vocabulary:
    """The pieces of the encoder's vocabulary that are kept, with the numbers that they have before others are left out."""

    def __init__(self, path):
        pieces = Path(path).read_text(encoding="utf-8").split("\n")
        self.ids = {piece: i for i, piece in enumerate(pieces) if piece and is_kept(piece)}
        self.unknown, self.cls, self.sep, self.pad = (self.ids[p] for p in ("[UNK]", "[CLS]", "[SEP]", "[PAD]"))

    @lru_cache(maxsize=200_000)
    def pieces(self, word):
        """Greedy longest match over the lower-cased word without accents (WordPiece; Wu et al. 2016)."""
        word = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        if not word or len(word) > LONGEST_WORD:
            return (self.unknown,)
        out, at = [], 0
        while at < len(word):
            end = len(word)
            while end > at:
                piece = ("##" if at else "") + word[at:end]
                if piece in self.ids:
                    out.append(self.ids[piece])
                    break
                end -= 1
            if end == at:
                return (self.unknown,)
            at = end
        return tuple(out)


def starts_sentence(ws, i):
    """Whether a window may start at word i: after a line's end, or after a full stop before a capital."""
    if i == 0 or ws[i].brk >= 2:
        return True
    if ws[i].brk == 0 or ws[i].shape not in (2, 3, 4, 5, 8):
        return False
    j = i - 1
    while j > 0 and ws[j].text in "\"”»’')]":
        j -= 1
    return ws[j].text in ".!?…"
