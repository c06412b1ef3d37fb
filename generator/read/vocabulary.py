"""The words by which parts of an administrative document are known.

All patterns are matched on folded text (`normal.fold`): small letters, no marks, so
that CỘNG HOÀ and CỘNG HÒA, – and -, Uỷ and Ủy are one.
"""

from __future__ import annotations

import re

from generator.plan.wording import document_types
from generator.text.capitals import LARGE
from generator.text.normal import fold

QUOC_HIEU = re.compile(r"cong\s?hoa xa hoi chu nghia viet nam")
TIEU_NGU = re.compile(r"doc lap ?- ?tu do ?- ?hanh phuc")
QUOC_HIEU_DANG = re.compile(r"^dang cong san viet nam$")
QUOC_HIEU_PART = re.compile(r"^(cong hoa xa hoi|chu nghia viet nam)$")
TIEU_NGU_PART = re.compile(r"^(doc lap ?-? ?(tu do ?-?)?|(tu do ?-? ?)?hanh phuc)$")
_BLANK = r"[.\u2026_\-\s]*"
SO = re.compile(
    rf"^(?:ke hoach )?so ?[:.;]? ?(?P<so>\d{{1,5}}(?:[a-z]|bis)?|{_BLANK}) ?"
    r"(?P<nam>/(?:19|20)\d\d)? ?(?P<gach>[/\-]) ?(?P<ky_hieu>[a-z][a-z0-9&.,/\- ]*)?[.…_ ]*$"
)
"""Số: 126/KH-UBND; Số 134 /KH-UBND; Số:      /KH-UBND; Số: 05-KH/ĐU."""
NGAY_THANG = re.compile(
    r"ngay(?P<ngay>[\s\d.\u2026_/]*)thang(?P<thang>[\s\d.\u2026_/]*)nam(?P<nam>[\s\d.\u2026_]*)"
)
DIA_DANH = re.compile(
    r"^(?P<dia_danh>[^,;:]{2,45}?) ?[,.;]? ?\(?ngay[\s\d.\u2026_/]*"
    r"thang[\s\d.\u2026_/]*nam[\s\d.\u2026_)]*\.?$"
)
DIA_DANH_BEGUN = re.compile(r"^[^,;:]{2,40}, ?ngay[\s\d.\u2026_/]*(thang[\s\d.\u2026_/]*)?$")
DIA_DANH_REST = re.compile(r"^[\s\d.\u2026_/]*(thang[\s\d.\u2026_/]*)?nam[\s\d.\u2026_]*\.?$")

SO_TRANG = re.compile(r"^[-\u2013]? ?(?:trang ?)?\d{1,3}(?: ?/ ?\d{1,3})? ?[-\u2013]?$")
DUONG_KE = re.compile(r"^[-_=*~\u2013\u2014\u2015\u2500\s.·]{3,}$")
DAU_KY_SO = re.compile(
    r"^(so ?: ?\S+/\S+ ?; ?\d|ky boi ?:|nguoi ky ?:|thoi gian ky ?:|ngay ky ?:|"
    r"co quan ?: .*(uy ban|so|phong)|"
    r"email ?: \S+@|digitally signed|signature|signed by|"
    r"gio ky|ky so boi|da ky|\(da ky\)|\(ky,? |\(ky ten|\(ky so\)|\(chu ky|\(dau|\(ky va)"
)
MUC_DO_KHAN = re.compile(r"^(hoa toc(?: hen gio)?|thuong khan|khan)$")
DO_MAT = re.compile(r"^(tuyet mat|toi mat|mat)$")
LUU_HANH = re.compile(r"^(xem xong tra lai|luu hanh noi bo|tai lieu thu hoi)$")
DU_THAO = re.compile(r"^\(?(ban )?du thao(?: lan (?:thu )?\d+| \d+)?\)?[.:]?$")

KEM_THEO = re.compile(
    r"^\(? ?(?:ban hanh|kem|dinh kem|(?:phu luc )?ban hanh|trich)\b.{0,40}?\bkem theo\b|"
    r"^\(? ?kem (?:theo )?(?:ke hoach|quyet dinh|cong van|to trinh|van ban|bao cao|nghi quyet)|"
    r"^\(? ?(?:ban hanh|dinh kem|thuc hien) kem"
)
KINH_GUI = re.compile(r"^kinh gui ?:?")
NOI_NHAN = re.compile(r"^noi nhan ?[:;.]?(?P<rest>.*)$")
LUU = re.compile(
    r"^[-+*\u2022]? ?luu ?[:;.]? ?(?P<rest>(?:$|vt|van thu|ho so|hs|vp|van phong|tc|kt|"
    r"[a-z]{2,8}\b).*)$"
)
PHE_DUYET = re.compile(r"^(phe duyet|xac nhan|y kien|duyet|y duyet|kiem tra)\b.{0,60}$")

_TITLES = (
    "chu tich", "pho chu tich", "giam doc", "pho giam doc", "tong giam doc", "pho tong giam doc",
    "truong phong", "pho truong phong", "chanh van phong", "pho chanh van phong",
    "truong ban", "pho truong ban", "hieu truong", "pho hieu truong", "vien truong",
    "pho vien truong", "cuc truong", "pho cuc truong", "vu truong", "pho vu truong",
    "chi cuc truong", "pho chi cuc truong", "bo truong", "thu truong", "bi thu", "pho bi thu",
    "truong cong an", "pho truong cong an", "chi huy truong", "chi huy pho",
    "pho chi huy truong", "chanh thanh tra", "pho chanh thanh tra", "truong khoa",
    "pho truong khoa", "truong tram", "pho truong tram", "tram truong", "doi truong",
    "pho doi truong", "hat truong", "truong doan", "truong bo phan", "to truong", "to pho",
    "thu ky", "chu toa", "nguoi ghi bien ban",
    "bi thu dang uy", "tong bien tap", "pho tong bien tap", "tong thanh tra",
    "kiem soat vien", "chanh an", "pho chanh an", "vien pho", "thu truong don vi",
    "thu tuong", "pho thu tuong", "tong cuc truong", "nguoi lap", "nguoi lap ke hoach",
    "nguoi lap bieu", "nguoi xay dung ke hoach", "giao vien", "cong chuc", "can bo",
    "ke toan", "ke toan truong", "quyen", "truong thon", "pho thu truong", "uy vien",
    "uy vien thuong truc", "pho chu tich thuong truc", "pho truong ban thuong truc",
    "truong tieu ban", "tong phu trach doi", "chinh uy", "pho chinh uy", "pho tram truong",
)  # fmt: skip
_TITLE_WORDS = "|".join(sorted((re.escape(t) for t in _TITLES), key=len, reverse=True))
CHUC_VU = re.compile(rf"^(?:(?:quyen|q\.) ?)?(?:{_TITLE_WORDS})\b[a-z0-9,&.\- ]{{0,70}}$")
CHUC_VU_BARE = re.compile(rf"^(?:(?:quyen|q\.) ?)?(?:{_TITLE_WORDS})$")
QUYEN_HAN = re.compile(
    r"^(tm|t/m|kt|k/t|tl|t/l|tuq|t/uq|q|thay mat|thua lenh|thua uy quyen) ?[./:] ?"
    r"(?P<rest>[a-z].{2,90})$"
)
QUYEN_HAN_LOOSE = re.compile(
    r"^(tm|kt|tl|tuq|t/m|k/t|t/l) (?P<rest>(uy ban|chu tich|giam doc|hieu truong|"
    r"truong|ban|chanh|bo truong|thu truong|cuc|bi thu|dang).*)$"
)

PHU_LUC = re.compile(
    r"^(phu luc|phu bieu|bieu mau|bieu so|bieu|mau so|mau|phu luc so)"
    r"(?: ?(?:so ?)?[:.]? ?(?P<so>[ivxl]{1,6}|\d{1,2}[a-z]?|[a-e]))?"
    r"(?: ?[.:\-] ?(?P<rest>.*)| (?P<tail>.*))?$"
)
"""Phụ lục, Phụ lục II, PHỤ LỤC 01: DANH SÁCH …"""
PHU_LUC_ALONE = re.compile(
    r"^(phu luc|phu bieu|bieu|mau|bieu mau)"
    r"(?: (?:so ?)?[:.]? ?(?:[ivxl]{1,6}|\d{1,2}[a-z]?|[a-e]))?[.:]?$"
)
DANH_SACH = re.compile(
    r"^(danh muc|danh sach|bang (phan cong|tong hop|chi tiet|ke)|lich (cong tac|trinh)|"
    r"tien do|de cuong|phan cong|bieu tong hop|tong hop|du toan)\b"
)

UNIT = re.compile(
    r"^(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|thi tran|xa|phuong|dac khu|viet nam|trung uong)\b"
)
"""The second line of ỦY BAN NHÂN DÂN / TỈNH LẠNG SƠN: no agency of its own."""
UNIT_WITHIN = re.compile(
    r"\b(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|thi tran|xa|phuong|dac khu) \S"
)
AUTHORITY = re.compile(
    r"^(tham quyen|chu tich|uy ban|hoi dong|giam doc|bo truong|thu tuong|hieu truong|chanh|truong|"
    r"vien truong|tong giam doc|cuc truong|chi cuc|quyet nghi|quyet dinh|thu truong|ban |so )"
)
"""Who decides, in capitals under the subject of a decision."""
AGENCY_NOUN = re.compile(
    r"^(uy ban (?:nhan dan|mat tran)|ubnd|hoi dong|hdnd|so|bo|phong|ban|truong|trung tam|chi cuc|"
    r"cuc|vien|benh vien|van phong|cong an|thanh tra|chi nhanh|cong ty|tong cong ty|hoi|"
    r"doan|lien doan|dang (?:bo|uy)|huyen uy|tinh uy|thanh uy|chi bo|bo chi huy|bo tu lenh|"
    r"ban chi huy|kho bac|bao hiem|ngan hang|tram|dai|bao|toa an|cong doan|to|khoa|lien hiep|"
    r"tap doan|mat tran|bqt|ban quan ly|ubmttq|uy ban|chi hoi|vksnd|hat|doi|thuong truc|"
    r"quy|nha|thu vien|bao tang|dai hoc|hoc vien|tong cuc|kiem lam)\b"
)
NAME = re.compile(rf"^(?:{LARGE}[a-zA-ZĐđÀ-ỹ’'\-]*\.? ){{1,6}}{LARGE}[a-zA-ZĐđÀ-ỹ’'\-]*$")
ACADEMIC = re.compile(
    r"^(?:(?:gs|pgs|ts|ths|th\.s|cn|ks|bs|bsck\w*|bs ?ck ?\w+|ckii|cki|dai ta|thuong ta|trung ta|"
    r"thieu ta|dai uy|thieu tuong|trung tuong|ong|ba|luong y|ds|dsck\w*|nha giao)[.:]* ?)+"
)
CAN_CU = re.compile(
    r"^(can cu|xet|theo de nghi|theo tinh than|chieu|theo chi dao|thuc hien theo)\b"
)
KET_THUC = re.compile(
    r"^(tren day la|tren co so ke hoach|yeu cau (?:cac|thu truong|cac co quan|lanh dao)|"
    r"de nghi (?:cac|thu truong|uy ban)|"
    r"can cu ke hoach|can cu (?:noi dung|vao ke hoach)|trong qua trinh|nhan duoc ke hoach|"
    r"qua trinh (?:trien khai|thuc hien|to chuc)|ke hoach nay|giao (?:cac|phong|so|van phong)|"
    r"(?:uy ban nhan dan|ubnd|so|ban|phong|truong|nha truong|chu tich)[^.]{0,80}"
    r"(?:yeu cau|de nghi|giao)|noi dung ke hoach)"
)

ALL_REPORT = re.compile(
    r"^(?:(?:dinh ky|hang (?:nam|quy|thang|tuan)|6 thang|truoc ngay|cham nhat)\b[^.;]{0,90}?[, ])?"
    r"(?:thu truong )?(?:cac )?(?:so|co quan|don vi|phong)\b(?=[^.;]{0,90}(?:, | va )"
    r"(?:cac )?(?:uy ban nhan dan|ubnd|dia phuong|xa|phuong|don vi)\b)[^.;]{0,120}? bao cao\b"
)
"""A paragraph by which everybody reports: it is of no one item before it."""

_TYPES = {fold(name): name for name in document_types().values()}
_SPACED = {name.replace(" ", ""): name for name in _TYPES}


def type_name(folded: str) -> tuple[str, str] | None:
    """The type a line names and what follows it on the line, folded: ("Kế hoạch", "")."""
    text = folded.strip(" *:.")
    if text in _TYPES:
        return _TYPES[text], ""
    tight = text.replace(" ", "")
    if tight in _SPACED and len(text) <= 3 * len(tight):
        return _TYPES[_SPACED[tight]], ""
    for name in _TYPES:
        if text.startswith(name) and text[len(name) : len(name) + 1] in (" ", ":"):
            return _TYPES[name], text[len(name) :].strip(" :")
    return None


def is_name(text: str) -> bool:
    """Tell whether a line may be the name of a person, perhaps after an academic title."""
    words = text.split()
    if not 2 <= len(words) <= 9 or any(c.isdigit() for c in text):
        return False
    skipped = ACADEMIC.match(fold(text))
    if skipped:
        count = len(skipped[0].split())
        words = words[count:]
        if not words:
            return False
        text = " ".join(words)
    return NAME.match(text) is not None and 2 <= len(words) <= 6
