"""Second thoughts on roles: what a checker must not take for a component.

The reader gives each line its likeliest role, because an importer has to put it
somewhere. A checker that judges a line by a role it does not have raises a false
alarm; so lines that only look like a component lose the role here, and forms with
footnote marks ("Số: …/KH-…3…") get theirs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from generator.read.vocabulary import AUTHORITY
from generator.rules.kinds import types
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.read.classify.decide import Decision

_HEAD = ("quoc_hieu", "tieu_ngu", "co_quan_chu_quan", "co_quan", "so", "dia_danh")
_FORMS = frozenset(("giay gioi thieu", "giay nghi phep", "giay moi", "phieu gui", "phieu chuyen"))
_NUMERIC = re.compile(r"^[^,;:\d]{2,40},? ngay \d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{2,4}$")
_STAMP = re.compile(r"gio:|giay\b|;.*;|\d\d:\d\d")


def repaired(decisions: Sequence[Decision]) -> list[str]:
    """The roles of all lines, in order."""
    roles: list[str] = [d.role for d in decisions]
    folded = [fold(d.line.text[:200]) for d in decisions]
    _too_long(decisions, roles)
    _misspelt(roles, folded)
    _numbers(decisions, roles, folded)
    _places(decisions, roles, folded)
    _titles(decisions, roles, folded)
    _agencies(decisions, roles, folded)
    _subjects(decisions, roles, folded)
    _appendices(decisions, roles, folded)
    _recipients(decisions, roles, folded)
    _addressees(decisions, roles)
    _names(decisions, roles)
    _bases(decisions, roles, folded)
    return roles


_KNOWN = (
    ("quoc_hieu", "cong hoa xa hoi chu nghia viet nam"),
    ("tieu_ngu", "doc lap - tu do - hanh phuc"),
)


_LENGTHS = {"quoc_hieu": 60, "tieu_ngu": 60, "dia_danh": 90, "so": 90, "co_quan": 160}
"""Letters: a longer line only speaks of the component."""


def _too_long(decisions: Sequence[Decision], roles: list[str]) -> None:
    """A paragraph about the Quốc hiệu is no Quốc hiệu."""
    for index, role in enumerate(roles):
        if role in _LENGTHS and len(decisions[index].line.text) > _LENGTHS[role]:
            roles[index] = "doan"


def _misspelt(roles: list[str], folded: list[str]) -> None:
    """Quốc hiệu and Tiêu ngữ with a letter too many or too few."""
    for role, words in _KNOWN:
        if role in roles:
            continue
        for index, text in enumerate(folded[:20]):
            if abs(len(text) - len(words)) < 6 and ratio(text, words) > 85:
                roles[index] = role
                break


_LOOSE = ("mo_dau", "doan", "khac", "trich_yeu")
_BASIS = ("can cu ", "theo de nghi ", "xet de nghi ", "xet to trinh ")


def _names(decisions: Sequence[Decision], roles: list[str]) -> None:
    """Under the function, in its cell, stands the name, however it is written."""
    for index, role in enumerate(roles):
        cell = decisions[index].line.cell
        if role not in ("chuc_vu", "quyen_han") or cell is None:
            continue
        for after in range(index + 1, min(index + 6, len(roles))):
            line = decisions[after].line
            if line.cell is None or (line.cell.table, line.cell.col) != (cell.table, cell.col):
                break
            words = line.text.split()
            if roles[after] == "khac" and line.bold and 2 <= len(words) <= 7 and not line.caps:
                roles[after] = "ho_ten"


def _bases(decisions: Sequence[Decision], roles: list[str], folded: list[str]) -> None:
    """A basis that ends like a sentence is still one, among the others or in italics."""
    start = next((i for i, r in enumerate(roles) if r in ("muc", "khoan")), len(roles))
    start = next((i for i, t in enumerate(folded[:start]) if t.startswith("dieu 1")), start)
    for index in range(start):
        if roles[index] in _LOOSE and folded[index].startswith(_BASIS):
            beside = {roles[i] for i in (index - 1, index + 1) if 0 <= i < len(roles)}
            if decisions[index].line.italic or "can_cu" in beside:
                roles[index] = "can_cu"
        carries_out = folded[index].startswith("thuc hien ") and decisions[index].line.italic
        if roles[index] in _LOOSE and carries_out and index and roles[index - 1] == "can_cu":
            roles[index] = "can_cu"  # "Thực hiện Kế hoạch số … của UBND tỉnh.", the last of them
        if roles[index] == "can_cu" and decisions[index].line.text.rstrip().endswith(":"):
            roles[index] = "mo_dau"  # "Căn cứ …, Ủy ban nhân dân ban hành Kế hoạch như sau:"


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
        if index < 20 and role != "so" and _NUMERIC.match(folded[index]):
            roles[index] = "dia_danh"
        if role == "dia_danh" and _STAMP.search(folded[index]):
            roles[index] = "dau_ky_so"


def _titles(decisions: Sequence[Decision], roles: list[str], folded: list[str]) -> None:
    """The name of the type in small letters; "QUYẾT ĐỊNH:" before the articles is none."""
    names = {fold(name) for name in types().values()}
    for index, role in enumerate(roles):
        if role == "ten_loai" and folded[index].endswith(":"):
            roles[index] = "khac"
            for after in range(index + 1, len(roles)):
                if roles[after] != "trich_yeu":
                    break
                roles[after] = "doan"
    if "ten_loai" in roles:
        return
    for index, text in enumerate(folded[:40]):
        line = decisions[index].line
        if line.cell is not None or text not in names or not (line.bold or line.align == "center"):
            continue
        roles[index] = "ten_loai"
        for after in range(index + 1, min(index + 4, len(roles))):
            if (
                roles[after] not in ("trong", "duong_ke")
                and decisions[after].line.align == "center"
            ):
                roles[after] = "trich_yeu"
                break
        return


_UNDER = re.compile(
    r"^(so|phong|chi cuc|trung tam|van phong|truong|thanh tra|ban quan ly|vien|benh vien|cuc) "
)


def _two_bodies(own: list[int], roles: list[str], folded: list[str]) -> None:
    """Two names in bold: a department under its committee, not a name over two lines."""
    lower = next((n for n, i in enumerate(own) if n and _UNDER.match(folded[i])), None)
    if lower is not None and not _UNDER.match(folded[own[0]]):
        for index in own[:lower]:
            roles[index] = "co_quan_chu_quan"


def _agencies(decisions: Sequence[Decision], roles: list[str], folded: list[str]) -> None:
    """The agency is the last line above the number; nothing after the title is part of the head."""
    title = roles.index("ten_loai") if "ten_loai" in roles else None
    for index, role in enumerate(roles):
        if role in _HEAD and title is not None and index > title + 1:
            roles[index] = "khac"
    number = roles.index("so") if "so" in roles else None
    framed = number is not None and decisions[number].line.cell is not None
    own = [i for i, role in enumerate(roles) if role == "co_quan"]
    for index in own:
        if framed and decisions[index].line.cell is None:
            roles[index] = "khac"
    if "co_quan_chu_quan" not in roles:
        _two_bodies(own, roles, folded)
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
            and AUTHORITY.match(folded[index])
            and (number or title in ("quyet dinh", "nghi quyet", "chi thi"))
        ):
            roles[index] = "khac"


def _appendices(decisions: Sequence[Decision], roles: list[str], folded: list[str]) -> None:
    """A line in brackets under the title of an appendix is no title; a form is no appendix."""
    forms: set[int] = set()
    for index, role in enumerate(roles):
        if role == "tieu_de_phu_luc" and folded[index].startswith("("):
            roles[index] = "kem_theo" if "kem theo" in folded[index] else "khac"
        elif role == "tieu_de_phu_luc" and folded[index].startswith("kem theo"):
            roles[index] = "kem_theo"
        elif role == "phu_luc" and not folded[index].startswith(("phu luc", "phu bieu")):
            roles[index] = "khac"
            forms.add(decisions[index].part)
    for index, role in enumerate(roles):
        if role == "tieu_de_phu_luc" and decisions[index].part in forms:
            roles[index] = "khac"


def _addressees(decisions: Sequence[Decision], roles: list[str]) -> None:
    """The list under "Kính gửi:", one addressee to a line."""
    if "kinh_gui" not in roles:
        return
    start = roles.index("kinh_gui")
    if not decisions[start].line.text.rstrip().endswith(":"):
        return
    for index in range(start + 1, min(start + 16, len(roles))):
        text = decisions[index].line.full.strip()
        if text and not text.startswith(("-", "–", "+")):
            return
        if text:
            roles[index] = "kinh_gui"


def _recipients(decisions: Sequence[Decision], roles: list[str], folded: list[str]) -> None:
    """The label of the recipients in a table of data; "Ghi chú" below the list is no recipient."""
    notes = False
    for index, role in enumerate(roles):
        notes = role == "noi_nhan" and (notes or folded[index].startswith("ghi chu"))
        if notes:
            roles[index] = "khac"
    if "nhan_noi_nhan" in roles:
        return
    for index, text in enumerate(folded):
        if roles[index] == "noi_nhan" and text.startswith("noi nhan"):
            roles[index] = "nhan_noi_nhan"
            return
    for index, text in enumerate(folded):
        if decisions[index].part == 0 and re.match(r"^noi nhan ?:?$", text):
            roles[index] = "nhan_noi_nhan"
            return
    _foot_without_label(decisions, roles, folded)


def _foot_without_label(decisions: Sequence[Decision], roles: list[str], folded: list[str]) -> None:
    """A foot whose "Nơi nhận:" is missing is known by its line "Lưu: VT"."""
    filed = next(
        (
            i
            for i, text in enumerate(folded)
            if decisions[i].part == 0 and re.match(r"^- ?luu ?:? ?(vt|van thu)", text)
        ),
        None,
    )
    place = decisions[filed].line.cell if filed is not None else None
    if place is None:
        return
    for index, decision in enumerate(decisions):
        cell = decision.line.cell
        if cell is None or cell.table != place.table or roles[index] in ("trong", "duong_ke"):
            continue
        if cell.col == place.col:
            first = folded[index].startswith("noi nhan")
            roles[index] = "nhan_noi_nhan" if first else "noi_nhan"
        elif decision.line.caps:
            capacity = re.match(r"^(tm|kt|tl|tuq|q)[./]", folded[index])
            roles[index] = "quyen_han" if capacity else "chuc_vu"
        elif decision.line.bold:
            roles[index] = "ho_ten"
