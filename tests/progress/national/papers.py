"""The programme and the report as Word files, and what is to be found in them."""

from __future__ import annotations

import io
from typing import NamedTuple

from docx import Document

BODIES = ("Bộ Mẫu Một", "Bộ Mẫu Hai", "Bộ Mẫu Ba", "Bộ Mẫu Bốn", "Bộ Mẫu Năm", "Bộ Mẫu Sáu",
          "Bộ Mẫu Bảy")  # fmt: skip
FIELDS = (
    "dữ liệu mở", "phòng thí nghiệm dùng chung", "đô thị thông minh", "an toàn thông tin mạng",
    "vật liệu bán dẫn", "nhân lực chất lượng cao", "dịch vụ công trực tuyến",
)  # fmt: skip
ACTIONS = (
    "Xây dựng, trình Quốc hội ban hành Luật về {}",
    "Xây dựng Nghị định quy định chi tiết và biện pháp thi hành Luật về {}",
    "Ban hành Thông tư hướng dẫn định mức kinh tế - kỹ thuật trong lĩnh vực {}",
    "Rà soát, sửa đổi quy định về đấu thầu mua sắm phục vụ {}",
    "Phê duyệt Chiến lược quốc gia về {} đến năm 2035",
    "Xây dựng Chương trình phát triển {} giai đoạn 2026 - 2030",
    "Thành lập Ban điều hành liên ngành về {}",
    "Thành lập quỹ hỗ trợ đầu tư mạo hiểm cho doanh nghiệp {}",
    "Xây dựng cơ sở dữ liệu quốc gia về {}",
    "Kết nối, chia sẻ dữ liệu giữa các bộ, ngành, địa phương về {}",
    "Đầu tư trung tâm nghiên cứu và phát triển {} tại ba vùng kinh tế",
    "Đào tạo, bồi dưỡng 5.000 kỹ sư về {}",
    "Thu hút chuyên gia người nước ngoài trong lĩnh vực {}",
    "Xây dựng bộ chỉ số đánh giá mức độ phát triển {}",
    "Ban hành tiêu chuẩn, quy chuẩn kỹ thuật quốc gia về {}",
    "Triển khai thí điểm cơ chế thử nghiệm có kiểm soát đối với {}",
    "Tổ chức hội nghị xúc tiến đầu tư trong và ngoài nước về {}",
    "Đẩy mạnh truyền thông nâng cao nhận thức của người dân về {}",
    "Ký kết thỏa thuận hợp tác quốc tế song phương về {}",
    "Sơ kết, đánh giá hằng năm việc thực hiện nhiệm vụ về {}",
)


class ProgrammeTask(NamedTuple):
    number: int
    group: str
    text: str
    lead: str
    month: str


TASKS = tuple(
    ProgrammeTask(
        i * len(ACTIONS) + j + 1, FIELDS[i].capitalize(), action.format(FIELDS[i]), BODIES[i],
        f"Tháng {j % 12 + 1}/2025",
    )
    for i in range(len(FIELDS))
    for j, action in enumerate(ACTIONS)
)  # fmt: skip

QUOTED = {1: "x", 9: "x", 22: "", 31: "x", 36: "x", 45: "", 58: "x", 62: "x", 67: "x", 71: "",
          83: "x", 90: "x", 104: "x", 113: "x", 126: "x", 133: "x"}  # fmt: skip
"""Number of the task that a row quotes → "x" where the row names a document."""
REWORDED = {
    6: "Chương trình phát triển dữ liệu mở 2026 - 2030",
    29: "Hoàn thiện cơ sở dữ liệu quốc gia phục vụ các phòng thí nghiệm dùng chung",
    48: "Thành lập Quỹ đầu tư mạo hiểm hỗ trợ doanh nghiệp về đô thị thông minh",
    95: "Ban hành các tiêu chuẩn, quy chuẩn kỹ thuật về vật liệu bán dẫn",
    121: "Nghiên cứu, xây dựng, trình Quốc hội thông qua Luật Dịch vụ công trực tuyến",
}
ADDED = (
    "Khởi công nhà máy điện hạt nhân thử nghiệm",
    "Bố trí tối thiểu 3% ngân sách cho khoa học",
    "Sửa đổi Luật Ngân sách nhà nước",
    "Phát động phong trào bình dân học vụ số",
    "Tổ chức kỷ niệm ngày đổi mới sáng tạo",
    "Phóng vệ tinh viễn thám cỡ nhỏ",
    "Hoàn thành tuyến cáp quang biển thứ sáu",
    "Phủ sóng di động thế hệ mới tại các xã vùng cao",
    "Xây dựng khu công nghệ cao phía Nam",
    "Lập danh mục công nghệ chiến lược",
    "Miễn học phí cho sinh viên ngành toán",
    "Cắt giảm 30% thủ tục hành chính của bộ",
    "Bàn giao trụ sở trung tâm giám sát",
    "Nghiệm thu phần mềm quản lý cán bộ",
    "Xếp hạng đại học theo chuẩn quốc tế",
    "Hoàn thành kiểm kê khí nhà kính",
)
SUMMARY = (
    "Trong 37 nhiệm vụ, đã hoàn thành 12 nhiệm vụ, đang thực hiện 26 nhiệm vụ, quá hạn 1 nhiệm vụ."
)
"""Ten rows are done and 26 under way: one of its numbers is wrong."""
AS_OF = "2025-06-15"


class ReportRow(NamedTuple):
    task: int
    """Number in the programme; 0 for a row that is none of its tasks."""
    text: str
    lead: str
    state: str
    result: str


def report_rows() -> list[ReportRow]:
    """The 37 rows, in an order of the report's own."""
    rows = []
    for number, proof in QUOTED.items():
        task = TASKS[number - 1]
        done = number % 3 != 1
        words = f"Đã ban hành Quyết định số {number + 100}/QĐ-BM ngày 12/5/2025" if proof else ""
        state = "Hoàn thành" if done else "Đang thực hiện"
        result = words or "Thủ tướng sẽ xem xét, ban hành trước ngày 28/6"
        rows.append(ReportRow(number, task.text, task.lead, state, result))
    for number, text in REWORDED.items():
        state = "Quá hạn" if number == 29 else "Đang thực hiện"
        rows.append(ReportRow(number, text, TASKS[number - 1].lead, state, "Đang lấy ý kiến"))
    rows += [
        ReportRow(0, text, BODIES[i % 7], "Đang thực hiện", "Đang triển khai")
        for i, text in enumerate(ADDED)
    ]
    return sorted(rows, key=lambda row: (hash_of(row.text), row.text))


def hash_of(text: str) -> int:
    """An order that has nothing to do with the programme's, the same each time."""
    return sum(ord(letter) * (i % 7 + 1) for i, letter in enumerate(text)) % 1009


def programme() -> bytes:
    """The table of tasks as an appendix of the programme."""
    document = Document()
    table = document.add_table(rows=1, cols=6)
    heads = ("TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả",
             "Thời gian hoàn thành")  # fmt: skip
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    for task in TASKS:
        cells = table.add_row().cells
        values = (str(task.number), task.text, task.lead, "Các bộ", "Văn bản", task.month)
        for cell, value in zip(cells, values, strict=True):
            cell.text = value
    return _bytes(document)


def report() -> bytes:
    """The progress report: one table for all bodies."""
    document = Document()
    document.add_paragraph("BÁO CÁO")
    document.add_paragraph("Tiến độ thực hiện nhiệm vụ 6 tháng năm 2025 (bản minh họa)")
    document.add_paragraph(SUMMARY)
    table = document.add_table(rows=1, cols=7)
    heads = ("TT", "NHIỆM VỤ", "KẾT QUẢ YÊU CẦU", "THỜI GIAN HOÀN THÀNH", "CƠ QUAN THỰC HIỆN",
             "TIẾN ĐỘ (Hoàn thành/Đang thực hiện/Quá hạn)", "KẾT QUẢ HIỆN NAY")  # fmt: skip
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    for i, row in enumerate(report_rows(), 1):
        when = "Tháng 5/2025" if row.task else "Tháng 12/2025"
        values = (str(i), row.text, "Văn bản", when, row.lead, row.state, row.result)
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = value
    return _bytes(document)


def _bytes(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def plan_toml() -> str:
    """The programme as the plan that an import would make of it."""
    lines = [
        "phien_ban = 1", "[van_ban]", 'ma = "ct-mau-2025"', 'loai = "CTr"',
        'co_quan = "chinh-phu-mau"',
        "ngay_xet = 2025-01-09", 'trich_yeu = "Chương trình mẫu"', "minh_hoa = true",
        "[[nguoi_ky]]", 'chuc_vu = "NGƯỜI KÝ MẪU"', "[[phu_luc]]", 'id = "pl"',
        'tieu_de = "Nhiệm vụ"',
    ]  # fmt: skip
    for i, field in enumerate(FIELDS):
        lines += ["[[phu_luc.nhom]]", f'id = "nhom-{i}"', f'tieu_de = "{field.capitalize()}"']
    for task in TASKS:
        lines += [
            "[[phu_luc.nhiem_vu]]", f'id = "nv-{task.number}"', f'noi_dung = "{task.text}"',
            f'nhom = "nhom-{FIELDS.index(task.group.lower())}"',
            f'chu_tri = ["bo-{BODIES.index(task.lead)}"]',
            f"thoi_han = {{ den = {_last(task.month)}, loi = \"{task.month}\" }}",
        ]  # fmt: skip
    for i, name in enumerate(("Chính phủ mẫu", *BODIES)):
        id_ = "chinh-phu-mau" if i == 0 else f"bo-{i - 1}"
        lines += ["[[co_quan_moi]]", f'id = "{id_}"', f'ten = "{name}"', f'ten_ngan = "{name}"',
                  f'ten_tieu_de = ["{name.upper()}"]']  # fmt: skip
    return "\n".join(lines) + "\n"


def _last(month: str) -> str:
    import calendar

    number, year = month.removeprefix("Tháng ").split("/")
    return f"{year}-{int(number):02d}-{calendar.monthrange(int(year), int(number))[1]}"
