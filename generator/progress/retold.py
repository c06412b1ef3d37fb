"""Paragraphs that say a task's own words between words of their own, with other figures.

"Phường đã thành lập tổ bắt giữ chó thả rông gồm 06 thành viên theo Quyết định …" tells of "UBND các
xã, phường thành lập tổ bắt giữ chó thả rông". Who acts, by when, and how many count nothing;
numbers that name a thing (đợt 1, giai đoạn 2) do.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from generator.text.normal import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.progress.asked import AskedTask

_WORD = re.compile(r"[^\W_]+")
_COUNT = re.compile(
    r"(?<!đợt )(?<!đoạn )(?<!quý )(?<!kỳ )(?<!lần )(?<!khóa )(?<!loại )(?<!mức )(?<!cấp )"
    r"(?:\b(?:ít nhất|tối thiểu|trên|hơn|khoảng|gần|từ)\s+)?\b\d[\d.,/]*(?!\w)",
    re.IGNORECASE,
)
_ENOUGH = 0.75
"""Share of what a task says, apart from what most tasks say, that a paragraph must say again."""
_APART = 0.25
"""How much more than of any other task."""
_RUN = 3
"""Words in a row from which they are said again."""
_LEAST = 5
"""Words of its own from which a task can be known."""


def retold(
    lines: Sequence[str], found: Sequence[str], tasks: Sequence[AskedTask], every: Sequence[str]
) -> list[str]:
    """The ids found, with those of tasks whose words a paragraph says again; none twice.

    `every` are the texts of all tasks of the plan: what most of them say tells nothing.
    """
    made = list(found)
    left = [task for task in tasks if task.id not in made]
    counts = Counter(word for text in every for word in set(_words(_first(text))))
    common = {word for word, count in counts.items() if 2 * count > len(every) > 1}
    shares = []
    for i, line in enumerate(lines):
        if made[i]:
            continue
        said = _words(line)
        alike = sorted(((_share(said, task.text, common), task.id) for task in left), reverse=True)
        second = alike[1][0] if len(alike) > 1 else 0.0
        if alike and alike[0][0] >= _ENOUGH and alike[0][0] - second >= _APART:
            shares.append((-alike[0][0], i, alike[0][1]))
    for _said, i, id_ in sorted(shares):
        if id_ not in made:
            made[i] = id_
    return made


def _share(said: list[str], task: str, common: set[str]) -> float:
    """How much of a task's own words is said, in their order and in runs."""
    words = _words(_first(task))
    own = [word for word in words if word not in common]
    if len(own) < _LEAST:
        return 0.0
    blocks = SequenceMatcher(None, said, words, autojunk=False).get_matching_blocks()
    again = [word for _a, b, size in blocks if size >= _RUN for word in words[b : b + size]]
    return sum(1 for word in again if word not in common) / len(own)


def _first(task: str) -> str:
    """What is to be done, without by when."""
    return re.split(r"[;.](?:\s|$)", task)[0]


def _words(text: str) -> list[str]:
    return _WORD.findall(squeeze(_COUNT.sub(" ", text)).lower())
