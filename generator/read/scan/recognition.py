"""Scans read by recognition: pages of a PDF that are pictures, and files of pictures.

Nothing is silent: without Tesseract one sentence says what to install; a page that was turned,
askew, coarse or stamped is told of; what recognition was not sure of is marked on its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, Severity, error, warning
from generator.locale import _
from generator.office.tesseract import find_tesseract, reads_vietnamese
from generator.read.pdf.page_text import take_page
from generator.read.pdf.text_layer import PdfText, Recognised, lines_of_pages
from generator.read.scan.picture import DPI, LOW_DPI, MAX_PIXELS, UnreadPictureError
from generator.read.scan.recognised import recognised
from generator.read.scan.recognised_pages import pages_of
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from generator.read.scan.picture import GreyPage
    from generator.read.scan.recognised import SeenPage

MAX_PAGES = 200
"""Ten minutes of work; a longer scan is to be parted."""
_ASKEW = 1.0
"""Degrees from which on a page is told to lie askew."""


def recognise_pdf(path: Path, numbers: Sequence[int]) -> Recognised:
    """Read pages of a PDF as pictures; without Tesseract none, and the reason."""

    def sheets() -> Iterator[tuple[int, GreyPage]]:
        from PIL import Image

        from generator.read.pdf.file import draw_page
        from generator.read.scan.picture import sheet_of

        data = path.read_bytes()
        for number in numbers:
            drawn = draw_page(data, number, DPI, MAX_PIXELS // 4)
            if drawn is None:
                raise UnreadPictureError(number)
            width, height, pixels = drawn
            picture = Image.frombuffer("RGB", (width, height), pixels, "raw", "BGR", width * 3, 1)
            yield number, sheet_of(picture, DPI)

    return _recognised(path, sheets)


def lines_of_picture(path: Path) -> tuple[PdfText | None, list[Diagnostic]]:
    """Read a file of pictures: PNG, JPEG, TIFF of several pages."""

    def sheets() -> Iterator[tuple[int, GreyPage]]:
        from generator.read.scan.picture import sheets_of

        return enumerate(sheets_of(path), 1)

    seen = _recognised(path, sheets)
    if not seen.pages:
        return None, seen.diagnostics
    pages = [seen.pages[number] for number in sorted(seen.pages)]
    text, found = lines_of_pages(pages, Place(str(path), ""))
    illegible = any(d.code in ("NH508", "NH514") for d in found)
    return (None if illegible else text), [*seen.diagnostics, *found]


def _recognised(path: Path, sheets: Callable[[], Iterator[tuple[int, GreyPage]]]) -> Recognised:
    place = Place(str(path), "")
    program = find_tesseract()
    if program is None or not reads_vietnamese(program):
        return Recognised({}, [_missing(place)])
    seen: list[tuple[int, SeenPage]] = []
    found: list[Diagnostic] = []
    try:
        for number, sheet in sheets():
            if len(seen) == MAX_PAGES:
                found.append(_too_many(place))
                break
            page = recognised(program, sheet)
            if page is None:
                found.append(_failed(str(path), number))
            else:
                seen.append((number, page))
                found += _told(page, Place(str(path), _("trang {trang}").format(trang=number)))
    except UnreadPictureError as fault:
        return Recognised({}, [_unread(str(path), fault)])
    except OSError as fault:
        return Recognised({}, [os_diagnostic(fault)])
    pages = {page.number: take_page(page)._replace(recognised=True) for page in pages_of(seen)}
    if seen:
        found.insert(0, _note(place, len(seen)))
    return Recognised(pages, found)


def _missing(place: Place) -> Diagnostic:
    return warning(
        "NH513",
        _("Có trang chỉ là ảnh; máy chưa có chương trình nhận dạng chữ Việt (Tesseract)"),
        place,
        _(
            "Debian, Ubuntu: sudo apt install tesseract-ocr tesseract-ocr-vie; Windows: cài "
            "Tesseract có dữ liệu “vie”. Đã cài ở nơi khác: đặt KEHOACH_TESSERACT."
        ),
    )


def _note(place: Place, count: int) -> Diagnostic:
    message = _("{so} trang đọc từ ảnh bằng nhận dạng chữ; chỗ chưa chắc được đánh dấu")
    hint = _("So số, ngày, tên người với bản giấy trước khi dùng.")
    return Diagnostic("NH515", Severity.INFO, message.format(so=count), place, (hint,))


def _told(page: SeenPage, place: Place) -> Iterator[Diagnostic]:
    """What was wrong with a page."""
    said = []
    if page.turned:
        said.append(_("nằm ngang hoặc ngược ({do}°), đã xoay lại").format(do=page.turned))
    if abs(page.skew) >= _ASKEW:
        said.append(_("lệch {do}°, đã chỉnh thẳng").format(do=f"{abs(page.skew):.1f}"))
    if page.dpi < LOW_DPI:
        said.append(_("ảnh thô, khoảng {dpi} dpi: dễ sai dấu").format(dpi=page.dpi))
    if page.stamped:
        said.append(_("dấu đỏ đè lên {so} chữ").format(so=page.stamped))
    if page.unread:
        said.append(_("{so} chỗ có nét mực như chữ mà không đọc được").format(so=page.unread))
    if said:
        rescan = _("Quét lại thẳng, 300 dpi nếu chữ đọc ra sai nhiều.")
        message = _("Ảnh của trang: {viec}").format(viec="; ".join(said))
        yield warning("NH516", message, place, rescan)


def _failed(file: str, number: int) -> Diagnostic:
    place = Place(file, _("trang {trang}").format(trang=number))
    message = _("Không nhận dạng được trang {so}: chương trình dừng hoặc quá giờ")
    hint = _("Quét lại trang này, hoặc gõ thêm nội dung của nó.")
    return error("NH517", message.format(so=number), place, hint)


def _unread(file: str, fault: UnreadPictureError) -> Diagnostic:
    place = Place(file, _("trang {trang}").format(trang=fault.page))
    if fault.large:
        message = _("Ảnh trang {so} quá lớn; kehoach đọc ảnh đến {han} triệu điểm")
        message = message.format(so=fault.page, han=MAX_PIXELS // 1_000_000)
    else:
        message = _("Ảnh trang {so} hỏng, hoặc không phải PNG, JPEG, TIFF").format(so=fault.page)
    return error("NH517", message, place, _("Quét lại với 300 dpi, lưu thành PDF, PNG hoặc JPG."))


def _too_many(place: Place) -> Diagnostic:
    message = _("Bản quét quá dài: chỉ nhận dạng {so} trang đầu").format(so=MAX_PAGES)
    return error("NH517", message, place, _("Tách tệp rồi nhập từng phần."))
