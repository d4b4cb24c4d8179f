#!/usr/bin/env python3
"""Whether attributions at 0.8 are right in 80 of 100 cases, and the curve that makes it so.

    calibration.py GOLD.jsonl SYSTEM.jsonl [--svg FILE] [--refit crates/onrecord-parse/src/attributions/confidence.rs]

GOLD is PolNeAR's dev set, SYSTEM what `onrecord read --format jsonl` makes of it. An attribution is right where the
corpus' scorer (../shared/score/attributions.py) pairs it as a relation: half of the content, and the source. What has
a parent is left out, as there.

Prints the reliability diagram as a table and the expected calibration error: the mean distance between confidence and
share right over ten bins of equal width, weighed by their sizes.

--refit writes the constants of the logistic curve anew, scaled so that they fit (Platt 1999: two numbers, by Newton's
method on the log loss), and prints the error to expect then, each document held out once in five folds. The program must
be built again after that.
"""
import argparse
import importlib.util
import json
import math
import re
from pathlib import Path

BINS = 10
FOLDS = 5


def scorer():
    path = Path(__file__).resolve().parents[2] / "shared" / "score" / "attributions.py"
    spec = importlib.util.spec_from_file_location("attributions", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(gold_path, system_path):
    """(document's number, confidence, whether it's right) of every attribution of the system's."""
    score = scorer()
    gold, system = score.read(gold_path), score.read(system_path)
    out = []
    for number, (name, _, tokens, ours, theirs) in enumerate(score.documents(gold, system)):
        right = {j for _, j in score.pair(ours, theirs, score.relation)}
        record = system[name]
        kept = [a for a in record["attributions"] if not left_out(a, record, tokens)]
        assert len(kept) == len(theirs), name
        out += [(number, a["confidence"], j in right) for j, a in enumerate(kept)]
    return out


def left_out(attribution, record, tokens):
    """Whether the scorer leaves it out: its content is a part of its parent's."""
    parent = next((a for a in record["attributions"] if a["id"] == attribution.get("parent")), None)
    if parent is None or parent is attribution:
        return False
    content = tokens.touched(attribution["content"])
    return bool(content) and content < tokens.touched(parent["content"])


def bins(items):
    out = []
    for at in range(BINS):
        inside = [(p, ok) for p, ok in items if min(int(p * BINS), BINS - 1) == at]
        if inside:
            out.append((at, len(inside), sum(p for p, _ in inside) / len(inside),
                        sum(ok for _, ok in inside) / len(inside)))
    return out


def error(items):
    return sum(n * abs(p - share) for _, n, p, share in bins(items)) / max(1, len(items))


def logit(p):
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def platt(items):
    """Slope and level of the logistic curve over the confidences' logits."""
    a, b = 1.0, 0.0
    for _ in range(30):
        ga = gb = haa = hab = hbb = 1e-9
        for p, ok in items:
            x = logit(p)
            q = 1 / (1 + math.exp(-(a * x + b)))
            w = q * (1 - q)
            ga, gb = ga + (ok - q) * x, gb + (ok - q)
            haa, hab, hbb = haa + w * x * x, hab + w * x, hbb + w
        det = haa * hbb - hab * hab
        a, b = a + (hbb * ga - hab * gb) / det, b + (haa * gb - hab * ga) / det
    return a, b


def curved(curve, p):
    return 1 / (1 + math.exp(-(curve[0] * logit(p) + curve[1])))


def svg(rows):
    """The diagram: confidence to the right, share right upwards; a circle's area is its bin's size."""
    total = sum(n for _, n, _, _ in rows)
    circles = "".join(
        f'<circle cx="{40 + 300 * p:.1f}" cy="{320 - 300 * share:.1f}" r="{4 + 30 * math.sqrt(n / total):.1f}" '
        f'fill="#2563eb" fill-opacity="0.55"><title>{n} at {p:.2f}: {share:.2f} right</title></circle>'
        for _, n, p, share in rows)
    ticks = "".join(
        f'<text x="{40 + 300 * t / 5:.0f}" y="338" text-anchor="middle">{t / 5:.1f}</text>'
        f'<text x="34" y="{324 - 300 * t / 5:.0f}" text-anchor="end">{t / 5:.1f}</text>' for t in range(6))
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 365" font-family="sans-serif" font-size="11">'
            '<title>Confidence and share right</title><rect width="360" height="365" fill="white"/>'
            '<path d="M40 20V320H340" fill="none" stroke="#444"/><path d="M40 320L340 20" stroke="#999" '
            f'stroke-dasharray="4"/>{circles}{ticks}<text x="190" y="356" text-anchor="middle">confidence</text>'
            '<text x="46" y="16">share right</text></svg>\n')


def refit(path, curve):
    a, b = curve
    text = path.read_text(encoding="utf-8")
    weights = re.search(r"WEIGHTS: \[f32; 5\] = \[([^\]]*)\]", text)
    level = re.search(r"LEVEL: f32 = (-?[\d.]+)", text)
    new = ", ".join(f"{a * float(w):.3f}" for w in weights.group(1).split(",") if w.strip())
    text = text.replace(weights.group(0), f"WEIGHTS: [f32; 5] = [{new}]")
    text = text.replace(level.group(0), f"LEVEL: f32 = {a * float(level.group(1)) + b:.3f}")
    path.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("system")
    parser.add_argument("--svg", type=Path)
    parser.add_argument("--refit", type=Path)
    args = parser.parse_args()
    items = judged(args.gold, args.system)
    plain = [(p, ok) for _, p, ok in items]
    print("| confidence | attributions | mean confidence | right |\n|---|---|---|---|")
    for at, n, p, share in bins(plain):
        print(f"| {at / BINS:.1f} to {(at + 1) / BINS:.1f} | {n} | {p:.3f} | {share:.3f} |")
    print(f"expected calibration error {error(plain):.4f} over {len(plain)} attributions")
    if args.svg:
        args.svg.write_text(svg(bins(plain)), encoding="utf-8")
    if args.refit:
        held = []
        for fold in range(FOLDS):
            curve = platt([(p, ok) for d, p, ok in items if d % FOLDS != fold])
            held += [(curved(curve, p), ok) for d, p, ok in items if d % FOLDS == fold]
        print(f"refitted; error held out in {FOLDS} folds {error(held):.4f}")
        refit(args.refit, platt(plain))


if __name__ == "__main__":
    main()
