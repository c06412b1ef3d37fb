"""`dossier send`: the envelopes of all issued papers of a dossier, all of them or none."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import error, has_errors
from generator.locale import _
from generator.verbs import exchange
from generator.verbs.dossier_check import check_dossier
from generator.verbs.dossier_common import WrittenPapers as Result
from generator.verbs.dossier_common import takes_number
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Which dossier, to whom, into which folder."""

    plan: str
    recipients: tuple[str, ...]
    """Ids of agencies."""
    out: Path | None = None
    """None: `ho-so/MÃ` below the folder of results."""


def run(desk: Desk, request: Request) -> Result:
    """Make every envelope, then write them. Raises OSError."""
    workspace = desk.workspace
    found, problems = check_dossier(workspace, request.plan)
    if found is None or has_errors(problems):
        return Result(request.plan, [], problems)
    own = found.dossier.ho_so.ke_hoach
    folder = request.out or workspace.output_dir / "ho-so" / own
    numbered = [member for member in found.members if takes_number(member)]
    waiting = [m.ma for m in numbered if m.loaded.plan.phat_hanh is None]
    if waiting:
        message = _("Chưa phát hành: {cac}").format(cac=", ".join(waiting))
        hint = _("Phát hành cả hồ sơ trước: kehoach dossier issue")
        return Result(own, [], [*problems, error("HV808", message, None, hint)])
    made: dict[Path, bytes] = {}
    with TemporaryDirectory() as held:
        for i, member in enumerate(numbered, 1):
            name = f"{i:02d}-{member.path.stem}.edxml"
            wanted = exchange.Request(
                "send", member.ma, recipients=request.recipients, target=Path(held) / name
            )
            one = exchange.run(desk, wanted)
            problems += one.diagnostics
            if one.written:
                made[folder / name] = one.written[0].read_bytes()
    if has_errors(problems) or len(made) < len(numbered):
        return Result(own, [], problems)
    for path, data in made.items():
        write_atomic(path, data, durable=True)
    return Result(own, [workspace.shown(path) for path in made], problems)
