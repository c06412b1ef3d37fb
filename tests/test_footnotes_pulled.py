"""Footnotes edited in Word come back into the plan: changed, new, moved, gone, never lost."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from generator.plan.toml import load_plan
from tests.pages import NS, W
from tests.test_footnotes import Noted
from tests.word_edits import Reviewed, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Kehoach = Callable[..., Outcome]

NOTES = "word/footnotes.xml"


class Back(Noted):
    """A plan with footnotes, its print, and the reviewer's copy of it."""

    def __init__(self, workspace: Path, kehoach: Kehoach) -> None:
        super().__init__(workspace, kehoach)
        self.word = Reviewed(self.docx().read_bytes())
        self.before = self.plan.read_text("utf-8")
        self.notes = etree.fromstring(self.word.parts[NOTES])

    def note(self, words: str) -> Any:
        return next(n for n in self.notes.findall("w:footnote", NS) if words in text(n))

    def mark(self, words: str) -> Any:
        """The run with the reference to the footnote that says these words."""
        id_ = self.note(words).get(f"{W}id")
        marks = self.word.root.iter(f"{W}footnoteReference")
        return next(m for m in marks if m.get(f"{W}id") == id_).getparent()

    def pull(self, *options: str) -> Outcome:
        self.word.parts[NOTES] = etree.tostring(self.notes)
        return self.kehoach("pull", self.word.save(self.home / "sua.docx"), *options)

    def changed(self) -> set[str]:
        """Lines of the plan that are not as before."""
        now = self.plan.read_text("utf-8").split("\n")
        return set(now) - set(self.before.split("\n"))

    def said(self) -> dict[str, str]:
        loaded, _found = load_plan(self.plan)
        assert loaded is not None
        return {note.id: note.noi_dung for note in loaded.plan.chu_thich}


@pytest.fixture
def back(workspace: Path, kehoach: Kehoach) -> Back:
    return Back(workspace, kehoach)


def test_what_nobody_edited_comes_back_byte_for_byte(back: Back) -> None:
    done = back.pull()
    assert done.code == 0, done.err
    assert back.plan.read_text("utf-8") == back.before


def test_footnotes_that_word_numbered_anew_are_the_same_footnotes(back: Back) -> None:
    for node in (*back.notes.findall("w:footnote", NS), *_marks(back)):
        number = int(node.get(f"{W}id"))
        node.set(f"{W}id", str(number + 40 if number > 0 else number))
    done = back.pull()
    assert done.code == 0, done.err
    assert back.plan.read_text("utf-8") == back.before


def _marks(back: Back) -> list[Any]:
    return list(back.word.root.iter(f"{W}footnoteReference"))


def test_the_words_of_a_footnote_come_back(back: Back) -> None:
    node = next(t for t in back.note("phiếu hỏi").iter(f"{W}t") if "phiếu" in (t.text or ""))
    node.text = "Đo theo phiếu hỏi của tỉnh."
    done = back.pull()
    assert done.code == 0, done.err
    assert back.changed() == {'noi_dung = "Đo theo phiếu hỏi của tỉnh."'}


def test_a_citation_in_a_footnote_stays_one(back: Back) -> None:
    node = next(t for t in back.note("Số liệu").iter(f"{W}t") if "Số liệu" in (t.text or ""))
    node.text = "Các số liệu "
    assert back.pull().code == 0
    assert back.said()["so-lieu"] == "Các số liệu **năm 2023** của {kh-105:ngan} & <các báo cáo>."


def test_a_new_footnote_becomes_one_of_the_plan(back: Back) -> None:
    new = deepcopy(back.note("phiếu hỏi"))
    new.set(f"{W}id", "99")
    for mark in new.xpath(".//w:bookmarkStart | .//w:bookmarkEnd", namespaces=NS):
        mark.getparent().remove(mark)
    next(t for t in new.iter(f"{W}t") if "phiếu" in (t.text or "")).text = "Tính đến 31/12/2023."
    back.notes.append(new)
    mark = deepcopy(back.mark("phiếu hỏi"))
    mark.find("w:footnoteReference", NS).set(f"{W}id", "99")
    back.word.para("Thực hiện Kế hoạch").append(mark)
    done = back.pull()
    assert done.code == 0, done.err
    (id_,) = set(back.said()) - set(_ids(back.before))
    assert back.said()[id_] == "Tính đến 31/12/2023."
    assert f"ban hành kế hoạch như sau:{{chu-thich:{id_}}}" in back.plan.read_text("utf-8")
    assert back.codes() == []


def _ids(plan: str) -> list[str]:
    return [line.split('"')[1] for line in plan.split("\n") if line.startswith("id = ")]


def test_a_footnote_that_was_deleted_goes_with_its_mark(back: Back) -> None:
    mark = back.mark("phiếu hỏi")
    mark.getparent().remove(mark)
    back.notes.remove(back.note("phiếu hỏi"))
    done = back.pull()
    assert done.code == 0, done.err
    assert "phieu" not in back.said()
    assert "người dân **hài lòng**." in back.plan.read_text("utf-8")
    assert back.codes() == []


def test_a_mark_goes_where_it_was_carried_with_the_words_around_it(back: Back) -> None:
    mark = back.mark("Số liệu")
    following = mark.getnext()
    following.addnext(mark)
    done = back.pull()
    assert done.code == 0, done.err
    assert "đúng hạn, người dân {chu-thich:so-lieu}**hài lòng" in back.plan.read_text("utf-8")
    assert set(back.said()) == set(_ids(back.before)) & set(back.said())


def test_words_around_a_mark_change_and_the_mark_stays(back: Back) -> None:
    back.word.replace("đúng hạn, người dân", "đúng và trước hạn, người dân")
    assert back.pull().code == 0
    assert (
        'noi_dung = "Có 95% hồ sơ{chu-thich:so-lieu} đúng và trước hạn, người dân '
        '**hài lòng{chu-thich:phieu}**."'
    ) in back.changed()


@pytest.mark.parametrize("cell", ["Rà soát thủ tục", "Báo cáo", "Mức chung"])
def test_words_of_a_cell_change_and_its_mark_stays(back: Back, cell: str) -> None:
    back.word.replace(cell, f"{cell} năm nay")
    done = back.pull()
    assert done.code == 0, done.err
    assert f"{cell} năm nay{{chu-thich:" in back.plan.read_text("utf-8")
    assert back.codes() == []


def test_a_footnote_struck_through_by_hand_is_a_question(back: Back) -> None:
    run = next(r for r in back.note("phiếu hỏi").iter(f"{W}r") if "phiếu" in text(r))
    looks = run.find("w:rPr", NS)
    looks = etree.SubElement(run, f"{W}rPr") if looks is None else looks
    run.insert(0, looks)
    etree.SubElement(looks, f"{W}strike")
    done = back.pull()
    assert done.code == 1
    assert "KE813" in done.err


def test_a_footnote_emptied_while_its_mark_stays_is_told(back: Back) -> None:
    for node in back.note("phiếu hỏi").iter(f"{W}t"):
        node.text = ""
    done = back.pull()
    assert done.code == 1
    assert back.plan.read_text("utf-8") == back.before
