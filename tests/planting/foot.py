"""Faults of signature, recipients, page numbers and appendices."""

from __future__ import annotations

from typing import Any

from lxml import etree

from tests.planting.head import stroke_of, symbol_of
from tests.planting.parts import (
    about,
    annex,
    annex_tie,
    annex_title,
    function,
    has,
    label,
    nowhere,
    number,
    page_number,
    recipients,
    signer,
    type_name,
)
from tests.planting.surgery import (
    Docx,
    NotHereError,
    W,
    remove,
    set_run,
    shape,
    swap,
    text_of,
    write,
)
from tests.planting.table import add, fault

# --- signature

add("tm_gach_cheo", "TT402", lambda d: swap(d.find(lambda t: t.startswith("TM. ")), "TM.", "T/M."))
add("kt_lien", "TT408", lambda d: swap(d.find(lambda t: t.startswith("KT. ")), "KT. ", "KT."))
add("tm_chu_tich", "TT421", lambda d: write(d.find(lambda t: t.startswith("TM. ")), "TM. CHỦ TỊCH"))
add(
    "kt_uy_ban",
    "TT421",
    lambda d: write(d.find(lambda t: t.startswith("KT. ")), "KT. ỦY BAN NHÂN DÂN"),
    "TT422",
)
add("pho_khong_kt", "TT422", lambda d: remove(d.find(lambda t: t.startswith("KT. "))))
add(
    "kt_truong",
    "TT423",
    lambda d: write(
        d.after(d.find(lambda t: t.startswith("KT. "))),
        text_of(d.find(lambda t: t.startswith("KT. ")))[4:],
    ),
)
add("ubnd_khong_tm", "TT424", lambda d: remove(d.find(lambda t: t.startswith("TM. "))))
add("hoc_vi", "TT412", lambda d: write(signer(d), "ThS. " + text_of(signer(d))))
add("ho_ten_hoa", "TT413", lambda d: write(signer(d), text_of(signer(d)).upper()))
add(
    "chuc_vu_thuong",
    "TT403",
    lambda d: write(_last_function(d), text_of(_last_function(d)).capitalize()),
)


def _last_function(d: Docx) -> Any:
    return d.find(
        lambda t: t in ("CHỦ TỊCH", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")
    )


@fault("TT401", "TT411", "TT413", "TT424")
def thieu_chuc_vu(d: Docx) -> None:
    cell_ = next(function(d).iterancestors(W + "tc"))
    for p in cell_.findall(W + "p"):
        if text_of(p).isupper():
            remove(p)


# --- recipients

add("thieu_noi_nhan", "TT501", lambda d: remove(label(d)), "TT431")
add("noi_nhan_khong_cham", "TT502", lambda d: write(label(d), "Nơi nhận"))
add("noi_nhan_hoa", "TT502", lambda d: write(label(d), "NƠI NHẬN:"))
add("thieu_danh_sach", "TT511", lambda d: [remove(p) for p in recipients(d)], "VP503")
add("thieu_luu", "VP503", lambda d: remove(recipients(d)[-1]), "VP504", "VP502")
add(
    "luu_khong_cham",
    "VP504",
    lambda d: write(recipients(d)[-1], text_of(recipients(d)[-1]).rstrip(".")),
)
add("luu_khong_hai_cham", "VP505", lambda d: swap(recipients(d)[-1], "Lưu:", "Lưu"))
add(
    "noi_nhan_thieu_phay",
    "VP502",
    lambda d: (
        write(recipients(d)[0], text_of(recipients(d)[0]).rstrip(";"))
        if "(" not in text_of(recipients(d)[0])
        else nowhere()
    ),
)
add(
    "noi_nhan_khong_gach", "VP501", lambda d: write(recipients(d)[0], text_of(recipients(d)[0])[2:])
)
add(
    "nhu_tren",
    "VP506",
    lambda d: (
        write(recipients(d)[0], "- Như trên;")
        if has(type_name, d) and not has(addressee, d)
        else nowhere()
    ),
)
add(
    "nhu_dieu",
    "VP507",
    lambda d: write(recipients(d)[0], "- Như Điều 3;") if not has(articles, d) else nowhere(),
)


def addressee(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("Kính gửi"))


def articles(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("Điều 1."))


# --- letters and symbols

add("cong_van_cv", "VP402", lambda d: _letter_symbol(d))
add(
    "kh_thanh_tb",
    "VP401",
    lambda d: (
        swap(number(d), symbol_of(d), "TB-" + symbol_of(d).split("-")[1])
        if has(type_name, d)
        else nowhere()
    ),
    "VP541",
)
add("ttr_hoa", "VP401", lambda d: swap(number(d), "TTr", "TTR"))
add(
    "hdnd_thay_ubnd",
    "VP403",
    lambda d: (
        swap(number(d), "UBND", "HĐND")
        if text_of(d.paragraphs()[0]).startswith("ỦY BAN NHÂN DÂN")
        else nowhere()
    ),
    "VP541",
)
add("vv_hai_cham", "VP522", lambda d: swap(about(d), "V/v", "V/v:"))
add("thieu_vv", "TT231", lambda d: remove(about(d)))
add(
    "kinh_gui_khong_cham",
    "VP531",
    lambda d: write(addressee(d), "Kính gửi"),
    "TT307",
    "TT308",
    "VP301",
)


def _letter_symbol(d: Docx) -> None:
    about(d)
    swap(number(d), "/SNV-CCHC", "/CV-SNV")


# --- page numbers and appendices


@fault("TT601")
def khong_so_trang(d: Docx) -> None:
    if sum(len(text_of(p)) for p in d.paragraphs()) < 3700:
        raise NotHereError
    for section in d.body.iter(W + "sectPr"):
        for reference in section.findall(W + "headerReference"):
            section.remove(reference)


@fault("TT602")
def so_trang_chan(d: Docx) -> None:
    for section in d.body.iter(W + "sectPr"):
        for reference in section.findall(W + "headerReference"):
            reference.tag = W + "footerReference"
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        content = d.members[name]
        content = content.replace(b"wordprocessingml.header+xml", b"wordprocessingml.footer+xml")
        content = content.replace(b"relationships/header", b"relationships/footer")
        d.members[name] = content
    d.header.tag = W + "ftr"


add("so_trang_phai", "TT603", lambda d: shape(page_number(d), "jc", val="right"))
add("so_trang_co_11", "TT604", lambda d: [set_run(r, sz=22) for r in page_number(d).iter(W + "r")])
add("so_trang_dam", "TT605", lambda d: [set_run(r, b=True) for r in page_number(d).iter(W + "r")])


@fault("TT606")
def so_trang_la_ma(d: Docx) -> None:
    for section in d.body.iter(W + "sectPr"):
        node = section.find(W + "pgNumType")
        if node is None:
            node = etree.Element(W + "pgNumType")
            section.find(W + "pgMar").addnext(node)
        node.set(W + "fmt", "lowerRoman")


@fault("TT607")
def trang_dau_co_so(d: Docx) -> None:
    for section in d.body.iter(W + "sectPr"):
        for node in section.findall(W + "titlePg"):
            section.remove(node)


@fault("TT609")
def trang_tren_tong(d: Docx) -> None:
    r = etree.Element(W + "r")
    etree.SubElement(r, W + "t").text = "Trang "
    set_run(r, sz=28)
    page_number(d).insert(1, r)


@fault("TT608")
def phu_luc_khong_danh_lai(d: Docx) -> None:
    annex(d)
    done = 0
    for section in d.body.iter(W + "sectPr"):
        for node in section.findall(W + "pgNumType"):
            section.remove(node)
            done += 1
    if not done:
        raise NotHereError


add("phu_luc_hoa", "TT613", lambda d: write(annex(d), text_of(annex(d)).upper()))
add("phu_luc_a_rap", "TT612", lambda d: write(annex(d), "Phụ lục 01"))
add(
    "phu_luc_mot_so",
    "TT617",
    lambda d: write(annex(d), "Phụ lục I") if text_of(annex(d)) == "Phụ lục" else nowhere(),
)
add(
    "ten_phu_luc_thuong",
    "TT623",
    lambda d: write(annex_title(d), text_of(annex_title(d)).capitalize()),
)
add("thieu_kem_theo", "TT631", lambda d: remove(annex_tie(d)), "TT637")
add(
    "kem_theo_khong_ngoac",
    "VP542",
    lambda d: write(annex_tie(d), text_of(annex_tie(d)).strip("()")),
)
add("kem_theo_sai_so", "VP541", lambda d: swap(annex_tie(d), "126/", "621/"))
add("kem_theo_sai_ngay", "VP541", lambda d: swap(annex_tie(d), "tháng 6", "tháng 7"))
add("thieu_gach_kem_theo", "TT637", lambda d: remove(stroke_of(d, annex_tie(d))))

add("ho_ten_thuong", "TT413", lambda d: write(signer(d), _lowered(text_of(signer(d)))))
add("ong_ba", "TT412", lambda d: write(signer(d), "Ông " + text_of(signer(d))))


def _lowered(name: str) -> str:
    first, rest = name.split(" ", 1)
    return f"{first} {rest.lower()}"


@fault("VP501", "VP502")
def hai_noi_nhan_mot_dong(d: Docx) -> None:
    first = recipients(d)[0]
    write(first, text_of(first).rstrip(";") + "; - Các phòng, ban;")


add(
    "noi_nhan_hai_lan",
    "VP603",
    lambda d: (
        write(recipients(d)[1], text_of(recipients(d)[0])) if len(recipients(d)) > 2 else nowhere()
    ),
)


@fault("TT502", "TT511", "VP503")
def noi_nhan_cung_dong(d: Docx) -> None:
    write(label(d), "Nơi nhận: UBND tỉnh;")
