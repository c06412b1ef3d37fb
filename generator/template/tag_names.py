"""Names in tags against the data: variables, fields, filters, calls.

Jinja's syntax tree is walked with the types of the blocks, so that a loop variable is
known to be an element of the list it runs over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from generator.diagnostics import Diagnostic, Place, error, nearest
from generator.locale import _
from generator.template.environment import COUNTER, FILTERS, GLOBALS, TESTS
from generator.template.shape import ANY, LOOP, NUMBER, TEXT, TRUTH, ValueShape, fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from msgspec import Struct

    from generator.template.environment import SafeEnvironment
    from generator.template.tags import Scan

_INTERNAL = {"kehoach_bat_ky": ANY, COUNTER: NUMBER}
_SAME = frozenset(("list", "sort", "reverse", "unique", "select", "reject", "selectattr",
                   "rejectattr", "default", "d"))  # fmt: skip
_ELEMENT = frozenset(("first", "last", "min", "max"))
_COUNTS = frozenset(("length", "count", "int", "round", "sum", "wordcount", "abs", "float"))


def check_names(
    scan: Scan, sound: dict[int, str], environment: SafeEnvironment, *, quiet: bool
) -> list[Diagnostic]:
    """Check the names of a part, read from its (sound) tags.

    `quiet`: other mistakes were found, so that one of syntax is only their echo.
    """
    source: list[str] = []
    line = 1
    places: dict[int, Place] = {}
    for i, text in sound.items():
        tag = scan.tags[min(i, len(scan.tags) - 1)]
        source.append("\n" * (tag.spot - line) + text)
        line = max(line, tag.spot)
        if i < len(scan.tags):
            places.setdefault(tag.spot, scan.place(tag))
    exact: dict[tuple[int, str], Place] = {}
    for tag in scan.tags:
        for word in tag.body.replace(".", " ").split():
            exact.setdefault((tag.spot, word), scan.place(tag))

    def place(number: int, word: str) -> Place:
        return exact.get((number, word)) or places.get(number) or Place(scan.file, scan.name)

    try:
        tree = environment.parse("".join(source))
    except RecursionError:
        return [error("MB622", _("Mẫu lồng nhau quá sâu"), Place(scan.file, scan.name))]
    except TemplateSyntaxError as fault:
        if quiet:
            return []
        message = _("Thẻ sai cú pháp: {ly_do}").format(ly_do=fault.message)
        return [error("MB622", message, place(fault.lineno, ""))]
    return check_tree(tree, environment.root, place)


def check_tree(
    tree: nodes.Template, root: type[Struct], place: Callable[[int, str], Place]
) -> list[Diagnostic]:
    """Check a syntax tree whose line numbers `place` understands."""
    walker = _Walker(root, place)
    try:
        walker.body(tree.body)
    except RecursionError:
        walker.report("MB622", 1, "", _("Mẫu lồng nhau quá sâu"))
    return walker.problems


class _Walker:
    """Walks statements with the names visible at each point."""

    def __init__(self, root: type[Struct], place: Callable[[int, str], Place]) -> None:
        self.place = place
        self.problems: list[Diagnostic] = []
        self.scopes: list[dict[str, ValueShape]] = [{**fields(root), **_INTERNAL}]
        self.macros: set[str] = {"caller", *GLOBALS}
        self._statements: dict[type, Callable[..., None]] = {
            nodes.Output: self._output, nodes.For: self._for, nodes.If: self._if,
            nodes.Assign: self._assign, nodes.AssignBlock: self._assign_block,
            nodes.Macro: self._macro, nodes.CallBlock: self._call_block,
            nodes.FilterBlock: self._filter_block, nodes.With: self._with,
        }  # fmt: skip
        self._kinds: dict[type, Callable[..., ValueShape]] = {
            nodes.Name: self._name, nodes.Getattr: self._getattr, nodes.Getitem: self._getitem,
            nodes.Filter: self._filter, nodes.Test: self._test, nodes.Call: self._call,
            nodes.Compare: self._compare, nodes.Const: self._const, nodes.CondExpr: self._cond,
        }  # fmt: skip

    def report(self, code: str, line: int, word: str, message: str, *hints: str) -> None:
        self.problems.append(error(code, message, self.place(line, word), *hints))

    # -- statements

    def body(self, statements: Iterable[nodes.Node]) -> None:
        for node in statements:
            handler = self._statements.get(type(node))
            if handler:
                handler(node)
            elif isinstance(node, nodes.ExprStmt):
                self.shape(node.node)
            else:
                self._forbid(node, type(node).__name__)

    def _nested(self, statements: Iterable[nodes.Node], names: dict[str, ValueShape]) -> None:
        self.scopes.append(names)
        self.body(statements)
        self.scopes.pop()

    def _forbid(self, node: nodes.Node, what: str) -> None:
        message = _("{gi} không được dùng trong mẫu").format(gi=what)
        self.report("MB625", node.lineno, "", message)

    def _output(self, node: nodes.Output) -> None:
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                continue
            shape = self.shape(child)
            if shape.struct or shape.item:
                name = _spelled(child)
                message = _("{ten} không phải là chữ, không in trực tiếp được").format(ten=name)
                self.report("MB628", child.lineno, name, message, _usage(name, shape))

    def _for(self, node: nodes.For) -> None:
        shape = self.shape(node.iter)
        name = _spelled(node.iter)
        if shape.struct or shape.scalar:
            message = _("{ten} không phải là danh sách, không lặp được").format(ten=name)
            self.report("MB623", node.lineno, name, message)
        names: dict[str, ValueShape] = {"loop": ANY}
        if isinstance(node.target, nodes.Name):
            names[node.target.name] = shape.item or ANY
        else:
            names.update(dict.fromkeys((n.name for n in node.target.find_all(nodes.Name)), ANY))
        self.scopes.append(names)
        if node.test is not None:
            self.shape(node.test)
        self.body(node.body)
        self.scopes.pop()
        self._nested(node.else_, {})

    def _if(self, node: nodes.If) -> None:
        self.shape(node.test)
        self._nested(node.body, {})
        for branch in node.elif_:
            self.shape(branch.test)
            self._nested(branch.body, {})
        self._nested(node.else_, {})

    def _assign(self, node: nodes.Assign) -> None:
        shape = self.shape(node.node)
        if isinstance(node.target, nodes.Name):
            # Jinja's `if` has no scope of its own: the name is visible after it
            for scope in self.scopes[-2:]:
                scope[node.target.name] = shape
        else:
            for name in node.target.find_all(nodes.Name):
                self.scopes[-1][name.name] = ANY

    def _assign_block(self, node: nodes.AssignBlock) -> None:
        self._nested(node.body, {})
        if isinstance(node.target, nodes.Name):
            self.scopes[-1][node.target.name] = TEXT

    def _macro(self, node: nodes.Macro) -> None:
        self.macros.add(node.name)
        self.scopes[0][node.name] = ANY
        for default in node.defaults:
            self.shape(default)
        names = {arg.name: ANY for arg in node.args}
        names |= dict.fromkeys(("caller", "varargs", "kwargs"), ANY)
        self._nested(node.body, names)

    def _call_block(self, node: nodes.CallBlock) -> None:
        self.shape(node.call)
        self._nested(node.body, {arg.name: ANY for arg in node.args})

    def _filter_block(self, node: nodes.FilterBlock) -> None:
        self.shape(node.filter)
        self._nested(node.body, {})

    def _with(self, node: nodes.With) -> None:
        names: dict[str, ValueShape] = {}
        for target, value in zip(node.targets, node.values, strict=True):
            shape = self.shape(value)
            if isinstance(target, nodes.Name):
                names[target.name] = shape
        self._nested(node.body, names)

    # -- expressions

    def shape(self, node: nodes.Node | None) -> ValueShape:
        """What an expression is; reports the names in it that do not exist."""
        if node is None:
            return ANY
        handler = self._kinds.get(type(node))
        if handler:
            return handler(node)
        for child in node.iter_child_nodes():
            self.shape(child)
        if isinstance(node, nodes.Not):
            return TRUTH
        return TEXT if isinstance(node, nodes.Concat) else ANY

    def _const(self, _node: nodes.Const) -> ValueShape:
        return TEXT

    def _name(self, node: nodes.Name) -> ValueShape:
        for scope in reversed(self.scopes):
            if node.name in scope:
                return scope[node.name]
        if node.name in self.macros:
            return ANY
        visible = {n for scope in self.scopes for n in scope} - set(_INTERNAL)
        message = _("Dữ liệu không có biến “{ten}”").format(ten=node.name)
        self.report("MB623", node.lineno, node.name, message, *_hints(node.name, visible))
        return ANY

    def _getattr(self, node: nodes.Getattr) -> ValueShape:
        if node.attr.startswith("_"):
            self.shape(node.node)
            self._forbid(node, f".{node.attr}")
            return ANY
        if isinstance(node.node, nodes.Name) and node.node.name == "loop":
            if self.shape(node.node) == ANY and node.attr not in LOOP:
                self._no_field(node, LOOP)
            return LOOP.get(node.attr, ANY)
        shape = self.shape(node.node)
        if shape.struct:
            known = fields(shape.struct)
            if node.attr not in known:
                self._no_field(node, known)
            return known.get(node.attr, ANY)
        if shape.known:
            owner = _spelled(node.node)
            if shape.item:
                message = _("{ten} là danh sách, phải lặp rồi mới dùng được .{khoa}")
            else:
                message = _("{ten} là chữ, không có .{khoa}")
            message = message.format(ten=owner, khoa=node.attr)
            self.report("MB623", node.lineno, node.attr, message, _usage(owner, shape))
        return ANY

    def _no_field(self, node: nodes.Getattr, known: Iterable[str]) -> None:
        message = _("{ten} không có “{khoa}”").format(ten=_spelled(node.node), khoa=node.attr)
        self.report("MB623", node.lineno, node.attr, message, *_hints(node.attr, known))

    def _getitem(self, node: nodes.Getitem) -> ValueShape:
        shape = self.shape(node.node)
        if isinstance(node.arg, nodes.Slice):
            return shape
        self.shape(node.arg)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            as_field = nodes.Getattr(node.node, node.arg.value, "load", lineno=node.lineno)
            return self._getattr(as_field)
        return shape.item or ANY

    def _filter(self, node: nodes.Filter) -> ValueShape:
        shape = self.shape(node.node)
        self._arguments(node)
        if node.name not in FILTERS:
            message = _("Mẫu không được dùng bộ lọc “{ten}”").format(ten=node.name)
            self.report("MB624", node.lineno, node.name, message, *_hints(node.name, FILTERS))
            return ANY
        if node.name in _SAME:
            return shape
        if node.name in _ELEMENT:
            return shape.item or ANY
        if node.name in _COUNTS:
            return NUMBER
        return ANY if node.name in ("map", "batch", "slice", "dictsort", "items") else TEXT

    def _test(self, node: nodes.Test) -> ValueShape:
        maybe = isinstance(node.node, nodes.Name) and node.name in ("defined", "undefined")
        if not maybe:
            self.shape(node.node)
        self._arguments(node)
        if node.name not in TESTS:
            message = _("Không có phép thử “is {ten}”").format(ten=node.name)
            self.report("MB624", node.lineno, node.name, message, *_hints(node.name, TESTS))
        return TRUTH

    def _arguments(self, node: nodes.Filter | nodes.Test | nodes.Call) -> None:
        for arg in (*node.args, *(k.value for k in node.kwargs)):
            self.shape(arg)

    def _call(self, node: nodes.Call) -> ValueShape:
        self._arguments(node)
        target = node.node
        if isinstance(target, nodes.Name) and (target.name in self.macros or target.name == "loop"):
            return ANY
        name = _spelled(target)
        if name in ("loop.cycle", "loop.changed"):
            return ANY
        message = _("Mẫu không được gọi {ten}(…)").format(ten=name)
        hint = _("Dùng bộ lọc, ví dụ {{ so|upper }}, hoặc macro viết trong mẫu.")
        self.report("MB625", node.lineno, name, message, hint)
        return ANY

    def _compare(self, node: nodes.Compare) -> ValueShape:
        left = self.shape(node.expr)
        for operand in node.ops:
            self.shape(operand.expr)
            values: list[nodes.Expr] = [operand.expr]
            if isinstance(operand.expr, (nodes.Tuple, nodes.List)):
                values = operand.expr.items
            for value in values if operand.op in ("eq", "ne", "in", "notin") else ():
                self._choice(node, left, value)
        return TRUTH

    def _choice(self, node: nodes.Compare, left: ValueShape, value: nodes.Expr) -> None:
        if not left.choices or not isinstance(value, nodes.Const) or value.value in left.choices:
            return
        message = _("{ten} không bao giờ bằng “{gia_tri}”").format(
            ten=_spelled(node.expr), gia_tri=value.value
        )
        hint = _("Các giá trị có thể: {ds}").format(ds=", ".join(left.choices))
        self.report("MB629", node.lineno, f'"{value.value}"', message, hint)

    def _cond(self, node: nodes.CondExpr) -> ValueShape:
        self.shape(node.test)
        shape = self.shape(node.expr1)
        self.shape(node.expr2)
        return shape


def _spelled(node: nodes.Node) -> str:
    """An expression as the clerk wrote it, for messages."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_spelled(node.node)}.{node.attr}"
    if isinstance(node, nodes.Filter) and node.node is not None:
        return f"{_spelled(node.node)}|{node.name}"
    if isinstance(node, nodes.Const):
        return repr(node.value)
    return "…"


def _hints(word: str, known: Iterable[str]) -> list[str]:
    names = sorted(known)
    close = nearest(word, names)
    if close:
        return [_("Có phải {goi_y}?").format(goi_y=", ".join(close))]
    return [_("Có thể dùng: {ds}").format(ds=", ".join(names[:40]))]


def _usage(name: str, shape: ValueShape) -> str:
    if shape.item:
        return "{% for x in " + name + " %} … {% endfor %}"
    if shape.struct:
        return "{{ " + name + "." + next(iter(fields(shape.struct))) + " }}"
    return "{{ " + name + " }}"
