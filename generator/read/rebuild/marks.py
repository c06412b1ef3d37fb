"""Emphasis of a line written as a plan writes it: **bold**, *italic*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.plan.wording import EmphasisRun, escape, inline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.read.lines import LinePiece


def marked(
    pieces: Sequence[LinePiece], text: str, *, plain_bold: bool = False, plain_italic: bool = False
) -> str:
    """The text, which is the end of what the pieces say, with marks of emphasis.

    `plain_bold`: the style is bold already, so bold is not marked; likewise `plain_italic`.
    Where marks could not be read back as they are meant the text comes without them. The signs
    of footnotes stand in it as letters.
    """
    flags: list[tuple[bool, bool]] = []
    for piece in pieces:
        look = (piece.bold and not plain_bold, piece.italic and not plain_italic)
        flags += [look] * len(piece.text)
    whole = "".join([p.text for p in pieces])
    if not whole.endswith(text):
        return escape(text) + "".join([p.notes for p in pieces])
    text, flags = _signed(pieces, text, flags[len(whole) - len(text) :])
    if not any(any(f) for f in flags):
        return escape(text) if "*" in text or "{" in text else text
    flags = _smooth(text, flags)
    out = _write(text, flags)
    return out if _reads_back(out, text, flags) else escape(text)


def _signed(
    pieces: Sequence[LinePiece], text: str, flags: list[tuple[bool, bool]]
) -> tuple[str, list[tuple[bool, bool]]]:
    """The text with the signs of its footnotes, each of the look of the letter before it."""
    at = len(text) - sum(len(p.text) for p in pieces)
    for piece in pieces:
        if piece.notes:
            place = max(0, at)
            look = flags[place - 1] if place else (False, False)
            text = text[:place] + piece.notes + text[place:]
            flags = [*flags[:place], *[look] * len(piece.notes), *flags[place:]]
            at += len(piece.notes)
        at += len(piece.text)
    return text, flags


def _smooth(text: str, flags: list[tuple[bool, bool]]) -> list[tuple[bool, bool]]:
    """Blanks belong to no emphasis of their own: inside one they take it, at its edge not."""
    out = list(flags)
    for i, char in enumerate(text):
        if char.isspace():
            before = out[i - 1] if i else (False, False)
            after = next((flags[k] for k in range(i + 1, len(text)) if not text[k].isspace()), None)
            after = after or (False, False)
            out[i] = (before[0] and after[0], before[1] and after[1])
    return out


def _write(text: str, flags: list[tuple[bool, bool]]) -> str:
    out: list[str] = []
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and flags[end] == flags[start]:
            end += 1
        mark = ("**" if flags[start][0] else "") + ("*" if flags[start][1] else "")
        body = escape(text[start:end])
        out.append(f"{mark}{body}{mark[::-1]}" if mark else body)
        start = end
    return "".join(out)


def _reads_back(marked_text: str, text: str, flags: list[tuple[bool, bool]]) -> bool:
    at = 0
    for run in inline(marked_text):
        if not isinstance(run, EmphasisRun):
            return False
        for char in run.text:
            if at >= len(text) or char != text[at]:
                return False
            if not char.isspace() and (run.bold, run.italic) != flags[at]:
                return False
            at += 1
    return at == len(text)
