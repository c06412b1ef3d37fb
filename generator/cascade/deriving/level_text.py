"""The text of all plans of a level, written once with the names of the agency left open.

Plans of one level differ in their agencies' names only. Written once with private characters in
the place of these names, the text of each is filled in a tenth of the time that it takes to
build the plan and to write it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.rulebook.rules import OWN_NAMES
from generator.diagnostics import Span
from generator.plan.emit import certify, is_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.cascade.deriving.rulebook.draft import CutRow, DroppedNode, LostWords
    from generator.diagnostics import Diagnostic
    from generator.plan.model import KeHoach

OPEN = {name: chr(0xE000 + i) for i, name in enumerate(OWN_NAMES)}
"""Stand for an agency's own names: private characters, which no plan may hold."""
OPEN_PLAN = chr(0xE000 + len(OWN_NAMES))
"""Stands for the id of the plan."""
OPEN_HEADER = chr(0xE001 + len(OWN_NAMES))
"""Stands for the name in the comment at the top, which is no value of TOML."""
OPEN_FILE = chr(0xE002 + len(OWN_NAMES))
"""Stands for the plan's file in what a hint says to type."""
_HELD = re.compile(f"([{OPEN['id']}-{OPEN_HEADER}])")


@dataclass
class Derived:
    """A derived plan, its file, what is left to do and what was left out."""

    text: str
    """The TOML, certified: see `generator.plan.emit.is_unedited`."""
    digest: str
    """The digest that the text holds of itself."""
    ma: str
    """Id of the plan."""
    name: str
    """The file name, such as "phuong-dong-kinh.toml"."""
    todo: list[Diagnostic]
    """What the clerk must fill in or check, with places in the new file."""
    dropped: tuple[DroppedNode, ...]
    """Nodes of the plan above that are not in this one, with the rule that left each out."""
    cut: tuple[CutRow, ...]
    """Rows left out of tables whose nodes stay."""
    lost: tuple[LostWords, ...]
    """What is left out though nothing says that it is another's."""
    make: Callable[[], KeHoach] = field(repr=False)

    @cached_property
    def plan(self) -> KeHoach:
        """The plan as a value; made when it is asked for."""
        return self.make()


class LevelText:
    """The text of a level and what is left to do in it, names open."""

    def __init__(self, text: str, left: Sequence[Diagnostic]) -> None:
        self._text = _HELD.split(text)
        self._used = {piece for piece in self._text if _HELD.fullmatch(piece)}
        self._left = [_Open.of(one) for one in left]

    def filled(
        self, names: Mapping[str, str], file: str
    ) -> tuple[str, str, list[Diagnostic]] | None:
        """The certified text, its digest and what is left to do, for names by their characters.

        None where a name would change more than itself: an empty one leaves a key out, one with
        a quote is written otherwise.
        """
        if not all(names[held] and is_plain(names[held]) for held in self._used):
            return None
        text, digest = certify(_fill(self._text, names))
        return text, digest, [one.filled(names, file) for one in self._left]


class _Open(NamedTuple):
    """Something left to do, names open."""

    found: Diagnostic
    message: list[str]
    line: list[str]

    @classmethod
    def of(cls, found: Diagnostic) -> _Open:
        """Take the message and its line apart."""
        assert isinstance(found.span, Span)  # noqa: S101 - all of them stand in the new file
        return cls(found, _HELD.split(found.message), _HELD.split(found.span.text))

    def filled(self, names: Mapping[str, str], file: str) -> Diagnostic:
        """The same for one agency, in its file."""
        place, line = self.found.span, _fill(self.line, names)
        assert isinstance(place, Span)  # noqa: S101 - see above
        span = Span(file, place.line, place.column, len(line) + 1, line)
        hints = tuple(hint.replace(OPEN_FILE, file) for hint in self.found.hints)
        return self.found._replace(message=_fill(self.message, names), span=span, hints=hints)


def _fill(pieces: list[str], names: Mapping[str, str]) -> str:
    if len(pieces) == 1:
        return pieces[0]
    return "".join([names.get(piece, piece) for piece in pieces])


def has_open(text: str) -> bool:
    """Whether a text holds characters that stand for names elsewhere."""
    return _HELD.search(text) is not None


def file_name(unit: str) -> str:
    """The file of the plan of an agency, by its id."""
    return f"{unit.removeprefix('ubnd-')}.toml"


def place_of(folder: str, unit: str) -> str:
    """The path of that file as it is shown."""
    return str(PurePath(folder) / file_name(unit))
