"""Fields made before the first signature, and number and date filled into them.

What may change after a signature is decided here: the seal's field locks the document
(/P 1), so after it only proofs of time may be added. It names the signature fields and
not «all»: with all fields locked, readers take those very proofs for a change.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    append_signature_field,
    enumerate_sig_fields,
)

from generator.diagnostics import Diagnostic, Place, error
from generator.issuance.pdf.place import PageBox, Pages
from generator.issuance.pdf.seals import font_factory, text_width
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyhanko.pdf_utils.reader import PdfFileReader

LEADER = "ChuKyLanhDao"
"""Field of the first leader; the second has …2."""
AGENCY = "ChuKyCoQuan"
NUMBER = "SoVanBan"
DATE = "NgayVanBan"
STAMP = "DauThoiGian"
READ_ONLY = 1
LINE = 1.18
"""Height of a line by the size of its type, from its top to the lowest descender."""
BASE = 0.25
"""From there up to the line that the letters stand on."""
_BLANK = frozenset("….·_ \u00a0")


class Blank(NamedTuple):
    """A place where a text is filled in: box, size of the type, slant."""

    box: PageBox
    size: float
    italic: bool


def leader_field(number: int) -> str:
    """Name of the field of the leader who signs as `number` (from 1)."""
    return LEADER if number == 1 else f"{LEADER}{number}"


def find_blanks(pages: Pages, file: str) -> tuple[dict[str, Blank], list[Diagnostic]]:
    """Where number and date stand empty, by the destinations `sovanban` and `ngayvanban`."""
    found: dict[str, Blank] = {}
    for name, mark in ((NUMBER, "sovanban"), (DATE, "ngayvanban")):
        at = pages.destination(mark)
        letters = pages.char_boxes(*at) if at else []
        if name == NUMBER:
            letters = _leading_blank(letters)
        else:
            letters = [c for c in letters if c[0].strip()]
        if not letters:
            return {}, [_no_blank(file, mark)]
        size = max(size for _letter, _box, size in letters)
        left, right = letters[0][1].x0, max(box.x1 for _letter, box, _size in letters)
        page, _x, top = at or (0, 0.0, 0.0)
        box = PageBox(page, left, top - LINE * size, right, top)
        found[name] = Blank(box, size, name == DATE)
    return found, []


def _leading_blank(letters: list[tuple[str, PageBox, float]]) -> list[tuple[str, PageBox, float]]:
    kept = []
    for letter in letters:
        if letter[0] not in _BLANK:
            break
        kept.append(letter)
    return kept


def prepare(
    data: bytes,
    leaders: Sequence[PageBox],
    seal: PageBox,
    blanks: dict[str, Blank],
    elsewhere: int = 0,
) -> bytes:
    """The PDF with empty fields: signatures, and number and date where they come later.

    `elsewhere` counts the leaders before these who signed with another tool. Written as an
    update behind the given bytes, which stay as they are.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    names = [leader_field(elsewhere + i) for i in range(1, len(leaders) + 1)]
    for name, box in zip(names, leaders, strict=True):
        append_signature_field(
            writer,
            SigFieldSpec(name, on_page=box.page, box=box.rect, readable_field_name="Chữ ký"),
        )
    lock = FieldMDPSpec(FieldMDPAction.INCLUDE, fields=[*names, AGENCY])
    append_signature_field(
        writer,
        SigFieldSpec(
            AGENCY,
            on_page=seal.page,
            box=seal.rect,
            field_mdp_spec=lock,
            doc_mdp_update_value=MDPPerm.NO_CHANGES,
            readable_field_name="Chữ ký của cơ quan",
        ),
    )
    for name, blank in blanks.items():
        _append_text_field(writer, name, blank)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _append_text_field(writer: IncrementalPdfFileWriter, name: str, blank: Blank) -> None:
    """An empty text field: read-only for people, filled by the program alone."""
    page_ref = writer.find_page_for_modification(blank.box.page)[0]
    page = page_ref.get_object()
    empty = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): _numbers(0, 0, blank.box.width, blank.box.height),
        },
        stream_data=b"",
    )
    field = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): pdf_string(name),
            pdf_name("/TU"): pdf_string("Số văn bản" if name == NUMBER else "Ngày ban hành"),
            pdf_name("/V"): pdf_string(""),
            pdf_name("/DA"): pdf_string("/F0 0 Tf 0 g"),
            pdf_name("/F"): generic.NumberObject(4),
            pdf_name("/Ff"): generic.NumberObject(READ_ONLY),
            pdf_name("/Rect"): _numbers(*blank.box.rect),
            pdf_name("/P"): page_ref,
            pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): writer.add_object(empty)}),
        }
    )
    reference = writer.add_object(field)
    form = writer.root["/AcroForm"]
    form["/Fields"].append(reference)
    writer.update_container(form["/Fields"])
    annotations = page.setdefault(pdf_name("/Annots"), generic.ArrayObject())
    annotations.append(reference)
    writer.update_container(annotations)
    writer.update_container(page)


def _numbers(*values: float) -> generic.ArrayObject:
    return generic.ArrayObject(generic.FloatObject(round(v, 2)) for v in values)


def fill(writer: IncrementalPdfFileWriter, values: dict[str, str]) -> list[Diagnostic]:
    """Fill number and date into their fields in this update; each once."""
    fields = text_fields(writer)
    missing = [name for name in values if name not in fields]
    if missing:
        return [error("KY310", _("PDF không có ô để điền {ten}").format(ten=", ".join(missing)))]
    for name, value in values.items():
        field = fields[name]
        if str(field.get("/V", "")) not in {"", value}:
            return [_filled(str(field["/V"]))]
        appearance, problems = _appearance(writer, field, name, value)
        if problems:
            return problems
        field["/V"] = pdf_string(value)
        field["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(appearance)})
        writer.update_container(field)
    return []


def text_fields(handler: Any) -> dict[str, Any]:
    """The fields for number and date, by name, where the PDF has them."""
    fields = handler.root["/AcroForm"]["/Fields"] if "/AcroForm" in handler.root else []
    found = {str(f.get_object().get("/T", "")): f.get_object() for f in fields}
    return {name: found[name] for name in (NUMBER, DATE) if name in found}


def _appearance(
    writer: IncrementalPdfFileWriter, field: Any, name: str, value: str
) -> tuple[Any, list[Diagnostic]]:
    """White ground over the blank's dots, the text on it in an embedded font."""
    x0, y0, x1, y1 = (float(v) for v in field["/Rect"])
    width, height = x1 - x0, y1 - y0
    italic = name == DATE
    size = round(height / LINE, 1)
    room = text_width(value, size, italic=italic)
    if room > width:
        size *= width / room
        room = width
    fonts, problems = font_factory(value, italic=italic, size=size)
    if fonts is None:
        return None, problems
    engine = fonts.create_font_engine(writer)
    shown = engine.shape(value).graphics_ops
    left, low = max(0.0, (width - room) / 2), BASE * height / LINE
    content = (
        f"q 1 g 0 0 {width:.2f} {height:.2f} re f Q /Tx BMC q 0 g BT /F0 {size:.2f} Tf "
        f"{left:.2f} {low:.2f} Td ".encode()
        + shown
        + b" ET Q EMC"
    )
    made = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): _numbers(0, 0, width, height),
            pdf_name("/Resources"): generic.DictionaryObject(
                {
                    pdf_name("/Font"): generic.DictionaryObject(
                        {pdf_name("/F0"): engine.as_resource()}
                    )
                }
            ),
        },
        stream_data=content,
    )
    return made, []


def signature_fields(reader: PdfFileReader) -> dict[str, bool]:
    """Signature fields of the PDF → whether each is signed."""
    return {name: value is not None for name, value, _field in enumerate_sig_fields(reader)}


def _no_blank(file: str, mark: str) -> Diagnostic:
    return error(
        "KY311",
        _("Không thấy chỗ trống của số hoặc ngày (dấu trang «{ten}») trong PDF").format(ten=mark),
        Place(file, _("số, ngày")),
        _('Sinh lại từ kế hoạch chưa có số; hoặc đặt danh_so = "truoc_khi_ky" trong [ky_so].'),
    )


def _filled(value: str) -> Diagnostic:
    return error("KY317", _("Số hoặc ngày đã được điền: «{gia_tri}»").format(gia_tri=value))
