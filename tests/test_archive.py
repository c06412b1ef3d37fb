"""A zip from anywhere: each archive below differs in one thing from one that is opened."""

from __future__ import annotations

import io
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.workspace.archive import Archive, Damaged, Limits, Trouble, open_archive, pack

if TYPE_CHECKING:
    from pathlib import Path

GOOD = {"hồ sơ/a.xml": b"<a/>", "hồ sơ/b.bin": b"\0" * 100}
LIMITS = Limits(members=3, total=10_000, part=4_000, ratio=50, free=1_000, plain_names=True)


def made(members: dict[str, bytes], attributes: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = attributes
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def twice() -> bytes:
    return made({**GOOD, "HỒ SƠ/A.XML": b""})


def locked() -> bytes:
    data = bytearray(made(GOOD))
    at = data.index(b"PK\1\2")
    data[at + 8] |= 1
    return bytes(data)


def test_an_archive_in_order_gives_its_members_in_their_order() -> None:
    archive = open_archive(made(GOOD), LIMITS)
    assert isinstance(archive, Archive)
    assert archive.names == list(GOOD)
    assert archive.members() == GOOD


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\3\4 no archive", "damaged"),
        (made(GOOD)[:-30], "damaged"),
        (made({**GOOD, "c": b"", "d": b""}), "many"),
        (made({**GOOD, "c": b"\0" * 9_950}), "bomb"),  # longer than all may be
        (made({**GOOD, "c": bytes(5_000)}), "bomb"),  # swells too far
        (made({**GOOD, "c.xml": bytes(range(256)) * 16}), "bomb"),  # XML too long
        (made({**GOOD, "../c": b""}), "unsafe"),
        (made({**GOOD, "/c": b""}), "unsafe"),
        (made({**GOOD, "C:/c": b""}), "unsafe"),
        (made({**GOOD, "c:d": b""}), "unsafe"),
        (made({**GOOD, "..\\c": b""}), "unsafe"),
        (twice(), "twice"),
        (made(GOOD, (stat.S_IFLNK | 0o777) << 16), "link"),
        (locked(), "locked"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_unpacked(data: bytes, kind: str) -> None:
    found = open_archive(data, LIMITS)
    assert isinstance(found, Trouble)
    assert found.kind == kind


def test_a_member_with_changed_bytes_is_damaged() -> None:
    data = bytearray(made({"a": bytes(range(200)) * 3}))
    data[60] ^= 0xFF  # within the packed bytes, behind the 31 of the local header
    archive = open_archive(bytes(data), LIMITS)
    assert isinstance(archive, Archive)
    with pytest.raises(Damaged):
        archive.read("a")


def test_a_file_is_closed_whether_it_is_opened_or_refused(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    good.write_bytes(made(GOOD))
    bad.write_bytes(twice())
    archive = open_archive(good, LIMITS)
    assert isinstance(archive, Archive)
    with archive:
        assert archive.read("hồ sơ/a.xml") == b"<a/>"
    assert isinstance(open_archive(bad, LIMITS), Trouble)
    good.unlink()
    bad.unlink()


@given(
    st.dictionaries(
        st.text("abcđê/", min_size=1).filter(lambda n: not n.startswith("/") and n[-1] != "/"),
        st.binary(max_size=200),
        max_size=5,
    ),
    st.booleans(),
)
def test_what_is_packed_comes_back_and_its_bytes_repeat(
    members: dict[str, bytes], stored: bool
) -> None:
    data = pack(members.items(), stored=stored)
    archive = open_archive(data)
    assert isinstance(archive, Archive)
    assert archive.members() == members
    assert pack(members.items(), stored=stored) == data
