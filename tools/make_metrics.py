"""Make the tables of generator/typeset/metrics/ from the Liberation fonts (SIL OFL 1.1).

    python tools/make_metrics.py /usr/share/fonts/truetype/liberation2

Widths and kerning are what HarfBuzz gives for a letter and a pair of letters, so that
nothing of the program needs the fonts, or HarfBuzz, to measure a text.
"""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "generator" / "typeset" / "metrics"
FAMILIES = {"Serif": "Liberation Serif", "Sans": "Liberation Sans", "Mono": "Liberation Mono"}
FACES = {
    "regular": "Regular",
    "bold": "Bold",
    "italic": "Italic",
    "bold_italic": "BoldItalic",
}


def width_of(font: hb.Font, text: str, *, kerning: bool) -> int:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"kern": kerning})
    return sum(position.x_advance for position in buffer.glyph_positions)


def ranges(codes: list[int]) -> str:
    """[0x20, 0x21, 0xa0] → "20-21 a0"."""
    found = []
    for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]):
        members = [code for _, code in run]
        first, last = f"{members[0]:x}", f"{members[-1]:x}"
        found.append(first if first == last else f"{first}-{last}")
    return " ".join(found)


def kerned_pairs(tables: TTFont, codes: set[int]) -> list[str]:
    """The pairs the old kern table names; GPOS of these fonts names the same."""
    letters: dict[str, list[int]] = {}
    for code, glyph in tables.getBestCmap().items():
        letters.setdefault(glyph, []).append(code)
    pairs = tables["kern"].kernTables[0].kernTable if "kern" in tables else ()
    return [
        chr(a) + chr(b)
        for left, right in pairs
        for a in letters.get(left, ())
        for b in letters.get(right, ())
        if a in codes and b in codes
    ]


def face(file: Path) -> dict[str, object]:
    tables = TTFont(file)
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(file))))
    codes = sorted(code for code in tables.getBestCmap() if code >= 0x20)
    widths: dict[int, list[int]] = {}
    single = {}
    for code in codes:
        width = single[code] = width_of(font, chr(code), kerning=False)
        widths.setdefault(width, []).append(code)
    kerning: dict[int, str] = {}
    for pair in sorted(kerned_pairs(tables, set(codes))):
        change = width_of(font, pair, kerning=True) - single[ord(pair[0])] - single[ord(pair[1])]
        if change:
            kerning[change] = kerning.get(change, "") + pair
    return {
        "widths": {str(width): ranges(members) for width, members in sorted(widths.items())},
        "kerning": {str(change): pairs for change, pairs in sorted(kerning.items())},
    }


def main() -> None:
    folder = Path(sys.argv[1])
    for short, name in FAMILIES.items():
        head = TTFont(folder / f"Liberation{short}-Regular.ttf")
        made = {
            "family": name,
            "licence": "SIL Open Font License 1.1: see OFL.txt",
            "units": head["head"].unitsPerEm,
            "ascent": head["hhea"].ascent,
            "descent": -head["hhea"].descent,
            "gap": head["hhea"].lineGap,
            "faces": {
                key: face(folder / f"Liberation{short}-{end}.ttf") for key, end in FACES.items()
            },
        }
        text = json.dumps(made, ensure_ascii=False, indent=1, sort_keys=False)
        (TARGET / f"{short.lower()}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
