"""Bad input: a clear error, in its place, and nothing lost."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata
from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import docx
import pytest

from tests.conftest import ROOT, process
from tests.held import hold, known, let_go

CITY = "plans/lang-son-2024/thanh-pho.toml"
NASTY = r"""{{ 7*7 }} {% for x in y %} <w:p> & ]]> <!-- " {{x}} C:\a 2 \* 3 \{x} 50% 😀"""
PRINTED = NASTY.replace(r"\*", "*").replace(r"\{", "{")


def small_plan(text: str = "Đoạn văn", extra: str = "") -> str:
    return f"""phien_ban = 1
[van_ban]
ma = "kh-thu"
co_quan = "ubnd-tp-lang-son"
ngay = 2024-06-07
trich_yeu = "Thử"
{extra}
[[mo_dau]]
id = "doan"
noi_dung = '''{text}'''
[[nguoi_ky]]
chuc_vu = "CHỦ TỊCH"
"""


@pytest.fixture
def plan(workspace: Path):
    def write(content: str, name: str = "thu.toml") -> Path:
        path = workspace / "plans" / name
        path.write_text(content, "utf-8")
        return path

    return write


def paragraphs(path: Path) -> list[str]:
    return [p.text for p in docx.Document(str(path)).paragraphs]


def test_template_code_and_markup_in_a_plan_are_only_text(workspace, plan, kehoach) -> None:
    outcome = kehoach("render", plan(small_plan(NASTY)))
    assert outcome.code == 0, outcome.err
    assert PRINTED in paragraphs(workspace / "output/thu.docx")


def test_a_paragraph_of_a_hundred_thousand_characters_is_printed_whole(
    workspace, plan, kehoach
) -> None:
    text = "chữ " * 25_000 + "hết"
    assert kehoach("render", plan(small_plan(text))).code == 0
    assert text in paragraphs(workspace / "output/thu.docx")


def test_decomposed_letters_are_composed_and_said(workspace, plan, kehoach) -> None:
    outcome = kehoach("render", plan(small_plan(unicodedata.normalize("NFD", "Ủy ban phường"))))
    assert outcome.code == 0
    assert "plans/thu.toml:10:" in outcome.err
    assert "Ủy ban phường" in paragraphs(workspace / "output/thu.docx")


def test_zero_width_characters_are_taken_out_and_said(workspace, plan, kehoach) -> None:
    outcome = kehoach("render", plan(small_plan("Ủy\u200b ban\ufeff")))
    assert "cảnh báo" in outcome.err
    assert "Ủy ban" in paragraphs(workspace / "output/thu.docx")


def test_control_characters_are_refused_where_they_stand(workspace, plan, kehoach) -> None:
    content = small_plan().replace("'''Đoạn văn'''", '"Đoạn\\u0001 văn"')
    outcome = kehoach("render", plan(content))
    assert outcome.code == 1
    assert "plans/thu.toml:10:" in outcome.err
    assert not (workspace / "output/thu.docx").exists()


def test_a_file_cut_off_in_the_middle_says_where(workspace, kehoach) -> None:
    text = (workspace / CITY).read_text()
    cut = workspace / "plans/cut.toml"
    cut.write_text(text[: len(text) // 2])
    outcome = kehoach("check", cut)
    assert outcome.code == 1
    assert re.search(r"plans/cut\.toml:\d+:\d+: lỗi DL\d+", outcome.err)


@pytest.mark.parametrize("cut", range(40, 2_000, 170))
def test_no_cut_ever_shows_a_traceback(workspace, kehoach, cut) -> None:
    data = (workspace / CITY).read_bytes()[:cut]
    path = workspace / "plans/cut.toml"
    path.write_bytes(data)
    outcome = kehoach("render", path)
    assert outcome.code in {0, 1}
    assert "Lỗi của chương trình" not in outcome.err


def test_an_impossible_date_shows_the_form_wanted(plan, kehoach) -> None:
    outcome = kehoach("check", plan(small_plan().replace("2024-06-07", "2024-02-30")))
    assert outcome.code == 1
    assert "plans/thu.toml:5:" in outcome.err


def test_all_mistakes_come_at_once(plan, kehoach) -> None:
    content = small_plan(extra='trich_yew = "x"\nso = "bảy"').replace(
        'co_quan = "ubnd-tp-lang-son"', 'co_quan = "ubnd-tp-lang-sn"'
    )
    outcome = kehoach("check", plan(content))
    assert "trich_yeu" in outcome.err
    assert "plans/thu.toml:7:" in outcome.err
    assert "plans/thu.toml:8:" in outcome.err
    assert "plans/thu.toml:4:" in outcome.err
    assert "ubnd-tp-lang-son" in outcome.err


def test_an_unknown_agency_is_answered_with_the_nearest(plan, kehoach) -> None:
    content = small_plan().replace('"ubnd-tp-lang-son"', '"ubnd-tp-lang-sn"')
    outcome = kehoach("check", plan(content))
    assert "plans/thu.toml:4:" in outcome.err
    assert "ubnd-tp-lang-son" in outcome.err


def test_a_plan_above_that_does_not_exist_is_said(plan, kehoach) -> None:
    outcome = kehoach("check", plan(small_plan(extra='cap_tren = "kh-tp-lang-son"')))
    assert outcome.code == 1
    assert "plans/thu.toml:7:" in outcome.err
    assert "kh-tp-lang-son-2024" in outcome.err


def test_two_plans_with_one_id_name_both_files(plan, kehoach) -> None:
    plan(small_plan(), "mot.toml")
    plan(small_plan(), "hai.toml")
    outcome = kehoach("check")
    assert outcome.code == 1
    assert "mot.toml" in outcome.err
    assert "hai.toml" in outcome.err
    assert kehoach("render").code == 1


def test_a_cycle_of_agencies_is_said_and_ends(workspace, kehoach) -> None:
    registry = workspace / "plans/danh-muc/co-quan.toml"
    text = registry.read_text()
    block = text[text.index('id = "ubnd-tinh-lang-son"') :]
    changed = block.replace("\n", '\ntruc_thuoc = "ubnd-tp-lang-son"\n', 1)
    registry.write_text(text.replace(block, changed))
    outcome = kehoach("check")
    assert outcome.code == 1
    assert re.search(r"co-quan\.toml:\d+:\d+: lỗi CQ\d+", outcome.err)


def mangled(source: Path, target: Path, change) -> Path:
    """A copy of a .docx with its members changed: `change(name, data)` gives new data or None."""
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target


def in_document(old: bytes, new: bytes):
    return lambda name, data: data.replace(old, new, 1) if name == "word/document.xml" else data


def broken_templates(folder: Path) -> dict[str, Path]:
    good = ROOT / "templates/ke-hoach.docx"
    bomb = io.BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 300_000_000)
    macro = mangled(good, folder / "macro.docx", lambda _name, data: data)
    with ZipFile(macro, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    made = {
        "not a zip": folder / "text.docx",
        "empty": folder / "empty.docx",
        "bomb": folder / "bomb.docx",
        "macros": macro,
        "tracked changes": mangled(
            good,
            folder / "tracked.docx",
            in_document(
                b"</w:p>",
                b'<w:ins w:id="1" w:author="a"><w:r><w:t>x</w:t></w:r></w:ins></w:p>',
            ),
        ),
        "broken tag": mangled(
            good, folder / "tag.docx", in_document(b"{{ trich_yeu }}", b"{{ trich_yeu }")
        ),
        "unknown field": mangled(
            good, folder / "field.docx", in_document(b"{{ trich_yeu }}", b"{{ trich_yew }}")
        ),
        "missing": folder / "none.docx",
        "folder": folder,
    }
    made["not a zip"].write_text("xin chào")
    made["empty"].write_bytes(b"")
    made["bomb"].write_bytes(bomb.getvalue())
    return made


@pytest.mark.parametrize(
    "kind",
    [
        "not a zip",
        "empty",
        "bomb",
        "macros",
        "tracked changes",
        "broken tag",
        "unknown field",
        "missing",
        "folder",
    ],
)
def test_a_bad_template_is_one_sentence_and_no_document(workspace, kehoach, kind) -> None:
    folder = workspace / "mau"
    folder.mkdir()
    template = broken_templates(folder)[kind]
    outcome = kehoach("render", CITY, "--template", template)
    assert outcome.code in {1, 3}
    assert re.search(r"lỗi (MB|HT)\d+", outcome.err)
    assert not (workspace / "output/lang-son-2024/thanh-pho.docx").exists()
    if kind == "unknown field":
        assert "trich_yeu" in outcome.err


def test_a_folder_without_write_permission_is_said() -> None:
    home = Path(tempfile.mkdtemp(dir="/tmp"))  # where another user may go
    try:
        for name in ("templates", "plans"):
            shutil.copytree(ROOT / name, home / name)
        shutil.copy(ROOT / "kehoach.toml", home)
        (home / "output").mkdir(mode=0o555)
        home.chmod(0o755)
        if os.geteuid() == 0:  # root may write anywhere: become nobody
            prefix = [shutil.which("setpriv"), "--reuid=65534", "--regid=65534", "--clear-groups"]
        else:
            prefix = []
        code = f"import sys; sys.path[:0] = {sys.path!r}; from generator.cli import main; main()"
        done = subprocess.run(
            [*prefix, sys.executable, "-c", code, "render", CITY],
            cwd=home,
            env={**os.environ, "KEHOACH_CACHE": str(home / "none"), "HOME": str(home)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 3, done.stderr
        assert "HT903" in done.stderr
        assert not list((home / "output").rglob("*.docx"))
    finally:
        shutil.rmtree(home)


def test_a_full_disk_loses_nothing_and_leaves_nothing(workspace) -> None:
    disk = workspace / "dia"
    disk.mkdir()
    script = f"""
        mount -t tmpfs -o size=32k none {disk} || exit 99
        echo "bản cũ" > {disk}/giu.txt
        head -c 20000 /dev/zero > {disk}/day
        {sys.executable} -c "from generator.cli import main; main()" render {CITY} -o {disk}
        code=$?
        ls -A {disk}
        exit $code
    """
    names = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-Urm"]
    done = subprocess.run([*names, "sh", "-c", script], capture_output=True, text=True)
    assert done.returncode == 3, done.stderr
    assert "HT902" in done.stderr
    assert done.stdout.split() == ["day", "giu.txt"]


def many_plans(workspace: Path, count: int) -> Path:
    folder = workspace / "plans/nhieu"
    folder.mkdir()
    text = (workspace / CITY).read_text()
    for i in range(count):
        (folder / f"p{i:04}.toml").write_text(text.replace("kh-tp-lang-son-2024", f"kh-thu-{i}", 1))
    return folder


def whole(path: Path) -> bool:
    try:
        with ZipFile(path) as archive:
            return archive.testzip() is None
    except BadZipFile:
        return False


def wait_for_workers(workspace: Path) -> None:
    """Workers of a killed parent end by themselves: wait until none is left in the folder."""
    deadline = time.monotonic() + 240
    while any(_is_in(workspace, entry) for entry in Path("/proc").glob("[0-9]*/cwd")):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _is_in(workspace: Path, entry: Path) -> bool:
    with suppress(OSError):
        return entry.readlink() == workspace and entry.parent.name != str(os.getpid())
    return False


@pytest.fixture
def held(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan outside of the workspace that whoever reads it waits for."""
    monkeypatch.setenv("PYTHONPATH", known(os.environ.get("PYTHONPATH", "")))
    plan = workspace.parent / "p9999.toml"
    hold(plan)
    return plan


def in_the_middle(workspace: Path, folder: Path, held: Path, out: Path):
    """A rendering that has written some files and cannot end: its last plan is held."""
    running = process("render", folder, held, "-o", out, cwd=workspace)
    deadline = time.monotonic() + 240
    while len(list(out.rglob("*.docx"))) < 20:
        assert time.monotonic() < deadline
        assert running.poll() is None, running.communicate()
        time.sleep(0.01)
    return running


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_after_control_c_or_a_shutdown_all_files_are_whole_and_a_second_run_completes(
    workspace, held: Path, sent: signal.Signals, code: int
) -> None:
    folder, out = many_plans(workspace, 150), workspace / "ra"
    running = in_the_middle(workspace, folder, held, out)
    running.send_signal(sent)
    let_go(held)
    _out, err = running.communicate(timeout=240)
    assert running.returncode == code
    assert "chạy lại" in err
    assert not list(out.rglob("*.tmp"))
    completed_by_a_second_run(workspace, folder, out)


def test_after_a_kill_all_files_are_whole_and_a_second_run_completes(workspace, held: Path) -> None:
    folder, out = many_plans(workspace, 150), workspace / "ra"
    running = in_the_middle(workspace, folder, held, out)
    running.kill()
    running.communicate(timeout=240)
    assert running.returncode == -signal.SIGKILL
    let_go(held)
    completed_by_a_second_run(workspace, folder, out)


def completed_by_a_second_run(workspace: Path, folder: Path, out: Path) -> None:
    wait_for_workers(workspace)
    assert all(whole(path) for path in out.rglob("*.docx"))
    again = process("render", folder, "-o", out, cwd=workspace)
    _out, err = again.communicate(timeout=240)
    assert again.returncode == 0, err
    made = list(out.rglob("*.docx"))
    assert len(made) == 150
    assert all(whole(path) for path in made)
    assert not list(out.rglob("*.tmp"))


def test_two_processes_may_render_the_same_file(workspace) -> None:
    running = [process("render", CITY, cwd=workspace) for _ in range(4)]
    for one in running:
        _out, err = one.communicate(timeout=240)
        assert one.returncode == 0, err
    assert whole(workspace / "output/lang-son-2024/thanh-pho.docx")


def test_without_libreoffice_the_way_to_install_it_is_told(workspace, kehoach, monkeypatch) -> None:
    monkeypatch.setenv("KEHOACH_SOFFICE", "/không/có")
    outcome = kehoach("render", CITY, "--pdf", "--engine", "libreoffice")
    assert outcome.code == 3
    assert "HT901" in outcome.err
    assert "libreoffice" in outcome.err
    assert (workspace / "output/lang-son-2024/thanh-pho.docx").exists()


def test_a_template_that_fails_on_the_data_is_a_sentence_with_its_place(
    workspace, plan, kehoach
) -> None:
    template = mangled(
        ROOT / "templates/ke-hoach.docx",
        workspace / "mau.docx",
        in_document(b"{{ trich_yeu }}", b"{{ 1 // (gach_co_quan - gach_co_quan) }}"),
    )
    outcome = kehoach("render", CITY, "--template", template)
    assert outcome.code == 1
    assert re.search(r"lỗi MB6\d\d", outcome.err)
    assert "Lỗi của chương trình" not in outcome.err
    assert not list(workspace.rglob("output/**/*.docx"))


def test_a_broken_registry_is_reported_once_even_for_many_plans(workspace, kehoach) -> None:
    folder = many_plans(workspace, 40)
    registry = workspace / "plans/danh-muc/van-ban.toml"
    registry.write_text(registry.read_text() + '\n[[van_ban]]\nid = "thua"\nla = 1\n')
    for verb in ("render", "check"):
        outcome = kehoach(verb, folder)
        assert outcome.code == 1
        assert outcome.err.count("Không có khóa “la”") == 1


@pytest.mark.parametrize("ending", [".toml", ".docx"])
def test_a_pipe_in_a_folder_is_left_out_and_that_is_told(workspace, kehoach, ending) -> None:
    folder = many_plans(workspace, 1)
    os.mkfifo(folder / f"ong{ending}")
    (folder / f"gay{ending}").symlink_to(workspace / "khong-co")
    done = kehoach("check", folder)
    assert done.err.count("HT974") == 2
    assert f"ong{ending}" in done.err
    assert kehoach("render", folder, "-o", "ra").err.count("HT974") == 2 * (ending == ".toml")


def test_a_pipe_or_device_named_as_a_document_is_refused_and_never_waited_for(
    workspace, kehoach
) -> None:
    os.mkfifo(workspace / "ong.docx")
    (workspace / "khong.docx").symlink_to("/dev/zero")
    for name in ("ong.docx", "khong.docx"):
        for words in (("check",), ("pull",), ("diff", "plans/lang-son-2024/thanh-pho.toml")):
            done = kehoach(*words, workspace / name)
            assert done.code
            assert "không phải tệp" in done.err
