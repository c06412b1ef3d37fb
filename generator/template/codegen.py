"""A Jinja code generator whose templates yield bytes.

Vietnamese makes a rendered document a wide `str`; joining and encoding 220 kB of it
costs more than running the template. Here the template's own text is bytes from the
start, and only values are encoded, many at a time.

The generated function collects in two lists: `kh_c`, the template's text with `%b`
where a value goes, and `kh_v`, the values. When enough has gathered, `weaver.Weaver.join` puts
all values into one string with NUL between them, so that one call encodes and a few
check them all, and lets `bytes %` put them into the text:

    kh_c.append(b"<w:t>%b</w:t>");  kh_v.append(value)
    if len(kh_c) > kh_limit: yield kh_join(kh_c, kh_v)

A value that is not a plain `str` takes `kh_slow`; a bookmark (`anchors.Neo`), which is
finished XML in bytes, goes straight into `kh_c`. Fields of a record that a loop uses
are read once per round, after one check of its type. Inside macros and set, call and
filter blocks, which collect text for later, Jinja's own `str` code is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.nodes import EvalContext
from jinja2.runtime import exported

from generator.document.anchors import Neo
from generator.template.shape import ANY, LOOP, ValueShape, fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from msgspec import Struct

    from generator.template.environment import SafeEnvironment

INHERITANCE = (
    nodes.Block, nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport,
    nodes.ScopedEvalContextModifier, nodes.EvalContextModifier,
)  # fmt: skip
"""What this generator leaves to Jinja's own."""
_NEEDS_LOOP_VARS = (
    nodes.Call, nodes.CallBlock, nodes.Assign, nodes.AssignBlock, nodes.Macro,
    nodes.FilterBlock, nodes.With,
)  # fmt: skip


class Loop:
    """What a loop holds, found before its code is written."""

    def __init__(self) -> None:
        self.plain = True
        """No call or assignment in it: no need of Jinja's dict of loop variables, and a
        field read at the start of a round stays right until its end."""
        self.uses_loop = False
        self.reads: set[tuple[str, str]] = set()


class SyntaxWalk:
    """One walk over a syntax tree, in place of the many that Jinja's generator makes."""

    def __init__(self, tree: nodes.Template, text: Callable[[str], str]) -> None:
        self.stock = False
        """True when only Jinja's own generator can do it."""
        self.filters: set[str] = set()
        self.tests: set[str] = set()
        self.loops: dict[int, Loop] = {}
        self._text = text
        self._open: list[Loop] = []
        self._walk(tree)

    def _walk(self, node: nodes.Node) -> None:
        kind = type(node)
        if kind is nodes.TemplateData:
            node.data = self._text(node.data)  # type: ignore[attr-defined]
            return
        if kind is nodes.For:
            self._loop(cast("nodes.For", node))
            return
        if kind is nodes.Name:
            self._name(cast("nodes.Name", node))
            return
        if kind is nodes.Getattr:
            self._getattr(cast("nodes.Getattr", node))
        elif kind is nodes.Filter:
            self.filters.add(node.name)  # type: ignore[attr-defined]
        elif kind is nodes.Test:
            self.tests.add(node.name)  # type: ignore[attr-defined]
        elif kind in _NEEDS_LOOP_VARS:
            for loop in self._open:
                loop.plain = False
        elif kind in INHERITANCE:
            self.stock = True
        for name in node.fields:
            value = getattr(node, name)
            if isinstance(value, list):
                self._all(value)
            elif isinstance(value, nodes.Node):
                self._walk(value)

    def _all(self, found: list[nodes.Node]) -> None:
        for node in found:
            if isinstance(node, nodes.Node):
                self._walk(node)

    def _loop(self, node: nodes.For) -> None:
        self._walk(node.iter)
        self._walk(node.target)
        loop = self.loops[id(node)] = Loop()
        self._open.append(loop)
        if node.test is not None:
            self._walk(node.test)
        self._all(node.body)
        self._open.pop()
        self._all(node.else_)

    def _name(self, node: nodes.Name) -> None:
        if node.name == "loop" and self._open:
            self._open[-1].uses_loop = True
        if node.name == "self" or (node.name == "loop" and node.ctx != "load"):
            self.stock = True

    def _getattr(self, node: nodes.Getattr) -> None:
        if isinstance(node.node, nodes.Name):
            for loop in self._open:
                loop.reads.add((node.node.name, node.attr))


class BytesGenerator(CodeGenerator):
    """Generates code that yields chunks of bytes. Jinja is pinned: private methods."""

    environment: SafeEnvironment

    def __init__(self, environment: SafeEnvironment, name: str, filename: str) -> None:
        super().__init__(environment, name, filename)
        self.constants: dict[bytes, str] = {}
        self.classes: dict[type, str] = {}
        self._survey: SyntaxWalk
        self._flush_after: set[int] = set()
        self._shapes: dict[str, ValueShape] = {}
        self._locals: dict[tuple[str, str], str] = {}

    def source(self, tree: nodes.Template, survey: SyntaxWalk) -> str:
        """The Python source of a template that needs no inheritance."""
        self._survey = survey
        self.visit(tree)
        return str(self.stream.getvalue())  # type: ignore[attr-defined]

    # -- structure

    def visit_Template(  # noqa: N802
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """The root function: as Jinja's, without blocks and inheritance."""
        self.writeline("from jinja2.runtime import " + ", ".join(sorted(exported)))
        self.writeline("def root(context, missing=missing, environment=environment):", extra=1)
        self.indent()
        self.write_commons()
        self.writeline("kh_w = kh_weaver()")
        self.writeline("kh_join = kh_w.join")
        self.writeline("kh_slow = kh_w.slow")
        self.writeline("kh_c = []")
        self.writeline("kh_v = []")
        frame = Frame(EvalContext(self.environment, self.name))
        frame.symbols.analyze_node(node)
        frame.toplevel = frame.rootlevel = True
        self.enter_frame(frame)
        self.pull_dependencies(node.body)
        self.blockvisit(node.body, frame)
        self.writeline("if kh_c: yield kh_join(kh_c, kh_v)")
        self.leave_frame(frame, with_python_scope=True)
        self.outdent()
        self.writeline("blocks = {}", extra=1)
        self.writeline(f"debug_info = {'&'.join(f'{k}={v}' for k, v in self.debug_info)!r}")

    def pull_dependencies(self, nodes: Iterable[nodes.Node]) -> None:  # noqa: ARG002
        """Names of the filters and tests; which ones exist was checked before."""
        for known, used, kind in (
            (self.filters, self._survey.filters, "filters"),
            (self.tests, self._survey.tests, "tests"),
        ):
            for name in sorted(used - set(known)):
                known[name] = self.temporary_identifier()
                self.writeline(f"{known[name]} = environment.{kind}[{name!r}]")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802
        """A loop: fields are read at the start of each round, chunks made at its end."""
        simple = isinstance(node.target, nodes.Name) and not (
            node.recursive or node.else_ or node.test is not None
        )
        if frame.buffer is not None or not simple:
            self._flush_after.add(id(node.body))
            super().visit_For(node, frame)
            return
        survey = self._survey.loops[id(node)]
        inner = frame.inner()
        inner.loop_frame = True
        loop = inner.symbols.declare_parameter("loop") if survey.uses_loop else None
        inner.symbols.analyze_node(node, for_branch="body")
        name = cast("nodes.Name", node.target).name
        ref = inner.symbols.ref(name)
        # only a guess at the type: the generated code checks it before use
        shape = self._shape(node.iter, frame).item or ANY
        self._shapes[ref] = shape
        if loop:
            self.writeline(f"{loop} = missing")
        self.writeline(f"for {ref}, {loop} in LoopContext(" if loop else f"for {ref} in ", node)
        self.visit(node.iter, frame)
        self.write(", undefined):" if loop else ":")
        self.indent()
        self.enter_frame(inner)
        read: list[str] = []
        if survey.plain and shape.struct:
            known = fields(shape.struct)
            read = sorted(attr for of, attr in survey.reads if of == name and attr in known)
            self._read_fields(ref, shape.struct, read)
        else:
            self.writeline("_loop_vars = {}")
        self._flush_after.add(id(node.body))
        self.blockvisit(node.body, inner)
        self.outdent()
        self.leave_frame(inner)
        for attr in read:
            del self._locals[ref, attr]
        if self._assign_stack:
            self._assign_stack[-1].difference_update(inner.symbols.stores)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """At the end of each round of a loop, make a chunk if enough has gathered."""
        super().blockvisit(nodes, frame)
        if frame.buffer is None and id(nodes) in self._flush_after:
            self.writeline("if len(kh_c) > kh_limit: yield kh_join(kh_c, kh_v)")

    def _read_fields(self, ref: str, struct: type[Struct], names: list[str]) -> None:
        """Read the fields of this round's record into local variables."""
        for name in names:
            self._locals[ref, name] = f"kh_{ref}_{name}"
        if not names:
            return
        self.writeline(f"if type({ref}) is {self._class(struct)}:")
        self.indent()
        for name in names:
            self.writeline(f"kh_{ref}_{name} = {ref}.{name}")
        self.outdent()
        self.writeline("else:")
        self.indent()
        for name in names:
            self.writeline(f"kh_{ref}_{name} = kh_getattr({ref}, {name!r})")
        self.outdent()

    # -- output

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Call and filter blocks and recursive loops give XML that is finished."""
        if frame.buffer is not None:
            super().start_write(frame, node)
            return
        self.writeline(f"kh_c.append({self._constant(b'%b')})", node)
        self.writeline("kh_v.append(kh_w.finished(")

    def end_write(self, frame: Frame) -> None:
        """Close what `start_write` opened."""
        self.write(")" if frame.buffer is not None else "))")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Append the text of the template and the values to the two lists."""
        if frame.buffer is not None:
            super().visit_Output(node, frame)
            return
        children: list[nodes.Expr] = []
        for child in node.nodes:
            if self._shape(child, frame).scalar is not Neo:
                children.append(child)
                continue
            self._gathered(node, children, frame)
            children = []
            self._bookmark(child, frame)
        self._gathered(node, children, frame)

    def _bookmark(self, value: nodes.Expr, frame: Frame) -> None:
        """Append finished XML to the text of the template."""
        known = self._class(Neo)
        name = self._local(value, frame)
        if name is None:
            name = "kh_t"
            self.writeline("kh_t = ", value)
            self.visit(value, frame)
        self.writeline(f"kh_c.append({name} if type({name}) is {known} else kh_w.text({name}))")

    def _gathered(self, node: nodes.Output, children: list[nodes.Expr], frame: Frame) -> None:
        """Append neighbouring texts and values."""
        text, values = self._parts(children, frame)
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

    def _parts(self, children: list[nodes.Expr], frame: Frame) -> tuple[str, list[nodes.Expr]]:
        """Split an output into text with %b, and the values that go there."""
        finalize = self._make_finalize()
        text: list[str] = []
        values: list[nodes.Expr] = []
        for child in children:
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

    def _class(self, struct: type) -> str:
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

    def _shape(self, node: nodes.Node, frame: Frame) -> ValueShape:
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
