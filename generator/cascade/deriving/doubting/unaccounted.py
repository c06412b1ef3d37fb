"""What is left out must be another's: the law of what a derived plan drops.

For each sentence and clause of the plan above that the plan below has not there is a reason that
it is somebody else's, found here by the words themselves:

- `doer`: who acts in it is named, and is neither the unit nor its own; or the clause behind it
  says whose it was ("… Sở Nội vụ thực hiện.");
- `goes_on`: it goes on with what such a body does, by a verb or about the same thing;
- `heading`: it stands under another's heading and begins with what that one does;
- `superior`: it was left out as the superior's purse, competence or area, and says so;
- `form`: closing words, reports on how things stand, headings, what a clerk's rule has left out.

What has none of these, or speaks of the unit, its area or its own bodies all the same, nobody
may lose: it is told in the derivation sheet, in the words of the plan above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from generator.cascade.deriving.competence.clause_ends import only_says_who
from generator.cascade.deriving.competence.lost_parts import parts_of
from generator.cascade.deriving.competence.own_subjects import SETTLED, own_subject
from generator.cascade.deriving.competence.partners import MINE
from generator.cascade.deriving.rulebook.draft import LostWords
from generator.cascade.deriving.rulebook.rules import (
    BUILT_IN,
    CLOSED,
    ELSEWHERE,
    FIGURES,
    OTHERS,
    SUPERIOR,
)
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.cascade.deriving.wording.among_others import OF_THE_REST
from generator.grammar.binding import sums
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.named_units import named_units
from generator.grammar.openings import opens
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.cascade.deriving.competence.lost_parts import Part
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedBody, NamedTogether

Reason = Literal["", "doer", "goes_on", "heading", "superior", "form"]
"""Why a part is another's; "" for no reason."""

_THEIRS = frozenset([OTHERS, SUPERIOR, FIGURES, ELSEWHERE])
"""Rules that say no more than that it is another's: the words have to bear it out."""
_US = frozenset([Kin.SELF, Kin.SOME, Kin.OWN])
_HERE = re.compile(
    r"(?<!\w)(?:do|của|tại|ở|từ|nơi|ngân sách)(?: các| mỗi| từng)? (?:cấp )?(?:xã|phường|đặc khu)"
    r"(?! hội)(?!\w)|(?<!\w)(?:do|của|tại|ở) (?:các |mỗi |từng )?(?:địa phương|cơ sở|nơi)(?!\w)"
    rf"|(?<!\w)(?:các |mỗi |từng )?{SETTLED}(?!\w)"
    r"|(?<!\w)(?:đại diện|lãnh đạo|trụ sở|mặt trận) (?:các )?(?:xã|phường|đặc khu)(?!\w)"
    r"|(?<!\w)(?:ubnd|ủy ban nhân dân) (?:hai|ba|bốn|năm|\d+) (?:xã|phường|đặc khu)(?!\w)"
    r"|^(?:các |mỗi |từng |những )?(?:xã|phường|đặc khu|địa phương|nơi)(?!\w)(?! hội)"
    r"|(?<!\w)cấp xã(?!\w)"
)
"""The area of communes, what is theirs, what is done by them."""
_GUIDES = re.compile(
    r"[\W\d]*(?:chủ trì|phối hợp|tham mưu|hướng dẫn|đôn đốc|kiểm tra|thanh tra|giám sát|theo dõi"
    r"|chỉ đạo|tập huấn|tổng hợp|thẩm định|hỗ trợ|tuyên truyền|phổ biến|ban hành|xây dựng)(?!\w)"
)
"""What a superior's body does to communes, of which they need do nothing."""
_ORDER = re.compile(r"(?:giao|yêu cầu|đề nghị|riêng|đối với|phân công)(?: cho)? ")
_HERE_TOO = frozenset(["cong-an", "quan-su", "mat-tran", "doan-the", "su-nghiep"])
"""Kinds of bodies that a commune has, too."""
_GIVES = re.compile(r"(?<!\w)(?:giao|phân công|chỉ đạo)(?: cho)? $")
_PURSE = re.compile(r"ngân sách (?:trung ương|nhà nước|tỉnh|thành phố|cấp tỉnh)(?!\w)")
_SUFFERS = re.compile(r"(?: [^\W\d]+){0,8}? (?:bị|được) (?!giao|phân công)")
"""To whom something is done: it is no work of theirs."""
_LIGHT = re.compile(
    r"(?:(?:tiếp tục|chủ động|kịp thời|thường xuyên|tăng cường|đẩy mạnh|đồng thời|và|trực tiếp"
    r"|tích cực|là|thường trực|định kỳ|(?:mỗi|hằng|hàng) (?:ngày|tuần|tháng|quý|năm))(?!\w),? ?)+"
)
_REPORTS = re.compile(r"(?<!\w)(?:báo cáo|phản ánh|báo|gửi)(?!\w)")
_OFTEN = re.compile(r"(?<!\w)(?:định kỳ|(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm))(?!\w)")
_OPENS = re.compile(
    r"(?<!\w)(?:mở|đóng|khóa|kết thúc|gia hạn)(?!\w)[^.;]{0,40}(?<!\w)(?:tính năng|chức năng"
    r"|phần mềm|hệ thống|cổng|cơ sở dữ liệu|tài khoản|nhập liệu|đăng ký|tiếp nhận)(?!\w)"
)
"""What a superior opens or shuts, through which the unit does its work."""
_LAWLESS = re.compile(r"[\W\d]*(?:khó khăn|vướng mắc|(?:trong )?quá trình|nếu có|trường hợp)")
_NOUN = 2
"""Syllables of the thing of which a sentence speaks first."""


def tell_losses(kit: Kit, program: Program) -> None:
    """Put what is left out without a reason on the program's list."""
    losses = Losses(kit.unit, kit.day)
    for draft in program.above:
        for at, part in enumerate(parts := losses.parts(draft)):
            if part.lost and not losses.reason(draft, parts, at):
                program.lost.append(LostWords(draft.id, part.words))


class Losses:
    """Finds, for one unit, what is in no plan and is nobody else's."""

    def __init__(self, unit: Addressee, day: date | None) -> None:
        """`day`: that of the plan above."""
        self.unit, self.day = unit, day

    def parts(self, draft: NodeDraft) -> Sequence[Part]:
        """The parts of a node that may have lost one; none where it cannot."""
        if draft.part not in ("muc", "ket_thuc") or not draft.said:
            return ()
        return parts_of(draft, self.unit, self.day) if self._may_have_lost(draft) else ()

    def _may_have_lost(self, draft: NodeDraft) -> bool:
        if "noi_dung" not in draft.texts and draft.children():
            return False  # a heading: what stands below it is looked at
        if draft.dropped is None:
            return bool(draft.touched) and not draft.kept
        return draft.dropped in _THEIRS or draft.dropped == CLOSED

    # ------------------------------------------------------------------ the reasons

    def reason(self, draft: NodeDraft, parts: Sequence[Part], at: int) -> Reason:
        """Why a part that was left out is another's; "" where nothing says so."""
        said = parts[at].words
        plain = plain_of(said)
        if CLOSED in (draft.dropped, *draft.touched):
            return "" if self._reports(plain) else "form"
        if any(r not in BUILT_IN for r in draft.touched) or draft.dropped not in (None, *_THEIRS):
            return "form"
        if own_subject(self.unit, said) is not None:
            return ""
        found = groups(plain)
        head = head_of(plain, found)
        theirs = (
            head is not None
            and not _SUFFERS.match(plain.low, head.end)
            and not self.unit.kins(head.bodies) & MINE
        )
        if OF_THE_REST.match(plain.low) and self.unit.bare in key_of(draft.said):
            return "doer"  # it is named itself, and none of the rest
        if self._speaks_of_us(plain, found, guided=theirs or self._is_guidance(draft, plain)):
            return ""
        if theirs and head is not None and self._given_by_us(draft, plain, head):
            return ""
        if theirs and _OPENS.search(plain.low) and deadlines(said, self.day):
            return ""  # until when the unit can do what stands beside it
        if theirs or self._done_by_others(parts, at):
            return "doer"
        if _PURSE.search(plain.low) and sums(said):
            return "superior"
        before = self.before(parts, at)
        heading = self.heading(draft)
        if draft.dropped in (SUPERIOR, FIGURES, ELSEWHERE) and self._is_superiors(plain, found):
            return "superior"
        held_by_others = bool(heading) and not self.unit.kins(heading) & MINE
        if held_by_others and (not self.unit.committee or begins_with_verb(plain.low)):
            return "heading"
        back = bool(heading) and not held_by_others and parts[at].begins
        if before and ((begins_with_verb(plain.low) and not back) or self._of_same(parts, at)):
            return "goes_on"
        return ""

    def _reports(self, plain: Plain) -> bool:
        """Whether closing words order a report for a day, or again and again."""
        if not _REPORTS.search(plain.low) or _LAWLESS.match(plain.low):
            return False
        return bool(deadlines(plain.text, self.day)) or _OFTEN.search(plain.low) is not None

    def _speaks_of_us(self, plain: Plain, found: Sequence[NamedTogether], *, guided: bool) -> bool:
        """Whether words are about the unit, what it has, what is done in it."""
        if self.unit.bare and f" {self.unit.bare} " in f" {key_of(plain.text)} ":
            return True
        if guided and not deadlines(plain.text, self.day):
            return False
        if any(self.unit.kins(group.bodies) & _US for group in found):
            return True
        commune = self.unit.committee and self.unit.level == RANKS["xa"]
        return commune and _HERE.search(plain.low) is not None

    def _given_by_us(self, draft: NodeDraft, plain: Plain, head: NamedTogether) -> bool:
        """Whether a body of which no level is said acts in the unit's own section."""
        heading = self.heading(draft)
        ours = bool(heading) and bool(self.unit.kins(heading) & MINE)
        bare = not any(b.level or b.place or b.of or b.units for b in head.bodies)
        given = _GIVES.search(plain.low[: head.start]) is not None
        return ours and bare and (given or any(b.kind in _HERE_TOO for b in head.bodies))

    def _is_guidance(self, draft: NodeDraft, plain: Plain) -> bool:
        """Whether a superior's body guides, checks, sums up, by its heading."""
        heading = self.heading(draft)
        return (
            bool(heading)
            and not self.unit.kins(heading) & MINE
            and _GUIDES.match(plain.low) is not None
        )

    def _done_by_others(self, parts: Sequence[Part], at: int) -> bool:
        """Whether the part behind says whose it was: "…; Sở Nội vụ thực hiện."."""
        for behind in parts[at + 1 : at + 2]:
            plain = plain_of(behind.words)
            head = head_of(plain, groups(plain))
            if head is not None and only_says_who(plain.low):
                return not self.unit.kins(head.bodies) & MINE
        plain = plain_of(parts[at].words)
        done = [g for g in groups(plain) if plain.low[: g.start].endswith(" do ")]
        return bool(done) and not any(self.unit.kins(g.bodies) & MINE for g in done)

    def before(self, parts: Sequence[Part], at: int) -> bool:
        """Whether who was named last before a part is another."""
        for part in reversed(parts[:at]):
            plain = plain_of(part.words)
            head = head_of(plain, groups(plain))
            if head is not None:
                return not self.unit.kins(head.bodies) & MINE
        return False

    def _of_same(self, parts: Sequence[Part], at: int) -> bool:
        """Whether a part speaks of a thing that another has made in the part before."""
        each = key_of(parts[at].words).split()
        counted = each[0] in _COUNTING
        first = each[1:2] if counted else each[:_NOUN]
        before = key_of(parts[at - 1].words) if at else ""
        dated = deadlines(parts[at].words, self.day)
        return bool(first) and not dated and f" {' '.join(first)} " in f" {before} "

    def _is_superiors(self, plain: Plain, found: Sequence[NamedTogether]) -> bool:
        """Whether words say the superior's level, its bodies, its sums or another's area."""
        kins = {kin for group in found for kin in self.unit.kins(group.bodies)}
        word = self.unit.word_above or "tỉnh"
        level = re.search(rf"(?<!\w)(?:{word}|trung ương|quốc gia)(?!\w)", plain.low)
        elsewhere = any(True for _one in named_units(plain.text))
        return bool(
            kins & {Kin.ABOVE, Kin.OTHER} or level or elsewhere or sums(plain.text)
            or begins_with_verb(plain.low)
        )  # fmt: skip

    def heading(self, draft: NodeDraft) -> tuple[NamedBody, ...]:
        """The bodies that the nearest heading above begins with."""
        at = draft.parent
        while at is not None:
            plain = plain_of(at.said.split("\n")[0])
            head = head_of(plain, groups(plain))
            if head is not None:
                return head.bodies
            at = at.parent
        return ()


_COUNTING = frozenset(["mỗi", "từng", "các", "những", "mọi"])


def head_of(plain: Plain, found: Sequence[NamedTogether]) -> NamedTogether | None:
    """The bodies with which words begin, perhaps behind a time or an order; None for none."""
    for group in found[:2]:
        before = re.sub(r"^[\W\d]*(?:(?:[a-zđ]|\d{1,2})[.)] )?", "", plain.low[: group.start])
        if not before or _ORDER.fullmatch(before) or (before.endswith(", ") and opens(before)):
            return group
    return None


def begins_with_verb(low: str) -> bool:
    """Whether words begin with what is done, and nobody is named for it."""
    start = re.sub(r"^[\W\d]*(?:(?:[a-zđ]|\d{1,2})[.)] )?", "", low)
    light = _LIGHT.match(start)
    return bool(light) or begins_work(start)
