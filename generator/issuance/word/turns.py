"""Whose turn it is to sign a .docx, and the signature with all that an office wants."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING, Literal

from lxml import etree

from generator.diagnostics import Diagnostic, Place, error
from generator.issuance.verdict.signers import already_signed, leaders_first
from generator.issuance.verdict.tsa import Tsa, no_tsa
from generator.issuance.word.markup import Statement
from generator.issuance.word.printed_in_word import first_texts, printed_names
from generator.issuance.word.sign_word import sign_word
from generator.issuance.word.signature import read_signature
from generator.issuance.word.signed_parts import outside
from generator.issuance.word.standard_names import AGENCY_ROLE, LEADER_ROLE, ROLES
from generator.issuance.word.strict_package import PackageFault, read_package
from generator.locale import _
from generator.ooxml.opened import MAX_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyhanko.sign.signers import Signer

    from generator.issuance.verdict.office import SigningOffice
    from generator.workspace.signing_settings import Level

Who = Literal["leader", "agency"]
HEAD = b"PK\3\4"
UNREADABLE = (PackageFault, OSError, ValueError, etree.LxmlError)
"""Why it cannot be read, `sign_word` says."""
_NO_NUMBER = re.compile(r"Số:[\s.…·_]*/")


def is_word(path: Path) -> bool:
    """Whether a file is to be signed as a .docx: by its first bytes. Raises OSError."""
    with path.open("rb") as opened:
        return opened.read(len(HEAD)) == HEAD


def read_word_file(path: Path) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a .docx that is not too large. Raises OSError."""
    size = path.stat().st_size
    if size > MAX_FILE:
        message = _("Tệp quá lớn: {co} MB, nhận đến {toi_da} MB").format(
            co=size >> 20, toi_da=MAX_FILE >> 20
        )
        return None, [error("KY501", message, Place(str(path), "docx"))]
    return path.read_bytes(), []


def signed_roles(data: bytes) -> list[str]:
    """The roles of the signatures that are there: leader, agency or other. Nothing is verified."""
    try:
        package = read_package(data)
        names = outside(package).signatures
        claimed = [read_signature(package.parts[n], n).roles for n in names]
    except UNREADABLE:
        return []
    return [next((ROLES[r] for r in roles if r in ROLES), "other") for roles in claimed]


def leader_names(path: Path, leaders: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The names that the certificate of the leader whose turn it is may carry.

    `leaders` are the plan's; without them the name printed below the signature counts.
    Raises OSError.
    """
    data, _problems = read_word_file(path)
    if data is None:
        return ()
    turn = signed_roles(data).count("leader")
    known = leaders or [(name,) for name in _printed(data)]
    return known[turn] if turn < len(known) else ()


def _printed(data: bytes) -> list[str]:
    try:
        return printed_names(read_package(data))
    except UNREADABLE:
        return []


def sign_next(
    data: bytes,
    file: str,
    signer: Signer,
    who: Who,
    office: SigningOffice,
    *,
    level: Level,
    leaders: int,
    comment: str = "",
) -> tuple[bytes | None, list[Diagnostic]]:
    """Sign as the next of `leaders` leaders, or as the agency after all of them.

    A level above B-B asks for a time-stamp (XAdES-T), the highest that Word knows; if none
    can be had nothing is signed. Errors: KY308, KY309, KY401, KY50x, HT931, TL0xx.
    """
    problem = _turn(data, file, who, leaders or len(_printed(data)) or 1) or _numbered(data, file)
    if problem is not None:
        return None, [problem]
    stamper = None
    if level != "B-B":
        if not office.settings.tsa:
            return None, [no_tsa(level)]
        stamper = Tsa(office)
    role = LEADER_ROLE if who == "leader" else AGENCY_ROLE
    said = Statement(office.clock().astimezone(UTC).replace(microsecond=0), role, who, comment)
    return sign_word(data, file, signer, said, stamper=stamper)


def _turn(data: bytes, file: str, who: Who, leaders: int) -> Diagnostic | None:
    roles = signed_roles(data)
    done = roles.count("leader")
    if "agency" in roles or (who == "leader" and done >= leaders):
        return already_signed(file)
    if who == "agency" and done < leaders:
        return leaders_first(file, leaders - done)
    return None


def _numbered(data: bytes, file: str) -> Diagnostic | None:
    """A signed .docx has no field to fill, so its number must be there."""
    try:
        texts = first_texts(read_package(data))
    except UNREADABLE:
        return None
    if not any(_NO_NUMBER.match(text) for text in texts):
        return None
    return error(
        "KY506",
        _("Văn bản chưa có số; .docx đã ký không điền thêm được"),
        Place(file, _("số, ngày")),
        _("Phát hành trước (kehoach issue), sinh lại bằng kehoach render, rồi ký."),
    )


def pdf_only(file: str, option: str) -> Diagnostic:
    """An option that a .docx has no place for."""
    return error(
        "KY505",
        _("Tùy chọn {ten} chỉ dùng cho PDF").format(ten=option),
        Place(file, "docx"),
        _("Số phải có trong .docx trước khi ký; chữ ký của .docx không có ảnh."),
    )
