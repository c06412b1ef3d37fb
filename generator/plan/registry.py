"""Read the registry of agencies: values, what is wrong in them, and the registry."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING

from generator.plan.agencies import DanhMucCoQuan, Registry
from generator.plan.agency_checks import check
from generator.plan.hygiene import clean
from generator.plan.toml import decode, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.plan.source import TomlSource

_SHARED = ("loai", "truc_thuoc", "chu_quan", "vai_tro", "nguon")


def load_registry(path: Path) -> tuple[Registry, list[Diagnostic]]:
    """Read co-quan.toml. A registry always comes back, empty if the file is unusable."""
    source, found = read(path)
    if source is None:
        return Registry(DanhMucCoQuan(phien_ban=1)), found
    return registry_of(source, found)


def registry_of(
    source: TomlSource, found: Sequence[Diagnostic] = ()
) -> tuple[Registry, list[Diagnostic]]:
    """The registry of a source that was read, with what is wrong in it."""
    hygiene = clean(source)
    data, mistakes = decode(source, DanhMucCoQuan)
    all_found = [*found, *hygiene, *mistakes]
    if data is None:
        return Registry(DanhMucCoQuan(phien_ban=1)), all_found
    _share_words(data)
    registry = Registry(data)
    all_found += check(registry, source)
    registry.pack()
    return registry, all_found


def _share_words(data: DanhMucCoQuan) -> None:
    """Have words that thousands of agencies say stand in memory once."""
    for record in data.co_quan:
        record.cap = intern(record.cap)
        for name in _SHARED:
            word = getattr(record, name)
            if word is not None:
                setattr(record, name, intern(word))
