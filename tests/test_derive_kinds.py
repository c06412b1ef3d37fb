"""What a commune makes of each kind of sentence and table, in whatever words and order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cascade.deriving.level_text import Derived
from generator.workspace.workspace import Workspace
from tests.derived_plan import OPENING, derive, item, node, office, titles, under

__all__ = ["office"]

# ------------------------------------------------------------------ shared out by field

POINTS = {
    "Tuyên truyền, bảo đảm an ninh trật tự tại nơi sơ tán.": "Công an xã",
    "Huy động dân quân tham gia ứng cứu.": "Ban Chỉ huy Quân sự xã",
    "Rà soát trường học, trạm y tế có thể làm nơi sơ tán.": "Phòng Văn hóa - Xã hội",
    "Cắm biển báo nơi còn bom mìn.": "Ban Chỉ huy Quân sự xã",
    "Vận động cán bộ, dân quân, người dân đăng ký hiến máu.": "Phòng Văn hóa - Xã hội",
    "Chỉnh lý tài liệu lưu trữ.": "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã",
    "Phát thanh trên hệ thống truyền thanh cơ sở.": "Phòng Văn hóa - Xã hội",
    "Kiểm tra hồ chứa, đê điều trước mùa mưa.": "Phòng Kinh tế",
    "Tiếp nhận thủ tục hành chính về hỗ trợ thiệt hại.": "Trung tâm Phục vụ hành chính công",
}
HEADINGS = (
    "Ủy ban nhân dân các xã, phường", "UBND các phường, xã", "UBND cấp xã", "UBND CÁC XÃ, PHƯỜNG",
    "Uỷ ban nhân dân các xã, phường:",
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(sorted(POINTS)), heading=st.sampled_from(HEADINGS))
def test_each_point_goes_to_the_body_of_its_field_in_any_order(
    order: list[str], heading: str, office: Workspace
) -> None:
    derived = derive(office, item("xa", heading, *order))
    for number, text in enumerate(order, 1):
        assert POINTS[text] in under(derived, f"xa-{number}")
    assert not any("UBND các" in title for title in titles(derived))


@settings(max_examples=10, deadline=None)
@given(
    at=st.integers(0, 2),
    who=st.sampled_from(["Chủ tịch UBND các xã, phường", "Chủ tịch UBND cấp xã"]),
)
def test_what_the_chairman_answers_for_stays_his(at: int, who: str, office: Workspace) -> None:
    points = ["Tổ chức trực ban theo quy định.", "Kiểm tra hồ chứa trước mùa mưa."]
    points.insert(at, f"{who} chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để xảy ra thiệt hại.")
    derived = derive(office, item("xa", "Ủy ban nhân dân các xã, phường", *points))
    assert under(derived, f"xa-{at + 1}") == "Chủ tịch UBND xã"
    assert "trước Chủ tịch UBND tỉnh" in node(derived, f"xa-{at + 1}").noi_dung


def test_a_room_reports_through_the_committee(office: Workspace) -> None:
    point = "Báo cáo UBND tỉnh kết quả trước ngày 20/6/2026."
    derived = derive(office, item("xa", "UBND các xã, phường", "Tổ chức trực ban.", point))
    assert node(derived, "xa-2").noi_dung.startswith("Tham mưu UBND xã báo cáo UBND tỉnh")
    inside = node(derived, "bao-cao-noi-bo")
    assert "trước ngày 15/6/2026" in inside.noi_dung  # five working days before
    assert inside.can_xem is None  # the sheet says that the day is a proposal
    assert inside.nguon.quy_tac == ["may-bao-cao-noi-bo"]


# ------------------------------------------------------------------ never lost, never taken

OTHERS = "Chủ trì theo dõi, đôn đốc việc thực hiện."


@pytest.mark.parametrize("told", ["chỉ đạo", "yêu cầu", "hướng dẫn", "giao"])
@pytest.mark.parametrize(
    "whom", ["Công an các xã, phường", "Công an cấp xã", "công an các phường, xã"]
)
def test_what_a_superior_tells_an_own_body_is_that_bodys_work_and_asked(
    told: str, whom: str, office: Workspace
) -> None:
    point = f"Tổ chức phương án; {told} {whom} bố trí lực lượng ứng trực."
    derived = derive(office, item("ca", "Công an tỉnh", OTHERS, point))
    found = node(derived, "ca-2")
    assert found.noi_dung == "Bố trí lực lượng ứng trực."
    assert "tỉnh" not in found.noi_dung
    assert node(derived, "ca-1") is None


@pytest.mark.parametrize("place", ["xã Yên Châu", "Xã Yên Châu", "UBND xã Yên Châu"])
def test_what_names_the_unit_is_never_left_out_in_silence(place: str, office: Workspace) -> None:
    point = f"Tổ chức diễn tập cấp tỉnh tại {place} trong Quý III/2026."
    derived = derive(office, item("qs", "Bộ Chỉ huy Quân sự tỉnh", OTHERS, point))
    assert node(derived, "qs-2").can_xem


def test_work_of_others_that_does_not_name_the_unit_is_left_out_with_the_reason(
    office: Workspace,
) -> None:
    point = "Tổ chức diễn tập cấp tỉnh tại phường Tô Hiệu trong Quý III/2026."
    derived = derive(office, item("qs", "Bộ Chỉ huy Quân sự tỉnh", OTHERS, point))
    assert node(derived, "qs-2") is None
    assert "qs-2" in dict(derived.dropped)


@pytest.mark.parametrize(
    "body",
    ["Hiệp hội Doanh nghiệp tỉnh", "Thống kê tỉnh", "Ban Quản lý rừng phòng hộ Sốp Cộp",
     "Ngân hàng Chính sách xã hội tỉnh"],
)  # fmt: skip
def test_a_body_that_nobody_lists_never_acts_unmarked(body: str, office: Workspace) -> None:
    part = '\n[[muc]]\nid = "nhiem-vu"\ntieu_de = "NHIỆM VỤ"\n' + item(
        "nv", "Công tác chuẩn bị", f"{body} theo dõi, tổng hợp kết quả ở các địa bàn trọng điểm."
    )
    found = node(derive(office, part), "nv-1")
    asked = found is not None and found.noi_dung.startswith("Đề nghị ")
    assert found is None or found.can_xem or asked


@pytest.mark.parametrize("name", ["Hội Luật gia tỉnh", "Hội Nhà báo tỉnh"])
def test_an_organisation_that_communes_lack_is_not_given_one(name: str, office: Workspace) -> None:
    point = f"Đề nghị {name} cử hội viên tham gia tuyên truyền."
    derived = derive(office, item("khac", "Các tổ chức", point))
    assert f"{name.removesuffix(' tỉnh')} xã" not in derived.text


# ------------------------------------------------------------------ tables


def table(*rows: str) -> str:
    heads = 'cot = ["TT", "Đơn vị", "Chỉ tiêu"]'
    return (
        '\n[[muc.khoan]]\nid = "bang"\nnoi_dung = "Chỉ tiêu giao các đơn vị:"\n'
        f"bang = [{{ {heads}, hang = [{', '.join(rows)}] }}]\n"
    )


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(["Yên Châu", "Mai Sơn", "Mộc Châu", "Sốp Cộp"]),
       kind=st.sampled_from(["xã ", "Xã ", "UBND xã ", ""]))  # fmt: skip
def test_of_a_table_of_units_only_the_own_row_is_taken(
    order: list[str], kind: str, office: Workspace
) -> None:
    rows = [f'["{n}", "{kind}{name}", "{100 + n}"]' for n, name in enumerate(order, 1)]
    derived = derive(office, table(*rows))
    (kept,) = node(derived, "bang").bang
    assert [row[2] for row in kept.rows] == [str(101 + order.index("Yên Châu"))]


@pytest.mark.parametrize(
    ("heads", "below"),
    [('["TT", "Việc", "Yên Châu", "Mai Sơn", "Mộc Châu"]', ""),
     ('["TT", "Việc", "Giao các xã", "", ""]', '["", "", "Mai Sơn", "Yên Châu", "Sốp Cộp"], ')],
)  # fmt: skip
def test_of_columns_headed_by_units_only_the_own_one_is_taken(
    heads: str, below: str, office: Workspace
) -> None:
    own = '"71", "82"' if not below else '"82", "71"'
    text = (
        '\n[[muc.khoan]]\nid = "bang"\nnoi_dung = "Chỉ tiêu giao các đơn vị:"\n'
        f'bang = [{{ cot = {heads}, hang = [{below}["1", "Trồng tre (ha)", {own}, "93"]] }}]\n'
    )
    (kept,) = node(derive(office, text), "bang").bang
    assert kept.rows[-1] == ["1", "Trồng tre (ha)", "71"]


def test_any_other_table_of_figures_is_asked_about(office: Workspace) -> None:
    derived = derive(office, table('["1", "Diện tích rừng trồng mới", "9.800"]'))
    assert node(derived, "bang").can_xem


def test_where_headings_said_whose_rows_are_those_of_the_unit_get_a_column_of_its_bodies(
    office: Workspace,
) -> None:
    appendix = (
        '\n[[phu_luc]]\nid = "pl"\ntieu_de = "VIỆC PHẢI LÀM"\n'
        'cot = [{ khoa = "tt", tieu_de = "TT", so = "(1)" },'
        ' { khoa = "noi_dung", tieu_de = "Nhiệm vụ", so = "(2)" },'
        ' { khoa = "thoi_han", tieu_de = "Hạn", so = "(3)" }]\n'
        '[[phu_luc.nhom]]\nid = "cua-so"\ntieu_de = "SỞ TÀI CHÍNH"\n'
        '[[phu_luc.nhom]]\nid = "cua-xa"\ntieu_de = "UBND CÁC XÃ, PHƯỜNG"\n'
    )
    bodies = '\n[[co_quan_moi]]\nid = "cac-xa"\nten = "UBND các xã, phường"\n'
    row = '\n[[phu_luc.nhiem_vu]]\nid = "{0}"\nnoi_dung = "{1}"\nnhom = "{2}"\nchu_tri = ["{3}"]\n'
    rows = row.format("nv-1", "Bố trí vốn mua giống.", "cua-so", "so-tai-chinh")
    rows += row.format("nv-2", "Kiểm tra hồ chứa, đê điều.", "cua-xa", "cac-xa")
    (own,) = derive(office, appendix, rows, bodies).plan.phu_luc
    assert [(one.khoa, one.so) for one in own.cot] == [
        ("tt", "(1)"), ("noi_dung", "(2)"), ("chu_tri", "(3)"), ("thoi_han", "(4)")
    ]  # fmt: skip
    assert [(task.id, task.chu_tri) for task in own.nhiem_vu] == [("nv-2", ["phong-kinh-te"])]
    assert [group.id for group in own.nhom] == ["cua-xa"]


ROW = """
[[phu_luc.nhiem_vu]]
id = "nv-{n}"
noi_dung = "{text}"
chu_tri = {lead}
loi_chu_tri = "{said}"
loi_phoi_hop = "Các sở, ban, ngành"
"""


def test_the_appendix_is_the_units_own(office: Workspace) -> None:
    appendix = (
        '\n[[phu_luc]]\nid = "pl"\ntieu_de = "NHIỆM VỤ TRỌNG TÂM CỦA CÁC SỞ, NGÀNH, ĐỊA PHƯƠNG"\n'
        'cot = [{ khoa = "noi_dung", tieu_de = "Nhiệm vụ" },'
        ' { khoa = "chu_tri", tieu_de = "Sở, ngành chủ trì" }]\n'
    )
    proposed = '\n[[co_quan_moi]]\nid = "cac-xa"\nten = "UBND các xã, phường"\n'
    rows = ROW.format(
        n=1, text="Kiểm tra hồ chứa, đê điều.", lead='["cac-xa"]',
        said="Các sở, ban, ngành; UBND các xã, phường",
    )  # fmt: skip
    derived = derive(office, appendix, rows, proposed)
    (own,) = derived.plan.phu_luc
    assert own.tieu_de == "NHIỆM VỤ TRỌNG TÂM CỦA UBND XÃ YÊN CHÂU"
    assert [column.tieu_de for column in own.cot] == ["Nhiệm vụ", "Đơn vị chủ trì"]
    (task,) = own.nhiem_vu
    assert task.chu_tri == ["phong-kinh-te"]
    assert task.loi_chu_tri is None
    assert "sở" not in (task.loi_phoi_hop or "").lower()


@pytest.mark.parametrize(
    ("text", "lead", "helper"),
    [
        ("Tạm đình chỉ cơ sở không bảo đảm thoát nạn", "Chủ tịch UBND cấp xã", "Công an cấp xã"),
        ("Quyết định sơ tán dân ở bãi sông", "Chủ tịch UBND các xã, phường", "Công an cấp xã"),
        ("Xử phạt cơ sở kinh doanh thực phẩm", "Chủ tịch UBND xã, phường", "Phòng Kinh tế cấp xã"),
        ("Quyết định cưỡng chế thu hồi đất", "Chủ tịch UBND các xã, phường", "Công an cấp xã"),
    ],
)
def test_a_row_of_the_chairman_stays_his_and_nobody_helps_himself(
    text: str, lead: str, helper: str, office: Workspace
) -> None:
    row = ROW.format(n=1, text=text, lead='["cac-xa"]', said=lead)
    row = row.replace("Các sở, ban, ngành", helper) + 'phoi_hop = ["cong-an-xa"]\n'
    proposed = '\n[[co_quan_moi]]\nid = "cac-xa"\nten = "UBND các xã, phường"\n'
    derived = derive(office, '\n[[phu_luc]]\nid = "pl"\ntieu_de = "NHIỆM VỤ"\n', row, proposed)
    (task,) = derived.plan.phu_luc[0].nhiem_vu
    assert task.loi_chu_tri == "Chủ tịch UBND xã"
    assert not set(task.chu_tri) & set(task.phoi_hop)
    assert task.phoi_hop == ["cong-an-xa"]


def test_who_leads_a_row_is_not_among_those_who_help(office: Workspace) -> None:
    text = "Kiểm tra an toàn phòng cháy tại nhà trọ"
    row = ROW.format(n=1, text=text, lead='["cac-xa"]', said="UBND các xã, phường")
    row = row.replace("Các sở, ban, ngành", "Công an cấp xã; Điện lực")
    proposed = '\n[[co_quan_moi]]\nid = "cac-xa"\nten = "UBND các xã, phường"\n'
    proposed += '\n[[co_quan_moi]]\nid = "dien-luc"\nten = "Điện lực"\n'
    table = '\n[[phu_luc]]\nid = "pl"\ntieu_de = "NHIỆM VỤ"\n'
    derived = derive(office, table, row + 'phoi_hop = ["cong-an-xa", "dien-luc"]\n', proposed)
    (task,) = derived.plan.phu_luc[0].nhiem_vu
    assert (task.chu_tri, task.phoi_hop) == (["cong-an-xa"], ["dien-luc"])
    assert task.loi_phoi_hop is None


# ------------------------------------------------------------------ opening


@pytest.mark.parametrize(
    "request_",
    ["xét đề nghị của Giám đốc Sở Nông nghiệp và Môi trường tại Tờ trình số 112/TTr-SNNMT",
     "theo đề nghị của Sở Nông nghiệp và Môi trường",
     "căn cứ đề nghị của Chánh Văn phòng UBND tỉnh"],
)  # fmt: skip
def test_a_submission_to_the_superior_is_no_basis(request_: str, office: Workspace) -> None:
    opening = f"Căn cứ Luật Phòng, chống thiên tai; {request_}, {OPENING}"
    derived = derive(office, item("xa", "UBND các xã, phường", "Trực ban."), opening=opening)
    said = " ".join(p.noi_dung for p in derived.plan.mo_dau)
    assert "đề nghị" not in said
    assert "Căn cứ Luật Phòng, chống thiên tai" in said
    assert "của;" not in said


@pytest.mark.parametrize("issuers", ["Bộ Công an và Bộ Xây dựng", "Bộ trưởng Bộ Tài chính"])
def test_the_issuer_of_a_basis_is_not_taken_for_the_unit(issuers: str, office: Workspace) -> None:
    opening = f"Thực hiện Kế hoạch số 515/KH-BCA ngày 31/8/2025 của {issuers}; {OPENING}"
    derived = derive(office, item("xa", "UBND các xã, phường", "Trực ban."), opening=opening)
    said = " ".join(p.noi_dung for p in derived.plan.mo_dau)
    assert f"của {issuers}" in said
    assert "của Ủy ban nhân dân xã" not in said


# ------------------------------------------------------------------ who got no work


def idle(derived: Derived) -> list[str]:
    return [found.message for found in derived.todo if found.code == "DX518"]


def test_bodies_without_work_are_told_of_and_mark_nothing(office: Workspace) -> None:
    derived = derive(office, item("xa", "UBND các xã, phường", "Kiểm tra hồ chứa."))
    told = idle(derived)
    assert len(told) == 1
    assert "Công an" in told[0]
    assert [r.can_xem for r in derived.plan.noi_nhan if r.can_xem] == []


def test_a_body_that_has_work_is_not_told_of(office: Workspace) -> None:
    point = "Bảo đảm an ninh trật tự nơi sơ tán."
    derived = derive(office, item("xa", "UBND các xã, phường", "Trực ban.", point))
    assert not any("Công an" in told for told in idle(derived))


# ------------------------------------------------------------------ looked at again


def test_a_sentence_that_came_out_twice_is_asked_about(office: Workspace) -> None:
    point = (
        "Thủ trưởng các sở, ban, ngành nghiêm túc tổ chức thực hiện Kế hoạch này. "
        "Chủ tịch UBND các xã, phường nghiêm túc tổ chức thực hiện Kế hoạch này."
    )
    found = node(derive(office, item("xa", "Ủy ban nhân dân các xã, phường", point)), "xa-1")
    sentences = [part.strip() for part in found.noi_dung.split(".") if part.strip()]
    assert len(sentences) == len(set(sentences)) or found.can_xem


@pytest.mark.parametrize("paper", ["Chỉ thị", "Nghị quyết", "Công điện"])
def test_the_superiors_paper_is_not_this_plan(paper: str, office: Workspace) -> None:
    point = f"Tổ chức quán triệt {paper} này đến toàn thể cán bộ, công chức."
    found = node(derive(office, item("xa", "UBND các xã, phường", point)), "xa-1")
    assert found.can_xem


@pytest.mark.parametrize(
    "point",
    ["Rà soát nơi sơ tán tại vùng lõi du lịch.", "Đối soát dữ liệu thửa đất quanh khu rừng cấm."],
)
def test_a_word_for_a_place_is_no_field_of_work(point: str, office: Workspace) -> None:
    derived = derive(office, item("xa", "UBND các xã, phường", "Tổ chức trực ban.", point))
    assert under(derived, "xa-2") == under(derived, "xa-1")


@pytest.mark.parametrize("when", ["Trước ngày 20 hằng tháng", "Định kỳ 6 tháng, hằng năm"])
def test_a_room_reports_through_the_committee_whatever_stands_first(
    when: str, office: Workspace
) -> None:
    point = f"{when}, báo cáo kết quả thực hiện về Sở Nông nghiệp và Môi trường."
    derived = derive(office, item("x", "Ủy ban nhân dân các xã", point, "Chăm sóc đàn gia súc."))
    assert f"{when}, tham mưu UBND xã báo cáo kết quả" in node(derived, "x-1").noi_dung


def test_orders_to_two_bodies_are_two_and_police_punish_by_themselves(office: Workspace) -> None:
    point = "Chỉ đạo Công an cấp xã xử phạt xe chở quá tải; chỉ đạo Trạm Y tế trực cấp cứu 24/24."
    derived = derive(office, item("x", "Ủy ban nhân dân các xã", point, "Chăm sóc đàn gia súc."))
    assert under(derived, "x-1") == "Công an xã"
    assert node(derived, "x-1").noi_dung == "Xử phạt xe chở quá tải."
    assert "chỉ đạo Trạm Y tế trực cấp cứu" in node(derived, "x-1-tiep").noi_dung
    assert under(derived, "x-1-tiep") != "Công an xã"


def test_a_room_issues_no_decision(office: Workspace) -> None:
    point = "Rà soát hồ sơ lấn chiếm lòng suối, ban hành quyết định buộc khôi phục hiện trạng."
    derived = derive(office, item("x", "Ủy ban nhân dân các xã", point))
    assert "suối, tham mưu UBND xã ban hành quyết định buộc" in node(derived, "x-1").noi_dung


@pytest.mark.parametrize("front", ["Hội Nông dân", "Hội Cựu chiến binh"])
def test_an_organisation_is_not_asked_to_direct_itself(front: str, office: Workspace) -> None:
    point = f"Đề nghị {front} tỉnh chỉ đạo {front} các xã vận động hội viên chằng chống nhà cửa."
    derived = derive(office, item("x", "Các nhiệm vụ khác", point))
    assert node(derived, "x-1").noi_dung.startswith(f"Đề nghị {front} xã vận động hội viên")


def test_who_helps_is_not_named_twice(office: Workspace) -> None:
    point = "Chi cục Thủy lợi chủ trì, UBND các xã, phường phối hợp xây dựng 12 trạm đo mưa."
    derived = derive(office, item("x", "Các nhiệm vụ khác", point))
    said = node(derived, "x-1")
    assert said.noi_dung == "Phối hợp với Chi cục Thủy lợi xây dựng 12 trạm đo mưa."
    assert said.can_xem  # twelve are the province's: the commune's share is asked


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("từng bản, xóm", "Các bản, xóm"),
        ("từng thôn, bản", "Các thôn, bản"),
        ("từng hộ", "Các thôn"),
    ],
)
def test_settlements_among_the_recipients_are_called_as_the_plan_above_calls_them(
    said: str, called: str, office: Workspace
) -> None:
    derived = derive(office, item("x", "Ủy ban nhân dân các xã", f"Tuyên truyền đến {said}."))
    assert called in [line.noi_dung for line in derived.plan.noi_nhan]


def test_the_field_of_whoever_gets_a_report_is_not_that_of_the_work(office: Workspace) -> None:
    point = "Trực ban 24/24 giờ và báo cáo nhanh về Ban Chỉ huy Phòng thủ dân sự tỉnh."
    derived = derive(office, item("x", "Ủy ban nhân dân các xã", point, "Chăm sóc đàn gia súc."))
    assert under(derived, "x-1") != "Ban Chỉ huy Quân sự xã"


def test_who_finds_the_money_does_not_get_all_the_work(office: Workspace) -> None:
    point = "Xây dựng kế hoạch, bố trí kinh phí; phân công người trực tại các ngầm tràn."
    alone, told = "Bố trí kinh phí mua áo phao.", "Báo cáo kết quả về Sở Y tế trong tháng 11."
    derived = derive(office, item("x", "Ủy ban nhân dân các xã", point, alone, told))
    assert under(derived, "x-2") == "Phòng Kinh tế"
    assert under(derived, "x-1") != "Phòng Kinh tế"


@pytest.mark.parametrize("by", ["qua Sở Nông nghiệp và Môi trường", "thông qua Chi cục Thủy lợi"])
def test_who_hands_a_report_on_gets_it(by: str, office: Workspace) -> None:
    point = f"Báo cáo thiệt hại về UBND tỉnh ({by}) trước ngày 25 hằng tháng."
    derived = derive(office, item("x", "Ủy ban nhân dân các xã", point))
    assert by.split("qua ")[1] in [line.noi_dung for line in derived.plan.noi_nhan]


def test_whom_the_units_tell_leads_whoever_else_is_told_first(office: Workspace) -> None:
    derived = derive(
        office,
        item(
            "t", "Thuế tỉnh", "Cung cấp số liệu doanh nghiệp thiệt hại cho Sở Tài chính hằng quý."
        ),
        item("x", "Ủy ban nhân dân các xã", "Báo cáo kết quả về Sở Y tế trước ngày 25/11/2026."),
    )
    said = [line.noi_dung for line in derived.plan.noi_nhan]
    assert "Sở Y tế" in said
    assert "Sở Tài chính" not in said
