"""LC739: words of the plan above that are in no sentence here, and that are nobody else's.

The law is that of deriving (doubting/unaccounted.py), read from the two plans alone, so it holds
of what a clerk left out, too. Told is only what is this unit's by its words: it, a body of its own
or its name acts in them, it goes on with what stands here, or a day is set and nobody is named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.competence.own_subjects import own_subject
from generator.cascade.deriving.doubting.unaccounted import begins_with_verb, head_of
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.sense.beside import words_of
from generator.cascade.tasks.all_tasks import likeness
from generator.diagnostics import Diagnostic, Severity
from generator.grammar.binding import binding
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.named_units import named_units
from generator.grammar.subordinates import belongs_to
from generator.locale import _
from generator.plan.model import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.competence.lost_parts import Part
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.sense.beside import Beside
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedTogether
    from generator.plan.model import Loc
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
    r"|tuy nhiên|hiện nay|tính đến)(?!\w)[^.;]{0,60}(?:ghi nhận|xảy ra|chịu ảnh hưởng|còn|đã|có)(?!\w)"
)
"""How an account of what was begins."""


_FOUNDED = frozenset(["ban", "to-chuc-khac", "co-quan", "trung-tam", "su-nghiep"])
_THESE = re.compile(
    r"(?:ủy ban nhân dân )?(?:hai|ba|bốn|năm|các|\d+) (?:xã|phường|đặc khu|địa phương)"
    r" (?:này|(?:nêu |nói )?trên|ấy|đó)(?!\w)"
)
_DIRECTS = re.compile(r"(?<!\w)(?:chỉ đạo|giao|yêu cầu|phân công)(?: cho)?(?: các)? $")
_CARRIES_OUT = re.compile(r" (?:thực hiện|chủ trì|đảm nhiệm|là đầu mối)[.;]?$")
_SERVED = re.compile(r"[^.;]{0,60}?(?<!người) (?:được|có) (?!trách nhiệm|nhiệm vụ|giao|phân công)")
_SHARE = re.compile(r"\d ?% (?:số |tổng số )?(?:các )?$")


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
            parts = self.losses.parts(draft)
            for at, part in enumerate(parts):
                if part.lost and self._is_ours(draft, parts, at) and not self._elsewhere(part):
                    yield Unsaid(part.words, (*loc, "noi_dung"), mine[0][0] if mine else None)

    # ------------------------------------------------------------------ whose words

    def _is_ours(self, draft: NodeDraft, parts: Sequence[Part], at: int) -> bool:
        part = parts[at]
        words = plain_of(part.words)
        if _PAST.match(words.low):
            return False
        found = groups(words)
        head = head_of(words, found)
        if self._directed(words, found) or (self.me.committee and _THESE.match(words.low)):
            return True
        if any(self._done_by_us(one.words) for one in parts[at + 1 : at + 3]):
            return True
        if self.losses.reason(draft, parts, at):
            return self._founded_here(draft, words, head) or self._of_nobody(draft, words, head)
        if head is not None and self.me.kins(head.bodies) & _OURS:
            return True
        if own_subject(self.me, part.words) is not None or self._acts_here(words, found):
            return True
        if head is not None or self._told_to_us(words, found):
            return self._of_nobody(draft, words, head)
        if at and not parts[at - 1].lost:
            return True  # it goes on with what stands here
        others = [f"{one.unit} {one.name}" for one in named_units(part.words)]
        if others or begins_with_verb(words.low):
            return False
        return bool(deadlines(part.words, self.day) or binding(part.words))

    def _acts_here(self, words: Plain, found: Sequence[NamedTogether]) -> bool:
        """Whether the name of the unit is said, or what it has itself done is meant."""
        named = self.me.committee and f" {self.me.bare} " in f" {key_of(words.text)} "
        done = any(
            words.low[: group.start].endswith(" do ") and self.me.kins(group.bodies) & _OURS
            for group in found
        )
        return bool(self.me.bare and named) or done

    def _told_to_us(self, words: Plain, found: Sequence[NamedTogether]) -> bool:
        """Whether the unit stands in the words as the one to whom others give or do something."""
        mine = [group for group in found if self.me.kins(group.bodies) & _OURS]
        return bool(mine) and all(_TO.search(words.low[: group.start]) for group in mine)

    def _directed(self, words: Plain, found: Sequence[NamedTogether]) -> bool:
        """Whether a superior has a body of the unit do something: "chỉ đạo Công an cấp xã …"."""
        return any(
            _DIRECTS.search(words.low[: group.start]) and words.low[group.end : group.end + 1] == " "
            for group in found
            if self.me.kins(group.bodies) <= _OURS
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
        stands = draft.parent is not None and draft.parent.dropped is None
        if not stands or head is None or draft.dropped is None:
            return False
        served = _SERVED.match(words.low, head.end) or _SHARE.search(words.low[: head.start])
        return served is not None and self.me.kins(head.bodies) <= {Kin.OUTSIDE}

    def _founded_here(
        self, draft: NodeDraft, words: Plain, head: NamedTogether | None
    ) -> bool:
        """Whether who acts is what this plan itself founds: "Thành lập Tổ công tác. Tổ …"."""
        if draft.dropped is not None or head is None:
            return False
        if not all(body.kind in _FOUNDED for body in head.bodies):
            return False
        now = " ".join(str(piece) for text in draft.texts.values() for piece in text)
        return f" {key_of(words.said(head.start, head.end))} " in f" {key_of(now)} "

    def _elsewhere(self, part: Part) -> bool:
        """Whether another sentence of the plan says it."""
        return any(
            likeness(piece, part.words) >= _ALIKE
            for said in self.said
            for piece in said.split("; ")
        )

