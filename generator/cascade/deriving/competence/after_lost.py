"""The rest of a sentence whose beginning was left out: what it speaks of must still be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.paid_to_others import pays_others
from generator.cascade.deriving.competence.says_enough import leans, stands_alone
from generator.cascade.deriving.competence.urges import guides
from generator.cascade.deriving.rulebook.questions import Q_AFTER, Q_CUT
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.joined_clauses import small
from generator.cascade.deriving.wording.lost_work import acts_on_nothing, told_of
from generator.grammar.binding import binding
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import bodies
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.competence.clauses import Clauses
    from generator.cascade.deriving.competence.held_by_heads import HeldByHeads
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.grammar.duties import Duty

_BACK = re.compile(
    r"(?i)(?:trên cơ sở (?:đó|này|ấy)|theo đó|(?:căn cứ|từ)"
    r" (?:(?:các )?(?:kết quả|nội dung|văn bản) )?(?:đó|này|ấy)),? "
)
"""Points to the sentence before: "Trên cơ sở đó, UBND các xã chấm điểm …"."""
_SAYS_WHO = re.compile(r"(?:chủ trì|đầu mối|thực hiện)$")
"""Whose the work before it is: "Trường X chủ trì"."""
_NEXT = 2
"""Letters between two clauses of which one follows the other."""


def after_lost(
    clauses: Clauses,
    draft: NodeDraft,
    text: str,
    words: str,
    lost: Sequence[Duty],
    after: Duty,
    held: HeldByHeads,
) -> str:
    """Words of a text behind clauses that were left out, with what these were; else asked about."""
    first = before = lost[-1]
    for one in reversed(lost):
        if one.span.end >= first.span.start - _NEXT:
            first = one
    event = text[first.span.start : before.span.end].strip(" .;")
    house = held.who[0].text if len(held.who) == 1 and held.who[0].kind == "so" else ""
    words = _with_name(_by_names(draft, words, event), text[: before.span.end], "", house)
    if pays_others(clauses.unit, event, text) and not hangs(words):
        return words  # another's money tells nothing of what the unit does
    if _SAYS_WHO.search(event):
        event = text[: before.span.end].strip(" .;")
    who = "" if first.said else ", ".join(b.text for b in first.who or held.who)
    if (back := _BACK.match(words)) is not None and (first.said or who):
        said = f"trên cơ sở {f'{who} {small(event)}' if who else event}, "
        said = said[:1].upper() + said[1:] if words[:1].isupper() else said
        return f"{said}{words[back.end() :]}"
    own = clauses.unit.kins(after.who) & {Kin.OWN, Kin.FRONT}
    if own and first.said and (helping := _with_whom(words, text, first)):
        return helping
    if own and not hangs(words):  # who names its own body is whole
        return words
    if " thì UBND " in words and not hangs(words):
        return words  # a case is said whole
    if guides(clauses.unit, event) and not hangs(words):
        return words
    told = told_of(words, event, who)
    if told is not None and told.borrowed:
        return tell(clauses.ask, draft, words, event, who)
    if words.startswith("Phối hợp với ") and after.said and not hangs(words):
        return words  # whose work it is stands in the clause itself
    if words.startswith("Phối hợp với ") or (stands_alone(words, None) and not hangs(words)):
        clauses.ask.mark(draft, Q_CUT)  # answered by the sentence itself, once it is whole
        return words
    return tell(clauses.ask, draft, words, event, who)


_HELPS = re.compile(
    r"[\W\d]*[^\W\d][^,;.:]{3,60}? phối hợp(?= (?!với|cùng|chặt|thực hiện|tổ chức)[^\W\d])"
)


def _with_whom(words: str, text: str, lost: Duty) -> str:
    """What an own body helps with, with whom it does and in what; "" where it does not say so.

    "Trung tâm X lấy mẫu nước; trạm y tế xã phối hợp dẫn đường" of which the first is left out.
    """
    found = _HELPS.match(words)
    if found is None or not lost.who:
        return ""
    names = ", ".join(body.text for body in lost.who)
    act = small(text[slice(*lost.act)].split(", ")[0].strip(" .;"))
    what = "" if binding(act) else f" trong việc {act}"
    return f"{found[0]} với {names}{words[found.end() :].rstrip(' .;')}{what}."


_SO_MANY = re.compile(r"(?<!\w)(?P<n>hai|ba|02|03) sở(?: (?:này|trên|nêu trên|nói trên))?(?!\w)")
_NUMBERS = {"hai": 2, "02": 2, "ba": 3, "03": 3}


def _by_names(draft: NodeDraft, words: str, event: str) -> str:
    """Words in which "hai sở" are the two departments that the lost work names."""
    plain = plain_of(words)
    found = _SO_MANY.search(plain.low)
    named = list(dict.fromkeys(b.text for b in bodies(event) if b.kind == "so" and not b.every))
    if found is None or len(named) != _NUMBERS[found["n"]]:
        return words
    said = f"{', '.join(named[:-1])} và {named[-1]}"
    draft.borrowed.append(said)
    place = plain.span(found.start(), found.end())
    return f"{words[: place.start]}{said}{words[place.end :]}"


_POINTS = re.compile(
    r"(?<!kế hoạch)(?<!địa bàn)(?<!thời gian)(?<!dịp)(?<!năm) (?:này|đó|ấy)"
    r"(?=[.;,]|$| (?:trước|trong|ít nhất|xong|hằng|mỗi|vào)(?!\w))"
)
_NO_OBJECT = re.compile(
    r" (?:giám sát|theo dõi|đôn đốc|phát lại|tiếp âm|thực hiện|tham gia|đăng lại|niêm yết"
    r"|xác minh|phối hợp|tiếp nhận)"
    r"(?=[.;,]|$| (?:ngay|trước|trong|khi|hằng|mỗi|ít nhất|vào|tại)(?!\w))"
)


_SENDS_WHAT = re.compile(
    r"(?<!\w)(?:gửi|nộp|có) (?:văn bản|công văn|tờ trình|hồ sơ|phiếu|đăng ký|giấy đề nghị)"
    r"(?=[.;,]|$| (?:ngay|trước|trong|khi|chậm nhất|vào)(?!\w))"
)
"""Sends a paper, and does not say about what or to whom."""


_RESULT = re.compile(r"\W*(?:qua đó|nhờ đó|nhờ vậy|từ đó|vì vậy|vì thế)(?!\w)")


def is_result(words: str) -> bool:
    """Whether a sentence says what comes of the one before it: "Qua đó hạn chế thiệt hại"."""
    return _RESULT.match(plain_of(words).low) is not None


def hangs(words: str) -> bool:
    """Whether a sentence points to the one before, or does not say with what something is done."""
    low = plain_of(words).low
    return (
        leans(words)
        or any(one.search(low) is not None for one in (_POINTS, _NO_OBJECT, _SENDS_WHAT))
        or acts_on_nothing(low)
    )


def tell(ask: Questions, draft: NodeDraft, words: str, event: str, who: str) -> str:
    """A sentence with what it is about, of a work that was left out; else asked with its words."""
    words = _with_name(words, event, who)
    told = told_of(words, event, who)
    if told is not None:
        draft.borrowed += [told.borrowed] if told.borrowed else []
        return told.words
    if not says_all(words):
        ask_after(ask, draft, event)
    return words


_NOT_DONE = re.compile(
    r"[\W\d]*(?:ủy ban nhân dân (?:xã|phường|đặc khu|tỉnh|thành phố) )?không (?:tự |được )?"
    r"[^\W\d]+ [^\W\d]+ [^\W\d]+"
)


def says_all(words: str) -> bool:
    """Whether a sentence says what is not done: enough, whatever stood before it."""
    return not hangs(words) and _NOT_DONE.match(plain_of(words).low) is not None


def ask_after(ask: Questions, draft: NodeDraft, event: str) -> None:
    """Ask whether a sentence says enough without a work beside it that was left out."""
    ask.mark(draft, Q_AFTER.replace("{chu}", _short(event.strip(" ,.;"))))


def on_ground(ask: Questions, draft: NodeDraft, words: str, event: str, who: str) -> str:
    """A sentence that begins with a ground or a case, with the lost work it leans on; else asked.

    `event`: the part before it that was left out, "" for none.
    """
    if not event:
        return words
    event = event.strip(" .;")
    back = _BACK.match(words)
    if " thì UBND " in words:  # a case is said whole, unless it points back itself
        if hangs(words):
            ask.mark(draft, Q_AFTER.replace("{chu}", _short(event)))
        return words
    if back is None:
        told = tell(ask, draft, words, event, who)
    else:
        who = "" if bodies(event)[:1] and event.startswith(bodies(event)[0].text) else who
        said = f"{who} {small(event)}" if who else event
        told = f"Trên cơ sở {said}, {words[back.end() :]}"
    ground, behind, _act = told.partition(" UBND ")
    if behind and told != words:
        draft.borrowed.append(ground)  # another's document, not the unit's own work
    return told


_BARE = re.compile(
    r"(?<!\w)(?P<who>Sở|Chi cục|Công ty|Phòng|Trung tâm|Ban)"
    r"(?= (?:trước|trong|để|theo|vào|hằng|hàng|chậm nhất|ngay|khi)(?!\w)|[.,;]|$)"
)


def _with_name(words: str, event: str, who: str, house: str = "") -> str:
    """Words in which "Sở" alone is the one that the work before names: "gửi Sở trong 05 ngày".

    `house`: whose rooms that work names, as the heading says; "" for none.
    """
    bare = _BARE.search(words)
    if bare is None:
        return words
    named = {b.text for b in bodies(f"{who}. {event}") if b.text.startswith(f"{bare['who']} ")}
    name = next(iter(named)) if len(named) == 1 else bare["who"]
    if house and name != bare["who"] == "Phòng":
        name = f"{name} thuộc {house}"  # not one of the unit's own
    return words[: bare.start()] + name + words[bare.end() :]


_INNER = str.maketrans("“”;{}\n", "‘’,() ")
_LONGEST = 140
"""Letters up to which what was left out is cited in a question."""


def _short(event: str) -> str:
    said = " ".join(event.translate(_INNER).split()).strip(" .,:-+*")
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(' ', 1)[0]}…"
