"""Footnotes of a Word file of anybody's become footnotes of the plan; none is lost unsaid."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from generator.plan.toml import load_plan
from tests.pages import NS, W
from tests.test_footnotes import IDS, Noted, noted  # noqa: F401 - a fixture
from tests.word_edits import Reviewed, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.plan.model import KeHoach
    from tests.conftest import Outcome

    Kehoach = Callable[..., Outcome]


class Read(Noted):
    """A plan with footnotes as a Word file, and what is read from it."""

    def __init__(self, workspace: Path, kehoach: Kehoach) -> None:
        super().__init__(workspace, kehoach)
        self.word = Reviewed(self.docx().read_bytes())
        self.notes = etree.fromstring(self.word.parts["word/footnotes.xml"])

    def strange(self) -> None:
        """As another program would have written it: no bookmark of ours."""
        for root in (self.word.root, self.notes):
            for node in root.xpath("//w:bookmarkStart | //w:bookmarkEnd", namespaces=NS):
                node.getparent().remove(node)

    def read(self) -> tuple[KeHoach, Outcome]:
        self.word.parts["word/footnotes.xml"] = etree.tostring(self.notes)
        source = self.word.save(self.home / "nguon.docx")
        done = self.kehoach("import", source, "-o", "plans/nhap.toml")
        loaded, _found = load_plan(self.home / "plans/nhap.toml")
        assert loaded is not None, done.err
        return loaded.plan, done

    def note(self, words: str) -> Any:
        return next(n for n in self.notes.findall("w:footnote", NS) if words in text(n))


@pytest.fixture
def source(workspace: Path, kehoach: Kehoach) -> Read:
    return Read(workspace, kehoach)


def test_a_plan_its_word_file_and_the_plan_read_from_it_say_the_same(source: Read) -> None:
    plan, done = source.read()
    again, _found = load_plan(source.plan)
    assert again is not None
    assert "NH042" not in done.err
    assert {n.id: n.noi_dung for n in plan.chu_thich} == {
        n.id: n.noi_dung for n in again.plan.chu_thich
    }
    assert plan.van_ban.trich_yeu == again.plan.van_ban.trich_yeu
    assert plan.muc == again.plan.muc
    task, was = (p.phu_luc[0].nhiem_vu[0] for p in (plan, again.plan))
    assert (task.noi_dung, task.san_pham) == (was.noi_dung, was.san_pham)


def test_footnotes_of_another_program_are_read_with_their_places(source: Read) -> None:
    source.strange()
    plan, done = source.read()
    assert "NH042" not in done.err
    assert len(plan.chu_thich) == len(IDS)
    (item,) = plan.muc[0].khoan
    ids = {n.noi_dung: n.id for n in plan.chu_thich}
    numbers = ids["Số liệu **năm 2023** của {kh-105:ngan} & <các báo cáo>."]
    assert item.noi_dung == (
        f"Có 95% hồ sơ{{chu-thich:{numbers}}} đúng hạn, "
        f"người dân **hài lòng{{chu-thich:{ids['Đo theo phiếu hỏi.']}}}**."
    )
    assert "KH44" not in source.kehoach("check", "plans/nhap.toml").err


def test_an_endnote_is_read_as_a_footnote(source: Read) -> None:
    parts = source.word.parts
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        parts[name] = parts[name].replace(b"footnotes", b"endnotes")
    for mark in list(source.word.root.iter(f"{W}footnoteReference")):
        mark.tag = f"{W}endnoteReference"
    xml = etree.tostring(source.notes).replace(b"w:footnote", b"w:endnote")
    parts["word/endnotes.xml"] = xml
    plan, _done = source.read()
    assert [n.noi_dung for n in plan.chu_thich][3] == "Đo theo phiếu hỏi."


def test_a_footnote_of_two_paragraphs_is_one_of_the_plan(source: Read) -> None:
    note = source.note("phiếu hỏi")
    more = deepcopy(note.find("w:p", NS))
    for run in more.findall("w:r", NS)[:-1]:
        more.remove(run)
    next(more.iter(f"{W}t")).text = "Phiếu do tỉnh in."
    note.append(more)
    plan, _done = source.read()
    assert "Đo theo phiếu hỏi. Phiếu do tỉnh in." in [n.noi_dung for n in plan.chu_thich]


def test_a_footnote_where_the_plan_has_no_words_is_told(source: Read) -> None:
    mark = next(m for m in source.word.root.iter(f"{W}footnoteReference")).getparent()
    source.word.para("CỘNG HÒA").append(mark)
    plan, done = source.read()
    assert "Trên địa bàn thành phố." not in [n.noi_dung for n in plan.chu_thich]
    assert "NH042" in done.err
    assert "Trên địa bàn thành phố." in done.err


def test_a_sign_typed_in_place_of_the_number_is_no_text(source: Read) -> None:
    mark = source.word.root.findall(".//w:footnoteReference", NS)[3]
    mark.set(f"{W}customMarkFollows", "1")
    etree.SubElement(mark.getparent(), f"{W}t").text = "(*)"
    plan, _done = source.read()
    (item,) = plan.muc[0].khoan
    assert "**hài lòng{chu-thich:phieu}**." in (item.noi_dung or "")


def test_footnotes_of_a_pdf_are_read_with_their_places(noted: Noted) -> None:  # noqa: F811
    assert noted.kehoach("render", noted.plan, "-o", "ra", "--pdf").code == 0
    done = noted.kehoach("import", "ra/chu-thich.pdf", "-o", "plans/nhap.toml")
    loaded, _found = load_plan(noted.home / "plans/nhap.toml")
    assert loaded is not None, done.err
    ids = {n.noi_dung: n.id for n in loaded.plan.chu_thich}
    assert set(ids) >= {"Đo theo phiếu hỏi.", "Mỗi quý một lần.", "Trên địa bàn thành phố."}
    (item,) = loaded.plan.muc[0].khoan
    assert f"hài lòng{{chu-thich:{ids['Đo theo phiếu hỏi.']}}}" in (item.noi_dung or "")
    assert "NH042" not in done.err
