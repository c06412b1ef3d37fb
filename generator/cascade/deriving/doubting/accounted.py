"""Which nodes of a derived plan stand without a question: those that are accounted for whole.

The first reading goes by the sentences of the plan above; this one reads what the unit would sign.
A node stands unmarked only where whoever acts in it is the unit's or is asked (acting.py), a room
does what a room may (inside.py), nothing leans on what the unit's plan has not (leaning.py), and no
law of a sentence is broken (doubts.py, voices.py). Where a sentence lost a part on its way, the
words of the plan above come back, with the question.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.partners import acts_itself, works_with_us
from generator.cascade.deriving.competence.says_enough import stands_alone
from generator.cascade.deriving.doubting.acting import acting
from generator.cascade.deriving.doubting.derived_sentence import DerivedSentence
from generator.cascade.deriving.doubting.doubts import doubts, torn_in
from generator.cascade.deriving.doubting.inside import beyond_room
from generator.cascade.deriving.doubting.leaning import (
    leaning,
    numbered,
    of_a_group,
    organisations,
    shared_by_name,
)
from generator.cascade.deriving.doubting.needless import forget_needless, names_its_object
from generator.cascade.deriving.doubting.some_units import conditions
from generator.cascade.deriving.doubting.things_above import (
    measure_above,
    of_a_grade,
    purse_above,
    says_how_far,
)
from generator.cascade.deriving.doubting.voices import voices
from generator.cascade.deriving.rereading.second_reading import doubtful
from generator.cascade.deriving.rulebook.questions import (
    Q_ABOVE,
    Q_CONDITION,
    Q_CUT,
    Q_EACH,
    Q_ENDED,
    Q_HELP,
    Q_LEVEL,
    Q_MONEY,
    Q_NAMED,
    Q_OURS,
    Q_PLACE,
    Q_PURSE,
    Q_READ,
    Q_SELF,
    Q_SETTLED,
    Q_SHARED,
    Q_TARGET,
    Q_UPWARD,
    Q_WORDS,
)  # fmt: skip
from generator.cascade.deriving.rulebook.rules import ASKED, CLOSED, HELPED, OWN_WORK, QUESTION
from generator.cascade.deriving.rulebook.text_under_way import Own, RuleWords
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.grammar.binding import same_everywhere
from generator.grammar.deadlines import deadlines
from generator.grammar.duties import duties
from generator.grammar.figures import figures
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_units import named_units, without_partners
from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.doubting.doubts import Doubt
    from generator.cascade.deriving.doubting.voices import Doubtful
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.rulebook.text_under_way import Text
    from generator.cascade.deriving.unit.kit import Kit

_THIS = re.compile(
    r"(?<!\w)(?:chỉ thị|công điện|nghị quyết|kết luận|công văn|thông báo|chương trình hành động)"
    r" này(?!\w)"
)
_BEFORE = re.compile(
    r"(?<!\w)(?:(?:nêu|nói|kể) trên|(?:danh sách|các (?:nhiệm vụ|nội dung|đối tượng|đơn vị|xã"
    r"|trường hợp|hồ sơ)|số|việc) (?:này|đó|ấy))(?!\w)"
)
"""Words for what a sentence before has said."""
_POINTS = ("nêu trên", "nói trên", "kể trên", " này", " đó", " ấy")  # without one there are none
_LEADING = re.compile(
    r"[\s\-+•]*(?:[a-zđ]\)\s*)?(?:(?:tăng cường|tiếp tục|chủ động) )?"
    r"(?:chủ trì|tham mưu|hướng dẫn|chỉ đạo|thẩm định|phê duyệt|yêu cầu"
    r"|tập huấn|tổ chức (?:tập huấn|kiểm tra|thanh tra)|kiểm tra|thanh tra|ban hành|trình"
    r"|tổng hợp|theo dõi|đôn đốc|lập|cấp|thành lập|phát lệnh|quyết định|công bố|triển khai"
    r"|bố trí|cân đối|xử lý|đình chỉ|lựa chọn)(?!\w)"
)
_OF_COMMUNES = re.compile(
    r"^[\W\d]*(?:mỗi|từng|các) (?:xã|phường|thôn|bản|tổ dân phố|khu dân cư|trạm y tế)(?!\w)"
    r"|^[\W\d]*ngân sách (?:cấp )?(?:xã|phường|huyện)(?!\w)"
)
"""What is the communes', in the plan of a department."""
_COMMANDS = re.compile(
    r"[\W\d]*(?:chỉ đạo|hướng dẫn|yêu cầu|giao) (?:các )?(?:hội|đoàn|tổ chức hội)(?! đồng)(?!\w)"
)
"""Orders an organisation: who is asked, nobody commands."""
_RATE = re.compile(r"(?<!\w)(?:giảm|tăng|kéo giảm|phấn đấu|đạt|nâng)(?!\w)")
_TAIL = 24
"""Letters by which the end of a sentence is found again in the plan above."""
_SAYS = 60
"""Letters from which a title without anything below it is read as a sentence."""


class Accounts:
    """Reads the derived nodes of one unit once more, and asks where something is missing."""

    def __init__(self, kit: Kit, program: Program) -> None:
        self.kit, self.program = kit, program
        self.unit = kit.unit._replace(above=kit.unit.level)  # it speaks for itself now
        self.open = {kit.speech.words(one): one for one in (Q_OURS, Q_CUT, Q_LEVEL)}
        """Marks that a sentence may answer itself."""
        self.figures = {kit.speech.words(one) for one in (Q_TARGET, Q_MONEY)}  # a heading's, too
        self._workers = tuple(key_of(body.ten) for body in kit.own.workers)
        self._rooms: dict[int, str] = {}
        """The room of each heading, by its identity."""

    def ask(self) -> None:
        """Mark every node, not written by a clerk's rule, that cannot stand without a question."""
        for draft in self.program.order:
            made_here = draft.touched == [CLOSED] and not draft.marks
            if draft.dropped is not None or draft.kept or not draft.digest or made_here:
                continue
            if self._loses_own_figure(draft):
                self.kit.ask.mark(draft, Q_NAMED)
            answered = self._answers_itself(draft)
            if not draft.marks:
                self._node(draft, told=answered)
                if not draft.marks:
                    self._second(draft)
            else:
                if self.figures.issuperset(draft.marks):
                    self._condition(draft)
                self._beside(draft)
            if draft.marks:
                self._whole(draft)
                self._nobody_else(draft)
                forget_needless(self.kit, self.program, draft)

    def _second(self, draft: NodeDraft) -> None:
        """Ask what of the sentence above is not accounted for in what came of it."""
        for question in doubtful(draft, self.said, self.kit.unit):
            self.kit.ask.mark(draft, question)

    def _nobody_else(self, draft: NodeDraft) -> None:
        """Do not ask about other units, beside another question, once they are all left out."""
        asked = self.kit.speech.words(Q_PLACE)
        texts = [self.said(text) for text in draft.texts.values()]
        if len(draft.marks) > 1 and not any(list(self._elsewhere(said)) for said in texts):
            draft.marks = [mark for mark in draft.marks if mark != asked]

    def _answers_itself(self, draft: NodeDraft) -> bool:
        """Take a question away that the sentence answers itself, once it stands on its own."""
        if len(draft.marks) != 1 or draft.marks[0] not in self.open:
            return False
        asked = self.open[draft.marks[0]]
        said = " ".join(self.said(text) for text in draft.texts.values())
        answered = (
            asked == Q_OURS
            or (asked == Q_CUT and (bool(draft.borrowed) or names_its_object(said)))
            or (asked == Q_CUT and stands_alone(said, self.kit.day))
            or (asked == Q_LEVEL and says_how_far(said.lower()))
        )
        if answered:
            draft.marks = []
            draft.touched = [rule for rule in draft.touched if rule != QUESTION]
        return answered

    def _node(self, draft: NodeDraft, *, told: bool) -> None:
        """`told`: what it says was told to the unit, whatever heading it stands under."""
        self._ended(draft)
        for name, text in draft.texts.items():
            for question in self._lacks(draft, name, self.said(text), told=told):
                self.kit.ask.mark(draft, question)

    def _condition(self, draft: NodeDraft) -> None:
        """Ask who is meant also where a figure is asked, which may be asked at the heading."""
        for text in draft.texts.values():
            sentence = self._sentence(draft, self.said(text), told=False)
            if draft.part == "muc" and self.unit.committee:
                shared = [Q_SHARED] * shared_by_name(sentence, self.kit, self.unit)
                for question in (*conditions(sentence, self.unit), *shared):
                    self.kit.ask.mark(draft, question)

    def _beside(self, draft: NodeDraft) -> None:
        """Ask what another question does not cover, and its right answer would leave in print."""
        reduced = [self.said(text) for text in draft.texts.values()] != [draft.said]
        money = reduced and self.figures.issuperset(draft.marks) and self.unit.committee
        for text in draft.texts.values() if draft.part == "muc" else ():
            sentence = self._sentence(draft, self.said(text), told=False)
            asked = list(numbered(sentence))
            if money and self._own_sum(draft, sentence.said):
                heard = voices(sentence.plain, self.unit, self.kit.day)
                asked += [_of_voice(one) for one in heard if one.sort == "class"]
            for question in asked:
                self.kit.ask.mark(draft, question)

    def _own_sum(self, draft: NodeDraft, said: str) -> bool:
        """Whether a sum of a text is the one that the plan above gives to this unit by name."""
        given = rf"{re.escape(self.unit.unit)}:? (\d[\d.,]*\d|\d)(?!\w)"
        found = re.search(given, draft.said) if self.unit.unit else None
        return found is not None and found[1] in said

    def _lacks(self, draft: NodeDraft, name: str, said: str, *, told: bool) -> list[str]:
        """What keeps one text of a node from standing by itself."""
        sentence = self._sentence(draft, said, told=told)
        whole = name != "tieu_de" or (draft.kind == "muc" and _is_sentence(draft, said))
        if draft.part in ("muc", "ket_thuc", "phu_luc") and whole:
            return list(self._missing(draft, sentence, product=name == "san_pham"))
        if draft.part not in ("muc", "mo_dau", "can_cu", "van_ban"):
            return []
        found = [Q_READ] if torn_in(sentence.plain, title=name == "tieu_de") else []
        held = draft.assigned or sentence.asked or sentence.helped
        if draft.part == "muc" and not held:
            found += acting(sentence, self.kit, self.unit)
        if draft.part == "muc" and (sentence.asked or said.startswith("Đề nghị")):
            found += organisations(sentence, self.kit, self.unit)
        return found

    def _sentence(self, draft: NodeDraft, whole: str, *, told: bool) -> DerivedSentence:
        said, cites = whole, bool(draft.borrowed)
        for borrowed in draft.borrowed:
            said = said.replace(borrowed, "").replace("  ", " ")
        asked = _under(draft, ASKED, "Đề nghị")
        told = told or cites
        room = self._room(draft)
        head = draft.parent if self._told_to_meet(draft, room) else None
        helped = not told and _under(head or draft, HELPED, "Phối hợp với")
        told = told or OWN_WORK in draft.touched
        return DerivedSentence(
            said,
            plain_of(said),
            draft.said,
            room,
            told,
            helped,
            asked,
            cites=cites,
            whole=plain_of(whole) if cites else None,
            named=self._under_its_name(draft),
        )

    def _under_its_name(self, draft: NodeDraft) -> bool:
        """Whether a heading above is for the unit alone, by its name: "UBND đặc khu Cát Hải:"."""
        at = draft.parent
        while at is not None and self.unit.unit:
            title = at.said.split("\n")[0]
            alone = "," not in title and " và " not in title
            if alone and key_of(title).endswith(key_of(self.unit.unit)):
                return True
            at = at.parent
        return False

    def _told_to_meet(self, draft: NodeDraft, room: str) -> bool:
        """Whether the plan above itself says that the unit, or a room of it, works with others."""
        given = bool(room) or (draft.parent is not None and OWN_WORK in draft.parent.touched)
        return given and plain_of(draft.said).low.lstrip(" -+*•").startswith("phối hợp")

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

    # ------------------------------------------------------------------ what is missing

    def _led_by(self, row: NodeDraft) -> str:
        """Who leads a row in the plan above, by the names there; "" where nobody is named."""
        leads = [self.kit.names.get(id_, "") for id_ in getattr(row.above, "chu_tri", None) or ()]
        return ", ".join([*leads, getattr(row.above, "loi_chu_tri", None) or ""]).replace(";", ",")

    def _missing(
        self, draft: NodeDraft, sentence: DerivedSentence, *, product: bool = False
    ) -> Iterator[str]:
        said, low = sentence.said, sentence.low
        many = self.unit.level < RANKS["xa"]
        torn = torn_in(sentence.whole or sentence.plain, title=product, shares=many and not product)
        if torn and plain_of(sentence.above).low.lstrip(" -+*•").startswith(f"{torn} "):
            torn = None  # so it begins above, too: "Riêng khu vực chợ: …"
        if torn or (" này" in low and _THIS.search(low)) or _leads_nowhere(draft, said):
            yield Q_READ
        leans = holds(low, _POINTS) and _BEFORE.search(low) is not None
        if (leans and _after_dropped(draft)) or self._untimed(sentence):
            yield Q_CUT
        if sentence.room and self.unit.committee:
            yield from beyond_room(sentence, self.kit, self.unit)
        if self.unit.committee and _COMMANDS.match(low):
            yield Q_OURS
        yield from leaning(sentence, self.kit, self.unit)
        if self._is_row_of_a_group(draft, said):
            yield Q_SHARED  # all communes lead it: its count is of them together
        title = draft.parent.said.split("\n")[0] if draft.parent is not None else ""
        met = sentence.helped and (
            acts_itself(self.kit.unit, sentence.above, self.kit.day)
            or any(works_with_us(self.kit.unit, told) for told in (sentence.above, title))
        )
        if sentence.helped and not met and self._is_theirs(said, low):
            yield Q_HELP
            return
        if measure_above(sentence):
            yield Q_LEVEL
        if sentence.helped and not sentence.asked:
            for doubt in doubts(said, self.unit, self.kit.day):
                yield from _asked(doubt) if doubt.sort in ("settlement", "kind") else ()
        spoken = voices(sentence.plain, self.unit, self.kit.day)
        heard = [one for one in spoken if not (sentence.cites and one.sort == "cut")]
        yield from map(_of_voice, heard)
        if heard or sentence.helped or sentence.asked or draft.touched[:1] == ["viec-cua-minh"]:
            return
        if draft.kind != "nhiem_vu" or not draft.leads:
            yield from acting(sentence, self.kit, self.unit)
        for doubt in doubts(said, self.unit, self.kit.day):
            yield from _asked(doubt)
        if not self.unit.committee and _OF_COMMUNES.match(low):
            yield Q_READ
        yield from self._elsewhere(said)
        yield from self._rates(sentence)
        if purse_above(sentence, self.unit) and not self.figures.intersection(draft.marks):
            yield Q_PURSE
        if draft.part == "ket_thuc" and self._reports(said):
            yield Q_UPWARD

    def _is_row_of_a_group(self, draft: NodeDraft, said: str) -> bool:
        row = draft.kind == "nhiem_vu" and self.unit.committee
        return row and of_a_group(f"{self._led_by(draft)} {said}", said)

    def _untimed(self, sentence: DerivedSentence) -> bool:
        """Whether the plan above says from when to when, in the part that was left out."""
        at = sentence.above.find(sentence.said.strip(" .;")[-_TAIL:])
        if at < 0 or not sentence.told or sentence.cites or deadlines(sentence.said, self.kit.day):
            return False
        before = sentence.above[:at].rsplit(". ", 1)[-1]
        return any(d.kind == "span" for d in deadlines(before, self.kit.day))

    def _loses_own_figure(self, draft: NodeDraft) -> bool:
        """Whether the figure that the plan above gives to this very unit is no more."""
        if not self.unit.unit or self.unit.unit not in draft.said:
            return False
        said = " ".join(self.said(text) for text in draft.texts.values())
        found = re.search(rf"{re.escape(self.unit.unit)} (\d[\d.,]*\d|\d)(?!\w)", draft.said)
        return found is not None and found[1] not in said

    def _rates(self, sentence: DerivedSentence) -> Iterator[str]:
        """Shares to be reached that nobody has said to each unit."""
        resolved = self.unit.committee and self.kit.unit.level <= self.kit.unit.above
        if sentence.told or resolved:
            return
        for figure in figures(sentence.said):
            before = sentence.low[max(0, figure.span.start - 60) : figure.span.start]
            everywhere = figure.value >= 100 or same_everywhere(figure, sentence.said)
            rate = not everywhere and _RATE.search(before)
            if figure.unit == "%" and (rate or of_a_grade(sentence, figure.span.end)):
                yield Q_TARGET
                return

    def _room(self, draft: NodeDraft) -> str:
        """The nearest heading above that gives the node to one or all of the unit's bodies."""
        at = draft.parent
        if at is None:
            return ""
        if id(at) not in self._rooms:
            title = self.said(next(iter(at.texts.values()), []))
            holds = bool(title) and key_of(title).startswith(self._workers)
            self._rooms[id(at)] = title if holds else self._room(at)
        return self._rooms[id(at)]

    def _is_theirs(self, said: str, low: str) -> bool:
        """Whether a point under "Phối hợp với …" still orders what the others have to do."""
        if any(Kin.OWN in self.unit.kins(d.who) for d in duties(said, self.kit.day)):
            return False  # its own body is told
        if low.startswith(("tiếp nhận ", "gửi ", "đăng ký ", "đề xuất ")):
            return False  # what is handed over to it, what it sends to them
        begins = low.startswith(("phối hợp", "tham gia", "cử ", "đề nghị"))
        dated = any(d.last or d.each for d in deadlines(said, self.kit.day))
        counted = any(not (f.unit == "%" and f.value >= 100) for f in figures(said))
        return _LEADING.match(low) is not None or dated or (counted and not begins)

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

    def _reports(self, said: str) -> bool:
        return any(
            d.role == "report" and Kin.ABOVE in self.unit.kins(d.whom)
            for d in duties(said, self.kit.day)
        )


def _asked(doubt: Doubt) -> Iterator[str]:
    """The question of a doubt; of a text that is torn this reading asks itself."""
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
    return len(said) > _SAYS and not draft.children()


def _leads_nowhere(draft: NodeDraft, said: str) -> bool:
    """Whether a text announces a list that is no more."""
    if not said.rstrip(" *").endswith(":") or getattr(draft.above, "bang", None):
        return False
    return bool(draft.children()) and all(c.dropped is not None for c in draft.children())


def _after_dropped(draft: NodeDraft) -> bool:
    """Whether the node before, or a clause of this one, was left out."""
    beside = draft.parent.children() if draft.parent is not None else []
    at = next((i for i, one in enumerate(beside) if one is draft), 0)
    cut = len(draft.said) - len("".join(str(p) for t in draft.texts.values() for p in t)) > _SAYS
    return cut or (at > 0 and beside[at - 1].dropped is not None)


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
