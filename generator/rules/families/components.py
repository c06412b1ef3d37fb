"""TT: what holds of every component alike: case, size, weight and slant, alignment.

The third digit of these codes says what is judged (3 case, 4 size, 5 weight and slant,
6 alignment), the first two say of which component; the numbers are in the profile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.locale import N_, _
from generator.rules.all_rules import rule
from generator.rules.document_view import NAMES, heavy
from generator.rules.finding import NOT_HERE, Finding, Fix, decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument, JudgedLine
    from generator.rules.finding import Saying

COMPONENTS: dict[str, tuple[str, ...]] = {
    "TT10": ("quoc_hieu",),
    "TT11": ("tieu_ngu",),
    "TT13": ("co_quan_chu_quan",),
    "TT14": ("co_quan",),
    "TT16": ("so",),
    "TT17": ("dia_danh",),
    "TT19": ("muc_do_khan", "luu_hanh"),
    "TT20": ("ten_loai",),
    "TT21": ("trich_yeu",),
    "TT23": ("vv",),
    "TT24": ("kinh_gui",),
    "TT25": ("can_cu",),
    "TT32": ("muc",),
    "TT40": ("quyen_han", "chuc_vu"),
    "TT41": ("ho_ten",),
    "TT45": ("dau_ky_so",),
    "TT50": ("nhan_noi_nhan",),
    "TT51": ("noi_nhan",),
    "TT61": ("phu_luc",),
    "TT62": ("tieu_de_phu_luc",),
    "TT63": ("kem_theo",),
}
_FORM_NAME = "Họ và tên"
"""What the decree's samples say where the name goes."""
_LITTLE = 0.15
"""A smaller part of the letters in another look is a slip of one character, not of the line."""
_WORDS = {"center": N_("giữa"), "left": N_("trái"), "right": N_("phải"), "both": N_("đều hai bên")}
_ANY_PART = ("phu_luc", "tieu_de_phu_luc", "kem_theo", "dau_ky_so")


def items_of(van: JudgedDocument, code: str) -> list[JudgedLine]:
    """The items a code of a component is about; empty forms are left alone."""
    found: list[JudgedLine] = []
    for role in COMPONENTS[code[:4]]:
        if role == "vv":
            found += [van.vv] if van.vv and van.letter else []
        elif role == "trich_yeu":
            found += [] if van.letter else van.of(role)
        elif role == "dau_ky_so":
            found += [i for i in van.of(role, part=None) if van.only_annex and ";" in i.text]
        else:
            found += van.of(role, part=None if role in _ANY_PART else 0)
    return [item for item in found if not item.blank]


def name_of(code: str) -> str:
    """The name of the component a code is about."""
    return _(NAMES[COMPONENTS[code[:4]][0]])


@rule("TT133", "TT143", "TT193", "TT203", "TT213", "TT403", "TT413", "TT613", "TT623")
def letter_case(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Capitals where the decree wants capitals, small letters where it wants small ones."""
    items = [i for i in items_of(van, so.code) if sum(c.isalpha() for c in i.text) > 1]
    if not items:
        yield NOT_HERE
    for item in items:
        letters = [c for c in _plain(item, so.code) if c.isalpha()]
        upper = sum(c.isupper() for c in letters) / len(letters) if letters else 0
        capitals = any(r.fmt.caps for r in item.para.runs) if item.para else False
        if so["kieu"] == "hoa" and upper < 0.92 and not capitals:
            wanted = _("in hoa")
            found = _("in thường")
        elif so["kieu"] == "thuong" and (upper > 0.75 or capitals) and len(letters) > 4:
            wanted = _("in thường")
            found = _("in hoa")
        elif item.role == "ho_ten" and _small_name(item.text):
            wanted = _("viết hoa chữ đầu mỗi âm tiết")
            found = _("viết thường")
        else:
            continue
        message = _("{ten} phải {muon}").format(ten=name_of(so.code), muon=wanted)
        yield Finding(message, item, found, wanted)


def _small_name(name: str) -> bool:
    """A syllable of the name begins with a small letter."""
    return name != _FORM_NAME and any(word[:1].islower() for word in name.split())


def _plain(item: JudgedLine, code: str) -> str:
    """The letters whose case counts: of "Phụ lục IV" those of the word only."""
    if code.startswith("TT61"):
        return item.text[:7]
    return item.text


@rule(
    "TT104",
    "TT114",
    "TT134",
    "TT144",
    "TT164",
    "TT174",
    "TT194",
    "TT204",
    "TT214",
    "TT234",
    "TT244",
    "TT254",
    "TT404",
    "TT414",
    "TT451",
    "TT504",
    "TT514",
    "TT614",
    "TT624",
    "TT634",
)
def size(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The size of the letters lies in the range of the profile."""
    low, high = so["co"]
    items = items_of(van, so.code)
    if not items:
        yield NOT_HERE
    for item in items:
        wrong = [
            m for m in item.marks if m.size is not None and not low - 0.01 <= m.size <= high + 0.01
        ]
        if not wrong or heavy(item.marks, lambda m, w=wrong: m in w) < _LITTLE:
            continue
        sizes = sorted({m.size for m in wrong if m.size is not None})
        wanted = _("cỡ {co}").format(co=_range(low, high))
        found = _("cỡ {co}").format(co=", ".join(decimal(s) for s in sizes))
        message = _("{ten} phải {muon}").format(ten=name_of(so.code), muon=wanted)
        target = low if max(sizes) < low else high
        yield Finding(message, item, found, wanted, _letters(item, size=float(target)))


def _range(low: float, high: float) -> str:
    if low == high:
        return decimal(low)
    return _("{tu} đến {den}").format(tu=decimal(low), den=decimal(high))


def _letters(item: JudgedLine, **values: object) -> tuple[Fix, ...]:
    if item.para is None or item.shared:
        return ()
    return (Fix("chu", item.para, tuple(values.items())),)


@rule(
    "TT105",
    "TT115",
    "TT135",
    "TT145",
    "TT165",
    "TT175",
    "TT195",
    "TT205",
    "TT215",
    "TT235",
    "TT245",
    "TT255",
    "TT405",
    "TT415",
    "TT505",
    "TT515",
    "TT615",
    "TT625",
    "TT635",
)
def weight_and_slant(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Bold or not, italic or upright, as the profile says of this component."""
    items = items_of(van, so.code)
    if not items:
        yield NOT_HERE
    for item in items:
        wrong = []
        fixes = {}
        for key, name in (("dam", "bold"), ("nghieng", "italic")):
            if key not in so:
                continue
            share = heavy(item.marks, lambda m, n=name: getattr(m, n))
            if (1 - share if so[key] else share) >= _LITTLE and item.letters:
                wrong.append(_look(key, so[key]))
                fixes[name] = so[key]
        if not wrong:
            continue
        wanted = _style(so)
        message = _("{ten} phải {muon}").format(ten=name_of(so.code), muon=wanted)
        found = _(", ").join(_look(key, not so[key]) for key in _wrong_keys(fixes))
        yield Finding(message, item, found, wanted, _letters(item, **fixes))


def _wrong_keys(fixes: Iterable[str]) -> list[str]:
    return [{"bold": "dam", "italic": "nghieng"}[name] for name in fixes]


def _look(key: str, on: bool) -> str:
    if key == "dam":
        return _("đậm") if on else _("không đậm")
    return _("nghiêng") if on else _("đứng")


def _style(so: Numbers) -> str:
    return _(", ").join(_look(key, so[key]) for key in ("nghieng", "dam") if key in so)


@rule(
    "TT106",
    "TT116",
    "TT136",
    "TT146",
    "TT166",
    "TT176",
    "TT206",
    "TT216",
    "TT236",
    "TT406",
    "TT416",
    "TT506",
    "TT516",
    "TT616",
    "TT626",
    "TT636",
)
def alignment(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Centred or flush, where a paragraph holds this component alone."""
    items = items_of(van, so.code)
    if not items:
        yield NOT_HERE
    for item in items:
        para = item.para
        if para is None or item.shared or "\t" in para.text:
            continue  # columns made with tabs: where the text stands cannot be told
        align = para.fmt.align
        if align in so["chon_can"] or _placed_by_indent(van, item, so):
            continue
        side = so["chon_can"][0]
        wanted = _("canh {kieu}").format(kieu=_(_WORDS[side]))
        found = _("canh {kieu}").format(kieu=_(_WORDS.get(align, align)))
        message = _("{ten} phải {muon}").format(ten=name_of(so.code), muon=wanted)
        fix = (Fix("doan", para, (("align", side),)),)
        yield Finding(message, item, found, wanted, fix)


def _placed_by_indent(van: JudgedDocument, item: JudgedLine, so: Numbers) -> bool:
    """Outside tables a column is made by a large left indent: no alignment to be judged."""
    para = item.para
    if para is None or para.cell is not None or so["chon_can"][0] != "center":
        return False
    return item.role in _COLUMN and (para.fmt.left > 40 or para.text.startswith("    "))


_COLUMN = frozenset(
    [
        "quoc_hieu",
        "tieu_ngu",
        "co_quan_chu_quan",
        "co_quan",
        "so",
        "dia_danh",
        "quyen_han",
        "chuc_vu",
        "ho_ten",
    ]
)
