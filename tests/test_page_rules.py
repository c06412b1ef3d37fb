"""How a document stands on its pages: told by check, render and slip without an office program."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.typeset.made import words
from tests.typeset.plans import PLANS, rendered
from tests.typeset.repack import repacked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CITY = PLANS / "thanh-pho.toml"
BREAK = "<w:pageBreakBefore/>"


def _foot(xml: str) -> int:
    """Where the table of recipients and signature begins."""
    return xml.rindex("<w:tbl>", 0, xml.index("Nơi nhận:"))


def _before_foot(more: str) -> Callable[[str], str]:
    return lambda xml: xml[: _foot(xml)] + more + xml[_foot(xml) :]


def _break_after_heading(xml: str) -> str:
    """The paragraph that follows the third heading begins a page."""
    heading = [m.end() for m in re.finditer('<w:pStyle w:val="Heading1"/>', xml)][2]
    following = xml.index("<w:pPr>", xml.index("</w:p>", heading)) + len("<w:pPr>")
    style = re.compile(r'<w:pStyle w:val="[^"]+"/>').match(xml, following)
    assert style is not None
    return xml[: style.end()] + BREAK + xml[style.end() :]


def _para(text: str, ppr: str = "") -> str:
    said = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="KHDoan"/>{ppr}</w:pPr>{said}</w:p>'


def _line_after_foot(xml: str) -> str:
    """One line on a page of its own, the last before the appendix."""
    end = xml.index("</w:tbl>", _foot(xml)) + len("</w:tbl>")
    return xml[:end] + _para("Một dòng.", BREAK) + xml[end:]


CHANGES: dict[str, Callable[[str], str]] = {
    "TT811": _before_foot(_para("", BREAK)),
    "TT812": _before_foot(_para("Một dòng.", BREAK)),
    "TT813": _break_after_heading,
    "TT814": _line_after_foot,
    "TT815": lambda xml: xml.replace("<w:tblHeader/>", ""),
}


@pytest.fixture
def found(tmp_path: Path, kehoach: Callable[..., Any]) -> Callable[[Callable[[str], str]], Any]:
    """The report of `check` on the city's plan with a change."""

    def ask(change: Callable[[str], str]) -> Any:
        path = tmp_path / "ke-hoach.docx"
        path.write_bytes(repacked(rendered(CITY), change))
        return json.loads(kehoach("check", str(path), "--json").out)

    return ask


@pytest.mark.parametrize("code", CHANGES)
def test_what_stands_badly_on_a_page_is_told_with_its_page(code: str, found: Any) -> None:
    report = found(CHANGES[code])
    told = [d for d in report["diagnostics"] if d["code"].startswith("TT81")]
    assert code in {d["code"] for d in told}
    assert all("trang " in json.dumps(d, ensure_ascii=False) for d in told)


def _with_asides(xml: str) -> str:
    """A comment and an instruction of XML at the beginning of each element."""
    return re.sub(r"<w:\w+(?: [^<>]*)?(?<!/)>", r"\g<0><!-- x --><?x y?>", xml)


@pytest.mark.parametrize("change", [lambda xml: xml, _with_asides], ids=["as it is", "asides"])
def test_a_right_plan_stands_well_but_for_last_lines_of_one_word(change: Any, found: Any) -> None:
    report = found(change)
    assert {d["code"] for d in report["diagnostics"]} == {"TT816"}


def test_two_lines_above_the_signature_are_enough(found: Any) -> None:
    report = found(_before_foot(_para(words(40), BREAK)))
    assert {d["code"] for d in report["diagnostics"]} <= {"TT816"}


def test_pages_that_are_not_known_are_not_evaluated(found: Any) -> None:
    report = found(lambda xml: xml.replace("</w:body>", f"{_para(chr(0x1F600))}</w:body>", 1))
    unjudged = report["documents"][0]["not_evaluated"]
    reasons = {one["code"]: one["reason"] for one in unjudged}
    assert "U+1F600" in reasons["TT811"]


def test_pages_and_places_of_signing_are_told_without_a_pdf(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    plan = next(workspace.rglob(CITY.name))
    told = json.loads(kehoach("render", plan, "--pages", "--json").out)["results"][0]
    assert told["pages"] == 8
    assert told["pages_exact"] is True
    places = {mark["name"]: mark["page"] for mark in told["marks"]}
    assert places == {"sovanban": 1, "ngayvanban": 1, "kyten1a": 4, "kyten1b": 4}
    assert not list(workspace.rglob("*.pdf"))


def test_the_slip_counts_the_pages(workspace: Path, kehoach: Callable[..., Any]) -> None:
    plan = next(workspace.rglob(CITY.name))
    report = kehoach("slip", str(plan), str(plan))
    assert "Số trang in: 8." in report.out
    assert "Trang in: chữ ký, tiêu đề, trang cuối, bảng: đạt" in report.out


def test_a_check_that_leaves_the_pages_out_says_so(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    plan = str(next(workspace.rglob(CITY.name)))
    assert "chưa xét trang in" in kehoach("check", plan, "--no-pages").out
    assert "chưa xét trang in" not in kehoach("check", plan).out


def test_everything_that_has_no_known_place_is_told_in_words() -> None:
    from typing import get_args

    from generator.typeset import paging
    from generator.typeset.pages import Unknown, UnknownKind
    from generator.verbs.unplaced import in_words

    own = [one for one in vars(paging).values() if isinstance(one, Unknown)]
    assert own
    told = in_words([*own, *(Unknown(kind, "wpsShape") for kind in get_args(UnknownKind))])
    assert len(told) == len(own) + len(get_args(UnknownKind))
    assert not any(one.detail in word for one in own for word in told)
    assert in_words([Unknown("font", "Cambria")]) == ["phông chữ không có ở đây (Cambria)"]
