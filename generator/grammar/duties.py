"""Who has to do what: the duties that a sentence lays on bodies.

`duties("Sở Nội vụ chủ trì, phối hợp với Công an tỉnh rà soát …, báo cáo UBND tỉnh trước ngày
15/6/2026")` gives a duty to lead (with Công an tỉnh) and one to report (to UBND tỉnh), each
with its act, product and deadline and their places. A duty whose `who` is empty falls on the
bodies of the heading above; `orders.py` puts the two together for a whole plan.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.grammar.act_verbs import begins_act, begins_deed
from generator.grammar.clause_heads import (
    ABOUT,
    AN_HOUR,
    ANNOUNCED,
    ASIDE,
    BEFORE_NAME,
    CASE,
    ENCOURAGED,
    LABEL_OF_REPORT,
    MUST,
    NO_SUBJECT,
    NTH_TIME,
    OF_WHOM,
    OFFENDS,
    ORDER,
    ORDERED,
    POINTS_THERE,
    RUN_IN,
    SO,
    THIS_WORK,
    TIME_ENDS,
    TOPIC,
    WHOEVER,
    without_all,
)
from generator.grammar.deadlines import days_that_matter, deadlines
from generator.grammar.each_does import by_time, each_does
from generator.grammar.letters import LetterSpan, Plain, plain_of
from generator.grammar.named_bodies import NamedBody, NamedTogether, groups
from generator.grammar.of_the_base import WORD
from generator.grammar.openings import OPENS, ends_in_time, skip
from generator.grammar.products import product_in
from generator.grammar.quoted import blanked
from generator.grammar.receivers import answered, one_more, reported
from generator.grammar.subjects import (
    acts_behind_place,
    apart,
    done_by,
    hands_on,
    leads_in_brackets,
    points_back,
    said_before,
    shared,
    without_place,
)
from generator.grammar.unit_acts import HAS_TO

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.grammar.deadline_hits import Deadline

Role = Literal["lead", "coordinate", "asked", "advise", "report", "answer"]
"""Leads; helps another; is asked, not ordered; prepares for a superior to decide; reports
to; is responsible before."""
Said = Literal["", "opening", "order"]
"""How the bodies are named: not here; as the subject; as whom somebody orders or asks."""


class Duty(NamedTuple):
    """One duty of a sentence."""

    role: Role
    who: tuple[NamedBody, ...]
    """Who bears it; empty: nobody is named here."""
    whom: tuple[NamedBody, ...]
    """With whom (lead, coordinate), for whom (advise), to whom (report), before whom (answer)."""
    said: Said
    act: LetterSpan
    """What is to be done: from the verb on."""
    product: LetterSpan | None
    when: Deadline | None
    span: LetterSpan
    """The whole clause."""


_HOW_OFTEN = re.compile(r"(?:ít nhất|tối thiểu) \d+ (?:lần|đợt|cuộc|buổi|tin|bài)")
"""How often is a measure of the work, not the day by which it is done."""
_TIMES = re.compile(r"(?:\d|một|hai|ba|bốn) (?:lần|đợt|cuộc|buổi)(?!\w)")
_LIGHT = re.compile(
    r"(?:[\s:,]*(?:có trách nhiệm|có nhiệm vụ|chủ động|tiếp tục|khẩn trương|tích cực"
    r"|thường xuyên|kịp thời"
    r"|cần|phải|nghiêm túc|sẽ|được giao|trực tiếp|tập trung|đồng thời|nhiệm vụ|thực hiện"
    r"|là cơ quan"
    r"|là đơn vị|làm|là)(?!\w))*[\s:,]*"
)
_LEADS = re.compile(
    r"(?:(?:chủ trì|đầu mối|thường trực|cơ quan thường trực|đơn vị đầu mối)(?!\w)[, ]*)+"
)
_WITH = re.compile(
    r"(?:(?:và )?(?:chủ động |kịp thời )?phối hợp(?: chặt chẽ| thường xuyên| kịp thời"
    r"|, hiệu quả)*(?: với| cùng)?|cùng với|cùng) (?:[^,;.:]{2,30}, )?$"
)
_HELPS = re.compile(r" (?:cùng )?phối hợp(?!\w)")
"""Who helps, behind who leads: "Chi cục X chủ trì, UBND các xã phối hợp xây dựng …"."""
_SENTENCE = re.compile(r"[ \n](?:(?<=\n)\n*|(?:(?<=[.!?…;,] )|(?<=\.” )) *(?=\S))")
_TIMED = re.compile(
    r"(?:ngày|tháng|quý|năm|trước) [\d/ivx]+$|(?:hằng|hàng) (?:tháng|quý|năm|tuần)$"
)
_BARE_TIMES = ("vào ", "năm ", "tháng ", "quý ")
_NEXT_ACTS = re.compile(
    r" (?:tổng hợp|trình|báo cáo|gửi|thẩm định|phê duyệt|công bố|kiểm tra|hoàn thành|ban hành|lập"
    r"|tham mưu|rà soát|hướng dẫn|xem xét|quyết định|nghiệm thu|thông báo|cấp|chủ trì)(?!\w)"
)
"""What he does who goes on where the one before has done his part by its day."""


def duties(
    text: str, day: date | None = None, issued: date | None = None, *, finer: bool = False
) -> tuple[Duty, ...]:
    """The duties of a text, in its order. See the module; `day` and `issued` as in `deadlines`.

    `finer`: also of the people and things of the base (named_bodies.py), and each of several who
    follow upon each other behind commas has his own part (each_does.py).
    """
    return _duties(blanked(text), *days_that_matter(text, day, issued), finer=finer)


@lru_cache(1024)
def _duties(text: str, day: date | None, issued: date | None, *, finer: bool) -> tuple[Duty, ...]:
    plain = plain_of(text)
    return tuple(_Reader(plain, day, issued, finer=finer).run())


class _Subject(NamedTuple):
    """Who a clause is about, and where the rest of it begins."""

    who: tuple[NamedBody, ...]
    said: Said
    asked: bool
    rest: int


class _Reader:
    """Reads one text clause by clause; a clause without a subject goes on with the last one."""

    def __init__(self, plain: Plain, day: date | None, issued: date | None, *, finer: bool) -> None:
        self.plain = plain
        self.low = plain.low
        self.finer = finer
        found = groups(plain, persons=finer)
        if finer:
            found = tuple(points_back(plain, found))
        self.groups = [without_place(plain, group) for group in apart(plain, said_before(found))]
        self.when = deadlines(plain.text, day, issued)
        self.last = _Subject((), "", asked=False, rest=0)
        self.reporting: _Subject | None = None
        """Whom the text named first: a later sentence on reports alone means it again."""

    def run(self) -> Iterator[Duty]:
        for start, end in self._clauses():
            yield from self._clause(start, end)

    def _clauses(self) -> Iterator[tuple[int, int]]:
        """Sentences; after a semicolon only where somebody else is named."""
        start = 0
        for cut in _SENTENCE.finditer(self.low):
            if self.low[cut.start() - 1 : cut.start()] == ",":
                if self._hands_over(start, cut):
                    yield start, cut.start()
                    start = cut.end()
                continue
            after_semicolon = self.low[cut.start() - 1 : cut.start()] == ";"
            small = not after_semicolon and not self._upper(cut.end())
            if small or (after_semicolon and not self._named(cut.end(), len(self.low))):
                continue
            if any(g.start < cut.start() < g.end for g in self.groups):
                continue
            inside = self.low[start : cut.start()]
            if inside.count("(") > inside.count(")") and ")" in self.low[cut.end() :]:
                continue
            yield start, cut.start()
            start = cut.end()
        if self.low[start:].strip():
            yield start, len(self.low)

    def _hands_over(self, start: int, cut: re.Match[str]) -> bool:
        """Whether another goes on behind a comma: "UBND các xã gửi trước 10/6, Sở X trình …"."""
        so = SO.match(self.low, cut.end())
        begun = so.end() if so is not None else cut.end()
        after = next((g for g in self.groups if g.start == begun), None)
        if after is None:
            return False
        if so is not None and so["so"] and begins_deed(self.low, after.end):
            return True
        named = any(start <= g.start < cut.start() for g in self.groups)
        alone = named and self.low[after.start : after.end] == "sở"
        if alone and begins_act(self.low, after.end):
            return True  # "… nộp hồ sơ tại Sở Công Thương, Sở thẩm định"
        if self.finer and each_does(
            self.low, self.groups, skip(self.low, start), cut.start(), after
        ):
            return True
        last = cut.start() - 1
        may = ends_in_time(self.low[last - 4 : last])
        timed = may and _TIMED.search(self.low, start, last)
        acts = _NEXT_ACTS.match(self.low, after.end)
        return bool(timed and acts) and self._named(start, cut.start())

    def _upper(self, at: int) -> bool:
        char = self.low[at : at + 1]
        return self.plain.capital(at) or not char.isalpha()

    def _named(self, at: int, end: int) -> bool:
        found = self._subject(at, end)
        return found is not None and bool(found.who)

    # ------------------------------------------------------------------ the subject

    def _clause(self, start: int, end: int) -> Iterator[Duty]:
        subject = self._subject(start, end)
        if subject is None:
            subject = self._goes_on(start)._replace(rest=skip(self.low, start))
        else:
            self.reporting = self.reporting or subject
            subject = subject._replace(
                who=(*subject.who, *shared(self.low, self.groups, subject.who, subject.rest, end))
            )
        self.last = subject
        yield from self._duties(subject, start, end)

    def _goes_on(self, start: int) -> _Subject:
        """Who a clause without a subject is about.

        "UBND các xã báo cáo hằng tháng. Sở X tổng hợp. Báo cáo năm gửi trước ngày 10/12": the
        reports are of those who report; a ban is of nobody.
        """
        first = skip(self.low, start)
        if _FORBIDS.match(self.low, first):
            return _Subject((), "", asked=False, rest=first)
        if _REPORTS_SENT.match(self.low, first) and self.reporting is not None:
            return self.reporting
        return self.last

    def _subject(self, start: int, end: int) -> _Subject | None:
        """The bodies that a clause begins with, perhaps after its adverbs; or whom it orders."""
        first = skip(self.low, start)
        if self.low.startswith("lãnh đạo ", first) and self._led_by_party(first):
            return None
        here = [g for g in self.groups if start <= g.start < end]
        behind = start or self.finer or self.low.startswith("đoàn ", first)
        heads = bool(here) and here[0].start == first and not begins_deed(self.low, here[0].end)
        own = 2 if heads else 1  # "Các trường THCS do UBND xã …"
        doers = (g for g in here[:own] if behind and done_by(self.low, first, g, finer=self.finer))
        doer = next(doers, None) or next((g for g in here if self._then(first, g)), None)
        if doer is not None:
            return _Subject(doer.bodies, "opening", asked=False, rest=doer.end)
        for number, group in enumerate(here):
            ordered = self._order(first, group)
            if ordered is not None:
                return ordered
            if leads_in_brackets(self.low, first, group):
                return _Subject(group.bodies, "order", asked=False, rest=first)
            if not self._opens(first, group):
                continue
            after = here[number + 1] if number + 1 < len(here) else None
            if after is not None:  # "UBND tỉnh giao Sở Nội vụ …": the second is meant
                between = self.low[group.end : after.start]
                found = ORDER.search(between) if between.endswith(ORDERED) else None
                if found is not None and hands_on(between, found):
                    return self._ordered(found, after)._replace(said="opening")
            if self._stands_for(first, group, end):
                return _Subject(group.bodies, "opening", asked=False, rest=group.end)
            offends = all(body.kind == "doanh-nghiep" for body in group.bodies)
            if offends and OFFENDS.match(self.low, group.end, end):
                return None
            if (acts := acts_behind_place(self.low, group)) is not None:
                return _Subject(group.bodies, "opening", asked=False, rest=acts)
            handed = group.start == start and self.low.endswith(", ", 0, start)
            if handed and by_time(self.low, group):
                return _Subject(group.bodies, "opening", asked=False, rest=group.end)
            aside = ASIDE.match(self.low, group.end, end) if self.finer else None
            if aside is not None and begins_act(self.low, aside.end() - 1):
                return _Subject(group.bodies, "opening", asked=False, rest=aside.end() - 1)
            if NO_SUBJECT.match(self.low, group.end) and not self._colon(group):
                if self.low[first : group.start] == "đối với ":
                    continue  # "Đối với các trường THCS, giao UBND cấp xã …"
                return None
            return _Subject(group.bodies, "opening", asked=False, rest=group.end)
        return None

    def _led_by_party(self, at: int) -> bool:
        """Whether a Party committee leads: "Các đảng ủy xã …; lãnh đạo UBND cùng cấp …"."""
        begins = max(self.low.rfind(". ", 0, at), 0)
        named = [g for g in self.groups if begins <= g.start < at and not self.plain.capital(at)]
        return bool(named) and all(body.kind == "dang" for body in named[0].bodies)

    def _then(self, first: int, group: NamedTogether) -> bool:
        """Whether a group does something where another is only the case in which it does it.

        "Địa phương không hoàn thành thì Chủ tịch UBND kiểm điểm"; "Sở X tham mưu, vượt thẩm quyền
        thì UBND tỉnh quyết định" is the work of the Sở.
        """
        if not self.low.endswith(" thì ", first, group.start):
            return False
        case = self.low[first : group.start]
        end = group.end
        there = POINTS_THERE.match(self.low, end)
        end = there.end() if there is not None else end
        acts = begins_deed(self.low, end) if self.finer else begins_act(self.low, end)
        acts = acts or MUST.match(self.low, end) is not None
        acts = acts or (self.finer and WORD.match(self.low, end) is not None)
        return (
            ", " not in case
            and acts
            and (CASE.search(case) is not None or (self.finer and " có " in case))
        )

    def _stands_for(self, first: int, group: NamedTogether, end: int) -> bool:
        """Whether a class named with "đối với" is who acts: "Đối với các xã ven biển, phải …".

        Where somebody else is named behind the comma it is he: "Đối với các xã nghèo, Sở X …".
        """
        called = self.low[first : group.start] == "đối với "
        acts = called and (
            HAS_TO.match(self.low, group.end, end) or ANNOUNCED.match(self.low, group.end, end)
        )
        return bool(acts) and all(body.every for body in group.bodies)

    def _colon(self, group: NamedTogether) -> bool:
        return self.low[group.end : group.end + 2].strip().startswith(":")

    def _opens(self, first: int, group: NamedTogether) -> bool:
        """Whether a group stands at the head of its clause, or right after adverbs."""
        before = self.low[first : group.start]
        before = without_all(before, group)
        if before.strip(' "“(*') == "" or before in BEFORE_NAME:
            return True
        if OF_WHOM.fullmatch(before):
            return True
        if before == "khuyến khích ":
            return all(body.every and body.kind in ENCOURAGED for body in group.bodies)
        if TOPIC.fullmatch(before) and all(body.unit and body.every for body in group.bodies):
            return True
        alone = not any(first <= g.start < group.start for g in self.groups)
        if RUN_IN.fullmatch(before) and (
            alone or (self.finer and _LEADS_THEN.match(self.low, group.end))
        ):
            return True
        if NTH_TIME.fullmatch(before):
            return True
        if alone and (about := ABOUT.match(before)) is not None:
            before = before[about.end() :]
            if not before:
                return True
        timed = ends_in_time(before[-5:-1]) and TIME_ENDS.search(before)
        if timed and (OPENS.match(before) or before.startswith(_BARE_TIMES)):
            return True
        if one_more(self.low, self.groups, first, group):
            return False
        if (label := LABEL_OF_REPORT.match(before)) is not None:
            before = before[label.end() :]
            if AN_HOUR.match(before) and before.endswith(", "):
                return True
        ends = before.rstrip().endswith(",") or before.endswith(" thì ")
        opened = OPENS.match(before) or (before.endswith(" thì ") and WHOEVER.match(before))
        return len(before) < 260 and ends and bool(opened)

    def _order(self, first: int, group: NamedTogether) -> _Subject | None:
        """Such as "Giao Sở Nội vụ …", "…, đề nghị Ủy ban MTTQ …" at the head of the clause."""
        before = self.low[first : group.start]
        found = ORDER.search(before) if before.endswith(ORDERED) else None
        if found is None or self._hands_down(found, group):
            return None
        lead = before[: found.start()].strip()
        run_in = RUN_IN.fullmatch(before[: found.start()])
        if lead in THIS_WORK:
            return self._ordered(found, group)
        if lead and not run_in and not (lead.endswith((",", ":")) and OPENS.match(lead)):
            return None
        return self._ordered(found, group)

    def _hands_down(self, found: re.Match[str], group: NamedTogether) -> bool:
        """Whether who was named before gives his own people the work: it stays his.

        "Chủ tịch UBND xã chịu trách nhiệm …; phân công công chức địa chính trực; báo cáo …".
        """
        if not (self.finer and self.last.who) or found.start() > 0:
            return False
        if found["verb"] == "ủy quyền cho":
            return True
        own = all(body.kind in ("to-chuc-khac", "phong") for body in group.bodies)
        return own and all(body.kind == "ubnd" for body in self.last.who)

    def _ordered(self, found: re.Match[str], group: NamedTogether) -> _Subject:
        asked = found["verb"] == "đề nghị"
        return _Subject(group.bodies, "order", asked=asked, rest=group.end)

    # ------------------------------------------------------------------ what it has to do

    def _duties(self, subject: _Subject, start: int, end: int) -> Iterator[Duty]:
        low, rest = self.low, subject.rest
        light = _LIGHT.match(low, rest, end)
        at = light.end() if light else rest
        light_words = light[0] if light else ""
        inside = [g for g in self.groups if rest <= g.start < end]
        answer = answered(self.low, inside, at, end)
        if answer:
            work = low.find("chịu trách nhiệm", at, end) - at
            if work > _A_TASK and not subject.asked:  # "Ký hợp đồng …; chịu trách nhiệm trước …"
                yield self._duty("lead", subject, (), at, end, start)
            yield self._duty("answer", subject, answer, at, end, start)
            return
        lead = _LEADS.match(low, at)
        role: Role = "lead"
        if lead is not None or "cơ quan" in light_words or "làm" in light_words:
            at = lead.end() if lead else at
        partners = next((g for g in inside if _WITH.fullmatch(low[at : g.start])), None)
        if partners is None and lead is not None:
            partners = next((g for g in inside if g.start == at and _HELPS.match(low, g.end)), None)
        whom = partners.bodies if partners is not None else ()
        if (partners is not None and lead is None) or (
            lead is None and low.startswith("phối hợp", at)
        ):
            role = "coordinate"
        act = partners.end if partners is not None else at
        if role == "coordinate" and subject.said == "order" and whom and low[act:end].strip(" .;"):
            role = "lead"  # "Giao Sở X phối hợp các địa phương làm việc với …"
        if partners is not None and (helps := _HELPS.match(low, act)) is not None:
            act = helps.end()
        report = reported(self.low, self.groups, inside, at, end)
        if subject.asked:
            role = "asked"
        if report is None or report[2] > 12 + act or whom:
            yield self._duty(role, subject, whom, act, end, start)
        if report is not None:
            bodies, advice, begin = report
            if report[2] <= 12 + act and not whom:
                yield self._duty(role, subject, (), act, end, start)
            yield self._duty("advise" if advice else "report", subject, bodies, begin, end, start)

    def _duty(
        self,
        role: Role,
        subject: _Subject,
        whom: tuple[NamedBody, ...],
        at: int,
        end: int,
        start: int,
    ) -> Duty:
        span = self.plain.span(start, end)
        act = at + len(self.low[at:end]) - len(self.low[at:end].lstrip(" ,:;"))
        product = product_in(self.low, max(act - 1, 0), end, [g.start for g in self.groups])
        place = self.plain.span(*product) if product is not None else None
        when = self._when(span, self.plain.span(act, end) if act < end else span, role)
        return Duty(
            role, subject.who, whom, subject.said,
            self.plain.span(act, end) if act < end else span, place, when, span,
        )  # fmt: skip

    def _when(self, clause: LetterSpan, act: LetterSpan, role: Role) -> Deadline | None:
        """The deadline of the clause: the one of its act, for a report the nearest to it."""
        said = [d for d in self.when if clause.start <= d.span.start < clause.end]
        inside = [d for d in said if not _HOW_OFTEN.match(d.text.lower())] or said
        if not inside:
            return None
        if role == "report":
            later = [d for d in inside if d.span.start >= act.start]
            dated = [d for d in later or inside if d.last is not None or d.each]
            return dated[0] if dated else later[0] if later else inside[-1]
        return nearest(inside)


def nearest(found: Sequence[Deadline]) -> Deadline:
    """Which of several times is the deadline: a day before how often, an event before a period."""
    dated = [d for d in found if d.last is not None or d.each]
    by_day = [d for d in dated if not _TIMES.search(d.text.lower())]
    by_event = [d for d in found if d.kind in ("after", "before") and d.open != "periodic"]
    counted = [d for d in found if any(c.isdigit() for c in d.text)]
    return (by_day or dated or by_event or counted or [*found])[0]


_FORBIDS = re.compile(r"(?:nghiêm cấm|cấm|không được)(?!\w)")
_LEADS_THEN = re.compile(r" (?:chủ trì|có trách nhiệm|làm đầu mối)(?!\w)")
"""Behind a title that names for whom it is: "Tập huấn cho Công an xã: Sở X chủ trì 03 lớp"."""
_REPORTS_SENT = re.compile(
    r"kết quả [^,;.]{0,50}(?<!\w)(?:báo cáo|gửi)(?!\w)|"
    r"(?:báo cáo|tổng kết|sơ kết)(?: (?!kết quả|cho|về|tình hình)[^\W\d]+){0,4}"
    r" (?:gửi|nộp|trước ngày|trước)(?!\w)"
)
"""A sentence about reports, not about whom: "Tổng kết năm gửi trước ngày 10/12"."""
_A_TASK = 40
"""Letters before "chịu trách nhiệm" from which on they are work of its own."""
