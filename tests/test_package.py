"""The zip writer: same bytes again, readable by everybody, and able to tell an edit."""

from __future__ import annotations

import random
import shutil
import subprocess
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from generator.ooxml.package import HELD, Static, is_untouched, pack_static, write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MEMBERS = [
    ("word/styles.xml", b"<s/>" * 100),
    ("[Content_Types].xml", b"<Types/>" * 9),
    ("a.png", b"x"),
]


def made(
    changed: Iterable[tuple[str, Iterable[bytes]]], static: Static | None = None, **how: str
) -> bytes:
    pieces: list[bytes] = []
    write(static or pack_static(MEMBERS), changed, pieces.append, **how)  # type: ignore[arg-type]
    return b"".join(pieces)


def noise(size: int) -> list[bytes]:
    chance = random.Random(size)
    return [chance.randbytes(20_000) for _ in range(size // 20_000)]


@pytest.mark.parametrize("deflate", ["isal", "zlib"])
def test_every_reader_gets_back_what_was_written(tmp_path: Path, deflate: str) -> None:
    chunks = [b"<w:p>" * 4000, "Lạng Sơn".encode() * 999, b"", b"</w:p>"]
    data = made([("word/document.xml", chunks), ("chữ.xml", [b"1"]), ("rỗng", [])], deflate=deflate)
    archive = zipfile.ZipFile(BytesIO(data))
    assert archive.testzip() is None
    assert archive.read("word/document.xml") == b"".join(chunks)
    assert archive.read("chữ.xml") == b"1"
    assert archive.read("rỗng") == b""
    assert dict(MEMBERS)["word/styles.xml"] == archive.read("word/styles.xml")
    file = tmp_path / "a.docx"
    file.write_bytes(data)
    unzip = shutil.which("unzip")
    if unzip:
        assert (
            subprocess.run([unzip, "-tq", file], check=False, capture_output=True).returncode == 0
        )


def test_content_types_come_first_and_nothing_tells_the_day_or_the_machine() -> None:
    data = made([("word/document.xml", [b"a", b"b"])])
    infos = zipfile.ZipFile(BytesIO(data)).infolist()
    assert [i.filename for i in infos] == [
        "[Content_Types].xml", "word/styles.xml", "a.png", "word/document.xml",
    ]  # fmt: skip
    assert {i.date_time for i in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {(i.create_system, i.external_attr, i.extra, i.comment) for i in infos} == {
        (0, 0, b"", b"")
    }
    assert data == made([("word/document.xml", [b"a", b"b"])])


def test_an_ordinary_member_has_its_sizes_in_its_header() -> None:
    info = zipfile.ZipFile(BytesIO(made([("d.xml", [b"a" * 90_000] * 9)]))).getinfo("d.xml")
    assert not info.flag_bits & 8
    assert info.extract_version == 20


def test_a_member_too_long_to_hold_is_streamed_and_still_reads_back(tmp_path: Path) -> None:
    chunks = noise(HELD + 1_000_000)
    data = made([("long.bin", chunks), ("after.xml", [b"<a/>"])])
    archive = zipfile.ZipFile(BytesIO(data))
    assert archive.testzip() is None
    assert archive.getinfo("long.bin").flag_bits & 8
    assert archive.read("long.bin") == b"".join(chunks)
    assert is_untouched(data)


def test_a_long_member_leaves_in_pieces_and_is_never_whole_in_memory() -> None:
    longest = 0
    made_so_far = 0

    def chunks() -> Iterable[bytes]:
        nonlocal made_so_far
        for chunk in noise(3 * HELD):
            made_so_far += len(chunk)
            yield chunk

    def sink(piece: bytes) -> None:
        nonlocal longest
        longest = max(longest, len(piece))

    write(pack_static(MEMBERS), [("long.bin", chunks())], sink)
    assert made_so_far > 2.9 * HELD
    assert longest < HELD * 1.1


def test_more_members_than_sixteen_bits_can_count_make_a_zip64() -> None:
    static = pack_static((f"m{i}", b"") for i in range(65_540))
    data = made([("last", [b"x"])], static)
    archive = zipfile.ZipFile(BytesIO(data))
    assert len(archive.namelist()) == 65_541
    assert archive.read("last") == b"x"
    assert is_untouched(data)


def test_a_member_longer_than_four_gigabytes_makes_a_zip64(tmp_path: Path) -> None:
    file = tmp_path / "long.zip"
    block = bytes(64 << 20)
    with file.open("wb") as out:
        write(pack_static(MEMBERS), [("zeros", (block for _ in range(65)))], out.write)
    with zipfile.ZipFile(file) as archive:
        assert archive.getinfo("zeros").file_size == 65 * len(block) > 0xFFFFFFFF
    assert is_untouched(file)


def test_a_file_as_kehoach_wrote_it_is_untouched(tmp_path: Path) -> None:
    data = made([("word/document.xml", [b"<a/>"])])
    assert is_untouched(data)
    file = tmp_path / "kế hoạch.docx"
    file.write_bytes(data)
    assert is_untouched(file)


def test_a_file_saved_again_by_another_program_is_not(tmp_path: Path) -> None:
    data = made([("word/document.xml", [b"<a/>"])])
    again = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(again, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
        new.comment = old.comment  # even a program that keeps the comment
    assert not is_untouched(again.getvalue())


def test_a_file_with_one_member_replaced_is_not() -> None:
    data = BytesIO(made([("word/document.xml", [b"<a/>"])]))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/added.xml", b"<b/>")
    assert not is_untouched(data.getvalue())


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"kehoach:00000000", bytes(60), b"PK\5\6" + bytes(50)]
)
def test_what_is_no_file_of_kehoach_is_never_untouched(tmp_path: Path, data: bytes) -> None:
    assert not is_untouched(data)
    file = tmp_path / "x.docx"
    file.write_bytes(data)
    assert not is_untouched(file)
    assert not is_untouched(tmp_path / "missing.docx")
    assert not is_untouched(tmp_path)


def test_cutting_or_lengthening_the_file_is_noticed() -> None:
    data = made([("word/document.xml", [b"<a/>"])])
    assert not is_untouched(data[:-1])
    assert not is_untouched(data + b"\n")
    assert not is_untouched(b"\n" + data)
