"""The targets that the sentences of a plan promise: those of its parts on aims, read live."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.target_sentences import (
    SaidTarget,
    is_labelled,
    is_of_targets,
    is_work,
    said_targets,
    year_said,
)
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.plan.model import AnyNode, KeHoach, Loc


class PlanTarget(NamedTuple):
    """A target of a sentence and where it stands."""

    said: SaidTarget
    """With the year of the headings above it, or of the plan's subject, where it names none."""
    loc: Loc
    node: AnyNode


class _Above(NamedTuple):
    """What the headings over a node say."""

    aims: bool
    year: int | None


def sentence_targets(plan: KeHoach) -> Iterator[PlanTarget]:
    """The targets of a plan's sentences in reading order.

    Read are the parts whose heading speaks of aims or targets, and elsewhere a sentence that
    calls itself a target ("Chỉ tiêu: …"); orders with figures in them are tasks.
    """
    over: dict[Loc, _Above] = {}
    told = False
    subject = year_said(plain(plan.van_ban.trich_yeu))
    for loc, node in walk(plan):
        above = _nearest(over, loc) or _Above(aims=False, year=subject)
        title = plain(getattr(node, "tieu_de", None) or "")
        text = _sentence(node)
        line = title or (text if text.rstrip(" *").endswith(":") else "")
        over[loc] = _Above(
            above.aims or is_of_targets(line), (year_said(line) if line else None) or above.year
        )
        if text and (above.aims or over[loc].aims or is_labelled(text)):
            for said in said_targets(text):
                told = True
                yield PlanTarget(said._replace(year=said.year or over[loc].year), loc, node)
    if not told and plan.van_ban.loai in _WITHOUT_AIMS:
        yield from _ordered(plan, subject)


_WITHOUT_AIMS = ("CT", "TB", "CĐ")
"""Kinds of documents that order and have no part on aims: directives, notices, telegrams."""


_ACCOUNT = re.compile(
    r"[\W\d]*(?:[ivx]+\. )?(?:về )?(?:đánh giá|kết quả (?:thực hiện|đạt được|công tác|triển khai)"
    r"|tình hình|thực trạng|tồn tại|hạn chế|ưu điểm)(?!\w)"
)
"""A part that tells what has been done: its figures bind nobody."""


def _ordered(plan: KeHoach, year: int | None) -> Iterator[PlanTarget]:
    """What the orders of a directive bind by figures: "Kiểm tra tối thiểu 80 bếp ăn"."""
    told: list[Loc] = []
    for loc, node in walk(plan):
        if _ACCOUNT.match(plain(getattr(node, "tieu_de", None) or "").lower()):
            told.append(loc)
        text = _sentence(node)
        if loc[0] != "muc" or not text or any(loc[: len(one)] == one for one in told):
            continue
        for said in said_targets(text):
            if is_work(said):
                yield PlanTarget(said._replace(year=said.year or year), loc, node)


def _sentence(node: AnyNode) -> str:
    """What a node says: its text, or a title that is a whole sentence."""
    title = plain(getattr(node, "tieu_de", None) or "")
    text = plain(getattr(node, "noi_dung", None) or "")
    return text or (title if title.rstrip(" *").endswith((".", ";")) else "")


def _nearest(over: dict[Loc, _Above], loc: Loc) -> _Above | None:
    for end in range(len(loc) - 1, 0, -1):
        if (found := over.get(loc[:end])) is not None:
            return found
    return None
