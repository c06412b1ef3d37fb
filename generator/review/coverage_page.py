"""The fixed page of a coverage matrix in the user's language, with a hole for the matrix."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.locale import _, language

if TYPE_CHECKING:
    from jinja2 import Template

_HOLE = "\0"


@cache
def _template() -> Template:
    from jinja2 import Environment

    text = (Path(__file__).parent / "templates" / "coverage.html").read_text("utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(text)


@cache
def _asset(*names: str) -> str:
    return "".join([Path(__file__).with_name(name).read_text("utf-8") for name in names])


def _policy(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page() -> tuple[str, str]:
    """What stands before the matrix and after it. Only the page's own script may run."""
    from markupsafe import Markup

    script = _asset("coverage.js", "coverage_deadlines.js")
    # bars and chips have their colours and widths from the script, by way of the style's rules
    made = _template().render(
        _=_, language=language(), policy=_policy(script), hole=Markup(_HOLE),  # noqa: S704
        style=Markup(_asset("coverage.css")), script=Markup(script),  # noqa: S704 - our own files
    )  # fmt: skip
    before, after = made.split(_HOLE)
    return before, after


def words() -> dict[str, Any]:
    """The words of the script; numbers and names stand in braces."""
    return {
        "title": _("Đối chiếu"),
        "of_day": _(", ngày {ngay}"),
        "draft": _(", dự thảo"),
        "units_missing": _("đơn vị, {so} chưa có kế hoạch"),
        "own_tasks": _("+ nhiệm vụ riêng"),
        "no_group": _("(không nhóm)"),
        "units_shown": _("{so}/{tong} đơn vị"),
        "unit": _("Đơn vị"),
        "own": _("Riêng"),
        "no_plan": _("chưa có kế hoạch"),
        "task_number": _("nhiệm vụ {so}"),
        "own_number": _("{so} nhiệm vụ riêng"),
        "own_title": _("nhiệm vụ riêng"),
        "nothing": _("Không có đơn vị nào khớp bộ lọc."),
        "fields": [_("Chủ trì"), _("Phối hợp"), _("Sản phẩm"), _("Thời hạn")],
        "derived": _("Lời dẫn xuất theo quy tắc"),
        "has_no_plan": _("Đơn vị chưa có kế hoạch nào triển khai kế hoạch trên."),
        "has_no_task": _("Kế hoạch của đơn vị không có nhiệm vụ này."),
        "more_own": _("… và {so} nhiệm vụ riêng khác: bấm cột “Riêng” của đơn vị."),
        "no_deadlines": _("Không nhiệm vụ nào có thời hạn bằng ngày."),
        "deadlines_of": _("Thời hạn của {so} nhiệm vụ ở kế hoạch trên và các kế hoạch dưới"),
        "issued_above": _("Ban hành kế hoạch trên"),
        "no_deadline_above": _("kế hoạch trên không ghi thời hạn"),
        "number_of_units": _("{so} đơn vị"),
        "later": _("muộn hơn cấp trên"),
        "plan_above": _("Kế hoạch trên"),
    }
