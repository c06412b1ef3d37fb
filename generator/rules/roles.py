"""Second thoughts on roles: what a checker must not take for a component.

The reader gives each line its likeliest role, because an importer has to put it
somewhere. A checker that judges a line by a role it does not have raises a false
alarm; so lines that only look like a component lose the role here, and forms with
footnote marks ("Số: …/KH-…3…") get theirs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.document.read.normal import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.document.read.classify import Decision

_HEAD = ("quoc_hieu", "tieu_ngu", "co_quan_chu_quan", "co_quan", "so", "dia_danh")
_AUTHORITY = re.compile(
    r"^(tham quyen|chu tich|uy ban|hoi dong|giam doc|bo truong|thu tuong|hieu truong|chanh|truong|"
    r"vien truong|tong giam doc|cuc truong|chi cuc|quyet nghi|quyet dinh|thu truong|ban |so )"
)
_FORMS = frozenset(("giay gioi thieu", "giay nghi phep", "giay moi", "phieu gui", "phieu chuyen"))
_STAMP = re.compile(r"gio:|giay\b|;.*;|\d\d:\d\d")


def repaired(decisions: Sequence[Decision]) -> list[str]:
    """The roles of all lines, in order."""
    roles: list[str] = [d.role for d in decisions]
    folded = [fold(d.line.text[:200]) for d in decisions]
    _numbers(decisions, roles, folded)
    _places(decisions, roles, folded)
    _agencies(decisions, roles)
    _subjects(decisions, roles, folded)
    _appendices(decisions, roles, folded)
    _recipients(decisions, roles, folded)
    return roles


def _numbers(decisions: Sequence[Decision], roles: list[str], folded: list[str]) -> None:
    """A form's number line with footnote marks in it."""
    if "so" in roles:
        return
    for index, text in enumerate(folded[:30]):
        if re.match(r"^so ?:? ?[\s.…\d]*/", text) and roles[index] in (
            "co_quan",
            "khac",
            "doan",
            "trich_yeu",
        ):
            roles[index] = "so"
            return


def _places(decisions: Sequence[Decision], roles: list[str], folded: list[str]) -> None:
    """The time of a digital signature is no date line."""
    for index, role in enumerate(roles):
        if role == "dia_danh" and _STAMP.search(folded[index]):
            roles[index] = "dau_ky_so"


def _agencies(decisions: Sequence[Decision], roles: list[str]) -> None:
    """The agency is the last line above the number; nothing after the title is part of the head."""
    title = roles.index("ten_loai") if "ten_loai" in roles else None
    for index, role in enumerate(roles):
        if role in _HEAD and title is not None and index > title + 1:
            roles[index] = "khac"
    above = [i for i, role in enumerate(roles) if role == "co_quan_chu_quan"]
    if above and "co_quan" not in roles:
        roles[above[-1]] = "co_quan"


def _subjects(decisions: Sequence[Decision], roles: list[str], folded: list[str]) -> None:
    """Under a decision's subject stands who decides; under a form's title its first line."""
    title = next((folded[i] for i, role in enumerate(roles) if role == "ten_loai"), "")
    own = [i for i, role in enumerate(roles) if role == "trich_yeu" and decisions[i].part == 0]
    for number, index in enumerate(own):
        line = decisions[index].line
        if (title in _FORMS and not line.bold) or (
            line.caps
            and _AUTHORITY.match(folded[index])
            and (number or title in ("quyet dinh", "nghi quyet", "chi thi"))
        ):
            roles[index] = "khac"


def _appendices(decisions: Sequence[Decision], roles: list[str], folded: list[str]) -> None:
    """A line in brackets under the title of an appendix is no title."""
    for index, role in enumerate(roles):
        if role == "tieu_de_phu_luc" and folded[index].startswith("("):
            roles[index] = "kem_theo" if "kem theo" in folded[index] else "khac"
        elif role == "phu_luc" and not folded[index].startswith(
            ("phu luc", "phu bieu", "bieu", "mau so", "mau ")
        ):
            roles[index] = "khac"


def _recipients(decisions: Sequence[Decision], roles: list[str], folded: list[str]) -> None:
    """The label of the recipients in a table that was taken for one of data."""
    if "nhan_noi_nhan" in roles:
        return
    for index, text in enumerate(folded):
        if decisions[index].part == 0 and re.match(r"^noi nhan ?:?$", text):
            roles[index] = "nhan_noi_nhan"
            return
