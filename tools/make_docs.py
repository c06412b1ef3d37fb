"""Write the pages that are made from the program: docs/ma-loi.md and the JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

from generator.explain import codes
from generator.plan.schema import json_schema

ROOT = Path(__file__).parent.parent
FAMILIES = {
    "DL": "Dữ liệu và lược đồ",
    "CQ": "Cơ quan",
    "VB": "Văn bản trích dẫn",
    "KH": "Nội dung kế hoạch",
    "DX": "Dẫn xuất",
    "LC": "Liên cấp",
    "MB": "Mẫu văn bản",
    "TL": "Tài liệu đọc vào",
    "NH": "Đọc kế hoạch có sẵn",
    "TX": "Tệp kết quả",
    "KY": "Ký số",
    "XT": "Xác thực chữ ký",
    "SO": "Sổ đăng ký văn bản đi",
    "HS": "Hồ sơ phát hành",
    "SS": "So sánh",
    "HT": "Hệ thống",
}


def codes_page() -> str:
    """The Markdown page of all codes."""
    lines = [
        "# Mã lỗi",
        "",
        "Trang này sinh từ chương trình (`make docs`); trên máy: `kehoach explain MÃ`.",
    ]
    known = codes()
    for family, title in FAMILIES.items():
        lines += ["", f"## {family}: {title}"]
        for code in sorted(code for code in known if code.startswith(family)):
            entry = known[code]
            lines += ["", f"### {code} {entry['ten']}", "", entry["vi_sao"].strip()]
            lines += ["", f"**Cách sửa.** {entry['cach_sua'].strip()}"]
            if "vi_du" in entry:
                lines += ["", "```", entry["vi_du"].strip(), "```"]
            if "nguon" in entry:
                lines += ["", f"*Căn cứ: {entry['nguon'].strip()}*"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (ROOT / "docs/ma-loi.md").write_text(codes_page(), "utf-8")
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    (ROOT / "plans/ke-hoach.schema.json").write_text(schema, "utf-8")
