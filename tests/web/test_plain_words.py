"""A page speaks of pages: no key of a file, no command, no path, whatever was found."""

from __future__ import annotations

import re
from inspect import getmembers, isclass

import msgspec
import pytest

from generator.diagnostics import error
from generator.explain import codes
from generator.locale import speak
from generator.plan import agencies, model
from generator.plan.slips.office_slips import _LEFT_OVER
from generator.review.sentences import field_name
from generator.web.editor_words import SAID
from generator.web.plain_words import hints_of, message_of
from tests.test_messages import catalogue

KEYS = {
    key
    for module in (model, agencies)
    for _name, kind in getmembers(module, isclass)
    if issubclass(kind, msgspec.Struct)
    for key in kind.__struct_fields__
    if "_" in key
}
"""Keys of the files, as their types name them."""
OF_FILES = re.compile(
    r"\.toml\b|\[\[|\bTOML\b|\bkehoach (?:check|derive|answer|issue|sign|import|pull|register)\b"
    rf"|(?<!\w)--[a-z]|(?<![\w{{])(?:{'|'.join(sorted(KEYS))})(?!\w)"
)
ONLY_A_TERMINAL_MEETS = {
    "CQ216", "KE810", "KE811", "NH004", "NH005", "NH521", "SO241", "SO309", "SO401", "SO402",
}  # fmt: skip
ON_PAGES = ("KH", "LC", "VB", "CQ", "DX", "NH", "SO", "QT", "HV", "TD", "KE")
"""Families of what is found in a plan, and in what becomes of it."""


@pytest.mark.parametrize("tongue", ["vi", "en"])
def test_no_message_brings_a_key_a_command_or_a_path_onto_a_page(tongue: str) -> None:
    speak(tongue)
    try:
        for pair in catalogue().items():
            said = re.sub(r"\{\w*(?::\w+)?\}", "…", pair[tongue == "en"])
            one = error("KH000", said, None, said)
            shown = hints_of(one)
            assert not [hint for hint in shown if OF_FILES.search(_own_words(hint))], said
            named = message_of(one._replace(code="KH411"))
            assert not OF_FILES.search(_own_words(named)), said
    finally:
        speak("vi")


def _own_words(text: str) -> str:
    return re.sub(r"“[^”]*”|«[^»]*»", "", text)


def test_where_a_code_is_mended_in_a_file_its_explanation_says_how_on_a_page() -> None:
    known = codes()
    in_files = {code for code, entry in known.items() if OF_FILES.search(entry["cach_sua"])}
    asked = {code for code in in_files if code.startswith(ON_PAGES)} - ONLY_A_TERMINAL_MEETS
    assert not [code for code in asked if not known[code].get("trinh_duyet")]
    ways = [(entry.get("trinh_duyet"), entry.get("in_browser")) for entry in known.values()]
    assert not [pair for pair in ways if (pair[0] is None) != (pair[1] is None)]
    assert not [way for pair in ways for way in pair if way and OF_FILES.search(way)]


@pytest.mark.parametrize(
    ("hints", "shown"),
    [
        (("Thêm cap_tren vào [van_ban]",), "nhờ người quản trị máy"),
        (("Sửa câu.", "Chạy kehoach check"), "Sửa câu."),
        ((), None),
    ],
)
def test_what_cannot_be_done_on_a_page_says_who_can(
    hints: tuple[str, ...], shown: str | None
) -> None:
    told = hints_of(error("KH000", "Sai", None, *hints))
    assert len(told) == (shown is not None)
    assert (shown or "") in "".join(told)


def test_a_file_is_told_by_its_name_and_a_persons_words_stay() -> None:
    assert message_of(error("KH000", "plans/a/ke-hoach.toml: hỏng")) == "ke-hoach: hỏng"
    assert message_of(error("KH000", "ke-hoach.toml:6:12: hỏng")) == "ke-hoach: hỏng"
    at_a_line = "Cấp trên giao 98% (/nha/Ông A/plans/tinh.toml:62:12)"
    assert message_of(error("KH000", at_a_line)) == "Cấp trên giao 98%"
    quoted = "Không có “so_lieu_moi” ở đây"
    assert message_of(error("KH411", quoted)) == quoted


def test_the_way_of_the_code_stands_in_for_hints_that_are_left_out() -> None:
    way = codes()["KH411"]["trinh_duyet"]
    assert hints_of(error("KH411", "Còn", None, "Xóa dòng can_xem")) == [way]
    assert hints_of(error("KH411", "Còn", None)) == [way]
    assert hints_of(error("KH411", "Còn", None, "Viết lại câu.")) == ["Viết lại câu."]


def test_what_the_editor_writes_into_a_new_node_is_known_as_a_place_left_open() -> None:
    for words in (SAID["new"], SAID["new_note"]):
        for said in (words, catalogue()[words]):
            assert _LEFT_OVER.search(said), said
    assert not _LEFT_OVER.search("Bổ sung nội dung mới vào kế hoạch.")


PARTS_OF_A_PLAN = {
    "can_cu", "mo_dau", "ket_thuc", "noi_nhan", "nguoi_ky", "phu_luc", "chu_thich", "nhiem_vu",
    "van_ban", "phien_ban",
}  # fmt: skip
"""Lists of nodes: their nodes are told, each by its own place."""


SPOKEN_OF = (
    *(model.VanBan, model.NguoiKy, model.NhiemVu, model.Khoan),
    *(model.PhuLuc, model.ChiTieu, model.GiaoViec, model.KeHoach),
)


@pytest.mark.parametrize("kind", SPOKEN_OF)
def test_what_a_comparison_speaks_of_has_a_name_that_is_no_key(
    kind: type[msgspec.Struct],
) -> None:
    keys = {key for key in kind.__struct_fields__ if "_" in key} - PARTS_OF_A_PLAN
    assert not [key for key in keys if field_name(key, kind.__name__) == key]
