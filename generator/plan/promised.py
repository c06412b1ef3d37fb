"""What a plan promises in figures: its targets, apart from the tables that print them."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from generator.plan.records import Base, Id, Line


class ChiTieu(Base, kw_only=True):
    """A target: a figure that a plan promises, told of apart from the table that prints it."""

    id: Id
    nut: Annotated[str | None, Meta(description="Mã đoạn, khoản, phụ lục nêu chỉ tiêu này")] = None
    noi_dung: Line
    don_vi: Annotated[str, Meta(description="Đơn vị tính: %, ha, nhà, …")] = ""
    so_sanh: Annotated[
        Literal[">=", "<=", "="], Meta(description="Đạt khi số liệu so với giá trị như thế")
    ] = ">="
    gia_tri: Annotated[str, Meta(description="Số phải đạt, viết như trong văn bản: 1.320,5")]
    mau_so: Annotated[str | None, Meta(description="Mẫu số, khi chỉ tiêu là tỷ lệ")] = None
    hien_trang: Annotated[str | None, Meta(description="Số liệu lúc lập kế hoạch")] = None
    nam: Annotated[int, Meta(description="Năm phải đạt", ge=1945, le=2200)] | None = None
    chu_tri: Annotated[list[str], Meta(description="Cơ quan theo dõi (mã trong danh mục)")] = []
    ca_nhan: Annotated[str | None, Meta(description="Người phụ trách")] = None
    don_vi_thuc_hien: Annotated[
        list[str], Meta(description="Nơi báo cáo số liệu (mã trong danh mục); trống: cấp dưới")
    ] = []
