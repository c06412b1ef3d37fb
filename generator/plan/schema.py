"""JSON Schema of the TOML files, so that an editor completes and checks while one types.

Made of the same classes that read the files, hence never out of step with them. TOML
has no null: what may be left out is simply not required. A local date of TOML is seen by
editors as a string of format "date".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.plan.model import SCHEMA_VERSION, KeHoach

if TYPE_CHECKING:
    from msgspec import Struct

DRAFT = "https://json-schema.org/draft/2020-12/schema"

# What each table is, for the clerk; the docstrings of the classes speak to programmers.
_TABLES = {
    "KeHoach": "Kế hoạch: một tệp TOML",
    "DinhKem": "Kế hoạch mà quyết định ban hành kèm theo, như lúc ấy; chương trình ghi",
    "PhatHanh": "Dấu của kế hoạch đã phát hành: sổ nào, lúc nào; chương trình ghi",
    "DanXuat": "Dấu của tệp dẫn xuất: từ kế hoạch nào, theo quy tắc nào; chương trình ghi",
    "Nguon": "Nguồn dẫn xuất của một nội dung; chương trình ghi",
    "VanBan": "Văn bản: loại, cơ quan, số, ngày, trích yếu",
    "Doan": "Một đoạn văn của căn cứ, phần mở đầu hoặc phần kết",
    "Muc": "Một mục (I., II., III.), có tiêu đề",
    "Khoan": "Một khoản (1., 2., 3.), hoặc một đoạn không đánh số",
    "Diem": "Một điểm: a), b) hoặc gạch đầu dòng; có thể có điểm cấp dưới",
    "Bang": "Một bảng không phải bảng nhiệm vụ: hàng đầu và các hàng",
    "PhuLuc": "Một phụ lục: lời, các mục, bảng nhiệm vụ theo nhóm",
    "Nhom": "Một nhóm nhiệm vụ trong phụ lục",
    "NhiemVu": "Một nhiệm vụ: một hàng của phụ lục",
    "ThoiHan": "Thời hạn: một ngày, một năm, định kỳ hoặc thường xuyên",
    "ChiTieu": "Một chỉ tiêu: số phải đạt",
    "GiaoViec": "Một nhiệm vụ nêu trong lời văn; chương trình đề xuất, người soạn thảo giữ hoặc bỏ",
    "Hang": "Một hàng có mã của bảng: nhiệm vụ, chỉ tiêu, phần của một đơn vị",
    "CotBang": "Một cột của bảng nhiệm vụ như nguồn có",
    "NoiNhan": "Một dòng nơi nhận; gạch đầu dòng và dấu câu do chương trình in",
    "KhongThucHien": "Một nhiệm vụ của cấp trên mà đơn vị không thực hiện, và lý do",
    "XungDot": "Chỗ cấp trên và bản này cùng sửa, chờ người soạn thảo chọn",
    "ChuThich": "Một chú thích cuối trang; lời của kế hoạch đánh dấu nó bằng {chu-thich:mã}",
    "NguoiKy": "Người ký: quyền hạn, chức vụ, họ tên (Nghị định 30/2020/NĐ-CP, Điều 13)",
    "DanhMucCoQuan": "Danh mục cơ quan, cấp hành chính",
    "Cap": "Một cấp hành chính",
    "LoaiCoQuan": "Một loại cơ quan: mẫu các dạng tên",
    "CoQuan": "Một cơ quan trong một thời kỳ",
    "Gom": "Tên chung này gồm những cơ quan nào",
    "DanhMucVanBan": "Danh mục văn bản được trích dẫn",
    "VanBanTrich": "Một văn bản được trích dẫn",
}
# Properties that the classes leave to the description of their table.
_PROPERTIES = {
    "van_ban": "Văn bản: loại, cơ quan, số, ngày, trích yếu",
    "khoan": "Các khoản của mục",
    "diem": "Các điểm của khoản",
    "nhom": "Các nhóm nhiệm vụ",
    "nhiem_vu": "Các nhiệm vụ, mỗi nhiệm vụ một hàng",
    "noi_nhan": "Nơi nhận, mỗi dòng một bản ghi",
    "nguoi_ky": "Người ký",
    "phu_luc": "Các phụ lục",
    "giao_viec": "Nhiệm vụ nêu trong lời văn",
    "thoi_han": "Thời hạn hoàn thành",
    "nguon": "Nguồn dẫn xuất; chương trình ghi",
    "dan_xuat": "Dấu của tệp dẫn xuất; chương trình ghi",
    "phat_hanh": "Dấu của kế hoạch đã phát hành; chương trình ghi",
}


def json_schema() -> dict[str, Any]:
    """The schema of a plan."""
    return _schema(KeHoach, "ke-hoach", "Kế hoạch (kehoach)")


def agencies_schema() -> dict[str, Any]:
    """The schema of danh-muc/co-quan.toml."""
    from generator.plan.agencies import DanhMucCoQuan

    return _schema(DanhMucCoQuan, "co-quan", "Danh mục cơ quan (kehoach)")


def citations_schema() -> dict[str, Any]:
    """The schema of danh-muc/van-ban.toml."""
    from generator.plan.citations import DanhMucVanBan

    return _schema(DanhMucVanBan, "van-ban", "Danh mục văn bản (kehoach)")


def _schema(type_: type[Struct], name: str, title: str) -> dict[str, Any]:
    from msgspec.json import schema

    raw = schema(type_)
    definitions: dict[str, Any] = raw["$defs"]
    for table, definition in definitions.items():
        _table(table, definition)
    return {
        "$schema": DRAFT,
        "$id": f"urn:kehoach:{name}:{SCHEMA_VERSION}",
        "title": title,
        "description": _TABLES[type_.__name__],
        "$ref": raw["$ref"],
        "$defs": definitions,
    }


def _table(name: str, definition: dict[str, Any]) -> None:
    from generator.plan.wording import document_types

    definition["description"] = _TABLES[name]
    definition["title"] = _TABLES[name].split(":")[0].split(";")[0]
    properties: dict[str, Any] = definition["properties"]
    for key, value in properties.items():
        prop = properties[key] = _without_null(value)
        if "description" not in prop and key in _PROPERTIES:
            prop["description"] = _PROPERTIES[key]
    if name == "VanBan":
        # Offered while typing, not enforced: `check` names the types with their reason.
        properties["loai"]["examples"] = list(document_types())


def _without_null(prop: dict[str, Any]) -> dict[str, Any]:
    """A property without the null that TOML cannot write."""
    if prop.get("default", 0) is None:
        del prop["default"]
    if "anyOf" not in prop:
        return prop
    choices = [c for c in prop["anyOf"] if c.get("type") != "null"]
    rest = {key: value for key, value in prop.items() if key != "anyOf"}
    return {**choices[0], **rest} if len(choices) == 1 else {**rest, "anyOf": choices}
