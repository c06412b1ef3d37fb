"""A Jinja code generator whose templates yield bytes, and the writer they use.

Vietnamese makes a rendered document a wide `str`; joining and encoding 220 kB of it
costs more than running the template. Here the template's own text is bytes from the
start, and only values are encoded, many at a time.

The generated function collects in two lists: `kh_c`, the template's text with `%b`
where a value goes, and `kh_v`, the values. When enough has gathered, `Weaver.join` puts
all values into one string with NUL between them, so that one call encodes and a few
check them all, and lets `bytes %` put them into the text:

    kh_c.append(b"<w:t>%b</w:t>");  kh_v.append(value)
    if len(kh_c) > kh_limit: yield kh_join(kh_c, kh_v)

A value that is not a plain `str` takes `kh_slow`. Fields of a record that a loop uses
are read once per round, after one check of its type. Inside macros and set, call and
filter blocks, which collect text for later, Jinja's own `str` code is used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE
from markupsafe import escape

from generator.document.engine.shape import ANY, LOOP, Shape, fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from msgspec import Struct

    from generator.document.engine.environment import SafeEnvironment

_ROUND = "_loop_vars = {}"
_NEEDS_LOOP_VARS = (
    nodes.Call, nodes.CallBlock, nodes.Assign, nodes.AssignBlock, nodes.Macro,
    nodes.FilterBlock, nodes.With,
)  # fmt: skip
INHERITANCE = (
    nodes.Block, nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport,
    nodes.ScopedEvalContextModifier, nodes.EvalContextModifier,
)  # fmt: skip
"""What this generator leaves to Jinja's own."""


def finds(tree: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    """Whether a node of one of these kinds is below."""
    return tree.find(cast("type[nodes.Node]", kinds)) is not None


class _Loop(NamedTuple):
    """A loop being written: what to do at the start of each round."""

    bare: bool
    """Nothing in it needs Jinja's dict of loop variables."""
    ref: str
    struct: type[Struct] | None
    fields: tuple[str, ...]


class BytesGenerator(CodeGenerator):
    """Generates code that yields chunks of bytes. Jinja is pinned: private methods."""

    environment: SafeEnvironment

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.constants: dict[bytes, str] = {}
        self.classes: dict[type, str] = {}
        self._flush_after: dict[int, str] = {}
        self._shapes: dict[str, Shape] = {}
        self._loops: list[_Loop] = []
        self._locals: dict[tuple[str, str], str] = {}

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
        """Read fields at the start of each round; at its end, yield if enough gathered."""
        self._flush_after[id(node.body)] = "if len(kh_c) > kh_limit: yield kh_join(kh_c, kh_v)"
        bare = not finds(node, _NEEDS_LOOP_VARS)
        loop = _Loop(bare, "", None, ())
        if isinstance(node.target, nodes.Name):
            # only a guess at the type: the generated code checks it before use
            ref = f"l_{frame.symbols.level + 1}_{node.target.name}"
            shape = self._shape(node.iter, frame).item or ANY
            self._shapes[ref] = shape
            if bare and shape.struct and node.test is None and not node.recursive:
                known = fields(shape.struct)
                names = {
                    get.attr
                    for get in node.find_all(nodes.Getattr)
                    if isinstance(get.node, nodes.Name) and get.node.name == node.target.name
                }
                loop = _Loop(bare, ref, shape.struct, tuple(sorted(names & set(known))))
        self._loops.append(loop)
        for name in loop.fields:
            self._locals[loop.ref, name] = f"kh_{loop.ref}_{name}"
        super().visit_For(node, frame)
        for name in loop.fields:
            del self._locals[loop.ref, name]
        self._loops.pop()

    def _start_round(self) -> None:
        """Read the fields of this round's record into local variables."""
        loop = self._loops[-1]
        if not loop.fields or loop.struct is None:
            return
        ref = loop.ref
        self.writeline(f"if type({ref}) is {self._class(loop.struct)}:")
        self.indent()
        for name in loop.fields:
            self.writeline(f"kh_{ref}_{name} = {ref}.{name}")
        self.outdent()
        self.writeline("else:")
        self.indent()
        for name in loop.fields:
            self.writeline(f"kh_{ref}_{name} = kh_getattr({ref}, {name!r})")
        self.outdent()

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Visit a body, and flush at its end where that is wanted."""
        super().blockvisit(nodes, frame)
        flush = self._flush_after.get(id(nodes))
        if flush and frame.buffer is None:
            self.writeline(flush)

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        """Jinja starts each round with a dict for calls and assignments: often needless."""
        if x != _ROUND:
            super().writeline(x, node, extra)
            return
        if not self._loops[-1].bare:
            super().writeline(x, node, extra)
        self._start_round()

    # -- output

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Append the text of the template and the values to the two lists."""
        if frame.buffer is not None:
            super().visit_Output(node, frame)
            return
        text, values = self._parts(node, frame)
        if text:
            self.writeline(f"kh_c.append({self._constant(text.encode())})", node)
        if len(values) == 1:
            self.writeline("kh_v.append(", values[0])
            self._value(values[0], frame)
            self.write(")")
        elif values:
            self.writeline("kh_v += (", values[0])
            for value in values:
                self._value(value, frame)
                self.write(", ")
            self.write(")")

    def _parts(self, node: nodes.Output, frame: Frame) -> tuple[str, list[nodes.Expr]]:
        """Split an output into text with %b, and the values that go there."""
        finalize = self._make_finalize()
        text: list[str] = []
        values: list[nodes.Expr] = []
        for child in node.nodes:
            try:
                constant = self._output_child_to_const(child, frame, finalize)
            except Exception:  # as Jinja does: what cannot be folded is run
                text.append("%b")
                values.append(child)
            else:
                text.append(constant.replace("%", "%%"))
        return "".join(text), values

    def _value(self, value: nodes.Expr, frame: Frame) -> None:
        """Write the expression of a value, with the check that it is a plain str."""
        name = self._local(value, frame)
        if name is not None:
            self.write(f"({name} if type({name}) is str else kh_slow({name}))")
            return
        self.write("(kh_t if type(kh_t := ")
        self.visit(value, frame)
        self.write(") is str else kh_slow(kh_t))")

    def _constant(self, value: bytes) -> str:
        return self.constants.setdefault(value, f"kh_k{len(self.constants)}")

    def _class(self, struct: type[Struct]) -> str:
        return self.classes.setdefault(struct, f"kh_s{len(self.classes)}")

    # -- fields

    def _local(self, node: nodes.Expr, frame: Frame) -> str | None:
        """The local variable that holds a field already read in this round."""
        if not isinstance(node, nodes.Getattr) or not isinstance(node.node, nodes.Name):
            return None
        ref = frame.symbols.find_ref(node.node.name)
        return self._locals.get((ref, node.attr)) if ref else None

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Read a field of a record directly, after a check of the record's type."""
        name = self._local(node, frame)
        if name is not None:
            self.write(name)
            return
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
        self.write(f"(kh_o.{node.attr} if type(kh_o := ")
        self.visit(inner, frame)
        self.write(f") is {self._class(struct)} else kh_getattr(kh_o, {node.attr!r}))")

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
_SLOT = re.compile(rb"(%[%b])")
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


RAW = "\x01kehoach"
"""Stands among the values for one that is XML already; known by identity."""


class Weaver:
    """Weaves the text of a template and the values into chunks of bytes."""

    def __init__(self) -> None:
        self._before = b""
        """The chunk before, to know in which run a value stands."""
        self._raw: list[str] = []

    def join(self, texts: list[bytes], values: list[str]) -> bytes:
        """The chunk of what has gathered; empties both lists."""
        try:
            d = "\0".join(values).encode()
        except UnicodeEncodeError:  # a lone surrogate
            d = b"\1"
        # one memchr each: many times faster than looking at each character once
        if (
            1 in d or 2 in d or 3 in d or 4 in d or 5 in d or 6 in d or 7 in d or 8 in d
            or 9 in d or 10 in d or 11 in d or 12 in d or 14 in d or 15 in d or 16 in d
            or 17 in d or 18 in d or 19 in d or 20 in d or 21 in d or 22 in d or 23 in d
            or 24 in d or 25 in d or 26 in d or 27 in d or 28 in d or 29 in d or 30 in d
            or 31 in d or 0xEF in d
        ):  # fmt: skip
            chunk = self._carefully(texts, values)
        else:
            # & < > ' ": as markupsafe does, which needs a str
            if 38 in d:
                d = d.replace(b"&", b"&amp;")
            if 60 in d:
                d = d.replace(b"<", b"&lt;")
            if 62 in d:
                d = d.replace(b">", b"&gt;")
            if 39 in d:
                d = d.replace(b"'", b"&#39;")
            if 34 in d:
                d = d.replace(b'"', b"&#34;")
            parts = tuple(d.split(b"\0")) if values else ()
            if len(parts) != len(values):  # a NUL in a value
                chunk = self._carefully(texts, values)
            else:
                chunk = b"".join(texts) % parts
        texts.clear()
        values.clear()
        self._before = chunk
        return chunk

    def _carefully(self, texts: list[bytes], values: list[str]) -> bytes:
        """Value by value: refuse what XML cannot hold, resolve newlines and tabs."""
        done = bytearray(self._before)
        following = iter(values)
        for piece in _SLOT.split(b"".join(texts)):
            if piece == b"%%":
                done += b"%"
            elif piece != b"%b":
                done += piece
            else:
                value = next(following)
                if value is RAW:
                    add_markup(done, self._raw.pop(0))
                    continue
                if _ILLEGAL.search(value):
                    raise IllegalCharacterError(value)
                data = escape(value).encode()
                if b"\n" in data or b"\t" in data:
                    data = breaks(data, done)
                done += data
        return bytes(done[len(self._before) :])

    def slow(self, value: object) -> str:
        """A value that is no plain str. What has `__html__` is XML already."""
        if not hasattr(value, "__html__"):
            return str(value)
        self._raw.append(str(value.__html__()))
        return RAW


def add_markup(done: bytearray, markup: str) -> None:
    """Append finished XML, its newlines and tabs in text resolved."""
    if _ILLEGAL.search(markup):
        raise IllegalCharacterError(markup)
    if "\n" not in markup and "\t" not in markup:
        done += markup.encode()
        return
    for piece in _TAG.split(markup):
        data = piece.encode()
        if piece[:1] != "<" and (b"\n" in data or b"\t" in data):
            data = breaks(data, done)
        done += data


def breaks(data: bytes, before: bytes | bytearray) -> bytes:
    """Newline → <w:br/>, tab → <w:tab/>, as docxtpl's resolve_listing, inside <w:t> only.

    `before` is the XML before the value; in other places (an attribute, a document
    property) the character stays as it is.
    """
    if not _IN_TEXT.match(before, max(0, before.rfind(b"<w:t"))):
        return data
    run = max(before.rfind(b"<w:r>"), before.rfind(b"<w:r "))
    found = _RUN_PROPERTIES.search(before, max(0, run))
    properties = bytes(found[0]) if found else b""
    opening = b"<w:r>" + properties
    text = b'<w:t xml:space="preserve">'
    tab = b"</w:t></w:r>" + opening + b"<w:tab/></w:r>" + opening + text
    return data.replace(b"\t", tab).replace(b"\n", b"</w:t><w:br/>" + text)
