"""The body above that leads the plan, and who has its field in the unit below.

Reports go to it; its counterpart leads the unit's own work (own_bodies.py).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.known import KnownAgencies
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.orders import orders
from generator.grammar.receivers import TELLS
from generator.plan.model import walk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Agency, Registry
    from generator.plan.model import KeHoach

_LEADING = frozenset(
    ["so", "phong", "thanh-tra", "ban", "cuc-vu", "van-phong", "cong-an", "quan-su"]
)
_UNITS_WEIGH = 3
"""What a report of the units weighs: whom they tell leads the plan, not whom others tell."""
_THROUGH_WEIGHS = 2
"""The same where it only hands on what goes to another: "báo cáo UBND tỉnh (qua Sở Tư pháp)"."""
_STANDING = re.compile(
    r"(?:(?:là|làm) (?:(?:cơ quan|đơn vị|bộ phận) )?(?:thường trực|đầu mối)"
    r"(?=[^\w ]|$|[^.;:]{0,60}(?<!\w)kế hoạch(?!\w))|thường trực(?=[.;]|$))"
)
"""Of the whole plan, and not of one thing in it: "đầu mối tiếp nhận tin báo" is no match."""
_GIVES = re.compile(r"(?:^|[\s;,.(])(?:giao|phân công|chỉ định|cử) (?:cho )?$")
_ARMED = frozenset(["cong-an", "quan-su"])
_OF_RESULTS = re.compile(r"(?<!\w)(?:báo cáo|kết quả|tổng hợp|kế hoạch|số liệu)(?!\w)")
"""What a report is of, beside lists, files, requests."""


_PERIODIC = re.compile(
    r"(?<!\w)(?:định kỳ|(?:hằng|hàng|cuối|mỗi) (?:tuần|tháng|quý|năm)|6 tháng|kết quả thực hiện"
    r"|sơ kết|tổng kết)"
    r"(?!\w)"
)
_PERIODIC_WEIGHS = 2
"""What it adds that a report of the units is of the plan, again and again, not of one thing."""
_CARRIES = re.compile(
    r"(?<!\w)(?:tổ chức|triển khai|theo dõi|đôn đốc|hướng dẫn)[^.;:]{0,60}(?<!\w)"
    r"(?:kế hoạch|chỉ thị|chương trình|đề án) này(?!\w)"
    r"|(?<!\w)(?:tổ chức|triển khai) (?:thực hiện )?kế hoạch(?=[.;,]|$)"
)
_CARRYING = (
    "kế hoạch này", "thực hiện kế hoạch", "triển khai kế hoạch", "tổ chức kế hoạch",
    "chỉ thị này", "chương trình này", "đề án này",
)  # fmt: skip
"""Words without one of which nothing says so."""
_CARRYING_WEIGHS = 3
"""What it adds that a department is told to have all of the plan carried out."""
_OF_COMMITTEE = re.compile(r"ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân")
"""The office of the issuer collects reports and has no field of its own."""


class Lead(NamedTuple):
    """Who leads above, and who does below."""

    above: str
    """The name of the body above; "" where the plan names none."""
    id: str
    """Its id in the registry; "" where it has none."""
    told: bool = False
    """Whether reports go to it; else it only was the first to be given work."""
    standing: tuple[str, ...] = ()
    """The bodies that the plan itself makes the standing ones."""
    own: Agency | None = None
    """The unit's body of that field; None where only a person knows."""

    def is_led_by(self, name: str) -> bool:
        """Whether a department of this name leads the plan above, or is its standing body."""
        return key_of(name) in [key_of(one) for one in (self.above, *self.standing) if one]


def leading(plan: KeHoach, registry: Registry, day: date | None, issuer: str) -> Lead:
    """The body to which most reports go, else the department that is given most work, or first.

    Who only gets things, and no report ("gửi danh sách về Sở Nội vụ để xét hỗ trợ"), leads it
    where it is given work too, or no department is.
    """
    told: Counter[NamedBody] = Counter()
    carried: Counter[str] = Counter()
    reports, first = False, None
    for order in orders(plan, finer=False, words=(*TELLS, *_CARRYING)):
        leads = [b for b in order.leads if _leads(b) and order.role == "lead"]
        if len(leads) == 1 and _CARRIES.search(plain_of(order.text).low):
            carried[key_of(leads[0].text)] = _CARRYING_WEIGHS
        weight = _UNITS_WEIGH if not order.leads or any(b.unit for b in order.leads) else 1
        for body_told in filter(_leads, order.to):
            through = f"qua {key_of(body_told.text)}" in key_of(order.text)
            weighs = min(weight, _THROUGH_WEIGHS) if through else weight
            if weight == _UNITS_WEIGH and _PERIODIC.search(plain_of(order.text).low):
                weighs += _PERIODIC_WEIGHS
            of_results = _OF_RESULTS.search(plain_of(order.text).low) is not None
            weighs += of_results and weight == _UNITS_WEIGH  # before what only asks for a decision
            told[body_told._replace(span=(0, 0))] += weighs  # type: ignore[arg-type]
            reports = reports or of_results
    if not reports:  # then it counts who is given work, and all of the plan is read
        work = [o.leads for o in orders(plan, finer=False) if o.role == "lead"]
        given = [body for bodies in work for body in bodies if _leads(body)]
        alone = [body for bodies in work if not _is_joint(bodies) for body in bodies]
        times = Counter(key_of(body.text) for body in filter(_leads, alone))
        # what one does in passing at the beginning makes it no leader of the plan
        first = max(filter(_leads, alone), key=lambda b: times[key_of(b.text)], default=None)
        keys = {key_of(body.text) for body in given}
        if given:
            told = Counter({body: n for body, n in told.items() if key_of(body.text) in keys})
    for one in told:
        told[one] += carried[key_of(one.text)]
    body = told.most_common(1)[0][0] if told else first
    if body is None:
        return Lead("", "", standing=_standing(plan))
    id_ = KnownAgencies(registry, day, issuer).id_of(body) or ""
    return Lead(body.text, id_, bool(told), _standing(plan))


def _is_joint(leads: Sequence[NamedBody]) -> bool:
    """Whether a body does one thing beside units, enterprises: by that it leads no plan."""
    return len(leads) > 1 and not all(body.kind in _LEADING for body in leads)


def _standing(plan: KeHoach) -> tuple[str, ...]:
    """The bodies that a plan itself makes the standing one: "Giao Sở Nội vụ là thường trực"."""
    found: list[str] = []
    for _loc, node in walk(plan):
        plain = plain_of(getattr(node, "noi_dung", None) or "")
        if "thường trực" not in plain.low and "đầu mối" not in plain.low:
            continue
        for group in groups(plain):
            given = _GIVES.search(plain.low[: group.start]) is not None
            rest = plain.low[group.end :].lstrip(" ")
            if given and len(group.bodies) == 1 and _STANDING.match(rest):
                found.append(group.bodies[0].text)
    return tuple(dict.fromkeys(found))


def _leads(body: NamedBody) -> bool:
    if (
        body.of.endswith("ủy")
        or (body.kind == "van-phong" and _OF_COMMITTEE.search(key_of(body.text)))
        or body.kind not in _LEADING
        or body.every
        or body.head
        or " " not in body.name
    ):
        return False
    # "Công an thành phố": of which level that city is its name does not tell, that it is one does
    return body.kind not in _ARMED or body.level == "tinh" or "thành phố" in body.units
