"""What recognition was not sure of, marked at its place: for the clerk, and in the plan.

Numbers, dates and names are marked one by one, since a wrong one makes a wrong document; of
other words one sentence for each page tells which they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.locale import _
from generator.plan.model import walk
from generator.read.scan.usual_words import family_name
from generator.text.normal import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.plan.model import AnyNode, KeHoach, VanBan
    from generator.read.classify.decide import Decision, DocumentRoles
    from generator.read.rebuild.import_report import LineFates

_FACTS = (
    "so",
    "dia_danh",
    "ho_ten",
    "chuc_vu",
    "quyen_han",
    "co_quan",
    "co_quan_chu_quan",
    "trich_yeu",
)
_SHOWN = 12


def mark_doubts(plan: KeHoach, reading: DocumentRoles, account: LineFates) -> None:
    """Mark doubtful figures and names of a recognised document; missing facts likewise."""
    if not any(d.line.recognised for d in reading.decisions):
        return
    nodes: dict[str, AnyNode | VanBan] = {node.id: node for _loc, node in walk(plan)}
    head = plan.van_ban
    others: dict[str, list[str]] = {}
    marks: dict[int, tuple[AnyNode | VanBan, list[str]]] = {}
    for decision, where in account.kept:
        node = nodes.get(where, head)
        for words, grave in _doubtful(decision):
            place = decision.line.place
            if not grave:
                others.setdefault(place.where, []).append(words)
                continue
            marks.setdefault(id(node), (node, []))[1].append(words)
            message = _("Đọc từ ảnh chưa chắc: “{chu}”").format(chu=words)
            account.doubt("NH518", message, place, _("So với bản giấy, sửa rồi xóa dòng can_xem."))
    for name in _family_names(plan):
        message = _("Họ của người ký đọc từ ảnh chưa chắc: “{chu}”").format(chu=name)
        account.doubt("NH518", message, reading.decisions[-1].line.place)
        _mark(head, message)
    for node, said in marks.values():
        shown = ", ".join(f"“{words}”" for words in dict.fromkeys(said))
        _mark(node, _("Đọc từ ảnh chưa chắc, so với bản giấy: {chu}").format(chu=shown))
    for missing in _missing(plan):
        account.doubt("NH518", missing, reading.decisions[0].line.place)
        _mark(head, missing)
    _tell_others(others, account, reading.file)


def _doubtful(decision: Decision) -> Iterator[tuple[str, bool]]:
    """Doubtful words of a line, and whether they are a figure, a date or a name."""
    at = 0
    for piece in decision.line.runs:
        text = squeeze(piece.text)
        begins = at == 0
        at += len(piece.text)
        if not piece.doubt or not any(c.isalnum() for c in text):
            continue
        name = text.lstrip("(“\"'[")[:1].isupper() and not begins
        yield text, decision.role in _FACTS or name or re.search(r"\d", text) is not None


def _family_names(plan: KeHoach) -> Iterator[str]:
    """Signers whose family name is none; one that it must be is put in its place."""
    for signer in plan.nguoi_ky:
        first, _blank, rest = (signer.ho_ten or "").partition(" ")
        right = family_name(first) if rest else None
        if right is not None:
            signer.ho_ten = f"{right or first} {rest}"
            yield first


def _missing(plan: KeHoach) -> Iterator[str]:
    head = plan.van_ban
    if head.so is None and not head.khong_so and head.kem_theo is None:
        yield _("Không đọc được số văn bản trong ảnh, hoặc số còn để trống")
    if head.ngay is None and head.kem_theo is None:
        yield _("Không đọc được ngày ban hành trong ảnh, hoặc ngày còn để trống")
    if not any(signer.ho_ten for signer in plan.nguoi_ky) and head.kem_theo is None:
        yield _("Không đọc được tên người ký trong ảnh")


def _mark(node: AnyNode | VanBan, said: str) -> None:
    node.can_xem = f"{node.can_xem}; {said}" if node.can_xem else said


def _tell_others(others: dict[str, list[str]], account: LineFates, file: str) -> None:
    from generator.diagnostics import Place

    for where, words in others.items():
        shown = ", ".join(dict.fromkeys(words[:_SHOWN])) + (", …" if len(words) > _SHOWN else "")
        message = _("{so} chữ khác đọc từ ảnh chưa chắc: {chu}").format(so=len(words), chu=shown)
        account.note("NH519", message, Place(file, where))
