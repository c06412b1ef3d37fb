"""Read the list of cited documents: values, what is wrong in them, and the citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, error, nearest
from generator.locale import _
from generator.plan import wording
from generator.plan.citations import Citations, DanhMucVanBan
from generator.plan.hygiene import clean
from generator.plan.toml import decode, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from generator.diagnostics import Span
    from generator.plan.source import TomlSource


def load_citations(path: Path) -> tuple[Citations, list[Diagnostic]]:
    """Read van-ban.toml. Citations always come back, empty if the file is unusable."""
    source, found = read(path)
    if source is None:
        return Citations(DanhMucVanBan(phien_ban=1)), found
    return citations_of(source, found)


def citations_of(
    source: TomlSource, found: Sequence[Diagnostic] = ()
) -> tuple[Citations, list[Diagnostic]]:
    """The citations of a source that was read, with what is wrong in it."""
    hygiene = clean(source, keep_edges=("noi_trich_yeu",))
    data, mistakes = decode(source, DanhMucVanBan)
    all_found = [*found, *hygiene, *mistakes]
    if data is None:
        return Citations(DanhMucVanBan(phien_ban=1)), all_found
    return Citations(data, source), [*all_found, *_entries(data, source)]


def _entries(data: DanhMucVanBan, source: TomlSource) -> Iterator[Diagnostic]:
    """Mistakes that need no other file: ids used twice, types unknown or missing."""
    first: dict[str, int] = {}
    for row, record in enumerate(data.van_ban):
        if record.id in first:
            line = source.span(("van_ban", first[record.id], "id")).line
            message = _("Mã văn bản “{id}” đã dùng ở dòng {line}").format(id=record.id, line=line)
            yield error("VB307", message, source.span(("van_ban", row, "id")))
        first.setdefault(record.id, row)
        if record.loai is None and record.ke_hoach is None:
            message = _("Văn bản “{id}” chưa có loại").format(id=record.id)
            hint = _("Thêm loai (KH, TB, QĐ, Luật …), hoặc ke_hoach nếu là kế hoạch ở đây")
            yield error("VB308", message, source.span(("van_ban", row)), hint)
        elif record.loai is not None and wording.type_name(record.loai) is None:
            yield _unknown_type(record.loai, source.span(("van_ban", row, "loai")))


def _unknown_type(kind: str, span: Span) -> Diagnostic:
    message = _("Không có loại văn bản “{kind}”").format(kind=kind)
    known = [*wording.document_types(), *wording.cited_types()]
    near = nearest(kind, known) or [k for k in known if k.lower() == kind.lower()]
    hints = [_("Có phải: {ids}").format(ids=", ".join(near))] if near else []
    hints.append(_("Các loại: {kinds}").format(kinds=", ".join(known)))
    return error("VB308", message, span, *hints)
