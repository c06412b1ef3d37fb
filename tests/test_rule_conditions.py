"""When a rule of the checker holds: each condition alone, and what a document may lack."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from generator.diagnostics import Place
from generator.locale import spoken_in
from tests import office_docs as o
from tests.planting import Docx
from tests.planting.surgery import remove, write
from tests.planting.told import outcome
from tests.planting.variants import COMMITTEE, annex, document
from tests.test_rules import judged

FOUND, PASSED, NOT_HERE, SKIPPED = "found", "passed", "not here", "not evaluated"
MINUTES = {"kind": "BIÊN BẢN", "number": "Số: 31/BB-SNV", "to": ""}
SLIP = {"kind": "PHIẾU TRÌNH", "to": ""}


def starts(text: str) -> Callable[[str], bool]:
    return lambda said: said.startswith(text)


def without(start: str, **said: str) -> bytes:
    """A report from which one line was taken."""
    doc = Docx(document(**said))  # type: ignore[arg-type]
    remove(doc.find(starts(start)))
    return doc.data()


# ------------------------------------------------------------------ what may be missing


@pytest.mark.parametrize(
    ("code", "start", "said", "wanted"),
    [
        ("TT101", "CỘNG HÒA", {}, FOUND),
        ("TT111", "Độc lập", {}, FOUND),
        ("TT161", "Số:", {}, FOUND),
        ("TT171", "Lạng Sơn, ngày", {}, FOUND),
        ("TT161", "Số:", MINUTES, NOT_HERE),
        ("TT171", "Lạng Sơn, ngày", MINUTES, NOT_HERE),
        ("TT101", "CỘNG HÒA", MINUTES, FOUND),
        ("TT161", "Số:", SLIP, NOT_HERE),
        ("TT171", "Lạng Sơn, ngày", SLIP, FOUND),
        ("TT201", "BÁO CÁO", {}, FOUND),
        ("TT201", "BÁO CÁO", {"number": "Số: 31/XYZ-SNV", "to": ""}, FOUND),
        ("TT211", "Kết quả công tác", {}, FOUND),
        ("TT211", "Kết quả công tác", MINUTES, NOT_HERE),
        ("TT501", "Nơi nhận", {}, FOUND),
        ("TT502", "Nơi nhận", {}, NOT_HERE),
        ("TT511", "Nơi nhận", {}, NOT_HERE),
        ("TT401", "GIÁM ĐỐC", {}, FOUND),
        ("TT401", "GIÁM ĐỐC", MINUTES, SKIPPED),
        ("TT413", "Nguyễn Văn A", {}, NOT_HERE),
        ("TT412", "Nguyễn Văn A", {}, NOT_HERE),
    ],
)
def test_which_part_may_be_missing_depends_on_the_kind_of_document(
    code: str, start: str, said: dict[str, str], wanted: str
) -> None:
    assert outcome(without(start, **said), code) == wanted


STAMP = "Số: 12/KH-UBND; 05/01/2026; 10:20:30"


def alone(stamp: str = "") -> bytes:
    """An appendix in a file of its own, with what its signature wrote above it."""
    above = o.para(o.run(stamp, 10), align="right") if stamp else ""
    pages = annex("Phụ lục I").partition("</w:p>")[2]
    return o.package(above + pages)


@pytest.mark.parametrize(
    "code", ["TT101", "TT161", "TT182", "TT201", "TT401", "TT501", "TT607", "TT608", "TT617"]
)
@pytest.mark.parametrize("stamp", ["", STAMP])
def test_an_appendix_in_a_file_of_its_own_needs_no_head_and_no_foot(code: str, stamp: str) -> None:
    assert outcome(alone(stamp), code) == NOT_HERE


@pytest.mark.parametrize(
    ("stamp", "wanted"),
    [
        (STAMP, PASSED),
        ("Số: 12/KH-UBND; 05/01/2026; 10: 20: 30", PASSED),
        ("Số: 12/KH-UBND; 5/1/2026; 10:20:30", FOUND),
        ("Số: 12/KH-UBND; 05/01/2026; 10:20", FOUND),
        ("Số: 12/KH-UBND; 05/01/2026", FOUND),
        ("", NOT_HERE),
    ],
)
def test_over_an_appendix_signed_by_itself_stand_number_day_and_time(
    stamp: str, wanted: str
) -> None:
    assert outcome(alone(stamp), "TT452") == wanted


def test_words_above_an_appendix_make_it_a_part_of_a_text() -> None:
    made = o.package(o.body(o.LONG) + annex("Phụ lục I"))
    assert outcome(made, "TT101") == SKIPPED


@pytest.mark.parametrize(
    ("code", "wanted"),
    [("TT161", NOT_HERE), ("TT171", NOT_HERE), ("TT501", NOT_HERE), ("TT401", NOT_HERE)],
)
def test_a_text_issued_with_a_decision_has_number_day_and_signature_there(
    code: str, wanted: str
) -> None:
    tied = "(Kèm theo Quyết định số 31/QĐ-SNV ngày 05 tháng 5 năm 2026 của Sở Nội vụ)"
    text = o.centre("QUY CHẾ", bold=True) + o.centre("Làm việc của Sở Nội vụ", bold=True)
    made = o.package(text + o.centre(tied, italic=True) + o.body("Điều 1. " + o.LONG))
    assert outcome(made, code) == wanted


# ------------------------------------------------------------------ the symbol


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("Số: 12/TTr-sn", FOUND), ("Số: 12/TTr-sSN", PASSED), ("Số: 12/CTr-SNV", PASSED),
        ("Số: 12/BC-SNv", PASSED), ("Số: 12/Bc-sNV", FOUND), ("Số: 12/Bc-sNVA", PASSED),
        ("Số: 12/B", NOT_HERE),
    ],
)  # fmt: skip
def test_a_symbol_is_in_capitals_but_for_single_letters_and_kinds_so_spelt(
    number: str, wanted: str
) -> None:
    assert outcome(document(number=number), "TT163") == wanted


COUNCIL = ("", "HỘI ĐỒNG NHÂN DÂN TỈNH LẠNG SƠN")


@pytest.mark.parametrize(
    ("agency", "number", "wanted"),
    [
        (COMMITTEE, "Số: 12/BC-UBND", PASSED), (COMMITTEE, "Số: 12/BC-HĐND", FOUND),
        (COUNCIL, "Số: 12/BC-HĐND", PASSED), (COUNCIL, "Số: 12/BC-UBND", FOUND),
        (COUNCIL, "Số: 12/BC-VP", PASSED), (COUNCIL, "Số: 12/BC-…", NOT_HERE),
        (COUNCIL, "Số: 12/BC", NOT_HERE),
    ],
)  # fmt: skip
def test_a_symbol_names_no_other_body_than_the_one_that_issues(
    agency: tuple[str, str], number: str, wanted: str
) -> None:
    assert outcome(document(agency=agency, number=number), "VP403") == wanted


# ------------------------------------------------------------------ the foot


@pytest.mark.parametrize(
    ("label", "wanted", "repairs"),
    [
        ("Nơi nhận:", PASSED, []),
        ("Nơi nhận", FOUND, 1),
        ("NƠI NHẬN:", FOUND, 1),
        ("NƠI  NHẬN:", FOUND, 0),
        ("Nơi nhận: Sở Y tế.", FOUND, 0),
    ],
)
def test_a_label_of_recipients_is_mended_where_it_stands_as_it_is_read(
    label: str, wanted: str, repairs: int
) -> None:
    doc = Docx(document())
    write(doc.find(starts("Nơi nhận")), label)
    made = doc.data()
    assert outcome(made, "TT502") == wanted
    said = [len(one.fixes) for one in judged(made).findings if one.diagnostic.code == "TT502"]
    assert said == ([repairs] if wanted == FOUND else [])


CELLS = o.table((4000, 5000), o.row(o.cell(4000, o.body("Nội dung")), o.cell(5000, o.body("Số"))))


@pytest.mark.parametrize(
    ("last", "wanted"),
    [
        (("Sở báo cáo như sau:", CELLS), PASSED),
        (("Sở báo cáo như sau:", CELLS, "Các phòng đã nghe và nhất trí."), FOUND),
        (("Sở báo cáo như sau:", CELLS, "Các phòng đã nghe và nhất trí./."), PASSED),
        (("Các phòng đã nghe và nhất trí.",), FOUND),
    ],
)
def test_the_text_ends_with_its_mark_unless_it_ends_with_a_table(
    last: tuple[str, ...], wanted: str
) -> None:
    content = "".join(one if one.startswith("<") else o.body(one) for one in last)
    made = o.package(
        o.head("UBND TỈNH LẠNG SƠN", "SỞ NỘI VỤ", "Số: 31/BC-SNV",
               "Lạng Sơn, ngày 05 tháng 5 năm 2026", short=10)
        + o.title("BÁO CÁO", "Kết quả công tác quý I") + o.body(o.LONG) + content
        + o.foot(("- Sở Y tế;", "- Lưu: VT."), ("GIÁM ĐỐC",), "Nguyễn Văn A")
    )  # fmt: skip
    assert outcome(made, "VP521") == wanted


# ------------------------------------------------------------------ one or several


@pytest.mark.parametrize(("more", "wanted"), [(0, NOT_HERE), (1, PASSED), (2, PASSED)])
def test_a_distance_needs_two_paragraphs(more: int, wanted: str) -> None:
    assert outcome(document(*[o.body(o.LONG)] * more), "TT308") == wanted


@pytest.mark.parametrize(
    ("labels", "single", "several", "roman"),
    [
        (("Phụ lục",), PASSED, NOT_HERE, PASSED),
        (("Phụ lục I",), FOUND, NOT_HERE, PASSED),
        (("Phụ lục 1",), PASSED, NOT_HERE, FOUND),
        (("Phụ lục I", "Phụ lục II"), PASSED, PASSED, PASSED),
        (("Phụ lục", "Phụ lục II"), PASSED, FOUND, PASSED),
        (("Phụ lục I", "Phụ lục III"), PASSED, FOUND, PASSED),
        (("Phụ lục 1", "Phụ lục 2"), PASSED, PASSED, FOUND),
        (("Phụ lục I", "Phụ lục II", "Phụ lục II"), PASSED, FOUND, PASSED),
        ((), NOT_HERE, NOT_HERE, NOT_HERE),
    ],
)
def test_one_appendix_has_no_number_and_several_are_numbered_in_order(
    labels: tuple[str, ...], single: str, several: str, roman: str
) -> None:
    made = document(annexes=tuple(annex(label) for label in labels))
    assert [outcome(made, code) for code in ("TT617", "TT618", "TT612")] == [single, several, roman]


@pytest.mark.parametrize(("places", "named"), [(1, 1), (2, 2), (5, 5), (6, 5), (7, 5)])
def test_of_one_fault_at_many_places_the_first_five_are_named(places: int, named: int) -> None:
    lines = ["Hội nghị họp ngày 30/02/2026 tại Sở."] * places
    (said,) = [d for d in judged(document(*lines)).diagnostics if d.code == "VP105"]
    assert isinstance(said.span, Place)
    told = [said.span.where, *re.findall(r"đoạn \d+", said.message)]
    assert len(told) == len(set(told)) == named
    assert ("…" in said.message) is (places > named)


# ------------------------------------------------------------------ numbers and days


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ("I II III IV V VI", []),
        ("I II III V", ["IV."]),
        ("I II III IV V VI VII VIII IX X XI", []),
        ("I II III IV V VI VII VIII X", ["IX."]),
        ("I II IV", ["III."]),
    ],
)
def test_sections_are_counted_as_the_romans_did(numbers: str, wanted: list[str]) -> None:
    lines = [line for one in numbers.split() for line in (f"{one}. KẾT QUẢ", "Đã làm xong việc.")]
    said = [d for d in judged(document(*lines)).diagnostics if d.code == "TT351"]
    assert [d.wanted for d in said] == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Theo Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh.", FOUND),
        ("Ngày 02 tháng 3 năm 2026, theo Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh.", FOUND),
        ("Đã có, ngày 02/3/2026, Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh.", PASSED),
    ],
)
def test_the_day_of_a_document_named_stands_right_before_or_behind_its_number(
    words: str, wanted: str
) -> None:
    assert outcome(document(words), "VP203") == wanted


# ------------------------------------------------------------------ chapters, articles, items

HEARD = "Các phòng đã nghe báo cáo và nhất trí với các nội dung ấy của Sở"


def told(made: bytes, code: str) -> list[tuple[str, str]]:
    """What is found and wanted, at each place."""
    return [(d.found, d.wanted) for d in judged(made).diagnostics if d.code == code]


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("Chương I", []),
        ("Phần thứ nhất", []),
        ("CHƯƠNG I", ["Chương I"]),
        ("CHƯƠNG IV.", ["Chương IV."]),
        ("PHẦN THỨ NHẤT", ["Phần thứ nhất"]),
        ("MỤC 2", ["Mục 2"]),
        ("TIỂU MỤC 1.", ["Tiểu mục 1."]),
    ],
)
def test_the_label_of_a_chapter_is_in_small_letters_but_for_its_roman_number(
    label: str, wanted: list[str]
) -> None:
    made = document(o.centre(label, bold=True), o.centre("QUY ĐỊNH CHUNG", bold=True))
    assert told(made, "TT311") == [(label, one) for one in wanted]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (o.centre("Chương I", bold=True), PASSED),
        (o.centre("Chương I"), FOUND),
        (o.body("Chương I", bold=True), FOUND),
        (o.body("Chương trình I", bold=True), NOT_HERE),
        (o.table((5000,), o.row(o.cell(5000, o.centre("CHƯƠNG I")))), NOT_HERE),
    ],
)
def test_the_label_of_a_chapter_is_bold_and_in_the_middle(line: str, wanted: str) -> None:
    assert outcome(document(line, o.LONG), "TT311") == wanted


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [("1 2", []), ("1 3", ["Điều 2."]), ("2 3", ["Điều 1."]), ("3 4", ["Điều 1."])],
)
def test_what_is_issued_with_a_decision_has_articles_of_its_own(
    numbers: str, wanted: list[str]
) -> None:
    own = "".join(o.body(f"Điều {one}. {HEARD}.") for one in numbers.split())
    made = document(
        "Điều 1. Ban hành Quy chế.", "Điều 2. Các phòng thi hành.",
        kind="QUYẾT ĐỊNH", to="", number="Số: 31/QĐ-SNV", annexes=(annex() + own,),
    )  # fmt: skip
    assert [one for _, one in told(made, "TT351")] == wanted


def test_articles_run_on_from_chapter_to_chapter_and_sections_begin_again() -> None:
    chapter = [o.centre(f"Chương {one}", bold=True) for one in ("I", "II")]
    made = document(chapter[0], "Điều 1. Họp.", "Điều 2. Nghe.", chapter[1], "Điều 3. Làm.")
    assert outcome(made, "TT351") == PASSED
    sections = [o.body(f"I. {one}", bold=True) for one in ("VIỆC", "NGƯỜI")]
    made = document(chapter[0], sections[0], HEARD, chapter[1], sections[1], HEARD)
    assert outcome(made, "TT351") == PASSED


@pytest.mark.parametrize(
    ("before", "line", "wanted"),
    [
        ("", HEARD, FOUND),
        ("", f"1. {HEARD}.", FOUND),
        ("I. KẾT QUẢ", f"1. {HEARD}.", FOUND),
        ("I. KẾT QUẢ", f"a) {HEARD}.", FOUND),
        ("I. KẾT QUẢ", f"({HEARD})", PASSED),
        ("I. KẾT QUẢ", "1. Đã nghe và nhất trí.", PASSED),
    ],
)
def test_an_item_leans_no_more_than_other_text(before: str, line: str, wanted: str) -> None:
    above = [before] if before else []
    made = document(*above, o.body(line, italic=True), f"{HEARD}.")
    assert outcome(made, "TT341") == wanted


# ------------------------------------------------------------------ appendices, foot, letters


@pytest.mark.parametrize(("first", "second"), [(1, 1), (1, 0), (0, 1), (0, 0)])
def test_the_line_under_the_reference_of_each_appendix_is_asked_for(
    first: int, second: int
) -> None:
    stroke = o.line("drawing", 50, 165)
    pages = [
        annex(label) if drawn else annex(label).replace(stroke, "")
        for label, drawn in (("Phụ lục I", first), ("Phụ lục II", second))
    ]
    found = [one for one in judged(document(annexes=tuple(pages))).findings
             if one.diagnostic.code == "TT637"]  # fmt: skip
    assert sum(len(one.paras) for one in found) == 2 - first - second


@pytest.mark.parametrize(
    ("above", "title", "wanted"),
    [(0, True, PASSED), (1, True, PASSED), (2, True, PASSED), (3, True, FOUND), (0, False, FOUND)],
)
def test_the_name_of_an_appendix_stands_within_three_lines_of_its_label(
    above: int, title: bool, wanted: str
) -> None:
    lines = o.body("Nội dung của phụ lục được ghi như sau.") * above
    page = annex(title="", tied="").replace(
        o.centre("Phụ lục", bold=True),
        o.centre("Phụ lục", bold=True) + lines + o.body("Danh sách các phòng dự họp.", bold=title),
    )
    assert outcome(document(annexes=(page,)), "TT621") == wanted


@pytest.mark.parametrize(
    ("recipients", "wanted"),
    [
        (("- Lưu: VT.",), PASSED),
        (("Lưu: VT.",), FOUND),
        (("- Như trên;", "Lưu: VT."), FOUND),
        (("- Như trên và các phòng", "thuộc Sở;", "- Lưu: VT."), PASSED),
    ],
)
def test_each_recipient_has_its_hyphen(recipients: tuple[str, ...], wanted: str) -> None:
    assert outcome(document(recipients=recipients), "VP501") == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Phòng ВСk họp.", FOUND),
        ("ở ở ở ở ВС ở ở ở ở", FOUND),
        ("2026: ВС, 2027: 3", PASSED),
        ("12345678 ВС 12345678", PASSED),
        ("1234567 a ВС 12345678", FOUND),
        ("12345678 ВС 12345 a", FOUND),
        ("12345678 ВС 12345678 a", PASSED),
        ("a 12345678 ВС 12345678", PASSED),
        ("Phòng ВСд họp.", PASSED),
    ],
)
def test_letters_that_look_like_others_are_told_within_words_and_beside_them(
    words: str, wanted: str
) -> None:
    assert outcome(document(words), "TT706") == wanted


def test_what_is_left_to_the_eye_has_its_reason_in_the_language_spoken() -> None:
    def reason() -> str:
        (only,) = [one.reason for one in judged(document()).unjudged if one.code == "TT442"]
        return only

    vietnamese, english = spoken_in("vi", reason), spoken_in("en", reason)
    assert not vietnamese.isascii()
    assert english.isascii()
    assert len(english.split()) > 3
