"""A PDF opened safely, or the one sentence why not.

pdfium runs no script and fetches nothing; it repairs a wrong cross-reference table by
itself. What it would silently leave out (a file cut off, a page that will not load)
is refused here. Pages are read and forgotten one by one.
"""

from __future__ import annotations

import ctypes
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from generator.diagnostics import Diagnostic, Place, error, warning
from generator.locale import _
from generator.read.pdf.library import pdfium_alone
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.read.pdf.glyphs import Page

MAX_FILE = 64 << 20
MAX_GLYPHS = 12_000_000
"""About 5,000 full pages; more is no document of an office."""
MAX_PAGES = 20_000
_PASSWORD, _SECURITY = 4, 5
"""pdfium's FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY."""


T = TypeVar("T")


class PdfPages(NamedTuple, Generic[T]):
    """What was taken from the pages of a PDF."""

    pages: list[T]
    comments: list[tuple[int, str]]
    """(page, text) of notes that readers stuck on the pages."""


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, code: str, message: str, *hints: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hints = code, message, hints


def open_pdf(
    path: Path, take: Callable[[Page], T], data: bytes | None = None
) -> tuple[PdfPages[T] | None, list[Diagnostic]]:
    """Give each page of a PDF to `take`; never raises for a bad file (codes NH501 - NH507).

    The glyphs of a page are forgotten after it, so that memory stays bounded.
    """
    place = Place(str(path), "PDF")
    try:
        content = _content(path) if data is None else data
        if len(content) > MAX_FILE:
            raise _too_large(len(content))
        return _read(content, take, place)
    except OSError as fault:
        return None, [os_diagnostic(fault)]
    except _Refused as fault:
        return None, [error(fault.code, fault.message, place, *fault.hints)]


def _content(path: Path) -> bytes:
    with path.open("rb") as source:
        source.seek(0, 2)
        if source.tell() > MAX_FILE:
            raise _too_large(source.tell())
        source.seek(0)
        return source.read()


def _too_large(size: int) -> _Refused:
    return _Refused(
        "NH501",
        _("Tệp dài {mb} MB; kehoach chỉ đọc PDF đến {han} MB").format(
            mb=size >> 20, han=MAX_FILE >> 20
        ),
        _("Tách phần kế hoạch ra tệp riêng, hoặc nén ảnh trong tệp."),
    )


def _read(
    data: bytes, take: Callable[[Page], T], place: Place
) -> tuple[PdfPages[T], list[Diagnostic]]:
    if not data:
        raise _Refused("NH501", _("Tệp rỗng (0 byte)"), _("Chép lại tệp từ nơi gửi."))
    if b"%PDF-" not in data[:1024]:
        raise _Refused("NH501", _("Tệp này không phải PDF"), _("Kiểm tra lại tên và loại tệp."))
    problems: list[Diagnostic] = []
    with _document(data) as document:
        problems += _active(document, data, place)
        if b"%%EOF" not in data[-65536:]:
            raise _cut_off()
        pages, comments = _pages(document, take)
    return PdfPages(pages, comments), problems


def draw_page(
    data: bytes, number: int, dpi: int, most: int, *, letters: bool = False
) -> tuple[int, int, bytes] | None:
    """Page `number` (from 1) drawn: width, height and pixels, three bytes (BGR) each.

    Without what readers stuck on it; with fewer dots an inch where it has more than `most` pixels.
    `letters`: letters and ruled lines alone; None where that cannot be told.
    """
    with _document(data) as document:
        import pypdfium2_raw as pdfium

        from generator.read.pdf.letters_alone import leave_letters

        page = pdfium.FPDF_LoadPage(document, number - 1)
        if not page:
            return None
        try:
            wide, high = (
                float(pdfium.FPDF_GetPageWidthF(page)),
                float(pdfium.FPDF_GetPageHeightF(page)),
            )
            if letters and not leave_letters(page):
                return None
            scale = min(dpi / 72, (most / max(wide * high, 1.0)) ** 0.5)
            width, height = max(1, round(wide * scale)), max(1, round(high * scale))
            return width, height, _drawn(page, width, height)
        finally:
            pdfium.FPDF_ClosePage(page)


def _drawn(page: Any, width: int, height: int) -> bytes:
    import pypdfium2_raw as pdfium

    stride = width * 3
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, None, stride)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
        return ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


@contextmanager
def _document(data: bytes) -> Iterator[Any]:
    with pdfium_alone() as pdfium:
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            raise _unopened(pdfium.FPDF_GetLastError())
        try:
            yield document
        finally:
            pdfium.FPDF_CloseDocument(document)


def _unopened(fault: int) -> _Refused:
    if fault in (_PASSWORD, _SECURITY):
        return _Refused(
            "NH502",
            _("Tệp PDF có mật khẩu nên không đọc được"),
            _("Xin bản không đặt mật khẩu, hoặc bản Word."),
        )
    return _cut_off()


def _cut_off() -> _Refused:
    return _Refused(
        "NH503",
        _("Tệp PDF bị hỏng hoặc tải về thiếu, không đọc được trọn vẹn"),
        _("Tải hoặc chép lại tệp từ nơi gửi."),
    )


def _active(document: Any, data: bytes, place: Place) -> list[Diagnostic]:
    """What a PDF can hold besides pages: scripts, and other files in place of pages."""
    import pypdfium2_raw as pdfium

    files = pdfium.FPDFDoc_GetAttachmentCount(document)
    if files > 0 and re.search(rb"/Collection\b", data):
        raise _Refused(
            "NH504",
            _("Tệp là tập PDF (portfolio) chứa {so} tệp khác, không phải một văn bản").format(
                so=files
            ),
            _("Mở trong Adobe Reader, lưu tệp kế hoạch bên trong ra rồi đọc tệp đó."),
        )
    found = []
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0 or re.search(
        rb"/(?:JavaScript|JS)\b\s*[/(<\d]", data
    ):
        found.append(
            warning(
                "NH505",
                _("Tệp PDF có mã JavaScript; chỉ đọc chữ, không chạy mã"),
                place,
                _("Văn bản hành chính không cần mã này; hỏi lại nơi gửi nếu thấy lạ."),
            )
        )
    if files > 0:
        found.append(
            warning(
                "NH506",
                _("Tệp PDF đính kèm {so} tệp khác, không đọc ở đây").format(so=files),
                place,
                _("Mở PDF bằng Adobe Reader để xem các tệp đính kèm."),
            )
        )
    return found


def _pages(document: Any, take: Callable[[Page], T]) -> tuple[list[T], list[tuple[int, str]]]:
    import pypdfium2_raw as pdfium

    from generator.read.pdf.glyphs import read_page
    from generator.read.pdf.notes import settle_annotations

    count = pdfium.FPDF_GetPageCount(document)
    if count <= 0:
        raise _cut_off()
    pages: list[T] = []
    comments: list[tuple[int, str]] = []
    glyphs = 0
    for number in range(1, count + 1):
        comments += ((number, text) for text in settle_annotations(document, number))
        page = read_page(document, number)
        if page is None:
            raise _cut_off()
        pages.append(take(page))
        glyphs += len(page.glyphs)
        if glyphs > MAX_GLYPHS or number > MAX_PAGES:
            raise _Refused(
                "NH507",
                _("Tệp PDF quá dài để là một văn bản hành chính (dừng ở trang {so})").format(
                    so=number
                ),
                _("Tách phần kế hoạch ra tệp riêng."),
            )
    return pages, comments
