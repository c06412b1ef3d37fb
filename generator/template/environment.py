"""Jinja's sandbox, with only what a template of an office needs.

Strangers' templates run here: no attribute that begins with an underscore, no call
but of the template's own macros, no filter that can blow up a text or switch
escaping off, no inclusion of other files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from msgspec import Struct

from generator.template.shape import LOOP
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FILTERS = _words(
    "abs batch capitalize count d default dictsort first float int items join last length list "
    "lower map max min reject rejectattr reverse round select selectattr slice sort string sum "
    "title trim truncate unique upper wordcount e escape"
)
"""Filters a template may use. Missing on purpose: safe (would let data break the XML),
replace, center, format, indent (can multiply a text without bound), attr, tojson, random."""
TESTS = _words(
    "boolean defined divisibleby eq equalto even false float ge gt greaterthan in integer "
    "iterable le lessthan lower lt mapping ne none number odd sameas sequence string true "
    "undefined upper == != > >= < <="
)
GLOBALS = frozenset({"namespace"})
_XML = re.compile(r"(<[^>]*>|&#?\w+;)")
COUNTER = "kehoach_so_hinh"
"""Context variable that numbers drawings; templates never write it themselves."""


def _text_only(change: Callable[[str], str]) -> Callable[[Any], str]:
    """A filter that leaves tags and entities alone: Jinja's makes "&LT;" of "&lt;"."""

    def changed(value: Any) -> str:
        if not hasattr(value, "__html__"):
            return change(value)
        pieces = _XML.split(str(value.__html__()))
        return Markup("".join(p if p[:1] in ("<", "&") else change(p) for p in pieces))  # noqa: S704

    return changed


class SafeEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox: autoescape on, an undefined value is an error, records read fast."""

    intercepted_binops = frozenset({"**", "*", "%"})

    def __init__(self, root: type[Struct]) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self.root = root
        self.filters = {n: f for n, f in self.filters.items() if n in FILTERS}
        for name in ("upper", "lower", "capitalize", "title"):
            self.filters[name] = _text_only(self.filters[name])
        self.tests = {n: f for n, f in self.tests.items() if n in TESTS}
        self.globals = {n: v for n, v in self.globals.items() if n in GLOBALS}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read a field; dicts, records and `loop` without Jinja's slow path."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, Struct) and attribute in obj.__struct_fields__:
            return getattr(obj, attribute)
        if type(obj) is LoopContext and attribute in LOOP:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on small numbers only: `"a" * 10**9` must not eat the memory."""
        if operator == "**" or not (_small(left) and _small(right)):
            raise SecurityError(f"operator {operator!r} is allowed for small numbers only")
        return super().call_binop(context, operator, left, right)


def _small(value: object) -> bool:
    return isinstance(value, (int, float)) and abs(value) < 1e12


class DrawingCounter:
    """Numbers drawings as docxtpl does: 1001, 1002, … in reading order."""

    def __init__(self) -> None:
        self.last = 1000

    def __str__(self) -> str:
        self.last += 1
        return str(self.last)
