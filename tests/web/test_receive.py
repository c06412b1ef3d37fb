"""From the file of the plan above to a unit's plan, in pages."""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape
from pathlib import Path

from generator.cascade.changing.operations import Set
from generator.cascade.changing.tree import DOCUMENT
from generator.plan.toml import load_plan
from generator.verbs import edit
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


def test_a_plan_that_comes_is_joined_to_the_one_its_opening_names(client, workspace) -> None:  # noqa: F811
    source = Path(__file__).parents[1] / "seeds" / "thanh-pho.txt"
    data = source.read_bytes().replace("Số: /KH".encode(), "Số: 9/KH".encode())
    dropped(client, "Kế hoạch thành phố.txt", data)
    (kept,) = (workspace / "plans/nhan").glob("*.toml")
    assert 'cap_tren = "kh-126-lang-son-2024"' in kept.read_text("utf-8")


def test_what_was_derived_is_told_node_by_node_and_questions_lead_to_their_places(client) -> None:  # noqa: F811
    answer = client.post(f"/plans/{CITY}/derive", data={"unit": UNIT}, headers=OWN)
    assert answer.status_code == 200
    assert answer.url.path == f"/plans/{WARD}/sheet"
    assert "Bảng dẫn xuất" in answer.text
    assert "{tb-277}" not in answer.text
    assert re.search(r'href="/plans/kh-phuong-dong-kinh-2024#n-[\w]+"', answer.text)


def test_an_answered_question_is_asked_no_more(client) -> None:  # noqa: F811
    address = f"/plans/{WARD}/sheet"
    fields = filled_in(client.get(address).text)
    buttons = [one for one in fields if one[0] == "do" and re.fullmatch(r"seen-\d+", one[1])]
    assert buttons
    for left in range(len(buttons), 0, -1):
        shown = filled_in(client.get(address).text)
        assert len([one for one in shown if re.fullmatch(r"seen-\d+", one[1])]) == left
        pressed(client, address, shown, "seen-1")
    assert "Cần trả lời" not in client.get(address).text


def filled_in(text: str) -> list[tuple[str, str]]:
    """Names and values of the form of questions, its buttons too."""
    form = re.search(r'<form class="questions".*?</form>', text, re.DOTALL)
    texts = r'<textarea name="([^"]+)"[^>]*>([^<]*)'
    boxes = r'<(?:input type="hidden"|button[^>]*?) name="([^"]+)" value="([^"]*)"'
    found = form[0] if form else ""
    pairs = re.findall(boxes, found) + re.findall(texts, found)
    return [(unescape(name), unescape(value)) for name, value in pairs]


def pressed(client, address: str, fields: list[tuple[str, str]], button: str, **typed: str):  # noqa: F811
    """What the server says when a button of the form is pressed, some of it typed anew."""
    sent: dict[str, list[str]] = {}
    for name, value in fields:
        sent.setdefault(name, []).append(value)
    sent |= {name: [value] for name, value in {**typed, "do": button}.items()}
    return client.post(address, data=sent, headers=OWN)


def asked(
    workspace, question: str, lead: str = 'noi_dung = "Đẩy mạnh công tác tuyên truyền, phổ biến'
) -> None:
    """Put a question on a node of the ward's plan."""
    path = workspace / "plans/lang-son-2024/phuong-dong-kinh.toml"
    path.write_text(path.read_text().replace(lead, f'can_xem = "{question}"\n{lead}', 1))


FORESTS = "Chỉ giao nơi “có rừng”: phường Đông Kinh có thuộc diện này không"

WHOSE = "Kế hoạch trên không nói cấp nào làm việc này: xem phường có làm không"


def numbers_of(fields: list[tuple[str, str]]) -> dict[str, str]:
    """Question → its number on the page."""
    return {v: name.partition("-")[2] for name, v in fields if name.startswith("question-")}


def test_what_holds_for_the_office_is_chosen_on_the_page_and_kept(client, workspace) -> None:  # noqa: F811
    address = f"/plans/{WARD}/sheet"
    asked(workspace, FORESTS)
    shown = client.get(address).text
    assert "<option>có</option><option>không</option>" in shown
    fields = filled_in(shown)
    number = numbers_of(fields)[FORESTS]
    answer = pressed(client, address, fields, "all", **{f"answer-{number}": "không"})
    assert answer.status_code == 200
    kept = (workspace / "plans/danh-muc/tra-loi.toml").read_text()
    assert 'dien = "có rừng"' in kept
    assert "thuoc = false" in kept


def test_a_question_at_two_places_is_answered_at_each(client, workspace) -> None:  # noqa: F811
    address = f"/plans/{WARD}/sheet"
    once = filled_in(client.get(address).text)
    path = workspace / "plans/lang-son-2024/phuong-dong-kinh.toml"
    leads = [
        f'noi_dung = "{said}' for said in re.findall(r'noi_dung = "([^"{]{60})', path.read_text())
    ]
    for lead in leads[-2:]:
        asked(workspace, WHOSE, lead)
    shown = filled_in(client.get(address).text)
    number = numbers_of(shown)[WHOSE]
    first, second = (node for name, node in shown if name == f"node-{number}")
    pressed(client, address, shown, "all", **{f"answer-{number}-{first}": "có"})
    left = filled_in(client.get(address).text)
    number = numbers_of(left)[WHOSE]
    assert [node for name, node in left if name == f"node-{number}"] == [second]
    pressed(client, address, left, f"seen-{number}-{second}")
    assert numbers_of(filled_in(client.get(address).text)) == numbers_of(once)


def test_an_answer_that_is_refused_stays_as_typed_and_the_others_are_taken(
    client,  # noqa: F811
    workspace,
) -> None:
    address = f"/plans/{WARD}/sheet"
    asked(workspace, FORESTS)
    fields = filled_in(client.get(address).text)
    numbers = numbers_of(fields)
    places = Counter(name.partition("-")[2] for name, _node in fields if name.startswith("node-"))
    other, at = next(one for one in numbers.items() if places[one[1]] == 1 and one[0] != FORESTS)
    words = next(name for name, _value in fields if name.startswith(f"words-{at}-"))
    typed = {f"answer-{numbers[FORESTS]}": "để xem", words: "Câu đã được viết lại tại chỗ."}
    answer = pressed(client, address, fields, "all", **typed)
    assert answer.status_code == 422
    assert "không phải câu trả lời" in answer.text
    assert "LN054" not in answer.text
    assert FORESTS in answer.text
    assert not (workspace / "plans/danh-muc/tra-loi.toml").exists()
    assert "Câu đã được viết lại tại chỗ." in client.get(f"/plans/{WARD}").text
    assert escape(other) not in answer.text


def test_the_units_figure_is_typed_beside_the_sentence_and_stands_in_it(client, workspace) -> None:  # noqa: F811
    question = "Số liệu giao chung cho nhiều đơn vị: xác định phần của phường Đông Kinh"
    asked(workspace, question)
    path = workspace / "plans/lang-son-2024/phuong-dong-kinh.toml"
    path.write_text(path.read_text().replace('"Đẩy mạnh công tác', '"Mở 24 lớp; đẩy mạnh công tác'))
    address = f"/plans/{WARD}/sheet"
    shown = client.get(address).text
    assert 'placeholder="thay cho 24 lớp' in shown
    fields = filled_in(shown)
    number = numbers_of(fields)[question]
    (node,) = (value for name, value in fields if name == f"node-{number}")
    button, box = f"keep-{number}", f"answer-{number}-{node}"
    refused = pressed(client, address, fields, button, **{box: "90 lớp"})
    assert refused.status_code == 422
    assert "lớn hơn số của tất cả" in refused.text
    assert pressed(client, address, fields, button, **{box: "2 lớp"}).status_code == 200
    assert "Mở 2 lớp; đẩy mạnh" in path.read_text()
    assert question not in client.get(address).text


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


def test_a_plan_that_comes_again_says_what_it_says_otherwise_and_takes_the_place(
    client,  # noqa: F811
    workspace,
) -> None:
    head = "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ LẠNG SƠN\nSố: 9/KH-UBND\nKẾ HOẠCH\nThử việc mới năm 2024\n"
    first = head + "I. MỤC ĐÍCH\n1. Nâng cao chất lượng phục vụ.\n2. Trả lời đúng hạn.\n"
    later = first.replace("đúng hạn", "trước hạn 02 ngày")
    dropped(client, "a.txt", first.encode())
    [file] = (workspace / "plans/nhan").glob("*.toml")
    kept = file.read_text("utf-8")
    assert "lời đúng như bản vừa thả" in dropped(client, "a.txt", first.encode()).text
    told = dropped(client, "b.txt", later.encode()).text
    assert "trước hạn 02 ngày" in told
    assert "again=" in told
    assert file.read_text("utf-8") == kept
    taken = dropped(client, "b.txt", later.encode(), replace="1").text
    assert "đã thay bản có trước" in taken
    ids = re.compile(r'^id = "(.*)"', re.MULTILINE)
    assert ids.findall(file.read_text("utf-8")) == ids.findall(kept)
    assert "trước hạn 02 ngày" in file.read_text("utf-8")


def test_a_plan_that_a_person_edited_keeps_its_place_when_it_comes_again(client, workspace) -> None:  # noqa: F811
    text = "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ LẠNG SƠN\nSố: 9/KH-UBND\nKẾ HOẠCH\nThử việc\n"
    text += "I. MỤC ĐÍCH\n1. Một.\n"
    dropped(client, "a.txt", text.encode())
    [file] = (workspace / "plans/nhan").glob("*.toml")
    mine = file.read_text("utf-8").replace("Một.", "Một điều.")
    file.write_text(mine, "utf-8")
    told = dropped(client, "a.txt", text.replace("Một.", "Hai.").encode(), replace="1").text
    assert "đã có người sửa" in told
    assert file.read_text("utf-8") == mine


def test_a_plan_of_the_office_itself_is_never_replaced_by_a_file(client, workspace) -> None:  # noqa: F811
    [file] = workspace.rglob("phuong-dong-kinh.toml")
    kept = file.read_bytes()
    other = kept.replace("Kế hoạch".encode(), "Bản kế hoạch".encode())
    told = dropped(client, "phuong.toml", other, replace="1").text
    assert "kế hoạch của cơ quan mình" in told
    assert file.read_bytes() == kept


def test_the_signed_copy_takes_the_place_of_the_draft_that_came_without_a_number(
    client,  # noqa: F811
    workspace,
) -> None:
    head = "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ LẠNG SƠN\nSố:    /KH-UBND\nKẾ HOẠCH\nThử việc mới năm 2024\n"
    draft = head + "I. MỤC ĐÍCH\n1. Nâng cao chất lượng phục vụ.\n2. Trả lời đúng hạn.\n"
    dropped(client, "du-thao.txt", draft.encode())
    [file] = (workspace / "plans/nhan").glob("*.toml")
    plan = load_plan(file)[0].plan.van_ban.ma
    entered = [Set(DOCUMENT, "so", 9), Set(DOCUMENT, "ngay", "2024-06-03")]
    desk = client.app.state.house.desk()
    assert edit.run(desk, edit.Request(file, entered)).status == "written"
    signed = draft.replace("Số:    /", "Số: 9/").replace("đúng hạn", "trước hạn 02 ngày")
    told = dropped(client, "da-ky.txt", signed.encode()).text
    assert "trước hạn 02 ngày" in told
    assert f"again={plan}" in told
    assert "đã thay bản có trước" in dropped(client, "da-ky.txt", signed.encode(), replace="1").text
    assert list((workspace / "plans/nhan").glob("*.toml")) == [file]
    now = load_plan(file)[0].plan.van_ban
    assert (now.ma, now.so, str(now.ngay)) == (plan, 9, "2024-06-03")
    dropped(client, "khac.txt", signed.replace("Số: 9/", "Số: 10/").encode())
    assert len(list((workspace / "plans/nhan").glob("*.toml"))) == 2  # another number, another plan
