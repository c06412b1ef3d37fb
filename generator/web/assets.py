"""Scripts, styles and pictures of the pages: fetched once, and anew when the program is another."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

OK = 200
FOLDER = Path(__file__).parent / "static"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
"""What the files are. Windows would ask its registry, where a script may be plain text, and a
browser runs no script that is called something else."""
FOR_EVER = "public, max-age=31536000, immutable"


@cache
def assets() -> str:
    """The address below which they lie: another one once any of them is another."""
    found = blake2b(digest_size=6)
    for path in sorted(FOLDER.iterdir()):
        found.update(path.name.encode() + path.read_bytes())
    return f"/static/{found.hexdigest()}"


class _Assets(StaticFiles):
    """A browser keeps what it got; a page of an older program is given what there is now."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, and how long it may be kept."""
        response = await super().get_response(path, scope)
        now = scope["path_params"]["version"] == assets().rpartition("/")[2]
        response.headers["cache-control"] = FOR_EVER if now else "no-cache"
        kind = KINDS.get(Path(path).suffix)
        if kind is not None and response.status_code == OK:
            response.headers["content-type"] = f"{kind}; charset=utf-8"
        return response


ROUTES = [Mount("/static/{version}", _Assets(directory=FOLDER), name="static")]
