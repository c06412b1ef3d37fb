"""The first day: names that people use, mistakes that people make, and the line to write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

    Kehoach = Callable[..., Outcome]

CITY = Path("plans/lang-son-2024/thanh-pho.toml")
NEW = Path("plans/lang-son-2024/thu.toml")


def changed(old: str, new: str) -> Path:
    """The city's plan under another id with one change."""
    text = CITY.read_text("utf-8")
    text = text.replace('ma = "kh-tp-lang-son-2024"', 'ma = "kh-thu"')
    assert old in text
    text = text.replace(old, new, 1)
    NEW.write_text(text, "utf-8")
    return NEW


def test_a_workspace_without_the_examples_passes_its_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kehoach: Kehoach
) -> None:
    monkeypatch.chdir(tmp_path)
    assert kehoach("init", "moi", "--no-examples").code == 0
    monkeypatch.chdir(tmp_path / "moi")
    checked = kehoach("check")
    assert checked.code == 0, checked.out + checked.err


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('tieu_de = "Mục đích"', 'tieu_de = "1. Mục đích"', 'tieu_de = "Mục đích"'),
        ('tieu_de = "TỔ CHỨC THỰC HIỆN"', 'tieu_de = "III. TỔ CHỨC THỰC HIỆN"',
         'tieu_de = "TỔ CHỨC THỰC HIỆN"'),
        ('noi_dung = "Tổ chức triển khai', 'noi_dung = "- Tổ chức triển khai',
         'noi_dung = "Tổ chức triển khai'),
        ('noi_dung = "Tổ chức triển khai', 'noi_dung = "a) Tổ chức triển khai',
         'noi_dung = "Tổ chức triển khai'),
    ],
)  # fmt: skip
def test_a_number_typed_into_the_words_is_an_error_with_the_line_to_write(
    workspace: Path, kehoach: Kehoach, old: str, new: str, line: str
) -> None:
    checked = kehoach("check", changed(old, new))
    assert checked.code == 1
    assert "KH436" in checked.err
    assert line in checked.err.split("→", 1)[1]


def test_a_sentence_that_begins_with_a_number_is_no_typed_number(
    workspace: Path, kehoach: Kehoach
) -> None:
    plan = changed('noi_dung = "Tổ chức triển khai', 'noi_dung = "100% cơ quan tổ chức triển khai')
    assert "KH436" not in kehoach("check", plan).err


@pytest.mark.parametrize(
    ("new", "line"),
    [
        ('so = "15/KH-UBND"', 'so = 15; ký hiệu ghi riêng: ky_hieu = "KH-UBND"'),
        ('so = "15"', "so = 15"),
    ],
)
def test_a_number_written_as_on_paper_gets_the_line_to_write(
    workspace: Path, kehoach: Kehoach, new: str, line: str
) -> None:
    checked = kehoach("check", changed('ma = "kh-thu"', f'ma = "kh-thu"\n{new}'))
    assert checked.code == 1
    assert line in checked.err


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("trước ngày 15/6/2024", "thoi_han = { truoc = 2024-06-15 }"),
        ("Ngày 20/9/2024", "thoi_han = { ngay = 2024-09-20 }"),
        ("thường xuyên", "thoi_han = { thuong_xuyen = true }"),
        ("năm 2024", "thoi_han = { nam = 2024 }"),
        ("khi có yêu cầu", 'thoi_han = { ghi_chu = "khi có yêu cầu" }'),
    ],
)
def test_a_deadline_written_as_words_gets_the_line_to_write(
    workspace: Path, kehoach: Kehoach, said: str, line: str
) -> None:
    plan = changed("thoi_han = { truoc = 2024-06-15 }", f'thoi_han = "{said}"')
    checked = kehoach("check", plan)
    assert checked.code == 1
    assert f"Viết: {line}" in checked.err


def test_an_agency_named_in_words_gets_its_id_told(workspace: Path, kehoach: Kehoach) -> None:
    checked = kehoach("check", changed('"ubnd-phuong-xa"', '"UBND các phường, xã"'))
    assert checked.code == 1
    assert 'Viết mã: "ubnd-phuong-xa"' in checked.err


@pytest.mark.parametrize(
    "name", ["phường Đông Kinh", "Ủy ban nhân dân phường Đông Kinh", "UBND Phường Đông Kinh"]
)
def test_a_unit_is_known_by_its_vietnamese_name(
    workspace: Path, kehoach: Kehoach, name: str
) -> None:
    done = kehoach("derive", CITY, "--unit", name, "-o", "ra")
    assert done.code == 0, done.err
    assert Path("ra/phuong-dong-kinh.toml").exists()


def test_a_word_file_given_to_derive_is_told_to_be_imported(
    workspace: Path, kehoach: Kehoach
) -> None:
    kehoach("render", CITY, "-o", "ra")
    told = kehoach("derive", "ra/thanh-pho.docx", "--unit", "phường Đông Kinh")
    assert told.code == 1
    assert "tệp Word" in told.err
    assert "kehoach import ra/thanh-pho.docx" in told.err


@pytest.mark.parametrize("verb", ["in", "kiểm-tra", "kiem-tra", "giai-thich"])
def test_verbs_answer_to_their_vietnamese_names(
    workspace: Path, kehoach: Kehoach, verb: str
) -> None:
    assert kehoach(verb, "--help").code == 0


def test_a_file_edited_in_word_is_offered_to_pull_first(workspace: Path, kehoach: Kehoach) -> None:
    kehoach("render", CITY, "-o", "ra")
    file = Path("ra/thanh-pho.docx")
    file.write_bytes(file.read_bytes() + b"\0")
    told = kehoach("render", CITY, "-o", "ra")
    assert told.code == 1
    first = told.err.split("→")[1]
    assert "kehoach pull ra/thanh-pho.docx" in first


DECISION = """
phien_ban = 1

[van_ban]
ma = "qd-thu"
loai = "QĐ"
co_quan = "ubnd-tinh-lang-son"
ngay = 2024-06-10
trich_yeu = "Về việc ban hành Quy chế làm việc"

[[muc]]
id = "m"
tieu_de = "NỘI DUNG"

[[muc.khoan]]
id = "k"
noi_dung = "Ban hành quy chế."

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
"""


def test_a_decision_without_bases_and_articles_is_none(workspace: Path, kehoach: Kehoach) -> None:
    NEW.write_text(DECISION, "utf-8")
    told = kehoach("check", NEW)
    assert "không có căn cứ ban hành" in told.err
    assert "không có Điều nào" in told.err
    basis = (
        '[[can_cu]]\nid = "c"\nnoi_dung = "Căn cứ Luật Tổ chức chính quyền địa phương;"\n\n[[muc]]'
    )
    right = DECISION.replace("[[muc]]", basis, 1).replace(
        'tieu_de = "NỘI DUNG"',
        'kieu = "dieu"\ntieu_de = "Ban hành kèm theo Quyết định này Quy chế."',
    )
    NEW.write_text(right, "utf-8")
    assert "KH437" not in kehoach("check", NEW).err


@pytest.mark.parametrize("kind", ["TTr", "Công văn"])
def test_a_submission_and_a_letter_without_addressee_are_none(
    workspace: Path, kehoach: Kehoach, kind: str
) -> None:
    text = DECISION.replace('loai = "QĐ"', f'loai = "{kind}"')
    NEW.write_text(text, "utf-8")
    told = kehoach("check", NEW)
    assert "KH438" in told.err
    assert kehoach("issue", NEW, "--reason", "thử").code == 1
    addressed = text.replace("phien_ban = 1", 'phien_ban = 1\nkinh_gui = ["Bộ Nội vụ"]')
    NEW.write_text(addressed, "utf-8")
    assert "KH438" not in kehoach("check", NEW).err
