"""`pull`: a rendered .docx that a reviewer edited comes back into its plan."""

from __future__ import annotations

import json
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.document.compose import compose
from generator.plan.toml import load_plan
from generator.plan.wording import deadline
from generator.pulling.table import read_deadline
from generator.workspace.workspace import Workspace
from tests.pages import NS, ROOT, W
from tests.word_edits import Reviewed, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from tests.conftest import Outcome

    Kehoach = Callable[..., Outcome]

POINT = "- Tổ chức triển khai thực hiện các"


class Desk:
    """A plan, its rendering, and the reviewer's copy of it."""

    def __init__(self, workspace: Path, kehoach: Kehoach, name: str = "thanh-pho") -> None:
        self.kehoach, self.home = kehoach, workspace
        self.plan = workspace / f"plans/lang-son-2024/{name}.toml"
        self.render()
        self.word = Reviewed((workspace / f"ra/{name}.docx").read_bytes())
        self.before = self.plan.read_bytes()

    def render(self) -> Path:
        assert self.kehoach("render", self.plan, "-o", "ra", "--overwrite").code == 0
        return self.home / "ra" / f"{self.plan.stem}.docx"

    def pull(self, *options: str) -> Outcome:
        return self.kehoach("pull", self.word.save(self.home / "sua.docx"), *options)

    @property
    def text(self) -> str:
        return self.plan.read_text("utf-8")

    def changed(self) -> list[str]:
        old, new = self.before.decode().split("\n"), self.text.split("\n")
        return [line for line in new if line and line not in old]


@pytest.fixture
def desk(workspace: Path, kehoach: Kehoach) -> Desk:
    return Desk(workspace, kehoach)


def lines(path: Path) -> list[str]:
    """What a reader sees, without empty lines."""
    return [t for t in Reviewed(path.read_bytes()).texts() if t.strip()]


def tasks(word: Reviewed) -> list[Any]:
    return [r for r in word.root.iter(f"{W}tr") if len(r.findall("w:tc", NS)) == 6][1:]


# ------------------------------------------------------------------------------ the law


@pytest.mark.parametrize("name", ["tinh", "thanh-pho", "phuong-dong-kinh"])
def test_what_nobody_edited_comes_back_byte_for_byte(
    workspace: Path, kehoach: Kehoach, name: str
) -> None:
    desk = Desk(workspace, kehoach, name)
    done = desk.pull()
    assert done.code == 0, done.err
    assert desk.plan.read_bytes() == desk.before


def plain_blanks(line: str) -> str:
    """Where a line breaks is the print's, not the plan's."""
    return line.replace("\u00a0", " ")


def test_words_come_back_and_citations_nobody_touched_stay_citations(desk: Desk) -> None:
    desk.word.replace("Tổ chức triển khai thực hiện các", "Tiếp tục thực hiện tốt các")
    done = desk.pull()
    assert done.code == 0, done.err
    (line,) = desk.changed()
    assert line == (
        'noi_dung = "Tiếp tục thực hiện tốt các nội dung theo Kết luận của Chủ tịch UBND tỉnh tại '
        '{tb-277:ngay} và {kh-105:du}."'
    )


def test_a_citation_whose_words_were_changed_becomes_plain_text(desk: Desk) -> None:
    desk.word.replace("tại Thông báo số 277/TB-UBND ngày 25/5/2024", "tại Thông báo số 278/TB-UBND")
    assert desk.pull().code == 0
    (line,) = desk.changed()
    assert "Thông báo số 278/TB-UBND của UBND tỉnh Lạng Sơn" in line
    assert "{kh-105:du}" in line


def _split(w: Reviewed) -> None:
    w.split(w.para(POINT), "theo Kết luận")


def _heading(w: Reviewed) -> None:
    new = w.after(w.para("2. Yêu cầu").getprevious(), "2. Phạm vi")
    new.find("w:pPr/w:pStyle", NS).set(f"{W}val", "Heading2")
    following = w.para("2. Yêu cầu")
    next(following.iter(f"{W}t")).text = "3. Yêu cầu"


def _section(w: Reviewed) -> None:
    new = w.after(w.para("II. ").getprevious(), "II. PHẠM VI")
    new.find("w:pPr/w:pStyle", NS).set(f"{W}val", "Heading1")
    for old, number in (("III. ", "IV. "), ("II. NHIỆM", "III. NHIỆM")):
        w.replace(old, number)


def _letters(w: Reviewed) -> None:
    for para in list(w.root.iter(f"{W}p")):
        if text(para).startswith(POINT):
            w.after(para, "+ Chi tiết thứ nhất;")


def _new_row(w: Reviewed) -> None:
    row = tasks(w)[1]
    new = deepcopy(row)
    w.without_bookmarks(new)
    row.addnext(new)
    for number, words in enumerate(("3", "Việc mới", "", "", "Báo cáo", "Trước ngày 30/9/2024")):
        w.cell(new, number, words)
    for number, each in enumerate(tasks(w), 1):
        w.cell(each, 0, str(number))


def _without_anchors(w: Reviewed) -> None:
    for start in (POINT, "2. Yêu cầu"):
        w.without_bookmarks(w.para(start))
    w.replace("Tổ chức triển khai thực hiện", "Tổ chức thực hiện")


EDITS: dict[str, Callable[[Reviewed], object]] = {
    "a word": lambda w: w.replace("Phát huy những", "Phát huy các"),
    "a new point": lambda w: w.after(w.para(POINT), "- Điểm mới & khác < xưa."),
    "a plain paragraph": lambda w: w.after(w.para(POINT), "Đoạn không dấu * và {ngoặc}."),
    "two plain paragraphs": lambda w: w.after(w.after(w.para(POINT), "Một."), "Hai."),
    "a deeper point": _letters,
    "a paragraph of the preamble": lambda w: w.after(w.para("Thực hiện Thông báo"), "Đoạn mở đầu."),
    "a paragraph cut in two": _split,
    "two paragraphs joined": lambda w: w.join(w.para(POINT)),
    "a point removed": lambda w: w.remove(w.para(POINT)),
    "a point moved": lambda w: w.move(w.para(POINT), w.para("2. Yêu cầu")),
    "a title": lambda w: w.replace("2. Yêu cầu", "2. Các yêu cầu"),
    "a new item": _heading,
    "a new section": _section,
    "bold words": lambda w: w.bold(w.para(POINT), "triển khai"),
    "number, date, subject": lambda w: (
        w.replace("……/KH-UBND", "126/KH-UBND"),
        w.replace("ngày 07 tháng 6 năm 2024", "ngày 10 tháng 7 năm 2024"),
        w.replace("Nâng cao Chỉ số cải cách", "Cải thiện Chỉ số cải cách"),
    ),
    "recipients": lambda w: (
        w.after(w.para("- Sở Nội vụ;"), "- Công an thành phố;"),
        w.remove(w.para("- Công an, Ban CHQS TP;")),
    ),
    "a signer": lambda w: w.replace("CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    "cells": lambda w: (
        w.cell(tasks(w)[0], 5, "Trước ngày 20/7/2024"),
        w.cell(tasks(w)[1], 2, "Văn phòng HĐND và UBND thành phố"),
        w.cell(tasks(w)[2], 4, "Báo cáo"),
        w.cell(tasks(w)[3], 1, "Nội dung khác hẳn"),
    ),
    "a new row": _new_row,
    "lost bookmarks": _without_anchors,
}
COMPUTED = ("(Kèm theo",)
"""Lines that follow from others: the reviewer need not change them."""


@pytest.mark.parametrize("what", EDITS)
def test_rendered_again_the_plan_gives_the_edited_document(desk: Desk, what: str) -> None:
    EDITS[what](desk.word)
    edited = desk.word.save(desk.home / "sua.docx")
    wanted = lines(edited)
    done = desk.pull()
    assert done.code == 0, done.out + done.err
    assert desk.plan.read_bytes() != desk.before
    given_ = lines(desk.render())
    assert [plain_blanks(x) for x in given_ if not x.startswith(COMPUTED)] == [
        plain_blanks(x) for x in wanted if not x.startswith(COMPUTED)
    ]


def test_bold_words_are_bold_in_the_plan(desk: Desk) -> None:
    desk.word.bold(desk.word.para(POINT), "triển khai")
    assert desk.pull().code == 0
    assert "Tổ chức **triển khai** thực hiện" in desk.text


def test_a_moved_row_keeps_its_comments_in_the_plan(desk: Desk) -> None:
    rows = tasks(desk.word)
    desk.word.move(rows[1], rows[5])
    assert desk.pull().code == 0
    assert sorted(desk.text.split()) == sorted(desk.before.decode().split())


def test_a_removed_row_goes(desk: Desk) -> None:
    desk.word.remove(tasks(desk.word)[1])
    assert desk.pull().code == 0
    assert 'id = "nv-ke-hoach-phuong-xa"' not in desk.text


_WORDS = st.sampled_from(["nâng cao", "chỉ số", "cải cách", "**", "{x}", "85%", "“hài lòng”", "\\"])


@settings(
    max_examples=20,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a shrink takes minutes
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_edits_of_body_paragraphs_come_back(
    data: st.DataObject, workspace: Path, kehoach: Kehoach
) -> None:
    plan = workspace / "plans/lang-son-2024/phuong-dong-kinh.toml"
    plan.write_bytes((ROOT / "plans/lang-son-2024/phuong-dong-kinh.toml").read_bytes())
    desk = Desk(workspace, kehoach, "phuong-dong-kinh")
    word = desk.word
    for _ in range(data.draw(st.integers(1, 4))):
        inside = word.body.findall("w:p", NS)
        points = [p for p in inside if text(p).startswith("- ") and len(text(p)) > 60]
        chosen = data.draw(st.sampled_from(points))
        words = " ".join(data.draw(st.lists(_WORDS, min_size=2, max_size=5)))
        action = data.draw(st.sampled_from(["change", "add", "remove", "move", "split", "bare"]))
        if action == "change":
            node = max(chosen.iter(f"{W}t"), key=lambda t: len(t.text or ""))
            at = data.draw(st.integers(3, len(node.text)))
            node.text = f"{node.text[:at].rstrip()} {words} {node.text[at:].lstrip()}".rstrip()
        elif action == "add":
            word.after(chosen, f"- {words} mới")
        elif action == "remove" and len(points) > 5:
            word.remove(chosen)
        elif action == "move":
            word.move(chosen, data.draw(st.sampled_from([p for p in points if p is not chosen])))
        elif action == "split":
            first = text(chosen).split()[4]
            node = next(t for t in chosen.iter(f"{W}t") if first in (t.text or ""))
            if node.text.split(first, 1)[0].strip():
                word.split(chosen, first)
        else:
            word.without_bookmarks(chosen)
    wanted = [" ".join(x.split()) for x in word.texts() if x.strip()]
    done = desk.pull()
    assert done.code == 0, done.out + done.err
    assert [" ".join(x.split()) for x in lines(desk.render())] == wanted


def test_a_file_saved_by_libreoffice_comes_back_unchanged_and_edited(
    desk: Desk, tmp_path: Path
) -> None:
    desk.word.replace("Phát huy những", "Phát huy tốt các")
    file = desk.word.save(desk.home / "sua.docx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "docx", "--outdir", str(tmp_path / "lo"), str(file)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    done = desk.kehoach("pull", tmp_path / "lo/sua.docx", "-o", desk.plan)
    assert done.code == 0, done.out + done.err
    (line,) = desk.changed()
    assert "Phát huy tốt các kết quả" in line


# ------------------------------------------------------------------------------ reviewers' marks


def test_tracked_changes_are_taken_as_accepted_or_as_rejected(desk: Desk) -> None:
    desk.word.tracked("Tổ chức triển khai", "Tiếp tục")
    rejected = desk.pull("--revisions", "reject")
    assert rejected.code == 0
    assert desk.plan.read_bytes() == desk.before
    accepted = desk.pull()
    assert accepted.code == 0
    assert "KE808" in accepted.err
    assert 'noi_dung = "Tiếp tục thực hiện' in desk.text


def test_comments_are_told_at_their_node_and_written_when_asked_for(desk: Desk) -> None:
    desk.word.comment(desk.word.para(POINT), "Cần nêu rõ thời hạn")
    told = desk.pull()
    assert "KE806" in told.err
    assert "md-kl-277" in told.err
    assert desk.plan.read_bytes() == desk.before
    desk.pull("--comments")
    assert 'can_xem = "Người duyệt: Cần nêu rõ thời hạn"' in desk.text


def test_layout_alone_is_told_and_left(desk: Desk) -> None:
    properties = desk.word.para(POINT).find("w:pPr", NS)
    etree.SubElement(properties, f"{W}jc").set(f"{W}val", "center")
    told = desk.pull()
    assert told.code == 0
    assert "KE805" in told.err
    assert "1 chỗ đổi canh lề" in told.err
    assert desk.plan.read_bytes() == desk.before


# ------------------------------------------------------------------------------ three ways


def test_what_the_clerk_changed_meanwhile_stays_and_both_are_merged(desk: Desk) -> None:
    desk.word.replace("Tổ chức triển khai thực hiện các", "Tiếp tục thực hiện các")
    clerk = desk.text.replace("Phát huy những kết quả", "Phát huy các kết quả")
    desk.plan.write_text(clerk, "utf-8")
    done = desk.pull()
    assert done.code == 0, done.out + done.err
    assert "Phát huy các kết quả" in desk.text
    assert "Tiếp tục thực hiện các" in desk.text


def test_a_place_both_changed_waits_for_a_person(desk: Desk) -> None:
    desk.word.replace("Phát huy những kết quả", "Phát huy mọi kết quả")
    clerk = desk.text.replace("Phát huy những kết quả", "Phát huy các kết quả")
    desk.plan.write_text(clerk, "utf-8")
    done = desk.pull()
    assert done.code == 1
    assert "KE807" in done.err
    assert "Phát huy các kết quả" in desk.text
    settled = desk.kehoach("resolve", desk.plan, "md-phat-huy", "--above")
    assert settled.code == 0, settled.err
    assert "Phát huy mọi kết quả" in desk.text
    assert "xung_dot" not in desk.text


def test_without_the_text_of_that_time_nothing_is_guessed(desk: Desk) -> None:
    desk.word.replace("Phát huy những", "Phát huy mọi")
    for kept in desk.home.glob(".kehoach/goc/*/*.toml"):
        kept.unlink()
    desk.plan.write_text(desk.text.replace("Phát huy những", "Phát huy các"), "utf-8")
    done = desk.pull()
    assert done.code == 1
    assert "KE803" in done.err


def test_the_text_of_that_time_is_found_in_git(desk: Desk) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=a", "-c", "user.email=a@b"]
        subprocess.run(["git", *identity, *arguments], cwd=desk.home, check=True,
                       capture_output=True)  # fmt: skip

    git("init", "-q")
    git("add", str(desk.plan))
    git("commit", "-qm", "a")
    for kept in desk.home.glob(".kehoach/goc/*/*.toml"):
        kept.unlink()
    desk.word.replace("Phát huy những", "Phát huy mọi")
    desk.plan.write_text(desk.text.replace("Tổ chức triển khai", "Triển khai"), "utf-8")
    assert desk.pull().code == 0
    assert "Phát huy mọi" in desk.text
    assert "Triển khai thực hiện các nội dung" in desk.text


# ------------------------------------------------------------------------------ refusals


def test_words_without_a_place_are_never_dropped(desk: Desk) -> None:
    desk.word.replace("Độc lập - Tự do", "Độc lập, Tự do")
    desk.word.replace("Tổ chức triển khai", "Tiếp tục")
    refused = desk.pull()
    assert refused.code == 1
    assert "Độc lập, Tự do" in refused.err
    assert desk.plan.read_bytes() == desk.before
    partly = desk.pull("--partial")
    assert partly.code == 0
    assert "KE804" in partly.err
    assert "Tiếp tục thực hiện" in desk.text


@pytest.mark.parametrize(
    "edit",
    [
        lambda w: w.cell(tasks(w)[1], 2, "Phòng Không Có"),
        lambda w: w.remove(w.para("KẾ HOẠCH")),
        lambda w: w.remove(w.para("I. MỤC ĐÍCH")),
        lambda w: w.replace("ngày 07 tháng 6 năm 2024", "ngày 31 tháng 6 năm 2024"),
        lambda w: w.after(w.para("CHỦ TỊCH"), "(đã ký)"),
        lambda w: w.after(w.para("CHỦ TỊCH"), "đã ký"),
    ],
    ids=["unknown agency", "no title", "no first section", "no such day", "words at the signature",
         "words that are no name"],
)  # fmt: skip
def test_what_a_plan_cannot_say_is_refused(desk: Desk, edit: Callable[[Reviewed], object]) -> None:
    edit(desk.word)
    done = desk.pull()
    assert done.code == 1
    assert "KE80" in done.err
    assert desk.plan.read_bytes() == desk.before


def test_a_file_of_somebody_else_and_another_plan_are_refused(desk: Desk) -> None:
    other = desk.home / "plans/lang-son-2024/tinh.toml"
    assert "KE802" in desk.pull("-o", str(other)).err
    desk.word.without_bookmarks(desk.word.root)
    foreign = desk.pull()
    assert foreign.code == 1
    assert "KE801" in foreign.err
    assert "kehoach import" in foreign.err


def test_a_dry_run_tells_and_writes_nothing_and_json_is_for_programs(desk: Desk) -> None:
    desk.word.replace("Phát huy những", "Phát huy mọi")
    dry = desk.pull("--dry-run")
    assert dry.code == 0
    assert "mọi" in dry.out
    assert desk.plan.read_bytes() == desk.before
    told = json.loads(desk.pull("--dry-run", "--json").out)
    assert told["status"] == "pulled"
    assert told["written"] is False


# ------------------------------------------------------------------------------ deadlines


@pytest.mark.parametrize(
    "said",
    ["Trước ngày 15/6/2024", "Ngày 30/9/2024", "Thường xuyên", "Năm 2024", "Quý I/2025",
     "Định kỳ 6 tháng, 9 tháng, năm", "Thường xuyên, đột xuất", "Trước ngày 1/2/2024; thường xuyên",
     "Ngày 31/02/2024"],
)  # fmt: skip
def test_a_deadline_in_words_is_read_as_it_prints(said: str) -> None:
    made = read_deadline(said)
    assert made is not None
    assert deadline(made) == (deadline(made) if said.startswith("Trước ngày 1/2") else said)


def test_the_document_of_a_pulled_plan_is_composed_as_the_edited_one(desk: Desk) -> None:
    desk.word.after(desk.word.para(POINT), "- Điểm mới.")
    assert desk.pull().code == 0
    workspace = Workspace(desk.home)
    loaded = load_plan(desk.plan)[0]
    assert loaded is not None
    document, _found = compose(
        loaded.plan, workspace.registry, workspace.citations, workspace.plan_of
    )
    assert "- Điểm mới." in [line for _node, line in document.texts()]


# ------------------------------------------------------------------------------ the signature


def _empty_after(word: Reviewed, function: str, number: int) -> Any:
    """An empty paragraph of the place for the signature, counted from the function."""
    para = word.para(function)
    for _ in range(number):
        para = para.getnext()
    return para


def _type(para: Any, words: str) -> None:
    etree.SubElement(etree.SubElement(para, f"{W}r"), f"{W}t").text = words


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_name_of_the_signer_may_be_typed_anywhere_below_the_function(
    workspace: Path, kehoach: Kehoach, number: int
) -> None:
    desk = Desk(workspace, kehoach, "phuong-dong-kinh")
    _type(_empty_after(desk.word, "CHỦ TỊCH", number), "Nguyễn Thị Mẫu")
    done = desk.pull()
    assert done.code == 0, done.out + done.err
    assert 'ho_ten = "Nguyễn Thị Mẫu"' in desk.text
    assert "Nguyễn Thị Mẫu" in lines(desk.render())


def _deputy(word: Reviewed) -> None:
    word.after(word.para("TM. ỦY BAN NHÂN DÂN"), "KT. CHỦ TỊCH")
    function = next(p for p in word.root.iter(f"{W}p") if text(p) == "CHỦ TỊCH")
    next(function.iter(f"{W}t")).text = "PHÓ CHỦ TỊCH"


def _deputy_below(word: Reviewed) -> None:
    function = next(p for p in word.root.iter(f"{W}p") if text(p) == "CHỦ TỊCH")
    next(function.iter(f"{W}t")).text = "KT. CHỦ TỊCH"
    word.after(function, "PHÓ CHỦ TỊCH")


@pytest.mark.parametrize("edit", [_deputy, _deputy_below])
@pytest.mark.parametrize("name", ["thanh-pho", "phuong-dong-kinh"])
def test_a_deputy_signs_for_the_head(
    workspace: Path, kehoach: Kehoach, edit: Callable[[Reviewed], None], name: str
) -> None:
    desk = Desk(workspace, kehoach, name)
    edit(desk.word)
    done = desk.pull()
    assert done.code == 0, done.out + done.err
    plan = load_plan(desk.plan)[0]
    assert plan is not None
    (signer,) = plan.plan.nguoi_ky
    assert signer.capacity() == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
    assert signer.chuc_vu == "PHÓ CHỦ TỊCH"


def test_a_bullet_is_a_dash(desk: Desk) -> None:
    desk.word.after(desk.word.para(POINT), "• Điểm mới gõ bằng dấu tròn.")
    assert desk.pull().code == 0
    assert 'noi_dung = "Điểm mới gõ bằng dấu tròn."' in desk.text
    assert "- Điểm mới gõ bằng dấu tròn." in lines(desk.render())


def test_who_names_the_plan_may_have_lost_all_bookmarks(desk: Desk) -> None:
    desk.word.replace("Phát huy những", "Phát huy mọi")
    desk.word.without_bookmarks(desk.word.root)
    done = desk.pull("-o", desk.plan)
    assert done.code == 0, done.out + done.err
    assert "KE809" in done.err
    (line,) = desk.changed()
    assert "Phát huy mọi" in line


def test_a_file_without_bookmarks_that_says_something_else_is_not_the_plan(desk: Desk) -> None:
    for para in desk.word.body.findall("w:p", NS):
        for node in para.iter(f"{W}t"):
            node.text = f"Chuyện khác {len(node.text or '')}"
    for row in tasks(desk.word):
        desk.word.remove(row)
    desk.word.without_bookmarks(desk.word.root)
    done = desk.pull("-o", desk.plan)
    assert done.code == 1
    assert "KE801" in done.err
    assert desk.plan.read_bytes() == desk.before


def test_a_line_that_follows_from_an_edit_elsewhere_is_not_told(desk: Desk) -> None:
    desk.word.replace("……/KH-UBND", "126/KH-UBND")
    done = desk.pull()
    assert done.code == 0
    assert "KE805" not in done.err + done.out


def test_what_would_keep_the_plan_from_being_rendered_is_told_at_once(
    workspace: Path, kehoach: Kehoach
) -> None:
    province = Desk(workspace, kehoach, "tinh")
    province.word.replace("126/KH-UBND", "127/KH-UBND")
    done = province.pull()
    assert done.code == 0, done.err
    assert "so = 127" in province.changed()
    assert "VB302" in done.err


def test_a_paragraph_typed_after_the_last_point_of_an_item_is_a_point_of_it(desk: Desk) -> None:
    desk.word.after(desk.word.para("Cải thiện sự hài lòng của người dân, doanh"), "Ý cuối cùng.")
    assert desk.pull().code == 0
    assert desk.changed() == [
        'id = "y-cuoi-cung"',
        'noi_dung = "Ý cuối cùng."',
        'kieu = "khong"',
    ]
    before, _new, after = desk.text.partition('[[muc.khoan.diem]]\nid = "y-cuoi-cung"')
    assert before.rstrip().endswith('của các cơ quan hành chính nhà nước."')
    assert after.index("[[muc.khoan]]") < after.index("[[muc]]")


@pytest.mark.parametrize("sign", ["\u2011", "\u2010"])
def test_a_hyphen_that_does_not_break_is_of_the_print(desk: Desk, sign: str) -> None:
    desk.word.replace("277/TB-UBND", f"277/TB{sign}UBND")
    done = desk.pull()
    assert done.code == 0, done.err
    assert desk.plan.read_bytes() == desk.before
