"""Of which field of work a sentence is: by words that belong to one field (linh-vuc.toml)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.grammar.data import read_data
from generator.grammar.letters import plain_of
from generator.grammar.phrases import any_of
from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = 140
"""Letters of a sentence in which its matter is named; what follows may be means and aims."""
_CUT = re.compile(r"[.;]|, (?:gửi|báo cáo)|(?<!\w)(?:nhằm|để|phối hợp với|gắn với)(?!\w)")

_TO = re.compile(
    r" (?:về|gửi|đến|cho) (?:ban chỉ (?:huy|đạo)|sở|bộ|phòng|chi cục|cục|văn phòng) [^.;,]{3,60}"
)
"""To whom a report goes: the field of the receiver is not that of the work."""


_SHOWN_AT = re.compile(
    r"(?:niêm yết|công khai|thông báo|dán|treo|họp|đối thoại|lấy ý kiến|phổ biến|tuyên truyền"
    r"|phát tờ rơi)(?!\w)[^.;]*?(?P<at> (?:tại|ở|trên) (?!lĩnh vực)[^.;]*)"
)
"""Where something is shown or heard is not its field: "niêm yết … tại nhà văn hóa"."""


_BROADCAST = re.compile(
    r" (?:qua|trên|ở|tại) (?:các |hệ thống )*(?:loa|đài|trạm|truyền thanh)(?!\w)"
)
"""What is read out for all is the work of those who have the loudspeakers."""
_FOR_WHOM = re.compile(
    r" (?:cho (?:các )?(?:người|trẻ em|học sinh|nhân dân|đồng bào|hộ|phụ nữ|thanh niên|bà con)"
    r"|đối với (?:các |những )?cơ sở)(?!\w)[^.;,]*"
)
"""For whom a thing is does not tell of which field it is: "bố trí công viên cho người cao tuổi"."""
_CALLED_UPON = re.compile(
    r"(?:vận động|kêu gọi|khuyến khích|động viên) (?P<who>[^.;]*?,[^.;]*?)"
    r" (?=(?:đăng ký|tham gia|hưởng ứng|hiến|thực hiện|chấp hành|ký cam kết)(?!\w))"
)
"""People of all kinds who are called upon: "vận động cán bộ, dân quân, người dân hiến máu"."""


def topics(text: str) -> frozenset[str]:
    """The fields (ids of bo-may.toml) that the beginning of a text names; empty: none surely."""
    return frozenset(field for _at, field in named_fields(head_of(plain_of(text).low)))


def named_fields(head: str) -> list[tuple[int, str]]:
    """Where words of a field stand in a text in small letters, and of which field they are."""
    pattern, fields = _table()
    return [(found.start(), fields[found[0]]) for found in pattern.finditer(head)]


def head_of(low: str) -> str:
    """The beginning of a text, without receivers, places where it is shown, people it is for."""
    cut = _CUT.search(low, 12)
    head = _TO.sub(" ", low[: min(cut.start() if cut else len(low), _HEAD)])
    if (shown := _SHOWN_AT.search(head)) is not None:
        pattern, _fields = _table()
        cast = _BROADCAST.match(shown["at"]) and not pattern.search(head, 0, shown.start("at"))
        cast = cast and "," not in head[: shown.start()]  # work of another kind stands before
        head = head if cast else head[: shown.start("at")]
    if holds(head, (" cho ", " đối với ")) and (whom := _FOR_WHOM.search(head)) is not None:
        pattern, _fields = _table()
        named = pattern.search(head, 0, whom.start()) is not None
        head = head[: whom.start()] + head[whom.end() :] if named else head
    if (called := _CALLED_UPON.search(head)) is not None:
        head = head[: called.start("who")] + head[called.end("who") :]
    return head


@cache
def _table() -> tuple[re.Pattern[str], Mapping[str, str]]:
    fields = {
        word: row["id"] for row in read_data("linh-vuc.toml")["linh_vuc"] for word in row["chu"]
    }
    return re.compile(rf"(?<!\w){any_of(fields)}(?!\w)"), fields
