"""`word-copy`: a plan as a Word file, with what people said as Word comments; and them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code, has_errors
from generator.surroundings import surroundings

if TYPE_CHECKING:
    from pathlib import Path

    from generator.review.remarks import TakenComments
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Which plan, and whether its open comments go along."""

    plan: str
    comments: bool = True


class Result(NamedTuple):
    """The file; b"" where it could not be made."""

    plan: str
    data: bytes
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when there is no file."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan,
            "size": len(self.data),
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Print a plan as it is now; what it says is kept, so that the file can come back."""
    from generator.document.compose import compose
    from generator.template.compiled import RenderError, load
    from generator.verbs.view import no_plan, path_of
    from generator.workspace.bases import Bases, fingerprint
    from generator.workspace.reading import examine

    workspace = desk.workspace
    path = path_of(workspace, request.plan)
    if path is None:
        return Result(request.plan, b"", [no_plan(request.plan)])
    loaded, found = examine(workspace, path)
    if loaded is None:
        return Result(request.plan, b"", found)
    plan = loaded.plan
    template, problems = load(workspace.template_for(plan.van_ban.loai), surroundings().cache)
    if template is None:
        return Result(request.plan, b"", problems)
    known = workspace.registry, workspace.citations, workspace.plan_of
    document, told = compose(plan, *known, fingerprint(loaded.source.text))
    try:
        data = template.render(document.context())
    except RenderError as fault:
        return Result(request.plan, b"", [fault.diagnostic])
    Bases(workspace.root).keep_rendered(loaded.source.text)
    if request.comments:
        data = _with_comments(desk, request.plan, plan, data)
    return Result(request.plan, data, told)


def _with_comments(desk: Desk, plan_id: str, plan: Any, data: bytes) -> bytes:
    from pathlib import Path

    from generator.ooxml.annotate import annotate
    from generator.ooxml.opened import open_word
    from generator.ooxml.walk import read_word
    from generator.review.remarks import notes
    from generator.verbs import comment

    said = comment.run(desk, comment.Request(plan_id)).comments
    if not any(one.open for one in said):
        return data
    word, _problems = open_word(Path(f"{plan_id}.docx"), data)
    if word is None:
        return data
    wanted = notes([one.comment for one in said if one.open], read_word(word), plan)
    return annotate(word, wanted, desk.now())


class Returned(NamedTuple):
    """What the comments of a Word file brought."""

    plan: str
    added: int
    answered: int
    settled: int
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when nothing could be taken."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {**self._asdict(), "diagnostics": as_dicts(self.diagnostics)}


def take_back(desk: Desk, plan_id: str, file: Path) -> Returned:
    """Comments, replies and what was resolved in a Word file, put to those of its plan.

    Comments that came from here are known again; nothing is said twice, nothing is removed.
    """
    from generator.ooxml.opened import open_word
    from generator.ooxml.walk import read_word
    from generator.plan.toml import load_plan
    from generator.review.remarks import taken
    from generator.verbs import comment
    from generator.verbs.view import no_plan, path_of

    word, found = open_word(file)
    path = path_of(desk.workspace, plan_id)
    if word is None:
        return Returned(plan_id, 0, 0, 0, found)
    loaded = load_plan(path)[0] if path is not None else None
    if loaded is None:
        return Returned(plan_id, 0, 0, 0, [no_plan(plan_id)])
    text, plan = read_word(word), loaded.plan
    moment = desk.now().isoformat(timespec="seconds")
    brought: list[TakenComments] = []

    def change(comments: list[Any], said: comment.Said) -> list[Any]:
        words = {id_: one[1] for id_, one in said.items()}
        brought.append(taken(comments, text, plan, desk.who, moment, words))
        return brought[-1].comments

    done = comment.changed(desk, plan_id, change)
    if has_errors(done.diagnostics) or not brought:
        return Returned(plan_id, 0, 0, 0, done.diagnostics)
    last = brought[-1]
    return Returned(plan_id, last.added, last.answered, last.settled, done.diagnostics)
