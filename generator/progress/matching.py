"""Which task or target each row of a filled table is about: by id, by its words, by likeness.

All rows are looked at together and the surest pair is made first, so a row that resembles two
tasks leaves the one to the row that says it exactly. Words count by how rare they are in the
plan: "xây dựng", "trình Chính phủ" tell nothing, the name of a law tells all. A word of capitals
is the words of the plan that begin with its letters (PCTT, CSDL). What is less alike is believed
where it stands between rows that are sure, and its task between their tasks. What begins alike
and ends on another thing is another task.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.progress.asked import AskedTarget, AskedTask

ENOUGH = 0.62
"""Likeness from which a row and a task are one; below, a person is asked."""
IN_PLACE = 0.45
"""Likeness that is enough between two rows that are sure, for a task between theirs."""
NEARLY = 0.85
"""Likeness from which words of prose say the name of a target, and no other end matters."""
_GAP = 3
"""The most tasks between those of two sure rows, so that place tells something."""
_SHORT = range(2, 7)
"""Letters of an abbreviation."""
_HINT = 0.1
"""What the same lead body adds to the likeness."""
_ENDING = re.compile(
    r"(?:[\s,;.]+(?:năm 20\d\d|(?:(?:tại|ở|của|cho|trên địa bàn|toàn|cấp|các|và) )*"
    r"(?:tỉnh|thành phố|huyện|xã|phường|thôn|cơ sở|địa phương|đơn vị)))+[\s.;]*$",
    re.IGNORECASE,
)
"""When and where, behind what a row is about."""
_WORD = re.compile(r"[^\W_]+")


class RowWording(NamedTuple):
    """What a row says of the task it is about."""

    text: str
    id: str = ""
    number: str = ""
    lead: str = ""
    """Who carries it out, as the row names them."""


def matched(
    rows: Sequence[RowWording],
    own: Sequence[AskedTask | AskedTarget],
    every: Sequence[AskedTask | AskedTarget],
    names: dict[str, str],
    *,
    by_place: bool = True,
) -> list[str]:
    """The id of each row's task; "" where none is sure enough. Each task is given once.

    `own` are those that the reporter answers for; an id of any other task is believed too.
    Without `by_place` rows that are less alike are not believed for where they stand.
    """
    known = {one.id for one in every}
    found = [row.id if row.id in known else "" for row in rows]
    left = {one.id: one for one in own if one.id not in found}
    _exact(rows, found, left)
    scores = _scores(rows, found, left, names, every)
    for score, i, id_ in scores:
        if score >= ENOUGH and not found[i] and id_ in left:
            found[i] = id_
            del left[id_]
    if by_place:
        _in_place(scores, found, left, [one.id for one in own])
    return found


def alike(one: str, other: str, every: Sequence[str]) -> float:
    """How alike two texts are, between 0 and 1; words that all of `every` say count little."""
    full = _initials(every)
    weights = _weights([_words(text, full) for text in every])
    return _likeness(_words(one, full), _words(other, full), weights)


def nearly_named(text: str, every: Sequence[AskedTask | AskedTarget]) -> str:
    """The id of the one task or target whose name the words nearly say; "" for none."""
    full = _initials([one.text for one in every])
    words = {one.id: _words(one.text, full) for one in every}
    weights, said = _weights(list(words.values())), _words(text, full)
    alike = sorted(
        ((_likeness(said, one, weights), id_) for id_, one in words.items()), reverse=True
    )
    if not alike or alike[0][0] < NEARLY or any(2 * rival > alike[0][0] for rival, _ in alike[1:]):
        return ""
    return alike[0][1]


def _exact(
    rows: Sequence[RowWording], found: list[str], left: dict[str, AskedTask | AskedTarget]
) -> None:
    """Pair what says the same; of tasks with equal words the one with the row's number."""
    by_words: dict[str, list[str]] = {}
    for one in left.values():
        by_words.setdefault(_key(one.text), []).append(one.id)
    for numbered in (True, False):
        for i, row in enumerate(rows):
            ids = [] if found[i] else by_words.get(_key(row.text), [])
            free = [id_ for id_ in ids if id_ in left]
            same = [id_ for id_ in free if left[id_].number == row.number.strip(" .")]
            chosen = same if numbered else free
            if chosen:
                found[i] = chosen[0]
                del left[chosen[0]]


def _scores(
    rows: Sequence[RowWording],
    found: list[str],
    left: dict[str, AskedTask | AskedTarget],
    names: dict[str, str],
    every: Sequence[AskedTask | AskedTarget],
) -> list[tuple[float, int, str]]:
    """How alike each row and each task that are left are, the surest pair first."""
    if not left or all(found):
        return []
    full = _initials([one.text for one in every])
    weights = _weights([_words(one.text, full) for one in every])
    texts = {id_: _words(one.text, full) for id_, one in left.items()}
    pairs = []
    for i, row in enumerate(rows):
        if found[i]:
            continue
        said, lead = _words(row.text, full), fold(row.lead)
        for id_, words in texts.items():
            score = _likeness(said, words, weights)
            if score < NEARLY and _about_others(row.text, left[id_].text, full):
                continue
            if _of_another_thing(row.text, left[id_].text, full):
                continue
            if score < _A_VERB and _another_act_on_a_part(row.text, left[id_].text, full):
                continue
            units = getattr(left[id_], "units", ())
            if lead and any(fold(names.get(unit, unit)) in lead for unit in units):
                score += _HINT
            if score >= IN_PLACE:
                pairs.append((score, i, id_))
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1:]))


def _in_place(
    scores: Sequence[tuple[float, int, str]],
    found: list[str],
    left: dict[str, AskedTask | AskedTarget],
    order: Sequence[str],
) -> None:
    """Pair what is less alike but stands where it is expected: reports go as the plan goes."""
    sure = list(found)
    place = {id_: at for at, id_ in enumerate(order)}
    for _score, i, id_ in scores:
        if found[i] or id_ not in left:
            continue
        before = next((place[one] for one in reversed(sure[:i]) if one in place), None)
        after = next((place[one] for one in sure[i + 1 :] if one in place), None)
        if before is None or after is None or id_ not in place:
            continue
        if before < place[id_] < after and after - before - 1 <= _GAP:
            found[i] = id_
            del left[id_]


def _about_others(row: str, task: str, full: dict[str, tuple[str, ...]]) -> bool:
    """Whether each ends on a thing of which the other says nothing.

    "Kiểm tra kinh doanh xăng dầu" begins as "Kiểm tra kinh doanh rượu, bia" does: what is done
    stands first in Vietnamese, what it is done to stands last.
    """
    one, other = (list(_words(_ENDING.sub("", text), full).elements()) for text in (row, task))
    return not set(one[-2:]) & set(other) and not set(other[-2:]) & set(one)


def _of_another_thing(row: str, task: str, full: dict[str, tuple[str, ...]]) -> bool:
    """Whether the same is done to another thing: "Công bố danh sách cơ sở bán lẻ xăng dầu".

    The words around are the task's own, those between are others on both sides: a row that
    resembles a task in all but its object is better left to a person.
    """
    one, other = _in_order(row, full), _in_order(task, full)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    moved = [block for block in blocks if block[0] != "equal"]
    loose = (
        {word for _kind, a, b, _c, _d in moved for word in one[a:b]},
        {word for _kind, _a, _b, c, d in moved for word in other[c:d]},
    )
    for at, (kind, a, b, c, d) in enumerate(blocks):
        if kind != "replace" or min(b - a, d - c) < _A_THING or at == 0:
            continue
        same = blocks[at - 1]
        apart = not set(one[a:b]) & loose[1] and not set(other[c:d]) & loose[0]
        if same[0] == "equal" and same[1] == 0 and same[2] >= _A_FRAME and apart:
            return True
    return False


def _another_act_on_a_part(row: str, task: str, full: dict[str, tuple[str, ...]]) -> bool:
    """Whether a short row does something else to a part of what the task is about.

    "Phát triển thương mại điện tử" is not "Kiểm soát thực phẩm nhập lậu qua thương mại điện tử".
    """
    one, other = _in_order(row, full), _in_order(task, full)
    acts = not set(one[:2]) & set(other) and not set(other[:2]) & set(one)
    return acts and 3 * len(one) < 2 * len(other)


def _in_order(text: str, full: dict[str, tuple[str, ...]]) -> list[str]:
    """The words of a text in its order, those of its ending left out."""
    said = _WORD.findall(_ENDING.sub("", text))
    return [one for word in said for one in (full.get(word, ()) or (word.lower(),))]


_A_VERB = 0.75
"""Likeness below which another verb tells another task."""
_A_THING = 2
"""Words from which a thing is named."""
_A_FRAME = 3
"""Words at the head that are equal where the same is done to another thing."""


def _key(text: str) -> str:
    return fold(text).rstrip(" .;/")


def _words(text: str, full: dict[str, tuple[str, ...]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for word in _WORD.findall(text):
        found.update(full.get(word, ()) or (word.lower(),))
    return found


def _initials(texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Abbreviation → the words of the texts that begin with its letters, the commonest ones.

    Only what no text uses itself: PCTT stands for "phòng chống thiên tai" where none says PCTT.
    """
    told: dict[str, Counter[tuple[str, ...]]] = {}
    every = [[word.lower() for word in _WORD.findall(text)] for text in texts]
    for words in every:
        for length in _SHORT:
            for at in range(len(words) - length + 1):
                part = tuple(words[at : at + length])
                name = "".join(word[0] for word in part).upper()
                told.setdefault(name, Counter())[part] += 1
    used = {word.upper() for words in every for word in words}
    return {
        name: min(parts, key=lambda part: (-parts[part], part))
        for name, parts in told.items()
        if name not in used
    }


def _weights(texts: list[Counter[str]]) -> dict[str, float]:
    """How much each word tells: the rarer among the tasks, the more."""
    told = Counter(word for text in texts for word in text)
    return {word: math.log(1 + (len(texts) + 1) / count) for word, count in told.items()}


def _likeness(a: Counter[str], b: Counter[str], weights: dict[str, float]) -> float:
    """Between 0 and 1: of what both say together, and of what the shorter one says."""
    most = math.log(2 + len(weights))

    def weight(words: Counter[str]) -> float:
        return sum(count * weights.get(word, most / 2) for word, count in words.items())

    both, one, other = weight(a & b), weight(a), weight(b)
    if not one or not other:
        return 0.0
    return both / (one + other) + both / min(one, other) / 2
