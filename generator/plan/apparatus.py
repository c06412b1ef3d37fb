"""The kinds of bodies, apart from places: `plans/danh-muc/bo-may.toml`.

A department, a room, a police force exists in every province and commune; what kinds
there are, of which level and field, under which names and since when, is one list for
the whole country. A single office's own bodies stand in co-quan.toml.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec resolves annotations at run time
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, field

from generator.diagnostics import Diagnostic, error
from generator.locale import _
from generator.plan.hygiene import clean
from generator.plan.records import Base, Id, Line
from generator.plan.toml import decode, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.plan.source import TomlSource

Bac = Annotated[int, Meta(ge=0, le=3, description="Bậc: 0 trung ương, 1 tỉnh, 2 huyện, 3 xã")]


class LinhVuc(Base, kw_only=True):
    """A field of work, with the words that stand for it in names of bodies."""

    id: Id
    ten: Annotated[list[Line], Meta(description="Chữ chỉ lĩnh vực trong tên cơ quan")]


class BoMay(Base, kw_only=True):
    """A kind of body at one level, in one period."""

    id: Id
    loai: Annotated[Id, Meta(description="Loại cơ quan trong co-quan.toml: chuyen-mon, bo-phan …")]
    bac: Bac | None = None
    cap: Annotated[list[str], Meta(description="Chỉ có ở các loại đơn vị này; trống: mọi loại")] = (
        field(default_factory=list)
    )
    ten: Annotated[Line, Meta(description="Tên đầy đủ, không kèm tên đơn vị")]
    ten_ngan: Annotated[str | None, Meta(description="Tên ngắn; trống: như tên đầy đủ")] = None
    ten_khac: Annotated[list[str], Meta(description="Cách viết khác")] = field(default_factory=list)
    viet_tat: Annotated[list[str], Meta(description="Chữ viết tắt")] = field(default_factory=list)
    kem_cap: Annotated[bool, Meta(description="Tên luôn kèm cấp: Công an xã")] = False
    chi_khi_kem_cap: Annotated[
        bool, Meta(description="Chỉ là tên cơ quan khi kèm cấp hay địa danh: Thuế, Thanh tra")
    ] = False
    linh_vuc: Annotated[list[str], Meta(description="Lĩnh vực phụ trách")] = field(
        default_factory=list
    )
    linh_vuc_tuy_noi: Annotated[
        list[str], Meta(description="Lĩnh vực nơi giao, nơi không: phải hỏi")
    ] = field(default_factory=list)
    vai_tro: Annotated[str | None, Meta(description="Vai trò; trống: lĩnh vực đầu tiên")] = None
    tap_the: Annotated[bool, Meta(description="Tên chung của nhiều cơ quan")] = False
    lap_san: Annotated[bool, Meta(description="kehoach init ghi sẵn cho đơn vị mới")] = False
    tu: Annotated[date | None, Meta(description="Ngày đầu tiên có loại này")] = None
    den: Annotated[date | None, Meta(description="Ngày cuối cùng có loại này")] = None
    thanh: Annotated[list[str], Meta(description="Sau đó nhập vào, đổi thành loại nào")] = field(
        default_factory=list
    )
    nguon: Annotated[str | None, Meta(description="Nguồn của thông tin này")] = None
    tu_nho: Annotated[bool, Meta(description="Ghi theo trí nhớ, chưa kiểm chứng")] = False

    def on(self, day: date | None) -> bool:
        """Whether the kind exists on a day; None asks about no day."""
        return day is None or (
            (self.tu is None or self.tu <= day) and (self.den is None or day <= self.den)
        )

    @property
    def role(self) -> str | None:
        """The role in co-quan.toml: given, or the first field of work."""
        return self.vai_tro or next(iter(self.linh_vuc), None)


class DauTen(Base, kw_only=True):
    """The first word of names of bodies whose kind is not in the list."""

    ten: Line
    loai: Id
    bac: Bac | None = None


class DungDau(Base, kw_only=True):
    """Words for the head of a body."""

    ten: list[Line]


class DanhMucBoMay(Base, kw_only=True):
    """The file bo-may.toml."""

    phien_ban: Annotated[Literal[1], Meta(description="Phiên bản lược đồ dữ liệu")]
    sau_ten: Annotated[
        list[str], Meta(description="Chữ thường đứng sau tên cơ quan, không thuộc tên")
    ] = field(default_factory=list)
    khong_la: Annotated[
        list[str], Meta(description="Chữ giống đầu tên cơ quan mà không phải: Bộ luật, Vụ việc")
    ] = field(default_factory=list)
    linh_vuc: list[LinhVuc] = field(default_factory=list)
    bo_may: list[BoMay] = field(default_factory=list)
    dau_ten: list[DauTen] = field(default_factory=list)
    dung_dau: list[DungDau] = field(default_factory=list)


def load_apparatus(path: Path) -> tuple[DanhMucBoMay, list[Diagnostic]]:
    """Read bo-may.toml. A list always comes back, empty if the file is unusable."""
    empty = DanhMucBoMay(phien_ban=1)
    source, found = read(path)
    if source is None:
        return empty, found
    hygiene = clean(source)
    data, mistakes = decode(source, DanhMucBoMay)
    found = [*found, *hygiene, *mistakes]
    return (empty, found) if data is None else (data, [*found, *_mistakes(data, source)])


def _mistakes(data: DanhMucBoMay, source: TomlSource) -> Iterator[Diagnostic]:
    """Ids used twice, and ids that name nothing."""
    kinds = {kind.id for kind in data.bo_may}
    fields = {one.id for one in data.linh_vuc}
    seen: set[str] = set()
    for row, kind in enumerate(data.bo_may):
        if kind.id in seen:
            message = _("Mã “{id}” dùng hai lần").format(id=kind.id)
            yield error("CQ212", message, source.span(("bo_may", row, "id")))
        seen.add(kind.id)
        for key, known in (
            ("linh_vuc", fields),
            ("linh_vuc_tuy_noi", fields),
            ("thanh", kinds),
        ):
            for number, id_ in enumerate(getattr(kind, key)):
                if id_ not in known:
                    message = _("Không có “{id}” trong danh mục bộ máy").format(id=id_)
                    yield error("CQ213", message, source.span(("bo_may", row, key, number)))
