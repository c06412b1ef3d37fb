"""Citations in an imported plan: written as {id} where the registry prints the same words.

What the registry does not know, but names a known body in the usual form, is proposed as
a new entry. Whatever is not certain stays the text it is.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from generator.plan import wording
from generator.plan.citations import Citations
from generator.plan.model import ChuThich, Diem, Doan, Khoan, Muc, NhiemVu, walk
from generator.plan.records import VanBanTrich
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.plan.agencies import Registry
    from generator.plan.citations import PlanOf
    from generator.plan.model import AnyNode, KeHoach
    from generator.read.rebuild.named_agencies import Names

_NUMBERED = re.compile(r"số (\d{1,5})[/-]")
_CITED = re.compile(
    r"(?P<loai>[A-ZĐ][^\W\d_]+(?: [^\W\d_]+){0,3}) số (?P<so>\d{1,5})[/-](?P<ky_hieu>[^\s,;.()]+) "
    r"ngày (?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4}) của (?P<ai>[^\n]{3,90})"
)
_FORM = {"full": "du", "dated": "ngay", "short": "ngan"}


class Cites:
    """Replaces the words of citations, in reading order, as the document prints them."""

    def __init__(
        self, plan: KeHoach, registry: Registry, citations: Citations, plan_of: PlanOf, names: Names
    ) -> None:
        self.plan = plan
        self.registry = registry
        self.citations = citations
        self.plan_of = plan_of
        self.names = names
        self.new: dict[str, VanBanTrich] = {}
        self.introduced: set[str] = set()

    def apply(self) -> list[VanBanTrich]:
        """Write the citations into the plan; the entries that are new."""
        texts = list(_texts(self.plan))
        said = " ".join([getattr(node, key) for node, key in texts])
        numbers = {int(n) for n in _NUMBERED.findall(said)}
        known = [r for r in self.citations.data.van_ban if self._concerns(r, numbers)]
        forms = [(r.id, self._forms(r.id, self.citations)) for r in known]
        self._candidates: list[tuple[str, str, str]] = [
            (text, id_, kind)
            for id_, found in forms
            if found is not None
            for kind, text in zip(("full", "dated", "short"), found, strict=True)
        ]
        for node, key in texts:
            text = getattr(node, key)
            if "số " in text:
                setattr(node, key, self._replace(text))
        return list(self.new.values())

    def _concerns(self, record: VanBanTrich, numbers: set[int]) -> bool:
        plan = self.plan_of(record.ke_hoach) if record.ke_hoach and record.so is None else None
        so = record.so or (plan.van_ban.so if plan else None)
        return so in numbers and record.ke_hoach != self.plan.van_ban.ma

    def _forms(self, id_: str, citations: Citations) -> tuple[str, str, str] | None:
        forms, faults = citations.forms(id_, self.registry, self.plan_of)
        return None if forms is None or faults else (forms.full, forms.dated, forms.short)

    def _replace(self, text: str) -> str:
        out: list[str] = []
        at = 0
        while True:
            best: tuple[int, int, str, str] | None = None
            for words, id_, kind in self._candidates:
                start = text.find(words, at)
                while start >= 0 and _goes_on(text, start + len(words)):
                    start = text.find(words, start + 1)
                if start >= 0 and (best is None or (start, -len(words)) < (best[0], -best[1])):
                    best = (start, len(words), id_, kind)
            new = self._propose(text, at, best[0] if best else len(text))
            if new is not None and (best is None or new[0] < best[0]):
                best = new
            if best is None:
                return "".join([*out, text[at:]])
            start, length, id_, kind = best
            out += [text[at:start], self._mark(id_, kind)]
            at = start + length

    def _mark(self, id_: str, kind: str) -> str:
        key = self.citations.canonical(id_)
        if kind == "full":
            first = key not in self.introduced
            self.introduced.add(key)
            return f"{{{id_}}}" if first else f"{{{id_}:du}}"
        if kind == "short" and key in self.introduced:
            return f"{{{id_}}}"
        return f"{{{id_}:{_FORM[kind]}}}"

    def _propose(self, text: str, at: int, before: int) -> tuple[int, int, str, str] | None:
        """A citation in the usual form of a document nobody knows, by a body that is known."""
        for found in _CITED.finditer(text, at):
            start = found.start("loai") + len(found["loai"]) - len(_type_of(found["loai"]) or "")
            if start >= before:
                return None
            entry = self._entry(found)
            if entry is None:
                continue
            known = Citations.from_structs([entry])
            forms = self._forms(entry.id, known)
            words = forms[1] if forms else ""
            if words and text.startswith(words, start) and not _goes_on(text, start + len(words)):
                self.new[entry.id] = entry
                return start, len(words), entry.id, "dated"
        return None

    def _entry(self, found: re.Match[str]) -> VanBanTrich | None:
        kind = _type_of(found["loai"])
        issuer = self._issuer(found["ai"])
        if kind is None or issuer is None:
            return None
        try:
            day = date(int(found["y"]), int(found["m"]), int(found["d"]))
        except ValueError:
            return None
        types = {name: short for short, name in wording.document_types().items()}
        short = types.get(kind, kind)
        so, symbol = int(found["so"]), found["ky_hieu"]
        for entry in self.new.values():
            if (entry.loai, entry.so, entry.ky_hieu, entry.ngay) == (short, so, symbol, day):
                return entry
        base = re.sub(r"[^a-z0-9]+", "-", fold(f"{short}-{so}-{day.year}"))
        id_, n = base, 2
        while id_ in self.new or self.citations.get(id_) is not None:
            id_, n = f"{base}-{n}", n + 1
        return VanBanTrich(id=id_, loai=short, so=so, ky_hieu=symbol, ngay=day, co_quan=issuer)

    def _issuer(self, words: str) -> str | None:
        parts = words.split()
        for count in range(min(len(parts), 12), 0, -1):
            if (id_ := self.names.find(" ".join(parts[:count]))) is not None:
                return id_
        return None


def _type_of(words: str) -> str | None:
    """The type at the end of some words: "Thực hiện Kế hoạch" → "Kế hoạch"."""
    names = [*wording.document_types().values(), *wording.cited_types()]
    fitting = [name for name in names if words.endswith(name)]
    return max(fitting, key=len) if fitting else None


def _goes_on(text: str, at: int) -> bool:
    """The symbol goes on: 12/KH-UBND-VX is not 12/KH-UBND."""
    after = text[at : at + 2]
    return after[:1].isalnum() or (after[:1] in "-/" and after[1:2].isalnum())


def _texts(plan: KeHoach) -> Iterator[tuple[AnyNode, str]]:
    for _loc, node in walk(plan):
        if isinstance(node, Khoan | Muc) and node.tieu_de:
            yield node, "tieu_de"
        if isinstance(node, Doan | Diem | Khoan | NhiemVu | ChuThich) and node.noi_dung:
            yield node, "noi_dung"
