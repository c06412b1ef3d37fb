"""Files that somebody changed after they were signed, each as its own function of good bytes."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from generator.issuance.pdf import form_fields
from tests.signing_files import signature_image

if TYPE_CHECKING:
    from collections.abc import Callable

FORGERIES: dict[str, Callable[[bytes], bytes]] = {}


def forgery(make: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    FORGERIES[make.__name__] = make
    return make


def update(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """An incremental update behind the signed bytes."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def ranges(data: bytes) -> list[tuple[int, int, int, int]]:
    found = re.findall(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)", data)
    return [tuple(map(int, numbers)) for numbers in found]  # type: ignore[misc]


def page_of(writer: IncrementalPdfFileWriter, index: int = 0) -> Any:
    return writer.find_page_for_modification(index)[0].get_object()


def field_of(writer: IncrementalPdfFileWriter, name: str) -> Any:
    form = writer.root["/AcroForm"]
    return next(f.get_object() for f in form["/Fields"] if f.get_object()["/T"] == name)


def poke(data: bytes, at: int, byte: int) -> bytes:
    return data[:at] + bytes([byte]) + data[at + 1 :]


@forgery
def a_bit_of_the_content_flipped(data: bytes) -> bytes:
    at = data.index(b"stream\n") + 60
    return poke(data, at, data[at] ^ 1)


@forgery
def a_digit_of_the_signature_changed(data: bytes) -> bytes:
    _zero, first, _second, _rest = ranges(data)[0]
    at = first + 2000
    return poke(data, at, ord("1") if data[at] != ord("1") else ord("2"))


@forgery
def cut_off_behind_the_leader(data: bytes) -> bytes:
    _zero, _first, second, rest = ranges(data)[0]
    return data[: second + rest]


@forgery
def garbage_behind_the_end(data: bytes) -> bytes:
    return data + b"\x00garbage\xff" * 40


@forgery
def a_comment_behind_the_end(data: bytes) -> bytes:
    return data + b"\n% seen and approved\n"


@forgery
def a_second_end_behind_the_end(data: bytes) -> bytes:
    start = re.findall(rb"startxref\s+(\d+)", data)[-1]
    return data + b"\n% x\nstartxref\n" + start + b"\n%%EOF\n"


@forgery
def the_page_written_anew(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        stream = generic.StreamObject(stream_data=b"BT /F1 12 Tf 100 700 Td (KHAC) Tj ET")
        page = page_of(writer)
        page["/Contents"] = writer.add_object(stream)
        writer.update_container(page)

    return update(data, change)


@forgery
def a_note_over_the_text(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Contents"): pdf_string("100 tỷ đồng"),
                pdf_name("/DA"): pdf_string("/Helv 12 Tf 0 g"),
                pdf_name("/F"): generic.NumberObject(4),
                pdf_name("/Rect"): generic.ArrayObject(
                    [generic.FloatObject(v) for v in (100, 500, 400, 560)]
                ),
            }
        )
        page = page_of(writer)
        page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(note)])
        writer.update_container(page)

    return update(data, change)


@forgery
def another_picture_in_the_seal(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        from pyhanko.pdf_utils.images import pil_image

        seal = field_of(writer, form_fields.AGENCY)
        resources = seal["/AP"]["/N"]["/Resources"]["/XObject"]
        for name in list(resources):
            resources[name] = pil_image(signature_image(), writer)
        writer.update_container(seal["/AP"]["/N"])

    return update(data, change)


@forgery
def the_seal_moved(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        seal = field_of(writer, form_fields.AGENCY)
        moved = [float(v) + 90 for v in seal["/Rect"]]
        seal["/Rect"] = generic.ArrayObject(generic.FloatObject(v) for v in moved)
        writer.update_container(seal)

    return update(data, change)


@forgery
def another_title(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        info = writer.add_object(
            generic.DictionaryObject({pdf_name("/Title"): pdf_string("Kế hoạch khác")})
        )
        writer.set_info(info)

    return update(data, change)


@forgery
def fields_to_be_drawn_anew(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        form = writer.root["/AcroForm"]
        form["/NeedAppearances"] = generic.BooleanObject(True)
        writer.update_container(form)

    return update(data, change)


@forgery
def a_font_defined_anew(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = page_of(writer)
        fonts = page["/Resources"]["/Font"]
        name = next(iter(fonts))
        font = fonts[name]
        font["/ToUnicode"] = writer.add_object(generic.StreamObject(stream_data=b"%"))
        font["/FirstChar"] = generic.NumberObject(31)
        writer.update_container(font)

    return update(data, change)


@forgery
def another_page_tree(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        pages = writer.root["/Pages"]
        kids = generic.ArrayObject([pages.raw_get("/Kids")[0]])
        tree = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Pages"),
                pdf_name("/Kids"): kids,
                pdf_name("/Count"): generic.NumberObject(1),
            }
        )
        writer.root["/Pages"] = writer.add_object(tree)
        writer.update_root()

    return update(data, change)


@forgery
def an_object_that_nothing_leads_to(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.add_object(generic.StreamObject(stream_data=b"100 ty dong"))

    return update(data, change)


@forgery
def other_fonts_for_the_fields(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        form = writer.root["/AcroForm"]
        form["/DR"] = generic.DictionaryObject({pdf_name("/Font"): generic.DictionaryObject()})
        writer.update_container(form)

    return update(data, change)


@forgery
def another_title_under_a_later_time_stamp(data: bytes) -> bytes:
    """Anybody can have a file stamped; the stamp signs nothing."""
    from pyhanko.sign.signers.pdf_signer import PdfTimeStamper

    from tests.desk import Stamps, desk

    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(another_title(data)))
    PdfTimeStamper(Stamps(desk().pki.tsa, None)).timestamp_pdf(writer, "sha256", output=out)
    return out.getvalue()


@forgery
def a_script_added(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root["/OpenAction"] = writer.add_object(
            generic.DictionaryObject(
                {
                    pdf_name("/S"): pdf_name("/JavaScript"),
                    pdf_name("/JS"): pdf_string("app.alert(1)"),
                }
            )
        )
        writer.update_root()

    return update(data, change)


@forgery
def the_range_taken_away(data: bytes) -> bytes:
    return data.replace(b"/ByteRange", b"/ByteRangX", 1)


@forgery
def the_range_set_to_nothing(data: bytes) -> bytes:
    return re.sub(
        rb"(/ByteRange\s*\[)([^\]]*)", lambda m: m[1] + b"0".ljust(len(m[2])), data, count=1
    )


@forgery
def the_value_set_to_zero(data: bytes) -> bytes:
    _zero, first, second, _rest = ranges(data)[-1]
    return data[:first] + b"<" + b"0" * (second - first - 2) + b">" + data[second:]


@forgery
def an_object_without_index(data: bytes) -> bytes:
    return data + b"9999 0 obj\n<</Type/Catalog>>\nendobj\n"


@forgery
def bytes_between_the_ranges(data: bytes) -> bytes:
    """The second range moved behind foreign bytes (signature wrapping)."""
    zero, first, second, rest = ranges(data)[-1]
    old = re.findall(rb"/ByteRange\s*\[[^\]]*\]", data)[-1]
    new = b"/ByteRange [%d %d %d %d]" % (zero, first, second + 300, rest)
    moved = data[:second] + b"%" + b"A" * 298 + b"\n" + data[second:]
    return moved.replace(old, new.ljust(len(old)) if len(new) <= len(old) else new)


@forgery
def saved_again_by_another_program(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, linearize=True)
    return out.getvalue()


@forgery
def encrypted(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user=""))
    return out.getvalue()


@forgery
def one_signature_in_two_fields(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        form = writer.root["/AcroForm"]
        leader = field_of(writer, form_fields.LEADER)
        twin = generic.DictionaryObject(dict(leader))
        twin["/T"] = pdf_string("ChuKyKhac")
        form["/Fields"].append(writer.add_object(twin))
        writer.update_container(form["/Fields"])

    return update(data, change)


@forgery
def the_leaders_value_cleared(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        leader = field_of(writer, form_fields.LEADER)
        del leader["/V"]
        writer.update_container(leader)

    return update(data, change)


@forgery
def the_page_made_empty(data: bytes) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = page_of(writer)
        page["/Contents"] = generic.NullObject()
        writer.update_container(page)

    return update(data, change)


@forgery
def an_index_that_points_to_itself(data: bytes) -> bytes:
    at = len(data)
    return data + b"xref\n0 0\ntrailer\n<</Size 1/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (at, at)


@forgery
def nothing_left(data: bytes) -> bytes:
    del data
    return b""
