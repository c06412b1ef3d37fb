"""A workspace kept elsewhere: there and back, two who write, what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple

import pytest

from generator.cli.common import acting
from generator.verbs.working_copy import working_copy
from tests import warm
from tests.conftest import Outcome
from tests.remote_servers import s3, sftp

if TYPE_CHECKING:
    from collections.abc import Iterator


class Place(NamedTuple):
    """A place elsewhere and how commands reach it."""

    url: str
    environment: dict[str, str]

    def told(self, *arguments: object, cwd: Path) -> Outcome:
        return warm.told(*arguments, cwd=cwd, environment=self.environment)


class Server(NamedTuple):
    """A program that keeps places, or just a folder."""

    place: Place
    log: Path
    number: count[int]


@contextmanager
def shared(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    yield f"file://{folder}/chung", {}


KINDS = {"file": shared, "s3": s3, "sftp": sftp}


@pytest.fixture(scope="module", autouse=True)
def _warm() -> Iterator[None]:
    """The process that has loaded the libraries ends with the module."""
    yield
    warm.end()


@pytest.fixture(scope="module", params=list(KINDS))
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """One for all tests; each has a place of its own there."""
    folder = tmp_path_factory.mktemp("noi-xa")
    with KINDS[request.param](folder) as (url, environment):
        yield Server(Place(url, environment), folder / "s3.log", count())


@pytest.fixture
def place(server: Server) -> Place:
    return Place(f"{server.place.url}/{next(server.number)}", server.place.environment)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A small workspace of one person, with a register and what is hidden."""
    home = tmp_path / "mot"
    for name, text in {
        "kehoach.toml": "phien_ban = 1\n",
        "plans/a.toml": "a\n",
        "plans/sâu/b.toml": "b\n",
        ".kehoach/goc/ab/abcd.toml": "gốc\n",
        "so-dang-ky/so-dang-ky.db": "sổ",
        ".git/config": "x",
    }.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, "utf-8")
    return home


def files(home: Path) -> dict[str, str]:
    found = {path.relative_to(home).as_posix(): path for path in home.rglob("*") if path.is_file()}
    return {name: path.read_text("utf-8") for name, path in found.items() if "noi-xa" not in name}


def other(place: Place, tmp_path: Path) -> Path:
    """A second person's copy."""
    home = tmp_path / "hai"
    home.mkdir()
    fetched = place.told("remote", "fetch", place.url, cwd=home)
    assert fetched.code == 0, fetched.err
    return home


def test_what_is_sent_comes_back_as_it_was_but_for_register_and_hidden_files(
    server: Server, place: Place, here: Path, tmp_path: Path
) -> None:
    asked_before = _asked(server)
    sent = place.told("remote", "send", place.url, "--json", cwd=here)
    assert sent.code == 0, sent.err
    names = {one["name"] for one in json.loads(sent.out)["results"]}
    plans = {"plans/a.toml", "plans/sâu/b.toml"}
    assert names == {"kehoach.toml", ".kehoach/goc/ab/abcd.toml", *plans}
    there = files(other(place, tmp_path))
    assert there == {name: text for name, text in files(here).items() if name in names}
    again = json.loads(place.told("remote", "send", "--json", cwd=here).out)
    assert (again["results"], again["unchanged"]) == ([], 4)
    listed = [line for line in _asked(server)[len(asked_before) :] if "list-type" in line]
    assert [line for line in listed if "muc-luc-xa.json" not in line] == []  # an index, no walk


def _asked(server: Server) -> list[str]:
    """What S3 was asked until now."""
    return server.log.read_text("utf-8").splitlines() if server.log.exists() else []


def test_of_two_who_changed_one_file_neither_loses_a_word(
    place: Place, here: Path, tmp_path: Path
) -> None:
    place.told("remote", "send", place.url, cwd=here)
    hers = other(place, tmp_path)
    (here / "plans/a.toml").write_text("của tôi\n", "utf-8")
    (hers / "plans/a.toml").write_text("của chị\n", "utf-8")
    (hers / "plans/c.toml").write_text("mới\n", "utf-8")
    assert place.told("remote", "send", cwd=hers).code == 0
    refused = [place.told("remote", way, cwd=here) for way in ("send", "fetch")]
    assert [(one.code, "TX705" in one.err) for one in refused] == [(1, True)] * 2, refused
    assert (here / "plans/a.toml").read_text("utf-8") == "của tôi\n"
    assert (here / "plans/c.toml").read_text("utf-8") == "mới\n"
    place.told("remote", "fetch", cwd=hers)
    assert (hers / "plans/a.toml").read_text("utf-8") == "của chị\n"


def test_while_one_writes_the_other_is_told_who(place: Place, here: Path, tmp_path: Path) -> None:
    place.told("remote", "send", place.url, cwd=here)
    (here / ".kehoach/noi-xa.khoa").write_text("máy-ba, 77", "utf-8")
    code = "import sys; from generator.workspace.remote import Remote;Remote(sys.argv[1]).lock()"
    assert _python(code, place).code == 0
    waiting = place.told("remote", "send", cwd=here)
    assert (waiting.code, "HT972" in waiting.err) == (3, True), waiting.err
    broken = place.told("remote", "send", "--break-lock", cwd=here)
    assert broken.code == 0, broken.err
    assert place.told("remote", "send", cwd=here).code == 0


def _python(code: str, place: Place) -> Outcome:
    here = Path.cwd()
    return warm.told(place.url, cwd=here, environment=place.environment, code=code)


def test_a_file_that_somebody_changed_there_by_hand_is_not_written_over(
    place: Place, here: Path
) -> None:
    place.told("remote", "send", place.url, cwd=here)
    code = (
        "import sys; from generator.workspace.remote import Remote;"
        "Remote(sys.argv[1]).put('plans/a.toml', 'tay người khác'.encode())"
    )
    assert _python(code, place).code == 0
    (here / "plans/a.toml").write_text("của tôi\n", "utf-8")
    sent = place.told("remote", "send", cwd=here)
    fetched = place.told("remote", "fetch", cwd=here)
    assert (sent.code, "TX705" in sent.err) == (1, True), sent.err
    assert (here / "plans/a.toml").read_text("utf-8") == "của tôi\n"
    assert fetched.code == 0


def test_what_another_wrote_since_one_looked_is_never_written_over(place: Place) -> None:
    code = """
import sys; from generator.workspace.remote import Remote
mine, other = Remote(sys.argv[1]), Remote(sys.argv[1])
first = mine.put("a.toml", b"one", "")
assert mine.stamp("a.toml") == first
second = other.put("a.toml", b"others", first)
for seen in ("", first):
    try:
        mine.put("a.toml", b"mine", seen)
    except FileExistsError:
        continue
    raise SystemExit("written over")
assert mine.read("a.toml") == b"others"
assert mine.stamp("a.toml") == second
"""
    assert _python(code, place).code == 0


def test_two_who_send_after_a_broken_lock_do_not_lose_each_other_s_index(place: Place) -> None:
    code = """
import sys; from generator.workspace.remote import HeldFile, Remote, RemoteError
mine, other = Remote(sys.argv[1]), Remote(sys.argv[1])
for one in (mine, other):
    index = one.index()
index.files["cua-chi.toml"] = HeldFile("00", "1")
other.keep_index(index)
try:
    mine.keep_index(type(index)())
except RemoteError as fault:
    assert fault.diagnostic.code == "HT972"
else:
    raise SystemExit("written over")
assert list(mine.index().files) == ["cua-chi.toml"]
mine.keep_index(index)
mine.keep_index(index)
"""
    assert _python(code, place).code == 0


@pytest.mark.parametrize(
    ("url", "code"),
    [("http://may/x", "LN062"), ("s3://a/b::file:///c", "LN062"),
     ("sftp://a:mat-khau@may/x", "LN062"), ("s3://", "LN062"),
     ("sftp://thu@127.0.0.1:9/x", "HT971")],
)  # fmt: skip
def test_a_place_that_cannot_be_used_is_told_and_no_secret_is_shown(
    here: Path, kehoach, url: str, code: str
) -> None:
    outcome = kehoach("remote", "send", url, "--folder", here)
    assert outcome.code in (2, 3)
    assert code in outcome.err
    assert "mat-khau" not in outcome.err


def test_a_bucket_that_is_gone_is_told(here: Path, tmp_path: Path) -> None:
    with s3(tmp_path) as (_url, environment):
        gone = Place("s3://khong-co/ke-hoach", environment)
        told = [gone.told("remote", way, gone.url, cwd=here) for way in ("send", "fetch")]
    assert [(one.code, "HT971" in one.err) for one in told] == [(3, True)] * 2, told
    assert "Traceback" not in "".join(one.err for one in told)


@pytest.mark.parametrize(
    "name",
    ["../thoat.toml", "/thoat.toml", ".git/hooks/pre-commit", ".kehoach/goc/../../../x", "loi/x"],
)
def test_a_name_that_a_place_must_not_bring_along_is_not_written(
    tmp_path: Path, kehoach, name: str
) -> None:
    there, home = tmp_path / "chung", tmp_path / "nha"
    (there / ".kehoach").mkdir(parents=True)
    home.mkdir()
    (home / "loi").symlink_to(tmp_path)
    index = {"form": 1, "files": {name: ["00", "1"]}}
    (there / ".kehoach/muc-luc-xa.json").write_text(json.dumps(index), "utf-8")
    before = files(tmp_path)
    outcome = kehoach("remote", "fetch", f"file://{there}", "--folder", home)
    assert (outcome.code, "TX705" in outcome.err) == (1, True)
    assert files(tmp_path) == before


def test_without_the_extra_the_way_to_install_it_is_told(here: Path) -> None:
    code = "import sys; sys.modules['s3fs'] = None;from generator.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "remote", "send", "s3://kho/x"],
        cwd=here, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert "HT973" in done.stderr
    assert "kehoach[remote]" in done.stderr


def test_a_template_elsewhere_is_fetched_once_and_again_when_it_changed_there(
    place: Place, workspace: Path, tmp_path: Path
) -> None:
    """Printed with its copy, the document is what the file itself gives, byte for byte."""
    plan, mine = "plans/lang-son-2024/phuong-dong-kinh.toml", workspace / "templates/ke-hoach.docx"
    at = Place(f"{place.url}/mau", place.environment)
    cache = tmp_path / "bo-nho"
    url = f"{at.url}/ke-hoach.docx"

    def put(data: bytes) -> None:
        (tmp_path / "gui").write_bytes(data)
        code = (
            "import sys, pathlib; from generator.workspace.remote import Remote;"
            f"Remote(sys.argv[1]).put('ke-hoach.docx', pathlib.Path('{tmp_path}/gui').read_bytes())"
        )
        assert _python(code, at).code == 0

    def printed(out: str) -> Outcome:
        seen = Place(url, {**place.environment, "KEHOACH_CACHE": str(cache)})
        return seen.told("render", plan, "--template", url, "-o", tmp_path / out, cwd=workspace)

    missing = printed("khong")
    assert (missing.code, "HT971" in missing.err) == (3, True), missing.err
    put(mine.read_bytes())
    first = printed("a")
    assert first.code == 0, first.err
    assert place.told("render", plan, "-o", tmp_path / "b", cwd=workspace).code == 0
    name = "phuong-dong-kinh.docx"
    assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    (copy,) = (cache / "noi-xa").glob("*.docx")
    copy.write_bytes(b"not what it was")
    assert printed("c").code == 0
    assert copy.read_bytes() == mine.read_bytes()
    put(b"no template any more")
    changed = printed("d")
    assert (changed.code, "MB60" in changed.err) == (1, True), changed.err


@pytest.mark.parametrize(
    "url", ["zip://a.docx::s3://kho/x.zip", "simplecache::s3://kho/x.docx", "http://may/x.docx",
            "s3://kho/a.docx::file:///x"],
)  # fmt: skip
def test_a_template_by_a_chained_or_foreign_address_is_refused(
    workspace: Path, kehoach, url: str
) -> None:
    outcome = kehoach("render", "plans/lang-son-2024/thanh-pho.toml", "--template", url)
    assert (outcome.code, "LN062" in outcome.err) == (2, True), outcome.err


def test_no_workspace_s_own_settings_lead_to_an_address(workspace: Path, kehoach) -> None:
    settings = workspace / "kehoach.toml"
    settings.write_text('phien_ban = 1\nmau = "s3://kho/x.docx"\n', "utf-8")
    outcome = kehoach("render", workspace / "plans/lang-son-2024/thanh-pho.toml")
    assert (outcome.code, "MB601" in outcome.err) == (1, True), outcome.err
    assert not list((workspace / "output").rglob("*.docx"))


def test_a_base_that_is_missing_here_comes_from_the_place_of_this_person_s_machine(
    place: Place, workspace: Path, tmp_path: Path
) -> None:
    """The merge is the one that the base in the workspace gives; what is no base is not taken."""
    above, name = workspace / "plans/lang-son-2024/thanh-pho.toml", "phuong-dong-kinh.toml"
    child = workspace / f"moi/{name}"
    derive = ("derive", above, "--unit", "ubnd-phuong-dong-kinh", "-o", workspace / "moi")
    assert place.told(*derive, cwd=workspace).code == 0
    assert place.told("remote", "send", place.url, cwd=workspace).code == 0
    text = above.read_text("utf-8")
    above.write_text(text.replace("Chủ động tổ chức", "Kịp thời tổ chức", 1), "utf-8")
    child.write_text(child.read_text("utf-8") + "# đã xem\n", "utf-8")
    goc = workspace / ".kehoach/goc"
    goc.rename(tmp_path / "goc")
    lost = place.told("update", child, "--dry-run", cwd=workspace)
    assert lost.code == 1, lost.out
    mine = {**place.environment, "KEHOACH_BASES": place.url, "KEHOACH_CACHE": str(tmp_path / "c")}
    found = Place(place.url, mine).told("update", child, "--dry-run", cwd=workspace)
    copies = [one.relative_to(tmp_path / "c/noi-xa").as_posix() for one in
              (tmp_path / "c/noi-xa").rglob("*.toml")]  # fmt: skip
    (tmp_path / "goc").rename(goc)
    here = place.told("update", child, "--dry-run", cwd=workspace)
    assert (found.code, found.out) == (0, here.out), found.err
    assert len(copies) == 1


def test_documents_are_made_in_a_folder_elsewhere_and_never_over_what_somebody_changed_there(
    place: Place, workspace: Path, tmp_path: Path
) -> None:
    at = Place(f"{place.url}/ra", {**place.environment, "KEHOACH_CACHE": str(tmp_path / "c")})
    plan, name = "plans/lang-son-2024/phuong-dong-kinh.toml", "phuong-dong-kinh.docx"
    first = at.told("render", plan, "-o", at.url, "--json", cwd=workspace)
    assert first.code == 0, first.err
    (made,) = json.loads(first.out)["results"]
    assert made["target"] == f"{at.url}/{name}"
    assert not (workspace / place.url.partition(":")[0]).exists()
    begin = "import sys; from generator.workspace.remote import Remote; at = Remote(sys.argv[1]);"
    assert _python(f"{begin} at.put('{name}', b'changed there')", at).code == 0
    text = (workspace / plan).read_text("utf-8")
    (workspace / plan).write_text(text.replace("tổ chức", "kịp thời tổ chức", 1), "utf-8")
    again = at.told("render", plan, "-o", at.url, cwd=workspace)
    assert (again.code, "TX705" in again.err) == (1, True), again.err
    still = f"{begin} assert at.read('{name}') == b'changed there'"
    assert _python(still, at).code == 0


@pytest.mark.parametrize(
    "words",
    [("derive", "a.toml", "--all", "-o", "s3://kho/x"), ("derive", "a.toml", "-osftp://a/x"),
     ("update", "--out=file:///x"), ("coverage", "a.toml", "--html", "s3://kho/x.html"),
     ("check", "s3://kho/a.toml"), ("progress", "roll-up", "a.toml", "--xlsx=s3://kho/x.xlsx"),
     ("import", "sftp://a/cu.docx"), ("render", "s3://kho/a.toml", "-o", "s3://kho/ra")],
)  # fmt: skip
def test_a_verb_that_reads_and_writes_here_says_so_of_an_address(
    workspace: Path, kehoach, words: tuple[str, ...]
) -> None:
    outcome = kehoach(*words)
    assert (outcome.code, "remote send" in outcome.err) == (2, True), outcome.err
    assert f"--workspace ĐỊA_CHỈ {words[0]}" in outcome.err
    assert not list(workspace.glob("s*:"))


def test_a_folder_that_came_with_its_own_place_is_not_sent_there_unasked(
    here: Path, tmp_path: Path, kehoach
) -> None:
    """A letter could bring such a folder: all that is written into it would leave the office."""
    theirs = f"file://{tmp_path}/cua-nguoi-la"
    (here / ".kehoach/noi-xa.json").write_text(json.dumps({"url": theirs, "files": {}}), "utf-8")
    for way in ("send", "fetch"):
        outcome = kehoach("remote", way, "--folder", here)
        assert (outcome.code, "LN062" in outcome.err) == (2, True), outcome.err
    assert not (tmp_path / "cua-nguoi-la").exists()
    assert kehoach("remote", "send", theirs, "--folder", here).code == 0
    assert kehoach("remote", "send", "--folder", here).code == 0


def test_a_batch_in_a_place_writes_there_what_it_writes_here_and_never_over_a_person_s_words(
    place: Place, workspace: Path, tmp_path: Path, kehoach
) -> None:
    """No folder of the person's own is needed; what a colleague wrote meanwhile stays."""
    mine = Place(place.url, {**place.environment, "KEHOACH_STATE": str(tmp_path / "cua-toi")})
    derive = ("derive", "plans/lang-son-2024/thanh-pho.toml", "--all", "-o", "plans/moi", "--json")
    assert place.told("remote", "send", place.url, cwd=workspace).code == 0
    there = mine.told("--workspace", place.url, *derive, cwd=tmp_path)
    here = place.told(*derive, cwd=workspace)
    assert (there.code, there.out) == (here.code, here.out), there.err
    hers = other(place, tmp_path)
    assert files(hers / "plans/moi") == files(workspace / "plans/moi")
    plan = hers / "plans/moi/phuong-dong-kinh.toml"
    words = plan.read_text("utf-8").replace("Chủ động", "Kịp thời", 1)
    plan.write_text(words, "utf-8")
    assert place.told("remote", "send", cwd=hers).code == 0
    again = mine.told("--workspace", place.url, *derive, cwd=tmp_path)
    assert (again.code, "phuong-dong-kinh.toml" in again.out) == (1, True), again.err
    place.told("remote", "fetch", cwd=hers)
    assert plan.read_text("utf-8") == words


def test_what_a_broken_command_has_made_goes_along_with_the_next(
    workspace: Path, tmp_path: Path, kehoach
) -> None:
    """But not over what somebody has sent meanwhile: both stay, and the copy here is named."""
    there, state = f"file://{tmp_path}/chung", tmp_path / "trang-thai"
    place = Place(there, {"KEHOACH_STATE": str(state)})
    check = ("--workspace", there, "check", "plans/lang-son-2024/thanh-pho.toml")
    assert place.told("remote", "send", there, cwd=workspace).code == 0
    assert place.told(*check, cwd=tmp_path).code == 0
    (copy,) = state.glob("noi-xa/*/")
    (copy / "ra.docx").write_bytes(b"made, not sent")
    sent = place.told(*check, cwd=tmp_path)
    assert (sent.code, (tmp_path / "chung/ra.docx").read_bytes()) == (0, b"made, not sent")
    kehoach("remote", "fetch", there, "--folder", workspace)
    (copy / "ra.docx").write_bytes(b"made again")
    (workspace / "ra.docx").write_bytes(b"a colleague's")
    assert place.told("remote", "send", cwd=workspace).code == 0
    refused = place.told(*check, cwd=tmp_path)
    assert (refused.code, "TX705" in refused.err, str(copy) in refused.err) == (1, True, True)
    assert (copy / "ra.docx").read_bytes() == b"made again"
    assert (tmp_path / "chung/ra.docx").read_bytes() == b"a colleague's"


def test_what_was_removed_there_is_not_sent_again_and_hinders_nobody(
    place: Place, here: Path, tmp_path: Path
) -> None:
    """By another program, which knows of no index."""
    mine = Place(place.url, {**place.environment, "KEHOACH_STATE": str(tmp_path / "cua-toi")})
    check = ("--workspace", place.url, "check", "plans/a.toml")
    assert place.told("remote", "send", place.url, cwd=here).code == 0
    hers = other(place, tmp_path)
    assert "TX7" not in mine.told(*check, cwd=tmp_path).err
    (copy,) = (tmp_path / "cua-toi/noi-xa").glob("*/")
    remove = (
        "import sys; from generator.workspace.remote import Remote; at = Remote(sys.argv[1]);"
        "at._files.rm_file(at._at('plans/sâu/b.toml'))"
    )
    assert _python(remove, place).code == 0
    late = tmp_path / "ba"
    late.mkdir()
    fetched = place.told("remote", "fetch", place.url, cwd=late)
    assert (fetched.code, "TX706" in fetched.err) == (0, True), fetched.err
    (here / "plans/sâu/b.toml").unlink()
    assert place.told("remote", "send", cwd=here).code == 0
    assert "TX7" not in mine.told(*check, cwd=tmp_path).err
    assert not (copy / "plans/sâu/b.toml").exists()
    told = place.told("remote", "send", cwd=hers)
    assert (told.code, "TX706" in told.err) == (0, True), told.err
    assert (hers / "plans/sâu/b.toml").exists()
    assert "TX7" not in place.told("remote", "fetch", cwd=late).err


def test_one_command_at_a_time_works_in_a_copy_and_none_with_a_register(
    workspace: Path, tmp_path: Path, kehoach, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two copies of a register would give out one number twice."""
    monkeypatch.setenv("KEHOACH_STATE", str(tmp_path / "trang-thai"))
    there = f"file://{tmp_path}/chung"
    for verb in (("issue", "plans/a.toml"), ("register", "list"), ("pull", "a.docx")):
        outcome = kehoach("--workspace", there, *verb)
        assert (outcome.code, "remote fetch" in outcome.err) == (2, True), outcome.err
    with working_copy(SimpleNamespace(who=acting()), there):
        busy = kehoach("--workspace", there, "check")
    assert (busy.code, "HT972" in busy.err) == (3, True), busy.err


def test_what_is_no_file_is_told_and_a_register_stays_whatever_it_is_called(
    here: Path, tmp_path: Path, kehoach
) -> None:
    """Without reading a pipe, which nobody writes into."""
    there = tmp_path / "chung"
    (here / "plans/sổ.sqlite").write_bytes(b"SQLite format 3\0" + bytes(84))
    (here / "plans/dbscl.db-2024.toml").write_text("of the Mekong delta", "utf-8")
    (here / "plans/lien-ket").symlink_to(tmp_path)
    os.mkfifo(here / "plans/ong.toml")
    outcome = kehoach("remote", "send", f"file://{there}", "--folder", here)
    told = [line.partition(":")[0] for line in outcome.err.splitlines() if "HT974" in line]
    assert told == ["plans/lien-ket", "plans/ong.toml"]
    sent = {path.name for path in (there / "plans").rglob("*") if path.is_file()}
    assert sent == {"a.toml", "b.toml", "dbscl.db-2024.toml"}
