"""The law of what deriving leaves out: it is another's by its own words, or it is told.

Each sentence is invented. Sentences of others and what may be the unit's stand in every order, in
a general part, under another's heading and under the unit's own; nothing goes without a word.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from generator.grammar.letters import key_of
from tests.test_derive_prose import COMMUNE, DEPARTMENT, derive, node

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.cascade.deriving.derive import Derived

__all__ = ["derive"]  # the fixture

THEIRS = (
    "Sở Xây dựng ban hành mẫu hồ sơ trong tháng 4/2026",
    "Bộ Chỉ huy Quân sự tỉnh dự trữ 400 phao cứu sinh",
    "Báo Sơn La mở chuyên mục mỗi tuần một số",
    "Công ty Cổ phần cấp nước Sơn La bảo dưỡng đường ống",
)
MAYBE_OURS = (
    "Các hộ kinh doanh tại Yên Châu, Mộc Châu sắp xếp lại biển hiệu trước ngày 30/6/2026",
    "Lực lượng dân quân, đội xung kích diễn tập xong trong tháng 7/2026",
    "Khu dân cư lập danh sách hộ phải di dời trước ngày 15/5/2026",
    "Đường vào bãi chứa do xã bảo trì hằng năm",
    "Nhà văn hóa của các bản mở cửa ít nhất 03 buổi mỗi tuần",
    "Mặt bằng do nơi có công trình bàn giao trước ngày 20/5/2026",
    "Kinh phí đo vẽ lấy từ ngân sách cấp xã",
    "Hàng rào bảo vệ phải cao từ 02 mét trở lên",
    "Cảnh sát khu vực xác minh tại nhà trong 07 ngày",
)
HEADS = ("Nhiệm vụ, giải pháp", "Sở Tài chính", "Ủy ban nhân dân các xã, phường")


def points(*texts: str, head: str) -> str:
    rows = "".join(
        f'\n[[muc.khoan.diem]]\nid = "d-{n}"\nnoi_dung = "{text}"\n' for n, text in enumerate(texts)
    )
    return f'\n[[muc.khoan]]\nid = "nv"\ntieu_de = "{head}"\n{rows}'


def untold(derived: Derived, id_: str, words: str) -> bool:
    """Whether most of the words stand neither in the node of the plan nor among what is told."""
    made = node(derived, id_)
    said = set(key_of(made.noi_dung).split()) if made is not None else set()
    own = key_of(words).split()
    stands = sum(word in said for word in own) >= 0.6 * len(own)
    return not stands and not any(
        one.node == id_ and key_of(words) in key_of(one.words) for one in derived.lost
    )


@pytest.mark.parametrize("head", HEADS)
def test_nothing_that_may_be_the_units_goes_without_a_word(
    head: str, derive: Callable[..., Derived]
) -> None:
    orders = ("{a}. {b}.", "{b}. {a}.", "{a}; {b}.")
    cases = [
        (order.format(a=first, b=tail), tail)
        for first, tail, order in product(THEIRS, MAYBE_OURS, orders)
    ]
    made = derive(COMMUNE, points(*(text for text, _tail in cases), head=head))
    silent = [text for n, (text, tail) in enumerate(cases) if untold(made, f"d-{n}", tail)]
    assert silent == []


@pytest.mark.parametrize(
    ("unit", "head", "text"),
    [
        (COMMUNE, "Sở Tài chính", "Cân đối vốn đầu tư công trung hạn; trình cấp có thẩm quyền."),
        (COMMUNE, "Sở Tài chính", "Hướng dẫn, kiểm tra Ủy ban nhân dân các xã lập dự toán."),
        (COMMUNE, "Nhiệm vụ", "Sở Y tế lập 03 đoàn kiểm tra. Mỗi đoàn có ít nhất 05 người."),
        (COMMUNE, "Nhiệm vụ", "Sở Y tế soạn tài liệu. Tài liệu dịch ra tiếng Thái, tiếng Mông."),
        (COMMUNE, "Nhiệm vụ", "Mua 40 máy lọc nước. Sở Y tế thực hiện."),
        (COMMUNE, "Nhiệm vụ", "Soạn sổ tay cho toàn tỉnh; giao Sở Y tế hoàn thành trong quý II."),
        (COMMUNE, "Nhiệm vụ", "Cấp phép khai thác nước cho nhà máy do Sở Xây dựng thực hiện."),
        (DEPARTMENT, "UBND các xã, phường", "Dọn vệ sinh. Trưởng bản nhắc nhở hộ vi phạm."),
        (DEPARTMENT, "Nhiệm vụ", "Sở Xây dựng thẩm định thiết kế; UBND các xã bàn giao mặt bằng."),
    ],
)  # fmt: skip
def test_what_is_anothers_by_its_own_words_is_not_told(
    unit: str, head: str, text: str, derive: Callable[..., Derived]
) -> None:
    assert derive(unit, points(text, head=head)).lost == ()


def test_a_day_that_a_kept_sentence_has_lost_is_told(derive: Callable[..., Derived]) -> None:
    text = "Sở Xây dựng giao đất. Chuyển hồ sơ trước ngày 15/9/2026. Bản rà soát giếng khơi."
    told = derive(COMMUNE, points(text, head="Ủy ban nhân dân các xã"))
    assert not untold(told, "d-0", "trước ngày 15/9/2026")


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Sở Y tế soạn tài liệu phát cho từng hộ. Bản, tổ dân phố lập danh sách người cao tuổi sống"
         " một mình trước ngày 15/5/2026.",
         "Bản, tổ dân phố lập danh sách người cao tuổi sống một mình trước ngày 15/5/2026."),
        ("Sở Y tế hướng dẫn khử trùng. Các hộ nuôi vịt tại Yên Châu, Đông Sang dọn chuồng xong"
         " trước ngày 30/6/2026.",
         "Các hộ nuôi vịt trên địa bàn xã dọn chuồng xong trước ngày 30/6/2026."),
        ("Trung tâm Khuyến nông tỉnh dựng 03 mô hình. Mỗi mô hình có ít nhất 05 hộ, do xã lựa chọn"
         " và gửi danh sách trước ngày 10/4/2026.",
         "Mỗi mô hình có ít nhất 05 hộ, do xã lựa chọn và gửi danh sách trước ngày 10/4/2026."),
        ("UBND các xã rà soát giếng khơi; Công an tỉnh chỉ đạo Công an cấp xã đối chiếu dữ liệu dân"
         " cư, hoàn thành trước ngày 31/3/2026.",
         "Rà soát giếng khơi; Công an xã đối chiếu dữ liệu dân cư, hoàn thành trước ngày"
         " 31/3/2026."),
        ("Sở Xây dựng chủ trì, UBND các xã phối hợp kiểm tra kè; cơ quan nào phát hiện sạt lở phải"
         " rào chắn ngay trong ngày.",
         "Phối hợp với Sở Xây dựng kiểm tra kè; cơ quan nào phát hiện sạt lở phải rào chắn ngay"
         " trong ngày."),
        ("UBND các xã Yên Châu, Chiềng Hặc, Lóng Phiêng phối hợp với Sở Xây dựng khảo sát kè; UBND"
         " ba xã này cắm biển cảnh báo, hoàn thành trước ngày 20/5/2026.", "; UBND xã cắm biển"),
        ("Quỹ Phòng, chống thiên tai tỉnh phân bổ 24 tỷ đồng, trong đó: xã Yên Châu 2,5 tỷ đồng,"
         " xã Mai Sơn 800 triệu đồng.",
         "Sử dụng 2,5 tỷ đồng do Quỹ Phòng, chống thiên tai tỉnh phân bổ."),
        ("UBND các xã đo vẽ bãi chứa; Sở Y tế cung cấp bản đồ. Thời hạn hoàn thành: ngày"
         " 30/11/2026.", "Đo vẽ bãi chứa. Thời hạn hoàn thành: ngày 30/11/2026."),
        ("Sở Y tế soạn tờ gấp. Công an viên, bảo vệ dân phố canh cống ban đêm trong mùa mặn.",
         "Công an viên, bảo vệ dân phố canh cống ban đêm trong mùa mặn."),
        ("Chỉ tiêu giao một số địa phương: xã Mai Sơn 150 người, xã Yên Châu 65 người tham gia bảo"
         " hiểm tự nguyện tăng thêm. Các địa phương khác theo Phụ lục kèm theo.",
         "Chỉ tiêu giao: 65 người tham gia bảo hiểm tự nguyện tăng thêm."),
        ("Các nghĩa trang ở Yên Châu, Đông Sang lắp camera trước ngày 01/7/2026.",
         "Các nghĩa trang trên địa bàn xã lắp camera trước ngày 01/7/2026."),
        ("Ranh giới bay chụp do bản, tổ dân phố dẫn đạc.",
         "Ranh giới bay chụp do bản, tổ dân phố dẫn đạc."),
        ("Mở ít nhất 01 điểm lấy nước tại mỗi xã.", "Mở ít nhất 01 điểm lấy nước tại xã."),
    ],
)  # fmt: skip
def test_what_is_the_units_by_its_own_words_stays(
    text: str, now: str, derive: Callable[..., Derived]
) -> None:
    made = node(derive(COMMUNE, points(text, head="Nhiệm vụ, giải pháp")), "d-0")
    assert now in made.noi_dung
    assert made.can_xem is None


def test_a_body_with_the_units_name_that_is_not_its_own_is_asked_about(
    derive: Callable[..., Derived],
) -> None:
    text = "Trạm Khí tượng Yên Châu báo tin gió trước ngày 01/7/2026."
    made = node(derive(COMMUNE, points(text, head="Nhiệm vụ, giải pháp")), "d-0")
    assert made.noi_dung == text
    assert "Trạm Khí tượng Yên Châu" in made.can_xem


def test_closing_words_report_to_whom_the_sentence_before_does(
    derive: Callable[..., Derived],
) -> None:
    last = (
        '\n[[ket_thuc]]\nid = "het"\nvai_tro = "ket_thuc"\nnoi_dung = "Quá trình thực hiện có vướng'
        " mắc, các đơn vị báo về Sở Xây dựng. Định kỳ trước ngày 25 tháng cuối quý gửi báo"
        ' cáo./."\n'
    )
    text = points("UBND các xã đo vẽ bãi chứa.", head="Nhiệm vụ, giải pháp") + last
    said = node(derive(COMMUNE, text), "het").noi_dung
    assert "trước ngày 25 tháng cuối quý gửi báo cáo về Sở Xây dựng" in said


def test_a_sentence_of_the_communes_beside_the_superiors_purse_stays(
    derive: Callable[..., Derived],
) -> None:
    text = (
        "Ngân sách tỉnh bố trí 310 tỷ đồng. Xã, phường tự cân đối kinh phí đo vẽ, cắm mốc trong"
        " năm 2026 theo dự toán được giao."
    )
    made = node(derive(COMMUNE, points(text, head="Kinh phí")), "d-0")
    assert made.noi_dung.startswith("Xã tự cân đối kinh phí đo vẽ, cắm mốc trong năm 2026")


def test_kinds_of_units_in_a_title_are_the_units_own(derive: Callable[..., Derived]) -> None:
    title = "Xây dựng xã, phường không rác thải trên địa bàn tỉnh Sơn La năm 2026"
    made = derive(COMMUNE, points("Đo vẽ bãi chứa.", head="Nhiệm vụ"), title=title)
    assert made.plan.van_ban.trich_yeu.startswith("Xây dựng xã không rác thải")


def test_a_school_given_work_in_the_departments_own_section_is_asked_about(
    derive: Callable[..., Derived],
) -> None:
    text = "Giao Trường Trung cấp nghề Điều dưỡng đào tạo 120 hộ lý trước ngày 30/9/2026."
    made = node(derive(DEPARTMENT, points(text, head="Sở Y tế")), "d-0")
    assert "Trường Trung cấp nghề Điều dưỡng đào tạo 120 hộ lý" in made.noi_dung
    assert "Trường Trung cấp" in made.can_xem


def test_police_and_front_of_no_said_level_act_in_the_units_own_section(
    derive: Callable[..., Derived],
) -> None:
    text = "Lập Tổ di dời; Công an, Mặt trận cử người. Tổ trưởng là Phó Chủ tịch UBND."
    made = node(derive(COMMUNE, points(text, head="Ủy ban nhân dân các xã")), "d-0")
    assert "cử người" in made.noi_dung
