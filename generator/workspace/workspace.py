"""Where plans, templates and output are; what the workspace knows, read once."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from msgspec import Struct, field

from generator.locale import language
from generator.plan.families import family
from generator.workspace.apart import apart
from generator.workspace.files import shown_path
from generator.workspace.index import PlanIndex
from generator.workspace.memory import Memory
from generator.workspace.signing_settings import KySo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.diagnostics import Diagnostic
    from generator.plan.agencies import Registry
    from generator.plan.apparatus import DanhMucBoMay
    from generator.plan.bodies import BodyKinds
    from generator.plan.citations import Citations
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded

T = TypeVar("T")

MARKER = "kehoach.toml"
LARGE = 1 << 18
"""Bytes of a list from which on it is read apart: some 1,200 agencies."""
ABOVE_KEPT = 16
"""Plans above other plans that are kept with their files while many are checked."""


def shipped() -> Path:
    """The workspace that comes with the program: in an installed package, or the source tree."""
    package = Path(__file__).parents[1]
    installed = package / "_workspace"
    return installed if installed.is_dir() else package.parent


class RegisterSettings(Struct, forbid_unknown_fields=True):
    """`[so_dang_ky]`: where the register is and how numbers run (Decree 30, Art. 15)."""

    dia_chi: str = "so-dang-ky/so-dang-ky.db"
    """A file below the workspace, or postgresql://…"""
    loat: Literal["chung", "theo_loai"] = "chung"
    """One common series of numbers, or one for each type of document."""
    moc_sau_phat_hanh: bool = False
    """Have the heads of all books time-stamped after each `kehoach issue`."""


class SearchSettings(Struct, forbid_unknown_fields=True):
    """`[tim_kiem]`: where the index of all words is; it can be made anew at any time."""

    dia_chi: str = ".kehoach/tim-kiem.db"
    """A file below the workspace, or postgresql://…"""


class LoginSettings(Struct, forbid_unknown_fields=True):
    """`[dang_nhap]`: the identity provider (OpenID Connect) of an office's server."""

    nha_cung_cap: str = ""
    """Its issuer, "https://…"; "" for none. The secret stands in KEHOACH_OIDC_SECRET."""
    ma_khach: str = "kehoach"
    """The client id that the provider knows this server by."""
    dia_chi: str = ""
    """How people reach this server: "https://kehoach.co-quan.example"."""
    ten: str = "tài khoản cơ quan"
    """What the button says."""
    ten_theo: str = "preferred_username"
    """The claim whose value is the name of the account, at a person's first login; "" for none:
    then `kehoach web user link` says who is who. Of "email" the part before @ counts."""
    pham_vi: list[str] = field(default_factory=lambda: ["profile"])
    """Scopes asked for beside "openid"."""


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
    co_quan: str = ""
    """Id of the office whose workspace this is; "": several, or none in particular."""
    mau: str = "templates/ke-hoach.docx"
    mau_rieng: dict[str, str] = field(default_factory=dict)
    """Type of document → a template of the office's own."""
    ke_hoach: str = "plans"
    danh_muc: str = "plans/danh-muc"
    ket_qua: str = "output"
    phat_hanh: str = "phat-hanh"
    """Where issued documents are kept: their only copy, so not in `ket_qua`."""
    tien_do: str = "tien-do"
    """Reports of progress, one file for each plan, period and unit."""
    cham_diem: str = "cham-diem"
    """Score sheets, one file for each set of criteria and unit."""
    so_dang_ky: RegisterSettings = field(default_factory=RegisterSettings)
    tim_kiem: SearchSettings = field(default_factory=SearchSettings)
    dang_nhap: LoginSettings = field(default_factory=LoginSettings)
    truc_lien_thong: ExchangeSettings = field(default_factory=ExchangeSettings)
    ky_so: KySo = field(default_factory=KySo)


def find_root(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that holds `kehoach.toml`."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / MARKER).is_file():
            return folder
    return None


class Home(NamedTuple):
    """Where a workspace is: all that another process needs to open it for itself."""

    root: Path
    base: Path
    """The folder from which paths are shown."""

    def open(self) -> Workspace:
        """The workspace as it stands now."""
        return Workspace(*self)

    def settled(self) -> tuple[Path, ...]:
        """The files that decide on all plans: settings, registries, rules, answers."""
        registry = self.open().registry_dir
        return (self.root / MARKER, *sorted(registry.glob("*.toml")))


class Workspace:
    """A folder of plans with its registries, as it stands while one request is served.

    Every part is read at first use and then stays, so that a request sees one world. The next
    request asks `again()` (or makes a workspace of its own); with one `Memory` for all of
    them, only files that changed are read anew.
    """

    def __init__(self, root: Path, base: Path | None = None, memory: Memory | None = None) -> None:
        self.root = root
        self.base = (base or root).absolute()
        """The folder from which paths are shown: where the user is, or the workspace."""
        self.memory = memory or Memory()
        self.diagnostics: list[Diagnostic] = []
        """What was wrong with settings and registries so far."""
        self.asked: dict[str, str] = {}
        """Ids of plans that were asked for, and the digests of their files ("" for none)."""
        self.asked_for_all = False
        """Whether the ids of all plans were asked for."""
        self._plans: dict[str, KeHoach | None] = {}
        self._digests: dict[str, str] = {}
        self._above: dict[str, Loaded | None] = {}

    def again(self) -> Workspace:
        """The workspace as it stands now."""
        return Workspace(self.root, self.base, self.memory)

    @property
    def home(self) -> Home:
        """Where it is."""
        return Home(self.root, self.base)

    def __reduce__(self) -> tuple[type[Workspace], tuple[Path, Path]]:
        """A worker process that gets the workspace reads it for itself."""
        return Workspace, (self.root, self.base)

    def _read(self, path: Path, kind: str, read: Callable[[Path], tuple[T, list[Diagnostic]]]) -> T:
        """A part of the workspace; what is wrong with it is added to `diagnostics`."""
        value, problems = self.memory.of(path, f"{kind} {language()}", read)
        self.diagnostics += problems
        return value

    @cached_property
    def settings(self) -> Settings:
        """The settings; defaults where `kehoach.toml` says nothing or is broken."""
        return self._read(self.root / MARKER, "settings", _load_settings)

    @property
    def has_register(self) -> bool:
        """Whether there is a register of issued documents: its file, or a server's address."""
        address = self.settings.so_dang_ky.dia_chi
        return "://" in address or (self.root / address).is_file()

    @property
    def template(self) -> Path:
        """The .docx template of plans and all that follow sample 1.4."""
        return self.root / self.settings.mau

    def template_name(self, kind: str) -> str:
        """The template of a type of document, as a path in the workspace."""
        layout = family(kind)
        usual = self.settings.mau if layout == "ke-hoach" else f"templates/{layout}.docx"
        return self.settings.mau_rieng.get(kind, usual)

    def template_for(self, kind: str) -> Path:
        """The template of a type; the shipped one where an older workspace has none."""
        path = self.root / self.template_name(kind)
        layout = family(kind)
        if path.is_file() or kind in self.settings.mau_rieng or layout == "ke-hoach":
            return path
        return shipped() / "templates" / f"{layout}.docx"

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
        return self._read(self.registry_dir / "co-quan.toml", "registry", _load_registry)

    @cached_property
    def bodies(self) -> BodyKinds:
        """The kinds of bodies, ready to be recognised in words."""
        from generator.plan.bodies import BodyKinds

        made = self.apparatus
        return self.memory.of(self._apparatus_file, "bodies", lambda _path: BodyKinds(made))

    @cached_property
    def apparatus(self) -> DanhMucBoMay:
        """The kinds of bodies; of the program where the workspace has no list of its own."""
        from generator.plan.apparatus import load_apparatus

        return self._read(self._apparatus_file, "apparatus", load_apparatus)

    @cached_property
    def _apparatus_file(self) -> Path:
        own = self.registry_dir / "bo-may.toml"
        return own if own.exists() else shipped() / "plans" / "danh-muc" / "bo-may.toml"

    @cached_property
    def citations(self) -> Citations:
        """The cited documents; mistakes are added to `diagnostics`."""
        from generator.plan.cited_list import load_citations

        return self._read(self.registry_dir / "van-ban.toml", "citations", load_citations)

    def read_registries(self) -> None:
        """Read them now, so that `diagnostics` is whole even where others do the work."""
        _ = self.registry, self.citations

    @cached_property
    def index(self) -> PlanIndex:
        """The plan files of the workspace and what their heads say."""
        return PlanIndex(self.plans_dir, self.registry_dir, self.memory)

    def plan_files(self) -> Sequence[Path]:
        """Every plan file of the workspace, sorted by path."""
        return self.index.files

    @property
    def plan_index(self) -> Mapping[str, Sequence[Path]]:
        """Plan id → files that carry it."""
        return self.index.by_id

    @property
    def followers(self) -> Mapping[str, Sequence[Path]]:
        """Plan id → files of the plans that follow it."""
        return self.index.followers

    def read_plan(self, path: Path) -> tuple[Loaded | None, list[Diagnostic]]:
        """As `load_plan`; on a server a text that was read before is not parsed again."""
        from generator.plan.toml import bytes_of

        data, found = bytes_of(path)
        return (None, found) if data is None else self.parsed(data, str(path))

    def parsed(self, data: bytes, file: str) -> tuple[Loaded | None, list[Diagnostic]]:
        """As `parse_plan`; the plan is shared with whoever asked for the same bytes."""
        from generator.plan.toml import parse_plan

        key = ("plan", file, sha256(data).digest(), language())
        loaded, found = self.memory.made(key, lambda: parse_plan(data, file))
        return loaded, list(found)

    def plan_of(self, ma: str) -> KeHoach | None:
        """The plan with this id, or None; its own mistakes are reported where it is checked."""
        if ma not in self._plans:
            loaded = self.plan_above(ma)
            self._plans[ma] = loaded.plan if loaded else None
        self.asked[ma] = self._digests.get(ma, "")
        return self._plans[ma]

    def suppose(self, plan: KeHoach) -> None:
        """Answer for this plan with what it will say: of a workspace that only tries something."""
        self._plans[plan.van_ban.ma] = plan

    def plan_ids(self) -> Mapping[str, Sequence[Path]]:
        """The ids of all plans, to find one that is nearly the same."""
        self.asked_for_all = True
        return self.plan_index

    def nothing_asked(self) -> None:
        """Begin anew to note which plans are asked for."""
        self.asked, self.asked_for_all = {}, False

    def plan_above(self, ma: str) -> Loaded | None:
        """A plan with its file, for the places in it; a few are remembered, not all."""
        if ma not in self._above:
            if len(self._above) >= ABOVE_KEPT:
                self._above.clear()
            paths = self.plan_index.get(ma, [])
            loaded = self.read_plan(paths[0])[0] if paths else None
            self._above[ma] = loaded
            self._digests[ma] = loaded.source.digest if loaded else ""
            if paths and loaded is None:
                self.asked_for_all = True  # a file that cannot be read may be mended
        self.asked[ma] = self._digests[ma]
        return self._above[ma]

    def shown(self, path: Path) -> str:
        """The path as users see it: relative to `base`."""
        return shown_path(path, self.base)


def _load_registry(path: Path) -> tuple[Registry, list[Diagnostic]]:
    from generator.plan.registry import load_registry

    with suppress(OSError):  # told where it is read
        if path.stat().st_size > LARGE:
            return apart(lambda: load_registry(path))
    return load_registry(path)


def _load_settings(path: Path) -> tuple[Settings, list[Diagnostic]]:
    from generator.plan.toml import decode, read

    source, problems = read(path)
    if source is None:
        return Settings(), problems
    settings, more = decode(source, Settings)
    return settings or Settings(), problems + more
