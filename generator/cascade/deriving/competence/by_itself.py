"""What went away with the sentence beside it, read once more by itself: what is the unit's stays.

"Sở Y tế hướng dẫn cải táng. Khu phố, ấp lập danh sách mộ …": the second sentence has a subject of
its own. A sentence comes back where it says so itself: a body or a settlement of the commune acts,
it is done by the commune or at its place, it holds for whoever it may be; or where it only says by
when the unit's own sentence before it is to be done.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.competence.after_ground import acts_behind
from generator.cascade.deriving.competence.after_lost import hangs, is_result, on_ground, tell
from generator.cascade.deriving.competence.level_labels import of_own_level
from generator.cascade.deriving.competence.listed import acting_by_names
from generator.cascade.deriving.competence.lost_parts import (
    parts_of,
    stands_in,
    words_now,
)
from generator.cascade.deriving.competence.narrowed import for_others, narrowing
from generator.cascade.deriving.competence.own_subjects import SETTLED, own_subject
from generator.cascade.deriving.competence.partners import works_with_us
from generator.cascade.deriving.competence.passive import done_by, handles_what_comes
from generator.cascade.deriving.competence.referred import goes_on_elsewhere
from generator.cascade.deriving.competence.returned import give_back
from generator.cascade.deriving.rulebook.questions import Q_HELP, Q_NAMED, Q_WHO
from generator.cascade.deriving.rulebook.rules import (
    BUILT_IN,
    CLOSED,
    FIGURES,
    OTHERS,
    OWN_WORK,
    SUPERIOR,
)
from generator.cascade.deriving.rulebook.text_under_way import Own, RuleWords, out_of_reach
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.cascade.deriving.wording.among_others import (
    OF_THE_REST,
    without_other_places,
)
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import key_of, plain_of
from generator.grammar.level_words import COMMUNES
from generator.grammar.named_bodies import groups
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.cascade.deriving.competence.held_by_heads import HeldByHeads
    from generator.cascade.deriving.competence.lost_parts import Part
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.text_under_way import Text
    from generator.cascade.deriving.unit.kit import Kit

_ANYBODY = re.compile(
    r"[\W\d]*(?:(?:cơ quan|đơn vị|bộ phận|tổ chức|cá nhân|nơi|người|hộ|ai)(?:, (?:đơn vị|cá nhân"
    r"|tổ chức))* nào|người phát hiện|ai)(?!\w)[^.;]* (?:phải|thì|có trách nhiệm)(?!\w)"
)
"""Whoever it may be: "cơ quan nào phát hiện công trình nguy hiểm phải cắm biển"."""
_UNITS = (
    rf"(?:(?:ubnd|ủy ban nhân dân) )?(?:các |mỗi |từng )?(?:cấp )?(?P<kinds>{COMMUNES})"
    r"(?! hội)(?!\w)"
)
_BY_US = re.compile(
    rf"(?<!\w)do (?:{_UNITS}|(?P<settled>(?:các )?{SETTLED}(?:(?:, | và ){SETTLED})*))"
    r" (?!quản lý|làm chủ|đầu tư|sở hữu|và |hoặc |có |ở |tại )[^\W\d]"
)
"""Done by the communes: "danh sách do xã lựa chọn và gửi trước ngày 10/4"."""
_BASIS = re.compile(r"(?<!\w)(?:trên cơ sở|theo|căn cứ)(?!\w)[^,;.]*$")
_WE_ACT = re.compile(
    r"[\W\d]*(?P<ubnd>(?:ubnd|ủy ban nhân dân) )?(?:các |mỗi |từng |hai |ba |bốn |năm |\d+ )?"
    r"(?P<kinds>(?:xã|phường|đặc khu|địa phương)(?:(?:, | và )(?:xã|phường|đặc khu))*)"
    r"(?P<these> (?:này|trên|nêu trên|nói trên|kể trên))? (?:(?=tự |chủ động |phải )|(?P<verb>))"
)
"""The communes as who acts: "Đặc khu, xã tự cân đối kinh phí", "UBND ba xã này cắm biển"."""
_HEAD_OF = re.compile(r"(?:Phó )?[Cc]hủ tịch (?=(?:UBND|Ủy ban nhân dân) )")
"""Who acts for a committee: a class of committees is theirs, too."""
_WHO = 4
"""Words of a sentence that may only say who acts."""
_DAY = re.compile(r"(?:ngày )?\d{1,2}/\d{1,2}(?:/\d{4})?")
_WHOLE = 12
"""Words from which on a sentence says what it is about."""
_FOR_US = re.compile(r"[\W\d]*(?:riêng|đối với|tại|ở|với)(?!\w)")
_ENDS_ONLY = re.compile(
    r"(?:thực hiện|hoàn thành|xong|kết thúc|chậm nhất|thời (?:hạn|gian)"
    r"|tiến độ|trong|trước|định kỳ|việc này|,|:| )*"
)
"""What a sentence that only says when has beside its day."""
_ACCOUNTS = re.compile(r"[\W\d]*(?:báo cáo|gửi) (?:kết quả|tiến độ|danh sách|số liệu)(?!\w)")


_MEANT = frozenset([OTHERS, FIGURES, SUPERIOR])


class _Back(NamedTuple):
    """A part that comes back."""

    at: int
    words: str
    begins: bool
    question: str
    when: bool = False
    """Whether it only says when the unit's own sentence is due."""
    marks: tuple[RuleWords, ...] = ()
    acts: bool = False
    """Whether it says itself who acts, the unit or its own."""
    told: bool = False
    """Whether what it leans on has been said in it, or asked about."""
    joint: bool = False
    """Whether it goes on with what the unit does with another."""


def sentences_alone(
    kit: Kit,
    draft: NodeDraft,
    field: str,
    held: HeldByHeads,
    read: Callable[[NodeDraft, HeldByHeads], None],
) -> None:
    """Put back what is the unit's by its own words; `read` settles a node as deriving does."""
    commune = kit.unit.committee and kit.unit.level == RANKS["xa"]
    if not commune or draft.part != "muc" or draft.kept or draft.dropped not in (None, *_MEANT):
        return
    if any(rule not in BUILT_IN or rule == CLOSED for rule in draft.touched):
        return
    parts = parts_of(draft, kit.unit, kit.day)
    now = words_now(draft)
    away = for_others(_HEAD_OF.sub("", draft.said), kit.unit)
    found: list[_Back] = []
    for at, part in enumerate(parts):
        if goes_on_elsewhere(kit.unit, [one.words for one in parts[:at]], part.words):
            continue  # "UBND xã X …; Công an xã …": the police of X
        behind = at > 0 and parts[at - 1].lost and not any(one.at == at - 1 for one in found)
        if behind and is_result(part.words):
            continue
        if any(part.words in one for one in away):
            continue  # the office has answered that it is none of those
        named = acting_by_names(part.words)
        if named is not None and stands_in(part.words[named[0].end :], now):
            continue  # without the names of whom it is, which are no more needed
        if (joint := _joint(kit, part, parts[:at], found, now)) is not None:
            found.append(joint)
            continue
        if part.lost and (one := _back(kit, draft, field, held, read, parts, at)) is not None:
            said = one.words.split(f" UBND {kit.unit.word} ", 1)[-1] if one.told else one.words
            whole = f" {key_of(said)} "
            if whole in now or any(stands_in(tail, now) for tail in _tails(said)):
                continue  # it stands there in other words
            if behind and not one.when and not one.told and _hangs(one):
                event = parts[at - 1].words
                one = one._replace(words=tell(kit.ask, draft, one.words, event, _of_heading(held)))
            found.append(one)
    if found:
        _put(kit, draft, field, parts, found)


_TAIL = 3
"""Last words by which the sentence before is found in what stays."""
_HELPS_TOO = re.compile(
    r"[\W\d]*(?:chủ động |tích cực )?phối hợp(?: chặt chẽ)? (?:trong (?:việc )?|để )"
    r"(?!\d|ngày|tháng|quý)"
)
"""Goes on with those who work together in the sentence before."""


def _joint(
    kit: Kit, part: Part, before: Sequence[Part], found: Sequence[_Back], now: str
) -> _Back | None:
    """A lost part that goes on with what the unit does with another; None for another part.

    "Chủ trì, phối hợp với UBND các xã kiểm soát … Phối hợp trong việc lựa chọn …; giám sát …":
    what of it the unit does behind that, is asked.
    """
    if not part.lost or not before:
        return None
    low = plain_of(part.words).low
    if part.begins and _HELPS_TOO.match(low):
        last = [one for one in before if one.begins][-1]
        ends = " ".join(key_of(last.words).split()[-_TAIL:])
        if f" {ends} " in now and works_with_us(kit.unit, last.words):
            return _Back(len(before), part.words, part.begins, "", joint=True)
        return None
    goes_on = found and found[-1].at == len(before) - 1 and found[-1].joint
    if part.begins or not goes_on:
        return None
    return _Back(len(before), part.words, part.begins, Q_HELP, joint=True)


def _back(
    kit: Kit,
    draft: NodeDraft,
    field: str,
    held: HeldByHeads,
    read: Callable[[NodeDraft, HeldByHeads], None],
    parts: Sequence[Part],
    at: int,
) -> _Back | None:
    """A lost part in the unit's words; None where it does not say that it is the unit's."""
    part = parts[at]
    of_above = of_own_level(part.words, kit.unit) == ""
    if of_above or handles_what_comes(kit.unit, part.words):
        return None
    plain = plain_of(part.words)
    if OF_THE_REST.match(plain.low) and kit.unit.bare and kit.unit.bare in key_of(draft.said):
        return None  # it is named before, and none of the rest
    head = next((g for g in groups(plain) if not plain.low[: g.start].strip(' -+*•"“')), None)
    kins = kit.unit.kins(head.bodies) if head is not None else set()
    words, question = _we_act(kit, draft, part.words), ""
    leaning = "" if words else acts_behind(kit.unit, part.words)
    if leaning:
        event = parts[at - 1].words if at and parts[at - 1].lost else ""
        told = on_ground(kit.ask, draft, leaning, event, _of_heading(held))
        return _Back(at, told, part.begins, "", acts=True, told=True)
    acts = bool(words) or own_subject(kit.unit, part.words) is not None
    when = draft.dropped is None and _says_when(kit, held, part, parts[:at])
    if words or when:
        words = words or part.words
    elif acts or _ANYBODY.match(plain.low):
        words = part.words
    elif head is not None and _has_our_name(kit, head.bodies[0].text) and Kin.SELF not in kins:
        words, question = part.words, Q_WHO.replace("{chu}", head.bodies[0].text)
    elif (head is None or kins <= {Kin.OUTSIDE}) and (
        (here := without_other_places(part.words, kit.unit)) or _is_done_by_us(kit, plain.low)
    ):
        words = here or _done_by_us(kit, part.words, held) or part.words
    elif len(parts) > 1:
        return _read(draft, field, held, read, part, at, kit)
    return _Back(at, words, part.begins, question, when, acts=acts) if words else None


def _tails(words: str) -> list[str]:
    """A sentence, and without its first words: "xã đắp 02 kè", "đắp 02 kè"."""
    said = words.split()
    return [" ".join(said[at:]) for at in range(min(_WHO, len(said)))]


def _of_heading(held: HeldByHeads) -> str:
    return ", ".join(body.text for body in held.who)


def _hangs(one: _Back) -> bool:
    """Whether a sentence says too little, or points to the one before."""
    return hangs(one.words) or (not one.acts and len(one.words.split()) < _WHOLE)


def _we_act(kit: Kit, draft: NodeDraft, words: str) -> str:
    """A sentence in which the communes act, said of this one; "" for another."""
    plain = plain_of(words)
    found = _WE_ACT.match(plain.low)
    if found is None or (found["verb"] is not None and not begins_work(plain.low, found.end())):
        return ""
    of_class = narrowing(words, kit.unit)
    if of_class is not None and of_class.about and of_class.verdict(kit.unit) != "ours":
        return ""  # whether it is one of those is asked
    rest = plain.said(found.end(), len(plain.low))
    if found["these"]:  # "ba xã này": those named before
        before = key_of(draft.said[: draft.said.find(words)])
        return f"UBND {kit.unit.word} {rest}" if f" {kit.unit.bare} " in f" {before} " else ""
    if found["ubnd"] or kit.unit.word not in found["kinds"]:
        return ""
    return f"{kit.unit.word[:1].upper()}{kit.unit.word[1:]} {rest}"


def _read(
    draft: NodeDraft,
    field: str,
    held: HeldByHeads,
    read: Callable[[NodeDraft, HeldByHeads], None],
    part: Part,
    at: int,
    kit: Kit,
) -> _Back | None:
    """A part as deriving settles a node of its own; None unless the unit is named in it."""
    if _goes_on(kit, part):
        return None
    alone = copy(draft)
    alone.said = part.words[:1].upper() + part.words[1:]
    alone.texts, alone.marks, alone.touched, alone.dropped = {field: [alone.said]}, [], [], None
    read(alone, held)
    if alone.dropped is not None:
        give_back(kit, alone, field)
    elif _others_act(kit, part.words):
        return None
    named = kit.speech.words(Q_NAMED)
    if alone.dropped is not None or OWN_WORK not in alone.touched or named in alone.marks:
        return None
    pieces = [p for one in alone.texts[field] for p in _pieces(one)]
    if any(isinstance(one, Own) for one in pieces):
        return None
    return _Back(at, "".join(pieces), part.begins, "", marks=tuple(alone.marks))


def _goes_on(kit: Kit, part: Part) -> bool:
    """Whether a clause has the subject of the one before it, which was left out, and not the unit.

    "Sở X chủ trì, phối hợp với UBND các xã kiểm tra …; tham mưu UBND tỉnh đình chỉ …".
    """
    plain = plain_of(part.words)
    if part.begins or not begins_work(plain.low):
        return False
    named = any(kit.unit.kins(group.bodies) & _US for group in groups(plain))
    return not named and _HERE.search(plain.low) is None


_US = frozenset([Kin.SELF, Kin.SOME, Kin.OWN])
_HERE = re.compile(r"(?<!\w)(?:xã|phường|đặc khu|địa phương|thôn|tổ dân phố)(?!\w)(?! hội)")


def _others_act(kit: Kit, words: str) -> bool:
    """Whether a body of others does something: "Riêng xã X, Sở Y tế cử đoàn ra khám"."""
    plain = plain_of(words)
    theirs = [g for g in groups(plain) if kit.unit.kins(g.bodies) & {Kin.ABOVE, Kin.OTHER}]
    if theirs and _FOR_US.match(plain.low):
        return True
    return any(
        kit.unit.kins(group.bodies) <= {Kin.ABOVE, Kin.OTHER}
        and (group.start == 0 or plain.low[: group.start].endswith((", ", ": ", "; ")))
        and begins_work(plain.low, group.end + 1)
        for group in groups(plain)
    )


def _pieces(one: str | RuleWords) -> tuple[str | Own, ...]:
    return one.pieces if isinstance(one, RuleWords) else (one,)


def _says_when(kit: Kit, held: HeldByHeads, part: Part, before: Sequence[Part]) -> bool:
    """Whether a sentence only says by when what stays is done, or its result is told."""
    if not part.begins or not any(not one.lost for one in before):
        return False
    found = deadlines(part.words, kit.day)
    rest = part.words
    for one in found:
        rest = rest.replace(one.text, " ")
    rest = _DAY.sub(" ", rest)
    if rest == part.words:
        return False
    if _ENDS_ONLY.fullmatch(plain_of(rest).low.strip(" ./;:,-")) is not None:
        return True
    return held.own and _ACCOUNTS.match(plain_of(part.words).low) is not None


def _has_our_name(kit: Kit, name: str) -> bool:
    """Whether a body that is no unit bears the unit's own name: "Trạm Khí tượng Lý Sơn"."""
    bare, said = kit.unit.bare, key_of(name)
    return (
        bool(bare) and " " in bare and said.endswith(f" {bare}") and said != key_of(kit.unit.unit)
    )


_BARE = re.compile(r"(?<= do )(?=(?:các|cấp) (?:xã|phường|đặc khu)(?!\w))")


def _done_by_us(kit: Kit, words: str, held: HeldByHeads) -> str:
    """What the communes do, by their bare name, in a clause of others: "danh mục do các xã lập"."""
    others = ", ".join(body.text for body in held.who)
    return done_by(kit.unit, _BARE.sub("UBND ", words), others) if held.others else ""


def _is_done_by_us(kit: Kit, low: str) -> bool:
    found = _BY_US.search(low)
    if found is None or found["settled"]:
        return found is not None
    if _BASIS.search(low[: found.start()]) is not None:
        return False  # what they have done is the ground of the work, and not the work
    return kit.unit.word in found["kinds"] or found["kinds"] == "xã"


def _put(
    kit: Kit, draft: NodeDraft, field: str, parts: Sequence[Part], found: Sequence[_Back]
) -> None:
    """The parts that come back, in their order among those that stayed."""
    text: Text = draft.texts[field] if draft.dropped is None else []
    stays = [at for at, part in enumerate(parts) if not part.lost] if text else []
    ahead = [one for one in found if stays and one.at < stays[0]]
    behind = [one for one in found if one not in ahead]
    for one in reversed(ahead):
        text = [f"{one.words.rstrip(' .;/')}. ", *text]
    for one in behind:
        text = _with(text, one)
    draft.dropped = None
    draft.texts[field] = [
        piece
        for one in text
        for piece in (out_of_reach(one, draft.borrowed) if isinstance(one, str) else [one])
    ]
    draft.touch(OWN_WORK)
    kit.kept.names(draft)
    for one in found:
        draft.marks += [mark for mark in one.marks if mark not in draft.marks]
        if one.question:
            kit.ask.mark(draft, one.question)


def _with(text: Text, one: _Back) -> Text:
    """A text with one more sentence, or clause, behind it."""
    words = one.words.rstrip(" .;/")
    if not text:
        return [f"{words[:1].upper()}{words[1:]}."]
    last = _pieces(text[-1])
    if not isinstance(last[-1], Own):
        ended = (*last[:-1], last[-1].rstrip(" .;/"))
        text = [*text[:-1], ended[0] if isinstance(text[-1], str) else RuleWords(ended)]
    return [*text, f". {words[:1].upper()}{words[1:]}." if one.begins else f"; {small(words)}."]
