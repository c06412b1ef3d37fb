"""TT2: name of the type, subject, "V/v", "Kính gửi"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.locale import _
from generator.plan.families import SLIP
from generator.rules.all_rules import rule
from generator.rules.families.header import UNKNOWN
from generator.rules.finding import NOT_HERE, Finding, Fix, Saying, Skip
from generator.rules.kinds import types

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument


@rule("TT201")
def type_present(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Every document but an official letter names its type."""
    if van.only_annex:
        yield NOT_HERE
    elif not van.official:
        yield Skip(_(UNKNOWN))
    elif van.first("ten_loai") is None and not van.letter:
        if not _symbol_names_type(van) and _looks_like_title(van):
            yield Skip(_("không nhận ra tên loại trong các loại của Điều 7"))
        else:
            yield Finding(_("Thiếu tên loại văn bản"), wanted=_("KẾ HOẠCH, QUYẾT ĐỊNH, …"))


def _symbol_names_type(van: JudgedDocument) -> bool:
    """The symbol says which type the document is of."""
    return van.symbol is not None and re.split(r"[-–/\s]", van.symbol[1])[0] in types()


def _looks_like_title(van: JudgedDocument) -> bool:
    """A centred bold line in capitals under the head: a type this program does not know."""
    last = max((i.number for i in van.of("so", "dia_danh", "quoc_hieu")), default=0)
    for item in van.items[last + 1 : last + 12]:
        if item.line.cell is None and item.line.align == "center" and item.line.caps:
            return True
    return False


@rule("TT211")
def subject_present(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Under the name of the type stands what the document is about."""
    title = van.first("ten_loai")
    if title is None or van.kind in _WITHOUT:
        yield NOT_HERE
    elif not van.of("trich_yeu"):
        message = _("Thiếu trích yếu dưới tên loại văn bản")
        yield Finding(message, title, wanted=_("một câu hoặc cụm từ nêu nội dung chủ yếu"))


_WITHOUT = frozenset({"GGT", "GNP", "GUQ", "PG", "PC", "PB", "CĐ", "GM", "BB", "HĐ"})
"""Kinds whose samples have no subject, or one that is filled in by hand."""


@rule("TT217")
def subject_stop(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The subject is no sentence: no full stop at its end."""
    items = van.of("trich_yeu")
    if not items or items[-1].blank or van.letter:
        yield NOT_HERE
        return
    last = items[-1]
    text = last.text.rstrip()
    if text.endswith(".") and not text.endswith(("..", "/.")):
        fix: tuple[Fix, ...] = ()
        if last.para is not None and not last.shared:
            tail = text.split()[-1]
            fix = (Fix("thay", last.para, ((tail, tail.rstrip(".")),)),)
        message = _("Trích yếu không kết thúc bằng dấu chấm")
        yield Finding(message, last, "…" + text[-20:], _("không có dấu chấm"), fix)


@rule("TT231")
def letter_subject(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """An official letter has "V/v …" under its number."""
    if not van.letter:
        yield NOT_HERE
    elif van.vv is None:
        message = _("Công văn thiếu trích yếu (V/v …) dưới số, ký hiệu")
        yield Finding(message, van.first("so"), wanted=_("V/v …"))


@rule("TT238")
def letter_gap(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Six points between the number and "V/v"."""
    item = van.vv
    number = van.first("so")
    if not van.letter or item is None or item.para is None or number is None or item.shared:
        yield NOT_HERE
        return
    before = item.para.fmt.before
    after = number.para.fmt.after if number.para is not None else 0.0
    apart = item.para.index - number.para.index if number.para is not None else 1
    if apart == 1 and before + after < so["toi_thieu"] - 0.1:
        message = _("Trích yếu công văn cách số, ký hiệu 6 pt")
        wanted = _("ít nhất {so} pt").format(so=so["toi_thieu"])
        fix = (Fix("doan", item.para, (("before", float(so["toi_thieu"])),)),)
        yield Finding(message, item, f"{before + after:g} pt", wanted, fix)


_ADDRESSED = ("TTr", "BC", "CĐ", "GM", "GGT", "PC", "PG", "PB", "GNP", SLIP)


@rule("TT247")
def addressee(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The words: "Kính gửi" belongs to letters, reports and submissions."""
    item = van.first("kinh_gui")
    if item is None:
        yield NOT_HERE
    elif van.kind and van.kind not in _ADDRESSED:
        message = _("“Kính gửi” dùng cho công văn, tờ trình, báo cáo gửi cấp trên")
        yield Finding(message, item, item.text[:40], _("nơi nhận ghi ở cuối văn bản"))
