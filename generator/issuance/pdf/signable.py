"""The PDF, examined before it is signed: nothing hidden, nothing that acts, nothing locked."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Place, error
from generator.issuance.pdf.two_faces import OBJECTS, faces_of
from generator.locale import _

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 200_000_000
"""Bytes. A plan with scanned appendices has 50 MB; the rest of the memory is for signing."""


def read_pdf(path: Path) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a PDF that is not too large to sign. Raises OSError."""
    size = path.stat().st_size
    if size > LARGEST:
        return None, [too_large(str(path), size)]
    return pdf_of(path.read_bytes(), str(path))


def pdf_of(data: bytes, name: str) -> tuple[bytes | None, list[Diagnostic]]:
    """Bytes that are a PDF of a size that is taken."""
    if len(data) > LARGEST:
        return None, [too_large(name, len(data))]
    return (data, []) if data.startswith(b"%PDF-") else (None, [unreadable(name)])


def check_document(data: bytes, file: str) -> list[Diagnostic]:
    """What forbids signing this PDF, all at once."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                return [_encrypted(file)]
            if not len(pdf.pages) or len(pdf.objects) > OBJECTS:
                return [unreadable(file)]
            found = faces_of(pdf) | ({_("tệp đính kèm")} if len(pdf.attachments) else set())
            problems = [_content(file, what) for what in sorted(found)]
            return problems + _locked(pdf, file)
    except pikepdf.PasswordError:
        return [_encrypted(file)]
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return [unreadable(file)]


def _locked(pdf: Any, file: str) -> list[Diagnostic]:
    """Certified against changes, by a certification or by a signature's lock."""
    import pikepdf

    permissions = pdf.Root.get("/Perms", {})
    if "/UR3" in permissions or "/UR" in permissions:
        return [_certified(file)]
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and _forbids_changes(thing):
            return [_certified(file)]
    return []


def _forbids_changes(thing: Any) -> bool:
    """Whether a signature, or the lock of a signed field, allows no change (/P 1)."""
    if "/Lock" in thing and "/V" in thing:
        return int(thing["/Lock"].get("/P", 2)) == 1
    if "/ByteRange" not in thing or "/Reference" not in thing:
        return False
    return any(
        reference.get("/TransformMethod") == "/DocMDP"
        and int(reference.get("/TransformParams", {}).get("/P", 2)) == 1
        for reference in thing["/Reference"]
    )


def unreadable(file: str) -> Diagnostic:
    """Not a PDF, or one that cannot be read."""
    return error(
        "KY301",
        _("Không đọc được PDF này"),
        Place(file, "PDF"),
        _("Sinh lại bằng kehoach render --pdf; tệp tải về có thể bị cắt."),
    )


def otherwise_drawn(file: str, where: str) -> Diagnostic:
    """Programs read other words than people see: nobody can say what would be signed."""
    return error(
        "KY327",
        _("Chữ đọc được khác chữ nhìn thấy, {cho}").format(cho=where),
        Place(file, "PDF"),
        _("Sinh lại PDF từ bản Word hoặc bằng kehoach render --pdf, rồi ký bản ấy."),
    )


def too_large(file: str, size: int) -> Diagnostic:
    """Larger than is taken."""
    return error(
        "KY307",
        _("PDF quá lớn: {co} MB, nhận đến {toi_da} MB").format(
            co=size // 1_000_000, toi_da=LARGEST // 1_000_000
        ),
        Place(file, "PDF"),
        _("Giảm độ phân giải của phụ lục quét, hoặc tách phụ lục thành tệp riêng."),
    )


def _encrypted(file: str) -> Diagnostic:
    return error("KY302", _("PDF có mật khẩu, không ký được"), Place(file, "PDF"))


def _content(file: str, what: str) -> Diagnostic:
    return error(
        "KY303",
        _("PDF chứa thứ có thể đổi nội dung sau khi ký: {gi}").format(gi=what),
        Place(file, "PDF"),
        _("Ký bản do kehoach render --pdf sinh ra."),
    )


def _certified(file: str) -> Diagnostic:
    return error(
        "KY304",
        _("PDF đã bị khóa, không cho ký thêm"),
        Place(file, "PDF"),
        _("Văn bản đã hoàn tất; nếu cần sửa, ban hành văn bản mới."),
    )
