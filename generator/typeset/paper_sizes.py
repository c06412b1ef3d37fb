"""Lengths of paper as LibreOffice takes them: one near that of a known paper is that.

So 11907 twips are the 210 mm of A4, and a line has the room of 11906. Width and height are
looked up each by itself (writerfilter: NS_ooxml::LN_CT_PageSz_w; i18nutil: paper.cxx,
PaperInfo::sloppyFitPageDimension).
"""

from __future__ import annotations

from functools import lru_cache

_NEAR = 21
"""Hundredths of a millimetre that a length has to be nearer than."""
_KNOWN = (
    *(84100, 118900, 59400, 42000, 29700, 21000, 14800, 25000, 35300, 17600),
    *(21590, 27940, 35560, 43180, 12500, 22900, 32400, 16200, 11400, 11000, 22000),
    *(18000, 27000, 28000, 55880, 86360, 111760, 18415, 26670, 33020, 9843, 19050),
    *(9208, 16510, 22543, 10478, 24130, 11430, 26353, 12065, 18400, 26000, 13000),
    *(14000, 20300, 25700, 36400, 18200, 12800, 13970, 21519, 27517, 25400, 29210),
    *(45800, 23000, 37783, 10000, 22860, 38100, 22700, 35600, 30500, 48700, 32233),
    *(33000, 20000, 10500, 30480, 7400, 5200, 3700, 2600, 100000, 141400, 70700, 50000),
    *(8800, 6200, 4400, 3100, 64800, 8100, 5700, 45720, 60960, 91440, 121920, 15750),
    *(17500, 19500, 19700, 27300, 33866, 14288, 15875),
)
"""Of the papers LibreOffice knows, hundredths of a millimetre, in the order it looks them up."""


@lru_cache(maxsize=256)
def paper_length(millimetres: float) -> int:
    """A width or height of paper, twips."""
    said = round(millimetres * 100)
    taken = next((known for known in _KNOWN if abs(known - said) < _NEAR), said)
    return int(taken * 1440 / 2540 + 0.5)
