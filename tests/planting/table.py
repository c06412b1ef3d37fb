"""The table of faults and of look-alikes, and how a sentence is added to a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.planting.parts import body_all
from tests.planting.surgery import Docx, text_of, write


class Fault(NamedTuple):
    name: str
    code: str
    plant: Callable[[Docx], object]
    also: frozenset[str] = frozenset()
    """Codes that come of it by necessity."""


FAULTS: list[Fault] = []
LOOK_ALIKES: list[Fault] = []


def fault(code: str, *also: str) -> Callable[[Callable[[Docx], object]], Callable[[Docx], object]]:
    def take(plant: Callable[[Docx], object]) -> Callable[[Docx], object]:
        FAULTS.append(Fault(plant.__name__, code, plant, frozenset(also)))
        return plant

    return take


def add(name: str, code: str, plant: Callable[[Docx], object], *also: str) -> None:
    FAULTS.append(Fault(name, code, plant, frozenset(also)))


def fine(plant: Callable[[Docx], object]) -> Callable[[Docx], object]:
    LOOK_ALIKES.append(Fault(plant.__name__, "", plant))
    return plant


def say(sentence: str) -> Callable[[Docx], None]:
    """A sentence more in a paragraph of the text."""

    def plant(d: Docx) -> None:
        p = body_all(d)[-1]
        whole = text_of(p)
        tail = whole[-3:] if whole.endswith("./.") else "."
        write(p, whole.rstrip("./;:") + ". " + sentence + tail)

    return plant
