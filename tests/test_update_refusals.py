"""What update refuses, and that the file then is as it was."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.verbs.update import Updater
from generator.workspace.workspace import Workspace
from tests.test_update_story import CITY, DONG_KINH, amended_city, change, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

AIM = "của Chỉ số PAR INDEX, Chỉ số SIPAS."


@pytest.fixture
def edited(workspace: Path, kehoach: Callable[..., Outcome]) -> Path:
    """A ward's plan, derived and edited, below a city's plan that has changed since."""
    assert kehoach("derive", CITY, "--unit", "ubnd-phuong-dong-kinh").code == 0
    change(DONG_KINH, AIM, "của PAR INDEX, SIPAS.")
    amended_city(CITY)
    return workspace


def refused(kehoach: Callable[..., Outcome], code: str) -> None:
    before = DONG_KINH.read_bytes()
    told = kehoach("update", DONG_KINH)
    assert told.code == 1
    assert code in told.err, told.err
    assert DONG_KINH.read_bytes() == before


def test_a_missing_base_is_said_and_nothing_is_guessed(
    edited: Path, kehoach: Callable[..., Outcome]
) -> None:
    for file in edited.glob(".kehoach/goc/*/*.toml"):
        file.unlink()
    refused(kehoach, "DX521")


def test_a_damaged_base_is_not_believed(edited: Path, kehoach: Callable[..., Outcome]) -> None:
    for file in edited.glob(".kehoach/goc/*/*.toml"):
        change(file, AIM, "của ai đó.")
    refused(kehoach, "DX521")


def test_an_id_pasted_twice_is_refused(edited: Path, kehoach: Callable[..., Outcome]) -> None:
    copy = table(DONG_KINH, "md-phat-huy")
    change(DONG_KINH, copy, copy + copy)
    refused(kehoach, "DX525")


def test_a_plan_above_that_is_gone_is_named(edited: Path, kehoach: Callable[..., Outcome]) -> None:
    text = CITY.read_text("utf-8")
    new = re.sub(r'^ma( *)= "kh-tp-lang-son-2024"', r'ma\1= "kh-khac"', text, flags=re.MULTILINE)
    CITY.write_text(new, "utf-8")
    refused(kehoach, "DX522")


def test_one_id_for_two_kinds_of_node_is_refused(
    edited: Path, kehoach: Callable[..., Outcome]
) -> None:
    change(DONG_KINH, 'id = "md-phat-huy"', 'id = "nv-khao-sat"')
    refused(kehoach, "DX524")


def test_nodes_in_an_inline_array_are_left_to_a_person(
    edited: Path, kehoach: Callable[..., Outcome]
) -> None:
    text = DONG_KINH.read_text("utf-8")
    head, _mark, rest = text.partition('[[muc.khoan]]\nid = "muc-dich"\n')
    _old, mark, tail = rest.partition('[[muc.khoan]]\nid = "yeu-cau"\n')
    inline = (
        '[[muc.khoan]]\nid = "muc-dich"\ntieu_de = "Mục đích"\n'
        'diem = [{ id = "md-nhiem-vu", noi_dung = "Việc của phường." }]\n\n'
    )
    DONG_KINH.write_text(head + inline + mark + tail, "utf-8")
    refused(kehoach, "DX527")


def test_a_plan_that_was_not_derived_cannot_be_updated(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    before = CITY.read_bytes()
    told = kehoach("update", CITY)
    assert (told.code, "DX522" in told.err) == (1, True)
    assert CITY.read_bytes() == before


def test_a_file_saved_meanwhile_is_not_overwritten(
    edited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    updater = Updater(Workspace(edited), CITY)
    keep = updater.bases.keep

    def save_meanwhile(text: str, digest: str) -> None:
        keep(text, digest)
        change(DONG_KINH, "của PAR INDEX, SIPAS.", "của ba chỉ số.")

    monkeypatch.setattr(updater.bases, "keep", save_meanwhile)
    done = updater(DONG_KINH)
    assert [d.code for d in done.diagnostics] == ["DX528"]
    assert "của ba chỉ số." in DONG_KINH.read_text("utf-8")


def test_line_ends_of_windows_and_a_mark_at_the_beginning_stay(
    edited: Path, kehoach: Callable[..., Outcome]
) -> None:
    text = DONG_KINH.read_text("utf-8")
    DONG_KINH.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert kehoach("update", DONG_KINH).code == 0
    data = DONG_KINH.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf#:schema")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert "chuyển biến rõ nét".encode() in data
    before = hashlib.sha256(data).hexdigest()
    assert kehoach("update", DONG_KINH).code == 0
    assert hashlib.sha256(DONG_KINH.read_bytes()).hexdigest() == before


def test_a_plan_moved_and_renamed_still_finds_its_base(
    edited: Path, kehoach: Callable[..., Outcome]
) -> None:
    new = DONG_KINH.parent / "nhap" / "ban-cua-phuong.toml"
    new.parent.mkdir()
    DONG_KINH.rename(new)
    assert kehoach("update", new).code == 0
    assert "chuyển biến rõ nét" in new.read_text("utf-8")
    assert "của PAR INDEX, SIPAS." in new.read_text("utf-8")
