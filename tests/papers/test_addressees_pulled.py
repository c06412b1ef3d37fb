"""The lines of "Kính gửi" edited in Word come back as the list they are."""

from __future__ import annotations

import copy
import tomllib
from typing import TYPE_CHECKING

import pytest
from docx import Document

from tests.papers.test_whole_way import written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

__all__ = ["written"]
BODY = """
[[muc]]
id = "mot"
tieu_de = "ĐÁNH GIÁ CHUNG"
khoan = [{ id = "mot-1", noi_dung = "Các phường gửi báo cáo đúng hạn./." }]
[[nguoi_ky]]
chuc_vu = "CHỦ TỊCH"
"""
ONE, TWO = 'kinh_gui = ["Sở Nội vụ"]', 'kinh_gui = ["Sở Nội vụ", "Sở Tài chính"]'


def edited(workspace: Path, change: Callable[[list], None]) -> None:
    document = Document(str(workspace / "output" / "thu.docx"))
    at = [p.text.startswith("Kính gửi") for p in document.paragraphs].index(True)
    change(document.paragraphs[at : at + 3])
    document.save(str(workspace / "sua.docx"))


def reword(place: int, old: str, new: str) -> Callable[[list], None]:
    def change(lines: list) -> None:
        for run in lines[place].runs:
            run.text = run.text.replace(old, new)

    return change


def one_more(lines: list) -> None:
    lines[2]._p.addnext(copy.deepcopy(lines[2]._p))
    reword(2, "Sở Tài chính.", "Sở Tài chính;")(lines)
    following = type(lines[2])(lines[2]._p.getnext(), lines[2]._parent)
    reword(0, "Sở Tài chính.", "Sở Y tế.")([following])


def one_less(lines: list) -> None:
    lines[1]._p.getparent().remove(lines[1]._p)


@pytest.mark.parametrize(
    ("above", "change", "wanted"),
    [
        (ONE, reword(0, "Nội vụ", "Y tế"), ["Sở Y tế"]),
        ('kinh_gui = ["…………"]', reword(0, "không có", ""), ["…………"]),
        ('kinh_gui = ["…………"]', reword(0, "…………", "Sở Y tế"), ["Sở Y tế"]),
        (ONE, reword(0, "Sở Nội vụ", "Sở Nội vụ; Sở Y tế"), ["Sở Nội vụ", "Sở Y tế"]),
        (TWO, reword(1, "Nội vụ", "Y tế"), ["Sở Y tế", "Sở Tài chính"]),
        (TWO, one_more, ["Sở Nội vụ", "Sở Tài chính", "Sở Y tế"]),
        (TWO, one_less, ["Sở Tài chính"]),
    ],
    ids=[
        "reworded",
        "left open",
        "filled in",
        "two on a line",
        "one of two",
        "one more",
        "one less",
    ],
)
def test_addressees_are_taken_as_they_stand(
    workspace: Path, kehoach: Callable[..., Outcome], written, above, change, wanted
) -> None:
    plan = written("TTr", BODY, "", above)
    assert kehoach("render", "plans/thu.toml").code == 0
    before = tomllib.loads(plan.read_text("utf-8"))
    edited(workspace, change)
    pulled = kehoach("pull", "sua.docx")
    assert (pulled.code, "KE804" in pulled.err) == (0, False), pulled.err
    assert tomllib.loads(plan.read_text("utf-8")) == before | {"kinh_gui": wanted}


def test_where_plan_and_word_both_change_an_addressee_neither_is_lost_in_silence(
    workspace: Path, kehoach: Callable[..., Outcome], written
) -> None:
    plan = written("TTr", BODY, "", ONE)
    assert kehoach("render", "plans/thu.toml").code == 0
    edited(workspace, reword(0, "Nội vụ", "Y tế"))
    plan.write_text(plan.read_text("utf-8").replace("Sở Nội vụ", "Sở Tài chính"), "utf-8")
    told = kehoach("pull", "sua.docx").err
    names = tomllib.loads(plan.read_text("utf-8"))["kinh_gui"]
    assert "Sở Tài chính" in names
    assert "Sở Y tế" in f"{names} {told}"
