"""What a line of an administrative document is: the roles the classifier gives.

The names are those of Decree 30/2020/NĐ-CP, Annex I, without diacritics; what the
decree does not name (`diem_con`, `bang`, `dau_ky_so`, …) follows practice.
"""

from __future__ import annotations

from typing import Literal

Role = Literal[
    "quoc_hieu",
    "tieu_ngu",
    "co_quan_chu_quan",
    "co_quan",
    "so",
    "dia_danh",
    "ten_loai",
    "trich_yeu",
    "kem_theo",
    "kinh_gui",
    "can_cu",
    "mo_dau",
    "muc",
    "khoan",
    "diem",
    "diem_con",
    "doan",
    "ket_thuc",
    "nhan_noi_nhan",
    "noi_nhan",
    "quyen_han",
    "chuc_vu",
    "ho_ten",
    "phu_luc",
    "tieu_de_phu_luc",
    "bang",
    "so_trang",
    "dau_ky_so",
    "muc_do_khan",
    "do_mat",
    "luu_hanh",
    "du_thao",
    "phe_duyet",
    "duong_ke",
    "trong",
    "khac",
]
"""`muc` I. (or the top level, however numbered), `khoan` 1. (any level of numbers below it),
`diem` a) or -, `diem_con` a point below a point, `doan` a paragraph without a number,
`bang` a cell of a table of data, `trong` nothing but blanks, `khac` what no rule knows."""
