"""What a person calls a plan — a path, a folder, an id — made files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, error, nearest
from generator.locale import _
from generator.plan.agency_checks import ids_named
from generator.workspace.files import files_below
from generator.workspace.index import head_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from generator.plan.agencies import Registry
    from generator.workspace.workspace import Workspace


def named_plans(
    workspace: Workspace, names: Sequence[str]
) -> tuple[Sequence[Path], list[Diagnostic]]:
    """Files for names that are paths, folders or plan ids; all plans when there are none.

    A name that is none of these is told (LN001).
    """
    if not names:
        return workspace.plan_files(), []
    files: list[Path] = []
    problems: list[Diagnostic] = []
    for name in names:
        path = Path(name)
        if path.exists() or path.suffix:
            files += _plans_below(workspace, path) if path.is_dir() else [path]
        elif name in workspace.plan_index:
            files += workspace.plan_index[name]
        else:
            message = _("Không có tệp hay mã kế hoạch «{ten}».").format(ten=name)
            problems.append(error("LN001", message, None, *like(name, workspace.plan_index)))
    return list(dict.fromkeys(files)), problems


def _plans_below(workspace: Workspace, folder: Path) -> list[Path]:
    """The plans in a folder; the registries beside them are none, unless they are meant."""
    lists = workspace.registry_dir.resolve()
    found = files_below(folder, ".toml")
    if folder.resolve().is_relative_to(lists):
        return found
    return [path for path in found if not path.resolve().is_relative_to(lists)]


def one_plan(workspace: Workspace, name: str) -> tuple[Path | None, list[Diagnostic]]:
    """The one file that a name means; None and the reason (LN001, LN002) otherwise."""
    files, problems = named_plans(workspace, (name,))
    if problems:
        return None, problems
    if len(files) == 1:
        return files[0], []
    message = _("«{ten}» không phải đúng một kế hoạch ({so} tệp).").format(ten=name, so=len(files))
    shown = ", ".join(workspace.shown(file) for file in files[:5])
    hint = _("Nêu đường dẫn của một tệp: {ten}").format(ten=shown or "TỆP.toml")
    return None, [error("LN002", message, None, hint)]


def id_named(workspace: Workspace, name: str) -> tuple[str, list[Diagnostic]]:
    """The id of the one plan that a name means; "" and the reason (LN001, LN002) otherwise."""
    path, problems = one_plan(workspace, name)
    return (head_of(path).ma or name, []) if path is not None else ("", problems)


def named_agency(
    registry: Registry, name: str, day: date | None
) -> tuple[str | None, list[Diagnostic]]:
    """The agency a person means: by its id, its name, its short name, or its unit's name.

    None and the reason (LN004) where there is none on the day, or several are called so.
    """
    known = registry.known(day)
    if name in known:
        return name, []
    found = ids_named(registry, name, day)
    if len(found) == 1:
        return found[0], []
    if found:
        message = _("“{ten}” là tên của {so} cơ quan.").format(ten=name, so=len(found))
        hint = _("Nêu mã: {ds}").format(ds=", ".join(found[:8]))
        return None, [error("LN004", message, None, hint)]
    message = _("Danh mục không có cơ quan «{ma}» vào ngày của kế hoạch.")
    return None, [error("LN004", message.format(ma=name), None, *like(name, known))]


def like(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The hint that names what is nearly called so; none where nothing is."""
    near = nearest(word, known)
    return (_("Gần giống: {ten}.").format(ten=", ".join(near)),) if near else ()
