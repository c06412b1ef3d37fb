"""Who speaks and who is meant in a sentence that a unit says of itself: laws beside doubts.py.

The superior's own voice, all units of the kind where one is meant, a class or another kind as a
condition, all levels ordered by one of them, a superior's document repealed, somebody sent to
what nobody names. Each law looks at one text alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.grammar.communes_before import without_former
from generator.grammar.duties import duties
from generator.grammar.labels import labels_in
from generator.grammar.letters import plain_of
from generator.grammar.name_ends import named_by_work
from generator.grammar.named_bodies import groups
from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedBody

Sort = Literal["voice", "class", "condition", "levels", "repeals", "norms", "cut", "kinds"]


class Doubtful(NamedTuple):
    """Words by which another seems to speak, or others to be meant."""

    sort: Sort
    words: str


_AT_HEAD = re.compile(
    r"(?:^|[.;] )[\s\-+•*]*(?:(?:[a-zđ]|\d{1,2})[.)] )?(?:đồng chí )?"
    r"(?:(?:phó )?(?:chủ tịch|bí thư|giám đốc)(?: thường trực)? )?$"
)
_ORDERS = re.compile(
    r"[^.;:]{0,40}? (?:yêu cầu|chỉ thị|chỉ đạo|phân công|nghiêm cấm|giao|đề nghị|phê bình)(?!\w)"
)
_ON_BEHALF = re.compile(r"(?:^|[.;] )[\W\d]*thừa lệnh ")
_REPEALS = re.compile(
    r"(?:thay thế|bãi bỏ|hủy bỏ|bãi bỏ hiệu lực)(?: cho| toàn bộ)? (?:kế hoạch|chỉ thị|quyết định"
    r"|nghị quyết|công văn|thông báo|quy định|quy chế|công điện)[^.;]{0,80}? của $"
)
_NORMS = re.compile(
    r"(?:^|[.;,] |\) )[\W]*(?:tiếp tục |rà soát, )?(?:ban hành|xây dựng|soạn thảo|sửa đổi|bổ sung"
    r"|sửa đổi, bổ sung|trình)(?: dự thảo| dự án)? (?:thông tư|nghị định|luật|pháp lệnh)(?!\w)"
)
"""Documents of ministers, the Government, the Assembly (Law 64/2025/QH15, Article 4)."""
_FOR_CLASS = re.compile(
    r"(?:^|[.;] )[\W\d]*(?:[a-zđ]\) )?(?:riêng )?đối với (?:các |những )?"
    r"(?P<kind>xã|phường|đặc khu|thị trấn|tỉnh|thành phố)(?P<only> [^.;:]{2,60}?)?:"
)
_BOTH_KINDS = re.compile(
    r"(?<!\w)(?:tại|ở|trên địa bàn|cho|của|giữa) (?:các )?(?:xã|phường)(?:, | và )(?:các )?"
    r"(?:phường|xã|đặc khu)(?!\w)"
)
_SENT = re.compile(
    r"[\W\d]*(?:(?:mỗi|từng) xã )?cử (?:ít nhất |tối thiểu )?(?:\d+ |một |các )?[^.;:,]{2,40}?"
    r" (?:tham gia|tham dự|dự thi|theo học)[\W]*"
    r"(?:trong (?:giai đoạn|năm|tháng|quý) [^a-zđ]*)?(?:năm \d{4}[\W]*)?"
)
_EACH_UNIT = re.compile(r"(?<!\w)(?:các|cấp) (?:xã|phường|đặc khu|thị trấn)(?!\w)(?! hội)")
_MAY_BE_ALL = re.compile(r"các |cấp |mỗi |từng |(?:xã|phường|khu|trấn)(?:, |/| và )")
_ALL_LEVELS = re.compile(r"(?<!\w)các cấp(?!\w)")


def voices(plain: Plain, me: Addressee, day: date | None = None) -> Iterator[Doubtful]:
    """What a committee or a department cannot say in a plan of its own, of a day."""
    yield from _voice(plain, me)
    yield from _repeals(plain, me)
    normal = holds(plain.low, ("thông tư", "nghị định", "luật", "pháp lệnh"))
    normal = normal and me.level > RANKS["trung-uong"]
    if normal and (norms := _NORMS.search(plain.low)) is not None:
        yield Doubtful("norms", plain.said(*norms.span()))
    if "cử " in plain.low and _SENT.fullmatch(plain.low):
        yield Doubtful("cut", plain.text.strip())
    if me.committee and me.level == RANKS["xa"]:
        plain = plain_of(without_former(plain.text))
        yield from _classes(plain, me, day)
        yield from _conditions(plain)
        may = holds(plain.low, ("xã, ", "xã và ", "phường, ", "phường và "))
        if may and (both := _BOTH_KINDS.search(plain.low)) is not None:
            yield Doubtful("kinds", plain.said(*both.span()))


def whole_class(body: NamedBody, me: Addressee) -> bool:
    """Whether a name stands for all units of the unit's own level, or a body of each."""
    many = len(body.units) > 1 or _EACH_UNIT.search(plain_of(body.text).low) is not None
    here = body.level is not None and RANKS[body.level] == me.level
    own = named_by_work(body.name) and "các " not in plain_of(body.text).low
    return body.every and bool(body.units) and many and here and not (body.place or own)


def _voice(plain: Plain, me: Addressee) -> Iterator[Doubtful]:
    """Such as "Đồng chí Phó Chủ tịch UBND tỉnh yêu cầu các cơ quan, đơn vị …"."""
    if "thừa lệnh " in plain.low and (found := _ON_BEHALF.search(plain.low)) is not None:
        yield Doubtful("voice", found[0].strip(" .;"))
        return
    for group in groups(plain):
        if me.kins(group.bodies) != {Kin.ABOVE} or not _AT_HEAD.search(plain.low[: group.start]):
            continue
        if any(body.every for body in group.bodies):
            continue
        found = _ORDERS.match(plain.low, group.end)
        after = [g for g in groups(plain) if found is not None and g.start >= found.end()]
        if found is not None and after and after[0].start - found.end() <= len(" cho "):
            yield Doubtful("voice", plain.said(group.start, found.end()))
            return


def _repeals(plain: Plain, me: Addressee) -> Iterator[Doubtful]:
    for group in groups(plain):
        found = _REPEALS.search(plain.low, 0, group.start)
        if found is not None and Kin.ABOVE in me.kins(group.bodies[:1]):
            yield Doubtful("repeals", plain.said(found.start(), group.end))
            return


def _classes(plain: Plain, me: Addressee, day: date | None) -> Iterator[Doubtful]:
    if _MAY_BE_ALL.search(plain.low) is None:
        return
    who = [body for duty in duties(plain.text, day) for body in duty.who]
    who += labels_in(plain.text, None, None).leads
    for body in who:
        if whole_class(body, me) and not body.only:
            yield Doubtful("class", body.text)
            return
        if body.every and body.kind != "ubnd" and _ALL_LEVELS.search(body.text.lower()):
            yield Doubtful("levels", body.text)
            return


def _conditions(plain: Plain) -> Iterator[Doubtful]:
    found = _FOR_CLASS.search(plain.low) if "đối với " in plain.low else None
    if found is not None and not plain.capital(found.end("kind") + 1):
        yield Doubtful("condition", plain.said(found.start("kind"), found.end() - 1))
