"""The issuer of the plan above, a ministry or a department, by its whole name in another's plan.

"lên hệ thống của Bộ" is in a province's plan "lên hệ thống của Bộ Công Thương": there it speaks
of another, and no longer of itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.rules import NAMED
from generator.cascade.deriving.rulebook.text_under_way import RuleWords
from generator.cascade.deriving.wording.entities import joined, put
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit

_BARE = re.compile(
    r"(?<!\w)(?:(?:về|gửi|báo cáo|trình|cho|với|thuộc)"
    r"|(?:[Hh]ệ thống|[Cc]ơ sở dữ liệu|[Pp]hần mềm|[Nn]ền tảng|[Cc]ổng|[Tt]rang|[Kk]ho|[Ứứ]ng dụng"
    r"|[Hh]ướng dẫn|[Qq]uy định|[Vv]ăn bản|[Mm]ẫu)(?: [^\W\d]+){0,6} của)"
    r" (?P<who>Bộ|Sở)(?=[,;./:]|$| [^A-ZĐ])"
    r"(?! (?:trưởng|phận|chỉ|tiêu|luật|máy|đội|thủ|môn|hữu|này|giao|yêu cầu)(?!\w))"
)
"""Who gets something, whose system it is; the issuer's own work ("việc của Bộ") is asked about."""

_FIELD = r"(?:chức năng|nhiệm vụ|thẩm quyền|quyền hạn|trách nhiệm|phạm vi quản lý)"
_OF_FIELD = re.compile(
    rf"(?<!\w){_FIELD}(?:(?:,| và) {_FIELD})*(?: quản lý(?: nhà nước)?)? của"
    r" (?P<who>(?:Bộ|Sở)(?!\w))"
)
"""What the issuer is for, said by itself: "thành nhiệm vụ cụ thể thuộc chức năng của Sở X"."""


def own_field(kit: Kit, draft: NodeDraft, field: str) -> None:
    """Put the unit where an aim of a department's plan says what the department is for."""
    name = "".join(map(str, kit.speech.words("{cap_tren.ten}").pieces))
    text = joined(draft.texts[field])
    found = _OF_FIELD.search(text) if kit.unit.committee else None
    if found is None or name.partition(" ")[0] != found["who"]:
        return
    begin, end = found.span("who")
    for whole in (name, name.partition(" tỉnh ")[0], name.partition(" thành phố ")[0]):
        if text.startswith(whole, begin):
            end = begin + len(whole)
            break
    new, done = put(draft.texts[field], [(begin, end, kit.speech.words("UBND {cap}"))])
    if done:
        draft.texts[field] = new
        draft.touch(NAMED)


def with_issuer(kit: Kit, words: str) -> str:
    """Words in which the issuer bears its whole name."""
    name, kind = _issuer(kit)
    for one in reversed([*_BARE.finditer(words)]):
        if one["who"] == kind:
            words = f"{words[: one.start('who')]}{name}{words[one.end('who') :]}"
    return words


def _issuer(kit: Kit) -> tuple[str, str]:
    """The name of a ministry or department that issued the plan above, and its kind; else ""."""
    name = "".join(map(str, kit.speech.words("{cap_tren.ten}").pieces))
    kind = name.partition(" ")[0]
    said = kit.unit.committee and kind in ("Bộ", "Sở")
    return (name, kind) if said else (name, "")


def name_the_issuer(kit: Kit, program: Program) -> None:
    """Put the issuer's name where the plan above only says what kind of body it is."""
    name, kind = _issuer(kit)
    if not kind:
        return
    for draft in program.order:
        if draft.dropped is not None or draft.kept or draft.part not in ("muc", "phu_luc"):
            continue
        for field, text in draft.texts.items():
            bare = [one for one in _BARE.finditer(joined(text)) if one["who"] == kind]
            new, done = put(text, [(*one.span("who"), RuleWords((name,))) for one in bare])
            if done:
                draft.texts[field] = new
                draft.touch(NAMED)
