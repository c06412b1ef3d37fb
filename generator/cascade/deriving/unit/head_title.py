"""The title of whoever heads a body: a Sở has a Giám đốc, a Chi cục a Chi cục trưởng."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.data import read_data
from generator.grammar.letters import plain_of
from generator.plan.model import NguoiKy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEAD = "{NGUOI_DUNG_DAU}"
"""Stands for the title in the signers of a rule."""


def signers_of(signers: Iterable[NguoiKy], name: str) -> list[NguoiKy]:
    """The signers that rules give, for the body of a name; whose own titles are filled in."""
    return [
        NguoiKy(
            quyen_han=s.quyen_han,
            chuc_vu=s.chuc_vu.replace(HEAD, head_title(name)),
            ho_ten=s.ho_ten,
        )
        for s in signers
    ]


def head_title(name: str) -> str:
    """The title in capitals, by the first words of the body's name (nguoi-dung-dau.toml)."""
    low = plain_of(name).low
    found = max(
        (pair for pair in _titles() if f"{low} ".startswith(f"{pair[0]} ")),
        key=lambda pair: len(pair[0]),
        default=("", "THỦ TRƯỞNG"),
    )
    return found[1]


def _titles() -> Iterator[tuple[str, str]]:
    for one in read_data("nguoi-dung-dau.toml")["chuc_vu"]:
        for first in one["dau"]:
            yield first, one["ten"]
