"""The benchmark can be trusted: its arithmetic, its translations, its floor. No timing here."""

from __future__ import annotations

import io
import json
import zipfile
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from benchmarks import __main__ as program
from benchmarks import content, families, harness
from benchmarks.engines import dialects
from benchmarks.engines.floor import Floor
from benchmarks.harness import alternate, at_least, at_most, figure, ratios, table, write_json
from generator.template.compiled import load
from generator.verbs import bench_corpus as nation

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def document():
    return content.document(0)


def test_contenders_take_turns_in_alternating_order():
    turns = []

    def contender(name):
        return lambda: turns.append(name) or 1.0

    alternate({name: contender(name) for name in "abc"}, rounds=3)

    assert "".join(turns) == "abccbaabc"


def test_of_several_passes_the_quickest_counts():
    times = iter([3.0, 1.0, 2.0])

    assert alternate({"a": lambda: next(times)}, rounds=1, passes=3) == [{"a": 1.0}]


def test_a_ratio_is_made_within_a_round_and_reported_as_the_median():
    rounds = [{"slow": 10.0, "fast": 1.0}, {"slow": 90.0, "fast": 3.0}, {"slow": 8.0, "fast": 2.0}]

    found = figure("x", ratios(rounds, "slow", "fast"), "×", "slow", at_least(5))

    assert (found.value, found.low, found.high, found.runs) == (10, 4, 30, 3)


def test_the_json_holds_what_was_promised_and_the_table_marks_a_missed_target(tmp_path):
    figures = [figure("a.b", [3, 1, 2], "s", "peer", at_most(1)), figure("c", [1], "MB", "")]

    write_json(figures, tmp_path / "new" / "bench.json")

    assert json.loads((tmp_path / "new" / "bench.json").read_text("utf-8"))[0] == {
        "name": "a.b",
        "value": 2,
        "unit": "s",
        "against": "peer",
        "runs": 3,
        "min": 1,
        "max": 3,
    }
    assert "≤ 1 MISSED" in table(figures)


def test_every_family_says_what_it_measures():
    found = families.names()

    assert {"render", "rows", "cold", "national"} <= set(found)
    for name in found:
        module = import_module(f"benchmarks.families.{name}")
        assert module.__doc__
        assert callable(module.measure)


def test_a_document_has_80_paragraphs_and_60_tasks_and_is_the_same_each_time(document):
    rows = document.phu_luc[0].dong

    assert len(document.noi_dung) == 80
    assert sum(row.kieu == "nhiem_vu" for row in rows) == 60
    assert content.document(0) == document


@pytest.mark.parametrize("dialect", dialects.DIALECTS)
def test_a_translated_template_is_sound_and_keeps_the_texts_of_the_original(dialect):
    with zipfile.ZipFile(io.BytesIO(dialects.translate(content.TEMPLATE, dialect))) as package:
        xml = package.read(dialects.BODY)

    text = "".join(etree.fromstring(xml).itertext())
    assert "Độc lập - Tự do - Hạnh phúc" in text
    assert "Nơi nhận:" in text
    assert "{%" not in text
    assert "{{" not in text


def test_the_floor_writes_the_very_members_of_the_engine(document, tmp_path: Path):
    template, problems = load(content.TEMPLATE)
    assert template is not None, problems

    hand_written = zipfile.ZipFile(io.BytesIO(Floor(content.TEMPLATE).render(document)))
    ours = zipfile.ZipFile(io.BytesIO(template.render(document.context())))

    assert hand_written.testzip() is None
    assert hand_written.namelist() == ours.namelist()
    for name in ours.namelist():
        assert hand_written.read(name) == ours.read(name), name


SMALL: dict[str, dict[str, object]] = {
    "check": {"ROUNDS": 1, "PASSES": 1, "LONG": (12, 30)},
    "cluster": {"ROUNDS": 1, "PLANS": 30},
    "cold": {"ROUNDS": 1, "PASSES": 1},
    "coverage": {"ROUNDS": 1, "TENTH": 10, "TASKS": 6},
    "deriving": {"ROUNDS": 1, "PASSES": 1},
    "importing": {"LONG": 2},
    "issue": {"ROUNDS": 1, "EACH": 2, "PROCESSES": 2, "SHARE": 2},
    "national": {"ROUNDS": 1, "TENTH": 10, "SPLIT": 2},
    "pdf": {"ROUNDS": 1, "FILES": 2},
    "pdf_national": {"ROUNDS": 1, "TENTH": 10},
    "pdf_reading": {"LONG": 2},
    "progress": {"ROUNDS": 1, "TENTH": 10, "TASKS": 6},
    "redline": {"PASSES": 1, "PAGES": (6, 24)},
    "review": {"ROUNDS": 1, "SETS": 1, "ALL": 500},
    "rows": {"ROUNDS": 1, "PASSES": 1, "SIZES": (60, 120, 180, 240)},
    "signing": {"ROUNDS": 1, "PASSES": 1},
    "typeset": {"ROUNDS": 1, "PASSES": 1},
    "update": {"ROUNDS": 1, "PASSES": 1},
    "web": {"TYPISTS": 2, "STREAMS": 4, "SECONDS": 2, "ASKED": 2, "STARTS": 1},
    "word": {"LONG": 2},
    "writers": {"ROUNDS": 1, "STEPS": 4},
}
COUNTS_OF_FAULTS = {"web.load.errors", "writers.lost.words"}
"""Figures that are good when they are nothing."""

"""What makes each family small; `render` needs engines that are fetched from the network."""


def test_every_family_but_one_is_run_below():
    assert set(families.names()) - set(SMALL) == {"render"}


@pytest.mark.parametrize("name", sorted(SMALL))
def test_a_family_measures(name, tmp_path, monkeypatch):
    module = import_module(f"benchmarks.families.{name}")
    monkeypatch.setattr(harness, "ROUNDS", 1)
    monkeypatch.setattr(nation, "COMMUNES", 20)
    for constant, value in SMALL[name].items():
        monkeypatch.setattr(module, constant, value)

    figures = module.measure(tmp_path)

    assert figures
    assert all(found.value > 0 for found in figures if found.name not in COUNTS_OF_FAULTS)
    assert all(found.value == 0 for found in figures if found.name in COUNTS_OF_FAULTS)
    assert table(figures)


def test_a_family_that_fails_is_reported_and_the_others_go_on(monkeypatch, tmp_path, capfd):
    def broken(scratch):
        raise TypeError("Encoding objects of type Neo is unsupported")

    monkeypatch.setattr(import_module("benchmarks.families.check"), "measure", broken)
    monkeypatch.setattr(
        import_module("benchmarks.families.word"),
        "measure",
        lambda scratch: [figure("word.x", [1], "s", "")],
    )
    monkeypatch.setattr(program, "OUTPUT", tmp_path)
    monkeypatch.setattr("sys.argv", ["benchmarks", "check", "word"])

    assert program.main() == 1

    said = capfd.readouterr()
    assert "TypeError" in said.err
    assert "not measured: check" in said.out
    assert "word.x" in said.out
