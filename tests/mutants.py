#!/usr/bin/env python3
"""Runs mutation tests: measures how many small wrong changes to the code pass all tests.

    cargo install cargo-mutants
    tests/mutants.py --seed 1 --each 50 --log mutants.jsonl

cargo-mutants lists the mutants; --each of them are sampled from each module with the seed, and each is applied to a copy of
the tree and tested with `cargo test` (without the soak) until the first failure. The log gets a line for each: caught (and by
which test), unviable (it does not compile), timeout, or survived. A stopped run continues with the same log.
"""

import argparse
import json
import math
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parent.parent
MODULES = ["text", "query", "load", "diagnose", "document", "store", "disk", "app", "cli"]
LONGEST = 420  # seconds; a mutant that takes longer goes round in circles


def drawn(module, each, seed):
    """Samples `each` mutants of a module, the same ones for the same code and seed."""
    files = [f"src/{module}.rs", f"src/{module}/**"]
    listing = subprocess.run(
        ["cargo", "mutants", "--list", "--json", *(part for it in files for part in ("-f", it))],
        cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = sorted((it for it in json.loads(listing) if not it["file"].endswith("tests.rs")), key=lambda it: it["name"])
    return random.Random(f"{seed} {module}").sample(found, min(each, len(found)))


def changed(source, mutant):
    """Returns the source with the mutant applied; its span counts lines and characters from one."""
    lines = source.splitlines(keepends=True)
    start, end = mutant["span"]["start"], mutant["span"]["end"]

    def place(at):
        return sum(map(len, lines[:at["line"] - 1])) + at["column"] - 1

    return source[:place(start)] + mutant["replacement"] + source[place(end):]


def judged(tree, target):
    """Tests the tree in its present state."""
    # The longest tests mostly wait, so run more of them at once.
    environment = dict(os.environ, CARGO_TARGET_DIR=target, INSTA_UPDATE="no", RUST_TEST_THREADS="4")
    run = subprocess.Popen(["cargo", "test", "--locked", "--", "--skip", "soak"], cwd=tree, env=environment, text=True, errors="replace",
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    late = threading.Event()

    def stop():
        late.set()
        os.killpg(run.pid, signal.SIGKILL)

    timer = threading.Timer(LONGEST, stop)
    timer.start()
    verdict, by, is_built = "survived", None, False
    for line in run.stdout:
        is_built = is_built or "Running " in line
        if failed := re.match(r"test (\S+).*FAILED", line):
            verdict, by = "caught", failed[1]
            break
        if is_built and line.startswith("error: test failed"):
            verdict, by = "caught", "the end of the process"
            break
        if not is_built and re.match(r"error(\[|:)", line):
            verdict = "unviable"
            break
    timer.cancel()
    if verdict in ("caught", "unviable"):
        try:
            os.killpg(run.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    code = run.wait()
    if verdict == "survived" and code != 0:
        verdict = "timeout" if late.is_set() else "caught"
    return verdict, by


def interval(share, count):
    """Returns the Wilson score interval of a proportion, at 95 %."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return middle - half, middle + half


def told(log):
    """Prints the results of a log."""
    verdicts = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    viable = [it for it in verdicts if it["verdict"] != "unviable"]
    survived = [it for it in viable if it["verdict"] == "survived"]
    for it in survived:
        print(f"survived: {it['name']}")
    if viable:
        low, high = interval(len(survived) / len(viable), len(viable))
        print(f"{len(verdicts)} mutants, {len(viable)} compile, {len(survived)} survived: "
              f"{len(survived) / len(viable):.1%} ({low:.1%} to {high:.1%})")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seed", default="1")
    arguments.add_argument("--each", type=int, default=50, help="mutants of each module")
    arguments.add_argument("--log", type=pathlib.Path, default=pathlib.Path("mutants.jsonl"))
    arguments.add_argument("--again", action="store_true", help="try those again that have survived by the log")
    arguments.add_argument("--module", action="append", choices=MODULES)
    given = arguments.parse_args()
    before = [json.loads(line) for line in given.log.read_text().splitlines()] if given.log.exists() else []
    known = {it["name"] for it in before if not (given.again and it["verdict"] == "survived")}
    # Interleave the modules, so that a stopped run has covered each of them.
    of_modules = [drawn(module, given.each, given.seed) for module in given.module or MODULES]
    mutants = [of[at] for at in range(given.each) for of in of_modules if at < len(of)]
    with tempfile.TemporaryDirectory(prefix="mutants") as folder:
        tree = pathlib.Path(folder, "tree")
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns("target", ".git"))
        target = os.environ.get("CARGO_TARGET_DIR", f"{folder}/target")
        if judged(tree, target)[0] != "survived":
            sys.exit("the tests fail without any change: nothing can be measured")
        for mutant in mutants:
            if mutant["name"] in known:
                continue
            file = tree / mutant["file"]
            source = file.read_text()
            file.write_text(changed(source, mutant))
            verdict, by = judged(tree, target)
            file.write_text(source)
            line = {"name": mutant["name"], "verdict": verdict, "by": by}
            with given.log.open("a") as log:
                log.write(json.dumps(line) + "\n")
            print(f"{verdict}: {mutant['name']}", flush=True)
    told(given.log)


if __name__ == "__main__":
    main()
