"""A paper of each layout is issued, signed by its leader and its agency, and verified."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from pypdfium2 import PdfDocument

from tests.desk import desk
from tests.papers.test_attached import PAPER, decided
from tests.papers.test_kinds import DECISION, HEAD, MINUTES, SIGNED
from tests.pki import LEADER, PASSWORD
from tests.test_sign_story import with_password
from tests.test_story_issue import day, good, office, sign

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["day", "decided", "office"]
pytestmark = pytest.mark.usefixtures("official")
NAMED = SIGNED + f'ho_ten = "{LEADER}"\n'
TO = 'kinh_gui = ["Sở Nội vụ"]'


@pytest.mark.parametrize(
    ("kind", "body", "more", "above"),
    [
        ("Công văn", NAMED, 'don_vi_soan = "NV"', TO),
        ("QĐ", DECISION + NAMED, "", ""),
        ("GM", NAMED, "", ""),
        ("TTr", NAMED, "", TO),
        ("TB", NAMED, "", ""),
    ],
)
def test_a_paper_is_signed_and_verified_as_a_plan_is(
    office: Path, kehoach: Callable[..., Any], day: Any, kind, body, more, above
) -> None:
    day(2024, 6, 21)
    text = HEAD.format(kind=kind, subject="Việc của năm", above=above, more=more)
    (office / "plans" / "thu.toml").write_text(text + body, encoding="utf-8")
    good(kehoach("issue", "plans/thu.toml"))
    signed = next(office.glob("phat-hanh/**/ke-hoach.toml")).parent / "van-ban.da-ky.pdf"
    day()
    good(sign(kehoach, "van-ban-thu", "leader"))
    good(sign(kehoach, "van-ban-thu", "agency"))
    told = good(kehoach("verify", signed, "--offline"))
    assert "HỢP LỆ" in told.out
    assert LEADER in told.out


def test_minutes_are_signed_by_their_secretary_and_their_chair(
    office: Path, kehoach: Callable[..., Any], day: Any
) -> None:
    second = "Trần Thị Thử"
    (office / "lanh-dao-2.p12").write_bytes(desk().pki.issue(second, "leader").pkcs12())
    day(2024, 6, 21)
    text = HEAD.format(kind="BB", subject="Cuộc họp về việc của năm", above="", more="")
    body = MINUTES.replace('"THƯ KÝ"', f'"THƯ KÝ"\nho_ten = "{second}"') + f'ho_ten = "{LEADER}"\n'
    (office / "plans" / "thu.toml").write_text(text + body, encoding="utf-8")
    good(kehoach("issue", "plans/thu.toml"))
    signed = next(office.glob("phat-hanh/**/ke-hoach.toml")).parent / "van-ban.da-ky.pdf"
    day()
    turns = (("leader", "lanh-dao-2.p12"), ("leader", "lanh-dao.p12"), ("agency", "co-quan.p12"))
    for who, key in turns:
        good(with_password(kehoach, PASSWORD, "sign", "van-ban-thu", "--as", who, "--key", key))
    told = good(kehoach("verify", signed, "--offline"))
    assert "HỢP LỆ" in told.out
    assert second in told.out
    assert LEADER in told.out


def test_one_signature_stands_for_a_decision_and_the_plan_it_issues(
    office: Path, kehoach: Callable[..., Any], decided: Path, day: Any
) -> None:
    paper = office / PAPER
    paper.write_text(re.sub(r"^ho_ten = .*", f'ho_ten = "{LEADER}"', paper.read_text("utf-8"),
                            flags=re.MULTILINE), "utf-8")  # fmt: skip
    day(2024, 6, 21)
    good(kehoach("issue", PAPER))
    folder = next(office.glob("phat-hanh/**/kem-theo.docx")).parent
    day()
    name = "kh-tp-lang-son-2024-decision"
    good(sign(kehoach, name, "leader"))
    good(sign(kehoach, name, "agency"))
    signed = folder / "van-ban.da-ky.pdf"
    pages = PdfDocument(signed)
    said = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
    assert "QUYẾT ĐỊNH" in said
    assert "(Kèm theo Quyết định số 01/QĐ-UBND ngày 21/6/2024" in said
    assert "Tiếp tục đẩy mạnh công tác tuyên truyền" in said
    told = kehoach("verify", str(folder), "--offline")
    assert "HS1" not in told.err, told.err
    alone = good(kehoach("verify", signed, "--offline"))
    assert "HỢP LỆ" in alone.out
    forged = signed.read_bytes()
    (office / "gia.pdf").write_bytes(forged[:2000] + b" " + forged[2001:])
    assert kehoach("verify", "gia.pdf", "--offline").code != 0
