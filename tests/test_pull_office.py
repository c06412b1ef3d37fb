"""Ordinary edits of an office program: taken where the plan can hold them, else told once."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from generator.plan.toml import load_plan
from tests import clerk_edits as hand
from tests.pages import NS, W
from tests.redline.docs import NAMESPACES, p, tbl
from tests.test_pull import Desk, desk  # noqa: F401 - a fixture
from tests.word_edits import Reviewed, text

if TYPE_CHECKING:
    from generator.plan.model import NhiemVu

WORDS = "Tổ chức triển khai"
TITLE = "NÂNG CAO CHỈ SỐ PAR INDEX"


def made(xml: str) -> Any:
    """An element from its text."""
    return etree.fromstring(f"<x {NAMESPACES}>{xml}</x>")[0]


def bodies(word: Reviewed, row: int) -> Any:
    """The first paragraph of the cell that names who does a task."""
    at = hand.column(word, "chủ trì")
    return hand.table_rows(word)[row].findall("w:tc", NS)[at].find("w:p", NS)


def first_task(desk: Desk) -> NhiemVu:  # noqa: F811
    loaded, problems = load_plan(desk.plan)
    assert loaded is not None, problems
    return loaded.plan.phu_luc[0].nhiem_vu[0]


def test_a_title_no_longer_in_capitals_is_known_and_told(desk: Desk) -> None:  # noqa: F811
    title = desk.word.para(TITLE)
    hand.retype(title, text(title).capitalize())
    done = desk.pull()
    assert done.code == 0, done.err
    assert "chữ thường ở tên phụ lục, luôn in chữ hoa" in done.err


def test_a_subject_typed_in_capitals_is_the_subject(desk: Desk) -> None:  # noqa: F811
    subject = hand.one(desk.word, "KHTrichYeu")
    hand.retype(subject, text(subject).upper())
    assert desk.pull().code == 0
    assert f'trich_yeu = "{text(subject).upper()}"'.replace("\u00a0", " ") in desk.text


@pytest.mark.parametrize("typed", ["- - ", "+ - "])
def test_a_label_typed_before_the_one_that_stands_there_is_no_word_of_the_text(
    desk: Desk,  # noqa: F811
    typed: str,
) -> None:
    point = desk.word.para(f"- {WORDS}")
    hand.retype(point, typed + text(point).removeprefix("- "))
    assert desk.pull().code == 0
    assert f'noi_dung = "{WORDS}' in desk.text


def test_words_made_a_link_are_told_once(desk: Desk) -> None:  # noqa: F811
    para = desk.word.para(WORDS)
    run = next(r for r in para.iter(f"{W}r") if WORDS in text(r))
    looks = '<w:rPr><w:rStyle w:val="InternetLink"/><w:color w:val="0000FF"/><w:u w:val="single"/></w:rPr>'  # noqa: E501
    run.insert(0, made(looks))
    link = made('<w:hyperlink r:id="rIdAway"/>')
    run.addprevious(link)
    link.append(run)
    done = desk.pull()
    assert done.code == 0, done.err
    assert done.err.count("KE814") == 1
    assert "gắn liên kết" in done.err


@pytest.mark.parametrize("joint", [", ", " và ", None], ids=["comma", "and", "paragraphs"])
def test_known_bodies_joined_as_people_join_them_are_known(
    desk: Desk,  # noqa: F811
    joint: str | None,
) -> None:
    names = ["Văn phòng HĐND và UBND thành phố", "UBND các phường, xã"]
    cell = bodies(desk.word, 0)
    hand.retype(cell, joint.join(names) if joint else names[0])
    if joint is None:
        desk.word.after(cell, names[1])
    done = desk.pull()
    assert done.code == 0, done.err
    assert first_task(desk).chu_tri == ["van-phong-tp", "ubnd-phuong-xa"]
    assert names[1] in text(desk.word.row(names[1]))


def test_a_column_without_a_head_is_told_once_and_nothing_of_its_table_is_taken(
    desk: Desk,  # noqa: F811
) -> None:
    hand.new_column(desk.word, 2, "", {0: "Báo cáo"})
    refused = desk.pull()
    assert refused.code == 1
    assert refused.err.count("KE804") == 1
    assert "cột 3 của bảng không có tiêu đề" in refused.err
    desk.word.replace(WORDS, "Tiếp tục")
    assert desk.pull("--partial").code == 0
    assert desk.changed() == [line for line in desk.changed() if "Tiếp tục" in line]


def test_an_empty_row_is_told_and_a_second_paragraph_in_a_new_row_is_kept(desk: Desk) -> None:  # noqa: F811
    rows = hand.table_rows(desk.word)
    hand.new_row(desk.word, rows[1], {})
    row = hand.new_row(desk.word, rows[0], {hand.column(desk.word, "nhiệm vụ"): "Việc mới"})
    desk.word.after(row.findall("w:tc", NS)[1].find("w:p", NS), "Báo cáo kết quả.")
    done = desk.pull()
    assert done.code == 0, done.err
    assert "hàng trống thêm vào bảng" in done.err
    assert 'noi_dung = "Việc mới\\nBáo cáo kết quả."' in desk.changed()


def test_cells_of_two_tasks_made_one_are_told_once(desk: Desk) -> None:  # noqa: F811
    at = hand.column(desk.word, "chủ trì")
    for number, kind in enumerate(("restart", "continue")):
        cell = hand.table_rows(desk.word)[number].findall("w:tc", NS)[at]
        cell.insert(0, made(f'<w:tcPr><w:vMerge w:val="{kind}"/></w:tcPr>'))
    done = desk.pull()
    assert done.code == 1
    assert done.err.count("KE804") == 1
    assert "gộp làm một" in done.err
    assert desk.plan.read_bytes() == desk.before


@pytest.mark.parametrize("bold", [True, False], ids=["with a head", "without"])
def test_a_table_put_into_the_text_is_a_table_of_the_paragraph_before_it(
    desk: Desk,  # noqa: F811
    bold: bool,
) -> None:
    table = made(tbl(("Chỉ tiêu", "Số lượng"), ("Hộ nghèo", "25")))
    for run in table.find("w:tr", NS).iter(f"{W}r") if bold else ():
        run.insert(0, made("<w:rPr><w:b/></w:rPr>"))
    desk.word.para(WORDS).addnext(table)
    wanted = hand.said(desk.word)
    done = desk.pull()
    assert done.code == 0, done.err
    assert ('cot = ["Chỉ tiêu", "Số lượng"]' in desk.text) is bold
    assert hand.said(Reviewed(desk.render().read_bytes())) == wanted


def test_a_table_put_above_the_subject_is_refused_once(desk: Desk) -> None:  # noqa: F811
    table = made(tbl(("Chỉ tiêu", "Số lượng"), ("Hộ nghèo", "25")))
    desk.word.para("KẾ HOẠCH").addprevious(table)
    done = desk.pull()
    assert done.err.count("KE804") == 1
    assert "bảng mới ở chỗ kế hoạch không có bảng" in done.err


def test_a_table_with_cells_over_several_rows_is_refused_once(desk: Desk) -> None:  # noqa: F811
    table = made(tbl(("Chỉ tiêu", "Số lượng"), ("Hộ nghèo", "25")))
    table.find("w:tr", NS)[0].find("w:tcPr", NS).append(made('<w:vMerge w:val="restart"/>'))
    table.findall("w:tr", NS)[1][0].find("w:tcPr", NS).append(made("<w:vMerge/>"))
    desk.word.para(WORDS).addnext(table)
    done = desk.pull()
    assert done.err.count("KE804") == 1
    assert "bảng mới có ô gộp nhiều hàng" in done.err


def test_a_table_of_contents_is_words_of_the_program(desk: Desk) -> None:  # noqa: F811
    desk.word.parts["word/styles.xml"] = desk.word.parts["word/styles.xml"].replace(
        b"</w:styles>",
        b'<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
        b"</w:styles>",
    )
    line = made(p("I. MỤC ĐÍCH, YÊU CẦU 1", ppr='<w:pStyle w:val="TOC1"/>'))
    desk.word.para("I. MỤC ĐÍCH").addprevious(line)
    desk.word.para("I. MỤC ĐÍCH").addprevious(deepcopy(line))
    done = desk.pull()
    assert done.code == 0, done.err
    assert desk.plan.read_bytes() == desk.before


def test_a_table_of_tasks_removed_under_its_title_is_told(desk: Desk) -> None:  # noqa: F811
    desk.word.remove(desk.word.body.findall("w:tbl", NS)[-1])
    done = desk.pull()
    assert done.code == 1
    assert "chữ của mẫu bị xóa" in done.err
    assert desk.plan.read_bytes() == desk.before
