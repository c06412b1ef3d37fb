"""Deadlines as the program prints them, read back: "Trước ngày 15/6/2024", "Thường xuyên"."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec

from generator.plan.model import ThoiHan
from generator.plan.wording import deadline

_DAY = r"(\d{1,2})/(\d{1,2})/(\d{4})"
_PERIODS = {
    "tháng": "thang",
    "quý": "quy",
    "6 tháng": "6-thang",
    "9 tháng": "9-thang",
    "năm": "nam",
}


def plain_deadline(text: str) -> ThoiHan:
    """What a text says, capitals or not; a remark where it is not so plain."""
    said = " ".join(text.split())
    for made in readings(said):
        if made is not None and deadline(made).casefold() == said.casefold():
            return made
    return ThoiHan(ghi_chu=said)


def readings(text: str) -> list[ThoiHan | None]:
    """The text as a deadline, and as one with a remark after it; None where it is none."""
    found = [_parts(text)]
    for at in [i for i, c in enumerate(text) if c in ",("]:
        rest = text[at + 1 :].strip() if text[at] == "," else text[at:].strip()
        made = _parts(text[:at].strip())
        found.append(msgspec.structs.replace(made, ghi_chu=rest) if made and rest else None)
    return found


def _parts(text: str) -> ThoiHan | None:
    values: dict[str, Any] = {}
    for part in text.split("; "):
        low = part[:1].lower() + part[1:]
        if day := re.fullmatch(rf"(trước )?ngày {_DAY}", low):
            try:
                when = date(int(day[4]), int(day[3]), int(day[2]))
            except ValueError:
                return None
            values["truoc" if day[1] else "ngay"] = when
        elif low == "thường xuyên":
            values["thuong_xuyen"] = True
        elif year := re.fullmatch(r"năm (\d{4})", low):
            values["nam"] = int(year[1])
        elif low.startswith("định kỳ "):
            periods = [_PERIODS.get(p) for p in low.removeprefix("định kỳ ").split(", ")]
            if None in periods:
                return None
            values["dinh_ky"] = periods
        else:
            return None
    year_ = values.get("nam")
    if year_ is not None and not 1945 <= year_ <= 2200:
        return None
    return ThoiHan(**values)
