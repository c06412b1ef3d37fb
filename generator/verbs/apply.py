"""`apply`: the changes a reviewer accepted, brought into the plan; all else stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from generator.cascade.changing.rewrite import rewritten
from generator.diagnostics import Diagnostic, Place, as_dicts, error, exit_code, has_errors
from generator.locale import _
from generator.workspace.files import read_whole, replace_plan, write_atomic

if TYPE_CHECKING:
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.review.changes import PlanDifference
    from generator.review.decisions import ComparedFile, DecisionSheet
    from generator.review.sides import Named
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace


class Request(NamedTuple):
    """Which decisions, and where the plan goes."""

    decisions: Path | DecisionSheet
    """The JSON file that the page of a comparison gave, or what stands in one."""
    target: Path | None = None
    """A new file; None: over the old plan."""
    everything: bool = False
    """Accept also what is not decided yet."""
    notes: bool = True
    """Write the reviewer's notes into `can_xem`."""
    write: bool = True


class Result(NamedTuple):
    """What was, or would be, accepted."""

    written: str
    """The file; "" where nothing was written."""
    total: int
    """Changes there are."""
    accepted: tuple[str, ...]
    """Keys of the changes that were accepted, sorted."""
    notes: dict[str, str]
    """Key of a change → the reviewer's note."""
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when something was refused; nothing was written then."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "written": self.written or None,
            "changes": self.total,
            "accepted": list(self.accepted),
            "notes": self.notes,
            "diagnostics": as_dicts(self.diagnostics),
        }


class _Compared(NamedTuple):
    """What the reviewer saw, read again."""

    old: Named
    loaded: Loaded
    difference: PlanDifference


class _Refused(Exception):  # noqa: N818 - not an error of the program
    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__()
        self.diagnostics = list(diagnostics)


def run(desk: Desk, request: Request) -> Result:
    """Bring what was accepted into the plan, whole or not at all. Raises OSError."""
    accepting = _Accepting(desk.workspace, request)
    try:
        accepting.run()
    except _Refused as refused:
        accepting.problems += refused.diagnostics
    return accepting.result()


class _Accepting:
    """One file of decisions on its way into a plan."""

    def __init__(self, workspace: Workspace, request: Request) -> None:
        self.workspace, self.request = workspace, request
        given = request.decisions
        self.place = Place(workspace.shown(given) if isinstance(given, Path) else "", "")
        self.problems: list[Diagnostic] = []
        self.total = 0
        self.accepted: set[str] = set()
        self.notes: dict[str, str] = {}
        self.written = ""

    def run(self) -> None:
        """Raises _Refused."""
        asked = self._read()
        compared = self._compared(asked)
        self.total = len(compared.difference.changes)
        self._choose(asked, compared.difference)
        self._write(compared, self._made(compared.difference))

    def result(self) -> Result:
        """What came of it."""
        accepted = tuple(sorted(self.accepted))
        return Result(self.written, self.total, accepted, self.notes, self.problems)

    # ------------------------------------------------------------------ reading

    def _read(self) -> DecisionSheet:
        from generator.review.decisions import DecisionSheet, sheet_of

        given = self.request.decisions
        if isinstance(given, DecisionSheet):
            return given
        try:
            return sheet_of(read_whole(given))
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            message = _("Tệp quyết định không đọc được: {loi}").format(loi=fault)
            hint = _("Xuất lại từ trang HTML của kehoach diff --format html")
            raise _Refused(error("SS220", message, self.place, hint)) from None

    def _compared(self, asked: DecisionSheet) -> _Compared:
        """Both plans, which must be what the reviewer saw, and their difference."""
        from generator.plan.check import frozen
        from generator.review.levels import follows
        from generator.review.sides import differ, plan_side

        named = [self._open(asked.old), self._open(asked.new)]
        if named[0] is None or named[1] is None:
            raise _Refused
        old, loaded, found = plan_side(named[0], self.workspace)
        new, other, more = plan_side(named[1], self.workspace)
        self.problems += found + more
        if old is None or new is None:
            raise _Refused
        if loaded is None:
            message = _("Bản cũ là .docx: thay đổi chỉ ghi được vào kế hoạch .toml")
            raise _Refused(error("SS223", message, self.place))
        if new.imported:
            message = _("Bản mới là .docx: trích dẫn và mã trong kế hoạch không có ở đó")
            hint = _("Đưa sửa đổi trong Word về kế hoạch bằng kehoach pull {tep}")
            raise _Refused(error("SS223", message, self.place, hint.format(tep=named[1].name)))
        if follows(old.plan, new.plan):
            message = _("“{ma}” là kế hoạch cấp dưới: thay đổi của nó không ghi vào cấp trên")
            raise _Refused(error("SS224", message.format(ma=new.plan.van_ban.ma), self.place))
        if issued := frozen(loaded):
            raise _Refused(issued)
        difference, found = differ(self.workspace, (old, loaded), (new, other))
        self.problems += found
        return _Compared(named[0], loaded, difference)

    def _open(self, side: ComparedFile) -> Named | None:
        """A side as it was compared; None when it has changed since."""
        from generator.review.sides import open_side

        path = Path(side.file)
        name = side.file if path.is_absolute() else str(self.workspace.root / path)
        named, found = open_side(self.workspace, name)
        self.problems += found
        if named is None or named.digest == side.sha256:
            return named
        message = _("{tep} đã thay đổi sau khi so sánh nên không áp dụng được quyết định")
        hint = _("So sánh lại và xem lại các thay đổi mới")
        place = Place(named.name, "")
        self.problems.append(error("SS221", message.format(tep=named.name), place, hint))
        return None

    # ------------------------------------------------------------------ choosing

    def _choose(self, asked: DecisionSheet, difference: PlanDifference) -> None:
        """Which changes are taken; those that lack others stop the work."""
        from generator.review.decisions import unknown

        by_key = {one.key: one for one in asked.decisions}
        if strange := unknown(difference, by_key):
            message = _("Tệp quyết định nói đến thay đổi không có: {khoa}")
            told = message.format(khoa=", ".join(strange[:5]))
            raise _Refused(error("SS220", told, self.place))
        self.accepted = {key for key, one in by_key.items() if one.choice == "accept"}
        if self.request.everything:
            decided = {key for key, one in by_key.items() if one.choice}
            self.accepted |= {c.key for c in difference.changes} - decided
        if self.request.notes:
            said = {key: one.note.strip() for key, one in by_key.items()}
            self.notes = {key: note for key, note in said.items() if note}
        if lacking := self._lacking(difference):
            raise _Refused(*lacking)

    def _lacking(self, difference: PlanDifference) -> list[Diagnostic]:
        """Accepted changes that cannot stand without others, which were not accepted."""
        from generator.review.decisions import missing
        from generator.review.sentences import Sentences
        from generator.review.sides import known

        found = missing(difference, self.accepted)
        if not found:
            return []
        words = Sentences(difference, known(self.workspace))
        sentences = {c.key: words.say(c) for c in difference.changes}
        message = _("Chấp nhận “{viec}” thì phải chấp nhận cả: {kem}")
        hint = _("Chấp nhận hoặc từ chối các chỗ ấy cùng nhau")
        told = [
            message.format(
                viec=sentences[one.change.key], kem="; ".join(sentences[k] for k in one.needs)
            )
            for one in found
        ]
        return [error("SS222", text, self.place, hint) for text in told]

    # ------------------------------------------------------------------ writing

    def _made(self, difference: PlanDifference) -> KeHoach:
        from generator.review.decisions import CircleError, take

        try:
            return take(difference, self.accepted, self.notes)
        except CircleError as circle:
            message = _("Các chỗ chuyển được chấp nhận đặt “{nut}” vào trong chính nó")
            told = message.format(nut=circle.args[0])
            raise _Refused(error("SS222", told, self.place)) from None

    def _write(self, compared: _Compared, plan: KeHoach) -> None:
        """The plan with what was accepted, in the text of the old file."""
        old = compared.old
        made = rewritten(old.data, compared.loaded, plan)
        self.problems += made.diagnostics
        if made.data is None or has_errors(self.problems) or not self.request.write:
            return
        target = self.request.target
        if target is None and old.revision:
            message = _("Bản cũ lấy từ git ({tep}): nêu tệp cần ghi bằng -o")
            raise _Refused(error("SS223", message.format(tep=old.name), self.place))
        if target is None:
            if made.data != old.data and (
                changed := replace_plan(old.path, old.digest, made.data, old.name)
            ):
                raise _Refused(changed)
        elif target.exists():
            message = _("Đã có tệp {tep}; không ghi đè").format(tep=target)
            raise _Refused(error("SS223", message, Place(str(target), "")))
        else:
            write_atomic(target, made.data, durable=True)
        self.written = self.workspace.shown(target or old.path)
