"""Borders of pages, where LibreOffice draws them (twips, measured in its PDF)."""

from __future__ import annotations

import pytest

from tests.typeset.made import MARGINS, document, para, section
from tests.typeset.test_typeset import pages

HEADED = '<w:headerReference w:type="default" r:id="h1"/>'
ALL = ("top", "left", "bottom", "right")


def _framed(
    said: str,
    size: int,
    space: int,
    sides: tuple[str, ...],
    headed: str = "",
    kind: str = "single",
) -> bytes:
    lines = "".join(
        [
            f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="auto"/>'
            for side in sides
        ]
    )
    margins = f"{MARGINS}<w:pgBorders {said}>{lines}</w:pgBorders>"
    parts = {"h1": para("đầu")} if headed else None
    return document(para("chữ"), section(margins=margins, more=headed), margin_parts=parts)


@pytest.mark.parametrize(
    ("said", "size", "space", "sides", "headed", "expected"),
    [
        ("", 4, 4, ALL, "", [(1049, 1612), (15788, 1612), (1044, 1617), (1044, 11140)]),
        ("", 4, 4, ALL, HEADED, [(483, 1612), (15788, 1612), (478, 1617), (478, 11140)]),
        ("", 12, 10, ("top", "bottom"), "", [(919, 1702), (15918, 1702)]),
        (
            'w:offsetFrom="page"', 24, 24, ALL, HEADED,
            [(510, 480), (16327, 480), (480, 510), (480, 11395)],
        ),
    ],
)  # fmt: skip
def test_borders_of_pages_stand_where_libreoffice_draws_them(
    said: str,
    size: int,
    space: int,
    sides: tuple[str, ...],
    headed: str,
    expected: list[tuple[int, int]],
) -> None:
    printed = pages(_framed(said, size, space, sides, headed))
    assert printed.known
    assert [(s.y, s.x) for s in printed.pages[0].frame] == [
        (pytest.approx(y, abs=2), pytest.approx(x, abs=2)) for y, x in expected
    ]


@pytest.mark.parametrize(
    "data",
    [
        _framed("", 6, 31, ALL, HEADED),
        _framed('w:display="firstPage"', 4, 4, ALL),
        _framed("", 4, 4, ALL, kind="apples"),
    ],
    ids=["deeper than the margin", "on one page", "an art"],
)
def test_borders_of_pages_that_are_drawn_otherwise_are_told(data: bytes) -> None:
    assert [(each.kind, each.detail) for each in pages(data).unknown] == [("section", "pgBorders")]


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ((11907, 16840), (11906, 16838)),
        ((11917, 16827), (11906, 16838)),
        ((11918, 16850), (11918, 16850)),
        ((10319, 14571), (10318, 14570)),
        ((11050, 15300), (11055, 15307)),
    ],
)
def test_paper_near_a_known_one_is_that_as_in_libreoffice(
    said: tuple[int, int], taken: tuple[int, int]
) -> None:
    size = '<w:pgSz w:w="{}" w:h="{}"/>'.format(*said)
    page = pages(document(para("chữ"), section(size))).pages[0]
    assert (page.width, page.height) == taken


@pytest.mark.parametrize(
    ("own", "title", "told"), [("", "", ["titlePg"]), (HEADED, "", []), ("", "<w:titlePg/>", [])]
)
def test_a_header_of_first_pages_that_libreoffice_forgets_is_told(
    own: str, title: str, told: list[str]
) -> None:
    first = HEADED.replace("default", "first")
    between = section(more=own.replace("default", "first"), margins=MARGINS + title)
    ends = [para("", section(more=first)), para("", between)]
    last = section(margins=MARGINS + "<w:titlePg/>")
    body = para("a") + ends[0] + para("b") + ends[1] + para("c")
    printed = pages(document(body, last, margin_parts={"h1": para("đầu")}))
    assert [each.detail for each in printed.unknown] == told
