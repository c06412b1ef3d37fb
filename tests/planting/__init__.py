"""Faults to plant into good documents: each names the one code that must come of it.

`FAULTS` is the table; `LOOK_ALIKES` are changes that are no fault. A fault is written by
whatever means an office has: direct formatting, a style, the document's defaults.
"""

from tests.planting import body, foot, head, look_alikes, looks, typing_
from tests.planting.head import date_to
from tests.planting.surgery import Docx, NotHereError
from tests.planting.table import FAULTS, LOOK_ALIKES, Fault

PARTS = (looks, head, body, foot, typing_, look_alikes)
"""The modules that fill the tables."""

__all__ = ["FAULTS", "LOOK_ALIKES", "PARTS", "Docx", "Fault", "NotHereError", "date_to"]
