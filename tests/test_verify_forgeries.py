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


@pytest.mark.parametrize("name", sorted(set(FORGERIES) - set(UNREADABLE)))
def test_a_changed_file_is_refused(name) -> None:
    data = good("B-T")
    changed = FORGERIES[name](data)
    assert changed != data
    report = desk().verify(changed, offline=True)
    assert report.verdict is not Verdict.VALID
    reasons = [*report.findings, *(f for s in report.signatures for f in s.findings)]
    assert any(reason.verdict is Verdict.INVALID for reason in reasons), name


@pytest.mark.parametrize(
    "name",
    [
        "another_title",
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
