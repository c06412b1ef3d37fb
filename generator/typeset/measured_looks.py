"""Effective formats of ooxml, in mm and points, as measures of the manuscript, in twips."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.typeset.manuscript import LetterLook, Measure, Stop
from generator.typeset.metrics import face_name, family_of, scale
from generator.typeset.pages import DASHES, NO_EDGE, Edge, Typeface

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.ooxml.automatic_numbers import AutomaticNumber
    from generator.ooxml.formats import Border, ParaFormat, RunFormat
    from generator.typeset.manuscript import SetPiece
    from generator.typeset.metrics import Scale
    from generator.typeset.pages import UnknownKind

    Tell = Callable[[UnknownKind, str], None]

_SMALL = 58
"""Per cent: size of raised and lowered letters against the others in LibreOffice, cut to a twip."""


def twips(millimetres: float) -> int:
    """Millimetres in twips."""
    return round(millimetres * 1440 / 25.4)


class RunLooks:
    """The looks of one document's runs; equal formats give one look."""

    def __init__(self, tell: Tell, *, old: bool = False) -> None:
        self._tell, self._old = tell, old
        self.doubtful = False
        """Of some look met so far something is not known."""
        self._known: dict[
            int, tuple[LetterLook, RunFormat, tuple[tuple[UnknownKind, str], ...]]
        ] = {}

    def of(self, fmt: RunFormat, *, seen: bool = True) -> LetterLook:
        """The look of a run; where it is `seen`, what of it is not known is told each time."""
        found = self._known.get(id(fmt))
        if found is None:
            strange: list[tuple[UnknownKind, str]] = []
            look = _look(fmt, lambda kind, detail: strange.append((kind, detail)))
            look = look._replace(slant=0) if self._old else look
            found = self._known[id(fmt)] = (look, fmt, tuple(strange))
            self.doubtful = self.doubtful or bool(strange)
        for kind, detail in found[2] if seen else ():
            self._tell(kind, detail)
        return found[0]


def _look(fmt: RunFormat, tell: Tell) -> LetterLook:
    family = family_of(fmt.font_high)
    if family is None or (fmt.font != fmt.font_high and family_of(fmt.font) != family):
        tell("font", fmt.font_high if family is None else fmt.font)
    size = fmt.size
    raised, among = round(fmt.raised * 20), None
    if fmt.vertical:
        size = round(size * 20) * _SMALL // 100 / 20
    if fmt.raised:
        tell("text_effect", "position")
    if fmt.small_caps:
        tell("text_effect", "smallCaps")
    if fmt.scale != 100:
        tell("text_effect", "w")
    face = face_name(bold=fmt.bold, italic=fmt.italic)
    measured = scale(family or "serif", face, size)
    if fmt.vertical:
        whole = scale(family or "serif", face, fmt.size)
        raised, among = _shift(whole, measured, fmt.vertical), whole.heights
    return LetterLook(
        Typeface(fmt.font_high, fmt.bold, fmt.italic),
        size,
        measured,
        fmt.colour,
        fmt.shade,
        fmt.underline,
        fmt.strike,
        round(fmt.spacing * 20),
        raised,
        among,
        fmt.kerning,
        measured.heights.line // 12 if fmt.italic else 0,
    )


def _shift(whole: Scale, small: Scale, kind: str) -> int:
    """How far small letters stand higher or lower: their tops, or feet, are level with others."""
    of, less = whole.heights, small.heights
    if kind == "superscript":
        return of.ascent + of.gap - less.ascent - less.gap
    return (less.height - less.ascent) - (of.height - of.ascent)


_STRANGE_STOPS = frozenset({"decimal", "bar"})


SINGLE = frozenset({"single", *DASHES})
"""Kinds of borders that are one line."""


def edge_of(kind: str, width: float, space: float, colour: str) -> Edge:
    """A border; width and distance in points."""
    return Edge(kind, round(width * 20), round(space * 20), "" if colour == "auto" else colour)


class DocumentDefaults(NamedTuple):
    """What the settings and defaults of a document say of all its paragraphs."""

    default_stop: int = 720
    expand_breaks: bool = True
    widow: bool = True
    """LibreOffice keeps two lines together only where the defaults speak of paragraphs."""
    even: bool = False
    """Even pages have headers and footers of their own."""
    old: bool = False
    """Laid out as before Word 2013: tables begin to the left of the text, by the distance their
    cells keep, and slanted letters take no more than their width (writerfilter:
    DomainMapperTableHandler; sw: SwTextGuess::Guess, TAB_OVER_MARGIN)."""


def measure_of(fmt: ParaFormat, habits: DocumentDefaults, tell: Tell) -> Measure:
    """The measures of a paragraph."""
    if fmt.bidi:
        tell("direction", "bidi")
    if fmt.mirror:
        tell("spacing", "mirrorIndents")
    if any(tab.kind in _STRANGE_STOPS for tab in fmt.tabs):
        tell("break", "decimal or bar tab")
    edges = {border.side: _edge(border, tell) for border in fmt.borders}
    line = round(fmt.line * 240) if fmt.line is not None else round((fmt.line_pt or 0) * 20)
    return Measure(
        fmt.align,
        twips(fmt.left),
        twips(fmt.right),
        twips(fmt.first_line),
        round(fmt.before * 20),
        round(fmt.after * 20),
        line,
        fmt.rule,
        fmt.keep_next,
        fmt.keep_lines,
        fmt.widow and habits.widow,
        fmt.page_break_before,
        fmt.contextual,
        edges.get("top", NO_EDGE),
        edges.get("bottom", NO_EDGE),
        edges.get("left", NO_EDGE),
        edges.get("right", NO_EDGE),
        tuple([Stop(twips(tab.place), tab.kind, tab.leader) for tab in fmt.tabs]),
        habits.default_stop,
        fmt.shade,
        habits.expand_breaks,
        habits.old,
    )


def _edge(border: Border, tell: Tell) -> Edge:
    if border.kind not in SINGLE:
        tell("borders", border.kind)
    return edge_of(border.kind, border.width, border.space, border.colour)


def with_label(
    measure: Measure, label: AutomaticNumber | None, pieces: Sequence[SetPiece], *, caps: bool
) -> Measure:
    """The measures of a paragraph with a label, which may end or have its middle at its indent.

    Where the label stands outside the text, the edge of the text is a stop for the tab behind it.
    """
    if label is None:
        return measure
    own = any(stop.kind == "num" for stop in measure.stops)
    if label.suffix == "tab" and measure.left + measure.first < 0 and not own:
        measure = measure._replace(stops=(Stop(0, "left", ""), *measure.stops))
    if label.align == "left":
        return measure
    text = pieces[0].text.upper() if caps else pieces[0].text
    width = pieces[0].look.scale.width(text)
    return measure._replace(first=measure.first - (width if label.align == "right" else width // 2))
