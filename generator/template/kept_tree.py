"""The syntax tree of a part as plain data: what Jinja has read once it need not read again.

Reading the source of the official template costs a third of its way to a program. The tree says
no more than the source, and nothing in it is run: a node is of a kind listed here, its names are
names, and Jinja's generator writes its code at every start, in the sandbox.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import nodes

if TYPE_CHECKING:
    from generator.template.environment import SafeEnvironment

KINDS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.For,
    nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat, nodes.Add, nodes.Sub, nodes.Mul,
    nodes.Mod, nodes.Neg, nodes.NSRef, nodes.Call, nodes.Keyword, nodes.List, nodes.Tuple,
    nodes.Dict, nodes.Pair, nodes.Assign, nodes.AssignBlock, nodes.With, nodes.FilterBlock,
    nodes.Macro, nodes.CallBlock, nodes.Slice,
)  # fmt: skip
"""Kinds of nodes that are kept, by their number. A template with others is read at every start."""
_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
_FIELDS = tuple(kind.fields for kind in KINDS)
_FREE = frozenset({nodes.TemplateData, nodes.Const})
"""Whose text is no name: Jinja's generator writes it as a constant."""
_LARGE = 1 << 53


def kept(tree: nodes.Template) -> list[Any] | None:
    """The tree as lists, numbers and texts; None where a node is of no kind that is kept."""
    try:
        return _kept(tree)
    except (KeyError, ValueError, RecursionError):
        return None


def _kept(node: nodes.Node) -> list[Any]:
    free = type(node) in _FREE
    values = (_kept_value(getattr(node, name), free=free) for name in node.fields)
    return [_NUMBERS[type(node)], node.lineno, *values]


def _kept_value(value: Any, *, free: bool) -> Any:
    if isinstance(value, nodes.Node):
        return _kept(value)
    if isinstance(value, list):
        return [_kept(each) for each in value]
    if not _is_plain(value, free=free):
        raise ValueError(value)
    if isinstance(value, str):
        value.encode()  # half a character, written as \ud800 in a template, no file can hold
    return value


def _is_plain(value: Any, *, free: bool) -> bool:
    """Whether a value of a node is a number, a truth value, nothing, or a text it may have."""
    if isinstance(value, str):
        return free or value.isidentifier()
    return value is None or (isinstance(value, int) and abs(value) < _LARGE)


def read_again(data: Any, environment: SafeEnvironment) -> nodes.Template | None:
    """The tree of its plain data; None where that is no tree of a template."""
    try:
        tree = _node(data, environment)
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    return tree if isinstance(tree, nodes.Template) else None


def _node(data: list[Any], environment: SafeEnvironment) -> nodes.Node:
    number, line = data[0], data[1]
    if line is not None and type(line) is not int:
        raise ValueError(line)
    kind, names = KINDS[number], _FIELDS[number]
    node = kind.__new__(kind)
    space = vars(node)
    space["lineno"], space["environment"] = line, environment
    for name, value in zip(names, data[2:], strict=True):
        if type(value) is not list:
            if not _is_plain(value, free=kind in _FREE):
                raise ValueError(value)
            space[name] = value
        elif value and type(value[0]) is int:
            space[name] = _node(value, environment)
        else:
            space[name] = [_node(each, environment) for each in value]
    return node
