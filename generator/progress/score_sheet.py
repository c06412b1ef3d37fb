"""A score sheet (phiếu chấm): one unit's points by one set of criteria, round after round.

The unit scores itself; its superior appraises; where points were lost the unit explains; the
superior appraises again. Every round keeps its own cells: what one said is never overwritten by
the next. A value is kept as it was written; where two papers of a round disagree both stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from msgspec import Meta, field
from msgspec.structs import replace

from generator.diagnostics import Place, error
from generator.locale import N_, _
from generator.plan.emit import write_table
from generator.plan.records import Base
from generator.plan.toml import decode, read
from generator.progress.joining import RowJoiner
from generator.progress.reported import KhacNhau  # noqa: TC001 - msgspec resolves it
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.workspace.workspace import Workspace

Round = Literal["self", "appraisal", "explanation", "second"]
_SAFE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class ScoreRound(NamedTuple):
    """A round of scoring: which cells of a row it fills in."""

    name: Round
    words: str
    fields: tuple[str, ...]
    points: str
    """The field with points; "" for none."""
    note: str
    """The field with its words."""
    until: str
    """The key of its last day in the set."""


ROUNDS = (
    ScoreRound("self", N_("Tự chấm"), ("so_lieu", "tu_cham", "minh_chung", "ghi_chu"),
               "tu_cham", "ghi_chu", "tu_cham"),
    ScoreRound("appraisal", N_("Thẩm định lần 1"), ("tham_dinh", "y_kien"),
               "tham_dinh", "y_kien", "tham_dinh"),
    ScoreRound("explanation", N_("Giải trình"), ("giai_trinh", "minh_chung_them"),
               "", "giai_trinh", "giai_trinh"),
    ScoreRound("second", N_("Thẩm định lần 2"), ("tham_dinh_lai", "y_kien_lai"),
               "tham_dinh_lai", "y_kien_lai", "tham_dinh_lai"),
)  # fmt: skip
FIELDS: tuple[str, ...] = tuple(name for one in ROUNDS for name in one.fields)


def round_of(name: str) -> ScoreRound:
    """The round of a name. Raises StopIteration for another word."""
    return next(one for one in ROUNDS if one.name == name)


class DauPhieu(Base, kw_only=True):
    """Whose sheet it is, by which set, and from which files it was read."""

    bo: Annotated[str, Meta(description="Mã bộ tiêu chí")]
    nam: Annotated[int, Meta(description="Năm chấm", ge=1945, le=2200)]
    don_vi: Annotated[str, Meta(description="Đơn vị được chấm (mã trong danh mục)")]
    minh_hoa: Annotated[bool, Meta(description="Theo một bộ bịa ra để thử")] = False
    nguon: Annotated[
        list[str], Meta(description="Các tệp đã nhận, mỗi tệp: tên#sha256, theo thứ tự nhận")
    ] = []


class DongCham(Base, kw_only=True):
    """A criterion: of one that is scored its points, of one above it the sum a paper states."""

    so: Annotated[str, Meta(description="Số của tiêu chí: 1.2.3")]
    so_lieu: Annotated[str, Meta(description="Số liệu của công thức: dung_han = 1.256")] = ""
    tu_cham: Annotated[str, Meta(description="Điểm đơn vị tự chấm")] = ""
    minh_chung: Annotated[str, Meta(description="Văn bản (số, ngày) hoặc tệp#sha256")] = ""
    ghi_chu: Annotated[str, Meta(description="Ghi chú của đơn vị")] = ""
    tham_dinh: Annotated[str, Meta(description="Điểm thẩm định lần 1")] = ""
    y_kien: Annotated[str, Meta(description="Ghi chú của bên thẩm định")] = ""
    giai_trinh: Annotated[str, Meta(description="Giải trình của đơn vị")] = ""
    minh_chung_them: Annotated[str, Meta(description="Minh chứng gửi kèm giải trình")] = ""
    tham_dinh_lai: Annotated[str, Meta(description="Điểm thẩm định lần 2")] = ""
    y_kien_lai: Annotated[str, Meta(description="Ghi chú thẩm định lần 2")] = ""


class PhieuCham(Base, kw_only=True):
    """The file of a sheet."""

    phien_ban: Literal[1] = 1
    phieu: DauPhieu
    dong: list[DongCham] = field(default_factory=list)
    khac_nhau: list[KhacNhau] = field(default_factory=list)

    def rows(self) -> dict[str, DongCham]:
        """The rows by their numbers."""
        return {row.so: row for row in self.dong}

    def settled(self) -> dict[str, DongCham]:
        """The rows as they count: with what a person chose; of an open contradiction nothing."""
        found = self.rows()
        for one in self.khac_nhau:
            if one.nut in found:
                found[one.nut] = replace(found[one.nut], **{one.truong: one.chot or ""})
        return found

    def answered(self, one: ScoreRound) -> bool:
        """Whether anything was said in a round."""
        return any(getattr(row, name) for row in self.dong for name in one.fields)


class JoinedSheet(NamedTuple):
    """A sheet with what a later paper adds."""

    sheet: PhieuCham
    filled: int
    """Cells that were blank before."""
    differing: tuple[KhacNhau, ...]
    kept: tuple[str, ...]
    """Numbers of rows that the later paper leaves blank."""


def join_sheets(old: PhieuCham, new: PhieuCham, before: str, source: str) -> JoinedSheet:
    """Both sheets' cells: blanks filled, equal ones once, different ones with their sources."""
    work = RowJoiner(before, source)
    rows = work.rows(old.dong, new.dong, "so", FIELDS)
    known = {(one.nut, one.truong, tuple(one.gia_tri)) for one in old.khac_nhau}
    fresh = [d for d in work.differing if (d.nut, d.truong, tuple(d.gia_tri)) not in known]
    sources = [*old.phieu.nguon, *(s for s in new.phieu.nguon if s not in old.phieu.nguon)]
    sheet = replace(
        old, phieu=replace(old.phieu, nguon=sources), dong=rows, khac_nhau=[*old.khac_nhau, *fresh]
    )
    return JoinedSheet(sheet, work.filled, tuple(fresh), tuple(work.kept))


# ------------------------------------------------------------------------------ files


def sheet_path(workspace: Workspace, set_id: str, unit: str) -> Path:
    """The file of a unit's sheet. Raises ValueError for an id that is no file name."""
    if _SAFE.fullmatch(unit) is None or _SAFE.fullmatch(set_id) is None:
        raise ValueError(unit)
    return sheets_folder(workspace, set_id) / f"{unit}.toml"


def sheets_folder(workspace: Workspace, set_id: str) -> Path:
    """The folder of all units' sheets by one set."""
    return workspace.root / workspace.settings.cham_diem / set_id


def write_sheet(path: Path, sheet: PhieuCham) -> bool:
    """Write a sheet whole; False where the file says so already. Raises OSError."""
    parts = ["phien_ban = 1\n", write_table("[phieu]", "phieu", sheet.phieu)]
    parts += [write_table("[[dong]]", "dong", row) for row in sheet.dong]
    parts += [write_table("[[khac_nhau]]", "khac_nhau", one) for one in sheet.khac_nhau]
    data = "\n".join(parts).encode()
    if path.is_file() and path.read_bytes() == data:
        return False
    write_atomic(path, data, durable=True)
    return True


def read_sheet(path: Path, shown: str) -> tuple[PhieuCham | None, list[Diagnostic]]:
    """A sheet, and what is wrong with its file; one in another place than it says is refused."""
    source, found = read(path)
    if source is None:
        return None, found
    sheet, more = decode(source, PhieuCham)
    if sheet is None:
        return None, found + more
    head = sheet.phieu
    if (head.bo, head.don_vi) != (path.parent.name, path.stem):
        message = _("Phiếu này của {don_vi}, bộ {bo}, không phải của chỗ này")
        message = message.format(don_vi=head.don_vi, bo=head.bo)
        return None, [*found, *more, error("BC910", message, Place(shown, ""))]
    return sheet, found + more
