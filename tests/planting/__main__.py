"""`python -m tests.planting`: precision and recall of the checker on the planted faults.

`--record` writes anew what is told of each of them (told.json).
"""

from __future__ import annotations

import sys
from collections import Counter

from tests import planting
from tests.planting.told import record
from tests.test_rules import BASES, base, found, judged


def main() -> None:
    hits: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    spare: Counter[str] = Counter()
    for fault in (*planting.FAULTS, *planting.LOOK_ALIKES):
        for name in BASES:
            doc = planting.Docx(base(name))
            try:
                fault.plant(doc)
            except (planting.NotHereError, IndexError, StopIteration):
                continue
            new = set(judged(doc.data()).found) - found(name)
            if fault.code:
                (hits if fault.code in new | found(name) else misses)[fault.code] += 1
            for code in new - {fault.code} - fault.also:
                spare[code] += 1
                print(f"spare  {code} after {fault.name} in {name}")
    for code in sorted({*hits, *misses}):
        print(f"{code}  found {hits[code]:3}  missed {misses[code]:3}  spare {spare[code]:3}")
    right, wrong, lost = hits.total(), spare.total(), misses.total()
    print(
        f"{len(planting.FAULTS)} faults of {len({f.code for f in planting.FAULTS})} rules, "
        f"{len(planting.LOOK_ALIKES)} look-alikes, {right + lost} planted: "
        f"precision {right / (right + wrong):.4f}, recall {right / (right + lost):.4f}"
    )


if __name__ == "__main__":
    record() if "--record" in sys.argv else main()
