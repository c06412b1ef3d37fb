"""A full disk, a register that is gone, a clock that is wrong, a form sent twice, endless files."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from generator.cascade.changing.operations import Set
from generator.diagnostics import error
from generator.storage.database import Unavailable
from generator.verbs import edit, register, versions, view
from generator.web.app import create_app
from generator.web.guard import MAX_BODY
from generator.web.house import House
from generator.workspace.desk import Desk
from generator.workspace.workspace import Workspace
from tests.web.test_door import OWN, WARD, client  # noqa: F401 - a fixture
from tests.web.test_register import CITY, DATED, approve, office  # noqa: F401 - a fixture

HERE = f"/plans/{WARD}"
SOON = "2999-12-31"
WRITING = {
    "a comment": (f"{HERE}/comments", {"act": "add", "node": "md-kl-277", "text": "Lời"}),
    "a round of opinions": (
        f"{HERE}/opinions",
        {"act": "open", "names": "Tổ mẫu A", "deadline": SOON},
    ),
    "a step": (f"{HERE}/way", {"step": "gui-tham-dinh"}),
    "a dossier": (f"{HERE}/dossier", {"act": "new"}),
    "a plan below": (f"/plans/{CITY}/derive", {"unit": "ubnd-phuong-chi-lang"}),
}


def files(root: Path) -> dict[str, bytes]:
    """All that people wrote, and nothing that the program keeps for itself."""
    found = [one for part in ("plans", "ho-so") for one in (root / part).rglob("*.toml")]
    return {str(one): one.read_bytes() for one in found}


@pytest.mark.parametrize("what", WRITING)
def test_a_full_disk_is_told_in_words_and_every_file_stays_whole(client, monkeypatch, what) -> None:  # noqa: F811
    root = client.app.state.house.root
    (root / "plans/lang-son-2024/phuong-chi-lang.toml").unlink()
    before = files(root)
    address, data = WRITING[what]

    def full(*_names: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(root / "plans/x.toml"))

    with monkeypatch.context() as disk:
        disk.setattr(os, "replace", full)
        answer = client.post(address, data=data, headers=OWN)
    assert answer.status_code in (409, 422, 507)
    assert "Hết chỗ trên đĩa" in answer.text
    assert files(root) == before
    again = client.post(address, data=data, headers=OWN)
    assert again.status_code == 200
    assert files(root) != before


def test_where_the_servers_files_are_is_nobodys_business(client, monkeypatch) -> None:  # noqa: F811
    root = client.app.state.house.root

    def barred(*_names: object, **_more: object) -> None:
        raise OSError(errno.EACCES, "Permission denied", str(root / "plans/x.toml"))

    monkeypatch.setattr("generator.verbs.my_work.run", barred)
    answer = client.get("/")
    assert answer.status_code == 503
    assert str(root) not in answer.text
    assert "Không có quyền" in answer.text


@pytest.mark.parametrize("address", ["/receive", f"{HERE}/word", "/verify"])
def test_a_file_without_end_stops_at_the_bound_and_leaves_nothing_behind(client, address) -> None:  # noqa: F811
    edge = b"--x\r\nContent-Disposition: form-data; "
    sent = 0

    def endless():
        nonlocal sent
        yield edge + b'name="file"; filename="to.docx"\r\n\r\n'
        for _megabyte in range(1_000):
            sent += 1_000_000
            yield b"0" * 1_000_000
        yield b"\r\n--x--\r\n"

    before = set(Path(tempfile.gettempdir()).iterdir())
    headers = {**OWN, "content-type": "multipart/form-data; boundary=x"}
    answer = client.post(address, content=endless(), headers=headers)
    assert answer.status_code in (413, 499)
    assert set(Path(tempfile.gettempdir()).iterdir()) == before
    assert sent >= MAX_BODY
    assert client.get(HERE).status_code == 200


def test_a_register_that_is_gone_is_told_and_what_needs_none_goes_on(office, monkeypatch) -> None:  # noqa: F811
    told = error("SO501", "Cơ sở dữ liệu của sổ không trả lời")

    def gone(*_asked: object, **_more: object) -> None:
        raise Unavailable(told)

    with monkeypatch.context() as broken:
        broken.setattr("generator.verbs.books.register_of", gone)
        for address in ("/", "/register", "/search?q=cai"):
            answer = office.get(address)
            assert (address, answer.status_code) == (address, 200)
        assert told.message in office.get("/register").text
        approve(office.house, CITY)
        refused = office.post(f"/plans/{CITY}/issue", data=DATED)
        assert refused.status_code == 409
        assert told.message in refused.text
        change = [{"type": "set", "node": "md-kl-277", "field": "noi_dung", "value": "Vẫn soạn."}]
        assert office.post(f"{HERE}/operations", json=change).status_code == 200
    assert office.post(f"/plans/{CITY}/issue", data=DATED).status_code == 200


def test_a_form_that_is_sent_twice_gives_one_number(office) -> None:  # noqa: F811
    approve(office.house, CITY)
    first = office.post(f"/plans/{CITY}/issue", data=DATED)
    second = office.post(f"/plans/{CITY}/issue", data=DATED)
    assert (first.status_code, second.status_code) == (200, 403)
    assert len(register.run(office.house.desk(), register.Request("list")).rows) == 1


@pytest.mark.parametrize("wrong", [timedelta(days=-20_000), timedelta(days=300_000)])
def test_a_clock_that_is_wrong_loses_no_word_and_no_version(workspace, wrong) -> None:
    house = House(workspace, person="Người Soạn Mẫu")
    path = view.path_of(house.desk().workspace, WARD)
    before = path.read_text("utf-8")
    now = datetime.now(UTC)
    for moment, words in ((now, "Một."), (now + wrong, "Hai."), (now, "Ba.")):
        desk = Desk(Workspace(workspace), lambda moment=moment: moment, "Người Soạn Mẫu")
        done = edit.run(desk, edit.Request(path, [Set("md-kl-277", "noi_dung", words)]))
        assert done.status == "written"
        named = versions.run(desk, versions.Request(WARD, f"Bản {words}", act="name"))
        assert named.status == "named"
    kept = edit.versions(house.desk(), WARD)
    assert [one.name for one in kept if one.name] == ["Bản Ba.", "Bản Hai.", "Bản Một."]
    first = kept[-1]
    done = versions.run(house.desk(), versions.Request(WARD, restore=first.digest, act="restore"))
    assert (done.status, path.read_text("utf-8")) == ("restored", before)


def test_pages_stand_on_a_day_that_makes_no_sense(workspace) -> None:

    for year in (1970, 9000):
        house = House(workspace, clock=lambda year=year: datetime(year, 1, 1, tzinfo=UTC))
        with TestClient(create_app(house), base_url="http://127.0.0.1") as made:
            made.get(f"/enter?token={house.entrance}")
            for address in ("/", HERE, f"{HERE}/way", f"{HERE}/opinions", "/register", "/signing"):
                answer = made.get(address)
                assert (year, address, answer.status_code) == (year, address, 200)
            assert not re.search("Lỗi của chương trình", answer.text)


def test_a_fault_that_nobody_foresaw_is_told_in_words_with_a_way_on(workspace, monkeypatch) -> None:
    house = House(workspace, person="Người Soạn Mẫu")
    app = create_app(house)
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as at:
        at.get(f"/enter?token={house.entrance}")

        def broken(*_asked: object) -> None:
            raise RuntimeError("chi tiết bên trong")

        with monkeypatch.context() as fault:
            fault.setattr("generator.verbs.my_work.run", broken)
            answer = at.get("/")
        assert answer.status_code == 500
        assert "Lỗi của chương trình, không phải của bạn" in answer.text
        assert 'href="/"' in answer.text
        for inside in ("Traceback", "RuntimeError", "chi tiết bên trong", str(workspace)):
            assert inside not in answer.text
        assert at.get("/").status_code == 200
