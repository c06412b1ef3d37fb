"""The files an issued document was made from, kept with it so that it can be made again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from generator.issuance import bundle

if TYPE_CHECKING:
    from pathlib import Path

    from generator.plan.model import KeHoach
    from generator.workspace.workspace import Workspace


class IssuedSources:
    """The files of a workspace that a document depends on, read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._read: dict[Path, bytes] = {}

    def files(self, plan: KeHoach, used: set[str]) -> dict[str, bytes]:
        """Name in the small workspace → bytes."""
        space, settings = self.workspace, self.workspace.settings
        kind = plan.van_ban.loai
        found = {
            "kehoach.toml": space.root / "kehoach.toml",
            space.template_name(kind): space.template_for(kind),
        }
        for name in ("co-quan.toml", "van-ban.toml"):
            found[f"{settings.danh_muc}/{name}"] = space.registry_dir / name
        for ma in sorted(used | ({plan.van_ban.cap_tren} if plan.van_ban.cap_tren else set())):
            for path in space.plan_index.get(ma, [])[:1]:
                found[f"{settings.ke_hoach}/{path.name}"] = path
        return {
            f"{bundle.SOURCES}/{name}": data
            for name, path in found.items()
            if (data := self._bytes(path)) is not None
        }

    def _bytes(self, path: Path) -> bytes | None:
        if path not in self._read or path.suffix == ".toml":
            with suppress(FileNotFoundError):
                self._read[path] = path.read_bytes()
        return self._read.get(path)
