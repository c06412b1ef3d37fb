"""Tasks that sentences give: who acts, for whom, by when, and what is no task at all."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import convert

from generator.grammar.stored import begins, rounds_begin
from generator.plan.model import KeHoach

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = """phien_ban = 1
[van_ban]
ma = "kh-cay-xanh"
co_quan = "ubnd-tinh-lang-son"
ngay = 2026-01-15
trich_yeu = "Chăm sóc cây xanh"
[[nguoi_ky]]
chuc_vu = "CHỦ TỊCH"
"""
Reads = "Callable[..., list[dict[str, Any]]]"


@pytest.fixture
def tasks(workspace: Path, kehoach: Callable[..., Any]) -> Callable[..., list[dict[str, Any]]]:
    """What `tasks` reads of one item below a heading, in a part of a province's plan."""

    def read(words: str, *, under: str = "Trồng và chăm sóc", part: str = "NHIỆM VỤ") -> Any:
        text = (
            f'{HEAD}[[muc]]\nid = "m"\ntieu_de = "{part}"\n[[muc.khoan]]\nid = "k"\n'
            f'tieu_de = "{under}"\n[[muc.khoan.diem]]\nid = "d"\nnoi_dung = """{words}"""\n'
        )
        (workspace / "plans/cay-xanh.toml").write_text(text, "utf-8")
        return json.loads(kehoach("tasks", "plans/cay-xanh.toml", "--json").out)["tasks"]

    return read


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Phường Kỳ Lừa và phường Tam Thanh trồng 50 cây.", ["phường Kỳ Lừa", "phường Tam Thanh"]),
        ("Các xã Na Sầm, Văn Lãng: mỗi xã trồng 50 cây.", ["xã Na Sầm", "xã Văn Lãng"]),
        ("Đối với các xã vùng cao: trồng cây chịu hạn.", ["các xã vùng cao"]),
        ("Vào ngày 25 hằng tháng Sở Xây dựng cắt tỉa cây.", ["Sở Xây dựng"]),
        ("Khi cây đổ, trong 02 ngày Sở Xây dựng dọn sạch.", ["Sở Xây dựng"]),
        (
            "Kể từ ngày nhận đơn, chậm nhất 05 ngày làm việc Sở Xây dựng cắt cành.",
            ["Sở Xây dựng"],
        ),
        ("Năm 2027 Sở Xây dựng trồng lại hàng cây đã chết.", ["Sở Xây dựng"]),
        ("Lập bản đồ cây xanh; Sở Xây dựng chủ trì, xong trước ngày 01/6/2026.", ["Sở Xây dựng"]),
        ("Cây trồng trên đất công. Xã lập danh sách hộ nhận cây.", ["các xã"]),
        ("Rà soát cây gãy đổ, hoàn thành trước ngày 01/6/2026.", []),
        (
            "Phòng Giáo dục Mầm non - Tiểu học chủ trì trồng cây.",
            ["Phòng Giáo dục Mầm non - Tiểu học"],
        ),
        ("Phòng Kinh tế Chủ trì trồng cây.", ["Phòng Kinh tế"]),
        (
            "Công an tỉnh, Chi cục Kiểm lâm (thuộc Sở Nông nghiệp và Môi trường) và Thuế tỉnh trồng"
            " 50 cây.",
            ["Công an tỉnh", "Chi cục Kiểm lâm", "Thuế tỉnh"],
        ),
    ],
)
def test_who_acts_is_read_from_units_classes_and_ends_of_sentences(
    tasks: Callable[..., Any], words: str, leads: list[str]
) -> None:
    said = [name.removeprefix("UBND ") for task in tasks(words) for name in task["leads"]]
    assert said == leads
    assert len(tasks(words)) == 1


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("UBND các xã gởi báo cáo quí trước ngày 15 tháng cuối quí.", "2026-03-14"),
        ("UBND các xã báo cáo trước ngày 25 tháng 11 hằng năm.", "2026-11-24"),
        ("Định kỳ trước ngày 25 tháng 11 hằng năm, UBND các xã báo cáo.", "2026-11-24"),
        ("Sở Xây dựng tập huấn cho cấp xã, mỗi đơn vị 5 người (tháng 9/2026).", "2026-09-30"),
        ("Sở Xây dựng tổ chức sơ kết vào năm 2028.", "2028-12-31"),
        ("Sở Xây dựng phát tin ít nhất 02 lần/tuần trong mùa mưa.", None),
        ("Sở Xây dựng chăm cây ở công viên, giai đoạn 2026 - 2029.", "2029-12-31"),
        ("Sở Xây dựng thực hiện Đề án trồng cây ven sông, giai đoạn 2026 - 2029.", None),
        ("UBND các xã nhổ cỏ ít nhất 02 ngày trong 01 tháng.", "2026-01-31"),
        ("Sở Xây dựng đo bóng mát vào tháng giữa quý.", "2026-02-28"),
        ("Sở Xây dựng thu hồi cây giống trong 09 ngày kể từ ngày ký kết luận kiểm tra.", None),
        ("Sở Xây dựng lập danh sách cây trong 10 ngày kể từ ngày ký.", "2026-01-25"),
        ("Sở Xây dựng đo bóng mát vào tháng giữa quý II/2026.", "2026-05-31"),
        ("Sở Xây dựng giúp học sinh hay trốn học, thường xuyên vi phạm nội quy.", None),
        ("Sở Xây dựng rà soát các cây theo kết quả kiểm đếm cuối năm 2025.", None),
    ],
)
def test_deadlines_are_days_and_how_often_is_none(
    tasks: Callable[..., Any], words: str, due: str | None
) -> None:
    (task,) = tasks(words)
    assert task["due"] == due


@pytest.mark.parametrize(
    ("title", "signed", "start"),
    [
        ("Chăm sóc cây xanh năm 2027", date(2026, 11, 10), date(2027, 1, 1)),
        ("Chăm sóc cây xanh năm 2026", date(2026, 11, 10), date(2026, 11, 10)),
        ("Chăm sóc cây xanh giai đoạn 2027 - 2030", date(2026, 11, 10), date(2026, 11, 10)),
        ("Chăm sóc cây xanh đến năm 2030", date(2026, 11, 10), date(2026, 11, 10)),
        ("Gọi công dân nhập ngũ năm 2027", date(2026, 9, 10), date(2026, 9, 10)),
    ],
)
def test_what_comes_again_in_a_plan_of_a_year_begins_with_that_year(
    title: str, signed: date, start: date
) -> None:
    assert begins(title, signed) == start


@pytest.mark.parametrize(("title", "signed", "start"), [
    ("Trồng cây ven suối giai đoạn 2027 - 2030", date(2026, 11, 10), date(2027, 1, 1)),
    ("Trồng cây ven suối giai đoạn 2026 - 2030", date(2026, 11, 10), date(2026, 11, 10)),
    ("Trồng cây ven suối giai đoạn 2028 - 2030", date(2026, 11, 10), date(2026, 11, 10)),
])  # fmt: skip
def test_rounds_of_a_plan_for_a_span_of_years_begin_with_its_first_year(
    title: str, signed: date, start: date
) -> None:
    head = {"ma": "k", "co_quan": "ubnd-tinh", "ngay": signed, "trich_yeu": title}
    assert rounds_begin(convert({"phien_ban": 1, "van_ban": head}, KeHoach)) == start


def test_a_later_sentence_on_reports_is_of_those_who_report(tasks: Callable[..., Any]) -> None:
    words = (
        "Trước ngày 20 hằng tháng, UBND các xã, phường báo cáo về Sở Xây dựng. Sở Xây dựng tổng "
        "hợp, báo cáo UBND tỉnh. Tổng kết năm gửi trước ngày 10/12/2026."
    )
    first, second, third = tasks(words, part="CHẾ ĐỘ BÁO CÁO")
    assert first["leads"] == third["leads"] == ["UBND các xã, phường"]
    assert second["leads"] == ["Sở Xây dựng"]
    assert third["due"] == "2026-12-09"
    assert second["due"] is None


def test_a_ban_is_nobodys_task(tasks: Callable[..., Any]) -> None:
    words = "Sở Xây dựng tuần tra các vườn hoa. Nghiêm cấm chặt hạ cây trái phép."
    assert [task["text"] for task in tasks(words)] == ["Sở Xây dựng tuần tra các vườn hoa."]


def test_a_demand_on_all_is_no_task(tasks: Callable[..., Any]) -> None:
    words = "Các cấp, các ngành xác định rõ trách nhiệm trong chăm sóc cây xanh."
    assert tasks(words, under="Yêu cầu", part="MỤC ĐÍCH, YÊU CẦU") == []
    dated = "Các cấp, các ngành trồng cây, hoàn thành trước ngày 01/6/2026."
    assert len(tasks(dated, under="Yêu cầu", part="MỤC ĐÍCH, YÊU CẦU")) == 1


def test_an_aim_with_a_year_is_no_task(tasks: Callable[..., Any]) -> None:
    assert tasks("Đến hết năm 2027, 100% tuyến phố có cây xanh, xong trước 30/6/2027.") == []


@pytest.mark.parametrize(
    ("words", "product"),
    [
        ("xây dựng kế hoạch phòng, chống cây gãy đổ, gửi Sở Tài chính.",
         "kế hoạch phòng, chống cây gãy đổ"),
        ("lập phương án di dời cây ở chợ Kỳ Lừa, chợ Đông Kinh.",
         "phương án di dời cây ở chợ Kỳ Lừa, chợ Đông Kinh"),
        ("gửi báo cáo kết quả về Sở Tài chính.", "báo cáo kết quả"),
        ("lập bản đồ cây xanh tỷ lệ 1/50.000, xong trong quý II.",
         "bản đồ cây xanh tỷ lệ 1/50.000"),
        ("xây dựng kế hoạch thực hiện Chương trình trồng cây.",
         "kế hoạch thực hiện Chương trình trồng cây"),
        ("lập phương án bảo đảm an ninh, trật tự ở vườn hoa.",
         "phương án bảo đảm an ninh, trật tự ở vườn hoa"),
        ("thẩm định hồ sơ, trình UBND tỉnh quyết định.", ""),
        ("hỏi ý kiến người dân trước khi ban hành quyết định chặt cây.", ""),
        ("hướng dẫn các xã, phường xây dựng kế hoạch.", ""),
    ],
)  # fmt: skip
def test_the_paper_that_is_made_has_its_whole_name_and_no_more(
    tasks: Callable[..., Any], words: str, product: str
) -> None:
    (task,) = tasks(f"Sở Xây dựng {words}")
    assert task["product"] == product


def test_reports_go_to_receivers_alone(tasks: Callable[..., Any]) -> None:
    words = "Các trường hợp vướng mắc báo cáo Sở Tài chính để tổng hợp, báo cáo UBND tỉnh."
    (task,) = tasks(words, under="Sở Xây dựng")
    assert task["report_to"] == ["Sở Tài chính"]
    words = "Thông tin tình hình cây đổ hằng ngày trên Đài Phát thanh và Truyền hình tỉnh."
    (task,) = tasks(words, under="Sở Xây dựng")
    assert task["report_to"] == []


def test_who_does_what_money_pays_for_is_not_given_that_money(tasks: Callable[..., Any]) -> None:
    words = "Ngân sách tỉnh bảo đảm các nhiệm vụ do Sở Xây dựng và các đơn vị thực hiện."
    assert tasks(words, part="KINH PHÍ") == []


def test_work_with_an_answer_for_it_is_work(tasks: Callable[..., Any]) -> None:
    words = (
        "Sở Xây dựng ký hợp đồng chăm sóc cây xanh theo từng quý; chịu trách nhiệm trước Chủ tịch "
        "UBND tỉnh nếu để cây gãy đổ."
    )
    (task,) = tasks(words)
    assert task["role"] == "chu-tri"
    assert [name.removeprefix("Chủ tịch ") for name in task["answers_to"]] == ["UBND tỉnh Lạng Sơn"]


def test_a_day_binds_before_how_often(tasks: Callable[..., Any]) -> None:
    words = "Sở Xây dựng kiểm tra cây 02 lần/năm; công bố trước ngày 10/6/2026."
    (task,) = tasks(words)
    assert task["due"] == "2026-06-09"


@pytest.mark.parametrize(
    ("words", "text", "lead", "helpers"),
    [
        (
            "In 500 tờ rơi về cây xanh; Sở Xây dựng chủ trì, Sở Y tế phối hợp.",
            "In 500 tờ rơi về cây xanh;", "Sở Xây dựng", ["Sở Y tế"],
        ),
        (
            "Phát tin về cây xanh trên loa. UBND các xã, phường thực hiện.",
            "Phát tin về cây xanh trên loa.", "UBND các xã, phường", [],
        ),
        (
            "Lập hồ sơ cây di sản của tỉnh: Sở Xây dựng chủ trì, phối hợp với UBND các xã, phường.",
            "Lập hồ sơ cây di sản của tỉnh", "Sở Xây dựng", ["UBND các xã, phường"],
        ),
    ],
)  # fmt: skip
def test_a_last_sentence_that_only_says_who_leads_is_no_task_of_its_own(
    tasks: Callable[..., Any], words: str, text: str, lead: str, helpers: list[str]
) -> None:
    (one,) = tasks(words)
    assert (one["text"], one["leads"], one["helpers"]) == (text, [lead], helpers)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("UBND các xã báo cáo cây đổ về Sở Xây dựng trong vòng 12 giờ.", "Trong vòng 12 giờ"),
        ("UBND các xã lập danh sách hộ trước lễ phát động 05 ngày.", "Trước lễ phát động 05 ngày"),
        ("Sở Xây dựng thẩm định trong 03 ngày làm việc.", "Trong 03 ngày làm việc"),
        ("Các xã kiểm đếm chậm nhất 20 ngày sau mỗi trận lũ.", "Chậm nhất 20 ngày sau mỗi trận lũ"),
    ],
)  # fmt: skip
def test_a_time_that_is_no_day_is_kept_in_its_words(
    tasks: Callable[..., Any], words: str, said: str
) -> None:
    (one,) = tasks(words)
    assert (one["deadline"], one["due"]) == (said, None)


@pytest.mark.parametrize(
    "words",
    [
        "Thống kê nhu cầu cây giống trước ngày 30/9 hằng năm.",
        "Mỗi quý tổ chức 01 buổi ra quân.",
        "Tổng rà soát cây xanh, cập nhật trước ngày 25 hằng tháng.",
    ],
)
def test_work_of_nobody_that_comes_again_and_again_is_a_task(
    tasks: Callable[..., Any], words: str
) -> None:
    (one,) = tasks(words)
    assert one["leads"] == []
    assert one["deadline"] != ""


@pytest.mark.parametrize(
    "words",
    ["Mỗi xã có 02 vườn ươm vào năm 2026.", "Đẩy mạnh công tác trồng cây."],
)
def test_aims_and_what_only_urges_are_nobody_s_task(tasks: Callable[..., Any], words: str) -> None:
    assert [one for one in tasks(words) if not one["leads"]] == []


def test_work_that_nobody_is_named_for_is_a_task_in_a_part_of_work(
    tasks: Callable[..., Any],
) -> None:
    words = "Mở lớp trồng cây theo hình thức xã hội hóa."
    (one,) = tasks(words)
    assert one["leads"] == []
    assert tasks(words, part="YÊU CẦU") == []


def test_localities_that_are_praised_or_given_a_map_are_not_reported_to(
    tasks: Callable[..., Any],
) -> None:
    (one,) = tasks("Sở Xây dựng cung cấp bản đồ cây xanh cho các địa phương.")
    assert one["report_to"] == []


def test_the_plan_that_speaks_is_nobody_s_product(tasks: Callable[..., Any]) -> None:
    (one,) = tasks("UBND các xã xây dựng, ban hành Kế hoạch này thành văn bản của mình.")
    assert one["product"] == ""


@pytest.mark.parametrize("title", [
    "Trung tâm Khuyến nông tỉnh (kể cả các trạm)",
    "Giao Sở Xây dựng (Phòng Cây xanh):",
    "Sở Công Thương (và các đơn vị trực thuộc)",
])  # fmt: skip
def test_a_heading_with_brackets_is_no_task_and_its_points_are_its(
    workspace: Path, kehoach: Callable[..., Any], title: str
) -> None:
    text = (
        f'{HEAD}[[muc]]\nid = "m"\ntieu_de = "{title}"\n[[muc.khoan]]\nid = "k"\n'
        'noi_dung = "Lập sổ theo dõi từng gốc cây."\n'
    )
    (workspace / "plans/cay-xanh.toml").write_text(text, "utf-8")
    found = json.loads(kehoach("tasks", "plans/cay-xanh.toml", "--json").out)["tasks"]
    assert len(found) == 1
    assert found[0]["text"] == "Lập sổ theo dõi từng gốc cây."
    assert found[0]["leads"], found
    assert found[0]["leads"][0] in title


@pytest.mark.parametrize(("words", "said", "due"), [
    ("Các xã gửi số cây trước 11 giờ 30 phút ngày 04/3/2026.",
     "trước 11 giờ 30 phút ngày 04/3/2026", "2026-03-04"),
    ("Các xã gửi số cây chậm nhất 8h ngày 04/3/2026.", "chậm nhất 8h ngày 04/3/2026",
     "2026-03-04"),
    ("Các xã trồng dặm trước ngày 04/3/2026.", "trước ngày 04/3/2026", "2026-03-03"),
    ("Các xã quét vôi gốc cây trước Tết Nguyên đán Đinh Mùi.", "trước Tết Nguyên đán Đinh Mùi",
     "2027-02-05"),
    ("Các xã cắt cành trước mùa mưa bão năm 2026.", "trước mùa mưa bão năm 2026", None),
    ("Các xã dựng lại cây đổ trong 36 giờ.", "trong 36 giờ", None),
    ("Các xã tưới cây trước mùa hè.", "trước mùa hè", None),
    ("Các xã trồng dặm trong cùng thời gian này.", "trong cùng thời gian này", None),
    ("Các xã trả công trồng cây trong ngày khi đủ phiếu.", "trong ngày", None),
    ("Các xã mua cây cùng thời điểm giao dự toán năm.", "cùng thời điểm giao dự toán năm", None),
])  # fmt: skip
def test_hours_feasts_and_seasons_are_deadlines(
    tasks: Callable[..., Any], words: str, said: str, due: str | None
) -> None:
    (task,) = tasks(words)
    assert task["deadline"].lower() == said.lower()
    assert task["due"] == due


@pytest.mark.parametrize(("words", "leads"), [
    ("Các xã ven sông trồng tre chắn sóng. UBND xã Na Sầm làm đầu mối.",
     ["UBND xã Na Sầm", "Các xã ven sông"]),
    ("Trồng tre hai bên suối Kỳ Cùng, xong trước ngày 01/6/2026; UBND xã Na Sầm là đầu mối.",
     ["UBND xã Na Sầm"]),
    ("Sở Xây dựng chặt bỏ 300 cây khô; riêng xã Na Sầm 40 cây.", ["Sở Xây dựng"]),
])  # fmt: skip
def test_who_is_point_of_contact_and_whose_part_is_how_big_is_no_task_of_its_own(
    tasks: Callable[..., Any], words: str, leads: list[str]
) -> None:
    (task,) = tasks(words)
    assert sorted(task["leads"]) == sorted(leads)


@pytest.mark.parametrize("money", [
    "giao Hội Nông dân tỉnh: 1,2 tỷ đồng.",
    "các xã vùng cao được hỗ trợ không quá 30 triệu đồng/xã.",
    "Trưởng ban là lãnh đạo Sở Xây dựng; Hội Nông dân tỉnh, Trạm Y tế là thành viên.",
])  # fmt: skip
def test_who_is_given_a_sum_or_sits_on_what_is_made_has_no_task(
    tasks: Callable[..., Any], money: str
) -> None:
    words = f"Sở Xây dựng mua cây giống; {money}"
    (task,) = tasks(words)
    assert task["leads"] == ["Sở Xây dựng"]


@pytest.mark.parametrize(("words", "to"), [
    ("Tổng hợp, báo cáo UBND tỉnh 6 tháng và cả năm.", ["UBND tỉnh Lạng Sơn"]),
    ("Cung cấp danh mục cây giống, giá bán cho Sở Tài chính.", ["Sở Tài chính"]),
    ("Gửi tài liệu về các đài truyền thanh cơ sở.", []),
    ("Thông báo lịch cắt tỉa cho các doanh nghiệp.", []),
])  # fmt: skip
def test_reports_go_to_no_number_no_business_and_no_loudspeaker(
    tasks: Callable[..., Any], words: str, to: list[str]
) -> None:
    (task,) = tasks(words, under="Sở Xây dựng")
    assert task["report_to"] == to


@pytest.mark.parametrize(("words", "leads"), [
    ("Đối với các xã vùng cao, ngoài cây bóng mát, phải trồng cây chắn gió.",
     ["các xã vùng cao"]),
    ("Đối với các xã biên giới, chủ động ươm cây tại chỗ.", ["các xã biên giới"]),
    ("Đối với các xã vùng cao, Sở Xây dựng cấp cây giống.", ["Sở Xây dựng"]),
])  # fmt: skip
def test_a_class_named_first_acts_unless_somebody_else_is_named(
    tasks: Callable[..., Any], words: str, leads: list[str]
) -> None:
    (task,) = tasks(words, under="Trồng cây")
    assert task["leads"] == leads


def test_who_goes_on_behind_a_comma_has_a_task_and_a_day_of_its_own(
    tasks: Callable[..., Any],
) -> None:
    words = (
        "UBND các xã gửi số cây trước ngày 05/6/2026, Sở Xây dựng trình UBND tỉnh trước ngày "
        "15/6/2026."
    )
    first, second = tasks(words)
    assert (first["due"], first["report_to"]) == ("2026-06-04", [])
    assert (second["leads"], second["due"]) == (["Sở Xây dựng"], "2026-06-14")


@pytest.mark.parametrize(("words", "leads"), [
    ("Những xã chưa có vườn ươm thì lập vườn ươm tạm.", ["các xã chưa có vườn ươm"]),
    ("Xã nào còn đất trống thì trồng bạch đàn.", ["các xã"]),
    ("Cây đổ do gió lớn; phường, xã nào chặt chậm thì phải báo cáo.", ["các phường, xã"]),
    ("Cây do xã trồng, xã chủ động bố trí kinh phí chăm sóc.", ["các xã"]),
    ("Người sử dụng lao động trồng cây quanh xưởng.", ["Người sử dụng lao động"]),
    ("Các trường mầm non, tiểu học, trung học cơ sở trồng cây trong sân.",
     ["Các trường mầm non, tiểu học, trung học cơ sở"]),
    ("Các bệnh viện công lập trồng vườn thuốc.", ["Các bệnh viện công lập"]),
    ("Hệ thống truyền thanh xã phát lịch trồng cây.", ["Hệ thống truyền thanh xã"]),
    ("Hội Văn nghệ dân gian tỉnh vận động hội viên trồng cây.", ["Hội Văn nghệ dân gian tỉnh"]),
    ("Trưởng thôn, xóm, tổ trưởng tổ dân phố nhận cây giống.",
     ["Trưởng thôn, xóm, tổ trưởng tổ dân phố"]),
    ("Miễn phí cây giống cho hộ nghèo; danh sách do UBND xã Na Sầm lập và gửi về Sở Xây dựng.",
     ["UBND xã Na Sầm"]),
    ("Tỉnh Lạng Sơn, tỉnh Cao Bằng thí điểm trồng rừng gỗ lớn.", ["tỉnh Cao Bằng"]),
])  # fmt: skip
def test_whoever_acts_is_found_however_he_is_called(
    tasks: Callable[..., Any], words: str, leads: list[str]
) -> None:
    assert tasks(words)[-1]["leads"][-1:] == leads


@pytest.mark.parametrize(("title", "leads"), [
    ("Đối với các xã ven sông và đặc khu", ["các xã ven sông"]),
    ("Đối với các xã vùng trũng dọc sông Kỳ Cùng, sông Bắc Giang", ["các xã vùng trũng"]),
    ("Yêu cầu chung đối với tất cả các địa phương", ["các địa phương"]),
    ("Trách nhiệm của các cơ quan", []),
])  # fmt: skip
def test_a_heading_that_is_said_to_a_class_gives_it_the_points(
    tasks: Callable[..., Any], title: str, leads: list[str]
) -> None:
    (task,) = tasks("Trồng tre chắn sóng, xong trước ngày 01/6/2026.", under=title)
    assert task["leads"] == leads


@pytest.mark.parametrize(("words", "said", "due"), [
    ("Sau lễ phát động, chậm nhất 07 ngày, UBND các xã ra quân trồng cây.",
     "sau lễ phát động, chậm nhất 07 ngày", None),
    ("Sở Xây dựng gửi danh sách trong 10 ngày tiếp theo.", "trong 10 ngày tiếp theo", None),
    ("Các xã đếm cây mỗi tuần một lần vào thứ Năm.", "mỗi tuần một lần vào thứ năm", "2026-01-15"),
    ("Các xã báo cáo hằng tuần: 15 giờ thứ Năm.", "hằng tuần: 15 giờ thứ năm", "2026-01-15"),
    ("Trước 16 giờ thứ Năm hằng tuần, các xã báo cáo Sở Xây dựng.",
     "trước 16 giờ thứ năm hằng tuần", "2026-01-15"),
    ("Các xã đo mực nước, báo cáo 06 giờ/lần.", "06 giờ/lần", None),
    ("Sở Xây dựng nghiệm thu trong 05 ngày sau khi cây được UBND xã, phường bàn giao.",
     "trong 05 ngày sau khi cây được ubnd xã, phường bàn giao", None),
    ("Sở Xây dựng tổ chức họp giao ban vào ngày 15/10/2026.", "vào ngày 15/10/2026", "2026-10-15"),
    ("Sở Xây dựng dọn cây đổ trong thời gian không quá 12 giờ.",
     "trong thời gian không quá 12 giờ", None),
    ("Các xã đăng bản thuê cây giống trong 15 ngày kể từ ngày ký hợp đồng.",
     "trong 15 ngày kể từ ngày ký hợp đồng", None),
    ("Các xã lập tổ trong 15 ngày kể từ ngày ký ban hành Kế hoạch này.",
     "trong 15 ngày kể từ ngày ký ban hành kế hoạch này", "2026-01-30"),
    ("Về chế độ báo cáo: định kỳ thứ Sáu hằng tuần, các xã gửi báo cáo tình hình hạn, mặn về Sở "
     "Xây dựng.", "thứ sáu hằng tuần", "2026-01-16"),
    ("Sở Xây dựng tập huấn vào đầu năm 2027.", "vào đầu năm 2027", "2027-12-31"),
])  # fmt: skip
def test_times_that_hang_on_an_event_or_an_hour_keep_all_their_words(
    tasks: Callable[..., Any], words: str, said: str, due: str | None
) -> None:
    task = tasks(words)[-1]
    assert task["deadline"].lower() == said
    assert task["due"] == due


@pytest.mark.parametrize(
    "words",
    [
        "Sở Xây dựng lấy kết quả trồng cây làm căn cứ xếp loại người đứng đầu năm 2027.",
        "Sở Xây dựng thu số nợ tiền cây giống phát sinh trước tháng 6/2026.",
    ],
)
def test_a_head_of_an_office_and_the_age_of_a_thing_are_no_deadline(
    tasks: Callable[..., Any], words: str
) -> None:
    (task,) = tasks(words)
    assert (task["deadline"], task["due"]) == ("", None)


def test_what_an_act_is_done_to_by_order_of_another_is_not_his_work(
    tasks: Callable[..., Any],
) -> None:
    words = "Cụ thể hóa các nhiệm vụ được Thủ tướng Chính phủ giao địa phương."
    assert [task["leads"] for task in tasks(words) if task["leads"]] == []
    (task,) = tasks("Hồ sơ cây cổ thụ được Chủ tịch UBND cấp xã ký xác nhận.")
    assert task["leads"] != []


def test_a_place_of_work_that_is_kept_in_order_by_another_has_no_task(
    tasks: Callable[..., Any],
) -> None:
    words = "Theo nhiệm vụ được giao, hướng dẫn UBND xã quản lý chợ, cơ sở giết mổ, bếp ăn."
    (task,) = tasks(words, under="Sở Xây dựng")
    assert task["leads"] == ["Sở Xây dựng"]


def test_two_days_of_one_report_are_both_days(tasks: Callable[..., Any]) -> None:
    words = "Các xã báo cáo Sở Xây dựng trước ngày 10/6 và ngày 05/12/2026."
    (task,) = tasks(words)
    assert (task["due"], task["more"]) == ("2026-06-09", [["ngày 05/12/2026", "2026-12-04"]])


def test_who_only_helps_behind_who_leads_is_one_of_its_helpers(tasks: Callable[..., Any]) -> None:
    (task,) = tasks("Công an tỉnh chủ trì, UBND các xã phối hợp đếm cây.", under="Đếm cây")
    assert (task["leads"], task["helpers"]) == (["Công an tỉnh"], ["UBND các xã"])


def test_a_sentence_that_only_says_who_leads_belongs_to_the_one_before_it(
    tasks: Callable[..., Any],
) -> None:
    words = "Mở 20 lớp ghép cây cho cấp xã. Sở Xây dựng chủ trì. Mỗi xã cử 03 người."
    first, second = tasks(words)
    assert (first["text"][:13], first["leads"]) == ("Mở 20 lớp ghé", ["Sở Xây dựng"])
    assert second["text"] == "Mỗi xã cử 03 người."


def test_a_committee_ordered_through_its_chairman_is_named_by_him(
    tasks: Callable[..., Any],
) -> None:
    (task,) = tasks("Chủ tịch UBND các xã trực tiếp chỉ đạo trồng cây.", under="Trồng cây")
    assert task["leads"] == ["Chủ tịch UBND các xã"]


@pytest.mark.parametrize("money", [
    "Chi phí trồng cây do người sử dụng lao động chi trả.",
    "Kinh phí mua cây do Sở Xây dựng bảo đảm.",
])  # fmt: skip
def test_who_pays_is_no_task(tasks: Callable[..., Any], money: str) -> None:
    assert tasks(money) == []


def test_a_closing_sets_tasks_only_where_it_sets_a_day(
    tasks: Callable[..., Any], workspace: Path, kehoach: Callable[..., Any]
) -> None:
    tasks("Đẩy mạnh trồng cây.")
    path = workspace / "plans/cay-xanh.toml"
    closings = (
        "Nhận được Kế hoạch này, yêu cầu các cơ quan, địa phương xây dựng kế hoạch trong 07 ngày.",
        "Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai Kế hoạch này.",
        "Giao Văn phòng UBND tỉnh thông báo đến các đơn vị biết, thực hiện./.",
    )
    path.write_text(
        path.read_text("utf-8")
        + "".join(
            f'[[ket_thuc]]\nid = "kt-{i}"\nnoi_dung = "{words}"\n'
            for i, words in enumerate(closings)
        ),
        "utf-8",
    )
    found = json.loads(kehoach("tasks", str(path), "--json").out)["tasks"]
    assert [(task["node"], task["deadline"].lower()) for task in found] == [
        ("kt-0", "trong 07 ngày")
    ]


@pytest.mark.parametrize(("words", "under", "leads"), [
    ("Giao Giám đốc Sở Xây dựng đôn đốc, báo cáo UBND tỉnh.", "UBND các xã",
     ["Giám đốc Sở Xây dựng"]),
    ("Giao Phòng Quản lý Cây xanh chủ trì tập huấn.", "Sở Xây dựng", ["Sở Xây dựng"]),
    ("Đồng chí Chủ tịch UBND chịu trách nhiệm trước UBND tỉnh.", "UBND các xã",
     ["Chủ tịch UBND các xã"]),
    ("Đối với xã có chợ, bố trí người quét lá.", "Quét lá", ["xã có chợ"]),
    ("Xã có từ 200 cây cổ thụ trở lên thành lập tổ chăm sóc.", "Chăm sóc",
     ["Xã có từ 200 cây cổ thụ trở lên"]),
    ("Cây cách nhà 5 mét; vị trí trồng do UBND các xã xác định.", "Trồng cây", ["UBND các xã"]),
])  # fmt: skip
def test_who_is_ordered_inside_a_heading_or_by_what_it_has(
    tasks: Callable[..., Any], words: str, under: str, leads: list[str]
) -> None:
    (task,) = tasks(words, under=under)
    assert task["leads"] == leads


def test_who_only_helps_in_a_sentence_of_its_own_helps_with_the_one_before(
    tasks: Callable[..., Any],
) -> None:
    words = "Tập huấn ghép cây; Thanh tra tỉnh và các trường cao đẳng nghề phối hợp."
    (task,) = tasks(words, under="Sở Xây dựng")
    assert task["helpers"] == ["Thanh tra tỉnh", "các trường cao đẳng nghề"]


@pytest.mark.parametrize(("words", "said", "due"), [
    ("Các xã trồng dặm trong tháng 3 và tháng 4.", "trong tháng 3 và tháng 4", "2026-04-30"),
    ("Các xã gửi sổ trong 10 ngày kể từ ngày ban hành Kế hoạch của địa phương.",
     "trong 10 ngày kể từ ngày ban hành kế hoạch của địa phương", None),
    ("Các xã trồng cây trước khi kết thúc năm học 2025 - 2026.",
     "trước khi kết thúc năm học 2025 - 2026", None),
    ("Các xã tổ chức ngày hội đọc sách trong học kỳ II.", "trong học kỳ ii", None),
    ("Sở Tài chính giải trình số thu tại kỳ họp giữa năm 2026.", "tại kỳ họp giữa năm 2026", None),
])  # fmt: skip
def test_two_months_a_school_year_and_anothers_plan_are_times_of_their_own(
    tasks: Callable[..., Any], words: str, said: str, due: str | None
) -> None:
    (task,) = tasks(words)
    assert (task["deadline"].lower(), task["due"], task["product"]) == (said, due, "")


def test_how_often_a_fault_comes_again_is_no_deadline(tasks: Callable[..., Any]) -> None:
    (task,) = tasks("Sở Xây dựng thay đơn vị cắt cây tái diễn 02 lần trong năm.")
    assert task["deadline"] == ""


@pytest.mark.parametrize(("words", "said"), [
    ("Sở Xây dựng tỉa cành lần một vào tháng 3, sau ngày 15/6/2026 chặt bỏ cây sâu.",
     [("vào tháng 3", "2026-03-31"), ("sau ngày 15/6/2026", None)]),
    ("Sở Xây dựng phúc khảo hai vòng: vòng một ngày 14/3, vòng hai ngày 18/4/2026.",
     [("ngày 14/3", "2026-03-14"), ("ngày 18/4/2026", "2026-04-18")]),
    ("Sở Xây dựng đếm cây hết tháng thứ nhất của quý IV.",
     [("hết tháng thứ nhất của quý IV", "2026-10-31")]),
    ("Sở Xây dựng đếm cây xong giữa năm 2027.", [("xong giữa năm 2027", "2027-06-30")]),
    ("Sở Xây dựng trực cây đổ các tháng 7, 8, 9 năm 2026 và quý I năm 2027.",
     [("các tháng 7, 8, 9 năm 2026", "2026-09-30"), ("quý I năm 2027", "2027-03-31")]),
    ("Sở Xây dựng cấp phép chặt cây không quá 12 ngày làm việc với cây cổ thụ, 05 ngày làm việc"
     " với cây thường.",
     [("không quá 12 ngày làm việc", None), ("05 ngày làm việc", None)]),
    ("Sở Xây dựng niêm yết giá cây trong 04 ngày kể từ ngày được duyệt và chậm nhất ngày"
     " 28/02/2026.",
     [("chậm nhất ngày 28/02/2026", "2026-02-28"),
      ("trong 04 ngày kể từ ngày được duyệt", None)]),
    ("Các xã quét vôi gốc cây trước ngày Giỗ Tổ Hùng Vương (10/3 âm lịch).",
     [("trước ngày Giỗ Tổ Hùng Vương (10/3 âm lịch)", None)]),
    ("Các xã tưới cây ngày hai lượt.", [("ngày hai lượt", None)]),
    ("Sở Xây dựng thay bảng tên cây từ năm 2027.", [("từ năm 2027", None)]),
    ("Các xã trồng cây ở sân trường xong trước khi năm học 2026 - 2027 bắt đầu.",
     [("xong trước khi năm học 2026 - 2027 bắt đầu", None)]),
    ("Sở Xây dựng phát cây giống không để chậm quá 03 ngày so với lịch.",
     [("không để chậm quá 03 ngày", None)]),
])  # fmt: skip
def test_each_time_of_a_sentence_is_kept_with_all_its_words(
    tasks: Callable[..., Any], words: str, said: list[tuple[str, str | None]]
) -> None:
    (task,) = tasks(words)
    found = [(task["deadline"], task["due"]), *map(tuple, task["more"])]
    assert [(text.lower(), due) for text, due in found] == [(t.lower(), d) for t, d in said]


@pytest.mark.parametrize(
    "words",
    [
        "Sở Xây dựng trả lại đơn xin cây nộp sau ngày 15/3/2026.",
        "Sở Xây dựng rà soát hồ sơ cây cổ thụ lập từ năm 1998.",
        "Sở Xây dựng tổng hợp số liệu các tháng 1, 2.",
    ],
)
def test_how_old_a_thing_is_and_for_when_it_counts_is_no_time_of_the_work(
    tasks: Callable[..., Any], words: str
) -> None:
    (task,) = tasks(words)
    assert (task["deadline"], task["more"]) == ("", [])


@pytest.mark.parametrize(("words", "said"), [
    ("Các xã kiểm đếm cây sáu tháng một lần.", [("sáu tháng một lần", None)]),
    ("Các xã kiểm đếm cây mỗi nửa năm.", [("mỗi nửa năm", None)]),
    ("Sở Xây dựng đếm cây trên Quốc lộ 2 mỗi quý.", [("mỗi quý", None)]),
    ("Các xã quyết toán tiền cây trong quý liền sau quý trồng xong.",
     [("trong quý liền sau quý trồng xong", None)]),
    ("Sở Xây dựng gỡ cọc chống sau 45 ngày không có bão.",
     [("sau 45 ngày không có bão", None)]),
    ("Các xã chặt cành trước mỗi mùa bão.", [("trước mỗi mùa bão", None)]),
    ("Sở Xây dựng mở hội thi cây cảnh: vòng loại tháng 4, chung kết tháng 5.",
     [("tháng 4", "2026-04-30"), ("tháng 5", "2026-05-31")]),
    ("Sở Xây dựng trồng đường 4B trong quý II năm 2026, đường 1A lùi sang quý IV năm 2026.",
     [("trong quý II năm 2026", "2026-06-30"), ("quý IV năm 2026", "2026-12-31")]),
    ("Sở Xây dựng khóa sổ cây giống đúng 17 giờ ngày 31/3/2026.",
     [("đúng 17 giờ ngày 31/3/2026", "2026-03-31")]),
    ("Sở Xây dựng trồng xong trước 27/7/2026, không để kéo dài sang quý IV.",
     [("xong trước 27/7/2026", "2026-07-26")]),
])  # fmt: skip
def test_rhythms_rounds_and_what_is_put_off_are_times_and_a_roads_number_is_none(
    tasks: Callable[..., Any], words: str, said: list[tuple[str, str | None]]
) -> None:
    (task,) = tasks(words)
    found = [(task["deadline"], task["due"]), *map(tuple, task["more"])]
    texts = [(text.lower(), due) for text, due in found]
    assert [text for text, _due in texts] == [text.lower() for text, _due in said]
    dated = [due for _text, due in said if due]
    assert [due for _text, due in texts if due in dated] == dated


@pytest.mark.parametrize(
    "span",
    [
        "từ 18 tháng Chạp đến hết mùng 7 tháng Giêng",
        "từ mùng 3 đến mùng 9 tháng Giêng",
    ],
)
def test_a_span_of_the_lunar_calendar_keeps_its_first_day(
    span: str, tasks: Callable[..., Any]
) -> None:
    (task,) = tasks(f"Phường Kỳ Lừa cử người canh vườn đào {span}.")
    said = [str(value).lower() for key, value in task.items() if key != "text"]
    assert span.lower() in said


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Sở Xây dựng trực từ 26/12 đến hết 08/01/2027.", "2027-01-08"),
        ("Sở Xây dựng chăm cây từ tháng 11 đến tháng 02/2027.", "2027-02-28"),
        ("Sở Xây dựng tổ chức 03 đợt ra quân trong năm.", "2026-12-31"),
        ("Sở Xây dựng báo cáo vào tuần cuối của quý.", "2026-03-31"),
        (
            "Các xã báo cáo 6 tháng trước ngày 12 tháng 6, cả năm trước ngày 20 tháng 11 về Sở Xây "
            "dựng để trình UBND tỉnh trước ngày 05 tháng 12 năm 2026.",
            "2026-06-11",
        ),
    ],
)
def test_the_last_day_of_a_time_is_read(tasks: Reads, words: str, last: str) -> None:
    assert tasks(words)[0]["due"] == last


@pytest.mark.parametrize(
    "words",
    [
        'Sở Xây dựng mở chuyên mục "Mỗi tuần một tuyến phố xanh".',
        "Sở Xây dựng xử lý việc phát sinh trong năm.",
    ],
)
def test_a_time_in_a_name_and_of_what_arises_is_no_deadline(tasks: Reads, words: str) -> None:
    assert tasks(words)[0]["deadline"] == ""


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Cấp tỉnh trồng 40 ha rừng; cấp xã trồng 05 ha.", ["Cấp tỉnh", "UBND các xã, phường"]),
        ("Các xã chưa đạt chuẩn cây xanh rà soát từng thôn.", ["Các xã chưa đạt chuẩn cây xanh"]),
        ("Phường Kỳ Lừa trồng 50 cây; mỗi phường không dưới 10 cây.", ["UBND phường Kỳ Lừa"]),
        ("Hộ dân được cấp cây giống đối ứng 30% giá trị.", []),
        ("Địa chỉ hộp thư: a@b.example; liên hệ Phòng Cây xanh.", []),
    ],
)
def test_levels_act_and_who_gets_or_is_written_to_does_not(
    tasks: Reads, words: str, leads: list[str]
) -> None:
    assert [lead for task in tasks(words) for lead in task["leads"]] == leads
