r"""A compiled part: Jinja source with its texts taken out → a function that yields bytes.

In the stored source each stretch of XML is a placeholder, `\1number\1`, followed by as
many newlines as paragraphs begin in it: the source is small, so that Jinja reads it in
milliseconds, and its line numbers are the numbers of paragraphs, so that an error at
run time knows its place. What Jinja has read is stored beside it, for the next start.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2.runtime import new_context

from generator.template.codegen import BytesGenerator, SyntaxWalk
from generator.template.environment import COUNTER, DrawingCounter, SafeEnvironment
from generator.template.kept_tree import read_again
from generator.template.weaver import (
    CONTROLS,
    IllegalCharacterError,
    Weaver,
    add_markup,
    with_references,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType

    from jinja2 import nodes

    from generator.ooxml.package import Static
    from generator.template.footnote_form import FootnoteForm

PLACEHOLDER = re.compile("\x01(\\d+)\x01\n*")
CHUNK = 20_000
"""Bytes of template text after which a chunk is made: see `package.write`."""


class CachedPart(NamedTuple):
    """One changing part of a template, as it is cached."""

    name: str
    source: str
    """Jinja source with placeholders."""
    texts: tuple[str, ...]
    """What the placeholders stand for: XML, never run."""
    places: dict[int, tuple[str, str]]
    """Line of the source → place in the template ("đoạn 3") and the text there."""
    tree: list[Any] | None = None
    """The source as Jinja has read it (`kept_tree`); None: it is read anew."""


class Compiled(NamedTuple):
    """All that is kept of a template."""

    digest: str
    parts: tuple[CachedPart, ...]
    static: Static
    noted: Static
    """The same with what a document with footnotes needs."""
    form: FootnoteForm


class PartProgram:
    """A part ready to run."""

    def __init__(
        self,
        environment: SafeEnvironment,
        part: CachedPart,
        form: FootnoteForm | None = None,
        *,
        as_text: bool = False,
    ) -> None:
        self.part = part
        self.form = form
        self.environment = environment
        tree = read_again(part.tree, environment) or environment.parse(part.source)
        survey = SyntaxWalk(tree, self._fill)
        if as_text or survey.stock:
            self._space = self._as_text(tree)
            self.chunks: Callable[[Mapping[str, Any]], Iterator[bytes]] = self._text_chunks
        else:
            self._space = self._as_bytes(tree, survey)
            self.chunks = self._byte_chunks

    # -- compiling

    def _fill(self, data: str) -> str:
        return "".join([self.part.texts[int(n)] for n in PLACEHOLDER.findall(data)])

    def _as_bytes(self, tree: nodes.Template, survey: SyntaxWalk) -> dict[str, Any]:
        generator = BytesGenerator(self.environment, self.part.name, self._filename)
        source = generator.source(tree, survey)
        space: dict[str, Any] = {"environment": self.environment}
        space.update((name, value) for value, name in generator.classes.items())
        space.update((name, value) for value, name in generator.constants.items())
        mean = sum(map(len, generator.constants)) // max(1, len(generator.constants))
        space["kh_limit"] = min(400, max(16, CHUNK // max(1, mean)))
        space["kh_weaver"] = partial(Weaver, self.form and self.form.reference)
        space["kh_getattr"] = self.environment.getattr
        self._run(source, space)
        return space

    def _as_text(self, tree: nodes.Template) -> dict[str, Any]:
        """Jinja's own generator: for template inheritance, which the other cannot do."""
        space: dict[str, Any] = {"environment": self.environment}
        source = self.environment._generate(tree, self.part.name, self._filename)
        self._run(source, space)
        return space

    @property
    def _filename(self) -> str:
        return f"<kehoach {self.part.name}>"

    def _run(self, source: str, space: dict[str, Any]) -> None:
        # the source comes from Jinja's code generator in the sandbox, never from a file
        exec(compile(source, self._filename, "exec"), space)  # noqa: S102

    # -- running

    def _context(self, context: Mapping[str, Any]) -> Any:
        variables = {**context, COUNTER: DrawingCounter()}
        blocks = self._space["blocks"]
        return new_context(
            self.environment, self.part.name, blocks, variables, globals=self.environment.globals
        )

    def _byte_chunks(self, context: Mapping[str, Any]) -> Iterator[bytes]:
        return self._space["root"](self._context(context))  # type: ignore[no-any-return]

    def _text_chunks(self, context: Mapping[str, Any]) -> Iterator[bytes]:
        text = "".join(self._space["root"](self._context(context)))
        yield resolve(text, self.form)

    def place(self, traceback: TracebackType | None) -> tuple[str, str] | None:
        """Where in the template an error arose, from the lines of the traceback."""
        lines: dict[int, int] = {}
        for pair in str(self._space.get("debug_info", "")).split("&"):
            source, _, code = pair.partition("=")
            if code:
                lines[int(code)] = int(source)
        found = None
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename == self._filename:
                earlier = [code for code in lines if code <= traceback.tb_lineno]
                if earlier:
                    found = lines[max(earlier)]
            traceback = traceback.tb_next
        if found is None:
            return None
        before = [line for line in self.part.places if line <= found]
        return self.part.places[max(before)] if before else None


def resolve(text: str, form: FootnoteForm | None = None) -> bytes:
    """Rendered text of Jinja's own generator → bytes, with the checks of the other."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise IllegalCharacterError(text) from None
    if len(data.translate(None, CONTROLS)) == len(data) and b"\xef\xbf" not in data:
        return data
    done = bytearray()
    add_markup(done, text)
    return with_references(bytes(done), b"", form and form.reference)
