"""The opening of a derived plan: bases in their order, the plan above, the words of enactment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.frame.title import bare_place
from generator.cascade.deriving.rulebook.rules import OPENED, REQUESTED, SUPERIOR
from generator.cascade.deriving.rulebook.text_under_way import Own, RuleWords, put_after
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.entities import joined, places, put
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import bodies, groups
from generator.plan.model import Doan

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.rulebook.text_under_way import Text
    from generator.cascade.deriving.unit.addressee import Addressee

_BASIS = re.compile(
    r"^[\s*]*(?:căn cứ|thực hiện|theo(?! dõi)|triển khai|trên cơ sở|tiếp theo"
    r"|xét)(?!\w)"
)
_FIRST = re.compile(r"^[\s*]*(?:Căn cứ|Thực hiện|Theo|Triển khai thực hiện|Triển khai) ")
_CONTEXT = re.compile(
    r"^[\s*]*(?:(?:sáng|chiều|tối|ngày|vừa qua|thời gian qua)(?!\w)[^.;]*(?<!\w)(?:họp|hội nghị"
    r"|làm việc|kiểm tra)(?!\w)|(?:theo|qua) (?:nhận định|dự báo|thống kê|số liệu|đánh giá"
    r"|báo cáo|kết quả)(?!\w)(?![^.]*\d/))"
)
"""How it came to the plan above, a meeting, a forecast: nothing that is carried out."""
_AIM = re.compile(r"^[\s*]*(?:để|nhằm)(?!\w)")
_ISSUES = re.compile(
    r"(?: \((?:sau đây|gọi|viết)[^()]{3,60}\))?"
    r" (?:ban hành|xây dựng)(?: và tổ chức thực hiện)? (?:kế hoạch|chương trình)(?!\w)"
)
_AS_FOLLOWS = re.compile(
    r"(?:(?:như sau|sau đây|sau|cụ thể)|nội dung(?: chính| chủ yếu| cụ thể)?)[\s*]*:[\s*]*$"
)
_REQUEST = re.compile(
    r"(?:^|[;,] ?)[\s*]*(?:và )?(?:căn cứ |xét |theo )?đề nghị của [^;]*?"
    r"(?=;|$|, (?:ủy ban nhân dân|ubnd|chủ tịch|hội đồng nhân dân) )"
)
"""A submission to the superior is no basis of the unit's plan."""
_POWERS = re.compile(
    r"(?:^|(?<=[;,]) ?)[\s*]*(?:và )?(?:căn cứ|theo(?! dõi)|thực hiện) [^;]*? (?:quy định"
    r"|về)(?: về)?"
    r"(?: vị trí,?| và)* ?chức năng[^;]* của (?P<whom>[^;,]+(?:, [^;,]+?)?)"
    r"(?=[.;*\s]*$|;|, (?:ủy ban nhân dân|ubnd|bộ|sở) )"
)
"""The basis on which the superior itself acts: its functions, powers and organisation."""
_END = re.compile(r"[\s.;,*]*$")


def open_plan(program: Program, unit: Addressee, cited: str = "") -> None:
    """Put the plan above among the bases, before the words of enactment, once.

    `cited`: the full citation of a directive, conclusion or programme, which becomes the subject.
    """
    if cited:
        program.subject.texts["noi_dung"] = [RuleWords((f"Thực hiện {cited}",))]
        program.subject.touch(OPENED)
    bases, enacting, other = _sorted(program)
    bases = [draft for draft in bases if not _only_requests(draft)]
    bases = [draft for draft in bases if not _only_powers(draft, unit)]
    if any(
        "{cap_tren" in joined(t) for d in [*bases, *enacting] for t in d.texts.values() if _own(d)
    ):
        return
    last = any(_continues(draft) for draft in enacting)
    for draft in enacting:
        _enact(program, draft, unit, cited=last or not bases)
        _placed(program, draft, unit)
    for draft in other:
        if not draft.touched:
            draft.drop("boi-canh-cap-tren")
    if not enacting:
        _added(program, cited=not bases)
    if bases and not last:
        _cite(program, bases)


def _continues(draft: NodeDraft) -> bool:
    """Whether bases go on in the words of enactment: the plan above stands behind the last."""
    said = joined(draft.texts["noi_dung"])
    low = plain_of(said).low
    issued = next((g for g in groups(plain_of(said)) if _ISSUES.match(low, g.end)), None)
    prefix = ""
    if issued is not None:  # names of bases may stand before the issuer's
        prefix = plain_of(said[: issued.bodies[-1].span.start]).low.strip(" ,;")
    asked = _REQUEST.search(prefix)
    rest = prefix[: asked.start()] + prefix[asked.end() :] if asked is not None else prefix
    return not draft.touched and bool(_BASIS.match(rest)) and re.search(r"\w", rest) is not None


def _only_requests(draft: NodeDraft) -> bool:
    """Cut the submissions to the superior out of a basis; whether nothing else stands there."""
    if draft.touched:
        return False
    for name, text in draft.texts.items():
        said = joined(text)
        found = _REQUEST.search(plain_of(said).low)
        if found is None:
            continue
        start, end = plain_of(said).span(found.start(), found.end())
        rest = (said[:start] + said[end:]).strip(" ;,")
        if not re.search(r"\w", rest):
            draft.drop(REQUESTED)
            return True
        closed = said.rstrip(" *")[-1:]
        draft.texts[name] = [
            rest + (closed if closed in ".;" and not rest.endswith(closed) else "")
        ]
        draft.touch(OPENED)
    return False


def _only_powers(draft: NodeDraft, unit: Addressee) -> bool:
    """Cut a basis on the functions of another body; whether nothing else stands there."""
    if draft.touched:
        return False
    for name, text in draft.texts.items():
        said = joined(text)
        found = _POWERS.search(plain_of(said).low)
        whom = plain_of(said).said(*found.span("whom")) if found is not None else ""
        kins = unit.kins(bodies(whom))
        if found is None or not kins or kins & {Kin.SELF, Kin.OWN, Kin.EVERYBODY}:
            continue
        start, end = plain_of(said).span(found.start(), found.end())
        rest = (said[:start] + said[end:]).strip(" ;,")
        if not re.search(r"\w", rest):
            draft.drop(SUPERIOR)
            return True
        closed = said.rstrip(" *")[-1:]
        draft.texts[name] = [rest + (closed if closed in ".;" else "")]
        draft.touch(OPENED)
    return False


def _own(draft: NodeDraft) -> bool:
    """Whether a rule put the citation there, and not the plan above."""
    return any(
        isinstance(piece, RuleWords) and "{cap_tren" in "".join(piece.pieces)
        for text in draft.texts.values()
        for piece in text
    )


def _sorted(program: Program) -> tuple[list[NodeDraft], list[NodeDraft], list[NodeDraft]]:
    """Bases, words of enactment, everything else of the opening."""
    bases = [d for d in program.parts["can_cu"] if d.dropped is None]
    enacting: list[NodeDraft] = []
    other: list[NodeDraft] = []
    for draft in program.parts["mo_dau"]:
        if draft.dropped is not None:
            continue
        role = draft.above.vai_tro
        low = plain_of(draft.said).low
        if role == "loi_dan" or _AS_FOLLOWS.search(low):
            enacting.append(draft)
        elif _CONTEXT.match(low):
            other.append(draft)
        elif role == "can_cu" or _BASIS.match(low):
            bases.append(draft)
        elif role is None or role == "boi_canh":
            other.append(draft)
    return bases, enacting[-1:], [*enacting[:-1], *other]


def _enact(program: Program, draft: NodeDraft, unit: Addressee, *, cited: bool) -> None:
    """The words of enactment in the mouth of the unit; bases and aims before them stay."""
    text = joined(draft.texts["noi_dung"])
    plain = plain_of(text)
    place = None
    for group in groups(plain):
        if _ISSUES.match(plain.low, group.end):
            place = plain.span(group.start, group.end)
            last = group.bodies[-1].span
            if len(group.bodies) > 1 and place.start < last.start < place.end:
                place = place._replace(start=last.start)  # names of bases before the issuer
    prefix = text[: place.start].rstrip(" ,;.") if place else ""
    asked = _REQUEST.search(plain_of(prefix).low)
    if asked is not None and place is not None and not draft.touched:
        cut = plain_of(prefix).span(asked.start(), asked.end())
        prefix = (prefix[: cut.start] + prefix[cut.end :]).strip(" ,;")
        text = f"{prefix}, {text[place.start :]}" if prefix else text[place.start :]
        draft.texts["noi_dung"] = [text]
        start = len(text) - (place.end - place.start) - (len(plain.text) - place.end)
        place = place._replace(start=start, end=start + place.end - place.start)
    based, aimed = (bool(p.match(prefix.lower())) for p in (_BASIS, _AIM))
    whole = place is not None and program.plan.van_ban.loai == "KH"
    if whole and place is not None:
        whole = not groups(plain_of(text[place.end :])) and (based or aimed or not prefix)
    name = program.speech.words("{ten}")
    if not whole or place is None:
        above = f"{prefix}; thực hiện {{cap_tren}}, " if based else "Thực hiện {cap_tren}, "
        aim = "" if based else _aim(program, text, unit)
        first = (above if not aim else f"{above}{aim}, ") if cited or based else f"{aim}, "
        draft.texts["noi_dung"] = [
            *([RuleWords((first[:1].upper() + first[1:],))] if first.strip(" ,") else []),
            name, RuleWords((_rest(program),)),
        ]  # fmt: skip
    else:
        start, first = place.start, ""
        if cited and based:
            start, first = len(prefix), "; thực hiện {cap_tren}, "
        elif cited and not aimed:
            first = "Thực hiện {cap_tren}, "
        elif cited:
            _add(program, draft)
        words = RuleWords((first, *name.pieces) if first else name.pieces)
        new, done = put(draft.texts["noi_dung"], [(start, place.end, words)])
        if not done:  # a rule that keeps the superior's name cannot mean it here
            new = [*_loose(text[:start]), words, *_loose(text[place.end :])]
        draft.texts["noi_dung"] = new
    draft.touch(OPENED)


def _aim(program: Program, text: str, unit: Addressee) -> str:
    """Till when a superior orders something, and to what end; "" where it says no time.

    "Để bảo đảm điện … đến hết tháng 9 năm 2026, Chủ tịch UBND tỉnh yêu cầu:".
    """
    plain = plain_of(text)
    orders = next((g for g in groups(plain) if _ORDERS.match(plain.low, g.end)), None)
    said = text[: plain.span(0, orders.start).end].strip(" ,") if orders is not None else ""
    if not _AIM.match(plain_of(said).low) or not deadlines(said, program.plan.day()):
        return ""
    made = [(c.start, c.end, program.speech.words(c.words)) for c in places(said, unit)]
    return small(joined(put([said], made)[0]))


_ORDERS = re.compile(r",? (?:yêu cầu|chỉ đạo|giao|đề nghị)(?!\w)")


def _placed(program: Program, draft: NodeDraft, unit: Addressee) -> None:
    """The area of the unit where the words of enactment name the superior's."""
    text = draft.texts["noi_dung"]
    last = text[-1]
    if not isinstance(last, str):
        last = "".join(last.pieces) if len(text) > 1 else ""
    made = [(c.start, c.end, program.speech.words(c.words)) for c in places(last, unit)]
    subject = bare_place(last, unit) if unit.committee and not made else None
    if subject is not None:
        made = [(*subject, RuleWords((Own("don_vi"),)))]
    new, done = put([last], made)
    if done:
        draft.texts["noi_dung"] = [*text[:-1], *new]


def _loose(text: str) -> list[str | RuleWords]:
    return [RuleWords((text,))] if text else []


def _add(program: Program, before: NodeDraft) -> None:
    """A paragraph of its own for the plan above."""
    draft = program.new(Doan(id="can-cu", noi_dung="x", vai_tro="can_cu"), "mo_dau", None, OPENED)
    draft.texts["noi_dung"] = [RuleWords(("Thực hiện {cap_tren}.",))]
    program.parts["mo_dau"].insert(program.parts["mo_dau"].index(before), draft)


def _rest(program: Program) -> str:
    """Such as " ban hành Kế hoạch phòng, chống dịch … như sau:"."""
    if program.plan.van_ban.loai != "KH":
        return " ban hành Kế hoạch triển khai thực hiện như sau:"
    subject = program.plan.van_ban.trich_yeu
    subject = re.sub(r"^(?:Về việc|V/v|Về) ", "", subject)
    keep = subject[1:2].isupper() or not subject[:1].isupper()
    said = subject if keep else subject[:1].lower() + subject[1:]
    return f" ban hành Kế hoạch {said} như sau:"


def _added(program: Program, *, cited: bool) -> None:
    draft = program.new(Doan(id="loi-dan", noi_dung="x", vai_tro="loi_dan"), "mo_dau", None, OPENED)
    above = [RuleWords(("Thực hiện {cap_tren}, ",))] if cited else []
    draft.texts["noi_dung"] = [*above, program.speech.words("{ten}"), RuleWords((_rest(program),))]
    program.parts["mo_dau"].append(draft)


def _behind(text: Text) -> Text:
    """Bases of law with the plan above behind them, and what they ended with."""
    last = text[-1]
    if not isinstance(last, str):
        return put_after(text, RuleWords(("; thực hiện {cap_tren}",)))
    end = _END.search(last)
    at = end.start() if end is not None else len(last)
    tail = last[at:].strip() or ";"
    return [*text[:-1], last[:at], RuleWords(("; thực hiện {cap_tren}", tail))]


_LAST = re.compile(r"[\s.,]*(?P<slant>\**)\s*$")


def _go_on(line: NodeDraft) -> None:
    """A basis before another one ends with ";" (Decree 30, Annex I.II.6), whatever it ended with.

    In the plan above it was the last, with a full stop, or the sentence went on with a comma.
    """
    text = line.texts["noi_dung"]
    last = text[-1]
    said = last if isinstance(last, str) else last.pieces[-1]
    if not isinstance(said, str) or not said.rstrip(" *").endswith((".", ",")):
        return
    end = _LAST.search(said)
    at, slant = (end.start(), end["slant"]) if end is not None else (len(said), "")
    if isinstance(last, str):
        line.texts["noi_dung"] = [*text[:-1], said[:at], f";{slant}"]
    else:
        line.texts["noi_dung"] = [
            *text[:-1],
            RuleWords((*last.pieces[:-1], f"{said[:at]};{slant}")),
        ]
    line.touch(OPENED)


def _ends_as_base(draft: NodeDraft) -> bool:
    return joined(draft.texts["noi_dung"]).rstrip(" *").endswith((";", ","))


def _cite(program: Program, bases: list[NodeDraft]) -> None:
    """The plan above as a basis: a line of its own after lines, else inside the one sentence."""
    lines = [d for d in bases if d.part == "can_cu"]
    if not lines and len(bases) > 1 and all(d.part == "mo_dau" for d in bases):
        lines = bases
    # a base that was read into the opening words is one of the lines, the last of them
    ends = [d for d in bases if d.part == "mo_dau" and _ends_as_base(d)] if lines else []
    lines += [d for d in ends if d not in lines]
    if lines:
        last = lines[-1]
        part = last.part
        draft = program.new(Doan(id="can-cu-ke-hoach-tren", noi_dung="x"), part, None, OPENED)
        draft.texts["noi_dung"] = [RuleWords(("Thực hiện {cap_tren}.",))]
        program.parts[part].insert(program.parts[part].index(last) + 1, draft)
        for line in lines:
            _go_on(line)
        return
    draft = bases[-1]
    text = draft.texts["noi_dung"]
    first = text[0]
    found = _FIRST.match(first) if isinstance(first, str) else None
    if found is not None and isinstance(first, str) and found[0].strip() == "Căn cứ":
        draft.texts["noi_dung"] = _behind(text)  # the law stands before the plan above
    elif found is not None and isinstance(first, str):
        rest = first[found.end() :]
        draft.texts["noi_dung"] = [RuleWords(("Thực hiện {cap_tren}; ",)), rest, *text[1:]]
    else:
        draft.texts["noi_dung"] = put_after(text, RuleWords(("; {cap_tren}",)))
    whole = joined(draft.texts["noi_dung"]).rstrip(" *")
    if not whole.endswith((".", ",", ";", ":")):
        draft.texts["noi_dung"] = [*draft.texts["noi_dung"], RuleWords((".",))]
    draft.touch(OPENED)
