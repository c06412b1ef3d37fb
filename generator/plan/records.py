"""Records that both a plan and a registry may hold: an agency, a document that is cited.

A plan that was imported carries its own proposals for the registries, so that it can be
rendered anywhere; hence they stand below both.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec resolves annotations at run time
from typing import Annotated

from msgspec import Meta, Struct, field

Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=100,
        description="Mã cố định: chữ thường không dấu, số, gạch nối; giữ nguyên khi đánh số lại",
    ),
]
Line = Annotated[str, Meta(min_length=1, description="Một dòng chữ, không để trống")]
_MARKS = (
    "**đậm**, *nghiêng*, {ma-van-ban} trích dẫn văn bản, "
    "{chu-thich:mã} đánh dấu chú thích cuối trang; viết \\* và \\{ để in chính ký tự đó"
)
Text = Annotated[str, Meta(min_length=1, description=f"Một đoạn văn. {_MARKS}")]
Cell = Annotated[
    str,
    Meta(
        min_length=1,
        description=(
            "Lời của một ô: một hay nhiều đoạn, xuống dòng (\\n) là sang đoạn mới. " + _MARKS
        ),
    ),
]


class Base(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True, gc=False):
    """All records: unknown keys are mistakes.

    They hold plain values and one another, never in a circle, so that nobody need look through
    thousands of them for garbage.
    """


class Gom(Base, kw_only=True):
    """Which agencies a collective name stands for."""

    cap: Annotated[list[str], Meta(description="Các cấp được gom")] = field(default_factory=list)
    truc_thuoc: Annotated[str | None, Meta(description="Trực thuộc cơ quan nào")] = None
    loai: Annotated[list[str], Meta(description="Các loại cơ quan được gom; trống: mọi loại")] = (
        field(default_factory=list)
    )


class CoQuan(Base, kw_only=True):
    """An agency in one period."""

    id: Id
    cap: Annotated[str, Meta(description="Cấp hành chính (mã); trống: không thuộc cấp nào")] = ""
    loai: Annotated[str | None, Meta(description="Loại cơ quan (mã), cho mẫu tên")] = None
    don_vi: Annotated[str, Meta(description="Đơn vị hành chính: phường Đông Kinh")] = ""
    dia_danh: Annotated[str | None, Meta(description="Địa danh ở dòng ngày tháng")] = None
    truc_thuoc: Annotated[str | None, Meta(description="Cơ quan cấp trên trực tiếp (mã)")] = None
    chu_quan: Annotated[str | None, Meta(description="Cơ quan chủ quản in ở đầu văn bản (mã)")] = (
        None
    )
    ma: Annotated[str | None, Meta(description="Mã đơn vị hành chính")] = None
    tu: Annotated[date | None, Meta(description="Ngày đầu tiên có hiệu lực")] = None
    den: Annotated[date | None, Meta(description="Ngày cuối cùng có hiệu lực")] = None
    ten: Annotated[str | None, Meta(description="Tên đầy đủ; trống: theo loại")] = None
    ten_ngan: Annotated[str | None, Meta(description="Tên ngắn; trống: theo loại")] = None
    ten_tieu_de: Annotated[
        list[str], Meta(description="Các dòng tên ở đầu văn bản; trống: theo loại")
    ] = field(default_factory=list)
    ten_trong_cau: Annotated[str | None, Meta(description="Tên trong câu; trống: tên đầy đủ")] = (
        None
    )
    ky_hieu: Annotated[str | None, Meta(description="Chữ viết tắt; trống: theo loại")] = None
    vai_tro: Annotated[
        str | None, Meta(description="Vai trò, để tìm cơ quan tương ứng ở cấp dưới: noi-vu, mttq")
    ] = None
    tu_nho: Annotated[bool, Meta(description="Tên ghi theo trí nhớ, chưa kiểm chứng")] = False
    nguon: Annotated[str | None, Meta(description="Nguồn của thông tin này")] = None
    gom: Annotated[Gom | None, Meta(description="Tên chung của nhiều cơ quan")] = None


class VanBanTrich(Base, kw_only=True):
    """A document that plans cite."""

    id: Id
    loai: Annotated[
        str | None, Meta(description="Chữ viết tắt tên loại (KH, TB, QĐ …) hoặc Luật, Nghị định …")
    ] = None
    so: Annotated[int, Meta(ge=1, description="Số văn bản")] | None = None
    ky_hieu: Annotated[str | None, Meta(description="Ký hiệu: TB-UBND, 2020/NĐ-CP")] = None
    ngay: Annotated[date | None, Meta(description="Ngày ban hành")] = None
    co_quan: Annotated[str | None, Meta(description="Cơ quan ban hành (mã trong danh mục)")] = None
    trich_yeu: Annotated[
        str | None, Meta(description="Trích yếu, viết như khi trích dẫn trong câu")
    ] = None
    noi_trich_yeu: Annotated[str, Meta(description="Chữ nối trước trích yếu, ví dụ “, ”")] = " "
    ke_hoach: Annotated[
        str | None, Meta(description="Mã kế hoạch trong workspace; số và ngày phải khớp")
    ] = None
