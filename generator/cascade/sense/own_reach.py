"""What `check` says of a sentence that reaches beyond the unit, in a plan that nobody derived.

What only a superior can do, institutions of another level, other units side by side with the one,
forms and appendices that the plan has not. The laws are those that deriving has, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.narrowed import narrowing
from generator.cascade.deriving.doubting.voices import voices
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.cascade.deriving.wording.among_others import alone
from generator.cascade.deriving.wording.references import forms_with_this_plan
from generator.diagnostics import Diagnostic, Severity, warning
from generator.grammar.body_tables import text_of
from generator.grammar.competence import competence, deals_with_central, gives_to_units
from generator.grammar.duties import duties
from generator.grammar.letters import plain_of
from generator.grammar.quoted import unquoted
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.plan.model import KeHoach, Loc
    from generator.plan.source import TomlSource

_PARTS = ("muc", "phu_luc", "ket_thuc")
_HELPS = ("phối hợp", "đề nghị", "tham gia", "tham mưu", "kiến nghị", "báo cáo", "cử ", "hưởng ứng")
"""How a sentence begins in which the unit helps, asks or prepares: it may name what is above."""

_CALLS = re.compile(
    r"(?<!\w)(?:kêu gọi|thu hút|vận động|mời gọi|khuyến khích|kiến nghị|đề xuất|đề nghị)(?!\w)"
    r"[^;.]*$"
)
"""Whoever calls others to something does not do it himself."""


def check_own_reach(plan: KeHoach, source: TomlSource, me: Addressee) -> Iterator[Diagnostic]:
    """LC727, LC729, LC732, LC733, of what no clerk is asked to look at already."""
    if not me.committee or me.level != RANKS["xa"]:
        return
    asked = {loc for loc, node in walk(plan) if getattr(node, "can_xem", None)}
    helped: list[Loc] = []
    for loc, node in walk(plan):
        if loc[0] not in _PARTS or loc in asked:
            continue
        title = plain(getattr(node, "tieu_de", None) or "")
        if plain_of(title).low.startswith(_HELPS):
            helped.append(loc)
        yield from _classes(title, me, source, (*loc, "tieu_de"), title=True)
        for number, table in enumerate(getattr(node, "bang", ()) or ()):
            cells = (text_of(cell) for row in table.rows for cell in row)
            if any(alone(cell, me).verdict == "place" for cell in cells):
                yield _beside(me, source, (*loc, "bang", number))
        text = unquoted(plain(getattr(node, "noi_dung", None) or ""))
        if not text:
            continue
        place = (*loc, "noi_dung")
        yield from _classes(text, me, source, place, title=False)
        yield from _forms(plan, text, source, place)
        if not any(loc[: len(at)] == at for at in helped):
            yield from _above(text, plan, me, source, place)
            yield from _others(text, me, source, place)


def _above(
    text: str, plan: KeHoach, me: Addressee, source: TomlSource, place: Loc
) -> Iterator[Diagnostic]:
    """LC732: what a superior does; where only the data know it, as a notice."""
    low = plain_of(text).low.lstrip(" -+*•")
    acts = {kin for d in duties(text, plan.day()) for kin in me.kins(d.who)}
    if low.startswith(_HELPS) or acts & {Kin.ABOVE, Kin.OTHER, Kin.OUTSIDE}:
        return  # others do it: LC709 tells who is ordered
    message = _("“{chu}”: việc của cấp trên, {don_vi} không làm được")
    hint = _("Bỏ câu ấy, hoặc ghi phần việc của {cap}").format(cap=me.word)
    said = gives_to_units(text, me.word) or deals_with_central(text)
    if said:
        told = message.format(chu=said, don_vi=me.unit)
        yield warning("LC732", told, source.span(place), hint)
        return
    for one in competence(text, plan.day()):
        if _CALLS.search(plain_of(text[: one.span.start]).low):
            continue
        if one.how == "data" and one.level is not None and RANKS[one.level] < me.level:
            words = text[one.span.start : one.span.end]
            told = message.format(chu=words, don_vi=me.unit)
            yield Diagnostic("LC732", Severity.INFO, told, source.span(place), (hint,))
            return


def _others(text: str, me: Addressee, source: TomlSource, place: Loc) -> Iterator[Diagnostic]:
    """LC733: units side by side, where one speaks for itself."""
    narrowed = alone(text, me)
    if not narrowed.verdict:
        return
    if narrowed.verdict == "others":
        message = _("Giao việc cho đơn vị khác cùng cấp, không có {don_vi}")
        hint = _("Bỏ câu ấy")
        yield warning("LC733", message.format(don_vi=me.unit), source.span(place), hint)
    else:
        yield _beside(me, source, place)


def _beside(me: Addressee, source: TomlSource, place: Loc) -> Diagnostic:
    message = _("Nêu cả đơn vị khác cùng cấp bên cạnh {don_vi}").format(don_vi=me.unit)
    return warning("LC733", message, source.span(place), _("Chỉ ghi phần của đơn vị mình"))


def _classes(
    text: str, me: Addressee, source: TomlSource, place: Loc, *, title: bool
) -> Iterator[Diagnostic]:
    """LC727, LC733: work for a class of units, or for units of another kind."""
    if any(doubt.sort == "condition" for doubt in voices(plain_of(text), me)):
        return  # told there
    said = narrowing(text, me, title=title)
    if said is not None and not said.happens and not _has_itself(text, said.about, me):
        verdict = said.verdict(me)
        if verdict == "others":
            message = _("Việc dành cho loại đơn vị khác, không phải {don_vi}")
            told = message.format(don_vi=me.unit)
            yield warning("LC733", told, source.span(place), _("Bỏ câu ấy"))
        elif verdict == "asked":
            yield _class_told(said.about, source, place)
        return
    for duty in duties(text) if not title else ():
        for body in duty.who:
            if duty.said and me.kin(body) is Kin.SOME:
                yield _class_told(body.only, source, place)
                return


def _has_itself(text: str, about: str, me: Addressee) -> bool:
    """Whether the unit is said to have something, and nothing is told a class.

    "Đặc khu có ít nhất 01 thư viện.": what looks like a class goes on up to the end.
    """
    low, words = plain_of(text).low.strip(" -+*.;/"), plain_of(about).low
    return low.startswith(f"{me.word} có ") and low.endswith(words) and about.startswith("có ")


def _class_told(about: str, source: TomlSource, place: Loc) -> Diagnostic:
    message = _("“Đối với {chu}”: kế hoạch của một đơn vị phải nói rõ có hay không")
    hint = _("Bỏ nếu không thuộc diện ấy; nếu thuộc thì bỏ chữ “Đối với …”")
    return warning("LC727", message.format(chu=about), source.span(place), hint)


def _forms(plan: KeHoach, text: str, source: TomlSource, place: Loc) -> Iterator[Diagnostic]:
    """LC729: "Mẫu số 02 kèm theo Kế hoạch này" where no appendix goes with the plan."""
    for words in forms_with_this_plan(text, len(plan.phu_luc)):
        message = _("Dẫn đến “{chu}” mà kế hoạch này không có").format(chu=words)
        hint = _("Ghi lại chỗ được dẫn")
        yield Diagnostic("LC729", Severity.INFO, message, source.span(place), (hint,))
