"""Faults to plant into good documents: each names the one code that must come of it.

`FAULTS` is the table; `LOOK_ALIKES` are changes that are no fault. A fault is written by
whatever means an office has: direct formatting, a style, the document's defaults.
"""

from __future__ import annotations

import copy
import re
import unicodedata
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class NotHereError(Exception):
    """The document has nothing this fault could be planted into."""


class Docx:
    """A .docx open for surgery."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.members["word/document.xml"])
        self.styles = etree.fromstring(self.members["word/styles.xml"])
        self.header = etree.fromstring(self.members["word/header1.xml"])

    def data(self) -> bytes:
        self.members["word/document.xml"] = etree.tostring(self.body)
        self.members["word/styles.xml"] = etree.tostring(self.styles)
        self.members["word/header1.xml"] = etree.tostring(self.header)
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.members.items():
                archive.writestr(name, content)
        return out.getvalue()

    # --- finding

    def paragraphs(self) -> list[Any]:
        return [p for p in self.body.iter(W + "p") if p.getparent().tag != W + "txbxContent"]

    def find(self, test: Callable[[str], object]) -> Any:
        for p in self.paragraphs():
            if test(text_of(p)):
                return p
        raise NotHereError

    def all(self, test: Callable[[str], object]) -> list[Any]:
        found = [p for p in self.paragraphs() if test(text_of(p))]
        if not found:
            raise NotHereError
        return found

    def after(self, paragraph: Any) -> Any:
        every = self.paragraphs()
        return every[every.index(paragraph) + 1]

    def section(self, last: bool = True) -> Any:
        return list(self.body.iter(W + "sectPr"))[-1 if last else 0]


def text_of(p: Any) -> str:
    return "".join(t.text or "" for t in p.iter(W + "t"))


def runs_of(p: Any) -> list[Any]:
    return [r for r in p.iter(W + "r") if r.find(W + "t") is not None]


_ORDER = ["rStyle", "rFonts", "b", "i", "caps", "vanish", "color", "sz", "highlight", "u", "vertAlign"]


def set_run(r: Any, **values: Any) -> None:
    rpr = r.find(W + "rPr")
    if rpr is None:
        rpr = etree.Element(W + "rPr")
        r.insert(0, rpr)
    for name, value in values.items():
        for old in rpr.findall(W + name):
            rpr.remove(old)
        node = etree.SubElement(rpr, W + name)
        if name == "rFonts":
            for slot in ("ascii", "hAnsi", "cs"):
                node.set(W + slot, value)
        elif value is not True:
            node.set(W + "val", str(value))


def look(p: Any, **values: Any) -> None:
    """Direct formatting of all runs."""
    if not runs_of(p):
        raise NotHereError
    for r in runs_of(p):
        set_run(r, **values)


def ppr_of(p: Any) -> Any:
    ppr = p.find(W + "pPr")
    if ppr is None:
        ppr = etree.Element(W + "pPr")
        p.insert(0, ppr)
    return ppr


def shape(p: Any, tag: str, **attributes: Any) -> None:
    """Direct formatting of a paragraph: one element with attributes."""
    ppr = ppr_of(p)
    node = ppr.find(W + tag)
    if node is None:
        node = etree.SubElement(ppr, W + tag)
        mark = ppr.find(W + "rPr")
        if mark is not None:
            ppr.append(mark)
    for name, value in attributes.items():
        node.set(W + name, str(value))


def by_style(doc: Docx, p: Any, run: dict[str, Any], para: dict[str, dict[str, Any]]) -> None:
    """The same through a style of its own, based on the paragraph's."""
    old = ppr_of(p).find(W + "pStyle")
    if old is None:
        raise NotHereError
    name = f"Planted{len(doc.styles)}"
    style = etree.SubElement(doc.styles, W + "style")
    style.set(W + "type", "paragraph")
    style.set(W + "styleId", name)
    etree.SubElement(style, W + "name").set(W + "val", name)
    etree.SubElement(style, W + "basedOn").set(W + "val", old.get(W + "val"))
    ppr = etree.SubElement(style, W + "pPr")
    for tag, attributes in para.items():
        node = etree.SubElement(ppr, W + tag)
        for key, value in attributes.items():
            node.set(W + key, str(value))
    set_run(style, **run)
    rpr = style.find(W + "rPr")
    style.remove(rpr)
    style.append(rpr)
    old.set(W + "val", name)


def by_character_style(doc: Docx, p: Any, run: dict[str, Any]) -> None:
    """The same through a character style on the runs."""
    name = f"PlantedChar{len(doc.styles)}"
    style = etree.SubElement(doc.styles, W + "style")
    style.set(W + "type", "character")
    style.set(W + "styleId", name)
    etree.SubElement(style, W + "name").set(W + "val", name)
    set_run(style, **run)
    for r in runs_of(p):
        rpr = r.find(W + "rPr")
        if rpr is not None and any(rpr.find(W + key) is not None for key in run):
            raise NotHereError  # direct formatting would win
        set_run(r, rStyle=name)


def write(p: Any, text: str) -> None:
    """Another text in the first run; the others are emptied."""
    texts = list(p.iter(W + "t"))
    if not texts:
        raise NotHereError
    texts[0].text = text
    texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for other in texts[1:]:
        other.text = ""


def swap(p: Any, old: str, new: str) -> None:
    whole = text_of(p)
    if old not in whole:
        raise NotHereError
    for t in p.iter(W + "t"):
        if old in (t.text or ""):
            t.text = t.text.replace(old, new, 1)
            t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            return
    write(p, whole.replace(old, new, 1))


def remove(node: Any) -> None:
    parent = node.getparent()
    parent.remove(node)
    if parent.tag == W + "tc" and parent.find(W + "p") is None:
        etree.SubElement(parent, W + "p")


# ------------------------------------------------------------------------ components

TYPES = ("KẾ HOẠCH", "QUYẾT ĐỊNH", "TỜ TRÌNH", "BÁO CÁO")


def quoc_hieu(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("CỘNG H"))


def tieu_ngu(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("Độc lập"))


def number(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("Số:"))


def date_line(d: Docx) -> Any:
    return d.find(lambda t: re.match(r"^[^,]{2,30}, ngày .*tháng .*năm", t))


def agency(d: Docx) -> Any:
    every = d.paragraphs()
    top = every[: every.index(number(d))]
    first = [p for p in top if "CỘNG" not in text_of(p) and "Độc lập" not in text_of(p)]
    return [p for p in first if text_of(p).strip("_ ")][-1]


def superior(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("UBND TỈNH"))


def type_name(d: Docx) -> Any:
    return d.find(lambda t: t in TYPES)


def subject(d: Docx) -> Any:
    return d.after(type_name(d))


def about(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("V/v"))


def label(d: Docx) -> Any:
    return d.find(lambda t: t == "Nơi nhận:")


def recipients(d: Docx) -> list[Any]:
    every = d.paragraphs()
    found = []
    for p in every[every.index(label(d)) + 1 :]:
        if not text_of(p).startswith("- "):
            break
        found.append(p)
    return found


def function(d: Docx) -> Any:
    every = d.paragraphs()
    after = every[every.index(recipients(d)[-1]) + 1 :]
    return next(p for p in after if text_of(p).strip())


def signer(d: Docx) -> Any:
    every = d.paragraphs()
    start = every.index(function(d))
    for p in every[start + 1 : start + 9]:
        words = text_of(p).split()
        if len(words) >= 2 and all(w[:1].isupper() and not w.isupper() for w in words if len(w) > 1):
            return p
    raise NotHereError


def basis(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("Căn cứ "))


def heading(d: Docx) -> Any:
    return d.find(lambda t: re.match(r"^I{1,3}\. ", t))


def item_title(d: Docx) -> Any:
    every = d.paragraphs()
    for p, below in zip(every, every[1:], strict=False):
        if re.match(r"^\d\. [^.]{4,60}$", text_of(p)) and re.match(r"^a\) |^- ", text_of(below)):
            return p
    raise NotHereError


def points(d: Docx) -> list[Any]:
    """The longest list a) b) c)."""
    every = d.paragraphs()
    longest: list[Any] = []
    for index, p in enumerate(every):
        if text_of(p).startswith("a) "):
            group = [p]
            for q in every[index + 1 :]:
                if not re.match(r"^[b-zđ]\) ", text_of(q)):
                    break
                group.append(q)
            longest = max(longest, group, key=len)
    if len(longest) < 2:
        raise NotHereError
    return longest


def body_all(d: Docx) -> list[Any]:
    """Long paragraphs of the text, outside tables."""
    every = d.paragraphs()
    start = every.index(type_name(d)) if _has(type_name, d) else every.index(number(d))
    end = every.index(label(d))
    found = [
        p for p in every[start + 2 : end]
        if len(text_of(p)) > 90 and p.getparent().tag != W + "tc"
        and not text_of(p).startswith(("Căn cứ", "Theo đề nghị", "("))
    ]  # fmt: skip
    if not found:
        raise NotHereError
    return found


def text(d: Docx) -> Any:
    return body_all(d)[0]


def last_text(d: Docx) -> Any:
    return d.all(lambda t: t.rstrip().endswith("./."))[-1]


def annex(d: Docx) -> Any:
    return d.find(lambda t: re.match(r"^Phụ lục( [IVX]+)?$", t))


def annex_title(d: Docx) -> Any:
    return d.after(annex(d))


def annex_tie(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("(Kèm theo"))


def page_number(d: Docx) -> Any:
    return d.header.find(W + "p")


def _has(part: Callable[[Docx], Any], d: Docx) -> bool:
    try:
        part(d)
    except NotHereError:
        return False
    return True


# ----------------------------------------------------------------------------- faults


class Fault(NamedTuple):
    name: str
    code: str
    plant: Callable[[Docx], object]
    also: frozenset[str] = frozenset()
    """Codes that come of it by necessity."""


FAULTS: list[Fault] = []
LOOK_ALIKES: list[Fault] = []


def fault(code: str, *also: str) -> Callable[[Callable[[Docx], object]], Callable[[Docx], object]]:
    def take(plant: Callable[[Docx], object]) -> Callable[[Docx], object]:
        FAULTS.append(Fault(plant.__name__, code, plant, frozenset(also)))
        return plant

    return take


def add(name: str, code: str, plant: Callable[[Docx], object], *also: str) -> None:
    FAULTS.append(Fault(name, code, plant, frozenset(also)))


def fine(plant: Callable[[Docx], object]) -> Callable[[Docx], object]:
    LOOK_ALIKES.append(Fault(plant.__name__, "", plant))
    return plant


# each component: name, how it is found, code stem, bad sizes, is bold, is italic, is centred
_TABLE: tuple[tuple[str, Callable[[Docx], Any], str, tuple[float, ...], bool | None, bool, bool], ...] = (
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
        for size in sizes:
            half = round(size * 2)
            add(f"{name}_co_{size}", stem + "4",
                lambda d, p=part, h=half: look(p(d), sz=h), *extra)  # fmt: skip
        half = round(sizes[0] * 2)
        add(f"{name}_co_kieu_doan", stem + "4",
            lambda d, p=part, h=half: by_style(d, _undressed(p(d), "sz"), {"sz": h}, {}), *extra)  # fmt: skip
        add(f"{name}_co_kieu_chu", stem + "4",
            lambda d, p=part, h=half: by_character_style(d, p(d), {"sz": h}), *extra)  # fmt: skip
        add(f"{name}_{'khong_dam' if bold else 'dam'}", stem + "5",
            lambda d, p=part, b=bold: look(p(d), b=0 if b else True), *extra)  # fmt: skip
        add(f"{name}_{'khong_nghieng' if italic else 'nghieng'}", stem + "5",
            lambda d, p=part, i=italic: look(p(d), i=0 if i else True), *extra)  # fmt: skip
        add(f"{name}_dam_kieu_doan", stem + "5",
            lambda d, p=part, b=bold: by_style(d, _undressed(p(d), "b"), {"b": 0 if b else True}, {}), *extra)  # fmt: skip
        wrong = "left" if centred else "center"
        add(f"{name}_canh", stem + "6",
            lambda d, p=part, w=wrong: shape(p(d), "jc", val=w), *extra)  # fmt: skip
        add(f"{name}_canh_kieu_doan", stem + "6",
            lambda d, p=part, w=wrong: by_style(d, p(d), {}, {"jc": {"val": w}}), *extra)  # fmt: skip


def _undressed(p: Any, tag: str) -> Any:
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
add("phong_mac_dinh", "TT007", lambda d: _default(d, "rFonts", "Cambria"))
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


def _default(d: Docx, tag: str, value: Any) -> None:
    """Through the defaults, with the styles and runs silent about it."""
    for style in d.styles.iter(W + "style"):
        for node in list(style.iter(W + tag)):
            if style.get(W + "styleId") == "Normal":
                node.getparent().remove(node)
    for p in d.paragraphs():
        for node in list(p.iter(W + tag)):
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


# --- head

add("thieu_quoc_hieu", "TT101", lambda d: remove(quoc_hieu(d)), "TT182")
add("quoc_hieu_sai_chu", "TT102", lambda d: swap(quoc_hieu(d), "CHỦ NGHĨA", "CHỦ NGHĨ"))
add("quoc_hieu_thuong", "TT102", lambda d: write(quoc_hieu(d), "Cộng hòa xã hội chủ nghĩa Việt Nam"))
add("cong_hoa_dau_cu", "TT103", lambda d: swap(quoc_hieu(d), "HÒA", "HOÀ"), "TT711")
add("thieu_tieu_ngu", "TT111", lambda d: remove(tieu_ngu(d)), "TT182")
add("hanh_phuc_hoa", "TT112", lambda d: swap(tieu_ngu(d), "Hạnh phúc", "Hạnh Phúc"))
add("tieu_ngu_hoa", "TT112", lambda d: write(tieu_ngu(d), "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"), "TT122")
add("tieu_ngu_gach_dai", "TT113", lambda d: swap(tieu_ngu(d), " - Tự do - ", " – Tự do – "))
add("tieu_ngu_khong_cach", "TT113", lambda d: swap(tieu_ngu(d), " - Tự do - ", "-Tự do-"))
add("tieu_ngu_xa", "TT118", lambda d: shape(tieu_ngu(d), "spacing", before=240, line=360, lineRule="auto"))
add("tieu_ngu_dong_ruoi", "TT118", lambda d: shape(tieu_ngu(d), "spacing", line=360, lineRule="auto"))


def _stroke(d: Docx, above: Any) -> Any:
    below = d.after(above)
    if text_of(below).strip("_"):
        raise NotHereError
    return below


add("thieu_gach_tieu_ngu", "TT121", lambda d: remove(_stroke(d, tieu_ngu(d))))
add("thieu_gach_co_quan", "TT151", lambda d: remove(_stroke(d, agency(d))))
add("thieu_gach_trich_yeu", "TT221", lambda d: remove(_stroke(d, subject(d))))
add("gach_tieu_ngu_ngan", "TT122", lambda d: _length(_stroke(d, tieu_ngu(d)), 15))
add("gach_tieu_ngu_dai", "TT122", lambda d: _length(_stroke(d, tieu_ngu(d)), 95))
add("gach_co_quan_dai", "TT152", lambda d: _length(_stroke(d, agency(d)), 58), "TT153")
add("gach_co_quan_ngan", "TT152", lambda d: _length(_stroke(d, agency(d)), 4), "TT153")
add("gach_trich_yeu_dai", "TT222", lambda d: _length(_stroke(d, subject(d)), 150))


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
    tables = [a for a in p.iterancestors(W + "tc")]
    if tables:
        room = int(tables[0].find(f"{W}tcPr/{W}tcW").get(W + "w")) * 25.4 / 1440
    else:
        room = 165.0
    side = round((room - mm) / 2 * 1440 / 25.4)
    shape(p, "ind", left=side, right=side)


@fault("TT123")
def gach_dut(d: Docx) -> None:
    p = _stroke(d, tieu_ngu(d))
    borders = ppr_of(p).find(f"{W}pBdr")
    if borders is None:
        raise NotHereError
    borders[0].set(W + "val", "dashed")


@fault("TT153", "TT152")
def gach_co_quan_lech(d: Docx) -> None:
    p = _stroke(d, agency(d))
    if ppr_of(p).find(f"{W}pBdr") is None:
        raise NotHereError
    shape(p, "ind", left=100, right=2300)


add("thieu_co_quan", "TT141", lambda d: [remove(p) for p in _agencies(d)], "TT151", "TT182", "TT403", "TT401")


def _agencies(d: Docx) -> list[Any]:
    every = d.paragraphs()
    top = every[: every.index(number(d))]
    found = [p for p in top if text_of(p).strip() and not text_of(p).startswith(("CỘNG", "Độc", "_"))]
    if any("UBND" in text_of(p) for p in found):
        raise NotHereError
    return found


add("co_quan_thuong", "TT143", lambda d: write(agency(d), "Tỉnh Lạng Sơn"), "TT152")
add("chu_quan_thuong", "TT133", lambda d: write(superior(d), "Ủy ban nhân dân tỉnh Lạng Sơn"))
add("thieu_so", "TT161", lambda d: remove(number(d)), "TT182", "TT238")
add("ky_hieu_thuong", "TT163", lambda d: swap(number(d), _symbol(d), _symbol(d).lower()), "VP401")
add("thieu_dia_danh", "TT171", lambda d: remove(date_line(d)))
add("doi_cot", "TT184", lambda d: _swap_columns(d), "TT182", "TT183")
add("ten_loai_thuong", "TT203", lambda d: write(type_name(d), text_of(type_name(d)).capitalize()))
add("thieu_ten_loai", "TT201", lambda d: remove(type_name(d)), "TT211", "TT221", "TT222")
add("trich_yeu_hoa", "TT213", lambda d: write(subject(d), text_of(subject(d)).upper()), "TT222", "TT221")
add("trich_yeu_cham", "TT217", lambda d: write(subject(d), text_of(subject(d)) + "."), "TT222")


def _symbol(d: Docx) -> str:
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


def _date(d: Docx, new: str) -> None:
    p = date_line(d)
    place = text_of(p).split(",")[0]
    write(p, f"{place}, {new}")


_TIED = ("VP541",)
add("ngay_thieu_0", "VP102", lambda d: _date(d, "ngày 5 tháng 6 năm 2025"), *_TIED)
add("thang_thua_0", "VP103", lambda d: _date(d, "ngày 15 tháng 06 năm 2025"), *_TIED)
add("thang_thieu_0", "VP104", lambda d: _date(d, "ngày 15 tháng 2 năm 2025"), *_TIED)
add("ngay_khong_co", "VP105", lambda d: _date(d, "ngày 31 tháng 02 năm 2025"), *_TIED)
add("nam_hai_so", "VP109", lambda d: _date(d, "ngày 15 tháng 02 năm 25"), *_TIED)
add("dia_danh_khong_phay", "VP117", lambda d: swap(date_line(d), ", ngày", " ngày"))
add("dia_danh_thuong", "VP118", lambda d: write(date_line(d), "lạng sơn" + text_of(date_line(d))[text_of(date_line(d)).index(","):]))
add("dia_danh_tat", "VP119", lambda d: write(date_line(d), "TP.HCM" + text_of(date_line(d))[text_of(date_line(d)).index(","):]))


def _say(sentence: str) -> Callable[[Docx], None]:
    """A sentence more in a paragraph of the text."""

    def plant(d: Docx) -> None:
        p = body_all(d)[-1]
        whole = text_of(p)
        tail = whole[-3:] if whole.endswith("./.") else "."
        write(p, whole.rstrip("./;:") + ". " + sentence + tail)

    return plant


add("bai_ngay_0", "VP106", _say("Thực hiện xong trước ngày 5 tháng 06 năm 2026"))
add("bai_ngay_tat_0", "VP107", _say("Thực hiện xong trước ngày 15/08/2026"))
add("bai_ngay_tat_thieu_0", "VP108", _say("Thực hiện xong trước ngày 5/8/2026"))
add("bai_ngay_sai", "VP105", _say("Thực hiện xong trước ngày 31/4/2026"))
add("vien_dan_thieu_ngay", "VP203", _say("Nội dung này theo Kế hoạch số 987/KH-BCĐ của Ban Chỉ đạo"))
add("vien_dan_thieu_so", "VP205", _say("Nội dung này theo Nghị định 61/2018/NĐ-CP"))

# --- capitals

for _name, _code, _sentence in (
    ("uy_ban_nhan_dan", "VP302", "Giao Ủy Ban Nhân Dân các xã triển khai"),
    ("uy_ban_Nhan_dan", "VP302", "Giao Ủy ban Nhân dân các xã triển khai"),
    ("so_tai_chinh", "VP302", "Giao Sở tài chính thẩm định dự toán"),
    ("so_noi_vu", "VP302", "Giao Sở nội vụ theo dõi việc thực hiện"),
    ("bo_nong_nghiep", "VP302", "Báo cáo Bộ Nông Nghiệp Và Môi Trường xem xét"),
    ("phuc_vu_nhan_dan", "VP303", "Nâng cao tinh thần phục vụ nhân dân"),
    ("diem_khoan_hoa", "VP304", "Thực hiện theo Khoản 2 Điều 5 Luật Đất đai"),
    ("dieu_thuong", "VP304", "Thực hiện theo quy định tại điều 5 của Luật Đất đai"),
    ("khoan_phay_dieu", "VP305", "Thực hiện theo khoản 2, Điều 5 Luật Đất đai"),
    ("diem_ngoac", "VP306", "Thực hiện theo điểm a) khoản 2 Điều 5 Luật Đất đai"),
    ("phu_luc_thuong", "VP307", "Biểu mẫu quy định tại phụ lục II của văn bản này"),
    ("thanh_pho_hcm", "VP308", "Học tập kinh nghiệm của thành phố Hồ Chí Minh"),
    ("thu_do", "VP308", "Học tập kinh nghiệm của thủ đô Hà Nội"),
    ("lien_hop_quoc", "VP309", "Theo khuyến nghị của Liên Hợp Quốc"),
    ("thang_hoa", "VP310", "Hoàn thành trong Tháng 8 năm nay"),
    ("tet_nguyen_dan", "VP311", "Hoàn thành trước tết nguyên đán"),
    ("quoc_khanh", "VP312", "Tổ chức nhân ngày quốc khánh"),
    ("nghi_dinh_so", "VP313", "Nội dung này theo nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ"),
    ("luat_thuong", "VP313", "Thực hiện đúng các quy định của luật Đất đai"),
    ("tinh_hoa", "VP314", "Báo cáo kết quả với Tỉnh Lạng Sơn theo quy định"),
    ("ban_chap_hanh", "VP315", "Theo nghị quyết của Ban chấp hành Trung ương"),
    ("tinh_uy", "VP315", "Báo cáo Thường trực Tỉnh Ủy theo quy định"),
    ("huan_chuong", "VP316", "Đề nghị tặng Huân Chương Lao động"),
    ("tay_nguyen", "VP317", "Học tập kinh nghiệm của các tỉnh Tây nguyên"),
    ("thu_tuong", "VP318", "Thực hiện chỉ đạo của thủ tướng Chính phủ"),
    ("cach_mang_thang_8", "VP319", "Tuyên truyền về Cách mạng tháng 8"),
    ("cau_thuong", "VP301", "việc này làm thường xuyên"),
):  # fmt: skip
    add(_name, _code, _say(_sentence))
add("doan_thuong", "VP301", lambda d: write(body_all(d)[-1], text_of(body_all(d)[-1])[:1].lower() + text_of(body_all(d)[-1])[1:]) if text_of(body_all(d)[-1])[0].isalpha() and text_of(body_all(d)[-1])[1].islower() and _ended(d) else _none(), "VP507", "TT351")


def _none() -> None:
    raise NotHereError


def _ended(d: Docx) -> bool:
    every = d.paragraphs()
    return text_of(every[every.index(body_all(d)[-1]) - 1]).rstrip().endswith(".")


# --- body

add("noi_dung_co_12", "TT304", lambda d: look(text(d), sz=24))
add("noi_dung_co_15_ca_bai", "TT304", lambda d: [look(p, sz=30) for p in body_all(d)])
add("noi_dung_co_kieu", "TT304", lambda d: by_style(d, _undressed(text(d), "sz"), {"sz": 24}, {}))
add("hai_co_chu", "TT305", lambda d: look(text(d), sz=26))
add("khong_canh_deu", "TT306", lambda d: [shape(p, "jc", val="left") for p in body_all(d)])
add("mot_doan_canh_trai", "TT306", lambda d: shape(text(d), "jc", val="left"))
add("canh_kieu_doan", "TT306", lambda d: by_style(d, text(d), {}, {"jc": {"val": "left"}}))
add("khong_thut", "TT307", lambda d: shape(text(d), "ind", firstLine=0))
add("thut_20", "TT307", lambda d: shape(text(d), "ind", firstLine=1134))
add("thut_kieu_doan", "TT307", lambda d: by_style(d, text(d), {}, {"ind": {"firstLine": 300}}))
add("doan_sat", "TT308", lambda d: [shape(p, "spacing", before=0, after=0) for p in body_all(d)[-2:]])
add("gian_dong_2", "TT309", lambda d: shape(text(d), "spacing", line=480, lineRule="auto"))
add("gian_dong_hep", "TT309", lambda d: shape(text(d), "spacing", line=200, lineRule="auto"))
add("gian_dong_chinh_xac", "TT309", lambda d: shape(text(d), "spacing", line=260, lineRule="exact"))
add("gian_dong_kieu", "TT309", lambda d: by_style(d, text(d), {}, {"spacing": {"line": 500, "lineRule": "auto"}}))
add("noi_dung_nghieng", "TT341", lambda d: look(text(d), i=True))


@fault("TT310", "TT307")
def phim_tab(d: Docx) -> None:
    p = text(d)
    shape(p, "ind", firstLine=0)
    runs_of(p)[0].insert(list(runs_of(p)[0]).index(runs_of(p)[0].find(W + "t")), etree.Element(W + "tab"))


add("dieu_khong_dam", "TT312", lambda d: look(d.find(lambda t: t.startswith("Điều 1")), b=0))
add("dieu_hai_cham", "TT323", lambda d: swap(d.find(lambda t: t.startswith("Điều 2.")), "Điều 2.", "Điều 2:"))
add("muc_thuong", "TT321", lambda d: write(heading(d), text_of(heading(d)).split()[0] + " " + text_of(heading(d)).split(" ", 1)[1].capitalize()))
add("muc_khong_dam", "TT322", lambda d: look(heading(d), b=0))
add("muc_nghieng", "TT322", lambda d: look(heading(d), i=True))
add("muc_gach_cheo", "TT323", lambda d: swap(heading(d), ". ", "/ "))
add("muc_gach_ngang", "TT323", lambda d: swap(heading(d), ". ", " - "))
add("khoan_thieu_cham", "TT324", lambda d: swap(item_title(d), ". ", " "), "TT331", "TT351")
add("khoan_khong_dam", "TT331", lambda d: look(item_title(d), b=0))
add("diem_cham", "TT342", lambda d: swap(points(d)[1], ") ", ". "))
add("diem_gach", "TT342", lambda d: swap(points(d)[1], ") ", "/ "))
add("thieu_d_gach", "TT343", lambda d: write(points(d)[4], "e" + text_of(points(d)[4])[1:]) if len(points(d)) > 4 else _none())
add("diem_f", "TT343", lambda d: write(points(d)[-1], "f" + text_of(points(d)[-1])[1:]))
add("muc_nhay_so", "TT351", lambda d: swap(d.find(lambda t: t.startswith("II. ")), "II. ", "III. "), "TT351")
add("dieu_nhay_so", "TT351", lambda d: swap(d.find(lambda t: t.startswith("Điều 3.")), "Điều 3.", "Điều 4."), "VP507")
add("can_cu_cham", "VP201", lambda d: write(basis(d), text_of(basis(d)).rstrip(";") + "."))
add("can_cu_dung", "TT255", lambda d: look(basis(d), i=0))
add("can_cu_co_12", "TT254", lambda d: look(basis(d), sz=24))
add("can_cu_cuoi_phay", "VP201", lambda d: write(d.find(lambda t: t.startswith("Theo đề nghị")), text_of(d.find(lambda t: t.startswith("Theo đề nghị"))).rstrip(".") + ";"))
add("can_cu_het_hieu_luc", "VP206", lambda d: write(basis(d), "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư;"))
add("het_khong_dau", "VP521", lambda d: swap(last_text(d), "./.", "."))

# --- signature

add("tm_gach_cheo", "TT402", lambda d: swap(d.find(lambda t: t.startswith("TM. ")), "TM.", "T/M."))
add("kt_lien", "TT408", lambda d: swap(d.find(lambda t: t.startswith("KT. ")), "KT. ", "KT."))
add("tm_chu_tich", "TT421", lambda d: write(d.find(lambda t: t.startswith("TM. ")), "TM. CHỦ TỊCH"))
add("kt_uy_ban", "TT421", lambda d: write(d.find(lambda t: t.startswith("KT. ")), "KT. ỦY BAN NHÂN DÂN"), "TT422")
add("pho_khong_kt", "TT422", lambda d: remove(d.find(lambda t: t.startswith("KT. "))))
add("kt_truong", "TT423", lambda d: write(d.after(d.find(lambda t: t.startswith("KT. "))), text_of(d.find(lambda t: t.startswith("KT. ")))[4:]))
add("ubnd_khong_tm", "TT424", lambda d: remove(d.find(lambda t: t.startswith("TM. "))))
add("hoc_vi", "TT412", lambda d: write(signer(d), "ThS. " + text_of(signer(d))))
add("ho_ten_hoa", "TT413", lambda d: write(signer(d), text_of(signer(d)).upper()))
add("chuc_vu_thuong", "TT403", lambda d: write(_last_function(d), text_of(_last_function(d)).capitalize()))


def _last_function(d: Docx) -> Any:
    return d.find(lambda t: t in ("CHỦ TỊCH", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"))


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
add("luu_khong_cham", "VP504", lambda d: write(recipients(d)[-1], text_of(recipients(d)[-1]).rstrip(".")))
add("luu_khong_hai_cham", "VP505", lambda d: swap(recipients(d)[-1], "Lưu:", "Lưu"))
add("noi_nhan_thieu_phay", "VP502", lambda d: write(recipients(d)[0], text_of(recipients(d)[0]).rstrip(";")) if "(" not in text_of(recipients(d)[0]) else _none())
add("noi_nhan_khong_gach", "VP501", lambda d: write(recipients(d)[0], text_of(recipients(d)[0])[2:]))
add("nhu_tren", "VP506", lambda d: write(recipients(d)[0], "- Như trên;") if _has(type_name, d) and not _has(_to, d) else _none())
add("nhu_dieu", "VP507", lambda d: write(recipients(d)[0], "- Như Điều 3;") if not _has(_articles, d) else _none())


def _to(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("Kính gửi"))


def _articles(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("Điều 1."))


# --- letters and symbols

add("cong_van_cv", "VP402", lambda d: _letter_symbol(d))
add("kh_thanh_tb", "VP401", lambda d: swap(number(d), _symbol(d), "TB-" + _symbol(d).split("-")[1]) if _has(type_name, d) else _none(), "VP541")
add("ttr_hoa", "VP401", lambda d: swap(number(d), "TTr", "TTR"))
add("hdnd_thay_ubnd", "VP403", lambda d: swap(number(d), "UBND", "HĐND") if text_of(d.paragraphs()[0]).startswith("ỦY BAN NHÂN DÂN") else _none(), "VP541")
add("vv_hai_cham", "VP522", lambda d: swap(about(d), "V/v", "V/v:"))
add("thieu_vv", "TT231", lambda d: remove(about(d)))
add("kinh_gui_khong_cham", "VP531", lambda d: write(_to(d), "Kính gửi"), "TT307", "TT308", "VP301")


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
add("phu_luc_mot_so", "TT617", lambda d: write(annex(d), "Phụ lục I") if text_of(annex(d)) == "Phụ lục" else _none())
add("ten_phu_luc_thuong", "TT623", lambda d: write(annex_title(d), text_of(annex_title(d)).capitalize()))
add("thieu_kem_theo", "TT631", lambda d: remove(annex_tie(d)), "TT637")
add("kem_theo_khong_ngoac", "VP542", lambda d: write(annex_tie(d), text_of(annex_tie(d)).strip("()")))
add("kem_theo_sai_so", "VP541", lambda d: swap(annex_tie(d), "126/", "621/"))
add("kem_theo_sai_ngay", "VP541", lambda d: swap(annex_tie(d), "tháng 6", "tháng 7"))
add("thieu_gach_kem_theo", "TT637", lambda d: remove(_stroke(d, annex_tie(d))))

# --- typing

add("chu_tach_dau", "TT705", lambda d: write(text(d), unicodedata.normalize("NFD", text_of(text(d))[:40]) + text_of(text(d))[40:]))
add("chu_tach_dau_tieu_de", "TT705", lambda d: write(type_name(d), unicodedata.normalize("NFD", text_of(type_name(d)))))
add("chu_kirin", "TT706", lambda d: _say("Theo dõi trên hệ thống của cơ quan ВTC và báo cáo")(d))
add("chu_kirin_trong_tu", "TT706", lambda d: _say("Các cơ quаn thực hiện nghiêm túc")(d))
add("ky_tu_rieng", "TT708", lambda d: _say("Nội dung \uf0b7 theo biểu")(d))
add("ky_tu_an", "TT709", lambda d: _say("Nội dung\u200b theo biểu")(d))
add("eth", "TT716", lambda d: _say("Giao các cơ quan ðơn vị thực hiện")(d))
add("tcvn3", "TT713", lambda d: write(text(d), "C¸c c¬ quan, ®¬n vÞ c¨n cø chøc n¨ng, nhiÖm vô ®−îc giao tæ chøc triÓn khai thùc hiÖn"), "TT706", "VP301", "TT351")
add("hai_dau_cach", "TT703", lambda d: _say("Giao các  cơ quan thực hiện")(d))
add("cach_truoc_phay", "TT704", lambda d: _say("Giao các cơ quan , đơn vị thực hiện")(d))
add("thieu_cach_sau_phay", "TT717", lambda d: _say("Giao các cơ quan,đơn vị thực hiện")(d))
add("nhieu_dau_cach", "TT701", lambda d: _say("Giao các cơ quan       thực hiện")(d), "TT703")
add("nbsp", "TT707", lambda d: _say("Giao các cơ\u00a0quan thực hiện")(d))
add("hai_kieu_dau", "TT711", lambda d: _say("Thực hiện hòa giải, điều hoà, tùy và tuỳ")(d))
add("hai_kieu_ngoac", "TT710", lambda d: _say('Gọi là "kế hoạch" và “phương án”')(d))


@fault("TT702")
def nhieu_doan_trong(d: Docx) -> None:
    p = text(d)
    for _ in range(60):
        p.addnext(etree.Element(W + "p"))


@fault("TT714")
def thay_doi_chua_duyet(d: Docx) -> None:
    r = runs_of(text(d))[-1]
    mark = etree.Element(W + "ins")
    mark.set(W + "id", "9001")
    mark.set(W + "author", "A")
    r.addprevious(mark)
    mark.append(r)


# ------------------------------------------------------------------------- look-alikes


@fine
def cham_pha_ngang(d: Docx) -> None:
    _say("Xem điểm a khoản 2 Điều 5 Luật Đất đai, khoản 1, khoản 2 Điều 6 và Điều 7")(d)


@fine
def so_thap_phan(d: Docx) -> None:
    _say("Đạt 85,94%, tăng 1,5 lần so với năm trước, lúc 10:30, tỉ lệ 1/2, khoảng 2-3 ngày")(d)


@fine
def nhan_dan_trong_ten(d: Docx) -> None:
    _say("Giao Tòa án nhân dân, Công an nhân dân, Ủy ban nhân dân các cấp phối hợp")(d)


@fine
def phap_luat(d: Docx) -> None:
    _say("Thực hiện đúng pháp luật Việt Nam, kỷ luật hành chính, các luật có liên quan")(d)


@fine
def lan_thu_hai(d: Docx) -> None:
    _say("Đây là lần thứ hai, trong tháng 8 và thứ Hai hằng tuần")(d)


@fine
def cac_ke_hoach(d: Docx) -> None:
    _say("Ban hành các kế hoạch, chỉ thị, quyết định thuộc thẩm quyền theo quy định tại 5 điều")(d)


@fine
def le_sat_gioi_han(d: Docx) -> None:
    for section in d.body.iter(W + "sectPr"):
        size, margin = section.find(W + "pgSz"), section.find(W + "pgMar")
        if int(size.get(W + "w")) > int(size.get(W + "h")):
            continue
        for name, value in (("top", 1417), ("bottom", 1134), ("left", 1701), ("right", 850)):
            margin.set(W + name, str(value))


@fine
def thut_10(d: Docx) -> None:
    for p in body_all(d):
        shape(p, "ind", firstLine=567)


@fine
def gian_1_5(d: Docx) -> None:
    for p in body_all(d):
        shape(p, "spacing", line=360, lineRule="auto")


@fine
def gian_chinh_xac_18(d: Docx) -> None:
    for p in body_all(d):
        shape(p, "spacing", line=360, lineRule="exact")


@fine
def so_de_trong(d: Docx) -> None:
    p = number(d)
    write(p, re.sub(r"^Số:.*?/", "Số:        /", text_of(p)))


@fine
def ngay_de_trong(d: Docx) -> None:
    _date(d, "ngày      tháng      năm 2026")


@fine
def thang_hai(d: Docx) -> None:
    if _has(annex_tie, d):
        raise NotHereError
    _date(d, "ngày 09 tháng 02 năm 2026")


@fine
def mau_den(d: Docx) -> None:
    look(text(d), color="000000")


@fine
def quoc_khanh_dung(d: Docx) -> None:
    _say("Tổ chức nhân ngày Quốc khánh 02/9, tết Nguyên đán, ngày Quốc tế Lao động")(d)


@fine
def tinh_o_dau_cau(d: Docx) -> None:
    _say("Tỉnh Lạng Sơn có 65 đơn vị hành chính cấp xã. Thành phố Hồ Chí Minh, Thủ đô Hà Nội")(d)


@fine
def dau_goc_hy_lap(d: Docx) -> None:
    _say("Hệ số α và góc β theo tiêu chuẩn")(d)


@fine
def dau_ngoac_nghieng(d: Docx) -> None:
    every = text(d)
    if text_of(every).startswith("Điều"):
        raise NotHereError
    write(every, "(" + text_of(every) + ")")
    look(every, i=True)
