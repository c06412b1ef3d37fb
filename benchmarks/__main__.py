"""`python -m benchmarks [FAMILY…]`: measure, print a table, write JSON to output/.

All families: output/bench.json. Some of them: output/bench-FAMILY.json each, so that a
figure of an older run never stands beside one of this run. Figures that miss their
target are marked; `--strict` makes them an exit code of 1. A family that cannot be
measured, or whose engines do not give the same document, gives no figures and exit code 1;
the others go on.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path

from benchmarks import families
from benchmarks.engines.process import RefusedError
from benchmarks.harness import Figure, table, write_json

ROOT = Path(__file__).parent.parent
OUTPUT = ROOT / "output"


def main() -> int:
    known = families.names()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("families", nargs="*", metavar="FAMILY", help=", ".join(known))
    parser.add_argument("--strict", action="store_true", help="exit 1 when a target is missed")
    arguments = parser.parse_args()
    for name in arguments.families:
        if name not in known:
            parser.error(f"no family {name}: {', '.join(known)}")
    chosen = arguments.families or known
    print(_machine())
    everything: list[Figure] = []
    refused = []
    for name in chosen:
        module = import_module(f"benchmarks.families.{name}")
        print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
        with tempfile.TemporaryDirectory(prefix=f"kehoach-bench-{name}-") as scratch:
            try:
                figures = module.measure(Path(scratch))
            except RefusedError as reason:
                print(f"no figures: {reason}", file=sys.stderr, flush=True)
                refused.append(name)
                continue
            except Exception:
                traceback.print_exc()
                refused.append(name)
                continue
        print(table(figures), flush=True)
        if arguments.families:
            write_json(figures, OUTPUT / f"bench-{name}.json")
        everything += figures
    if not arguments.families:
        write_json(everything, OUTPUT / "bench.json")
    missed = [f.name for f in everything if f.target and not f.target.met(f.value)]
    if refused:
        print(f"\nnot measured: {', '.join(refused)}")
    elif not missed:
        print("\nall targets met")
    if missed:
        print(f"\nmissed targets: {', '.join(missed)}")
    return 1 if refused or (missed and arguments.strict) else 0


def _machine() -> str:
    model = "unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text().splitlines()
        model = next((x.partition(": ")[2] for x in lines if x.startswith("model name")), model)
    node = "missing"
    if shutil.which("node"):
        node = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip()
    return (
        f"{model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; "
        f"Python {platform.python_version()}, node {node}"
    )


if __name__ == "__main__":
    sys.exit(main())
