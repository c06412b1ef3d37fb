"""LC739, LC744: a sentence word by word beside the one above that it comes from.

A reader with the two texts side by side strikes what stands in both, what names bodies and units
(who acts below is another), and the words by which a plan of a lower level speaks. What is left
above was lost on the way, what is left below nobody ordered; a figure that became another is told
as such.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from generator.cascade.deriving.rulebook.rules import CLOSED
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.sense.beside import words_of
from generator.diagnostics import Diagnostic, Severity, warning
from generator.grammar.binding import sums
from generator.grammar.deadlines import deadlines
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.named_units import named_units
from generator.locale import _
from generator.plan.model import walk
from generator.text import patterns as re
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.sense.beside import Beside
    from generator.diagnostics import Span
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.source import TomlSource

_WORD = re.compile(r"\{[^{}]*\}|\d[\d.,/]*\d|\w+")
_COMMITTEE = re.compile(r"(?:Ủy|Uỷ|ủy|uỷ) [Bb]an [Nn]hân [Dd]ân")
_CLASS = re.compile(
    r"(?:xã|phường|đặc khu|địa phương|nơi|đơn vị)(?: nào)? (?:có|chưa|đã|không|bị|thuộc|giáp|ven"
    r"|vùng|miền|biên|trọng|từ|dưới|được)(?!\w)"
)
_ASIDE = re.compile(r"\([^()]*\)|ngành [^\W\d]+ [^\W\d]+", re.IGNORECASE)
_ROW = re.compile(r"(?:số thứ tự|STT|hàng|dòng)(?: số)? \d+(?= (?:của|trong|tại|ở) bảng)")
_BRACKETS = re.compile(r" ?\([^()]*\)")
_TO_EACH = re.compile(r"(?<!\w)(?:mỗi|/) ?(?:xã|phường|đặc khu|địa phương)")
_TO_NAMED = re.compile(rf"(?<!\w){LARGE}[^\W\d]*(?: {LARGE}[^\W\d]*)* \d[\d.]*(?= [^\W\d])")
"""Places that each get a figure, without the kind of unit: "Sa Huỳnh 75 tàu, Trà Câu 40 tàu"."""
_MONEY = re.compile(r"\d (?:triệu|tỷ|nghìn)? ?đồng|kinh phí", re.IGNORECASE)
_NEAR = 12
_OF_TIME = re.compile(r"(?:ngày|tháng|năm|quý|giờ|số|điều|khoản|mục|phụ lục|thứ) $")
_BEHIND = re.compile(r" ?%|(?: [^\W\d]+){1,2}")
_OURS = frozenset([Kin.SELF, Kin.SOME, Kin.OWN, Kin.BELOW, Kin.EVERYBODY])
_STRANGERS = frozenset([Kin.ABOVE, Kin.OTHER])
_PARTNERS = frozenset([Kin.ABOVE, Kin.OTHER, Kin.OUTSIDE])
_FORCES = frozenset(["cong-an", "quan-su"])
_APART = re.compile(r"riêng|phối hợp")
_CLAUSE = re.compile(r"[;.] ")
_POINTS = re.compile(r"(?:[^\W\d]+ ){1,3}(?:này|ấy|đó)(?!\w)")
"""Words for what stands before: who says it by its name here has lost and added nothing."""
_NAMED = frozenset(["so", "bo", "cong-an", "quan-su", "thanh-tra", "cuc-vu"])
_TELLING = (frozenset(["báo", "cáo"]), frozenset(["gửi"]))
_OF_ITSELF = re.compile(
    r"(?:kế hoạch|chỉ thị|nghị quyết|quyết định|công điện|thông báo|chương trình|văn bản) này"
    r"(?: (?:có hiệu lực|được ban hành))?(?!\w)",
    re.IGNORECASE,
)
"""How a paper speaks of itself; below, its number or its day is said instead."""
_VILLAGES = frozenset(["thon", "dia-phuong", "ubnd", "co-quan"])
_TURNS = frozenset(["không", "chưa", "cấm", "trừ"])
"""Words without which a sentence says the opposite."""
_COMPOUND = re.compile(r" (?:chuyên|gian|khí|quân|ngừng|những|chỉ)(?!\w)")
"""Behind "không" in words that deny nothing."""
_WHOLE = 4
"""Syllables of which a clause has more."""
_ADDED = 3
"""Syllables that nobody ordered, below which a stretch says nothing by itself."""
_FEW = 2
"""Syllables below which a stretch says nothing by itself."""
_SHOWN = 90
_LEVEL = (
    "các mỗi từng mọi cấp và của cho thì nào là về tại ở trên dưới trong do từ đến đối với riêng"
    " địa bàn xã phường đặc khu thôn bản ấp khóm buôn xóm khối tổ dân phố tỉnh thành ubnd cơ quan"
    " đơn vị địa phương sở ban ngành phòng thuộc trực chủ tịch thủ trưởng giám đốc đồng chí ông bà"
    " bộ phận công chức liên quan nơi này đó ấy đây còn lại khác gồm tất cả chung yêu cầu cùng"
    " phạm vi quốc"
)
"""Words for levels, those who hold them, and what joins words."""
_ORDERS = "chỉ đạo giao chủ trì phối hợp đề nghị đầu mối chặt chẽ phân công trách nhiệm"
_HELPS = (
    "tham mưu lãnh đạo trường hợp tiếp nhận sử dụng được tổ chức tham gia phục vụ cơ sở trình"
    " hưởng ứng bộ phận để ban hành kinh phí hỗ trợ cấp theo việc tạo điều kiện cử dự người số"
    " hoạt động thực hiện nhiệm vụ nghĩa địa bàn đã bằng nếu báo cáo nội dung lớp"
)
"""Words by which a plan of a lower level takes its part of a sentence."""


class _Word(NamedTuple):
    key: str
    start: int
    end: int


def account(both: Beside, source: TomlSource, above: TomlSource) -> Iterator[Diagnostic]:
    """LC739, LC744 of nodes of which nobody is asked yet."""
    for loc, draft in both.drafts:
        mine = both.here.get(draft.id)
        if not mine or draft.part != "muc" or draft.children() or both.asked(draft):
            continue
        if CLOSED in draft.touched and not deadlines(draft.said, both.above.day()):
            continue  # with what words an office closes its plan is its own affair
        here = _COMMITTEE.sub("UBND", " ".join(words_of(node) for _at, node in mine))
        there = _COMMITTEE.sub("UBND", _kept(draft, both))
        place = source.span((*mine[0][0], "noi_dung"))
        told = [*_numbered(both, there, here)]
        if there and key_of(here) != key_of(there):
            at = mine[0][0]
            titles = key_of(" ".join(both.titles.get(at[:n], "") for n in range(2, len(at))))
            upper = above.span((*loc, "noi_dung"))
            told += _told(_Reader(both, draft, (there, here), titles), upper)
        yield from (one._replace(span=place) for one in told)


def _told(read: _Reader, upper: Span) -> Iterator[Diagnostic]:
    """What the two texts of a reader say otherwise; `upper`: where the one above stands."""
    for words in (*read.lost(), *read.doers(), *read.rest()):
        message = _("Câu này thiếu “{chu}” của kế hoạch trên ({noi})").format(
            chu=_shown(words), noi=f"{upper.file}:{upper.line}:{upper.column}"
        )
        yield warning("LC739", message, None, _("Phần của đơn vị mình thì ghi thêm"))
    for words in (*read.added(), *read.strangers()):
        message = _("“{chu}”: câu của kế hoạch trên không nói").format(chu=_shown(words))
        hint = _("Đơn vị mình thêm thì để nguyên; không thì bỏ")
        yield Diagnostic("LC744", Severity.INFO, message, None, (hint,))
    for old, new in (*read.changed(), *read.terms()):
        message = _("Kế hoạch trên ghi “{tren}”, ở đây là “{duoi}”").format(tren=old, duoi=new)
        yield warning("LC744", message, None, _("Ghi như kế hoạch trên, nếu không cố ý đổi"))


def _numbered(both: Beside, there: str, here: str) -> Iterator[Diagnostic]:
    """A row called by its number, where rows of the table are not here."""
    found = _ROW.search(here)
    if found is None or found[0] not in there:
        return
    above, below = (
        sum(len(t.hang) for _at, node in walk(plan) for t in getattr(node, "bang", ()) or ())
        for plan in (both.above, both.plan)
    )
    if below < above:
        message = _("“{chu}”: bảng ở đây có {duoi} hàng, bảng trên có {tren} hàng")
        told = message.format(chu=found[0], duoi=below, tren=above)
        yield warning("LC744", told, None, _("Ghi lại số thứ tự theo bảng ở đây"))


def _shown(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"


def _kept(draft: NodeDraft, both: Beside) -> str:
    """What a node above says, without the sentences and clauses that are not here at all."""
    parts = both.losses.parts(draft)
    return " ".join(part.words for part in parts if not part.lost) if parts else draft.said


class _Reader:
    """Two texts side by side."""

    def __init__(self, both: Beside, draft: NodeDraft, texts: tuple[str, str], titles: str) -> None:
        """`texts`: there, here; `titles`: the key of the headings above the node here."""
        self.both, self._draft, self._titles = both, draft, titles
        self.there, self.here = texts
        self.above, self.below = [*_words(self.there)], [*_words(self.here)]
        keys = [[one.key for one in side] for side in (self.above, self.below)]
        pointer = _POINTS.match(self.there)
        said = len([*_words(pointer[0])]) if pointer and pointer[0] not in self.here else -1
        self._edits = [
            op for op in Indel.opcodes(*keys) if op.tag != "equal" and op.src_start > said
        ]
        self._in_below = set(keys[1])

    def lost(self) -> Iterator[str]:
        """Stretches of the text above that say something and are not here."""
        new = [w for op in self._edits for w in self.below[op.dest_start : op.dest_end]]
        moved = {w.key for w in new}  # put in another place of the sentence
        if "do" in moved or (moved and sums(self.here)):
            moved |= self._in_below  # turned about: "Cử 02 người dự các lớp do Sở … tổ chức"
        if "{" in self.here:
            moved |= {"hiệu", "lực"}  # it is said by its number
        theirs: list[tuple[int, int]] | None = None  # asked of what is left only
        for op in self._edits:
            stretch = self.above[op.src_start : op.src_end]
            if op.tag != "delete" or self._is_share(stretch) or self._is_class(stretch):
                continue
            left = [
                w for w in stretch
                if w.key not in moved and w.key not in _struck()
                and not self._is_name(w)
            ]  # fmt: skip
            if left and theirs is None:
                theirs = [*self._named(self.there, own=False), *self._theirs()]
            left = [w for w in left if not _within(w, theirs or ())]
            if self._is_told_otherwise(left):
                continue
            if len(left) >= _FEW or _turns(self.there, left):
                yield self.there[left[0].start : left[-1].end]
            elif whole := self._is_clause(stretch):
                yield whole

    def _is_told_otherwise(self, left: Sequence[_Word]) -> bool:
        """Whether only a verb of telling is gone, and who was told by others tells it on."""
        gone = {w.key for w in left}
        return gone in _TELLING and any(verb <= self._in_below for verb in _TELLING)

    def _is_clause(self, stretch: Sequence[_Word]) -> str:
        """A whole clause of which who acts is the unit: "Trưởng ban là lãnh đạo UBND cấp xã"."""
        before = self.there[: stretch[0].start].rstrip()
        behind = self.there[stretch[-1].end :].lstrip()
        ends = (not before or before[-1] in ".;") and (not behind or behind[0] in ".;")
        words = self.there[stretch[0].start : stretch[-1].end]
        kins = {self.both.me.kin(body) for body in self._all(words)}
        named = self._named(self.there, own=True)
        left = [w for w in stretch if w.key not in _struck() and not _within(w, named)]
        stays = bool(left) and all(w.key in self._in_below for w in left)
        ours = bool(kins & {Kin.SELF, Kin.OWN}) and not stays
        told = ends and ours and len(stretch) > _WHOLE and not _APART.match(words.lower())
        return words if told else ""

    def doers(self) -> Iterator[str]:
        """Bodies of the unit, or some of whom it works with, of which nothing is said any more."""
        now = f"{self._titles} {key_of(self.here)}"
        here = [b for text in (self.here, self._titles) for g in groups(plain_of(text))
                for b in g.bodies if self.both.me.kin(b) is Kin.OWN]  # fmt: skip
        kinds = {body.kind for body in here}
        for body in self._all(self.there):
            if self.both.me.kin(body) is not Kin.OWN or body.kind in _VILLAGES:
                continue
            name = " ".join(key_of(body.name).split()[:2])
            stays = body.kind in kinds if body.kind in _FORCES else name in now
            if not stays and key_of(body.text) not in now:
                yield body.text
        for clause in _CLAUSE.split(self.there):
            yield from self._partners(_BRACKETS.sub("", clause), now)

    def _all(self, text: str) -> Iterator[NamedBody]:
        return (body for group in groups(plain_of(text)) for body in group.bodies)

    def _partners(self, clause: str, now: str) -> Iterator[str]:
        """Who is gone out of a list of those with whom the unit works."""
        if "phối hợp" not in clause and " cùng " not in clause:
            return
        named = [*self._all(clause)]
        if not self.both.me.kins(named) & _OURS or "còn lại" in clause:
            return
        first, _with, then = clause.partition(" phối hợp")
        for side in (first, then):
            others = [
                b for b in self._all(side)
                if self.both.me.kin(b) in _PARTNERS and not b.every and not self._is_beside(b)
            ]  # fmt: skip
            gone = [b for b in others if key_of(b.name) not in now and key_of(b.text) not in now]
            if gone and len(gone) < len(others):
                yield gone[0].text

    def _is_beside(self, body: NamedBody) -> bool:
        """Whether a body is another unit of the unit's own kind: each of them does its part."""
        return body.kind == "ubnd" and self.both.me.kin(body) is Kin.OTHER

    def rest(self) -> Iterator[str]:
        """Who has his own in a list of whose rest the unit has charge, and is not named here."""
        before, rest, _behind = self._draft.said.partition("còn lại")
        now = key_of(self.here)
        if not rest or "còn lại, ngoài" not in self.here:
            return
        for body in self._all(before):
            if self.both.me.kin(body) in _PARTNERS and key_of(body.name) not in now:
                yield body.text
                return

    def strangers(self) -> Iterator[str]:
        """Bodies of a superior in the text here of which the one above says nothing."""
        at: NodeDraft | None = self._draft
        said = ""
        while at is not None:
            said, at = f"{said} {at.said}", at.parent
        known = key_of(said)
        for body in self._all(self.here):
            strange = self.both.me.kin(body) in _STRANGERS and not body.every
            if not strange or body.kind not in _NAMED or key_of(body.name) in known:
                continue
            if all(body.name != one.name for one in self._all(said)):  # "các Sở: Y tế, Xây dựng"
                yield body.text

    def terms(self) -> Iterator[tuple[str, str]]:
        """Days that are others here."""
        if not any(
            w.key[0].isdigit()
            for op in self._edits
            for w in self.below[op.dest_start : op.dest_end]
        ):
            return
        day = self.both.above.day()
        there = [one for one in deadlines(self._draft.said, day) if one.last]
        here = [one for one in deadlines(self.here, day) if one.last]
        gone = [one for one in there if one.last not in {each.last for each in here}]
        new = [one for one in here if one.last not in {each.last for each in there}]
        if len(gone) == len(new) == 1:
            yield gone[0].text, new[0].text

    def _theirs(self) -> Iterator[tuple[int, int]]:
        """What others do in the sentence above; what stands aside of it."""
        heading = self.both.losses.heading(self._draft)
        for duty in duties(self.there, self.both.above.day()):
            who = duty.who or heading
            if who and not self.both.me.kins(who) & _OURS:
                yield duty.span.start, duty.span.end
        for aside in _ASIDE.finditer(self.there):
            yield aside.span()
        for itself in _OF_ITSELF.finditer(self.there) if "{" in self.here else ():
            yield itself.span()

    def _is_name(self, word: _Word) -> bool:
        """Whether a word is of a name: a capital in the middle of a sentence."""
        before = self.there[: word.start].rstrip()
        return self.there[word.start].isupper() and not before.endswith((".", ":", ";"))

    def _is_share(self, stretch: Sequence[_Word]) -> bool:
        """Whether each unit gets its own figure there: of them one stands here."""
        if not any(w.key[0].isdigit() for w in stretch):
            return False
        start, end = stretch[0].start, stretch[-1].end
        units = sum(start <= one.span.start < end for one in named_units(self.there))
        said = self.there[start:end]
        return (
            units > 1
            or len(_TO_NAMED.findall(said)) > 1
            or _TO_EACH.search(said.lower()) is not None
            or _MONEY.search(self.there, start, end + _NEAR) is not None
        )

    def _is_class(self, stretch: Sequence[_Word]) -> bool:
        """Whether a stretch says which units are meant: of that the office has been asked."""
        said = self.there[stretch[0].start : stretch[-1].end].lower()
        return _CLASS.search(said) is not None

    def added(self) -> Iterator[str]:
        """Stretches of the text here that say something and are not above."""
        named = self._named(self.here, own=True)
        above = {w.key for w in _words(_COMMITTEE.sub("UBND", self._draft.said))}
        for op in self._edits:
            stretch = self.below[op.dest_start : op.dest_end]
            left = [
                w for w in stretch
                if w.key not in above and w.key not in _struck()
                and w.key not in _helping() and not w.key[0].isdigit()
                and not _within(w, named)
            ]  # fmt: skip
            if len(left) < _ADDED and not _turns(self.here, left):
                continue
            words = self.here[left[0].start : left[-1].end]
            if f" {key_of(words)} " not in self.both.everything:
                yield words

    def changed(self) -> Iterator[tuple[str, str]]:
        """Figures that are others here, behind the same words."""
        said = {w.key for w in _words(self._draft.said)}
        gone = {op.src_start: op for op in self._edits if op.tag == "delete"}
        gone |= {op.src_end: op for op in self._edits if op.tag == "delete"}
        for op in self._edits:
            old = gone.get(op.src_start) if op.tag == "insert" else None
            if old is None:
                continue
            before = [w for w in self.above[old.src_start : old.src_end] if w.key[0].isdigit()]
            now = [w for w in self.below[op.dest_start : op.dest_end] if w.key[0].isdigit()]
            if len(before) != 1 or len(now) != 1 or now[0].key in said:
                continue
            if self._counts(self.there, before[0]) and self._counts(self.here, now[0]):
                yield self._phrase(self.there, before[0]), self._phrase(self.here, now[0])

    def _counts(self, text: str, word: _Word) -> bool:
        """Whether a number is of things: no day, no number of a paper."""
        if "/" in word.key or text[word.end : word.end + 1] in ("/", "-"):
            return False
        if _OF_TIME.search(text[: word.start].lower()):
            return False
        return not any(
            found.span.start <= word.start < found.span.end
            for found in deadlines(text, self.both.above.day())
        )

    def _phrase(self, text: str, word: _Word) -> str:
        behind = _BEHIND.match(text, word.end)
        return text[word.start : behind.end() if behind is not None else word.end]

    def _named(self, text: str, *, own: bool) -> list[tuple[int, int]]:
        """Where bodies and units stand; those of the unit too, or only others'."""
        words = plain_of(text)
        out = []
        for group in groups(words):
            ours = self.both.me.kins(group.bodies) <= {Kin.OWN}
            if own or not ours or key_of(group.bodies[0].text) in self._titles:
                span = words.span(group.start, group.end)
                out.append((span.start, span.end))
        out += [(one.span.start, one.span.end) for one in named_units(text)]
        return out


def _words(text: str) -> Iterator[_Word]:
    for found in _WORD.finditer(text):
        if not found[0].startswith("{"):
            yield _Word(found[0].lower(), *found.span())


def _turns(text: str, left: Sequence[_Word]) -> bool:
    """Whether one of some words of a text turns what is said into its opposite."""
    return any(w.key in _TURNS and _COMPOUND.match(text, w.end) is None for w in left)


def _within(word: _Word, places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for start, end in places)


@cache
def _struck() -> frozenset[str]:
    return frozenset(f"{_LEVEL} {_ORDERS}".split())


@cache
def _helping() -> frozenset[str]:
    return frozenset(_HELPS.split())
