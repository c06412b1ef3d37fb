"""Sentences that run on into the unit's own, cut where its own begins, before they are read.

"Văn phòng … ban hành danh mục trước ngày 15/5, dựa trên danh mục này các xã lập kế hoạch": two
sentences; "Công an tỉnh chủ trì, Công an cấp xã làm sạch dữ liệu": each does his part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.wording.entities import joined
from generator.cascade.deriving.wording.said_plainly import said_plainly

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee

_UNITS = (
    r"(?:các |mỗi |từng )?(?:UBND |Ủy ban nhân dân )?(?:các |cấp )?(?:xã|phường|đặc khu|địa phương)"
)
_GROUND = re.compile(
    r"[,;] (?P<ground>(?:dựa (?:trên|vào)|trên cơ sở|căn cứ(?: vào)?|từ|theo) [^,.;]{2,60}?"
    rf" ?(?:này|đó|ấy)),? (?P<units>{_UNITS}(?:(?:, | và )(?:xã|phường|đặc khu))* )"
)
_LED = re.compile(
    r"(?<= chủ trì), (?=(?:Công an|Ban Chỉ huy [Qq]uân sự|[Tt]rạm [Yy] tế|Hội [^,;.]{3,24}?"
    r"|Đoàn [Tt]hanh niên) (?:các |cấp )?(?:xã|phường|đặc khu)(?:, (?:xã|phường))*"
    r" (?!phối hợp|tham gia|cùng|và |hỗ trợ|có liên quan|, )[^\W\d])"
)


def sentences_apart(drafts: Iterable[NodeDraft], unit: Addressee, day: date | None) -> None:
    """Cut the texts of a plan where the unit, or a body of it, begins to act; say it in full."""
    for draft in drafts if unit.committee else ():
        for name, text in draft.texts.items():
            said = joined(text)
            whole = said_plainly(said, unit, day) if draft.part == "muc" else said
            own = _apart(whole) if ", " in whole or "; " in whole else whole
            if own != said and draft.dropped is None and not draft.kept:
                draft.texts[name], draft.said = [own], draft.said.replace(said, own)


def _apart(text: str) -> str:
    if " chủ trì, " in text:
        text = _LED.sub("; ", text)
    if (found := _GROUND.search(text)) is None:
        return text
    ground = found["ground"]
    return (
        f"{text[: found.start()]}. {ground[:1].upper()}{ground[1:]}, {found['units']}"
        f"{text[found.end() :]}"
    )
