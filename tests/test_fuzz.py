"""The fuzzer itself: it breaks files, and tells of a reader that does not stand it."""

from __future__ import annotations

import random

import pytest

from tools import fuzz


@pytest.mark.parametrize("name", ["toml", "docx", "text", "edxml"])
def test_readers_stand_a_few_broken_files(name, tmp_path) -> None:
    seeds, read = fuzz.readers(tmp_path)[name]
    for number in range(15):
        chance = random.Random(f"7-{number}")
        read(fuzz.mutate(chance.choice(seeds), chance))


def test_a_reader_that_fails_is_told() -> None:
    def broken(data: bytes) -> None:
        raise KeyError("w:p")

    assert "KeyError" in fuzz._fault(broken, b"x")


def test_a_broken_file_is_the_same_for_the_same_seed() -> None:
    data = bytes(range(256)) * 8
    made = [fuzz.mutate(data, random.Random(3)) for _try in range(2)]
    assert made[0] == made[1] != data
