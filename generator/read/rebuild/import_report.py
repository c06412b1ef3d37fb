"""What the reader tells about an import: doubts, changes, what was left out, what was kept.

`LineFates` follows every line of the source to the node of the plan that holds it, or to
the reason why no node does. The proof that nothing was lost is made from it at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, Severity, warning
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.diagnostics import Place
    from generator.read.classify.decide import Decision
    from generator.text.normal import Changes


class Left(NamedTuple):
    """A line that is not in the plan, and why."""

    place: Place
    text: str
    reason: str

    def as_dict(self) -> dict[str, str]:
        """For programs."""
        return {"where": self.place.where, "text": self.text, "reason": self.reason}


class LineFates:
    """Where each line of the source went, and what the clerk should look at."""

    def __init__(self) -> None:
        self.kept: list[tuple[Decision, str]] = []
        """A line and the node whose printed text must hold it."""
        self.left: list[Left] = []
        self.diagnostics: list[Diagnostic] = []
        self.relabelled: list[tuple[Decision, str]] = []
        """A line whose number or mark the program prints otherwise, and how."""

    def keep(self, decisions: Iterable[Decision], node: str) -> None:
        """The text of these lines is in a node."""
        self.kept += [(d, node) for d in decisions]

    def leave(self, decision: Decision, reason: str) -> None:
        """A line is left out."""
        self.left.append(Left(decision.line.place, decision.line.full, reason))

    def doubt(self, code: str, message: str, place: Place | None, *hints: str) -> None:
        """Something the clerk should look at."""
        self.diagnostics.append(warning(code, message, place, *hints))

    def note(self, code: str, message: str, place: Place | None = None, *hints: str) -> None:
        """Something worth knowing."""
        self.diagnostics.append(Diagnostic(code, Severity.INFO, message, place, hints))


def change_notes(changes: Changes, place: Place) -> list[Diagnostic]:
    """One line for each kind of change of characters, with its first example."""
    names = {
        "nfc": _("ghép dấu (Unicode dựng sẵn)"),
        "khoang_trang": _("dấu cách đặc biệt thành dấu cách thường"),
        "an": _("bỏ ký tự ẩn"),
        "cyrillic": _("chữ Kirin, Hy Lạp giống chữ Latinh thành chữ Latinh"),
        "kieu_chu": _("chữ toán học, chữ rộng, chữ ghép thành chữ thường"),
        "rieng": _("ký tự riêng (Wingdings) thành dấu đầu dòng"),
        "tcvn3": _("bảng mã TCVN3 thành Unicode"),
        "vni": _("bảng mã VNI thành Unicode"),
        "viscii": _("bảng mã VISCII thành Unicode"),
    }
    found = []
    for kind, count in changes.counts.items():
        before, after = changes.examples[kind]
        message = _("Đã sửa ký tự ở {so} chỗ: {viec}; ví dụ “{truoc}” → “{sau}”")
        message = message.format(so=count, viec=names[kind], truoc=before, sau=after)
        found.append(Diagnostic("NH020", Severity.INFO, message, place))
    return found
