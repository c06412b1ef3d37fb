"""Points worked out from figures: a formula with named figures, and nothing else in it.

Written as a Vietnamese spreadsheet writes it: comma before decimals, semicolon between the
parts of min and max: "min(dung_han / tong_so * 2,5; 2,5)". It is data of a stranger: parsed to
a tree of the few forms below, never run as a program.
"""

from __future__ import annotations

import ast
import operator
import re
from decimal import Decimal, DecimalException
from typing import TYPE_CHECKING, NamedTuple

from generator.locale import _
from generator.progress.saying import number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LONGEST = 500
"""Characters of a formula."""
_MOST = 10**9
"""No points are that many."""
_STEPS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip
_CHOICES: dict[str, Callable[..., Decimal]] = {"min": min, "max": max}
_FIGURE = re.compile(r"\s*([a-z][a-z0-9_]*)\s*[=:]\s*(\S.*?)\s*")


class BadFormulaError(Exception):
    """A formula that is none; the message says what is wrong with it."""


class SaidFigures(NamedTuple):
    """The figures of a cell, and the parts of it that say none."""

    figures: dict[str, Decimal]
    wrong: list[str]


def figures_of(text: str) -> SaidFigures:
    """The named figures of a cell: "dung_han = 1.256; tong_so = 1.600"."""
    found = SaidFigures({}, [])
    for part in re.split(r"[;\n]", text):
        if not part.strip():
            continue
        said = _FIGURE.fullmatch(part)
        value = number_of(said[2]) if said is not None else None
        if said is None or value is None:
            found.wrong.append(part.strip())
        else:
            found.figures[said[1]] = value
    return found


def names_in(formula: str) -> list[str]:
    """The names of figures that a formula asks for, as they come. Raises BadFormulaError."""
    nodes = [node for node in ast.walk(_tree(formula)) if isinstance(node, ast.Name)]
    names = [node.id for node in sorted(nodes, key=lambda node: node.col_offset)]
    return [name for name in dict.fromkeys(names) if name not in _CHOICES]


def worked_out(formula: str, figures: Mapping[str, Decimal]) -> Decimal:
    """The value of a formula. Raises BadFormulaError, also where a figure is missing."""
    try:
        found = _value(_tree(formula).body, figures)
    except DecimalException as fault:
        raise BadFormulaError(_("không tính được (chia cho 0)")) from fault
    if not found.is_finite() or abs(found) > _MOST:
        raise BadFormulaError(_("ra số quá lớn"))
    return found


def _tree(formula: str) -> ast.Expression:
    if len(formula) > _LONGEST:
        raise BadFormulaError(_("quá dài"))
    text = re.sub(r"(?<=\d),(?=\d)", ".", formula).replace(";", ",")
    try:
        return ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        raise BadFormulaError(_("không đọc được")) from fault


def _value(node: ast.expr, figures: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return Decimal(str(number))
        case ast.Name(id=name) if name in figures:
            return figures[name]
        case ast.Name(id=name):
            raise BadFormulaError(_("chưa có số liệu “{ten}”").format(ten=name))
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner, figures)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _STEPS:
            return _STEPS[type(sign)](_value(left, figures), _value(right, figures))
        case ast.Call(func=ast.Name(id=name), args=[_one, *_more] as parts, keywords=[]) if (
            name in _CHOICES
        ):
            return _CHOICES[name](*(_value(part, figures) for part in parts))
    raise BadFormulaError(_("chỉ dùng được số, tên, + - * / ( ), min, max"))
