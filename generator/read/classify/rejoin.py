"""Printed lines put together again as paragraphs.

A line goes on in the next one when its first word would not have fitted on it, or
when the next begins in the middle of a sentence. Width is measured in Times New
Roman, so the test holds for any size of type.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.read.classify.line_marks import label_of
from generator.read.lines import LinePiece, is_caps
from generator.read.vocabulary import (
    CHUC_VU,
    DAU_KY_SO,
    DIA_DANH,
    DU_THAO,
    DUONG_KE,
    KEM_THEO,
    KINH_GUI,
    MUC_DO_KHAN,
    NOI_NHAN,
    PHU_LUC_ALONE,
    QUOC_HIEU,
    QUYEN_HAN,
    SO,
    SO_TRANG,
    TIEU_NGU,
    is_name,
    type_name,
)
from generator.text.measure import line_width
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.read.lines import Line
    from generator.text.measure import Face

FULL = 0.95
"""A line is full when it and the next word are at least so much of the widest line."""
_SPECIAL = (
    QUOC_HIEU, TIEU_NGU, SO, NOI_NHAN, QUYEN_HAN, DAU_KY_SO, DU_THAO, MUC_DO_KHAN, KINH_GUI,
    PHU_LUC_ALONE, DUONG_KE,
)  # fmt: skip
HANGING = 0.75
"""Full enough where the next line begins at the margin and this one did not."""
INDENT = 12.7
"""mm: by so much the first line of a paragraph is shorter than the others."""


def rejoin(lines: Sequence[Line]) -> list[Line]:
    """The lines with those of one paragraph joined; page numbers between them stand after it."""
    lines = _typed(lines)
    widths = sorted(_width(line) for line in lines if line.hard and _is_prose(line))
    # the widest few may be header lines side by side: the 95th of a hundred is the measure
    room = widths[min(len(widths) - 1, int(len(widths) * 0.95))] if widths else 0.0
    out: list[Line] = []
    aside: list[Line] = []
    for line in lines:
        if line.cell is None and SO_TRANG.match(line.text) and line.hard:
            aside.append(line)
            continue
        before = out[-1] if out else None
        if before is not None and _goes_on(before, line, room):
            out[-1] = _join(before, line)
        else:
            out += aside
            aside = []
            out.append(line)
    return out + aside


TYPED = 4
"""So many paragraphs that begin in the middle of a sentence: Enter ends the printed lines."""


def _typed(lines: Sequence[Line]) -> Sequence[Line]:
    """A .docx whose typist pressed Enter at the end of each printed line is read as printed."""
    if sum(_mid_sentence(a, b) for a, b in pairwise(lines)) < TYPED:
        return lines
    return [replace(x, hard=True) if _typable(x) else x for x in lines]


def _typable(line: Line) -> bool:
    return (
        line.para is not None
        and line.part == "than"
        and line.cell is None
        and line.align not in ("center", "right")
        and not line.label
    )


def _mid_sentence(before: Line, line: Line) -> bool:
    """The second paragraph begins in the middle of the sentence of the first."""
    if not (_typable(before) and _typable(line)) or before.box != line.box:
        return False
    if before.bold != line.bold or not line.text[:1].islower() or len(before.text) < 40:
        return False
    if label_of(line.text) is not None or _special(before.text) or _special(line.text):
        return False
    return before.text.rstrip()[-1:] not in '.;:!?)”"'


def _is_prose(line: Line) -> bool:
    """A long line that no columns stand on."""
    return len(line.text) > 40 and (line.right is not None or "   " not in line.raw.strip())


def _width(line: Line) -> float:
    if line.x is not None and line.right is not None:
        return line.right - line.x
    return line_width(line.text, 14, "bold" if is_caps(line.text) else "italic")


def _special(text: str) -> bool:
    """A line of the head or the foot; in the middle of a sentence there is none."""
    if text[:1].islower():
        return False
    folded = fold(text[:160])
    if any(pattern.match(folded) for pattern in _SPECIAL):
        return True
    if CHUC_VU.match(folded) and is_caps(text):
        return True
    if (dated := DIA_DANH.match(folded)) is not None:
        place = dated["dia_danh"]
        return len(text) < 75 and (f"{place}," in folded or len(place) < 20)
    named = type_name(folded)
    return named is not None and is_caps(text[:12]) and not named[1]


def _goes_on(before: Line, line: Line, room: float) -> bool:
    if before.cell or line.cell or not before.text or not line.text:
        return False
    if before.box != line.box or before.part != line.part:
        return False
    if line.label or line.level is not None or label_of(line.text) is not None:
        return False
    if _special(line.text):
        return False
    if line.hard and before.hard and _ALONE.match(before.text.strip()):
        return True  # the number was printed apart from its text
    if not (line.hard and before.hard):
        return _broken_paragraph(before, line) or _mid_sentence(before, line) or _soft(before, line)
    if _special(before.text):
        return _wrapped_special(before)
    return _wrapped(before, line, room)


def _wrapped_special(before: Line) -> bool:
    """A recipient, "Kính gửi" or a reference in brackets that goes on below."""
    folded = fold(before.text)
    if KEM_THEO.match(folded):
        return not before.text.rstrip().endswith(")")
    return False


def _wrapped(before: Line, line: Line, room: float) -> bool:
    end, start = before.text.rstrip()[-1:], line.text[:1]
    if before.text.rstrip().endswith("./."):
        return False
    if start.islower() and end not in ".;:!?":
        return True
    if end in ",(/" or start in ",;:.)" or is_open(before.text):
        return True
    if before.text.rstrip().endswith(")") and KEM_THEO.match(fold(before.text)):
        return False
    if _BASIS.match(fold(line.text[:60])):
        return False  # a paragraph of the preamble, below the subject or another basis
    caps = _caps(before.text)
    if caps != is_caps(line.text) and len(line.text.split()) > 1:
        return False
    first = line.text.split(maxsplit=1)[0]
    here = room
    if before.right is not None and before.x is not None:
        wide = (before.right - before.x) + line_width(f" {first}", before.size or 14, "italic")
    else:
        # of a paragraph under way only the last printed line counts
        last = before.raw.rsplit("\n", 1)[-1].strip()
        face: Face = "bold" if is_caps(last) else "italic"
        wide = line_width(last, 14, face) + line_width(f" {first}", 14, "italic")
        wide += INDENT if "\n" not in before.raw else 0.0
    if _hangs(before, line) and wide > HANGING * here:
        return not before.text.rstrip().endswith(":")
    if wide < FULL * here:
        return False
    if caps:
        return not is_name(line.text) or is_caps(line.text)
    if end in ".!?:":
        return start.islower()
    if end == ";":
        return label_of(before.text) is not None
    return True


def _soft(before: Line, line: Line) -> bool:
    """One paragraph of Word that a soft break cuts in the middle of a sentence."""
    if before.para is None or before.para is not line.para or before.align in ("center", "right"):
        return False
    return line.text[:1].islower() and before.text.rstrip()[-1:] not in ".;:!?"


_BASIS = re.compile(
    r"^(?:can cu|xet|theo de nghi|(?:trien khai )?thuc hien|trien khai|theo) (?:tinh than )?"
    r"(?:noi dung )?(?:nghi quyet|nghi dinh|quyet dinh|ke hoach|chi thi|cong van|cong dien|luat|"
    r"thong tu|thong bao|chuong trinh|huong dan|to trinh|ket luan|de an|cac |dieu le|phap lenh|"
    r"van ban|y kien|chi dao|su chi dao|chuc nang|tinh hinh|noi dung|hien phap|bo luat)"
)
_ALONE = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){1,3}[.)]?|\d{1,2}[.)]|[IVX]{1,5}[.)]|[a-zđ][.)])$")
_OPEN = frozenset((
    "của", "về", "và", "các", "cho", "tại", "theo", "với", "trong", "trên", "ngày", "tháng",
    "năm", "số", "là", "do", "từ", "đến", "để", "được", "những", "một", "mọi", "này", "bằng",
    "vào", "hoặc",
))  # fmt: skip


def _hangs(before: Line, line: Line) -> bool:
    """In a text that shows indents: below an indented line one that begins at the margin."""
    if before.right is not None or before.x is None or line.x is None:
        return False
    return before.x >= 8 and line.x <= 2 and _is_prose(before) and "   " not in line.raw.strip()


def is_open(text: str) -> bool:
    """Tell whether a line ends with a word that no sentence and no title ends with."""
    last = text.rsplit(maxsplit=1)[-1:]
    return bool(last) and last[0] in _OPEN and len(text) > 40


def _caps(text: str) -> bool:
    """In capitals, after the label."""
    label = label_of(text)
    return is_caps(label.rest if label is not None and label.rest.strip() else text)


def _broken_paragraph(before: Line, line: Line) -> bool:
    """In a source of paragraphs: one that a page break cut in two."""
    if before.hard or line.hard or before.para is not None or line.para is not None:
        return False
    end, start = before.text.rstrip()[-1:], line.text[:1]
    if before.bold != line.bold or before.level is not None or len(before.text) < 60:
        return False
    if end not in '.;:!?)”"' and start.islower():
        return True
    if is_open(before.text):
        return True
    if before.page is not None and before.page == line.page:
        return False  # the last basis ends in a comma, too, before who decides
    if end == "," and not line.text[:1].isdigit():
        return True
    if before.page is not None:
        return False  # the geometry of a page has already said where paragraphs end
    found = label_of(before.text)
    return end == ";" and found is not None and found.style == "dau" and len(line.text) > 40


def _join(before: Line, line: Line) -> Line:
    space = "" if before.text.endswith(" ") else " "
    pieces = list(before.runs or (LinePiece(before.text, before.bold, before.italic),))
    last = pieces[-1]
    if last.notes:
        pieces.append(last._replace(text=space, notes=""))
    else:
        pieces[-1] = last._replace(text=last.text + space)
    for piece in line.runs or (LinePiece(line.text, line.bold, line.italic),):
        if pieces[-1][1:] == piece[1:]:
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text + piece.text)
        else:
            pieces.append(piece)
    return replace(
        before,
        text=before.text + space + line.text,
        raw=f"{before.raw}\n{line.raw}",
        runs=tuple(pieces),
        right=line.right,
    )
