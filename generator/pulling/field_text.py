"""Edited words → the text of a field: citations and emphasis stay where nobody touched them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from generator.plan.wording import Cite, EmphasisRun, escape, inline, nfc, said
from generator.text.ties import HYPHENS, TIE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.ooxml.content import Para

_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|\w+|\s|.", re.DOTALL)
_BLANKS = "\n\t\v\f\u2028"
_BREAKS = re.compile(r"[ ]*[\n\t\v\f\u2028]+[ ]*")
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


class Char(NamedTuple):
    """A printed character: its emphasis, and the citation it belongs to (-1: none)."""

    char: str
    bold: bool = False
    italic: bool = False
    cite: int = -1


def chars_of(para: Para) -> list[Char]:
    """The characters of a paragraph as they look; breaks and tabs are blanks."""
    found = seen_chars(para)
    blank = [plain_blank(c) for c in found]
    had_breaks = len(blank) != 0 and any(c.char in _BLANKS for c in found)
    return trim(single(blank) if had_breaks else blank)


def plain_blank(char: Char) -> Char:
    """A break, a tab, a blank that does not break as a plain blank."""
    return char._replace(char=" ") if char.char in _BLANKS or char.char == TIE else char


def seen_chars(para: Para) -> list[Char]:
    """The characters of a paragraph as they look, its breaks and tabs with them."""
    found: list[Char] = []
    for run in para.runs:
        look = run.fmt.bold, run.fmt.italic
        found += [Char(c, *look) for c in nfc(run.text) if c not in _UNSEEN]
    # blanks and hyphens that do not break are of the print: the plan has plain ones
    return [c._replace(char="-") if c.char in HYPHENS else c for c in found]


def single(chars: list[Char]) -> list[Char]:
    """Without the second of two blanks."""
    return [c for i, c in enumerate(chars) if c.char != " " or i == 0 or chars[i - 1].char != " "]


def trim(chars: list[Char]) -> list[Char]:
    """Without blanks around."""
    start, end = 0, len(chars)
    while start < end and chars[start].char.isspace():
        start += 1
    while end > start and chars[end - 1].char.isspace():
        end -= 1
    return chars[start:end]


def text_of(chars: Sequence[Char]) -> str:
    """The characters as text."""
    return "".join([c.char for c in chars])


def source_chars(
    source: str, shown: str, forms: Callable[[Cite], Sequence[str]]
) -> tuple[list[Char], list[Cite]] | None:
    """What a field's text printed, character by character; None when it does not fit `shown`.

    `forms` gives the ways a citation may be printed.
    """
    pieces = inline(source if "\n" in shown else " ".join(source.split("\n")))
    pattern = "".join(
        f"({'|'.join(re.escape(f) for f in (*forms(p), p.raw))})"
        if isinstance(p, Cite)
        else f"({re.escape(said(p))})"
        for p in pieces
    )
    found = re.fullmatch(pattern, shown, re.DOTALL)
    if found is None:  # a title printed in capitals
        found = re.fullmatch(pattern, shown, re.DOTALL | re.IGNORECASE)
    if found is None:
        return None
    chars: list[Char] = []
    cites: list[Cite] = []
    for piece, part in zip(pieces, found.groups(), strict=True):
        number = -1
        if isinstance(piece, Cite):
            number = len(cites)
            cites.append(piece)
        own = isinstance(piece, EmphasisRun) and len(piece.text) == len(part)
        words = said(piece) if own else part
        chars += [Char(c, piece.bold, piece.italic, number) for c in words]
    return chars, cites


class StyleLooks(NamedTuple):
    """How a paragraph's own style looks: emphasis in it is what differs."""

    bold: bool = False
    italic: bool = False


def rewritten(
    source: Sequence[Char],
    cites: Sequence[Cite],
    before: Sequence[Char],
    after: Sequence[Char],
    style: StyleLooks,
    *,
    flat: bool = False,
) -> tuple[str, bool]:
    """The new text of a field, and whether all its emphasis could be written.

    `source` and `before` are the same characters: as the field says and as the printed
    paragraph looked. `after` is the edited paragraph. `flat`: a field that prints no emphasis.
    """
    wanted = _carried(source, before, after, style, flat=flat)
    text = write(wanted, cites)
    if _reads(text) == _normal(wanted, cites):
        return text, True
    return write([c._replace(bold=False, italic=False) for c in wanted], cites), False


def _carried(
    source: Sequence[Char],
    before: Sequence[Char],
    after: Sequence[Char],
    style: StyleLooks,
    *,
    flat: bool,
) -> list[Char]:
    """The edited characters with the emphasis and citations of the field."""
    place = _places(text_of(before), text_of(after))
    kept = _whole(source, place)
    wanted: list[Char] = []
    for j, char in enumerate(after):
        i = place[j]
        bold, italic = char.bold and not style.bold, char.italic and not style.italic
        cite = -1
        letter = char.char
        if i is not None:
            was, said = before[i], source[i]
            letter = said.char
            same_bold, same_italic = char.bold == was.bold, char.italic == was.italic
            bold = said.bold if flat or same_bold else bold
            italic = said.italic if flat or same_italic else italic
            cite = said.cite if said.cite in kept else -1
        elif flat:
            bold = italic = False
        wanted.append(Char(letter, bold, italic, cite))
    return wanted


def _places(before: str, after: str) -> list[int | None]:
    """For each edited character the printed one it is, if any; words change as wholes."""
    if before == after:
        return list(range(len(after)))
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    starts, ends = _starts(old), _starts(new)
    place: list[int | None] = [None] * len(after)
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            first = starts[code.src_start]
            for step in range(starts[code.src_end] - first):
                place[ends[code.dest_start] + step] = first + step
    return place


def _starts(tokens: Sequence[str]) -> list[int]:
    at = 0
    starts = [0]
    for token in tokens:
        at += len(token)
        starts.append(at)
    return starts


def _whole(source: Sequence[Char], place: Sequence[int | None]) -> set[int]:
    """The citations whose printed words all stand, one after the other."""
    lengths: dict[int, int] = {}
    for char in source:
        if char.cite >= 0:
            lengths[char.cite] = lengths.get(char.cite, 0) + 1
    found: dict[int, list[tuple[int, int]]] = {}
    for j, i in enumerate(place):
        if i is not None and (cite := source[i].cite) >= 0:
            found.setdefault(cite, []).append((j, i))
    return {
        cite
        for cite, pairs in found.items()
        if len(pairs) == lengths[cite] and pairs[-1][0] - pairs[0][0] == len(pairs) - 1
    }


# ------------------------------------------------------------------------------ writing


def write(chars: Sequence[Char], cites: Sequence[Cite]) -> str:
    """The characters in the notation of plans: `**bold**`, `*italic*`, `{citation}`."""
    out: list[str] = []
    bold = italic = False
    runs = _runs(chars)
    for number, (text, b, i, cite) in enumerate(runs):
        if cite < 0 and not text.strip() and number + 1 < len(runs):
            # a blank between two runs belongs to neither mark
            b, i = (b and bold), (i and italic)
        lead = len(text) - len(text.lstrip()) if cite < 0 and (b, i) != (bold, italic) else 0
        if (b, i) != (bold, italic):
            _close(out, bold and not b, italic and not i)
            out.append(text[:lead])
            out.append(("**" if b and not bold else "") + ("*" if i and not italic else ""))
            bold, italic = b, i
        out.append(cites[cite].raw if cite >= 0 else escape(text[lead:]))
    _close(out, bold, italic)
    return "".join(out)


def _runs(chars: Sequence[Char]) -> list[tuple[str, bool, bool, int]]:
    runs: list[tuple[str, bool, bool, int]] = []
    for char in chars:
        key = (char.bold, char.italic, char.cite)
        if runs and runs[-1][1:] == key:
            runs[-1] = (runs[-1][0] + char.char, *key)
        else:
            runs.append((char.char, *key))
    return runs


def _close(out: list[str], bold: bool, italic: bool) -> None:
    """Close marks after the last letter: blanks at the end stay outside."""
    if not (bold or italic):
        return
    done = "".join(out)
    kept = done.rstrip()
    out[:] = [kept, ("*" if italic else "") + ("**" if bold else ""), done[len(kept) :]]


def _reads(text: str) -> list[tuple[str, bool, bool]]:
    """What the notation says; a citation as one item."""
    found: list[tuple[str, bool, bool]] = []
    for piece in inline(text):
        if isinstance(piece, Cite):
            found.append((piece.raw, False, False))
        else:
            found += [_plain(c, piece.bold, piece.italic) for c in said(piece)]
    return found


def _normal(chars: Sequence[Char], cites: Sequence[Cite]) -> list[tuple[str, bool, bool]]:
    """What was wanted, in the form of `_reads`."""
    found: list[tuple[str, bool, bool]] = []
    last = -1
    for char in chars:
        if char.cite < 0:
            found.append(_plain(char.char, char.bold, char.italic))
        elif char.cite != last:
            found.append((cites[char.cite].raw, False, False))
        last = char.cite
    return found


def _plain(char: str, bold: bool, italic: bool) -> tuple[str, bool, bool]:
    """Emphasis of a blank is nobody's business."""
    return (char, False, False) if char.isspace() else (char, bold, italic)
