"""`diff`: what changed between two plans, or between two Word files."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import quote

from generator.cascade.changing.tree import DOCUMENT
from generator.diagnostics import FINDINGS, Diagnostic, as_dicts, error, exit_code, has_errors
from generator.locale import _
from generator.workspace.files import open_in_office, write_atomic

if TYPE_CHECKING:
    from generator.plan.toml import Loaded
    from generator.redline.state import Reader
    from generator.review.changes import ComparedSide, PlanDifference
    from generator.review.sentences import Sentences
    from generator.review.sides import Named
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

Form = Literal["changes", "page", "word"]
"""Changes as values, an HTML page, a .docx with tracked changes."""
Hidden = Literal["level", "data"]

_OWN_AFFAIRS = ("ma", "ngay_xet")
"""Of the document: what the program alone knows. Sides are named by it, and it is no change."""


class Request(NamedTuple):
    """What to compare; a side is a path, an id, a .docx, or either at a revision (`FILE@REV`)."""

    old: str
    new: str
    form: Form = "changes"
    target: Path | None = None
    """Where a page or .docx is written; the door writes what it words itself."""
    hidden: frozenset[Hidden] = frozenset()
    """Changes not to name: those that follow from the level, those that are not printed."""
    author: str = "kehoach"
    """Of tracked changes."""
    moment: datetime | None = None
    """Of tracked changes; None: now."""
    reader: Reader | None = None
    """The program that will resolve them; None: by what wrote the files."""


class Result(NamedTuple):
    """What changed."""

    changed: bool
    diagnostics: list[Diagnostic]
    difference: PlanDifference | None = None
    """None where sides could not be read, or Word files were compared word by word."""
    words: Sentences | None = None
    """Says the changes of the difference."""
    level: bool = False
    """Whether the new plan follows the old one."""
    left_out: int = 0
    """Changes that were not to be named."""
    data: bytes | None = None
    """The page or the .docx."""
    written: str = ""

    @property
    def exit_code(self) -> int:
        """0 where nothing changed, 1 where something did or a side was refused."""
        return exit_code(self.diagnostics) or (FINDINGS if self.changed else 0)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        from generator.review.change_report import as_json

        found: dict[str, Any] = {}
        if self.difference is not None and self.words is not None:
            found = as_json(self.difference, self.words, level=self.level)
            found["left_out"] = self.left_out
        if self.written:
            found["written"] = self.written
        return {**found, "diagnostics": as_dicts(self.diagnostics)}


def run(desk: Desk, request: Request) -> Result:
    """Compare; a page or .docx is written whole, and never over one of the sides."""
    from generator.review.sides import open_side

    workspace = desk.workspace
    opened = [open_side(workspace, name) for name in (request.old, request.new)]
    before, after = (named for named, _found in opened)
    if before is None or after is None:
        return Result(False, [d for _named, found in opened for d in found])
    problem = _refused(request.target, before, after)
    if problem is not None:
        return Result(False, [problem])
    if request.form == "word":
        return _word(desk, request, (before, after))
    return _plans(workspace, request, (before, after))


def _refused(target: Path | None, *sides: Named) -> Diagnostic | None:
    """Why nothing can be written there (LN005)."""
    if target is None:
        return None
    if any(_is_side(side, target) for side in sides):
        return error("LN005", _("-o là một trong hai tệp được so sánh; nêu tên khác."))
    if open_in_office(target):
        message = _("{tep} đang mở trong Word; đóng lại đã.")
        return error("LN005", message.format(tep=target))
    return None


def _is_side(named: Named, target: Path) -> bool:
    if named.revision or not (target.exists() and named.path.exists()):
        return False
    return named.path.samefile(target)


def _word(desk: Desk, request: Request, named: tuple[Named, Named]) -> Result:
    """As one .docx with tracked changes."""
    from generator.review.marked import IDENTICAL, By, marked

    moment = request.moment or desk.now().astimezone(UTC)
    data, problems = marked(desk.workspace, named, By(request.author, moment, request.reader))
    identical = any(d.code == IDENTICAL for d in problems)
    result = Result(data is None or not identical, problems, data=data)
    return _written(desk.workspace, request, result)


def _plans(workspace: Workspace, request: Request, named: tuple[Named, Named]) -> Result:
    """Two plans by meaning."""
    from generator.review.levels import follows
    from generator.review.sentences import Sentences
    from generator.review.sides import differ, known, plan_side

    read = [plan_side(one, workspace) for one in named]
    problems = [d for _side, _loaded, found in read for d in found]
    sides: list[tuple[ComparedSide, Loaded | None]] = [(s, loaded) for s, loaded, _f in read if s]
    if len(sides) < 2:
        return Result(False, problems)
    whole, found = differ(workspace, sides[0], sides[1])
    problems += found + workspace.diagnostics
    told = [c for c in whole.changes if not (c.type == DOCUMENT and c.field in _OWN_AFFAIRS)]
    shown = tuple([c for c in told if c.nature not in request.hidden])
    difference = whole._replace(changes=shown)
    words = Sentences(difference, known(workspace))
    level = follows(difference.old.side.plan, difference.new.side.plan)
    left_out = len(told) - len(shown)
    changed = bool(shown) or has_errors(problems)
    result = Result(changed, problems, difference, words, level, left_out)
    if request.form == "page":
        page = _page(workspace, difference, words, request.target, level=level)
        result = _written(workspace, request, result._replace(data=page))
    return result


def _written(workspace: Workspace, request: Request, result: Result) -> Result:
    if request.target is None or result.data is None:
        return result
    write_atomic(request.target, result.data)
    return result._replace(written=workspace.shown(request.target))


# ------------------------------------------------------------------------------ the page


def _page(
    workspace: Workspace,
    difference: PlanDifference,
    words: Sentences,
    target: Path | None,
    *,
    level: bool,
) -> bytes:
    """The HTML page, with links to both sides as seen from where it will be."""
    from generator.review.diff_html import page

    folder = target.resolve().parent if target else workspace.base
    old, new = (view.side.name for view in (difference.old, difference.new))
    paths = (_from_root(workspace, old), _from_root(workspace, new))
    return page(
        difference, words, lambda name: _address(workspace, name, folder), paths, level=level
    )


def _from_root(workspace: Workspace, name: str) -> str:
    """A side as the decisions name it: from the root of the workspace, if it is in there."""
    from generator.review.revisions import split

    file, revision = split(name)
    path = (workspace.base / file).resolve()
    root = workspace.root.resolve()
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return f"{shown}@{revision}" if revision else shown


def _address(workspace: Workspace, name: str, folder: Path) -> str:
    """The address of a side's file as seen from a folder; "" for a revision."""
    path = workspace.base / name
    if not path.exists():
        return ""
    try:
        return quote(Path(os.path.relpath(path.resolve(), folder)).as_posix())
    except ValueError:  # another drive, on Windows
        return path.resolve().as_uri()
