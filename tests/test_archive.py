"""A zip from anywhere: each archive below differs in one thing from one that is opened."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.workspace.archive import Archive, Damaged, Limits, Trouble, open_archive, pack
from generator.workspace.archive_layout import odd_layout

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


# ------------------------------------------------------------------ read in one way only


class Pipe(io.RawIOBase):
    """A stream that cannot go back, as a socket."""

    def __init__(self) -> None:
        self.said = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self.said += bytes(data)
        return len(data)


def streamed(method: int = zipfile.ZIP_DEFLATED, *, wide: bool = False) -> bytes:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", method) as archive:
        for name, data in GOOD.items():
            with archive.open(name, "w", force_zip64=wide) as member:
                member.write(data)
    return bytes(pipe.said)


def wide_end(data: bytes) -> bytes:
    """The archive with its end said in 64 bits, as by writers that always do."""
    count, size, start = struct.unpack_from("<H2L", data, len(data) - 12)
    end = len(data) - 22
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    last = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *[0xFFFF] * 2, *[0xFFFFFFFF] * 2, 0)
    return data[:end] + record + locator + last


def unsigned_descriptors() -> bytes:
    """Streamed, without the signs before the sizes, which are optional (APPNOTE, 4.3.9.3)."""
    data = bytearray(streamed_one())
    at = data.index(b"PK\7\x08")
    del data[at : at + 4]
    struct.pack_into("<L", data, len(data) - 6, data.index(b"PK\1\2"))
    return bytes(data)


def streamed_one() -> bytes:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a", "w") as one:
        one.write(b"words")
    return bytes(pipe.said)


@pytest.mark.parametrize(
    "data",
    [
        made(GOOD),
        streamed(),
        streamed(zipfile.ZIP_STORED),
        streamed(wide=True),
        wide_end(made(GOOD)),
        wide_end(streamed(wide=True)),
        unsigned_descriptors(),
    ],
    ids=["plain", "streamed", "stored", "zip64", "wide end", "all wide", "without signs"],
)
def test_a_streamed_archive_is_read_in_one_way_like_any_other(data: bytes) -> None:
    assert odd_layout(data) == ""
    assert isinstance(open_archive(data, LIMITS), Archive)


def swapped(data: bytes, old: bytes, new: bytes) -> bytes:
    assert data.count(old) == 1
    return data.replace(old, new)


def descriptor(data: bytes, at: int, value: int) -> bytes:
    """The archive with another number in its first descriptor."""
    place = data.index(b"PK\7\x08") + at
    return data[:place] + value.to_bytes(4, "little") + data[place + 4 :]


def second_name() -> bytes:
    """A member that some programs unpack by another name (4.6.9)."""
    info = zipfile.ZipInfo("a")
    info.extra = struct.pack("<2HBL", 0x7075, 6, 1, zlib.crc32(b"a")) + b"b"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, b"words")
    return out.getvalue()


BETWEEN, APART, ELSEWHERE = (
    "có dữ liệu lạ giữa các phần của tệp nén",
    "mục lục của tệp nén khác với chính các phần",
    "mục lục của tệp nén không đúng chỗ",
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (descriptor(streamed(), 4, 7), BETWEEN),  # checksum
        (descriptor(streamed(), 8, 7), BETWEEN),  # packed
        (descriptor(streamed(wide=True), 16, 7), BETWEEN),  # unpacked
        (wide_end(made(GOOD))[:-98] + made({"c": b""}) + wide_end(made(GOOD))[-98:], ELSEWHERE),
        (swapped(wide_end(made(GOOD)), b"PK\6\6", b"PK\6\5"), ELSEWHERE),
        (made(GOOD)[:-12] + struct.pack("<H", 1) + made(GOOD)[-10:], ELSEWHERE),  # counts one
        (second_name(), APART),
    ],
    ids=[
        "checksum",
        "packed size",
        "size",
        "hidden archive",
        "no such record",
        "counts one less",
        "second name",
    ],
)
def test_what_two_programs_would_read_differently_is_refused(data: bytes, reason: str) -> None:
    assert odd_layout(data) == reason
