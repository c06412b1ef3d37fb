"""What an organisation of the superior's level does as such: no commune's organisation is asked it.

"Đề nghị Hội Chữ thập đỏ tỉnh vận động hội viên" is asked of the commune's own. That it is the
standing body of the province's board, reports to the province, holds the province's contest, is its
own: such a clause is left out. What it is to tell the commune's own, that one is asked itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.competence.commands import DIRECTS
from generator.cascade.deriving.rulebook.rules import OTHERS
from generator.cascade.deriving.rulebook.text_under_way import joined
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.cascade.deriving.wording.joined_clauses import small
from generator.cascade.deriving.wording.sent_above import acts_above
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.occasions import OCCASION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.named_bodies import NamedBody

_TOP = (
    r"(?:(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|ban chỉ đạo) (?:tỉnh|thành phố)"
    r"|tỉnh ủy|thành ủy)(?!\w)"
)
_AS_SUCH = re.compile(
    r"[\W\d]*(?:(?:chủ trì|định kỳ|(?:hằng|hàng) (?:năm|quý|tháng)),? )*(?:"
    r"(?:làm |là )(?:cơ quan )?thường trực(?!\w)"
    rf"|(?:(?:theo dõi|đôn đốc|tổng hợp)(?: [^;.,]{{0,40}}?)?,? )*(?:báo cáo|trình|tham mưu)"
    rf"(?: [^;.,]{{0,40}}?)? (?:{_TOP}|sở [^\W\d])"
    r"|(?:thành lập|xây dựng|ban hành)(?!\w)[^;.]{0,90}?(?: cấp)? (?:tỉnh|thành phố)(?=[;.,]|$)"
    r"|(?:tổ chức|phát động|mở|đăng cai)(?!\w)[^;.]{0,80}? cấp (?:tỉnh|thành phố)(?!\w)"
    rf"|(?<=chủ trì )tổ chức {OCCASION}"
    r"|[^;]*(?<!\w)(?:thông báo|chuyển|bàn giao)(?: [^;.]{0,40}?)? (?:cho|đến)"
    r" (?:ubnd|ủy ban nhân dân) (?:các |cấp )?(?:xã|phường)(?!\w)"
    r"|(?:vận hành|quản lý|duy trì)(?!\w)[^;.]{0,80}? của (?:tỉnh|thành phố)(?=[;.]|$))"
)
_TELLS_BELOW = re.compile(
    r"[\W\d]*(?:đề nghị )?(?:chỉ đạo|hướng dẫn|yêu cầu) (?:các )?"
    r"(?:các cấp (?:hội|đoàn|mặt trận|công đoàn)|(?:đoàn thể"
    r"|mặt trận(?: tổ quốc)?(?: việt nam)?|đoàn|hội|tổ chức thành viên)"
    r"(?:(?:, | và )(?:đoàn thể|đoàn|hội|tổ chức thành viên))*"
    r" (?:các cấp|cấp (?:xã|cơ sở)|xã|phường|cơ sở|các xã))"
    r"(?:(?:, | và )(?:phường|đặc khu))* (?=[^\W\d])"
)
"""The same of organisations that are called by their first words: "Đoàn, Hội cấp xã"."""
_PARTS = re.compile(r"; ")
_PARTS_OF_TEXT = ("muc", "ket_thuc")
_EVENT = re.compile(
    r"[\W\d]*(?:chủ trì,? )?(?:(?:tổ chức|phát động)(?: \d+)? )?"
    rf"(?:{OCCASION}|(?:gặp mặt|tuyên dương)(?!\w))"
)


def leave_to_fronts(
    draft: NodeDraft, field: str, unit: Addressee, held: Sequence[NamedBody]
) -> None:
    """Leave out what organisations above do as such; `held`: those whom the headings ask."""
    if not unit.committee or unit.level != RANKS["xa"] or draft.part not in _PARTS_OF_TEXT:
        return
    text = joined(draft.texts[field])
    theirs, head, kept = _only_above(unit, held), "", list[str]()
    parts = _PARTS.split(text)
    for part in parts:
        named = _named_first(part)
        if named is not None:
            theirs, head = _only_above(unit, named.bodies), part[: named.end]
        if not theirs:
            kept.append(part)
            continue
        rest = part[len(head) if named is not None else 0 :]
        if named is not None and rest.startswith(":"):
            rest = f" {small(rest[1:].lstrip())}"  # a label: what it stands before is theirs
        if _AS_SUCH.match(plain_of(rest).low):
            continue
        behind = _behind_partners_above(unit, rest)
        if behind is not None and not _OF_EVERY_LEVEL.match(plain_of(behind).low):
            continue
        told, by_name = _told_on(unit, rest if behind is None else behind.strip(" ,"), theirs)
        if by_name and named is not None:  # who only tells them does none of it
            told = f"Đề nghị {told}"
        elif named is not None or (head and not any(head in one for one in kept)):
            told = f"{head} {small(told)}"  # who was named in a clause that is gone
        kept.append(told)
    if not kept:
        draft.drop(OTHERS)
    elif kept != parts:
        said = "; ".join(part.rstrip(" .;/") for part in kept)
        end = "./." if text.rstrip().endswith("./.") else "."
        draft.texts[field] = [f"{said[:1].upper()}{said[1:]}{end}"]
        draft.touch(OTHERS)


_MEETS = re.compile(r"[\W\d]*(?:chủ trì,? )?(?:phối hợp|cùng)(?: chặt chẽ)?(?: với)?(?: các)? $")
_OF_EVERY_LEVEL = re.compile(
    r"[\W\d]*(?:tổ chức |đẩy mạnh |tăng cường |tiếp tục |thường xuyên |công tác )*(?:tuyên truyền"
    r"|vận động|phổ biến|động viên|giám sát|phản biện|nắm (?:bắt|tình hình|tâm tư)|thăm|hướng dẫn"
    r"|kêu gọi|quyên góp)(?!\w)"
)
"""What an organisation does at each of its levels, whoever helps it at one."""


def _behind_partners_above(unit: Addressee, clause: str) -> str | None:
    """What is done with bodies of the level above alone, without them; None for other clauses."""
    plain = plain_of(clause)
    found = groups(plain)
    if not found or _MEETS.match(plain.low[: found[0].start]) is None:
        return None
    first = found[0].bodies
    return clause[plain.span(0, found[0].end).end :] if unit.kins(first) == {Kin.ABOVE} else None


class _NamedFirst(NamedTuple):
    bodies: tuple[NamedBody, ...]
    end: int


def _named_first(part: str) -> _NamedFirst | None:
    """The bodies with which a clause begins, and where their names end in it."""
    plain = plain_of(part)
    first = next(iter(groups(plain)), None)
    if first is None or plain.low[: first.start].strip(" -+*•") not in ("", "đề nghị", "giao"):
        return None
    return _NamedFirst(tuple(first.bodies), plain.span(0, first.end).end)


def _only_above(unit: Addressee, who: Sequence[NamedBody]) -> Sequence[NamedBody]:
    """Those bodies where all are organisations of the level above, each with one of its kind below.

    None of them where one is another body.
    """
    return who if all(acts_above(unit, b) and unit.kin(b) is Kin.FRONT for b in who) else ()


def holds_above(unit: Addressee, leads: Mapping[str, NamedBody], text: str) -> bool:
    """Whether the work of a row is what organisations above, which lead it, do as such."""
    low = plain_of(text).low
    own = _AS_SUCH.match(low) or _EVENT.match(low)
    return own is not None and bool(_only_above(unit, list(leads.values())))


def _told_on(unit: Addressee, clause: str, above: Sequence[NamedBody]) -> tuple[str, bool]:
    """A clause without that the commune's own organisation is told: it is the one asked.

    Others than the one that those of `above` have below them, or several, are told by their
    names, which the answer then says. The last of several may say the level for all:
    "Hội Nông dân, Đoàn Thanh niên cấp xã".
    """
    plain = plain_of(clause)
    if (bare := _TELLS_BELOW.match(plain.low)) is not None:
        return clause[plain.span(0, bare.end()).end :].strip(), False
    for group in groups(plain):
        *firsts, last = group.bodies
        fronts = unit.kins(group.bodies) == {Kin.FRONT} and last.level == "xa"
        below = fronts and all(body.level in ("xa", None) for body in firsts)
        if below and DIRECTS.fullmatch(plain.low[: group.start]):
            same = {_line(b) for b in group.bodies} == {_line(b) for b in above}
            one = same and len(group.bodies) == 1
            at = group.end if one else group.start
            return clause[plain.span(0, at).end :].strip(), not one
    return clause, False


_LINES = (
    ("mặt trận",), ("phụ nữ",), ("nông dân",), ("cựu chiến binh",), ("chữ thập đỏ",),
    ("người cao tuổi",), ("khuyến học",), ("công đoàn", "liên đoàn lao động"),
    ("đoàn thanh niên", "tỉnh đoàn", "thành đoàn", "đoàn xã", "đoàn phường", "đoàn cấp xã"),
)  # fmt: skip


def _line(body: NamedBody) -> str:
    """Which organisation one at any level is, by what its names have in common."""
    own = (names[0] for names in _LINES if any(name in body.name for name in names))
    return next(own, body.name)
