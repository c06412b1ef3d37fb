"""Where two papers of one dossier say different things of the same fact."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, warning
from generator.locale import _
from generator.plan.families import DECISION, SUBMISSION
from generator.plan.families import symbol as symbol_of
from generator.plan.model import Diem, NhiemVu, walk
from generator.plan.stated import stated
from generator.plan.wording import deadline, plain, short_date, type_name, uncapital
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.plan.agencies import Registry
    from generator.plan.model import KeHoach, Loc
    from generator.plan.toml import Loaded

_CITED = re.compile(
    r"số (?P<number>\d+)/(?P<symbol>[A-ZĐa-zđ0-9-]+)(?: ngày (?P<day>\d{1,2}/\d{1,2}/\d{4}))?"
)
_COUNT = re.compile(r"(?P<count>\d+) nhiệm vụ\b")
_WHEN = re.compile(r"\(thời hạn: (?P<when>[^)]+)\)")


class _Place(NamedTuple):
    loaded: Loaded
    loc: Loc

    @property
    def name(self) -> str:
        """As a reader calls the paper."""
        head = self.loaded.plan.van_ban
        return f"{type_name(head.loai) or head.loai} “{head.ma}”"


def disagreements(papers: Sequence[Loaded], plan: KeHoach, registry: Registry) -> list[Diagnostic]:
    """What is to be settled before the papers are signed; the plan is the one they are about.

    Looked at are signers, figures and days, tasks with their bodies and deadlines, how many tasks
    there are, numbers and days typed of one another, and the order of their days.
    """
    found: list[Diagnostic] = []
    for one, two in combinations(papers, 2):
        found += _signers(one, two)
    found += _figures(papers)
    for paper in papers:
        if paper.plan.van_ban.ma != plan.van_ban.ma:
            found += [*_tasks(paper, plan), *_counts(paper, plan)]
        found += _typed(paper, papers, registry)
    return [*found, *_days(papers)]


def _said(code: str, place: _Place, message: str, *hints: str) -> Diagnostic:
    return warning(code, message, place.loaded.source.span(place.loc), *hints)


def _signers(one: Loaded, two: Loaded) -> Iterator[Diagnostic]:
    """HV802: one function of one agency has two names, or one name two functions."""
    if one.plan.van_ban.co_quan != two.plan.van_ban.co_quan:
        return
    for i, signer in enumerate(two.plan.nguoi_ky):
        for other in one.plan.nguoi_ky:
            function, name = fold(signer.chuc_vu), fold(signer.ho_ten or "")
            before, named = fold(other.chuc_vu), fold(other.ho_ten or "")
            if not name or not named or (function == before) == (name == named):
                continue
            place = _Place(two, ("nguoi_ky", i))
            message = _("{mot} ký: {a}; ở {hai}: {b}").format(
                mot=place.name,
                hai=_Place(one, ()).name,
                a=f"{signer.chuc_vu} {signer.ho_ten}",
                b=f"{other.chuc_vu} {other.ho_ten}",
            )
            yield _said("HV802", place, message)


def _figures(papers: Sequence[Loaded]) -> Iterator[Diagnostic]:
    """HV803: the same words with another figure or day."""
    first: dict[str, tuple[Loaded, dict[str, str]]] = {}
    for paper in papers:
        own: dict[str, tuple[Loc, dict[str, str]]] = {}
        for fact in stated(paper.plan):
            own.setdefault(fact.key, (fact.loc, {}))[1].setdefault(fact.value, fact.words)
        for key, (loc, values) in own.items():
            other, known = first.setdefault(key, (paper, values))
            if other is not paper and not known.keys() & values.keys():
                place = _Place(paper, loc)
                message = _("“{a}”; {hai} ghi “{b}”").format(
                    a=next(iter(values.values())),
                    hai=_Place(other, ()).name,
                    b=next(iter(known.values())),
                )
                hint = _("Cùng một điều thì sửa cho khớp; hai điều khác nhau thì viết rõ hơn")
                yield _said("HV803", place, message, hint)


def _tasks(paper: Loaded, plan: KeHoach) -> Iterator[Diagnostic]:
    """HV804: a task that the paper takes from the plan has another body, deadline or wording."""
    tasks = {task.id: task for part in plan.phu_luc for task in part.nhiem_vu}
    for loc, node in walk(paper.plan):
        if isinstance(node, NhiemVu) and node.id in tasks:
            own = tasks[node.id]
            pairs = (
                (_("nội dung"), "noi_dung", plain(node.noi_dung), plain(own.noi_dung)),
                (_("cơ quan chủ trì"), "chu_tri", node.chu_tri, own.chu_tri),
                (_("thời hạn"), "thoi_han", _when(node), _when(own)),
            )
            for name, key, said, wanted in pairs:
                if said != wanted:
                    message = _("Nhiệm vụ “{ma}”, {gi}: {a}; kế hoạch ghi {b}").format(
                        ma=node.id, gi=name, a=_shown(said), b=_shown(wanted)
                    )
                    yield _said("HV804", _Place(paper, (*loc, key)), message)
        elif isinstance(node, Diem) and (when := _WHEN.search(node.noi_dung)):
            own_id = next((t for t in tasks if node.id.endswith(f"-{t}")), "")
            if own_id and when["when"] != uncapital(_when(tasks[own_id])):
                message = _("Nhiệm vụ “{ma}”, {gi}: {a}; kế hoạch ghi {b}").format(
                    ma=own_id, gi=_("thời hạn"), a=when["when"], b=_shown(_when(tasks[own_id]))
                )
                yield _said("HV804", _Place(paper, (*loc, "noi_dung")), message)


def _when(task: NhiemVu) -> str:
    return deadline(task.thoi_han) if task.thoi_han else ""


def _shown(value: str | list[str]) -> str:
    text = ", ".join(value) if isinstance(value, list) else value
    return f"“{text}”" if text else _("không ghi")


def _counts(paper: Loaded, plan: KeHoach) -> Iterator[Diagnostic]:
    """HV805: the paper says how many tasks the plan has, and it has another number."""
    right = [len(part.nhiem_vu) for part in plan.phu_luc if part.nhiem_vu]
    groups = [
        sum(task.nhom == group.id for task in part.nhiem_vu)
        for part in plan.phu_luc
        for group in part.nhom
    ]
    for loc, node in walk(paper.plan):
        text = str(getattr(node, "noi_dung", None) or "")
        if not right or f"{{{plan.van_ban.ma}" not in text:
            continue
        for said in _COUNT.finditer(text):
            if int(said["count"]) not in {sum(right), *right, *groups}:
                message = _("“{chu}”; kế hoạch có {so} nhiệm vụ").format(chu=said[0], so=sum(right))
                yield _said("HV805", _Place(paper, (*loc, "noi_dung")), message)


def _typed(paper: Loaded, papers: Sequence[Loaded], registry: Registry) -> Iterator[Diagnostic]:
    """HV809: the number or the day of a member, typed in another one, is not the member's."""
    known = [
        (symbol_of(one.plan.van_ban, registry.get(one.plan.van_ban.co_quan, one.plan.day())), one)
        for one in papers
        if one is not paper and one.plan.van_ban.so is not None
    ]
    for loc, node in walk(paper.plan):
        for name in ("tieu_de", "noi_dung"):
            for said in _CITED.finditer(str(getattr(node, name, None) or "")):
                for symbol, one in known:
                    if said["symbol"] == symbol and (wrong := _unlike(said, one.plan)):
                        message = _("“{chu}”, mà {ten} là {dung}").format(
                            chu=said[0], ten=_Place(one, ()).name, dung=wrong
                        )
                        hint = _("Dẫn bằng mã: {{{ma}}}").format(ma=one.plan.van_ban.ma)
                        yield _said("HV809", _Place(paper, (*loc, name)), message, hint)


def _unlike(said: re.Match[str], plan: KeHoach) -> str:
    """The number and day of the plan, where what was typed is half of them and half not."""
    head = plan.van_ban
    day = short_date(head.ngay) if head.ngay else ""
    given = said["day"] and "/".join(str(int(part)) for part in said["day"].split("/"))
    right = head.ngay and f"{head.ngay.day}/{head.ngay.month}/{head.ngay.year}"
    same_number, same_day = int(said["number"]) == head.so, given == right
    if not given or same_number == same_day:
        return ""
    return _("số {so} ngày {ngay}").format(so=head.so, ngay=day)


def _days(papers: Sequence[Loaded]) -> Iterator[Diagnostic]:
    """HV806: a decision is not older than the submission that asks for it."""
    asked = [one for one in papers if one.plan.van_ban.loai == SUBMISSION]
    for paper in papers:
        day = paper.plan.van_ban.ngay
        if paper.plan.van_ban.loai != DECISION or day is None:
            continue
        for one in asked:
            before = one.plan.van_ban.ngay
            if before is not None and before > day:
                place = _Place(paper, ("van_ban", "ngay"))
                message = _("{qd} ngày {a}, trước {ttr} ngày {b}").format(
                    qd=place.name, a=short_date(day), ttr=_Place(one, ()).name, b=short_date(before)
                )
                yield _said("HV806", place, message)
