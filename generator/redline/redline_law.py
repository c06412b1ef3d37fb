"""The law of redlines, checked on what was written: reject all = old, accept all = new."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.ooxml.elements import local
from generator.redline.accepting import Mode, resolve, revision_ids
from generator.redline.canon import Notes, clear_cache, commented, view
from generator.redline.links import name_links
from generator.redline.localise import NOTES, Carrier
from generator.redline.revision_names import DEL, ID, INS, REL, TR, w
from generator.redline.story_blocks import WRAPPERS, table_rows

if TYPE_CHECKING:
    from generator.ooxml.changed_package import Opc
    from generator.ooxml.elements import Element
    from generator.redline.writer import Attempt, ComparedPart


class Failure(NamedTuple):
    """Where a redline does not give back a side."""

    part: str
    mode: Mode | str
    wanted: Any
    got: Any


def verify(attempt: Attempt, old: Opc, new: Opc) -> Failure | None:
    """The first thing wrong with a redline; None if it is right."""
    out = attempt.package
    carrier = Carrier(old, new)
    notes: dict[str, Notes] = {
        "new": _notes(new, None), "old": carrier.old_notes(),
        "accept": _notes(out, "accept"), "reject": _notes(out, "reject"),
    }  # fmt: skip
    for part in attempt.parts:
        completed = attempt.state.unexpressed & {"final_table", "final_empty"}
        clear_cache(completed=bool(completed))
        failure = _check_part(part, out, notes)
        if failure is not None:
            return failure
    return None


def _check_part(part: ComparedPart, out: Opc, notes: dict[str, Notes]) -> Failure | None:
    sides: tuple[tuple[Mode, Element, str], ...] = (
        ("accept", part.new, "new"),
        ("reject", part.old, "old"),
    )
    first = out.root(part.part)
    name_links(first, out.rels(part.part))
    failure = _check_markup(first, part.part, out)
    if failure is not None:
        return failure
    for mode, source, side in sides:
        root = copy.deepcopy(first) if mode == "accept" else out.take(part.part)
        resolve(root, mode)
        wanted = view(_story(source), notes[side])
        got = view(_story(root), notes[mode])
        if wanted != got:
            return Failure(part.part, mode, *_first(wanted, got))
        failure = _check_comments(part, root, mode)
        if failure is not None:
            return failure
    return None


def _check_comments(part: ComparedPart, root: Element, mode: Mode) -> Failure | None:
    """Accepting keeps the comments of the new side; rejecting leaves none of them on nothing."""
    wanted, got = commented(part.new), commented(root)
    if mode == "accept":
        kept = [i for i in got if i in wanted]
        return None if kept == list(wanted) else Failure(part.part, mode, wanted, got)
    bare = {i: said for i, said in got.items() if not said and wanted.get(i, False)}
    return Failure(part.part, mode, {}, bare) if bare else None


def _story(root: Element) -> Element:
    body = root.find(w("body"))
    return root if body is None else body


def _first(wanted: list[Any], got: list[Any]) -> tuple[Any, Any]:
    for a, b in zip(wanted, got, strict=False):
        if a != b:
            return a, b
    at = min(len(wanted), len(got))
    return (wanted[at : at + 1], got[at : at + 1])


def _notes(package: Opc, mode: Mode | None) -> Notes:
    found: Notes = {}
    for reference, (kind, tag) in NOTES.items():
        part = package.of_type(kind)
        if part is None:
            continue
        root = package.fresh(part)
        name_links(root, package.rels(part))
        if mode is not None:
            resolve(root, mode)
        for note in root.findall(tag):
            found[reference, note.get(ID) or ""] = note
    return found


def _row_mark(row: Element) -> str:
    """How a row is tracked: "ins", "del", or "" where it stays."""
    marks = row.xpath("w:trPr/w:ins|w:trPr/w:del", namespaces={"w": w("").strip("{}")})
    return local(marks[0]) if marks else ""


def _check_markup(root: Element, part: str, out: Opc) -> Failure | None:
    """Ids nobody has twice, relationships that lead somewhere, tables that can go whole."""
    ids = revision_ids(root)
    if len(ids) != len(set(ids)):
        return Failure(part, "ids", None, None)
    if root.find(f".//{INS}/{INS}") is not None or root.find(f".//{DEL}/{DEL}") is not None:
        return Failure(part, "revision in a revision", None, None)
    for table in root.iter(w("tbl")):
        if any(_row_mark(row) for row in table.iterancestors(TR)):
            continue  # goes with the row around it
        marks = {_row_mark(row.element) for row in table_rows(table)}
        if len(marks) == 1 and "" not in marks and any(c.tag in WRAPPERS for c in table):
            return Failure(part, "row controls", None, None)
    known = out.rels(part)
    for value in root.xpath("//@r:id|//@r:embed|//@r:link|//@r:pict", namespaces={"r": REL}):
        relation = known.get(value)
        if value and relation is None:
            return Failure(part, "relationship", None, str(value))
    return None
