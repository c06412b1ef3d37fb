"""Where rendered documents go, and why one that is there must not be replaced."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.text.packed import packed_pairs
from generator.workspace.files import open_in_office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.text.packed import Packed
    from generator.workspace.workspace import Workspace


def refuse_target(target: Path) -> Diagnostic | None:
    """Why a .docx must not be replaced: open in an office program, or edited since."""
    from generator.ooxml.package import is_untouched

    if open_in_office(target):
        return error(
            "TX702",
            _("{tep} đang mở trong Word hoặc LibreOffice").format(tep=target.name),
            Place(str(target), _("tệp kết quả")),
            _("Đóng tệp rồi chạy lại."),
        )
    if target.exists() and not is_untouched(target):
        return error(
            "TX701",
            _("{tep} đã được sửa bằng tay sau khi sinh ra, nên không bị ghi đè").format(
                tep=target.name
            ),
            Place(str(target), _("tệp kết quả")),
            _("Đưa chỗ đã sửa về kế hoạch: kehoach pull {tep}").format(tep=target),
            _("Hoặc đổi tên tệp đó, chọn thư mục khác bằng -o, hay --overwrite nếu bỏ bản đã sửa."),
        )
    return None


def names_file(out: Path) -> bool:
    """Whether a place for results is a file and no folder: `x.docx`, or `x.pdf` beside it."""
    return out.suffix.lower() in {".docx", ".pdf"} and not out.is_dir()


def docx_of(workspace: Workspace, file: Path) -> Path:
    """The .docx of a plan file in the output folder."""
    return targets(workspace, [file], None)[0][1]


def targets(
    workspace: Workspace, files: Sequence[Path], out: Path | None
) -> Packed[tuple[Path, Path]]:
    """Plan files, each with its .docx: the same path below the output as below the plans.

    A plan from outside the workspace goes straight into the output folder; one plan alone may
    name its file.
    """
    if out is not None and names_file(out) and len(files) == 1:
        return packed_pairs([(files[0], out.with_suffix(".docx"))])
    base = out or workspace.output_dir
    plans = workspace.plans_dir.resolve()

    def of(file: Path) -> tuple[Path, Path]:
        inside = plans in file.resolve().parents
        relative = file.resolve().relative_to(plans) if inside else Path(file.name)
        if out is not None and inside and len(files) == 1:
            relative = Path(file.name)
        return file, (base / relative).with_suffix(".docx")

    return packed_pairs(map(of, files))
