"""An issued document on its way out: envelope, other ways, answers, and what changes it later."""

from __future__ import annotations

import io
import zipfile

from generator.issuance.register.reached import Reached, reached
from generator.verbs import dispatch, exchange
from tests.desk import desk as pki_desk
from tests.desk import forge
from tests.test_story_issue import set_up
from tests.web.test_register import CITY, DATED, approve, office  # noqa: F401 - a fixture

AXIS = """
[truc_lien_thong.ma_dinh_danh]
ubnd-tp-lang-son = "H37.12"
ubnd-tinh-lang-son = "H37"
"""
PROVINCE = "ubnd-tinh-lang-son"


def numbered(office) -> str:  # noqa: F811
    """The page of the city's plan once it has its number."""
    set_up(office.house.root)
    settings = office.house.root / "kehoach.toml"
    settings.write_text(settings.read_text("utf-8") + AXIS, "utf-8")
    approve(office.house, CITY)
    done = office.post(f"/plans/{CITY}/issue", data=DATED)
    assert done.status_code == 200, done.text
    return done.url.path


def signed(office, address: str) -> None:  # noqa: F811
    """Leader and agency sign with tools of their own."""
    office.post(f"{address}/pdf")
    pki = pki_desk().pki
    name = "van-ban.pdf"
    for holder, field in ((pki.leader, "Signature1"), (pki.agency, "Signature2")):
        data = forge(office.get(f"{address}/file/{name}").content, holder, field)
        taken = office.post(f"{address}/signed", files={"file": ("x.pdf", data)})
        assert taken.status_code == 200, taken.text
        name = "van-ban.da-ky.pdf"


def sent(office, address: str, **fields: str):  # noqa: F811
    return office.post(f"{address}/send", data=fields)


def test_nothing_goes_through_the_axis_before_the_agency_signed(office) -> None:  # noqa: F811
    address = numbered(office)
    assert "Chưa có chữ ký số của cơ quan" in office.get(f"{address}/send").text
    refused = sent(office, address, recipient=PROVINCE)
    assert refused.status_code == 409
    assert "chưa có chữ ký số của cơ quan" in refused.text
    assert dispatch.envelopes(office.house.desk().workspace, CITY) == []
    nowhere = sent(office, address, words="  ")
    assert (nowhere.status_code, "TD111" in nowhere.text) == (409, True)
    paper = sent(office, address, words="bản giấy tới <b>12</b> tổ dân phố")
    assert "bản giấy tới &lt;b&gt;12&lt;/b&gt; tổ dân phố" in paper.text
    assert "1 sổ · 1 số" in office.post("/register/audit").text


def test_a_signed_document_is_sent_answered_and_recalled(office, tmp_path) -> None:  # noqa: F811
    address = numbered(office)
    signed(office, address)
    done = sent(office, address, recipient=PROVINCE)
    assert "trục liên thông: Ủy ban nhân dân tỉnh Lạng Sơn" in done.text
    envelope = office.get(f"{address}/send/01.edxml")
    assert b"H37.12" in envelope.content
    assert office.get(f"{address}/send/..%2ftrinh.toml").status_code == 404
    packed = office.get(f"{address}/bundle.zip").content
    with zipfile.ZipFile(io.BytesIO(packed)) as inside:
        assert any(name.endswith("van-ban.da-ky.pdf") for name in inside.namelist())

    came = tmp_path / "den.edxml"
    came.write_bytes(envelope.content)
    answer = tmp_path / "tra-loi.edxml"
    wanted = exchange.Request("answer", file=came, sender=PROVINCE, code="03", target=answer)
    assert exchange.run(office.house.desk(), wanted).written == [answer]
    taken = answered(office, address, answer.read_bytes())
    assert "nơi nhận trả lời – Ủy ban nhân dân tỉnh Lạng Sơn" in taken.text
    other = answer.read_bytes().replace(b"01/KH-UBND", b"02/KH-UBND")
    for wrong in (other, envelope.content, b"<x/>", b"no envelope"):
        assert answered(office, address, wrong).status_code == 409
    assert "TD113" in answered(office, address, other).text

    page = office.post(address, data={"task": "recall", "reason": "ban hành nhầm"})
    assert "thu hồi" in page.text
    letter = office.get(f"{address}/letter/thu-hoi-{CITY}.docx")
    assert letter.content.startswith(b"PK")
    gone = sent(office, address, recipient=PROVINCE)
    assert (gone.status_code, "TD112" in gone.text) == (409, True)
    told = sent(office, address, words="thông báo thu hồi tới nơi nhận, bản giấy")
    assert "thông báo thu hồi tới nơi nhận" in told.text
    assert "1 sổ · 1 số" in office.post("/register/audit").text

    draft = office.post(address, data={"task": "amend", "how": "soan_lai"})
    assert draft.url.path == f"/plans/{CITY}-soan-lai"
    assert '<span class="state">Đang soạn</span>' in office.get(f"{draft.url.path}/way").text
    assert "thay thế" not in draft.text


def answered(office, address: str, data: bytes):  # noqa: F811
    return office.post(f"{address}/send", files={"file": ("x.edxml", data)})


def test_what_was_issued_is_replaced_by_a_draft_and_corrected_by_a_letter(office) -> None:  # noqa: F811
    address = numbered(office)
    draft = office.post(address, data={"task": "amend", "how": "thay_the"})
    assert draft.url.path == f"/plans/{CITY}-thay-the"
    letter = office.post(address, data={"task": "amend", "how": "dinh_chinh"})
    assert f"dinh-chinh-{CITY}.docx" in letter.text
    assert office.post(address, data={"task": "amend", "how": "soan_lai"}).status_code == 409
    again = office.post(address, data={"task": "amend", "how": "dinh_chinh"})
    assert (again.status_code, "TX703" in again.text) == (409, True)
    assert office.post(address, data={"task": "amend", "how": "xoa"}).status_code == 422


def test_how_far_a_document_has_come_is_read_from_its_acts() -> None:
    assert reached(()) == Reached((), None)
    assert reached({"phat_hanh", "tao_pdf"}) == Reached(("numbered",), "signed")
    digital = {"phat_hanh", "ky_lanh_dao", "ky_co_quan"}
    assert reached(digital) == Reached(("numbered", "signed", "sealed"), "sent")
    # on paper nobody signs here, and once it is out nothing is waited for
    assert reached({"phat_hanh", "gui"}) == Reached(("numbered", "sent"), None)
