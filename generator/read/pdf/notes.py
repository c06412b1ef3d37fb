"""Annotations of a PDF page: stamps become text of the page, notes of readers come apart.

The stamp of a digital signature, and the number and date that a document system prints
at issue, are often appearances of form fields and not text of the page. They are put
into the page (in memory only) so that one reader sees all that is printed. What readers
wrote on the page is no part of the document.
"""

from __future__ import annotations

from typing import Any

import pypdfium2_raw as pdfium

_PRINTED = frozenset((pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_STAMP))
_NOTES = frozenset(
    (
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_STRIKEOUT,
        pdfium.FPDF_ANNOT_SQUIGGLY,
        pdfium.FPDF_ANNOT_SQUARE,
        pdfium.FPDF_ANNOT_CIRCLE,
        pdfium.FPDF_ANNOT_CARET,
        pdfium.FPDF_ANNOT_INK,
    )
)
_MANY = 2000


def settle_annotations(document: Any, number: int) -> list[str]:
    """Print the form fields and stamps of a page into it; the notes that readers added."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return []
    try:
        count = min(pdfium.FPDFPage_GetAnnotCount(page), _MANY)
        if not count:
            return []
        notes: list[str] = []
        kinds = []
        for index in range(count):
            annotation = pdfium.FPDFPage_GetAnnot(page, index)
            kinds.append(pdfium.FPDFAnnot_GetSubtype(annotation))
            if kinds[-1] in _NOTES and (text := _contents(annotation)):
                notes.append(text)
            pdfium.FPDFPage_CloseAnnot(annotation)
        if any(kind in _PRINTED for kind in kinds):
            for index in reversed(range(count)):
                if kinds[index] not in _PRINTED:
                    pdfium.FPDFPage_RemoveAnnot(page, index)
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        return notes
    finally:
        pdfium.FPDF_ClosePage(page)


def _contents(annotation: Any) -> str:
    import ctypes

    length = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    if length <= 2:
        return ""
    room = ctypes.create_string_buffer(length)
    buffer = ctypes.cast(room, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, length)
    return room.raw[: length - 2].decode("utf-16-le", "replace").strip()
