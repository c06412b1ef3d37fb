"""A second look at what a derived plan says: what is doubtful there is put before a person.

The first reading goes by the sentences of the plan above; this one reads the sentences as the
unit would sign them, and asks: a mark too many costs a glance, a wrong
sentence that nobody was told of costs the plan. Where a sentence lost a part on its way, the words
of the plan above come back, with the question.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.doubting.doubts import doubts, torn_in
from generator.cascade.deriving.doubting.unsure import armed, unsure
from generator.cascade.deriving.doubting.voices import voices
from generator.cascade.deriving.rulebook.questions import (
    Q_ABOVE,
    Q_CHAIR,
    Q_CONDITION,
    Q_CUT,
    Q_EACH,
    Q_ENDED,
    Q_HELP,
    Q_PLACE,
    Q_READ,
    Q_ROOM,
    Q_SELF,
    Q_SETTLED,
    Q_TARGET,
    Q_UNIT,
    Q_UPWARD,
    Q_WHO,
    Q_WORDS,
)  # fmt: skip
from generator.cascade.deriving.rulebook.rules import ASKED, CLOSED, HELPED, OWN_WORK
from generator.cascade.deriving.rulebook.text_under_way import Own, RuleWords
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.grammar.competence import committee_decides
from generator.grammar.deadlines import deadlines
from generator.grammar.duties import duties, opens
from generator.grammar.figures import figures
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.named_units import named_units, without_partners
from generator.grammar.subjects import takes_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.doubting.doubts import Doubt
    from generator.cascade.deriving.doubting.voices import Doubtful
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.rulebook.text_under_way import Text
    from generator.cascade.deriving.unit.kit import Kit

_THIS = re.compile(r"(?<!\w)(?:chỉ thị|công điện|nghị quyết|kết luận|công văn|thông báo) này(?!\w)")
_NAMED_BODY = re.compile(
    r"^[\s\-+•]*(?:Các )?(?:Văn phòng|Thống kê(?= (?:tỉnh|thành phố|cơ sở|khu vực|[A-ZĐ]))"
    r"|Hiệp hội|Trung tâm|Ban [Qq]uản lý|Công ty"
    r"|Tổng công ty|Ngân hàng|Kho bạc|Bảo hiểm xã hội|Chi cục|Chi nhánh|Cục|Vụ|Viện(?! trợ)"
    r"|Bệnh viện"
    r"|Tòa án|Điện lực|Bưu điện|Đồn|Hạt|Hải quan|Thuế|Quỹ|Tập đoàn|Thanh tra (?=[A-Zt])"
    r"|Báo(?! (?:cáo|động|hiệu|trước|ngay))|Đài(?! thọ)|Trường(?! hợp)|Liên đoàn|Hội đồng"
    r"|Doanh nghiệp"
    r"|Hợp tác xã|Tổ hợp tác|Liên hiệp hợp tác xã|Nhà (?:máy|thầu|xe|đầu tư)|Xí nghiệp"
    r"|(?:Lực lượng )?[Cc]ảnh sát|Lực lượng (?:[Qq]uản lý thị trường|[Kk]iểm lâm)"
    r"|Bưu cục|Đội (?:[Cc]ảnh sát|[Qq]uản lý)"
    r"|Chủ rừng|Huyện đoàn|Thành đoàn|Tỉnh đoàn|Đoàn [Ll]uật sư)(?!\w)"
)
_DOES = re.compile(
    r"\s*(?:[,:]\s*)?(?:\([^()]*\)\s*)?(?:có trách nhiệm|chủ trì|chủ động|tổ chức|thực hiện"
    r"|theo dõi|hướng dẫn|phối hợp|tham mưu|chịu trách nhiệm|thường xuyên|tăng cường|bố trí"
    r"|cung cấp|là cơ quan|tiếp tục|đẩy mạnh|rà soát|xây dựng|triển khai|kiểm tra|lập|tổng hợp"
    r"|báo cáo|gửi|cử|vận động|lấy|trồng|bảo đảm|nhập|cập nhật)(?!\w)"
)
_PLURAL = re.compile(  # the word first, what must not stand before it behind: found faster
    r"các (?<!\wcác )(?<!với các )(?<!của các )(?<!tại các )(?<!ở các )(?<!giữa các )(?<!từ các )"
    r"(?:(?:cơ quan, )?(?:đơn vị, )?(?:và )?địa phương"
    r"|(?:xã|phường)(?:, (?:xã|phường|đặc khu))*)(?!\w)"
)
_CONDITION = re.compile(
    r"(?:(?:^[\s\-+•]*|[.;:,(]\s+)riêng (?:đối với )?(?:các |những )?"
    r"(?:xã|phường|địa phương|địa bàn|vùng|miền|nơi|khu vực|đơn vị|thôn|bản|đặc khu|ubnd|ủy ban"
    r"|đảo)"
    r"(?: \w+){0,3}"
    r"|(?<!\w)(?:xã|phường|đặc khu|địa phương|địa bàn|khu vực|vùng|đơn vị|nơi|huyện|thôn|bản)"
    r"(?: \w+)? còn lại)(?!\w)"
)
"""Narrows who is meant by what was said of the others before; hộ, ngày, vắc xin are no units."""
_SOME_ONLY = re.compile(
    r"(?:^[\s\-+•]*|[.;:]\s+)(?:đối với|ở|tại|riêng)? ?(?:các |những |mỗi )?"
    r"(?:xã|phường|địa phương) (?P<dien>miền núi|vùng cao|ven biển|biên giới|hải đảo|trọng điểm"
    r"|có (?:(?:tỷ lệ|diện tích|số|quy mô)[^,;.:]{2,50}?(?:trên|dưới|từ|hơn) [\d.]+(?:,\d+)?"
    r" ?(?:%|[^\W\d]+)?"
    r"|(?:nguy cơ|biển|biên giới|cửa khẩu|đường biên|đông đồng bào)[^,;.:]{0,50}?))"
    r"(?=[,:]| (?:giảm|thành lập|tập trung|bố trí|tổ chức|thực hiện|phải|tăng|đạt)(?!\w))"
)
"""Says something only of the units that are so or have that."""
_IF_ABLE = re.compile(r"(?:xã|phường|địa phương|nơi|đơn vị)(?: \w+)? (?:có|đủ) điều kiện(?!\w)")
_SCOPE = re.compile(r"(?<!\w)trên toàn tuyến(?!\w)")
_DEPARTMENTS = re.compile(r"^[\s\-+•]*các sở(?:,| và) (?:ban, )?ngành(?!\w)")
"""Departments as those who act, in the plan of a commune."""
_DONE_BY = re.compile(r"(?<!\w)(?:do|\() ?$")
_COMMANDED = re.compile(r"(?<!\w)(?:giao|yêu cầu|chỉ đạo|phân công)(?: cho)? $")
_ACTS_ON = re.compile(r" (?!của|tại|trên|về|và |hoặc )[^\W\d]+")
_ACTS_BESIDE = re.compile(
    r" (?:ban hành|phê duyệt|thanh toán|chi trả|nghiệm thu|thẩm định|quyết định|công bố|cấp phát"
    r"|chủ trì|tổng hợp|kiểm tra|hướng dẫn|hỗ trợ|cung cấp|bố trí|tổ chức|xem xét)(?!\w)"
)
"""Another who acts behind a comma: "UBND xã lập danh sách, Sở Y tế thẩm định"."""
_FIRM = re.compile(
    r"[\s\-+•]*(?:các )?(?:công ty|doanh nghiệp|tổ chức tín dụng|hợp tác xã|nhà đầu tư)(?!\w)"
)
"""Whom a commune gives no work, though they stand in its area."""
_LEADS_ON = re.compile(
    r" (?:chủ trì|làm trưởng|thực hiện|tổ chức|chịu trách nhiệm|quyết định)(?!\w)"
)
_LEADING = re.compile(
    r"[\s\-+•]*(?:[a-zđ]\)\s*)?(?:(?:tăng cường|tiếp tục|chủ động) )?"
    r"(?:chủ trì|tham mưu|hướng dẫn|chỉ đạo|thẩm định|phê duyệt|yêu cầu"
    r"|tập huấn|tổ chức (?:tập huấn|kiểm tra|thanh tra)|kiểm tra|thanh tra|ban hành|trình"
    r"|tổng hợp|theo dõi|đôn đốc|lập|cấp|thành lập|phát lệnh|quyết định|công bố|triển khai"
    r"|bố trí|cân đối|xử lý|đình chỉ|lựa chọn)(?!\w)"
)
_WHOLE_COUNTRY = re.compile(
    r"(?:phạm vi|địa bàn|trong|trên) (?:toàn quốc|cả nước)|(?<!\w)cả nước(?!\w)"
)
_OF_OTHERS = re.compile(
    r"^[\W\d]*(?:các )?(?:đơn vị|cơ quan|cục|vụ|cục, vụ|vụ, cục) thuộc bộ(?!\w)"
)
_OF_COMMUNES = re.compile(
    r"^[\W\d]*(?:mỗi|từng|các) (?:xã|phường|thôn|bản|tổ dân phố|khu dân cư)(?!\w)"
    r"|^[\W\d]*ngân sách (?:cấp )?(?:xã|phường|huyện)(?!\w)"
)
"""What is the communes', in the plan of a department."""
_RATE = re.compile(r"(?<!\w)(?:giảm|tăng|kéo giảm|phấn đấu|đạt|nâng)(?!\w)")
_UPPER = re.compile(r"(?<!\w)(?:tỉnh|thành phố)(?!\w)")
"""A level above in the name of a body: "Báo tỉnh, hệ thống truyền thanh xã"."""
_SAYS = 60
_RATE_NEAR = 60
"""Letters before a share in which the word stands that makes it a promise."""


class SecondLook:
    """Reads the sentences of one unit's plan."""

    def __init__(self, kit: Kit, program: Program) -> None:
        self.kit, self.program = kit, program
        self.unit = kit.unit._replace(above=kit.unit.level)  # it speaks for itself now

    def look(self) -> None:
        """Mark what is doubtful in every node that was not written by a clerk's rule."""
        for draft in self.program.order:
            if draft.dropped is not None or draft.kept or not draft.digest:
                continue
            if draft.touched == [CLOSED] and not draft.marks:
                continue  # words of the program, not of the plan above
            if draft.marks:
                self._whole(draft)
            else:
                self._node(draft)

    def _node(self, draft: NodeDraft) -> None:
        self._ended(draft)
        for name, text in draft.texts.items():
            said = self.said(text)
            low = plain_of(said).low
            sentence = name != "tieu_de" or (draft.kind == "muc" and _is_sentence(draft, said))
            if draft.part in ("muc", "ket_thuc", "phu_luc") and sentence:
                found = list(self._doubts(draft, said, low, product=name == "san_pham"))
            elif draft.part in ("muc", "mo_dau", "can_cu", "van_ban"):
                found = [Q_READ] if torn_in(plain_of(said), title=name == "tieu_de") else []
                if (
                    draft.part == "muc"
                    and not draft.assigned
                    and not _under(draft, ASKED, "Đề nghị")
                ):
                    found += [] if _under(draft, HELPED, "Phối hợp với") else self._others(said)
            else:
                found = []
            for question in found:
                self.kit.ask.mark(draft, question)
        if draft.marks:
            self._whole(draft)

    def _whole(self, draft: NodeDraft) -> None:
        """Put the words of the plan above back where the unit's own lost a part."""
        if draft.part not in ("muc", "ket_thuc", "phu_luc"):
            return
        for name, text in draft.texts.items():
            above = getattr(draft.above, name, None)
            said = self.said(text)
            if name == "tieu_de" or not above or said == above:
                continue
            if torn_in(plain_of(said)) and not torn_in(plain_of(above)):
                draft.texts[name] = [RuleWords((above,))]
                draft.marks = [m for m in draft.marks if m != self.kit.speech.words(Q_READ)]
                self.kit.ask.mark(draft, Q_WORDS)

    def _ended(self, draft: NodeDraft) -> None:
        """Bodies that were no more when the plan was made."""
        if not self.kit.ended:
            return
        given = {id_ for ids in draft.agencies.values() for id_ in ids}
        words = " ".join(self.said(text) for text in draft.texts.values())
        gone = [
            name
            for id_, name in self.kit.ended.items()
            if (id_ in given or name in words) and draft.part in ("muc", "phu_luc")
        ]
        if gone:
            self.kit.ask.mark(draft, Q_ENDED.replace("{chu}", ", ".join(gone)))

    def said(self, text: Text) -> str:
        """The words of a text with the unit's own name where names are left open."""
        out = []
        name = self.unit.unit or (self.unit.word if self.unit.committee else self.unit.name)
        for piece in text:
            for part in piece.pieces if isinstance(piece, RuleWords) else (piece,):
                own = isinstance(part, Own)
                out.append(name if own else part)
        return "".join(out)

    # ------------------------------------------------------------------ what may be wrong

    def _doubts(
        self, draft: NodeDraft, said: str, low: str, *, product: bool = False
    ) -> Iterator[str]:
        plain = plain_of(said)
        torn = torn_in(plain, title=True) if product else torn_in(plain)  # as doubts() asks
        if torn or _THIS.search(low) or _leads_nowhere(draft, said):
            yield Q_READ
        narrowed = _CONDITION.search(low) if "riêng " in low or "còn lại" in low else None
        if narrowed is not None:
            yield Q_CONDITION.replace("{chu}", narrowed[0].strip(" -+•.;:,("))
        yield from self._only_some(draft, low)
        room = self._under_room(draft)
        if room and low.lstrip(" -+•").startswith("chủ tịch "):
            yield Q_CHAIR
        if room and committee_decides(said) and not armed(draft, low):
            yield Q_ROOM
        yield from unsure(self.kit, draft, said, room=room)
        helped, asked = _under(draft, HELPED, "Phối hợp với"), _under(draft, ASKED, "Đề nghị")
        if helped and self._is_theirs(said, low):
            yield Q_HELP
            return
        if helped and not asked:
            for doubt in doubts(said, self.unit, self.kit.day):
                yield from _asked(doubt) if doubt.sort in ("settlement", "kind") else ()
        for voice in voices(plain_of(said), self.unit, self.kit.day):
            yield _of_voice(voice)
        if helped or asked or draft.touched[:1] == ["viec-cua-minh"]:
            return
        yield from self._actors(draft, said, low)
        if _OF_OTHERS.search(low):
            yield Q_READ
        for doubt in doubts(said, self.unit, self.kit.day):
            yield from _asked(doubt)
        whole = _WHOLE_COUNTRY.search(low) if self.kit.unit.above == 0 else None
        if whole is not None:
            yield Q_ABOVE.replace("{chu}", whole[0])
        if self.unit.committee:
            yield from self._all_together(said, low)
        elif _OF_COMMUNES.match(low):
            yield Q_READ
        yield from self._elsewhere(said)
        rates = [f for f in figures(said) if f.unit == "%" and f.value < 100]
        told = OWN_WORK in draft.touched  # said to each unit: the share is its own
        resolved = self.unit.committee and self.kit.unit.level <= self.kit.unit.above
        if (
            rates
            and not (told or resolved)
            and any(_RATE.search(low[max(0, f.span.start - 60) : f.span.start]) for f in rates)
        ):
            yield Q_TARGET
        if draft.part == "ket_thuc" and self._reports(said):
            yield Q_UPWARD

    def _only_some(self, draft: NodeDraft, low: str) -> Iterator[str]:
        """What narrows who is meant: kept in the sentence, or cut out of it on the way."""
        if not self.unit.committee:
            return
        units = "xã" in low or "phường" in low or "địa phương" in low
        narrowed = _SOME_ONLY.search(low) if units else None
        if narrowed is not None:
            about = narrowed["dien"].removeprefix("có ").strip()
            if narrowed.start() == 0:
                self.kit.ask.ask_belongs(draft, about)
            else:  # the rest of the text is about all: no answer takes it out
                yield Q_CONDITION.replace("{chu}", about)
        if "điều kiện" in low:
            return
        above = " ".join(str(getattr(draft.above, name, None) or "") for name in draft.texts)
        plain = plain_of(above)
        cut = _IF_ABLE.search(plain.low) if "điều kiện" in plain.low else None
        if cut is not None:
            yield Q_CONDITION.replace("{chu}", cut[0])

    def _under_room(self, draft: NodeDraft) -> bool:
        """Whether a heading above gives the node to one of the unit's bodies."""
        at = draft.parent
        while at is not None:
            title = key_of(self.said(next(iter(at.texts.values()), [])))
            if any(title.startswith(key_of(a.ten)) for a in self.kit.own.workers):
                return True
            at = at.parent
        return False

    def _is_theirs(self, said: str, low: str) -> bool:
        """Whether a point under "Phối hợp với …" still orders what the others have to do."""
        if any(Kin.OWN in self.unit.kins(d.who) for d in duties(said, self.kit.day)):
            return False  # its own body is told
        begins = low.startswith(("phối hợp", "tham gia", "cử ", "đề nghị"))
        dated = any(d.last or d.each for d in deadlines(said, self.kit.day))
        counted = any(not (f.unit == "%" and f.value >= 100) for f in figures(said))
        return _LEADING.match(low) is not None or dated or (counted and not begins)

    def _actors(self, draft: NodeDraft, said: str, low: str) -> Iterator[str]:
        """Bodies of others that the sentence has act."""
        theirs = {Kin.ABOVE, Kin.OTHER}
        for duty in duties(said, self.kit.day):
            kins = self.unit.kins(duty.who) if duty.who and duty.said else set()
            words = low[duty.span.start : duty.span.start + 14]
            firm = kins == {Kin.OUTSIDE} and _FIRM.match(low, duty.span.start)
            others = kins and (kins <= theirs or firm)
            if duty.role == "lead" and others and "đề nghị" not in words:
                yield Q_WHO.replace("{chu}", duty.who[0].text)
                return
        plain = plain_of(said)
        for group in groups(plain):
            kins = self.unit.kins(group.bodies)
            if not kins <= theirs | {Kin.OUTSIDE}:
                continue
            before = low[: group.start]
            done_by = _DONE_BY.search(before) and not takes_part(before)
            ordered = (
                kins <= theirs and _COMMANDED.search(before) and _ACTS_ON.match(low, group.end)
            )
            beside = kins <= theirs and before.endswith(", ") and _ACTS_BESIDE.match(low, group.end)
            if ordered or beside or (done_by and _LEADS_ON.match(low, group.end)):
                yield Q_WHO.replace("{chu}", group.bodies[0].text)
                return
        if draft.kind != "nhiem_vu":
            yield from self._others(said)

    def _others(self, said: str) -> Iterator[str]:
        """A text that begins with the name of a body that is none of the unit's."""
        comma = said.find(", ")
        if comma > 0 and opens(said[:comma].lower()):  # "Trong vòng 15 phút, Cảnh sát … phải"
            said = said[comma + 2 :]
        first = _NAMED_BODY.match(said)
        if first is None:
            return
        name = said[: _name_end(said, first.end())]
        if name.strip().startswith("Đài truyền thanh"):
            return  # the commune's
        named = next(iter(groups(plain_of(name))), None)
        if named is not None and named.start <= len(name) - len(name.lstrip(" -+•")):
            own_unit = self.unit.subordinate(named.bodies[0])
            if own_unit != "no":
                if own_unit == "perhaps":
                    yield Q_UNIT.replace("{chu}", named.bodies[0].text)
                return
        own = any(key_of(name).startswith(key_of(a.ten)) for a in self.kit.own.by_role.values())
        word = re.escape(self.unit.word)
        called = plain_of(name).low.replace("hợp tác xã", "")
        mine = re.search(rf"(?<!\w){word}(?! hội)(?!\w)", called)
        with_above = _UPPER.search(plain_of(name).low) if self.unit.committee else None
        if not own and (not mine or with_above):
            yield Q_WHO.replace("{chu}", name.strip(" -+•,:"))

    def _elsewhere(self, said: str) -> Iterator[str]:
        """Units that are neither this one nor the superior's."""
        mine = {key_of(self.unit.unit), key_of(self.unit.place_above)}
        for one in named_units(without_partners(said)):
            rank = RANKS.get(one.level or "")
            if rank is None or not self.kit.unit.above < rank <= self.unit.level:
                continue
            if key_of(f"{one.unit} {one.name}") not in mine:
                yield Q_PLACE
                return

    def _all_together(self, said: str, low: str) -> Iterator[str]:
        """Communes as those who act, in the plan of one of them: "…, các địa phương rà soát"."""
        if self.unit.level != RANKS["xa"]:
            return
        if (scope := _SCOPE.search(low)) is not None:
            yield Q_ABOVE.replace("{chu}", scope[0])
        if (departments := _DEPARTMENTS.match(low)) is not None:
            yield Q_WHO.replace("{chu}", departments[0].strip(" -+•"))
        for found in _PLURAL.finditer(low):
            if _DOES.match(low, found.end()):
                yield Q_WHO.replace("{chu}", said[found.start() : found.end()])
                return

    def _reports(self, said: str) -> bool:
        return any(
            d.role == "report" and Kin.ABOVE in self.unit.kins(d.whom)
            for d in duties(said, self.kit.day)
        )


def _asked(doubt: Doubt) -> Iterator[str]:
    """The question of a doubt; of a text that is torn the look itself asks."""
    if doubt.sort == "level":
        yield Q_ABOVE.replace("{chu}", doubt.words)
    elif doubt.sort == "kind":
        yield Q_ABOVE.replace("{chu}", doubt.words).replace("chỉ cấp trên", "chỉ loại đơn vị khác")
    elif doubt.sort == "settlement":
        yield Q_SETTLED.replace("{chu}", doubt.words)
    elif doubt.sort == "itself":
        yield Q_SELF


def _of_voice(doubt: Doubtful) -> str:
    """The question of words by which another speaks, or others are meant."""
    if doubt.sort == "cut":
        return Q_CUT
    if doubt.sort == "condition":
        return Q_CONDITION.replace("{chu}", doubt.words)
    asked = Q_EACH if doubt.sort in ("class", "levels", "kinds") else Q_ABOVE
    return asked.replace("{chu}", doubt.words)


def _is_sentence(draft: NodeDraft, said: str) -> bool:
    """Whether a title has nothing below it and is long enough to say something itself."""
    return not draft.children() and len(said) > _SAYS


def _leads_nowhere(draft: NodeDraft, said: str) -> bool:
    """Whether a text announces a list that is no more."""
    if not said.rstrip(" *").endswith(":") or getattr(draft.above, "bang", None):
        return False
    return bool(draft.children()) and all(c.dropped is not None for c in draft.children())


def _under(draft: NodeDraft, rule: str, words: str) -> bool:
    """Whether a node, or a heading above it, is help or a request."""
    at: NodeDraft | None = draft
    while at is not None:
        if rule in at.touched and at is not draft:
            return True
        for text in at.texts.values():
            if (
                text
                and isinstance(text[0], RuleWords)
                and text[0].pieces[:1]
                and str(text[0].pieces[0]).startswith(words)
            ):
                return True
        first = next(iter(at.texts.values()), [""])
        if first and str(first[0] if isinstance(first[0], str) else "").startswith(words):
            return True
        at = at.parent
    return False


def _name_end(said: str, at: int) -> int:
    """Where the name of a body ends: before what it does."""
    low = plain_of(said).low
    for end in range(at, min(len(said), at + 90)):
        if _DOES.match(low, end) and (end == at or not low[end - 1].isalnum()):
            return end
    cut = re.search(r"[,;:.(]", said[at:])
    return at + cut.start() if cut else min(len(said), at + 60)
