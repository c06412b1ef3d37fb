"""Write the pages that are made from the program: docs/ma-loi.md and the JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

from generator.explain import codes
from generator.plan.schema import json_schema
from generator.rules.profile import shipped

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
    "TT": "Thể thức văn bản",
    "VP": "Lời văn, viết hoa, viết tắt",
    "TX": "Tệp kết quả",
    "KY": "Ký số",
    "XT": "Xác thực chữ ký",
    "SO": "Sổ đăng ký văn bản đi",
    "HS": "Hồ sơ phát hành",
    "SS": "So sánh",
    "KE": "Kéo sửa đổi về kế hoạch, git",
    "TD": "Trao đổi văn bản",
    "BC": "Tiến độ, báo cáo",
    "LN": "Yêu cầu của người dùng",
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
            if "trinh_duyet" in entry:
                lines += ["", f"**Trong trình duyệt.** {entry['trinh_duyet'].strip()}"]
            if "vi_du" in entry:
                lines += ["", "```", entry["vi_du"].strip(), "```"]
            if "nguon" in entry:
                lines += ["", f"*Căn cứ: {entry['nguon'].strip()}*"]
    return "\n".join(lines) + "\n"


RULES = {
    "TT0": "Trang",
    "TT1": "Phần đầu văn bản",
    "TT2": "Tên loại, trích yếu, căn cứ, kính gửi",
    "TT3": "Nội dung",
    "TT4": "Chữ ký",
    "TT5": "Nơi nhận",
    "TT6": "Số trang, phụ lục",
    "TT7": "Gõ chữ",
    "VP1": "Ngày tháng, số, ký hiệu",
    "VP2": "Căn cứ, viện dẫn",
    "VP3": "Viết hoa",
    "VP4": "Viết tắt",
    "VP5": "Lời kết, nơi nhận, phụ lục",
}
SEVERITIES = {"loi": "lỗi", "canh_bao": "cảnh báo", "ghi_chu": "ghi chú"}


def rules_page() -> str:
    """The Markdown page of the rules of `kehoach check` for Word documents."""
    known = codes()
    lines = [
        "# Quy tắc kiểm tra văn bản Word",
        "",
        "Trang này sinh từ chương trình (`make docs`). Vì sao và cách sửa: `kehoach explain MÃ`,",
        "hoặc [ma-loi.md](ma-loi.md). Một cơ quan đặt chặt hơn trong `danh-muc/the-thuc.toml`.",
    ]
    for profile in shipped():
        until = f" đến {profile.until:%d/%m/%Y}" if profile.until else ""
        head = (
            f"## {profile.name} (từ {profile.since:%d/%m/%Y}{until}): {len(profile.rules)} quy tắc"
        )
        lines += ["", head]
        for group, title in RULES.items():
            lines += ["", f"### {group}xx {title}", ""]
            lines += ["| mã | quy tắc | mức độ | giá trị | căn cứ |", "|---|---|---|---|---|"]
            for code, values in profile.rules.items():
                if code.startswith(group):
                    lines.append(_rule_row(code, known[code]["ten"], values))
    return "\n".join(lines) + "\n"


def _rule_row(code: str, name: str, values: dict[str, object]) -> str:
    plain = ("muc", "muc_do", "khong_xet", "not_judged")
    numbers = "; ".join(f"`{k} = {_shown(v)}`" for k, v in values.items() if k not in plain)
    level = "KHÔNG XÉT" if "khong_xet" in values else SEVERITIES[str(values["muc_do"])]
    numbers = str(values.get("khong_xet", numbers))
    return f"| {code} | {name} | {level} | {numbers} | {values['muc']} |"


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    (ROOT / "docs/quy-tac.md").write_text(rules_page(), "utf-8")
    (ROOT / "docs/ma-loi.md").write_text(codes_page(), "utf-8")
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    (ROOT / "plans/ke-hoach.schema.json").write_text(schema, "utf-8")
