"""`kehoach apply`: bring the changes a reviewer accepted into the plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.common import json_option, print_json, workspace_of
from generator.cli.report import as_json as diagnostics_json
from generator.cli.report import show
from generator.diagnostics import Diagnostic, Place, error, exit_code, has_errors
from generator.locale import _

if TYPE_CHECKING:
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.review.changes import Difference
    from generator.review.decisions import BanQuyetDinh, Ben
    from generator.review.sides import Named
    from generator.workspace.workspace import Workspace


@click.command(
    help=_(
        "Đưa các thay đổi được chấp nhận (tệp JSON xuất từ trang so sánh HTML) vào kế hoạch cũ. "
        "Chỗ không chấp nhận, chú thích và mọi byte khác giữ nguyên; ghi chú vào can_xem."
    ),
    epilog=_(
        "\b\nVí dụ:\n"
        "  kehoach apply quyet-dinh.json --dry-run\n"
        "  kehoach apply quyet-dinh.json -o plans/ban-da-duyet.toml"
    ),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument(
    "decisions", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar=_("TỆP.json")
)
@click.option(
    "-o",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=_("TỆP"),
    help=_("Ghi ra tệp này; không nêu: ghi vào chính kế hoạch cũ"),
)
@click.option("--all", "everything", is_flag=True, help=_("Chấp nhận cả những chỗ chưa quyết định"))
@click.option("--no-notes", is_flag=True, help=_("Không ghi lời ghi chú vào can_xem"))
@click.option("--dry-run", is_flag=True, help=_("Chỉ in những gì sẽ thay đổi, không ghi"))
@json_option
def command(
    decisions: Path,
    target: Path | None,
    everything: bool,
    no_notes: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Apply; exit 1 when something was refused and nothing was written."""
    workspace = workspace_of([decisions])
    work = _Work(workspace, decisions, target)
    if work.read() and work.choose(everything=everything, notes=not no_notes):
        work.write(dry_run=dry_run)
    if as_json:
        print_json(work.as_json())
    else:
        work.tell(dry_run=dry_run)
    return exit_code(show([] if as_json else work.problems) or work.problems)


class _Work:
    """One file of decisions on its way into a plan."""

    def __init__(self, workspace: Workspace, file: Path, target: Path | None) -> None:
        self.workspace, self.file, self.target = workspace, file, target
        self.place = Place(workspace.shown(file), "")
        self.problems: list[Diagnostic] = []
        self.asked: BanQuyetDinh
        self.difference: Difference
        self.old: Named
        self.loaded: Loaded
        self.accepted: set[str] = set()
        self.notes: dict[str, str] = {}
        self.written: str = ""

    # ------------------------------------------------------------------ reading

    def read(self) -> bool:
        """The decisions and both plans, which must be what the reviewer saw."""
        import msgspec

        from generator.plan.check import frozen
        from generator.plan.typed import from_json
        from generator.review.decisions import BanQuyetDinh
        from generator.review.levels import follows
        from generator.review.sides import differ, plan_side

        try:
            self.asked = from_json(self.file.read_bytes(), BanQuyetDinh)
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            message = _("Tệp quyết định không đọc được: {loi}").format(loi=fault)
            hint = _("Xuất lại từ trang HTML của kehoach diff --format html")
            return self._refuse(error("SS220", message, self.place, hint))
        sides = [self._open(self.asked.cu), self._open(self.asked.moi)]
        if sides[0] is None or sides[1] is None:
            return False
        self.old = sides[0]
        old, loaded, found = plan_side(sides[0], self.workspace)
        new, other, more = plan_side(sides[1], self.workspace)
        self.problems += found + more
        if old is None or new is None:
            return False
        if loaded is None:
            message = _("Bản cũ là .docx: thay đổi chỉ ghi được vào kế hoạch .toml")
            return self._refuse(error("SS223", message, self.place))
        if new.imported:
            message = _("Bản mới là .docx: trích dẫn và mã trong kế hoạch không có ở đó")
            hint = _("Đưa sửa đổi trong Word về kế hoạch bằng kehoach pull {tep}")
            told = hint.format(tep=sides[1].name)
            return self._refuse(error("SS223", message, self.place, told))
        if follows(old.plan, new.plan):
            message = _("“{ma}” là kế hoạch cấp dưới: thay đổi của nó không ghi vào cấp trên")
            told = message.format(ma=new.plan.van_ban.ma)
            return self._refuse(error("SS224", told, self.place))
        if issued := frozen(loaded):
            return self._refuse(issued)
        self.loaded = loaded
        self.difference, found = differ(self.workspace, (old, loaded), (new, other))
        self.problems += found
        return True

    def _refuse(self, problem: Diagnostic) -> bool:
        self.problems.append(problem)
        return False

    def _open(self, side: Ben) -> Named | None:
        """A side as it was compared; None when it has changed since."""
        from generator.review.sides import open_side

        path = Path(side.tep)
        named, found = open_side(
            self.workspace, side.tep if path.is_absolute() else str(self.workspace.root / path)
        )
        self.problems += found
        if named is None or named.digest == side.sha256:
            return named
        message = _("{tep} đã thay đổi sau khi so sánh nên không áp dụng được quyết định")
        hint = _("So sánh lại và xem lại các thay đổi mới")
        self._refuse(error("SS221", message.format(tep=named.name), Place(named.name, ""), hint))
        return None

    # ------------------------------------------------------------------ choosing

    def choose(self, *, everything: bool, notes: bool) -> bool:
        """Which changes are taken; those that lack others stop the work."""
        from generator.review.decisions import missing, unknown
        from generator.review.sentences import Sentences
        from generator.review.sides import known

        by_key = {one.khoa: one for one in self.asked.quyet_dinh}
        strange = unknown(self.difference, by_key)
        if strange:
            message = _("Tệp quyết định nói đến thay đổi không có: {khoa}")
            return self._refuse(
                error("SS220", message.format(khoa=", ".join(strange[:5])), self.place)
            )
        self.accepted = {key for key, one in by_key.items() if one.chon == "nhan"}
        if everything:
            decided = {key for key, one in by_key.items() if one.chon}
            self.accepted |= {c.key for c in self.difference.changes} - decided
        if notes:
            self.notes = {
                k: one.ghi_chu.strip() for k, one in by_key.items() if one.ghi_chu.strip()
            }
        words = Sentences(self.difference, known(self.workspace))
        sentences = {c.key: words.say(c) for c in self.difference.changes}
        for one in missing(self.difference, self.accepted):
            message = _("Chấp nhận “{viec}” thì phải chấp nhận cả: {kem}").format(
                viec=sentences[one.change.key], kem="; ".join(sentences[k] for k in one.needs)
            )
            hint = _("Chấp nhận hoặc từ chối các chỗ ấy cùng nhau")
            self._refuse(error("SS222", message, self.place, hint))
        return not has_errors(self.problems)

    # ------------------------------------------------------------------ writing

    def write(self, *, dry_run: bool) -> None:
        """The plan with what was accepted, in the text of the old file."""
        from generator.verbs.update import rewritten
        from generator.workspace.files import replace_plan, write_atomic

        plan = self._made()
        if plan is None:
            return
        result = rewritten(self.old.data, self.loaded, plan)
        self.problems += result.diagnostics
        if result.data is None or dry_run:
            return
        target = self.target or (None if self.old.revision else self.old.path)
        if target is None:
            message = _("Bản cũ lấy từ git ({tep}): nêu tệp cần ghi bằng -o")
            self._refuse(error("SS223", message.format(tep=self.old.name), self.place))
            return
        if self.target is None:
            if refused := replace_plan(
                target, self.old.digest, result.data, self.workspace.shown(target)
            ):
                self._refuse(refused)
                return
        elif target.exists():
            message = _("Đã có tệp {tep}; không ghi đè").format(tep=target)
            self._refuse(error("SS223", message, Place(str(target), "")))
            return
        else:
            write_atomic(target, result.data, durable=True)
        self.written = self.workspace.shown(target)

    def _made(self) -> KeHoach | None:
        from generator.review.decisions import CircleError, take

        try:
            return take(self.difference, self.accepted, self.notes)
        except CircleError as circle:
            message = _("Các chỗ chuyển được chấp nhận đặt “{nut}” vào trong chính nó")
            self._refuse(error("SS222", message.format(nut=circle.args[0]), self.place))
            return None

    # ------------------------------------------------------------------ telling

    def tell(self, *, dry_run: bool) -> None:
        """What was done, on the terminal."""
        if has_errors(self.problems):
            click.echo(_("Không ghi gì."))
            return
        total = len(self.difference.changes)
        counts = _("Chấp nhận {nhan}/{tong} thay đổi, {ghi} ghi chú vào can_xem.").format(
            nhan=len(self.accepted), tong=total, ghi=len(self.notes)
        )
        click.echo(counts)
        if dry_run:
            click.echo(_("Chạy thử: không ghi gì."))
        elif self.written:
            click.echo(_("Đã ghi {tep}").format(tep=self.written))

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "written": self.written or None,
            "accepted": sorted(self.accepted),
            "notes": self.notes,
            "diagnostics": diagnostics_json(self.problems),
        }
