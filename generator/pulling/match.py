"""Which unit of an edited file is which of the printed one: by bookmark, by words, by likeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.pulling.units import Unit

ALIKE, SURE = 0.5, 0.75
"""Likeness, 0 to 1, that is enough between the right neighbours, and anywhere."""
NEAR = 3


def is_likely(old: list[Unit], new: list[Unit]) -> bool:
    """Whether a file without any bookmark prints this plan: half of what was printed is in it."""
    said = {unit.text for unit in new}
    printed = [unit.text for unit in old if unit.text]
    return 2 * sum(text in said for text in printed) >= len(printed)


class MatchedUnits:
    """Pairs of (printed, edited) units by their numbers."""

    def __init__(self, old: list[Unit], new: list[Unit]) -> None:
        self.old, self.new = old, new
        self.to_new: dict[int, int] = {}
        self.to_old: dict[int, int] = {}
        self.guessed: set[int] = set()
        """Edited units that were found again without their bookmark."""
        self._by_name()
        self._repair()
        self._by_text()
        self._by_likeness()

    def pair(self, i: int, j: int) -> None:
        """Take a printed and an edited unit for the same."""
        self.to_new[i] = j
        self.to_old[j] = i

    def alike(self, i: int, j: int) -> float:
        """Likeness of two units, from 0 to 1."""
        one, other = self.old[i], self.new[j]
        if one.is_row != other.is_row:
            return 0.0
        if one.text == other.text:
            return 1.0
        # words typed in capitals, or no longer, are the same words
        return ratio(one.text.casefold(), other.text.casefold()) / 100

    def _by_name(self) -> None:
        """A bookmark on several units, or several on one: the likest pair has it."""
        numbers = {name: i for i, unit in enumerate(self.old) for name in unit.names}
        claims = {
            (numbers[name], j)
            for j, unit in enumerate(self.new)
            for name in unit.names
            if name in numbers and (unit.text or not self.old[numbers[name]].text)
        }
        for i, j in sorted(claims, key=lambda c: (-self.alike(*c), c)):
            same_kind = self.old[i].is_row == self.new[j].is_row
            if same_kind and i not in self.to_new and j not in self.to_old:
                self.pair(i, j)

    def _repair(self) -> None:
        """A bookmark that stayed behind when a paragraph was opened before it, or was cut."""
        for i, j in list(self.to_new.items()):
            start = self.new[j].text
            if self.alike(i, j) >= ALIKE or (start and self.old[i].text.startswith(start)):
                continue  # of a paragraph that was cut in two, the first half is the node
            around = range(max(0, j - NEAR), min(len(self.new), j + NEAR + 1))
            free = [k for k in around if k not in self.to_old]
            best = max(free, key=lambda k: self.alike(i, k), default=j)
            if self.alike(i, best) > max(SURE, self.alike(i, j)):
                del self.to_old[j]
                self.pair(i, best)

    def _by_text(self) -> None:
        free: dict[tuple[bool, str], list[int]] = {}
        for j, unit in enumerate(self.new):
            if j not in self.to_old and unit.text:
                free.setdefault((unit.is_row, unit.text), []).append(j)
        for i in self._left():
            found = free.get((self.old[i].is_row, self.old[i].text))
            if found:
                lower, upper = self._gap(i)
                inside = [j for j in found if lower < j < upper]
                self._guess(i, (inside or found)[0])
                found.remove(self.to_new[i])

    def _by_likeness(self) -> None:
        claims = []
        free = [j for j in range(len(self.new)) if j not in self.to_old and self.new[j].text]
        for i in self._left():
            lower, upper = self._gap(i)
            for j in free:
                least = ALIKE if lower < j < upper else SURE
                if (score := self.alike(i, j)) >= least:
                    claims.append((score, i, j))
        for _score, i, j in sorted(claims, key=lambda c: (-c[0], c[1], c[2])):
            if i not in self.to_new and j not in self.to_old:
                self._guess(i, j)

    def _guess(self, i: int, j: int) -> None:
        self.pair(i, j)
        if self.old[i].names:
            self.guessed.add(j)

    def _left(self) -> Iterator[int]:
        return (i for i, unit in enumerate(self.old) if i not in self.to_new and unit.text)

    def _gap(self, i: int) -> tuple[int, int]:
        """Between which edited units a printed one should stand."""
        before = next((self.to_new[k] for k in range(i - 1, -1, -1) if k in self.to_new), -1)
        after = next(
            (self.to_new[k] for k in range(i + 1, len(self.old)) if k in self.to_new), len(self.new)
        )
        return before, after
