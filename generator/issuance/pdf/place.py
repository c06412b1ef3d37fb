"""Where the marks go: bookmarks of the .docx became named destinations of the PDF.

Destinations say where the signature block is, the text of the page confirms it; when
the two disagree nothing is signed. Lengths are points, from the page's lower left.
"""

from __future__ import annotations

import ctypes
import re
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Place, error, warning
from generator.issuance.verdict.holders import plain
from generator.locale import _
from generator.read.pdf.library import pdfium_alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MM = 72 / 25.4
AGREE = 8.0
"""Points that destination and text may differ."""
LEAST_GAP = 40.0
"""Points between title and name that a signature needs."""
SAME = 4.0
ALONE = 3
"""Lines above the block, on its page, below which it is said to stand alone."""


class PageBox(NamedTuple):
    """A rectangle on a page (counted from 0)."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Of the rectangle."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Of the rectangle."""
        return self.y1 - self.y0

    @property
    def rect(self) -> Any:
        """Four numbers for /Rect, to a hundredth of a point; pyHanko's types ask for whole ones."""
        return (round(self.x0, 2), round(self.y0, 2), round(self.x1, 2), round(self.y1, 2))


class PlacedText(NamedTuple):
    """One piece of text that stands together on a page."""

    text: str
    box: PageBox


class SignatureRoom(NamedTuple):
    """The room of one signature: between the title above and the name below."""

    name: str
    """As printed."""
    room: PageBox
    """As wide as the name; the signature is centred on it."""


class Pages:
    """Text and destinations of a PDF, read once each, while it is open (`with`)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._lines: dict[int, list[PlacedText]] = {}
        self._open = ExitStack()

    def __enter__(self) -> Pages:
        with ExitStack() as stack:
            stack.enter_context(pdfium_alone())
            import pypdfium2 as pdfium

            self._pdf = pdfium.PdfDocument(self._data)
            stack.callback(self._pdf.close)
            self._open = stack.pop_all()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._open.close()

    def __len__(self) -> int:
        return len(self._pdf)

    def destination(self, name: str) -> tuple[int, float, float] | None:
        """Page, x and y of a named destination."""
        import pypdfium2.raw as raw

        found = raw.FPDF_GetNamedDestByName(self._pdf.raw, name.encode())
        if not found:
            return None
        page = raw.FPDFDest_GetDestPageIndex(self._pdf.raw, found)
        has = [ctypes.c_int() for _ in range(3)]
        at = [ctypes.c_float() for _ in range(3)]
        if page < 0 or not raw.FPDFDest_GetLocationInPage(found, *has, *at):
            return None
        return page, at[0].value, at[1].value

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page."""
        width, height = self._pdf.get_page_size(page)
        return float(width), float(height)

    def lines(self, page: int) -> list[PlacedText]:
        """The pieces of text of a page, as the PDF shows them."""
        if page not in self._lines:
            opened = self._pdf[page]
            text = opened.get_textpage()
            self._lines[page] = _together(page, _pieces(text))
            text.close()
            opened.close()
        return self._lines[page]

    def char_boxes(self, page: int, x: float, y: float) -> list[tuple[str, PageBox, float]]:
        """Characters of the line whose top left is near x, y: text, box, font size."""
        import pypdfium2.raw as raw

        opened = self._pdf[page]
        text = opened.get_textpage()
        found = []
        for index in range(text.count_chars()):
            left, low, right, high = text.get_charbox(index, loose=True)
            if left >= x - 2 and low < y and high > y - 16 and high <= y + 6:
                size = raw.FPDFText_GetFontSize(text.raw, index)
                letter = text.get_text_range(index, 1)
                found.append((letter, PageBox(page, left, low, right, high), float(size)))
        text.close()
        opened.close()
        return sorted(found, key=lambda f: f[1].x0)


def _pieces(text: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    for index in range(text.count_rects()):
        rect = text.get_rect(index)
        piece = text.get_text_bounded(*rect).strip()
        if piece:
            yield piece, rect


def _together(
    page: int, pieces: Iterator[tuple[str, tuple[float, float, float, float]]]
) -> list[PlacedText]:
    """Pieces that touch on one line joined: a name set in two runs is one name."""
    lines: list[PlacedText] = []
    for text, (x0, y0, x1, y1) in sorted(pieces, key=lambda p: (-round(p[1][1] / 3), p[1][0])):
        last = lines[-1] if lines else None
        if last and abs(last.box.y0 - y0) < SAME * 2 and -1 < x0 - last.box.x1 < 9:
            box = PageBox(page, last.box.x0, min(last.box.y0, y0), x1, max(last.box.y1, y1))
            lines[-1] = PlacedText(f"{last.text} {text}", box)
        else:
            lines.append(PlacedText(text, PageBox(page, x0, y0, x1, y1)))
    return lines


def find_blocks(
    pages: Pages, names: Sequence[str], file: str
) -> tuple[list[SignatureRoom], list[Diagnostic]]:
    """The signature blocks of a document, in order of its signers.

    `names` are the signers' names as the plan says; empty where no plan is known: then
    the printed name is taken. Without destinations the text alone must be clear.
    """
    blocks: list[SignatureRoom] = []
    problems: list[Diagnostic] = []
    for number in range(1, max(len(names), 1) + 8):
        top = pages.destination(f"kyten{number}a")
        bottom = pages.destination(f"kyten{number}b")
        name = names[number - 1] if number <= len(names) else ""
        if top is None and bottom is None:
            if not name:
                break
            block, found = _by_text(pages, name, file)
        else:
            block, found = _by_destination(pages, top, bottom, name, file)
        problems += found
        if block is None:
            break
        blocks.append(block)
        problems += _alone(pages, block, file)
    if not blocks and not problems:
        problems.append(_not_found(file, names[0] if names else ""))
    return blocks, problems


def _by_destination(
    pages: Pages,
    top: tuple[int, float, float] | None,
    bottom: tuple[int, float, float] | None,
    name: str,
    file: str,
) -> tuple[SignatureRoom | None, list[Diagnostic]]:
    if top is None or bottom is None:
        return None, [_not_found(file, name)]
    if top[0] != bottom[0]:
        return None, [_apart(file, _("chức vụ và họ tên nằm ở hai trang"))]
    page, x, y = bottom
    near = [
        line
        for line in pages.lines(page)
        if abs(line.box.y1 - y) <= AGREE * 1.5 and line.box.x0 - AGREE <= x <= line.box.x1 + AGREE
    ]
    written = min(near, key=lambda line: abs(line.box.y1 - y), default=None)
    if written is None:
        return None, [_apart(file, _("không thấy họ tên ở chỗ đánh dấu"))]
    if name and plain(written.text) != plain(name):
        reason = _("ở chỗ đánh dấu ghi «{thay}», kế hoạch ghi «{can}»")
        return None, [_apart(file, reason.format(thay=written.text, can=name))]
    return _room(pages, written, top[2], file)


def _by_text(pages: Pages, name: str, file: str) -> tuple[SignatureRoom | None, list[Diagnostic]]:
    """The name alone on its line in the right half, a title in capitals above; last page first."""
    for page in reversed(range(len(pages))):
        half = pages.size(page)[0] / 2
        for line in pages.lines(page):
            if plain(line.text) != plain(name) or line.box.x1 < half:
                continue
            above = _titles(pages, line)
            if above:
                return _room(pages, line, above[0].box.y0, file)
    return None, [_not_found(file, name)]


def _titles(pages: Pages, name: PlacedText) -> list[PlacedText]:
    """Lines in capitals over the name with the same centre, nearest first."""
    centre = (name.box.x0 + name.box.x1) / 2
    found = [
        line
        for line in pages.lines(name.box.page)
        if line.box.y0 > name.box.y1
        and abs((line.box.x0 + line.box.x1) / 2 - centre) <= AGREE
        and line.text == line.text.upper()
        and re.search(r"\w{2}", line.text)
    ]
    return sorted(found, key=lambda line: line.box.y0)


def _room(
    pages: Pages, name: PlacedText, top: float, file: str
) -> tuple[SignatureRoom | None, list[Diagnostic]]:
    """The room under the title that is really printed, not above `top` of the destination."""
    above = _titles(pages, name)
    if not above:
        return None, [_apart(file, _("không thấy chức vụ phía trên họ tên"))]
    edge = above[0].box.y0
    if abs(edge - top) > AGREE and not any(abs(line.box.y1 - top) <= AGREE for line in above):
        return None, [_apart(file, _("chỗ đánh dấu lệch khỏi chữ in trên trang"))]
    if edge - name.box.y1 < LEAST_GAP:
        return None, [_apart(file, _("khoảng trống để ký quá hẹp"))]
    return SignatureRoom(name.text, name.box._replace(y0=name.box.y1, y1=edge)), []


def _alone(pages: Pages, block: SignatureRoom, file: str) -> list[Diagnostic]:
    box = block.room
    above = [line for line in pages.lines(box.page) if line.box.y0 > box.y1 + 20]
    if box.page == 0 or len(above) >= ALONE:
        return []
    return [
        warning(
            "KY315",
            _("Phần chữ ký đứng một mình ở trang {so}").format(so=box.page + 1),
            Place(file, _("trang {so}").format(so=box.page + 1)),
            _("Dồn hoặc giãn vài dòng để trang ký có cả nội dung, rồi sinh lại PDF."),
        )
    ]


def signature_box(block: SignatureRoom, width: float, ratio: float) -> PageBox:
    """The signature's box: centred between title and name, `width` points wide at most.

    `ratio` is height by width of the image; the box has exactly the image's shape.
    """
    room = block.room
    centre, middle = (room.x0 + room.x1) / 2, (room.y0 + room.y1) / 2
    height = min(width * ratio, room.height - 4)
    width = height / ratio
    return PageBox(
        room.page, centre - width / 2, middle - height / 2, centre + width / 2, middle + height / 2
    )


def seal_box(signature: PageBox, diameter: float) -> PageBox:
    """The seal's box: covers the left third of the signature (Phụ lục I, mục II.8)."""
    right = signature.x0 + signature.width / 3
    middle = (signature.y0 + signature.y1) / 2
    return PageBox(
        signature.page, right - diameter, middle - diameter / 2, right, middle + diameter / 2
    )


def corner_box(width: float, height: float, text_width: float) -> PageBox:
    """The box of a textual signature: top right of page 1 (Phụ lục I, mục II.8 and III.1.d)."""
    right, top = width - 15 * MM, height - 8 * MM
    return PageBox(0, right - text_width, top - 14, right, top)


def _not_found(file: str, name: str) -> Diagnostic:
    return error(
        "KY305",
        _("Không tìm thấy chỗ ký của «{ten}» trong PDF").format(ten=name or "?"),
        Place(file, _("phần chữ ký")),
        _("Sinh lại .docx và PDF bằng kehoach render --pdf, hoặc kiểm tra họ tên người ký."),
    )


def _apart(file: str, reason: str) -> Diagnostic:
    return error(
        "KY306",
        _("Chỗ ký trong PDF không rõ: {ly_do}").format(ly_do=reason),
        Place(file, _("phần chữ ký")),
        _("Sửa .docx (chức vụ, khoảng trống, họ tên ở cùng một trang) rồi sinh lại PDF."),
    )
