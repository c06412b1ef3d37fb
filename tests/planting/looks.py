"""Faults of the page and of the looks of components, by several means each."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from lxml import etree

from tests.planting.parts import (
    about,
    agency,
    annex,
    annex_tie,
    annex_title,
    body_all,
    date_line,
    function,
    label,
    number,
    quoc_hieu,
    recipients,
    signer,
    subject,
    superior,
    text,
    tieu_ngu,
    type_name,
)
from tests.planting.surgery import (
    Docx,
    NotHereError,
    W,
    by_character_style,
    by_style,
    look,
    runs_of,
    set_run,
    shape,
)
from tests.planting.table import add, fault

# each component: name, how it is found, code stem, bad sizes, is bold, is italic, is centred
_TABLE: tuple[
    tuple[str, Callable[[Docx], Any], str, tuple[float, ...], bool | None, bool, bool], ...
] = (
    ("quoc_hieu", quoc_hieu, "TT10", (14, 11), True, False, True),
    ("tieu_ngu", tieu_ngu, "TT11", (12, 15), True, False, True),
    ("co_quan", agency, "TT14", (14, 11), True, False, True),
    ("chu_quan", superior, "TT13", (14,), False, False, True),
    ("so", number, "TT16", (14, 12), False, False, True),
    ("dia_danh", date_line, "TT17", (12, 15), False, True, True),
    ("ten_loai", type_name, "TT20", (16, 12), True, False, True),
    ("trich_yeu", subject, "TT21", (12, 15), True, False, True),
    ("vv", about, "TT23", (14,), False, False, True),
    ("chuc_vu", function, "TT40", (12, 15), True, False, True),
    ("ho_ten", signer, "TT41", (12, 16), True, False, True),
    ("nhan", label, "TT50", (11, 14), True, True, False),
    ("noi_nhan", lambda d: recipients(d)[0], "TT51", (12, 14), False, False, False),
    ("phu_luc", annex, "TT61", (13, 16), True, False, True),
    ("ten_phu_luc", annex_title, "TT62", (12, 16), True, False, True),
    ("kem_theo", annex_tie, "TT63", (12, 15), False, True, True),
)
_LINES = {"TT11": ("TT122", "TT152"), "TT14": ("TT152",), "TT21": ("TT222",)}


def _tabulate() -> None:
    for name, part, stem, sizes, bold, italic, centred in _TABLE:
        extra = (*_LINES.get(stem, ()), "TT181", "TT118")
        size, style, side = stem + "4", stem + "5", stem + "6"
        for points in sizes:
            add(f"{name}_co_{points}", size, looked(part, sz=round(points * 2)), *extra)
        half = round(sizes[0] * 2)
        add(f"{name}_co_kieu_doan", size, styled(part, "sz", half), *extra)
        add(f"{name}_co_kieu_chu", size, in_character_style(part, "sz", half), *extra)
        weight, slant = 0 if bold else True, 0 if italic else True
        add(f"{name}_{'khong_dam' if bold else 'dam'}", style, looked(part, b=weight), *extra)
        add(
            f"{name}_{'khong_nghieng' if italic else 'nghieng'}",
            style,
            looked(part, i=slant),
            *extra,
        )
        add(f"{name}_dam_kieu_doan", style, styled(part, "b", weight), *extra)
        wrong = "left" if centred else "center"
        add(f"{name}_canh", side, aligned(part, wrong), *extra)
        add(f"{name}_canh_kieu_doan", side, aligned_by_style(part, wrong), *extra)


def looked(part: Callable[[Docx], Any], **values: Any) -> Callable[[Docx], None]:
    return lambda d: look(part(d), **values)


def styled(part: Callable[[Docx], Any], tag: str, value: Any) -> Callable[[Docx], None]:
    return lambda d: by_style(d, undressed(part(d), tag), {tag: value}, {})


def in_character_style(part: Callable[[Docx], Any], tag: str, value: Any) -> Callable[[Docx], None]:
    return lambda d: by_character_style(d, part(d), {tag: value})


def aligned(part: Callable[[Docx], Any], side: str) -> Callable[[Docx], None]:
    return lambda d: shape(part(d), "jc", val=side)


def aligned_by_style(part: Callable[[Docx], Any], side: str) -> Callable[[Docx], None]:
    return lambda d: by_style(d, part(d), {}, {"jc": {"val": side}})


def undressed(p: Any, tag: str) -> Any:
    """A paragraph whose look comes from its style alone."""
    for r in runs_of(p):
        rpr = r.find(W + "rPr")
        if rpr is not None and rpr.find(W + tag) is not None:
            raise NotHereError
    return p


_tabulate()

# --- page


def _page(tag: str, **values: int) -> Callable[[Docx], None]:
    def plant(d: Docx) -> None:
        for section in d.body.iter(W + "sectPr"):
            size = section.find(W + "pgSz")
            if int(size.get(W + "w")) > int(size.get(W + "h")):
                continue
            for name, value in values.items():
                section.find(W + tag).set(W + name, str(value))

    return plant


add("kho_letter", "TT001", _page("pgSz", w=12240, h=15840), "TT222")
add("kho_a5", "TT001", _page("pgSz", w=8391, h=11906), "TT222")
add("le_tren_15", "TT003", _page("pgMar", top=850), "TT222")
add("le_tren_30", "TT003", _page("pgMar", top=1701), "TT222")
add("le_duoi_12", "TT004", _page("pgMar", bottom=680), "TT222")
add("le_duoi_30", "TT004", _page("pgMar", bottom=1701), "TT222")
add("le_trai_20", "TT005", _page("pgMar", left=1134), "TT222")
add("le_trai_40", "TT005", _page("pgMar", left=2268), "TT222")
add("le_phai_10", "TT006", _page("pgMar", right=567), "TT222")
add("le_phai_30", "TT006", _page("pgMar", right=1701), "TT222")


@fault("TT001", "TT222")
def thieu_kho_giay(d: Docx) -> None:
    for section in d.body.iter(W + "sectPr"):
        section.remove(section.find(W + "pgSz"))


@fault("TT002", "TT222", "TT003", "TT004", "TT005", "TT006")
def trang_ngang_khong_bang(d: Docx) -> None:
    for section in d.body.iter(W + "sectPr"):
        size = section.find(W + "pgSz")
        wide, high = int(size.get(W + "w")), int(size.get(W + "h"))
        size.set(W + "w", str(max(wide, high)))
        size.set(W + "h", str(min(wide, high)))
        size.set(W + "orient", "landscape")


add("phong_arial_doan", "TT007", lambda d: look(text(d), rFonts="Arial"))
add("phong_calibri_ca_bai", "TT007", lambda d: [look(p, rFonts="Calibri") for p in body_all(d)])
add("phong_kieu_chu", "TT007", lambda d: by_character_style(d, text(d), {"rFonts": "Tahoma"}))
add("phong_mac_dinh", "TT007", lambda d: by_default(d, "rFonts", "Cambria"))
add("phong_vntime", "TT008", lambda d: look(text(d), rFonts=".VnTime"))
add("phong_vni", "TT008", lambda d: look(text(d), rFonts="VNI-Times"))
add("chu_do", "TT009", lambda d: look(text(d), color="FF0000"))
add("chu_xanh_kieu", "TT009", lambda d: by_character_style(d, text(d), {"color": "1F4E79"}))
add("to_nen", "TT010", lambda d: look(text(d), highlight="yellow"))


@fault("TT011")
def chu_an(d: Docx) -> None:
    r = copy.deepcopy(runs_of(text(d))[0])
    r.find(W + "t").text = "chữ ẩn của người soạn"
    set_run(r, vanish=True)
    runs_of(text(d))[0].getparent().append(r)


def by_default(d: Docx, tag: str, value: Any) -> None:
    """Through the defaults, with the styles and runs silent about it."""
    for style in d.styles.iter(W + "style"):
        for node in list(style.iter(W + tag)):
            if style.get(W + "styleId") == "Normal":
                node.getparent().remove(node)
    for p in d.paragraphs():
        if p.find(f".//{W}{tag}") is not None:
            raise NotHereError
    rpr = d.styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    for node in rpr.findall(W + tag):
        rpr.remove(node)
    node = etree.SubElement(rpr, W + tag)
    if tag == "rFonts":
        for slot in ("ascii", "hAnsi", "cs"):
            node.set(W + slot, value)
    else:
        node.set(W + "val", str(value))
