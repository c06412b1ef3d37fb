"""Build the template of the table of contents of a dossier.

No decree gives it a form of its own; its columns are what a registrar looks for: number and
symbol, day, subject, author, pages. As with the other templates the .docx is the source afterwards.
"""

from __future__ import annotations

import sys
from pathlib import Path

from build_template import R, cell, each, p, parts, row, section, table, write
from template_styles import LEFT_HEAD, PORTRAIT, RIGHT_HEAD, ROOT, TEXT, W

TITLES = ("TT", "Số, ký hiệu", "Ngày", "Tên loại, trích yếu", "Tác giả", "Số trang")
FIELDS = (
    ("KHOGiua", "tt"), ("KHO", "so_ky_hieu"), ("KHOGiua", "ngay"),
    ("KHO", "trich_yeu"), ("KHO", "tac_gia"), ("KHOGiua", "so_trang"),
)  # fmt: skip
COLUMNS = [560, 1400, 1300, 3800, 1450]
COLUMNS.append(TEXT - sum(COLUMNS))


def tag_row(text: str) -> str:
    """A row of this table that is only a tag."""
    return f"<w:tr>{cell(p('KHThe', '{%tr ' + text + ' %}'), span=len(COLUMNS))}</w:tr>"


def body() -> str:
    """The page: whose dossier, its name, the table."""
    agency = each("dong_ten", "co_quan", p("KHCoQuan", "{{ dong_ten }}"))
    top = table(
        "KHKhung",
        [LEFT_HEAD, RIGHT_HEAD],
        row(cell(agency, LEFT_HEAD), cell(p("KHNgat"), RIGHT_HEAD)),
    )
    head = row(*(cell(p("KHODau", title)) for title in TITLES), header=True)
    line = row(*(cell(p(style, f"{{{{ d.{name} }}}}")) for style, name in FIELDS))
    loop = (tag_row("for d in dong"), line, tag_row("endfor"))
    grid = table("KHBang", COLUMNS, head + "".join(loop))
    title = p("KHTenLoai", "MỤC LỤC HỒ SƠ") + p("KHTrichYeu", "{{ ten }}") + p("KHGachTrichYeu28")
    return top + title + grid + p("KHNgat") + section(PORTRAIT)


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
    build(folder / "muc-luc-ho-so.docx")
