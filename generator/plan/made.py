"""The marks that commands leave in a plan: how it was derived, what is in conflict, its issue."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, field

from generator.plan.records import Base


class DanXuat(Base, kw_only=True):
    """The mark a derived file carries: from which plan and with which rules."""

    ke_hoach: Annotated[str, Meta(description="Mã kế hoạch cấp trên")]
    ma_bam_cap_tren: Annotated[str, Meta(description="Mã băm tệp kế hoạch cấp trên")]
    ma_bam_quy_tac: Annotated[str, Meta(description="Mã băm các quy tắc dẫn xuất")]
    ma_bam: Annotated[
        str,
        Meta(description="Mã băm của chính tệp này khi vừa dẫn xuất: lệch là đã có người sửa"),
    ]


class Nguon(Base, kw_only=True):
    """Where a derived node comes from."""

    ke_hoach: Annotated[str, Meta(description="Mã kế hoạch cấp trên")]
    nut: Annotated[
        str, Meta(description="Mã mục, khoản, điểm, nhiệm vụ, hàng của bảng ở kế hoạch cấp trên")
    ]
    ma_bam: Annotated[str, Meta(description="Mã băm nội dung cấp trên khi dẫn xuất")]
    quy_tac: Annotated[list[str], Meta(description="Các quy tắc đã áp dụng, theo thứ tự")] = field(
        default_factory=list
    )


class XungDot(Base, kw_only=True):
    """A conflict that `update` found: the plan above and the clerk changed the same thing."""

    truong: Annotated[
        str,
        Meta(
            description=(
                "Khóa bị hai bên cùng sửa; nut: cấp trên bỏ cả nội dung này; "
                "vi_tri: hai bên cùng chuyển nội dung này đi chỗ khác"
            )
        ),
    ]
    goc: Annotated[str | None, Meta(description="Như lần dẫn xuất hoặc cập nhật trước")] = None
    tren: Annotated[str | None, Meta(description="Như kế hoạch cấp trên hiện nay")] = None
    cua_toi: Annotated[str | None, Meta(description="Như người soạn thảo đã sửa")] = None


Conflicts = Annotated[
    list[XungDot],
    Meta(description="Chỗ lệnh update để người soạn thảo chọn bằng lệnh kehoach resolve"),
]


class PhatHanh(Base, kw_only=True):
    """The mark of an issued plan: it is frozen, and no command changes it any more."""

    so_dang_ky: Annotated[str, Meta(description="Sổ: cơ quan/loạt số/năm")]
    luc: Annotated[str, Meta(description="Lúc phát hành, ISO 8601")]


class DinhKem(Base, kw_only=True):
    """The plan that a decision issues, as it was when the decision was drafted or issued."""

    ke_hoach: Annotated[str, Meta(description="Mã kế hoạch ban hành kèm theo")]
    ma_bam: Annotated[str, Meta(description="Mã băm lời của kế hoạch ấy: lệch là đã đổi")]
