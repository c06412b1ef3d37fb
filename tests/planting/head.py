"""Faults of the head: words, lines, number, date."""

from __future__ import annotations

import copy
import re
from typing import Any

from tests.planting.parts import (
    about,
    agency,
    date_line,
    number,
    quoc_hieu,
    subject,
    superior,
    tieu_ngu,
    type_name,
)
from tests.planting.surgery import (
    Docx,
    NotHereError,
    W,
    look,
    ppr_of,
    remove,
    shape,
    swap,
    text_of,
    write,
)
from tests.planting.table import add, fault, say

# --- head

add("thieu_quoc_hieu", "TT101", lambda d: remove(quoc_hieu(d)), "TT182")
add("quoc_hieu_sai_chu", "TT102", lambda d: swap(quoc_hieu(d), "CHỦ NGHĨA", "CHỦ NGHĨ"))
add(
    "quoc_hieu_thuong", "TT102", lambda d: write(quoc_hieu(d), "Cộng hòa xã hội chủ nghĩa Việt Nam")
)
add("cong_hoa_dau_cu", "TT103", lambda d: swap(quoc_hieu(d), "HÒA", "HOÀ"), "TT711")
add("thieu_tieu_ngu", "TT111", lambda d: remove(tieu_ngu(d)), "TT182")
add("hanh_phuc_hoa", "TT112", lambda d: swap(tieu_ngu(d), "Hạnh phúc", "Hạnh Phúc"))
add("tieu_ngu_hoa", "TT112", lambda d: write(tieu_ngu(d), "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"), "TT122")
add("tieu_ngu_gach_dai", "TT113", lambda d: swap(tieu_ngu(d), " - Tự do - ", " – Tự do – "))
add("tieu_ngu_khong_cach", "TT113", lambda d: swap(tieu_ngu(d), " - Tự do - ", "-Tự do-"))
add(
    "tieu_ngu_xa",
    "TT118",
    lambda d: shape(tieu_ngu(d), "spacing", before=240, line=360, lineRule="auto"),
)
add(
    "tieu_ngu_dong_ruoi",
    "TT118",
    lambda d: shape(tieu_ngu(d), "spacing", line=360, lineRule="auto"),
)


def stroke_of(d: Docx, above: Any) -> Any:
    below = d.after(above)
    if text_of(below).strip("_"):
        raise NotHereError
    return below


add("thieu_gach_tieu_ngu", "TT121", lambda d: remove(stroke_of(d, tieu_ngu(d))))
add("thieu_gach_co_quan", "TT151", lambda d: remove(stroke_of(d, agency(d))))
add("thieu_gach_trich_yeu", "TT221", lambda d: remove(stroke_of(d, subject(d))))
add("gach_tieu_ngu_ngan", "TT122", lambda d: _length(stroke_of(d, tieu_ngu(d)), 15))
add("gach_tieu_ngu_dai", "TT122", lambda d: _length(stroke_of(d, tieu_ngu(d)), 95))
add("gach_co_quan_dai", "TT152", lambda d: _length(stroke_of(d, agency(d)), 58), "TT153")
add("gach_co_quan_ngan", "TT152", lambda d: _length(stroke_of(d, agency(d)), 5.2), "TT153")
add("gach_trich_yeu_dai", "TT222", lambda d: _length(stroke_of(d, subject(d)), 150))


def _length(p: Any, mm: float) -> None:
    """Another length of the line in a paragraph, whatever it is made of."""
    for node in p.iter():
        if node.tag.endswith("}extent") or (node.tag.endswith("}ext") and node.get("cx")):
            node.set("cx", str(round(mm * 36000)))
    lines = [n for n in p.iter() if n.tag.endswith("}line")]
    for node in lines:
        start = float(node.get("from").split("pt")[0])
        node.set("to", f"{start + mm * 72 / 25.4:.2f}pt,2pt")
    if any(n.tag.endswith(("}drawing", "}line")) for n in p.iter()):
        return
    if text_of(p):
        raise NotHereError
    room = 165.0
    for cell in p.iterancestors(W + "tc"):
        room = int(cell.find(f"{W}tcPr/{W}tcW").get(W + "w")) * 25.4 / 1440
    side = round((room - mm) / 2 * 1440 / 25.4)
    shape(p, "ind", left=side, right=side)


@fault("TT123")
def gach_dut(d: Docx) -> None:
    p = stroke_of(d, tieu_ngu(d))
    borders = ppr_of(p).find(f"{W}pBdr")
    if borders is None:
        raise NotHereError
    borders[0].set(W + "val", "dashed")


@fault("TT153", "TT152")
def gach_co_quan_lech(d: Docx) -> None:
    p = stroke_of(d, agency(d))
    if ppr_of(p).find(f"{W}pBdr") is None:
        raise NotHereError
    shape(p, "ind", left=100, right=2300)


add(
    "thieu_co_quan",
    "TT141",
    lambda d: [remove(p) for p in agencies(d)],
    "TT151",
    "TT182",
    "TT403",
    "TT401",
)


def agencies(d: Docx) -> list[Any]:
    every = d.paragraphs()
    top = every[: every.index(number(d))]
    found = [
        p for p in top if text_of(p).strip() and not text_of(p).startswith(("CỘNG", "Độc", "_"))
    ]
    if any("UBND" in text_of(p) for p in found):
        raise NotHereError
    return found


add("co_quan_thuong", "TT143", lambda d: write(agency(d), text_of(agency(d)).capitalize()), "TT152")
add("chu_quan_thuong", "TT133", lambda d: write(superior(d), "Ủy ban nhân dân tỉnh Lạng Sơn"))
add("thieu_so", "TT161", lambda d: remove(number(d)), "TT182", "TT238")
add(
    "ky_hieu_thuong",
    "TT163",
    lambda d: swap(number(d), symbol_of(d), symbol_of(d).lower()),
    "VP401",
)
add("thieu_dia_danh", "TT171", lambda d: remove(date_line(d)))
add("doi_cot", "TT184", lambda d: _swap_columns(d), "TT182", "TT183")
add("ten_loai_thuong", "TT203", lambda d: write(type_name(d), text_of(type_name(d)).capitalize()))
add("thieu_ten_loai", "TT201", lambda d: remove(type_name(d)), "TT211", "TT221", "TT222")
add(
    "trich_yeu_hoa",
    "TT213",
    lambda d: write(subject(d), text_of(subject(d)).upper()),
    "TT222",
    "TT221",
)
add("trich_yeu_cham", "TT217", lambda d: write(subject(d), text_of(subject(d)) + "."), "TT222")


def symbol_of(d: Docx) -> str:
    match = re.search(r"/([A-ZĐa-zđ\-]+)$", text_of(number(d)))
    if match is None:
        raise NotHereError
    return match[1]


def _swap_columns(d: Docx) -> None:
    table = next(iter(d.body.iter(W + "tbl")))
    for row in table.findall(W + "tr"):
        cells = row.findall(W + "tc")
        row.remove(cells[1])
        row.insert(list(row).index(cells[0]), cells[1])


@fault("TT183")
def so_dia_danh_khac_hang(d: Docx) -> None:
    table = next(iter(d.body.iter(W + "tbl")))
    row = table.findall(W + "tr")[-1]
    lower = copy.deepcopy(row)
    row.addnext(lower)
    upper_cells, lower_cells = row.findall(W + "tc"), lower.findall(W + "tc")
    for p in upper_cells[1].findall(W + "p"):
        write(p, "") if list(p.iter(W + "t")) else None
    for p in lower_cells[0].findall(W + "p"):
        write(p, "") if list(p.iter(W + "t")) else None


@fault("TT181")
def bo_co_chu_lech(d: Docx) -> None:
    look(quoc_hieu(d), sz=26)
    look(tieu_ngu(d), sz=26)
    look(date_line(d), sz=26)


@fault("TT238")
def vv_sat_so(d: Docx) -> None:
    shape(about(d), "spacing", before=0)


# --- number and date

add("so_khong_hai_cham", "VP111", lambda d: swap(number(d), "Số:", "Số"))
add("so_in_hoa", "VP111", lambda d: swap(number(d), "Số:", "SỐ:"))
add("so_mot_chu_so", "VP112", lambda d: _number(d, "5"), "VP541")
add("ky_hieu_cach", "VP113", lambda d: swap(number(d), "-", " - "))
add("ky_hieu_gach_dai", "VP114", lambda d: swap(number(d), "-", "–"))
add("so_gach_ngang", "VP114", lambda d: swap(_filled(d), "/", "-"))


def _filled(d: Docx) -> Any:
    p = number(d)
    if not re.match(r"Số: \d+/", text_of(p)):
        raise NotHereError
    return p


def _number(d: Docx, digits: str) -> None:
    p = number(d)
    write(p, re.sub(r"^Số:\s*[\d.…\s]*/", f"Số: {digits}/", text_of(p)))


def date_to(d: Docx, new: str) -> None:
    p = date_line(d)
    place = text_of(p).split(",")[0]
    write(p, f"{place}, {new}")


_TIED = ("VP541",)
add("ngay_thieu_0", "VP102", lambda d: date_to(d, "ngày 5 tháng 6 năm 2025"), *_TIED)
add("thang_thua_0", "VP103", lambda d: date_to(d, "ngày 15 tháng 06 năm 2025"), *_TIED)
add("thang_thieu_0", "VP104", lambda d: date_to(d, "ngày 15 tháng 2 năm 2025"), *_TIED)
add("ngay_khong_co", "VP105", lambda d: date_to(d, "ngày 31 tháng 02 năm 2025"), *_TIED)
add("nam_hai_so", "VP109", lambda d: date_to(d, "ngày 15 tháng 02 năm 25"), *_TIED)
add("dia_danh_khong_phay", "VP117", lambda d: swap(date_line(d), ", ngày", " ngày"))
add(
    "dia_danh_thuong",
    "VP118",
    lambda d: write(
        date_line(d), "lạng sơn" + text_of(date_line(d))[text_of(date_line(d)).index(",") :]
    ),
)
add(
    "dia_danh_tat",
    "VP119",
    lambda d: write(
        date_line(d), "TP.HCM" + text_of(date_line(d))[text_of(date_line(d)).index(",") :]
    ),
)


add("bai_ngay_0", "VP106", say("Thực hiện xong trước ngày 5 tháng 06 năm 2026"))
add("bai_ngay_tat_0", "VP107", say("Thực hiện xong trước ngày 15/08/2026"))
add("bai_ngay_tat_thieu_0", "VP108", say("Thực hiện xong trước ngày 5/8/2026"))
add("bai_ngay_sai", "VP105", say("Thực hiện xong trước ngày 31/4/2026"))
add("vien_dan_thieu_ngay", "VP203", say("Nội dung này theo Kế hoạch số 987/KH-BCĐ của Ban Chỉ đạo"))
add("vien_dan_thieu_so", "VP205", say("Nội dung này theo Nghị định 61/2018/NĐ-CP"))

add("ngay_bang_so", "VP101", lambda d: date_to(d, "ngày 05/01/2026"))
add("so_co_nam", "VP401", lambda d: swap(_filled_named(d), "/", "/2026/"), "VP541")
add("ky_hieu_dinh", "VP401", lambda d: swap(_filled_named(d), "-", ""))


def _filled_named(d: Docx) -> Any:
    """The number of a document whose type does not make legal rules."""
    p = number(d)
    if not re.search(r"/(KH|TTr|BC)-", text_of(p)):
        raise NotHereError
    return p
