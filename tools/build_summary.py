"""Build the template of the summary of opinions: who said what, what became of it.

No decree gives this table a form of its own; its columns are those in which offices tell of
opinions: the place, who said it, what was said, what was taken or explained. As with the other
templates the .docx is the source afterwards.
"""

from __future__ import annotations

import sys
from pathlib import Path

from build_template import (
    R,
    cell,
    each,
    p,
    parts,
    row,
    section,
    table,
    write,
)
from template_styles import LANDSCAPE, ROOT, W

COLUMNS = [700, 3900, 2400, 3800, 3738]
HEAD = [6800, 7738]
SIGN = [7269, 7269]
TITLES = ("TT", "Nội dung trong dự thảo", "Nơi góp ý", "Nội dung góp ý", "Tiếp thu, giải trình")


def body() -> str:
    """The page: head, what was asked and answered, the table, the signature."""
    agency = each("dong", "co_quan_chu_quan", p("KHChuQuan", "{{ dong }}")) + each(
        "dong", "co_quan", p("KHCoQuan", "{{ dong }}")
    )
    state = (
        p("KHQuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + p("KHTieuNgu", "Độc lập - Tự do - Hạnh phúc")
        + p("KHDiaDanh", "{{ dia_danh }}, {{ thoi_gian }}")
    )
    top = table("KHKhung", HEAD, row(cell(agency, HEAD[0]), cell(state, HEAD[1])))
    asked = p("KHDoan", "{{ tom_tat }}") + each("dong", "khac", p("KHDoan", "{{ dong }}"))
    head = row(*(cell(p("KHODau", title)) for title in TITLES), header=True)
    fields = ("d.noi_dung", "d.noi", "d.gop_y", "d.tiep_thu")
    cells = [cell(p("KHOGiua", "{{ d.tt }}"))]
    cells += [cell(each("doan", one, p("KHO", "{{ doan }}"))) for one in fields]
    line = f"<w:tr>{''.join(cells)}</w:tr>"  # long remarks go on over the page
    loop = (tag_row("for d in gop_y"), line, tag_row("endfor"))
    grid = table("KHBang", COLUMNS, head + "".join(loop))
    sign = p("KHQuyenHanDau", "{{ chuc_vu }}") + p("KHHoTen", "{{ ho_ten }}")
    foot = table("KHKhung", SIGN, row(cell(p("KHNgat"), SIGN[0]), cell(sign, SIGN[1])))
    title = p("KHTenLoai", "BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH Ý KIẾN") + p(
        "KHTrichYeu", "đối với dự thảo {{ du_thao }}"
    )
    # between two tables a paragraph: without one Word and LibreOffice make one table of them
    return top + title + asked + grid + p("KHNgat") + foot + p("KHNgat") + section(LANDSCAPE)


def tag_row(text: str) -> str:
    """A row of this table that is only a tag."""
    return f"<w:tr>{cell(p('KHThe', '{%tr ' + text + ' %}'), span=len(COLUMNS))}</w:tr>"


def build(path: Path) -> None:
    """Write the template."""
    made = parts("ke-hoach")
    made["word/document.xml"] = (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body()}</w:body></w:document>'
    )
    write(path, made)


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "templates"
    folder.mkdir(exist_ok=True)
    build(folder / "tong-hop-y-kien.docx")
