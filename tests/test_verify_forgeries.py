"""No file that was changed after signing is accepted; each kind of change is made afresh."""

from __future__ import annotations

import pytest

from generator.issuance.verdict.result import Verdict
from tests.desk import desk, expected
from tests.forgeries import FORGERIES, poke, ranges


def good(level: str) -> bytes:
    return desk().signed(level, "khi_phat_hanh")


UNREADABLE = (
    "the_range_taken_away",
    "the_value_set_to_zero",
    "bytes_between_the_ranges",
    "encrypted",
    "an_index_that_points_to_itself",
)
"""No reader makes anything of these: nothing is proved wrong, and nothing accepted."""


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_undecided(name) -> None:
    report = desk().verify(FORGERIES[name](good("B-T")), offline=True)
    assert report.verdict is Verdict.INDETERMINATE
    assert [f.code for f in report.findings] == ["XT201"]


BEHIND = "có dữ liệu sau chữ ký cuối cùng"
EDITED = "văn bản bị sửa sau khi ký"
ALTERED = "nội dung hoặc giá trị chữ ký đã bị thay đổi"
REASONS = {
    "a_bit_of_the_content_flipped": ({"XT206"}, ALTERED),
    "a_digit_of_the_signature_changed": ({"XT206"}, ALTERED),
    "a_comment_behind_the_end": ({"XT205"}, "sau chỗ kết thúc của PDF"),
    "an_object_without_index": ({"XT205"}, "sau chỗ kết thúc của PDF"),
    "garbage_behind_the_end": ({"XT205"}, "sau chỗ kết thúc của PDF"),
    "a_second_end_behind_the_end": ({"XT205"}, BEHIND),
    "a_font_defined_anew": ({"XT204", "XT205"}, EDITED),
    "a_note_over_the_text": ({"XT204", "XT205"}, EDITED),
    "a_script_added": ({"XT204", "XT205"}, EDITED),
    "another_page_tree": ({"XT204", "XT205"}, EDITED),
    "another_picture_in_the_seal": ({"XT204", "XT205"}, EDITED),
    "the_page_made_empty": ({"XT204", "XT205"}, EDITED),
    "the_page_written_anew": ({"XT204", "XT205"}, EDITED),
    "the_seal_moved": ({"XT204", "XT205"}, EDITED),
    "fields_to_be_drawn_anew": ({"XT204"}, "đặt cho vẽ lại"),
    "an_object_that_nothing_leads_to": ({"XT205"}, BEHIND),
    "other_fonts_for_the_fields": ({"XT205"}, BEHIND),
    # that offline nobody can be asked about the chain of the later stamp proves nothing wrong
    "another_title_under_a_later_time_stamp": ({"XT204"}, "thông tin mô tả tệp bị sửa"),
    "another_title": ({"XT204"}, "thông tin mô tả tệp bị sửa"),
    "cut_off_behind_the_leader": ({"XT203"}, "ô chữ ký «ChuKyCoQuan» còn trống"),
    "nothing_left": ({"XT201"}, "không bắt đầu như một PDF"),
    "one_signature_in_two_fields": ({"XT204", "XT205"}, "gắn vào hai ô"),
    "saved_again_by_another_program": ({"XT204", "XT205", "XT206"}, "không phủ trọn"),
    "the_leaders_value_cleared": ({"XT203", "XT204", "XT205"}, "«ChuKyLanhDao» còn trống"),
    "the_range_set_to_nothing": ({"XT205", "XT206"}, "không phủ trọn"),
}
"""Forgery → the codes of all that proves it, and words of the decisive one."""


def proved(report) -> tuple[set[str], str]:
    """The codes of what makes a file INVALID, and all their words."""
    every = [*report.findings, *(f for s in report.signatures for f in s.findings)]
    wrong = [f for f in every if f.verdict is Verdict.INVALID]
    return {f.code for f in wrong}, "; ".join(f.message for f in wrong)


def test_every_forgery_has_its_reason() -> None:
    assert set(REASONS) | set(UNREADABLE) == set(FORGERIES)


@pytest.mark.parametrize("name", REASONS)
def test_a_changed_file_is_refused_for_its_own_reason(name) -> None:
    data = good("B-T")
    changed = FORGERIES[name](data)
    assert changed != data
    report = desk().verify(changed, offline=True)
    assert report.verdict is Verdict.INVALID
    codes, words = proved(report)
    assert codes == REASONS[name][0]
    assert REASONS[name][1] in words


@pytest.mark.parametrize(
    "name",
    [
        "another_title",
        "fields_to_be_drawn_anew",
        "a_note_over_the_text",
        "a_script_added",
        "garbage_behind_the_end",
        "a_second_end_behind_the_end",
    ],
)
@pytest.mark.parametrize("level", ["B-LT", "B-LTA"])
def test_a_change_behind_the_proofs_of_time_is_refused(name, level) -> None:
    report = desk().verify(FORGERIES[name](good(level)), offline=True)
    assert report.verdict is Verdict.INVALID


@pytest.mark.parametrize("level", ["B-B", "B-T", "B-LT", "B-LTA"])
@pytest.mark.parametrize("when", ["truoc_khi_ky", "khi_phat_hanh"])
def test_a_good_file_is_valid(level, when) -> None:
    number = "05" if when == "khi_phat_hanh" else None
    report = desk().verify(desk().signed(level, when), expected=expected(number=number))
    assert report.verdict is Verdict.VALID, report.as_dict()
    assert report.findings == []
    assert [s.role for s in report.signatures][:2] == ["leader", "agency"]
    assert {s.level for s in report.signatures[:2]} == {level}


def test_a_good_archive_file_is_valid_without_any_network() -> None:
    assert desk().verify(good("B-LTA"), offline=True).verdict is Verdict.VALID


def test_a_number_changed_after_the_seal_is_refused() -> None:
    from pyhanko.pdf_utils.generic import pdf_string

    from generator.issuance.pdf import form_fields
    from tests.forgeries import field_of, update

    def change(writer) -> None:
        number = field_of(writer, form_fields.NUMBER)
        number["/V"] = pdf_string("50")
        writer.update_container(number)

    assert desk().verify(update(good("B-T"), change)).verdict is Verdict.INVALID


@pytest.mark.parametrize("level", ["B-T", "B-LTA"])
def test_a_digit_changed_anywhere_is_refused(level) -> None:
    """In text, in each signature's value, in the certificates it carries, in its padding."""
    data = good(level)
    places = [*range(500, len(data), len(data) // 12)]
    for _zero, first, second, _rest in ranges(data):
        places += [first + 70, first + 300, first + 1500, (first + second) // 2, second - 9]
    for at in places:
        byte = ord("1") if data[at] != ord("1") else ord("2")
        report = desk().verify(poke(data, at, byte), offline=True)
        assert report.verdict is not Verdict.VALID, at


def test_an_authority_named_in_the_container_only_is_refused() -> None:
    """The certificates that a signature carries along are not signed by it."""
    data = good("B-T")
    _zero, first, second, _rest = ranges(data)[-1]
    value = bytes.fromhex(data[first + 1 : second - 1].decode())
    name = "CA cơ quan thử nghiệm".encode()
    assert name in value
    forged = value.replace(name, "CA cơ quan thử nghiểm".encode(), 1)
    changed = data[: first + 1] + forged.hex().encode() + data[second - 1 :]
    assert len(changed) == len(data)
    assert desk().verify(changed).verdict is not Verdict.VALID
