"""A story as a stream of content and paragraph marks, before it is written.

A mark that goes joins its paragraph with the next one, which keeps its own properties; so
properties belong to marks. The last mark of a story can carry no revision, and one before a
table should not (LibreOffice keeps the paragraph), so there the change is handed on to the
mark before: see `rotate`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.redline.align import AlignedGroup
    from generator.redline.assemble import Slice
    from generator.redline.story_blocks import Block


class ParagraphMark:
    """A paragraph mark: "=" has an old and a new block, "+" only a new, "-" only an old one."""

    __slots__ = ("new", "old", "status")

    def __init__(self, status: str, old: Block | None, new: Block | None) -> None:
        self.status = status
        self.old = old
        self.new = new


class Physical:
    """A paragraph to be written: content and mark."""

    __slots__ = ("content", "mark", "move")

    def __init__(self, content: list[Block | Slice], mark: ParagraphMark) -> None:
        self.content = content
        """A block stands for its whole content, untouched."""
        self.mark = mark
        self.move: str | None = None
        """Name of the move it is one end of."""


class StoryStretch(NamedTuple):
    """A stretch between tables, and the table (or other block) after it; None at the end."""

    stream: list[Block | Slice | ParagraphMark]
    after: AlignedGroup | None


def rotate(
    stream: list[Block | Slice | ParagraphMark], *, at_end: bool
) -> list[Block | Slice | ParagraphMark]:
    """Let the last mark of a stretch be a kept one, without changing what either side reads."""
    marks = [(i, entry) for i, entry in enumerate(stream) if isinstance(entry, ParagraphMark)]
    if not marks:
        return stream
    last = marks[-1][1]
    if last.status == "=":
        return stream
    has = "new" if last.status == "-" else "old"
    for i, other in reversed(marks[:-1]):
        if getattr(other, has) is None:
            continue
        fused = ParagraphMark("=", last.old or other.old, last.new or other.new)
        if not at_end and not _compatible(fused):
            return stream
        out = list(stream)
        out[marks[-1][0]] = fused
        if other.status == "=":
            kept = (other.old, None) if last.status == "-" else (None, other.new)
            out[i] = ParagraphMark(last.status, *kept)
        else:
            del out[i]
        return out
    return stream


def _compatible(mark: ParagraphMark) -> bool:
    if mark.old is None or mark.new is None:
        return True
    return (mark.old.section is None) == (mark.new.section is None)
