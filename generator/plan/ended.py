"""Bodies that had ended when a plan names them: "Sở Tài nguyên và Môi trường" in 2026."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, warning
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain, short_date
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.plan.apparatus import DanhMucBoMay
    from generator.plan.bodies import BodyKinds
    from generator.plan.mentions import Mention
    from generator.plan.model import Loc
    from generator.plan.toml import Loaded

_CITED = re.compile(r"(?:\bsố\s*\S*\d|\bngày\s+\d|/\S*\d{4})[^;.]{0,90}$")
"""Before a name: a document of that time is cited, and its issuer rightly has its old name."""
_DISTRICTS = re.compile(
    r"(?:Ủy ban nhân dân|UBND|Hội đồng nhân dân|HĐND)(?:,? (?:các|và))* "
    rf"(?:huyện|quận|thị xã|thị trấn)(?![\w-])(?: {LARGE}[\w]*)*"
)
_DISTRICTS_UNTIL = date(2025, 6, 30)
"""The last day of districts and townships (Luật Tổ chức chính quyền địa phương 72/2025/QH15)."""
_FORMER = re.compile(
    r"(?:\bnguyên|\btrước đây|\bcũ là)\W{0,3}$|^\W{0,3}(?:cũ\b|trước đây\b|nay là\b)"
)
"""Beside a name: the text knows that the body is no more."""


def ended_bodies(
    loaded: Loaded, apparatus: DanhMucBoMay, bodies: Callable[[], BodyKinds]
) -> list[Diagnostic]:
    """The bodies that the orders of a plan name though their kind had ended by its day.

    `bodies` is asked for only when a name of an ended kind stands in the plan at all.
    Citations and what says itself that the body is a former one are left alone.
    """
    day = loaded.plan.day()
    if day is None:
        return []
    kinds = _of_kinds(loaded, apparatus, bodies, day)
    told = {found.span for found in kinds}
    return [*kinds, *(found for found in _districts(loaded, day) if found.span not in told)]


def _districts(loaded: Loaded, day: date) -> Iterator[Diagnostic]:
    """Committees and councils of districts, whose level has ended."""
    if day <= _DISTRICTS_UNTIL:
        return
    for loc, key, text in _orders(loaded):
        for found in _DISTRICTS.finditer(text):
            before, after = text[: found.start()], text[found.end() :]
            if _CITED.search(before) or _FORMER.search(before[-20:]) or _FORMER.match(after[:20]):
                continue
            message = _("“{ten}” không còn từ ngày {tu}").format(
                ten=found[0], tu=short_date(_DISTRICTS_UNTIL + timedelta(days=1))
            )
            hint = _("Ghi cấp tỉnh, hoặc xã, phường, đặc khu có vào ngày ấy.")
            yield warning("KH423", message, loaded.source.span((*loc, key)), hint)


def _of_kinds(
    loaded: Loaded,
    apparatus: DanhMucBoMay,
    bodies: Callable[[], BodyKinds],
    day: date,
) -> list[Diagnostic]:
    """The bodies of kinds that had ended."""
    names = [
        name
        for kind in apparatus.bo_may
        if kind.den is not None and kind.den < day
        for name in (kind.ten, *kind.ten_khac)
    ]
    if not names:
        return []
    any_name = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    found: list[Diagnostic] = []
    for loc, key, text in _orders(loaded):
        if any_name.search(text) is None:
            continue
        found += [
            _told(loaded, (*loc, key), text, mention, bodies(), day)
            for mention in bodies().mentions(text, day)
            if not mention.body.exists and not _known_to_be_former(text, mention)
        ]
    return found


def _orders(loaded: Loaded) -> Iterator[tuple[Loc, str, str]]:
    """The texts of parts, appendices and recipients, each with its place."""
    for loc, node in walk(loaded.plan):
        if loc[0] not in ("muc", "phu_luc", "noi_nhan"):
            continue
        for key in ("tieu_de", "noi_dung"):
            text = getattr(node, key, None)
            if text:
                yield loc, key, plain(text)


def _known_to_be_former(text: str, mention: Mention) -> bool:
    before, after = text[: mention.start], text[mention.end :]
    return any((_CITED.search(before), _FORMER.search(before[-20:]), _FORMER.match(after[:20])))


def _told(
    loaded: Loaded, loc: Loc, text: str, mention: Mention, bodies: BodyKinds, day: date
) -> Diagnostic:
    body = mention.body
    message = _("“{ten}” không còn từ ngày {tu}").format(
        ten=text[mention.start : mention.end],
        tu=short_date(body.ended + timedelta(days=1)) if body.ended else short_date(day),
    )
    later = [bodies.kinds[id_].ten for id_ in body.became if id_ in bodies.kinds]
    hints = [_("Nay là: {ten}").format(ten="; ".join(later))] if later else []
    if body.from_memory:
        hints.append(_("Ngày ghi theo trí nhớ ở bo-may.toml, nơi này có thể sớm, muộn hơn"))
    return warning("KH423", message, loaded.source.span(loc), *hints)
