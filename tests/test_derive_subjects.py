"""Who acts in a sentence beside others: what is the unit's stays, each sentence by itself.

Each sentence is invented. A commune, a ward and a department of one province read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_derive_prose import ALL, COMMUNE, DEPARTMENT, WARD, derive, item, node, plain_item

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.cascade.deriving.derive import Derived

__all__ = ["derive"]  # the fixture


@pytest.mark.parametrize(
    "text",
    [
        "Thành lập Tổ giúp việc; Tổ giúp việc họp ngày 05 hằng tháng.",
        "Kiện toàn Đội dân phòng. Đội dân phòng tuần tra mỗi tuần 02 buổi.",
        "Lập Đoàn kiểm tra liên ngành. Đoàn kiểm tra báo cáo kết quả trong quý III/2026.",
        "Họp dân trước ngày 10/4/2026; Trưởng ban nhân dân ấp thống kê hộ nghèo trước ngày 15/4.",
        "Phân loại rác tại nguồn. Công chức địa chính - xây dựng nhắc nhở hộ vi phạm.",
    ],
)
def test_what_the_units_own_do_behind_its_own_sentence_stays(
    text: str, derive: Callable[..., Derived]
) -> None:
    made = node(derive(COMMUNE, item(ALL, text)), "d-1")
    said = made.noi_dung.removeprefix("Tham mưu UBND xã ")
    assert said[1:] == text[1:]


def test_who_of_nobody_acts_in_a_section_of_the_unit_is_asked_about(
    derive: Callable[..., Derived],
) -> None:
    text = "Kiểm tra chợ; Trưởng ban quản lý chợ niêm yết giá trước ngày 01/4/2026."
    made = node(derive(WARD, item(ALL, text)), "d-1")
    assert made.noi_dung == text
    assert "Trưởng ban quản lý chợ" in made.can_xem


@pytest.mark.parametrize(
    ("unit", "text", "now"),
    [
        (COMMUNE, "Công chức tư pháp - hộ tịch kiểm tra tuổi kết hôn của người đăng ký.",
         "Công chức tư pháp - hộ tịch kiểm tra tuổi kết hôn của người đăng ký."),
        (WARD, "Thời gian: đợt 1 trong tháng 4/2026. Xã Yên Châu, xã Mai Sơn làm trong tháng 5.",
         "Thời gian: đợt 1 trong tháng 4/2026."),
        (COMMUNE, "Thời gian: từ ngày 01/4. Các phường Chiềng Sinh, Tô Hiệu thực hiện từ 05/4.",
         "Thời gian: từ ngày 01/4."),
        (DEPARTMENT, "Thanh tra tỉnh thanh tra 03 doanh nghiệp; Sở Y tế kiểm tra 08 phòng khám,"
         " kết thúc trước 30/9/2026.", "Sở Y tế kiểm tra 08 phòng khám, kết thúc trước 30/9/2026."),
        (COMMUNE, "Công an các địa phương phối hợp tuần tra, xong trước ngày 30/4/2026.",
         "Công an xã phối hợp tuần tra, xong trước ngày 30/4/2026."),
        (WARD, "Sở Xây dựng chủ trì, UBND các xã, phường phối hợp rà soát nhà trọ; hoàn thành trong"
         " tháng 5/2026.",
         "Phối hợp với Sở Xây dựng rà soát nhà trọ; hoàn thành trong tháng 5/2026."),
    ],
)  # fmt: skip
def test_each_sentence_is_judged_by_itself(
    unit: str, text: str, now: str, derive: Callable[..., Derived]
) -> None:
    made = node(derive(unit, plain_item(text), part="NỘI DUNG"), "d-1")
    assert made.noi_dung == now
    assert made.can_xem is None


@pytest.mark.parametrize(
    ("unit", "text", "now", "asked"),
    [
        (COMMUNE, "Bộ Chỉ huy Quân sự tỉnh chỉ đạo các Đồn Biên phòng phối hợp với xã biên giới"
         " tuyên truyền pháp luật.",
         "Phối hợp với các Đồn Biên phòng tuyên truyền pháp luật.", "“biên giới”"),
        (COMMUNE, "Công ty Thủy nông phối hợp với các xã vùng hồ cắm mốc hành lang.",
         "Phối hợp với Công ty Thủy nông cắm mốc hành lang.", "“vùng hồ”"),
        (WARD, "UBND các phường đang quản lý chợ lập phương án bàn giao trước ngày 30/6/2026.",
         "Lập phương án bàn giao trước ngày 30/6/2026.", "“đang quản lý chợ”"),
        (COMMUNE, "Sở Công Thương và UBND các xã đồng chủ trì tổ chức 06 phiên chợ nông sản.",
         "UBND xã phối hợp với Sở Công Thương đồng chủ trì tổ chức 06 phiên chợ nông sản.",
         "giao chung"),
    ],
)  # fmt: skip
def test_what_the_unit_shares_with_others_is_taken_and_asked(
    unit: str, text: str, now: str, asked: str, derive: Callable[..., Derived]
) -> None:
    made = node(derive(unit, plain_item(text), part="NỘI DUNG"), "d-1")
    assert made.noi_dung == now
    assert asked in made.can_xem


def test_what_a_department_draws_up_for_another_is_its_own(
    derive: Callable[..., Derived],
) -> None:
    text = "Thẩm định dự toán do Sở Y tế lập, trình UBND tỉnh trước 30/4/2026."
    made = node(derive(DEPARTMENT, item("Sở Tài chính", text)), "d-1")
    assert made.noi_dung == "Lập dự toán để thẩm định, trình UBND tỉnh trước 30/4/2026."
    assert made.can_xem


@pytest.mark.parametrize(
    "text",
    [
        "Xã nào để phát sinh trên 10 vụ thì không xét thi đua đối với người đứng đầu.",
        "Công an các địa phương nơi có lễ hội bố trí lực lượng trước ngày 10/3/2026.",
    ],
)
def test_what_leans_on_another_or_is_ruled_above_is_asked_about(
    text: str, derive: Callable[..., Derived]
) -> None:
    assert node(derive(COMMUNE, plain_item(text), part="NỘI DUNG"), "d-1").can_xem


def test_the_rest_given_to_an_own_body_says_of_what(derive: Callable[..., Derived]) -> None:
    text = "Sở Y tế kiểm tra bếp ăn trên 200 suất; giao Trạm Y tế kiểm tra các cơ sở còn lại."
    made = node(derive(COMMUNE, plain_item(text), part="NỘI DUNG"), "d-1")
    assert "còn lại, ngoài bếp ăn trên 200 suất do Sở Y tế kiểm tra" in made.noi_dung


def test_what_happens_in_another_work_says_in_which(derive: Callable[..., Derived]) -> None:
    text = "Chủ trì bảo hộ công dân; phối hợp với Sở Y tế giải quyết vụ việc phát sinh."
    made = node(derive(DEPARTMENT, item("Sở Ngoại vụ", text)), "d-1")
    assert made.noi_dung == "Giải quyết vụ việc phát sinh trong việc bảo hộ công dân."


def test_a_list_of_verbs_behind_a_comma_is_no_class(derive: Callable[..., Derived]) -> None:
    text = "UBND các xã trực tiếp quản lý đất công, rà soát, lập hồ sơ trong quý II/2026."
    made = node(derive(COMMUNE, plain_item(text), part="NỘI DUNG"), "d-1")
    assert made.noi_dung == "Trực tiếp quản lý đất công, rà soát, lập hồ sơ trong quý II/2026."
    assert made.can_xem is None


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Báo Sơn La, Tỉnh đoàn truyền thông về dinh dưỡng; ngành y tế đưa nội dung vào sổ khám.",
         "Đưa nội dung vào sổ khám."),
        ("Sở Y tế, Sở Nội vụ lập dự toán phần nhiệm vụ của mình gửi Sở Tài chính.",
         "Sở Y tế lập dự toán phần nhiệm vụ của mình gửi Sở Tài chính."),
        ("Sở Giáo dục và Đào tạo cử giáo viên; nhân viên y tế đo thị lực tại lớp.",
         "Nhân viên y tế đo thị lực tại lớp."),
    ],
)  # fmt: skip
def test_a_departments_own_people_behind_anothers_work_are_its_own(
    text: str, now: str, derive: Callable[..., Derived]
) -> None:
    assert node(derive(DEPARTMENT, plain_item(text), part="NỘI DUNG"), "d-1").noi_dung == now


ADVISED = {
    "Làm chủ đầu tư dự án chợ.": "Tham mưu Lãnh đạo Sở Y tế làm chủ đầu tư dự án chợ.",
    "Ký kết với 03 hội; chỉ đạo Trung tâm Hội nghị mở lớp.":
        "Tham mưu Lãnh đạo Sở Y tế ký kết với 03 hội; chỉ đạo Trung tâm Hội nghị mở lớp.",
    "Rà soát hồ sơ; thành lập đoàn kiểm tra.":
        "Rà soát hồ sơ; tham mưu Lãnh đạo Sở Y tế thành lập đoàn kiểm tra.",
    "Tham mưu UBND tỉnh ban hành quy chế; trình HĐND tỉnh chính sách.":
        "Tham mưu Lãnh đạo Sở Y tế trình UBND tỉnh ban hành quy chế; trình HĐND tỉnh chính"
        " sách.",
    "Cơ quan đầu mối, tham mưu UBND tỉnh điều hành; trình UBND tỉnh lập Tổ.":
        "Cơ quan đầu mối, tham mưu Lãnh đạo Sở Y tế trình UBND tỉnh điều hành; tham mưu Lãnh"
        " đạo Sở Y tế trình UBND tỉnh lập Tổ.",
    "Giám đốc Sở chịu trách nhiệm trước UBND tỉnh về kết quả.":
        "Giám đốc Sở chịu trách nhiệm trước UBND tỉnh về kết quả.",
    "Giao Bệnh viện Y học cổ truyền làm đầu mối, Trung tâm Kiểm soát bệnh tật theo dõi.":
        "Bệnh viện Y học cổ truyền làm đầu mối, Trung tâm Kiểm soát bệnh tật theo dõi.",
    "Hướng dẫn các hội; tổng hợp, báo cáo UBND tỉnh trước ngày 20/5/2026.":
        "Hướng dẫn các hội; tham mưu Lãnh đạo Sở Y tế tổng hợp, báo cáo UBND tỉnh trước ngày"
        " 20/5/2026.",
}  # fmt: skip


def test_rooms_of_a_department_advise_its_head_in_every_clause(
    derive: Callable[..., Derived],
) -> None:
    for said, expected in ADVISED.items():
        assert node(derive(DEPARTMENT, item("Sở Y tế", said)), "d-1").noi_dung == expected


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Hội Chữ thập đỏ tỉnh tham mưu tổ chức lễ tôn vinh cấp tỉnh vào dịp 14/6/2026. Cấp xã gặp"
         " mặt người hiến máu ít nhất 01 lần trong năm.",
         "Gặp mặt người hiến máu ít nhất 01 lần trong năm."),
        ("Hội Chữ thập đỏ tỉnh giúp Ban Chỉ đạo tỉnh điều phối; báo cáo UBND tỉnh hằng quý.", None),
        ("Giao UBND các xã cấp biển cho các cơ sở tham gia; Sở Công Thương thiết kế mẫu biển. Cơ sở"
         " tham gia được hỗ trợ tiền nước từ ngân sách xã.",
         "Cấp biển cho các cơ sở tham gia; cơ sở tham gia được hỗ trợ tiền nước từ ngân sách xã."),
        ("Lập danh sách trước ngày 15/5/2026; riêng xã Yên Châu hoàn thành trước ngày 20/5/2026.",
         "Lập danh sách trước ngày 20/5/2026."),
        ("Lập danh sách trước ngày 15/5/2026; riêng xã Mai Sơn hoàn thành trước ngày 20/5/2026.",
         "Lập danh sách trước ngày 15/5/2026."),
        ("Công an tỉnh chỉ đạo Công an cấp xã phối hợp với UBND cấp xã kiểm tra; khi có phản ánh"
         " thì đến xác minh trong vòng 24 giờ.",
         "Công an xã phối hợp với UBND xã kiểm tra; khi có phản ánh thì đến xác minh trong vòng 24"
         " giờ."),
        ("Chi cục Thú y lấy mẫu. Các lực lượng chức năng có liên quan và chính quyền địa phương"
         " tháo dỡ bẫy chim.",
         "Phối hợp với các lực lượng chức năng có liên quan tháo dỡ bẫy chim."),
        ("100% xã, phường có sân thể thao trong năm 2026.",
         "Xã có sân thể thao trong năm 2026."),
        ("Tổ chức lễ phát động cấp tỉnh ngày 12/5/2026; các xã, phường mít tinh trong tháng"
         " 5/2026.", "Mít tinh trong tháng 5/2026."),
        ("Tổ chức lễ phát động cấp tỉnh ngày 12/5/2026. Các xã biên giới treo 20 băng rôn.",
         "Treo 20 băng rôn."),
        ("Tổ chức lễ phát động cấp tỉnh ngày 12/5/2026; các phường mít tinh.", None),
        ("Tổ chức hội thi nông dân giỏi cấp tỉnh trong tháng 9/2026; mỗi xã, phường cử 01 đội.",
         "Cử 01 đội tham gia hội thi nông dân giỏi cấp tỉnh trong tháng 9/2026."),
        ("Tổ chức hội thi chọn đội dự thi cấp tỉnh; các xã lập danh sách trước ngày 01/8/2026.",
         "Tổ chức hội thi chọn đội dự thi cấp tỉnh; UBND xã lập danh sách trước ngày 01/8/2026."),
    ],
)  # fmt: skip
def test_what_is_said_of_the_unit_in_short_is_its_own(
    text: str, now: str | None, derive: Callable[..., Derived]
) -> None:
    made = node(derive(COMMUNE, plain_item(text), part="NỘI DUNG"), "d-1")
    assert (made.noi_dung if made is not None else None) == now


def test_what_has_an_object_takes_none_from_the_work_of_another(
    derive: Callable[..., Derived],
) -> None:
    text = "Sở Nội vụ chỉ đạo tuyên truyền; UBND cấp xã treo ít nhất 05 băng rôn mỗi đợt."
    made = node(derive(COMMUNE, plain_item(text), part="NỘI DUNG"), "d-1")
    assert made.noi_dung == "Treo ít nhất 05 băng rôn mỗi đợt."


@pytest.mark.parametrize(
    ("part", "text", "asked"),
    [
        ("NỘI DUNG", "Sở Y tế cấp tủ thuốc cho các xã có cửa khẩu; các địa phương còn lại tự mua"
         " tủ thuốc trước ngày 30/4/2026.", "“các địa phương còn lại”"),
        ("NỘI DUNG", "Công ty Đô thị vận hành nhà vệ sinh trên phố; Ban quản lý chợ vận hành nhà vệ"
         " sinh trong chợ; các nhà vệ sinh còn lại do UBND xã chọn đơn vị vận hành.", "đã bỏ"),
        ("NỘI DUNG", "Hạng mục tại số thứ tự 5 của bảng trên do ngân sách tỉnh cấp 4,8 tỷ đồng cho"
         " xã Yên Châu.", "“số thứ tự 5”"),
        ("MỤC TIÊU", "Đến hết năm 2026: 90% chợ, bến xe, công viên có nhà vệ sinh đạt chuẩn.",
         "Chỉ tiêu"),
    ],
)  # fmt: skip
def test_what_only_the_plan_above_makes_plain_is_asked_here(
    part: str, text: str, asked: str, derive: Callable[..., Derived]
) -> None:
    made = node(derive(COMMUNE, plain_item(text), part=part), "d-1")
    assert asked in made.can_xem
    assert "Chỉ giao nơi" not in made.can_xem
