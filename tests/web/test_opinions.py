"""Rounds of opinions: asked, answered, decided, proved by the text, printed."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from generator.cascade.changing.operations import Remove, Set
from generator.verbs import edit, opinion, opinion_paper, process, view
from tests.web.conftest import HeldRequests
from tests.web.test_browser import violations
from tests.web.test_door import OWN, WARD, client  # noqa: F401 - a fixture
from tests.web.test_fields import NODE

ADDRESS = f"/plans/{WARD}/opinions"
ASKED = ("Công chức Mẫu A", "Tổ dân phố Mẫu <b>")


@pytest.fixture
def desk(client):  # noqa: F811
    return client.app.state.house.desk()


def day(desk, days: int = 5):
    return desk.today() + timedelta(days=days)


def opened(desk, *names: str):
    asked = opinion.Request(WARD, "open", recipients=names or ASKED, deadline=day(desk))
    return opinion.run(desk, asked)


def act(desk, name: str, **values):
    return opinion.run(desk, opinion.Request(WARD, name, **values))


def changed(desk, value: str, node: str = NODE) -> None:
    path = view.path_of(desk.workspace, WARD)
    edit.run(desk, edit.Request(path, [Set(node, "noi_dung", value)]))


def fresh(client):  # noqa: F811
    return client.app.state.house.desk()


def codes(result) -> list[str]:
    return [one.code for one in result.diagnostics]


def test_what_is_said_to_be_taken_is_proved_by_the_text(client, desk) -> None:  # noqa: F811
    opened(desk)
    act(desk, "remark", who=ASKED[0], node=NODE, text="Nêu rõ thời hạn")
    told = act(desk, "judge", remark="g1", verdict="tiep-thu")
    assert (codes(told), told.open, told.rounds[0].remarks[0].proof) == (["QT922"], 1, "same")
    changed(desk, "Lời khác, có thời hạn.", "md-phat-huy")
    assert codes(act(fresh(client), "list")) == ["QT922"]
    changed(desk, "Lời khác, trước ngày 15/6/2024.")
    told = act(fresh(client), "list")
    (remark,) = told.rounds[0].remarks
    assert (codes(told), told.open, remark.proof) == ([], 0, "changed")
    assert remark.now == "Lời khác, trước ngày 15/6/2024."


def test_a_node_that_went_was_taken_and_one_that_only_moved_in_number_was_not(
    client,  # noqa: F811
    desk,
) -> None:
    opened(desk)
    for node in (NODE, "md-phat-huy"):
        act(desk, "remark", who=ASKED[0], node=node, text="Bỏ")
    for remark in ("g1", "g2"):
        act(desk, "judge", remark=remark, verdict="tiep-thu")
    edit.run(desk, edit.Request(view.path_of(desk.workspace, WARD), [Remove(NODE)]))
    told = act(fresh(client), "list")
    assert [one.proof for one in told.rounds[0].remarks] == ["gone", "same"]
    assert told.open == 1


def test_places_to_remark_on_are_named_as_they_are_printed(client, desk) -> None:  # noqa: F811
    opened(desk)
    words = re.findall(r'<option value="[^"]+">([^<]*)</option>', client.get(ADDRESS).text)
    assert [one for one in words if "{" in one or "*" in one] == []
    assert any(one.endswith("…") for one in words)


def test_what_is_not_taken_is_explained(desk) -> None:
    opened(desk)
    act(desk, "remark", who=ASKED[0], node="van_ban", text="Viết lại")
    for verdict in ("khong", "mot-phan"):
        assert codes(act(desk, "judge", remark="g1", verdict=verdict)) == ["QT921"]
    told = act(desk, "judge", remark="g1", verdict="khong", text="Đã có ở kế hoạch trên")
    assert (told.status, told.open) == ("written", 0)


def test_a_round_tells_who_agrees_who_does_not_and_who_is_silent(desk) -> None:
    opened(desk, "Nơi Mẫu 1", "Nơi Mẫu 2", "Nơi Mẫu 3", "Nơi Mẫu 4", "Nơi Mẫu 1")
    act(desk, "answer", who="Nơi Mẫu 1", answer="dong-y", letter="Công văn số 1/MẪU")
    act(desk, "answer", who="Nơi Mẫu 2", answer="khong-dong-y")
    told = act(desk, "remark", who="Nơi Mẫu 3", node=NODE, text="Sửa")
    assert told.rounds[0].counts[:5] == (4, 1, 1, 1, 1)
    assert codes(act(desk, "answer", who="Nơi Mẫu 3", answer="dong-y")) == ["QT921"]


def test_what_belongs_to_no_round_is_refused_and_changes_nothing(client, desk) -> None:  # noqa: F811
    assert codes(act(desk, "close")) == ["QT921"]
    assert codes(act(desk, "open", recipients=ASKED, deadline=day(desk, -1))) == ["QT921"]
    assert codes(act(desk, "open", recipients=("", " "), deadline=day(desk))) == ["QT921"]
    opened(desk)
    assert codes(opened(desk)) == ["QT921"]
    assert codes(act(desk, "remark", who="Ai đó", node=NODE, text="a")) == ["QT921"]
    assert codes(act(desk, "remark", who=ASKED[0], node="khong-co", text="a")) == ["QT921"]
    assert codes(act(desk, "remark", who=ASKED[0], node=NODE, text=" ")) == ["QT921"]
    assert codes(act(desk, "judge", remark="g9", verdict="tiep-thu")) == ["QT921"]
    act(desk, "close")
    assert codes(act(desk, "remark", who=ASKED[0], node=NODE, text="a")) == ["QT921"]
    assert opened(desk).rounds[0].round.so == 2
    assert client.post(ADDRESS, data={"act": "list"}, headers=OWN).status_code == 422
    assert (
        client.post(ADDRESS, data={"act": "open", "deadline": "x"}, headers=OWN).status_code == 422
    )


def test_a_damaged_file_of_rounds_is_not_written_over(desk, workspace) -> None:
    path = workspace / "ho-so" / WARD / "lay-y-kien.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("phien_ban = 1\n[[dot")
    assert opened(desk).status == "refused"
    assert path.read_text() == "phien_ban = 1\n[[dot"


def test_the_table_is_printed_with_every_remark_and_what_became_of_it(client, desk) -> None:  # noqa: F811
    opened(desk)
    act(desk, "remark", who=ASKED[0], node=NODE, text="Nêu rõ & thời hạn\nvà {{ 7*7 }}")
    act(desk, "judge", remark="g1", verdict="tiep-thu", text="Đã bổ sung thời hạn")
    changed(desk, "Lời mới có hạn.")
    done = opinion_paper.run(fresh(client), opinion_paper.Request(WARD))
    assert done.diagnostics == []
    text = zipfile.ZipFile(io.BytesIO(done.data)).read("word/document.xml").decode()
    for words in (
        "BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN",
        "Nêu rõ &amp; thời hạn",
        "và {{ 7*7 }}",
        "Tiếp thu.",
        "Đã bổ sung thời hạn",
        "Nay là: Lời mới có hạn.",
        "Công chức Mẫu A",
        "Không trả lời: Tổ dân phố Mẫu &lt;b&gt;.",
        "PHƯỜNG ĐÔNG KINH",
    ):
        assert words in text
    answer = client.get(f"{ADDRESS}/1.docx")
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    assert client.get(f"{ADDRESS}/7.docx").status_code == 404


def test_a_round_is_held_on_the_page_by_everybody(office) -> None:
    page = office.open(ADDRESS)
    page.get_by_role("combobox", name="Thêm nơi được lấy ý kiến").fill("cong an phuong")
    expect(page.get_by_role("option").first).to_contain_text("Công an phường")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Nơi được lấy ý kiến, mỗi nơi")).to_have_value("Công an phường")
    assert violations(page) == []
    page.get_by_label("Hạn trả lời").fill(str(day(office.house.desk())))
    page.get_by_role("button", name="Gửi lấy ý kiến bản này").click()
    page.get_by_label("Về nội dung").select_option(NODE)
    page.get_by_label("Ý kiến", exact=True).fill("Nêu rõ thời hạn")
    page.get_by_role("button", name="Ghi ý kiến").click()
    page.get_by_label("Kết quả").select_option("tiep-thu")
    page.get_by_role("button", name="Ghi kết quả g1").click()
    expect(page.locator("#g-g1 .note.error")).to_contain_text("chưa đổi gì")
    assert violations(page) == []
    changed(office.house.desk(), "Lời mới có hạn.")
    page.reload()
    expect(page.locator("#g-g1 .note.info")).to_contain_text("đã sửa")
    told = json.loads(json.dumps(act(office.house.desk(), "list").as_dict()))
    assert told["rounds"][0]["proofs"] == {"g1": "changed"}
    assert office.said == []


def test_nothing_moves_under_a_hand_when_the_box_that_finds_agencies_comes(office) -> None:
    page = office.window.new_page()
    script = HeldRequests(page, "**/recipients.js")
    page.goto(office.address + ADDRESS, wait_until="commit")
    button = page.get_by_role("button", name="Gửi lấy ý kiến bản này")
    script.come()
    button.wait_for()
    before = button.bounding_box()
    script.go()
    expect(page.get_by_role("combobox", name="Thêm nơi được lấy ý kiến")).to_be_visible()
    assert button.bounding_box() == before


def test_a_plan_with_a_remark_nobody_settled_is_not_submitted(client, desk) -> None:  # noqa: F811
    opened(desk)
    act(desk, "remark", who=ASKED[0], node=NODE, text="Sửa")
    roles = ("soan", "tham_dinh", "lanh_dao", "van_thu")

    def why() -> tuple[str, ...]:
        told = process.run(fresh(client), process.Request(WARD, roles))
        return next(one.why for one in told.offers if one.step.ma == "trinh")

    assert "da_giai_trinh" in why()
    act(desk, "judge", remark="g1", verdict="khong", text="Đã nêu ở mục III")
    assert "da_giai_trinh" not in why()


def asked_round(client, desk, **values):  # noqa: F811
    said = {"act": "open", "names": "\n".join(ASKED), "deadline": day(desk).isoformat(), **values}
    return client.post(ADDRESS, data=said, headers=OWN)


def test_the_plan_is_out_while_its_round_is_open(client, desk) -> None:  # noqa: F811
    way = f"/plans/{WARD}/way"
    assert "Lấy ý kiến…" in client.get(way).text
    assert asked_round(client, desk, names="").status_code == 422
    assert process.state_now(fresh(client).workspace, WARD) == "soan"
    assert asked_round(client, desk).status_code == 200
    assert process.state_now(fresh(client).workspace, WARD) == process.ASKING
    text = client.get(way).text
    assert "Xem ý kiến, khép đợt lấy ý kiến" in text
    assert "Kết thúc lấy ý kiến</button>" not in text
    client.post(ADDRESS, data={"act": "close", "round": "1"}, headers=OWN)
    assert process.state_now(fresh(client).workspace, WARD) == "soan"


def test_a_plan_with_mistakes_is_not_sent_out(client, desk) -> None:  # noqa: F811
    changed(desk, "Dẫn {khong-co-van-ban-nay}.")
    answer = asked_round(client, desk)
    assert answer.status_code == 422
    assert "còn lỗi phải sửa" in answer.text
    assert fresh(client).workspace.root.joinpath("ho-so", WARD, opinion.FILE).exists() is False
