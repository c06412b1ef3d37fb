"""The report of one unit for one period, as a TOML file says it.

Keys are terms of Decree 30 without diacritics. A figure is kept as it was written; where two
sources disagree both stay (`khac_nhau`) until a person chooses. Whether a task is overdue is
never a value here: it follows from its deadline and the day on which somebody asks.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec resolves annotations at run time
from typing import Annotated, Literal

from msgspec import Meta

from generator.plan.records import Base

TaskState = Literal["", "chua", "dang", "cham", "dat", "vuot", "hoan_thanh", "khong_phat_sinh"]
"""Not answered; not begun; under way; and, as units judge it themselves: late, on time, ahead;
done; nothing arose."""
DONE: frozenset[str] = frozenset({"hoan_thanh", "khong_phat_sinh"})


class DauBaoCao(Base, kw_only=True):
    """Whose report it is, on which plan, for which period, and from which files it was read."""

    ke_hoach: Annotated[str, Meta(description="Mã kế hoạch được báo cáo")]
    don_vi: Annotated[str, Meta(description="Đơn vị báo cáo (mã trong danh mục)")]
    ky: Annotated[str, Meta(description="Kỳ: 2026-Q3, 2026-09, 2026-6-thang, 2026-9-thang, …")]
    so_ky_hieu: Annotated[str, Meta(description="Số, ký hiệu văn bản báo cáo")] = ""
    ngay: Annotated[date | None, Meta(description="Ngày văn bản báo cáo")] = None
    nguon: Annotated[
        list[str], Meta(description="Các tệp đã nhận, mỗi tệp: tên#sha256, theo thứ tự nhận")
    ] = []
    kho_khan: Annotated[
        str, Meta(description="Khó khăn, vướng mắc nêu chung, không riêng nhiệm vụ nào")
    ] = ""
    kien_nghi: Annotated[
        str, Meta(description="Kiến nghị, đề xuất nêu chung, không riêng nhiệm vụ nào")
    ] = ""


class KetQua(Base, kw_only=True):
    """What a unit says about one task."""

    nut: Annotated[str, Meta(description="Mã nhiệm vụ; trống: không tìm thấy ở kế hoạch")] = ""
    noi_dung: Annotated[str, Meta(description="Lời của nhiệm vụ trong biểu")] = ""
    trang_thai: TaskState = ""
    loi: Annotated[str, Meta(description="Trạng thái như đơn vị ghi, khi ghi khác")] = ""
    trong_ky: Annotated[str, Meta(description="Kết quả trong kỳ")] = ""
    luy_ke: Annotated[str, Meta(description="Lũy kế")] = ""
    minh_chung: Annotated[
        str, Meta(description="Văn bản (số, ký hiệu, ngày) hoặc tệp#sha256 chứng minh")
    ] = ""
    kho_khan: Annotated[str, Meta(description="Khó khăn, vướng mắc")] = ""
    kien_nghi: Annotated[str, Meta(description="Đề xuất, kiến nghị")] = ""


class SoLieu(Base, kw_only=True):
    """The figure of one target."""

    chi_tieu: Annotated[str, Meta(description="Mã chỉ tiêu; trống: không tìm thấy")] = ""
    noi_dung: Annotated[str, Meta(description="Lời của chỉ tiêu trong biểu")] = ""
    gia_tri: Annotated[str, Meta(description="Số liệu như đơn vị ghi: 1.320,5")] = ""
    don_vi: Annotated[str, Meta(description="Đơn vị tính")] = ""
    mau_so: Annotated[str, Meta(description="Mẫu số của tỷ lệ: 1.256/1.600 hồ sơ")] = ""
    ghi_chu: str = ""


UNSETTLED = "Khác nhau, chưa chốt: "
"""How a cell begins that holds what two sources say differently; read back, it says nothing new."""


class KhacNhau(Base, kw_only=True):
    """A contradiction: two sources say different things of one thing."""

    nut: Annotated[str, Meta(description="Mã nhiệm vụ hoặc chỉ tiêu")]
    truong: Annotated[str, Meta(description="Khóa có hai giá trị")]
    gia_tri: Annotated[list[str], Meta(description="Các giá trị, theo thứ tự của nguon")]
    nguon: Annotated[list[str], Meta(description="Nguồn của từng giá trị")]
    chot: Annotated[str | None, Meta(description="Giá trị được chọn")] = None
    nguoi_chot: str = ""
    ngay_chot: date | None = None
    ly_do: str = ""


class BaoCao(Base, kw_only=True):
    """One file: the report of one unit for one period."""

    phien_ban: Literal[1] = 1
    bao_cao: DauBaoCao
    ket_qua: list[KetQua] = []
    so_lieu: list[SoLieu] = []
    khac_nhau: list[KhacNhau] = []

    def empty(self) -> bool:
        """Whether nothing is reported: as the form was given out."""
        said = any(any(answer(row)) for row in self.ket_qua)
        said = said or any(in_general(self.bao_cao))
        return not said and not any(figure(row)[0] for row in self.so_lieu)


ANSWERED = ("trang_thai", "loi", "trong_ky", "luy_ke", "minh_chung", "kho_khan", "kien_nghi")
IN_GENERAL = ("kho_khan", "kien_nghi")
FIGURED = ("gia_tri", "mau_so", "ghi_chu")


def answer(row: KetQua) -> tuple[str, ...]:
    """What a unit wrote about a task, in the order of ANSWERED."""
    return tuple(getattr(row, name) for name in ANSWERED)


def in_general(head: DauBaoCao) -> tuple[str, ...]:
    """What a unit wrote of no task in particular, in the order of IN_GENERAL."""
    return tuple(getattr(head, name) for name in IN_GENERAL)


def figure(row: SoLieu) -> tuple[str, ...]:
    """What a unit wrote about a target, in the order of FIGURED."""
    return tuple(getattr(row, name) for name in FIGURED)
