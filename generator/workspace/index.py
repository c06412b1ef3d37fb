"""What plan files say at their top, read once for as long as the files stay the same.

A plan is found by the parsed values of its head, whatever comments stand above it. Only the
text before the first table of an array is parsed: 3,321 plans take a fifth of a second
that way, and three seconds whole.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

import tomli

from generator.text.packed import PackedRows, packed_paths
from generator.workspace.apart import apart
from generator.workspace.catalogue import Catalogue
from generator.workspace.memory import file_state

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.text.packed import Packed
    from generator.workspace.memory import Memory

_TRIES = 8
"""Broken lines left out of a head before its file counts as one without an id."""
MANY = 1_000
"""From so many plans on their heads are kept between processes."""
_ID = re.compile(r"[a-z0-9-]+")
_LINE = re.compile(r"\(at line (\d+)")


class PlanHead(NamedTuple):
    """What the head of a plan file says."""

    ma: str
    above: str
    """Id of the plan that it follows; "" for none."""
    derived: bool
    """Whether `derive` made it, so that `update` can follow the plan above."""


_NOTHING = PlanHead("", "", derived=False)


class PlanIndex:
    """The plan files of a workspace at one moment."""

    def __init__(self, folder: Path, registry: Path, memory: Memory) -> None:
        files = partial(_plan_files, folder, registry.resolve())
        some = list(islice(files(), MANY + 1))
        if len(some) <= MANY:
            read = _read(some, memory)
        else:  # what is read of very many files lies scattered over the memory, and stays
            read = apart(lambda: _read_many(list(files()), folder, memory))
        self.files: Sequence[Path] = read.files
        self.by_id: Mapping[str, Sequence[Path]] = _Plans(read.ids, read.files)
        """Plan id → files that carry it."""
        self.followers: Mapping[str, Sequence[Path]] = _Plans(read.above, read.files)
        """Plan id → files of the plans that follow it."""


class _Read(NamedTuple):
    """What the plan files of a workspace say, in the order of their paths."""

    files: Packed[Path]
    ids: PackedRows
    above: PackedRows


class _Plans(Mapping[str, "Sequence[Path]"]):
    """Ids of plans, and files."""

    def __init__(self, rows: PackedRows, files: Packed[Path]) -> None:
        self._rows, self._files = rows, files

    def __getitem__(self, ma: str) -> Sequence[Path]:
        return [self._files[row] for row in self._rows[ma]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _read(names: list[str], memory: Memory) -> _Read:
    """Read the heads of files."""
    names.sort(key=_parts)
    heads = [_head(name, memory) for name in names]
    ids, above = ((head.ma for head in heads), (head.above for head in heads))
    return _Read(packed_paths(names), PackedRows(ids), PackedRows(above))


def _read_many(names: list[str], folder: Path, memory: Memory) -> _Read:
    """As `_read`, by the catalogue that an earlier process has kept."""
    catalogue = Catalogue(folder, "head", PlanHead, memory)
    read = _read(names, memory)
    catalogue.keep(names)
    return read


def _head(name: str, memory: Memory) -> PlanHead:
    state = file_state(name)
    if state is None:
        return _NOTHING  # a pipe would be waited for
    try:
        return memory.of(Path(name), "head", head_of, state)
    except OSError:
        return _NOTHING  # gone meanwhile, or not ours to read: told where it is checked


def _parts(path: str) -> list[str]:
    """The folders and the name of a file, by which paths stand in order."""
    return path.split(os.sep)  # noqa: PTH206


def _plan_files(folder: Path, registry: Path) -> Iterator[str]:
    """The paths of plan files, as `Path` spells them: of very many, one by one costs more."""
    for where, folders, names in os.walk(folder):
        here = Path(where)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and (here / name).resolve() != registry
        ]
        if here.resolve() == registry:
            continue
        before = str(here / "x")[:-1]
        for name in names:
            if name.endswith(".toml") and not name.startswith("."):
                yield f"{before}{name}"


def head_of(path: Path) -> PlanHead:
    """Id, plan above and origin of a plan file, "" for what it does not say. Raises OSError."""
    return head_in(path.read_bytes())


def head_in(data: bytes) -> PlanHead:
    """As `head_of`, from the bytes of a file."""
    values = _start(data)
    plan, origin = values.get("van_ban"), values.get("dan_xuat")
    plan = plan if isinstance(plan, dict) else {}
    source = _id(origin.get("ke_hoach")) if isinstance(origin, dict) else ""
    above = intern(source or _id(plan.get("cap_tren")))  # of thousands the same one
    return PlanHead(_id(plan.get("ma")), above, source != "")


def issuer_of(path: Path) -> str:
    """Id of the agency that issues a plan; "" where its file names none. Raises OSError."""
    plan = _start(path.read_bytes()).get("van_ban")
    return _id(plan.get("co_quan")) if isinstance(plan, dict) else ""


def _start(data: bytes) -> dict[str, Any]:
    """The values before the first table of an array; of the whole text where that is not all."""
    cut = data.find(b"\n[[")
    if cut >= 0 and data.find(b"dan_xuat", cut) < 0:
        try:
            values = tomli.loads(_text(data[:cut]))
        except (ValueError, RecursionError):
            pass  # broken, or the bracket stands in a string
        else:
            if "van_ban" in values:
                return values
    return _tolerant(_text(data))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")


def _tolerant(text: str) -> dict[str, Any]:
    """The values of a text; lines that are no TOML are left out, so that its plan is found."""
    lines = text.split("\n")
    for _try in range(_TRIES):
        try:
            return tomli.loads("\n".join(lines))
        except (ValueError, RecursionError) as fault:
            at = _LINE.search(str(fault))
            row = int(at[1]) - 1 if at else len(lines)
            if row >= len(lines) or not lines[row].strip():
                break
            lines[row] = ""
    return _outlined(text)


def _outlined(text: str) -> dict[str, Any]:
    """The one-line values of [van_ban] and [dan_xuat] in a text that is broken elsewhere."""
    found: dict[str, Any] = {}
    table = ""
    for line in text.split("\n"):
        if line.lstrip().startswith("["):
            table = line.strip().partition("]")[0].strip("[] \t")
        elif table in ("van_ban", "dan_xuat") and "=" in line:
            try:
                found.setdefault(table, {}).update(tomli.loads(line))
            except (ValueError, RecursionError):
                continue
    return found


def _id(value: object) -> str:
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""
