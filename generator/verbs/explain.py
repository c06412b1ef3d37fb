"""`explain`: what a code means and the way out, in the language of the request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, error, exit_code
from generator.explain import codes
from generator.locale import _, language
from generator.workspace.naming import like

if TYPE_CHECKING:
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Which code, in letters of any case; None: all."""

    code: str | None = None


class Explanation(NamedTuple):
    """One code."""

    code: str
    name: str
    why: str
    fix: str
    example: str = ""
    source: str = ""
    """The rule of law behind it."""
    in_browser: str = ""
    """What to do about it on a page of the workplace."""

    def as_dict(self) -> dict[str, str]:
        """For programs, without what is empty."""
        return {key: value for key, value in self._asdict().items() if value}


class Result(NamedTuple):
    """One explanation, or those of all codes in their order."""

    items: list[Explanation]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """2 where there is no such code."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "codes": [item.as_dict() for item in self.items],
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(_desk: Desk, request: Request) -> Result:
    """Look up one code, or all."""
    known = codes()
    if request.code is None:
        return Result([_explained(code, entry) for code, entry in known.items()], [])
    code = request.code.upper()
    if code not in known:
        message = _("Không có mã «{ma}».").format(ma=request.code)
        return Result([], [error("LN009", message, None, *like(code, known))])
    return Result([_explained(code, known[code])], [])


def _explained(code: str, entry: dict[str, str]) -> Explanation:
    keys = ("name", "why", "fix") if language() == "en" else ("ten", "vi_sao", "cach_sua")
    said = [entry[key].strip() for key in keys]
    page = "in_browser" if language() == "en" else "trinh_duyet"
    more = [entry.get(key, "").strip() for key in ("vi_du", "nguon", page)]
    return Explanation(code, *said, *more)
