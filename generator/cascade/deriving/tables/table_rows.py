"""The rows of a table of tasks or targets among the words of a plan, for one unit.

The same judgement as for the rows of an appendix (annex.py); only that such a row is no node,
so that what is cut out is told of the node that has the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from generator.cascade.deriving.rulebook.questions import (
    Q_CELL,
    Q_HELP,
    Q_ROWS,
    Q_TARGET,
    Q_UNIT,
    Q_WHO,
    some_of,
)
from generator.cascade.deriving.rulebook.rules import HELPED, NAMED, OTHERS, OWN_WORK
from generator.cascade.deriving.tables.row_duties import (
    each_is_own,
    is_report,
    own_duty,
    with_others,
)
from generator.cascade.deriving.tables.row_leads import leader_of
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.among_others import alone
from generator.cascade.deriving.wording.entities import changes
from generator.cascade.deriving.wording.joined_clauses import small
from generator.cascade.deriving.wording.totals import keeps_total, only_share
from generator.cascade.origin import row_digest
from generator.cascade.tasks.table_tasks import row_id
from generator.grammar.body_tables import row_line, row_words, text_of
from generator.grammar.column_heads import is_amount, is_money
from generator.grammar.figures import figures
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies
from generator.grammar.named_units import named_units
from generator.plan.made import Nguon
from generator.plan.ruled import Bang, Cells, Hang
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.body_tables import TableReading, TableRow

_OURS = frozenset([Kin.SELF, Kin.SOME])
_WIDER = frozenset([Kin.EVERYBODY, Kin.OWN, Kin.BELOW])
_MINE = _OURS | {Kin.EVERYBODY, Kin.OWN}
TINH, XA = 1, 3
_DIGIT = re.compile(r"\d")
"""Ranks of levels, as in addressee.py."""
_ABOVE = re.compile(r"(?<!\w)(?:cấp )?(?:tỉnh|thành phố)(?: [^,;]{1,20})?$")
_CENTRAL = re.compile(r"(?<!\w)(?:trung ương|quốc gia|thuộc bộ)$")
_OF_COMMUNES = re.compile(
    r"(?<! các)(?<! cấp) cấp xã$| (?:các )?(?:xã|phường)(?:, (?:xã|phường|đặc khu))*$"
)
ROOMS = "Các {phong} thuộc UBND {cap}"


class CellBody(NamedTuple):
    """One of the bodies of a cell."""

    text: str
    kins: frozenset[Kin]
    some: tuple[str, ...]
    """What narrows a group of which the unit may be one."""
    heads: bool
    many: bool
    named: bool
    """Whether it is the unit alone, by its name."""
    general: bool = False
    """Whether it is a group without a name: "các phòng, đơn vị"."""
    equal: bool = False
    """Whether it is another unit of the same level, by name: each of several does it alone."""


class OwnRow(NamedTuple):
    """A row of the plan above as the unit has it."""

    place: int
    """Among the rows of the table above."""
    cells: Cells
    rule: str


def _own(part: CellBody) -> bool:
    """Whether a cell names bodies of the unit, and no group of which the unit is one."""
    return bool(part.kins) and part.kins <= {Kin.OWN, Kin.FRONT} and not part.general


def own_quantity(cell: str, unit: Addressee) -> str:
    """What a cell that names several units gives this one, or each of them: "07 điểm"; "" for none.

    "UBND xã A (07 điểm), UBND xã B (11 điểm)", "UBND các xã (mỗi xã 02 lớp)".
    """
    if not unit.committee:
        return ""
    each = rf"(?:mỗi|từng) (?:{unit.word}|địa phương|đơn vị)"
    whose = f"{re.escape(unit.unit)}|{each}" if unit.unit else each
    found = re.search(rf"(?i)(?:{whose}):? ?\(?(?P<share>{_QUANTITY})(?=[);,.\n]|$)", cell)
    return found["share"] if found is not None else ""


def own_purse(cell: str, unit: Addressee) -> str:
    """A cell in which the purse of communes is the one of the unit's kind: "Ngân sách xã"."""
    if not unit.committee or unit.level != XA:
        return cell
    return _PURSE.sub(lambda found: f"{found['purse']} {unit.word}", cell)


def superiors_cell(unit: Addressee, head: str, said: str) -> bool:
    """Whether a cell of another column is the superior's own: a sum, a body of its."""
    if any(figure.money for figure in figures(said)):
        return True
    if (is_money(head) and _DIGIT.search(said)) or _OF_ABOVE.fullmatch(said.strip()):
        return True
    if unit.committee and unit.level == XA and _elsewhere(unit, said):
        return True
    kins = unit.kins(bodies(said))
    return bool(kins - {Kin.SELF, Kin.SOME, Kin.EVERYBODY, Kin.OWN, Kin.BELOW, Kin.FRONT})


def _elsewhere(unit: Addressee, said: str) -> bool:
    """Whether a cell counts the units of the superior, or names others of them alone as places."""
    if _UNITS_COUNTED.fullmatch(plain_of(said).low.strip(" .")):
        return True
    named = [f"{one.unit} {one.name}" for one in named_units(said) if one.unit in _COMMUNES]
    alone = sum(map(len, named)) * 2 > len(said)
    return alone and bool(unit.unit) and key_of(unit.unit) not in map(key_of, named)


_COMMUNES = ("xã", "phường", "đặc khu")
_UNITS_COUNTED = re.compile(
    r"(?:tất cả |toàn bộ |tại )?\d[\d.]*(?:/\d+)? (?:xã|phường|đặc khu|địa phương|đơn vị cấp xã)"
    r"(?:(?:, | và )(?:\d+ )?(?:xã|phường|đặc khu))*(?: [^\W\d]+){0,3}"
)


def _bodies_of(cell: str) -> list[str]:
    """The bodies of a cell; behind a comma too, where each of several is one by itself."""
    found: list[str] = []
    for text in filter(None, (t.strip(" .") for t in re.split(r"[;\n]", cell))):
        parts = [part.strip() for part in text.split(", ")]
        single = len(parts) > 1 and all(
            len(bodies(part)) == 1 and part[:1].isupper() and not part.startswith("Các ")
            for part in parts
        )
        found += parts if single else [text]
    return found


def _narrowed(cell: str | list[str], unit: Addressee) -> str | list[str]:
    """A cell without units beside this one, and with the deadline that is the unit's."""
    if isinstance(cell, list):
        return [alone(part, unit).text for part in cell]
    said = _OF_EACH.findall(cell)
    mine = [
        text for who, text in said if re.search(rf"(?<!\w){unit.word}(?!\w)", plain_of(who).low)
    ]
    if len(said) > 1 and len(mine) == 1 and unit.committee:
        return str(mine[0]).strip(" .;")
    return alone(cell, unit).text


_QUANTITY = r"\d[\d.,]*(?: (?:nghìn|triệu|tỷ))* [^\W\d]+(?: [^\W\d]+){0,2}"
_PURSE = re.compile(
    r"(?i)(?P<purse>(?:nguồn )?(?:ngân sách|NS|kinh phí)(?: cấp)?) (?:xã|phường|đặc khu)"
    r"(?:(?:, | và |/)(?:xã|phường|đặc khu))*(?!\w)(?! [A-ZĐ])"
)
_OF_ABOVE = re.compile(
    r"(?<!\w)NS(?:TW|ĐP)?(?: (?:trung ương|tỉnh|thành phố))?(?! (?:cấp )?xã)(?!\w)"
)
"""The superior's purse in short: "NS tỉnh", "NSTW"."""
_ASIDE = re.compile(r" \([^()]*\)(?= (?:cấp )?(?:xã|phường|tỉnh)(?!\w))")
"""The other name of a body before its level: "Phòng Kinh tế (ở phường: …) cấp xã"."""
_OF_EACH = re.compile(r"(?:^|[;\n] ?)([^:;\d\n]{2,40}): ?([^:;\n]*\d[^:;\n]*)")
"""A cell with a day for each kind of bodies: "Xã, phường: 05/11/2026; Sở: 20/11/2026"."""


def derived_row(above: str, draft: NodeDraft, table: Bang, own: OwnRow) -> Hang:
    """The row with its id and where it comes from: of which plan, from which row."""
    cells = table.rows[own.place]
    words = row_words(table).get(own.place) or " ".join(map(text_of, cells))
    id_ = row_id(draft.id, table, own.place, words)
    origin = Nguon(ke_hoach=above, nut=id_, ma_bam=row_digest(cells), quy_tac=[own.rule])
    return Hang(id=id_, o=own.cells, nguon=origin)


class TableRows:
    """Judges the rows of one table."""

    def __init__(self, kit: Kit, draft: NodeDraft, table: Bang, reading: TableReading) -> None:
        self.kit, self.unit, self.draft = kit, kit.unit, draft
        self.table, self.reading = table, reading

    def made(self) -> Bang | None:
        """The table with the unit's rows; None where no row is the unit's."""
        kept: dict[int, OwnRow] = {}
        cut: list[tuple[str, str]] = []
        for row in self.reading.rows:
            own = self._row(row)
            if own is None:
                cut.append((row_line(self.table.rows[row.place]), OTHERS))
            else:
                kept[row.place] = own
        if not kept:
            return None
        groups = {row.group for row in self.reading.rows if row.place in kept}
        out: list[Hang | Cells] = list(self.table.hang[: self.reading.first])
        number = 0
        for place in range(self.reading.first, len(self.table.rows)):
            if place in self.reading.groups and place in groups:
                out.append(self.table.rows[place])
            elif place in kept:
                number += 1
                own = kept[place]
                own = own._replace(cells=self._numbered(own.cells, number))
                out.append(derived_row(self.kit.above, self.draft, self.table, own))
        self.draft.cut += cut
        if self.reading.targets:
            self.kit.ask.mark(self.draft, Q_TARGET)
        return replace(self.table, hang=out)

    # ------------------------------------------------------------------ one row

    def _row(self, row: TableRow) -> OwnRow | None:
        """A row for the unit; None where it is the work of others."""
        leads = self._parts(row.said["chu_tri"])
        kins = {kin for part in leads for kin in part.kins}
        if not self._concerns(row, leads, kins):
            return None
        mine = bool(leads) and all(part.named for part in leads)
        cells: Cells = [
            self._cell(i, cell, mine=mine, ours=bool(kins & _OURS))
            for i, cell in enumerate(self.table.rows[row.place])
        ]
        if kins & _OURS:
            self._asked(leads, kins)
            self._led(row, cells, leads)
            self._counted(row, cells)
        elif kins & _WIDER:
            for body in (b for part in leads for b in bodies(part.text)):
                if self.unit.subordinate(body) == "perhaps":
                    self.kit.ask.mark(self.draft, Q_UNIT.replace("{chu}", body.text))
            if Kin.EVERYBODY in kins:
                self._led(row, cells, [])
            elif Kin.ABOVE in kins:
                ours = [self._named(p.text) for p in leads if p.kins & _WIDER]
                self._put(cells, "chu_tri", "; ".join(ours))
        elif kins and kins <= {Kin.FRONT}:
            pass
        elif self._partners(row) or self._duty(row):
            self._help(row, cells)
            return OwnRow(row.place, cells, HELPED)
        else:
            self.kit.ask.mark(self.draft, Q_WHO.replace("{chu}", leads[0].text if leads else "?"))
        self._helpers(row, cells, leads)
        return OwnRow(row.place, cells, OWN_WORK if kins & _MINE else NAMED)

    def _counted(self, row: TableRow, cells: Cells) -> None:
        """How much of a row is the unit's, where the cell of who leads says so for each."""
        share, place = (
            own_quantity(row.said["chu_tri"], self.unit),
            self.reading.columns["noi_dung"],
        )
        said = cells[place]
        if share and isinstance(said, str) and not any(share in text_of(cell) for cell in cells):
            cells[place] = f"{said} ({share})"

    def _concerns(self, row: TableRow, leads: Sequence[CellBody], kins: set[Kin]) -> bool:
        """Whether a row is the unit's in any way, or nobody can tell whose it is."""
        asked = kins <= {Kin.FRONT} and self.unit.committee  # a department asks none of its own
        if not kins or kins & (_OURS | _WIDER) or asked:
            return True
        if Kin.OUTSIDE in kins and any(part.many for part in leads):
            return True
        return bool(self._partners(row)) or bool(self._duty(row))

    def _duty(self, row: TableRow) -> str:
        """What the words of a row tell the unit to do, whoever leads it."""
        if not self.unit.committee:
            return ""
        lead = self.reading.columns.get("chu_tri")
        cells = enumerate(self.table.rows[row.place])
        said = [text_of(cell) for place, cell in cells if place != lead]
        return own_duty(self.unit, said, self.kit.day)

    def _partners(self, row: TableRow) -> list[CellBody]:
        """Who helps of the unit: itself, or one of its own bodies by name ("Công an cấp xã")."""
        helpers = self._parts(row.said.get("phoi_hop", ""))
        return [p for p in helpers if Kin.SELF in p.kins or (self.unit.committee and _own(p))]

    def _parts(self, cell: str) -> list[CellBody]:
        """The bodies of a cell, as it divides them; one that no grammar knows by its level."""
        found = []
        for text in _bodies_of(cell):
            text = _ASIDE.sub("", text)
            named = bodies(text)
            kins = frozenset(self.unit.kins(named)) or self._by_level(text)
            some = tuple(b.only for b in named if self.unit.kin(b) is Kin.SOME)
            heads = bool(named) and all(b.head for b in named if self.unit.kin(b) in _OURS)
            alone = bool(self.unit.unit) and kins == {Kin.SELF} and all(b.place for b in named)
            general = any(
                b.kind in ("co-quan", "ban-nganh") or b.name.startswith("các") for b in named
            )
            many = any(b.every for b in named)
            equal = kins == {Kin.OTHER} and all(b.unit for b in named)
            found.append(CellBody(text, kins, some, heads, many, alone, general, equal))
        return found

    def _by_level(self, text: str) -> frozenset[Kin]:
        """What an unknown body is by the level its name ends with: "Thống kê tỉnh"."""
        low = plain_of(text).low
        if re.search(rf"(?<!\w)(?:{self.unit.word}|cấp xã)$", low) and self.unit.level == XA:
            return frozenset([Kin.OWN])
        if _ABOVE.search(low):
            return frozenset([Kin.ABOVE if self.unit.level > TINH else Kin.OWN])
        return frozenset([Kin.ABOVE]) if _CENTRAL.search(low) else frozenset()

    def _asked(self, leads: Sequence[CellBody], kins: set[Kin]) -> None:
        for only in (only for part in leads for only in part.some):
            if Kin.SELF not in kins:
                self.kit.ask.mark(self.draft, some_of(self.draft, only))

    def _led(self, row: TableRow, cells: Cells, leads: Sequence[CellBody]) -> None:
        """Who leads at the unit: the Chairman's stays his, else the body of the field."""
        if not self.unit.committee:
            if leads:
                ours = [part for part in leads if part.kins & (_OURS | {Kin.OWN})]
                units = [one for part in ours for one in self._units_in(part) or [self.unit.name]]
                self._put(cells, "chu_tri", "; ".join(dict.fromkeys(units)) or self.unit.name)
            return
        if any(part.heads and part.kins & _OURS for part in leads):
            name = self._words("Chủ tịch UBND {cap}")
        else:
            beside = {one.text: one for one in bodies(row.said.get("phoi_hop", ""))}
            body = leader_of(self.kit, row.said["noi_dung"], (), beside)
            name = body.ten if body is not None else self._words(ROOMS)
            if body is None:
                self.kit.ask.mark(self.draft, Q_ROWS)
        self._put(cells, "chu_tri", name)

    def _units_in(self, part: CellBody) -> list[str]:
        """The department's own units in a cell, behind its name too: "Sở Y tế (Chi cục …)"."""
        named = bodies(part.text)
        inside = re.search(r"\(([^()]+)\)", part.text)
        own = [b.text for b in named if self.unit.kin(b) is Kin.OWN]
        if not own and inside and Kin.SELF in self.unit.kins(named[:1]) and bodies(inside[1]):
            own = [inside[1].strip()]
        return own

    def _help(self, row: TableRow, cells: Cells) -> None:
        """A row that others lead: the unit's help."""
        who = row.said["chu_tri"]
        if not self.unit.committee:
            self.kit.ask.mark(self.draft, Q_HELP)
            return
        partners = self._partners(row)
        duty = self._duty(row)
        if duty or any(Kin.SELF in part.kins for part in partners):
            self._led(row, cells, [])
        else:
            self._put(cells, "chu_tri", "; ".join(self._of_unit(part) for part in partners))
        self._put(cells, "phoi_hop", who)
        content = text_of(cells[self.reading.columns["noi_dung"]])
        if not duty:
            self._put(cells, "noi_dung", f"Phối hợp với {who}: {small(content)}")
            return
        self._put(cells, "noi_dung", with_others(self._named(duty), who, content))
        if not partners:
            self.kit.ask.mark(self.draft, Q_HELP)

    def _helpers(self, row: TableRow, cells: Cells, leads: Sequence[CellBody]) -> None:
        """Who helps: who leads above beside the unit, those named, its own bodies."""
        far = {Kin.OTHER} if is_report(row.said["noi_dung"]) else {Kin.ABOVE, Kin.OTHER}
        beside = [
            self._own_force(p.text)
            for p in leads
            if p.kins & far and not p.kins & _MINE and not p.equal
        ]
        helpers = self._parts(row.said.get("phoi_hop", ""))
        mine = [
            p for p in helpers
            if (p.kins & _MINE and not _own(p)) or (Kin.ABOVE in p.kins and p.many)
        ]  # fmt: skip
        named = any(_own(p) for p in helpers)
        if "phoi_hop" not in self.reading.columns or not (beside or mine or named):
            return
        rooms = [self._words("các {phong} liên quan thuộc UBND {cap}")]
        if not self.unit.committee:
            rooms, mine = [], [p for p in mine if p.kins & _OURS]
        others = [self._of_unit(p) for p in helpers if p not in mine]
        leading = text_of(cells[self.reading.columns["chu_tri"]]).lower().split("; ")
        others = [one for one in others if one.lower() not in leading]  # none helps itself
        told = "; ".join(dict.fromkeys([*(rooms if mine else []), *beside, *others]))
        self._put(cells, "phoi_hop", told[:1].upper() + told[1:])

    def _own_force(self, text: str) -> str:
        """The unit's own police or army in the place of those of above; another body as it is."""
        named = bodies(text)
        own = self.kit.own.force_of(named[0]) if len(named) == 1 else None
        return own.ten if own is not None and self.unit.committee else text

    # ------------------------------------------------------------------ cells

    def _cell(
        self, place: int, cell: str | list[str], *, mine: bool, ours: bool
    ) -> str | list[str]:
        """A cell in the words of the unit; sums of the superior are not the unit's.

        `mine`: the row is the unit's alone, by name: so are its sums. `ours`: the unit leads it.
        """
        cell = _narrowed(cell, self.unit)
        known = place in self.reading.columns.values()
        head = self.reading.heads[place] if place < len(self.reading.heads) else ""
        said = text_of(cell)
        if not known and not mine and superiors_cell(self.unit, head, said):
            self.kit.ask.mark(self.draft, Q_CELL.replace("{cot}", head))
            return ""
        counted = (is_amount(head) and _DIGIT.search(said)) or any(
            f.unit != "%" for f in figures(said)
        )
        if not known and not mine and counted:
            self.kit.ask.mark(self.draft, Q_TARGET)
        parts = cell if isinstance(cell, list) else [cell]
        parts = [only_share(part, self.unit) for part in parts]
        if ours and self.unit.committee:
            parts = [each_is_own(part) for part in parts]
        if any(keeps_total(part, self.unit) for part in parts):
            self.kit.ask.mark(self.draft, Q_TARGET)
        named = [self._named(part) for part in parts]
        return named if isinstance(cell, list) else named[0]

    def _named(self, text: str) -> str:
        out, at = "", 0
        for change in changes(text, self.unit):
            out += text[at : change.start] + self._words(change.words)
            at = change.end
        return out + text[at:]

    def _of_unit(self, part: CellBody) -> str:
        """A body of a cell as the unit calls it."""
        said = self._named(part.text)
        if not self.unit.committee or not _own(part):
            return said
        return _OF_COMMUNES.sub(f" {self.unit.word}", said)

    def _words(self, words: str) -> str:
        """Words of the level: a table is the same for all units of a program."""
        said = words.replace("{don_vi}", "{cap}")
        if self.unit.committee:
            said = said.replace("{ten}", "UBND {cap}")
        return "".join(self.kit.speech.words(said).pieces)

    def _put(self, cells: Cells, field: str, words: str) -> None:
        place = self.reading.columns.get(field)
        if place is not None and place < len(cells):
            cells[place] = words

    def _numbered(self, cells: Cells, number: int) -> Cells:
        place = self.reading.columns.get("tt")
        if place is not None and text_of(cells[place]).rstrip(".").isdigit():
            return [str(number) if i == place else cell for i, cell in enumerate(cells)]
        return cells
