"""`lookup`: agencies and documents of the registries, found by words with or without marks."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code
from generator.text.spelling import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.plan.agencies import Registry
    from generator.plan.model import KeHoach
    from generator.workspace.desk import Desk

LIMIT = 12


class Request(NamedTuple):
    """For which plan, and the words that somebody has typed so far."""

    plan: str
    kind: Literal["agencies", "documents"] = "agencies"
    query: str = ""
    limit: int = LIMIT


class RegistryHit(NamedTuple):
    """An entry of a registry."""

    id: str
    name: str
    """As a plan prints it: "Phòng Nội vụ thành phố"; "Kế hoạch số 126/KH-UBND"."""
    more: str
    """What tells it from others of its name: the unit above it; the subject."""
    full: str = ""
    """Its whole name."""


class Result(NamedTuple):
    """The best entries first."""

    plan: str
    hits: list[RegistryHit]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when there is no such plan."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan,
            "hits": [hit._asdict() for hit in self.hits],
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Entries that have all words of the query; those near to the plan come first."""
    from generator.plan.overlay import with_own
    from generator.verbs.view import no_plan, path_of

    workspace = desk.workspace
    path = path_of(workspace, request.plan)
    if path is None:
        return Result(request.plan, [], [no_plan(request.plan)])
    loaded, found = workspace.read_plan(path)
    if loaded is None:
        return Result(request.plan, [], found)
    plan = loaded.plan
    registry, citations = with_own(plan, workspace.registry, workspace.citations)
    if request.kind == "documents":
        known = (
            (one, citations.forms(one, registry, workspace.plan_of)[0])
            for one in dict.fromkeys([*citations.known(), *workspace.plan_index])
        )
        entries = [
            RegistryHit(one, forms.short, forms.full) for one, forms in known if forms is not None
        ]
        return Result(request.plan, _best(entries, request, {}), [])
    near = _near(registry, plan)
    return Result(request.plan, _best(_agencies(registry, plan), request, near), [])


def _agencies(registry: Registry, plan: KeHoach) -> Iterator[RegistryHit]:
    """The agencies that exist on the plan's day."""
    day = plan.day()
    for id_ in registry.known(day):
        agency = registry.get(id_, day)
        if agency is not None:
            above = registry.get(agency.truc_thuoc, day) if agency.truc_thuoc else None
            more = above.ten_ngan if above is not None else _level(registry, agency.cap)
            yield RegistryHit(id_, agency.ten_ngan, more, agency.ten)


def _level(registry: Registry, level: str) -> str:
    try:
        return registry.level(level).ten
    except KeyError:
        return ""


def _near(registry: Registry, plan: KeHoach) -> dict[str, int]:
    """How near an agency is to a plan: named in it, of its own house, its superior."""
    from generator.plan.model import Khoan, NhiemVu, NoiNhan, walk

    own, day = plan.van_ban.co_quan, plan.day()
    found: dict[str, int] = {}
    for _loc, node in walk(plan):
        if isinstance(node, NhiemVu):
            found.update(dict.fromkeys([*node.chu_tri, *node.phoi_hop], 0))
        elif isinstance(node, Khoan | NoiNhan):
            found.update(dict.fromkeys(node.co_quan, 0))
    issuer = registry.get(own, day)
    superior = issuer.truc_thuoc if issuer is not None and issuer.truc_thuoc else ""
    for rank, near in ((1, [own, superior]), (2, [a.id for a in registry.children(own, day)])):
        for id_ in near:
            found.setdefault(id_, rank)
    if superior:
        for agency in registry.children(superior, day):
            found.setdefault(agency.id, 3)
    return found


def _best(entries: Any, request: Request, near: dict[str, int]) -> list[RegistryHit]:
    """The hits in order: whole words before parts of words, near ones first, then short names."""
    wanted = _folded(request.query).split()
    scored = []
    for number, hit in enumerate(entries):
        name = _folded(hit.name)
        text = f"{name} {_folded(hit.more)} {hit.id}"
        if not all(word in text for word in wanted):
            continue
        begins = sum(f" {word}" not in f" {name}" for word in wanted)
        scored.append((begins, near.get(hit.id, 9), len(name) if wanted else 0, number, hit))
    return [entry[-1] for entry in sorted(scored, key=lambda entry: entry[:-1])[: request.limit]]


@lru_cache(16_384)
def _folded(text: str) -> str:
    return unmarked(text)
