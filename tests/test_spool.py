"""What a batch tells of very many files: all of it, in order, and little of it in memory."""

from __future__ import annotations

import json
import tempfile
import tracemalloc
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli.common import print_json
from generator.diagnostics import Diagnostic, Span, as_dicts, error, exit_code, in_order, warning
from generator.workspace import spool
from generator.workspace.spool import Each, Findings, Spool, plain, told

places = st.builds(
    lambda file, line: Span(f"{file}.toml", line, 1, 2, "x"),
    st.sampled_from("abc"),
    st.integers(1, 9),
)
findings = st.builds(
    lambda grave, code, place, hint: grave(code, "sai", place, hint),
    st.sampled_from([error, warning]),
    st.sampled_from(["DL101", "KH411"]),
    places | st.none(),
    st.sampled_from("pq"),
)


def taken(found: list[Diagnostic]) -> Findings:
    kept = Findings()
    kept.take(found)
    return kept


@settings(max_examples=60)
@given(st.lists(findings, max_size=40), st.integers(1, 7))
def test_findings_come_as_a_list_of_them_would(found: list[Diagnostic], run: int) -> None:
    before = spool.RUN, spool.BLOCK
    spool.RUN, spool.BLOCK = run, 2
    try:
        kept = taken(found)
        assert list(kept) == list(in_order(found))
        assert list(in_order(kept)) == list(in_order(found))
        assert len(kept) == len(in_order(found))
        assert as_dicts(kept) == list(told(kept)) == as_dicts(found)
        assert exit_code(kept) == exit_code(found)
        assert taken(found).counts() == kept.counts() == Counter(d.severity for d in kept)
        assert bool(kept) is bool(found)
    finally:
        spool.RUN, spool.BLOCK = before


def test_two_who_read_a_spool_at_once_each_get_all_of_it() -> None:
    kept: Spool[int] = Spool(lambda number: number)
    for number in reversed(range(5_000)):
        kept.add(number)
    together = list(zip(kept, kept, strict=True))
    assert together == [(number, number) for number in range(5_000)]
    assert kept[3] == 3
    assert kept[-1] == 4_999


@pytest.mark.parametrize("count", [0, 1, 3])
def test_what_is_printed_in_pieces_is_the_json_of_the_whole(
    count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [
        warning("KH411", "xã “Bắc\nHà”", Span("a.toml", n, 1, 2, "x"), "→") for n in range(count)
    ]
    parts = {"plan": {"ma": "kh-1", "names": []}, "diagnostics": told(found), "written": True}
    inside = {"version": "2.1.0", "runs": [{"tool": {}, "results": told(found)}, []]}
    print_json(parts)
    print_json(inside)
    whole = {**inside, "runs": [{"tool": {}, "results": as_dicts(found)}, []]}
    texts = [json.dumps(one, ensure_ascii=False, indent=2) for one in (plain(parts), whole)]
    assert capsys.readouterr().out == "".join(f"{text}\n" for text in texts)


def test_without_a_key_values_come_as_they_were_given() -> None:
    kept: Spool[int] = Spool()
    given_ = [number * 7919 % 5_003 for number in range(5_000)]
    for number in given_:
        kept.add(number)
    assert list(Each(str, kept)) == list(map(str, given_))


def test_where_the_disk_takes_nothing_all_is_told_nevertheless(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(**_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    found = [warning("KH411", f"{number}") for number in range(3_000)]
    assert len(taken(found)) == 3_000


def test_ten_times_as_many_findings_take_no_more_memory() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        kept = Findings()
        for number in range(count):
            line = f"Còn việc phải xem: {number}"
            kept.add(warning("KH411", line, Span("a.toml", number, 1, 2, line)))
        said = sum(len(json.dumps(one)) for one in told(kept))
        assert said > 100 * count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(100)
    assert peak(30_000) < 2 * peak(3_000)
