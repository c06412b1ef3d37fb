"""The command line as its users meet it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.cli import VERBS, run

ROOT = Path(__file__).parent.parent
CITY = "plans/lang-son-2024/thanh-pho.toml"
UNITS = {
    "phuong-hoang-van-thu",
    "phuong-tam-thanh",
    "phuong-vinh-trai",
    "phuong-dong-kinh",
    "phuong-chi-lang",
    "xa-hoang-dong",
    "xa-quang-lac",
    "xa-mai-pha",
}


def words_of(docx: Path) -> str:
    xml = ZipFile(docx).read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", xml))


def test_the_whole_cascade_comes_out_of_two_commands(workspace, kehoach) -> None:
    derived = kehoach("derive", CITY, "--all")
    assert derived.code == 0, derived.err
    rendered = kehoach("render")
    assert rendered.code == 0, rendered.err
    made = {path.stem for path in (workspace / "output/lang-son-2024").glob("*.docx")}
    assert made == UNITS | {"tinh", "thanh-pho"}


def test_one_plan_may_name_its_file_and_several_a_folder(workspace, kehoach) -> None:
    made = kehoach("render", CITY, "-o", "mot.docx")
    assert made.code == 0, made.err
    assert (workspace / "mot.docx").is_file()
    assert "LN005" in kehoach("render", "-o", "hai.docx").err
    assert not (workspace / "hai.docx").exists()


def test_rendering_again_changes_nothing(workspace, kehoach) -> None:
    kehoach("render", CITY)
    first = (workspace / "output/lang-son-2024/thanh-pho.docx").read_bytes()
    again = kehoach("render", CITY)
    assert "không đổi" in again.out
    assert (workspace / "output/lang-son-2024/thanh-pho.docx").read_bytes() == first


def test_deriving_again_gives_the_same_bytes(workspace, kehoach) -> None:
    folder = workspace / "plans/lang-son-2024"
    kehoach("derive", CITY, "--all")
    before = {path.name: path.read_bytes() for path in folder.glob("*.toml")}
    assert kehoach("derive", CITY, "--all").out.count("không đổi") == len(UNITS)
    assert {path.name: path.read_bytes() for path in folder.glob("*.toml")} == before


def test_the_committed_lower_plans_are_what_derive_writes(workspace, kehoach) -> None:
    outcome = kehoach("derive", CITY, "--all", "-o", workspace / "moi")
    assert outcome.code == 0
    for name in UNITS:
        fresh = (workspace / "moi" / f"{name}.toml").read_text()
        assert fresh == (ROOT / "plans/lang-son-2024" / f"{name}.toml").read_text(), name


def test_a_plan_the_clerk_has_edited_is_never_overwritten(workspace, kehoach) -> None:
    path = workspace / "plans/lang-son-2024/phuong-dong-kinh.toml"
    edited = path.read_text() + "\n# đã sửa\n"
    path.write_text(edited)
    city = workspace / CITY
    city.write_text(city.read_text().replace("phải khả thi", "phải thật khả thi"))
    outcome = kehoach("derive", CITY, "--all")
    assert outcome.code == 1
    assert "TX704" in outcome.err
    assert path.read_text() == edited
    assert "thật khả thi" in (path.parent / "xa-mai-pha.toml").read_text()


def test_derive_ends_with_what_the_clerk_must_still_do(workspace, kehoach) -> None:
    outcome = kehoach("derive", CITY, "--unit", "ubnd-phuong-dong-kinh", "-o", "moi")
    assert re.search(r"moi/phuong-dong-kinh\.toml:\d+:\d+: cảnh báo DX\d+", outcome.err)


def test_a_document_edited_in_word_is_never_overwritten(workspace, kehoach) -> None:
    kehoach("render", CITY)
    path = workspace / "output/lang-son-2024/thanh-pho.docx"
    with ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    with ZipFile(path, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)
    edited = path.read_bytes()
    outcome = kehoach("render", CITY)
    assert outcome.code == 1
    assert "TX701" in outcome.err
    assert path.read_bytes() == edited
    assert kehoach("render", CITY, "--overwrite").code == 0


@pytest.mark.parametrize("lock", ["~$anh-pho.docx", ".~lock.thanh-pho.docx#"])
def test_a_document_open_in_an_office_program_is_left_alone(workspace, kehoach, lock) -> None:
    folder = workspace / "output/lang-son-2024"
    folder.mkdir(parents=True)
    (folder / lock).write_text("")
    outcome = kehoach("render", CITY)
    assert outcome.code == 1
    assert "TX702" in outcome.err
    assert not (folder / "thanh-pho.docx").exists()


def test_a_plan_can_be_named_by_its_id(workspace, kehoach) -> None:
    assert kehoach("render", "kh-tp-lang-son-2024").code == 0
    wrong = kehoach("render", "kh-tp-lang-son-2042")
    assert wrong.code == 2
    assert "kh-tp-lang-son-2024" in wrong.err


def test_an_unknown_unit_is_answered_with_the_nearest(workspace, kehoach) -> None:
    outcome = kehoach("derive", CITY, "--unit", "ubnd-phuong-dong-kin")
    assert outcome.code == 2
    assert "ubnd-phuong-dong-kinh" in outcome.err


def test_results_for_programs_are_json(workspace, kehoach) -> None:
    report = json.loads(kehoach("render", CITY, "--json").out)
    assert report["results"][0]["status"] == "written"
    broken = workspace / "plans/hong.toml"
    broken.write_text('phien_ban = 1\n[van_ban]\nma = "a"\nkhoa_la = 1\n')
    outcome = kehoach("check", broken, "--format", "json")
    assert outcome.code == 1
    places = [(d["code"], d["line"], d["column"]) for d in json.loads(outcome.out)["diagnostics"]]
    assert any(line == 4 for _code, line, _column in places)


def test_sarif_names_file_line_and_column(workspace, kehoach) -> None:
    broken = workspace / "plans/hong.toml"
    broken.write_text("phien_ban = 1\n[van_ban\n")
    run_ = json.loads(kehoach("check", broken, "--format", "sarif").out)["runs"][0]
    region = run_["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == 2


def test_one_broken_file_does_not_stop_the_others(workspace, kehoach) -> None:
    (workspace / "plans/lang-son-2024/hong.toml").write_text("phien_ban = \n")
    outcome = kehoach("render")
    assert outcome.code == 1
    assert "plans/lang-son-2024/hong.toml:1:" in outcome.err
    assert len(list((workspace / "output/lang-son-2024").glob("*.docx"))) == 10


def test_the_real_workspace_checks_without_errors(workspace, kehoach) -> None:
    outcome = kehoach("check")
    assert outcome.code == 0, outcome.err


def test_init_makes_a_workspace_that_renders_and_keeps_what_is_there(
    tmp_path, monkeypatch, kehoach
) -> None:
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "moi/kehoach.toml"
    mine.parent.mkdir()
    mine.write_text("phien_ban = 1\n")
    assert kehoach("init", "moi").code == 0
    assert mine.read_text() == "phien_ban = 1\n"
    monkeypatch.chdir(tmp_path / "moi")
    assert kehoach("render", CITY).code == 0
    schema = json.loads((tmp_path / "moi/plans/ke-hoach.schema.json").read_text())
    assert "trich_yeu" in schema["$defs"]["VanBan"]["properties"]


def test_outside_a_workspace_the_way_in_is_told(tmp_path, monkeypatch, kehoach) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = kehoach("render")
    assert outcome.code == 2
    assert "kehoach init" in outcome.err


ALL_HELP = """
import contextlib, io, json
from generator.cli import VERBS, run
def shown(verb):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        return run([verb, "--help"]), out.getvalue()
print(json.dumps({verb: shown(verb) for verb in VERBS}))
"""


@cache
def all_help(language: str) -> dict[str, tuple[int, str]]:
    """Code and text of each verb's help, from a program begun in a language: it keeps its texts."""
    done = subprocess.run(
        [sys.executable, "-c", ALL_HELP],
        capture_output=True,
        text=True,
        env={"KEHOACH_LANG": language, "PATH": "", "HOME": "/nonexistent"},
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_shows_an_example_in_both_languages(verb) -> None:
    # a verb may be younger than the catalogue; that it is whole is another test's matter
    for language, words in (("vi", ("Ví dụ",)), ("en", ("Example", "Ví dụ"))):
        code, shown = all_help(language)[verb]
        assert code == 0
        assert any(word in shown for word in words)
        assert "kehoach " + verb in shown


@pytest.mark.parametrize(("language", "word"), [("vi", "Ví dụ"), ("en", "Example")])
def test_the_language_of_help_is_that_of_the_machine(language, word) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", "from generator.cli import main; main()", "render", "--help"],
        capture_output=True,
        text=True,
        env={"KEHOACH_LANG": language, "PATH": "", "HOME": "/nonexistent"},
        check=True,
    ).stdout
    assert word in shown


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from generator.cli import run; run(['--help']);"
        "heavy = {'jinja2', 'msgspec', 'docx', 'docxtpl', 'lxml', 'tree_sitter', 'tomllib'};"
        "sys.exit(repr(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_one_plan_is_rendered_without_what_many_or_a_pdf_need(tmp_path: Path) -> None:
    city = str(ROOT / "plans/lang-son-2024/thanh-pho.toml")
    code = (
        "import sys; from generator.cli import run; code = run(['render', *sys.argv[1:]]);"
        "heavy = {'docx', 'docxtpl', 'lxml', 'tree_sitter', 'babel', 'PIL',"
        " 'generator.verbs.printing', 'generator.verbs.page_pictures', 'pypdfium2'};"
        "print(code, *sorted(heavy & set(sys.modules)))"
    )

    def shown(folder: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", code, city, "-o", str(tmp_path / folder)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "KEHOACH_CACHE": str(tmp_path / "mau")},
        ).stdout.splitlines()[-1]

    assert "lxml" in shown("first")  # which fills the cache of templates
    assert shown("second") == "0"


def test_the_end_of_a_command_does_not_walk_over_what_goes_anyway() -> None:
    code = (
        "import atexit, gc, sys; sys.argv = ['kehoach', '--help'];"
        "atexit.register(lambda: print('kept', gc.get_freeze_count() > gc.get_count()[0]));"
        "from generator.cli import main; main()"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.endswith("kept True\n")


def test_every_code_is_explained_and_every_explanation_is_of_a_code() -> None:
    from generator.explain import codes

    used = set()
    for path in (ROOT / "generator").rglob("*.py"):
        used |= set(re.findall(r'"([A-Z]{2}\d{3})"', path.read_text()))
    used -= {"RS256", "PS256", "ES256"}  # ways of signing a token are no codes
    assert used == set(codes())
    for code, entry in codes().items():
        assert {"ten", "vi_sao", "cach_sua", "name", "why", "fix"} <= set(entry), code
        assert run(["explain", code]) == 0


def test_the_english_catalogue_is_whole_and_compiled() -> None:
    import gettext

    from babel.messages.pofile import read_po

    folder = ROOT / "generator/locale/en/LC_MESSAGES"
    catalogue = read_po(io.BytesIO((folder / "kehoach.po").read_bytes()), locale="en")
    compiled = gettext.translation("kehoach", ROOT / "generator/locale", ["en"])
    extracted = read_po(io.BytesIO((ROOT / "generator/locale/kehoach.pot").read_bytes()))
    for message in extracted:
        if message.id:
            assert catalogue.get(message.id).string, f"not translated: {message.id}"
            assert compiled.gettext(message.id) == catalogue.get(message.id).string


def test_the_schema_for_editors_is_current(kehoach) -> None:
    committed = ROOT / "plans/ke-hoach.schema.json"
    assert kehoach("schema").out == committed.read_text()


def test_settings_with_mistakes_are_reported_where_they_are(workspace, kehoach) -> None:
    (workspace / "kehoach.toml").write_text('phien_ban = 1\nmao = "x.docx"\n')
    outcome = kehoach("render", CITY)
    assert outcome.code == 1
    assert "kehoach.toml:2:1" in outcome.err


def test_plans_carry_a_version_that_the_schema_knows() -> None:
    for path in (ROOT / "plans/lang-son-2024").glob("*.toml"):
        assert tomllib.loads(path.read_text())["phien_ban"] == 1
