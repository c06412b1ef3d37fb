"""Files with planted mistakes, each annotated with what must be reported and where.

A comment `# CODE severity: column` on a line says what is reported there; `"words"` after it
must occur in the message or the hints; several are parted by ` ; `. A comment at the start of a
line, `# @line:column CODE severity "words"`, is for places where no comment can stand.
Nothing else may be reported.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.diagnostics import Diagnostic, Span
from generator.plan.agencies import Registry
from generator.plan.check import check_plan
from generator.plan.citations import Citations
from generator.plan.cited_list import citations_of, load_citations
from generator.plan.registry import load_registry, registry_of
from generator.plan.toml import load_plan, parse

FILES = sorted((Path(__file__).parent / "annotated").glob("*.toml"))

REGISTRY = """
phien_ban = 1
cap = [{ id = "tinh", ten = "tỉnh", bac = 1 }, { id = "xa", ten = "xã", bac = 3 }]
loai = [{ id = "ubnd", ten = "Ủy ban nhân dân {don_vi}", ten_ngan = "UBND {don_vi}" }]
co_quan = [
  { id = "ubnd-tinh-a", loai = "ubnd", cap = "tinh", don_vi = "tỉnh A" },
  { id = "ubnd-xa-c", loai = "ubnd", cap = "xa", don_vi = "xã C" },
  { id = "ubnd-huyen-b", ten = "UBND huyện B", cap = "tinh", den = 2025-06-30 },
]
"""
DOCUMENTS = """
phien_ban = 1
van_ban = [
  { id = "tb-1", loai = "TB", so = 1, ky_hieu = "TB-UBND", ngay = 2025-07-01 },
  { id = "tb-2", loai = "TB", so = 2, ky_hieu = "TB-UBND", ngay = 2025-07-02 },
  { id = "luat-a", loai = "Luật", trich_yeu = "A" },
]
"""


class Expected(NamedTuple):
    line: int
    column: int
    code: str
    severity: str
    words: str


_ONE = r'([A-Z]{2}\d{3}) (error|warning|info): (\d+)(?: "((?:[^"\\]|\\.)*)")?'
_LINE = re.compile(rf"# ({_ONE}(?: ; {_ONE})*)\s*$")
_AT = re.compile(r'^# @(\d+):(\d+) ([A-Z]{2}\d{3}) (error|warning|info)(?: "(.*)")?\s*$')


def expectations(text: str) -> list[Expected]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if at := _AT.match(line):
            found.append(Expected(int(at[1]), int(at[2]), at[3], at[4], at[5] or ""))
        elif comment := _LINE.search(line):
            for code, severity, column, words in re.findall(_ONE, comment[1]):
                plain = words.replace('\\"', '"').replace("\\\\", "\\")
                found.append(Expected(number, int(column), code, severity, plain))
    return found


def registry() -> Registry:
    source, _found = parse(REGISTRY.encode(), "co-quan.toml")
    assert source is not None
    made, found = registry_of(source)
    assert found == []
    return made


def documents() -> Citations:
    source, _found = parse(DOCUMENTS.encode(), "van-ban.toml")
    assert source is not None
    made, found = citations_of(source)
    assert found == []
    return made


def reported(path: Path) -> list[Diagnostic]:
    if path.stem == "co-quan":
        return load_registry(path)[1]
    if path.stem == "van-ban":
        return load_citations(path)[1]
    loaded, found = load_plan(path)
    if loaded is None:
        return found
    return found + check_plan(loaded, registry(), documents(), {}.get)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_planted_mistake_is_reported_at_its_place_and_nothing_else(path: Path) -> None:
    expected = expectations(path.read_text("utf-8"))
    assert expected, "the file expects nothing"
    diagnostics = reported(path)
    spans = [(d.span, d) for d in diagnostics if isinstance(d.span, Span)]
    assert len(spans) == len(diagnostics)

    got = sorted((s.line, s.column, d.code, d.severity.name.lower()) for s, d in spans)
    assert got == sorted((e.line, e.column, e.code, e.severity) for e in expected)
    for e in expected:
        said = [
            "\n".join((d.message, *d.hints))
            for s, d in spans
            if (s.line, s.column, d.code) == (e.line, e.column, e.code)
        ]
        assert any(e.words in text for text in said), (e, said)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_line_shown_is_the_line_of_the_file(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    for d in reported(path):
        assert isinstance(d.span, Span)
        assert d.span.text == lines[d.span.line - 1]
        assert 1 <= d.span.column <= d.span.end_column <= len(d.span.text) + 1
