"""TT5: "Nơi nhận:" and the list below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.locale import _
from generator.plan.families import SLIP
from generator.rules.all_rules import rule
from generator.rules.families.header import UNKNOWN
from generator.rules.finding import NOT_HERE, Finding, Fix, Saying, Skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument

_LABEL = "Nơi nhận:"


@rule("TT501")
def label_present(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """There is a list of recipients with its label."""
    if van.only_annex or van.attached:
        yield NOT_HERE
    elif not van.official:
        yield Skip(_(UNKNOWN))
    elif van.first("nhan_noi_nhan") is None:
        if van.kind in ("HĐ", "BGN", "BTT", SLIP):
            yield NOT_HERE
            return
        at = van.first("noi_nhan")
        yield Finding(_("Thiếu “Nơi nhận:”"), at, wanted=_LABEL)


@rule("TT502")
def label_words(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The label reads "Nơi nhận:"."""
    item = van.first("nhan_noi_nhan")
    if item is None:
        yield NOT_HERE
        return
    text = " ".join(item.text.split())
    if text == _LABEL or item.shared:
        return
    if text.startswith(_LABEL):
        message = _("Từ “Nơi nhận:” ở một dòng riêng")
        yield Finding(message, item, text[:40], _LABEL)
        return
    fix: tuple[Fix, ...] = ()
    if item.para is not None and item.text in item.para.text:
        fix = (Fix("thay", item.para, ((item.text, _LABEL),)),)
    yield Finding(_("Từ “Nơi nhận:” viết sai"), item, text, _LABEL, fix)


@rule("TT511")
def list_present(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Something stands under the label."""
    item = van.first("nhan_noi_nhan")
    if item is None:
        yield NOT_HERE
    elif not van.of("noi_nhan") and not item.text.split(":", 1)[-1].strip():
        message = _("Dưới “Nơi nhận:” không có nơi nhận nào")
        yield Finding(message, item, wanted=_("- …; - Lưu: VT, …."))
