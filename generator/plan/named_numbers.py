"""Which documents words name by number and day: by a mark of a record, or as they are printed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.plan.citations import Citations
    from generator.plan.model import KeHoach

MARK = re.compile(r"\{([a-z0-9][a-z0-9-]*)(?::\w+)?\}")
_NUMBERED = re.compile(
    r"số (?P<so>\d{1,5})[/-][^\s,;.()]+ ngày (?P<d>\d{1,2})(?:/| tháng )(?P<m>\d{1,2})"
    r"(?:/| năm )(?P<y>\d{4})"
)


def numbers_named(
    text: str, plan: KeHoach, citations: Citations
) -> Iterator[tuple[int, date, str | None]]:
    """Number, day and plan id (where the record gives one) of what words of a plan cite."""
    proposed = {record.id: record for record in plan.van_ban_moi}
    for id_ in MARK.findall(text):
        cited = citations.get(id_) or proposed.get(id_)
        if cited is not None and cited.so is not None and cited.ngay is not None:
            yield cited.so, cited.ngay, cited.ke_hoach
    for said in _NUMBERED.finditer(plain(text)):
        try:
            yield int(said["so"]), date(int(said["y"]), int(said["m"]), int(said["d"])), None
        except ValueError:
            continue
