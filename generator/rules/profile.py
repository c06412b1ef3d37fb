"""The numbers of the rules: dated TOML profiles, and an office's own that may tighten them.

An office may ask for more than the decree (a narrower range, a higher severity, a
further forbidden wording); where its profile asks for less, the decree's value stays
and that is said, unless the profile gives the reason (`noi_long`), and then it is
said that the rule is looser.
"""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - msgspec reads annotations
from functools import cache
from pathlib import Path
from typing import Any

import tomli
from msgspec import Struct, field

from generator.diagnostics import Diagnostic, Place, error, warning
from generator.locale import _
from generator.rules.finding import SEVERITIES
from generator.workspace.files import os_diagnostic

FOLDER = Path(__file__).with_name("ho-so")
OFFICE = "the-thuc.toml"
"""Name of an office's own profile in the folder of registries."""
_KEPT = ("muc", "khong_xet", "not_judged", "noi_long")
_OWN_KEYS = ("tim", "thay", "ly_do", "muc_do")


class OwnWord(Struct, frozen=True):
    """A wording an office does not want (code VP901)."""

    find: re.Pattern[str]
    instead: str
    reason: str
    severity: str


class Profile(Struct, frozen=True):
    """The rules in force on a day: code → its numbers."""

    name: str
    since: date
    until: date | None
    rules: dict[str, dict[str, Any]]
    words: tuple[OwnWord, ...] = ()
    looser: tuple[str, ...] = ()
    """What an office's profile loosens, with its reasons; the report says so."""
    file: str = ""
    own: str = field(default="")
    """The office's profile, where there is one."""

    def in_force(self, day: date) -> bool:
        """Tell whether the profile judges documents of that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@cache
def shipped() -> tuple[Profile, ...]:
    """The profiles of the program, oldest first."""
    profiles = []
    for file in sorted(FOLDER.glob("nd*.toml")):
        values = tomli.loads(file.read_text("utf-8"))
        profiles.append(
            Profile(
                name=values.pop("van_ban"),
                since=values.pop("tu"),
                until=values.pop("den", None),
                rules=values,
                file=file.name,
            )
        )
    return tuple(sorted(profiles, key=lambda profile: profile.since))


def profile_on(day: date) -> Profile | None:
    """The profile in force on a day; None before the first one."""
    return next((p for p in reversed(shipped()) if p.in_force(day)), None)


def load_office(path: Path) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """The values of an office's profile. Codes TT901 (unreadable), HT (disk)."""
    try:
        return tomli.loads(path.read_text("utf-8")), []
    except OSError as fault:
        return None, [os_diagnostic(fault)]
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as fault:
        message = _("Không đọc được hồ sơ thể thức riêng: {loi}").format(loi=fault)
        return None, [error("TT901", message, Place(str(path), _("cả tệp")))]


def tightened(base: Profile, office: dict[str, Any], file: str) -> tuple[Profile, list[Diagnostic]]:
    """The profile with an office's values laid over it, and what was not taken over.

    Codes: TT902 a loosening without a reason (not applied), TT903 an unknown rule or
    key, TT904 a value of another kind, TT905 a loosening with its reason (applied).
    """
    rules = {code: dict(values) for code, values in base.rules.items()}
    problems: list[Diagnostic] = []
    looser: list[str] = []
    for code, values in office.items():
        if code == "tu_ngu":
            continue
        if code not in rules or not isinstance(values, dict):
            message = _("Không có quy tắc {ma} trong {ho_so}").format(ma=code, ho_so=base.name)
            problems.append(error("TT903", message, Place(file, code)))
            continue
        problems += _overlay(rules[code], code, values, file, looser)
    words, more = _words(office.get("tu_ngu", []), file)
    merged = Profile(
        base.name, base.since, base.until, rules, words, tuple(looser), base.file, own=file
    )
    return merged, problems + more


def _overlay(
    rule: dict[str, Any], code: str, values: dict[str, Any], file: str, looser: list[str]
) -> list[Diagnostic]:
    """Lay the office's values of one rule over the decree's."""
    problems: list[Diagnostic] = []
    reason = str(values.get("noi_long", "")).strip()
    for key, new in values.items():
        place = Place(file, f"{code}.{key}")
        if key == "noi_long":
            continue
        if key not in rule or key in _KEPT:
            message = _("Quy tắc {ma} không có giá trị “{ten}” để đổi").format(ma=code, ten=key)
            problems.append(error("TT903", message, place))
            continue
        old = rule[key]
        tighter = _tighter(key, old, new)
        if tighter is None:
            message = _("{ma}.{ten} phải cùng loại với giá trị {cu}").format(
                ma=code, ten=key, cu=old
            )
            problems.append(error("TT904", message, place))
        elif tighter:
            rule[key] = new
        elif reason:
            rule[key] = new
            said = _("{ma}.{ten}: {moi} thay cho {cu}, lý do: {ly_do}").format(
                ma=code, ten=key, moi=new, cu=old, ly_do=reason
            )
            looser.append(said)
            problems.append(warning("TT905", _("Hồ sơ riêng nới lỏng ") + said, place))
        else:
            message = _("Hồ sơ riêng nới lỏng {ma}.{ten} ({moi} thay cho {cu}): không áp dụng")
            problems.append(
                warning(
                    "TT902",
                    message.format(ma=code, ten=key, moi=new, cu=old),
                    place,
                    _('Nếu cố ý, ghi lý do: noi_long = "…"'),
                )
            )
    return problems


def _tighter(key: str, old: Any, new: Any) -> bool | None:
    """Tell whether `new` asks at least as much as `old`; None for a value of another kind."""
    if key == "muc_do":
        return SEVERITIES[new] >= SEVERITIES[old] if _is_severity(new) else None
    if isinstance(old, bool | str) or isinstance(new, bool):
        return new == old if type(new) is type(old) else None
    if isinstance(old, int | float):
        if not isinstance(new, int | float):
            return None
        if key.startswith("toi_thieu"):
            return new >= old
        if key.startswith(("toi_da", "sai_so")):
            return new <= old
        return new == old
    if isinstance(old, list):
        return _tighter_list(key, old, new)
    if isinstance(old, dict):  # a table such as documents out of force: adding is tightening
        return all(new.get(k) == v for k, v in old.items()) if isinstance(new, dict) else None
    return None


def _is_severity(value: Any) -> bool:
    return isinstance(value, str) and value in SEVERITIES


def _tighter_list(key: str, old: list[Any], new: Any) -> bool | None:
    if not isinstance(new, list) or not new:
        return None
    if key.startswith("chon_") or not (len(old) == 2 and isinstance(old[0], int | float)):
        return all(value in old for value in new)
    if len(new) != 2 or not all(isinstance(v, int | float) for v in new) or new[0] > new[1]:
        return None
    return bool(old[0] <= new[0] and new[1] <= old[1])


def _words(entries: Any, file: str) -> tuple[tuple[OwnWord, ...], list[Diagnostic]]:
    """The wordings `[[tu_ngu]]` an office forbids."""
    words: list[OwnWord] = []
    problems: list[Diagnostic] = []
    for number, entry in enumerate(entries if isinstance(entries, list) else [], 1):
        place = Place(file, f"tu_ngu {number}")
        unknown = [k for k in entry if k not in _OWN_KEYS] if isinstance(entry, dict) else ["?"]
        severity = entry.get("muc_do", "canh_bao") if isinstance(entry, dict) else ""
        if unknown or not isinstance(entry.get("tim"), str) or not _is_severity(severity):
            message = _("Mục tu_ngu cần tim, ly_do; được có thay, muc_do")
            problems.append(error("TT904", message, place))
            continue
        try:
            pattern = re.compile(entry["tim"])
        except re.error as fault:
            message = _("Biểu thức tim không hợp lệ: {loi}").format(loi=fault)
            problems.append(error("TT904", message, place))
            continue
        words.append(
            OwnWord(pattern, str(entry.get("thay", "")), str(entry.get("ly_do", "")), severity)
        )
    return tuple(words), problems
