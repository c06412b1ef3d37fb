"""A dossier: papers of one matter, checked against each other, printed, numbered, sent together."""

from __future__ import annotations

import errno
import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document

from generator.issuance.bundle import Staged
from tests.papers.test_attached import CITY, DATED, codes, decide, filled
from tests.test_exchange import CODES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

PLAN = "kh-tp-lang-son-2024"
FILE = f"ho-so/{PLAN}/ho-so.toml"
KINDS = ("slip", "submission", "letter")
MEMBERS = [f"{PLAN}-slip", f"{PLAN}-submission", f"{PLAN}-decision", PLAN, f"{PLAN}-letter"]

pytestmark = pytest.mark.usefixtures("official")


def paper(workspace: Path, kind: str) -> Path:
    return workspace / CITY.replace(".toml", f"-{kind}.toml")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def made(workspace: Path, kehoach: Callable[..., Outcome], kept: Callable[..., None]) -> Path:
    """The dossier of the city's plan, each paper completed as a clerk would."""

    def make() -> None:
        decide(workspace, kehoach)
        wanted = [word for kind in KINDS for word in ("--with", kind)]
        found = kehoach("dossier", "new", CITY, *wanted)
        assert found.code == 0, found.err
        for kind in KINDS:
            filled(paper(workspace, kind))
        edit(paper(workspace, "decision"), "đề nghị của Trưởng phòng Nội vụ.",
             f"đề nghị của Trưởng phòng Nội vụ tại {{{PLAN}-submission:ngay}}.")  # fmt: skip

    kept(workspace, make)
    return workspace / FILE


def shown(kehoach: Callable[..., Outcome]) -> Any:
    found = kehoach("dossier", "show", CITY, "--json")
    assert found.code == 0, found.err
    return json.loads(found.out)["members"]


def test_it_holds_the_plan_and_its_papers_in_the_order_of_a_folder(
    kehoach: Callable[..., Outcome], made: Path
) -> None:
    rows = shown(kehoach)
    assert [row["id"] for row in rows] == MEMBERS
    assert all(row["enabled"] and int(row["pages"]) > 0 for row in rows)
    assert rows[0]["title"].startswith("Phiếu trình: ")


def test_a_dossier_that_is_there_is_never_written_over(
    kehoach: Callable[..., Outcome], made: Path
) -> None:
    before = made.read_bytes()
    refused = kehoach("dossier", "new", CITY)
    assert "LN052" in codes(refused)
    assert made.read_bytes() == before


def test_a_member_is_left_out_and_put_back_in_its_place_and_no_comment_is_lost(
    kehoach: Callable[..., Outcome], made: Path
) -> None:
    edit(made, "[[thanh_phan]]", "# ý của văn thư\n[[thanh_phan]]")
    before = made.read_text("utf-8")
    letter = f"{PLAN}-letter"
    assert kehoach("dossier", "disable", CITY, letter, f"{PLAN}-slip").code == 0
    assert [row["id"] for row in shown(kehoach) if not row["enabled"]] == [f"{PLAN}-slip", letter]
    assert "# ý của văn thư" in made.read_text("utf-8")
    assert kehoach("dossier", "enable", CITY, letter, f"{PLAN}-slip").code == 0
    assert made.read_text("utf-8") == before


def test_a_paper_is_added_at_the_end(
    workspace: Path, kehoach: Callable[..., Outcome], made: Path
) -> None:
    assert kehoach("new", "minutes", "--for", CITY).code == 0
    added = kehoach("dossier", "add", CITY, str(paper(workspace, "minutes")))
    assert added.code == 0, added.err
    assert [row["id"] for row in shown(kehoach)] == [*MEMBERS, f"{PLAN}-minutes"]


def test_who_is_no_member_cannot_be_left_out(kehoach: Callable[..., Outcome], made: Path) -> None:
    before = made.read_bytes()
    refused = kehoach("dossier", "disable", CITY, "kh-126-lang-son-2024")
    assert "LN001" in codes(refused)
    assert made.read_bytes() == before


def test_a_file_written_in_another_way_is_not_touched(
    kehoach: Callable[..., Outcome], made: Path
) -> None:
    head = made.read_text("utf-8").split("[[thanh_phan]]")[0]
    rows = ", ".join(f'{{ van_ban = "{ma}" }}' for ma in MEMBERS)
    made.write_text(f"thanh_phan = [{rows}]\n{head}", "utf-8")
    before = made.read_bytes()
    refused = kehoach("dossier", "disable", CITY, MEMBERS[0])
    assert "HV810" in codes(refused)
    assert made.read_bytes() == before


def test_it_is_printed_whole_with_a_table_of_contents(
    workspace: Path, kehoach: Callable[..., Outcome], made: Path
) -> None:
    assert kehoach("dossier", "disable", CITY, f"{PLAN}-letter").code == 0
    printed = kehoach("dossier", "render", CITY, "--pdf")
    assert printed.code == 0, printed.err
    folder = workspace / "output" / "ho-so" / PLAN
    stems = ["00-muc-luc", "01-thanh-pho-slip", "02-thanh-pho-submission",
             "03-thanh-pho-decision", "04-thanh-pho"]  # fmt: skip
    for suffix in ("docx", "pdf"):
        assert sorted(p.stem for p in folder.glob(f"*.{suffix}")) == stems
    table = Document(str(folder / "00-muc-luc.docx")).tables[-1]
    cells = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert [row[0] for row in cells] == ["1", "2", "3", "4"]
    assert cells[2][3].startswith("Quyết định: Ban hành Kế hoạch")
    assert all(int(row[5]) > 0 for row in cells)


def test_a_file_edited_in_word_keeps_all_from_being_printed_anew(
    workspace: Path, kehoach: Callable[..., Outcome], made: Path
) -> None:
    assert kehoach("dossier", "render", CITY).code == 0
    edited = workspace / "output" / "ho-so" / PLAN / "05-thanh-pho-letter.docx"
    document = Document(str(edited))
    document.paragraphs[0].add_run("tay")
    document.save(str(edited))
    edit(paper(workspace, "submission"), "SỰ CẦN THIẾT", "SỰ CẦN THIẾT BAN HÀNH")
    before = {path: path.read_bytes() for path in edited.parent.iterdir()}
    refused = kehoach("dossier", "render", CITY)
    assert refused.code == 1
    assert "TX701" in codes(refused)
    assert {path: path.read_bytes() for path in edited.parent.iterdir()} == before


def test_its_difference_names_what_changed_in_each_paper_what_came_and_what_went(
    workspace: Path, kehoach: Callable[..., Outcome], made: Path
) -> None:
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "a"]):
        who = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
        subprocess.run(["git", *who, *words], cwd=workspace, check=True)
    assert kehoach("dossier", "diff", CITY).code == 0
    edit(paper(workspace, "submission"), "SỰ CẦN THIẾT", "SỰ CẦN THIẾT BAN HÀNH")
    assert kehoach("new", "minutes", "--for", CITY).code == 0
    assert kehoach("dossier", "add", CITY, f"{PLAN}-minutes").code == 0
    assert kehoach("dossier", "disable", CITY, f"{PLAN}-letter").code == 0
    found = kehoach("dossier", "diff", CITY, "--json")
    assert found.code == 1
    told = json.loads(found.out)
    changed = {one["id"]: one["changes"] for one in told["members"] if one["changes"]}
    assert list(changed) == [f"{PLAN}-submission"]
    assert "BAN HÀNH" in " ".join(changed[f"{PLAN}-submission"])
    assert [one["id"] for one in told["members"] if one["new"]] == [f"{PLAN}-minutes"]
    assert told["gone"] == [f"{PLAN}-letter"]
    told = kehoach("dossier", "diff", CITY, "--html", "so-sanh")
    assert told.code == 1
    page = (workspace / "so-sanh" / "ho-so.html").read_text("utf-8")
    assert f'href="{PLAN}-submission.html"' in page
    assert page.count('<tr class="changed">') == page.count('<tr class="came">') == 1
    assert f"{PLAN}-letter: đã bỏ ra khỏi hồ sơ" in page
    assert "chưa có số" in page
    (own,) = (workspace / "so-sanh").glob(f"{PLAN}-*.html")
    assert own.name == f"{PLAN}-submission.html"
    assert "<script" not in page


# ------------------------------------------------------------------------------ agreement


def test_papers_drafted_from_the_plan_agree(kehoach: Callable[..., Outcome], made: Path) -> None:
    told = kehoach("check", FILE)
    assert (told.code, codes(told)) == (0, set())


FIGURE = 'tieu_de = "NỘI DUNG CHÍNH"'
SAID = """tieu_de = "NỘI DUNG CHÍNH"

[[muc.khoan]]
id = "so-lieu"
danh_so = false
noi_dung = "{}"
"""


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ("Tổng diện tích đất là 903,78 ha.", "tổng diện tích đất: 970,46 ha", True),
        ("Tổng diện tích đất là 903,78 ha.", "tổng diện tích đất: 903,780 ha", False),
        ("Hồ sơ giải quyết đúng hạn đạt 95%.", "hồ sơ giải quyết đúng hạn đạt 98 %", True),
        ("Hồ sơ giải quyết đúng hạn đạt 95%.", "hồ sơ trễ hạn là 98 hồ sơ", False),
        ("Gửi báo cáo trước ngày 15/6/2024.", "gửi báo cáo trước ngày 20/6/2024", True),
        ("Gửi báo cáo trước ngày 15/6/2024.", "gửi báo cáo trước ngày 15/06/2024", False),
        ("Gửi kế hoạch trước ngày 15/6/2024.", "gửi báo cáo trước ngày 20/6/2024", False),
        (
            "Công văn số 12/SNV ngày 5/3/2024.",
            "Công văn số 12/SNV ngày 6/3/2024",
            True,
        ),
        (
            "Công văn số 12/SNV ngày 5/3/2024.",
            "Công văn số 13/SNV ngày 6/3/2024",
            False,
        ),
        (
            "Công văn số 12/SNV ngày 5/3/2024.",
            "Công văn số 12/SNV ngày 6/3/2023",
            False,
        ),
        (
            "Phường hoàn thành trước ngày 5/3/2024.",
            "xã hoàn thành trước ngày 6/3/2024",
            False,
        ),
        ("Dân số toàn thành phố 1.383 người.", "dân số toàn thành phố 1383 người", False),
        ("Theo quy định tại Điều 15.", "theo quy định tại Điều 20", False),
        ("Kế hoạch công tác năm 2024.", "kế hoạch công tác năm 2025", False),
    ],
)
def test_the_same_words_with_another_figure_or_day_are_told(
    workspace: Path, kehoach: Callable[..., Outcome], made: Path, one: str, two: str, told: bool
) -> None:
    edit(paper(workspace, "submission"), FIGURE, SAID.format(one))
    edit(paper(workspace, "letter"), "để tổ chức thực hiện./.", f"để tổ chức thực hiện; {two}./.")
    assert ("HV803" in codes(kehoach("check", FILE))) is told


@pytest.mark.parametrize(
    ("kind", "old", "new", "code"),
    [
        ("letter", 'ho_ten = "', 'ho_ten = "Nông ', "HV802"),
        ("letter", "để tổ chức thực hiện", "(99 nhiệm vụ) để tổ chức thực hiện", "HV805"),
        ("submission", "Kính trình xem xét, quyết định",
         "Kèm Quyết định số 1/QĐ-UBND ngày 5/5/2024. Kính trình", "HV809"),
    ],
)  # fmt: skip
def test_what_a_paper_says_otherwise_than_the_others_is_told(
    workspace: Path, kehoach: Callable[..., Outcome], made: Path, kind, old, new, code
) -> None:
    decision = paper(workspace, "decision")
    edit(decision, "ngay_xet = 2024-06-20", "so = 1\nngay = 2024-06-20")
    assert code not in codes(kehoach("check", FILE))
    edit(paper(workspace, kind), old, new)
    assert code in codes(kehoach("check", FILE))


def test_a_decision_older_than_its_submission_is_told(
    workspace: Path, kehoach: Callable[..., Outcome], made: Path
) -> None:
    dated = re.compile(r"ngay_xet = .*")
    for kind, day in (("submission", "2024-06-21"), ("decision", "2024-06-20")):
        path = paper(workspace, kind)
        path.write_text(dated.sub(f"ngay = {day}", path.read_text("utf-8")), "utf-8")
    assert "HV806" in codes(kehoach("check", FILE))


def test_tasks_taken_from_the_plan_are_held_against_it(
    workspace: Path, kehoach: Callable[..., Outcome], made: Path
) -> None:
    for kind in ("programme", "reminder"):
        assert kehoach("new", kind, "--for", CITY).code == 0
        assert kehoach("dossier", "add", CITY, f"{PLAN}-{kind}").code == 0
    assert "HV804" not in codes(kehoach("check", FILE))
    edit(workspace / CITY, "truoc = 2024-06-15", "truoc = 2024-06-30")
    told = kehoach("check", FILE)
    assert told.err.count("HV804") == 2
    assert "30/6/2024" in told.err


def test_a_member_that_is_gone_is_an_error(
    workspace: Path, kehoach: Callable[..., Outcome], made: Path
) -> None:
    paper(workspace, "letter").unlink()
    told = kehoach("check", FILE)
    assert told.code == 1
    assert "HV801" in codes(told)
    assert kehoach("dossier", "render", CITY).code == 1


# ------------------------------------------------------------------------------ issued


def test_each_paper_gets_its_number_and_each_after_those_it_cites(
    workspace: Path, kehoach: Callable[..., Outcome], made: Path
) -> None:
    tried = kehoach("dossier", "issue", CITY, *DATED, "--rehearse")
    assert tried.code == 0, tried.err
    assert not (workspace / "phat-hanh").exists()
    found = kehoach("dossier", "issue", CITY, *DATED, "--json")
    assert found.code == 0, found.err
    told = json.loads(found.out)
    assert [one["number"] for one in told["results"]] == ["01/TTr-UBND", "02/QĐ-UBND", "03/UBND"]
    assert told["without_number"] == [f"{PLAN}-slip", PLAN]
    assert "Quyết định số 02/QĐ-UBND" in printed(workspace, "03-")
    assert "Tờ trình số 01/TTr-UBND" in printed(workspace, "02-")
    again = json.loads(kehoach("dossier", "issue", CITY, *DATED, "--json").out)
    assert (again["results"], again["waiting"]) == ([], [])
    assert len(again["issued_before"]) == 3


def printed(workspace: Path, start: str) -> str:
    folder = next(
        path for path in workspace.glob(f"phat-hanh/*/2024/*/00{start}*") if path.is_dir()
    )
    document = Document(str(folder / "van-ban.docx"))
    return "\n".join(p.text.replace("\xa0", " ") for p in document.paragraphs)


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("letter", "ngay_xet", 'can_xem = "Hỏi lại"\nngay_xet'),
        ("decision", "trich_yeu", "ngay = 2024-01-02\ntrich_yeu"),
        ("letter", "{kh-tp-lang-son-2024:ngay}", "{kh-khong-co:ngay}"),
    ],
)
def test_where_one_paper_cannot_be_issued_none_is(
    workspace: Path, kehoach: Callable[..., Outcome], made: Path, kind, old, new
) -> None:
    edit(paper(workspace, kind), old, new)
    refused = kehoach("dossier", "issue", CITY, *DATED)
    assert refused.code == 1
    assert not list(workspace.glob("phat-hanh/*/*/*/*/manifest.json"))
    assert kehoach("register", "list", "--json").out.count(f'"{PLAN}') == 0


def test_an_issue_that_broke_off_goes_on_where_it_was(
    workspace: Path, kehoach: Callable[..., Outcome], made: Path, monkeypatch
) -> None:
    place = Staged.place

    def full(self: Staged, folder: Path) -> Any:
        if folder.name.startswith("0002"):
            raise OSError(errno.ENOSPC, "đầy đĩa")
        return place(self, folder)

    monkeypatch.setattr(Staged, "place", full)
    broken = kehoach("dossier", "issue", CITY, *DATED, "--json")
    assert broken.code != 0
    told = json.loads(broken.out)
    assert [one["number"] for one in told["results"]] == ["01/TTr-UBND"]
    assert told["waiting"] == [f"{PLAN}-decision", f"{PLAN}-letter"]
    monkeypatch.undo()
    monkeypatch.chdir(workspace)
    rest = kehoach("dossier", "issue", CITY, *DATED, "--json")
    assert rest.code == 0, rest.err
    told = json.loads(rest.out)
    assert [one["number"] for one in told["results"]] == ["02/QĐ-UBND", "03/UBND"]
    assert told["issued_before"] == [f"{PLAN}-submission"]


def test_papers_that_cite_each_others_numbers_have_no_order(
    workspace: Path, kehoach: Callable[..., Outcome], made: Path
) -> None:
    edit(paper(workspace, "submission"), "Kính trình xem xét, quyết định",
         f"Theo {{{PLAN}-decision:ngay}}, kính trình")  # fmt: skip
    refused = kehoach("dossier", "issue", CITY, *DATED)
    assert refused.code == 1
    assert "HV807" in codes(refused)


def test_an_attached_plan_without_its_decision_stops_the_issue(
    kehoach: Callable[..., Outcome], made: Path
) -> None:
    assert kehoach("dossier", "disable", CITY, f"{PLAN}-decision").code == 0
    refused = kehoach("dossier", "issue", CITY, *DATED)
    assert refused.code == 1
    assert "HV808" in codes(refused)


def test_all_envelopes_are_written_or_none(
    workspace: Path, kehoach: Callable[..., Outcome], made: Path
) -> None:
    settings = workspace / "kehoach.toml"
    settings.write_text(settings.read_text("utf-8") + CODES, "utf-8")
    to = ("--to", "ubnd-tinh-lang-son")
    assert "HV808" in codes(kehoach("dossier", "send", CITY, *to))  # nothing issued yet
    assert kehoach("dossier", "issue", CITY, *DATED).code == 0
    folders = sorted(p.parent for p in workspace.glob("phat-hanh/*/*/*/*/manifest.json"))
    for folder in folders[:-1]:
        (folder / "van-ban.da-ky.pdf").write_bytes(b"%PDF-1.7 thu")
    refused = kehoach("dossier", "send", CITY, *to)
    assert "TD110" in codes(refused)
    out = workspace / "output" / "ho-so" / PLAN
    assert not list(out.glob("*.edxml"))
    (folders[-1] / "van-ban.da-ky.pdf").write_bytes(b"%PDF-1.7 thu")
    sent = kehoach("dossier", "send", CITY, *to)
    assert sent.code == 0, sent.err
    assert len(list(out.glob("*.edxml"))) == 3
    checked = kehoach("exchange", "check", str(min(out.glob("*.edxml"))))
    assert checked.code == 0, checked.err


def test_who_has_no_dossier_is_told_how_to_make_one(kehoach: Callable[..., Outcome]) -> None:
    told = kehoach("dossier", "show", CITY)
    assert "LN001" in codes(told)
    assert "dossier new" in told.err
