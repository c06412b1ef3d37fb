"""Tasks of two plans paired by their words, as a unit puts them: shorter, split, joined.

Who acts and by when are other below than above, so a task is compared without them; words
count by how rare they are in the plan above ("kiểm tra" tells little, "chuồng trại" much). A
task that is paired may have a second half below (split), and one task below may do what two
above ask (joined): told by whose words stand in whose.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.deadlines import deadlines
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.tasks.task import Task

ALIKE = 0.6
"""Likeness from which two tasks are one in other words."""
HALF = 0.62
"""Share of a task's words in another from which it is a part of that one."""
_LEAST = 3
"""Words that tell a task; with fewer its likeness to a part says nothing."""
_WORD = re.compile(r"[^\W_]+")
_LIGHT = frozenset(
    re.split(
        " ",
        "và các của trên địa bàn cho tại với theo trong để được việc về từ đến hoặc những là khi có"
        " chủ trì phối hợp tham mưu thực hiện triển khai hoàn thành xong trước ngày tháng năm quý"
        " toàn mỗi từng một cấp công tác đối thì phải do ra vào ở này nhân dân ủy ban xã phường"
        " đặc khu tỉnh thành phố",
    )
)
"""Words that every task may say."""


class _Weighed(NamedTuple):
    """How much words tell: the rarer among the tasks above, the more."""

    of: dict[str, float]
    other: float

    def sum(self, words: Counter[str]) -> float:
        return sum(n * self.of.get(word, self.other) for word, n in words.items())


def paired(above: Sequence[Task], found: list[list[Task]], left: Sequence[Task]) -> set[int]:
    """Put the tasks below that are left where their words belong; gives the ids of the placed.

    `found` has for each task above what is known to be its own, and is added to. The most
    alike are paired first; then halves, then tasks of which one below does two.
    """
    if not left:
        return set()
    weights = _weights(above)
    told = [_content(task.text) for task in above]
    own = {id(task): _content(task.text) for task in left}
    done: set[int] = set()
    by_words = [not tasks for tasks in found]
    ranked = sorted(_scores(told, found, left, own, weights))
    for _score, i, j in ranked:
        if not found[i] and id(left[j]) not in done:
            found[i].append(left[j])
            done.add(id(left[j]))
    for task in left:
        if id(task) in done:
            continue
        if (at := _half_of(own[id(task)], told, found, by_words, weights)) is not None:
            found[at].append(task)
            done.add(id(task))
    for i, tasks in enumerate(found):
        if not tasks and (whole := _does_both(told[i], left, own, done, weights)) is not None:
            tasks.append(whole)
    return done


def _scores(
    told: Sequence[Counter[str]], found: Sequence[list[Task]], left: Sequence[Task],
    own: dict[int, Counter[str]], weights: _Weighed,
) -> Iterator[tuple[float, int, int]]:  # fmt: skip
    for j, task in enumerate(left):
        for i, words in enumerate(told):
            if not found[i] and (alike := _likeness(own[id(task)], words, weights)) >= ALIKE:
                yield -alike, i, j


def _half_of(
    words: Counter[str], told: Sequence[Counter[str]], found: Sequence[list[Task]],
    by_words: Sequence[bool], weights: _Weighed,
) -> int | None:  # fmt: skip
    """The task above of which this is a further part: what it says stands there, and is new."""
    best, place = HALF, None
    if words.total() < _LEAST:
        return None
    for i, whole in enumerate(told):
        if not (found[i] and by_words[i]):
            continue
        rest = whole - _said(found[i])
        share = weights.sum(words & rest) / weights.sum(words)
        if share > best and (words & rest).total() >= _LEAST:
            best, place = share, i
    return place


def _does_both(
    words: Counter[str], left: Sequence[Task], own: dict[int, Counter[str]], done: set[int],
    weights: _Weighed,
) -> Task | None:  # fmt: skip
    """The task below that does this one beside another."""
    best, whole = HALF, None
    if words.total() < _LEAST:
        return None
    for task in left:
        if id(task) not in done:
            continue
        share = weights.sum(words & own[id(task)]) / weights.sum(words)
        if share > best:
            best, whole = share, task
    return whole


def _said(tasks: Sequence[Task]) -> Counter[str]:
    said: Counter[str] = Counter()
    for task in tasks:
        said |= _content(task.text)
    return said


def _weights(above: Sequence[Task]) -> _Weighed:
    told = Counter(word for task in above for word in _content(task.text))
    many = len(above) + 1
    of = {word: math.log(1 + many / count) for word, count in told.items()}
    return _Weighed(of, math.log(1 + many) / 2)


def _likeness(a: Counter[str], b: Counter[str], weights: _Weighed) -> float:
    """Between 0 and 1: of what both say together, and of what the shorter one says."""
    both = weights.sum(a & b)
    one, other = weights.sum(a), weights.sum(b)
    if not one or not other or min(a.total(), b.total()) < 2:
        return 0.0
    return both / (one + other) + both / min(one, other) / 2


@lru_cache(4096)
def _content(text: str) -> Counter[str]:
    """The words that tell what is done: not who, not when, not what every task says."""
    plain = plain_of(text)
    low = list(plain.low)
    first = next(iter(groups(plain)), None)
    if first is not None and first.start < _AT_HEAD:
        low[first.start : first.end] = " " * (first.end - first.start)
    said = "".join(low)
    for when in deadlines(text):
        said = said.replace(plain_of(when.text).low, " ")
    return Counter(w for w in _WORD.findall(said) if w not in _LIGHT and not w.isdigit())


_AT_HEAD = 12
"""Letters before the body with which a task begins."""
