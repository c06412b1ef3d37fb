"""Number, date and the mark of issue written into the text of a plan; other bytes stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from generator.plan.made import DinhKem, PhatHanh

_DOCUMENT = re.compile(
    r"^\[van_ban\][^\n]*\n(?P<body>(?:(?![ \t]*\[)[^\n]*(?:\n|\Z))*)", re.MULTILINE
)
_ATTACHES = re.compile(r"^\[dinh_kem\]", re.MULTILINE)
_ISSUED = re.compile(r"^\[phat_hanh\]", re.MULTILINE)


def stamp(
    text: str, so: int, ngay: date, mark: PhatHanh, attached: DinhKem | None = None
) -> str | None:
    """The text with `so`, `ngay` and the table `[phat_hanh]`; None where it has no [van_ban].

    With the table `[dinh_kem]` too, where a decision issues a plan and does not say so yet.

    A blank such as "# so = …" left by `derive` gives way to the value. The caller reads the
    result again and compares: TOML can be written in ways that this does not see.
    """
    found = _DOCUMENT.search(text)
    if found is None or _ISSUED.search(text):
        return None
    newline = "\r\n" if "\r\n" in text else "\n"
    body = found["body"]
    for key, value in (("ngay", ngay.isoformat()), ("so", str(so))):
        body = _set(body, key, value, newline)
    made = text[: found.start("body")] + body + text[found.end("body") :]
    end = "" if made.endswith("\n") else newline
    kept: tuple[str, ...] = ()
    if attached is not None and not _ATTACHES.search(text):
        own = (f'ke_hoach = "{attached.ke_hoach}"', f'ma_bam = "{attached.ma_bam}"')
        kept = ("", "[dinh_kem]", *own)
    lines = (
        *kept,
        "",
        "[phat_hanh]",
        f'so_dang_ky = "{mark.so_dang_ky}"',
        f'luc = "{mark.luc}"',
    )
    return made + end + newline.join(lines) + newline


def _set(body: str, key: str, value: str, newline: str) -> str:
    line = re.compile(rf"^([ \t]*){key}[ \t]*=[^\n#]*?([ \t]*#[^\r\n]*)?(\r?\n|\Z)", re.MULTILINE)
    if line.search(body):
        return line.sub(rf"\g<1>{key} = {value}\g<2>\g<3>", body, count=1)
    blank = re.compile(rf"^#[ \t]*{key}[ \t]*=[^\r\n]*", re.MULTILINE)
    if blank.search(body):
        return blank.sub(f"{key} = {value}", body, count=1)
    before = re.compile(r"^[ \t]*(?:ngay|trich_yeu)[ \t]*=", re.MULTILINE).search(body)
    place = before.start() if before else 0
    return f"{body[:place]}{key} = {value}{newline}{body[place:]}"
