"""What the plan above says of itself: the day from which a term runs, the forms that go with it.

"Trong 10 ngày kể từ ngày ban hành Kế hoạch này" is counted from the superior's plan, also in the
plan of a unit, whose own day comes weeks later; a form that goes with the superior's plan does not
go with the unit's. Both name the plan above. An appendix that the unit has, too, is its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.cascade.deriving.rulebook.questions import Q_WHICH
from generator.cascade.deriving.rulebook.rules import NAMED
from generator.cascade.deriving.wording.entities import Replacement, joined, put
from generator.grammar.body_tables import text_of
from generator.grammar.letters import plain_of
from generator.plan.ruled import Hang
from generator.text import patterns as re
from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.grammar.letters import Plain
    from generator.plan.ruled import Bang

CITED = "{cap_tren:ngay}"
"""The plan above with number, day and issuer."""
_TYPES = (
    r"(?:kế hoạch|chỉ thị|công điện|nghị quyết|kết luận|thông báo|chương trình|quyết định"
    r"|đề án|công văn|văn bản)"
)
_THIS = rf"{_TYPES} này(?! của)"
_BASE = re.compile(
    r"(?<!\w)(?P<from>(?:kể )?từ(?: (?:ngày|khi|thời điểm))?|sau(?: ngày| khi)?|ngay khi"
    r"|tính từ(?: ngày| khi)?|trước(?: ngày| khi| thời điểm))"
    r" (?:(?P<verb>ban hành|ký ban hành|ký|nhận được|tiếp nhận|phê duyệt|thông qua"
    rf"|có hiệu lực(?: thi hành)? của|có) (?P<object>{_THIS}|{_TYPES}(?=[ ]*[,.;)]|$))"
    rf"|(?P<subject>{_THIS}|(?P<bare>{_TYPES})) (?:được )?(?:ủy ban nhân dân tỉnh |ubnd tỉnh )?"
    r"(?P<act>ban hành|ký ban hành|ký|phê duyệt|thông qua|công bố|có hiệu lực(?: thi hành)?))"
    r"(?!\w)(?! (?:kế hoạch|quyết định|chương trình|đề án|văn bản|công văn))"
)
_SIGNED = ("ký", "ký ban hành", "nhận được", "tiếp nhận", "ban hành")
"""Acts that are said of the plan above as they are; whatever makes it hold is its issue."""
_MAKES = re.compile(
    r"(?<!\w)(?:xây dựng|lập|soạn thảo|ban hành|trình|tham mưu|phê duyệt|thẩm định|hoàn thiện)"
    r" (?:[^\W\d]+ ){0,4}?kế hoạch(?! này)"
)
"""What makes a document of its own: "the plan" behind it is that one."""
_BARE_TERM = re.compile(
    r"(?:(?:trong|chậm nhất|không quá|tối đa|sau)(?: vòng| thời hạn)? ?)*\d+ (?:ngày|tháng|tuần)"
    r"(?: làm việc)?,? (?:(?:kể |tính )?từ|sau) (?:ngày |khi )?(?P<act>ban hành|ký ban hành|ký)\W*"
)
"""A whole cell "15 ngày kể từ ngày ban hành": of the plan that has the table."""
_BARE_ISSUE = re.compile(
    r"(?<!\w)(?:kể từ|tính từ|từ|sau)(?: ngày| khi)? (?P<act>ban hành|ký ban hành|ký)"
    r"(?=\s*(?:[.,;)]|$))"
)
"""A term of a sentence that does not say what was issued: "kể từ ngày ký ban hành"."""
_FORM = re.compile(
    r"(?P<what>(?:mẫu|biểu|biểu mẫu|bảng|phụ lục|phụ biểu|đề cương|danh mục|danh sách|hướng dẫn"
    r"|tài liệu|nội dung|bộ câu hỏi|phiếu)(?: (?:số )?(?P<number>[\divx]+[a-z]?))?(?!\w)"
    r"[^.;:()]{0,60}?)(?P<with> ?\(?(?:(?:ban hành|gửi|được ban hành) )?(?:kèm theo|đính kèm"
    r"|gửi kèm|kèm))"
    rf"(?: theo)?(?P<whose> {_THIS})?(?P<end>(?=[ ]*(?:[,.;)]|$|về |trước |đến |tới |xong "
    r"|trong |để )))"
)
_REPORTED = re.compile(
    r"(?<!\w)báo cáo(?:,? [^;.:,]{0,40}?)? (?:kết quả|tình hình|tiến độ|việc)"
    r"(?: triển khai| tổ chức)? thực hiện(?P<whose> (?:các (?:nội dung|nhiệm vụ) (?:của |tại )?)?"
    r"(?:thông báo|công văn|công điện) này)(?!\w)"
)
"""A report on what a superior ordered is one on its paper, not on the unit's plan."""
_NUMBERS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}


_NO_PLAN = re.compile(r"(?P<kind>quyết định|nghị quyết|thông tư|nghị định) này(?! của)")
"""What says "this" of itself and is no plan: slipped in from what it was typed from."""


def name_the_plan_above(ask: Questions, program: Program) -> None:
    """Name the plan above where a term runs from it, or a form goes with it.

    Which "Quyết định này" is in a plan, which is none, nobody can tell: that is asked.
    """
    annexes = program.parts["phu_luc"]
    for draft in program.order:
        if draft.dropped is not None or draft.kept or not draft.digest:
            continue
        if draft.part not in ("muc", "ket_thuc", "phu_luc"):
            continue
        for name, text in draft.texts.items():
            plain = plain_of(joined(text))
            found = [*_bases(plain), *_forms(plain, annexes), *_bare_issues(plain)]
            found += _reports(plain)
            if program.plan.van_ban.loai == "KH":
                found = _told_apart(ask, draft, plain, found)
            made = [
                (start, end, program.speech.words(words)) for start, end, words in sorted(found)
            ]
            new, done = put(text, made)
            if done:
                draft.texts[name] = new
                draft.touch(NAMED)
        if "bang" in draft.changed:
            draft.changed["bang"] = [_table(table, annexes) for table in draft.changed["bang"]]


def _told_apart(
    ask: Questions, draft: NodeDraft, plain: Plain, found: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """The places without those that speak of another document, which are asked about."""
    for other in _NO_PLAN.finditer(plain.low):
        at = plain.span(*other.span())
        inside = [one for one in found if one[0] <= at.start and at.end <= one[1]]
        cited = re.search(rf"{other['kind']} số", plain.low[: other.start()])
        if inside and not cited:
            ask.mark(draft, Q_WHICH.replace("{chu}", plain.said(*other.span())))
        found = [one for one in found if one not in inside]
    return found


def _table(table: Bang, annexes: list[NodeDraft]) -> Bang:
    """A table with the same in the cells of its rows; its head stays."""

    def cell(said: str, row: Hang) -> str:
        plain = plain_of(said)
        whole = plain_of(" ".join(map(text_of, row.o)))
        found = [*_bases(plain, whole), *_forms(plain, annexes)]
        term = _BARE_TERM.fullmatch(plain.low)
        if term is not None and not re.search(rf"(?<!\w){_TYPES}(?!\w)", whole.low):
            at = plain.span(*term.span("act"))
            found.append((at.end, at.end, f" {CITED}"))
        for start, end, words in sorted(found, reverse=True):
            said = said[:start] + words + said[end:]
        return said

    rows = [
        replace(
            row,
            o=[cell(c, row) if isinstance(c, str) else [cell(p, row) for p in c] for c in row.o],
        )
        if isinstance(row, Hang)
        else row
        for row in table.hang
    ]
    return replace(table, hang=rows)


_SPREADS = re.compile(
    r"(?<!\w)(?:quán triệt|phổ biến|tuyên truyền|học tập|sao gửi)"
    r"(?:,? (?:và )?(?:quán triệt|phổ biến|tuyên truyền|học tập|niêm yết|nội dung|toàn văn|đầy đủ"
    r"|sâu rộng|kịp thời|nghiêm túc|rộng rãi|tinh thần|các nội dung(?: của)?))* $"
)
"""What is done with the words of a superior's document: those of the unit's plan go with them."""


def this_document(low: str, at: int) -> str:
    """What another document than a plan is that says "this" of itself, in the plan of a unit."""
    return f"{CITED} và Kế hoạch này" if _SPREADS.search(low[:at]) else "Kế hoạch này"


_OF_NOTICE = r"(?:thông báo(?: kết luận)?|kết luận)"
"""A notice tells what was concluded, and calls itself by either."""


def says_itself(document: str, low: str) -> Iterator[re.Match[str]]:
    """Where a document that is no plan, of a type in small letters, says "this" of itself."""
    if not document or " này" not in low:
        return
    types = _OF_NOTICE if document == "thông báo" else re.escape(document)
    for found in re.finditer(rf"(?<!\w){types} này(?!\w)", low):
        if re.search(rf"{types} số", low[: found.start()]) is None:
            yield found


_PLAN_OF_UNITS = re.compile(
    r"(?<!\w)ngày (?:ban hành|ký|phê duyệt) (?P<plan>kế hoạch(?: thực hiện| triển khai)? của"
    r" (?:địa phương|đơn vị|cấp mình|mình)(?: mình)?)(?=[.;,]|$)"
)


def own_plan(text: str) -> Iterator[Replacement]:
    """The plan that each unit makes of its own is this one: "từ ngày ban hành Kế hoạch của …"."""
    plain = plain_of(text)
    for found in _PLAN_OF_UNITS.finditer(plain.low) if "kế hoạch" in plain.low else ():
        yield Replacement(*plain.span(*found.span("plan")), "Kế hoạch này")


def speaks_of_the_above(low: str, at: int, end: int) -> bool:
    """Whether "kế hoạch này" at a place of a text is the plan above, whoever says it."""
    return any(
        found.start() <= at and end <= found.end()
        for pattern in (_BASE, _FORM, _REPORTED)
        for found in pattern.finditer(low)
    )


def forms_with_this_plan(text: str, annexes: int) -> list[str]:
    """The forms and appendices that a text says to go with this plan, and that it has not."""
    plain, found = plain_of(text), []
    for form in _FORM.finditer(plain.low):
        if not form["whose"]:
            continue
        number = form["number"] or ""
        place = _NUMBERS.get(number) or (int(number) if number.isdigit() else 1)
        has = place <= annexes if form["what"].startswith("phụ lục") else annexes > 0
        if not has:
            found.append(plain.said(*form.span()).strip())
    return found


def _bases(plain: Plain, whole: Plain | None = None) -> Iterator[tuple[int, int, str]]:
    """Terms that run from the plan above; `whole`: the row in which a cell stands."""
    said = holds(plain.low, ("từ", "sau", "ngay khi", "trước "))
    for found in _BASE.finditer(plain.low) if said else ():
        act = found["verb"] or found["act"]
        if act == "có" and not found["object"].endswith(" này"):
            continue  # "sau khi có kế hoạch": whoever's
        if found["from"].startswith("trước") and " này" not in found[0]:
            continue  # "trước khi ban hành kế hoạch": a day of one's own work
        if found["bare"] and _is_another(found, plain, whole):
            continue
        place = plain.span(found.end("from"), found.end())
        day = "" if found["from"].endswith(("ngày", "khi", "điểm")) else " ngày"
        yield *place, f"{day} {act if act in _SIGNED else 'ban hành'} {CITED}"


def _bare_issues(plain: Plain) -> Iterator[tuple[int, int, str]]:
    """Terms from an issue that is not said of what: of the plan above, unless of a paper sent."""
    said = holds(plain.low, (" ban hành", " ký"))
    for found in _BARE_ISSUE.finditer(plain.low) if said else ():
        clause = re.split(r"[.;] ", plain.low[: found.start()])[-1]
        if re.search(rf"(?<!\w){_TYPES}(?!\w)", clause) and not _MAKES.search(clause):
            continue  # "gửi quyết định trong 05 ngày kể từ ngày ký"
        at = plain.span(found.start("act"), found.end("act")).end
        yield at, at, f" {CITED}"


def _is_another(found: re.Match[str], plain: Plain, whole: Plain | None) -> bool:
    """Whether "Kế hoạch được phê duyệt" is a document that the sentence or the row has made.

    Only "kế hoạch" is meant without "này"; a decision, a programme is one of those around.
    """
    before = plain.low[: found.start()] if whole is None else whole.low
    return found["bare"] != "kế hoạch" or _MAKES.search(before) is not None


def _reports(plain: Plain) -> Iterator[tuple[int, int, str]]:
    """Reports on what another paper than a plan orders, which the unit's plan carries out."""
    for found in _REPORTED.finditer(plain.low) if " này" in plain.low else ():
        yield *plain.span(*found.span("whose")), f" {CITED}"


def _forms(plain: Plain, annexes: list[NodeDraft]) -> Iterator[tuple[int, int, str]]:
    for found in _FORM.finditer(plain.low) if "kèm" in plain.low else ():
        annex = found["what"].startswith("phụ lục")
        if annex and _kept(found["number"], annexes):
            continue
        if not annex and not found["whose"] and not found["number"]:
            continue  # "gửi danh sách kèm theo": the unit's own
        start = found.start("whose") if found["whose"] else found.end("with")
        yield *plain.span(start, found.end()), f" {CITED}"


def _kept(number: str | None, annexes: list[NodeDraft]) -> bool:
    """Whether the appendix of a number is the unit's, too; without a number: whether it has one."""
    if number is None:
        return any(draft.dropped is None for draft in annexes)
    place = _NUMBERS.get(number) or (int(number) if number.isdigit() else 0)
    return 0 < place <= len(annexes) and annexes[place - 1].dropped is None
