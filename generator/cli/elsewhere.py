"""`kehoach --workspace URL VERB …`: a verb in a workspace that is kept elsewhere."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from generator.cli.common import desk_of
from generator.cli.machine import ORIGIN
from generator.cli.report import show
from generator.locale import _
from generator.verbs.working_copy import working_copy

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.diagnostics import Diagnostic
    from generator.verbs.working_copy import WorkingCopy

VERBS = ("derive", "update", "coverage", "check", "render", "import", "verify", "progress")
"""Those that work on many plans. A register must not be worked on in a copy: of two copies both
would give out the same number."""


def at_place(ctx: click.Context, url: str, verb: str, go: Callable[[], int]) -> int:
    """Run a verb in this person's copy of a place and send back what it made.

    The exit code is the verb's, or a higher one where the place failed.
    """
    if verb not in VERBS:
        message = _(
            "Với --workspace chỉ có {lenh}; lệnh khác thì lấy về bằng: kehoach remote fetch {noi}"
        )
        raise click.UsageError(message.format(lenh=", ".join(VERBS), noi=url), ctx)
    with working_copy(desk_of([], anywhere=True), url) as copy:
        got = copy.fetch()
        if got.exit_code:
            _show(got.diagnostics, copy)
            return got.exit_code
        os.chdir(copy.root)
        ctx.meta[ORIGIN] = copy.origin
        try:
            code = go()
        except BaseException:
            if copy.changed():
                _unsent(copy)
            raise
        sent = copy.send()
        _show(sent.diagnostics, copy)
        count = sum(item.status == "sent" for item in sent.items)
        if count:
            told = _("Đã gửi {so} tệp tới {noi}")
            click.echo(told.format(so=count, noi=copy.url), err=True)
        return max(code, sent.exit_code)


def _show(found: list[Diagnostic], copy: WorkingCopy) -> None:
    """Tell what speaks against a place, and where the copy is that a person can look at."""
    if any(one.code in ("TX705", "HT972") for one in show(found)):
        click.echo(_("Bản ở máy này: {noi}").format(noi=copy.root), err=True)


def _unsent(copy: WorkingCopy) -> None:
    """Tell that what was made waits here."""
    told = _("Chưa gửi tới {noi}; chạy lại lệnh này thì làm tiếp rồi gửi. Bản ở máy này: {o}")
    click.echo(told.format(noi=copy.url, o=copy.root), err=True)
