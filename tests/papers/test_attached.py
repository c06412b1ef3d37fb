"""A plan that a decision issues: frozen with it, cited by its number, not changed afterwards."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from docx import Document

from generator.issuance.exchange.incoming import read_envelope
from tests.test_exchange import CODES, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

CITY = "plans/lang-son-2024/thanh-pho.toml"
PAPER = CITY.replace(".toml", "-decision.toml")
DATED = ("--date", "2024-06-21", "--reason", "thử")

pytestmark = pytest.mark.usefixtures("official")


def filled(path: Path) -> None:
    """A draft as a clerk completes it."""
    text = re.sub(r"^can_xem = .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    text = text.replace("Căn cứ …………;", "Căn cứ Luật Tổ chức chính quyền địa phương;")
    text = text.replace("đề nghị của …………", "đề nghị của Trưởng phòng Nội vụ")
    path.write_text(text.replace("…………", "Các phòng, ban thuộc thành phố"), encoding="utf-8")


@pytest.fixture
def decided(workspace: Path, kehoach: Callable[..., Outcome]) -> Path:
    """A decision that is ready, and the plan it issues."""
    return decide(workspace, kehoach)


def decide(workspace: Path, kehoach: Callable[..., Outcome]) -> Path:
    """Draft the decision that issues the city's plan, and complete it; the plan's file."""
    plan = workspace / CITY
    text = re.sub(r"^(so|ngay) = .*\n", "", plan.read_text("utf-8"), flags=re.MULTILINE)
    plan.write_text(text.replace("trich_yeu", "ngay_xet = 2024-06-20\ntrich_yeu", 1), "utf-8")
    told = kehoach("new", "decision", "--for", CITY)
    assert told.code == 0, told.err
    line = next(line.strip() for line in told.out.splitlines() if "kem_theo" in line)
    plan.write_text(
        plan.read_text("utf-8").replace("trich_yeu = ", f"{line}\ntrich_yeu = ", 1), "utf-8"
    )
    paper = workspace / PAPER
    filled(paper)
    head = paper.read_text("utf-8")
    paper.write_text(re.sub(r"ngay_xet = .*", "ngay_xet = 2024-06-20", head), "utf-8")
    return plan


def changed(plan: Path) -> None:
    text = plan.read_text("utf-8")
    assert "truoc = 2024-06-15" in text
    plan.write_text(text.replace("truoc = 2024-06-15", "truoc = 2024-06-30", 1), "utf-8")


def codes(outcome: Outcome) -> set[str]:
    return set(re.findall(r"\b[A-Z]{2}\d{3}(?=:)", outcome.err))


def test_the_plan_is_frozen_in_the_folder_of_the_decision_with_its_number(
    workspace: Path, kehoach: Callable[..., Outcome], decided: Path
) -> None:
    issued = kehoach("issue", PAPER, *DATED)
    assert issued.code == 0, issued.err
    folder = next(workspace.glob("phat-hanh/**/ke-hoach.toml")).parent
    listed = {item["ten"] for item in json.loads((folder / "manifest.json").read_bytes())["tep"]}
    assert {"kem-theo.docx", "kem-theo.toml"} <= listed
    printed = [
        p.text.replace("\xa0", " ") for p in Document(str(folder / "kem-theo.docx")).paragraphs
    ]
    assert any("Kèm theo Quyết định số 01/QĐ-UBND ngày 21/6/2024" in line for line in printed)
    assert (folder / "kem-theo.toml").read_text("utf-8") == decided.read_text("utf-8")
    proved = kehoach("verify", str(folder), "--rebuild")
    assert "HS" not in proved.err, proved.err


def test_a_plan_changed_since_the_decision_was_drafted_stops_its_issue_until_looked_at(
    workspace: Path, kehoach: Callable[..., Outcome], decided: Path
) -> None:
    changed(decided)
    told = kehoach("check", PAPER)
    assert "KH428" in codes(told)
    refused = kehoach("issue", PAPER, *DATED)
    assert refused.code == 1
    assert "KH428" in codes(refused)
    assert not list(workspace.glob("phat-hanh/**/ke-hoach.toml"))
    new = re.search(r'ma_bam = "([0-9a-f]{16})"', told.err)
    assert new is not None
    paper = workspace / PAPER
    text = re.sub(r'ma_bam = "[0-9a-f]{16}"', new[0], paper.read_text("utf-8"))
    paper.write_text(text, "utf-8")
    assert kehoach("issue", PAPER, *DATED).code == 0


def test_a_plan_changed_after_its_decision_was_issued_is_an_error_on_both_sides(
    kehoach: Callable[..., Outcome], decided: Path
) -> None:
    assert kehoach("issue", PAPER, *DATED).code == 0
    assert "KH428" not in codes(kehoach("check", CITY, PAPER))
    changed(decided)
    for side in (CITY, PAPER):
        told = kehoach("check", side)
        assert told.code == 1
        assert "KH428" in codes(told)


def test_what_is_no_word_of_the_plan_may_change(
    kehoach: Callable[..., Outcome], decided: Path
) -> None:
    text = decided.read_text("utf-8")
    decided.write_text(f"# một lời ghi\n{text}", "utf-8")
    assert "KH428" not in codes(kehoach("check", PAPER))


def test_a_decision_written_by_hand_keeps_the_plan_from_its_issue_on(
    workspace: Path, kehoach: Callable[..., Outcome], decided: Path
) -> None:
    paper = workspace / PAPER
    text = re.sub(r"\[dinh_kem\]\n(?:.+\n)+", "", paper.read_text("utf-8"))
    assert "dinh_kem" not in text
    paper.write_text(text, "utf-8")
    assert kehoach("issue", PAPER, *DATED).code == 0
    kept = tomllib.loads(paper.read_text("utf-8"))["dinh_kem"]
    assert kept["ke_hoach"] == "kh-tp-lang-son-2024"
    changed(decided)
    assert "KH428" in codes(kehoach("check", CITY))


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ('loai = "KH"', 'loai = "KH"\ncan_xem = "Hỏi lại"', "SO106"),
        ('loai = "KH"', 'loai = "KH"\nminh_hoa = true', "SO107"),
        ("{kh-tp-lang-son-2024-decision:ngay}", "Quyết định số 5/QĐ-UBND", "KH427"),
    ],
)
def test_a_plan_that_is_not_ready_is_not_issued_with_its_decision(
    workspace: Path, kehoach: Callable[..., Outcome], decided: Path, wrong, right, code: str
) -> None:
    text = decided.read_text("utf-8")
    assert wrong in text
    decided.write_text(text.replace(wrong, right, 1), "utf-8")
    refused = kehoach("issue", PAPER, *DATED)
    assert refused.code == 1
    assert code in codes(refused)
    assert not list(workspace.glob("phat-hanh/**/ke-hoach.toml"))


def test_who_gets_the_decision_gets_the_plan_with_it(
    workspace: Path, kehoach: Callable[..., Outcome], decided: Path
) -> None:
    settings = workspace / "kehoach.toml"
    settings.write_text(settings.read_text("utf-8") + CODES, "utf-8")
    assert kehoach("issue", PAPER, *DATED).code == 0
    frozen = next(workspace.glob("phat-hanh/**/kem-theo.docx")).read_bytes()
    (workspace / "01.pdf").write_bytes(b"%PDF-1.7 thu")
    sent = kehoach(
        "exchange", "send", "kh-tp-lang-son-2024-decision", "--pdf", "01.pdf",
        "--to", "ubnd-tinh-lang-son", "-o", "01.edxml",
    )  # fmt: skip
    assert sent.code == 0, sent.err
    read, found = read_envelope((workspace / "01.edxml").read_bytes(), "01.edxml", TODAY)
    assert found == []
    assert read is not None
    assert read.attachments == (
        ("01-QĐ-UBND.pdf", b"%PDF-1.7 thu"),
        ("01-QĐ-UBND-kem-theo.docx", frozen),
    )


def test_the_plan_is_cited_by_the_number_of_its_decision(
    workspace: Path, kehoach: Callable[..., Outcome], decided: Path
) -> None:
    assert kehoach("new", "letter", "--for", CITY).code == 0
    letter = CITY.replace(".toml", "-letter.toml")
    assert "KH431" in codes(kehoach("check", letter))  # the decision has no number yet
    assert kehoach("issue", PAPER, *DATED).code == 0
    assert "KH431" not in codes(kehoach("check", letter))
    assert kehoach("render", letter, "--no-notes").code == 0
    said = kehoach("textconv", letter.replace("plans/", "output/").replace(".toml", ".docx")).out
    assert "Kế hoạch ban hành kèm theo Quyết định số 01/QĐ-UBND ngày 21/6/2024" in said
