"""Whom a superior asks for its organisations: "Đề nghị Ban Thường vụ Tỉnh đoàn, Ban … Tỉnh ủy".

The board of an organisation stands for the organisation, which a commune has, too; a board of the
superior's Party committee, a court, a council in the same request is asked there, and by no
commune.
"""

from __future__ import annotations

from generator.grammar.letters import plain_of
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re

_ASKS = re.compile(r"[\W\d]*Đề nghị ")
_BOARD = re.compile(
    r"Ban (?:Thường vụ|Chấp hành|Đại diện) (?=(?:Tỉnh|Thành) đoàn(?!\w)"
    r"|(?:Hội|Liên đoàn|Đoàn) [^,;.:]{2,60}? (?:tỉnh|[Tt]hành phố)(?!\w))"
)
_PARTY_FIRST = re.compile(
    r"(?P<asks>^[\W\d]*Đề nghị )"
    r"(?:(?:(?:các )?(?:Ban|Văn phòng|Ủy ban Kiểm tra)(?! Thường)[^,;.:]{2,60}? (?:Tỉnh|Thành) ủy"
    r"|(?:Tòa án|Toà án|Viện [Kk]iểm sát) nhân dân[^,;.:]{0,40}?"
    r"|Đoàn đại biểu Quốc hội[^,;.:]{0,40}?"
    r"|(?:Thường trực )?(?:HĐND|Hội đồng nhân dân)[^,;.:]{0,30}?)(?:, | và ))+"
    r"(?=(?:Ban Thường trực )?(?:Ủy ban M|Mặt trận|UBMTTQ)|(?:Tỉnh|Thành) đoàn|Hội )"
)


def without_boards(text: str) -> str:
    """A request to organisations by their own names, without boards, courts of the superior's."""
    if "Ban Đại diện Hội " in text:  # the elderly have no other of a province
        text = _BOARD.sub("", text)
    if "Đề nghị " not in text or _ASKS.match(text) is None:
        return text
    return _PARTY_FIRST.sub(r"\g<asks>", _BOARD.sub("", text))


_FRONTS = (
    r"(?:Ủy ban |UB)?(?:Mặt trận Tổ quốc|MTTQ)(?: Việt Nam)?(?: (?:tỉnh|thành phố|các cấp))?"
    r"(?:(?:,| và) (?:các )?(?:đoàn thể|tổ chức (?:chính trị - xã hội|thành viên)))*"
    r"(?: (?:tỉnh|thành phố|các cấp))?"
)
_PARTY_OF_FRONTS = re.compile(
    r"(?:Đề nghị )?Đảng ủy (?:Ủy ban )?(?P<front>Mặt trận Tổ quốc)(?: Việt Nam)?"
    r"(?P<more>(?:,| và) (?:các )?(?:đoàn thể|tổ chức chính trị - xã hội))?"
    r" (?P<level>tỉnh|thành phố)"
    r"(?P<leads> (?:lãnh đạo|chỉ đạo)(?:(?:, | và )(?:lãnh đạo|chỉ đạo))*"
    rf"(?P<led> {_FRONTS})?)?(?!\w)"
)
"""A committee of the Party over the Front and the organisations: no commune has one."""


def without_party_of_fronts(text: str) -> str:
    """What it leads is asked of the Front and the organisations that a commune has."""
    if "Đảng ủy " not in text:
        return text
    return _PARTY_OF_FRONTS.sub(_fronts, text)


def _fronts(found: re.Match[str]) -> str:
    level, behind = found["level"], found.string[found.end() :]
    more = f", các tổ chức chính trị - xã hội {level}" if found["more"] else ""
    works = begins_work(plain_of(behind).low.strip())
    leads = "" if works or found["led"] else found["leads"] or ""
    return f"Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam {level}{more}{leads}"
