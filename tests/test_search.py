"""Search through the public door: marks, phrases, what changed, what was lost; both databases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.storage.full_text import pieces, spelled, wanted_in
from tests.servers import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WARD = "plans/lang-son-2024/phuong-dong-kinh.toml"
WARD_ID = "kh-phuong-dong-kinh-2024"
INDEX = ".kehoach/tim-kiem.db"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def found(request, workspace, kehoach):
    """Asks the command; gives plan and text of each hit."""
    if request.param == "postgresql":
        url = request.getfixturevalue("server")
        with (workspace / "kehoach.toml").open("a") as file:
            file.write(f'\n[tim_kiem]\ndia_chi = "{url}"\n')

    def ask(*words: str) -> list[tuple[str, str]]:
        told = json.loads(kehoach("search", *words, "--limit", "500", "--json").out)
        return [(hit["plan"], hit["text"]) for hit in told["hits"]]

    return ask


def put(workspace: Path, words: str) -> None:
    """Words into one paragraph of the ward's plan."""
    path = workspace / WARD
    text = path.read_text("utf-8")
    old = 'noi_dung = "Tổ chức triển khai'
    assert old in text
    path.write_text(text.replace(old, f'noi_dung = "{words} Tổ chức triển khai', 1), "utf-8")


def test_words_without_marks_find_all_marks_and_words_with_marks_only_theirs(
    workspace, found
) -> None:
    put(workspace, "Khai trương thư viện xanh.")
    assert WARD_ID in {plan for plan, _text in found("thu vien xanh")}
    assert WARD_ID in {plan for plan, _text in found("thư viện xanh")}
    (only,) = found('"thư viện xanh"')
    assert only[0] == WARD_ID
    assert "thư viện xanh" in only[1]


def test_both_ways_to_place_a_tone_and_d_with_a_stroke_are_found(workspace, found) -> None:
    put(workspace, "Thuỷ điện Đồng Hoà.")
    for query in ("thủy điện đồng hòa", "thuy dien dong hoa", "THUỶ ĐIỆN"):
        assert WARD_ID in {plan for plan, _text in found(query)}, query


def test_a_symbol_is_one_phrase(workspace, found) -> None:
    put(workspace, "Theo 991/XYZ-UBND.")
    assert [plan for plan, _text in found("991/xyz-ubnd")] == [WARD_ID]
    assert found("991/ubnd-xyz") == []


def test_what_changes_is_found_as_it_is_now_and_a_plan_that_is_gone_no_more(
    workspace, found
) -> None:
    put(workspace, "Chữ lạ zzkhac.")
    assert found("zzkhac")
    path = workspace / WARD
    path.write_text(path.read_text("utf-8").replace("zzkhac", "zzmoi"), "utf-8")
    assert found("zzkhac") == []
    assert found("zzmoi")
    path.unlink()
    assert found("zzmoi") == []


def test_an_index_that_is_lost_or_broken_is_made_anew(workspace, kehoach) -> None:
    put(workspace, "Chữ lạ zzmot.")
    first = kehoach("search", "zzmot").out
    assert WARD_ID in first
    index = workspace / INDEX
    index.unlink()
    assert kehoach("search", "zzmot").out == first
    index.write_bytes(b"no database at all" * 400)
    assert kehoach("search", "zzmot").out == first
    data = bytearray(index.read_bytes())
    data[4096 : len(data) - 4096] = b"\xff" * (len(data) - 8192)
    index.write_bytes(data)
    assert kehoach("search", "zzmot").out == first


def test_what_cannot_be_read_is_told_not_passed_over(workspace, kehoach) -> None:
    (workspace / "plans/hong.toml").write_text('[van_ban\nma = "zz"', "utf-8")
    told = kehoach("search", "zzgico")
    assert "LN034" in told.err
    assert "plans/hong.toml" in told.err


def test_nothing_to_search_for_is_refused(workspace, kehoach) -> None:
    told = kehoach("search", "--", "«»", "...")
    assert told.code == 2
    assert "LN033" in told.err


def test_wrong_marks_find_the_words_and_say_so(workspace, kehoach) -> None:
    told = kehoach("search", '"cãi cạch hành chính"')
    assert WARD_ID in told.out
    assert "LN035" in told.err


def test_the_register_and_remarks_are_searched_too(official, kehoach) -> None:
    from datetime import UTC, datetime

    from generator.verbs import comment, register
    from generator.verbs.books import Which
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

    desk = Desk(Workspace(official), lambda: datetime(2026, 3, 2, tzinfo=UTC), "Người Thử")
    asked = register.Request("reserve", Which("ubnd-tinh-lang-son"), reason="chờ zzlydo ký")
    assert register.run(desk, asked).rows
    comment.run(desk, comment.Request(WARD_ID, "add", "van_ban", text="Sửa giúp zzykien."))
    assert "sổ đăng ký" in kehoach("search", "zzlydo").out
    assert "ý kiến" in kehoach("search", "zzykien").out
    assert kehoach("search", "zzykien", "--in", "plan").out == "Không tìm thấy văn bản nào.\n"
    comment.run(desk, comment.Request(WARD_ID, "answer", comment="y1", text="Đã zztraloi."))
    assert "zztraloi" in kehoach("search", "zztraloi").out


@given(st.text(max_size=80))
def test_any_query_is_understood_or_empty(query: str) -> None:
    wanted = wanted_in(query)
    assert all(term and all(term) for term in wanted.terms)
    assert all(token.isascii() or not token.isalpha() or token for token in wanted.tokens)


@given(st.text(alphabet="aăâeêioôơuưyđáàảãạ bcdh1 ,./", max_size=200))
def test_a_piece_is_part_of_its_text_and_shows_what_was_asked(words: str) -> None:
    wanted = wanted_in(words)
    shown = pieces(words, wanted)
    said = "".join(text for text, _hit in shown).removeprefix("… ").removesuffix(" …")
    assert said in words
    assert all(wanted.token(text) in wanted.tokens for text, hit in shown if hit)


def test_letters_are_spelled_as_vni_types_them() -> None:
    said = {"Thư": "thu7", "thủy": "thuy3", "Đường": "d9u7o7ng2", "hoà": "hoa2", "hòa": "hoa2"}
    assert {word: spelled(word) for word in said} == said


def test_a_remark_by_nobody_in_particular_is_kept_and_read_again(workspace) -> None:
    from datetime import UTC, datetime

    from generator.verbs import comment
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

    desk = Desk(Workspace(workspace), lambda: datetime(2026, 3, 2, tzinfo=UTC), "")
    comment.run(desk, comment.Request(WARD_ID, "add", "van_ban", text="Một ý."))
    again = comment.run(desk, comment.Request(WARD_ID))
    assert [one.comment.loi for one in again.comments] == ["Một ý."]
    assert again.diagnostics == []
