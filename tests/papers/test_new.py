"""The papers around a plan are drafted from what the plan says, and stay in step with it."""

from __future__ import annotations

import re
import tomllib

import pytest
from docx import Document

from generator.plan.drafts import KINDS
from tests.sheets.test_sheet_round import PROSE

CITY = "plans/lang-son-2024/thanh-pho.toml"


def made(workspace, kehoach, kind: str) -> dict:
    """The draft of a kind, as data."""
    found = kehoach("new", kind, "--for", CITY)
    assert found.code == 0, found.err
    path = workspace / CITY.replace(".toml", f"-{kind}.toml")
    return tomllib.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("kind", KINDS)
def test_each_draft_is_printed_and_clean_under_check(workspace, kehoach, kind: str) -> None:
    made(workspace, kehoach, kind)
    path = CITY.replace(".toml", f"-{kind}")
    printed = kehoach("render", f"{path}.toml", "--no-notes")
    assert printed.code == 0, printed.err
    judged = kehoach("check", path.replace("plans/", "output/") + ".docx")
    # a last line of one word hangs on the words that a person still writes
    assert set(re.findall(r"\b[A-Z]{2}\d{3}(?=:)", judged.err)) <= {"TT816"}, judged.err


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_there_is_never_written_over(workspace, kehoach, kind: str) -> None:
    path = workspace / CITY.replace(".toml", f"-{kind}.toml")
    path.write_text("# của người khác\n", encoding="utf-8")
    refused = kehoach("new", kind, "--for", CITY)
    assert refused.code != 0
    assert "LN052" in refused.err
    assert path.read_text("utf-8") == "# của người khác\n"


def test_a_second_paper_with_the_same_id_is_refused(workspace, kehoach) -> None:
    made(workspace, kehoach, "report")
    refused = kehoach("new", "report", "--for", CITY, "-o", "plans/khac.toml")
    assert "LN052" in refused.err
    assert not (workspace / "plans" / "khac.toml").exists()


def test_a_change_of_the_title_shows_in_every_paper_that_does_not_follow(
    workspace, kehoach
) -> None:
    made(workspace, kehoach, "letter")
    plan = workspace / CITY
    text = plan.read_text("utf-8")
    start = text.index("trich_yeu = ")
    end = text.index("\n", start)
    plan.write_text(text[:start] + 'trich_yeu = "Việc khác hẳn"' + text[end:], encoding="utf-8")
    paper = CITY.replace(".toml", "-letter.toml")
    assert "KH427" in kehoach("check", paper).err
    kehoach("render", paper)
    body = kehoach("textconv", paper.replace("plans/", "output/").replace(".toml", ".docx")).out
    assert "Gửi kèm theo văn bản này Kế hoạch việc khác hẳn" in body


def test_a_decision_tells_what_its_plan_needs_and_is_in_step_when_it_has_it(
    workspace, kehoach
) -> None:
    told = kehoach("new", "decision", "--for", CITY)
    line = next(line.strip() for line in told.out.splitlines() if "kem_theo" in line)
    paper = CITY.replace(".toml", "-decision.toml")
    assert "KH427" in kehoach("check", paper).err
    plan = workspace / CITY
    plan.write_text(plan.read_text("utf-8").replace("trich_yeu = ", f"{line}\ntrich_yeu = ", 1),
                    encoding="utf-8")  # fmt: skip
    assert "KH427" not in kehoach("check", paper).err
    kehoach("render", CITY)
    body = kehoach("textconv", "output/lang-son-2024/thanh-pho.docx").out
    assert "(Kèm theo Quyết định số …/QĐ-UBND ngày" in body


def test_a_decision_of_another_agency_or_on_a_numbered_plan_is_told(workspace, kehoach) -> None:
    made(workspace, kehoach, "decision")
    paper = workspace / CITY.replace(".toml", "-decision.toml")
    other = paper.read_text("utf-8").replace('"ubnd-tp-lang-son"', '"ubnd-tinh-lang-son"', 1)
    paper.write_text(other, encoding="utf-8")
    plan = workspace / CITY
    numbered = plan.read_text("utf-8").replace("trich_yeu = ", "so = 7\ntrich_yeu = ", 1)
    plan.write_text(numbered, encoding="utf-8")
    told = kehoach("check", CITY.replace(".toml", "-decision.toml")).err
    assert "có số riêng (7)" in told
    assert "kế hoạch kèm theo của ubnd-tp-lang-son" in told


def test_a_paper_whose_plan_is_gone_is_told(workspace, kehoach) -> None:
    made(workspace, kehoach, "submission")
    paper = workspace / CITY.replace(".toml", "-submission.toml")
    text = paper.read_text("utf-8")
    lost = text.replace('ban_hanh = "kh-tp-lang-son-2024"', 'ban_hanh = "khong-co"')
    paper.write_text(lost, encoding="utf-8")
    assert "KH426" in kehoach("check", CITY.replace(".toml", "-submission.toml")).err


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_plan_the_parts_of_the_paper_come_with_blanks(
    workspace, kehoach, kind: str
) -> None:
    found = kehoach("new", kind, "--agency", "ubnd-tinh-lang-son", "-o", "plans/moi.toml")
    assert found.code == 0, found.err
    assert kehoach("render", "plans/moi.toml", "--no-notes").code == 0
    made = tomllib.loads((workspace / "plans" / "moi.toml").read_text("utf-8"))
    assert "ban_hanh" not in made["van_ban"]
    assert "…………" in made["van_ban"]["trich_yeu"]
    assert made["van_ban"]["can_xem"]


def test_without_a_plan_somebody_has_to_issue_it(workspace, kehoach) -> None:
    refused = kehoach("new", "letter")
    assert refused.code == 2
    assert "LN008" in refused.err
    unknown = kehoach("new", "letter", "--agency", "khong-co")
    assert "LN004" in unknown.err


def test_the_slip_says_what_changed_since_the_version_before_and_what_was_checked(
    workspace, kehoach
) -> None:
    old = workspace / "truoc.toml"
    plan = workspace / CITY
    text = plan.read_text("utf-8")
    old.write_text(text, encoding="utf-8")
    start = text.index("trich_yeu = ")
    end = text.index("\n", start)
    plan.write_text(text[:start] + 'trich_yeu = "Việc khác hẳn"' + text[end:], encoding="utf-8")
    kehoach("new", "submission", "--for", CITY)
    found = kehoach("new", "slip", "--for", CITY, "--since", "truoc.toml")
    assert found.code == 0, found.err
    slip = CITY.replace(".toml", "-slip")
    assert kehoach("render", f"{slip}.toml", "--no-notes").code == 0
    body = kehoach("textconv", f"{slip.replace('plans/', 'output/')}.docx").out
    assert "Việc khác hẳn" in body.split("Thay đổi so với bản trước")[1]
    assert "Tờ trình" in body.split("Hồ sơ kèm theo")[1].split("Thay đổi")[0]
    assert "Dữ liệu và lược đồ: đạt" in body
    assert "kehoach" not in body


def test_a_slip_in_the_english_of_the_screen_is_still_printed_in_vietnamese(
    workspace, kehoach, monkeypatch
) -> None:
    monkeypatch.setenv("KEHOACH_LANG", "en")
    slip = made(workspace, kehoach, "slip")
    checked = next(part for part in slip["muc"] if part["id"] == "da-kiem-tra")
    assert checked["khoan"][0]["diem"][0]["noi_dung"] == "Dữ liệu và lược đồ: đạt."


def test_what_a_version_is_compared_with_belongs_to_slips_alone(workspace, kehoach) -> None:
    refused = kehoach("new", "letter", "--for", CITY, "--since", "truoc.toml")
    assert "LN008" in refused.err


def test_the_conclusion_gives_each_body_its_tasks_with_their_deadlines(workspace, kehoach) -> None:
    paper = made(workspace, kehoach, "conclusion")
    tasks = next(part for part in paper["muc"] if part["id"] == "nhiem-vu")
    wards = next(i for i in tasks["khoan"] if i["co_quan"] == ["ubnd-phuong-xa"])
    assert any("trước ngày 15/6/2024" in point["noi_dung"] for point in wards["diem"])


def test_the_programme_has_the_tasks_of_the_plan_and_room_for_persons(workspace, kehoach) -> None:
    paper = made(workspace, kehoach, "programme")
    plan = tomllib.loads((workspace / CITY).read_text("utf-8"))
    ids = [[t["id"] for t in part["nhiem_vu"]] for part in plan["phu_luc"] if "nhiem_vu" in part]
    assert [[t["id"] for t in part["nhiem_vu"]] for part in paper["phu_luc"]] == ids
    assert paper["phu_luc"][0]["nhiem_vu"][0]["cot_them"] == {"Cá nhân phụ trách": "…………"}


def test_a_department_submits_the_plan_to_those_who_issue_it(workspace, kehoach) -> None:
    made = kehoach("new", "submission", "--for", CITY, "--agency", "Phòng Nội vụ", "-o", "tt.toml")
    assert made.code == 0, made.err
    found = tomllib.loads((workspace / "tt.toml").read_text("utf-8"))
    assert found["van_ban"]["co_quan"] == "phong-noi-vu-tp"
    assert found["kinh_gui"] == ["Ủy ban nhân dân thành phố Lạng Sơn"]
    assert found["nguoi_ky"] == [{"chuc_vu": "…………"}]
    assert "Phòng Nội vụ kính trình Ủy ban nhân dân thành phố Lạng Sơn xem xét" in str(found)
    unknown = kehoach("new", "slip", "--for", CITY, "--agency", "Phòng Không Có", "-o", "pt.toml")
    assert (unknown.code, "LN004" in unknown.err) == (2, True)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("letter", "Điền đơn vị soạn thảo (don_vi_soan); điền người ký, ký hiệu của cơ quan"),
        ("report", "Điền kỳ báo cáo; điền người ký, ký hiệu của cơ quan"),
        ("invitation", "Điền người ký, ký hiệu của cơ quan"),
    ],
)
def test_the_paper_of_a_department_is_its_own(workspace, kehoach, kind, asked) -> None:
    """It is not sent to itself, not kept in another's files, and stands below its committee."""
    made = kehoach("new", kind, "--for", CITY, "--agency", "Phòng Nội vụ", "-o", "plans/moi.toml")
    assert made.code == 0, made.err
    found = tomllib.loads((workspace / "plans/moi.toml").read_text("utf-8"))
    assert (found["van_ban"].get("luu", "VT"), found["van_ban"]["can_xem"]) == ("VT", asked)
    told = str((found.get("kinh_gui"), found["mo_dau"]))
    assert told.count("Phòng Nội vụ") == (kind == "invitation")  # who invites, not who is invited
    assert (kind == "report") == (found.get("kinh_gui") == ["Ủy ban nhân dân thành phố Lạng Sơn"])
    shown = kehoach("render", "plans/moi.toml", "-o", "moi.docx")
    assert shown.code == 0, shown.err
    lines = [p.text for c in Document("moi.docx").tables[0].rows[0].cells for p in c.paragraphs]
    assert [line for line in lines if line][:3] == [
        "ỦY BAN NHÂN DÂN", "THÀNH PHỐ LẠNG SƠN", "PHÒNG NỘI VỤ",
    ]  # fmt: skip


def test_a_plan_of_words_alone_gives_its_tasks_to_the_papers(workspace, kehoach) -> None:
    (workspace / "plans" / "loi-van.toml").write_text(PROSE, "utf-8")
    for kind in ("reminder", "conclusion", "letter"):
        made = kehoach("new", kind, "--for", "plans/loi-van.toml", "-o", f"{kind}.toml")
        assert made.code == 0, made.err
    told = {k: (workspace / f"{k}.toml").read_text("utf-8") for k in ("reminder", "conclusion")}
    assert [text.count("rà soát thủ tục hành chính") for text in told.values()] == [1, 1]
    letter = tomllib.loads((workspace / "letter.toml").read_text("utf-8"))
    assert letter["kinh_gui"] == ["Phòng Nội vụ", "Phòng Tài chính - Kế hoạch"]
