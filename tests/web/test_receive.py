"""From the file of the plan above to a unit's plan, in pages."""

from __future__ import annotations

import re

from tests.web.test_door import OWN, WARD, client  # noqa: F401 - a fixture

CITY = "kh-tp-lang-son-2024"
UNIT = "ubnd-phuong-dong-kinh"


def dropped(client, name: str, data: bytes, **fields: str):  # noqa: F811
    return client.post("/receive", files={"file": (name, data)}, data=fields, headers=OWN)


def test_a_city_plan_in_text_is_read_and_its_doubts_and_units_stand_on_the_page(client) -> None:  # noqa: F811
    text = "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ LẠNG SƠN\nSố: 9/KH-UBND\nKẾ HOẠCH\nThử việc mới năm 2024\n"
    text += "I. MỤC ĐÍCH\n1. Nâng cao chất lượng phục vụ.\n"
    text += "II. TỔ CHỨC THỰC HIỆN\n1. Các phường thực hiện.\n"
    answer = dropped(client, "Kế hoạch thành phố.txt", text.encode())
    assert answer.status_code == 200
    assert "Đã đọc Kế hoạch thành phố.txt" in answer.text
    assert "Thử việc mới năm 2024" in answer.text


def test_what_was_derived_is_told_node_by_node_and_questions_lead_to_their_places(client) -> None:  # noqa: F811
    answer = client.post(f"/plans/{CITY}/derive", data={"unit": UNIT}, headers=OWN)
    assert answer.status_code == 200
    assert answer.url.path == f"/plans/{WARD}/sheet"
    assert "Bảng dẫn xuất" in answer.text
    assert "{tb-277}" not in answer.text
    assert re.search(r'href="/plans/kh-phuong-dong-kinh-2024#n-[\w]+"', answer.text)


def test_an_answered_question_is_asked_no_more(client) -> None:  # noqa: F811
    address = f"/plans/{WARD}/sheet"
    before = client.get(address).text
    nodes = re.findall(r'name="node" value="([\w-]+)"', before)
    client.post(address, data={"node": nodes}, headers=OWN)
    assert nodes
    assert "Cần trả lời" not in client.get(address).text


def asked(workspace, question: str) -> None:
    """Put a question on a node of the ward's plan."""
    path = workspace / "plans/lang-son-2024/phuong-dong-kinh.toml"
    lead = 'noi_dung = "Đẩy mạnh công tác tuyên truyền, phổ biến'
    path.write_text(path.read_text().replace(lead, f'can_xem = "{question}"\n{lead}', 1))


def test_what_holds_for_the_office_is_chosen_on_the_page_and_kept(client, workspace) -> None:  # noqa: F811
    address = f"/plans/{WARD}/sheet"
    question = "Chỉ giao nơi “có rừng”: phường Đông Kinh có thuộc diện này không"
    asked(workspace, question)
    shown = client.get(address).text
    assert "<option>có</option><option>không</option>" in shown
    given = {"question": question, "answer": "không"}
    assert client.post(address, data=given, headers=OWN).status_code == 200
    kept = (workspace / "plans/danh-muc/tra-loi.toml").read_text()
    assert 'dien = "có rừng"' in kept
    assert "thuoc = false" in kept


def test_an_answer_that_is_none_of_the_choices_is_told_and_not_kept(client, workspace) -> None:  # noqa: F811
    question = "Chỉ giao nơi “có rừng”: phường Đông Kinh có thuộc diện này không"
    asked(workspace, question)
    given = {"question": question, "answer": "để xem"}
    answer = client.post(f"/plans/{WARD}/sheet", data=given, headers=OWN)
    assert answer.status_code == 422
    assert "không phải câu trả lời" in answer.text
    assert not (workspace / "plans/danh-muc/tra-loi.toml").exists()


def test_a_plan_that_a_person_edited_is_not_derived_over(client, workspace) -> None:  # noqa: F811
    path = workspace / "plans/lang-son-2024/phuong-dong-kinh.toml"
    edited = path.read_text().replace("Tổ chức triển khai", "Tự tay sửa, triển khai", 1)
    path.write_text(edited)
    answer = client.post(f"/plans/{CITY}/derive", data={"unit": UNIT}, headers=OWN)
    assert answer.status_code == 422
    assert "đã có người sửa" in answer.text
    assert f'href="/plans/{WARD}"' in answer.text
    assert f'href="/plans/{WARD}/above"' in answer.text
    assert path.name not in answer.text
    assert path.read_text() == edited


def test_a_unit_that_nobody_knows_is_told(client) -> None:  # noqa: F811
    answer = client.post(f"/plans/{CITY}/derive", data={"unit": "../x"}, headers=OWN)
    assert answer.status_code == 422
    assert "Danh mục không có cơ quan" in answer.text


def test_a_form_without_a_file_is_told(client) -> None:  # noqa: F811
    assert "Chưa chọn tệp nào" in client.post("/receive", data={"x": "y"}, headers=OWN).text


def test_the_offices_own_unit_comes_first_and_nothing_is_claimed_that_was_not_looked_at(
    client,  # noqa: F811
    workspace,
) -> None:
    settings = workspace / "kehoach.toml"
    assert "co_quan" not in settings.read_text("utf-8")
    settings.write_text(
        'co_quan = "ubnd-xa-mai-pha"\n' + settings.read_text("utf-8"), encoding="utf-8"
    )
    page = client.get("/plans/kh-tp-lang-son-2024/derive").text
    offered = re.findall(r'name="unit" value="([^"]+)"', page)
    assert len(offered) > 1
    assert offered[0] == "ubnd-xa-mai-pha"
    assert "Không có chỗ nào cần xem lại" not in page
    assert "Ủy ban nhân dân thành phố Lạng Sơn" in page


def test_the_plan_of_the_level_above_waits_for_no_step_of_this_office(client, workspace) -> None:  # noqa: F811
    settings = workspace / "kehoach.toml"
    before = re.search(rf'/plans/{CITY}/way">.*', client.get("/").text)
    text = f'co_quan = "{UNIT}"\n' + settings.read_text("utf-8")
    settings.write_text(text, encoding="utf-8")
    now = client.get("/").text
    assert before is not None
    assert f'"/plans/{CITY}"' in now
    assert f"/plans/{CITY}/way" not in now
    assert "Cấp trên" in now
    editor = client.get(f"/plans/{CITY}").text
    assert "Đây là kế hoạch cấp trên gửi xuống" in editor
    assert f"/plans/{CITY}/way" not in editor
    way = client.get(f"/plans/{CITY}/way").text
    assert 'name="step"' not in way
    assert client.post(f"/plans/{CITY}/way", data={"step": "trinh"}, headers=OWN).status_code == 403
