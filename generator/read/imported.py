"""Import a file of any kind: open it, read its lines, make a plan of them, as text."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.plan.emit import emit
from generator.read.classify.decide import classify
from generator.read.rebuild.import_report import change_notes
from generator.read.rebuild.plan import build
from generator.text.normal import Changes
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.ooxml.content import Section
    from generator.ooxml.sniff import Kind
    from generator.plan.model import KeHoach
    from generator.read.classify.decide import DocumentRoles
    from generator.read.lines import Line
    from generator.read.rebuild.import_report import Left
    from generator.workspace.workspace import Workspace

Revisions = Literal["accept", "reject"]
MAX_TEXT = 20_000_000
"""Bytes of a plain text that are read; a plan of 300 pages has under one million."""
_SEAL = re.compile(r"^(# kehoach import: )([0-9a-f]{0,64})$", re.MULTILINE)
_WORD = ("docx", "docm", "doc", "rtf", "odt")


class ImportedFile(NamedTuple):
    """What became of one file."""

    source: str
    plan: KeHoach | None
    text: str
    """The TOML; "" where there is no plan."""
    diagnostics: list[Diagnostic]
    left: list[Left]
    reading: DocumentRoles | None
    page: Section | None = None
    """The first page of a .docx; other kinds do not say their margins."""


class _Read(NamedTuple):
    """The lines of a file; None where it cannot be read."""

    lines: list[Line] | None
    changes: Changes
    diagnostics: list[Diagnostic]
    page: Section | None = None


def _read_lines(path: Path, revisions: Revisions | None) -> _Read:
    """The lines of a file, by what it really is and not by its name."""
    from generator.ooxml.sniff import sniff

    changes = Changes()
    try:
        kind = sniff(path)
        if kind in _WORD:
            return _word_lines(path, kind, revisions, changes)
        if kind == "pdf":
            from generator.read.pdf.text_layer import lines_of_pdf
            from generator.read.scan.recognition import recognise_pdf

            read, problems = lines_of_pdf(path, recognise=recognise_pdf)
            return _Read(read and read.lines, read.changes if read else changes, problems)
        if kind == "image":
            from generator.read.scan.recognition import lines_of_picture

            read, problems = lines_of_picture(path)
            return _Read(read and read.lines, read.changes if read else changes, problems)
        if kind == "txt":
            from generator.read.text_lines import lines_of_text

            with path.open("rb") as file:
                data = file.read(MAX_TEXT)
            return _Read(lines_of_text(_decoded(data), str(path), changes), changes, [])
    except OSError as fault:
        return _Read(None, changes, [os_diagnostic(fault)])
    return _Read(None, changes, [_unread(path, kind)])


def _unread(path: Path, kind: Kind) -> Diagnostic:
    from generator.ooxml.opened import in_words

    hint = _("Lưu thành .docx hoặc PDF rồi nhập lại.")
    if kind == "empty":
        message = _("Tệp rỗng, không có gì để đọc")
    else:
        message = _("Không đọc được loại tệp này ({loai})").format(loai=in_words(kind))
    if kind == "encrypted":
        hint = _("Mở trong Word, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ) rồi lưu lại.")
    return error("NH003", message, Place(str(path), ""), hint)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")  # TCVN3 and VNI are recognised line by line


def _word_lines(path: Path, kind: str, revisions: Revisions | None, changes: Changes) -> _Read:
    from generator.ooxml.old import word_of_old
    from generator.ooxml.walk import read_word
    from generator.read.unseen import unseen_words
    from generator.read.word_lines import lines_of_word

    word, problems = word_of_old(path)
    if word is None:
        return _Read(None, changes, problems)
    text = read_word(word, revisions or "show")
    problems += text.diagnostics
    if text.has_revisions and revisions is None:
        message = _("Văn bản còn thay đổi theo dõi (Track Changes) chưa xử lý")
        hint = _("Thêm --revisions accept để nhận, hoặc --revisions reject để bỏ các thay đổi.")
        refused = error("NH002", message, Place(str(path), ""), hint)
        return _Read(None, changes, [*problems, refused])
    problems += unseen_words(text, str(path))
    page = text.sections[0] if kind == "docx" and text.sections else None
    return _Read(lines_of_word(text, str(path), changes), changes, problems, page)


def import_file(
    path: Path, workspace: Workspace, revisions: Revisions | None = None
) -> ImportedFile:
    """Read a file and make a plan of it; nothing is written."""
    lines, changes, problems, page = _read_lines(path, revisions)
    if lines is None:
        return ImportedFile(str(path), None, "", problems, [], None)
    reading = classify(lines, str(path))
    made = build(reading, workspace.registry, workspace.citations, workspace.plan_of)
    found = [*problems, *change_notes(changes, Place(str(path), "")), *made.diagnostics]
    text = seal(emit(made.plan, header(path))) if made.plan is not None else ""
    return ImportedFile(str(path), made.plan, text, found, made.account.left, reading, page)


def header(path: Path) -> list[str]:
    """The comment at the top of an imported plan."""
    return [
        _(
            "Nhập từ {tep} bằng lệnh kehoach import. Số, dấu đầu dòng, thể thức do chương trình in;"
        ).format(tep=path.name),
        _("lời văn đúng như nguồn. Xem lại những điều lệnh import đã báo."),
        "kehoach import: ",
    ]


def seal(text: str) -> str:
    """Write into the header the digest of the text, by which a later edit is seen."""
    text = re.sub(r"^# kehoach import:$", "# kehoach import: ", text, count=1, flags=re.MULTILINE)
    return _SEAL.sub(rf"\g<1>{_digest(text)}", text, count=1)


def is_unedited(text: str) -> bool:
    """Tell whether a file is still as `import` wrote it."""
    text = text.replace("\r\n", "\n")
    found = _SEAL.search(text)
    return found is not None and found[2] == _digest(text)


def _digest(text: str) -> str:
    return hashlib.sha256(_SEAL.sub(r"\g<1>", text, count=1).encode()).hexdigest()
