"""The fields of nodes in a real browser: agencies, deadlines, the head, tables, targets."""

from __future__ import annotations

import json
import re
from html import unescape

from playwright.sync_api import expect

from generator.cascade.changing.operations import Set, edit
from generator.cascade.changing.tree import Tree
from generator.plan.toml import load_plan
from generator.verbs import lookup, view
from tests.web.conftest import HeldRequests, until
from tests.web.test_browser import EDITOR, FIELD, NODE, saved, says, violations
from tests.web.test_door import OWN, WARD, client  # noqa: F401 - a fixture

TASK = "nv-don-doc"


def plan_of(office):
    office.rest()
    path = view.path_of(office.house.desk().workspace, WARD)
    return load_plan(path)[0].plan


def task(office, id_=TASK):
    return Tree(plan_of(office)).items[id_].node


def opened(page, id_: str):
    """The form of a node, opened by key."""
    page.locator(f'.node[data-id="{id_}"] .text').first.focus()
    page.keyboard.press("Alt+f")
    form = page.locator(f'.node[data-id="{id_}"] .form')
    expect(form).to_be_visible()
    return form


def pasted(page, place: str, text: str) -> None:
    """Paste as a spreadsheet gives it."""
    page.evaluate(
        """([place, text]) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const field = document.querySelector(place);
          field.focus();
          const how = {clipboardData: data, bubbles: true, cancelable: true};
          field.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        [place, text],
    )


def test_an_agency_is_found_without_marks_and_taken_by_keyboard(office) -> None:
    page = office.open(EDITOR)
    form = opened(page, TASK)
    box = form.get_by_role("combobox", name="Thêm: Phối hợp")
    late = []
    page.route("**/lookup*", lambda asked: asked.continue_() if late else late.append(asked))
    box.fill("noi vu")
    until(lambda: late, page)
    box.fill("van hoa xa hoi")
    expect(form.get_by_role("option").first).to_contain_text("Văn hóa - Xã hội")
    assert violations(page) == []
    with page.expect_request_finished(lambda asked: asked == late[0].request):
        late[0].continue_()
    page.keyboard.press("Enter")  # what is shown is taken, not what came last
    saved(page)
    assert task(office).phoi_hop == ["van-hoa-xa-hoi-phuong"]
    expect(page.locator("#pages")).to_contain_text("Văn hóa - Xã hội")
    form.get_by_role("button", name="Bỏ Công chức Văn hóa - Xã hội").click()
    saved(page)
    expect(form.get_by_text("Công chức Văn hóa - Xã hội")).to_have_count(0)
    assert task(office).phoi_hop == []
    assert office.said == []


def test_a_registry_that_cannot_be_asked_is_no_registry_without_the_agency(office) -> None:
    page = office.open(EDITOR)
    box = opened(page, TASK).get_by_role("combobox", name="Thêm: Phối hợp")
    page.route("**/lookup*", lambda asked: asked.abort())
    box.fill("van hoa")
    away = page.get_by_role("option", name="Chưa nối được với máy chủ")
    expect(away).to_be_visible()
    page.unroute("**/lookup*")
    box.fill("van hoa xa hoi")
    expect(page.get_by_role("option").first).to_contain_text("Văn hóa - Xã hội")


def test_a_deadline_is_typed_or_picked_and_kept_as_data(office) -> None:
    page = office.open(EDITOR)
    form = opened(page, TASK)
    box = form.get_by_label("Thời hạn", exact=True)
    box.fill("quý III/2024")
    box.press("Tab")
    saved(page)
    assert str(task(office).thoi_han.den) == "2024-09-30"
    form.get_by_label("Thời hạn: Chọn ngày").fill("2024-06-15")
    saved(page)
    expect(box).to_have_value("Trước ngày 15/6/2024")
    expect(page.locator(f'.node[data-id="{TASK}"] .said')).to_contain_text("Trước ngày 15/6/2024")
    assert str(task(office).thoi_han.truoc) == "2024-06-15"
    assert office.said == []


def test_a_column_that_a_table_has_of_its_own_is_filled_in(office) -> None:
    path = view.path_of(office.house.desk().workspace, WARD)
    head = 'cot = [{ khoa = "noi_dung", tieu_de = "Nhiệm vụ" }, { tieu_de = "Nguồn lực" }]'
    text = re.sub(r'(\[\[phu_luc\]\]\nid = "[^"]+"\n)', rf"\1{head}\n", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    page = office.open(EDITOR)
    opened(page, TASK).get_by_label("Nguồn lực").fill("Chi thường xuyên")
    until(lambda: task(office).cot_them == {"Nguồn lực": "Chi thường xuyên"}, page)
    expect(page.locator("#pages")).to_contain_text("Chi thường xuyên")
    assert office.said == []


def test_the_head_and_the_signer_are_filled_in_forms(office) -> None:
    page = office.open(EDITOR)
    form = opened(page, "van_ban")
    form.get_by_label("Độ khẩn").select_option("KHẨN")
    saved(page)
    form.get_by_label("Ngày ban hành").fill("2024-06-10")
    saved(page)
    signer = page.locator('.node[data-kind="NguoiKy"]').first
    signer.locator("summary").click()
    signer.get_by_label("Họ và tên").fill("Người Ký Mẫu")
    signer.get_by_label("Họ và tên").press("Tab")
    expect(page.locator("#pages")).to_contain_text("Người Ký Mẫu")
    saved(page)
    signer.get_by_label("Quyền hạn").fill("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH")
    signer.get_by_label("Quyền hạn").press("Tab")
    expect(page.locator("#pages")).to_contain_text("KT. CHỦ TỊCH")
    saved(page)
    plan = plan_of(office)
    assert (plan.van_ban.do_khan, str(plan.van_ban.ngay)) == ("KHẨN", "2024-06-10")
    assert plan.nguoi_ky[0].ho_ten == "Người Ký Mẫu"
    assert plan.nguoi_ky[0].quyen_han == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
    assert office.said == []


def test_rows_of_a_spreadsheet_become_a_table_at_the_paragraph(office) -> None:
    page = office.open(EDITOR)
    pasted(page, FIELD, "Chỉ số\tNăm 2024\nPAR INDEX\t85 %\nSIPAS\t90 %\n")
    cells = page.locator(f'.node[data-id="{NODE}"] .cell')
    expect(cells).to_have_count(6)
    assert violations(page) == []
    table = Tree(plan_of(office)).items[NODE].node.bang[0]
    assert (table.cot, table.hang[1]) == (["Chỉ số", "Năm 2024"], ["SIPAS", "90 %"])
    cells.nth(3).fill("86 %")
    page.locator(FIELD).focus()
    expect(page.locator("#pages")).to_contain_text("86 %")
    saved(page)
    assert Tree(plan_of(office)).items[NODE].node.bang[0].hang[0] == ["PAR INDEX", "86 %"]
    page.locator("#undo").click()
    page.locator("#undo").click()
    expect(page.locator(f'.node[data-id="{NODE}"] .cell')).to_have_count(0)
    assert office.said == []


def test_rows_of_a_spreadsheet_on_a_task_become_tasks_with_lead_and_deadline(office) -> None:
    page = office.open(EDITOR)
    count = len(plan_of(office).phu_luc[0].nhiem_vu)
    rows = (
        "1\tRà soát thủ tục\tUBND phường Đông Kinh\t\tDanh mục\tTrước ngày 20/6/2024\n"
        "2\tCông khai\tTổ dân phố 99\n"
    )
    pasted(page, f'.node[data-id="{TASK}"] .text', rows)
    expect(page.locator('.node[data-kind="NhiemVu"]')).to_have_count(count + 2)
    made = [task(office, one) for one in ("ra-soat-thu-tuc", "cong-khai")]
    assert made[0].chu_tri == ["ubnd-phuong-dong-kinh"]
    assert (made[0].san_pham, str(made[0].thoi_han.truoc)) == ("Danh mục", "2024-06-20")
    assert (made[1].chu_tri, made[1].loi_chu_tri) == ([], "Tổ dân phố 99")
    assert office.said == []


def test_a_citation_is_picked_by_words_and_printed_as_one(office) -> None:
    page = office.open(EDITOR)
    page.locator(FIELD).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Theo ")
    page.keyboard.press("Alt+c")
    dialog = page.get_by_role("dialog", name="Dẫn một văn bản")
    dialog.get_by_role("combobox").fill("zzz")
    expect(dialog.get_by_role("option").first).to_contain_text("gõ thẳng số, ngày, trích yếu")
    dialog.get_by_role("combobox").fill("105 kh ubnd")
    expect(dialog.get_by_role("option").first).to_contain_text("105/KH-UBND")
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_have_attribute("data-source", re.compile(r"Theo \{kh-105\}"))
    assert "Theo {kh-105}" in says(office)
    expect(page.locator(f"{FIELD} .chip").last).to_have_text("Kế hoạch số 105/KH-UBND")
    assert office.said == []


def test_typing_goes_on_in_the_new_point_while_it_is_being_made(office) -> None:
    page = office.open(EDITOR)
    page.locator(FIELD).focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("Điểm thứ nhất.")
    page.keyboard.press("Enter")
    page.keyboard.type("Điểm thứ hai.")
    saved(page)
    expect(page.locator("#pages")).to_contain_text("Điểm thứ hai.")
    text = says(office)
    assert text.count("Điểm thứ nhất.") == text.count("Điểm thứ hai.") == 1
    assert text.index("Điểm thứ nhất.") < text.index("Điểm thứ hai.")
    assert office.said == []


def test_what_is_typed_while_a_point_is_being_made_stays_on_its_side_of_enter(office) -> None:
    page = office.open(EDITOR)
    held = HeldRequests(page, "**/operations")
    page.locator(FIELD).focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("Điểm thứ nhất.")
    page.keyboard.press("Enter")
    page.keyboard.type("Điểm thứ hai.")
    held.come()
    held.go()
    saved(page)
    expect(page.locator("#pages")).to_contain_text("Điểm thứ hai.")
    assert "Điểm thứ nhất.Đ" not in says(office)
    assert office.said == []


def test_a_point_is_moved_nested_protected_and_removed_by_keys(office) -> None:
    page = office.open(EDITOR)
    before = plan_of(office)

    def order() -> list[str]:
        return Tree(plan_of(office)).order[Tree(plan_of(office)).items[NODE].group]

    first = order()
    page.locator(FIELD).focus()
    page.keyboard.press("Alt+Shift+ArrowDown")
    expect(page.locator(f'.node[data-id="{NODE}"] .text')).to_be_focused()
    saved(page)
    assert order()[:2] == [first[1], first[0]]
    page.keyboard.press("Alt+Shift+ArrowRight")
    expect(page.locator(f'.node[data-id="{NODE}"]')).to_have_attribute("data-parent", first[1])
    page.keyboard.press("Alt+Shift+ArrowLeft")
    expect(page.locator(f'.node[data-id="{NODE}"]')).not_to_have_attribute("data-parent", first[1])
    page.keyboard.press("Alt+p")
    expect(page.locator(f'.node[data-id="{NODE}"]')).to_have_attribute("data-protected", "true")
    page.keyboard.press("Alt+Delete")
    expect(page.locator(f'.node[data-id="{NODE}"]')).to_have_count(0)
    for _step in range(5):
        page.locator("#undo").click()
    expect(page.locator(f'.node[data-id="{NODE}"]')).to_have_count(1)
    expect(page.locator("#undo")).to_be_disabled()
    saved(page)
    assert plan_of(office) == before
    assert office.said == []


def cell_of(page, at: int = 3):
    """A cell of a table that was pasted at the paragraph, with the caret in it."""
    pasted(page, FIELD, "Chỉ số\tNăm 2024\nPAR INDEX\t85 %\nSIPAS\t90 %\n")
    cell = page.locator(f'.node[data-id="{NODE}"] .cell').nth(at)
    expect(cell).to_be_visible()
    expect(page.locator("#status")).to_contain_text("Đã dán thành bảng")
    cell.focus()
    page.keyboard.press("Control+End")
    return cell


def rows(office):
    return [list(row) for row in Tree(plan_of(office)).items[NODE].node.bang[0].rows]


def test_words_typed_in_a_cell_are_saved_though_nobody_leaves_it(office) -> None:
    page = office.open(EDITOR)
    cell = cell_of(page)
    page.keyboard.type(" (sáu tháng)")
    until(lambda: rows(office)[0] == ["PAR INDEX", "85 % (sáu tháng)"], page)
    expect(page.locator("#pages")).to_contain_text("85 % (sáu tháng)")
    expect(cell).to_be_focused()
    assert office.said == []


def test_a_page_with_words_of_a_cell_that_are_not_saved_is_not_left_without_a_question(
    office,
) -> None:
    page = office.open(EDITOR)
    cell_of(page)
    office.window.route("**/operations", lambda route: route.abort())
    page.keyboard.type(" (chưa lưu)")
    asked = []
    page.on("dialog", lambda dialog: (dialog.dismiss(), asked.append(dialog.type)))
    page.evaluate("setTimeout(() => location.assign('/'))")  # closing it may take the browser along
    until(lambda: asked, office.window.pages[0])
    assert asked == ["beforeunload"]


def test_cells_of_a_table_changed_in_two_windows_are_both_kept(office) -> None:
    page = office.open(EDITOR)
    cell_of(page)
    other = office.open(EDITOR)
    opened(other, NODE)
    theirs = other.locator(f'.node[data-id="{NODE}"] .cell').nth(5)
    theirs.focus()
    other.keyboard.press("Control+End")
    other.keyboard.type(" (kia)")
    until(lambda: rows(office)[1] == ["SIPAS", "90 % (kia)"], other)
    for word in (" (một)", " (hai)"):  # the second starts from what this window sent, not from all
        page.keyboard.type(word)
        until(lambda said=word: rows(office)[0][1].endswith(said), page)
    assert rows(office) == [["PAR INDEX", "85 % (một) (hai)"], ["SIPAS", "90 % (kia)"]]


def test_a_plan_with_targets_is_edited_and_keeps_them(client) -> None:  # noqa: F811
    target = {"noi_dung": "Tỷ lệ hồ sơ đúng hạn", "gia_tri": "95", "don_vi": "%"}
    asked = [
        {"type": "set", "node": "", "field": "chi_tieu", "value": [target], "base": []},
        {"type": "set", "node": NODE, "field": "noi_dung", "value": "Lời khác."},
    ]
    for one in asked:
        body = json.dumps([one])
        done = client.post(f"/plans/{WARD}/operations", content=body, headers=OWN)
        assert done.status_code == 200
    path = view.path_of(client.app.state.house.desk().workspace, WARD)
    plan = load_plan(path)[0].plan
    assert [(one.id, one.gia_tri) for one in plan.chi_tieu] == [("ct-ty-le-ho-so", "95")]


def test_targets_changed_by_two_people_are_merged_one_by_one(client) -> None:  # noqa: F811
    path = view.path_of(client.app.state.house.desk().workspace, WARD)
    plan = load_plan(path)[0].plan
    both = [{"id": i, "noi_dung": i, "gia_tri": "1"} for i in ("ct-a", "ct-b")]
    plan = edit(plan, [Set("", "chi_tieu", both)]).plan
    mine = [both[0] | {"gia_tri": "2"}, both[1]]
    theirs = [both[0], both[1] | {"gia_tri": "3"}, {"id": "ct-c", "noi_dung": "c", "gia_tri": "4"}]
    done = edit(plan, [Set("", "chi_tieu", theirs, both), Set("", "chi_tieu", mine, both)])
    assert [(one.id, one.gia_tri) for one in done.plan.chi_tieu] == [
        ("ct-a", "2"),
        ("ct-b", "3"),
        ("ct-c", "4"),
    ]
    clash = edit(done.plan, [Set("", "chi_tieu", [both[0] | {"gia_tri": "5"}], both[:1])])
    assert [one.why for one in clash.clashes] == ["changed"]


def test_an_agency_is_found_by_parts_of_its_name_near_ones_first(client) -> None:  # noqa: F811
    desk = client.app.state.house.desk()

    def names(query: str, kind: str = "agencies") -> list[str]:
        return [hit.id for hit in lookup.run(desk, lookup.Request(WARD, kind, query)).hits]

    assert names("TU PHAP")[0] == names("tư pháp")[0] == "tu-phap-ho-tich-phuong"
    assert names("noi vu")[0] == "phong-noi-vu-tp"
    assert names("khong co co quan nay") == []
    assert "kh-105" in names("105", "documents")
    assert lookup.run(desk, lookup.Request("khong-co")).exit_code == 1


def test_an_edit_of_targets_is_taken_back(client) -> None:  # noqa: F811
    target = {"noi_dung": "Tỷ lệ hồ sơ đúng hạn", "gia_tri": "95"}
    body = json.dumps([{"type": "set", "node": "", "field": "chi_tieu", "value": [target]}])
    done = client.post(f"/plans/{WARD}/operations", content=body, headers=OWN)
    path = view.path_of(client.app.state.house.desk().workspace, WARD)
    assert load_plan(path)[0].plan.chi_tieu
    client.post(f"/plans/{WARD}/undo/{done.json()['entry']}", headers=OWN)
    assert load_plan(path)[0].plan.chi_tieu == []


def test_targets_are_written_in_rows_and_an_emptied_row_goes(office) -> None:
    page = office.open(f"{EDITOR}/targets")
    page.get_by_label("Chỉ tiêu 1").fill("Tỷ lệ hồ sơ đúng hạn")
    page.get_by_label("Giá trị 1").fill("95,5")
    page.get_by_label("Đơn vị tính 1").fill("%")
    page.get_by_label("Năm 1").fill("2024")
    page.get_by_label("Kính gửi").fill("UBND Mẫu")
    with page.expect_navigation():
        page.get_by_role("button", name="Ghi").click()
    expect(page.get_by_label("Chỉ tiêu 1")).to_have_value("Tỷ lệ hồ sơ đúng hạn")
    plan = plan_of(office)
    (target,) = plan.chi_tieu
    assert (target.gia_tri, target.nam, target.so_sanh) == ("95,5", 2024, ">=")
    assert plan.kinh_gui == ["UBND Mẫu"]
    page.get_by_label("Chỉ tiêu 1").fill("")
    with page.expect_navigation():
        page.get_by_role("button", name="Ghi").click()
    expect(page.get_by_label("Chỉ tiêu 1")).to_have_value("")
    assert plan_of(office).chi_tieu == []
    assert office.said == []


def test_targets_that_sentences_promise_are_offered_and_stored_as_shown(client) -> None:  # noqa: F811
    path = view.path_of(client.app.state.house.desk().workspace, WARD)
    words = {"noi_dung": "Chỉ tiêu: 95% hồ sơ đúng hạn."}
    aim = [{"type": "set", "node": NODE, "field": "noi_dung", "value": words["noi_dung"]}]
    client.post(f"/plans/{WARD}/operations", content=json.dumps(aim), headers=OWN)
    shown = client.get(f"/plans/{WARD}/targets").text
    assert "chưa ai ghi" in shown
    fields = dict(re.findall(r'name="(held|shown|addressed_before)" value="([^"]*)"', shown))
    form = {key: unescape(value) for key, value in fields.items()}
    row = {"noi_dung": "95% hồ sơ đúng hạn", "so_sanh": ">=", "gia_tri": "96", "don_vi": "%"}
    client.post(f"/plans/{WARD}/targets", data=form | row, headers=OWN)
    (stored,) = load_plan(path)[0].plan.chi_tieu
    assert (stored.nut, stored.gia_tri, stored.mau_so) == (NODE, "96", None)
    assert "chưa ai ghi" not in client.get(f"/plans/{WARD}/targets").text
