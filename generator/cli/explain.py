"""`kehoach explain`: what a code means and the way out."""

from __future__ import annotations

import click

from generator.cli.common import json_option, print_json
from generator.diagnostics import nearest
from generator.locale import _, language


@click.command(
    help=_("Giải thích mã lỗi: nghĩa là gì, vì sao, cách sửa. Không nêu mã: liệt kê tất cả."),
    epilog=_("\b\nVí dụ: kehoach explain DL102"),
    options_metavar=_("[TÙY CHỌN]"),
)
@click.argument("code", required=False, metavar=_("[MÃ]"))
@json_option
def command(code: str | None, as_json: bool) -> int:
    """Print one entry or the list of all."""
    from generator.explain import codes

    known = codes()
    if code is None:
        if as_json:
            print_json(known)
        else:
            click.echo("\n".join(f"{c}  {_name(entry)}" for c, entry in known.items()))
        return 0
    entry = known.get(code.upper())
    if entry is None:
        near = nearest(code.upper(), known)
        hint = _(" Gần giống: {ten}.").format(ten=", ".join(near)) if near else ""
        raise click.UsageError(_("Không có mã «{ma}».").format(ma=code) + hint)
    if as_json:
        print_json({code.upper(): entry})
    else:
        click.echo(page(code.upper(), entry))
    return 0


def _name(entry: dict[str, str]) -> str:
    return entry["name"] if language() == "en" else entry["ten"]


def page(code: str, entry: dict[str, str]) -> str:
    """The explanation as text."""
    if language() == "en":
        parts = [("Why", entry["why"]), ("Fix", entry["fix"])]
        labels = {"vi_du": "Example", "nguon": "Source"}
    else:
        parts = [("Vì sao", entry["vi_sao"]), ("Cách sửa", entry["cach_sua"])]
        labels = {"vi_du": "Ví dụ", "nguon": "Căn cứ"}
    parts += [(label, entry[key]) for key, label in labels.items() if key in entry]
    body = "\n\n".join(f"{label}: {text.strip()}" for label, text in parts)
    return f"{code}  {_name(entry)}\n\n{body}"
