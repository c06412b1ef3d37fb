"""What `check` says of a plan beside the one above it, and of sentences that nobody could sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.cascade.sense.across import check_levels
from generator.cascade.sense.own_sense import check_words
from generator.plan.model import KeHoach
from generator.plan.toml import Loaded, decode, parse
from generator.workspace.workspace import Workspace
from tests.derived_plan import HEAD, OPENING, item, office
from tests.plans_apart.office import Office
from tests.test_own_laws import PLAN, RIGHT

if TYPE_CHECKING:
    from pathlib import Path

    from generator.diagnostics import Diagnostic

__all__ = ["office"]

HERE = (
    HEAD.replace('ma = "kh-1"', 'ma = "kh-2"\ncap_tren = "kh-1"').replace(
        "ubnd-tinh-son-la", "ubnd-xa-yen-chau"
    )
    + 'nguon = {{ ke_hoach = "kh-1", nut = "to-chuc", ma_bam = "0" }}\n'
)
NEW = {"LC709", "LC710", "LC715", "LC718", "LC721", "LC727", "LC728", "LC732", "LC735", "LC738",
       "LC739", "LC741", "LC742", "LC743", "LC744"}  # fmt: skip


def loaded(text: str) -> Loaded:
    source, problems = parse(text.encode(), "kh.toml")
    assert source is not None, problems
    plan, problems = decode(source, KeHoach)
    assert plan is not None, problems
    return Loaded(plan, source)


def from_above(said: str, origins: dict[str, str]) -> str:
    """An item whose points come from nodes of the plan above: words → id; "" for none."""
    points = "".join(
        f'\n[[muc.khoan.diem]]\nid = "d-{n}"\nnoi_dung = "{words}"\n'
        + (f'nguon = {{ ke_hoach = "kh-1", nut = "{node}", ma_bam = "0" }}\n' if node else "")
        for n, (words, node) in enumerate(origins.items(), 1)
    )
    origin = 'nguon = { ke_hoach = "kh-1", nut = "x", ma_bam = "0" }'
    return f'\n[[muc.khoan]]\nid = "k"\ntieu_de = "{said}"\n{origin}\n{points}'


def beside(office: Workspace, above: str, below: str) -> list[Diagnostic]:
    upper = loaded(HEAD.format(opening=OPENING) + above)
    plan = loaded(HERE.format(opening="Ủy ban nhân dân xã ban hành Kế hoạch như sau:") + below)
    found = check_levels(plan, upper, office.registry, office.citations)
    return [one for one in found if one.code in NEW]


# ------------------------------------------------------------------ what is in no sentence here


LOST = {
    "a body of the unit's own": (
        ("Trang thông tin điện tử, loa của xã phát lại chuyên mục ít nhất 02 lần/tuần.",),
        "Sở Y tế",
    ),
    "one that bears its name": (
        ("Ban quản lý chợ Yên Châu sắp xếp lại quầy hàng.",),
        "Nhiệm vụ, giải pháp",
    ),
    "the dates of a campaign": (
        ("Tỉnh phát động 02 đợt: đợt 1 từ ngày 15/4 đến 30/4, đợt 2 từ ngày 15/9 đến 30/9/2026.",),
        "Nhiệm vụ, giải pháp",
    ),
    "a body that a superior directs": (
        ("Công an tỉnh chỉ đạo Công an các xã kiểm tra bến đò trước ngày 30/6/2026.",),
        "Công an",
    ),
    "what it does in a case": (
        ("Công ty thoát nước nạo vét kênh; công ty không làm thì các xã báo Sở Xây dựng.",),
        "Khác",
    ),
    "its head, without a level": (
        ("Đồng chí Chủ tịch UBND trực tiếp làm Trưởng ban.",),
        "Ủy ban nhân dân các xã",
    ),
    "what it is urged to do by a day": (
        ("Sở Y tế đôn đốc UBND các xã cập nhật phần mềm trước ngày 25 hằng tháng.",),
        "Khác",
    ),
    "the authorities of the place": (
        ("Các lực lượng chức năng và chính quyền địa phương tháo dỡ bẫy chim.",),
        "Khác",
    ),
    "a target beside others": (
        ("Đến hết năm 2028: 90% chợ, bến xe có nhà vệ sinh đạt chuẩn.",),
        "Mục tiêu",
    ),
    "whom a policy serves": (
        ("Doanh nghiệp vi phạm bị công khai trên cổng thông tin.",),
        "Nhiệm vụ, giải pháp",
    ),
}


@pytest.mark.parametrize("name", LOST)
def test_what_is_nobody_elses_and_stands_nowhere_is_told(name: str, office: Workspace) -> None:
    points, title = LOST[name]
    above = item("x", title, "Lập danh sách hộ vùng trũng.", *points)
    below = from_above(title, {"Lập danh sách hộ vùng trũng.": "x-1"})
    assert {one.code for one in beside(office, above, below)} == {"LC739"}


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("Thành lập Tổ công tác. Tổ công tác họp ngày 10 hằng tháng.", "Thành lập Tổ công tác."),
        ("Sở Xây dựng và UBND các xã rà soát nhà yếu, lập danh sách trong tháng 4 năm 2026.",
         "Phối hợp với Sở Xây dựng rà soát nhà yếu, lập danh sách."),
        ("Sở Xây dựng, UBND các xã kiểm tra nhà yếu; cơ quan nào thấy nguy hiểm phải cắm biển.",
         "Phối hợp với Sở Xây dựng kiểm tra nhà yếu."),
    ],
)  # fmt: skip
def test_the_rest_of_a_sentence_is_told_at_the_sentence(
    said: str, own: str, office: Workspace
) -> None:
    (told,) = beside(office, item("x", "Nhiệm vụ", said), from_above("Nhiệm vụ", {own: "x-1"}))
    assert (told.code, told.severity.name) == ("LC739", "WARNING")
    assert told.span is not None
    assert told.span.line > 1


@pytest.mark.parametrize(
    "point",
    [
        "Sở Tài chính thẩm định dự toán trước ngày 30/6/2026.",
        "Sở Y tế in tài liệu, gửi các xã, phường trước ngày 31/3/2026.",
        "Các xã còn lại tự chọn ngày nhưng không quá 20/4/2026.",
        "Xã có hồ chứa: Mường La, Mộc Châu trực gác từ ngày 01/6/2026.",
        "Năm 2025, toàn tỉnh xảy ra 12 vụ sạt lở, thiệt hại 30 tỷ đồng.",
        "Ngân sách tỉnh bố trí 19 tỷ đồng mua vật tư.",
        "Công an tỉnh điều tra; hằng quý công bố danh sách.",
        "Đánh giá cao nỗ lực của lực lượng Công an và chính quyền cơ sở.",
        "Đối với phường: kiểm tra hàng quán lấn chiếm vỉa hè trước ngày 15/6/2026.",
        "Trung tâm Khuyến nông tỉnh dựng 02 vườn ươm tại xã Yên Châu.",
    ],
)
def test_what_is_anothers_by_its_words_is_not_missed(point: str, office: Workspace) -> None:
    own = {"Lập danh sách hộ vùng trũng.": "x-1"}
    above = item("x", "Nhiệm vụ", "Lập danh sách hộ vùng trũng.", point)
    assert beside(office, above, from_above("Nhiệm vụ", own)) == []


def test_a_node_that_a_person_looks_at_and_one_left_out_with_a_reason_are_not_told(
    office: Workspace,
) -> None:
    said = "Thành lập Tổ công tác. Tổ công tác họp ngày 10 hằng tháng."
    below = from_above("Nhiệm vụ", {"Thành lập Tổ công tác.": "x-1"})
    asked = below.replace("noi_dung", 'can_xem = "Xem lại"\nnoi_dung')
    assert beside(office, item("x", "Nhiệm vụ", said), asked) == []


# ------------------------------------------------------------------ what is another's above


@pytest.mark.parametrize(
    ("title", "said", "own"),
    [
        ("Công an tỉnh", "Chỉ đạo Công an các xã kiểm tra bến đò; cấp giấy phép vào biên giới.",
         "Công an xã kiểm tra bến đò; cấp giấy phép vào biên giới."),
        ("Đề nghị Hội Nông dân tỉnh", "Vận động hội viên dùng phao cứu sinh.",
         "Vận động hội viên dùng phao cứu sinh."),
        ("Nhiệm vụ", "Công an tỉnh và UBND các xã tuần tra, xử lý lồng bè ngoài quy hoạch.",
         "Tuần tra, xử lý lồng bè ngoài quy hoạch."),
    ],
)  # fmt: skip
def test_anothers_work_that_stands_as_the_units_own_is_told(
    title: str, said: str, own: str, office: Workspace
) -> None:
    (told,) = beside(office, item("x", title, said), from_above("Nhiệm vụ", {own: "x-1"}))
    assert told.code == "LC741"


@pytest.mark.parametrize(
    ("title", "said", "own"),
    [
        ("Công an tỉnh", "Chỉ đạo Công an các xã kiểm tra bến đò; lập biên bản vi phạm.",
         "Công an xã kiểm tra bến đò; lập biên bản vi phạm."),
        ("Đề nghị Hội Nông dân tỉnh", "Vận động hội viên dùng phao cứu sinh.",
         "Đề nghị Hội Nông dân xã vận động hội viên dùng phao cứu sinh."),
        ("Nhiệm vụ", "Công an tỉnh và UBND các xã tuần tra, xử lý lồng bè ngoài quy hoạch.",
         "Phối hợp với Công an tỉnh tuần tra, xử lý lồng bè ngoài quy hoạch."),
    ],
)  # fmt: skip
def test_work_whose_doer_is_said_is_left_alone(
    title: str, said: str, own: str, office: Workspace
) -> None:
    assert beside(office, item("x", title, said), from_above("Nhiệm vụ", {own: "x-1"})) == []


# ------------------------------------------------------------------ word by word


ABOVE = (
    "Công an xã và Trạm Y tế xã rà soát 120 hộ vùng trũng, không để sót hộ nghèo, gửi Sở Y tế"
    " trước ngày 15/6/2026."
)


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("120 hộ", "240 hộ", ("LC744", "120 hộ")),
        ("ngày 15/6/2026", "ngày 20/7/2026", ("LC744", "20/7/2026")),
        ("Sở Y tế", "Sở Xây dựng", ("LC744", "Sở Xây dựng")),
        ("hộ nghèo", "hộ nghèo, lắp camera giám sát", ("LC744", "lắp camera giám sát")),
        ("không để sót", "để sót", ("LC739", "không")),
        (" và Trạm Y tế xã", "", ("LC739", "Trạm Y tế")),
        (" vùng trũng", "", ("LC739", "vùng trũng")),
    ],
)
def test_a_sentence_says_what_the_one_above_says(
    was: str, now: str, told: tuple[str, str], office: Workspace
) -> None:
    own = ABOVE.replace(was, now)
    found = beside(office, item("x", "Nhiệm vụ", ABOVE), from_above("Nhiệm vụ", {own: "x-1"}))
    assert [(one.code, told[1] in one.message) for one in found] == [(told[0], True)]


@pytest.mark.parametrize(
    ("said", "own", "told"),
    [
        ("Công an tỉnh chỉ đạo Công an cấp xã kiểm tra loa; có phản ánh thì xác minh trong 24 giờ.",
         "Phối hợp với Công an tỉnh kiểm tra loa.", ["LC739", "LC739"]),
        ("Công an tỉnh, Chi cục Quản lý thị trường (Sở Công Thương) và Thuế tỉnh phối hợp với UBND"
         " các xã kiểm tra cột đo.", "Phối hợp với Công an tỉnh kiểm tra cột đo.", ["LC739"]),
        ("Công ty Môi trường rửa nhà vệ sinh; Ban quản lý chợ rửa sạp; nơi còn lại do UBND xã rửa.",
         "Nơi còn lại, ngoài nhà vệ sinh do Công ty Môi trường rửa, do UBND xã rửa.", ["LC739"]),
        ("UBND các xã kiện toàn Ban Chỉ đạo. Trưởng ban là lãnh đạo UBND cấp xã; họp hằng quý.",
         "Kiện toàn Ban Chỉ đạo. Họp hằng quý.", ["LC739"]),
        ("UBND các xã in biển. Cơ sở được hỗ trợ 500.000 đồng, chi từ ngân sách xã.",
         "In biển.", ["LC739"]),
        ("Hội Chữ thập đỏ tỉnh giúp Ban Chỉ đạo tỉnh điều phối chung.",
         "Đề nghị Hội Chữ thập đỏ xã giúp Ban Chỉ đạo tỉnh điều phối chung.", ["LC741"]),
    ],
)  # fmt: skip
def test_the_unit_keeps_its_part_of_a_sentence_of_many(
    said: str, own: str, told: list[str], office: Workspace
) -> None:
    found = beside(office, item("x", "Nhiệm vụ", said), from_above("Nhiệm vụ", {own: "x-1"}))
    assert [one.code for one in found] == told


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("Ủy ban nhân dân các xã, phường rà soát 120 hộ vùng trũng trước ngày 15/6/2026.",
         "UBND xã rà soát 120 hộ vùng trũng trước ngày 15/6/2026."),
        ("Sở Y tế mở 04 lớp tập huấn. Mỗi xã cử 02 người dự lớp tập huấn.",
         "Cử 02 người dự các lớp tập huấn do Sở Y tế mở."),
        ("Trồng 500 ha rừng, trong đó xã Yên Châu 40 ha, xã Mộc Châu 60 ha.",
         "Trồng 40 ha rừng."),
        ("Trồng 90 ha rừng, gồm Mộc Châu 30 ha, Sông Mã 20 ha, Yên Châu 40 ha.",
         "Trồng 40 ha rừng."),
        ("Đến ngày 30/6/2026 trồng xong rừng; riêng xã Yên Châu xong trước ngày 15/5/2026.",
         "Trước ngày 15/5/2026 trồng xong rừng."),
        ("Sở Xây dựng cùng UBND xã Yên Châu, UBND xã Mộc Châu gia cố nhà yếu.",
         "Phối hợp với Sở Xây dựng gia cố nhà yếu."),
        ("Giữ vững thành quả loại trừ dịch trên phạm vi toàn quốc.",
         "Giữ vững thành quả loại trừ dịch trên địa bàn xã."),
        ("Các xã nộp danh sách; riêng xã Mộc Châu nộp danh sách hộ ven suối trước 20/8/2026.",
         "Nộp danh sách."),
        ("Rà soát hộ vùng trũng trong 10 ngày.",
         "Tham mưu UBND xã rà soát hộ vùng trũng trong 10 ngày."),
    ],
)  # fmt: skip
def test_the_words_of_a_lower_plan_are_no_other_words(
    said: str, own: str, office: Workspace
) -> None:
    assert beside(office, item("x", "Nhiệm vụ", said), from_above("Nhiệm vụ", {own: "x-1"})) == []


def test_what_a_superior_leads_in_another_clause_is_told(office: Workspace) -> None:
    said = "UBND các xã kiểm tra hồ sơ lâm sản; Sở Y tế chủ trì thẩm định mẫu gỗ mọt trong tháng 3."
    own = "UBND xã kiểm tra hồ sơ lâm sản; thẩm định mẫu gỗ mọt trong tháng 3."
    (told,) = beside(office, item("x", "Nhiệm vụ", said), from_above("Nhiệm vụ", {own: "x-1"}))
    assert told.code == "LC741"


ROW = '\n[[phu_luc]]\nid = "pl"\ntieu_de = "DANH MỤC"\n\n[[phu_luc.nhiem_vu]]\nid = "h-1"\n{rest}'


@pytest.mark.parametrize(("lead", "told"), [("Phòng Kinh tế", ["LC743"]), ("Trạm Y tế xã", [])])
def test_a_row_keeps_the_body_that_the_plan_above_names(
    lead: str, told: list[str], office: Workspace
) -> None:
    row = 'noi_dung = "Phun thuốc diệt muỗi"\nchu_tri = []\nloi_chu_tri = "{}"\n'
    above = item("x", "Nhiệm vụ", "Phát loa.") + ROW.format(rest=row.format("Trạm Y tế các xã"))
    origin = 'nguon = { ke_hoach = "kh-1", nut = "h-1", ma_bam = "0" }\n'
    below = from_above("Nhiệm vụ", {"Phát loa.": "x-1"})
    below += ROW.format(rest=row.format(lead) + origin)
    assert [one.code for one in beside(office, above, below)] == told


@pytest.mark.parametrize(
    ("helpers", "told"), [("các trường trung học cơ sở", []), ("Công an các xã", ["LC739"])]
)
def test_a_row_of_others_is_missed_where_a_body_of_the_units_own_helps(
    helpers: str, told: list[str], office: Workspace
) -> None:
    row = 'noi_dung = "{}"\nchu_tri = []\nloi_chu_tri = "{}"\nphoi_hop = []\nloi_phoi_hop = "{}"\n'
    other = row.format("Tổ chức hội thi bơi", "Trường Cao đẳng Sơn La", helpers)
    mine = row.format("Phát loa", "Trạm Y tế xã", "các thôn")
    more = other.join(['\n[[phu_luc.nhiem_vu]]\nid = "h-2"\n', ""])
    above = item("x", "Nhiệm vụ", "Phát loa.") + ROW.format(rest=mine) + more
    origin = 'nguon = { ke_hoach = "kh-1", nut = "h-1", ma_bam = "0" }\n'
    below = from_above("Nhiệm vụ", {"Phát loa.": "x-1"}) + ROW.format(rest=mine + origin)
    assert [one.code for one in beside(office, above, below) if one.code == "LC739"] == told


@pytest.mark.parametrize(
    "since",
    [
        "kể từ ngày ký ban hành",
        "kể từ ngày Kế hoạch có hiệu lực",
        "sau khi Kế hoạch này được ban hành",
    ],
)
def test_a_day_counted_from_the_paper_says_from_which(since: str, office: Workspace) -> None:
    said = f"Lập sổ theo dõi trong 10 ngày {since}."
    (told,) = beside(office, item("x", "Nhiệm vụ", said), from_above("Nhiệm vụ", {said: "x-1"}))
    assert told.code == "LC718"
    assert since in told.message


# ------------------------------------------------------------------ sentences of any plan


def alone(space: Workspace, **wrong: str) -> set[str]:
    said = {**RIGHT, "office": "ubnd-xa-yen-chau", "title": "Phòng, chống ma túy năm 2026", **wrong}
    return {one.code for one in check_words(loaded(PLAN.format(**said)), space.registry)} & NEW


COMMUNES = {
    "a list that nobody uses": ("Danh sách học viên do UBND xã lập.", "LC718"),
    "two departments that are not named": (
        "Cung cấp danh sách cơ sở cho hai sở trước 31/3.",
        "LC718",
    ),
    "a verb of what nobody says": ("Sử dụng ngay.", "LC718"),
    "submitted, but what": ("Tham mưu UBND xã trình HĐND xã tại kỳ họp gần nhất.", "LC718"),
    "what stood nowhere": ("Danh mục này công khai tại trụ sở.", "LC718"),
    "rules signed with nobody": ("Công an xã ký quy chế phối hợp trước ngày 15/5/2026.", "LC718"),
    "an office with a class": ("Phối hợp với Sở Xây dựng có tuyến hạ ngầm khảo sát.", "LC718"),
    "a capital that was joined": ("Đề nghị Các hộ dân ký cam kết.", "LC718"),
    "two rhythms": ("Gửi trước ngày 08/06 hằng năm; trước ngày 08/12/2026 để tổng hợp.", "LC718"),
    "what the others do": ("Tiêm 1.200 con chó, xã còn lại theo số đàn.", "LC727"),
    "two units of its kind": ("Đấu nối nước thải tại hai xã này trước Quý III/2027.", "LC727"),
    "so much for each": ("Hỗ trợ mô hình 60 triệu đồng/xã.", "LC727"),
    "each of all kinds": ("Lập 02 tổ, mỗi xã, phường ít nhất 01 tổ.", "LC727"),
    "the province's money": (
        "Tổng 6 tỷ đồng, trong đó ngân sách tỉnh 4 tỷ đồng mua vắc-xin.",
        "LC728",
    ),
    "a permit of the superior": ("Phối hợp với Sở Xây dựng cấp phép đào đường.", "LC732"),
    "the other's report": (
        "Phối hợp với Sở Xây dựng khảo sát, báo cáo UBND tỉnh trước ngày 28/02/2027.",
        "LC741",
    ),
    "what the other sends to all": (
        "Phối hợp với Sở Y tế rà soát; in mẫu phiếu và gửi các địa phương.",
        "LC741",
    ),
    "organisations of the province": (
        "Đề nghị các tổ chức chính trị - xã hội tỉnh hỗ trợ.",
        "LC709",
    ),
    "itself apart": ("Làm trước ngày 15/12; riêng UBND xã xong trước ngày 20/12/2026.", "LC727"),
    "itself asked": ("Đề nghị cấp xã gặp mặt, biểu dương người hiến máu.", "LC738"),
    "another's clause before an object": (
        "Treo tuyên truyền do Sở Y tế chỉ đạo ít nhất 05 băng rôn mỗi đợt.",
        "LC718",
    ),
    "its own schools": ("Đề nghị các trường tiểu học dạy bơi.", "LC710"),
    "the issuer": (
        "UBND xã căn cứ Kế hoạch này triển khai thực hiện; vướng mắc báo cáo./.",
        "LC738",
    ),
    "money that a room gives": ("Bố trí kinh phí mua phao cứu sinh.", "LC721"),
    "what a head answers for": ("Để xảy ra đuối nước thì phải kiểm điểm trách nhiệm.", "LC721"),
    "a report over the head": ("Báo cáo kết quả trước ngày 20 hằng tháng (qua Sở Y tế).", "LC735"),
    "advice to name itself": ("Tham mưu UBND xã giao Phòng Văn hóa - Xã hội làm đầu mối.", "LC715"),
}


@pytest.mark.parametrize("name", COMMUNES)
def test_each_lack_of_a_communes_sentence_is_told(name: str, office: Workspace) -> None:
    words, code = COMMUNES[name]
    assert code in alone(office, words=words)


@pytest.mark.parametrize(
    "words",
    [
        RIGHT["words"],
        "Công khai danh mục thủ tục; danh mục này niêm yết tại trụ sở.",
        "Phối hợp với Sở Xây dựng khảo sát tuyến kênh, gửi kết quả trước ngày 28/02/2027.",
        "Công an xã ký quy chế phối hợp với Đồn Biên phòng trước ngày 15/5/2026.",
        "Gửi báo cáo trước ngày 08/06 và ngày 08/12 hằng năm.",
        "Phối hợp với Sở Y tế và Sở Xây dựng tập huấn theo lịch của hai sở.",
        "Tham mưu UBND xã bố trí kinh phí mua phao cứu sinh.",
        "Ngân sách tỉnh hỗ trợ xã 80 triệu đồng mua phao.",
        "Tham mưu UBND xã trình HĐND xã xem xét, thông qua tại kỳ họp gần nhất.",
        "Phối hợp với các hộ dân và Trưởng bản dọn kênh.",
        "Hộ nào xả thải thì giải trình bằng văn bản với Sở Y tế trong 05 ngày làm việc.",
        "Phấn đấu năm 2027 xã Yên Châu không còn điểm đen.",
        "Trường hợp có nhà sập, bố trí chỗ ở tạm cho hộ dân chậm nhất sau 03 ngày.",
    ],
)
def test_a_sentence_that_says_all_of_it_is_left_alone(words: str, office: Workspace) -> None:
    assert alone(office, words=words) == set()


def test_a_plan_closes_once(office: Workspace) -> None:
    closing = '\n[[ket_thuc]]\nid = "kt"\nvai_tro = "ket_thuc"\nnoi_dung = "{}"\n\n[[nguoi_ky]]'
    words = "Các phòng, đơn vị căn cứ Kế hoạch này triển khai thực hiện."
    text = PLAN.format(**{**RIGHT, "office": "ubnd-xa-yen-chau", "words": words})
    end = "Yêu cầu các phòng, đơn vị tổ chức thực hiện nghiêm túc Kế hoạch này./."
    twice = text.replace("\n[[nguoi_ky]]", closing.format(end), 1)
    codes = [{d.code for d in check_words(loaded(t), office.registry)} for t in (text, twice)]
    assert ["LC742" in found for found in codes] == [False, True]


def test_a_report_on_how_a_plan_is_carried_out_does_not_close_it(office: Workspace) -> None:
    closing = '\n[[ket_thuc]]\nid = "kt"\nvai_tro = "ket_thuc"\nnoi_dung = "{}"\n\n[[nguoi_ky]]'
    words = "UBND xã báo cáo UBND tỉnh về kết quả triển khai thực hiện Kế hoạch này."
    text = PLAN.format(**{**RIGHT, "office": "ubnd-xa-yen-chau", "words": words})
    end = "Yêu cầu các phòng, đơn vị tổ chức thực hiện nghiêm túc Kế hoạch này./."
    both = text.replace("\n[[nguoi_ky]]", closing.format(end), 1)
    assert "LC742" not in {d.code for d in check_words(loaded(both), office.registry)}


def test_a_header_of_two_lines_is_told_where_it_was_glued(office: Workspace) -> None:
    title = "Thực hiện Thông báo của Ủy ban nhân dân tỉnh Sơn La Văn phòng kết luận phiên họp"
    assert "LC718" in alone(office, title=title)


def test_the_country_in_a_communes_title_is_told(office: Workspace) -> None:
    title = "Kiểm kê di sản văn hóa trên phạm vi cả nước năm 2026"
    text = PLAN.format(**{**RIGHT, "office": "ubnd-xa-yen-chau", "title": title})
    found = check_words(loaded(text), office.registry)
    assert "trên phạm vi cả nước" in " ".join(one.message for one in found)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Hội Nông dân tỉnh vận động hội viên giữ nghề.", {"LC709"}),
        ("Xã nào có đồng muối bị bồi lấp thì huy động dân nạo vét trước vụ.", {"LC709"}),
        ("Đề nghị Hội Nông dân tỉnh vận động hội viên giữ nghề.", set()),
        ("Trạm Y tế tiếp nhận bệnh nhân.", set()),
    ],
)
def test_a_department_asks_communes_and_organisations(
    words: str, codes: set[str], department: Workspace
) -> None:
    said = {**RIGHT, "office": "so-y-te", "who": "Nhiệm vụ, giải pháp", "words": words}
    found = check_words(loaded(PLAN.format(**said)), department.registry)
    assert {one.code for one in found} & {"LC709"} == codes


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder: Path = tmp_path_factory.mktemp("so")
    assert Office(folder, "Sở Y tế Lào Cai").knows_unit
    return Workspace(folder)
