"""Whether the text of a PDF can be read: pages that are pictures, letters that mean nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error, warning
from generator.locale import _
from generator.read.vocabulary import DAU_KY_SO
from generator.text.normal import fold, stop_word_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.read.lines import Line
    from generator.read.pdf.page_text import PageText


def judge(pages: Sequence[PageText], lines: Sequence[Line], place: Place) -> list[Diagnostic]:
    """Say when a text layer is missing, rubbish, doubtful or made by recognition."""
    scanned = pages_scanned(pages)
    seen = any(p.recognised for p in pages)
    words = sum(len(line.text.split()) for line in lines if line.part == "than")
    if len(scanned) == len(pages) or words < 15:
        return [_illegible(place) if seen else _scan(place)]
    glyphs = sum(p.glyphs for p in pages)
    unread = sum(p.unread for p in pages)
    share = stop_word_share(line.text for line in lines)
    if unread > 0.3 * (glyphs + unread) or (share < 0.03 and words >= 40):
        return [_illegible(place) if seen else _rubbish(place)]
    found = []
    compare = _("So lại từng đoạn với bản in.")
    if share < 0.08 and words >= 40:
        message = _("Lớp chữ của PDF đáng ngờ: chỉ {so} % là từ tiếng Việt thường gặp")
        found.append(warning("NH510", message.format(so=round(share * 100)), place, compare))
    if unread:
        message = _("{so} ký tự trong PDF không có mã chữ nên không đọc được")
        found.append(warning("NH510", message.format(so=unread), place, compare))
    if sum(p.hidden for p in pages) > 0.5 * glyphs:
        message = _("Lớp chữ của PDF do máy nhận dạng từ ảnh quét, có thể sai chữ")
        found.append(warning("NH511", message, place, compare))
    if scanned:
        message = _("Trang {so} chỉ có ảnh quét, không đọc được chữ nào")
        message = message.format(so=", ".join(map(str, scanned)))
        hint = _("Gõ thêm nội dung các trang này, hoặc xin bản Word.")
        found.append(warning("NH512", message, place, hint))
    return found


def pages_scanned(pages: Sequence[PageText]) -> tuple[int, ...]:
    """The numbers of the pages that are a picture, with no text but the stamp of a signature."""
    return tuple(
        p.number
        for p in pages
        if p.images > 0.4 and (p.glyphs < 30 or (p.glyphs < 500 and _only_stamped(p)))
    )


def _only_stamped(page: PageText) -> bool:
    """Whether all the text that lies on a picture is the stamp of a signature."""
    said = " ".join(s.text for s in page.segments)
    return page.hidden == 0 and DAU_KY_SO.match(fold(said)) is not None


def _scan(place: Place) -> Diagnostic:
    return error(
        "NH508",
        _("PDF là ảnh quét, không có lớp chữ nên không đọc được"),
        place,
        _("Xin bản Word, hoặc PDF xuất thẳng từ Word."),
    )


def _illegible(place: Place) -> Diagnostic:
    return error(
        "NH514",
        _("Ảnh quét mờ hoặc không phải chữ Việt: nhận dạng không ra một văn bản"),
        place,
        _("Quét lại thẳng, rõ, 300 dpi; hoặc xin bản Word."),
    )


def _rubbish(place: Place) -> Diagnostic:
    return error(
        "NH509",
        _("Lớp chữ của PDF hỏng: nhìn thì đúng nhưng mã chữ bên trong không phải tiếng Việt"),
        place,
        _("Xin bản Word, hoặc xuất lại PDF từ Word (không dùng máy in ảo)."),
    )
