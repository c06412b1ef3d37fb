"""What the pages of the workplace do, through the command line: opinions, versions, sending."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document

from generator.cascade.changing.operations import Set
from generator.verbs import countercheck, edit
from generator.verbs.countercheck import FirstDifference
from generator.workspace.desk import Desk
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Kehoach = Callable[..., Outcome]

WARD = "kh-phuong-dong-kinh-2024"
FILE = "plans/lang-son-2024/phuong-dong-kinh.toml"
NODE = "md-kl-277"
LATER = "2999-12-31"


def changed(workspace: Path, value: str) -> None:
    """Somebody edits one node."""
    import datetime as dt

    desk = Desk(Workspace(workspace), lambda: dt.datetime.now(dt.UTC), "Người Soạn Mẫu")
    done = edit.run(desk, edit.Request(workspace / FILE, [Set(NODE, "noi_dung", value)]))
    assert done.status == "written"


def rounds(kehoach: Kehoach) -> Any:
    told = kehoach("opinion", "list", WARD, "--json")
    return json.loads(told.out)["rounds"]


def test_a_round_of_opinions_is_held_at_the_command_line(workspace: Path, kehoach: Kehoach) -> None:
    asked = ("--to", "Tổ mẫu A", "--to", "ubnd-tinh-lang-son", "--by", LATER)
    opened = kehoach("opinion", "open", FILE, *asked)
    assert opened.code == 0, opened.err
    assert "Đợt 1" in opened.out
    assert kehoach("opinion", "answer", WARD, "Tổ mẫu A", "remarks", "--letter", "3/TM").code == 0
    said = kehoach("opinion", "remark", WARD, "Tổ mẫu A", "Nêu rõ thời hạn", "--node", NODE)
    assert "Nêu rõ thời hạn" in said.out
    proof = kehoach("opinion", "judge", WARD, "g1", "taken")
    assert "QT922" in proof.err  # said to be taken, and the text says what it said
    changed(workspace, "Lời đã sửa, nêu rõ thời hạn.")
    assert "QT922" not in kehoach("opinion", "list", WARD).err
    [one] = rounds(kehoach)
    assert one["counts"]["asked"] == 2
    assert one["proofs"] == {"g1": "changed"}
    out = workspace / "tong-hop.docx"
    printed = kehoach("opinion", "print", WARD, "-o", str(out))
    assert printed.code == 0, printed.err
    text = "\n".join(c.text for t in Document(str(out)).tables for r in t.rows for c in r.cells)
    assert "Nêu rõ thời hạn" in text
    assert kehoach("opinion", "close", WARD).code == 0
    assert "đã khép lại" in kehoach("lấy-ý-kiến", "list", WARD).out


@pytest.mark.parametrize(
    "arguments",
    [
        ("answer", WARD, "Ai đó", "agree"),
        ("remark", WARD, "Ai đó", "Lời"),
        ("judge", WARD, "g9", "taken"),
        ("close", WARD),
        ("open", WARD, "--to", "Tổ mẫu A", "--by", "2000-01-01"),
    ],
)
def test_what_no_round_has_is_refused_and_nothing_is_written(
    workspace: Path, kehoach: Kehoach, arguments: tuple[str, ...]
) -> None:
    refused = kehoach("opinion", *arguments)
    assert refused.code == 1
    assert re.search(r"\bQT\d{3}", refused.err)
    assert not (workspace / f"ho-so/{WARD}/lay-y-kien.toml").exists()


def test_a_version_is_named_found_and_brought_back(workspace: Path, kehoach: Kehoach) -> None:
    before = (workspace / FILE).read_bytes()
    assert kehoach("version", "name", FILE, "Bản gửi đi").code == 0
    changed(workspace, "Lời hoàn toàn khác.")
    after = (workspace / FILE).read_bytes()
    listed = kehoach("version", "list", WARD).out.splitlines()
    digest = next(line.split()[0] for line in listed if line.endswith("Bản gửi đi"))
    assert kehoach("version", "restore", WARD, digest).code == 0
    assert (workspace / FILE).read_bytes() == before
    told = json.loads(kehoach("version", "list", WARD, "--json").out)["versions"]
    assert {one["name"] for one in told} == {"Bản gửi đi", ""}
    assert after != before


@pytest.mark.parametrize("digest", ["", "ffffffffffff", "../../x"])
def test_a_version_that_is_not_there_is_refused(
    workspace: Path, kehoach: Kehoach, digest: str
) -> None:
    changed(workspace, "Một.")
    before = (workspace / FILE).read_bytes()
    refused = kehoach("version", "restore", WARD, digest)
    assert (refused.code, "DX542" in refused.err) == (1, True)
    assert (workspace / FILE).read_bytes() == before


def test_an_issued_document_is_sent_in_words_and_the_register_says_so(
    official: Path, kehoach: Kehoach
) -> None:
    plan = official / "plans/lang-son-2024/thanh-pho.toml"
    text = re.sub(r'ho_ten = "[^"]+"', 'ho_ten = "Nguyễn Văn A"', plan.read_text("utf-8"))
    plan.write_text(re.sub(r"^ngay = .*\n", "", text, flags=re.MULTILINE), "utf-8")
    issued = kehoach("issue", str(plan), "--date", "2024-06-21", "--reason", "thử")
    assert issued.code == 0, issued.err
    nowhere = kehoach("dispatch", "kh-tp-lang-son-2024")
    assert (nowhere.code, "TD111" in nowhere.err) == (1, True)
    early = kehoach("dispatch", "kh-tp-lang-son-2024", "--to", "ubnd-tinh-lang-son")
    assert early.code == 1  # the agency has not signed
    sent = kehoach("dispatch", "kh-tp-lang-son-2024", "--words", "bản giấy tới 12 tổ dân phố")
    assert sent.code == 0, sent.err
    assert "Đã ghi vào sổ" in sent.out
    assert "bản giấy tới 12 tổ" in kehoach("register", "show", "kh-tp-lang-son-2024").out


def test_the_countercheck_tells_what_it_did_and_what_it_did_not(
    workspace: Path, kehoach: Kehoach, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(status: str, first: FirstDifference | None = None) -> Outcome:
        made = countercheck.Result(WARD, status, 8, first, [])  # type: ignore[arg-type]
        monkeypatch.setattr("generator.verbs.countercheck.run", lambda *_asked: made)
        return kehoach("countercheck", FILE)

    assert "8 trang, khớp" in said("same").out
    assert "chưa đối chiếu" in said("absent").out
    differs = said("differs", FirstDifference(2, "dòng này", ""))
    assert (differs.code, "trang 2 khác từ dòng" in differs.out) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("opinion", "list", "khong-co"),
        ("opinion", "print", "khong-co", "-o", "x.docx"),
        ("version", "list", "khong-co"),
        ("countercheck", "khong-co"),
    ],
)
def test_a_plan_that_nobody_knows_is_told(
    workspace: Path, kehoach: Kehoach, arguments: tuple[str, ...]
) -> None:
    told = kehoach(*arguments)
    assert (told.code, "LN001" in told.err or "khong-co" in told.err) == (2, True)
