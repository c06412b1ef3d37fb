"""Cited documents: `plans/danh-muc/van-ban.toml`, and how `{id}` is printed.

The first citation in a document is in full: type, number, symbol, date, issuer, subject;
later ones are type, number and symbol; laws by type and name (Decree 30/2020/NĐ-CP,
Annex I.II.6). A plan of the workspace is cited by its own id, or as `{cap_tren}`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from msgspec import Meta, field

from generator.diagnostics import Diagnostic, Span, error, nearest
from generator.locale import _
from generator.plan import wording
from generator.plan.families import attached
from generator.plan.families import symbol as symbol_of
from generator.plan.model import KeHoach
from generator.plan.records import Base, VanBanTrich
from generator.plan.wording import Cite, EmphasisRun, NoteMark
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.plan.agencies import Agency, Registry
    from generator.plan.model import Loc
    from generator.plan.source import TomlSource

PlanOf = Callable[[str], KeHoach | None]
"""The plan of the workspace with an id, or None."""

FORMS = ("du", "ngay", "ngan", "ten")
"""`{id:du}` always in full, `{id:ngay}` with date and issuer but no subject, `{id:ngan}` short,
`{id:ten}` type and subject alone: of a text that has no number yet, or none of its own."""

ABOVE = "cap_tren"
"""`{cap_tren}` cites the plan above, whichever it is."""


class DanhMucVanBan(Base, kw_only=True):
    """The file van-ban.toml."""

    phien_ban: Annotated[Literal[1], Meta(description="Phiên bản lược đồ dữ liệu")]
    van_ban: Annotated[list[VanBanTrich], Meta(description="Các văn bản được trích dẫn")] = field(
        default_factory=list
    )


class Forms(NamedTuple):
    """The ways one document is cited."""

    full: str
    dated: str
    short: str
    named: str


class _Facts(NamedTuple):
    """What is known of a document, whether from the registry or from its plan."""

    kind: str
    so: int | None
    symbol: str | None
    day: date | None
    year: int | None
    issuer: str | None
    joiner: str
    subject: str
    is_plan: bool


class _Cached(NamedTuple):
    plan: KeHoach | None
    registry: Registry
    forms: Forms
    faults: list[Diagnostic]


class Citations:
    """The registry of cited documents."""

    def __init__(self, data: DanhMucVanBan, source: TomlSource | None = None) -> None:
        self.data = data
        self.source = source
        self._rows = {record.id: row for row, record in enumerate(data.van_ban)}
        self._of_plan = {
            record.ke_hoach: row
            for row, record in reversed(list(enumerate(data.van_ban)))
            if record.ke_hoach
        }
        self._cache: dict[str, _Cached] = {}

    @classmethod
    def from_structs(cls, documents: Sequence[VanBanTrich]) -> Citations:
        """Citations made by a program, without a file."""
        return cls(DanhMucVanBan(phien_ban=1, van_ban=list(documents)))

    def extended(self, documents: Sequence[VanBanTrich]) -> Citations:
        """The citations with more documents; those whose id is known stay out."""
        new = [record for record in documents if record.id not in self._rows]
        if not new:
            return self
        whole = DanhMucVanBan(phien_ban=1, van_ban=[*self.data.van_ban, *new])
        return Citations(whole, None)

    def get(self, id_: str) -> VanBanTrich | None:
        """The entry of an id."""
        row = self._rows.get(id_)
        return None if row is None else self.data.van_ban[row]

    def known(self) -> list[str]:
        """Ids in the order of the file."""
        return list(self._rows)

    def citer(
        self,
        plan: KeHoach,
        registry: Registry,
        plan_of: PlanOf,
        source: TomlSource | None = None,
    ) -> Citer:
        """What prints the citations of one document, remembering which came first."""
        return Citer(self, plan, registry, plan_of, source)

    def forms(
        self, id_: str, registry: Registry, plan_of: PlanOf
    ) -> tuple[Forms | None, list[Diagnostic]]:
        """The ways to cite an entry or a plan; None if there is neither."""
        row = self._rows.get(id_)
        if row is None:
            row = self._of_plan.get(id_)
        record = None if row is None else self.data.van_ban[row]
        plan_id = record.ke_hoach if record else id_
        plan = plan_of(plan_id) if plan_id else None
        if record is None and plan is None:
            return None, []
        key = record.id if record else id_
        cached = self._cache.get(key)
        if cached is None or cached.plan is not plan or cached.registry is not registry:
            facts = _facts(record, plan, registry)
            faults = [] if row is None else list(self._faults(row, plan, registry))
            cached = _Cached(plan, registry, _forms(facts, registry), faults)
            self._cache[key] = cached
        if plan is not None and attached(plan) and (record is None or record.so is None):
            return self._with_decision(plan, cached.forms, registry, plan_of), cached.faults
        return cached.forms, cached.faults

    def _with_decision(
        self, plan: KeHoach, own: Forms, registry: Registry, plan_of: PlanOf
    ) -> Forms:
        """A plan without a number is cited by the decision that issued it, which has one."""

        def numbered(ma: str) -> KeHoach | None:
            found = plan_of(ma)
            return None if found is not None and attached(found) else found

        citer = self.citer(plan, registry, numbered)
        words = wording.plain(citer.text(plan.van_ban.kem_theo or "")).strip(" ()")
        by = f"ban hành {wording.uncapital(words.removeprefix('Ban hành ').strip())}"
        kind = wording.type_name(plan.van_ban.loai) or plan.van_ban.loai
        return Forms(f"{own.named} {by}", f"{kind} {by}", f"{kind} {by}", own.named)

    def issuer(self, id_: str, plan_of: PlanOf) -> tuple[str | None, date | None]:
        """Who issued a document, and when, as far as entry or plan tell."""
        record = self.get(id_)
        plan = plan_of(record.ke_hoach or "" if record else id_)
        head = plan.van_ban if plan else None
        issuer = record.co_quan if record else None
        if issuer is None and head is not None:
            issuer = head.co_quan
        day = record.ngay if record else None
        return issuer, day or (plan.day() if plan else None)

    def canonical(self, id_: str) -> str:
        """One key for one document, however it is cited: its plan's id, or the entry's."""
        record = self.get(id_)
        return (record.ke_hoach or record.id) if record else id_

    def check(self, registry: Registry, plan_of: PlanOf) -> list[Diagnostic]:
        """Everything wrong in the registry of cited documents, measured against the plans."""
        return [
            fault
            for row, record in enumerate(self.data.van_ban)
            for fault in self._faults(
                row, plan_of(record.ke_hoach) if record.ke_hoach else None, registry
            )
        ]

    def check_plan(self, plan: KeHoach, source: TomlSource) -> list[Diagnostic]:
        """Entries that contradict a plan they name, with both places."""
        row = self._of_plan.get(plan.van_ban.ma)
        if row is None:
            return []
        return list(self._contradictions(row, plan, source))

    # -- what is wrong with an entry

    def _span(self, row: int, key: str) -> Span | None:
        return self.source.span(("van_ban", row, key)) if self.source else None

    def _faults(self, row: int, plan: KeHoach | None, registry: Registry) -> Iterator[Diagnostic]:
        record = self.data.van_ban[row]
        if record.ke_hoach and plan is None:
            message = _(
                "“{id}” là kế hoạch “{plan}”, nhưng không có hoặc không đọc được kế hoạch này"
            )
            hint = _("Sửa mã ở khóa ke_hoach, hoặc bỏ khóa này nếu kế hoạch không có ở đây")
            yield error(
                "VB303",
                message.format(id=record.id, plan=record.ke_hoach),
                self._span(row, "ke_hoach"),
                hint,
            )
        if record.co_quan and registry.get(record.co_quan) is None:
            message = _("Không có cơ quan “{id}” trong danh mục").format(id=record.co_quan)
            near = nearest(record.co_quan, registry.known())
            hints = [_("Có phải: {ids}").format(ids=", ".join(near))] if near else []
            yield error("VB304", message, self._span(row, "co_quan"), *hints)
        if plan is not None:
            yield from self._contradictions(row, plan, None)

    def _contradictions(
        self, row: int, plan: KeHoach, source: TomlSource | None
    ) -> Iterator[Diagnostic]:
        record = self.data.van_ban[row]
        for key in ("loai", "so", "ky_hieu", "ngay", "co_quan"):
            cited, actual = getattr(record, key), getattr(plan.van_ban, key)
            if cited is None or actual is None or cited == actual:
                continue
            place = f"“{plan.van_ban.ma}”"
            if source is not None:
                span = source.span(("van_ban", key))
                place += f" ({span.file}:{span.line}:{span.column})"
            message = _("{key} của “{id}” là {cited}, trái với {actual} ở kế hoạch {place}")
            yield error(
                "VB302",
                message.format(
                    key=_KEY_NAMES[key](),
                    id=record.id,
                    cited=_shown(cited),
                    actual=_shown(actual),
                    place=place,
                ),
                self._span(row, key),
                _("Sửa một trong hai nơi cho khớp với văn bản đã ban hành"),
            )


_KEY_NAMES: dict[str, Callable[[], str]] = {
    # Called when printed, so that the language of the moment is used.
    "loai": lambda: _("Loại"),
    "so": lambda: _("Số"),
    "ky_hieu": lambda: _("Ký hiệu"),
    "ngay": lambda: _("Ngày"),
    "co_quan": lambda: _("Cơ quan"),
}


def _shown(value: Any) -> str:
    return wording.short_date(value) if isinstance(value, date) else str(value)


def _facts(record: VanBanTrich | None, plan: KeHoach | None, registry: Registry) -> _Facts:
    """Gather what is known; the registry's own words go before the plan's."""
    head = plan.van_ban if plan else None

    def either(key: str) -> Any:
        own = getattr(record, key, None)
        return own if own is not None else getattr(head, key, None)

    day = either("ngay")
    issuer, kind = either("co_quan"), either("loai") or ""
    symbol = either("ky_hieu")
    if symbol is None and head is not None:
        agency = registry.get(head.co_quan, plan.day() if plan else None)
        symbol = symbol_of(head, agency) if agency else kind
    subject = record.trich_yeu if record and record.trich_yeu else None
    joiner = record.noi_trich_yeu if record else " "
    if subject is None and head is not None:
        # In a sentence the subject goes on in lower case: "… nâng cao Chỉ số …".
        subject = wording.uncapital(wording.plain(head.trich_yeu))
        joiner = " về " if joiner == " " and not _GOES_ON.match(subject) else joiner
    year = day.year if day else None
    if year is None and plan is not None and (assumed := plan.day()):
        year = assumed.year
    return _Facts(
        kind,
        either("so"),
        symbol,
        day,
        year,
        issuer,
        joiner,
        subject or "",
        plan is not None,
    )


_GOES_ON = re.compile(
    r"(?:về|của|triển khai|thực hiện|tổ chức|nâng cao|xây dựng|đẩy mạnh|tăng cường"
    r"|hành động|ban hành|quy định|phê duyệt|công bố|hưởng ứng|sửa đổi|điều chỉnh|bãi bỏ)(?!\w)",
    re.IGNORECASE,
)
"""Subjects that a citation goes on with, as offices do: "của UBND tỉnh triển khai …"; any other is
joined with "về": "của UBND tỉnh về phòng, chống bão"."""
_OF_ACTION = re.compile(r"hành động (?=(?:thực hiện|triển khai|về)(?!\w))", re.IGNORECASE)
"""Of a subject, what belongs to the name of its type: "Chương trình hành động số 31-CTr/TU"."""
_PARTY = re.compile(r"[A-ZĐ][A-Za-zĐ]{0,4}/[A-ZĐ]")
"""Symbols of the Party have a stroke between letters: 34-NQ/TU, 104-CTr/TU, never 34/NQ/TU
(Quy định 399-QĐ/TW of 2026)."""


_BY = re.compile(r"của (?P<who>(?:[^\W\d_]+ ){2,8}?)(?=về |Về )")
"""A subject of the Party's: "của Ban Thường vụ Tỉnh ủy về …"."""


def _joined_names(who: str, agency: str) -> str:
    """The issuer whole: "Ban Thường vụ Tỉnh ủy" and "Tỉnh ủy Cao Bằng" are one name.

    "Ban Chấp hành Đảng bộ tỉnh" and "Tỉnh ủy Cao Bằng" are, too: what is added is the place.
    """
    who = who.strip()
    for name in (agency, agency.replace("Tỉnh ủy", "tỉnh").replace("Thành ủy", "thành phố")):
        first = name
        while first and not who.casefold().endswith(first.casefold()):
            first = first.rpartition(" ")[0]
        place = name[len(first) :]
        if first and not place.lstrip()[:1].islower():
            return f"{who}{place}"
    return who


def _forms(facts: _Facts, registry: Registry) -> Forms:
    name = wording.type_name(facts.kind) or facts.kind
    if (acts := _OF_ACTION.match(facts.subject)) is not None:
        name, facts = f"{name} hành động", facts._replace(subject=facts.subject[acts.end() :])
    if wording.cited_by_name(facts.kind):
        short = f"{name} {facts.subject}".rstrip()
        dated = f"{short} {wording.long_date(facts.day)}" if facts.day else short
        return Forms(short, dated, short, short)
    short = name
    if facts.so is not None or facts.symbol is not None:
        number = wording.number(facts.so) if facts.so is not None else wording.BLANK
        link = "-" if _PARTY.match(facts.symbol or "") else "/"
        short += f" số {number}" + (f"{link}{facts.symbol}" if facts.symbol else "")
    dated = short
    if facts.day:
        dated += f" ngày {wording.short_date(facts.day)}"
    elif facts.is_plan or facts.symbol is not None:
        dated += f" {wording.draft_date(facts.year)}"
    if facts.issuer:
        agency = registry.get(facts.issuer, facts.day) or registry.get(facts.issuer)
        dated += " của " + (agency.ten_ngan if agency else facts.issuer)
    full = f"{dated}{facts.joiner}{facts.subject}" if facts.subject else dated
    resolved = _BY.match(facts.subject)
    if resolved is not None and " của " in dated:  # the subject says who: not named twice
        start, _of, agency_name = dated.rpartition(" của ")
        whole = _joined_names(resolved["who"], agency_name)
        full = f"{start} của {whole} {facts.subject[resolved.end() :]}"
    named = f"{name} {facts.subject}".rstrip()
    return Forms(full, dated, short, named)


class Citer:
    """Prints the citations of one document in order: full first, short afterwards."""

    def __init__(
        self,
        citations: Citations,
        plan: KeHoach,
        registry: Registry,
        plan_of: PlanOf,
        source: TomlSource | None = None,
    ) -> None:
        self.citations = citations
        self.plan = plan
        self.registry = registry
        self.plan_of = plan_of
        self.source = source
        self.note: Callable[[NoteMark], str] | None = None
        """What stands for the mark of a footnote: nothing, unless the texts are printed."""
        self.diagnostics: list[Diagnostic] = []
        """What could not be cited, so far."""
        self._seen: set[str] = set()
        # Documents whose full form was printed: only then is the short form enough.
        self._introduced: set[str] = set()

    def runs(self, text: str, loc: Loc = ()) -> list[EmphasisRun]:
        """The runs of a text with its citations printed; `loc` is its place in the file."""
        pieces = wording.inline(text)
        if len(pieces) == 1 and type(pieces[0]) is EmphasisRun:
            return [pieces[0]]  # nearly every text
        runs: list[EmphasisRun] = []
        for piece in pieces:
            if isinstance(piece, Cite):
                run = EmphasisRun(self.cite(piece, loc), piece.bold, piece.italic)
            elif isinstance(piece, NoteMark):
                run = EmphasisRun(self.note(piece) if self.note else "", piece.bold, piece.italic)
            else:
                run = piece
            last = runs[-1] if runs else None
            if last is not None and (last.bold, last.italic) == (run.bold, run.italic):
                runs[-1] = last._replace(text=last.text + run.text)
            else:
                runs.append(run)
        return runs

    def text(self, text: str, loc: Loc = ()) -> str:
        """The text with its citations printed and without emphasis."""
        pieces = wording.inline(text)
        if len(pieces) == 1 and type(pieces[0]) is EmphasisRun:
            return pieces[0].text  # nearly every text
        return "".join(run.text for run in self.runs(text, loc))

    def cite(self, cite: Cite, loc: Loc = ()) -> str:
        """The words of one citation; as it is written, with a diagnostic, if unknown."""
        id_ = cite.id
        if id_ == ABOVE:
            id_ = self.plan.van_ban.cap_tren or ""
            if not id_:
                message = _("{raw} dẫn kế hoạch cấp trên, nhưng kế hoạch này không có cấp trên")
                hint = _("Thêm cap_tren vào [van_ban], hoặc dẫn văn bản khác")
                return self._unknown("VB305", message.format(raw=cite.raw), cite, loc, hint)
        if cite.form and cite.form not in FORMS:
            message = _("Không có cách dẫn “:{form}”").format(form=cite.form)
            hint = _("Các cách dẫn: {forms}; không ghi: lần đầu đầy đủ, sau đó ngắn")
            shown = ", ".join(f":{form}" for form in FORMS)
            return self._unknown("VB306", message, cite, loc, hint.format(forms=shown))
        forms, faults = self.citations.forms(id_, self.registry, self.plan_of)
        if forms is None:
            return self._no_document(id_, cite, loc)
        key = self.citations.canonical(id_)
        if key not in self._seen:
            self._seen.add(key)
            self.diagnostics += faults
        if cite.form == "ngan":
            return forms.short
        if cite.form == "ngay":
            return forms.dated
        if cite.form == "ten":
            return forms.named
        if cite.form == "du" or key not in self._introduced:
            self._introduced.add(key)
            return forms.full
        return forms.short

    def issuers(self) -> Iterator[Agency]:
        """The bodies that issued the documents cited so far, each in its time, once each."""
        told: set[str] = set()
        for id_ in sorted(self._seen):
            issuer, day = self.citations.issuer(id_, self.plan_of)
            agency = self.registry.get(issuer, day) if issuer and day else None
            if agency is not None and agency.id not in told:
                told.add(agency.id)
                yield agency

    def _no_document(self, id_: str, cite: Cite, loc: Loc) -> str:
        if cite.id == ABOVE:
            message = _("{raw} dẫn kế hoạch cấp trên “{id}”, nhưng không tìm thấy kế hoạch này")
            return self._unknown("VB301", message.format(raw=cite.raw, id=id_), cite, loc)
        message = _("Không có văn bản “{id}” để trích dẫn").format(id=id_)
        near = nearest(id_, self.citations.known())
        hints = [_("Có phải: {ids}").format(ids=", ".join(near))] if near else []
        hints.append(_("Thêm văn bản vào van-ban.toml; nếu không phải trích dẫn thì viết \\{"))
        return self._unknown("VB301", message, cite, loc, *hints)

    def _unknown(self, code: str, message: str, cite: Cite, loc: Loc, *hints: str) -> str:
        span = self._place(cite, loc) if self.source else None
        self.diagnostics.append(error(code, message, span, *hints))
        return cite.raw

    def _place(self, cite: Cite, loc: Loc) -> Span | None:
        """The citation itself within its text."""
        if self.source is None:
            return None
        span = self.source.span(loc)
        at = span.text.find(cite.raw, span.column - 1)
        if at < 0:
            return span
        return span._replace(column=at + 1, end_column=at + 1 + len(cite.raw))
