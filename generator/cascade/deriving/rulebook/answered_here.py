"""Which words answer a question of one plan alone, and what they do to the sentence asked about.

"có" and "giữ" leave the sentence as it stands ("giữ" of what names the unit among others keeps its
part); "không" and "bỏ" take it, or the clause that the question cites, out of the plan; a body's
name puts it at the head of the heading. What cannot be cut with certainty is left to a person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.cascade.deriving.rulebook import questions as q
from generator.grammar.letters import key_of, plain_of
from generator.grammar.work_verbs import begins_work
from generator.plan.wording import uncapital
from generator.text.spelling import unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["whether", "place", "keep", "who", "body", "unit", "write", "looked"]
"""whether: có/không; place: có/bỏ, for "không" says nothing of the work there; keep: giữ/bỏ;
who: giữ/đề nghị/bỏ; body: one of the office's;
unit: a department's own unit, by its name; write: xong, once a person has put in what the question
asks for, giữ where it is right as it stands; looked: xong, once a person has looked."""

_BY_KIND: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("whether", (q.Q_CONDITION, q.Q_WHOSE, q.Q_SOME)),
    ("place", (q.Q_PLACE, q.Q_PROJECT, q.Q_SITE)),
    ("keep", (q.Q_BANS, q.Q_APPLIES, q.Q_NAMED)),
    ("who", (q.Q_WHO,)),
    ("body", (q.Q_NO_LEAD,)),
    ("unit", (q.Q_UNLED,)),
    ("write", (
        q.Q_TARGET, q.Q_MONEY, q.Q_SHARED, q.Q_EACH, q.Q_SETTLED, q.Q_WORDS, q.Q_BARE, q.Q_REFERS,
        q.Q_SINCE, q.Q_CELL,
    )),
)  # fmt: skip
_SHAPES = tuple(
    (kind, re.compile(re.sub(r"\\\{[\w.\\]+\\\}", "(.+)", re.escape(question))))
    for kind, every in _BY_KIND
    for question in every
)
CHOICES: dict[Kind, tuple[str, ...]] = {
    "whether": ("có", "không"), "place": ("có", "bỏ"), "keep": ("giữ", "bỏ"),
    "who": ("giữ", "đề nghị", "bỏ"),
}  # fmt: skip
"""What is offered; a person may say it in other words (`meant`)."""

_YES = frozenset((
    "co", "y", "yes", "dung", "phai", "thuoc", "dung the", "co thuoc", "co lam", "co lien quan",
))  # fmt: skip
_NO = frozenset((
    "khong", "k", "ko", "n", "no", "khong co", "khong thuoc", "khong phai", "khong lam",
    "khong lien quan", "chua",
))  # fmt: skip
_KEEP = frozenset(("giu", "giu lai", "de nguyen", "giu nguyen"))
_DROP = frozenset(("bo", "bo di", "xoa", "bo cau nay", "bo ra"))
_REQUEST = frozenset(("de nghi", "chuyen thanh de nghi"))
_MENDED = frozenset(("xong", "da xong", "da sua"))
_DONE = _MENDED | {"ok", "dung"}


def kind_of(question: str) -> Kind:
    """Which kind of answer a question of one plan takes."""
    return next((kind for kind, shape in _SHAPES if shape.fullmatch(question)), "looked")


def plain(said: str) -> str:
    """An answer as typed: without marks, case, points and spare spaces."""
    return " ".join(re.sub(r"[^\w\s]", " ", unmarked(said).casefold()).split())


def yes_or_no(said: str) -> bool | None:
    """What an answer in a clerk's words means; None for other words."""
    word = plain(said)
    return True if word in _YES else False if word in _NO else None


def stays(said: str, kind: Kind) -> bool | None:
    """Whether a sentence stays in the plan by an answer; None where the words say neither."""
    word = plain(said)
    if word in _DONE or word in _KEEP:
        return True
    if word in _DROP:
        return False
    if kind == "place":
        return True if word in _YES else None
    return yes_or_no(said) if kind in ("whether", "keep") else None


def claims_mended(said: str) -> bool:
    """Whether an answer says that the sentence has been put right, not that it was right."""
    return plain(said) in _MENDED


def asks_for(said: str) -> bool:
    """Whether an answer says that a body is asked to do the work, which nobody here orders."""
    return plain(said) in _REQUEST


_WHO = re.compile(re.escape(q.Q_WHO).split(re.escape("{chu}"))[0] + "(?P<who>.+?) làm: ")


def as_request(question: str, text: str) -> str | None:
    """A text that asks the body of the question to do its work; None where it does not begin so."""
    found = _WHO.match(question)
    if found is None:
        return None
    starts = [0, *(gap.end() for gap in _BETWEEN.finditer(text))]
    who = found["who"].casefold()
    heads = [at for at in starts if re.match(rf"{re.escape(who)}(?!\w)", text[at:].casefold())]
    if len(heads) != 1:
        return None
    at = heads[0]
    asks = "đề nghị" if text[:at].rstrip().endswith(";") else "Đề nghị"
    rest = uncapital(text[at:]) if _SOME.match(text, at) else text[at:]
    return f"{text[:at]}{asks} {rest}"


_SOME = re.compile(r"(?:Các|Những|Mọi|Mỗi|Từng|Một số|Tất cả|Toàn thể)(?!\w)")


_OF_UNIT = re.compile(
    re.escape(q.Q_NAMED).replace(r"\{don_vi\}", "(?P<unit>.+)").replace(r"\{cap\}", ".+")
)


_REST = re.compile(
    re.escape(q.Q_CONDITION)
    .replace(r"\{chu\}", "(?P<rest>[^”]* còn lại)")
    .replace(r"\{don_vi\}", "(?P<kind>xã|phường|đặc khu) .+")
)


def as_ours(question: str, text: str) -> str:
    """What "có" makes of a text about the units left, once the unit is one of them."""
    found = _REST.fullmatch(question)
    at = text.find(found["rest"]) if found is not None else -1
    begins = at == 0 or text[:at].rstrip().endswith((".", ";"))
    if found is None or at < 0 or not begins or text.count(found["rest"]) > 1:
        return text
    return f"{text[:at]}UBND {found['kind']}{text[at + len(found['rest']) :]}"


def own_part(question: str, text: str) -> str:
    """What "giữ" leaves of a text about others that names the unit: the clauses that name it."""
    found = _OF_UNIT.fullmatch(question)
    if found is None:
        return text
    gaps = list(_BETWEEN.finditer(text))
    starts, ends = [0, *(g.end() for g in gaps)], [*(g.start() for g in gaps), len(text)]
    unit = key_of(found["unit"])
    kept = [text[at:end].strip(" ;.") for at, end in zip(starts, ends, strict=True)
            if unit in key_of(text[at:end])]  # fmt: skip
    if not kept or len(kept) == len(starts):
        return text
    return "; ".join([kept[0][:1].upper() + kept[0][1:], *kept[1:]]) + _end_of(text)


def one_of(said: str, names: Sequence[tuple[str, str]]) -> str | None:
    """The name that an answer means, among (id, name): by name, id, number of the list, initials.

    None where no name or more than one fits.
    """
    word = plain(said)
    if word.isdecimal():
        return names[int(word) - 1][1] if 0 < int(word) <= len(names) else None
    for fits in (
        [name for id_, name in names if word in (plain(name), plain(id_))],
        [name for _id, name in names if word and plain(name).startswith(word)],
        [name for _id, name in names if word == "".join(part[0] for part in plain(name).split())],
    ):
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


class WithoutClause(NamedTuple):
    """What is left of a sentence's text; "" where the whole node goes."""

    text: str


_OTHERS_ACT = re.compile(re.escape(q.Q_SELF).replace(r"\{don_vi\}", ".+"))
"""Asked where somebody else acts: all clauses of that sentence are his."""
_CITED = re.compile(r"“([^”]*)”")
_BETWEEN = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ỸĐ])|;\s+")


def cut(question: str, text: str) -> WithoutClause | None:
    """A text without the clause that a question is about; None where that is not certain.

    The text of one clause goes whole. Of several, the clause that holds the words cited goes,
    where it is a sentence of its own or stands behind others, which it does not carry. What is
    said with a figure before the words cited is no part of what they narrow: it stays.
    """
    gaps = list(_BETWEEN.finditer(text))
    found = _CITED.search(question)
    cited = found[1] if found is not None else ""
    starts, ends = [0, *(g.end() for g in gaps)], [*(g.start() for g in gaps), len(text)]
    words = key_of(cited)
    holding = [n for n, at in enumerate(starts) if words and words in key_of(text[at : ends[n]])]
    one_actor = _OTHERS_ACT.fullmatch(question) and all(";" in gap[0] for gap in gaps)
    if not holding and (not gaps or one_actor):
        return WithoutClause("")
    if len(holding) != 1:
        return None
    at = holding[0]
    place = text.casefold().find(cited.casefold(), starts[at], ends[at])
    ahead = text[starts[at] : max(place, starts[at])]
    if kind_of(question) == "whether" and _says_something(ahead):
        return _without_tail(text, place, ends[at])
    if not gaps:
        return WithoutClause("")
    before = text[gaps[at - 1].start() : starts[at]] if at else "."
    after = text[ends[at] : starts[at + 1]] if at < len(gaps) else "."
    if ";" in after and ";" not in before:
        return None  # the clauses behind it may lean on it
    kept = [text[: gaps[at - 1].start()].rstrip(" .;")] if at else []
    rest = text[starts[at + 1] :] if at < len(gaps) else ""
    if not rest:
        return WithoutClause(kept[0] + _end_of(text))
    return WithoutClause(f"{kept[0]}{'; ' if ';' in after else '. '}{rest}" if kept else rest)


def _says_something(ahead: str) -> bool:
    """Whether words before those that narrow have a figure, or are work of their own.

    Work is the unit's own where the words that narrow only stress it ("nhất là ở xã vùng cao"),
    stand behind its comma, or belong to the last of several works, of which they may mean one.
    """
    if re.search(r"\d", ahead) is not None or _STRESS.search(ahead) is not None:
        return True
    first, *more = (plain_of(part).low.lstrip(" -+*•") for part in _PART.split(ahead))
    ends = _JOINS.search(ahead) is not None or ahead.rstrip().endswith("(")
    return begins_work(first) and (ends or any(begins_work(part) for part in more))


_PART = re.compile(r"[,:(]\s*|\s(?:và|đồng thời|hoặc)\s", re.IGNORECASE)
_STRESSES = "nhất là|đặc biệt(?: là)?|trong đó(?: có)?|kể cả|gồm cả|bao gồm|ưu tiên|chú trọng"
_STRESS = re.compile(rf"\b(?:{_STRESSES})\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE)
_JOINS = re.compile(
    rf",\s+(?:(?:{_STRESSES}|riêng|còn|đối với|các|những|với|ở|tại|cho)\s+)*$", re.IGNORECASE
)


def _without_tail(text: str, place: int, end: int) -> WithoutClause | None:
    """A text without the last part of a clause, which begins at a comma with the words cited."""
    comma = _JOINS.search(text[:place])
    tail = text[place:end]
    if comma is None or ", " in tail:
        return None
    last = end == len(text)
    return WithoutClause(text[: comma.start()] + (_end_of(text) if last else text[end:]))


def _end_of(text: str) -> str:
    end = "./." if text.rstrip().endswith("./.") else text.rstrip()[-1]
    return end if end in ";./." else "."
