#!/usr/bin/env python3
"""How the cost of `onrecord read` grows: with a text's length, with threads; and its speed and memory.

    python3 figures/cost.py target/release/onrecord ../shared/corpora/wire/reports.jsonl [--turns 3] [--core 0]

* speed: the first 100 reports on one core (words are runs without white space).
* length: the longest of the first 100 reports, once in each of 16 inputs, twice in each of 8, and so on to 16 times in one: the
  same words in each run.
* threads: the first 100 reports with 1 and with 2 threads.
* memory: all reports with 2 threads, written as JSON Lines.

Runs are in turns; the least of each is given, on the clock and of the processor. Beside other work the second is what to look at.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def timed(command):
    """Seconds on the clock, of the processor, and peak memory in MB."""
    began = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        _, code, usage = os.wait4(process.pid, 0)
    process.returncode = code
    assert code == 0, command
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("reports", type=Path)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--core", type=int, default=0)
    a = parser.parse_args()
    reports = [json.loads(line) for line in a.reports.read_text(encoding="utf-8").splitlines()]
    some = reports[:100]
    longest = max(some, key=lambda r: len(r["text"].split()))
    size = len(longest["text"].split())
    words = sum(len(r["text"].split()) for r in some)
    with tempfile.TemporaryDirectory() as folder:
        def saved(name, rows):
            path = Path(folder) / f"{name}.jsonl"
            path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
            return path

        def read(path, threads, pinned=True):
            command = [a.program, "read", "--format", "jsonl", "--threads", str(threads), str(path)]
            return ["taskset", "-c", str(a.core), *command] if pinned else command

        hundred = saved("hundred", some)
        runs = {"100 reports, 1 thread, one core": (read(hundred, 1), words),
                "100 reports, 1 thread": (read(hundred, 1, False), words), "100 reports, 2 threads": (read(hundred, 2, False), words)}
        for times in (1, 2, 4, 8, 16):
            rows = [dict(longest, id=f"r{n}", text="\n\n".join([longest["text"].strip()] * times)) for n in range(16 // times)]
            runs[f"{16 // times} × a text of {size * times} words"] = read(saved(f"by{times}", rows), 1), 16 * size
        found = {name: [] for name in runs}
        for turn in range(a.turns):
            for name, (command, _) in runs.items():
                found[name].append(timed(command))
                print(f"turn {turn}: {name}: %.2f s on the clock, %.2f s of the processor, %.0f MB" % found[name][-1], file=sys.stderr)
        runs["all reports, 2 threads"] = None, sum(len(r["text"].split()) for r in reports)
        found["all reports, 2 threads"] = [timed(read(a.reports, 2, False))]
    print("| run | words | s on the clock | words/s | s of the processor | words/s by it | peak MB |\n|---|---|---|---|---|---|---|")
    for name, rows in found.items():
        count, (wall, cpu, memory) = runs[name][1], (min(r[0] for r in rows), min(r[1] for r in rows), max(r[2] for r in rows))
        print(f"| {name} | {count:,} | {wall:.2f} | {count / wall:,.0f} | {cpu:.2f} | {count / cpu:,.0f} | {memory:.0f} |")


if __name__ == "__main__":
    main()
