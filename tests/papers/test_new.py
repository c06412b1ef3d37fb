"""The papers around a plan are drafted from what the plan says, and stay in step with it."""

from __future__ import annotations

import re
import tomllib

import pytest

from generator.plan.drafts import KINDS

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
