"""Verbs asked as any door asks them: a desk and a request in, a result out, nothing printed."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.diagnostics import WRONG_USAGE
from generator.locale import speak
from generator.verbs import (
    answer,
    apply,
    check,
    coverage,
    derive,
    diff,
    explain,
    git_setup,
    import_,
    new,
    pull,
    render,
    resolve,
    slip,
    textconv,
    update,
)
from generator.verbs import format as format_
from generator.workspace.desk import VIETNAM, Desk
from generator.workspace.processes import Processes
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

CITY = "plans/lang-son-2024/thanh-pho.toml"
WARD = "plans/lang-son-2024/phuong-dong-kinh.toml"
WORD = "output/lang-son-2024/thanh-pho.docx"
ABOVE = "kh-tp-lang-son-2024"
KEY = re.compile(r"[a-z][a-z0-9_-]*")


@pytest.fixture
def desk(workspace: Path) -> Desk:
    noon = datetime(2024, 6, 7, 12, tzinfo=VIETNAM)
    return Desk(Workspace(workspace, workspace), lambda: noon, "nguoi-thu", crew=Processes(1))


def asked(desk: Desk, verb: str) -> Any:
    """The result of one ordinary request of a verb."""
    city, word = Path(CITY), Path(WORD)
    requests: dict[str, Callable[[], Any]] = {
        "render": lambda: render.run(desk, render.Request((CITY,))),
        "derive": lambda: derive.run(desk, derive.Request(ABOVE, everyone=True)),
        "update": lambda: update.run(desk, update.Request((WARD,), write=False)),
        "answer": lambda: answer.run(desk, answer.Request(WARD)),
        "resolve": lambda: resolve.run(desk, resolve.Request(WARD, "nv-01", "mine")),
        "coverage": lambda: coverage.run(desk, coverage.Request(ABOVE)),
        "check": lambda: check.run(desk, check.Request((WORD, CITY))),
        "diff": lambda: diff.run(desk, diff.Request(CITY, WARD)),
        "apply": lambda: apply.run(desk, apply.Request(city)),
        "pull": lambda: pull.run(desk, pull.Request(word, write=False)),
        "new": lambda: new.run(desk, new.Request("decision", CITY)),
        "slip": lambda: slip.run(desk, slip.Request(CITY, CITY)),
        "format": lambda: format_.run(desk, format_.Request(word)),
        "import": lambda: import_.run(desk, import_.Request((word,), Path("plans"))),
        "textconv": lambda: textconv.run(desk, textconv.Request(word)),
        "git-setup": lambda: git_setup.run(desk, git_setup.Request(check=True)),
        "explain": lambda: explain.run(desk, explain.Request("dl102")),
    }
    return requests[verb]()


VERBS = (
    "render", "derive", "answer", "update", "resolve", "coverage", "check", "diff", "apply", "pull",
    "new", "slip", "format", "import", "textconv", "git-setup", "explain",
)  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_gives_plain_values_under_english_names_and_prints_nothing(
    verb: str, desk: Desk, kehoach: Callable[..., Outcome], capsys: pytest.CaptureFixture[str]
) -> None:
    assert kehoach("render", CITY).code == 0
    found = asked(desk, verb)
    value = found.as_dict()
    assert json.loads(json.dumps(value, ensure_ascii=False)) == value
    assert "diagnostics" in value
    assert all(KEY.fullmatch(key) for key in value)
    assert not set(value) & {"tep", "ke_hoach", "ket_qua", "da_ghi", "chan_doan", "thay_doi"}
    assert found.exit_code in {0, 1, 2}
    assert capsys.readouterr() == ("", "")


REFUSED = {
    "an id that is not there": ("LN001", lambda d: update.run(d, update.Request(("khong-co",)))),
    "a folder for a plan": ("LN002", lambda d: coverage.run(d, coverage.Request("plans"))),
    "nothing to update": ("LN003", lambda d: update.run(d, update.Request())),
    "nobody below": ("LN003", lambda d: derive.run(d, derive.Request(WARD, everyone=True))),
    "an unknown unit": ("LN004", lambda d: derive.run(d, derive.Request(ABOVE, ("ubnd-x",)))),
    "a result over its source": (
        "LN005", lambda d: diff.run(d, diff.Request(CITY, WARD, target=Path(CITY))),
    ),
    "a result that is no .docx": (
        "LN005", lambda d: format_.run(d, format_.Request(Path(CITY), Path("moi.pdf"))),
    ),
    "many sources into one file": (
        "LN005",
        lambda d: import_.run(d, import_.Request((Path(CITY), Path(WARD)), Path("mot.toml"))),
    ),
    "no conflict there": (
        "LN006", lambda d: resolve.run(d, resolve.Request(WARD, "nv-01", "mine")),
    ),
    "two choices at once": (
        "LN008", lambda d: resolve.run(d, resolve.Request(WARD, "nv-01", "mine", "chữ")),
    ),
    "no choice": ("LN008", lambda d: resolve.run(d, resolve.Request(WARD, "nv-01"))),
    "no unit": ("LN008", lambda d: derive.run(d, derive.Request(ABOVE))),
    "copies of no document": (
        "LN008", lambda d: check.run(d, check.Request((CITY,), fix=Path("sua.docx"))),
    ),
    "an unknown code": ("LN009", lambda d: explain.run(d, explain.Request("XX000"))),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_request_that_asks_for_what_cannot_be_is_a_finding_and_writes_nothing(
    what: str, desk: Desk, workspace: Path
) -> None:
    before = {path: path.stat().st_mtime_ns for path in workspace.rglob("*")}
    code, ask = REFUSED[what]
    found = ask(desk)
    assert [d.code for d in found.diagnostics] == [code]
    assert found.exit_code == WRONG_USAGE
    assert {path: path.stat().st_mtime_ns for path in workspace.rglob("*")} == before


def test_a_check_tells_which_copies_it_wrote(
    desk: Desk, kehoach: Callable[..., Outcome], workspace: Path
) -> None:
    assert kehoach("render", CITY).code == 0
    copy = workspace / "nhan-xet.docx"
    found = check.run(desk, check.Request((WORD,), annotate=copy))
    assert [(one.kind, one.target) for one in found.written] == [("annotated", str(copy))]
    assert copy.exists()


def test_a_verb_speaks_the_language_of_its_request(desk: Desk) -> None:
    try:
        speak("en")
        english = explain.run(desk, explain.Request("DL102")).items[0].name
    finally:
        speak("vi")
    vietnamese = explain.run(desk, explain.Request("DL102")).items[0].name
    assert english != vietnamese


def test_what_is_named_in_a_batch_is_told_as_it_is_done(desk: Desk) -> None:
    heard: list[str] = []
    request = derive.Request(ABOVE, everyone=True, out=Path("duoi"))
    found = derive.run(desk, request, lambda done: heard.append(done.target))
    assert sorted(heard) == [done.target for done in found.items]
    assert all(Path(target).exists() for target in heard)
