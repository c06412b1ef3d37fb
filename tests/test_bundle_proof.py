"""An issued folder, or its .zip, is proved whole and made again."""

from __future__ import annotations

import io
import json
import re
import shutil
import stat
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.issuance import bundle
from generator.issuance.verdict.means import VerdictMeans
from generator.issuance.verdict.result import FileVerdict, Verdict
from generator.verbs.prove import prove_bundle
from tests.pki import LEADER, now
from tests.word_attacks import BODY, edited, swap
from tests.word_desk import word_desk

if TYPE_CHECKING:
    from collections.abc import Callable

NOBODY = VerdictMeans(None, None, now())
CITY = "plans/lang-son-2024/thanh-pho.toml"


@pytest.fixture
def issued(official: Path, kehoach: Callable[..., Any], kept: Callable[..., None]) -> Path:
    """The folder of the city's plan, issued by the command line."""

    def make() -> None:
        plan = official / CITY
        text = re.sub(r'ho_ten = "[^"]+"', f'ho_ten = "{LEADER}"', plan.read_text("utf-8"))
        plan.write_text(text, "utf-8")
        word_desk().pki.trust(official / "plans/danh-muc")
        told = kehoach("issue", CITY, "--reason", "nhập sổ năm 2024")
        assert told.code == 0, told.err

    kept(official, make)
    return official / "phat-hanh/ubnd-tp-lang-son/2024/chung/0001-KH-UBND"


def test_an_issued_folder_is_proved_and_rendered_again(
    issued: Path, kehoach: Callable[..., Any]
) -> None:
    told = kehoach("verify", issued, "--rebuild")
    assert told.code == 0, told.err
    assert "đúng văn bản đã phát hành" in told.out
    assert "HS110" not in told.err
    found = json.loads(kehoach("verify", issued, "--rebuild", "--json").out)["results"][0]
    assert (found["verdict"], found["rebuilt"]) == ("VALID", True)


def test_its_zip_is_proved_anywhere_else_too(
    issued: Path,
    kehoach: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    away = tmp_path_factory.mktemp("noi-khac")
    shutil.copy(issued.parent / f"{issued.name}.zip", away / "ho-so.zip")
    monkeypatch.chdir(away)
    told = kehoach("verify", "ho-so.zip", "--rebuild")
    assert told.code == 3, told.out  # whole, but nobody vouches for it
    assert "HS110" in told.err


CHANGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "the document": (lambda f: _append(f / "van-ban.docx"), "HS105"),
    "the plan": (lambda f: _append(f / "ke-hoach.toml"), "HS105"),
    "the template": (lambda f: _append(next(f.rglob("ke-hoach.docx"))), "HS105"),
    "a file less": (lambda f: _unlink(f / "kiem-tra.json"), "HS104"),
    "a file more": (lambda f: _write(f / "la.txt", b"x"), "HS103"),
    "the manifest": (lambda f: _append(f / "manifest.json"), "HS102"),
    "the manifest's number": (
        lambda f: _write(
            f / "manifest.json", (f / "manifest.json").read_bytes().replace(b'"so": 1', b'"so": 9')
        ),
        "HS106",
    ),
}


def _append(path: Path) -> None:
    _write(path, path.read_bytes() + b"\n")


def _write(path: Path, data: bytes) -> None:
    # away from what is shared by links with other folders
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def _unlink(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_is_altered_in_it_is_found(
    name: str, issued: Path, kehoach: Callable[..., Any]
) -> None:
    change, code = CHANGES[name]
    change(issued)
    told = kehoach("verify", issued)
    assert told.code == 1
    assert code in told.err


def test_a_folder_made_up_whole_is_betrayed_by_rendering_it_again(issued: Path) -> None:
    """Manifest and document exchanged together: only the rendering, or the register, tells."""
    document = issued / "van-ban.docx"
    _write(document, edited(document.read_bytes(), {BODY: swap("Kế hoạch", "Kế hoach")}))
    manifest = json.loads((issued / "manifest.json").read_bytes())
    manifest.pop("tep")
    (issued / "manifest.json").unlink()
    files = {
        p.relative_to(issued).as_posix(): p.read_bytes() for p in issued.rglob("*") if p.is_file()
    }
    _write(issued / "manifest.json", bundle._manifest(files, manifest))
    proof = prove_bundle(issued, NOBODY, rebuild=True)
    assert proof.verdict is Verdict.INVALID
    assert "HS109" in {d.code for d in proof.diagnostics}


def test_signed_files_in_it_are_verified_against_plan_and_document(issued: Path) -> None:
    desk = word_desk()
    document = (issued / "van-ban.docx").read_bytes()
    other = edited(document, {BODY: swap("Kế hoạch", "Kế hoach")})
    for name, data in (("van-ban.da-ky.docx", document), ("khac.da-ky.docx", other)):
        bundle.add_files(issued, {name: desk.both(data)}, {})
    proof = prove_bundle(issued, VerdictMeans(desk.store, desk.web, now()))
    right, wrong = (
        next(r for r in proof.reports if r.file == name)
        for name in ("van-ban.da-ky.docx", "khac.da-ky.docx")
    )
    # the plan is of 2024, and it is signed today
    assert _against(right) == {"XT213"}
    assert _against(wrong) == {"XT213", "XT216"}
    assert all(s.verdict is Verdict.VALID for s in right.signatures)


def _against(report: FileVerdict) -> set[str]:
    return {f.code for f in report.findings if f.verdict is not Verdict.VALID}


def _zip(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def _link() -> zipfile.ZipInfo:
    made = zipfile.ZipInfo("a/lien-ket")
    made.external_attr = (stat.S_IFLNK | 0o777) << 16
    return made


def _hidden_twin() -> bytes:
    """A second file of one name that only the directory at the end leaves out."""
    whole = _zip(("a/manifest.json", b"{}"), ("a/b", b"good"))
    twin = _zip(("a/b", b"evil"))
    local = twin[: twin.index(b"PK\1\2")]
    directory = whole.index(b"PK\1\2")
    end = whole.rindex(b"PK\5\6")
    moved = bytearray(whole[end:])
    moved[16:20] = (directory + len(local)).to_bytes(4, "little")
    return whole[:directory] + local + whole[directory:end] + bytes(moved)


def _two_names() -> bytes:
    """A file that stands under another name before its bytes than in the directory."""
    whole = _zip(("a/manifest.json", b"{}"), ("a/b", b"good"))
    return whole.replace(b"a/b", b"a/c", 1)


MANIFEST = ("a/manifest.json", b"{}")
BAD_ZIPS = {
    "leads out": _zip(MANIFEST, ("a/../../b", b"x")),
    "absolute": _zip(MANIFEST, ("/tmp/b", b"x")),
    "of Windows": _zip(MANIFEST, ("a\\..\\b", b"x")),
    "two folders": _zip(MANIFEST, ("b/c", b"x")),
    "in the open": _zip(("manifest.json", b"{}"), ("b", b"x")),
    "a link": _zip(MANIFEST, (_link(), b"/etc/passwd")),
    "twins": _zip(MANIFEST, ("a/b", b"x"), ("a/B", b"x")),
    "too many": _zip(MANIFEST, *((f"a/{n}", b"x") for n in range(600))),
    "no manifest to read": _zip(MANIFEST),
    "a twin that the directory hides": _hidden_twin(),
    "two names for one file": _two_names(),
}


@pytest.mark.parametrize("name", BAD_ZIPS)
def test_a_zip_that_could_do_harm_is_not_unpacked(name: str, tmp_path: Path) -> None:
    file = tmp_path / "x" / "ho-so.zip"
    file.parent.mkdir()
    file.write_bytes(BAD_ZIPS[name])
    proof = prove_bundle(file, NOBODY)
    assert proof.verdict is Verdict.INVALID
    assert {d.code for d in proof.diagnostics} & {"HS107", "HS101"}
    assert [p.name for p in tmp_path.rglob("*")] == ["x", "ho-so.zip"]
