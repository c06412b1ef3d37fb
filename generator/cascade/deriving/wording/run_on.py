"""Sentences that run on into the unit's own, cut where its own begins, before they are read.

"Văn phòng … ban hành danh mục trước ngày 15/5, dựa trên danh mục này các xã lập kế hoạch": two
sentences; "Công an tỉnh chủ trì, Công an cấp xã làm sạch dữ liệu": each does his part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.wording.entities import joined
from generator.cascade.deriving.wording.no_inspectors import without_inspectors
from generator.cascade.deriving.wording.said_plainly import said_plainly
from generator.cascade.deriving.wording.singled_out import left_by_name
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.subjects import takes_part
from generator.grammar.work_verbs import begins_work

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee

_UNITS = (
    r"(?:các |mỗi |từng )?(?:UBND |Ủy ban nhân dân )?(?:các |cấp )?(?:xã|phường|đặc khu|địa phương)"
)
_GROUND = re.compile(
    r"[,;] (?P<ground>(?:dựa (?:trên|vào)|trên cơ sở|căn cứ(?: vào)?|từ|theo(?! dõi)) [^,.;]{2,60}?"
    rf" ?(?:này|đó|ấy)),? (?P<units>{_UNITS}(?:(?:, | và )(?:xã|phường|đặc khu))* )"
)
_LED = re.compile(
    r"(?<= chủ trì), (?=(?:Công an|Ban Chỉ huy [Qq]uân sự|[Tt]rạm [Yy] tế|Hội [^,;.]{3,24}?"
    r"|Đoàn [Tt]hanh niên) (?:các |cấp )?(?:xã|phường|đặc khu)(?:, (?:xã|phường))*"
    r" (?!phối hợp|tham gia|cùng|và |hỗ trợ|có liên quan|, )[^\W\d])"
)


_ORDERS = ("muc", "ket_thuc")
"""The parts of a plan that tell who does what."""


def sentences_apart(drafts: Iterable[NodeDraft], unit: Addressee, day: date | None) -> None:
    """Cut the texts of a plan where the unit, or a body of it, begins to act; say it in full."""
    for draft in drafts if unit.committee else ():
        for name, text in draft.texts.items():
            said = joined(text)
            plainly = said_plainly if draft.part in _ORDERS else without_inspectors
            whole = plainly(said, unit, day)
            own = _apart(whole) if ", " in whole or "; " in whole else whole
            if own != said and draft.dropped is None and not draft.kept:
                draft.texts[name], draft.said = [own], draft.said.replace(said, own)
                if "iêng " in said:
                    draft.by_name = left_by_name(said, own, unit)


_DONE = re.compile(
    r"; (?P<first>[^\W\d])(?P<rest>[^;.:]{12,}?) do (?=[^;.:]{4,60}? (?:thực hiện|chủ trì|tổ chức"
    r"|tiến hành|đảm nhiệm|đảm nhận|triển khai)(?!\w)[^;:]{0,30}(?:[.;]|$))"
)
"""The last of several acts, of which it says who does it."""


def _done_by_another(text: str) -> str:
    """A text whose last act, which a body named behind it does, is a sentence of its own."""
    found = _DONE.search(text)
    if found is None or not begins_work(text[found.start("first") :].lower()):
        return text
    behind = plain_of(text[found.end() :])
    if next((g.start for g in groups(behind)), 1) > 0 or takes_part(f"{found['rest']} do "):
        return text
    return f"{text[: found.start()]}. {found['first'].upper()}{text[found.end('first') :]}"


_COURSE = re.compile(
    r"^(?P<begins>[\W\d]*(?:[a-zđ]\) ?)?)(?:[Tt]ổ chức )?(?P<what>(?:[Tt]ập huấn|[Bb]ồi dưỡng"
    r"|[Đđ]ào tạo|[Dd]iễn tập|[Tt]uyên truyền)(?!\w)[^:;.]{2,120}): (?P<who>[^:;.,\d]{4,60}?)"
    r" (?P<verb>chủ trì|tổ chức|mở)(?P<many> \d+ (?:lớp|khóa|đợt|hội nghị|cuộc|buổi)), "
    r"(?=(?:mỗi|các|từng) (?:xã|phường|đặc khu|địa phương|đơn vị)(?!\w))"
)
"""A course named first, then who holds it and whom each unit sends."""


_SENDS = re.compile(r"(?P<whom>[^;.:]* cử [^;.:]*(?:tham dự|tham gia|dự))(?P<end>\W*)")


def _course_said(text: str) -> str:
    """A text that says first who holds a course: "Sở Y tế mở 02 lớp tập huấn …, mỗi xã cử …"."""
    found = _COURSE.match(text)
    if found is None:
        return text
    plain = plain_of(found["who"])
    first = next(iter(groups(plain)), None)
    if first is None or (first.start, first.end) != (0, len(plain.low)):
        return text
    verb = "mở" if found["verb"] == "chủ trì" else found["verb"]
    what = f"{found['what'][:1].lower()}{found['what'][1:]}"
    rest = text[found.end() :]
    if "," in what and (sends := _SENDS.fullmatch(rest)) is not None:
        thing = found["many"].split(" ", 2)[2]
        each = f"{found['begins']}{sends['whom'][:1].upper()}{sends['whom'][1:]}"
        return f"{each} các {thing} {what} do {found['who']} {verb}{sends['end']}"
    said = f"{found['begins']}{found['who']} {verb}{found['many']} {what}"
    return f"{said}, {rest}"


def _apart(text: str) -> str:
    if ": " in text and " cử " in text:
        text = _course_said(text)
    if " chủ trì, " in text:
        text = _LED.sub("; ", text)
    if " do " in text and "; " in text:
        text = _done_by_another(text)
    if (found := _GROUND.search(text)) is None:
        return text
    ground = found["ground"]
    return (
        f"{text[: found.start()]}. {ground[:1].upper()}{ground[1:]}, {found['units']}"
        f"{text[found.end() :]}"
    )
