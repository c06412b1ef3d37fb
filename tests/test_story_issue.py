"""From a draft to a document nobody can doubt: one office's year, on the real plans."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.conftest import Outcome
from tests.desk import desk
from tests.other_verifiers import openssl_accepts, pdfsig_counts
from tests.pki import AGENCY, LEADER, PASSWORD
from tests.signing_files import seal_image, signature_image
from tests.test_issue import document_text, fill_in

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("official")
CITY = "plans/lang-son-2024/thanh-pho.toml"
BOOK = ("--agency", "ubnd-tp-lang-son", "--year", 2024)
VIETNAM = dt.timezone(dt.timedelta(hours=7))


@pytest.fixture
def office(workspace: Path) -> Path:
    """The real workspace with an office's settings, keys and list of trust."""
    set_up(workspace)
    return workspace


def set_up(workspace: Path, **more: str) -> None:
    pki = desk().pki
    pki.trust(workspace / "plans/danh-muc")
    settings = (workspace / "kehoach.toml").read_text("utf-8")
    lines = [settings, "[ky_so]", f'tsa = ["{pki.url}/tsa"]', 'khi_tsa_loi = "dung"']
    lines += [f'may_chu = ["{desk().server.host}"]', 'anh_chu_ky = "chu-ky.png"']
    lines += ['anh_dau = "dau.png"', *(f"{key} = {value}" for key, value in more.items())]
    (workspace / "kehoach.toml").write_text("\n".join(lines) + "\n", "utf-8")
    signature_image().save(workspace / "chu-ky.png")
    seal_image().save(workspace / "dau.png")
    (workspace / "lanh-dao.p12").write_bytes(pki.leader.pkcs12())
    (workspace / "co-quan.p12").write_bytes(pki.agency.pkcs12())
    plan = workspace / CITY
    text = re.sub(r'ho_ten = "[^"]+"', f'ho_ten = "{LEADER}"', plan.read_text("utf-8"))
    plan.write_text(text, "utf-8")


def sign(kehoach: Callable[..., Any], what: object, who: str, *more: object) -> Outcome:
    key = {"leader": "lanh-dao.p12", "agency": "co-quan.p12"}[who]
    reading, writing = os.pipe()
    os.write(writing, PASSWORD.encode() + b"\n")
    os.close(writing)
    try:
        outcome: Outcome = kehoach(
            "sign", what, "--as", who, "--key", key, "--password-fd", reading, *more
        )
    finally:
        os.close(reading)
    return outcome


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The clerk's calendar: `day(2024, 6, 7)`; `day()` is today, for what others date."""

    def turn(*date: int) -> None:
        when = dt.datetime(*date, 8, 0, tzinfo=VIETNAM) if date else dt.datetime.now(VIETNAM)
        monkeypatch.setattr("generator.cli.common.now", lambda: when)

    return turn


def good(outcome: Outcome) -> Outcome:
    assert outcome.code == 0, outcome.out + outcome.err
    return outcome


def issued(outcome: Outcome) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(good(outcome).out)["results"]
    return found


def test_a_year_of_one_office(office: Path, kehoach: Callable[..., Any], day: Any) -> None:
    # the city's plan: the paper register ended at 84
    day(2024, 6, 7)
    good(kehoach("register", "open", 84, *BOOK, "--reason", "tiếp theo sổ giấy"))
    (city,) = issued(kehoach("issue", CITY, "--json"))
    assert city["number"] == "85/KH-UBND"
    folder = office / city["folder"]
    signed = folder / "van-ban.da-ky.pdf"

    day()
    good(sign(kehoach, CITY, "leader"))
    good(sign(kehoach, "85/KH-UBND", "agency"))
    acts = json.loads(good(kehoach("register", "show", "85/KH-UBND", "--json")).out)["acts"]
    assert [act["what"] for act in acts] == [
        "phat_hanh",
        "kiem_tra",
        "tao_pdf",
        "ky_lanh_dao",
        "ky_co_quan",
        "niem_phong",
    ]

    # three programs verify it; ours knows it as its own
    told = good(kehoach("verify", signed, "--offline"))
    for word in ("HỢP LỆ", LEADER, AGENCY, "B-LTA", "số 85/KH-UBND ngày 07/06/2024"):
        assert word in told.out, word
    assert pdfsig_counts(signed) == 2
    roots = office / "goc.pem"
    roots.write_bytes(desk().pki.root.pem + desk().pki.tsa_root.pem)
    assert openssl_accepts(signed, roots, office) == ["cms", "cms", "ts"]
    assert good(kehoach("verify", folder, "--rebuild", "--offline"))
    with zipfile.ZipFile(folder.with_name(folder.name + ".zip")) as packed:
        inside = packed.read(f"{folder.name}/van-ban.da-ky.pdf")
    assert inside == signed.read_bytes()
    report = json.loads((folder / "the-thuc.json").read_text("utf-8"))
    assert {item["ma"] for item in report["khong_xet"]} >= {"TT442"}

    # eight ward plans cite its number
    day(2024, 6, 10)
    wards = sorted((office / "plans/lang-son-2024").glob("[px]*-*.toml"))
    assert len(wards) == 8
    for ward in wards:
        fill_in(ward)
    below = issued(kehoach("issue", *wards, "--json"))
    assert [plan["number"] for plan in below] == ["01/KH-UBND"] * 8
    for plan in below:
        text = document_text(office / plan["folder"] / "van-ban.docx")
        assert "Kế hoạch số 85/KH-UBND ngày 07/6/2024" in text

    # one is recalled, the city's is replaced
    ward = below[0]["register"].split("/")[0]
    reason = ("--reason", "sai thẩm quyền")
    good(kehoach("register", "recall", 1, "--agency", ward, "--year", 2024, *reason))
    refused = sign(kehoach, wards[0], "leader")
    assert "SO214" in refused.err
    day(2024, 9, 3)
    good(kehoach("register", "amend", "kh-tp-lang-son-2024", "--replace", "-o", "plans"))
    draft = office / "plans/kh-tp-lang-son-2024-thay-the.toml"
    text = re.sub(r"^can_xem = .*\n", "", draft.read_text("utf-8"), flags=re.MULTILINE)
    draft.write_text(text, "utf-8")
    # the signatures were made at the real time, which is later: that is asked about, too
    assert "SO220" in kehoach("issue", draft).err
    (later,) = issued(kehoach("issue", draft, "--json", "--reason", "nhập sổ năm 2024"))
    assert later["number"] == "86/KH-UBND"
    told = good(kehoach("verify", signed, "--offline")).out
    assert "bị thay thế bởi 86/KH-UBND" in told
    assert "! XT220 hôm nay dùng 86/KH-UBND ngày 03/09/2024 thay cho văn bản này" in told

    # a tampered copy is refused, wherever it lies and whatever was done to it
    data = signed.read_bytes()
    first = data.index(b"%%EOF") + 6
    copies = {
        "mot-byte": data[: len(data) // 3] + b"\x00" + data[len(data) // 3 + 1 :],
        "chi-lanh-dao": data[: acts[3]["byte"]],
        "chua-ky": data[:first],
        "them": data + b"\n%%EOF\n",
    }
    for name, altered in copies.items():
        copy = office / f"{name}.pdf"
        copy.write_bytes(altered)
        told = kehoach("verify", copy, "--offline")
        assert told.code == 1, (name, told.out)
        assert "KHÔNG HỢP LỆ" in told.out

    # what replaced it is recalled in its turn: nobody can say from the register what is used
    good(kehoach("register", "recall", "86/KH-UBND", "--reason", "sai phụ lục"))
    assert "hỏi nơi ban hành bản nào còn dùng" in kehoach("verify", signed, "--offline").out

    # the year ends; the next begins with 01
    day(2024, 12, 31)
    good(kehoach("register", "close", *BOOK, "--reason", "hết năm 2024"))
    day()  # the time-stamp tells the real time
    good(kehoach("register", "anchor"))
    day(2025, 1, 2)
    for target in ("so-2024.xlsx", "so-2024.pdf"):
        good(kehoach("register", "export", "-o", target, *BOOK))
    sheet = openpyxl.load_workbook(office / "so-2024.xlsx").active
    printed = [row[0].value for row in sheet.iter_rows(min_row=5)]
    assert printed == ["85/KH-UBND", "86/KH-UBND"]
    new = office / "plans/nam-moi.toml"
    shutil.copy(draft, new)
    text = draft.read_text("utf-8").partition("\n[phat_hanh]")[0]
    text = re.sub(r"^(so|ngay|thay_the|ngay_xet) = .*\n", "", text, flags=re.MULTILINE)
    text = text.replace("kh-tp-lang-son-2024-thay-the", "kh-tp-lang-son-2025")
    new.write_text(text, "utf-8")
    (first_of_year,) = issued(kehoach("issue", new, "--json"))
    assert first_of_year["number"] == "01/KH-UBND"
    assert first_of_year["register"] == "ubnd-tp-lang-son/chung/2025"
    told = good(kehoach("register", "audit"))
    assert "1 dấu thời gian" in told.out
