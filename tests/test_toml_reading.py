"""Reading TOML: values, exact places, every mistake at once, text made clean."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import unicodedata
from contextlib import contextmanager
from datetime import date, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Severity, Span, has_errors
from generator.plan.mistakes import iso_date, slug
from generator.plan.model import KeHoach, Loc
from generator.plan.schema import agencies_schema, citations_schema, json_schema
from generator.plan.source import TomlSource
from generator.plan.toml import decode, load_plan, parse, parse_plan, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = """phien_ban = 1

[van_ban]
ma = "kh-1"
co_quan = "ubnd-a"
trich_yeu = "Nâng cao"
"""


def source_of(text: str) -> TomlSource:
    source, found = parse(text.encode(), "kh.toml")
    assert source is not None, found
    return source


def under(span: Span) -> str:
    return span.text[span.column - 1 : span.end_column - 1]


# ------------------------------------------------------------------ places of values


def test_a_value_and_its_key_are_placed_to_the_column_in_characters() -> None:
    source = source_of('[van_ban]\n"địa danh" = 1\ntrich_yeu = "Đoàn"  # ừ\n')
    assert source.span(("van_ban", "trich_yeu")) == Span(
        "kh.toml", 3, 13, 19, 'trich_yeu = "Đoàn"  # ừ'
    )
    assert under(source.span(("van_ban", "địa danh"), key=True)) == '"địa danh"'
    assert under(source.span(("van_ban", "địa danh"))) == "1"


def test_elements_of_nested_arrays_of_tables_are_told_apart() -> None:
    source = source_of(
        '[[muc]]\nid = "a"\n[[muc.khoan]]\nid = "a1"\n[[muc.khoan]]\nid = "a2"\n'
        '[[muc]]\nid = "b"\n[[muc.khoan]]\nid = "b1"\n[muc.khoan.nguon]\nnut = "x"\n'
    )
    assert under(source.span(("muc", 0, "khoan", 1, "id"))) == '"a2"'
    assert under(source.span(("muc", 1, "khoan", 0, "id"))) == '"b1"'
    assert source.span(("muc", 1, "khoan", 0, "nguon", "nut")).line == 12
    assert source.span(("muc", 1)).line == 7
    assert under(source.span(("muc", 0, "khoan", 1))) == "[[muc.khoan]]"


def test_inline_tables_arrays_and_dotted_keys_have_places() -> None:
    source = source_of('a.b."c d" = [ { x = 1 }, # ghi chú\n  { x = "đ", y = [2, 3] } ]\n')
    assert under(source.span(("a", "b", "c d", 1, "y", 1))) == "3"
    assert under(source.span(("a", "b", "c d", 1, "x"))) == '"đ"'
    assert under(source.span(("a", "b"), key=True)) == "b"


def test_what_is_absent_is_placed_at_the_nearest_table_header() -> None:
    source = source_of("[van_ban]\nso = 1\n[[muc]]\n")
    assert under(source.span(("van_ban", "ma"))) == "[van_ban]"
    assert under(source.span(("muc", 0, "khoan", 4, "id"))) == "[[muc]]"
    assert source.span(("phien_ban",)).line == 1


def test_a_value_of_several_lines_is_shown_by_its_first() -> None:
    source = source_of('a = """một\nhai"""\n')
    assert source.span(("a",)) == Span("kh.toml", 1, 5, 11, 'a = """một')


def test_lines_ended_the_windows_way_do_not_shift_places() -> None:
    source, found = parse(b'a = 1\r\nb = """x\r\ny"""\r\nc = 2\r\n', "kh.toml")
    assert source is not None
    assert found == []
    assert source.values["b"] == "x\ny"
    assert source.span(("c",)) == Span("kh.toml", 4, 5, 6, "c = 2")


# Any TOML: keys and values written in random styles; tomllib judges what a place holds.

KEYS = st.one_of(
    st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=6),
)
STRINGS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
SCALARS = st.one_of(
    STRINGS,
    st.integers(-(2**63), 2**63 - 1),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1, 1, 1)),
    st.datetimes().map(lambda d: d.replace(microsecond=0)),
    st.times().map(lambda t: t.replace(microsecond=0)),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
TABLES: st.SearchStrategy[Any] = st.recursive(
    st.dictionaries(KEYS, VALUES, max_size=3),
    lambda inner: st.dictionaries(
        KEYS, inner | st.lists(inner, min_size=1, max_size=3) | VALUES, max_size=3
    ),
    max_leaves=8,
)


def written_key(key: str) -> str:
    bare = key and key.isascii() and all(c.isalnum() or c in "_-" for c in key)
    return key if bare else written_string(key)


def written_string(text: str) -> str:
    if "'" not in text and len(text) % 3 == 0:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return written_string(value)
    if isinstance(value, list):
        return "[" + ", ".join(written(v) for v in value) + "]"
    if isinstance(value, dict):
        pairs = ", ".join(f"{written_key(k)} = {written(v)}" for k, v in value.items())
        return "{ " + pairs + " }"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return repr(value)


def document(table: dict[str, Any], path: tuple[str, ...] = ()) -> str:
    """TOML with headers for tables and arrays of tables, everything else inline."""
    own, below = [], []
    for key, value in table.items():
        here = (*path, key)
        header = ".".join(written_key(k) for k in here)
        if isinstance(value, dict) and value:
            below.append(f"[{header}] # bảng\n" + document(value, here))
        elif isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
            below += [f"  [[{header}]]\n" + document(v, here) for v in value]
        else:
            own.append(f"  {written_key(key)} = {written(value)} # ờ\n")
    return "".join(own + below)


def leaves(value: Any, loc: Loc = ()) -> list[tuple[Loc, Any]]:
    if isinstance(value, dict):
        return [leaf for k, v in value.items() for leaf in leaves(v, (*loc, k))]
    if isinstance(value, list):
        return [leaf for i, v in enumerate(value) for leaf in leaves(v, (*loc, i))]
    return [(loc, value)]


@given(TABLES)
def test_the_text_at_the_place_of_any_value_is_that_value(table: dict[str, Any]) -> None:
    text = document(table)
    source = source_of(text)
    assert source.values == tomllib.loads(text)
    for loc, value in leaves(source.values):
        assert tomllib.loads(f"v = {under(source.span(loc))}") == {"v": value}
        if isinstance(loc[-1], str):
            key = under(source.span(loc, key=True))
            assert tomllib.loads(f"{key} = 0") == {loc[-1]: 0}


@given(TABLES, st.integers(0, 400), st.text(max_size=3))
def test_a_file_broken_anywhere_is_explained_and_never_raises(
    table: dict[str, Any], at: int, noise: str
) -> None:
    text = document(table)
    broken = text[:at] + noise + text[at + 1 :]
    source, found = parse(broken.encode(errors="ignore"), "kh.toml")
    assert (source is None) == has_errors(found)
    lines = broken.encode(errors="ignore").decode().replace("\r\n", "\n").split("\n")
    for d in found:
        assert isinstance(d.span, Span)
        assert d.span.text == lines[d.span.line - 1]
        assert 1 <= d.span.column <= len(d.span.text) + 1


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_explained(data: bytes) -> None:
    source, found = parse(data, "kh.toml")
    assert (source is None) == has_errors(found)


SIGNS = st.sampled_from([*"\"'[]{}=.,#\n \t\\+-_:0xeT", "\ufeff", "à", "=\n", "\n=", "= # a\n"])


@given(TABLES, st.lists(st.tuples(st.integers(0, 400), SIGNS), min_size=1, max_size=3))
def test_what_the_quick_parser_reads_is_what_the_language_says(
    table: dict[str, Any], noise: list[tuple[int, str]]
) -> None:
    text = document(table)
    for at, sign in noise:
        text = text[:at] + sign + text[at + 1 :]
    try:
        wanted: object = tomli.loads(text)
    except (ValueError, RecursionError):
        wanted = None
    source, found = parse(text.encode(), "kh.toml")
    read_as = None if source is None or found else source.values
    assert str(read_as) == str(wanted) or found[0].code == "DL115"


@pytest.mark.parametrize(
    "text", ["v = {a =\n1}", "v = {a\n= 1}", "v = {a = # b\n1}", "\ufeff\ufeffv = 1"]
)
def test_a_value_that_is_not_on_the_line_of_its_key_is_no_toml(text: str) -> None:
    source, found = parse(text.encode(), "kh.toml")
    assert source is None
    assert has_errors(found)


# ------------------------------------------------------------------ files


def test_a_missing_file_is_reported_with_names_like_it(tmp_path: Path) -> None:
    (tmp_path / "thanh-pho.toml").write_text("")
    source, found = read(tmp_path / "thanhpho.toml")
    assert source is None
    assert [d.code for d in found] == ["DL110"]
    assert "thanh-pho.toml" in found[0].hints[0]


def test_a_directory_is_not_a_file(tmp_path: Path) -> None:
    assert [d.code for d in read(tmp_path)[1]] == ["DL111"]


@contextmanager
def not_as_superuser() -> Iterator[None]:
    """The superuser may read everything: be somebody else for a moment."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "kh.toml"
    path.write_text(HEAD)
    path.chmod(0)
    with not_as_superuser():
        assert [d.code for d in read(path)[1]] == ["DL112"]


def test_a_path_the_system_refuses_is_reported(tmp_path: Path) -> None:
    assert [d.code for d in read(tmp_path / ("x" * 5000))[1]] == ["DL117"]


def test_a_pipe_or_a_device_is_not_read(tmp_path: Path) -> None:
    """Who reads a pipe waits, who reads /dev/zero fills the memory: a letter can bring a link."""
    os.mkfifo(tmp_path / "ong.toml")
    (tmp_path / "may.toml").symlink_to("/dev/zero")
    for name in ("ong.toml", "may.toml"):
        assert [d.code for d in read(tmp_path / name)[1]] == ["DL117"]


@pytest.mark.parametrize("line", ["k{0} = {0}\n", "[k{0}]\n"], ids=["keys", "tables"])
def test_of_a_file_that_is_all_mistakes_the_first_are_told(line: str) -> None:
    text = "".join(line.format(number) for number in range(30_000))
    plan, found = parse_plan(text.encode(), "x.toml")
    assert plan is None
    assert [d.code for d in found] == ["DL102"] * 1000 + ["DL127"]
    assert [d.span.line for d in found[:1000] if d.span] == list(range(1, 1001))


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "lon.toml"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert [d.code for d in read(path)[1]] == ["DL114"]


@pytest.mark.parametrize(
    ("data", "column"),
    [(b'a = "\xd0\xcf"\n', 6), ('a = "đ'.encode() + b"\xff\n", 7), ("a = 1".encode("utf-16"), 1)],
)
def test_a_file_that_is_not_utf8_is_reported_at_its_first_wrong_byte(
    data: bytes, column: int
) -> None:
    source, found = parse(data, "kh.toml")
    assert source is None
    assert [d.code for d in found] == ["DL113"]
    assert isinstance(found[0].span, Span)
    assert found[0].span.column == column


def test_a_byte_order_mark_is_noted_and_moves_no_column() -> None:
    source, found = parse(b"\xef\xbb\xbfphien_ban = 1\n", "kh.toml")
    assert source is not None
    assert [(d.code, d.severity) for d in found] == [("DL115", Severity.INFO)]
    assert source.span(("phien_ban",)).column == 13


@pytest.mark.parametrize("mark", ["[", "{a="])
def test_brackets_without_end_are_an_error_not_a_crash(mark: str) -> None:
    _source, found = parse(f"x = {mark * 5000}".encode(), "kh.toml")
    assert [d.code for d in found] == ["DL116"]


def test_a_number_too_long_for_a_computer_is_an_error_not_a_crash() -> None:
    _source, found = parse(b"so = " + b"9" * 5000, "kh.toml")
    assert [d.code for d in found] == ["DL108"]


def test_the_digest_is_of_the_bytes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kh.toml"
    path.write_bytes(b"a = 1\r\n")
    source, _found = read(path)
    assert source is not None
    assert source.digest == sha256(b"a = 1\r\n").hexdigest()


# ------------------------------------------------------------------ cut off in the middle


def test_a_plan_cut_off_anywhere_is_whole_or_explained() -> None:
    text = HEAD + '\n[[muc]]\nid = "i"\ntieu_de = """MỤC\nĐÍCH"""\nkhoan = [{ id = "a" }]\n'
    data = text.encode()
    for size in range(len(data)):
        loaded, found = parse_plan(data[:size], "kh.toml")
        assert (loaded is None) == has_errors(found)


# ------------------------------------------------------------------ typed values


def plan_of(text: str) -> KeHoach:
    loaded, found = parse_plan(text.encode(), "kh.toml")
    assert loaded is not None, found
    return loaded.plan


def test_a_clean_plan_is_read_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "kh.toml"
    path.write_text(HEAD, "utf-8")
    loaded, found = load_plan(path)
    assert found == []
    assert loaded is not None
    assert loaded.plan.van_ban.trich_yeu == "Nâng cao"
    assert loaded.source.file == str(path)


def test_a_clean_plan_is_read_without_the_parser_of_places() -> None:
    code = (
        "import sys; from generator.plan.toml import parse_plan;"
        f"parse_plan({HEAD.encode()!r}, 'kh.toml');"
        "heavy = {'tree_sitter', 'tree_sitter_toml', 'difflib', 'generator.plan.mistakes'};"
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


WRONG = st.recursive(
    SCALARS | st.none().map(lambda _: []),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=3,
)


@given(
    st.sampled_from(
        [
            ("phien_ban",), ("van_ban",), ("van_ban", "ma"), ("van_ban", "so"), ("van_ban", "ngay"),
            ("van_ban", "minh_hoa"), ("muc",), ("muc", 0, "khoan"), ("muc", 0, "khoan", 0, "diem"),
            ("muc", 0, "khoan", 0, "kieu_diem"), ("muc", 0, "khoan", 0, "co_quan"), ("nguoi_ky",),
            ("phu_luc",), ("muc", 0, "ap_dung"), ("muc", 0, "can_xem"),
        ]
    ),
    WRONG,
)  # fmt: skip
def test_what_the_schema_refuses_is_reported_in_vietnamese(loc: Loc, wrong: Any) -> None:
    values: Any = {
        "phien_ban": 1,
        "van_ban": {"ma": "kh", "co_quan": "x", "trich_yeu": "X"},
        "muc": [{"id": "i", "tieu_de": "I", "khoan": [{"id": "k", "noi_dung": "n"}]}],
    }
    box = values
    for step in loc[:-1]:
        box = box[step]
    box[loc[-1]] = wrong
    source = TomlSource("kh.toml", "", values, "")
    plan, found = decode(source, KeHoach)
    assert (plan is None) == has_errors(found)
    assert "DL109" not in [d.code for d in found]


# ------------------------------------------------------------------ hints


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("15/6/2024", "2024-06-15"),
        ("15-06-2024", "2024-06-15"),
        ("ngày 7 tháng 6 năm 2024", "2024-06-07"),
        ("2024/6/15", "2024-06-15"),
        ("2024-15-06", "2024-06-15"),
        ("2024-02-30", None),
        ("tháng 6", None),
    ],
)
def test_the_date_that_was_meant_is_offered(text: str, meant: str | None) -> None:
    assert iso_date(text) == meant


@given(st.dates(date(1000, 1, 1)))
def test_a_date_written_the_vietnamese_way_is_understood(day: date) -> None:
    assert iso_date(f"{day.day}/{day.month}/{day.year}") == day.isoformat()


def test_an_id_is_offered_for_a_name() -> None:
    assert slug("Phường Đông Kinh (mới)") == "phuong-dong-kinh-moi"


# ------------------------------------------------------------------ clean text


@given(st.text(st.characters(categories=("L", "Mn", "Nd", "Zs", "Cf", "Po")), max_size=30))
def test_the_text_of_a_loaded_plan_is_composed_and_has_nothing_hidden(text: str) -> None:
    loaded, found = parse_plan(
        HEAD.encode() + f"luu = {written_string(text)}\n".encode(), "kh.toml"
    )
    assert loaded is not None
    luu = loaded.plan.van_ban.luu
    assert luu is not None
    assert unicodedata.is_normalized("NFC", luu)
    assert not set(luu) & set("\u200b\u200c\u200d\u2060\ufeff\u00ad\u00a0\t\n")
    assert luu == luu.strip()
    if luu != text:
        assert found != []


def test_the_lines_of_a_long_string_become_one_paragraph() -> None:
    plan = plan_of(HEAD.replace('"Nâng cao"', '"""\nNâng cao\n  chỉ số\tSIPAS\n"""'))
    assert plan.van_ban.trich_yeu == "Nâng cao chỉ số SIPAS"


@pytest.mark.parametrize("bad", ["\\u0000", "\\u001F", "\\uFFFE", "\\uE000", "\\U0010FFFF"])
def test_a_character_that_a_word_file_cannot_hold_stops_the_plan(bad: str) -> None:
    loaded, found = parse_plan((HEAD + f'luu = "V{bad}T"\n').encode(), "kh.toml")
    assert loaded is None
    assert [d.code for d in found] == ["DL122"]


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "<w:p>", "&amp; & ]]>", "x" * 100_000])
def test_text_that_looks_like_code_is_kept_as_it_is(text: str) -> None:
    assert plan_of(HEAD + f"luu = '{text}'\n").van_ban.luu == text


# ------------------------------------------------------------------ the schema for editors


def test_the_schema_describes_every_key_in_vietnamese_without_null() -> None:
    for schema in (json_schema(), agencies_schema(), citations_schema()):
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["$id"].startswith("urn:kehoach:")
        for table in schema["$defs"].values():
            assert table["additionalProperties"] is False
            for key, prop in table["properties"].items():
                assert prop.get("description") or key == "id", key
                assert "null" not in str(prop)


def test_the_schema_and_the_reader_know_the_same_keys() -> None:
    definitions = json_schema()["$defs"]
    assert list(definitions["KeHoach"]["properties"]) == list(KeHoach.__struct_fields__)
    assert definitions["VanBan"]["properties"]["ngay"]["format"] == "date"
    assert "KH" in definitions["VanBan"]["properties"]["loai"]["examples"]
