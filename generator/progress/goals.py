"""The targets (chỉ tiêu) of a plan: those it stores, or else what its tables and sentences promise.

As with tasks of sentences, what a person has stored comes first; without it the tables are
read anew each time, by the heads of their columns, and the sentences of its parts on aims.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from generator.cascade.tasks.plan_targets import sentence_targets
from generator.grammar.known import KnownAgencies
from generator.grammar.named_bodies import bodies
from generator.grammar.target_tables import read_targets
from generator.plan.mistakes import slug
from generator.plan.model import walk
from generator.plan.promised import ChiTieu
from generator.plan.wording import uncapital
from generator.progress.saying import number_of, number_text
from generator.text.capitals import LARGE
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.grammar.target_tables import TargetRow
    from generator.plan.agencies import Registry
    from generator.plan.model import KeHoach
    from generator.plan.ruled import Bang

_LONGEST = 80
"""Letters of an id that comes of words."""
_FOR_EACH = re.compile(
    r"(?:cac (?:xa|phuong|dac khu)[^.;]{3,160} )?"
    r"(?:moi|tung) (?:xa|phuong|dac khu|don vi|dia phuong|co quan|so|thon|huyen)\b"
)
_UNIT_FIRST = re.compile(
    rf"(?:[Xx]ã|[Pp]hường|[Đđ]ặc khu|[Tt]ỉnh|[Tt]hành phố)(?: {LARGE}[^\W\d_]*)+"
    r"(?= (?:có |đạt |là |phấn đấu )?\d)"
)
"""A unit and then its figure."""


def targets_of(plan: KeHoach, registry: Registry | None = None) -> list[ChiTieu]:
    """The targets of a plan, in reading order; with a registry also who reports each figure."""
    if plan.chi_tieu:
        return list(plan.chi_tieu)
    names = KnownAgencies(registry, plan.day(), plan.van_ban.co_quan) if registry else None
    found: list[ChiTieu] = []
    taken: set[str] = set()
    for _loc, node in walk(plan):
        for table in getattr(node, "bang", ()):
            found += _of_table(table, node.id, taken, names)
    return [*found, *_of_sentences(plan, found, taken, names)]


def summed(target: ChiTieu) -> bool:
    """Whether the figures of units add up: counts do, shares and ceilings do not."""
    return target.don_vi != "%" and target.so_sanh != "<=" and not for_each(target.noi_dung)


def for_each(words: str) -> bool:
    """Whether a target is to be reached by each unit: "Mỗi xã, phường có ít nhất 01 phòng đọc"."""
    return _FOR_EACH.match(fold(words)) is not None


def _of_sentences(
    plan: KeHoach, printed: list[ChiTieu], taken: set[str], names: KnownAgencies | None
) -> Iterator[ChiTieu]:
    """What sentences promise that no row of a table says; the id is that of the paragraph."""
    told = {(fold(one.don_vi), one.gia_tri, one.nam) for one in printed}
    counts: dict[str, int] = {}
    for target in sentence_targets(plan):
        said, node = target.said, target.node.id
        if (fold(said.unit), _canonical(said.value), said.year) in told:
            continue
        counts[node] = number = counts.get(node, 0) + 1
        own = f"ct-{node}"[:60]
        yield ChiTieu(
            id=_free(own if number == 1 else f"{own}-{number}", taken), nut=node,
            noi_dung=said.text, don_vi=said.unit, so_sanh=said.sign,
            gia_tri=_canonical(said.value), nam=said.year, mau_so=said.of or None,
            hien_trang=said.base or None,
            don_vi_thuc_hien=_named_first(said.text, names) if names else [],
        )  # fmt: skip


def _named_first(text: str, names: KnownAgencies) -> list[str]:
    """The units whose figure it is: "Xã Vân Hồ 60 ha", "Các xã A, B mỗi xã 02 ha"; else none."""
    if for_each(text):
        each = takewhile(lambda body: body.unit and body.place, bodies(text))
        ids = [names.find(f"UBND {uncapital(body.text)}") for body in each]
        return [id_ for id_ in ids if id_ is not None] if None not in ids else []
    named = _UNIT_FIRST.match(text)
    found = names.find(f"UBND {uncapital(named[0])}") if named else None
    return [found] if found is not None else []


def _of_table(
    table: Bang, node: str, taken: set[str], names: KnownAgencies | None
) -> Iterator[ChiTieu]:
    rows = table.row_ids()
    for row in read_targets(table):
        yield ChiTieu(
            id=_own_id(rows[row.place], row, taken), nut=node, noi_dung=row.text, don_vi=row.unit,
            so_sanh=row.sign, gia_tri=_canonical(row.value), nam=row.year,
            ca_nhan=row.person or None, hien_trang=row.base or None,
            don_vi_thuc_hien=_bodies(row.reporters, names) if names else [],
        )  # fmt: skip


def _own_id(row_id: str, row: TargetRow, taken: set[str]) -> str:
    """The id of a target of a table: of its row or else its words, so that it moves with them.

    A row of several years has a target for each; the second one names its year.
    """
    own = f"ct-{row_id or slug(row.text)}"[:_LONGEST].strip("-")
    return _free(f"{own}-{row.year}" if own in taken and row.year else own, taken)


def _free(wanted: str, taken: set[str]) -> str:
    """An id that nobody has: the wanted one, or with a number behind it.

    A paragraph may be called as the second target of another one is: "dat-chuan-2".
    """
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    taken.add(found)
    return found


def _bodies(cell: str, names: KnownAgencies) -> list[str]:
    """The bodies of a cell; none where one of them is not known: then nobody is left out."""
    whole = names.find(cell)
    if whole is not None:
        return [whole]
    for mark in (r"[;\n]", r"[;,\n]"):
        said = [part.strip(" .-–+") for part in re.split(mark, cell)]
        found = [names.find(part) for part in said if part]
        ids = [id_ for id_ in found if id_ is not None]
        if ids and len(ids) == len(found):
            return list(dict.fromkeys(ids))
    return []


def _canonical(text: str) -> str:
    value = number_of(text)
    return text if value is None else number_text(value)
