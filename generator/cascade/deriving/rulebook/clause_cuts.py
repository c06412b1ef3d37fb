"""What "không" and "bỏ" take out of a sentence: the clause that is asked about, and no more.

A clause goes by itself where it is a sentence of its own, a part between commas or in brackets, or
all that a body that is not ours is told. What cannot be taken out with certainty is left to a
person: then nothing is cut.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.competence.after_lost import hangs
from generator.cascade.deriving.rulebook import questions as q
from generator.cascade.deriving.rulebook.answered_here import BETWEEN, WHO, end_of, kind_of
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies, groups
from generator.grammar.work_verbs import begins_work
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterable


class WithoutClause(NamedTuple):
    """What is left of a sentence's text; "" where the whole node goes."""

    text: str


_THESE = re.compile(r"(?:\w+ ){1,3}(?:này|đó|ấy|nói trên|nêu trên)(?!\w)")
"""How a clause begins that speaks of those before it."""


_ONLY_WHEN = re.compile(
    r"(?:(?:yêu cầu |phải )*(?:hoàn thành|xong|thực hiện xong|thời hạn|thời gian)"
    r"|(?:trước|chậm nhất|trong))(?!\w)(?: (?:hoàn thành|thực hiện|là|trước|trong|vào|từ|đến|hết"
    r"|chậm nhất|nhất|ngày|giờ|tháng|quý|năm|tuần|dịp|cùng|đầu|cuối))*[\d\s/.:,-]*"
    r"(?:(?:giờ|phút|ngày|tháng|quý|năm|[ivx]+|\d)[\s/.:,\d-]*)*"
)
"""A sentence that says nothing but when: "Hoàn thành trước 9 giờ ngày 21-10"."""


class _Clauses:
    """A text in clauses, parted by semicolons and full stops."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.gaps = list(BETWEEN.finditer(text))
        self.starts = [0, *(gap.end() for gap in self.gaps)]
        self.ends = [*(gap.start() for gap in self.gaps), len(text)]

    def __len__(self) -> int:
        return len(self.starts)

    def said(self, at: int) -> str:
        """One clause."""
        return self.text[self.starts[at] : self.ends[at]]

    def same_sentence(self, at: int) -> bool:
        """Whether a clause goes on with the sentence of the one before it."""
        return at > 0 and ";" in self.gaps[at - 1][0]

    def leads(self, at: int) -> bool:
        """Whether a clause begins a sentence that goes on: what is behind it may lean on it."""
        goes_on = at + 1 < len(self) and self.same_sentence(at + 1)
        return goes_on and not self.same_sentence(at)

    def without(self, gone: Iterable[int]) -> WithoutClause | None:
        """The text without some clauses; None where one behind them says nothing without them.

        A sentence that only says by when they are done goes with them.
        """
        out = set(gone)
        for at in range(1, len(self)):
            if at - 1 in out and _ONLY_WHEN.fullmatch(_low(self.said(at))):
                out.add(at)
        behind = [at for at in range(1, len(self)) if at not in out and at - 1 in out]
        if any(hangs(self.said(at)) or _THESE.match(_low(self.said(at))) for at in behind):
            return None
        kept = [at for at in range(len(self)) if at not in out]
        left = ""
        for before, at in zip([-1, *kept], kept, strict=False):
            said = self.said(at).strip(" ;")
            if before >= 0 and all(";" in gap[0] for gap in self.gaps[before:at]):
                left = f"{left}; {said}"
            else:
                said = said[:1].upper() + said[1:] if at else said
                left = f"{left.rstrip(' .;')}. {said}" if left else said
        return WithoutClause(f"{left.rstrip(' ./;')}{end_of(self.text)}" if kept else "")


_CITED = re.compile(r"“([^”]*)”")
_OTHERS_ACT = re.compile(re.escape(q.Q_SELF).replace(r"\{don_vi\}", ".+"))
"""Asked where somebody else acts: all clauses of that sentence are his."""
_WHOSE = re.compile(re.escape(q.Q_WHOSE).replace(r"\{cap\}", "(?P<cap>.+)"))
_WHOLE = frozenset((q.Q_APPLIES, q.Q_UNCUT_PART))
"""Asked of all that a node says."""
_UNCUT = re.compile(re.escape(q.Q_UNCUT).replace(r"\{chu\}", ".+"))
"""Asked where an answer took nothing out with certainty: a second one takes it all."""


def cut(question: str, text: str) -> WithoutClause | None:
    """A text without the clause that a question is about; None where that is not certain.

    The text of one clause goes whole. Of several, the clause that holds the words cited goes,
    where it is a sentence of its own or stands behind others, which it does not carry. What is
    said with a figure before the words cited is no part of what they narrow: it stays.
    """
    clauses = _Clauses(text)
    if question in _WHOLE or _UNCUT.fullmatch(question):
        return WithoutClause("")
    if (who := WHO.match(question)) is not None:
        return _without_work_of(who["who"], clauses)
    if (whose := _WHOSE.fullmatch(question)) is not None:
        return _without_unclaimed(clauses, whose["cap"])
    if kind_of(question) == "place" and len(clauses) > 1:
        return _without_place(clauses)
    if question == q.Q_BANS:
        return _without_bans(clauses)
    found = _CITED.search(question)
    cited = found[1] if found is not None else ""
    words = key_of(cited)
    holding = [n for n in range(len(clauses)) if words and words in key_of(clauses.said(n))]
    one_actor = _OTHERS_ACT.fullmatch(question) and all(";" in gap[0] for gap in clauses.gaps)
    if not holding and (len(clauses) == 1 or one_actor):
        return WithoutClause("")
    return _without(cited, clauses, holding[0], question) if len(holding) == 1 else None


def _without(cited: str, clauses: _Clauses, at: int, question: str) -> WithoutClause | None:
    """A text without the clause that holds the words cited, or the part of it that they narrow."""
    text, start, end = clauses.text, clauses.starts[at], clauses.ends[at]
    place = text.casefold().find(cited.casefold(), start, end)
    ahead = text[start : max(place, start)]
    if (member := _MEMBER.search(ahead)) is not None and not re.search(
        r"\w", text[place + len(cited) : end]
    ):
        return WithoutClause(text[: start + member.start()] + text[place + len(cited) :])
    own_part = re.search(r"\d", ahead) is not None and _JOINS.search(ahead) is not None
    if own_part or (kind_of(question) == "whether" and _says_something(ahead)):
        return _without_part(text, start, place, end, len(cited))
    if len(clauses) == 1:
        return WithoutClause("")
    return None if clauses.leads(at) else clauses.without([at])


# ------------------------------------------------------------------ whose work it is


def _without_work_of(who: str, clauses: _Clauses) -> WithoutClause | None:
    """A text without what a body does that is not ours: from its name up to who acts next."""
    if len(clauses) == 1:
        ahead = clauses.text.casefold().partition(who.casefold())[0]
        return None if _says_something(ahead) else WithoutClause("")
    heads = [n for n in range(len(clauses)) if _begins_with(who, clauses.said(n))]
    if len(heads) != 1:
        return None
    gone = heads
    for at in range(heads[0] + 1, len(clauses)):
        if _acts(clauses.said(at)):
            break
        low = _low(clauses.said(at))
        if not clauses.same_sentence(at) or not (begins_work(low) or _GOES_ON.match(low)):
            return None  # nothing tells whether he does that, too
        gone.append(at)
    return clauses.without(gone)


def _begins_with(who: str, clause: str) -> bool:
    return re.match(rf"[\W\d]*{re.escape(who.casefold())}(?!\w)", clause.casefold()) is not None


_GOES_ON = re.compile(
    r"(?:không|nghiêm cấm|phải|chịu|tự|có trách nhiệm|thường xuyên|kịp thời"
    r"|(?:nếu|trường hợp|khi)(?: để xảy ra)? vi phạm)(?!\w)"
)
"""How a clause begins, besides its verb, that goes on with who acts."""


def _without_unclaimed(clauses: _Clauses, level: str) -> WithoutClause | None:
    """A text without the work of which nothing says whose it is; what the unit does is its own.

    `level`: the unit's kind, as the question says it.
    """
    gone, claimed = list[int](), False
    for at in range(len(clauses)):
        low = _low(clauses.said(at))
        above = _does(_ABOVE, low)
        own = not _of_others(clauses.said(at), level)
        acts = not above and own and (_acts(clauses.said(at)) or _does(_UNIT, low))
        goes_on = clauses.same_sentence(at) or _ONLY_WHEN.fullmatch(low) is not None
        claimed = acts or (claimed and not above and goes_on)
        gone += [] if claimed else [at]
    return clauses.without(gone) if gone else None


_BAN = re.compile(r"(?:không(?! ngừng)|nghiêm cấm|cấm|tuyệt đối không)(?!\w)")
_WHO_BREAKS_IT = re.compile(
    r"(?:(?:mọi |các )?(?:trường hợp|hành vi|người|tổ chức)[^;.]{0,30} )"
    r"vi phạm(?!\w)|vi phạm(?!\w)"
)


def _without_bans(clauses: _Clauses) -> WithoutClause | None:
    """A text without bans, and what becomes of those who break them."""
    low = [_low(clauses.said(at)) for at in range(len(clauses))]
    gone = [
        at for at, said in enumerate(low)
        if _BAN.match(said) or (at and _WHO_BREAKS_IT.match(said))
    ]  # fmt: skip
    if len(clauses) == 1 or len(gone) == len(clauses):
        return WithoutClause("")
    return clauses.without(gone) if gone else None


_NAME = re.compile(rf"(?<=\w ){LARGE}[\w'’]*(?: {LARGE}[\w'’]*)+")


def _without_place(clauses: _Clauses) -> WithoutClause | None:
    """A text without the one clause that names a place, where no body acts in that."""
    named = [at for at in range(len(clauses)) if _NAME.search(clauses.said(at))]
    if len(named) != 1 or clauses.leads(named[0]) or groups(plain_of(clauses.said(named[0]))):
        return None
    return clauses.without(named)


def _acts(clause: str) -> bool:
    """Whether a clause begins with the body that acts in it."""
    found = bodies(clause)
    return bool(found) and not re.search(r"\w", clause[: found[0].span.start])


_BESIDE = frozenset(("doanh-nghiep", "bo", "trung-uong", "nganh-doc"))
"""Kinds of bodies that belong to no unit."""
_LEVELS = {"xã": "xa", "phường": "xa", "đặc khu": "xa", "tỉnh": "tinh", "thành phố": "tinh"}


def _of_others(clause: str, level: str) -> bool:
    """Whether who acts in a clause belongs to another level than the unit, or to none."""
    first = bodies(clause)[0] if _acts(clause) else None
    here = _LEVELS.get(level)
    if first is None or here is None:
        return False
    above = here == "xa" and (
        first.level not in (None, "xa", "thon") or _OF_ABOVE.search(first.text)
    )
    return first.kind in _BESIDE or bool(above)


_OF_ABOVE = re.compile(r" (?:tỉnh|thành phố)(?!\w)", re.IGNORECASE)


def _does(who: re.Pattern[str], low: str) -> bool:
    """Whether a clause begins with a unit, and what it does: "phường tôn vinh …"."""
    found = who.match(low)
    return found is not None and begins_work(low[found.end() :])


_UNIT = re.compile(r"(?:xã|phường|đặc khu) (?!viên |hội )")
_ABOVE = re.compile(r"(?:tỉnh|thành phố) ")


def _low(clause: str) -> str:
    return plain_of(clause).low.lstrip(" -+*•")


# ------------------------------------------------------------------ parts of one clause


def _says_something(ahead: str) -> bool:
    """Whether words before those that narrow have a figure, or are work of their own.

    Work is the unit's own where the words that narrow only stress it ("nhất là ở xã vùng cao"),
    stand behind its comma, or belong to the last of several works, of which they may mean one.
    The figure of what is narrowed itself stands right before it: "80% người nghiện ở xã …".
    """
    if _STRESS.search(ahead) is not None:
        return True
    first, *more = (plain_of(part).low.lstrip(" -+*•") for part in _PART.split(ahead))
    if re.search(r"\d", ahead) is not None and (more or not _COUNTED.match(ahead)):
        return True
    ends = _JOINS.search(ahead) is not None or ahead.rstrip().endswith("(")
    first = "" if first.startswith("cấp ủy") else first
    return begins_work(first) and (ends or any(begins_work(part) for part in more))


_MEMBER = re.compile(r"(?<=[\w”)])(?:,? và|, cùng với) (?:cả )?(?:các |những )?$")
"""Before the last of several, which narrows nothing but itself: "bến đò và các xã ven sông"."""
_COUNTED = re.compile(
    r"\W*(?:(?:ít nhất|tối thiểu|trên|từ|phấn đấu) )?\d+ ?%[^;.,]* (?:ở|tại|thuộc|của) (?:các )?$",
    re.IGNORECASE,
)
"""A share of what is at the place that narrows, and of nothing else."""
_PART = re.compile(r"[,:(]\s*|\s(?:và|đồng thời|hoặc)\s", re.IGNORECASE)
_STRESSES = "nhất là|đặc biệt(?: là)?|trong đó(?: có)?|kể cả|gồm cả|bao gồm|ưu tiên|chú trọng"
_STRESS = re.compile(rf"\b(?:{_STRESSES})\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE)
_JOINS = re.compile(
    rf",\s+(?:(?:{_STRESSES}|riêng|còn|đối với|các|những|mỗi|từng|với|ở|tại|cho)\s+)*$",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r",\s+trong đó(?: có)?\s+[^,;.]*$", re.IGNORECASE)
"""A share of the figure before it, up to the words that say whose share it is."""
_BY_WHEN = re.compile(
    r",\s+(?:(?:chi trả |hoàn thành |thực hiện )?xong|hoàn thành|trước|chậm nhất|đến hết|trong)"
    r" (?:trước |trong |vào )?(?:ngày|tháng|quý|năm)(?!\w)[^,]*$",
    re.IGNORECASE,
)
"""A deadline behind it all: it is of what stays, too."""


def _without_part(text: str, start: int, place: int, end: int, size: int) -> WithoutClause | None:
    """A text without the part of a clause to which the words cited belong.

    The part stands in brackets, or begins at a comma and ends with the clause; a deadline behind
    it stays.
    """
    opening, closing = text.rfind("(", start, place), text.find(")", place + size, end)
    if opening >= 0 and closing >= 0 and ")" not in text[opening:place]:
        return WithoutClause(text[:opening].rstrip() + text[closing + 1 :])
    ahead = text[:place]
    comma = _JOINS.search(ahead, start) or _OF_WHICH.search(ahead, start)
    if comma is None:
        return None
    tail = text[place:end]
    when = _BY_WHEN.search(tail, size)
    rest = when[0] if when is not None else ""
    if ", " in tail[size : len(tail) - len(rest)]:
        return None
    left = text[: comma.start()] + rest.rstrip(" ./;")
    return WithoutClause(left + (end_of(text) if end == len(text) else text[end:]))
