"""Issuing plans through the command line: number, date, frozen folder, register."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("official")
CITY = "plans/lang-son-2024/thanh-pho.toml"
WARD = "plans/lang-son-2024/phuong-dong-kinh.toml"
OLD = ("--reason", "nhập sổ năm 2024")


def as_json(outcome: Any) -> Any:
    return json.loads(outcome.out)["results"]


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def document_text(path: Path) -> str:
    with zipfile.ZipFile(path) as document:
        text = re.sub("<[^>]*>", "", document.read("word/document.xml").decode())
        return text.replace("\u00a0", " ")  # where lines break is the print's affair


def fill_in(path: Path) -> None:
    """What the clerk does before issue: signer, marks seen to."""
    text = path.read_text("utf-8")
    text = re.sub(r"^can_xem = .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^# ho_ten =.*$", 'ho_ten = "Nguyễn Văn A"', text, flags=re.MULTILINE)
    text = re.sub(r"^# ngay =.*$", "ngay = 2024-06-10", text, flags=re.MULTILINE)
    path.write_text(text, "utf-8")


def test_the_citys_plan_gets_its_number_everywhere_at_once(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    outcome = kehoach("issue", CITY, *OLD, "--json")
    assert outcome.code == 0, outcome.err
    (issued,) = as_json(outcome)
    assert issued["number"] == "01/KH-UBND"
    assert issued["date"] == "2024-06-07"
    plan = (workspace / CITY).read_text("utf-8")
    assert re.search(r"^so = 1$", plan, re.MULTILINE)
    folder = workspace / issued["folder"]
    assert (folder / "ke-hoach.toml").read_text("utf-8") == plan
    kehoach("render", CITY)
    rendered = only(workspace / "output", "**/thanh-pho.docx")
    assert (folder / "van-ban.docx").read_bytes() == rendered.read_bytes()
    assert kehoach("register", "audit").code == 0


def test_other_bytes_of_the_plan_stay(workspace: Path, kehoach: Callable[..., Any]) -> None:
    before = (workspace / CITY).read_text("utf-8").splitlines()
    kehoach("issue", CITY, *OLD)
    after = (workspace / CITY).read_text("utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert added[:2] == ["so = 1", "[phat_hanh]"]
    assert [line for line in after if line in before] == [*before, ""]


def test_the_issued_folder_is_read_only_and_whole(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    (issued,) = as_json(kehoach("issue", CITY, *OLD, "--json"))
    folder = workspace / issued["folder"]
    names = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert {"van-ban.docx", "ke-hoach.toml", "kiem-tra.json", "manifest.json"} <= names
    assert {"nguon/plans/danh-muc/co-quan.toml", "nguon/templates/ke-hoach.docx"} <= names
    assert all(p.stat().st_mode & 0o222 == 0 for p in folder.rglob("*") if p.is_file())
    assert folder.with_name(folder.name + ".zip").exists()


def test_a_plan_with_blanks_takes_no_number(workspace: Path, kehoach: Callable[..., Any]) -> None:
    outcome = kehoach("issue", WARD, *OLD)
    assert outcome.code == 1
    assert "SO105" in outcome.err
    assert as_json(kehoach("register", "list", "--json")) == []


def test_issuing_twice_is_refused_and_changes_nothing(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    kehoach("issue", CITY, *OLD)
    text = (workspace / CITY).read_bytes()
    outcome = kehoach("issue", CITY, *OLD)
    assert outcome.code == 1
    assert "SO204" in outcome.err
    assert (workspace / CITY).read_bytes() == text
    shutil.copy(workspace / CITY, workspace / "plans/ban-sao.toml")
    (workspace / "plans/ban-sao.toml").write_bytes(
        text.replace(b"so = 1\n", b"").partition(b"\n[phat_hanh]")[0]
    )
    assert "SO204" in kehoach("issue", "plans/ban-sao.toml", *OLD).err


def test_an_old_date_needs_a_reason(workspace: Path, kehoach: Callable[..., Any]) -> None:
    outcome = kehoach("issue", CITY)
    assert outcome.code == 1
    assert "SO209" in outcome.err


def test_a_ward_cites_the_number_of_the_city(workspace: Path, kehoach: Callable[..., Any]) -> None:
    kehoach("register", "open", 84, "--agency", "ubnd-tp-lang-son", "--year", 2024, *OLD)
    kehoach("issue", CITY, *OLD)
    fill_in(workspace / WARD)
    outcome = kehoach("issue", WARD, *OLD, "--json")
    assert outcome.code == 0, outcome.err
    (issued,) = as_json(outcome)
    text = document_text(workspace / issued["folder"] / "van-ban.docx")
    assert "Kế hoạch số 85/KH-UBND ngày 07/6/2024" in text


def test_an_issued_plan_is_not_updated(workspace: Path, kehoach: Callable[..., Any]) -> None:
    assert kehoach("issue", CITY, *OLD).code == 0
    fill_in(workspace / WARD)
    assert kehoach("issue", WARD, *OLD).code == 0
    text = (workspace / WARD).read_bytes()
    city = (workspace / CITY).read_text("utf-8")
    (workspace / CITY).write_text(city.replace("phải khả thi", "phải rất khả thi"), "utf-8")
    outcome = kehoach("update", WARD)
    assert outcome.code == 1
    assert "SO502" in outcome.err
    assert (workspace / WARD).read_bytes() == text


def test_a_changed_or_lost_file_of_an_issued_folder_is_found(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    (issued,) = as_json(kehoach("issue", CITY, *OLD, "--json"))
    document = workspace / issued["folder"] / "van-ban.docx"
    data = document.read_bytes()
    document.chmod(0o644)
    document.write_bytes(data[:-1] + b"x")
    assert "HS105" in kehoach("register", "audit").err
    document.unlink()
    assert "HS104" in kehoach("register", "audit").err


def test_recall_and_void_leave_their_reasons(workspace: Path, kehoach: Callable[..., Any]) -> None:
    kehoach("issue", CITY, *OLD)
    book = ("--agency", "ubnd-tp-lang-son", "--year", 2024)
    assert kehoach("register", "recall", 1, *book, "--reason", "sai thẩm quyền").code == 0
    (row,) = as_json(kehoach("register", "list", "--json"))
    assert row["status"] == "thu_hoi"
    assert "sai thẩm quyền" in row["note"]
    assert kehoach("register", "recall", 1, *book, "--reason", "x").code == 1
    assert kehoach("register", "audit").code == 0


def test_the_folder_of_a_recalled_document_is_no_longer_called_valid(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    kehoach("issue", CITY, *OLD)
    (folder,) = [path.parent for path in workspace.glob("phat-hanh/**/manifest.json")]
    assert kehoach("verify", folder).code == 0
    book = ("--agency", "ubnd-tp-lang-son", "--year", 2024)
    assert kehoach("register", "recall", 1, *book, "--reason", "sai thẩm quyền").code == 0
    after = kehoach("verify", folder, "--json")
    assert after.code == 3
    assert "HS113" in after.out
    assert "sai thẩm quyền" in after.out


def test_the_register_is_found_by_words_without_marks(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    kehoach("issue", CITY, *OLD)
    assert "01/KH-UBND" in kehoach("register", "search", "cai cach", "papi").out
    assert "01/KH-UBND" not in kehoach("register", "search", "thủy lợi").out


def test_the_register_prints_with_its_ten_columns(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    import openpyxl

    kehoach("issue", CITY, *OLD)
    assert kehoach("register", "export", "-o", "so.xlsx").code == 0
    sheet = openpyxl.load_workbook(workspace / "so.xlsx").active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[2][:2] == ["Số, ký hiệu văn bản", "Ngày tháng văn bản"]
    assert len([title for title in rows[2] if title]) == 10  # beside them the hidden id
    assert rows[4][:2] == ["01/KH-UBND", "07/06/2024"]
    assert kehoach("register", "export", "-o", "so.pdf").code == 0
    assert (workspace / "so.pdf").read_bytes().startswith(b"%PDF")


def test_the_printed_register_has_a_cover_heads_page_numbers_and_a_closing_line(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    kehoach("issue", CITY, *OLD)
    assert kehoach("register", "export", "-o", "so.docx").code == 0
    with zipfile.ZipFile("so.docx") as package:
        body = package.read("word/document.xml").decode()
        feet = "".join(
            package.read(n).decode() for n in package.namelist() if n.startswith("word/footer")
        )
    said = re.sub(r"<[^>]+>", "|", body)
    cover, table = said.split("Quyển số", 1)
    assert "ỦY BAN NHÂN DÂN THÀNH PHỐ LẠNG SƠN" in cover
    assert "Năm: 2024" in cover
    assert "Từ số 1 đến số 1" in cover
    assert "01/KH\u2011UBND" in table
    assert "Sổ này ghi 1 số." in table
    assert body.count("<w:tblHeader") == 2
    assert " PAGE " in feet


@pytest.mark.parametrize("subject", ['=HYPERLINK("http://x")', "+1", "@x", "-2"])
def test_nothing_in_the_register_runs_in_a_spreadsheet(
    workspace: Path, kehoach: Callable[..., Any], subject: str
) -> None:
    import openpyxl

    text = (workspace / CITY).read_text("utf-8")
    made = re.sub(r"^trich_yeu = .*$", f"trich_yeu = '{subject}'", text, flags=re.MULTILINE)
    (workspace / CITY).write_text(made, "utf-8")
    kehoach("issue", CITY, *OLD)
    kehoach("register", "export", "-o", "so.xlsx")
    sheet = openpyxl.load_workbook(workspace / "so.xlsx").active
    assert {cell.data_type for row in sheet.iter_rows(min_row=5) for cell in row} <= {"s", "n"}


def test_a_crash_after_the_commit_is_finished_on_the_next_start(
    workspace: Path, kehoach: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.verbs import issue as issuing

    before = (workspace / CITY).read_bytes()
    monkeypatch.setattr(issuing.Work, "finish", lambda _work: None)
    kehoach("issue", CITY, *OLD)
    monkeypatch.undo()
    monkeypatch.chdir(workspace)
    assert (workspace / CITY).read_bytes() == before
    outcome = kehoach("register", "audit")
    assert "SO501" in outcome.err
    assert b"\nso = 1\n" in (workspace / CITY).read_bytes()
    assert kehoach("register", "audit").code == 0


def test_a_full_disk_takes_no_number(
    workspace: Path, kehoach: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.issuance import bundle

    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(bundle, "sync_folder", full)
    assert kehoach("issue", CITY, *OLD).code == 3
    monkeypatch.undo()
    monkeypatch.chdir(workspace)
    assert as_json(kehoach("register", "list", "--json")) == []
    (issued,) = as_json(kehoach("issue", CITY, *OLD, "--json"))
    assert issued["so"] == 1


def finish_draft(path: Path) -> None:
    text = re.sub(r"^can_xem = .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(text, "utf-8")


def test_a_replacing_plan_says_what_it_replaces_and_the_register_says_so_too(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    kehoach("issue", CITY, *OLD)
    outcome = kehoach("register", "amend", "kh-tp-lang-son-2024", "--replace", "-o", "plans")
    assert outcome.code == 0, outcome.err
    draft = workspace / "plans/kh-tp-lang-son-2024-thay-the.toml"
    finish_draft(draft)
    assert kehoach("check", draft).code == 0
    (issued,) = as_json(kehoach("issue", draft, "--date", "2024-07-01", *OLD, "--json"))
    assert issued["number"] == "02/KH-UBND"
    old, new = as_json(kehoach("register", "list", "--json"))
    assert "bị thay thế bởi 02/KH-UBND ngày 01/07/2024" in old["note"]
    assert new["entry"]["thay_cho"] == "kh-tp-lang-son-2024"
    text = document_text(workspace / issued["folder"] / "van-ban.docx")
    assert "Kế hoạch này thay thế Kế hoạch số 01/KH-UBND ngày 07/6/2024" in text
    assert kehoach("register", "audit").code == 0


def test_an_amending_plan_is_a_frame_that_names_the_old_one(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    kehoach("issue", CITY, *OLD)
    assert kehoach("register", "amend", "kh-tp-lang-son-2024", "--amend", "-o", "plans").code == 0
    draft = workspace / "plans/kh-tp-lang-son-2024-sua-doi.toml"
    assert "SO106" in kehoach("issue", draft).err
    finish_draft(draft)
    assert kehoach("issue", draft, "--date", "2024-07-01", *OLD).code == 0
    assert kehoach("register", "audit").code == 0


def test_an_error_of_form_is_corrected_by_an_official_letter(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    kehoach("issue", CITY, *OLD)
    arguments = ("register", "amend", "kh-tp-lang-son-2024", "--correct", "-o", "plans")
    assert kehoach(*arguments).code == 0
    text = document_text(workspace / "plans/dinh-chinh-kh-tp-lang-son-2024.docx")
    assert "V/v đính chính Kế hoạch số 01/KH-UBND" in text
    assert "Kính gửi:" in text
    assert "TP. Lạng Sơn, ngày" in text, "the place that the plan prints"
    assert "TX703" in kehoach(*arguments).err


def test_an_error_of_form_in_the_offices_template_takes_no_number(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    import docx
    from docx.shared import Mm

    template = workspace / "templates/ke-hoach.docx"
    document = docx.Document(str(template))
    for section in document.sections:
        section.left_margin = Mm(12)
    document.save(str(template))
    outcome = kehoach("issue", CITY, *OLD)
    assert outcome.code == 1
    assert "TT005" in outcome.err
    assert as_json(kehoach("register", "list", "--json")) == []
