"""A page reduced to its letters and ruled lines, to see what else there is to be seen on it."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2_raw as pdfium

DEEPEST = 24
"""Form objects nested deeper are no document: pdfium draws them up to 40, others further."""
_SHORT = 20.0
"""Points: a shorter line may be a part of a letter that is drawn."""
_THICK = 2.5
"""Points: a thicker one is an area."""
_DARK = 160
"""Shade of a colour up to which it is ink."""
_FRAME = 6
"""Points of a path that is a rectangle at most."""
_MOST = 4000
"""Ruled lines of a page; a table of an office has some hundred."""


def leave_letters(page: Any) -> bool:
    """Switch everything off but letters and ruled lines; False where the page nests too deep."""
    rules = 0
    waiting = [
        (pdfium.FPDFPage_GetObject(page, i), 0) for i in range(pdfium.FPDFPage_CountObjects(page))
    ]
    while waiting:
        thing, depth = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth >= DEEPEST:
                return False
            count = pdfium.FPDFFormObj_CountObjects(thing)
            waiting += [(pdfium.FPDFFormObj_GetObject(thing, i), depth + 1) for i in range(count)]
            continue
        if kind == pdfium.FPDF_PAGEOBJ_PATH and rules < _MOST and _is_rule(thing):
            rules += 1
            continue
        pdfium.FPDFPageObj_SetIsActive(thing, 0)
    return True


def _is_rule(path: Any) -> bool:
    """Whether a path is a dark straight line, or the frame of a box, that nothing cuts to shape."""
    if _is_cut(path):
        return False
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(path, left, low, right, high)
    wide, tall = right.value - left.value, high.value - low.value
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
    if filled.value and not _is_dark(pdfium.FPDFPageObj_GetFillColor, path):
        return False
    if stroked.value and not _is_dark(pdfium.FPDFPageObj_GetStrokeColor, path):
        return False
    if min(wide, tall) <= _THICK:
        return max(wide, tall) >= _SHORT
    weight = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(path, weight)
    return (
        not filled.value
        and min(wide, tall) >= _SHORT / 2
        and weight.value <= _THICK
        and pdfium.FPDFPath_CountSegments(path) <= _FRAME
    )


def _is_dark(ask: Any, path: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not ask(path, red, green, blue, alpha):
        return False
    return max(red.value, green.value, blue.value) <= _DARK


def _is_cut(path: Any) -> bool:
    """Whether a clip of more than rectangles lies over it: that could cut letters out of it."""
    clip = pdfium.FPDFPageObj_GetClipPath(path)
    if not clip:
        return False
    numbers = range(max(0, pdfium.FPDFClipPath_CountPaths(clip)))
    return any(pdfium.FPDFClipPath_CountPathSegments(clip, i) > _FRAME for i in numbers)
