"""Who changes and when: the one maker of revision elements, and of their ids."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lxml import etree

from generator.redline.revision_names import w
from generator.surroundings import surroundings

if TYPE_CHECKING:
    from generator.ooxml.elements import Element

_ID, _AUTHOR, _DATE = w("id"), w("author"), w("date")
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)


class Author:
    """A name, a moment, and a counter of ids that starts above all ids of the document."""

    def __init__(self, name: str, date: datetime, first: int = 1) -> None:
        self.name = name
        self.date = date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.first = first
        self._next = first
        self.moment = date

    @property
    def used(self) -> bool:
        """Whether anything was marked."""
        return self._next > self.first

    def again(self) -> Author:
        """The same author at the first id."""
        return Author(self.name, self.moment, self.first)

    def next_id(self) -> str:
        """An id nothing else has."""
        self._next += 1
        return str(self._next - 1)

    def revision(self, name: str) -> Element:
        """A revision element `w:name` with id, author and date."""
        made = etree.Element(w(name))
        made.set(_ID, self.next_id())
        made.set(_AUTHOR, self.name)
        made.set(_DATE, self.date)
        return made


def moment(date: datetime | None) -> datetime:
    """The date of the revisions: given, or of the surroundings, or 1980 as in the package."""
    if date is not None:
        return date if date.tzinfo else date.replace(tzinfo=UTC)
    return surroundings().dated or UNDATED
