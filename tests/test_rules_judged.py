"""What an office may ask for beside the decree, what becomes of a finding, what is accepted."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from generator.diagnostics import Diagnostic, Place, Severity
from generator.rules import baseline
from generator.rules.all_rules import rules
from generator.rules.profile import (
    Profile,
    load_office,
    profile_on,
    shipped,
    tightened,
)

if TYPE_CHECKING:
    from pathlib import Path

DAY = timedelta(days=1)

# ------------------------------------------------------------------ which profile


def test_a_profile_judges_from_its_first_day_to_its_last() -> None:
    since, until = date(2020, 3, 5), date(2026, 6, 30)
    profile = Profile("x", since, until, {})
    days = (since - DAY, since, until, until + DAY)
    assert [profile.in_force(day) for day in days] == [False, True, True, False]
    assert Profile("x", since, None, {}).in_force(date(2099, 1, 1))


def test_before_the_first_decree_nothing_is_judged_and_later_by_the_newest() -> None:
    profiles = shipped()
    assert [p.since for p in profiles] == sorted(p.since for p in profiles)
    assert profile_on(profiles[0].since - DAY) is None
    assert profile_on(profiles[0].since) is profiles[0]
    assert profile_on(date(2030, 1, 1)) is profiles[-1]
    for profile in profiles:
        assert (profile.file[:2], profile.own, profile.looser) == ("nd", "", ())
        assert set(profile.rules) <= set(rules())


# ------------------------------------------------------------------ an office's own

DECREE = Profile(
    "Nghị định thử",
    date(2020, 1, 1),
    date(2029, 12, 31),
    {
        "TT001": {
            "muc": "I", "muc_do": "canh_bao", "co": [13, 14], "phong": ["A", "B"],
            "chon_kieu": [1, 2], "toi_thieu_dong": 15, "toi_da_dong": 20.5, "sai_so": 1,
            "so_dong": 3, "dam": True, "kieu": "hoa", "het": {"luat": 2015},
        },
    },
    file="nd.toml",
)  # fmt: skip


def asked(**values: Any) -> tuple[Any, list[tuple[str, Severity]]]:
    """The rule as an office's profile leaves it, and what is said of that."""
    profile, said = tightened(DECREE, {"TT001": values}, "the-thuc.toml")
    (key,) = [key for key in values if key != "noi_long"] or ["muc"]
    told = []
    for fault in said:
        assert fault.message
        assert fault.span == Place("the-thuc.toml", f"TT001.{key}")
        told.append((fault.code, fault.severity))
    return profile.rules["TT001"].get(key), told


LOOSER = [("TT902", Severity.WARNING)]
UNLIKE = [("TT904", Severity.ERROR)]
NO_KEY = [("TT903", Severity.ERROR)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("muc_do", "canh_bao"),
        ("muc_do", "loi"),
        ("co", [13, 14]),
        ("co", [13.5, 14]),
        ("co", [14, 14]),
        ("phong", ["B"]),
        ("chon_kieu", [2]),
        ("toi_thieu_dong", 15),
        ("toi_thieu_dong", 16.5),
        ("toi_da_dong", 20.5),
        ("toi_da_dong", 20),
        ("sai_so", 0.5),
        ("so_dong", 3),
        ("dam", True),
        ("kieu", "hoa"),
        ("het", {"luat": 2015, "moi": 2020}),
    ],
)
def test_an_office_may_ask_for_as_much_or_more(key: str, value: Any) -> None:
    assert asked(**{key: value}) == (value, [])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("muc_do", "ghi_chu"),
        ("co", [12, 14]),
        ("co", [13, 15]),
        ("phong", ["A", "C"]),
        ("chon_kieu", [2, 3]),
        ("toi_thieu_dong", 14),
        ("toi_da_dong", 21),
        ("sai_so", 2),
        ("so_dong", 4),
        ("so_dong", 2),
        ("dam", False),
        ("kieu", "thuong"),
        ("het", {"luat": 2016}),
        ("het", {}),
    ],
)
def test_asking_for_less_needs_a_reason_and_is_told(key: str, value: Any) -> None:
    old = DECREE.rules["TT001"][key]
    assert asked(**{key: value}) == (old, LOOSER)
    assert asked(**{key: value, "noi_long": " "}) == (old, LOOSER)
    reasoned = (value, [("TT905", Severity.WARNING)])
    assert asked(**{key: value, "noi_long": "máy in"}) == reasoned
    assert asked(**{"noi_long": "máy in", key: value}) == reasoned


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("muc_do", "nang"),
        ("muc_do", ["loi"]),
        ("co", [13]),
        ("co", [14, 13]),
        ("co", ["13", "14"]),
        ("co", []),
        ("co", 13),
        ("phong", "A"),
        ("phong", []),
        ("toi_thieu_dong", "15"),
        ("toi_thieu_dong", True),
        ("dam", 1),
        ("dam", "có"),
        ("kieu", 1),
        ("het", ["luat"]),
    ],
)
def test_a_value_of_another_kind_is_refused_with_any_reason(key: str, value: Any) -> None:
    old = DECREE.rules["TT001"][key]
    assert asked(**{key: value}) == (old, UNLIKE)
    assert asked(**{key: value, "noi_long": "máy in"}) == (old, UNLIKE)


@pytest.mark.parametrize("key", ["muc", "khong_co", "khong_xet", "not_judged"])
def test_what_a_rule_is_and_what_it_does_not_know_are_not_changed(key: str) -> None:
    assert asked(**{key: "x"}) == (DECREE.rules["TT001"].get(key), NO_KEY)


def test_an_unknown_rule_is_told_and_those_behind_it_are_taken() -> None:
    values = {
        "TT999": {"co": [1, 1]},
        "TT002": 3,
        "TT001": {"x": 1, "co": [14, 14], "phong": ["A"]},
    }
    profile, said = tightened(DECREE, values, "the-thuc.toml")
    assert all(d.message for d in said)
    places = [(d.code, d.span.where if isinstance(d.span, Place) else "") for d in said]
    assert places == [("TT903", "TT999"), ("TT903", "TT002"), ("TT903", "TT001.x")]
    assert all(d.span is not None and d.span.file == "the-thuc.toml" for d in said)
    assert profile.rules["TT001"]["co"] == [14, 14]
    assert profile.rules["TT001"]["phong"] == ["A"]
    assert DECREE.rules["TT001"]["co"] == [13, 14]  # the decree stays as it is


def test_the_profile_of_an_office_is_the_decrees_with_its_file_and_what_it_loosens() -> None:
    values = {"TT001": {"co": [12, 14], "noi_long": "máy in"}}
    profile, _said = tightened(DECREE, values, "the-thuc.toml")
    assert (profile.name, profile.since, profile.until) == (DECREE.name, DECREE.since, DECREE.until)
    assert (profile.file, profile.own) == ("nd.toml", "the-thuc.toml")
    (said,) = profile.looser
    for part in ("TT001.co", "[12, 14]", "[13, 14]", "máy in"):
        assert part in said


def words(*entries: Any) -> tuple[list[tuple[str, str, str, str]], list[tuple[str, str]]]:
    profile, said = tightened(DECREE, {"tu_ngu": list(entries)}, "the-thuc.toml")
    assert all(d.message and d.span is not None and d.span.file == "the-thuc.toml" for d in said)
    made = [(w.find.pattern, w.instead, w.reason, w.severity) for w in profile.words]
    return made, [(d.code, d.span.where if isinstance(d.span, Place) else "") for d in said]


def test_an_offices_wordings_are_taken_one_by_one_and_a_wrong_one_is_named() -> None:
    made, said = words(
        {"tim": "a+", "thay": "b", "ly_do": "c", "muc_do": "loi"},
        {"tim": "("},
        {"tim": "x"},
        {"thay": "x"},
        {"tim": "x", "la": 1},
        {"tim": "x", "muc_do": "nang"},
        {"tim": 3},
        "x",
        {"tim": "x", "muc_do": ["loi"]},
        3,
        {"tim": "y"},
    )
    assert made == [("a+", "b", "c", "loi"), ("x", "", "", "canh_bao"), ("y", "", "", "canh_bao")]
    assert said == [("TT904", f"tu_ngu {number}") for number in (2, 4, 5, 6, 7, 8, 9, 10)]


def test_wordings_that_are_no_list_are_none() -> None:
    profile, said = tightened(DECREE, {"tu_ngu": "x"}, "the-thuc.toml")
    assert (profile.words, said) == ((), [])


def test_a_profile_that_cannot_be_read_is_told_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "the-thuc.toml"
    values, said = load_office(file)
    assert (values, [d.code[:2] for d in said]) == (None, ["HT"])
    for data in (b"[TT001\n", b"\xff"):
        file.write_bytes(data)
        values, (fault,) = load_office(file)
        assert (values, fault.code, fault.span.file) == (None, "TT901", str(file))  # type: ignore[union-attr]
    file.write_text('[TT001]\nghi = "được"\n', "utf-8")
    assert load_office(file) == ({"TT001": {"ghi": "được"}}, [])


# ------------------------------------------------------------------ accepted findings


def finding(
    code: str = "TT001", text: str = "Số: 05", found: str = "cỡ 14", file: str = "a.docx"
) -> Diagnostic:
    place = Place(f"/noi/{file}", "đoạn 1", text)
    return Diagnostic(code, Severity.ERROR, f"{code} sai", place, found=found)


def accepted(tmp_path: Path, *found: Diagnostic) -> Any:
    file = tmp_path / "nen.json"
    baseline.write(file, found)
    entries, said = baseline.read(file)
    assert said == []
    return entries


def test_a_finding_is_known_again_by_code_text_and_value_wherever_it_stands() -> None:
    known = baseline.fingerprint(finding())
    assert baseline.fingerprint(finding(text=" Số:  05 ", file="b.docx")) == known
    long = "chữ " * 15
    assert len(long) == 60
    assert baseline.fingerprint(finding(text=f"{long}x")) == baseline.fingerprint(
        finding(text=f"{long}y")
    )
    assert (
        known == "9a24f8fef98dde1c"
    )  # a file of accepted findings is good for later versions, too
    others = [finding("TT002"), finding(text="Số: 06"), finding(found="cỡ 15")]
    assert known not in [baseline.fingerprint(one) for one in others]
    assert re.fullmatch("[0-9a-f]{16}", known)
    assert baseline.fingerprint(Diagnostic("TT001", Severity.ERROR, "x", None))


def test_as_many_are_accepted_as_there_were_and_the_rest_is_new(tmp_path: Path) -> None:
    entries = accepted(tmp_path, finding(), finding(), finding("TT002"))
    three = [finding(), finding(), finding()]
    fresh, known, gone = baseline.split(three, entries, ["/khac/a.docx"])
    assert (fresh, known) == ([three[2]], 2)
    assert [(d.code, d.severity) for d in gone] == [("TT911", Severity.INFO)]
    assert "TT002" in gone[0].message
    assert gone[0].span is not None
    assert gone[0].span.file == "a.docx"


def test_what_has_no_place_is_never_accepted(tmp_path: Path) -> None:
    nowhere = Diagnostic("HT001", Severity.ERROR, "x", None)
    entries = accepted(tmp_path, nowhere, finding())
    assert list(entries) == ["a.docx"]
    assert baseline.split([nowhere, finding()], entries, ["a.docx"]) == ([nowhere], 1, [])


def test_what_is_found_less_often_than_it_was_accepted_is_told(tmp_path: Path) -> None:
    entries = accepted(tmp_path, finding(), finding())
    fresh, known, gone = baseline.split([finding()], entries, ["a.docx"])
    assert (fresh, known, [d.code for d in gone]) == ([], 1, ["TT911"])


def test_entries_of_documents_that_were_not_checked_are_left_alone(tmp_path: Path) -> None:
    entries = accepted(tmp_path, finding(file="b.docx"))
    other = finding()
    assert baseline.split([other], entries, ["a.docx"]) == ([other], 0, [])


def test_the_file_of_accepted_findings_is_the_same_for_the_same_findings(tmp_path: Path) -> None:
    found = [
        finding("TT002"),
        finding(),
        finding(),
        finding(file="0.docx"),
        Diagnostic("HT001", Severity.ERROR, "x", None),
    ]
    accepted(tmp_path, *found)
    first = (tmp_path / "nen.json").read_bytes()
    accepted(tmp_path, *reversed(found))
    assert (tmp_path / "nen.json").read_bytes() == first
    value = json.loads(first)
    assert value["phien_ban"] == 1
    assert list(value["tep"]) == ["0.docx", "a.docx"]
    assert sorted(e["so_lan"] for e in value["tep"]["a.docx"].values()) == [1, 2]
    (entry,) = value["tep"]["0.docx"].values()
    assert entry == {"ma": "TT001", "noi_dung": "TT001 sai", "so_lan": 1}
    assert first.endswith(b"}\n")
    assert b"sai" in first


@pytest.mark.parametrize("text", ["[]", "{", '{"tep": []}', '{"tep": {"a": {"k": 1}}}', "\xff"])
def test_a_file_that_is_no_list_of_accepted_findings_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "nen.json"
    file.write_bytes(text.encode("latin-1"))
    entries, (fault,) = baseline.read(file)
    assert (entries, fault.code) == (None, "TT912")
    entries, (fault,) = baseline.read(tmp_path / "khong-co.json")
    assert (entries, fault.code[:2]) == (None, "HT")


def test_an_entry_without_a_count_is_accepted_once() -> None:
    key = baseline.fingerprint(finding())
    entries: dict[str, Any] = {"a.docx": {key: {}}}
    two = [finding(), finding()]
    assert baseline.split(two, entries, ["a.docx"]) == ([two[1]], 1, [])
