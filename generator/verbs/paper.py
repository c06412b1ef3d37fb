"""The sheets a plan is printed on, set without an office program.

A `Paper` holds one document while it is edited: what is as before is not set again, so an
edit costs what it changes.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from generator.surroundings import surroundings
from generator.typeset.svg import PageDrawer
from generator.verbs.unplaced import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.diagnostics import Diagnostic
    from generator.document.blocks import Document
    from generator.plan.toml import Loaded
    from generator.template.compiled import Template
    from generator.typeset.pages import PrintedDocument
    from generator.typeset.setting import Setter
    from generator.workspace.workspace import Workspace


class Sheets(NamedTuple):
    """The pages of one document; None where the template itself cannot be used."""

    printed: PrintedDocument | None
    diagnostics: list[Diagnostic]
    names: Mapping[str, str] = MappingProxyType({})
    """What a bookmark with a field begins with → the node's own, where a long id differs."""

    @property
    def unknown(self) -> list[str]:
        """What could not be placed exactly, in words; empty where every line is known."""
        found = self.printed.unknown if self.printed is not None else ()
        return in_words(found)


class Paper:
    """One document set again and again. Safe for threads: one is served after the other."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._drawer = PageDrawer()
        self._template: Template | None = None
        self._setter: Setter | None = None
        self._state: tuple[Path, int, int] | None = None
        self._problems: list[Diagnostic] = []

    def pages(self, document: Document, template: Path) -> Sheets:
        """The pages of a composed plan. Never raises for what users can cause."""
        from generator.template.compiled import RenderError

        with self._lock:
            self._ready(template)
            if self._template is None or self._setter is None:
                return Sheets(None, self._problems)
            try:
                if document.chu_thich:
                    return Sheets(self._noted(document), self._problems)
                members = self._template.members(document.context())
            except RenderError as fault:
                return Sheets(None, [fault.diagnostic])
            return Sheets(self._setter.pages(members), self._problems)

    def drawn(self, sheets: Sheets) -> list[str]:
        """The pages as SVG; none where nothing could be set."""
        if sheets.printed is None:
            return []
        return self._drawer.pages(sheets.printed, sheets.names)

    def _noted(self, document: Document) -> PrintedDocument | None:
        """With footnotes the document has parts and styles that its template need not have."""
        from generator.ooxml.opened import open_word
        from generator.typeset.setting import set_word

        assert self._template is not None  # noqa: S101 - the caller has looked
        made = self._template.render(document.context())
        word, problems = open_word(Path("in.docx"), made)
        assert word is not None, problems  # noqa: S101 - this program has just made it
        return set_word(word)

    def _ready(self, path: Path) -> None:
        """Read the template, again when it is another or its file changed."""
        from generator.ooxml.opened import open_word
        from generator.template.compiled import load
        from generator.typeset.setting import Setter

        try:
            found = path.stat()
            state = (path, found.st_mtime_ns, found.st_size)
        except OSError:
            state = (path, 0, 0)
        if state == self._state:
            return
        self._template, self._problems = load(path, surroundings().cache)
        word, problems = open_word(path)
        self._problems = [*self._problems, *problems]
        self._setter = Setter(word) if word is not None else None
        self._state = state


def of_loaded(workspace: Workspace, loaded: Loaded, paper: Paper) -> Sheets:
    """The pages of a plan that was read."""
    from generator.cascade.changing.tree import Tree
    from generator.document.anchors import name, stems
    from generator.document.compose import compose
    from generator.workspace.bases import fingerprint

    plan = loaded.plan
    known = workspace.registry, workspace.citations, workspace.plan_of
    document, _found = compose(plan, *known, fingerprint(loaded.source.text))
    made = paper.pages(document, workspace.template_for(plan.van_ban.loai))
    return made._replace(names={stems(id_)[1]: name(id_) for id_ in Tree(plan).items})
