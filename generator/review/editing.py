"""A plan as an editor shows it: each node with its printed number, its words, where they come from.

Words come as pieces (text, emphasis, citation), never with the marks of the file; findings and
notes hang at the node they are about.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.cascade.changing.tree import DOCUMENT, Tree
from generator.diagnostics import Severity, Span
from generator.document.anchors import name
from generator.plan.footnotes import numbers
from generator.plan.model import NhiemVu, PhuLuc
from generator.plan.wording import Cite, NoteMark, inline, said
from generator.review.details import details
from generator.review.node_places import labels
from generator.review.words import WordSegment, segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.cascade.changing.tree import TreeItem
    from generator.diagnostics import Diagnostic
    from generator.plan.agencies import Registry
    from generator.plan.citations import Citer
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.review.details import Detail

TEXTS = ("tieu_de", "noi_dung", "trich_yeu", "san_pham")
"""The fields of words, in the order in which a node prints them."""
ALWAYS = "san_pham"
"""Words that are shown where there are none yet."""


class EditorPiece(NamedTuple):
    """A stretch of words of one look, or a citation as it is printed there."""

    text: str
    bold: bool = False
    italic: bool = False
    cite: str = ""
    """What stands in the file for a citation, without braces; "" for words."""


class Words(NamedTuple):
    """One field of words of a node."""

    field: str
    source: str
    """As the file has it: the base of an operation `set`."""
    pieces: list[EditorPiece]


class Origin(NamedTuple):
    """Where a node comes from."""

    plan: str
    node: str
    rules: tuple[str, ...]
    above: str | None
    """The text above as it is today; None when the node is gone there."""
    changed: list[WordSegment]
    """From the text above to the text here."""


class FoundAtNode(NamedTuple):
    """A finding at a node, in words."""

    code: str
    severity: Severity
    message: str
    hints: tuple[str, ...]


class NodeView(NamedTuple):
    """A node as the editor shows it."""

    id: str
    kind: str
    """Name of the type: Muc, Khoan, Diem, Doan, NhiemVu, …"""
    parent: str
    key: str
    depth: int
    number: str
    """Printed before its text: "III.", "a)"; "" without one."""
    place: str
    """Such as "III.2.a"."""
    words: list[Words]
    note: str | None
    protected: bool
    conflicts: tuple[Any, ...]
    origin: Origin | None
    found: list[FoundAtNode]
    digest: str
    anchor: str
    """Its name on the printed page (`document.anchors`)."""
    details: list[Detail]
    """What it says beside its words."""

    @property
    def waits(self) -> bool:
        """Whether a person has something to do here."""
        return bool(self.note or self.conflicts) or any(
            one.severity is not Severity.INFO for one in self.found
        )


def node_views(
    loaded: Loaded,
    above: KeHoach | None,
    findings: Sequence[Diagnostic],
    registry: Registry,
    citer: Citer | None = None,
    aside: Citer | None = None,
) -> tuple[list[NodeView], list[Diagnostic]]:
    """The nodes in reading order, and the findings that belong to no node.

    `citer` prints the citations of the plan, `aside` those in texts shown beside it: each
    citer remembers what it has cited.
    """
    tree = Tree(loaded.plan)
    at, left = _by_node(loaded, tree, findings)
    printed = labels(loaded.plan)
    notes = numbers(loaded.plan)
    beside = partial(_pieces, citer=aside, notes=notes)
    upper = Tree(above).items if above is not None else {}
    views = []
    for id_, item in tree.items.items():
        node: Any = item.node
        words = _words(node, citer, notes)
        label = printed.get(id_)
        parent = item.group[0]
        views.append(
            NodeView(
                id_,
                type(node).__name__,
                parent,
                item.group[1],
                len(tree.inside(id_)),
                label.number if label else "",
                label.short if label else "",
                words,
                getattr(node, "can_xem", None),
                getattr(node, "bao_ve", False) is True,
                tuple(getattr(node, "xung_dot", ())),
                _origin(node, words, upper, aside),
                at.get(id_, []),
                _digest(words),
                name(*(("", "trich_yeu") if id_ == DOCUMENT else (id_,))),
                details(node, registry, loaded.plan.day(), beside, _columns(tree, item)),
            )
        )
    return views, left


def _columns(tree: Tree, item: TreeItem) -> list[str]:
    """The heads of the columns that the table around a task has of its own."""
    around = tree.items.get(item.group[0]) if isinstance(item.node, NhiemVu) else None
    table = around.node if around is not None else None
    own = table.cot if isinstance(table, PhuLuc) else []
    return [one.tieu_de for one in own if not one.khoa]


def _words(node: Any, citer: Citer | None, notes: Mapping[str, int]) -> list[Words]:
    found = []
    for field in TEXTS:
        text = getattr(node, field, None)
        if text is None and field == ALWAYS and hasattr(node, field):
            text = ""
        if isinstance(text, str):
            found.append(Words(field, text, _pieces(text, citer, notes)))
    return found


def _pieces(
    text: str, citer: Citer | None, notes: Mapping[str, int] | None = None
) -> list[EditorPiece]:
    found = []
    for run in inline(text):
        if isinstance(run, Cite):
            shown = citer.cite(run) if citer is not None else None
            name = run.raw.strip("{}")
            found.append(EditorPiece(shown or run.raw, run.bold, run.italic, name))
        elif isinstance(run, NoteMark):
            number = (notes or {}).get(run.id)
            sign = f"[{number}]" if number else run.raw
            found.append(EditorPiece(sign, run.bold, run.italic, run.raw.strip("{}")))
        else:
            found.append(EditorPiece(run.text, run.bold, run.italic))
    return found


def _origin(
    node: Any, words: Iterable[Words], upper: dict[str, Any], citer: Citer | None
) -> Origin | None:
    source = getattr(node, "nguon", None)
    if source is None:
        return None
    said = upper.get(source.nut)
    mine = next(iter(words), None)
    above = getattr(said.node, mine.field, None) if said is not None and mine is not None else None
    if above is None or mine is None:
        return Origin(source.ke_hoach, source.nut, tuple(source.quy_tac), None, [])
    texts = [printed_words(text, citer) for text in (above, mine.source)]
    changed = segments(*texts)
    return Origin(source.ke_hoach, source.nut, tuple(source.quy_tac), texts[0], changed)


def printed_words(text: str, citer: Citer | None) -> str:
    """A text without marks; a citation in its later, short form."""
    found = []
    for run in inline(text):
        if isinstance(run, Cite) and citer is not None:
            citer.cite(run)  # the first use prints the long form
            found.append(citer.cite(run))
        else:
            found.append(said(run))
    return "".join(found)


def _by_node(
    loaded: Loaded, tree: Tree, findings: Sequence[Diagnostic]
) -> tuple[dict[str, list[FoundAtNode]], list[Diagnostic]]:
    """Findings at the node in whose part of the file they stand."""
    starts = sorted((loaded.source.span(item.loc).line, id_) for id_, item in tree.items.items())
    at: dict[str, list[FoundAtNode]] = {}
    left = []
    for one in findings:
        line = one.span.line if isinstance(one.span, Span) else 0
        here = one.span is not None and one.span.file == loaded.source.file
        id_ = next((i for start, i in reversed(starts) if start <= line), None)
        if id_ is None or not here:
            left.append(one)
        else:
            at.setdefault(id_, []).append(
                FoundAtNode(one.code, one.severity, one.message, one.hints)
            )
    return at, left


def _digest(words: list[Words]) -> str:
    text = "\0".join(one.source for one in words)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
