"""What `check` says of a sentence that a person changed since it was derived (LC745)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.cascade.sense.across import check_levels
from generator.cascade.sense.reworded import reworded
from generator.diagnostics import Severity
from tests.derived_plan import HEAD, OPENING, item, office
from tests.plans_apart.office import Office
from tests.test_beside_above import HERE, from_above, loaded

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.workspace.workspace import Workspace

__all__ = ["office"]

ABOVE = (
    "Ủy ban nhân dân các xã rà soát từng hộ vùng trũng, không để sót hộ nghèo, hộ neo đơn; gửi danh"
    " sách về Sở Y tế trong 10 ngày kể từ ngày nhận văn bản. Trường hợp có nhà sập thì Công an các"
    " xã phải báo cáo ngay Chủ tịch UBND xã; định kỳ hằng tháng kiểm tra tối thiểu 30 hộ, mức hỗ"
    " trợ không quá 2 triệu đồng/hộ từ ngân sách xã. Công khai kết quả trước ngày 15/9/2026."
)
DERIVED = ABOVE.replace("Ủy ban nhân dân các xã", "UBND xã").replace("Công an các xã", "Công an xã")


STORES = (
    "Ủy ban nhân dân các xã dự trữ gạo, muối tại thôn ít nhất 12 ngày trong mùa mưa lũ; lưu mẫu"
    " nước đủ 48 giờ; báo cáo kết quả về Sở Y tế trước ngày 15/9/2026 kể từ ngày 10/8/2026."
)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("ít nhất 12 ngày", "ít nhất 02 ngày"),
        ("đủ 48 giờ", "đủ 24 giờ"),
        ("trước ngày 15/9/2026", "trước ngày 15/01/2026"),
    ],
)
def test_a_shorter_store_and_a_day_that_was_over_are_told(
    office: Workspace, was: str, now: str
) -> None:
    words = STORES.replace("Ủy ban nhân dân các xã", "UBND xã")
    found = told(office, words.replace(was, now), words, above=STORES)
    assert [one.severity for one in found if one.code == "LC745"] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("ít nhất 12 ngày", "ít nhất 15 ngày"),
        ("đủ 48 giờ", "đủ 72 giờ"),
        ("trước ngày 15/9/2026", "trước ngày 10/9/2026"),
    ],
)
def test_a_longer_store_and_an_earlier_day_ask_for_more_and_are_not_told(
    office: Workspace, was: str, now: str
) -> None:
    words = STORES.replace("Ủy ban nhân dân các xã", "UBND xã")
    assert [*told(office, words.replace(was, now), words, above=STORES)] == []


def told(
    office: Workspace, now: str, was: str = DERIVED, asked: str = "", above: str = ABOVE
) -> list[Diagnostic]:
    """LC745 of one sentence that was derived so, and is so now."""
    upper = loaded(HEAD.format(opening=OPENING) + item("x", "Nhiệm vụ", above))
    base, plan = (
        loaded(HERE.format(opening="UBND xã ban hành Kế hoạch như sau:") + _points(words, asked))
        for words in (was, now)
    )
    found = check_levels(plan, upper, office.registry, office.citations, base.plan)
    return [one for one in found if one.code in ("LC739", "LC744", "LC745")]


def _points(words: str, asked: str) -> str:
    made = from_above("Nhiệm vụ", {words: "x-1"})
    return made.replace("noi_dung", f'can_xem = "{asked}"\nnoi_dung') if asked else made


OTHERS = {
    "a term": ("trong 10 ngày kể", "trong 20 ngày kể", "10 ngày"),
    "working days": ("10 ngày kể", "10 ngày làm việc kể", "làm việc"),
    "a day": ("15/9/2026", "15/10/2026", "15/10/2026"),
    "a rhythm": ("hằng tháng", "hằng quý", "hằng quý"),
    "a bound turned": ("không quá 2 triệu", "tối thiểu 2 triệu", "tối thiểu"),
    "a smaller floor": ("tối thiểu 30 hộ", "tối thiểu 10 hộ", "10 hộ"),
    "the unit of a sum": ("2 triệu đồng", "2 tỷ đồng", "tỷ"),
    "a denial": ("không để sót", "hạn chế bỏ sót", "hạn chế"),
    "each to some": ("từng hộ", "một số hộ", "một số"),
    "a group left out": ("hộ nghèo, hộ neo đơn", "hộ nghèo", "neo đơn"),
    "must to may": ("phải báo cáo", "có thể báo cáo", "có thể"),
    "a condition": ("Trường hợp có nhà sập thì ", "", "nhà sập"),
    "who acts": ("Công an xã phải", "Trạm Y tế phải", "Trạm Y tế"),
    "to whom": ("về Sở Y tế", "về Sở Xây dựng", "Sở Xây dựng"),
    "whose money": ("ngân sách xã", "ngân sách tỉnh", "ngân sách tỉnh"),
    "a clause": (" Công khai kết quả trước ngày 15/9/2026.", "", "Công khai"),
    "an order upwards": ("gửi danh sách về Sở Y tế", "giao Sở Y tế lập danh sách", "giao Sở Y tế"),
    "a power": ("Công khai", "Ban hành mức phạt 5 triệu đồng. Công khai", "mức phạt"),
    "the reach of a measure": ("hộ vùng trũng", "hộ trong phạm vi 5 mét", "5 mét"),
    "a day long past": ("trước ngày 15/9/2026", "trước ngày 15/9/2024", "15/9/2024"),
    "a slip of a key": ("tối thiểu 30 hộ", "tối thiểu 300 hộ", "300 hộ"),
    "a body of another level": ("thì Công an xã", "thì Công an tỉnh", "Công an tỉnh"),
    "before to after": ("kết quả trước ngày", "kết quả sau ngày", "sau ngày"),
    "the superior's purse": ("từ ngân sách xã", "từ nguồn của tỉnh", "tỉnh"),
    "another place": ("UBND xã rà soát", "UBND xã Mộc Sơn rà soát", "Mộc Sơn"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_order_is_told_once_beside_what_was_derived(name: str, office: Workspace) -> None:
    was, now, words = OTHERS[name]
    found = told(office, DERIVED.replace(was, now))
    assert [(one.code, words in one.message) for one in found] == [("LC745", True)]
    beside = found[0].hints[0]  # what the plan above says there
    assert was.strip() in beside or "rà soát từng hộ" in beside


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("", ""),
        ("trong 10 ngày", "trong 7 ngày"),
        ("15/9/2026", "10/9/2026"),
        ("15/9/2026", "15 tháng 9 năm 2026"),
        ("tối thiểu 30 hộ", "ít nhất 30 hộ"),
        ("không quá 2 triệu", "tối đa 2 triệu"),
        ("định kỳ hằng tháng", "định kỳ mỗi tháng"),
        ("định kỳ hằng tháng", "định kỳ hằng tuần"),
        ("trước ngày 15/9/2026", "trong tháng 8/2026"),
        ("UBND xã rà soát", "Ủy ban nhân dân xã tổ chức rà soát"),
        ("kết quả trước", "kết quả tại trụ sở xã trước"),
        ("Công khai kết quả trước", "Công khai kết quả trước cổng trụ sở trước"),
        ("nhận văn bản. Trường hợp", "nhận văn bản; trường hợp"),
    ],
)
def test_stricter_earlier_and_other_wording_is_not_told(
    was: str, now: str, office: Workspace
) -> None:
    assert told(office, DERIVED.replace(was, now)) == []


TARGET = "Chỉ tiêu bằng số của tỉnh: xác định chỉ tiêu của xã"
WHOSE = "Kế hoạch trên không nói cấp nào làm việc này: xem xã có làm không"
ISSUE = "Kế hoạch phải ban hành, gửi lên trên chính là kế hoạch này: xem lại câu và thời hạn"
SOME = "Chỉ giao nơi “có rừng”: xã Yên Châu có thuộc diện này không"
WATCH = (
    "Lập đường dây nóng của tỉnh, trực 24/24 giờ; cấm tuyệt đối việc đốt nương, trước 15/9/2026."
)
ISSUES = "Xây dựng kế hoạch trước ngày 20/3/2026; bố trí tối thiểu 30 triệu đồng/năm."


@pytest.mark.parametrize(
    ("asked", "was", "now"),
    [
        (TARGET, "Giảm ít nhất 10% số vụ so với năm 2025.", "Không để xảy ra vụ nào ở xã."),
        (TARGET, "Toàn xã có thêm 20 bể bơi.", "Xã có thêm 01 bể bơi."),
        (WHOSE, WATCH, "Công khai số đường dây nóng của tỉnh đến từng hộ."),
        (ISSUE, ISSUES, "Bố trí tối thiểu 30 triệu đồng/năm."),
    ],
)
def test_the_answer_to_what_was_asked_is_no_change(
    asked: str, was: str, now: str, office: Workspace
) -> None:
    assert told(office, now, was, asked, was) == []


@pytest.mark.parametrize(
    ("asked", "was", "now", "words"),
    [
        (TARGET, "Trồng 20 ha rừng trước 20/5/2026.", "Trồng 5 ha rừng trước 20/6/2026.", "Ngày"),
        (SOME, ISSUES, "Bố trí tối thiểu 10 triệu đồng/năm.", "không có con số này"),
        (ISSUE, ISSUES, "Bố trí tối đa 30 triệu đồng/năm.", "Mức tối thiểu, tối đa"),
        (TARGET, "Trên 90% hộ ký cam kết.", "Dưới 90% hộ ký cam kết.", "Mức tối thiểu, tối đa"),
        (WHOSE, WATCH, WATCH.replace("cấm tuyệt đối", "hạn chế"), "Chữ phủ định"),
    ],
)
def test_what_no_question_asks_for_is_told_at_a_question_too(
    asked: str, was: str, now: str, words: str, office: Workspace
) -> None:
    (one,) = told(office, now, was, asked, was)
    assert (one.code, one.severity) == ("LC745", Severity.WARNING)
    assert words in one.message


SHARES = "Trồng mới 120 ha, trong đó: xã Mường La: 25 ha; xã Yên Châu: 30 ha; xã Mai Sơn: 20 ha."
KINDS = "Từ 80% hộ gia đình ở phường và 60% hộ gia đình ở xã trở lên phân loại rác."


@pytest.mark.parametrize(
    ("above", "now", "words"),
    [
        (SHARES, "Trồng mới 30 ha.", ()),
        (SHARES, "Trồng mới 20 ha.", ("“30 ha”", "“20 ha”")),
        (KINDS, "Từ 60% hộ gia đình trên địa bàn xã trở lên phân loại rác.", ()),
        (KINDS, "Từ 80% hộ gia đình của xã trở lên phân loại rác.", ("“60%”", "“80%”")),
    ],
)
def test_of_several_shares_the_unit_takes_its_own(
    above: str, now: str, words: tuple[str, ...], office: Workspace
) -> None:
    asked = "Số liệu giao chung cho nhiều đơn vị: xác định phần của xã Yên Châu"
    found = told(office, now, above, asked, above)
    assert [all(word in one.message for word in words) for one in found] == [True] * bool(words)


POST = "Niêm yết danh sách tại nhà văn hóa trong 20 ngày để lấy ý kiến; báo cáo trong 48 giờ."
DRIVE = "Ra quân vào sáng thứ Bảy hằng tuần từ tháng 4 đến hết tháng 11 năm 2026."
TAKEN = "Sở Y tế chủ trì, phối hợp các xã giám sát; thu hồi mã số của cơ sở vi phạm."
ASKED = "Đề nghị Hội Nông dân xã vận động hội viên làm tốt."


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        (POST, POST.replace("20 ngày", "10 ngày"), "20 ngày"),
        (POST, POST.replace("48 giờ", "72 giờ"), "48 giờ"),
        (DRIVE, DRIVE.replace("tháng 11", "tháng 9"), "tháng 9"),
        (
            "Phối hợp với Sở Y tế giám sát.",
            "Phối hợp với Sở Y tế giám sát; thu hồi mã số.",
            "mã số",
        ),
        (ASKED, ASKED.removeprefix("Đề nghị "), "Đề nghị Hội Nông dân"),
    ],
)
def test_less_time_for_what_goes_on_and_powers_of_others_are_told(
    was: str, now: str, words: str, office: Workspace
) -> None:
    (one,) = told(office, now, was, above=TAKEN if "Sở Y tế" in was else was)
    assert (one.code, one.severity) == ("LC745", Severity.WARNING)
    assert words in one.message


def test_the_own_purse_in_place_of_the_public_one_is_no_change(office: Workspace) -> None:
    was = "Kinh phí thực hiện từ ngân sách nhà nước theo phân cấp."
    assert told(office, was.replace("nhà nước", "xã"), was, above=was) == []


def test_a_figure_from_nowhere_is_named_in_a_note(office: Workspace) -> None:
    (one,) = told(office, DERIVED.replace("từng hộ vùng", "từng hộ (cả xã 45 bản) vùng"))
    assert (one.severity, "45 bản" in one.message) == (Severity.INFO, True)


@pytest.mark.parametrize("now", ["tối thiểu 45 hộ", "ít nhất 03 lần"])
def test_a_greater_least_is_a_note(now: str, office: Workspace) -> None:
    was = DERIVED.replace("tối thiểu 30 hộ", "tối thiểu 30 hộ, ít nhất 02 lần")
    other = "tối thiểu 30 hộ" if "hộ" in now else "ít nhất 02 lần"
    (one,) = told(office, was.replace(other, now), was)
    assert (one.code, one.severity) == ("LC745", Severity.INFO)
    assert now.split(" ", 2)[2] in one.message


@pytest.mark.parametrize(
    ("was", "here", "later"),
    [
        (
            "Các sở, UBND các xã báo cáo 6 tháng trước ngày 12/6, năm trước ngày 20/11 về Sở Y tế"
            " để trình UBND tỉnh trước ngày 05/12/2026.",
            "UBND xã báo cáo 6 tháng trước ngày {}, năm trước ngày 20/11 về Sở Y tế.",
            ("12/6", "25/6"),
        ),
        (
            "Các xã giải ngân xong trước ngày 10/12/2026.",
            "Giải ngân xong trước ngày {}/2026.",
            ("10/12", "20/12"),
        ),
    ],
)
def test_a_later_day_of_any_sentence_is_later_than_above(
    was: str, here: str, later: tuple[str, str], office: Workspace
) -> None:
    upper = loaded(HEAD.format(opening=OPENING) + item("x", "Kinh phí, báo cáo", was))
    base, plan = (
        loaded(HERE.format(opening="UBND xã ban hành Kế hoạch như sau:") + _points(words, ""))
        for words in map(here.format, later)
    )
    late = [
        [one.severity for one in check_levels(each, upper, office.registry, office.citations,
                                              base.plan) if one.code == "LC701"]
        for each in (base, plan)
    ]  # fmt: skip
    assert late == [[], [Severity.ERROR]]


def test_a_count_that_is_given_and_raised_is_a_warning(office: Workspace) -> None:
    was = "Xã Yên Châu xây thêm 03 lán, làm 02 biển báo."
    (one,) = told(office, was.replace("03 lán", "05 lán"), was, above=was)
    assert (one.code, one.severity) == ("LC745", Severity.WARNING)


@pytest.mark.parametrize("heads", [True, False])
def test_another_room_over_all_that_stands_below_is_a_warning(
    heads: bool, office: Workspace
) -> None:
    above = HEAD.format(opening=OPENING) + item("x", "Chủ tịch UBND các xã", "Rà soát hộ.")
    words = "Phòng Kinh tế chủ trì" if heads else "Rà soát hộ"
    made = HERE.format(opening="UBND xã ban hành Kế hoạch như sau:") + from_above(
        words, {"Phòng Kinh tế rà soát hộ.": "x-1"}
    )
    now = made.replace("Phòng Kinh tế", "Phòng Văn hóa - Xã hội")
    upper, base, plan = (loaded(text) for text in (above, made, now))
    found = check_levels(plan, upper, office.registry, office.citations, base.plan)
    told_of = {one.severity for one in found if one.code == "LC745"}
    assert (Severity.WARNING in told_of) is heads


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Sơ tán dân khi có lũ.", "Sơ tán dân khi có lũ lớn."),
        ("Đóng chợ khi có ngập, sạt lở.", "Đóng chợ khi có ngập sâu, sạt lở."),
        ("Trực 24/24 giờ nếu có cháy rừng.", "Trực 24/24 giờ nếu có cháy rừng lan rộng."),
    ],
)
def test_more_words_of_a_case_narrow_it(was: str, now: str, office: Workspace) -> None:
    (one,) = told(office, now, was, above=was)
    assert (one.code, one.severity) == ("LC745", Severity.WARNING)


def test_more_of_what_is_done_in_a_case_narrows_nothing(office: Workspace) -> None:
    was = "Khi có lũ, UBND xã sơ tán dân."
    assert told(office, was.replace("sơ tán", "sơ tán khẩn trương"), was, above=was) == []


WARD_DUTY = (
    "Niêm yết số điện thoại; trả lời phản ánh trong thời gian không quá 24 giờ; trực từ ngày 01/6"
    " đến ngày 30/9. Nhắc nhở xong trong tháng 12/2026; sau ngày 31 tháng 12 năm 2026 thì xử phạt;"
    " quét chợ tối thiểu 02 chuyến/tháng; gửi kết quả về Tỉnh ủy."
)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("không quá 24 giờ", "không quá 48 giờ"),
        ("từ ngày 01/6", "từ ngày 01/7"),
        ("đến ngày 30/9", "đến ngày 30/8"),
        ("31 tháng 12 năm 2026", "31 tháng 12 năm 2027"),
        ("31 tháng 12 năm 2026", "31/01/2027"),
        ("02 chuyến/tháng", "01 chuyến/tháng"),
        ("về Tỉnh ủy", "về UBND tỉnh"),
    ],
)
def test_every_time_of_a_sentence_and_who_gets_the_report_is_compared(
    was: str, now: str, office: Workspace
) -> None:
    (one,) = told(office, WARD_DUTY.replace(was, now), WARD_DUTY, above=WARD_DUTY)
    assert (one.code, one.severity) == ("LC745", Severity.WARNING)
    assert now.split()[-1].split("/")[0] in one.message


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("không quá 24 giờ", "không quá 12 giờ"),
        ("từ ngày 01/6 đến ngày 30/9", "từ 01/6 đến hết ngày 30/9"),
        ("từ ngày 01/6", "từ ngày 15/5"),
        ("31 tháng 12 năm 2026", "31/12/2026"),
        ("tháng 12/2026;", "tháng 12 năm 2026;"),
        ("tối thiểu 02", "ít nhất 2"),
        ("về Tỉnh ủy", "về Tỉnh ủy đúng hạn"),
    ],
)
def test_times_said_otherwise_and_more_of_them_are_not_told(
    was: str, now: str, office: Workspace
) -> None:
    assert told(office, WARD_DUTY.replace(was, now), WARD_DUTY, above=WARD_DUTY) == []


GATHERS = "Tổng hợp kết quả của các thôn, báo cáo Sở Y tế trước ngày 25 tháng cuối quý."


@pytest.mark.parametrize("now", ["UBND xã", "Ủy ban nhân dân xã"])
def test_a_report_turned_to_the_unit_itself_is_told(now: str, office: Workspace) -> None:
    (one,) = told(office, GATHERS.replace("Sở Y tế", now), GATHERS, above=GATHERS)
    assert (one.code, one.severity) == ("LC745", Severity.WARNING)
    assert ("Sở Y tế" in one.message, now in one.message) == (True, True)


def test_a_report_through_the_own_committee_is_no_report_to_itself(office: Workspace) -> None:
    now = GATHERS.replace("báo cáo Sở Y tế", "tham mưu UBND xã báo cáo Sở Y tế")
    assert told(office, now, GATHERS, above=GATHERS) == []


def test_what_is_taken_back_from_the_plan_above_is_not_told(office: Workspace) -> None:
    cut = DERIVED.replace(", không để sót hộ nghèo, hộ neo đơn", "").replace("từng ", "các ")
    assert told(office, DERIVED, cut) == []


def test_a_figure_that_was_asked_for_is_not_told_and_a_turned_bound_is(office: Workspace) -> None:
    asked = "Chỉ tiêu bằng số của tỉnh: xác định chỉ tiêu của xã"
    assert told(office, DERIVED.replace("30 hộ", "8 hộ"), asked=asked) == []
    (one,) = told(office, DERIVED.replace("hằng tháng", "hằng năm"), asked=asked)
    assert one.code == "LC745"


def test_a_duty_taken_out_is_told_once_and_one_left_out_with_a_reason_is_not(
    office: Workspace,
) -> None:
    upper = loaded(HEAD.format(opening=OPENING) + item("x", "Nhiệm vụ", ABOVE, "Đào 03 hố rác."))
    opening = HERE.format(opening="UBND xã ban hành Kế hoạch như sau:")
    base = loaded(opening + from_above("Nhiệm vụ", {DERIVED: "x-1", "Đào 03 hố rác.": "x-2"}))
    text = opening + from_above("Nhiệm vụ", {DERIVED: "x-1"})
    left = text.replace(
        "\n[[mo_dau]]", '\n[[khong_thuc_hien]]\nnut = "x-2"\nly_do = "Đã đào"\n\n[[mo_dau]]', 1
    )
    codes = []
    for words in (text, left):
        found = check_levels(loaded(words), upper, office.registry, office.citations, base.plan)
        codes.append([one.code for one in found if "hố rác" in one.message])
    assert codes == [["LC745"], []]


@pytest.mark.parametrize("words", ["Giao Sở Y tế cấp thuốc cho xã.", "Quy định mức thu phí rác."])
def test_a_sentence_put_in_takes_no_power_that_the_plan_above_does_not_give(
    words: str, office: Workspace
) -> None:
    upper = loaded(HEAD.format(opening=OPENING) + item("x", "Nhiệm vụ", ABOVE))
    opening = HERE.format(opening="UBND xã ban hành Kế hoạch như sau:")
    base = loaded(opening + from_above("Nhiệm vụ", {DERIVED: "x-1"}))
    plan = loaded(opening + from_above("Nhiệm vụ", {DERIVED: "x-1", words: ""}))
    found = check_levels(plan, upper, office.registry, office.citations, base.plan)
    assert [one.code for one in found if one.code == "LC745"] == ["LC745"]


def test_clauses_in_another_order_are_the_same() -> None:
    was, now = "Phát loa mỗi tối; treo 05 băng rôn.", "Treo 5 băng rôn; phát loa mỗi tối."
    assert reworded(was, now, was) == []


def test_check_knows_the_derived_text_of_its_workspace(tmp_path: Path) -> None:
    place = Office(tmp_path, "xã Yên Châu, Sơn La")
    upper = HEAD.format(opening=OPENING) + item("x", "Ủy ban nhân dân các xã", ABOVE)
    (tmp_path / "plans" / "tren.toml").write_text(upper, "utf-8")
    assert place.do("derive", "plans/tren.toml", "--unit", "ubnd-xa-yen-chau").code == 0
    (file,) = (tmp_path / "plans").glob("xa-*.toml")
    text = file.read_text("utf-8")
    codes = []
    for words in (text, text.replace("trong 10 ngày kể", "trong 30 ngày kể")):
        file.write_text(words, "utf-8")
        said = place.do("check", str(file), "--json", "--no-pages")
        codes.append({one["code"] for one in said.data["diagnostics"]} & {"LC745"})
    assert codes == [set(), {"LC745"}]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Dựng tối thiểu 30 lán cho hộ chăn thả.", "Dựng từ 30 lán trở lên cho hộ chăn thả."),
        ("Báo cáo vụ cháy lán trong vòng 24 giờ.",
         "Báo cáo vụ cháy lán trong vòng 24 giờ kể từ khi xảy ra."),
        ("Không cấp thẻ nguồn gốc cho hộ chưa kê khai.",
         "Không cấp thẻ nguồn gốc đối với các hộ chưa kê khai theo quy định."),
        ("Các trường học treo biển cấm lửa.", "Trường Tiểu học Chiềng Pằn treo biển cấm lửa."),
    ],
)  # fmt: skip
def test_a_least_a_start_a_source_and_one_of_all_said_otherwise_are_not_told(
    was: str, now: str, office: Workspace
) -> None:
    assert told(office, now, was, above=was) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Bố trí tối thiểu 30 lán cho hộ chăn thả.", "Bố trí 35 lán cho hộ chăn thả."),
        ("Chỉ được mở lán sau khi đã kiểm tra.", "Lán chỉ được mở sau khi đã kiểm tra."),
    ],
)
def test_more_than_a_least_and_a_word_that_moved_are_no_warning(
    was: str, now: str, office: Workspace
) -> None:
    assert {one.severity for one in told(office, now, was, above=was)} <= {Severity.INFO}


def test_another_room_than_the_plan_above_names_is_told_beside_an_open_question(
    office: Workspace,
) -> None:
    was = "Phòng Kinh tế chia thuốc thú y; Trung tâm Dịch vụ tổng hợp phun thuốc."
    now = was.replace("Phòng Kinh tế", "Phòng Văn hóa - Xã hội")
    who = (
        "Câu nói Trung tâm Dịch vụ tổng hợp làm: xem có phải việc của xã, hay chuyển thành đề"
        " nghị, phối hợp"
    )
    (found,) = told(office, now, was, asked=who, above=was)
    assert "Phòng Văn hóa - Xã hội" in found.message


@pytest.mark.parametrize(("now", "codes"), [("90 ngày", ["LC745"]), ("30 ngày", [])])
def test_what_is_over_at_the_latest_by_then_is_not_longer_unsaid(
    now: str, codes: list[str], office: Workspace
) -> None:
    was = "Nộp tài liệu lưu trữ chậm nhất 60 ngày kể từ ngày công bố danh mục."
    found = told(office, was.replace("60 ngày", now), was, above=was)
    assert [one.code for one in found] == codes


def test_what_derivation_itself_left_out_or_wrote_is_no_finding_of_its_sentence(
    office: Workspace,
) -> None:
    above = (
        "Ủy ban nhân dân các xã, phường phối hợp với Sở Y tế, Sở Xây dựng rà soát hộ vùng trũng,"
        " dựng lán tạm cho hộ mất nhà, cấp lương thực."
    )
    upper = loaded(HEAD.format(opening=OPENING) + item("x", "Nhiệm vụ", above))
    own = "UBND xã phối hợp với Sở Y tế rà soát hộ vùng trũng."
    plan = loaded(HERE.format(opening="UBND xã ban hành Kế hoạch như sau:") + _points(own, ""))
    codes = [
        {one.code for one in check_levels(plan, upper, office.registry, office.citations, base)}
        & {"LC739", "LC744", "LC745"}
        for base in (None, plan.plan)
    ]
    assert codes == [{"LC739"}, set()]


def test_another_room_of_the_office_is_a_note(office: Workspace) -> None:
    was = "Phòng Kinh tế rà soát hộ vùng trũng, cắm biển báo."
    now = was.replace("Phòng Kinh tế", "Phòng Văn hóa - Xã hội")
    (found,) = told(office, now, was, above="Rà soát hộ vùng trũng, cắm biển báo.")
    assert (found.code, found.severity) == ("LC745", Severity.INFO)
    assert "Phòng Văn hóa - Xã hội" in found.message


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Phối hợp với Công an tỉnh, Sở Y tế đo bụi ở 12 lò gạch.",
         "Phối hợp với Sở Y tế, Công an tỉnh đo bụi ở 12 lò gạch."),
        ("Trên 70% thợ lò được khám phổi.", "Hơn 70% thợ lò được khám phổi."),
        ("Khám phổi cho 240 người lao động ở lò gạch.", "Khám phổi cho 240 lao động ở lò gạch."),
    ],
)  # fmt: skip
def test_helpers_in_another_order_and_another_word_for_a_bound_are_no_change(
    was: str, now: str, office: Workspace
) -> None:
    assert told(office, now, was, above=was) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Báo cáo bụi lò gạch trước 15 giờ thứ Năm hằng tuần; khi có gió Lào báo cáo hằng ngày.",
         "Báo cáo bụi lò gạch trước 15 giờ thứ Năm hằng tuần; khi có gió Lào báo cáo hằng tuần."),
        ("Dự trữ ít nhất 5 kg vôi bột/lò trong 60 ngày.",
         "Dự trữ ít nhất 5 kg vôi bột/lò trong 30 ngày."),
    ],
)  # fmt: skip
def test_a_second_rhythm_and_a_shorter_store_are_told(
    was: str, now: str, office: Workspace
) -> None:
    (found,) = told(office, now, was, above=was)
    assert (found.code, found.severity) == ("LC745", Severity.WARNING)


def test_a_day_that_the_sentence_above_sets_for_another_part_is_not_late(
    office: Workspace,
) -> None:
    above = (
        "Các đảng ủy xã xây dựng chương trình trước ngày 15/11/2026; lãnh đạo Ủy ban nhân dân các"
        " xã lập danh sách hộ, hoàn thành trong năm 2026."
    )
    upper = loaded(HEAD.format(opening=OPENING) + item("x", "Nhiệm vụ", above))
    codes = []
    for until in ("trong năm 2026", "trong năm 2027"):
        points = _points(f"UBND xã lập danh sách hộ, hoàn thành {until}.", "")
        plan = loaded(HERE.format(opening="UBND xã ban hành Kế hoạch như sau:") + points)
        found = check_levels(plan, upper, office.registry, office.citations, None)
        codes.append({one.code for one in found} & {"LC701"})
    assert codes == [set(), {"LC701"}]


def test_a_share_by_kind_of_unit_is_held_against_its_own(office: Workspace) -> None:
    above = "Tỷ lệ hộ có hố xí hợp vệ sinh: phường đạt 95%, xã đạt 80%."
    upper = loaded(HEAD.format(opening=OPENING) + item("x", "Mục tiêu", above))
    codes = []
    for share in ("80", "70"):
        own = f"Tỷ lệ hộ có hố xí hợp vệ sinh: xã đạt {share}%."
        made = from_above("Mục tiêu", {own: "x-1"})
        plan = loaded(HERE.format(opening="UBND xã ban hành Kế hoạch như sau:") + made)
        found = check_levels(plan, upper, office.registry, office.citations, None)
        codes.append({one.code for one in found} & {"LC725"})
    assert codes == [set(), {"LC725"}]


STORM = (
    "Di dời dân trước 15 giờ ngày 21/10/2026; tính thu nhập trong 12 tháng trước thời điểm rà soát;"
    " xin ý kiến của Chủ tịch UBND tỉnh."
)


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("15 giờ", "17 giờ", ["17 giờ"]),
        ("15 giờ", "9 giờ", []),
        ("trước 15 giờ ngày", "trước ngày", ["15 giờ"]),
        ("12 tháng", "06 tháng", ["06 tháng"]),
        ("UBND tỉnh", "UBND xã", ["UBND xã"]),
    ],
)
def test_a_later_hour_a_shorter_look_back_and_another_consent_are_told(
    was: str, now: str, words: list[str], office: Workspace
) -> None:
    found = told(office, STORM.replace(was, now), STORM, above=STORM)
    assert [one.code for one in found] == ["LC745"] * len(words)
    assert all(word in one.message for word, one in zip(words, found, strict=True))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("trong 12 giờ", "trong 36 giờ"),
        ("chậm nhất 15 ngày trước", "chậm nhất 03 ngày trước"),
        ("trước 10 ngày so với", "trước 04 ngày so với"),
        ("về Phòng Kinh tế", "về Phòng Kinh tế, Hạ tầng và Đô thị"),
    ],
)
def test_a_later_report_a_shorter_lead_before_an_event_and_a_longer_rooms_name_are_told(
    was: str, now: str, office: Workspace
) -> None:
    words = (
        "Theo dõi đê bối, sự cố báo cáo Thường trực Đảng ủy trong 12 giờ; gửi phương án chậm nhất"
        " 15 ngày trước ngày mở cống; báo lịch lấy nước trước 10 ngày so với ngày xuống giống; nộp"
        " sổ theo dõi về Phòng Kinh tế."
    )
    (found,) = told(office, words.replace(was, now), words, above=words)
    assert (found.code, found.severity) == ("LC745", Severity.WARNING)
    assert now.removeprefix("về ").split(" trước")[0].split(" so")[0] in found.message


def test_a_room_that_loses_a_part_of_its_name_is_another(office: Workspace) -> None:
    was = "Giao Phòng Văn hóa - Xã hội rà soát."
    now = was.replace("Văn hóa - Xã hội", "Văn hóa")
    (found,) = told(office, now, was, above="Giao phòng chuyên môn rà soát.")
    assert (found.code, found.severity) == ("LC745", Severity.WARNING)
    assert "Phòng Văn hóa - Xã hội" in found.message


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("trong 12 giờ", "trong 06 giờ"),
        ("chậm nhất 15 ngày trước", "chậm nhất 20 ngày trước"),
        ("Trực đê đủ 12 giờ", "Trực đê đủ 24 giờ"),
    ],
)
def test_a_quicker_report_and_a_longer_watch_ask_for_more(
    was: str, now: str, office: Workspace
) -> None:
    words = (
        "Trực đê đủ 12 giờ; sự cố báo cáo Thường trực Đảng ủy trong 12 giờ; gửi phương án chậm"
        " nhất 15 ngày trước ngày mở cống."
    )
    assert told(office, words.replace(was, now), words, above=words) == []
