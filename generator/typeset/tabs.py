"""Tab stops as LibreOffice finds them in a document of Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.typeset.manuscript import Stop

if TYPE_CHECKING:
    from generator.typeset.manuscript import Measure


def next_stop(measure: Measure, x: int) -> Stop:
    """The stop a tab at `x` (from the left edge of the text area) goes to.

    Stops of the paragraph first; a hanging indent is a stop of its own; else the next
    multiple of the default distance.
    """
    for stop in measure.stops:
        if stop.place > x and stop.kind != "bar":
            if measure.first < 0 and x < measure.left < stop.place:
                break
            return stop
    if measure.first < 0 and x < measure.left:
        return Stop(measure.left, "left", "")
    step = measure.default_stop or 720
    place = (x // step + 1) * step
    return Stop(place, "left", "", automatic=bool(measure.stops) or place > step)
