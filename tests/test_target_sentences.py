"""What sentences on aims promise in figures: how much of what, until when, of which whole."""

from __future__ import annotations

import pytest
from msgspec import convert

from generator.cascade.covering.promised_below import promises_of
from generator.grammar.target_sentences import is_of_targets, said_targets
from generator.plan.model import KeHoach
from generator.plan.toml import decode, parse
from generator.progress.goals import targets_of
from tests.derived_plan import HEAD, OPENING, item


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Đến hết năm 2026, 95% hộ nông thôn được dùng nước sạch, trong đó 65% hộ có đồng hồ.",
            [("95", "%", ">=", 2026, "hộ nông thôn"), ("65", "%", ">=", 2026, "hộ")],
        ),
        (
            "Tổ chức 40 phiên giao dịch việc làm, trong đó 12 phiên lưu động.",
            [("40", "phiên", ">=", None, ""), ("12", "phiên", ">=", None, "")],
        ),
        ("Trao chứng nhận 4C cho vùng trồng, mua loa cho khu phố có trên 30% hộ cao tuổi", []),
        ("Huấn luyện 900 đội viên dân phòng", [("900", "đội viên", ">=", None, "")]),
        (
            "Đề nghị Quân khu 5 hỗ trợ; mỗi thôn lập tổ đội từ 10 đến 15 người, trực 24/24 giờ.",
            [],
        ),
        (
            "Các xã A Lưới 1, A Lưới 2 mỗi xã đào 02 giếng khoan.",
            [("02", "giếng khoan", ">=", None, "")],
        ),
        (
            "Nâng tỷ lệ gia đình văn hóa từ 82% năm 2025 lên 88% vào năm 2027",
            [("88", "%", ">=", 2027, "")],
        ),
        (
            "Giảm tỷ lệ hộ nghèo xuống còn dưới 2,5% vào cuối năm 2026",
            [("2,5", "%", "<=", 2026, "")],
        ),
        (
            "Tỷ lệ nộp trực tuyến trên tổng số thủ tục đủ điều kiện đạt tối thiểu 80%",
            [("80", "%", ">=", None, "thủ tục đủ điều kiện")],
        ),
        (
            "Phấn đấu lập 120 câu lạc bộ, duy trì 45 tổ tự quản; 100% thôn, bản có nhà văn hóa",
            [
                ("120", "câu lạc bộ", ">=", None, ""),
                ("45", "tổ", ">=", None, ""),
                ("100", "%", ">=", None, "thôn, bản"),
            ],
        ),
        (
            "Tỷ lệ hộ phân loại rác đạt từ 80% trở lên ở các phường và 60% ở các xã.",
            [("80", "%", ">=", None, ""), ("60", "%", ">=", None, "")],
        ),
        ("Phản ánh qua Cổng Góp ý 1022 đúng hạn đạt 98%", [("98", "%", ">=", None, "")]),
        ("Tỷ lệ mắc sởi dưới 15 ca/100.000 dân", [("15", "ca", "<=", None, "")]),
        ("Mỗi xã lập từ 01 - 02 tổ hợp tác", [("01", "tổ hợp tác", ">=", None, "")]),
        ("Tập huấn cho 500 tình nguyện viên", [("500", "tình nguyện viên", ">=", None, "")]),
        ("Có 34/92 xã đạt chuẩn", [("34", "xã", ">=", None, "92 xã")]),
        ("Trồng 1.250 ha rừng (tương đương 2 triệu cây)", [("1.250", "ha", ">=", None, "")]),
        ("Huy động 12,5 tỷ đồng", [("12,5", "tỷ đồng", ">=", None, "")]),
        ("Sản lượng đạt 45.000 tấn/năm", [("45.000", "tấn/năm", ">=", None, "")]),
        ("Giảm 15% số ca so với trung bình giai đoạn 2021 - 2025", [("15", "%", ">=", None, "")]),
        ("Lượng máu 350 ml chiếm tối thiểu 55%", [("55", "%", ">=", None, "")]),
        ("Sàn bán hàng chiếm 20% tổng mức bán lẻ", [("20", "%", ">=", None, "tổng mức bán lẻ")]),
        ("Xã có từ 200 hộ trở lên có ít nhất 02 người uy tín", [("02", "người", ">=", None, "")]),
        ("Đưa tỉnh vào nhóm 15 tỉnh dẫn đầu cả nước", []),
        ("Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024", []),
        ("Hỗ trợ 50% chi phí mua giống", []),
    ],
)  # fmt: skip
def test_a_sentence_promises_its_figures_and_nothing_else(text, wanted) -> None:
    assert [(t.value, t.unit, t.sign, t.year, t.of) for t in said_targets(text)] == wanted


def test_each_figure_of_a_clause_has_the_words_that_promise_it() -> None:
    said = "95% chuồng trại trâu, bò được che chắn, 90% hộ có rơm khô; 60% trạm, 70% trường có sân."
    assert [target.text for target in said_targets(said)] == [
        "95% chuồng trại trâu, bò được che chắn",
        "90% hộ có rơm khô",
        "60% trạm, 70% trường có sân",  # its verb stands with the other
        "70% trường có sân",
    ]
    [raised] = said_targets("Tăng độ che phủ từ 41,2% lên 45%")
    assert raised.base == "41,2"


def test_the_rest_of_the_units_is_no_part_of_the_share_before_it() -> None:
    said = said_targets("Trồng mới 90 ha, trong đó xã Bản Lau 20 ha và các xã còn lại 70 ha.")
    assert [one.text for one in said] == [
        "Trồng mới 90 ha",
        "Xã Bản Lau 20 ha",
        "Các xã còn lại 70 ha",
    ]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("MỤC TIÊU", True), ("Mục đích, mục tiêu", True), ("Các chỉ tiêu chủ yếu năm 2026", True),
        ("Nhiệm vụ", False), ("Đánh giá kết quả thực hiện mục tiêu", False),
    ],
)  # fmt: skip
def test_parts_on_aims_are_known_by_their_titles(title, wanted) -> None:
    assert is_of_targets(title) is wanted


def test_a_directive_without_aims_promises_the_measures_of_its_orders() -> None:
    points = ["Kiểm tra tối thiểu 80 bếp ăn trước ngày 30/6/2026.",
              "Xã nào tăng quá 10% so với cùng kỳ thì giải trình.",
              "Mỗi xã chọn 02 trường làm điểm, kinh phí 60 triệu đồng/xã.",
              "Đến nay đã kiểm tra 61/94 bếp ăn, đạt 64,9%."]  # fmt: skip
    items = [{"id": f"k-{n}", "noi_dung": text} for n, text in enumerate(points)]
    head = {"ma": "ct", "loai": "CT", "co_quan": "ubnd-tinh", "trich_yeu": "An toàn bếp ăn"}
    part = {"id": "m", "tieu_de": "YÊU CẦU", "khoan": items}
    so_far = {"id": "d", "noi_dung": "Kiểm tra ít nhất 33 bếp ăn."}
    account = {"id": "a", "tieu_de": "ĐÁNH GIÁ CHUNG", "khoan": [so_far]}
    made = convert({"phien_ban": 1, "van_ban": head, "muc": [account, part]}, KeHoach)
    assert [(one.gia_tri, one.don_vi) for one in targets_of(made)] == [
        ("80", "bếp ăn"), ("2", "trường"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> KeHoach:
    text = HEAD.format(opening=OPENING) + "".join((
        item("muc-tieu", "Mục tiêu đến năm 2028", "Xã Yên Châu 40 ha, xã Vân Hồ 60 ha rừng.",
             "100% bản có tổ xung kích; đến năm 2030 có 12 trạm đo mưa."),
        item("nhiem-vu", "Nhiệm vụ", "Tổ chức 05 lớp tập huấn.", "Chỉ tiêu: 90% hộ ký cam kết."),
    ))  # fmt: skip
    source, problems = parse(text.encode(), "tren.toml")
    assert source is not None, problems
    made, problems = decode(source, KeHoach)
    assert made is not None, problems
    return made


def test_targets_stand_in_parts_on_aims_or_call_themselves_so(plan: KeHoach) -> None:
    found = [(one.id, one.gia_tri, one.don_vi, one.nam) for one in targets_of(plan)]
    assert found == [
        ("ct-muc-tieu-1", "40", "ha", 2028), ("ct-muc-tieu-1-2", "60", "ha", 2028),
        ("ct-muc-tieu-2", "100", "%", 2028), ("ct-muc-tieu-2-2", "12", "trạm", 2030),
        ("ct-nhiem-vu-2", "90", "%", 2026),
    ]  # fmt: skip


def test_levels_are_held_against_what_sentences_promise_too(plan: KeHoach) -> None:
    assert [(one.value, one.unit, one.loc[-1]) for one in promises_of(plan)] == [
        (40, "ha", "noi_dung"), (60, "ha", "noi_dung"), (100, "%", "noi_dung"),
        (12, "trạm", "noi_dung"), (90, "%", "noi_dung"),
    ]  # fmt: skip


def test_each_target_has_an_id_of_its_own_and_each_unit_its_share() -> None:
    points = [
        {"id": "gao", "noi_dung": "Chia 45 tấn gạo, trong đó xã Mường La 21 tấn, xã Chiềng Ơn 24"
         " tấn."},
        {"id": "gao-2", "noi_dung": "Vận động 34 hộ góp 02 tấn ngô."},
        {"id": "nha", "noi_dung": "Đối với hộ có nhà hư hỏng trên 70%: hỗ trợ dựng lại nhà."},
    ]  # fmt: skip
    head = {"ma": "tb", "loai": "TB", "co_quan": "ubnd-tinh", "trich_yeu": "Cứu đói"}
    part = {"id": "m", "tieu_de": "YÊU CẦU", "khoan": points}
    found = targets_of(convert({"phien_ban": 1, "van_ban": head, "muc": [part]}, KeHoach))
    assert len({one.id for one in found}) == len(found)
    assert [one.noi_dung for one in found][1:3] == ["Xã Mường La 21 tấn", "Xã Chiềng Ơn 24 tấn"]
    assert "70" not in [one.gia_tri for one in found]
