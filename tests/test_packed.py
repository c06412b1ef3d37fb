"""Very many words in little memory: what is found in them is what a list and a dict would give."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.packed import Packed, PackedRows, packed_pairs, packed_paths

keys = st.text(st.characters(blacklist_characters="\0"), max_size=3)


@given(st.lists(keys, max_size=30), keys)
def test_rows_of_a_key_are_those_a_dict_would_keep_in_its_order(
    words: list[str], other: str
) -> None:
    expected: dict[str, list[int]] = {}
    for row, word in enumerate(words):
        expected.setdefault(word, []).append(row)
    expected.pop("", None)
    for rows in (PackedRows(words), pickle.loads(pickle.dumps(PackedRows(words)))):
        assert [(key, list(found)) for key, found in rows.items()] == list(expected.items())
        assert list(rows.get(other, ())) == expected.get(other, [])
        assert ("\ud800" in rows, len(rows)) == ("\ud800" in expected, len(expected))


@given(st.lists(st.binary(max_size=4), max_size=9), st.slices(9))
def test_values_stand_where_they_stand_in_a_list(parts: list[bytes], some: slice) -> None:
    packed = Packed(parts, bytes)
    assert list(packed) == parts
    assert packed[some] == parts[some]
    with pytest.raises(IndexError):
        packed[len(parts)]


def test_paths_come_back_whatever_bytes_their_names_are_of() -> None:
    names = [Path("kế hoạch/xã.toml"), Path("/x/\udcff\n.toml"), Path()]
    assert list(packed_paths(names)) == names
    assert list(packed_pairs(zip(names, names, strict=True))) == [(one, one) for one in names]
