"""What all families share: alternating rounds, medians, paired ratios, the table, the JSON.

Other work may run on the same cores, so a figure is the median of at least five
rounds; contenders run A..Z in one round and Z..A in the next, and a ratio is made
within a round, where both sides met the same noise.
"""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

ROUNDS = 7
Round = dict[str, float]
"""Contender → what it needed in this round."""


@dataclass(frozen=True)
class Target:
    """What issue and docs promise of a figure."""

    relation: Literal["≥", "≤"]
    limit: float

    def met(self, value: float) -> bool:
        return value >= self.limit if self.relation == "≥" else value <= self.limit

    def __str__(self) -> str:
        return f"{self.relation} {self.limit:g}"


@dataclass(frozen=True)
class Figure:
    """One line of the table and of the JSON: the median of the rounds, and their spread."""

    name: str
    value: float
    unit: str
    against: str
    """What the figure is compared with, or how it was measured."""
    runs: int
    low: float
    high: float
    target: Target | None = None

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "value": _rounded(self.value),
            "unit": self.unit,
            "against": self.against,
            "runs": self.runs,
            "min": _rounded(self.low),
            "max": _rounded(self.high),
        }


def _rounded(value: float) -> float:
    return float(f"{value:.5g}")


def figure(
    name: str,
    values: Iterable[float],
    unit: str,
    against: str,
    target: Target | None = None,
) -> Figure:
    """The median of one value per round."""
    seen = list(values)
    return Figure(
        name, statistics.median(seen), unit, against, len(seen), min(seen), max(seen), target
    )


def at_least(limit: float) -> Target:
    return Target("≥", limit)


def at_most(limit: float) -> Target:
    return Target("≤", limit)


def alternate(
    contenders: Mapping[str, Callable[[], float]], rounds: int | None = None, passes: int = 1
) -> list[Round]:
    """Run every contender in every round, each pass in the other order than the one before.

    Of several passes the quickest counts: what another process took away in between is
    no property of the contender.
    """
    names = list(contenders)
    seen: list[Round] = []
    order = names
    for _ in range(rounds or ROUNDS):
        took: dict[str, list[float]] = {name: [] for name in names}
        for _ in range(passes):
            for name in order:
                took[name].append(contenders[name]())
            order = order[::-1]
        seen.append({name: min(took[name]) for name in names})
    return seen


def ratios(rounds: Sequence[Round], above: str, below: str) -> list[float]:
    """above ÷ below, round by round."""
    return [r[above] / r[below] for r in rounds]


def table(figures: Sequence[Figure]) -> str:
    """The figures as text, with targets where there are any."""
    rows = [("figure", "median", "unit", "min … max", "runs", "target", "against")]
    for f in figures:
        verdict = (
            "" if f.target is None else f"{f.target} {'ok' if f.target.met(f.value) else 'MISSED'}"
        )
        rows.append(
            (
                f.name,
                _shown(f.value),
                f.unit,
                f"{_shown(f.low)} … {_shown(f.high)}",
                str(f.runs),
                verdict,
                f.against,
            )
        )
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.rjust(width) if i in {1, 4} else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)


def _shown(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}" if value >= 1 else f"{value:.3g}"


def write_json(figures: Sequence[Figure], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([f.as_json() for f in figures], indent=1, ensure_ascii=False)
    path.write_text(text + "\n", "utf-8")
