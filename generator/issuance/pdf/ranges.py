"""What the bytes of a signed PDF must look like, before any cryptography.

The engine reads past all of these: bytes behind the end, gaps that a signature does not
cover, one signature shown as two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from asn1crypto import parser
from pyhanko.pdf_utils.misc import PdfReadError

from generator.issuance.verdict.result import Verdict, VerdictReason
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF[\r\n]{0,2}\Z")
MOST = 64
"""Signatures of one file; real ones have a handful."""


def check_ends(data: bytes) -> list[VerdictReason]:
    """That the file begins as a PDF and that nothing stands behind its end."""
    if not data.startswith(b"%PDF-"):
        return [_broken(_("tệp không bắt đầu như một PDF"))]
    end = _END.search(data[-64:])
    if end is None:
        return [
            VerdictReason(
                "XT205", Verdict.INVALID, _("có dữ liệu lạ sau chỗ kết thúc của PDF, hoặc bị cắt")
            )
        ]
    if int(end[1]) >= len(data):
        return [_broken(_("mục lục của PDF nằm ngoài tệp"))]
    return []


def check_ranges(data: bytes, signatures: Sequence[Any]) -> list[VerdictReason]:
    """That each signature covers a beginning of the file whole, but for its own value."""
    found = []
    seen: set[tuple[int, ...]] = set()
    values: set[Any] = set()
    for signature in signatures:
        what = _range_of(data, signature)
        if what is None:
            found.append(
                VerdictReason(
                    "XT205",
                    Verdict.INVALID,
                    _("chữ ký «{ten}» không phủ trọn một phần đầu của tệp").format(
                        ten=signature.field_name
                    ),
                )
            )
            continue
        value = signature.sig_field.raw_get("/V")
        mark = getattr(value, "reference", None) or id(value)
        if what in seen or mark in values:
            found.append(
                VerdictReason("XT205", Verdict.INVALID, _("một chữ ký được gắn vào hai ô"))
            )
        seen.add(what)
        values.add(mark)
    return found


def _range_of(data: bytes, signature: Any) -> tuple[int, ...] | None:
    """The byte range, when it is [0 a b c] and only the hex value lies between a and b."""
    try:
        numbers = tuple(int(n) for n in signature.byte_range)
    except (TypeError, ValueError):
        return None
    if len(numbers) != 4:
        return None
    start, first, second, rest = numbers
    if start or first <= 0 or rest <= 0 or second <= first + 2 or second + rest > len(data):
        return None
    gap = data[first:second]
    return numbers if gap[:1] == b"<" and gap[-1:] == b">" and _exact(gap[1:-1]) else None


def _exact(digits: bytes) -> bool:
    """Whether hex digits are one DER value and zeros: no other byte could stand there.

    The value is not covered by itself; what is not needed to read it could carry anything.
    """
    if not (re.fullmatch(rb"[0-9a-f]+", digits) or re.fullmatch(rb"[0-9A-F]+", digits)):
        return False
    if len(digits) % 2 or len(digits) < 8:
        return False
    value = bytes.fromhex(digits.decode())
    try:
        _class, _method, _tag, header, content, trailer = parser.parse(value)
    except ValueError:
        return False
    return not any(value[len(header) + len(content) + len(trailer) :])


def end_of(signature: Any) -> int:
    """Bytes from the beginning of the file that a signature stands for."""
    return int(signature.byte_range[2]) + int(signature.byte_range[3])


def well_formed_tail(data: bytes, start: int) -> bool:
    """Whether each update from `start` on has an index of its own, inside it."""
    begin = start
    for end in re.finditer(rb"startxref\s+(\d+)\s+%%EOF", data[start:]):
        if not begin <= int(end[1]) < start + end.start():
            return False
        begin = start + end.end()
    return True


def check_objects(data: bytes, count: int) -> list[VerdictReason]:
    """That there are no signature values outside the fields that were examined."""
    written = len(re.findall(rb"/ByteRange\s*\[", data))
    if count > MOST:
        return [_broken(_("quá nhiều chữ ký"))]
    if written > count:
        return [
            VerdictReason(
                "XT205",
                Verdict.INVALID,
                _("tệp chứa {so} chữ ký nhưng chỉ {thay} chữ ký nằm trong ô chữ ký").format(
                    so=written, thay=count
                ),
            )
        ]
    return []


def _broken(reason: str) -> VerdictReason:
    return VerdictReason(
        "XT201", Verdict.INVALID, _("không đọc được PDF: {ly_do}").format(ly_do=reason)
    )


def why(fault: Exception) -> str:
    """In words, what kept a file from being read."""
    if isinstance(fault, PdfReadError):
        return _("cấu trúc của tệp hỏng hoặc sai chuẩn")
    return _("cấu trúc của tệp không theo chuẩn, chương trình không đọc tới")


def unread(reason: str) -> VerdictReason:
    """The program cannot read the file, which proves nothing against it."""
    message = _("không đọc được PDF: {ly_do}").format(ly_do=reason)
    return VerdictReason("XT201", Verdict.INDETERMINATE, message)
