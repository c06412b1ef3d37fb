"""What sentences order: bodies, duties, deadlines, competence, figures."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.grammar.clause_heads import ORDER, ORDERED
from generator.grammar.competence import competence
from generator.grammar.data import read_data
from generator.grammar.deadline_patterns import NEEDED, PATTERNS, RANKS_BY_WORD, SHAPES
from generator.grammar.deadlines import deadlines, whole
from generator.grammar.duties import duties
from generator.grammar.figures import figures
from generator.grammar.labels import labels_in
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import bodies
from generator.grammar.named_units import named_units
from generator.grammar.stored import ends_later, next_day, stored
from generator.grammar.workdays import after_working_days, is_working_day
from tests.plans_apart import typist

DAY = date(2026, 3, 2)


def who(text: str) -> list[tuple[str, str | None, str]]:
    """Kind, level, and "all" or the place of each body of a text."""
    return [(b.kind, b.level, "all" if b.every else b.place) for b in bodies(text)]


def test_a_joint_heading_names_the_heads_of_all_departments_and_communes() -> None:
    found = bodies(
        "Giám đốc các Sở và Thủ trưởng các ban, ngành tỉnh; Chủ tịch UBND các xã, phường"
    )
    assert [(b.kind, b.level, b.every, b.head) for b in found] == [
        ("so", "tinh", True, True),
        ("ban-nganh", "tinh", True, True),
        ("ubnd", "xa", True, True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "UBND các xã, phường",
        "Ủy ban nhân dân các xã, phường",
        "Uỷ ban nhân dân các phường, xã",
        "UỶ BAN NHÂN DÂN CÁC XÃ, PHƯỜNG",
        "ủy ban nhân dân cấp xã",
        "**UBND các xã, phường**",
    ],
)
def test_case_abbreviation_tone_and_order_make_no_other_body(text: str) -> None:
    assert who(text) == [("ubnd", "xa", "all")]


def test_one_first_word_serves_a_list_of_names() -> None:
    assert [b.text for b in bodies("các Sở: Nội vụ, Tài chính, Nông nghiệp và Môi trường")] == [
        "các Sở: Nội vụ",
        "Sở Tài chính",
        "Sở Nông nghiệp và Môi trường",
    ]
    places = [b.place for b in bodies("UBND các xã: Suối Mơ, Bản Lá và Đèo Gió")]
    assert places == ["xã Suối Mơ", "xã Bản Lá", "xã Đèo Gió"]


def test_a_narrowed_collective_keeps_what_narrows_it() -> None:
    (body,) = bodies("UBND các xã, phường có cụm công nghiệp chủ trì rà soát")
    assert (body.every, body.only) == (True, "có cụm công nghiệp")


def test_a_body_nobody_lists_still_has_kind_and_level() -> None:
    assert who("Sở Kinh tế số và Đổi mới chủ trì") == [("so", "tinh", "")]
    assert who("Ban Quản lý dự án đầu tư xây dựng số 9 tỉnh") == [("ban", "tinh", "")]


@pytest.mark.parametrize(
    "text",
    ["cán bộ, cơ sở giáo dục", "phòng, chống thiên tai", "nhiệm vụ ban hành", "toàn bộ hồ sơ"],
)
def test_words_that_only_look_like_bodies_are_none(text: str) -> None:
    assert bodies(text) == ()


def test_a_central_city_is_a_province_and_another_city_is_not() -> None:
    assert who("UBND thành phố Hải Phòng") == [("ubnd", "tinh", "thành phố Hải Phòng")]
    assert who("UBND các huyện, thành phố") == [("ubnd", "huyen", "all")]


_BODIES = st.sampled_from(
    ["Sở Nội vụ", "UBND xã Suối Mơ", "Công an tỉnh", "Phòng Kinh tế", "các sở, ban, ngành",
     "Trung tâm Phục vụ hành chính công", "Bộ Xây dựng", "UBND các xã, phường"]
)  # fmt: skip


@given(
    st.lists(_BODIES, min_size=1, max_size=4, unique=True), st.sampled_from(["; ", ", ", " và "])
)
def test_a_list_has_its_bodies_in_order_each_at_its_place(names: list[str], link: str) -> None:
    text = link.join(names)
    found = bodies(text)
    assert [b.text for b in found] == names
    assert [text[b.span.start : b.span.end] for b in found] == names


@given(st.text(alphabet="ủaỷoàộ *SỞ\u0301UBND-–,.;\u00a0 ", max_size=60))
def test_the_plain_form_leads_back_to_the_text(text: str) -> None:
    plain = plain_of(text)
    for at in range(len(plain.low)):
        place = plain.span(at, at + 1)
        assert 0 <= place.start < place.end <= len(text)


# ------------------------------------------------------------------------------ duties


def roles(text: str) -> list[tuple[str, list[str], list[str]]]:
    return [(d.role, [b.text for b in d.who], [b.text for b in d.whom]) for d in duties(text, DAY)]


def test_who_leads_with_whom_and_who_hears_of_it() -> None:
    assert roles(
        "Sở Nội vụ chủ trì, phối hợp với Công an tỉnh và UBND các xã, phường rà soát hồ sơ, "
        "báo cáo UBND tỉnh trước ngày 15/6/2026."
    ) == [
        ("lead", ["Sở Nội vụ"], ["Công an tỉnh", "UBND các xã, phường"]),
        ("report", ["Sở Nội vụ"], ["UBND tỉnh"]),
    ]


def test_an_order_falls_on_whom_it_names_and_not_on_who_gives_it() -> None:
    assert roles("UBND tỉnh yêu cầu Thủ trưởng các sở, ngành thực hiện nghiêm túc.")[0][1] == [
        "Thủ trưởng các sở, ngành"
    ]


def test_a_request_is_no_order() -> None:
    assert roles("Đề nghị Ủy ban MTTQ Việt Nam tỉnh tuyên truyền, vận động Nhân dân.") == [
        ("asked", ["Ủy ban MTTQ Việt Nam tỉnh"], [])
    ]


def test_responsibility_is_before_somebody() -> None:
    assert roles("Chủ tịch UBND các xã chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để chậm.") == [
        ("answer", ["Chủ tịch UBND các xã"], ["Chủ tịch UBND tỉnh"])
    ]


def test_after_a_semicolon_somebody_else_may_act() -> None:
    found = roles("Giao Sở Tài chính bố trí kinh phí; giao Văn phòng UBND tỉnh theo dõi, đôn đốc.")
    assert [who for _role, who, _whom in found] == [["Sở Tài chính"], ["Văn phòng UBND tỉnh"]]


def test_adverbs_may_stand_before_the_subject() -> None:
    (duty, _report) = duties(
        "Căn cứ Kế hoạch này, UBND các xã, phường xây dựng kế hoạch thực hiện, gửi Sở Nội vụ "
        "trước ngày 30/4/2026.",
        DAY,
    )
    assert [b.text for b in duty.who] == ["UBND các xã, phường"]
    assert duty.when is not None
    assert duty.when.last == date(2026, 4, 29)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chi cục Phát triển nông thôn mở lớp", "Chi cục Phát triển nông thôn"),
        (
            "Chi cục Trồng trọt và Bảo vệ thực vật dự báo sâu bệnh",
            "Chi cục Trồng trọt và Bảo vệ thực vật",
        ),
        (
            "Ban Quản lý dự án các công trình thủy lợi tỉnh nạo vét kênh",
            "Ban Quản lý dự án các công trình thủy lợi tỉnh",
        ),
        ("Trường Trung cấp Y tế Hoa Ban đào tạo 50 học viên", "Trường Trung cấp Y tế Hoa Ban"),
        ("Quỹ Bảo vệ và phát triển rừng chi trả tiền", "Quỹ Bảo vệ và phát triển rừng"),
        (
            "Trung tâm Văn hóa, Thể thao huyện phát thanh mỗi tuần",
            "Trung tâm Văn hóa, Thể thao huyện",
        ),
        (
            "Trung tâm Điều dưỡng người có công đón tiếp 200 lượt",
            "Trung tâm Điều dưỡng người có công",
        ),
        ("Công ty Cổ phần Cấp nước Hoa Ban cấp nước cho xã", "Công ty Cổ phần Cấp nước Hoa Ban"),
        ("Chi cục Kiểm lâm kiểm tra rừng của tỉnh", "Chi cục Kiểm lâm"),
        ("Ban An toàn giao thông tỉnh cắm biển", "Ban An toàn giao thông tỉnh"),
        ("UBND các xã ven sông trồng tre chắn sóng trước ngày 30/6/2026", "UBND các xã ven sông"),
        ("Báo cáo UBND tỉnh", "UBND tỉnh"),
    ],
)
def test_a_name_of_a_body_ends_before_what_the_body_does(text: str, name: str) -> None:
    assert bodies(text)[0].text == name


@pytest.mark.parametrize(
    ("name", "does"),
    [
        ("Ban Quản lý các khu phi thuế quan và cửa khẩu", ": lắp cân"),
        ("Ban Quản lý các bến xe và bến tàu", ", Sở Xây dựng xếp lượt"),
        ("Ban Quản lý các khu di tích và danh thắng tỉnh", " trùng tu cổng đình"),
        ("Ban Quản lý các khu chế xuất, khu công nghệ cao Yên Bình", " rà soát"),
        ("Trung tâm Quản lý các công trình đô thị và cây xanh", " tỉa cành"),
        ("Ban Quản lý các chợ", " và Công an xã kiểm tra bếp gas"),
        ("Ban Quản lý các di tích", " cử người hướng dẫn"),
    ],
)
def test_a_body_is_named_with_all_that_it_manages(name: str, does: str) -> None:
    assert bodies(name + does)[0].text == name


@pytest.mark.parametrize(
    ("text", "leads", "helpers"),
    [
        (
            "Lễ ra quân (Sở Y tế chủ trì; Sở Nội vụ phối hợp): tổ chức tại quảng trường.",
            ["Sở Y tế"],
            ["Sở Nội vụ"],
        ),
        (
            "Nâng cấp 03 cầu treo (Sở Xây dựng chủ trì; UBND các xã, phường có cầu phối hợp), xong "
            "trong Quý II/2026.",
            ["Sở Xây dựng"],
            ["UBND các xã, phường có cầu"],
        ),
        ("Thuốc, vật tư do Sở Y tế mua sắm; cấp về các trạm trong tháng 5/2026.", ["Sở Y tế"], []),
    ],
)
def test_in_brackets_one_leads_and_others_help(
    text: str, leads: list[str], helpers: list[str]
) -> None:
    said = labels_in(text, DAY, DAY)
    assert [b.text for b in said.leads] == leads
    assert [b.text for b in said.helpers] == helpers


def test_a_list_that_somebody_made_is_led_by_nobody() -> None:
    assert labels_in("Rà soát hộ theo danh sách do Sở Y tế cung cấp.", DAY, DAY).leads == ()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Thứ Ba hằng tuần, Sở Y tế gửi số liệu.", "Sở Y tế"),
        ("Ở cấp xã, Trưởng Công an xã là Tổ phó, họp mỗi tháng.", "Trưởng Công an xã"),
        ("Dọn rác, khơi cống, phát quang: giao Công an tỉnh đôn đốc.", "Công an tỉnh"),
        ("Trong năm 2027, tất cả các phường phải phân loại rác.", "các phường"),
        (
            "Trưởng bản, tổ trưởng tổ dân phố báo ngay khi có cháy.",
            "Trưởng bản, tổ trưởng tổ dân phố",
        ),
        ("Sở Y tế theo lĩnh vực phụ trách, ban hành hướng dẫn.", "Sở Y tế"),
    ],
)
def test_who_acts_is_found_behind_time_place_and_heading(text: str, who: str) -> None:
    assert [b.text for b in duties(text, DAY)[0].who] == [who]


def test_where_something_is_done_is_nobody_who_does_it() -> None:
    found = duties("Kiểm kê tại địa phương: UBND các xã cử cán bộ thực hiện.", DAY)
    assert [b.text for b in found[0].who] == ["UBND các xã"]


# ------------------------------------------------------------------------------ deadlines


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Trong năm 2026", date(2026, 12, 31)),
        ("Xong trong Quý II/2026", date(2026, 6, 30)),
        ("Quý III, IV/2026", date(2026, 12, 31)),
        ("Tháng 8/2024", date(2024, 8, 31)),
        ("Trước tháng 9/2026", date(2026, 8, 31)),
        ("2025", date(2025, 12, 31)),
        ("2026 - 2030", date(2030, 12, 31)),
        ("Trước ngày 10/12", date(2026, 12, 9)),
        ("15/7/2026", date(2026, 7, 15)),
        ("Chậm nhất ngày 20 tháng 9 năm 2026", date(2026, 9, 20)),
        ("6 tháng đầu năm 2026", date(2026, 6, 30)),
        ("Từ tháng 4 đến tháng 6/2026", date(2026, 6, 30)),
        ("5/2026 - 12/2026", date(2026, 12, 31)),
        ("Năm 2026, hoàn thành trước ngày 15/6/2026", date(2026, 6, 14)),
        ("trong 10 ngày kể từ ngày 15/4/2026", date(2026, 4, 25)),
    ],
)
def test_words_of_time_have_a_last_day(words: str, last: date) -> None:
    found = whole(words, DAY, DAY)
    assert found is not None
    assert (found.text, found.last) == (words, last)


@pytest.mark.parametrize(
    ("words", "periods", "each"),
    [
        ("trước ngày 25 hằng tháng", ("thang",), "25"),
        ("định kỳ 6 tháng, năm", ("6-thang", "nam"), ""),
        ("trước ngày 10/12 hàng năm", ("nam",), "10/12"),
        ("Hằng quý", ("quy",), ""),
        ("Hằng năm, xong trước ngày 31/01", ("nam",), "31/1"),
        ("Định kỳ trước ngày 10/11 hằng năm", ("nam",), "10/11"),
        ("Hằng quý, trước ngày 12 của tháng cuối quý", ("quy",), "12/3"),
        ("Trước ngày 05 tháng sau", ("thang",), "5"),
        ("Quý I hằng năm", ("nam",), "31/3"),
        ("Mỗi quý ít nhất 01 lần", ("quy",), "31/3"),
        ("Thứ Sáu hằng tuần", ("tuan",), "thứ 6"),
        ("6 tháng, năm", ("6-thang", "nam"), ""),
    ],
)
def test_periods_recur_and_have_no_last_day(
    words: str, periods: tuple[str, ...], each: str
) -> None:
    found = whole(words, DAY)
    assert found is not None
    assert (found.periods, found.each, found.last, found.open) == (periods, each, None, "periodic")


@pytest.mark.parametrize(
    ("words", "each"),
    [
        ("lập danh mục hồ sơ hằng năm, xong trước ngày 31/01", ["31/1"]),
        ("Hằng năm, rà soát nhà xuống cấp, công bố trước ngày 20/3", ["20/3"]),
        ("báo cáo 6 tháng trước ngày 12/6, báo cáo năm trước ngày 12/12", ["12/6", "12/12"]),
        ("Định kỳ 6 tháng (trước ngày 12/6) và năm (chậm nhất ngày 12/12)", ["12/6", "12/12"]),
        ("báo cáo trước ngày 12/6 và 12/12 hằng năm", ["12/6", "12/12"]),
        ("báo cáo trước ngày 12/6 và trước ngày 12/12 hằng năm", ["12/6", "12/12"]),
        (
            "báo cáo 6 tháng trước ngày 10/6, năm trước ngày 10/12 gửi Sở X, trình UBND tỉnh trước"
            " ngày 20/12 hằng năm",
            ["10/6", "10/12", "20/12"],
        ),
        ("Giao ban hằng tháng vào ngày 25", ["25"]),
        ("Diễn tập ít nhất 01 lần/năm", ["31/12"]),
    ],
)
def test_a_day_without_a_year_that_belongs_to_a_period_comes_again(
    words: str, each: list[str]
) -> None:
    assert [(d.each, d.last) for d in deadlines(words, DAY)] == [(one, None) for one in each]


@pytest.mark.parametrize(
    ("words", "day", "next_"),
    [
        ("hằng năm, xong trước ngày 31/01", date(2026, 2, 12), date(2027, 1, 30)),
        ("trước ngày 25 hằng tháng", date(2026, 12, 28), date(2027, 1, 24)),
        ("chậm nhất ngày 25 hằng tháng", date(2026, 1, 25), date(2026, 1, 25)),
        ("trước ngày 12 của tháng cuối quý", date(2026, 3, 12), date(2026, 6, 11)),
        ("ngày cuối cùng của tháng", date(2026, 2, 3), date(2026, 2, 28)),
        ("Thứ Sáu hằng tuần", date(2026, 11, 28), date(2026, 12, 4)),
        ("trước ngày 31/01", date(2026, 12, 10), date(2027, 1, 30)),
        ("Từ ngày 01/5/2026", date(2026, 1, 1), None),
    ],
)
def test_what_comes_again_is_due_after_the_day_of_the_plan(
    words: str, day: date, next_: date | None
) -> None:
    found = whole(words, day)
    assert found is not None
    assert next_day(stored(found), day) == next_


@pytest.mark.parametrize(
    ("below", "above", "later"),
    [
        ("trước ngày 24 hằng tháng", "trước ngày 20 hằng tháng", True),
        ("trước ngày 18 hằng tháng", "trước ngày 20 hằng tháng", False),
        ("chậm nhất ngày 20 hằng tháng", "trước ngày 20 hằng tháng", True),
        ("trước ngày 05/12 hằng năm", "trước ngày 10/12 hằng năm", False),
        ("trước ngày 30/12/2026", "trước ngày 10/12 hằng năm", False),
        ("31/12/2026", "15/12/2026", True),
        ("15/12/2026", "15/12/2026", False),
        ("trước ngày 20 hằng tháng", "trước ngày 20 hằng tháng", False),
        ("chậm nhất ngày 19 hằng tháng", "trước ngày 20 hằng tháng", False),
    ],
)
def test_periods_are_compared_by_the_day_in_them(below: str, above: str, later: bool) -> None:
    one, other = whole(below, DAY), whole(above, DAY)
    assert one is not None
    assert other is not None
    assert ends_later(stored(one), stored(other), DAY) is later


def test_what_goes_on_has_no_end() -> None:
    found = whole("Năm 2026 và những năm tiếp theo", DAY)
    assert found is not None
    assert (found.goes_on, found.last, found.first) == (True, None, date(2026, 1, 1))


def test_working_days_pass_over_holidays_and_stop_where_they_are_unknown() -> None:
    assert after_working_days(date(2026, 4, 29), 1) == date(2026, 5, 4)
    assert after_working_days(date(2031, 1, 6), 5) is None
    found = whole("05 ngày làm việc kể từ ngày ký ban hành", DAY, date(2031, 1, 6))
    assert found is not None
    assert (found.last, found.open) == (None, "holidays")


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 29), True),
        (date(2026, 4, 30), False),  # the day of the reunification, a Thursday
        (date(2026, 5, 1), False),
        (date(2026, 5, 2), False),  # a Saturday
        (date(2026, 5, 4), True),
        (date(2031, 1, 6), None),
        (date(2031, 1, 4), False),
    ],
)
def test_offices_work_on_weekdays_that_are_no_holidays(day: date, works: bool | None) -> None:
    assert is_working_day(day) is works


def test_a_day_that_is_worked_for_another_is_a_working_day() -> None:
    made_up = [day for year in read_data("ngay-nghi.toml")["nam"] for day in year["lam_bu"]]
    assert made_up
    assert all(day.weekday() >= 5 and is_working_day(day) for day in made_up)


def test_working_days_are_counted_from_the_day_after() -> None:
    assert after_working_days(date(2026, 4, 29), 0) == date(2026, 4, 29)
    assert after_working_days(date(2026, 4, 28), 1) == date(2026, 4, 29)
    assert after_working_days(date(2026, 4, 28), 2) == date(2026, 5, 4)


def test_days_of_cited_documents_bind_nobody() -> None:
    text = "Thực hiện Quyết định số 7/QĐ-UBND ngày 25/02/2026; hoàn thành trước ngày 31/12/2026."
    assert [d.last for d in deadlines(text, DAY)] == [date(2026, 12, 30)]


def test_a_day_the_calendar_does_not_have_is_no_deadline() -> None:
    assert whole("31/02/2026", DAY) is None


# ------------------------------------------------------------------------------ the rest


def test_competence_is_said_or_known_with_its_source() -> None:
    found = competence("đấu giá quyền khai thác khoáng sản thuộc thẩm quyền của Chủ tịch UBND tỉnh")
    assert [(c.level, c.how, c.certain) for c in found] == [
        ("tinh", "named", True),
        ("tinh", "data", False),
    ]
    assert competence("tuyên truyền, vận động Nhân dân trên địa bàn xã") == []


def test_figures_have_units_and_say_how_they_bind() -> None:
    found = figures("Tổng kinh phí 7.080 tỷ đồng; trung bình mỗi năm 05 mỏ; tỷ lệ đạt trên 80%.")
    assert [(f.value, f.unit, f.compare, f.per) for f in found] == [
        (7.08e12, "đồng", "=", ""),
        (5.0, "mỏ", "~", "năm"),
        (80.0, "%", ">", ""),
    ]


def test_a_unit_is_its_level_and_its_name() -> None:
    found = named_units("trên địa bàn tỉnh Lào Cai và xã Suối Mơ")
    assert [(u.unit, u.name, u.level) for u in found] == [
        ("tỉnh", "Lào Cai", "tinh"),
        ("xã", "Suối Mơ", "xa"),
    ]


def test_each_of_several_committees_is_called_by_its_own_name() -> None:
    said = [body.text for body in bodies("UBND các xã Na Sầm, Văn Lãng lập danh sách hộ.")]
    assert said == ["UBND xã Na Sầm", "UBND xã Văn Lãng"]


def test_the_look_for_words_passes_over_no_time_and_no_order() -> None:
    """A pattern is tried only where words of its own stand: whatever it finds has them."""
    texts = [plain_of(t).low for name in typist.names() for t in typist.text_of(name).body]
    assert len(texts) > 500
    times = [
        (name, low)
        for low in texts
        for name, pattern in PATTERNS
        if pattern.search(low)
        and not (
            any(word in low for word in NEEDED[name]) and SHAPES.get(name, pattern).search(low)
        )
    ]
    assert times == []
    asked = {
        (w, PATTERNS[r][0]) for ws in RANKS_BY_WORD.values() for w, rs in ws.items() for r in rs
    }
    assert asked == {(word, name) for name, _pattern in PATTERNS for word in NEEDED[name]}
    assert all(stem in word for stem, words in RANKS_BY_WORD.items() for word in words)
    begun = [low[:at] for low in texts for at in range(len(low)) if low[at - 1 : at] == " "]
    assert [words for words in begun if ORDER.search(words) and not words.endswith(ORDERED)] == []
