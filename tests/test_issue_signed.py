"""What may go wrong between number and signature, through the command line."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from tests.desk import desk, forge
from tests.pki import LEADER
from tests.test_story_issue import CITY, good, set_up, sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

pytestmark = pytest.mark.usefixtures("official")
OLD = ("--reason", "nhập sổ năm 2024")
MA = "kh-tp-lang-son-2024"
FOLDER = Path("phat-hanh/ubnd-tp-lang-son/2024/chung/0001-KH-UBND")
SIGNED = FOLDER / "van-ban.da-ky.pdf"
DRAFT = Path("output/lang-son-2024/thanh-pho.da-ky.pdf")


@pytest.fixture
def office(workspace: Path) -> Path:
    set_up(workspace)
    return workspace


@pytest.fixture
def leader_first(workspace: Path, kehoach: Callable[..., Any]) -> Path:
    """An office where leaders sign before there is a number; the draft, signed."""
    set_up(workspace, danh_so='"khi_phat_hanh"')
    plan = workspace / CITY
    text = re.sub(r"^ngay = .*\n", "", plan.read_text("utf-8"), flags=re.MULTILINE)
    plan.write_text(text, "utf-8")
    good(kehoach("render", CITY, "--pdf"))
    good(sign(kehoach, CITY, "leader"))
    return workspace


def acts(kehoach: Callable[..., Any]) -> list[str]:
    told = good(kehoach("register", "show", MA, "--json"))
    return [act["what"] for act in json.loads(told.out)["acts"]]


def issue(kehoach: Callable[..., Any], *more: object) -> Outcome:
    outcome: Outcome = kehoach("issue", CITY, "--date", "2024-06-07", *OLD, *more)
    return outcome


def test_number_and_date_go_into_the_pdf_that_the_leader_signed(
    leader_first: Path, kehoach: Callable[..., Any]
) -> None:
    signed_by_leader = DRAFT.read_bytes()
    good(issue(kehoach))
    assert acts(kehoach) == ["phat_hanh", "ky_lanh_dao", "kiem_tra", "dien_so"]
    assert SIGNED.read_bytes().startswith(signed_by_leader)
    with pikepdf.open(SIGNED) as pdf:
        filled = {str(f.T): str(f.V) for f in pdf.Root.AcroForm.Fields if f.get("/FT") == "/Tx"}
    assert filled == {"SoVanBan": "01", "NgayVanBan": "ngày 07 tháng 6 năm 2024"}
    good(sign(kehoach, MA, "agency"))
    assert acts(kehoach)[-2:] == ["ky_co_quan", "niem_phong"]
    told = good(kehoach("verify", SIGNED, "--offline"))
    assert "số 01/KH-UBND ngày 07/06/2024" in told.out
    good(kehoach("register", "audit"))


def test_a_plan_changed_after_the_leader_signed_takes_no_number(
    leader_first: Path, kehoach: Callable[..., Any]
) -> None:
    plan = leader_first / CITY
    plan.write_text(plan.read_text("utf-8").replace("phải khả thi", "phải rất khả thi"), "utf-8")
    assert "SO114" in issue(kehoach).err
    assert json.loads(kehoach("register", "list", "--json").out)["results"] == []


def test_a_draft_nobody_signed_takes_no_number(
    leader_first: Path, kehoach: Callable[..., Any]
) -> None:
    DRAFT.unlink()
    assert "SO112" in issue(kehoach).err
    unsigned = Path("output/lang-son-2024/thanh-pho.pdf")
    assert "SO112" in issue(kehoach, "--pdf", unsigned).err
    assert "SO113" in issue(kehoach, "--pdf", _numberless(unsigned)).err


def _numberless(pdf: Path) -> Path:
    """Signed by the leader, but with no fields for number and date."""
    target = pdf.with_name("khong-o.pdf")
    target.write_bytes(forge(pdf.read_bytes(), desk().pki.leader, "Signature1"))
    return target


def test_a_document_signed_with_another_tool_is_adopted_into_its_folder(
    office: Path, kehoach: Callable[..., Any]
) -> None:
    good(issue(kehoach))
    assert str(FOLDER / "van-ban.pdf") in good(kehoach("sign", MA, "--prepare")).out
    outside = office / "ky.pdf"
    sent = (FOLDER / "van-ban.pdf").read_bytes()
    outside.write_bytes(forge(sent, desk().pki.agency, "Signature1"))
    assert "KY326" in kehoach("sign", MA, "--adopt", outside).err
    assert not SIGNED.exists()
    outside.write_bytes(forge(sent, desk().pki.leader, "Signature1"))
    good(kehoach("sign", MA, "--adopt", outside))
    good(sign(kehoach, MA, "agency"))
    assert acts(kehoach)[-3:] == ["ky_lanh_dao", "ky_co_quan", "niem_phong"]
    good(kehoach("verify", SIGNED))
    assert "KY314" in kehoach("sign", MA, "--adopt", outside).err


def test_an_issued_document_is_signed_in_its_folder_and_nowhere_else(
    office: Path, kehoach: Callable[..., Any]
) -> None:
    good(issue(kehoach))
    loose = office / "output/thanh-pho.pdf"
    loose.parent.mkdir(exist_ok=True)
    loose.write_bytes(desk().draft)
    assert "KY323" in sign(kehoach, loose, "leader").err
    assert sign(kehoach, CITY, "leader", "-o", "khac.pdf").code == 2
    assert "KY324" in sign(kehoach, CITY, "leader", "--number", 9).err
    assert not SIGNED.exists()


def test_the_signer_is_the_one_of_the_issued_plan(
    office: Path, kehoach: Callable[..., Any]
) -> None:
    good(issue(kehoach))
    plan = office / CITY
    plan.write_text(plan.read_text("utf-8").replace(LEADER, "Trần Thị B"), "utf-8")
    good(sign(kehoach, CITY, "leader"))  # the file was altered; the frozen plan decides


def test_a_folder_that_was_altered_is_not_signed(office: Path, kehoach: Callable[..., Any]) -> None:
    good(issue(kehoach))
    document = FOLDER / "van-ban.docx"
    document.chmod(0o644)
    document.write_bytes(document.read_bytes()[:-1] + b"x")
    assert "HS105" in sign(kehoach, CITY, "leader").err
    manifest = FOLDER / "manifest.json"
    manifest.chmod(0o644)
    manifest.write_text(manifest.read_text("utf-8").replace('"so": 1', '"so": 2'), "utf-8")
    assert "HS102" in sign(kehoach, CITY, "leader").err


def test_a_full_disk_while_signing_leaves_nothing_half_done(
    office: Path, kehoach: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.issuance import bundle

    good(issue(kehoach))
    real = bundle.add_files
    refusals = iter([28])

    def full(*arguments: Any) -> Any:
        if (number := next(refusals, None)) is not None:
            raise OSError(number, "No space left on device", "x")
        return real(*arguments)

    monkeypatch.setattr(bundle, "add_files", full)
    assert "HT902" in sign(kehoach, CITY, "leader").err
    good(sign(kehoach, CITY, "leader"))
    assert acts(kehoach).count("ky_lanh_dao") == 1
    good(kehoach("register", "audit"))


def another(office: Path) -> Path:
    """A second plan, as the first was before it had its number."""
    plan = office / "plans/khac.toml"
    text = (office / CITY).read_text("utf-8").partition("\n[phat_hanh]")[0]
    text = re.sub(r"^so = .*\n", "", text, flags=re.MULTILINE).replace(MA, "kh-khac")
    plan.write_text(text, "utf-8")
    return plan


def test_a_backup_of_yesterday_gives_no_number_again(
    office: Path, kehoach: Callable[..., Any]
) -> None:
    """Without any authority: the folders of the issued documents say it."""
    good(kehoach("register", "list"))
    book = office / "so-dang-ky"
    shutil.copytree(book, office / "sao-luu")
    good(issue(kehoach))
    shutil.rmtree(book)
    shutil.copytree(office / "sao-luu", book)
    plan = another(office)
    outcome = kehoach("issue", plan, *OLD)
    assert outcome.code == 1
    assert "SO306" in outcome.err
    assert "register reenter" in outcome.err
    assert (office / FOLDER / "van-ban.docx").exists()
    assert "SO310" in kehoach("register", "reenter").err
    assert "01/KH-UBND" not in kehoach("register", "list").out
    again = good(kehoach("register", "reenter", "--reason", "mất sổ"))
    assert "SO311" in again.err
    assert "01/KH-UBND" in kehoach("register", "list").out
    shown = kehoach("register", "show", MA).out
    assert "ghi lại từ hồ sơ" in shown
    good(kehoach("register", "audit"))
    assert "SO310" not in kehoach("register", "reenter", "--reason", "lần nữa").err
    good(kehoach("issue", plan, *OLD))
    assert "02/KH-UBND" in kehoach("register", "list").out


def test_what_no_folder_says_is_not_made_up(office: Path, kehoach: Callable[..., Any]) -> None:
    good(kehoach("register", "list"))
    shutil.copytree(office / "so-dang-ky", office / "sao-luu")
    good(issue(kehoach))
    good(kehoach("issue", another(office), *OLD))
    shutil.rmtree(office / FOLDER)
    shutil.rmtree(office / "so-dang-ky")
    shutil.copytree(office / "sao-luu", office / "so-dang-ky")
    told = good(kehoach("register", "reenter", "--reason", "mất sổ"))
    assert "Không còn gì về số 1" in told.err
    listed = kehoach("register", "list").out
    assert "02/KH-UBND" in listed
    assert "giữ" in listed
    good(kehoach("register", "audit"))


def test_a_folder_that_is_not_whole_is_not_entered_again(
    office: Path, kehoach: Callable[..., Any]
) -> None:
    good(kehoach("register", "list"))
    shutil.copytree(office / "so-dang-ky", office / "sao-luu")
    good(issue(kehoach))
    shutil.rmtree(office / "so-dang-ky")
    shutil.copytree(office / "sao-luu", office / "so-dang-ky")
    document = office / FOLDER / "van-ban.docx"
    document.chmod(0o644)
    document.write_bytes(document.read_bytes() + b"x")
    outcome = kehoach("register", "reenter", "--reason", "mất sổ")
    assert outcome.code == 1
    assert "SO312" in outcome.err
    assert "KH-UBND" not in kehoach("register", "list").out


def test_after_an_anchor_a_backup_is_noticed_at_the_start(
    office: Path, kehoach: Callable[..., Any]
) -> None:
    settings = office / "kehoach.toml"
    text = settings.read_text("utf-8") + "[so_dang_ky]\nmoc_sau_phat_hanh = true\n"
    settings.write_text(text, "utf-8")
    good(kehoach("register", "open", 4, "--agency", "ubnd-tp-lang-son", "--year", 2024, *OLD))
    copy = office / "sao-luu.db"
    with sqlite3.connect(office / "so-dang-ky/so-dang-ky.db") as base:
        base.execute(f"VACUUM INTO '{copy}'")
    base.close()
    assert "Mốc thứ 1" in good(issue(kehoach)).err
    good(kehoach("register", "audit"))
    for old in (office / "so-dang-ky").iterdir():
        old.unlink()
    shutil.copy(copy, office / "so-dang-ky/so-dang-ky.db")
    for command in (("issue", CITY, *OLD), ("register", "anchor"), ("register", "audit")):
        outcome = kehoach(*command)
        assert outcome.code == 1
        assert "SO305" in outcome.err
    assert "SO311" in kehoach("register", "reenter").err
    assert kehoach("register", "audit").code == 1, "to look is not to own it"
    good(kehoach("register", "reenter", "--reason", "mất sổ"))
    assert "SO311" in good(kehoach("register", "audit")).err, "the loss is told for ever"
    good(kehoach("issue", another(office), *OLD))
    assert "06/KH-UBND" in kehoach("register", "list").out


def test_an_anchor_that_cannot_be_had_does_not_undo_the_issue(
    office: Path, kehoach: Callable[..., Any]
) -> None:
    settings = office / "kehoach.toml"
    text = settings.read_text("utf-8") + "[so_dang_ky]\nmoc_sau_phat_hanh = true\n"
    settings.write_text(text, "utf-8")
    try:
        desk().pki.refuse |= {"tsa"}
        outcome = good(issue(kehoach))
        assert "HT931" in outcome.err
    finally:
        desk().pki.refuse.clear()


@pytest.mark.parametrize("what", ["locked", "read-only", "newer"])
def test_a_register_that_cannot_be_written_stops_the_signature_before_the_password(
    office: Path, kehoach: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    good(issue(kehoach))
    file = office / "so-dang-ky/so-dang-ky.db"
    if what == "newer":
        with sqlite3.connect(file) as base:
            base.execute("UPDATE thong_tin SET gia_tri = '99' WHERE khoa = 'phien_ban'")
        base.close()
        assert "SO402" in sign(kehoach, CITY, "leader").err
        assert not SIGNED.exists()
        return
    monkeypatch.setattr("generator.storage.database.WAIT", 1)
    from generator.issuance.register import acts as register

    code = {"locked": "database is locked", "read-only": "attempt to write a readonly database"}

    def refuse(*_arguments: object) -> None:
        raise sqlite3.OperationalError(code[what])

    monkeypatch.setattr(register, "lock_book", refuse)
    outcome = sign(kehoach, CITY, "leader")
    assert {"locked": "HT911", "read-only": "HT912"}[what] in outcome.err
    monkeypatch.undo()
    monkeypatch.chdir(office)
    good(kehoach("register", "audit"))


def test_the_signed_file_of_another_number_is_not_ours(
    office: Path, kehoach: Callable[..., Any]
) -> None:
    """Signed with the right keys, outside the register, under a number that exists."""
    good(issue(kehoach))
    good(sign(kehoach, CITY, "leader"))
    good(sign(kehoach, CITY, "agency"))
    text = (FOLDER / "van-ban.pdf").read_bytes()
    other = office / "gia.pdf"
    forged = forge(forge(text, desk().pki.leader, "Signature1"), desk().pki.agency, "Signature2")
    other.write_bytes(forged)
    told = kehoach("verify", other)
    assert told.code == 1
    assert "XT216" in told.out


def test_two_commands_do_not_write_into_one_folder(
    office: Path, kehoach: Callable[..., Any]
) -> None:
    good(issue(kehoach))
    notes = office / "phat-hanh/.dang-ghi"
    running = {"pid": 1, "so": 1, "thu_muc": "x", "so_dang_ky": ["x", "chung", 2024]}
    note = notes / "ubnd-tp-lang-son-chung-2024-0001-ky.json"
    note.write_text(json.dumps(running), "utf-8")
    outcome = sign(kehoach, CITY, "leader")
    assert outcome.code == 3
    assert "HT915" in outcome.err
    note.write_text("", "utf-8")  # what a power cut may leave of a note
    assert "HT915" in sign(kehoach, CITY, "leader").err
    note.unlink()
    good(sign(kehoach, CITY, "leader"))
