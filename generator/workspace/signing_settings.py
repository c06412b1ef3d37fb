"""The office's settings for signing: table [ky_so] of kehoach.toml."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Level = Literal["B-B", "B-T", "B-LT", "B-LTA"]
LEVELS: tuple[Level, ...] = ("B-B", "B-T", "B-LT", "B-LTA")
"""PAdES levels (EN 319 142-1), each holding what the one before holds."""


class KySo(Struct, frozen=True, forbid_unknown_fields=True):
    """`[ky_so]`."""

    danh_so: Annotated[
        Literal["truoc_khi_ky", "khi_phat_hanh"],
        Meta(description="Ghi số, ngày trước khi lãnh đạo ký, hoặc điền khi phát hành"),
    ] = "truoc_khi_ky"
    muc: Annotated[Level, Meta(description="Mức PAdES của bản phát hành")] = "B-LTA"
    tsa: Annotated[list[str], Meta(description="Địa chỉ dấu thời gian RFC 3161, theo thứ tự")] = []
    khi_tsa_loi: Annotated[
        Literal["cho", "dung"], Meta(description="cho: chờ và thử lại; dung: dừng ngay")
    ] = "cho"
    tsa_cho_giay: Annotated[int, Meta(ge=1, le=3600)] = 180
    may_chu: Annotated[
        list[str],
        Meta(description="Chỉ hỏi thu hồi ở các máy chủ này; bỏ trống: mọi máy công cộng"),
    ] = []
    tin_cay: Annotated[
        str, Meta(description="Danh sách tin cậy; mặc định tin-cay.toml trong danh mục")
    ] = ""
    pkcs11: Annotated[str, Meta(description="Thư viện PKCS#11 của thiết bị ký (.dll, .so)")] = ""
    anh_chu_ky: Annotated[str, Meta(description="Ảnh chữ ký: PNG nền trong, màu xanh")] = ""
    anh_dau: Annotated[str, Meta(description="Ảnh dấu: PNG nền trong, màu đỏ, cỡ thật")] = ""
    rong_chu_ky_mm: Annotated[float, Meta(ge=10, le=90)] = 45.0
    duong_kinh_dau_mm: Annotated[float, Meta(ge=15, le=60)] = 36.0
    ten_khac: Annotated[
        dict[str, list[str]],
        Meta(description="Tên trong văn bản → tên khác mà chứng thư được phép mang"),
    ] = {}
