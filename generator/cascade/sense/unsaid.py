"""LC739: words of the plan above that are in no sentence here, and that are nobody else's.

The law is that of deriving (doubting/unaccounted.py), read from the two plans alone, so it holds
of what a clerk left out, too. Told is only what is this unit's by its words: it, a body of its own
or its name acts in them, it goes on with what stands here, or a day is set and nobody is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.competence.own_subjects import own_subject
from generator.cascade.deriving.doubting.unaccounted import begins_with_verb, head_of
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.among_others import OF_THE_REST
from generator.cascade.deriving.wording.set_phrases import CLOSES
from generator.cascade.sense.beside import words_of
from generator.cascade.tasks.all_tasks import likeness
from generator.diagnostics import Diagnostic, Severity
from generator.grammar.binding import binding, sums
from generator.grammar.deadlines import deadlines
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.named_units import named_units
from generator.grammar.subordinates import belongs_to
from generator.grammar.work_verbs import begins_work
from generator.locale import _
from generator.plan.model import NhiemVu, walk
from generator.plan.wording import plain
from generator.text import patterns as re
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.competence.lost_parts import Part
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.sense.beside import Beside
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedTogether
    from generator.plan.model import AnyNode, Loc
    from generator.plan.source import TomlSource

_OURS = frozenset([Kin.SELF, Kin.SOME, Kin.OWN])
_ALIKE = 0.6
"""Likeness from which another sentence of the plan says what was left out."""
_SHOWN = 110
"""Letters of a sentence that a message shows."""
_TO = re.compile(
    r"(?<!\w)(?:gửi|về|cho|với|đến|tới|lên|báo cáo|chuyển|trình|thông báo|hỗ trợ|hướng dẫn|đôn đốc"
    r"|kiểm tra|thanh tra|giám sát|tập huấn|phối hợp|khen thưởng)(?: cho| với| về)?"
    r"(?: các| từng| mỗi)? $"
)
"""Before whom something is given, told or done to."""
_PAST = re.compile(
    r"[\W\d]*(?:trong )?(?:năm|quý [ivx]+[/ ]|(?:\d+ )?tháng(?: đầu năm)?|thời gian qua|những năm"
    r"|tuy nhiên|hiện nay|tính đến)(?!\w)[^.;]{0,60}(?:ghi nhận|xảy ra|chịu ảnh hưởng|còn|đã"
    r"|có)(?!\w)"
)
"""How an account of what was begins."""


_PRAISE = re.compile(
    r"[\W\d]*(?:biểu dương|ghi nhận|hoan nghênh|đánh giá cao|cơ bản (?:nhất trí|thống nhất|đồng ý)"
    r"|phê bình)(?!\w)"
)
"""How the conclusions of a meeting speak of what was."""
_WITH_US = re.compile(r"(?<!\w)(?:phối hợp|cùng|giao|chỉ đạo|hướng dẫn|đôn đốc)(?!\w)")
_FOUNDED = frozenset(["ban", "to-chuc-khac", "co-quan", "trung-tam", "su-nghiep"])
_THESE = re.compile(
    r"(?:ủy ban nhân dân )?(?:hai|ba|bốn|năm|các|\d+) (?:xã|phường|đặc khu|địa phương)"
    r" (?:này|(?:nêu |nói )?trên|ấy|đó)(?!\w)"
)
_SPANS = re.compile(r"(?:từ|đến|trong|trước|hết|kể từ|chậm nhất)(?!\w)", re.IGNORECASE)
_TIMES = re.compile(
    r"(?<!\w)(?:phát động|tổ chức|mở|ra quân|chia|thực hiện|thành) [^.;]{0,40}?(?:0?[2-9]) (?:đợt"
    r"|giai đoạn|chiến dịch)[^.;]{0,30}: "
)
"""When all carry out what the superior launches: "phát động 03 đợt: đợt 1 từ ngày …"."""
_DIRECTS = re.compile(r"(?<!\w)(?:chỉ đạo|giao|yêu cầu|phân công)(?: cho)?(?: các)? $")
_URGES = re.compile(r"(?<!\w)(?:đôn đốc|hướng dẫn|đề nghị)(?: các)? $")
_ALONE = re.compile(r"[\W\d]*riêng (?!các)")
_STAYS = 0.65
"""Share of its words from which a part stands here but for its term."""
_FEW = 5
_CARRIES_OUT = re.compile(r" (?:thực hiện|chủ trì|đảm nhiệm|là đầu mối)[.;]?$")
_SERVED = re.compile(r"[^.;]{0,60}? (?:được|bị) (?!giao|phân công)")
_BRANCH = re.compile(r"(?:toàn )?ngành (?P<field>[^\W\d]+ [^\W\d]+|y tế)(?!\w)")
_PEOPLE = {
    "giáo dục": re.compile(
        r"(?:các )?(?:giáo viên(?: chủ nhiệm| bộ môn)?|hiệu trưởng(?: các trường)?|nhà trường"
        r"|trường(?: học)?|cơ sở giáo dục)(?!\w)"
    ),
    "y tế": re.compile(r"(?:các )?(?:bác sĩ|nhân viên y tế|bệnh viện|cơ sở y tế)(?!\w)"),
}
"""Who acts for a department where none of its bodies is named."""
_FOR_KIND = re.compile(
    r"[\W\d]*(?:riêng )?(?:đối với|ở|tại) (?:các )?(?P<kinds>(?:xã|phường|đặc khu)"
    r"(?:(?:, | và )(?:các )?(?:xã|phường|đặc khu))*)[:,]"
)
_REST = re.compile(r" (?:còn lại|khác)(?!\w)")
_NEAR = 10
_WHOEVER = re.compile(r"(?:(?:cơ quan|đơn vị|bộ phận|tổ chức|ai|người) nào|người phát hiện)(?!\w)")
_LISTS_OTHERS = re.compile(rf": ?{LARGE}[^\W\d]+ {LARGE}")
"""Such as "Các xã có hồ: Đại Phúc, Tân Cương, La Bằng bố trí lực lượng"."""
_CLASS = re.compile(
    r"(?:riêng |đối với )?(?:những |các |mỗi )?(?:nơi|xã|phường|đặc khu|địa phương)"
    r"(?:, (?:xã|phường|đặc khu))*(?: nào)? (?:có|đã|chưa|không|bị|thuộc|giáp|ven|vùng|miền"
    r"|biên giới|(?:trọng )?điểm|còn|từ)(?!\w)"
)
"""A class of units: whether the unit is in it the office has been asked, and has answered."""
_COMMUNES = re.compile(
    r"(?:các |mỗi |từng )?(?:ủy ban nhân dân )?(?:các )?(?:xã|phường|đặc khu)(?!\w)"
)
_OWN_PURSE = re.compile(r"(?<!\w)ngân sách (?:cấp )?(?:xã|phường|đặc khu|mình)(?!\w)")
_OF_COMMUNES = re.compile(r"(?:.*(?<!\w))?ngân sách (?:cấp )?(?:xã|phường|đặc khu)(?!\w)")
_BASE = re.compile(r"(?<!\w)chính quyền (?:địa phương|cơ sở|các cấp|cấp xã)(?!\w)")
_ISSUES = re.compile(
    r"(?:xây dựng|ban hành) kế hoạch(?! chi tiết)"
    r"(?:,? (?:triển khai|thực hiện|của|tại|cụ))"
)
_FOUNDS = re.compile(r"(?<!\w)(?:thành lập|kiện toàn|lập) [^;.]{0,40}$")
_TARGET = re.compile(
    r"[\W\d]*(?:đến (?:hết )?(?:năm|quý|ngày|tháng) [\divx/]+[:,]? )?(?:phấn đấu,? )?"
    r"(?:(?:đạt|có|ít nhất|tối thiểu|trên|từ) )*"
    r"\d[\d.,]* ?%(?! (?:số )?(?:các )?(?:xã|phường|đặc khu|sở|huyện|cán bộ))"
)
_WHOLE = re.compile(
    r"[\W\d]*(?:toàn|cả) (?:tỉnh|thành phố)(?!\w)|.*(?<!\w)ngân sách (?:tỉnh|thành phố)"
)
"""Of the superior's area, or paid by the superior."""
_THIS_PLAN = re.compile(
    r"(?:căn cứ|nhận được) (?:nội dung )?(?:kế hoạch|chỉ thị) này|nghiêm túc (?:triển khai"
    r"|thực hiện)(?: thực hiện)?[./]*$"
)
_YEAR = re.compile(r"[\W\d]*(?:thời gian|thời hạn)[^;.]{0,30} năm \d{4}\W*")
_SHARE = re.compile(r"\d ?% (?:số |tổng số )?(?:các )?$")


_ENACTS = re.compile(r"(?<!\w)(?:ban hành|phát động|triển khai|thực hiện|tổ chức|mở)(?!\w)")


def _of_enactment(text: str, at: int) -> bool:
    """Whether a term stands in the sentence that enacts, not in an account of what is expected."""
    start = text.rfind(". ", 0, at) + 1
    end = text.find(". ", at)
    return _ENACTS.search(plain_of(text[start : end if end > 0 else None]).low) is not None


class Unsaid(NamedTuple):
    """Words of the plan above that nothing here says."""

    words: str
    above: Loc
    """Where they stand in the plan above."""
    here: Loc | None
    """The node that says the rest of them; None where there is none."""


def unsaid_words(both: Beside) -> list[Unsaid]:
    """What the plan above says for this unit and its own plan does not."""
    return list(_Reader(both).read())


def told_unsaid(
    found: Sequence[Unsaid], source: TomlSource, above: TomlSource
) -> Iterator[Diagnostic]:
    """LC739 of each of them, at the node that says the rest, or at the plan above's name."""
    for one in found:
        span = above.span(one.above)
        words = one.words if len(one.words) <= _SHOWN else f"{one.words[:_SHOWN].rstrip()}…"
        message = _("Kế hoạch trên nói “{cau}” ({noi}): ở đây không có").format(
            cau=words.rstrip(" .;"), noi=f"{span.file}:{span.line}:{span.column}"
        )
        hint = _("Nếu là phần của đơn vị mình thì ghi thêm; nếu không, ghi vào khong_thuc_hien")
        loc: Loc = (*one.here, "noi_dung") if one.here is not None else ("van_ban", "cap_tren")
        severity = Severity.WARNING if one.here is not None else Severity.INFO
        yield Diagnostic("LC739", severity, message, source.span(loc), (hint,))


class _Reader:
    """Reads the plan above beside the plan of one unit."""

    def __init__(self, both: Beside) -> None:
        self.both, self.me, self.losses = both, both.me, both.losses
        self.day = both.above.day()
        self.said = [words_of(node) for _loc, node in walk(both.plan)]

    def read(self) -> Iterator[Unsaid]:
        left = {item.nut for item in self.both.plan.khong_thuc_hien}
        for loc, draft in self.both.drafts:
            if draft.id in left or self.both.asked(draft):
                continue  # whoever looks at a marked sentence looks at the one above, too
            mine = self.both.here.get(draft.id)
            here = mine[0][0] if mine else None
            gone = [*self._gone(draft, [node for _at, node in mine or ()])]
            if gone:
                yield Unsaid(" ".join(gone), (*loc, "noi_dung"), here)
        yield from self._period()
        yield from self._rows(left)

    def _gone(self, draft: NodeDraft, mine: Sequence[AnyNode]) -> Iterator[str]:
        """The parts of a node above, or their terms, that are the unit's and in no sentence."""
        parts = self.losses.parts(draft)
        for at, part in enumerate(parts):
            if not part.lost:
                continue
            if mine and (day := self._day_gone(part, mine)):
                yield day
            elif (
                self._is_ours(draft, parts, at)
                and not self._is_said(part.words)
                and not (mine and self._own_day_stands(part, mine))
            ):
                yield part.words

    def _day_gone(self, part: Part, mine: Sequence[AnyNode]) -> str:
        """The term of a part whose words stand here and have no term any more; "" for none."""
        there = deadlines(part.words, self.day)
        here = " ".join(map(words_of, mine))
        if len(there) != 1 or not there[0].last or deadlines(here, self.day):
            return ""
        said = plain_of(part.words.replace(there[0].text, ""))
        words = [word for word in key_of(said.text).split() if len(word) > 1]
        kept = set(key_of(here).split())
        stands = sum(word in kept for word in words) >= _STAYS * len(words)
        return there[0].text if stands and len(words) > _FEW else ""

    def _own_day_stands(self, part: Part, mine: Sequence[AnyNode]) -> bool:
        """Whether the day that only this unit has, "riêng xã X trước ngày …", stands here."""
        there = {one.last for one in deadlines(part.words, self.day)}
        here = {one.last for one in deadlines(" ".join(map(words_of, mine)), self.day)}
        return _ALONE.match(part.words.lower()) is not None and bool(there) and there <= here

    def _period(self) -> Iterator[Unsaid]:
        """From when to when all of it lasts, said in the words of enactment above."""
        everything = ""
        for at, paragraph in enumerate(self.both.above.mo_dau):
            text = plain(paragraph.noi_dung)
            for found in deadlines(text, self.day) if paragraph.vai_tro == "loi_dan" else ():
                if not (found.last and self.day and found.last > self.day):
                    continue  # a day of a paper that is cited
                if not _SPANS.match(found.text) or not _of_enactment(text, found.span.start):
                    continue
                everything = everything or f" {key_of(' '.join(self.said))} "
                if f" {key_of(found.text)} " not in everything:
                    yield Unsaid(found.text, ("mo_dau", at, "noi_dung"), None)

    def _rows(self, left: set[str]) -> Iterator[Unsaid]:
        """Rows of the appendix above that a body of the unit leads, or helps in."""
        here = {n.nguon.nut for _loc, n in walk(self.both.plan) if n.nguon is not None}
        for loc, node in walk(self.both.above) if self.both.plan.phu_luc else ():
            if not isinstance(node, NhiemVu) or node.id in here or node.id in left:
                continue
            leads = self.both.named(node.loi_chu_tri, node.chu_tri)
            helps = self.both.named(node.loi_phoi_hop, node.phoi_hop)
            schools = {b for b in helps if b.every and b.kind == "su-nghiep"}  # by themselves
            helping = self.me.kins(b for b in helps if b not in schools)
            mine = self.me.kins(leads) & _OURS or Kin.OWN in helping
            if mine and not node.ap_dung and not self._is_said(node.noi_dung):
                yield Unsaid(plain(node.noi_dung), (*loc, "noi_dung"), None)

    # ------------------------------------------------------------------ whose words

    def _is_ours(self, draft: NodeDraft, parts: Sequence[Part], at: int) -> bool:
        part = parts[at]
        words = plain_of(part.words)
        if self._says_nothing(words):
            return False
        found = groups(words)
        head = head_of(words, found)
        reason = self.losses.reason(draft, parts, at)
        if self._by_its_words(draft, parts, at, reason) or self._acts_inside(part.words):
            return True
        if (
            self._is_target(draft, words)
            or self._of_nobody(draft, words, head)
            or self._founded_here(draft, words, head)
        ):
            return True
        if reason or head is not None:
            return False
        heading = self.losses.heading(draft)
        if self.me.committee and heading and self.me.kins(heading) <= {Kin.SELF, Kin.OWN}:
            return True  # it stands in the unit's own section
        if at and draft.dropped is None and self._goes_on_directed(parts[at - 1]):
            return True
        if self.me.committee and not reason and _OWN_PURSE.search(words.low):
            return True
        if self._told_to_us(words, found) or self.losses.before(parts, at):
            return False
        strange = any(self.me.kins(g.bodies) & {Kin.ABOVE, Kin.OTHER} for g in found)
        if strange or sums(part.words) or named_units(part.words):
            return False
        if not at and self._begins(draft, parts):
            return True
        if at:  # it goes on with what stands here, or is whose the part before was
            return not parts[at - 1].lost or self._is_ours(draft, parts, at - 1)
        bound = deadlines(part.words, self.day) or binding(part.words)
        return bool(bound) and not begins_with_verb(words.low) and not _YEAR.fullmatch(words.low)

    def _goes_on_directed(self, before: Part) -> bool:
        """Whether the part before has a body of the unit act: "chỉ đạo Công an cấp xã …"."""
        words = plain_of(before.words)
        return self._directed(words, groups(words))

    def _begins(self, draft: NodeDraft, parts: Sequence[Part]) -> bool:
        """Whether the rest of a sentence of which it is the first part stands here as ours."""
        heading = self.losses.heading(draft)
        ours = not heading or bool(self.me.kins(heading) & _OURS)
        return ours and draft.dropped is None and len(parts) > 1 and not parts[1].lost

    def _says_nothing(self, words: Plain) -> bool:
        """Whether words tell what was, or close the plan above without a day."""
        if _PAST.match(words.low) or _PRAISE.match(words.low) or self._for_other_kind(words):
            return True
        if self.me.committee and _CLASS.match(words.low):
            return True
        if not self.me.committee and (_COMMUNES.match(words.low) or _OF_COMMUNES.match(words.low)):
            return True  # what communes do, or pay, a department may only ask
        if _ISSUES.search(words.low):
            return True  # that is this plan
        if _WHOLE.match(words.low) and not self._is_named(words):
            return True
        closes = _THIS_PLAN.search(words.low) or CLOSES.search(words.low)
        return closes is not None and not deadlines(words.text, self.day)

    def _for_other_kind(self, words: Plain) -> bool:
        """Whether words are for units of another kind: "Đối với phường: …" beside a xã."""
        found = _FOR_KIND.match(words.low) if self.me.committee else None
        return found is not None and self.me.word not in found["kinds"]

    def _by_its_words(self, draft: NodeDraft, parts: Sequence[Part], at: int, reason: str) -> bool:
        """Whether the unit, or one of its own, is named as the one who acts, or is to act."""
        words = plain_of(parts[at].words)
        found = groups(words)
        head = head_of(words, found)
        if self.me.committee and ((not at and _TIMES.search(words.low)) or _THESE.match(words.low)):
            return True
        if self._directed(words, found) or own_subject(self.me, parts[at].words) is not None:
            return True
        if not self.me.committee and self._of_branch(words):
            return True
        if self.me.committee and _BASE.search(words.low) and not reason:
            return True
        whoever = draft.dropped is None and _WHOEVER.match(words.low)
        if whoever or any(self._done_by_us(one.words) for one in parts[at + 1 : at + 3]):
            return True
        if reason:
            return False
        if head is not None and self._is_head_of_ours(draft, head):
            return True
        if head is None or self._of_owned_name(head):
            return self._acts_here(words, found)
        rest = _REST.search(words.low, head.start, head.end + _NEAR) or _LISTS_OTHERS.search(
            words.text
        )
        ours = bool(self.me.kins(head.bodies) & _OURS) and (rest is None or self._is_named(words))
        return ours or (self._is_named(words) and not self._is_place_of(words, head))

    def _is_place_of(self, words: Plain, head: NamedTogether) -> bool:
        """Whether a superior's body does it, and the unit is only where: "tại xã Quế Phong"."""
        if self.me.kins(head.bodies) != {Kin.ABOVE} or _WITH_US.search(words.low, head.end):
            return False
        behind = words.low[head.end :]
        here = re.compile(
            rf"(?<!\w)(?:tại|ở|trên địa bàn) (?:[^,;.]{{0,60}}? )?{self.me.unit.lower()}"
        )
        return here.search(behind) is not None

    def _is_head_of_ours(self, draft: NodeDraft, head: NamedTogether) -> bool:
        """Whether "Chủ tịch UBND" without a level stands under the unit's own heading."""
        body = head.bodies[0]
        bare = body.kind == "ubnd" and not (body.units or body.level or body.place or body.every)
        heading = self.losses.heading(draft)
        return bare and bool(heading) and self.me.kins(heading) <= _OURS

    def _of_branch(self, words: Plain) -> bool:
        """Whether all of a department's branch act: "ngành giáo dục", teachers, hospitals."""
        name = plain_of(self.me.name).low
        branch = _BRANCH.match(words.low)
        if branch is not None and branch["field"] in name:
            return True
        people = next((one for field, one in _PEOPLE.items() if field in name), None)
        found = people.match(words.low) if people is not None else None
        return found is not None and begins_work(words.low, found.end() + 1)

    def _of_owned_name(self, head: NamedTogether) -> bool:
        """Whether who acts bears the unit's name: "Ban quản lý cảng Lý Sơn"."""
        name = self.me.bare if self.me.committee else ""
        return bool(name) and any(name in key_of(body.text) for body in head.bodies)

    def _acts_here(self, words: Plain, found: Sequence[NamedTogether]) -> bool:
        """Whether the name of the unit is said, or what it has itself done is meant."""
        done = any(
            words.low[: group.start].endswith(" do ") and self.me.kins(group.bodies) & _OURS
            for group in found
        )
        return done or self._is_named(words)

    def _is_named(self, words: Plain) -> bool:
        """Whether the unit's name stands there, and not as the end of a longer one."""
        name = self.me.bare if self.me.committee else ""
        if not name or f" {name} " not in f" {key_of(words.text)} ":
            return False
        longer = (key_of(one.name) for one in named_units(words.text))
        return not any(one != name and one.endswith(f" {name}") for one in longer)

    def _told_to_us(self, words: Plain, found: Sequence[NamedTogether]) -> bool:
        """Whether the unit stands in the words as the one to whom others give or do something."""
        mine = [group for group in found if self.me.kins(group.bodies) & _OURS]
        return bool(mine) and all(_TO.search(words.low[: group.start]) for group in mine)

    def _directed(self, words: Plain, found: Sequence[NamedTogether]) -> bool:
        """Whether a superior has a body of the unit do something: "chỉ đạo Công an cấp xã …"."""
        dated = bool(deadlines(words.text, self.day))
        return any(
            (
                _DIRECTS.search(words.low[: group.start])
                or (
                    dated
                    and _URGES.search(words.low[: group.start])
                    and begins_work(words.low, group.end + 1)
                )
            )
            and words.low[group.end : group.end + 1] == " "
            for group in found
            if self.me.kins(group.bodies) <= _OURS
        )

    def _acts_inside(self, said: str) -> bool:
        """Whether the unit acts behind a case: "thiếu người thì phường, xã báo Sở …"."""
        if OF_THE_REST.match(plain_of(said).low):
            return False  # the unit itself is named beside them
        words = plain_of(said)
        led = [who for duty in duties(said, self.day) if duty.said and duty.role == "lead"
               for who in duty.who[:1]]  # fmt: skip
        return any(
            self.me.kin(who) in _OURS
            and who.span.start > 0
            and _TO.search(f"{plain_of(words.text[: who.span.start]).low.rstrip()} ") is None
            for who in led
        )

    def _done_by_us(self, behind: str) -> bool:
        """Whether a sentence behind says that it was the unit's own: "Chi cục … thực hiện."."""
        words = plain_of(behind)
        head = head_of(words, groups(words))
        ours = head is not None and any(
            self.me.kin(body) in _OURS
            or (not self.me.committee and belongs_to(body, self.me.name) == "own")
            for body in head.bodies
        )
        return ours and _CARRIES_OUT.search(words.low) is not None

    def _of_nobody(self, draft: NodeDraft, words: Plain, head: NamedTogether | None) -> bool:
        """Whether a target or a policy, of which no office is named, left a part that stands."""
        holder = draft if draft.dropped is None else draft.parent
        if holder is None or holder.dropped is not None or head is None:
            return False
        served = _SERVED.match(words.low, head.end) or _SHARE.search(words.low[: head.start])
        return served is not None and self.me.kins(head.bodies) <= {Kin.OUTSIDE}

    def _is_target(self, draft: NodeDraft, words: Plain) -> bool:
        """Whether a target of things and people was left out beside one that stands here."""
        beside = draft.parent.children() if draft.parent is not None else ()
        stands = any(one.dropped is None for one in beside if one is not draft)
        strange = named_units(words.text) or sums(words.text)
        return stands and not strange and _TARGET.match(words.low) is not None

    def _founded_here(self, draft: NodeDraft, words: Plain, head: NamedTogether | None) -> bool:
        """Whether who acts is what this plan itself founds: "Thành lập Tổ công tác. Tổ …"."""
        if draft.dropped is not None or head is None:
            return False
        if not all(body.kind in _FOUNDED for body in head.bodies):
            return False
        now = " ".join(str(piece) for text in draft.texts.values() for piece in text)
        name = key_of(words.said(head.start, head.end))
        before, stands, _behind = f" {key_of(now)} ".partition(f" {name} ")
        return bool(stands) and _FOUNDS.search(f"{before} ") is not None

    def _is_said(self, words: str) -> bool:
        """Whether another sentence of the plan says it."""
        return any(
            likeness(piece, words) >= _ALIKE for said in self.said for piece in said.split("; ")
        )
