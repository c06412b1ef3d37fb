"""Whether what a unit names as proof is there: a number and day of a register, a file as it was.

Only a register that is at hand is looked up: ours, or a list that another body sent. Whatever
stands in none of them is not doubted, it is counted as not looked up.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator.locale import _
from generator.plan.wording import short_date
from generator.progress.saying import proofs_of
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from generator.progress.form_tables import FilledCell
    from generator.progress.rollup import RollUp, RollupItem
    from generator.progress.saying import ReportedProof

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NUMBER = re.compile(r"0*(\d+[a-zđ]?)\s*/\s*(\S.*)")


class RegisteredDocument(NamedTuple):
    """A document of a register."""

    unit: str
    """Id of the body whose register it is."""
    number: str
    """Without zeros before it."""
    symbol: str
    day: date
    valid: bool = True
    """False for a number that was void or a document that was recalled."""


class Registers:
    """The registers at hand, by body, number and symbol."""

    def __init__(self, documents: Iterable[RegisteredDocument]) -> None:
        self._all: dict[tuple[str, str], list[RegisteredDocument]] = {}
        self._years: set[tuple[str, int]] = set()
        for one in documents:
            self._all.setdefault((one.number, fold(one.symbol)), []).append(one)
            self._years.add((one.unit, one.day.year))

    def judge(self, unit: str, proof: ReportedProof) -> str | None:
        """None: it stands there so; "": no register at hand can tell; else what is wrong."""
        if proof.day is None:
            return ""
        number = _bare(proof.number)
        same = self._all.get((number, fold(proof.symbol)), [])
        dated = [one for one in same if one.day == proof.day]
        if any(one.valid for one in dated):
            return None
        if dated:
            return _("số này trong sổ đã hủy hoặc thu hồi")
        if (unit, proof.day.year) not in self._years:
            return ""
        own = [one for one in same if one.unit == unit and one.day.year == proof.day.year]
        if own:
            return _("trong sổ, số này ngày {ngay}").format(ngay=short_date(own[0].day))
        if same:  # another body's document with the same number, of another day
            return ""
        return _("không có trong sổ năm {nam}").format(nam=proof.day.year)


def _bare(number: str) -> str:
    return number.lstrip("0") or "0"


def of_list(unit: str, rows: Sequence[Sequence[FilledCell]]) -> list[RegisteredDocument]:
    """The documents of a list that another body sent: a column of numbers, one of days."""
    for at, row in enumerate(rows[:40]):
        titles = [fold(cell.text) for cell in row]
        number = next((i for i, t in enumerate(titles) if re.match(r"so,? (va )?ky hieu", t)), None)
        day = next((i for i, t in enumerate(titles) if re.match(r"ngay(?! chuyen)", t)), None)
        if number is None or day is None:
            continue
        found = (_registered(unit, line[number].text, line[day].text) for line in rows[at + 1 :]
                 if len(line) > max(number, day))  # fmt: skip
        return [one for one in found if one is not None]
    return []


def _registered(unit: str, number: str, day: str) -> RegisteredDocument | None:
    stands, when = _NUMBER.fullmatch(number.strip()), _DAY.search(day)
    if stands is None or when is None:
        return None
    try:
        on = date(int(when[3]), int(when[2]), int(when[1]))
    except ValueError:
        return None
    return RegisteredDocument(unit, _bare(stands[1]), stands[2].strip(), on)


def whole(path: Path, digest: str) -> bool:
    """Whether a file has this SHA-256 still. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == digest


class Proved(NamedTuple):
    """What became of the proofs of a roll-up."""

    doubtful: tuple[RollupItem, ...]
    confirmed: int
    unchecked: int


def looked_up(found: RollUp, registers: Registers, folders: Sequence[Path]) -> Proved:
    """Look up each proof of each answer; files lie in one of the folders, by unit or not."""
    from generator.progress.rollup import RollupItem

    tasks = {task.id: task for task in found.asked.tasks}
    doubtful: list[RollupItem] = []
    confirmed = unchecked = 0
    named: dict[str, list[ReportedProof]] = {}
    for report in found.reports:
        for node, answer in report.answers:
            task = tasks[node]
            if not answer.proof_text or report.unit not in task.units:
                continue
            if (proofs := named.get(answer.proof_text)) is None:
                proofs = named[answer.proof_text] = proofs_of(answer.proof_text)
            for proof in proofs:
                said = (
                    registers.judge(report.unit, proof)
                    if proof.number
                    else _file(proof.text, report.unit, folders)
                )
                confirmed += said is None
                unchecked += said == ""
                if said:
                    detail = f"{proof.text}: {said}"
                    doubtful.append(
                        RollupItem(report.unit, node, task.number, task.text, task.due, "", detail)
                    )
    return Proved(tuple(doubtful), confirmed, unchecked)


def _file(text: str, unit: str, folders: Sequence[Path]) -> str | None:
    name, _hash, digest = text.rpartition("#")
    bare = name.strip().replace("\\", "/").rpartition("/")[2]
    if bare in ("", ".", ".."):
        return ""
    for folder in folders:
        for path in (folder / unit / bare, folder / bare):
            if path.is_file() and not path.is_symlink():
                return None if whole(path, digest) else _("tệp đã khác tệp được báo cáo")
    return ""
