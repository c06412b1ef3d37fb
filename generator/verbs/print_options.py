"""What may be asked of printing: who makes the PDF, how fine pictures are. Doors read it early."""

from __future__ import annotations

from typing import Literal

Engine = Literal["auto", "own", "libreoffice"]
"""Who makes the PDF. "auto": we, where we know every line; else LibreOffice."""
ENGINES: tuple[Engine, ...] = ("auto", "own", "libreoffice")
DPI = 96
"""Dots an inch where nobody says: as large as on a screen."""
LEAST_DPI, MOST_DPI = 10, 300
"""A thumbnail of the size of a thumb; as a printer prints."""
