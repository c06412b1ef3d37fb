"""A .docx template, compiled once and rendered thousands of times.

    template, problems = load(Path("templates/ke-hoach.docx"), cache_dir)
    data = template.render(document.context())                 # bytes of a .docx
    template.stream(document.context(), out.write)             # the same bytes, piecewise

`load` checks a template whole before anything is rendered: the file, its tags, the
names in them against the fields of `Document`. What is left for rendering to find are
faults of the data; they are raised as `RenderError`, which carries the diagnostic.

With a warm cache neither docxtpl, python-docx nor lxml is imported. Rules for templates:
`{{ x }}`, `{% for/if %}` inside a paragraph, `{%p … %}` for paragraphs, `{%tr … %}` for
rows of a table; a table's columns are fixed. The page layout after the last appendix is
replaced by that of the first section when there is none (`engine.source`).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Place, error
from generator.document.blocks import Document
from generator.locale import _, language
from generator.ooxml import package
from generator.template import ENGINE_VERSION
from generator.template.weaver import IllegalCharacterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from msgspec import Struct

    from generator.document.blocks import ChuThichIn
    from generator.template.program import Compiled, PartProgram

Deflate = package.Deflate


class RenderError(Exception):
    """Rendering met data the template or Word cannot take; raised by `Template` only.

    Callers catch it where they handle one document and report `diagnostic`. What
    `stream` has written by then is to be thrown away.
    """

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Template:
    """A compiled template. Safe to use from several threads, cheap to use again."""

    def __init__(self, compiled: Compiled, file: str, root: type[Struct] = Document) -> None:
        from generator.template.environment import SafeEnvironment
        from generator.template.program import PartProgram

        self.digest = compiled.digest
        """SHA-256 of the template, the engine and the types of the data, hex."""
        self.file = file
        environment = SafeEnvironment(root)
        self._static, self._noted, self._form = compiled.static, compiled.noted, compiled.form
        self._programs = [PartProgram(environment, p, compiled.form) for p in compiled.parts]

    def render(self, context: Mapping[str, Any], *, deflate: Deflate | None = None) -> bytes:
        """The .docx in memory. `deflate`: "isal" (default where installed) or "zlib"."""
        pieces: list[bytes] = []
        self.stream(context, pieces.append, deflate=deflate)
        return b"".join(pieces)

    def stream(
        self,
        context: Mapping[str, Any],
        write: Callable[[bytes], object],
        *,
        deflate: Deflate | None = None,
    ) -> None:
        """The same bytes as `render`, given to `write` as they are made."""
        changed = [(p.part.name, self._guarded(p, context)) for p in self._programs]
        static = self._static
        if context.get("chu_thich"):
            static = self._noted
            changed = self._with_footnotes(changed, context["chu_thich"])
        package.write(static, changed, write, deflate)

    def members(self, context: Mapping[str, Any]) -> dict[str, bytes]:
        """The changing members, not deflated: name → XML."""
        changed = [(p.part.name, self._guarded(p, context)) for p in self._programs]
        if context.get("chu_thich"):
            changed = self._with_footnotes(changed, context["chu_thich"])
        return {name: b"".join(chunks) for name, chunks in changed}

    def _with_footnotes(
        self, changed: list[tuple[str, Iterator[bytes]]], notes: Iterable[ChuThichIn]
    ) -> list[tuple[str, Iterator[bytes]]]:
        """The changing members with the part of the footnotes."""
        form = self._form
        own = [chunks for name, chunks in changed if name == form.part]
        rest = [(name, chunks) for name, chunks in changed if name != form.part]

        def made() -> Iterator[bytes]:
            base = b"".join(own[0]) if own else form.base.encode()
            try:
                yield form.part_with(notes, base)
            except IllegalCharacterError as fault:
                raise RenderError(_illegal(fault, self.file, form.part)) from fault

        return [*rest, (form.part, made())]

    def _guarded(self, program: PartProgram, context: Mapping[str, Any]) -> Iterator[bytes]:
        """The chunks of a part; whatever goes wrong in it becomes a `RenderError`."""
        try:
            yield from program.chunks(context)
        except Exception as fault:  # a template can make data raise anything
            raise RenderError(_diagnose(fault, program, self.file)) from fault


def _diagnose(fault: Exception, program: PartProgram, file: str) -> Diagnostic:
    """An exception of rendering in the user's words, with its place in the template."""
    from jinja2.exceptions import SecurityError, UndefinedError

    if isinstance(fault, IllegalCharacterError):
        return _illegal(fault, file, program.part.name)
    where, text = program.place(fault.__traceback__) or (program.part.name, "")
    place = Place(file, where, text)
    if isinstance(fault, UndefinedError):
        message = _("Dữ liệu thiếu giá trị mà mẫu cần: {ly_do}").format(ly_do=fault.message)
        return error("MB640", message, place)
    if isinstance(fault, SecurityError):
        message = _("Mẫu làm điều không được phép: {ly_do}").format(ly_do=fault.message)
        return error("MB625", message, place)
    reason = str(fault) or type(fault).__name__
    message = _("Không sinh được văn bản từ mẫu: {ly_do}").format(ly_do=reason[:200])
    return error("MB642", message, place)


def _illegal(fault: IllegalCharacterError, file: str, part: str) -> Diagnostic:
    near = fault.value[max(0, fault.at - 30) : fault.at + 30]
    shown = "".join(c if c.isprintable() else "\ufffd" for c in near)
    message = _("Dữ liệu có ký tự điều khiển U+{ma:04X}, tài liệu Word không chứa được")
    message = message.format(ma=ord(fault.character or "\0"))
    hint = _("Xóa ký tự đó trong đoạn “{doan}”.").format(doan=shown)
    return error("MB641", message, Place(file, part, shown), hint)


def load(
    path: Path, cache_dir: Path | None = None, variables: type[Struct] = Document
) -> tuple[Template | None, list[Diagnostic]]:
    """Compile a template, or take it from the cache.

    `variables` is the record whose fields are the variables of the template. The cache
    (a folder, made when missing) is keyed by the bytes of the template, the version of
    the engine and the types of the data; without one every load compiles. The last
    templates stay in memory, too.
    """
    from generator.template.template_file import read_file

    data, problems = read_file(path)
    if data is None:
        return None, problems
    return load_bytes(data, str(path), cache_dir, variables)


def load_bytes(
    data: bytes,
    file: str,
    cache_dir: Path | None = None,
    variables: type[Struct] = Document,
) -> tuple[Template | None, list[Diagnostic]]:
    """As `load`, for a template in memory; `file` names it in diagnostics."""
    from generator.template import cache

    digest = _digest(data, variables)
    key = digest, file, cache_dir
    if cache_dir and (ready := _ready.get(key)) is not None:
        return ready, []
    compiled = cache.read(cache_dir, digest) if cache_dir else None
    problems: list[Diagnostic] = []
    if compiled is None:
        from generator.template.jinja_source import compile_template

        compiled, problems = compile_template(data, digest, file, variables)
        if compiled is None:
            return None, problems
        if cache_dir:
            cache.write(cache_dir, compiled)
    made = Template(compiled, file, variables)
    if cache_dir:
        _ready[key] = made
        for oldest in list(_ready)[:-_KEPT]:
            _ready.pop(oldest, None)
    return made, problems


_KEPT = 8
_ready: dict[tuple[str, str, Path | None], Template] = {}
"""The last templates: a tenth of a second of Jinja each, which a page would wait for each time."""


def _digest(data: bytes, variables: type[Struct]) -> str:
    from jinja2 import __version__ as jinja_version

    from generator.template.shape import fingerprint

    # the language too: the places of the template are kept in words
    key = f"{ENGINE_VERSION} {jinja_version} {language()} {fingerprint(variables)}\n"
    return hashlib.sha256(key.encode() + data).hexdigest()
