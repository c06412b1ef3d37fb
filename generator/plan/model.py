"""The typed plan: what a TOML file of `plans/` may say.

Keys are the terms of Decree 30/2020/NĐ-CP without diacritics. The classes are the
schema: they validate, they give the JSON Schema for editors, and `Meta` holds the
description that the editor shows the clerk. Ids are stable; printed numbers
(I., 1., a)) are always computed. Order in the file is order in the document.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec resolves annotations at run time
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta

from generator.plan.made import (  # noqa: TC001 - msgspec resolves annotations at run time
    Conflicts,
    DanXuat,
    DinhKem,
    Nguon,
    PhatHanh,
)
from generator.plan.promised import ChiTieu  # noqa: TC001 - msgspec resolves annotations at run time
from generator.plan.records import Base, Cell, CoQuan, Id, Line, Text, VanBanTrich
from generator.plan.ruled import Tables  # noqa: TC001 - msgspec resolves annotations at run time

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA_VERSION = 1

PointStyle = Literal["chu", "gach", "cong", "sao", "tron", "so", "khong"]
"""a) b) c) d) đ) | - | + | * | • | (1) (2) | no mark."""
MucStyle = Literal["la-ma", "so", "hoa", "dieu"]
"""I. | 1. | A. | Điều 1."""
KhoanStyle = Literal["so", "thap-phan", "la-ma", "hoa", "ngoac"]
"""1. | 1.1. | I. | A. | (1)"""
Label = Annotated[
    str | None,
    Meta(
        description=(
            "Nhãn in khi khác lệ thường (“Phần I.”, số nhảy cóc); trống: chương trình đánh số. "
            "Khoản, điểm sau đó đếm tiếp từ số này"
        ),
    ),
]


class Node(Base, kw_only=True):
    """What every part of a plan has in common."""

    id: Id
    ap_dung: Annotated[
        list[str],
        Meta(description="Các cấp mà nội dung này áp dụng (phuong, xa, …); trống: mọi cấp"),
    ] = []
    can_xem: Annotated[
        str | None, Meta(description="Điều người soạn thảo phải điền hoặc xem lại; xóa khi đã xong")
    ] = None
    bao_ve: Annotated[
        bool | list[str],
        Meta(
            description=(
                "Không để lệnh update thay đổi: true giữ nội dung này và những gì bên trong; "
                'danh sách tên khóa, ví dụ ["thoi_han"], chỉ giữ các khóa đó'
            )
        ),
    ] = False
    minh_hoa: Annotated[bool, Meta(description="Nội dung minh họa, không phải văn bản gốc")] = False
    nguon: Nguon | None = None
    xung_dot: Conflicts = []


class Doan(Node, kw_only=True):
    """A paragraph of the preamble, the legal bases or the closing."""

    noi_dung: Text
    vai_tro: Annotated[
        Literal["can_cu", "boi_canh", "loi_dan", "ket_thuc"] | None,
        Meta(
            description=(
                "Vai trò: can_cu (dẫn văn bản), boi_canh (tình hình), "
                "loi_dan (câu ban hành), ket_thuc (câu kết)"
            )
        ),
    ] = None
    bang: Tables = []


class Diem(Node, kw_only=True):
    """A point: a) or -, with points of its own below it."""

    noi_dung: Text
    kieu: Annotated[
        PointStyle | None, Meta(description="Kiểu đánh dấu riêng của điểm này; trống: theo khoản")
    ] = None
    nhan: Label = None
    bang: Tables = []
    diem: Annotated[list[Diem], Meta(description="Điểm cấp dưới")] = []


class Khoan(Node, kw_only=True):
    """An item: 1. with a title, or a paragraph when `danh_so` is false.

    Its points stand before the items inside it (1.1., 1.2.).
    """

    tieu_de: Annotated[Text | None, Meta(description="Tiêu đề khoản (in đậm)")] = None
    noi_dung: Annotated[Text | None, Meta(description="Đoạn văn của khoản không có tiêu đề")] = None
    danh_so: Annotated[bool, Meta(description="false: đoạn không đánh số")] = True
    kieu: Annotated[
        KhoanStyle | None,
        Meta(
            description=(
                "so: 1.; thap-phan: 1.1.; la-ma: I.; hoa: A.; ngoac: (1). Trống: 1. trong mục "
                "I., A.; 1.1. trong mục 1. và trong khoản"
            )
        ),
    ] = None
    nhan: Label = None
    bang: Tables = []
    kieu_diem: Annotated[
        PointStyle,
        Meta(
            description=(
                "chu: a) b); gach: -; cong: +; sao: *; tron: •; so: (1) (2); khong: không đánh dấu"
            )
        ),
    ] = "chu"
    co_quan: Annotated[list[str], Meta(description="Cơ quan được giao việc ở khoản này")] = []
    diem: list[Diem] = []
    khoan: Annotated[list[Khoan], Meta(description="Khoản cấp dưới (1.1., 1.2.)")] = []


class Muc(Node, kw_only=True):
    """A section: I. with a title; its items stand before the sections inside it."""

    tieu_de: Text
    kieu: Annotated[
        MucStyle | None,
        Meta(description="la-ma: I. (mặc định); so: 1.; hoa: A.; dieu: Điều 1. (quyết định)"),
    ] = None
    nhan: Label = None
    bang: Tables = []
    khoan: list[Khoan] = []
    muc: Annotated[list[Muc], Meta(description="Mục cấp dưới (I. trong phần A.)")] = []


class ThoiHan(Base, kw_only=True):
    """A deadline: a date, recurring reports, a period, or standing."""

    truoc: Annotated[date | None, Meta(description="Trước ngày")] = None
    ngay: Annotated[date | None, Meta(description="Đúng ngày hoặc chậm nhất ngày")] = None
    nam: Annotated[int, Meta(description="Trong năm", ge=1945, le=2200)] | None = None
    tu: Annotated[date | None, Meta(description="Ngày đầu của khoảng: tháng, quý, giai đoạn")] = (
        None
    )
    den: Annotated[date | None, Meta(description="Ngày cuối của khoảng")] = None
    va_sau: Annotated[bool, Meta(description="Và những năm tiếp theo")] = False
    dinh_ky: Annotated[
        list[Literal["ngay", "tuan", "thang", "quy", "6-thang", "9-thang", "nam"]],
        Meta(description="Báo cáo định kỳ"),
    ] = []
    ngay_ky: Annotated[
        str | None, Meta(description='Ngày trong mỗi kỳ: "25" (hằng tháng), "10/12" (hằng năm)')
    ] = None
    ke_tu: Annotated[
        str | None, Meta(description="Sự việc mà thời hạn tính từ đó: ngày ký ban hành")
    ] = None
    so_ngay: Annotated[int, Meta(description="Số ngày kể từ sự việc ấy", ge=1)] | None = None
    ngay_lam_viec: Annotated[bool, Meta(description="so_ngay là ngày làm việc")] = False
    thuong_xuyen: Annotated[bool, Meta(description="Thường xuyên")] = False
    ghi_chu: Annotated[str | None, Meta(description="Ghi thêm sau thời hạn")] = None
    loi: Annotated[
        str | None,
        Meta(description="Lời của nguồn, in đúng như thế; sửa thời hạn thì sửa cả lời này"),
    ] = None


class Nhom(Node, kw_only=True):
    """A group of tasks in an appendix, such as one index."""

    tieu_de: Line
    tt: Annotated[
        str | None, Meta(description="Số, chữ của nhóm như nguồn có; trống: A, B, C theo thứ tự")
    ] = None


class NhiemVu(Node, kw_only=True):
    """A task: a row of an appendix."""

    noi_dung: Cell
    tt: Annotated[
        str | None,
        Meta(description="Số thứ tự như nguồn có (1a, 2.1); trống: đánh số qua cả phụ lục"),
    ] = None
    thuoc: Annotated[
        str | None,
        Meta(description="Mã hàng mà hàng này là một phần (1a thuộc 1): ô trống lấy theo hàng ấy"),
    ] = None
    nhom: Annotated[str | None, Meta(description="Mã nhóm trong cùng phụ lục")] = None
    chu_tri: Annotated[list[str], Meta(description="Cơ quan chủ trì (mã trong danh mục)")] = []
    phoi_hop: Annotated[list[str], Meta(description="Cơ quan phối hợp (mã trong danh mục)")] = []
    san_pham: Annotated[
        str | None, Meta(description="Sản phẩm, kết quả; xuống dòng (\\n) là sang đoạn mới trong ô")
    ] = None
    thoi_han: ThoiHan | None = None
    tu_doan: Annotated[
        list[str], Meta(description="Mã các đoạn của chính kế hoạch này mà nhiệm vụ dựa vào")
    ] = []
    loi_chu_tri: Annotated[
        str | None, Meta(description="Lời in ở ô chủ trì; trống: tên ngắn của các cơ quan")
    ] = None
    loi_phoi_hop: Annotated[
        str | None, Meta(description="Lời in ở ô phối hợp; trống: tên ngắn của các cơ quan")
    ] = None
    cot_them: Annotated[
        dict[str, str], Meta(description="Tiêu đề cột khác của bảng → ô của nhiệm vụ này")
    ] = {}
    tieu_chi: Annotated[list[str], Meta(description="Tiêu chí chấm điểm: par-2026:1.2.3")] = []


class GiaoViec(Base, kw_only=True):
    """A task that stands in a sentence of the plan and not in a table.

    `import` and `kehoach tasks` propose it from the words; a person keeps, corrects or drops it.
    """

    id: Id
    nut: Annotated[str, Meta(description="Mã đoạn, khoản, điểm nêu nhiệm vụ này")]
    doan: Annotated[
        str | None, Meta(description="Lời của riêng nhiệm vụ này, khi nút ấy nêu nhiều nhiệm vụ")
    ] = None
    trang_thai: Annotated[
        Literal["de-xuat", "giu", "bo"],
        Meta(
            description=(
                "de-xuat: chương trình đọc ra, chưa ai xem; giu: đã xem, đúng; "
                "bo: không phải nhiệm vụ, không đề xuất lại"
            )
        ),
    ] = "de-xuat"
    vai_tro: Annotated[
        Literal["chu-tri", "phoi-hop", "de-nghi", "chiu-trach-nhiem"],
        Meta(description="Người thực hiện chủ trì, phối hợp, được đề nghị hay chịu trách nhiệm"),
    ] = "chu-tri"
    chu_tri: Annotated[list[str], Meta(description="Cơ quan thực hiện (mã trong danh mục)")] = []
    phoi_hop: Annotated[list[str], Meta(description="Cơ quan phối hợp (mã trong danh mục)")] = []
    san_pham: Annotated[str | None, Meta(description="Sản phẩm, kết quả")] = None
    thoi_han: ThoiHan | None = None
    thoi_han_khac: Annotated[
        list[ThoiHan],
        Meta(description="Các thời hạn khác của cùng việc ấy, như báo cáo 6 tháng, năm"),
    ] = []
    bao_cao: Annotated[list[str], Meta(description="Nơi nhận báo cáo (mã trong danh mục)")] = []
    truoc: Annotated[
        list[str], Meta(description="Chịu trách nhiệm trước ai (mã trong danh mục)")
    ] = []


class CotBang(Base, kw_only=True):
    """A column of a task table as its source had it."""

    khoa: Annotated[
        Literal["tt", "noi_dung", "chu_tri", "phoi_hop", "san_pham", "thoi_han", ""],
        Meta(description="Điều cột này in; trống: cột riêng, lấy từ cot_them theo tiêu đề"),
    ] = ""
    tieu_de: Annotated[str, Meta(description="Tiêu đề cột")]
    tren: Annotated[str | None, Meta(description="Tiêu đề chung phía trên, nếu có hai hàng")] = None
    so: Annotated[str | None, Meta(description="Số cột ở hàng (1) (2) (3), nếu có")] = None
    nhan: Annotated[
        list[str],
        Meta(
            description="Nhãn trước cơ quan chủ trì và cơ quan phối hợp khi một cột in cả hai: "
            '["Chủ trì", "Phối hợp"]'
        ),
    ] = []


class PhuLuc(Node, kw_only=True):
    """An appendix: text and sections, a table of tasks in groups, notes under it."""

    tieu_de: Text
    bang: Tables = []
    khoan: Annotated[
        list[Khoan], Meta(description="Đoạn văn, khoản trước các mục và bảng nhiệm vụ")
    ] = []
    muc: Annotated[list[Muc], Meta(description="Các mục I., II. của phụ lục")] = []
    nhom: list[Nhom] = []
    nhiem_vu: list[NhiemVu] = []
    cot: Annotated[
        list[CotBang],
        Meta(description="Các cột của bảng nhiệm vụ như nguồn có; trống: các cột của mẫu"),
    ] = []
    ket_thuc: Annotated[list[Doan], Meta(description="Ghi chú sau bảng nhiệm vụ")] = []


class NoiNhan(Node, kw_only=True):
    """A recipient; dash and semicolon are printed by the program."""

    noi_dung: Text
    co_quan: Annotated[list[str], Meta(description="Mã các cơ quan mà dòng này chỉ đến")] = []


class ChuThich(Node, kw_only=True):
    """A footnote: printed at the foot of the page where a text marks it, `{chu-thich:id}`."""

    noi_dung: Text


class NguoiKy(Base, kw_only=True):
    """A signer, with the capacity of Decree 30, Article 13."""

    quyen_han: Annotated[
        str | list[str] | None,
        Meta(description="TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, …; nhiều dòng: một danh sách"),
    ] = None
    chuc_vu: Annotated[Line, Meta(description="CHỦ TỊCH, PHÓ CHỦ TỊCH, …")]
    ho_ten: Annotated[str | None, Meta(description="Họ và tên; để trống khi chưa biết")] = None
    chuc_danh: Annotated[str | None, Meta(description="Dòng in dưới họ tên, nếu có")] = None
    xung_dot: Conflicts = []

    def capacity(self) -> list[str]:
        """The lines of capacity: none, TM. …, or TM. … and KT. …."""
        given = self.quyen_han or []
        return [given] if isinstance(given, str) else given


class VanBan(Base, kw_only=True):
    """What the document is: type, agency, number, date, subject."""

    ma: Id
    loai: Annotated[str, Meta(description="Chữ viết tắt tên loại: KH, QĐ, …; Công văn")] = "KH"
    co_quan: Annotated[str, Meta(description="Cơ quan ban hành (mã trong danh mục)")]
    so: Annotated[int, Meta(ge=1, description="Số văn bản; để trống khi dự thảo")] | None = None
    ky_hieu: Annotated[str | None, Meta(description="Ký hiệu; trống: tính từ loại và cơ quan")] = (
        None
    )
    don_vi_soan: Annotated[
        str | None, Meta(description="Chữ viết tắt đơn vị soạn thảo, trong ký hiệu công văn")
    ] = None
    khong_so: Annotated[bool, Meta(description="Không lấy số (biên bản)")] = False
    tham_quyen: Annotated[
        str | None,
        Meta(description="Thẩm quyền ban hành quyết định; trống: tên cơ quan ban hành"),
    ] = None
    dia_danh: Annotated[str | None, Meta(description="Địa danh; trống: theo danh mục cơ quan")] = (
        None
    )
    ngay: Annotated[date | None, Meta(description="Ngày ban hành; để trống khi dự thảo")] = None
    ngay_xet: Annotated[
        date | None,
        Meta(
            description="Ngày dùng để xét quy định và cơ quan có hiệu lực khi chưa có ngày ban hành"
        ),
    ] = None
    trich_yeu: Text
    kem_theo: Annotated[
        str | None,
        Meta(
            description=(
                "Dòng dưới trích yếu: (Kèm theo Quyết định số …); không có so thì số, ngày, "
                "nơi nhận, chữ ký là của quyết định ấy"
            )
        ),
    ] = None
    ban_hanh: Annotated[
        str | None, Meta(description="Mã kế hoạch mà văn bản này ban hành, trình, gửi, báo cáo")
    ] = None
    do_khan: Annotated[
        Literal["HỎA TỐC", "THƯỢNG KHẨN", "KHẨN"] | None, Meta(description="Mức độ khẩn")
    ] = None
    do_mat: Annotated[Literal["TUYỆT MẬT", "TỐI MẬT", "MẬT"] | None, Meta(description="Độ mật")] = (
        None
    )
    luu_hanh: Annotated[
        str | None, Meta(description="Chỉ dẫn phạm vi lưu hành: LƯU HÀNH NỘI BỘ, …")
    ] = None
    cap_tren: Annotated[str | None, Meta(description="Mã kế hoạch cấp trên được triển khai")] = None
    thay_the: Annotated[
        str | None, Meta(description="Mã kế hoạch đã phát hành mà kế hoạch này thay thế")
    ] = None
    sua_doi: Annotated[
        str | None, Meta(description="Mã kế hoạch đã phát hành mà kế hoạch này sửa đổi, bổ sung")
    ] = None
    luu: Annotated[str | None, Meta(description="Nơi lưu, sau chữ Lưu:")] = "VT"
    minh_hoa: Annotated[bool, Meta(description="Kế hoạch minh họa, không phải văn bản gốc")] = False
    nguon: Annotated[Nguon | None, Meta(description="Nguồn dẫn xuất của trích yếu")] = None
    can_xem: Annotated[
        str | None, Meta(description="Điều phải điền hoặc xem lại; xóa khi xong")
    ] = None
    xung_dot: Conflicts = []


class KhongThucHien(Base, kw_only=True):
    """A task of the plan above that this plan leaves out, and why."""

    nut: Annotated[str, Meta(description="Mã nhiệm vụ ở kế hoạch cấp trên")]
    ly_do: Annotated[Line, Meta(description="Lý do đơn vị không thực hiện nhiệm vụ này")]


class KeHoach(Base, kw_only=True):
    """A plan: one TOML file."""

    phien_ban: Annotated[Literal[1], Meta(description="Phiên bản lược đồ dữ liệu")]
    dan_xuat: DanXuat | None = None
    van_ban: VanBan
    kinh_gui: Annotated[list[Line], Meta(description="Nơi kính gửi, mỗi nơi một dòng")] = []
    can_cu: Annotated[list[Doan], Meta(description="Căn cứ ban hành (in nghiêng)")] = []
    mo_dau: Annotated[list[Doan], Meta(description="Phần mở đầu")] = []
    muc: Annotated[list[Muc], Meta(description="Các mục I., II., III.")] = []
    ket_thuc: Annotated[list[Doan], Meta(description="Đoạn kết, sau mục cuối")] = []
    noi_nhan: list[NoiNhan] = []
    nguoi_ky: list[NguoiKy] = []
    phu_luc: list[PhuLuc] = []
    chu_thich: Annotated[
        list[ChuThich],
        Meta(
            description=(
                "Chú thích cuối trang; chỗ đánh dấu trong lời viết {chu-thich:mã}, "
                "số do chương trình đánh"
            )
        ),
    ] = []
    giao_viec: Annotated[
        list[GiaoViec],
        Meta(description="Nhiệm vụ nêu trong lời văn, ngoài bảng; không in ra"),
    ] = []
    chi_tieu: Annotated[
        list[ChiTieu],
        Meta(description="Chỉ tiêu: số phải đạt; bảng in chỉ tiêu vẫn ở phụ lục"),
    ] = []
    khong_thuc_hien: Annotated[
        list[KhongThucHien],
        Meta(description="Nhiệm vụ của cấp trên mà đơn vị không thực hiện, có lý do; không in ra"),
    ] = []
    co_quan_moi: Annotated[
        list[CoQuan],
        Meta(description="Cơ quan chưa có trong danh-muc/co-quan.toml; nên chuyển vào đó"),
    ] = []
    van_ban_moi: Annotated[
        list[VanBanTrich],
        Meta(
            description="Văn bản trích dẫn chưa có trong danh-muc/van-ban.toml; nên chuyển vào đó"
        ),
    ] = []
    dinh_kem: Annotated[
        DinhKem | None,
        Meta(description="Kế hoạch mà quyết định này ban hành, như khi soạn hoặc ký"),
    ] = None
    phat_hanh: PhatHanh | None = None

    def day(self) -> date | None:
        """The day whose rules and agencies apply: of issue, or else `ngay_xet`."""
        return self.van_ban.ngay or self.van_ban.ngay_xet


AnyNode = Doan | Diem | Khoan | Muc | Nhom | NhiemVu | PhuLuc | NoiNhan | ChuThich
Loc = tuple[str | int, ...]
"""Path of a value in the file: ("muc", 0, "khoan", 2, "tieu_de")."""


PARTS = ("can_cu", "mo_dau", "muc", "ket_thuc", "noi_nhan", "phu_luc", "chu_thich")
"""The lists of nodes of a plan, in reading order; footnotes are read where they are marked."""


def walk(plan: KeHoach) -> Iterator[tuple[Loc, AnyNode]]:
    """Every node with its path, in reading order; parents before children."""
    for name in PARTS:
        waiting = _numbered((name,), getattr(plan, name))
        while waiting:
            loc, node = waiting.pop()
            yield loc, node
            for below in reversed(CHILDREN.get(type(node), ())):
                if nodes := getattr(node, below):
                    waiting += _numbered((*loc, below), nodes)


def words_key(record: object) -> str:
    """The key of a record's words: what a mark on it asks a person to look at; "" without any."""
    for key in ("noi_dung", "tieu_de", "trich_yeu"):
        if getattr(record, key, None):
            return key
    return ""


CHILDREN: dict[type, tuple[str, ...]] = {
    Muc: ("khoan", "muc"),
    Khoan: ("diem", "khoan"),
    Diem: ("diem",),
    PhuLuc: ("khoan", "muc", "nhom", "nhiem_vu", "ket_thuc"),
}
"""The lists of nodes inside a node, in the order in which they are printed."""


def _numbered(loc: Loc, nodes: list[AnyNode]) -> list[tuple[Loc, AnyNode]]:
    """Nodes with their places, the last one first."""
    return [((*loc, i), nodes[i]) for i in range(len(nodes) - 1, -1, -1)]
