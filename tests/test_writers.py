"""Two writers of one file, and options that got another name."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from generator.cli.common import option
from generator.workspace.files import Together, replace_plan

if TYPE_CHECKING:
    from pathlib import Path


def test_of_many_writers_who_read_the_same_version_one_writes_and_all_others_are_told(
    tmp_path: Path,
) -> None:
    plan = tmp_path / "ke-hoach.toml"
    plan.write_bytes(b"0")
    for round_ in range(20):
        read = plan.read_bytes()
        digest = sha256(read).hexdigest()
        texts = [f"{round_}-{writer}".encode() for writer in range(8)]
        with ThreadPoolExecutor(8) as pool:
            told = list(pool.map(lambda text: replace_plan(plan, digest, text, plan.name), texts))  # noqa: B023 - used up within the round
        written = [text for text, refused in zip(texts, told, strict=True) if refused is None]
        assert written == [plan.read_bytes()]
        assert {refused.code for refused in told if refused is not None} == {"DX528"}
    assert [file.name for file in tmp_path.iterdir()] == [plan.name]


@click.command()
@option("--template", old="--mau")
@option("--above", "choice", old="--tren", flag_value="above")
@option("--mine", "choice", old="--cua-toi", flag_value="mine")
@option("--to", old="--den", multiple=True)
def renamed(template: str | None, choice: str | None, to: tuple[str, ...]) -> None:
    click.echo(f"{template} {choice} {to}")


def test_an_old_name_of_an_option_does_what_the_new_one_does_and_tells_so() -> None:
    new = CliRunner().invoke(renamed, ["--template", "x", "--mine", "--to", "a", "--to", "b"])
    old = CliRunner().invoke(renamed, ["--mau", "x", "--cua-toi", "--den", "a", "--den", "b"])
    assert (old.exit_code, old.stdout) == (0, new.stdout)
    for name in ("--template", "--mine", "--to"):
        assert name in old.stderr
    assert new.stderr == ""


def test_the_help_names_only_the_new_options() -> None:
    told = CliRunner().invoke(renamed, ["--help"]).stdout
    assert "--template" in told
    assert "--mau" not in told


@pytest.mark.parametrize("both", [["--den", "a", "--to", "b"], ["--cua-toi", "--above"]])
def test_an_option_under_both_names_is_refused_as_one_of_them_would_be_lost(
    both: list[str],
) -> None:
    told = CliRunner().invoke(renamed, both)
    assert told.exit_code == 2
    assert both[0] in told.stderr


def test_files_written_together_are_there_when_all_are_whole(tmp_path: Path) -> None:
    with Together() as files:
        files.write(tmp_path / "a/mot.toml", b"1")
        files.write(tmp_path / "b/hai.toml", b"2")
        assert not list(tmp_path.rglob("*.toml"))
    found = {path.name: path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert found == {"mot.toml": b"1", "hai.toml": b"2"}


def _interrupted(folder: Path) -> None:
    """Write two files together and be stopped before the end."""
    with Together() as files:
        files.write(folder / "mot.toml", b"1")
        files.write(folder / "hai.toml", b"2")
        raise KeyboardInterrupt


def test_of_files_written_together_none_is_left_where_the_work_ends_early(tmp_path: Path) -> None:
    (tmp_path / "mot.toml").write_text("cũ", "utf-8")
    with pytest.raises(KeyboardInterrupt):
        _interrupted(tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"mot.toml": "cũ"}
