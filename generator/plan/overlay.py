"""What a plan itself adds to the registries: agencies and documents it proposes.

An imported plan names bodies that no registry knows yet. It carries their entries in
`[[co_quan_moi]]` and `[[van_ban_moi]]`, so that it can be checked and rendered
anywhere. What the registry knows goes before what the plan proposes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.plan.agencies import Registry
    from generator.plan.citations import Citations
    from generator.plan.model import KeHoach


def with_own(plan: KeHoach, registry: Registry, citations: Citations) -> tuple[Registry, Citations]:
    """The registries as this plan sees them; the same objects when it proposes nothing."""
    if plan.co_quan_moi:
        registry = registry.extended(plan.co_quan_moi)
    if plan.van_ban_moi:
        citations = citations.extended(plan.van_ban_moi)
    return registry, citations
