"""Which words answer a question of one plan alone, and what they do to the sentence asked about.

"có" and "giữ" leave the sentence as it stands ("giữ" of what names the unit among others keeps its
part); "không" and "bỏ" take it, or the clause that the question cites, out of the plan; a body's
name puts it at the head of the heading. What cannot be cut with certainty is left to a person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from generator.cascade.deriving.rulebook import questions as q
from generator.cascade.deriving.wording.over_all import said_over_all
from generator.cascade.deriving.wording.singled_out import says_otherwise, with_own_figures
from generator.grammar.letters import key_of
from generator.plan.wording import uncapital
from generator.text.capitals import LARGE
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
        q.Q_SINCE, q.Q_WHICH, q.Q_CELL, q.Q_UNCUT, q.Q_UNCUT_PART,
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


BETWEEN = re.compile(rf"(?<=[.!?])\s+(?={LARGE})|;\s+")
"""Between the clauses of a text."""
WHO = re.compile(re.escape(q.Q_WHO).split(re.escape("{chu}"))[0] + "(?P<who>.+?) làm: ")


def as_request(question: str, text: str) -> str | None:
    """A text that asks the body of the question to do its work; None where it does not begin so."""
    found = WHO.match(question)
    if found is None:
        return None
    starts = [0, *(gap.end() for gap in BETWEEN.finditer(text))]
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


_OF_ALL = frozenset(
    f"{whole}{area}"
    for area in ("tinh", "thanh pho", "nuoc")
    for whole in ("toan ", "ca ", "cua ", "cua ca ", "cua toan ", "chung cua ", "so cua ")
)


def as_of_all(question: str, said: str, text: str) -> str | None:
    """What "toàn tỉnh" makes of a superior's figure in its department's plan; None if it says no.

    A committee has its own figures: of those of all it cannot say that they are right.
    """
    words = plain(said)
    if words not in _OF_ALL or not may_be_of_all(question):
        return None
    area = next(one for one in ("tỉnh", "thành phố", "nước") if unmarked(one) in words)
    return said_over_all(text, area)


def may_be_of_all(question: str) -> bool:
    """Whether a question asks a department about a figure that may be its superior's as it is."""
    found = _TARGET.fullmatch(question)
    return found is not None and _UNITS.match(found["unit"]) is None


_TARGET = re.compile(
    re.escape(q.Q_TARGET).replace(r"\{cap_tren\.cap\}", ".+").replace(r"\{cap\}", "(?P<unit>.+)")
)
_UNITS = re.compile(r"(?:xã|phường|đặc khu|tỉnh|thành phố)(?!\w)", re.IGNORECASE)


_EACH_HAS = re.compile(r"^,? (?:mỗi|từng) (?:nơi|xã|phường|đặc khu|địa phương|đơn vị) ")
"""Behind a class: what each of its units has."""


_REST = re.compile(
    re.escape(q.Q_CONDITION)
    .replace(r"\{chu\}", "(?P<rest>[^”]* (?:còn lại|khác))")
    .replace(r"\{don_vi\}", "(?P<kind>xã|phường|đặc khu) .+")
)


_ALONE = re.compile(
    r"[;,.] (?:(?:trong đó(?: có)?|còn|riêng|đối với|với|các|những|UBND|Ủy ban nhân dân) )*$",
    re.IGNORECASE,
)
"""Before the words that narrow, where they are who acts."""


def as_ours(question: str, text: str) -> str | None:
    """What "có" makes of a text about some, or about the units left, once the unit is one of them.

    What it counts is then what it counts for the unit, and not what was said of all before it;
    None where both are counted, and the one cannot be put for the other with certainty.
    """
    found = _REST.fullmatch(question)
    if found is not None:
        at = text.find(found["rest"])
        begins = at == 0 or text[:at].rstrip().endswith((".", ";"))
        if at < 0 or not begins or text.count(found["rest"]) > 1:
            return text
        return f"{text[:at]}UBND {found['kind']}{text[at + len(found['rest']) :]}"
    cited = _CITED.search(question)
    at = text.casefold().find(cited[1].casefold()) if cited is not None and cited[1] else -1
    joint = _ALONE.search(text[:at]) if at > 0 else None
    if cited is None or joint is None:
        return text
    begin = max(text.rfind(mark, 0, joint.start()) + len(mark) for mark in ("; ", ". "))
    begin = begin if begin > 1 else 0
    stop = re.search(r"[;.](?= |$)|, ", text[at + len(cited[1]) :])
    end = at + len(cited[1]) + (stop.start() if stop is not None else len(text))
    general, does = text[begin : joint.start()], _EACH_HAS.sub(" ", text[at + len(cited[1]) : end])
    own = with_own_figures(general, does.rstrip(" ./;"))
    if own is not None:
        own = _of_its_area(own, text[at:end])
        return f"{text[:begin]}{own}{text[end:] or end_of(text)}"
    return None if says_otherwise(general, does) else text


_AREA_OF_ALL = re.compile(
    r" (?P<of>(?:của|trên|trong|tại|ở) )?(?:toàn )?(?:phạm vi |địa bàn )?"
    r"(?:cả nước|toàn quốc|(?:toàn|cả) (?:tỉnh|thành phố|xã|phường|đặc khu))(?!\w)"
)
"""Of what area a figure of all is."""
_PART_OF_AREA = re.compile(
    r"(?:riêng |còn )*(?:đối với |với |ở |tại )?(?:các |những )?"
    r"(?P<area>(?:vùng|miền|khu vực|địa bàn)(?!\w)[^;.:,\d]*?)"
    r"(?= (?:phải |cần |thì |phấn đấu )*(?:đạt|còn|là|có|giảm|tăng|ở mức|chiếm|dưới|trên|từ"
    r"|không quá|tối thiểu|ít nhất)(?!\w))",
    re.IGNORECASE,
)
"""A part of it, which has units and is none: "vùng dân tộc thiểu số và miền núi đạt 94,5%"."""


def _of_its_area(own: str, does: str) -> str:
    """What is said of all with the figures of some, and of their area: no figure of the country."""
    part = _PART_OF_AREA.match(does)
    if part is None:
        return _AREA_OF_ALL.sub("", own)
    of = {"": "", "của ": "của "}
    return _AREA_OF_ALL.sub(lambda one: f" {of.get(one['of'] or '', 'ở ')}{part['area']}", own)


def own_part(question: str, text: str) -> str:
    """What "giữ" leaves of a text about others that names the unit: the clauses that name it."""
    found = _OF_UNIT.fullmatch(question)
    if found is None:
        return text
    gaps = list(BETWEEN.finditer(text))
    starts, ends = [0, *(g.end() for g in gaps)], [*(g.start() for g in gaps), len(text)]
    unit = key_of(found["unit"])
    kept = [text[at:end].strip(" ;.") for at, end in zip(starts, ends, strict=True)
            if unit in key_of(text[at:end])]  # fmt: skip
    if not kept or len(kept) == len(starts):
        return text
    return "; ".join([kept[0][:1].upper() + kept[0][1:], *kept[1:]]) + end_of(text)


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


def left_to_do(question: str) -> str:
    """What is still to be done where "không" or "bỏ" is taken, and no clause can be cut surely."""
    who, found = WHO.match(question), _CITED.search(question)
    cited = who["who"] if who is not None else found[1] if found is not None else ""
    return q.Q_UNCUT.replace("{chu}", cited) if cited else q.Q_UNCUT_PART


_CITED = re.compile(r"“([^”]*)”")
_PLACE_NAME = re.compile(rf"(?<=\w ){LARGE}[\w'’]*")


def is_moot(question: str, before: str, after: str) -> bool:
    """Whether what a question is about went out of a sentence that an answer changed.

    The words it cites, or, of a place, every name.
    """
    if kind_of(question) == "place":
        return bool(_PLACE_NAME.search(before)) and _PLACE_NAME.search(after) is None
    cited = [words.casefold() for words in _CITED.findall(question)]
    gone = [one for one in cited if one in before.casefold() and one not in after.casefold()]
    return bool(cited) and gone == cited


def end_of(text: str) -> str:
    """How a text ends: its "./.", ";" or full stop."""
    end = "./." if text.rstrip().endswith("./.") else text.rstrip()[-1]
    return end if end in ";./." else "."
