"""A thousand random interleavings of three clerks, an editor, the command line and kill -9.

The same hands as in the tests (tests/hands.py), for longer: after each step the file has to be a
plan and to hold every word that was said to be saved. The figure is the number of lost words.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from benchmarks.harness import Figure, at_most, figure
from tests.hands import Hands

ROOT = Path(__file__).parent.parent.parent
ROUNDS, STEPS = 20, 50


def measure(scratch: Path) -> list[Figure]:
    lost, merged, clashed, killed = [], 0, 0, 0
    for seed in range(100, 100 + ROUNDS):
        root = scratch / str(seed)
        for name in ("templates", "plans"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "kehoach.toml", root)
        hands = Hands(root, random.Random(seed))
        for _step in range(STEPS):
            hands.step()
        lost.append(len(hands.lost()))
        merged, clashed, killed = (
            merged + hands.merged, clashed + hands.clashed, killed + hands.killed
        )  # fmt: skip
    told = f"{ROUNDS} × {STEPS} steps: {merged} merged, {clashed} came back, {killed} killed"
    return [figure("writers.lost.words", lost, "", told, at_most(0))]
