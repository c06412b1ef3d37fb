"""A Jinja code generator whose templates yield bytes, and the writer they use.

Vietnamese makes a rendered document a wide `str`; joining and encoding 220 kB of it
costs more than running the template. Here the template's own text is bytes from the
start, and only values are escaped and encoded.

The generated function collects in two lists: `kh_c`, the template's text, and `kh_v`,
the value that follows each piece of it (often ""). When enough has gathered, `join`
puts all values into one string with NUL between them, so that one call escapes, one
encodes and one checks them all, and weaves the two lists into a chunk:

    kh_c += K1;  kh_v += (value, value)          # per run of text and values
    if len(kh_c) > LIMIT: yield kh_join(kh_c, kh_v)

A value that is not a plain `str` takes `kh_slow`. Inside macros and set, call and
filter blocks, which collect text for later, Jinja's own `str` code is used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE
from markupsafe import escape

try:
    from markupsafe._speedups import _escape_inner
except ImportError:  # pragma: no cover - markupsafe without its C part
    from markupsafe._native import _escape_inner

from generator.document.engine.shape import ANY, LOOP, Shape, fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.document.engine.environment import SafeEnvironment

_PLAIN_LOOP = "_loop_vars = {}"
_NEEDS_LOOP_VARS = (
    nodes.Call, nodes.CallBlock, nodes.Assign, nodes.AssignBlock, nodes.Macro, nodes.FilterBlock,
)  # fmt: skip
INHERITANCE = (
    nodes.Block, nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport,
    nodes.ScopedEvalContextModifier, nodes.EvalContextModifier,
)  # fmt: skip
"""What this generator leaves to Jinja's own."""


def finds(tree: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    """Whether a node of one of these kinds is below."""
    return tree.find(cast("type[nodes.Node]", kinds)) is not None


class BytesGenerator(CodeGenerator):
    """Generates code that yields chunks of bytes. Jinja is pinned: private methods."""

    environment: SafeEnvironment

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.constants: dict[bytes | tuple[bytes, ...], str] = {}
        self.classes: dict[type, str] = {}
        self._flush_after: dict[int, str] = {}
        self._shapes: dict[str, Shape] = {}
        self._bare: list[bool] = []

    # -- structure

    def write_commons(self) -> None:
        """Set up the two lists in the root function."""
        super().write_commons()
        self.writeline("kh_w = kh_weaver()")
        self.writeline("kh_join = kh_w.join")
        self.writeline("kh_slow = kh_w.slow")
        self.writeline("kh_c = []")
        self.writeline("kh_v = []")

    def visit_Template(  # noqa: N802
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """After the whole body, yield what is left."""
        self._flush_after[id(node.body)] = "if kh_c: yield kh_join(kh_c, kh_v)"
        super().visit_Template(node, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802
        """After each round, yield when enough has gathered."""
        self._flush_after[id(node.body)] = "if len(kh_c) > kh_limit: yield kh_join(kh_c, kh_v)"
        if isinstance(node.target, nodes.Name):
            # only a guess at the type: the generated code checks it before use
            ref = f"l_{frame.symbols.level + 1}_{node.target.name}"
            self._shapes[ref] = self._shape(node.iter, frame).item or ANY
        self._bare.append(not finds(node, _NEEDS_LOOP_VARS))
        super().visit_For(node, frame)
        self._bare.pop()

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Visit a body, and flush at its end where that is wanted."""
        super().blockvisit(nodes, frame)
        flush = self._flush_after.get(id(nodes))
        if flush and frame.buffer is None:
            self.writeline(flush)

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        """Leave out the dict that Jinja makes in every round for calls and assignments."""
        if x == _PLAIN_LOOP and self._bare and self._bare[-1]:
            x = "pass"
        super().writeline(x, node, extra)

    # -- output

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Append the text of the template and the values to the two lists."""
        if frame.buffer is not None:
            super().visit_Output(node, frame)
            return
        pairs = self._pairs(node, frame)
        if len(pairs) == 1:
            text, value = pairs[0]
            self.writeline(f"kh_c.append({self._constant(text)})", value)
            self.writeline("kh_v.append(")
            self._value(value, 1, frame)
            self.write(")")
            return
        last = pairs[-1][1]
        self.writeline(f"kh_c += {self._constant(tuple(text for text, _ in pairs))}", last)
        self.writeline("kh_v += (")
        for i, (_, value) in enumerate(pairs):
            self._value(value, len(pairs) - i, frame)
            self.write(", ")
        self.write(")")

    def _pairs(self, node: nodes.Output, frame: Frame) -> list[tuple[bytes, nodes.Expr | None]]:
        """Split an output into (text of the template, value after it)."""
        finalize = self._make_finalize()
        pairs: list[tuple[bytes, nodes.Expr | None]] = []
        text: list[str] = []
        for child in node.nodes:
            try:
                text.append(self._output_child_to_const(child, frame, finalize))
            except Exception:  # as Jinja does: what cannot be folded is run
                pairs.append(("".join(text).encode(), child))
                text = []
        if text or not pairs:
            pairs.append(("".join(text).encode(), None))
        return pairs

    def _value(self, value: nodes.Expr | None, back: int, frame: Frame) -> None:
        """Write the expression of a value; `back` is its distance from the lists' end."""
        if value is None:
            self.write('""')
            return
        self.write("(kh_t if type(kh_t := ")
        self.visit(value, frame)
        self.write(f") is str else kh_slow(kh_t, kh_c, -{back}))")

    def _constant(self, value: bytes | tuple[bytes, ...]) -> str:
        return self.constants.setdefault(value, f"kh_k{len(self.constants)}")

    # -- fields

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Read a field of a record directly, after a check of the record's type."""
        inner = node.node
        if isinstance(inner, nodes.Name) and inner.name == "loop" and node.attr in LOOP:
            ref = frame.symbols.find_ref("loop")
            if ref:
                read = f"kh_getattr({ref}, {node.attr!r})"
                self.write(f"({ref}.{node.attr} if type({ref}) is LoopContext else {read})")
                return
        struct = self._shape(inner, frame).struct
        if struct is None or node.attr not in struct.__struct_fields__:
            super().visit_Getattr(node, frame)
            return
        cls = self.classes.setdefault(struct, f"kh_s{len(self.classes)}")
        ref = frame.symbols.find_ref(inner.name) if isinstance(inner, nodes.Name) else None
        if ref in self._shapes:
            test, obj = f"type({ref}) is {cls}", ref
            self.write(f"({obj}.{node.attr} if {test}")
        else:
            self.write(f"(kh_o.{node.attr} if type(kh_o := ")
            self.visit(inner, frame)
            self.write(f") is {cls}")
            obj = "kh_o"
        self.write(f" else kh_getattr({obj}, {node.attr!r}))")

    def _shape(self, node: nodes.Node, frame: Frame) -> Shape:
        """What an expression is, where that can be known."""
        if isinstance(node, nodes.Name):
            ref = frame.symbols.find_ref(node.name)
            if ref is None:
                return ANY
            if ref in self._shapes:
                return self._shapes[ref]
            load = frame.symbols.find_load(ref)
            if load and load[0] == VAR_LOAD_RESOLVE:
                return fields(self.environment.root).get(node.name, ANY)
        elif isinstance(node, nodes.Getattr):
            struct = self._shape(node.node, frame).struct
            if struct is not None:
                return fields(struct).get(node.attr, ANY)
        return ANY


# -- the writer the generated code uses

CONTROLS = bytes(range(0x20))
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_IN_TEXT = re.compile(rb"<w:t(?: [^<>]*)?>[^<]*\Z")
_TAG = re.compile(r"(<[^>]*>)")
_RUN_PROPERTIES = re.compile(rb"<w:rPr>.*?</w:rPr>", re.DOTALL)


class IllegalCharacterError(ValueError):
    """A value holds a character that XML, and so Word, cannot hold."""

    def __init__(self, value: str) -> None:
        found = _ILLEGAL.search(value)
        self.at = found.start() if found else 0
        self.character = value[self.at : self.at + 1]
        self.value = value
        super().__init__(f"U+{ord(self.character or chr(0)):04X} in {value[:80]!r}")


class Weaver:
    """Weaves the text of a template and the values into chunks of bytes."""

    def __init__(self) -> None:
        self._before = b""
        """The chunk before, to know in which run a value stands."""

    def join(self, constants: list[bytes], values: list[str]) -> bytes:
        """The chunk of what has gathered; empties both lists."""
        try:
            data: bytes = _escape_inner("\0".join(values)).encode()
        except UnicodeEncodeError:  # a lone surrogate
            data = b"\xef"
        count = len(values)
        if len(data) - len(data.translate(None, CONTROLS)) != count - 1 or b"\xef" in data:
            chunk = self._carefully(constants, values)
        else:
            woven: list[bytes] = [b""] * (2 * count)
            woven[::2] = constants
            woven[1::2] = data.split(b"\0")
            chunk = b"".join(woven)
        constants.clear()
        values.clear()
        self._before = chunk
        return chunk

    def _carefully(self, constants: list[bytes], values: list[str]) -> bytes:
        """Value by value: refuse what XML cannot hold, resolve newlines and tabs."""
        woven: list[bytes] = []
        for constant, value in zip(constants, values, strict=True):
            woven.append(constant)
            if _ILLEGAL.search(value):
                raise IllegalCharacterError(value)
            data = str(escape(value)).encode()
            if b"\n" in data or b"\t" in data:
                data = breaks(data, self._before + b"".join(woven))
            woven.append(data)
        return b"".join(woven)

    def slow(self, value: object, constants: list[bytes], back: int) -> str:
        """A value that is no plain str. What has `__html__` is XML already."""
        if not hasattr(value, "__html__"):
            return str(value)
        markup = str(value.__html__())
        if _ILLEGAL.search(markup):
            raise IllegalCharacterError(markup)
        constants[back] += self._markup(markup, constants, back)
        return ""

    def _markup(self, markup: str, constants: list[bytes], back: int) -> bytes:
        if "\n" not in markup and "\t" not in markup:
            return markup.encode()
        before = self._before + b"".join(constants[: len(constants) + back + 1])
        done: list[bytes] = []
        for piece in _TAG.split(markup):
            data = piece.encode()
            if piece[:1] != "<" and (b"\n" in data or b"\t" in data):
                data = breaks(data, before + b"".join(done))
            done.append(data)
        return b"".join(done)


def breaks(data: bytes, before: bytes) -> bytes:
    """Newline → <w:br/>, tab → <w:tab/>, as docxtpl's resolve_listing, inside <w:t> only.

    `before` is the XML before the value; in other places (an attribute, a document
    property) the character stays as it is.
    """
    if not _IN_TEXT.match(before, max(0, before.rfind(b"<w:t"))):
        return data
    run = max(before.rfind(b"<w:r>"), before.rfind(b"<w:r "))
    found = _RUN_PROPERTIES.search(before, max(0, run))
    properties = found[0] if found else b""
    opening = b"<w:r>" + properties
    text = b'<w:t xml:space="preserve">'
    tab = b"</w:t></w:r>" + opening + b"<w:tab/></w:r>" + opening + text
    return data.replace(b"\t", tab).replace(b"\n", b"</w:t><w:br/>" + text)
