"""What a commune, a ward and a department make of sentences: whole, of their own level, by whom.

Each paper is invented. Who leads, whose competence, which words of a level: read, not known.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.cascade.deriving.derive import Cascade, Derived
from generator.cascade.deriving.rulebook.answers import Answers
from generator.cascade.deriving.rulebook.rules import load_rules
from generator.plan.model import KeHoach, walk
from generator.plan.toml import Loaded, decode, parse
from generator.workspace.workspace import Workspace
from tests.plans_apart.office import Office

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = """\
phien_ban = 1

[van_ban]
ma = "tren-1"
loai = "{kind}"
co_quan = "ubnd-tinh-son-la"
so = 5
ngay = 2026-03-02
trich_yeu = "{title}"

[[mo_dau]]
id = "mo-dau"
vai_tro = "loi_dan"
noi_dung = "{opening}"

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"

[[muc]]
id = "phan"
tieu_de = "{part}"
"""
RIGHT = {
    "kind": "KH",
    "title": "Nâng cao chất lượng nước sinh hoạt năm 2026",
    "opening": "Ủy ban nhân dân tỉnh Sơn La ban hành Kế hoạch năm 2026 như sau:",
    "part": "TỔ CHỨC THỰC HIỆN",
}
COMMUNE, WARD = "xã Yên Châu, Sơn La", "phường Chiềng Sinh, Sơn La"
DEPARTMENT = "Sở Y tế tỉnh Sơn La"
IDS = {COMMUNE: "ubnd-xa-yen-chau", WARD: "ubnd-phuong-chieng-sinh", DEPARTMENT: "so-y-te"}


def opened(folder: Path, unit: str) -> Workspace:
    assert Office(folder, unit).knows_unit
    return Workspace(folder)


@pytest.fixture(scope="module")
def derive(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Derived]:
    made: dict[str, Workspace] = {}

    def derived(unit: str, *items: str, **words: str) -> Derived:
        office = made.get(unit) or opened(tmp_path_factory.mktemp("don-vi"), unit)
        made[unit] = office
        source, problems = parse(
            (HEAD.format(**{**RIGHT, **words}) + "".join(items)).encode(), "tren.toml"
        )
        assert source is not None, problems
        plan, problems = decode(source, KeHoach)
        assert plan is not None, problems
        rules, problems = load_rules(office.registry_dir / "quy-tac.toml")
        assert rules is not None, problems
        cascade = Cascade(
            Loaded(plan, source), office.registry, office.citations, rules,
            answers=Answers(), kinds=office.bodies,
        )  # fmt: skip
        agency = office.registry.get(IDS[unit], plan.day())
        assert agency is not None
        result, problems = cascade.derive(agency)
        assert result is not None, problems
        return result

    return derived


def item(title: str, *points: str) -> str:
    rows = "".join(
        f'\n[[muc.khoan.diem]]\nid = "d-{n}"\nnoi_dung = "{text}"\n'
        for n, text in enumerate(points, 1)
    )
    return f'\n[[muc.khoan]]\nid = "khoan"\ntieu_de = "{title}"\n{rows}'


def plain_item(text: str) -> str:
    return f'\n[[muc.khoan]]\nid = "d-1"\nnoi_dung = "{text}"\n'


def node(derived: Derived, id_: str) -> Any:
    return next((n for _loc, n in walk(derived.plan) if n.id == id_), None)


def under(derived: Derived, id_: str) -> str:
    titled = [k for part in derived.plan.muc for k in part.khoan if k.tieu_de]
    return next((k.tieu_de or "" for k in titled if any(d.id == id_ for d in k.diem)), "")


ALL = "Ủy ban nhân dân các xã, phường"


@pytest.mark.parametrize(
    ("unit", "said", "now"),
    [
        (COMMUNE, "Mỗi xã, phường có ít nhất 02 trạm cấp nước.",
         "Xã có ít nhất 02 trạm cấp nước."),
        (COMMUNE, "100% xã, phường có tổ kiểm tra lưu động.", "Xã có tổ kiểm tra lưu động."),
        (WARD, "Vận động Nhân dân trong tỉnh tiết kiệm nước.",
         "Vận động Nhân dân trong phường tiết kiệm nước."),
        (WARD, "Họp các thôn, bản, tổ dân phố trước mùa khô.",
         "Họp các tổ dân phố trước mùa khô."),
        (COMMUNE, "Họp các thôn, bản, tổ dân phố trước mùa khô.",
         "Họp các thôn, bản, tổ dân phố trước mùa khô."),
        (WARD, "UBND xã Mường Giôn và UBND phường Chiềng Sinh thống nhất lịch lấy nước.",
         "UBND phường phối hợp với UBND xã Mường Giôn thống nhất lịch lấy nước."),
        (DEPARTMENT, "Công an tỉnh, Chi cục Thủy lợi (thuộc Sở Nông nghiệp và Môi trường) và Thuế"
         " tỉnh phối hợp với Sở Y tế kiểm tra nước.", "Chủ trì, phối hợp với Công an tỉnh, Chi cục"
         " Thủy lợi, Thuế tỉnh kiểm tra nước."),
        (DEPARTMENT, "Tuyến tỉnh: Sở Y tế, Sở Công Thương lập đoàn kiểm tra nước.",
         "Tuyến tỉnh: Sở Y tế phối hợp với Sở Công Thương lập đoàn kiểm tra nước."),
    ],
)  # fmt: skip
def test_a_sentence_is_said_whole_in_the_words_of_the_unit(
    unit: str, said: str, now: str, derive: Callable[..., Derived]
) -> None:
    made = node(derive(unit, plain_item(said), part="NỘI DUNG"), "d-1")
    assert made.noi_dung == now
    assert made.can_xem is None


@pytest.mark.parametrize(
    ("point", "where", "now"),
    [
        ("Xử lý nghiêm cán bộ, công chức thiếu trách nhiệm.", "Phòng",
         "Tham mưu UBND xã xử lý nghiêm cán bộ, công chức thiếu trách nhiệm."),
        ("Kiểm điểm, xử lý trách nhiệm cá nhân có liên quan.", "Phòng",
         "Tham mưu UBND xã kiểm điểm, xử lý trách nhiệm cá nhân có liên quan."),
        ("Chỉ đạo Công an xã xử lý hành vi phá đường ống.", "Công an xã",
         "Xử lý hành vi phá đường ống."),
        ("Bảo đảm an ninh trật tự; bố trí kinh phí từ ngân sách xã.", "Phòng",
         "Bảo đảm an ninh trật tự; tham mưu UBND xã bố trí kinh phí từ ngân sách xã."),
        ("Hoàn thành phương án chữa cháy, phê duyệt trước ngày 25/4/2026.", "Phòng",
         "Hoàn thành phương án chữa cháy, tham mưu UBND xã phê duyệt trước ngày 25/4/2026."),
        ("Bố trí từ ngân sách xã tối thiểu 50 triệu đồng/năm.", "Phòng",
         "Tham mưu UBND xã bố trí từ ngân sách xã tối thiểu 50 triệu đồng/năm."),
        ("Ký cam kết với 100% hộ. Chủ tịch UBND xã chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
         "Phòng", "Ký cam kết với 100% hộ."),
        ("Giao Phòng Kinh tế làm đầu mối, Công an xã, phường phối hợp.", "Phòng",
         "Tham mưu UBND xã giao Phòng Kinh tế làm đầu mối, Công an xã phối hợp."),
    ],
)  # fmt: skip
def test_a_room_advises_what_the_committee_decides(
    point: str, where: str, now: str, derive: Callable[..., Derived]
) -> None:
    made = derive(COMMUNE, item(ALL, "Kiểm tra hồ chứa, đê điều.", point))
    assert where.lower() in under(made, "d-2").lower()
    assert node(made, "d-2").noi_dung == now


@pytest.mark.parametrize(
    ("unit", "part", "text"),
    [
        (COMMUNE, "MỤC TIÊU", "Toàn tỉnh lắp 12.000 đồng hồ nước."),
        (COMMUNE, "KINH PHÍ", "Tổng kinh phí thực hiện là 7.250 triệu đồng."),
        (DEPARTMENT, "MỤC TIÊU", "100% sở, ngành, xã, phường dùng nước đạt chuẩn."),
        (COMMUNE, "MỤC TIÊU", "100% trường trung học phổ thông có phòng tư vấn."),
        (COMMUNE, "MỤC TIÊU", "100% khu công nghiệp có trạm xử lý nước thải."),
        (COMMUNE, "NỘI DUNG", "Cấp giấy phép môi trường cho các trạm bơm."),
        (
            COMMUNE,
            "NỘI DUNG",
            "Cấp, cấp lại, thu hồi giấy chứng nhận cơ sở ương giống.",
        ),
        (COMMUNE, "NỘI DUNG", "Cấp chứng chỉ hành nghề lưu trữ."),
        (COMMUNE, "NỘI DUNG", "Nghiên cứu thí điểm mô hình trạm nước tự quản."),
        (COMMUNE, "NỘI DUNG", "Giao trạm cấp nước cho hợp tác xã quản lý."),
        (COMMUNE, "NỘI DUNG", "Triển khai Tuần lễ nước sạch từ tỉnh đến cơ sở."),
        (WARD, "NỘI DUNG", "Các thôn tự đóng góp ngày công."),
    ],
)
def test_what_only_a_person_knows_is_asked_in_the_words_of_the_plan_above(
    unit: str, part: str, text: str, derive: Callable[..., Derived]
) -> None:
    made = node(derive(unit, plain_item(text), part=part), "d-1")
    assert made.noi_dung == text
    assert made.can_xem


@pytest.mark.parametrize(
    "point",
    [
        "Ban hành kế hoạch của địa phương chậm nhất ngày 10/4/2026.",
        "Xây dựng kế hoạch và tổ chức triển khai thực hiện trước ngày 10/4/2026.",
    ],
)
def test_the_order_to_issue_this_very_plan_is_asked_about(
    point: str, derive: Callable[..., Derived]
) -> None:
    made = derive(COMMUNE, item(ALL, "Kiểm tra hồ chứa, đê điều.", point))
    assert "chính là kế hoạch này" in node(made, "d-2").can_xem
    assert node(made, "bao-cao-noi-bo") is None


def test_what_all_departments_send_to_this_one_is_the_others(
    derive: Callable[..., Derived],
) -> None:
    heading = "Các sở, ban, ngành và UBND các xã, phường"
    sends = "Gửi kết quả về Sở Y tế trước ngày 10/12 hằng năm."
    helps = "Phối hợp thực hiện; cử lãnh đạo cấp phòng tham gia Tổ; gửi báo cáo về Sở Y tế."
    assert node(derive(DEPARTMENT, item(heading, sends)), "d-1") is None
    assert node(derive(DEPARTMENT, item(heading, helps)), "d-1") is None
    does = "Lồng ghép vào chương trình công tác năm; gửi báo cáo về Sở Y tế trước 10/12/2026."
    made = node(derive(DEPARTMENT, item(heading, does)), "d-1")
    assert (made.noi_dung, made.can_xem) == ("Lồng ghép vào chương trình công tác năm.", None)


def test_whoever_gets_the_reports_gets_the_plan(derive: Callable[..., Derived]) -> None:
    first = "Gửi báo cáo tháng về Sở Y tế trước ngày 25 hằng tháng."
    second = "Báo cáo Công an tỉnh trước ngày 05/6/2026."
    made = derive(COMMUNE, item(ALL, first, second))
    listed = [line.noi_dung for line in made.plan.noi_nhan]
    assert {"Sở Y tế", "Công an tỉnh"} <= set(listed)


def test_a_report_behind_a_semicolon_has_its_date_inside(derive: Callable[..., Derived]) -> None:
    point = (
        "Chủ tịch UBND các xã, phường chịu trách nhiệm trước UBND tỉnh về chất lượng nước;"
        " báo cáo kết quả trước ngày 25 hằng tháng về Sở Y tế."
    )
    inside = node(derive(COMMUNE, plain_item(point)), "bao-cao-noi-bo")
    assert "trước ngày 18 hằng tháng" in inside.noi_dung


@pytest.mark.parametrize(
    ("unit", "text", "day"),
    [
        (COMMUNE, "UBND cấp xã báo cáo kết quả trước ngày 20 của tháng cuối quý về Sở Y tế.",
         "định kỳ hằng quý trước ngày 13 của tháng cuối quý"),
        (COMMUNE, "UBND cấp xã báo cáo hằng quý trước ngày 15 của tháng cuối quý, gửi Sở Y tế.",
         "hằng quý trước ngày 08 của tháng cuối quý"),
        (COMMUNE, "UBND cấp xã báo cáo kết quả trước ngày 05/12/2026 (qua Sở Y tế).", "30/11/2026"),
        (COMMUNE, "UBND cấp xã báo cáo kết quả trước ngày 05 hằng tháng về Sở Y tế.",
         "hằng tháng, trước ngày 26 của tháng liền trước"),
        (COMMUNE, "UBND cấp xã báo cáo quý trước ngày 03 của tháng đầu quý sau về Sở Y tế.",
         "định kỳ hằng quý trước ngày 24 của tháng cuối quý"),
        (COMMUNE, "UBND cấp xã định kỳ 6 tháng (trước 10/6), năm (trước 05/12) báo cáo Sở Y tế.",
         "trước ngày 03/6/2026; trước ngày 30/11/2026"),
        (DEPARTMENT, "Sở Y tế tổng hợp, báo cáo UBND tỉnh trước ngày 20/12/2026.", "14/12/2026"),
    ],
)  # fmt: skip
def test_a_report_upward_has_its_day_inside(
    unit: str, text: str, day: str, derive: Callable[..., Derived]
) -> None:
    assert day in node(derive(unit, plain_item(text)), "bao-cao-noi-bo").noi_dung


def test_a_single_agreement_with_a_date_makes_no_report_inside(
    derive: Callable[..., Derived],
) -> None:
    text = "UBND cấp xã thống nhất lịch lấy nước, báo cáo UBND tỉnh trước ngày 10/4/2026."
    assert node(derive(COMMUNE, plain_item(text)), "bao-cao-noi-bo") is None


def test_a_directive_becomes_a_plan_that_speaks_of_itself(derive: Callable[..., Derived]) -> None:
    text = "UBND các xã, phường báo cáo việc thực hiện Chỉ thị này về Sở Y tế trước ngày 05/9/2026."
    made = derive(
        COMMUNE, plain_item(text), kind="CT", opening="Chủ tịch UBND tỉnh yêu cầu:"
    )  # fmt: skip
    assert "Kế hoạch này" in node(made, "d-1").noi_dung


def test_the_opening_and_the_title_name_the_area_of_the_unit(
    derive: Callable[..., Derived],
) -> None:
    words = "Ủy ban nhân dân tỉnh ban hành Kế hoạch cấp nước trên địa bàn tỉnh năm 2026 như sau:"
    made = derive(COMMUNE, plain_item("Tổ chức họp dân."), opening=words)
    opening = made.plan.mo_dau[-1].noi_dung
    assert "trên địa bàn xã năm 2026" in opening
    assert "tỉnh năm" not in opening


def test_praise_and_counts_of_the_superior_are_left_out_with_the_true_reason(
    derive: Callable[..., Derived],
) -> None:
    text = "Đánh giá cao Sở Y tế; còn 12 xã, phường chưa có tổ kiểm tra."
    made = derive(COMMUNE, plain_item(text), plain_item("Họp dân.").replace("d-1", "d-2"))
    assert node(made, "d-1") is None
    assert dict(made.dropped)["d-1"] == "may-tinh-hinh-tren"


def test_a_table_keeps_the_row_of_the_unit_below_a_sum_of_the_superior(
    derive: Callable[..., Derived],
) -> None:
    table = """
[[muc.khoan.bang]]
cot = ["STT", "Địa phương", "Kinh phí (triệu đồng)"]
hang = [["1", "Xã Yên Châu", "120"], ["2", "Xã Mường Giôn", "90"]]
"""
    text = "Tổng kinh phí là 6,2 tỷ đồng, phân bổ như sau:"
    made = node(derive(COMMUNE, plain_item(text) + table, part="KINH PHÍ"), "d-1")
    assert "6,2 tỷ" not in made.noi_dung  # its share is said in words of its own
    assert ["Xã Yên Châu" in str(row) for row in made.bang[0].hang] == [True]


@pytest.mark.parametrize(
    ("title", "becomes"),
    [
        ("Thanh tra, kiểm tra", "Kiểm tra"),
        ("Thanh tra, giám sát chất lượng nước", "Thanh tra, giám sát chất lượng nước"),
    ],
)
def test_a_heading_of_work_is_no_body(
    title: str, becomes: str, derive: Callable[..., Derived]
) -> None:
    made = derive(COMMUNE, item(title, "Tăng cường kiểm tra liên ngành."), part="NỘI DUNG")
    assert node(made, "khoan").tieu_de == becomes


@pytest.mark.parametrize(
    ("point", "now"),
    [
        ("Lựa chọn, công nhận tổ viên tổ nước sạch.",
         "Tham mưu UBND xã lựa chọn, công nhận tổ viên tổ nước sạch."),
        ("Thành lập tổ kiểm tra do Phó Chủ tịch Ủy ban nhân dân làm Tổ trưởng.",
         "Tham mưu UBND xã thành lập tổ kiểm tra do Phó Chủ tịch Ủy ban nhân dân làm Tổ trưởng."),
    ],
)  # fmt: skip
def test_who_heads_a_team_is_not_who_acts(
    point: str, now: str, derive: Callable[..., Derived]
) -> None:
    made = derive(COMMUNE, item(ALL, "Kiểm tra hồ chứa, đê điều.", point))
    assert node(made, "d-2").noi_dung == now


def test_the_press_of_the_province_is_not_ordered_by_a_commune(
    derive: Callable[..., Derived],
) -> None:
    text = "Báo và Phát thanh, Truyền hình tỉnh, hệ thống truyền thanh cấp xã tăng giờ phát sóng."
    made = node(derive(COMMUNE, plain_item(text)), "d-1")
    assert made is None or made.can_xem


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("Cấp máy phun cho các xã, phường, mỗi đơn vị 02 máy.",
         "Tiếp nhận máy phun do Sở Y tế cấp (02 máy)."),
        ("Gửi 5.000 tờ rơi về các xã; biên soạn bản tin.", "Tiếp nhận các tờ rơi do Sở Y tế gửi."),
    ],
)  # fmt: skip
def test_what_communes_are_given_is_taken_over_if_a_person_keeps_it(
    point: str, said: str, derive: Callable[..., Derived]
) -> None:
    made = node(derive(COMMUNE, item("Sở Y tế", point)), "d-1")
    assert made.noi_dung == said
    assert "giữ phần của xã hoặc bỏ" in made.can_xem


@pytest.mark.parametrize(
    ("lead", "stays"),
    [
        ("Thực hiện: Sở Công Thương.", False),
        ("Giao: Chi cục Thủy lợi.", False),
        ("Trách nhiệm: Ủy ban nhân dân các xã, phường.", True),
    ],
)
def test_a_line_below_says_whose_the_work_above_it_is(
    lead: str, stays: bool, derive: Callable[..., Derived]
) -> None:
    lines = (lead, "Hoàn thành: trước ngày 31/5/2026.")
    below = "".join(
        f'\n[[muc.khoan.diem.diem]]\nid = "l-{n}"\nnoi_dung = "{line}"\n'
        for n, line in enumerate(lines)
    )
    made = derive(COMMUNE, item("Cấp nước", "Lập danh mục trạm cấp nước đạt chuẩn.") + below)
    assert [node(made, one) is not None for one in ("d-1", "l-0", "l-1")] == [stays] * 3


def test_a_class_ends_where_the_work_begins_and_not_within_its_measure(
    derive: Callable[..., Derived],
) -> None:
    text = "Mỗi xã có vùng trồng chè tập trung từ 50 ha trở lên lập ít nhất 02 hồ sơ."
    made = node(derive(COMMUNE, plain_item(text)), "d-1")
    assert made.noi_dung == "Lập ít nhất 02 hồ sơ."
    assert "“có vùng trồng chè tập trung từ 50 ha trở lên”" in made.can_xem


def test_a_department_gives_its_own_bodies_what_it_is_told_to_have_them_do(
    derive: Callable[..., Derived],
) -> None:
    text = "Giao Sở Y tế chỉ đạo Bệnh viện Đa khoa tỉnh lập lịch khám lưu động."
    made = node(derive(DEPARTMENT, plain_item(text)), "d-1")
    assert made.noi_dung == "Giao Bệnh viện Đa khoa tỉnh lập lịch khám lưu động."


def test_a_report_on_a_notice_names_it_and_its_order_to_all_is_the_units_own(
    derive: Callable[..., Derived],
) -> None:
    last = "UBND tỉnh yêu cầu các đơn vị triển khai thực hiện./."
    end = f'\n[[ket_thuc]]\nid = "het"\nnoi_dung = "{last}"\n'
    text = "UBND các xã báo cáo kết quả thực hiện Thông báo này về Sở Y tế trước ngày 05/9/2026."
    made = derive(COMMUNE, plain_item(text) + end, kind="Thông báo")
    assert "kết quả thực hiện {cap_tren:ngay} về Sở Y tế" in node(made, "d-1").noi_dung
    assert node(made, "het").noi_dung.startswith("Ủy ban nhân dân xã yêu cầu các phòng")


def test_in_a_letter_the_units_police_do_what_they_are_told_alone(
    derive: Callable[..., Derived],
) -> None:
    text = "Tổng kiểm tra nhà trọ; chỉ đạo Công an cấp xã lập danh sách nhà trọ."
    point = f'\n[[muc.khoan]]\nid = "y"\ndanh_so = false\n[[muc.khoan.diem]]\nid = "d-1"\n\
noi_dung = "{text}"\n'
    made = derive(COMMUNE, point, kind="Công văn", part="Công an tỉnh")
    assert node(made, "d-1").noi_dung == "Lập danh sách nhà trọ."


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Đối với các xã vùng cao: dự trữ thức ăn cho trâu, bò trước mùa rét.", "“vùng cao”"),
        ("Các sở, ngành khác phối hợp thực hiện theo chức năng.", "các sở, ngành"),
        ("Các cơ quan, đơn vị, địa phương gửi kết quả trước ngày 05/12/2026.", "địa phương"),
        ("Phát dọn hành lang trên toàn tuyến kênh chính.", "“trên toàn tuyến”"),
    ],
)
def test_what_narrows_or_widens_who_is_meant_is_asked(
    text: str, asked: str, derive: Callable[..., Derived]
) -> None:
    assert asked in str(node(derive(COMMUNE, plain_item(text)), "d-1").can_xem)


def test_a_condition_that_was_cut_out_of_a_sentence_is_asked(
    derive: Callable[..., Derived],
) -> None:
    text = item("Ủy ban nhân dân các xã, phường", "Lập tổ tuần tra ở các xã có điều kiện.")
    made = derive(COMMUNE, text)
    said = [n for _loc, n in walk(made.plan) if "tổ tuần tra" in str(getattr(n, "noi_dung", ""))]
    assert said
    assert all("điều kiện" in f"{n.noi_dung} {n.can_xem}" for n in said)


def test_a_plan_called_by_its_own_subject_is_this_very_plan(
    derive: Callable[..., Derived],
) -> None:
    order = (
        "Ban hành kế hoạch phòng trừ sâu bệnh năm 2026 của địa phương, gửi trước ngày 10/3/2026."
    )
    made = derive(COMMUNE, item("Ủy ban nhân dân các xã, phường", order))
    said = [n for _loc, n in walk(made.plan) if "sâu bệnh" in str(getattr(n, "noi_dung", ""))]
    assert said
    assert all("chính là kế hoạch này" in str(n.can_xem) for n in said)


def test_money_of_all_levels_is_the_units_too(derive: Callable[..., Derived]) -> None:
    text = "Sử dụng dự phòng ngân sách các cấp và hỗ trợ của ngân sách trung ương."
    made = node(derive(COMMUNE, plain_item(text), part="KINH PHÍ"), "d-1")
    assert "các cấp" in made.noi_dung
    assert made.can_xem


def test_what_each_addressed_office_does_as_a_whole_is_advised_to_the_committee(
    derive: Callable[..., Derived],
) -> None:
    point = "Mỗi cơ quan, đơn vị cử một cán bộ theo dõi chất lượng nước."
    made = derive(COMMUNE, item(ALL, "Kiểm tra hồ chứa, đê điều.", point))
    assert node(made, "d-2").noi_dung == (
        "Tham mưu UBND xã cử một cán bộ theo dõi chất lượng nước."
    )


CHAIRS = "Giám đốc các sở; Chủ tịch Ủy ban nhân dân các xã, phường"


@pytest.mark.parametrize("point", [
    "Thay thế ngay công chức để Nhân dân đi lại nhiều lần.",
    "Kịp thời khen thưởng tập thể, cá nhân giữ sạch nguồn nước.",
    "Xem xét kỷ luật người đứng đầu nơi để nước ô nhiễm.",
    "Tổ chức đối thoại với các hộ chưa nối nước.",
])  # fmt: skip
def test_what_the_chairmen_are_told_about_officials_and_people_is_the_chairman_s(
    point: str, derive: Callable[..., Derived]
) -> None:
    made = derive(COMMUNE, item(CHAIRS, "Kiểm tra hồ chứa, đê điều.", point))
    assert under(made, "d-2") == "Chủ tịch UBND xã"
    assert node(made, "d-2").noi_dung == point


def test_of_two_actors_with_a_day_each_only_the_unit_s_part_stays(
    derive: Callable[..., Derived],
) -> None:
    said = (
        "Ủy ban nhân dân các xã, phường gửi số liệu trước ngày 05/6/2026, Sở Y tế trình Ủy ban "
        "nhân dân tỉnh trước ngày 15/6/2026."
    )
    made = node(derive(COMMUNE, plain_item(said), part="NỘI DUNG"), "d-1")
    assert made.noi_dung == "Gửi số liệu trước ngày 05/6/2026."


def test_a_title_over_what_a_directive_says_of_itself_falls_with_it(
    derive: Callable[..., Derived],
) -> None:
    closing = (
        '\n[[muc]]\nid = "cuoi"\ntieu_de = "HIỆU LỰC THI HÀNH"\n'
        '[[muc.khoan]]\nid = "hl"\nnoi_dung = "Chỉ thị này có hiệu lực kể từ ngày ký."\n'
        '[[muc.khoan]]\nid = "nhan"\n'
        'noi_dung = "Nhận được Chỉ thị này, các địa phương nghiêm túc thực hiện./."\n'
    )
    made = derive(COMMUNE, item(ALL, "Kiểm tra hồ chứa, đê điều."), closing, kind="CT")
    assert "HIỆU LỰC" not in made.text
    assert made.text.count("nghiêm túc triển khai thực hiện Kế hoạch này") == 1


def test_investors_are_a_body_and_no_condition(derive: Callable[..., Derived]) -> None:
    said = "Chủ đầu tư các công trình nước bàn giao hồ sơ hoàn công."
    made = node(derive(COMMUNE, plain_item(said)), "d-1")
    assert "thuộc diện này" not in made.can_xem
    assert "chủ đầu tư" in made.can_xem


def test_where_a_paper_is_shown_does_not_choose_the_room(derive: Callable[..., Derived]) -> None:
    points = (
        "Xác nhận nguồn gốc đất của từng hộ.",
        "Niêm yết danh sách thu hồi đất tại nhà văn hóa bản.",
    )
    made = derive(COMMUNE, item(ALL, *points), title="Thu hồi đất làm hồ chứa năm 2026")
    assert "Văn hóa" not in under(made, "d-2")


def test_two_items_for_one_room_are_one_though_one_has_a_condition(
    derive: Callable[..., Derived],
) -> None:
    first = item(ALL, "Kiểm tra hồ chứa.").replace("d-1", "a-1").replace('khoan"', 'mot"')
    some = "Ủy ban nhân dân các xã có hồ chứa nước"
    second = item(some, "Cắm mốc quanh hồ.", "Đo mực nước mỗi tuần.").replace("d-", "b-")
    made = derive(COMMUNE, first, second)
    titles = [k.tieu_de for part in made.plan.muc for k in part.khoan if k.tieu_de]
    assert len(titles) == len(set(titles))
    assert node(made, "a-1").can_xem is None
    assert ["có hồ" in (node(made, id_).can_xem or "") for id_ in ("b-1", "b-2")] == [True, True]


def test_the_plan_above_is_the_last_basis_also_behind_one_in_the_opening_words(
    derive: Callable[..., Derived],
) -> None:
    law = "Căn cứ Luật Tài nguyên nước ngày 27 tháng 11 năm 2023;"
    party = "Thực hiện Nghị quyết số 12-NQ/TU ngày 05 tháng 01 năm 2026 của Tỉnh ủy về nước sạch;"
    lines = f'\n[[can_cu]]\nid = "c-1"\nnoi_dung = "{law}"\n'
    made = derive(
        COMMUNE, plain_item("UBND các xã khơi thông cống."), lines,
        title=f'{RIGHT["title"]}"\n\n[[mo_dau]]\nid = "m-1"\nnoi_dung = "{party}',
    )  # fmt: skip
    said = [one.noi_dung for one in (*made.plan.can_cu, *made.plan.mo_dau)]
    assert said[:3] == [law, party, "Thực hiện {cap_tren}."]
