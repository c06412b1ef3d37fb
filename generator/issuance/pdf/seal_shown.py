"""A seal in the mark of somebody who has none: only bodies have seals (Decree 30, Annex I.II.8).

The picture in a signature's mark is whatever its signer put there. Whoever sees a red round seal
believes that an office signed.
"""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops

from generator.issuance.verdict.holders import plain
from generator.issuance.verdict.printed import names_state
from generator.issuance.verdict.result import Verdict, VerdictReason
from generator.locale import _
from generator.read.pdf.file import draw_page

if TYPE_CHECKING:
    from generator.issuance.verdict.result import SignatureReport

DPI = 144
LEAST, MOST = 12.0, 70.0
"""Millimetres of a seal's diameter; those of the State have 32 to 42 (Circular 07/2010/TT-BCA)."""
RED = 50
"""Shades by which red must be over green and blue."""
ROUND = 0.7
"""Share of the directions in which ink stands at the rim."""


def check_seals(data: bytes, reports: list[SignatureReport]) -> None:
    """XT226 against signatures of persons whose mark shows a seal."""
    persons = [r for r in reports if r.role != "timestamp" and not _is_body(r)]
    for report in persons:
        try:
            shown = _shows_seal(data, report.field_name)
        except Exception:
            shown = False  # what pikepdf or pdfium cannot draw is told by those who read the pages
        if shown:
            message = _("chữ ký của «{ten}» mang hình con dấu, mà chứng thư không phải của cơ quan")
            report.findings.append(
                VerdictReason("XT226", Verdict.INDETERMINATE, message.format(ten=report.signer))
            )


def _is_body(report: SignatureReport) -> bool:
    """Whether the certificate is a body's own: its name is that of an office, or of its unit."""
    name = plain(report.signer)
    units = [plain(unit) for unit in (report.unit, *report.unit.split(", ")) if unit]
    return names_state(report.signer) or name in units


def _shows_seal(data: bytes, field: str) -> bool:
    alone = _mark_alone(data, field)
    drawn = draw_page(alone, 1, DPI, 10_000_000) if alone else None
    if drawn is None:
        return False
    wide, high, pixels = drawn
    picture = Image.frombuffer("RGB", (wide, high), pixels, "raw", "BGR", wide * 3, 1)
    red, green, blue = picture.split()
    over = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    return _is_ring(over.point([0] * (RED + 1) + [255] * (255 - RED)))


def _is_ring(red: Image.Image) -> bool:
    """Whether red ink, white in the picture, makes a circle of a seal's size."""
    box = red.getbbox()
    if box is None:
        return False
    left, top, right, low = box
    across, down = right - left, low - top
    least, most = (mm / 25.4 * DPI for mm in (LEAST, MOST))
    if not (least <= across <= most and 0.8 <= across / down <= 1.25):
        return False
    seal = red.crop((left - 1, top - 1, right + 1, low + 1))  # what is outside of a page is black
    turns = [math.tau * i / 72 for i in range(72)]
    rim = [
        any(
            seal.getpixel(
                (
                    round((across + 1 + math.cos(turn) * across * part) / 2),
                    round((down + 1 + math.sin(turn) * down * part) / 2),
                )
            )
            for part in (1.0, 0.98, 0.96, 0.94, 0.92, 0.9, 0.86, 0.82)
        )
        for turn in turns
    ]
    return sum(rim) >= ROUND * len(rim)


def _mark_alone(data: bytes, field: str) -> bytes | None:
    """A PDF of one page that shows the mark of a signature and nothing else."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        for number, page in enumerate(pdf.pages):
            for widget in page.get("/Annots", []):
                if _name(widget) == field and "/AP" in widget:
                    page.Annots = pikepdf.Array([widget])
                    page.Contents = pdf.make_stream(b"")
                    del pdf.pages[number + 1 :]
                    del pdf.pages[:number]
                    pdf.flatten_annotations("all")
                    out = io.BytesIO()
                    pdf.save(out)
                    return out.getvalue()
    return None


def _name(widget: Any) -> str:
    """The full name of a widget's field (ISO 32000-1, 12.7.3.2)."""
    names: list[str] = []
    part = widget
    for _step in range(16):
        if "/T" in part:
            names.insert(0, str(part.T))
        if "/Parent" not in part:
            break
        part = part.Parent
    return ".".join(names)
