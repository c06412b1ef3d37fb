"""Faults of typing."""

from __future__ import annotations

import unicodedata

from lxml import etree

from tests.planting.parts import text, type_name
from tests.planting.surgery import Docx, W, runs_of, text_of, write
from tests.planting.table import add, fault, say

# --- typing

add(
    "chu_tach_dau",
    "TT705",
    lambda d: write(
        text(d), unicodedata.normalize("NFD", text_of(text(d))[:40]) + text_of(text(d))[40:]
    ),
)
add(
    "chu_tach_dau_tieu_de",
    "TT705",
    lambda d: write(type_name(d), unicodedata.normalize("NFD", text_of(type_name(d)))),
)
add("chu_kirin", "TT706", lambda d: say("Theo dõi trên hệ thống của cơ quan ВTC và báo cáo")(d))
add("chu_kirin_trong_tu", "TT706", lambda d: say("Các cơ quаn thực hiện nghiêm túc")(d))
add("ky_tu_rieng", "TT708", lambda d: say("Nội dung \uf0b7 theo biểu")(d))
add("ky_tu_an", "TT709", lambda d: say("Nội dung\u200b theo biểu")(d))
add("eth", "TT716", lambda d: say("Giao các cơ quan ðơn vị thực hiện")(d))
add(
    "tcvn3",
    "TT713",
    lambda d: write(
        text(d),
        "C¸c c¬ quan, ®¬n vÞ c¨n cø chøc n¨ng, nhiÖm vô ®−îc giao tæ chøc triÓn khai thùc hiÖn",
    ),
    "TT706",
    "VP301",
    "TT351",
)
add("hai_dau_cach", "TT703", lambda d: say("Giao các  cơ quan thực hiện")(d))
add("cach_truoc_phay", "TT704", lambda d: say("Giao các cơ quan , đơn vị thực hiện")(d))
add("thieu_cach_sau_phay", "TT717", lambda d: say("Giao các cơ quan,đơn vị thực hiện")(d))
add("nhieu_dau_cach", "TT701", lambda d: say("Giao các cơ quan       thực hiện")(d), "TT703")
add("nbsp", "TT707", lambda d: say("Giao các cơ\u00a0quan thực hiện")(d))
add("hai_kieu_dau", "TT711", lambda d: say("Thực hiện hòa giải, điều hoà, tùy và tuỳ")(d))
add("hai_kieu_ngoac", "TT710", lambda d: say('Gọi là "kế hoạch" và “phương án”')(d))


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
