"""Lines of documents written in other ways: what each must be told, and what must not.

Each variant is a report (or another kind) in which one line, or a few, read otherwise.
"""

from __future__ import annotations

from tests import office_docs as o

AGENCY = ("UBND TỈNH LẠNG SƠN", "SỞ NỘI VỤ")
NUMBER, WHEN = "Số: 31/BC-SNV", "Lạng Sơn, ngày 05 tháng 5 năm 2026"
LIST = ("- Như trên;", "- Lưu: VT, CCHC.")
SIGNED = ("GIÁM ĐỐC",)


def document(
    *paragraphs: str,
    agency: tuple[str, str] = AGENCY,
    number: str = NUMBER,
    when: str = WHEN,
    kind: str = "BÁO CÁO",
    subject: str = "Kết quả công tác quý I năm 2026",
    to: str = "Ủy ban nhân dân tỉnh Lạng Sơn.",
    end: str = "./.",
    recipients: tuple[str, ...] = LIST,
    signed: tuple[str, ...] = SIGNED,
    name: str = "Nguyễn Văn A",
) -> bytes:
    short = 10 if agency[1] == "SỞ NỘI VỤ" else 22
    return o.package(
        o.head(*agency, number, when, short=short)
        + o.title(kind, subject, mm=30)
        + (o.para(o.run(f"Kính gửi: {to}"), align="center", before=120) if to else "")
        + "".join(one if one.startswith("<") else o.body(one) for one in paragraphs)
        + o.body(o.LONG.rstrip(".") + end)
        + o.foot(recipients, signed, name)
    )


def bold(text: str) -> str:
    return o.body(text, bold=True)


def leaning(text: str) -> str:
    return o.body(text, italic=True)


COMMITTEE = ("", "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN")
VARIANTS: dict[str, bytes] = {
    "như mẫu": document(),
    # the number and the symbol
    **{
        f"số {number}": document(number=number)
        for number in (
            *(
                f"Số: 12/{a}-SNV"
                for a in (
                    "QYĐ",
                    "QCH",
                    "DAN",
                    "CV",
                    "QC",
                    "QD",
                    "QĐI",
                    "KHCT",
                    "TTRI",
                    "CTR",
                    "KH",
                    "bc",
                )
            ),
            "số: 12/BC-SNV",
            "SỐ: 12/BC-SNV",
            "Số 12/BC-SNV",
            "Số. 12/BC-SNV",
            "Số : 12/BC-SNV",
            "Số: 5/BC-SNV",
            "Số: 10/BC-SNV",
            "Số: 12/BC - SNV",
            "Số: 12/BC- SNV",
            "Số: 12-BC-SNV",
            "Số: 12_BC-SNV",
            "Số: 12/BC–SNV",
            "Số: 12/BC_SNV",
            "Số: 12/bc-snv",
            "Số: 12/BCSNV",
            "Số: 12/SNV-VP",
            "Số: 12/2026/BC-SNV",
            "Số:     /BC-SNV",
            "Số: …/BC-SNV",
            "Số: 12/BC",
        )
    },
    **{
        f"số {number} của UBND": document(
            number=number, agency=COMMITTEE, signed=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
        )
        for number in ("Số: 12/BC-HĐND", "Số: 12/BC-VP", "Số: 12/BC-UBND")
    },
    # place and date
    **{
        when: document(when=when)
        for when in (
            "Lạng Sơn, ngày 5 tháng 5 năm 2026",
            "Lạng Sơn, ngày 9 tháng 10 năm 2026",
            "Lạng Sơn, ngày 10 tháng 03 năm 2026",
            "Lạng Sơn, ngày 10 tháng 09 năm 2026",
            "Lạng Sơn, ngày 10 tháng 1 năm 2026",
            "Lạng Sơn, ngày 10 tháng 2 năm 2026",
            "Lạng Sơn, ngày 10 tháng 10 năm 2026",
            "Lạng Sơn, ngày … tháng 5 năm 2026",
            "Lạng Sơn, ngày 29 tháng 02 năm 2024",
            "Lạng Sơn, ngày 29 tháng 02 năm 2025",
            "Lạng Sơn, ngày 31 tháng 12 năm 2025",
            "Lạng Sơn, ngày 10 tháng 13 năm 2025",
            "Lạng Sơn ngày 05 tháng 5 năm 2026",
            "lạng Sơn, ngày 05 tháng 5 năm 2026",
            "Lạng sơn, ngày 05 tháng 5 năm 2026",
            "phường Đông Kinh, ngày 05 tháng 5 năm 2026",
            "Phường đông Kinh, ngày 05 tháng 5 năm 2026",
            "TP.HCM, ngày 05 tháng 5 năm 2026",
            "TP. Huế, ngày 05 tháng 5 năm 2026",
            "BR-VT, ngày 05 tháng 5 năm 2026",
            "Lạng Sơn, ngày 05 tháng 5 năm 26",
            "Lạng Sơn, ngày 05 tháng 5 năm 226",
            "Lạng Sơn, ngày 05/5/2026",
        )
    },
    # dates in the text
    **{
        said: document(f"Hội nghị họp {said} tại hội trường Sở.")
        for said in (
            "ngày 5 tháng 5 năm 2026",
            "ngày 05 tháng 05 năm 2026",
            "ngày 5 tháng 1 năm 2026",
            "ngày 05 tháng 2 năm 2026",
            "ngày 15 tháng 10 năm 2026",
            "ngày 31 tháng 6 năm 2026",
            "ngày 05/05/2026",
            "ngày 5/5/2026",
            "ngày 05/5/2026",
            "ngày 05/10/2026",
            "ngày 30/02/2026",
            "ngày 01/01/1899",
            "ngày 00/5/2026",
            "ngày 10/00/2026",
        )
    },
    # who signs
    **{
        " / ".join(signed): document(signed=signed)
        for signed in (
            ("TM. SỞ NỘI VỤ", "GIÁM ĐỐC"),
            ("T/M. SỞ NỘI VỤ", "GIÁM ĐỐC"),
            ("KT GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
            ("K/T GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
            ("KT: GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
            ("KT.GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
            ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
            ("KT. GIÁM ĐỐC", "GIÁM ĐỐC"),
            ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"),
            ("TL GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"),
            ("TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"),
            ("TU/Q. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"),
            ("Q. GIÁM ĐỐC",),
            ("Q GIÁM ĐỐC",),
            ("PHÓ GIÁM ĐỐC",),
            ("TM. GIÁM ĐỐC",),
            ("KT. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"),
            ("TL. UBND TỈNH", "CHÁNH VĂN PHÒNG"),
            ("Giám đốc",),
        )
    },
    **{
        f"UBND: {' / '.join(signed)}": document(
            agency=COMMITTEE, number="Số: 31/BC-UBND", signed=signed
        )
        for signed in (
            ("CHỦ TỊCH",),
            ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
            ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
            ("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        )
    },
    **{
        name: document(name=name)
        for name in (
            "ThS. Nguyễn Văn A",
            "TS Nguyễn Văn A",
            "PGS.TS. Nguyễn Văn A",
            "Thạc sĩ Nguyễn Văn A",
            "Ông Nguyễn Văn A",
            "BS. Nguyễn Văn A",
            "NGUYỄN VĂN A",
            "nguyễn văn A",
            "Sĩ Văn Tiến",
        )
    },
    # recipients
    **{
        " | ".join(lines): document(recipients=lines)
        for lines in (
            ("- Như trên", "- Lưu: VT."),
            ("Như trên;", "- Lưu: VT."),
            ("- Như trên;", "Lưu: VT."),
            ("- Như trên;", "- Lưu VT."),
            ("- Như trên;", "- Lưu; VT."),
            ("- Như trên;", "- lưu: VT."),
            ("- Như trên;", "- Lưu: VT"),
            ("- Như trên;", "- Lưu: VT;"),
            ("- Như trên;",),
            ("- Như trên (để b/c)", "- Lưu: VT."),
            ("- Như trên; - Sở Y tế;", "- Lưu: VT."),
            ("- Sở Y tế;", "- Sở Y tế;", "- Lưu: VT."),
            ("- Như Điều 3;", "- Lưu: VT."),
            ("- Như Điều …;", "- Lưu: VT."),
            ("+ Như trên;", "+ Lưu: VT."),
            ("- Như trên;", "- Các Phó Giám đốc", "và các phòng;", "- Lưu: VT."),
        )
    },
    **{
        f"như trên trong {kind}": document(
            kind=kind, to="", number=f"Số: 31/{short}-SNV", subject="Chăm sóc cây xanh năm 2026"
        )
        for kind, short in (
            ("KẾ HOẠCH", "KH"),
            ("GIẤY MỜI", "GM"),
            ("CÔNG ĐIỆN", "CĐ"),
            ("THÔNG BÁO", "TB"),
        )
    },
    "kính gửi trong kế hoạch": document(kind="KẾ HOẠCH", number="Số: 31/KH-SNV"),
    # the end
    **{f"hết bằng “{end}”": document(end=end) for end in (".", "", "/.", ". /.", "./", ";")},
    **{
        f"trích yếu {subject[-7:]}": document(subject=subject)
        for subject in (
            "Kết quả công tác quý I năm 2026.",
            "Kết quả công tác quý I năm 2026…",
            "Kết quả công tác quý I năm 20..",
            "Kết quả công tác quý I năm 2026./.",
        )
    },
    # headings and numbers
    **{
        " ¶ ".join(lines): document(*lines)
        for lines in (
            ("I. KẾT QUẢ", "Đã làm xong các việc được giao.", "III. TỒN TẠI", "Còn chậm."),
            ("I. KẾT QUẢ", "Đã làm xong các việc được giao.", "I. TỒN TẠI", "Còn chậm."),
            ("1. Đã rà soát xong các hồ sơ được giao.", "3. Đã lập sổ theo dõi các hồ sơ ấy."),
            (
                "1. Đã rà soát xong các hồ sơ được giao.",
                "2. Đã lập sổ theo dõi các hồ sơ ấy.",
                "2. Đã báo cáo kết quả về Sở.",
            ),
            ("1) Đã rà soát xong các hồ sơ được giao.", "2) Đã lập sổ theo dõi các hồ sơ ấy."),
            ("1/ Đã rà soát xong các hồ sơ được giao.", "2/ Đã lập sổ theo dõi các hồ sơ ấy."),
            ("1. Đã rà soát:", "a. Hồ sơ năm 2025;", "b. Hồ sơ năm 2026."),
            ("1. Đã rà soát:", "a/ Hồ sơ năm 2025;", "b/ Hồ sơ năm 2026."),
            ("1. Đã rà soát:", "a) Hồ sơ năm 2025;", "c) Hồ sơ năm 2026."),
            (
                "1. Đã rà soát:",
                "a) Hồ sơ 2023;",
                "b) Hồ sơ 2024;",
                "c) Hồ sơ 2025;",
                "d) Hồ sơ 2026;",
                "e) Hồ sơ còn lại.",
            ),
            (
                "1. Đã rà soát:",
                "a) Hồ sơ 2023;",
                "b) Hồ sơ 2024;",
                "c) Hồ sơ 2025;",
                "d) Hồ sơ 2026;",
                "đ) Hồ sơ còn lại;",
                "e) Hồ sơ lưu;",
                "f) Hồ sơ mượn.",
            ),
            ("1. Đã rà soát:", "b) Hồ sơ năm 2025;", "c) Hồ sơ năm 2026."),
            ("Điều 1: Đã rà soát xong các hồ sơ.", "Điều 3. Đã lập sổ theo dõi các hồ sơ."),
            ("2.1 Đã rà soát xong các hồ sơ được giao.",),
        )
    },
    **{
        " ¶ ".join(("đậm", *lines)): document(*(bold(line) for line in lines))
        for lines in (
            ("I. Kết quả đạt được",),
            ("I. KẾT QUẢ",),
            ("I/ KẾT QUẢ",),
            ("I KẾT QUẢ",),
            ("I.",),
            ("1 Kết quả rà soát",),
            ("A. KẾT QUẢ",),
        )
    },
    "tiêu đề mục nghiêng": document(leaning("I. KẾT QUẢ"), "Đã làm xong các việc được giao."),
    "tiêu đề khoản không đậm": document("1. Kết quả rà soát", "a) Hồ sơ năm 2025.", "b) Năm 2026."),
    # words of the text
    **{
        said: document(said)
        for said in (
            "Sở đã họp. các phòng đã nghe.",
            "các phòng đã nghe báo cáo.",
            "Sở mua gạo, v.v. các loại.",
            "Sở Tài chính. Sở nội vụ.",
            "Bộ nội vụ đã trả lời.",
            "Ủy ban Nhân dân tỉnh đã họp.",
            "UBND Tỉnh đã họp.",
            "Theo Nghị định 30/2020/NĐ-CP của Chính phủ.",
            "Theo Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh.",
            "Theo Kế hoạch số 12/KH-UBND ngày 02 tháng 3 năm 2026.",
            "Theo Kế hoạch số 12/KH-UBND ngày 02 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh.",
            "Sở đã họp , các phòng đã nghe.",
            "Sở đã họp,các phòng đã nghe.",
            "Sở  đã họp các phòng.",
            "Sở đã họp (các phòng ).",
            "Gửi thư về a@b.vn,c@d.vn.",
            "Sở ðã họp các phòng.",
            "Các cơ quаn đã họp.",
            "Hoà giải cơ sở, hòa giải viên.",
            'Gọi là "sổ" hay “sổ” đều được.',
            "Thể thức theo Nghị định số 78/2025/NĐ-CP.",
        )
    },
    "đoạn nghiêng": document(leaning("Các phòng đã nghe báo cáo và nhất trí với các nội dung ấy.")),
    **{
        f"căn cứ {said}": document(
            leaning(said), "Sở báo cáo như sau:", kind="KẾ HOẠCH", to="", number="Số: 31/KH-SNV"
        )
        for said in (
            "Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;",
            "Căn cứ Luật Đất đai số 31/2024/QH15 ngày 18 tháng 01 năm 2024;",
            "Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024.",
            "Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024,",
            "Xét đề nghị của Phòng Tổ chức;",
            "Theo đề nghị của Phòng Tổ chức.",
            "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ;",
        )
    },
}
