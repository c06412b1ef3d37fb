"""What stands between two bodies named together: "Sở A, Sở B (thuộc tỉnh) và UBND các xã"."""

from __future__ import annotations

import re

from generator.grammar.first_words import UNIT

_OWNED = r"(?:ngoài công lập|công lập|tư thục|tư nhân|dân lập)"
LINK = re.compile(
    r"(?: cùng cấp| trên địa bàn(?: tỉnh| thành phố| toàn tỉnh| toàn thành phố)?)?"
    rf"(?: \((?:đối với |ở |của )?(?:các |cấp )?{UNIT}(?:, {UNIT})*\)"
    rf"| \((?:trực )?thuộc [^()]{{2,60}}\)| \({_OWNED}(?:(?:, | và |/){_OWNED})*\))?"
    r"(?: ?[,;/&] ?(?:và |cùng |hoặc )?| và | cùng | cùng với | hoặc | - )$"
)
"""Between two bodies of one list; in brackets in which kind of unit there is the first, or whose
it is, who keeps it; what lies in the province may be said to."""
IN_HOUSE = re.compile(r" \((?:trực )?thuộc [^()]{2,60}\)")


A_LINK = 80
"""Letters that part two of a list at most."""
