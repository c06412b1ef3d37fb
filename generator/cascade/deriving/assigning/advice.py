"""What a room does only on behalf of the committee: it advises who decides, founds, signs, reports.

Every clause of a point is judged, not only the first: "Lập sổ theo dõi, ký hợp đồng …; chỉ đạo các
thôn …" becomes, under a room, "Lập sổ theo dõi, tham mưu UBND xã ký hợp đồng …". Whose acts these
are the data say (tham-quyen.toml, with the law).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.assigning.acting_unit import advise_where_unit_acts
from generator.cascade.deriving.assigning.allotted import who_has_means
from generator.cascade.deriving.assigning.upward import CLAUSE, SentUpward, advises
from generator.cascade.deriving.competence.commands import TELLS
from generator.cascade.deriving.rulebook.rules import SHARED
from generator.cascade.deriving.rulebook.text_under_way import (
    RuleWords,
    put_before,
    with_capital,
    without_first,
)
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.entities import joined, put
from generator.grammar.competence import (
    chairman_decides,
    committee_decides,
    power_behind,
    power_of_head,
)
from generator.grammar.duties import duties
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.openings import time_first
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.text_under_way import Own
    from generator.cascade.deriving.unit.kit import Kit
    from generator.plan.agencies import Agency

OFFICIALS = re.compile(
    r"[\W\d]*(?:(?:kịp thời|kiên quyết|nghiêm túc|xem xét|chủ động),? )*(?:kiểm điểm|thay thế|thay"
    r"|điều chuyển|luân chuyển|bố trí lại|kỷ luật|đình chỉ(?: công tác)?|phê bình|khen thưởng"
    r"|biểu dương|xử lý(?: nghiêm)?(?: kỷ luật| trách nhiệm)?)(?!\w)[^.;:]{0,60}?"
    r"(?:cán bộ|công chức|viên chức|người đứng đầu|(?:tập thể|cá nhân)(?! vi phạm| kinh doanh)"
    r"|trách nhiệm)(?!\w)"
)
"""Officials are disciplined, replaced and commended by the Chairman (Law on Local Government
Organisation; Law on Officials; Law on Emulation and Commendation): where he is named the point
is his, else a room advises, and never decides."""
_EACH_ONE = re.compile(
    r"[\W\d]*mỗi (?:đơn vị|cơ quan|địa phương|nơi)(?:(?:,| và) (?:đơn vị|cơ quan|địa phương))* "
    r"(?=(?:phải |cần )?(?:cử|lập|bố trí|phân công|thành lập|gửi|báo cáo|đăng ký)(?!\w))"
)
"""What each that is addressed does as a whole: the unit does it, not one of its rooms."""
_INVESTS = re.compile(r"[\W\d]*được giao (?:làm|là|nhiệm vụ|thực hiện nhiệm vụ) chủ đầu tư(?!\w)")
"""The committee is the investor, and no room of it."""
_GIVEN = re.compile(
    r"[\W\d]*được (?:giao|phân công) (?=(?:chủ trì|quản lý|tổ chức|thực hiện|theo dõi|tham mưu"
    r"|vận hành|xây dựng|tiếp nhận|cấp)(?!\w))"
)
"""What the unit was given to do, it does."""
_ADVISES_ABOVE_FIRST = re.compile(r"[\W\d]*tham mưu,? (?:cho |giúp |với |đề xuất )*")
_DATED = re.compile(
    r"[\W\d]*(?:định kỳ|hằng|hàng|trước|chậm nhất|trong|sau khi|kết thúc)(?!\w)[^;:]{0,60}?, ?"
    r"(?=(?:gửi |lập )?báo cáo(?!\w)|tổng hợp|gửi )"
)
"""What stands before a report: "Trước ngày 25 hằng tháng, báo cáo …"."""
_TIMED = re.compile(
    r"(?:định kỳ|hằng|hàng|trước|chậm nhất|muộn nhất|vào|mỗi|đến|đúng|cuối)(?!\w)[^;:]{0,80}?"
    r" (?:(?:gửi |lập )?báo cáo|gửi|tổng hợp|nộp)(?!\w)"
)
"""The same without a comma: "Hằng tuần (thứ Năm) báo cáo số liệu …"."""
_REPORTS = re.compile(
    r"[\W\d]*(?:(?:khi|nếu|trường hợp|đối với|với|việc)(?!\w)[^.;:,]{2,100}?(?:,| thì) )?"
    r"(?:(?:định kỳ|hằng|hàng|trước|chậm nhất|trong|sau|vào|đến|mỗi|cuối)(?!\w)[^;:]{2,60}?"
    r"[ ,]+)?(?:(?:kịp thời|chủ động|thường xuyên|khẩn trương|nhanh chóng|đồng thời),? )*"
    r"(?P<verb>(?:tổng hợp(?:,? | [^.;:]{3,80}?[ ,]+)|gửi |lập )?báo cáo(?!\w))"
)
_SUBMITS = re.compile(
    r"[\W\d]*(?P<verb>trình)"
    r"(?= (?:chủ tịch )?(?:ủy ban nhân dân|hội đồng nhân dân)(?!\w))"
)
_COUNCIL = re.compile(r"(?<!\w)trình (?:hội đồng nhân dân|hđnd)(?!\w)")
_ADVISES_ABOVE = re.compile(
    r"(?<!\w)(?P<verb>tham mưu)(?:,? (?:trình|cho|giúp|và trình|đề xuất))*"
    r" (?P<whom>(?:chủ tịch )?(?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố))(?!\w)"
)
_UPWARD = ("báo cáo", "gửi", "trình", "tổng hợp", "định kỳ")


class Advice:
    """Puts "tham mưu" where a point of a room is the committee's or its head's to do."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.upward = SentUpward(kit)

    def give(self, point: NodeDraft, by: Agency | None = None) -> None:
        """A body (`by`) reports upward, and decides, for the committee, never by itself."""
        if "noi_dung" in point.texts:
            self._given(point, by)
            advise_where_unit_acts(self.kit, point)

    def _given(self, point: NodeDraft, by: Agency | None) -> None:
        kit = self.kit
        text = joined(point.texts["noi_dung"])
        low = plain_of(text).low.lstrip(" -+*")
        upward = self.upward.reports(text)
        if low.startswith("tham mưu"):
            self._advise_above(point)
            return
        if low.startswith("đề nghị đảng ủy "):
            return  # what follows is the Party's to decide
        if (given := _INVESTS.match(plain_of(text).low)) is not None:
            at = plain_of(text).span(0, given.end()).end
            words = kit.speech.words("Tham mưu UBND {cap} thực hiện nhiệm vụ chủ đầu tư")
            point.texts["noi_dung"] = put_before(
                without_first(point.texts["noi_dung"], at), words
            )  # fmt: skip
            point.touch(SHARED)
            self._advise_later(point)
            return
        if (given := _GIVEN.match(plain_of(text).low)) is not None:
            at = plain_of(text).span(0, given.end()).end
            point.texts["noi_dung"] = with_capital(without_first(point.texts["noi_dung"], at))
            point.touch(SHARED)
            text = joined(point.texts["noi_dung"])
            low = plain_of(text).low.lstrip(" -+*")
        if (each := _EACH_ONE.match(plain_of(text).low)) is not None:
            at = plain_of(text).span(0, each.end()).end
            point.texts["noi_dung"] = without_first(point.texts["noi_dung"], at)
        if each is not None or OFFICIALS.match(low):
            words = kit.speech.words("Tham mưu UBND {cap} ")
            point.texts["noi_dung"] = put_before(point.texts["noi_dung"], words)
            point.touch(SHARED)
            return
        if upward and (dated := _DATED.match(plain_of(text).low)) is not None:
            at = plain_of(text).span(0, dated.end()).end
            verb = RuleWords((*kit.speech.words("tham mưu UBND {cap} ").pieces, text[at].lower()))
            point.texts["noi_dung"] = put(point.texts["noi_dung"], [(at, at + 1, verb)])[0]
            point.touch(SHARED)
            return
        if not self._at_its_time(point, text):
            self._for_committee(point, text, upward=upward)
        if beside := who_has_means(kit.own, text, by):
            self._with(point, beside)

    def _at_its_time(self, point: NodeDraft, text: str) -> bool:
        """Put the advice behind the time with which a point begins: "Sau lũ, tham mưu …"."""
        plain = plain_of(text)
        at = time_first(plain.low)
        rest = plain.said(at, len(plain.low))
        if not at or not (committee_decides(rest) or chairman_decides(rest)):
            return False
        words = self.kit.speech.words(f"tham mưu {_who_decides(rest)}UBND {{cap}} ").pieces
        start = plain.span(0, at).end
        made = RuleWords((*words, text[start].lower()))
        point.texts["noi_dung"] = put(point.texts["noi_dung"], [(start, start + 1, made)])[0]
        point.touch(SHARED)
        self._advise_later(point)
        return True

    def _with(self, point: NodeDraft, beside: Sequence[Agency]) -> None:
        """Say that a body advises together with others of the unit."""
        words = point.texts["noi_dung"]
        named = ", ".join(body.ten for body in beside)
        if joined(words).startswith("Tham mưu "):
            first = RuleWords((f"Phối hợp với {named} tham mưu ",))
            point.texts["noi_dung"] = [first, *without_first(words, len("Tham mưu "))]
        else:
            first = self.kit.speech.words(f"Phối hợp với {named} tham mưu UBND {{cap}} ")
            point.texts["noi_dung"] = put_before(words, first)
        point.touch(SHARED)

    def _for_committee(self, point: NodeDraft, text: str, *, upward: bool) -> None:
        """Say that a body advises where it is the committee that reports or decides."""
        kit, low = self.kit, plain_of(text).low.lstrip(" -+*")
        own = plain_of(f"UBND {kit.unit.word} ").low
        if upward and _TIMED.match(low):
            self._without_subject(point, own)
            words = kit.speech.words("Tham mưu UBND {cap} ")
        elif upward and low.startswith(own):
            words = kit.speech.words("Tham mưu ")
        elif (
            (upward and low.startswith(_UPWARD))
            or self.upward.asks(text) == 0
            or committee_decides(text)
            or _COUNCIL.search(low.split("; ")[0])
        ):
            words = kit.speech.words(f"Tham mưu {_who_decides(text)}UBND {{cap}} ")
        else:
            self._advise_later(point)
            return
        point.texts["noi_dung"] = put_before(point.texts["noi_dung"], words)
        point.touch(SHARED)
        self._advise_later(point)

    def _without_subject(self, point: NodeDraft, own: str) -> None:
        """A report behind its days, without who sends it: the advice before it says so."""
        plain = plain_of(joined(point.texts["noi_dung"]))
        at = plain.low.find(f", {own}")
        behind = plain.low[at + 2 + len(own) :] if at > 0 else ""
        if behind.startswith(("gửi", "báo cáo", "tổng hợp", "nộp", "lập báo cáo")):
            place = plain.span(at, at + 2 + len(own))
            point.texts["noi_dung"] = put(
                point.texts["noi_dung"], [(place.start, place.end, RuleWords((" ",)))]
            )[0]

    def _advise_above(self, point: NodeDraft) -> None:
        """A room advises its own committee, which proposes to a superior."""
        plain = plain_of(joined(point.texts["noi_dung"]))
        found = _ADVISES_ABOVE_FIRST.match(plain.low)
        if found is None or not self.upward.is_above(plain, found.end()):
            return
        at = plain.span(found.end(), len(plain.low)).start
        words = self.kit.speech.words("Tham mưu UBND {cap} đề xuất ").pieces
        rest = without_first(point.texts["noi_dung"], at)
        point.texts["noi_dung"] = [RuleWords(words), *rest]
        point.touch(SHARED)

    def report_by_head(self, item: NodeDraft) -> None:
        """The rooms of a department report outside, and decide, through its head."""
        for point in leaves(item):
            if "noi_dung" not in point.texts:
                continue
            self._standing(point)
            self._advise_through_head(point)
            self._units_told(point)
            text = joined(point.texts["noi_dung"])
            made = [
                (at, at + 1, RuleWords((*self._lead(text[at].isupper()), text[at].lower())))
                for at in self._head_acts(text)
            ]
            new, done = put(point.texts["noi_dung"], made)
            if done:
                point.texts["noi_dung"] = new
                point.touch(SHARED)

    def _standing(self, point: NodeDraft) -> None:
        """What a department is ("Là cơ quan thường trực"), its rooms do for its head."""
        plain = plain_of(joined(point.texts["noi_dung"]))
        found = _STANDS.match(plain.low)
        if found is not None:
            at = plain.span(0, found.start("what")).end
            words = self.kit.speech.words("Tham mưu Lãnh đạo {ten_ngan} thực hiện nhiệm vụ ")
            point.texts["noi_dung"] = put_before(
                without_first(point.texts["noi_dung"], at), words
            )  # fmt: skip
            point.touch(SHARED)

    def _units_told(self, point: NodeDraft) -> None:
        """A department's own plan gives work to its units by name: nobody is advised to do so."""
        words = point.texts["noi_dung"]
        plain = plain_of(joined(words))
        tells = TELLS.match(plain.low)
        told = next(iter(groups(plain)), None) if tells is not None else None
        if tells is None or told is None or told.start != tells.end() or told.end >= len(plain.low):
            return
        own = self.kit.unit.kins(told.bodies) <= {Kin.OWN} and not any(b.every for b in told.bodies)
        if own and plain.low[told.end] == " ":
            at = plain.span(tells.end(), len(plain.low)).start
            point.texts["noi_dung"] = with_capital(without_first(words, at))
            point.touch(SHARED)

    def _lead(self, begins: bool) -> tuple[str, ...]:
        words = "Tham mưu Lãnh đạo {ten_ngan} " if begins else "tham mưu Lãnh đạo {ten_ngan} "
        return self.kit.speech.words(words).pieces

    def _head_acts(self, text: str) -> Iterator[int]:
        """Where in a department's text its head acts, clause by clause."""
        outside = any(
            d.role == "report" and self.kit.unit.kins(d.whom) & {Kin.ABOVE, Kin.OTHER}
            for d in duties(text, self.kit.day)
        )
        plain, told = plain_of(text), False
        for start, end in _clauses(plain.low):
            clause = plain.low[start:end]
            begins = start == 0 or plain.low[:start].rstrip().endswith(".")
            told = (told and not begins) or (begins and _NAMED.match(clause) is not None)
            found = _REPORTS.match(clause) if outside else None
            found = found or _SUBMITS.match(clause)
            verb = found.start("verb") if found is not None else power_of_head(clause)
            if "tham mưu" in clause:
                told = told or clause.lstrip(" -+*").startswith("tham mưu")
                continue
            if verb is None or told:
                continue
            told = begins
            yield plain.span(start + verb, end).start

    def _advise_through_head(self, point: NodeDraft) -> None:
        """Rooms of a department advise its head, who submits to the committee above."""
        plain = plain_of(joined(point.texts["noi_dung"]))
        made = []
        for found in _ADVISES_ABOVE.finditer(plain.low):
            if _AS_STANDING.search(plain.low[: found.start()]):
                continue  # what the department is there for, done for its head
            verb, whom = plain.span(*found.span("verb")), plain.span(*found.span("whom"))
            verb_of = "giúp" if _CARRIED_OUT.match(plain.low, found.end()) else "trình"
            words = self.kit.speech.words(f" Lãnh đạo {{ten_ngan}} {verb_of} ")
            made.append((verb.end, whom.start, words))
            if _SUBMITS.match(plain.low, found.end()):  # the committee looks at it, then submits
                made.append((whom.end, whom.end + 1, RuleWords((" xem xét, ",))))
            later = _SUBMITTED_BY.search(plain.low, found.end()) if verb_of == "trình" else None
            if later is not None:  # "tham mưu … ban hành Quy chế, trình trong quý I": said once
                again = plain.span(*later.span("verb"))
                made.append((again.start, again.end, RuleWords(("",))))
        new, done = put(point.texts["noi_dung"], made)
        if done:
            point.texts["noi_dung"] = new
            point.touch(SHARED)

    def _advise_later(self, point: NodeDraft) -> None:
        """Where a later clause is the committee's to decide, the room advises there."""
        text = joined(point.texts["noi_dung"])
        made = []
        first = CLAUSE.split(text)[0]
        if at := self.upward.asks(first) or self.upward.sent_behind(first):  # behind a case, an act
            words = self.kit.speech.words("tham mưu UBND {cap} ").pieces
            made.append(_advice_at(text, at, words))
        for found in CLAUSE.finditer(text):
            clause = CLAUSE.split(text[found.end() :])[0]
            begins = found[0].startswith(".")
            if not begins and advises(text[: found.start()]):
                continue  # "Tham mưu UBND xã ban hành …; bố trí …": the advice goes on
            at = 0 if committee_decides(clause) else self.upward.reports_later(clause)
            at = self.upward.asks(clause) if at is None else at
            if at is None or (begins and at):
                continue
            at += found.end()
            whom = f"{_who_decides(clause)}UBND {{cap}} "
            verb = f"Tham mưu {whom}" if begins else f"tham mưu {whom}"
            words = self.kit.speech.words(verb).pieces
            made.append(_advice_at(text, at, words))
        for at in self.upward.asks_behind(text):
            words = self.kit.speech.words("tham mưu UBND {cap} ").pieces
            made.append(_advice_at(text, at, words))
        starts = [at for at, _end, _words in made]
        for start, end in _sentences(text):
            inside = power_behind(text[start:end])
            if inside is None or advises(text[: start + inside]):
                continue
            at = start + inside
            if any(start <= one < at for one in starts):
                continue
            words = self.kit.speech.words(f"tham mưu {_who_decides(text[at:])}UBND {{cap}} ").pieces
            made.append(_advice_at(text, at, words))
        new, done = put(point.texts["noi_dung"], sorted(made))
        if done:
            point.texts["noi_dung"] = new
            point.touch(SHARED)


def _clauses(low: str) -> Iterator[tuple[int, int]]:
    """The clauses of a text in small letters: at full stops, semicolons, before reports."""
    at = 0
    for stop in _STOPS.finditer(low):
        yield at, stop.start()
        at = stop.end()
    yield at, len(low)


_STOPS = re.compile(
    r"[;.] (?=\w)|(?<!tổng hợp), (?=(?:(?:tổng hợp,? |gửi |lập |định kỳ )?báo cáo|phê duyệt"
    r"|trình (?:chủ tịch )?(?:ủy ban|hội đồng)|ký (?:kết|hợp|quy|thỏa)|thành lập (?:tổ|đoàn|đội|ban"
    r"|hội đồng)|quyết định (?:thành|phê|ban|giao|mức)"
    r"|chỉ đạo (?:các|trung tâm|chi cục|phòng))(?!\w))"
)


_STANDS = re.compile(r"[\W\d]*là (?P<what>cơ quan (?:thường trực|đầu mối|chủ trì))(?!\w)")
_CARRIED_OUT = re.compile(
    r" (?:triển khai|tổ chức|chỉ đạo|thực hiện|đôn đốc|theo dõi|quản lý)(?!\w)"
)
"""What a committee does, and is not handed to sign."""
_SUBMITTED_BY = re.compile(r"(?<=,) ?(?P<verb>trình )(?=(?:trong|trước|vào|chậm nhất|xong)(?!\w))")
"""By when what a committee is handed comes to it."""
_AS_STANDING = re.compile(r"tham mưu lãnh đạo [^;]*?thực hiện nhiệm vụ cơ quan [^;.]*$")
_NAMED = re.compile(
    r"[\W\d]*(?:(?:phó )?giám đốc|lãnh đạo|trưởng|chi cục|trung tâm|(?:các )?phòng|bệnh viện)"
    r"(?!\w)"
)
"""A subject of its own, which later clauses have, too."""


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The clauses of a text up to semicolons and full stops."""
    at = 0
    for stop in re.finditer(r"[;.] (?=\w)", text):
        yield at, stop.start()
        at = stop.end()
    yield at, len(text)


def _who_decides(text: str) -> str:
    """Before the committee's name, its Chairman where an act is his alone."""
    return "Chủ tịch " if chairman_decides(text) else ""


def leaves(item: NodeDraft) -> Iterator[NodeDraft]:
    """The nodes of an item that have none below them and stay."""
    for child in item.children():
        if child.dropped is None and not child.children():
            yield child
        elif child.dropped is None:
            yield from leaves(child)


_CASE = re.compile(r"(?:^|[.;,] )(?:riêng|trường hợp|đối với|với những)(?!\w)[^.;,]*(?<! thì) $")
"""Of whom or what something is to be advised, without a comma behind it."""


def _advice_at(text: str, at: int, words: tuple[str | Own, ...]) -> tuple[int, int, RuleWords]:
    """Where the room advises in a text: "riêng người tròn 100 tuổi, tham mưu UBND xã báo cáo"."""
    said = (*words, text[at].lower())
    if _CASE.search(text[:at].lower()):
        return at - 1, at + 1, RuleWords((", ", *said))
    return at, at + 1, RuleWords(said)
