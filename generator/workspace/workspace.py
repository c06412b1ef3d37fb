"""Where plans, templates and output are; what the workspace knows, read once."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct, field

from generator.workspace.files import shown_path
from generator.workspace.signing import KySo

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.plan.agencies import Registry
    from generator.plan.bodies import Bodies
    from generator.plan.citations import Citations
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded

MARKER = "kehoach.toml"
_MA = re.compile(rb'^\s*ma\s*=\s*["\']([a-z0-9-]+)["\']', re.MULTILINE)
ABOVE_KEPT = 16
"""Plans above other plans that are kept with their files while many are checked."""
_ABOVE = re.compile(rb'^\s*cap_tren\s*=\s*["\']([a-z0-9-]+)["\']', re.MULTILINE)
_DERIVED = re.compile(rb'^\s*ke_hoach\s*=\s*["\']([a-z0-9-]+)["\']', re.MULTILINE)
_HEAD = 4096
"""Bytes of a plan file searched for its id: [van_ban] stands at the top."""


class Head(NamedTuple):
    """What the first lines of a plan file say, found without parsing it."""

    ma: str
    above: str
    """Id of the plan that it follows; "" for none."""
    derived: bool
    """Whether `derive` made it, so that `update` can follow the plan above."""


def shipped() -> Path:
    """The workspace that comes with the program: in an installed package, or the source tree."""
    package = Path(__file__).parents[1]
    installed = package / "_workspace"
    return installed if installed.is_dir() else package.parent


def head_of(path: Path) -> Head:
    """Id, plan above and origin of a plan file. Raises OSError."""
    with path.open("rb") as file:
        start = file.read(2 * _HEAD)
    ma, above, derived = (pattern.search(start) for pattern in (_MA, _ABOVE, _DERIVED))
    follows = derived or above
    return Head(
        ma[1].decode() if ma else "", follows[1].decode() if follows else "", derived is not None
    )


class RegisterSettings(Struct, forbid_unknown_fields=True):
    """`[so_dang_ky]`: where the register is and how numbers run (Decree 30, Art. 15)."""

    dia_chi: str = "so-dang-ky/so-dang-ky.db"
    """A file below the workspace, or postgresql://…"""
    loat: Literal["chung", "theo_loai"] = "chung"
    """One common series of numbers, or one for each type of document."""
    moc_sau_phat_hanh: bool = False
    """Have the heads of all books time-stamped after each `kehoach issue`."""


class ExchangeSettings(Struct, forbid_unknown_fields=True):
    """`[truc_lien_thong]`: what systems of the exchange axis do differently."""

    ma_dinh_danh: dict[str, str] = field(default_factory=dict)
    """Id of an agency in the registry → its identifier on the axis (H37.02.02)."""
    loai_van_ban: str = "2"
    """DocumentType/Type of a plan."""
    nen_tep: bool = True
    """Attachments as a .zip with one entry."""


class Settings(Struct, forbid_unknown_fields=True):
    """`kehoach.toml`: folders, relative to it, and what the office settled for signing."""

    phien_ban: int = 1
    mau: str = "templates/ke-hoach.docx"
    ke_hoach: str = "plans"
    danh_muc: str = "plans/danh-muc"
    ket_qua: str = "output"
    phat_hanh: str = "phat-hanh"
    """Where issued documents are kept: their only copy, so not in `ket_qua`."""
    so_dang_ky: RegisterSettings = field(default_factory=RegisterSettings)
    truc_lien_thong: ExchangeSettings = field(default_factory=ExchangeSettings)
    ky_so: KySo = field(default_factory=KySo)


def find_root(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that holds `kehoach.toml`."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / MARKER).is_file():
            return folder
    return None


class Workspace:
    """A folder of plans with its registries; every part is read at first use."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.diagnostics: list[Diagnostic] = []
        """What was wrong with settings and registries so far."""
        self._plans: dict[str, KeHoach | None] = {}
        self._above: dict[str, Loaded | None] = {}

    @cached_property
    def settings(self) -> Settings:
        """The settings; defaults where `kehoach.toml` says nothing or is broken."""
        from generator.plan.toml import decode, read

        source, problems = read(self.root / MARKER)
        settings = None
        if source is not None:
            settings, more = decode(source, Settings)
            problems += more
        self.diagnostics += problems
        return settings or Settings()

    @property
    def template(self) -> Path:
        """The .docx template of plans."""
        return self.root / self.settings.mau

    @property
    def plans_dir(self) -> Path:
        """The folder of plans."""
        return self.root / self.settings.ke_hoach

    @property
    def registry_dir(self) -> Path:
        """The folder of registries and derivation rules."""
        return self.root / self.settings.danh_muc

    @property
    def output_dir(self) -> Path:
        """The folder that `render` writes into."""
        return self.root / self.settings.ket_qua

    @property
    def trust_file(self) -> Path:
        """The list of trusted certificates."""
        named = self.settings.ky_so.tin_cay
        return self.root / named if named else self.registry_dir / "tin-cay.toml"

    @cached_property
    def registry(self) -> Registry:
        """The agencies; its mistakes are added to `diagnostics`."""
        from generator.plan.registry import load_registry

        registry, problems = load_registry(self.registry_dir / "co-quan.toml")
        self.diagnostics += problems
        return registry

    @cached_property
    def bodies(self) -> Bodies:
        """The kinds of bodies; of the program where the workspace has no list of its own."""
        from generator.plan.apparatus import load_apparatus
        from generator.plan.bodies import Bodies

        own = self.registry_dir / "bo-may.toml"
        common = shipped() / "plans" / "danh-muc" / "bo-may.toml"
        data, problems = load_apparatus(own if own.exists() else common)
        self.diagnostics += problems
        return Bodies(data)

    @cached_property
    def citations(self) -> Citations:
        """The cited documents; mistakes are added to `diagnostics`."""
        from generator.plan.citations import load_citations

        citations, problems = load_citations(self.registry_dir / "van-ban.toml")
        self.diagnostics += problems
        return citations

    def read_registries(self) -> None:
        """Read them now, so that `diagnostics` is whole even where others do the work."""
        _ = self.registry, self.citations

    def plan_files(self) -> list[Path]:
        """Every plan file of the workspace, sorted by path."""
        registry = self.registry_dir.resolve()
        return sorted(
            path
            for path in self.plans_dir.rglob("*.toml")
            if registry not in path.resolve().parents
            and not any(part.startswith(".") for part in path.relative_to(self.plans_dir).parts)
        )

    @cached_property
    def plan_index(self) -> dict[str, list[Path]]:
        """Plan id → files that carry it, found without parsing the files."""
        index: dict[str, list[Path]] = {}
        for path in self.plan_files():
            with path.open("rb") as file:
                found = _MA.search(file.read(_HEAD))
            if found:
                index.setdefault(found[1].decode(), []).append(path)
        return index

    @cached_property
    def followers(self) -> dict[str, list[Path]]:
        """Plan id → files of the plans that follow it."""
        index: dict[str, list[Path]] = {}
        for path in self.plan_files():
            if above := head_of(path).above:
                index.setdefault(above, []).append(path)
        return index

    def plan_of(self, ma: str) -> KeHoach | None:
        """The plan with this id, or None; its own mistakes are reported where it is checked."""
        if ma not in self._plans:
            self.plan_above(ma)
        return self._plans[ma]

    def plan_above(self, ma: str) -> Loaded | None:
        """A plan with its file, for the places in it; a few are remembered, not all."""
        if ma not in self._above:
            from generator.plan.toml import load_plan

            if len(self._above) >= ABOVE_KEPT:
                self._above.clear()
            paths = self.plan_index.get(ma, [])
            loaded = load_plan(paths[0])[0] if paths else None
            self._above[ma] = loaded
            self._plans.setdefault(ma, loaded.plan if loaded else None)
        return self._above[ma]

    def shown(self, path: Path) -> str:
        """The path as users see it: relative to where they are, if that is shorter."""
        return shown_path(path)
