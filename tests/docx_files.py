"""Small .docx templates and composed documents for the tests of the engine."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from generator.document.blocks import (
    BangPhuLuc,
    Chu,
    Document,
    Dong,
    DongNoiNhan,
    Khoi,
    Ky,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_REL}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PACKAGE_TYPE = "application/vnd.openxmlformats-package."
_PROPERTIES = f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>'
SYLLABLES = [
    *("thực", "hiện", "nhiệm", "vụ", "cải", "cách", "hành", "chính", "nâng", "cao", "chỉ", "số"),
    *("hài", "lòng", "của", "người", "dân", "tổ", "chức", "trên", "địa", "bàn", "báo", "cáo"),
]


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return (
        f"<w:p>{properties}<w:r>{run}"
        f'<w:t xml:space="preserve">{text.replace("&", "&amp;").replace("<", "&lt;")}</w:t>'
        "</w:r></w:p>"
    )


def table(*rows: tuple[str, ...]) -> str:
    columns = "".join('<w:gridCol w:w="1000"/>' for _ in rows[0])
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"


def section(width: int) -> str:
    return f'<w:sectPr><w:pgSz w:w="{width}" w:h="100"/></w:sectPr>'


def members(body: str, header: str = "", **parts: str) -> dict[str, bytes]:
    """The members of a small template; `parts` are extra members, `__` for `/`."""
    types = {"word/document.xml": "document.main+xml"}
    relations = ""
    main = f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    content = {"word/document.xml": main, "docProps/core.xml": _PROPERTIES}
    if header:
        types["word/header1.xml"] = "header+xml"
        content["word/header1.xml"] = f"<w:hdr {_NAMESPACES}>{header}</w:hdr>"
        relations = f'<Relationship Id="rId9" Type="{_REL}/header" Target="header1.xml"/>'
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPE}{kind}"/>'
        for name, kind in types.items()
    )
    relationships = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    everything = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{_PACKAGE_TYPE}relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
            f'<Override PartName="/docProps/core.xml" ContentType="{_PACKAGE_TYPE}core-properties'
            '+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'{relationships}<Relationship Id="rId1" Type="{_REL}/officeDocument" '
            'Target="word/document.xml"/><Relationship Id="rId2" '
            f'Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": f"{relationships}{relations}</Relationships>",
        **content,
        **{name.replace("__", "/"): text for name, text in parts.items()},
    }
    return {name: text.encode() for name, text in everything.items()}


def pack(content: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: str, header: str = "", **parts: str) -> bytes:
    return pack(members(body, header, **parts))


def words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(SYLLABLES) for _ in range(count))


def rows(count: int, extra: str = "") -> Iterator[Dong]:
    chance = random.Random(count)
    for i in range(count):
        if i % 12 == 0:
            yield Dong("nhom", "A", words(chance, 6) + extra)
        else:
            cells = [words(chance, n) + extra for n in (14, 4, 5, 4, 3)]
            yield Dong("nhiem_vu", str(i), *cells)


def document(
    seed: int = 0, *, rows_each: int = 20, appendices: int = 1, extra: str = ""
) -> Document:
    """A composed plan of invented words; `extra` is put into every kind of text."""
    chance = random.Random(seed)
    kinds = ("muc", "khoan", "diem", "diem", "doan", "diem_con", "mo_dau", "ket_thuc")
    labels = {"muc": "I.", "khoan": "1.", "diem": "đ)", "diem_con": "-"}
    body = [Khoi("can_cu", "", (Chu(words(chance, 20) + extra, nghieng=True),), "cc")]
    for i in range(40):
        runs = [Chu(words(chance, 12) + extra)]
        if i % 3 == 0:
            runs += [Chu(words(chance, 4) + extra, dam=True), Chu(extra, dam=True, nghieng=True)]
        kind = kinds[i % len(kinds)]
        body.append(Khoi(kind, labels.get(kind, ""), tuple(runs), f"n{i}", cuoi=i > 37))
    tables = tuple(
        BangPhuLuc(
            f"Phụ lục {i}",
            "TIÊU ĐỀ" + extra,
            "(Kèm theo)",
            "",
            20,
            tuple(rows(rows_each, extra)),
            "p",
        )
        for i in range(appendices)
    )
    return Document(
        co_quan_chu_quan=(),
        co_quan=("ỦY BAN NHÂN DÂN", "THÀNH PHỐ LẠNG SƠN" + extra),
        gach_co_quan=20,
        so="126",
        ky_hieu="KH-UBND",
        dia_danh="Lạng Sơn",
        thoi_gian="ngày 07 tháng 6 năm 2024",
        ten_loai="KẾ HOẠCH",
        trich_yeu=words(chance, 20) + extra,
        gach_trich_yeu=40,
        noi_dung=tuple(body),
        noi_nhan=tuple(DongNoiNhan(f"- {words(chance, 5)}{extra};", "nn") for _ in range(6)),
        nguoi_ky=(Ky("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A" + extra),),
        phu_luc=tables,
        tieu_de="Kế hoạch" + extra,
        ten_co_quan="Ủy ban nhân dân" + extra,
        ma="kh-thu",
    )
