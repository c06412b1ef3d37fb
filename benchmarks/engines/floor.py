"""The floor: what formatting these documents costs when a person writes it out by hand.

No template engine: loops over the document, with the template's own XML as constant
bytes and the values escaped and encoded many at a time (the fastest way known here);
then the same deflate and the same layout of the zip, with all that does not depend on
the document prepared beforehand; no check of any kind. Its members are those of
kehoach, byte for byte (the benchmark checks that). It knows one template only: when
the tags of the template change, the constants below no longer fit and the code must
be written anew.

`python -m benchmarks.engines.floor FILE` prepares the constants, so that the measured
process imports no more than it needs.
"""

from __future__ import annotations

import pickle
import re
import sys
import zipfile
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING, Any, get_args

from isal import isal_zlib

from benchmarks.engines.dialects import (
    BODY,
    PROPERTIES,
    Choice,
    Loop,
    Part,
    Text,
    Value,
    evaluate,
    parse,
)
from generator.document.blocks import Chu, Khoi, Kind
from generator.ooxml.package import pack_static

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document.blocks import BangPhuLuc, Document

CHUNK = 256
"""Pieces compressed at a time: larger buffers go back to the kernel and cost page faults."""
_SPECIAL = ((38, b"&amp;"), (60, b"&lt;"), (62, b"&gt;"), (39, b"&#39;"), (34, b"&#34;"))
_LOCAL = Struct("<4s5H3L2H")
_CENTRAL = Struct("<4s6H3L5H2L")
_END = Struct("<4s4H2LH")
_DATE = (1 << 5) | 1
_OTHERS = ("bang", "kinh_gui", "tham_quyen", "dieu")
"""Kinds of blocks that no plan of the benchmark has."""
Emphasis = tuple[tuple[bytes, bytes], ...]
"""XML before and after a run: plain, italic, bold, both."""


def constants(parts: list[Part]) -> Iterator[bytes]:
    """The template's XML between its tags, in order."""
    for part in parts:
        if isinstance(part, Text):
            yield part.xml.encode()
        elif isinstance(part, Loop):
            yield from constants(part.body)
        elif isinstance(part, Choice):
            for branch in part.branches:
                yield from constants(branch.body)


def _weave(constants: list[bytes], values: list[str]) -> bytes:
    """Constants and values in turn; all values are encoded and escaped at once."""
    data = "\0".join(values).encode()
    for byte, name in _SPECIAL:
        if byte in data:  # one memchr
            data = data.replace(bytes((byte,)), name)
    pieces = [b""] * (2 * len(values))
    pieces[::2] = constants
    pieces[1::2] = data.split(b"\0")
    return b"".join(pieces)


def _arm(choice: Part, **names: Any) -> list[Part]:
    """What a choice of the template gives for these values."""
    assert isinstance(choice, Choice)
    return next((b.body for b in choice.branches if evaluate(b.test, names)), [])


def _block(choice: Part, kind: str, last: bool) -> tuple[bytes, bytes, Emphasis, bytes]:
    """The constants of a paragraph: before its bookmark and label, around its runs, after them."""
    first, _bookmark, before, label, runs, after = _arm(choice, k=Khoi(kind, "", (), "", last))  # type: ignore[arg-type]
    assert [type(part) for part in (first, before, runs, after)] == [Text, Text, Loop, Text]
    assert [type(part) for part in _arm(label, k=Khoi("muc", "I.", (), ""))] == [Value, Text]
    around = []
    for bold in (False, True):
        for italic in (False, True):
            arm = _arm(runs.body[0], c=Chu("", bold, italic))
            texts = [part.xml.encode() for part in arm if isinstance(part, Text)]
            around.append((texts[0], texts[1]) if texts else (b"", b""))
    return first.xml.encode(), before.xml.encode(), tuple(around), after.xml.encode()


class Floor:
    """Renders documents with the official template, and with no other."""

    def __init__(self, template: Path) -> None:
        with zipfile.ZipFile(template) as package:
            members = {name: package.read(name) for name in package.namelist()}
        body, properties = members.pop(BODY), members.pop(PROPERTIES)
        parts = parse(body.decode())
        body_loop = next(p for p in parts if isinstance(p, Loop) and p.items == "noi_dung")
        self._block = {
            (kind, last): _block(body_loop.body[0], kind, last)
            for kind in get_args(Kind)
            if kind not in _OTHERS
            for last in (False, True)
        }
        parts.remove(body_loop)
        self._take_constants(constants(parts))
        self._properties = [piece.encode() for piece in re.split("{{.*?}}", properties.decode())]
        static = pack_static(members.items())
        self._prefix, self._directory = static.prefix, static.directory
        self._count = static.members

    def _take_constants(self, c: Iterator[bytes]) -> None:
        def many(count: int) -> tuple[bytes, ...]:
            return tuple(next(c) for _ in range(count))

        self._start = next(c)
        self._above, self._agency = many(2), many(2)
        self._agency_rule = dict(zip((14, 20, 0), many(3), strict=True))
        self._row1 = next(c)
        self._state = many(2)
        cell, label, from_number, slash, end, _none, row2, _undated = many(8)
        self._number = (cell + label, from_number, slash, end + row2)
        self._place22, self._place18, self._place = many(4), many(4), many(4)
        self._kind, self._subject, self._end_subject = many(2), many(2), next(c)
        self._subject_rule = dict(zip((14, 20, 28, 40, 0), many(5), strict=True))
        self._recipients = next(c)
        self._recipient = many(3)
        self._signers = next(c)
        self._capacity, self._function, self._name = many(5), many(3), many(4)
        self._body_end = next(c)
        self._first_section, self._section = many(2)
        self._appendix = many(9)
        self._appendix_rule = dict(zip((14, 20, 28, 40, 0), many(5), strict=True))
        self._note = many(3)
        self._table = next(c)
        self._group, self._task = many(4), many(8)
        self._table_end, self._end = many(2)
        assert next(c, None) is None

    def _head(self, d: Document, c: list[bytes], v: list[str], subject_text: str) -> None:
        start = self._start
        for lines, (before, after) in (
            (d.co_quan_chu_quan, self._above),
            (d.co_quan, self._agency),
        ):
            for line in lines:
                c.append(start + before)
                v.append(line)
                start = after
        rules, place = self._agency_rule, len(d.dia_danh)
        rule = rules.get(d.gach_co_quan) or rules[0]
        state = self._state[0] if place > 18 else self._state[1]
        number, from_number, slash, symbol = self._number
        a, b, from_date, e = (
            self._place22 if place > 22 else self._place18 if place > 18 else self._place
        )
        neo, kind, subject = d.neo, self._kind, self._subject
        c += (
            start + rule + self._row1 + state + number + neo.so + from_number,
            slash,
            symbol + a,
            b + neo.ngay + from_date,
            e + kind[0] + neo.ten_loai + kind[1],
        )
        v += (d.so, d.ky_hieu, d.dia_danh, d.thoi_gian, d.ten_loai)
        rule = self._subject_rule.get(d.gach_trich_yeu) or self._subject_rule[0]
        c += (subject[0] + neo.trich_yeu + subject[1], self._end_subject + rule)
        v += (subject_text, "")

    def _body(self, blocks: tuple[Khoi, ...], c: list[bytes], v: list[str]) -> None:
        of_kind = self._block
        for k in blocks:
            first, before, emphasis, after = of_kind[k.kieu, k.cuoi]
            before = first + k.neo + before
            if k.nhan:
                c.append(before)
                v.append(k.nhan)
                before = b" "
            for run in k.chu:
                opened, closed = emphasis[2 * run.dam + run.nghieng]
                c.append(before + opened)
                v.append(run.chu)
                before = closed
            c.append(before + after)
            v.append("")

    def _foot(self, d: Document, c: list[bytes], v: list[str]) -> None:
        start = self._recipients
        before, marked, after = self._recipient
        for line in d.noi_nhan:
            c.append(start + before + line.neo + marked)
            v.append(line.chu)
            start = after
        start += self._signers
        for ky in d.nguoi_ky:
            if ky.quyen_han:
                a, a2, b, b2, e = self._capacity
                c += (start + a + ky.neo_quyen_han + a2, b + ky.neo_chuc_vu + b2)
                v += (ky.quyen_han, ky.chuc_vu)
            else:
                a, a2, e = self._function
                c.append(start + a + ky.neo_chuc_vu + a2)
                v.append(ky.chuc_vu)
            a, b, b2, start = self._name
            c.append(e + a + ky.neo_cho_ky + b + ky.neo_ho_ten + b2)
            v.append(ky.ho_ten)
        c.append(start + self._body_end)
        v.append("")

    def _table_of(self, pl: BangPhuLuc, section: bytes, c: list[bytes], v: list[str]) -> None:
        a, a2, before, title, title2, behind, reference, reference2, end = self._appendix
        c.append(section + a + pl.neo_nhan + a2)
        v.append(pl.nhan)
        if pl.tieu_de:
            c.append(before + title + pl.neo_tieu_de + title2)
            v.append(pl.tieu_de)
            before = behind
        c.append(before + reference + pl.neo_kem_theo + reference2)
        v.append(pl.kem_theo)
        end += self._appendix_rule.get(pl.gach) or self._appendix_rule[0]
        if pl.ghi_chu:
            c.append(end + self._note[0] + pl.neo_ghi_chu + self._note[1])
            v.append(pl.ghi_chu)
            end = self._note[2]
        c.append(end + self._table)
        v.append("")
        (group0, group1, *group), (task0, task1, *task) = self._group, self._task
        for d in pl.dong:
            if d.kieu == "nhom":
                c.append(group0 + d.neo + group1)
                c += group
                v += (d.tt, d.noi_dung, "")
            else:
                c.append(task0 + d.neo + task1)
                c += task
                v += (d.tt, d.noi_dung, d.chu_tri, d.phoi_hop, d.san_pham, d.thoi_han, "")
        c.append(self._table_end)
        v.append("")

    def lists(self, document: Document) -> tuple[list[bytes], list[str]]:
        """document.xml as constants, and the value that follows each of them."""
        c: list[bytes] = []
        v: list[str] = []
        printed = document.context()  # blanks stand where no line may break
        self._head(document, c, v, printed["trich_yeu"])
        self._body(printed["noi_dung"], c, v)
        self._foot(document, c, v)
        for number, appendix in enumerate(document.phu_luc):
            section = self._section if number else self._first_section
            self._table_of(appendix, section, c, v)
        c.append(self._end)
        v.append("")
        return c, v

    def render(self, d: Document) -> bytes:
        """A .docx in memory."""
        texts, values = self.lists(d)
        compressor = isal_zlib.compressobj(0, 8, -15)
        crc32 = isal_zlib.crc32
        crc = size = 0
        packed = []
        for start in range(0, len(values), CHUNK):
            chunk = _weave(texts[start : start + CHUNK], values[start : start + CHUNK])
            crc = crc32(chunk, crc)
            size += len(chunk)
            packed.append(compressor.compress(chunk))
        packed.append(compressor.flush())
        a, b, c, e = self._properties
        properties = _weave([a, b, c, e], [d.tieu_de, d.ten_co_quan, d.ma, ""])
        small = isal_zlib.compress(properties, 0, -15)
        length = sum(map(len, packed))
        return self._assemble(
            (BODY.encode(), crc, length, size, packed),
            (PROPERTIES.encode(), crc32(properties), len(small), len(properties), [small]),
        )

    def _assemble(self, *members: tuple[bytes, int, int, int, list[bytes]]) -> bytes:
        out = [self._prefix]
        directory = [self._directory]
        at = len(self._prefix)
        for name, crc, length, size, packed in members:
            head = (20, 0, 8, 0, _DATE, crc, length, size, len(name))
            out += (_LOCAL.pack(b"PK\3\4", *head, 0), name, *packed)
            directory += (_CENTRAL.pack(b"PK\1\2", 20, *head, 0, 0, 0, 0, 0, at), name)
            at += 30 + len(name) + length
        blob = b"".join(directory)
        count = self._count + len(members)
        comment = b"kehoach:%08x" % isal_zlib.crc32(blob)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(blob), at, len(comment))
        out += (blob, end, comment)
        return b"".join(out)


if __name__ == "__main__":
    from benchmarks.content import TEMPLATE
    from benchmarks.engines.floor import Floor as Prepared  # under the name it is loaded by

    Path(sys.argv[1]).write_bytes(pickle.dumps(Prepared(TEMPLATE)))
