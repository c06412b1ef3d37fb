"""Open questions go to Word as comments, and come back answered."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from generator.document.anchors import name
from generator.plan.toml import load_plan
from generator.pulling.question_comments import open_questions
from tests.pages import NS, W
from tests.word_edits import Reviewed, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

    Kehoach = Callable[..., Outcome]

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_KIND = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


class Desk:
    """The ward's plan, printed with its questions, and the clerk's copy of it."""

    def __init__(self, home: Path, kehoach: Kehoach) -> None:
        self.home, self.kehoach = home, kehoach
        self.plan = home / "plans/lang-son-2024/phuong-dong-kinh.toml"
        self.before = self.plan.read_bytes()
        self.questions = questions(self.plan)
        self.file = home / "ra/phuong-dong-kinh.docx"
        assert self.render().code == 0
        self.word = Reviewed(self.file.read_bytes())
        self.comments = etree.fromstring(self.word.parts["word/comments.xml"])

    def render(self) -> Outcome:
        return self.kehoach("render", self.plan, "--notes", "-o", "ra")

    def pull(self) -> Outcome:
        self.word.parts["word/comments.xml"] = etree.tostring(self.comments)
        return self.kehoach("pull", self.word.save(self.home / "sua.docx"))

    def one(self, words: str) -> str:
        """The number of a comment."""
        found = next(c for c in self.comments if words in text(c))
        return str(found.get(f"{W}id"))

    def delete(self, number: str) -> None:
        """As Word does: the comment, its range and its reference."""
        for tree in (self.comments, self.word.root):
            for node in list(tree.iter()):
                if str(node.tag).startswith(f"{W}comment") and node.get(f"{W}id") == number:
                    node.getparent().remove(node)

    def thread(self, number: str, reply: str = "", *, done: bool = False) -> None:
        """What Word writes of a reply or of a settled comment."""
        asking = next(c for c in self.comments if c.get(f"{W}id") == number)
        asking.findall("w:p", NS)[-1].set(f"{{{_W14}}}paraId", "0000AA01")
        entries = f'<w15:commentEx w15:paraId="0000AA01" w15:done="{int(done)}"/>'
        if reply:
            made = etree.SubElement(self.comments, f"{W}comment")
            made.set(f"{W}id", "990")
            made.set(f"{W}author", "Chánh Văn phòng")
            para = etree.SubElement(made, f"{W}p")
            para.set(f"{{{_W14}}}paraId", "0000AA02")
            etree.SubElement(etree.SubElement(para, f"{W}r"), f"{W}t").text = reply
            entries += '<w15:commentEx w15:paraId="0000AA02" w15:paraIdParent="0000AA01"/>'
        self.word.parts["word/commentsExtended.xml"] = (
            f'<w15:commentsEx xmlns:w15="{_W15}">{entries}</w15:commentsEx>'.encode()
        )
        name = "word/_rels/document.xml.rels"
        link = f'<Relationship Id="rIdEx" Type="{_KIND}" Target="commentsExtended.xml"/>'
        rels = self.word.parts[name]
        self.word.parts[name] = rels.replace(
            b"</Relationships>", f"{link}</Relationships>".encode()
        )

    @property
    def record(self) -> str:
        (path,) = self.home.glob("ho-so/*/y-kien.toml")
        return path.read_text("utf-8")


def questions(plan: Path) -> dict[str, str]:
    loaded, _problems = load_plan(plan)
    assert loaded is not None
    return open_questions(loaded.plan)


@pytest.fixture
def desk(workspace: Path, kehoach: Kehoach) -> Desk:
    return Desk(workspace, kehoach)


def _gone(desk: Desk) -> set[str]:
    return set(desk.questions) - set(questions(desk.plan))


def test_every_question_is_a_comment_at_the_text_it_asks_about(desk: Desk) -> None:
    assert len(desk.questions) > 2
    assert sorted(text(c) for c in desk.comments) == sorted(desk.questions.values())
    for node, question in desk.questions.items():
        (place,) = desk.word.root.xpath(
            f'//w:bookmarkStart[@w:name="{name(node)}"]/..', namespaces=NS
        )
        numbers = [r.get(f"{W}id") for r in place.iter(f"{W}commentReference")]
        assert question in [text(c) for c in desk.comments if c.get(f"{W}id") in numbers]


LONG = """
[[muc.khoan]]
id = "tong-kinh-phi-giai-doan-hai-nam"
can_xem = "Mức của phường là bao nhiêu?"
noi_dung = "Tổng kinh phí là 215 triệu đồng."

"""


def test_a_question_hangs_at_its_words_also_where_the_id_is_long(
    workspace: Path, kehoach: Kehoach
) -> None:
    plan = workspace / "plans/lang-son-2024/phuong-dong-kinh.toml"
    before, mark, after = plan.read_text("utf-8").partition("[[phu_luc]]")
    plan.write_text(before + LONG.lstrip() + mark + after, "utf-8")
    desk = Desk(workspace, kehoach)
    asked = desk.one("Mức của phường")
    (place,) = desk.word.root.xpath(f"//w:p[.//w:commentReference/@w:id={asked}]", namespaces=NS)
    assert text(place).startswith("7. Tổng kinh phí")


def test_printed_again_the_file_is_the_same_and_known_as_untouched(desk: Desk) -> None:
    data = desk.file.read_bytes()
    assert "không đổi" in desk.render().out
    assert desk.file.read_bytes() == data


def test_questions_that_nobody_answered_stay(desk: Desk) -> None:
    done = desk.pull()
    assert done.code == 0, done.err
    assert "KE806" not in done.err
    assert desk.plan.read_bytes() == desk.before


def test_a_deleted_comment_settles_its_question(desk: Desk) -> None:
    desk.delete(desk.one("Trang thông tin điện tử"))
    done = desk.pull()
    assert done.code == 0, done.err
    assert "KE815" in done.err
    (node,) = _gone(desk)
    assert "Trang thông tin điện tử" in desk.questions[node]
    assert f'nut = "{node}"' in desk.record
    assert "xong_nguoi" in desk.record


def test_a_reply_is_the_answer_and_is_kept_with_who_gave_it(desk: Desk) -> None:
    desk.thread(desk.one("Trang thông tin điện tử"), "Phường có trang riêng từ năm 2023")
    done = desk.pull()
    assert done.code == 0, done.err
    assert "Phường có trang riêng từ năm 2023" in done.err
    assert len(_gone(desk)) == 1
    assert 'loi = "Phường có trang riêng từ năm 2023"' in desk.record
    assert 'nguoi = "Chánh Văn phòng"' in desk.record


def test_a_resolved_comment_settles_its_question(desk: Desk) -> None:
    desk.thread(desk.one("Trang thông tin điện tử"), done=True)
    assert desk.pull().code == 0
    assert len(_gone(desk)) == 1


def test_words_typed_behind_the_question_are_the_answer(desk: Desk) -> None:
    number = desk.one("Trang thông tin điện tử")
    asking = next(c for c in desk.comments if c.get(f"{W}id") == number)
    node = list(asking.iter(f"{W}t"))[-1]
    node.text = f"{node.text}: không có"
    assert desk.pull().code == 0
    assert len(_gone(desk)) == 1
    assert 'loi = "không có"' in desk.record


def test_an_opinion_beside_a_question_is_no_answer(desk: Desk) -> None:
    number = desk.one("Trang thông tin điện tử")
    made = etree.SubElement(desk.comments, f"{W}comment")
    made.set(f"{W}id", "991")
    made.set(f"{W}author", "Người duyệt")
    etree.SubElement(
        etree.SubElement(etree.SubElement(made, f"{W}p"), f"{W}r"), f"{W}t"
    ).text = "Câu này dài quá"
    reference = next(
        r for r in desk.word.root.iter(f"{W}commentReference") if r.get(f"{W}id") == number
    )
    beside = etree.SubElement(reference.getparent(), f"{W}commentReference")
    beside.set(f"{W}id", "991")
    done = desk.pull()
    assert done.code == 0
    assert "Câu này dài quá" in done.err
    assert not _gone(desk)


def test_a_file_printed_without_questions_answers_none(workspace: Path, kehoach: Kehoach) -> None:
    plan = workspace / "plans/lang-son-2024/phuong-dong-kinh.toml"
    before = plan.read_bytes()
    kehoach("render", plan, "-o", "ra")
    assert kehoach("pull", workspace / "ra/phuong-dong-kinh.docx").code == 0
    assert plan.read_bytes() == before


def test_libreoffice_keeps_the_questions_open(desk: Desk, tmp_path: Path) -> None:
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "docx", "--outdir", str(tmp_path / "lo"), str(desk.file)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    done = desk.kehoach("pull", tmp_path / "lo/phuong-dong-kinh.docx", "-o", desk.plan)
    assert done.code == 0, done.err
    assert desk.plan.read_bytes() == desk.before


def test_a_draft_with_open_questions_never_looks_finished(
    workspace: Path, kehoach: Kehoach
) -> None:
    plan = "plans/lang-son-2024/phuong-dong-kinh.toml"
    assert kehoach("render", plan, "-o", "nhap").code == 0
    (drafted,) = Path("nhap").glob("*.docx")
    assert b"word/comments" in drafted.read_bytes()
    assert kehoach("render", plan, "-o", "sach", "--no-notes").code == 0
    (clean,) = Path("sach").glob("*.docx")
    assert b"word/comments" not in clean.read_bytes()


def test_a_plan_without_open_questions_is_printed_as_ever(
    workspace: Path, kehoach: Kehoach
) -> None:
    plan = "plans/lang-son-2024/thanh-pho.toml"
    files = []
    for folder, *asked in (("mot", "--notes"), ("hai", "--no-notes"), ("ba",)):
        assert kehoach("render", plan, "-o", folder, *asked).code == 0
        files += [path.read_bytes() for path in Path(folder).glob("*.docx")]
    assert len(files) == 3
    assert len(set(files)) == 1
