"""The marks that commands leave in a plan: how it was derived, that it was issued."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

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


class PhatHanh(Base, kw_only=True):
    """The mark of an issued plan: it is frozen, and no command changes it any more."""

    so_dang_ky: Annotated[str, Meta(description="Sổ: cơ quan/loạt số/năm")]
    luc: Annotated[str, Meta(description="Lúc phát hành, ISO 8601")]


class DinhKem(Base, kw_only=True):
    """The plan that a decision issues, as it was when the decision was drafted or issued."""

    ke_hoach: Annotated[str, Meta(description="Mã kế hoạch ban hành kèm theo")]
    ma_bam: Annotated[str, Meta(description="Mã băm lời của kế hoạch ấy: lệch là đã đổi")]
