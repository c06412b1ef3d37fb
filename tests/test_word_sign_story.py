"""A .docx through `kehoach render`, `sign` and `verify`, as a clerk goes it."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Outcome
from tests.pki import AGENCY, LEADER, OTHER_AGENCY, PASSWORD
from tests.tokens import PIN, token
from tests.word_attacks import BODY, edited, swap
from tests.word_desk import parts_of, word_desk

if TYPE_CHECKING:
    from collections.abc import Callable

CITY = "plans/lang-son-2024/thanh-pho.toml"
WORD = Path("output/lang-son-2024/thanh-pho.docx")
SIGNED = Path("output/lang-son-2024/thanh-pho.da-ky.docx")


@pytest.fixture
def office(workspace: Path, kehoach: Callable[..., Outcome]) -> Path:
    """A workspace with trust and keys; the city's plan is numbered and rendered."""
    pki = word_desk().pki
    pki.trust(workspace / "plans/danh-muc")
    settings = (workspace / "kehoach.toml").read_text("utf-8").partition("[ky_so]")[0]
    settings += f'[ky_so]\ntsa = ["{pki.url}/tsa"]\nkhi_tsa_loi = "dung"\n'
    settings += f'may_chu = ["{word_desk().server.host}"]\n'
    (workspace / "kehoach.toml").write_text(settings, "utf-8")
    (workspace / "lanh-dao.p12").write_bytes(pki.leader.pkcs12())
    (workspace / "co-quan.p12").write_bytes(pki.agency.pkcs12())
    plan = workspace / CITY
    text = re.sub(r'ho_ten = "[^"]+"', f'ho_ten = "{LEADER}"', plan.read_text("utf-8"))
    plan.write_text(text.replace("\nky_hieu", "\nso = 5\nky_hieu", 1), "utf-8")
    told = kehoach("render", CITY)
    assert told.code == 0, told.err
    # the plan is of 2024, and the tests sign today: without the number its date is no matter
    plan.write_text(text, "utf-8")
    return workspace


def with_password(kehoach: Callable[..., Outcome], password: str, *arguments: object) -> Outcome:
    reading, writing = os.pipe()
    os.write(writing, password.encode() + b"\n")
    os.close(writing)
    try:
        return kehoach(*arguments, "--password-fd", reading)
    finally:
        os.close(reading)


def sign(
    kehoach: Callable[..., Outcome], who: str, key: str, what: object = WORD, *more: object
) -> Outcome:
    return with_password(kehoach, PASSWORD, "sign", what, "--as", who, "--key", key, *more)


def test_leader_and_agency_sign_and_anyone_verifies(
    office: Path, kehoach: Callable[..., Outcome]
) -> None:
    first = sign(kehoach, "leader", "lanh-dao.p12", WORD, "--comment", "Đồng ý")
    assert (first.code, first.err) == (0, "")
    half = kehoach("verify", SIGNED, "--plan", CITY)
    assert half.code == 1
    assert AGENCY in half.out
    second = sign(kehoach, "agency", "co-quan.p12", SIGNED)
    assert (second.code, second.err) == (0, "")

    told = kehoach("verify", SIGNED, "--plan", CITY)
    assert told.code == 0, told.out
    for word in (
        "HỢP LỆ",
        LEADER,
        AGENCY,
        "XAdES-T",
        "chuyên dùng công vụ",
        "theo dấu thời gian",
        "nguyên vẹn",
        "không bị thu hồi khi ký",
    ):
        assert word in told.out
    found = json.loads(kehoach("verify", SIGNED, "--plan", CITY, "--json").out)["results"][0]
    assert found["verdict"] == "VALID"
    assert [s["role"] for s in found["signatures"]] == ["leader", "agency"]


def test_a_day_of_signing_that_the_plan_does_not_know_is_said(
    office: Path, kehoach: Callable[..., Outcome]
) -> None:
    sign(kehoach, "leader", "lanh-dao.p12")
    sign(kehoach, "agency", "co-quan.p12", SIGNED)
    plan = office / CITY
    plan.write_text(plan.read_text("utf-8").replace("\nky_hieu", "\nso = 6\nky_hieu", 1), "utf-8")
    told = kehoach("verify", SIGNED, "--plan", CITY)
    assert told.code == 1
    assert {"XT213", "XT216"} <= set(re.findall(r"XT\d+", told.out))


def test_what_a_signed_file_may_not_become_is_said(
    office: Path, kehoach: Callable[..., Outcome]
) -> None:
    sign(kehoach, "leader", "lanh-dao.p12")
    sign(kehoach, "agency", "co-quan.p12", SIGNED)
    bad = edited(SIGNED.read_bytes(), {BODY: swap("Kế hoạch", "Kế hoach")})
    Path("sua.docx").write_bytes(bad)
    told = kehoach("verify", "sua.docx")
    assert told.code == 1
    assert "XT302" in told.out
    # rendering again leaves the signed file alone
    before = SIGNED.read_bytes()
    kehoach("render", CITY)
    assert SIGNED.read_bytes() == before


REFUSALS = {
    "the agency first": ("agency", "co-quan.p12", (), "KY309"),
    "the wrong person": ("leader", "nguoi-khac.p12", (), "KY207"),
    "an image's place": ("leader", "lanh-dao.p12", ("--appendix", "05/KH-UBND"), "KY505"),
    "a number afterwards": ("leader", "lanh-dao.p12", ("--number", "6"), "KY505"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_cannot_be_signed_is_refused(
    name: str, office: Path, kehoach: Callable[..., Outcome]
) -> None:
    holder = word_desk().pki.issue(OTHER_AGENCY, "other-agency")
    (office / "nguoi-khac.p12").write_bytes(holder.pkcs12())
    who, key, more, code = REFUSALS[name]
    told = sign(kehoach, who, key, WORD, *more)
    assert told.code == 1
    assert code in told.err
    assert not SIGNED.exists()


def test_nobody_signs_twice(office: Path, kehoach: Callable[..., Outcome]) -> None:
    sign(kehoach, "leader", "lanh-dao.p12")
    assert "KY308" in sign(kehoach, "leader", "lanh-dao.p12", SIGNED).err
    assert "KY320" in sign(kehoach, "leader", "lanh-dao.p12", WORD).err
    sign(kehoach, "agency", "co-quan.p12", SIGNED)
    assert "KY308" in sign(kehoach, "agency", "co-quan.p12", SIGNED).err


def test_a_file_without_a_number_waits(office: Path, kehoach: Callable[..., Outcome]) -> None:
    assert kehoach("render", CITY).code == 0
    assert "KY506" in sign(kehoach, "leader", "lanh-dao.p12").err


def test_a_time_stamp_that_cannot_be_had_leaves_no_signature(
    office: Path, kehoach: Callable[..., Outcome]
) -> None:
    pki = word_desk().pki
    pki.refuse.add("tsa")
    try:
        told = sign(kehoach, "leader", "lanh-dao.p12")
    finally:
        pki.refuse.clear()
    assert told.code == 3
    assert "HT931" in told.err
    assert not SIGNED.exists()
    plain = sign(kehoach, "leader", "lanh-dao.p12", WORD, "--level", "B-B")
    assert plain.code == 0
    assert b"EncapsulatedTimeStamp" not in parts_of(SIGNED.read_bytes())["_xmlsignatures/sig1.xml"]


def test_a_token_signs(office: Path, kehoach: Callable[..., Outcome], tmp_path: Path) -> None:
    with token(tmp_path, word_desk().pki.leader, "Lanh dao word") as address:
        address = address.replace(" ", "%20")
        told = with_password(kehoach, PIN, "sign", WORD, "--as", "leader", "--key", address)
        assert (told.code, told.err) == (0, "")
    assert sign(kehoach, "agency", "co-quan.p12", SIGNED).code == 0
    assert kehoach("verify", SIGNED, "--plan", CITY).code == 0


def test_without_a_plan_the_printed_name_counts(
    office: Path, kehoach: Callable[..., Outcome]
) -> None:
    shutil.copy(WORD, "khac-ten.docx")
    told = sign(kehoach, "leader", "co-quan.p12", "khac-ten.docx")
    assert "KY207" in told.err
    assert sign(kehoach, "leader", "lanh-dao.p12", "khac-ten.docx").code == 0
