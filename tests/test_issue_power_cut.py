"""Killed before every durable write, then started again: one number, one signed file, no doubt."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from generator.issuance.pdf.form_fields import signature_fields
from tests.desk import desk
from tests.killing import quietly, states_left
from tests.pki import PASSWORD
from tests.test_story_issue import CITY, good, set_up, sign

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = ("--reason", "nhập sổ năm 2024")
MA = "kh-tp-lang-son-2024"
FOLDER = "phat-hanh/ubnd-tp-lang-son/2024/chung/0001-KH-UBND"
SIGNED = f"{FOLDER}/van-ban.da-ky.pdf"


@pytest.fixture
def base(official: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office; LibreOffice is played by the finished PDF of another document."""
    workspace = official
    set_up(workspace, danh_so='"truoc_khi_ky"')
    monkeypatch.setattr("generator.office.pdf.convert", convert)
    return workspace


def convert(files: Any, **_options: object) -> list[Any]:
    for file in files:
        file.with_suffix(".pdf").write_bytes(desk().draft)
    return []


def each_cut(base: Path, *arguments: object, password: str = "") -> Any:
    """The workspace in each state that the command passes through, at the place it worked in."""
    home = base.parent / "cat"
    shutil.copytree(base, home)
    left = states_left(home, *arguments, password=password)
    assert len(left) > 8, "the writes were not counted"
    for state in left:
        shutil.rmtree(home)
        state.rename(home)
        yield home


def started_again(home: Path) -> list[str]:
    """The next start clears up, and its audit finds nothing wrong. The acts of number 1."""
    good(quietly(home, "register", "audit"))
    assert not list((home / "phat-hanh/.dang-ghi").glob("*.json"))
    assert not list((home / "phat-hanh").rglob(".kehoach-*.tmp"))
    told = quietly(home, "register", "show", MA, "--json")
    return [act["what"] for act in json.loads(told.out)["acts"]] if told.code == 0 else []


def test_an_issue_is_whole_or_never_was(base: Path) -> None:
    before = (base / CITY).read_bytes()
    seen = set()
    for home in each_cut(base, "issue", CITY, *OLD):
        acts = started_again(home)
        seen.add(bool(acts))
        if not acts:
            assert (home / CITY).read_bytes() == before
            (issued,) = json.loads(good(quietly(home, "issue", CITY, *OLD, "--json")).out)[
                "results"
            ]
            assert issued["so"] == 1
        assert (home / CITY).read_bytes() == (home / FOLDER / "ke-hoach.toml").read_bytes()
    assert seen == {True, False}


@pytest.mark.parametrize("who", ["leader", "agency"])
def test_what_was_signed_is_adopted_and_never_signed_again(
    base: Path, kehoach: Callable[..., Any], who: str
) -> None:
    good(kehoach("issue", CITY, *OLD))
    if who == "agency":
        good(sign(kehoach, CITY, "leader"))
    earlier = (base / SIGNED).read_bytes() if who == "agency" else b""
    key, level = {"leader": ("lanh-dao.p12", "B-B"), "agency": ("co-quan.p12", "B-LTA")}[who]
    command = ("sign", CITY, "--as", who, "--key", key, "--level", level)
    adopted = 0
    for home in each_cut(base, *command, password=PASSWORD):
        file = home / SIGNED
        left = file.read_bytes() if file.exists() else b""
        acts = started_again(home)
        kind = {"leader": "ky_lanh_dao", "agency": "ky_co_quan"}[who]
        assert acts.count(kind) == int(len(left) > len(earlier)), acts
        if len(left) == len(earlier):
            continue
        adopted += 1
        data = file.read_bytes()
        assert data == left
        fields = signature_fields(PdfFileReader(io.BytesIO(data)))
        assert sum(fields.values()) == 1 + (who == "agency") + acts.count("niem_phong")
        manifest = json.loads((home / FOLDER / "manifest.json").read_bytes())
        (listed,) = (f for f in manifest["tep"] if f["ten"] == "van-ban.da-ky.pdf")
        assert listed["sha256"] == hashlib.sha256(data).hexdigest()
        if adopted == 1:
            # nobody signs a second time; a seal without its proofs gets them
            again = kehoach_in(home, kehoach, who)
            assert again.code == (1 if who == "leader" else 0)
            assert ("KY308" in again.err) is (who == "leader")
            assert file.read_bytes().startswith(left)
            assert started_again(home).count(kind) == 1
    assert adopted > 3


def kehoach_in(home: Path, kehoach: Callable[..., Any], who: str) -> Any:
    import contextlib

    with contextlib.chdir(home):
        return sign(kehoach, CITY, who)


def test_a_signed_file_that_was_altered_after_a_power_cut_is_not_adopted(
    base: Path, kehoach: Callable[..., Any]
) -> None:
    good(kehoach("issue", CITY, *OLD))
    command = ("sign", CITY, "--as", "leader", "--key", "lanh-dao.p12", "--level", "B-B")
    for home in each_cut(base, *command, password=PASSWORD):
        file = home / SIGNED
        if not file.exists():
            continue
        data = bytearray(file.read_bytes())
        data[data.index(b"stream\n") + 50] ^= 1
        file.chmod(0o644)
        file.write_bytes(data)
        told = quietly(home, "register", "audit")
        assert told.code == 1
        assert "HS121" in told.err
        assert kehoach_in(home, kehoach, "leader").code == 1
        break
    else:
        raise AssertionError("no cut left a signed file")
