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
    annexes: tuple[str, ...] = (),
) -> bytes:
    short = 10 if agency[1] == "SỞ NỘI VỤ" else 22
    return o.package(
        o.head(*agency, number, when, short=short)
        + o.title(kind, subject, mm=30)
        + (o.para(o.run(f"Kính gửi: {to}"), align="center", before=120) if to else "")
        + "".join(one if one.startswith("<") else o.body(one) for one in paragraphs)
        + o.body(o.LONG.rstrip(".") + end)
        + o.foot(recipients, signed, name)
        + "".join(annexes)
    )


def annex(
    label: str = "Phụ lục",
    title: str = "DANH SÁCH CÁC PHÒNG",
    tied: str = "(Kèm theo Báo cáo số 31/BC-SNV ngày 05 tháng 5 năm 2026 của Sở Nội vụ)",
    end: str = "./.",
) -> str:
    lines = [o.centre(label, bold=True)]
    lines += [o.centre(title, bold=True)] if title else []
    lines += [o.centre(tied, italic=True), o.line("drawing", 50, 165)] if tied else []
    broken = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    return broken + "".join(lines) + o.body(o.LONG.rstrip(".") + end)


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
    **{
        f"hai căn cứ {first} ¶ {second}": document(
            leaning(first),
            leaning(second),
            "Sở ban hành Kế hoạch như sau:",
            kind="KẾ HOẠCH",
            to="",
            number="Số: 31/KH-SNV",
            recipients=("- Các phòng;", LIST[1]),
        )
        for first in (
            "Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;",
            "Căn cứ Luật Đất đai năm 2024",
            "căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;",
            "Căn cứ Luật Đất đai năm ....",
            "Căn cứ Luật Đất đai năm …;",
        )
        for second in (
            "Xét đề nghị của Phòng Tổ chức.",
            "Theo đề nghị của Phòng Tổ chức;",
            "Theo đề nghị của …;",
            "Căn cứ Quyết định số 12/QĐ-UBND ngày 02 tháng 3 năm 2026 của UBND tỉnh.",
        )
    },
    **{
        f"kính gửi nhiều nơi: {' | '.join(lines)}": document(
            *(o.para(o.run(line), align="left") for line in lines), to=""
        )
        for lines in (
            ("Kính gửi:", "- Sở Y tế;", "- Sở Tài chính."),
            ("Kính gửi:", "- Sở Y tế,", "- Sở Tài chính."),
            ("Kính gửi:", "- Sở Y tế;", "- Sở Tài chính;"),
            ("Kính gửi:", "- Sở Y tế …", "- Sở …"),
            ("Kính gửi", "- Sở Y tế;", "- Sở Tài chính."),
        )
    },
    **{
        f"đầu đoạn: {' ¶ '.join(lines)}": document(*lines)
        for lines in (
            ("1. đã rà soát xong các hồ sơ.", "2. Đã lập sổ theo dõi."),
            ("1. Đã rà soát:", "a) hồ sơ năm 2025;", "b) hồ sơ năm 2026."),
            ("1. Đã rà soát xong.", "a) hồ sơ năm 2025.", "b) hồ sơ năm 2026."),
            ("Đã rà soát các hồ sơ", "của năm 2025."),
            ("Đã rà soát xong!", "các phòng đã nghe."),
            ("ban hành kèm theo báo cáo này là sổ theo dõi.",),
            ("e-mail gửi về Sở.",),
            ("Họp tại TP. các phòng đã đến.",),
            ("Đã mời GS. và các phòng.",),
        )
    },
    **{
        said: document(said)
        for said in (
            "Theo Báo cáo số 31/BC-SNV đã gửi các phòng.",
            "Theo Báo cáo số 32/BC-SNV đã gửi.",
            "Theo Báo cáo số 31/BC-STC đã gửi các phòng.",
            "Thư của ВС gửi cho tỉnh.",
            "Thư gửi tỉnh của Αθήνα.",
            "Hệ số α bằng 2.",
            "Họp thứ Hai, ngày 05/5/2026.",
            "Theo Luật Đất đai số 31/2024/QH15.",
            "Số tiền ............ đồng.",
            "Đạt 120% số hộ.",
            "Theo Công văn 12/UBND-NC ngày 02 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh.",
            "Theo Nghị định 61/2018/NĐ-CP và Nghị định 30/2020/NĐ-CP của Chính phủ.",
            "Ngày 05/05/2026, 06/06/2026 và 7/7/2026.",
            "Họp ngày 05/09/2026.",
            "Họp ngày 05/03/2026.",
            "Họp ngày 05/02/2026.",
            "Họp ở Phòng tổ chức. Sở tài chính dự.",
        )
    },
    **{
        f"phụ lục {name}": document(annexes=pages)
        for name, pages in {
            "như mẫu": (annex(),),
            "đánh số 1": (annex("Phụ lục 1"),),
            "đánh số I": (annex("Phụ lục I"),),
            "in hoa": (annex("PHỤ LỤC"),),
            "không tên": (annex(title=""),),
            "không kèm theo": (annex(tied=""),),
            "sai số": (annex(tied="(Kèm theo Báo cáo số 13/BC-SNV ngày 05/5/2026 của Sở)"),),
            "sai ký hiệu": (annex(tied="(Kèm theo Báo cáo số 31/BC-STC ngày 05/5/2026 của Sở)"),),
            "sai ngày": (annex(tied="(Kèm theo Báo cáo số 31/BC-SNV ngày 06/5/2026 của Sở)"),),
            "sai tháng": (annex(tied="(Kèm theo Báo cáo số 31/BC-SNV ngày 05/6/2026 của Sở)"),),
            "sai năm": (annex(tied="(Kèm theo Báo cáo số 31/BC-SNV ngày 05/5/2025 của Sở)"),),
            "không ngoặc": (annex(tied="Kèm theo Báo cáo số 31/BC-SNV ngày 05/5/2026 của Sở"),),
            "không dấu hết": (annex(end="."),),
            "hết bằng hai chấm": (annex(end=":"),),
            **{
                f"hết bằng {said}": (annex(), o.body(said))
                for said in ("Ghi chú: đến tháng 4.", "Chú thích: đến tháng 4.", "Người lập biểu")
            },
            "hai, đủ số": (annex("Phụ lục I"), annex("Phụ lục II")),
            "hai, không số": (annex(), annex()),
            "hai, nhảy số": (annex("Phụ lục I"), annex("Phụ lục III")),
            "hai, số thường": (annex("Phụ lục 1"), annex("Phụ lục 2")),
        }.items()
    },
    **{
        f"đoạn {name}": document(*paragraphs)
        for name, paragraphs in {
            "cỡ 12": (o.para(o.run(o.LONG, 12), before=120, first=720),),
            "cỡ 15": (o.para(o.run(o.LONG, 15), before=120, first=720),),
            "cỡ 13": (o.para(o.run(o.LONG, 13), before=120, first=720),),
            "cỡ 12,5 ít chữ": (o.para(o.run(o.LONG), o.run("và", 12.5), before=120, first=720),),
            "canh trái": (o.para(o.run(o.LONG), align="left", before=120, first=720),),
            "không thụt": (o.para(o.run(o.LONG), before=120),),
            "thụt 10 mm": (o.para(o.run(o.LONG), before=120, first=567),),
            "thụt 20 mm": (o.para(o.run(o.LONG), before=120, first=1134),),
            "thụt bằng tab": (o.para(o.run("\t" + o.LONG), before=120),),
            "liền nhau": (o.body(o.LONG), o.para(o.run(o.LONG), before=60, first=720)),
            "giãn hai dòng": (o.body(o.LONG).replace('w:line="240"', 'w:line="480"'),),
            "giãn 1,5 dòng": (o.body(o.LONG).replace('w:line="240"', 'w:line="360"'),),
            "giãn đúng 12 pt": (o.body(o.LONG).replace('w:lineRule="auto"', 'w:lineRule="exact"'),),
            "giãn ít nhất 12 pt": (
                o.body(o.LONG).replace('w:lineRule="auto"', 'w:lineRule="atLeast"'),
            ),
            "chương": (o.centre("Chương I", bold=True), o.centre("QUY ĐỊNH CHUNG", bold=True)),
            "chương không đậm": (o.centre("Chương I"), o.centre("QUY ĐỊNH CHUNG", bold=True)),
            "chương bên trái": (o.body("Chương I", bold=True), o.centre("QUY ĐỊNH", bold=True)),
            "điều đậm": (o.para(o.run("Điều 1. ", bold=True), o.run("Phạm vi."), before=120),),
            "điều đậm một nửa": (
                o.para(o.run("Điều ", bold=True), o.run("1. Phạm vi."), before=120),
            ),
            "phông khác": (o.body(o.LONG).replace("Times New Roman", "Arial"),),
        }.items()
    },
}
