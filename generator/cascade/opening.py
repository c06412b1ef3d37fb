"""The opening of a derived plan: bases in their order, the plan above, the words of enactment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.draft import Draft
from generator.cascade.entities import joined
from generator.cascade.rules import OPENED
from generator.cascade.words import Written, put_after
from generator.grammar.letters import plain_of
from generator.plan.model import Doan

if TYPE_CHECKING:
    from generator.cascade.program import Program

_BASIS = re.compile(r"^[\s*]*(?:căn cứ|thực hiện|theo|triển khai|trên cơ sở|tiếp theo|xét)(?!\w)")
_FIRST = re.compile(r"^[\s*]*(?:Căn cứ|Thực hiện|Theo|Triển khai thực hiện|Triển khai) ")
_ENACTS = re.compile(
    r"(?:ban hành|xây dựng|lập|yêu cầu|chỉ đạo|thống nhất|đề nghị|giao|kết luận|thông báo)(?!\w)[^.]*:?[\s*]*$"
)
_ISSUER = re.compile(r"(?:chủ tịch )?(?:ủy ban nhân dân|tỉnh ủy|thành ủy|sở|bộ|ban thường vụ)(?!\w)")
_AS_FOLLOWS = re.compile(r"(?:như sau|sau đây|sau)[\s*]*:[\s*]*$")
_END = re.compile(r"[\s.;,*]*$")
ENACTED = "{ten} ban hành Kế hoạch {noi_dung} như sau:"


def open_plan(program: Program) -> None:
    """Put the plan above among the bases, before the words of enactment, once."""
    bases, enacting, other = _sorted(program)
    if any("{cap_tren" in joined(t) for d in [*bases, *enacting] for t in d.texts.values() if _own(d)):
        return
    for draft in enacting:
        if not draft.touched:
            _enact(program, draft, cited=not bases)
    for draft in other:
        if not draft.touched:
            draft.drop("boi-canh-cap-tren")
    if not enacting:
        _added(program, cited=not bases)
    if bases:
        _cite(program, bases)


def _own(draft: Draft) -> bool:
    """Whether a rule put the citation there, and not the plan above."""
    return any(
        isinstance(piece, Written) and "{cap_tren" in "".join(piece.pieces)
        for text in draft.texts.values()
        for piece in text
    )


def _sorted(program: Program) -> tuple[list[Draft], list[Draft], list[Draft]]:
    """Bases, words of enactment, everything else of the opening."""
    bases = [d for d in program.parts["can_cu"] if d.dropped is None]
    enacting: list[Draft] = []
    other: list[Draft] = []
    for draft in program.parts["mo_dau"]:
        if draft.dropped is not None:
            continue
        role = draft.above.vai_tro
        low = plain_of(draft.said).low
        if role == "loi_dan" or _AS_FOLLOWS.search(low):
            enacting.append(draft)
        elif role == "can_cu" or _BASIS.match(low):
            bases.append(draft)
        elif role is None or role == "boi_canh":
            other.append(draft)
    return bases, enacting[-1:], [*enacting[:-1], *other]


def _enact(program: Program, draft: Draft, *, cited: bool) -> None:
    """The words of enactment in the mouth of the unit; bases in the same paragraph stay."""
    text = joined(draft.texts["noi_dung"])
    plain = plain_of(text)
    basis = ""
    if _BASIS.match(plain.low):
        for found in _ISSUER.finditer(plain.low):
            if _ENACTS.match(plain.low[found.end() :].split(" ", 8)[-1]) or ", " == plain.low[found.start() - 2 : found.start()]:
                basis = text[: plain.span(found.start(), found.end()).start].rstrip(" ,;")
    above = ""
    if basis:
        above = f"{basis}; thực hiện {{cap_tren}}, "
    elif cited:
        above = "Thực hiện {cap_tren}, "
    draft.texts["noi_dung"] = [Written((above,)), program.speech.words("{ten}"), Written((_rest(program),))]
    draft.touch(OPENED)


def _rest(program: Program) -> str:
    """Such as " ban hành Kế hoạch phòng, chống dịch … như sau:"."""
    subject = joined(program.subject.texts["noi_dung"]) if not _names_open(program) else program.plan.van_ban.trich_yeu
    subject = re.sub(r"^(?:Về việc|V/v|Về) ", "", subject)
    keep = subject[1:2].isupper() or not subject[:1].isupper()
    said = subject if keep else subject[:1].lower() + subject[1:]
    return f" ban hành Kế hoạch {said} như sau:"


def _names_open(program: Program) -> bool:
    """Whether the subject holds names that are filled in later."""
    return any(isinstance(p, Written) for p in program.subject.texts["noi_dung"])


def _added(program: Program, *, cited: bool) -> None:
    node = Doan(id="loi-dan", noi_dung="x", vai_tro="loi_dan")
    draft = Draft(node, "doan", "mo_dau", None, "")
    taken = {d.id for d in program.order}
    while draft.id in taken:
        draft.id += "-kh"
    above = "Thực hiện {cap_tren}, " if cited else ""
    draft.texts["noi_dung"] = [Written((above,)), program.speech.words("{ten}"), Written((_rest(program),))]
    draft.touch(OPENED)
    program.parts["mo_dau"].append(draft)
    program.order.append(draft)


def _cite(program: Program, bases: list[Draft]) -> None:
    """The plan above as a basis: a line of its own after lines, else inside the one sentence."""
    lines = [d for d in bases if d.part == "can_cu"]
    if lines:
        last = lines[-1]
        node = Doan(id="can-cu-ke-hoach-tren", noi_dung="x")
        draft = Draft(node, "doan", "can_cu", None, "")
        taken = {d.id for d in program.order}
        while draft.id in taken:
            draft.id += "-2"
        draft.texts["noi_dung"] = [Written(("Thực hiện {cap_tren}.",))]
        draft.touch(OPENED)
        program.parts["can_cu"].insert(program.parts["can_cu"].index(last) + 1, draft)
        program.order.append(draft)
        for line in lines:
            text = joined(line.texts["noi_dung"])
            if not line.touched and text.rstrip(" *").endswith("."):
                end = _END.search(text)
                line.texts["noi_dung"] = [text[: end.start()] if end else text, ";"]
                line.touch(OPENED)
        return
    draft = bases[-1]
    text = draft.texts["noi_dung"]
    first = text[0]
    found = _FIRST.match(first) if isinstance(first, str) else None
    if found is not None and isinstance(first, str):
        rest = first[found.end() :] if found[0].strip() != "Căn cứ" else f"căn cứ {first[found.end():]}"
        draft.texts["noi_dung"] = [Written(("Thực hiện {cap_tren}; ",)), rest, *text[1:]]
    else:
        draft.texts["noi_dung"] = put_after(text, Written(("; {cap_tren}",)))
    whole = joined(draft.texts["noi_dung"]).rstrip(" *")
    if not whole.endswith((".", ",", ";", ":")):
        draft.texts["noi_dung"] = [*draft.texts["noi_dung"], Written((".",))]
    draft.touch(OPENED)
