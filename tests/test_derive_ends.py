"""How a derived plan begins and ends, whom it asks, and who gets what it reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from generator.cascade.deriving.derive import Cascade
from generator.cascade.deriving.rulebook.answers import Answers
from generator.cascade.deriving.rulebook.rules import load_rules
from generator.plan.model import KeHoach, walk
from generator.plan.toml import Loaded, decode, parse
from tests.derived_plan import UNIT, derive, item, node, office

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]

HEAD = """phien_ban = 1
[van_ban]
ma = "vb-1"
loai = "{kind}"
co_quan = "ubnd-tinh-son-la"
so = 1
ngay = 2026-03-02
trich_yeu = "{title}"
[[mo_dau]]
id = "mo-dau"
vai_tro = "loi_dan"
noi_dung = "{opening}"
[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
[[noi_nhan]]
id = "nn-cac-so"
noi_dung = "Các sở, ban, ngành"
[[muc]]
id = "m"
tieu_de = "NHIỆM VỤ"
"""
OURS = "Ủy ban nhân dân các xã, phường"
CLOSING = '\n[[ket_thuc]]\nid = "kt"\nvai_tro = "ket_thuc"\nnoi_dung = "{}"\n'


def made(
    office: Workspace, more: str, kind: str = "CT", title: str = "Về trồng cây", opening: str = ""
) -> KeHoach:
    opening = opening or "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu thực hiện các việc sau:"
    text = HEAD.format(kind=kind, title=title, opening=opening) + more
    source, problems = parse(text.encode(), "tren.toml")
    assert source is not None, problems
    plan, problems = decode(source, KeHoach)
    assert plan is not None, problems
    rules, problems = load_rules(office.registry_dir / "quy-tac.toml")
    assert rules is not None, problems
    cascade = Cascade(
        Loaded(plan, source), office.registry, office.citations, rules,
        answers=Answers(), kinds=office.bodies,
    )  # fmt: skip
    agency = office.registry.get(UNIT, plan.day())
    assert agency is not None
    derived, problems = cascade.derive(agency)
    assert derived is not None, problems
    return derived.plan


def words(plan: KeHoach) -> list[str]:
    """What the body and the closing say, in the order in which it is printed."""
    said: list[Any] = [n for loc, n in walk(plan) if loc[0] in ("muc", "ket_thuc")]
    return [n.noi_dung for n in said if getattr(n, "noi_dung", None)]


@pytest.mark.parametrize(
    "last",
    ["Yêu cầu Chủ tịch UBND các xã nghiêm túc thực hiện; báo cáo Sở Xây dựng trước ngày 30/9./.",
     "Các xã trồng cây tại công sở./."],
)  # fmt: skip
def test_a_directive_becomes_a_plan_that_ends_with_its_own_words(
    last: str, office: Workspace
) -> None:
    said = words(made(office, item("a", OURS, "Trồng cây ven đường.", last)))
    assert said[-1].startswith("Ủy ban nhân dân xã yêu cầu các phòng, đơn vị nghiêm túc")
    assert [text for text in said if text.endswith("./.")] == said[-1:]


@pytest.mark.parametrize(
    "closing",
    ["Kế hoạch này được phổ biến đến tất cả các bản. Yêu cầu các sở, ngành triển khai./.",
     "UBND tỉnh ban hành Kế hoạch, các xã, phường xây dựng kế hoạch cụ thể để thực hiện./."],
)  # fmt: skip
def test_closing_words_about_others_leave_the_units_own_behind(
    closing: str, office: Workspace
) -> None:
    more = item("a", OURS, "Trồng cây ven đường.") + CLOSING.format(closing)
    said = words(made(office, more, kind="KH", opening="UBND tỉnh ban hành Kế hoạch như sau:"))
    assert said[-1].endswith("./.")
    assert "Yêu cầu các sở" not in said[-1]
    assert "UBND tỉnh ban hành" not in said[-1]


def test_the_line_by_which_rooms_report_stands_before_the_closing_words(
    office: Workspace,
) -> None:
    closing = "Nhận được Chỉ thị này, yêu cầu Chủ tịch UBND các xã nghiêm túc thực hiện./."
    reports = "Báo cáo Sở Xây dựng trước ngày 30/9/2026."
    more = item("a", OURS, reports) + f'\n[[muc.khoan]]\nid = "z"\nnoi_dung = "{closing}"\n'
    said = words(made(office, more))
    assert said[-1].endswith("./.")
    assert any("gửi kết quả thực hiện" in text for text in said[:-1])


@pytest.mark.parametrize(
    "title", ["Về việc triển khai Tết trồng cây", "V/v triển khai Tết trồng cây"]
)
def test_a_plan_is_not_called_as_a_letter_is(title: str, office: Workspace) -> None:
    opening = "UBND tỉnh ban hành Kế hoạch như sau:"
    plan = made(office, item("a", OURS, "Trồng cây."), "KH", title, opening)
    assert plan.van_ban.trich_yeu.startswith("Triển khai Tết trồng cây")


def test_whoever_is_asked_is_the_units_own_front(office: Workspace) -> None:
    more = item("a", "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Vận động trồng cây.")
    more = more.replace('id = "a"\n', 'id = "a"\nco_quan = ["mttq-tinh"]\n', 1)
    more += '\n[[co_quan_moi]]\nid = "mttq-tinh"\nten = "Ủy ban MTTQ Việt Nam tỉnh"\n'
    more += 'ten_tieu_de = ["ỦY BAN MTTQ VIỆT NAM TỈNH"]\nky_hieu = "MTTQ"\ndia_danh = "Sơn La"\n'
    more += 'chu_quan = "ubnd-tinh-son-la"\n'
    plan = made(office, more, "KH", "Trồng cây", "UBND tỉnh ban hành Kế hoạch như sau:")
    (asked,) = [k for m in plan.muc for k in m.khoan if "Mặt trận" in (k.tieu_de or "")]
    assert asked.co_quan == ["mttq-xa"]


@pytest.mark.parametrize(
    "to",
    ["Ban Chỉ đạo phòng, chống tội phạm tỉnh", "Hội Nông dân tỉnh", "Chi cục Dân số",
     "Sở Xây dựng", "Ban An toàn giao thông tỉnh"],
)  # fmt: skip
def test_whoever_gets_a_report_gets_the_plan(to: str, office: Workspace) -> None:
    plan = made(office, item("a", OURS, f"Gửi báo cáo về {to} trước ngày 20/6/2026."))
    assert to in " | ".join(line.noi_dung for line in plan.noi_nhan)
    assert any(f"về {to} trước ngày" in text for text in words(plan))


def test_no_id_of_a_body_is_ever_printed(office: Workspace) -> None:
    more = item("a", OURS, "Trồng cây ven đường.") + (
        '\n[[phu_luc]]\nid = "pl"\ntieu_de = "NHIỆM VỤ"\n[[phu_luc.nhiem_vu]]\nid = "r"\n'
        'noi_dung = "Vận động trồng cây"\nchu_tri = ["mttq-tinh", "phu-nu-tinh"]\n'
        'phoi_hop = ["phu-nu-tinh", "mttq-tinh"]\n'
    )
    for id_, name in (("mttq-tinh", "Ủy ban MTTQ Việt Nam tỉnh"),
                      ("phu-nu-tinh", "Hội Liên hiệp Phụ nữ tỉnh")):  # fmt: skip
        more += f'\n[[co_quan_moi]]\nid = "{id_}"\nten = "{name}"\nky_hieu = "X"\n'
        more += 'ten_tieu_de = ["X"]\ndia_danh = "Sơn La"\nchu_quan = "ubnd-tinh-son-la"\n'
    plan = made(office, more, "KH", "Trồng cây", "UBND tỉnh ban hành Kế hoạch như sau:")
    (row,) = plan.phu_luc[0].nhiem_vu
    printed = f"{row.loi_chu_tri} {row.loi_phoi_hop}"
    assert "Phụ nữ xã" in printed
    assert re.search(r"[a-z]-[a-z]", printed) is None
    assert row.chu_tri[0] == "mttq-xa"


def test_titles_of_roman_sections_are_in_capitals_whatever_stands_above(office: Workspace) -> None:
    more = item("a", OURS, "Trồng cây.") + (
        '\n[[muc]]\nid = "b"\ntieu_de = "Kinh phí của xã"\n[[muc.khoan]]\nid = "b-1"\n'
        'noi_dung = "UBND các xã bố trí từ ngân sách xã."\n'
        '\n[[muc]]\nid = "c"\nkieu = "so"\ntieu_de = "Tiến độ"\n[[muc.khoan]]\nid = "c-1"\n'
        'noi_dung = "UBND các xã trồng xong trước ngày 30/9/2026."\n'
    )
    plan = made(office, more, "KH", "Trồng cây", "UBND tỉnh ban hành Kế hoạch như sau:")
    assert [m.tieu_de for m in plan.muc] == ["NHIỆM VỤ", "KINH PHÍ CỦA XÃ", "Tiến độ"]


LAST = '\n[[muc.khoan.diem]]\nid = "cuoi"\nnoi_dung = "{}./."\nkieu = "khong"\n'


@pytest.mark.parametrize(
    "order",
    ["Yêu cầu Giám đốc các sở, Chủ tịch UBND các xã, phường nghiêm túc thực hiện",
     "Yêu cầu các sở, ban, ngành, UBND các xã, phường tổ chức triển khai thực hiện Kế hoạch này",
     "Đề nghị Thủ trưởng các cơ quan, Chủ tịch UBND các xã khẩn trương triển khai"],
)  # fmt: skip
def test_an_order_to_all_behind_the_last_item_is_the_closing(order: str, office: Workspace) -> None:
    points = item("x", "Ủy ban nhân dân các xã, phường", "Vận động nhân dân phát quang bụi rậm.")
    derived = derive(office, points, LAST.format(order))
    assert node(derived, "cuoi") is None
    assert [line.noi_dung.endswith("./.") for line in derived.plan.ket_thuc] == [True]


def test_a_last_order_with_a_day_of_its_own_is_kept(office: Workspace) -> None:
    points = item("x", "Ủy ban nhân dân các xã, phường", "Vận động nhân dân phát quang bụi rậm.")
    order = "Yêu cầu UBND các xã, phường thực hiện tổng vệ sinh trước ngày 20/4/2026"
    assert node(derive(office, points, LAST.format(order)), "cuoi").noi_dung


@pytest.mark.parametrize(
    ("given", "body"),
    [("Giao Phòng Văn hoá - Xã hội làm đầu mối.", "Phòng Văn hóa - Xã hội"),
     ("Giao Phòng Kinh tế là cơ quan thường trực tham mưu triển khai Kế hoạch.", "Phòng Kinh tế"),
     ("Phân công Công an xã làm bộ phận thường trực.", "Công an xã"),
     ("Giao Phòng Văn hóa - Xã hội thường trực.", "Phòng Văn hóa - Xã hội")],
)  # fmt: skip
def test_whom_the_plan_makes_the_standing_body_leads(
    given: str, body: str, office: Workspace
) -> None:
    passed = "Hằng quý báo cáo Chủ tịch UBND tỉnh (qua Sở Tư pháp) trước ngày 10."
    points = ("Vận động nhân dân ký cam kết.", given, passed)
    derived = derive(office, item("x", "Ủy ban nhân dân các xã, phường", *points))
    assert derived.plan.muc[0].khoan[0].tieu_de.startswith(body)
    assert not any("Sở Tư pháp ở xã" in (n.can_xem or "") for n in derived.plan.muc[0].khoan)


def test_who_takes_in_one_thing_is_not_the_standing_body_of_the_plan(office: Workspace) -> None:
    points = ("Vận động nhân dân ký cam kết.", "Giao Công an xã làm đầu mối tiếp nhận tin báo.")
    derived = derive(office, item("x", "Ủy ban nhân dân các xã, phường", *points))
    assert not derived.plan.muc[0].khoan[0].tieu_de.startswith("Công an")


@pytest.mark.parametrize(
    "report",
    ["Báo cáo kết quả trước ngày 20 tháng cuối quý (qua Sở Tài chính).",
     "Báo cáo tình hình dịch bệnh trước ngày 05/12/2026 (qua Sở Y tế).",
     "Báo cáo số hộ đã cấp nước trước ngày 15/10/2026 (thông qua Sở Xây dựng).",
     "Báo cáo kết quả tuần tra trước ngày 10/11/2026 (qua Công an tỉnh)."],
)  # fmt: skip
def test_a_room_reports_by_way_of_a_body_above_for_the_committee(
    report: str, office: Workspace
) -> None:
    points = ("Giao Phòng Kinh tế làm đầu mối.", "Vận động nhân dân ký cam kết.", report)
    derived = derive(office, item("x", "Ủy ban nhân dân các xã, phường", *points))
    assert node(derived, "x-3").noi_dung.startswith("Tham mưu UBND xã báo cáo")


PART = '\n[[muc]]\nid = "{0}"\ntieu_de = "PHẦN VIỆC {0}"\nnhan = "{1}"\n'


@pytest.mark.parametrize(
    ("labels", "left"),
    [(("PHẦN I.", "PHẦN II.", "PHẦN III."), ["PHẦN I.", "PHẦN II."]),
     (("Phần thứ nhất", "Phần thứ hai", "Phần thứ ba"), ["Phần thứ nhất", "Phần thứ hai"]),
     (("Phần A", "Phần B", "Phần C"), ["Phần A", "Phần B"]),
     (("PHẦN I.", "PHẦN III.", "PHẦN IV."), ["PHẦN III.", "PHẦN IV."])],
)  # fmt: skip
def test_written_numbers_are_counted_again_where_a_part_was_left_out(
    labels: tuple[str, ...], left: list[str], office: Workspace
) -> None:
    made = derive(
        office, f'nhan = "{labels[0]}"\n', item("a", "Sở Y tế", "Sở Y tế thẩm định hồ sơ."),
        PART.format("hai", labels[1]), item("b", "UBND các xã", "Nạo vét mương trước mùa mưa."),
        PART.format("ba", labels[2]), item("c", "UBND các xã", "Lập sổ hộ nghèo."),
    )  # fmt: skip
    assert [part.nhan for part in made.plan.muc] == left


def test_items_that_count_on_over_sections_leave_no_gap(office: Workspace) -> None:
    points = ["Sở Y tế thẩm định hồ sơ.", "UBND các xã nạo vét mương.", "UBND các xã lập sổ."]
    rows = [f'\n[[muc.khoan]]\nid = "k{n}"\nnoi_dung = "{text}"\n' for n, text in enumerate(points)]
    part = PART.format("hai", "II.").replace('nhan = "II."\n', "")
    made = derive(office, *rows[:2], part, f'{rows[2]}nhan = "3."\n')
    assert [part.khoan[0].nhan for part in made.plan.muc] == [None, "2."]


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("Chỉnh trang dây cáp trên các tuyến phố của tỉnh năm 2026",
         "Chỉnh trang dây cáp trên các tuyến phố của {don_vi} năm 2026"),
        ("Thực hiện Nghị quyết của tỉnh ủy", "Thực hiện Nghị quyết của tỉnh ủy"),
    ],
)  # fmt: skip
def test_what_the_subject_says_is_the_superiors_is_the_units_own(
    said: str, own: str, office: Workspace
) -> None:
    opening = f"Ủy ban nhân dân tỉnh Sơn La ban hành Kế hoạch {said[0].lower()}{said[1:]} như sau:"
    plan = derive(office, item("x", "Sở Y tế", "Hướng dẫn."), opening=opening, subject=said).plan
    words = own.format(don_vi="xã Yên Châu")
    assert words in plan.van_ban.trich_yeu
    assert f"{words[0].lower()}{words[1:]} như sau:" in plan.mo_dau[-1].noi_dung


def test_a_group_of_tasks_without_a_body_is_proposed_to_one_beside_the_work_it_has(
    office: Workspace,
) -> None:
    made = derive(
        office,
        item("c", "Sở Xây dựng", "Phối hợp với UBND các xã cắm mốc."),
        item("d", "UBND các xã, phường", "Nạo vét mương.", "Báo cáo Sở Nông nghiệp và Môi trường."),
        '\n[[muc]]\nid = "nv"\ntieu_de = "NHIỆM VỤ"\n',
        item("a", "Chăm sóc rừng", "Phát dọn đường băng cản lửa."),
        item("b", "Trồng rừng", "Phòng Kinh tế cấp xã chọn giống keo."),
    )
    said = [n.noi_dung for _loc, n in walk(made.plan) if n.id.startswith("chu-tri-")]
    assert said == ["Chủ trì, tham mưu UBND xã tổ chức thực hiện các nội dung: “Chăm sóc rừng”."]


def test_a_title_of_which_all_is_left_out_is_proposed_to_nobody(office: Workspace) -> None:
    made = derive(
        office,
        item("d", "UBND các xã, phường", "Nạo vét mương.", "Báo cáo Sở Nông nghiệp và Môi trường."),
        '\n[[muc]]\nid = "nv"\ntieu_de = "NHIỆM VỤ"\n',
        item("a", "Chăm sóc rừng", "Phát dọn đường băng cản lửa."),
        item("b", "Đo đạc", "Sở Nông nghiệp và Môi trường đo diện tích rừng."),
        '\n[[muc.khoan]]\nid = "c"\nnoi_dung = "Sở Xây dựng cắm mốc."\n',
    )
    said = [n.noi_dung for _loc, n in walk(made.plan) if n.id.startswith("chu-tri-")]
    assert said == ["Chủ trì, tham mưu UBND xã tổ chức thực hiện các nội dung: “Chăm sóc rừng”."]


def test_a_body_that_only_gathers_reports_has_no_work_yet_and_tasks_are_proposed(
    office: Workspace,
) -> None:
    made = derive(
        office,
        item("r", "Các xã, phường báo cáo Sở Nông nghiệp và Môi trường trước ngày 20/11/2026"),
        '\n[[muc]]\nid = "nv"\ntieu_de = "NHIỆM VỤ"\n',
        item("a", "Chăm sóc rừng", "Phát dọn đường băng cản lửa."),
    )
    said = {n.id: n for _loc, n in walk(made.plan)}
    assert "bao-cao-noi-bo" in said
    assert "Chăm sóc rừng" in said["chu-tri-phong-kinh-te-1"].noi_dung


def test_who_only_gets_a_list_does_not_lead_the_plan(office: Workspace) -> None:
    made = derive(
        office,
        item("q", "Bộ Chỉ huy Quân sự tỉnh", "Lập bản đồ khu vực còn bom mìn."),
        item("x", "UBND các xã", "Cắm biển báo.", "Lập danh sách nạn nhân, gửi Sở Nội vụ."),
        subject="Khắc phục hậu quả bom mìn",
    )
    assert any(
        str(getattr(n, "tieu_de", "")).startswith("Ban Chỉ huy Quân sự xã chủ trì")
        for _loc, n in walk(made.plan)
    )


def test_what_a_plan_replaces_is_no_closing_of_the_unit(office: Workspace) -> None:
    words = "Kế hoạch này thay thế Kế hoạch số 145/KH-UBND ngày 03 tháng 4 năm 2025./."
    end = f'\n[[ket_thuc]]\nid = "kt"\nvai_tro = "ket_thuc"\nnoi_dung = "{words}"\n'
    made = derive(office, item("xa", "Ủy ban nhân dân các xã", "Rà soát hộ nghèo."), end)
    assert [line.noi_dung.startswith("Ủy ban nhân dân xã") for line in made.plan.ket_thuc] == [True]


def test_an_order_to_a_body_below_does_not_end_at_the_dot_of_a_number(office: Workspace) -> None:
    said = "Công an tỉnh chỉ đạo Công an các xã nhận tin báo qua số 0212.113, có mặt trong 20 phút."
    made = derive(office, item("xa", "Nhiệm vụ", said))
    now = node(made, "xa-1").noi_dung
    assert now == "Công an xã nhận tin báo qua số 0212.113, có mặt trong 20 phút."


def test_a_plan_that_says_what_it_calls_plan_does_not_say_it_again(office: Workspace) -> None:
    opening = (
        "Thực hiện Quyết định số 45/QĐ-BYT ngày 02/02/2026 về việc ban hành Kế hoạch phòng bệnh, Ủy"
        " ban nhân dân tỉnh Sơn La ban hành Kế hoạch phòng dịch (sau đây gọi là Kế hoạch) như sau:"
    )
    made = derive(office, item("xa", "Ủy ban nhân dân các xã", "Rà soát."), opening=opening)
    said = " ".join(line.noi_dung for line in (*made.plan.can_cu, *made.plan.mo_dau))
    assert "ban hành Kế hoạch phòng bệnh" in said
    assert said.count("(sau đây gọi") == 1
