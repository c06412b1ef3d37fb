"""Make docs/typesetting.png anew: two pages of a plan, ours in yellow over LibreOffice's in cyan.

    python tools/overlay_picture.py

Black is where both print. Both PDFs are made by `kehoach render --pdf`, one by each engine, without
comments (above a table LibreOffice needs a line of the height of a hair for them), and drawn by
pdfium. Needs LibreOffice.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "plans" / "lang-son-2024" / "phuong-dong-kinh.toml"
PICTURE = ROOT / "docs" / "typesetting.png"
PAGES = (0, -2)
"""Of the plan: its letterhead, and a page of its appendix."""
DPI, COLOURS = 96, 64


def main() -> None:
    """Make the picture."""
    ours, theirs = (_pages(engine) for engine in ("own", "libreoffice"))
    if len(ours) != len(theirs):
        raise SystemExit(f"{len(ours)} pages, LibreOffice has {len(theirs)}")
    laid = [_overlay(ours[number], theirs[number]) for number in PAGES]
    whole = Image.new("RGB", (sum(p.width for p in laid), max(p.height for p in laid)), "white")
    left = 0
    for page in laid:
        whole.paste(page, (left, 0))
        left += page.width
    whole.quantize(COLOURS).save(PICTURE, optimize=True)
    print(PICTURE.relative_to(ROOT))


def _pages(engine: str) -> list[Image.Image]:
    """The pages of the plan as one engine prints them, in grey."""
    with tempfile.TemporaryDirectory(prefix="kehoach-tranh-") as folder:
        asked = ["render", str(PLAN), "--out", folder, "--pdf", "--engine", engine, "--no-notes"]
        subprocess.run([sys.executable, "-m", "generator", *asked], cwd=ROOT, check=True)
        (file,) = Path(folder).rglob("*.pdf")
        with pypdfium2.PdfDocument(file.read_bytes()) as document:
            drawn = [page.render(scale=DPI / 72) for page in document]
            return [bitmap.to_pil().convert("L") for bitmap in drawn]


def _overlay(ours: Image.Image, theirs: Image.Image) -> Image.Image:
    """Yellow takes the blue away, cyan the red; green goes where both print."""
    ours = ours.crop((0, 0, *theirs.size))
    return Image.merge("RGB", (theirs, ImageChops.lighter(ours, theirs), ours))


if __name__ == "__main__":
    main()
