"""`render -o URL`: documents in a folder elsewhere, by way of a copy of it in this person's cache.

What `remote send` promises holds for each of them: whole or not there, never over what somebody
changed there, and what was sent is not sent again.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Place, error
from generator.locale import _
from generator.surroundings import surroundings
from generator.verbs import remote, render
from generator.workspace.batch import Done, unheard
from generator.workspace.remote import Remote
from generator.workspace.spool import Each, Findings

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.workspace.desk import Desk


def run(
    desk: Desk, url: str, request: render.Request, heard: Callable[[Done], object] = unheard
) -> render.Result:
    """Render plans into the folder `url`. Raises OSError where the place cannot be used."""
    url = Remote(url).url  # refused before anything is made
    key = sha256(f"{desk.workspace.root.absolute()}\n{url}".encode()).hexdigest()[:32]
    folder = surroundings().cache / "ket-qua" / key
    here = f"{desk.workspace.shown(folder)}/"

    def at(target: str) -> str:
        name = Path(target).as_posix()
        begin = Path(here).as_posix() + "/"
        return f"{url}/{name.removeprefix(begin)}" if name.startswith(begin) else target

    def there(done: Done) -> Done:
        return done._replace(target=at(done.target))

    made = render.run(desk, request._replace(out=folder), lambda done: heard(there(done)))
    found = Findings()
    found.take(made.diagnostics)
    if made.asked:
        sent = remote.run(desk, remote.Request("send", folder, url, anew=True))
        found.take(sent.diagnostics)
        for item in sent.items:
            if item.status == "kept":
                reason = _("ở nơi xa có người sửa thẳng tệp này")
                message = _("Không ghi đè {tep}: {ly_do}").format(tep=item.name, ly_do=reason)
                found.add(error("TX705", message, Place(item.name, "")))
    return made._replace(
        items=Each(there, made.items),
        diagnostics=found,
        pages={at(target): count for target, count in made.pages.items()},
        known={at(target): pages for target, pages in made.known.items()},
    )
