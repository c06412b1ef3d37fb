"""From a plan to the plan of the level below: a pure function of data and rules.

`derive` makes one plan; `Cascade` keeps what is common to a level, so that the plans of
thousands of communes cost little more than writing them.
"""

from __future__ import annotations

from copy import copy
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from generator.cascade.deriving.level_text import (
    OPEN,
    OPEN_FILE,
    OPEN_HEADER,
    OPEN_PLAN,
    Derived,
    LevelText,
    file_name,
    has_open,
    place_of,
)
from generator.cascade.deriving.rulebook.rule_at_work import Setting
from generator.cascade.deriving.rulebook.rule_program import Program
from generator.cascade.deriving.rulebook.rules import OWN_NAMES
from generator.cascade.deriving.rulebook.text_under_way import Own, fill
from generator.cascade.deriving.todo import todo
from generator.cascade.deriving.unit.addressee import rooms_of, settled
from generator.cascade.deriving.unit.called import names_of, names_of_level, plan_id
from generator.cascade.deriving.unit.head_title import signers_of
from generator.cascade.deriving.unit.its_place import bodies_of, names_of_province
from generator.diagnostics import Diagnostic, error
from generator.grammar.letters import key_of
from generator.locale import _
from generator.plan.emit import certify, write
from generator.plan.made import DanXuat, Nguon
from generator.plan.model import PARTS, KeHoach, VanBan, walk
from generator.plan.wording import type_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.cascade.deriving.rulebook.answers import Answers
    from generator.cascade.deriving.rulebook.draft import DroppedNode, NodeDraft
    from generator.cascade.deriving.rulebook.rules import Rules
    from generator.cascade.deriving.unit.leading import Lead
    from generator.plan.agencies import Agency, Registry
    from generator.plan.bodies import BodyKinds
    from generator.plan.citations import Citations
    from generator.plan.model import AnyNode
    from generator.plan.toml import Loaded

SCHEMA_LINE = "#:schema ../ke-hoach.schema.json"
_HEADER = (
    SCHEMA_LINE,
    "DỰ THẢO kế hoạch của {ten}, dẫn xuất từ kế hoạch “{ma}” của {tren}",
    "theo các quy tắc trong danh-muc/quy-tac.toml. Đây chưa phải văn bản đã ban hành.",
    "Chỗ có can_xem là chỗ người soạn thảo phải điền hoặc xem lại; xong thì xóa dòng can_xem.",
    "Đã sửa một chữ thì lệnh derive không ghi đè tệp này nữa.",
)
"""Content of the file, hence Vietnamese whatever the language of messages."""


class LevelContent(NamedTuple):
    """What all agencies of a level would say, with their own names open."""

    plan: KeHoach
    dropped: tuple[DroppedNode, ...]
    lost: frozenset[str]
    """Nodes of which something is left out though nothing says that it is another's."""


def own_names(agency: Agency) -> tuple[str, ...]:
    """What stands for the characters of OPEN, in their order."""
    return tuple(names_of(agency)[name] for name in OWN_NAMES)


def derive(
    parent: Loaded,
    agency: Agency,
    registry: Registry,
    citations: Citations,
    rules: Rules,
    folder: str | None = None,
) -> tuple[Derived | None, list[Diagnostic]]:
    """The plan of `agency` that implements `parent`; None if there cannot be one.

    The diagnostics are the reasons for refusal, or everything in `todo`; their places are in
    the file as it will stand in `folder` (by default, beside the plan above). For many
    agencies below one plan use `Cascade`.
    """
    return Cascade(parent, registry, citations, rules, folder).derive(agency)


class Cascade:
    """Derives the plans of the agencies below one plan."""

    def __init__(
        self,
        parent: Loaded,
        registry: Registry,
        citations: Citations,
        rules: Rules,
        folder: str | None = None,
        answers: Answers | None = None,
        kinds: BodyKinds | None = None,
    ) -> None:
        """`answers`: what the office has answered; None: rules alone decide, nothing is read.

        `kinds`: the kinds of bodies, to find who has the field of a superior's body.
        """
        self.kinds = kinds
        self.parent = parent
        self.plan = parent.plan
        self.registry = registry.extended(self.plan.co_quan_moi)
        self.rules = rules.for_plan(self.plan.van_ban.ma)
        self.answers = answers
        self.citations = citations
        self.day = self.plan.day()
        self.above = self._issuer()
        self._programs: dict[tuple[str, ...], Program] = {}
        self._contents: dict[int, LevelContent] = {}
        self._texts: dict[tuple[int, str], LevelText] = {}
        """By program and titles of signers."""
        self._alone: dict[tuple[int, str], bool] = {}
        """Whether plans of a level are made one by one: their words hold private characters."""
        self._digest = parent.source.digest
        self.folder = str(PurePath(parent.source.file).parent) if folder is None else folder

    def _issuer(self) -> Agency | None:
        """The issuer of the plan above, with a level: one that only the plan proposes has none."""
        from generator.cascade.deriving.unit.issuer import issuer_of

        return issuer_of(self.plan, self.registry, self.day, read=self.answers is not None)

    def derive(self, agency: Agency) -> tuple[Derived | None, list[Diagnostic]]:
        """The plan of one agency directly below."""
        refused = self._refusal(agency)
        if refused is not None:
            return None, [refused]
        derived = self._make(agency, self._program(agency))
        return derived, derived.todo

    def content(self, agency: Agency) -> LevelContent | None:
        """What the plans of an agency's level would say; None where there can be no plan.

        Made once for all agencies that would get the same words: their own names are open.
        """
        if self._refusal(agency) is not None:
            return None
        program = self._program(agency)
        if id(program) not in self._contents:
            plan = self._open(agency, program)
            lost = frozenset(one.node for one in program.lost)
            self._contents[id(program)] = LevelContent(plan, tuple(program.dropped), lost)
        return self._contents[id(program)]

    # ------------------------------------------------------------------ may there be a plan?

    def _refusal(self, agency: Agency) -> Diagnostic | None:
        """Why there can be no plan of this agency below this one."""
        above, day = self.above, self.day
        if above is None:
            message = _("Cơ quan ban hành “{ma}” không có trong danh mục vào ngày của kế hoạch")
            return self._refuse("DX501", message.format(ma=self.plan.van_ban.co_quan))
        if not self._follows(agency, above):
            message = _("{ten} không trực thuộc {tren} nên không dẫn xuất từ kế hoạch này được")
            between = agency.truc_thuoc and self.registry.get(agency.truc_thuoc, day)
            way = _("Dẫn xuất trước kế hoạch của {ten}, rồi từ đó kế hoạch của {duoi}")
            hint = way.format(ten=between.ten, duoi=agency.ten) if between else ""
            return self._refuse("DX502", message.format(ten=agency.ten, tren=above.ten), hint)
        if not agency.valid_on(day):
            message = _("{ten} không tồn tại vào ngày {ngay} của kế hoạch")
            from generator.plan.succession import succession

            now = succession(agency, day) if day is not None else None
            return self._refuse("DX503", message.format(ten=agency.ten, ngay=day), now or "")
        if self.answers is None and not self.rules.covers(above.cap, agency.cap):
            message = _("Không có quy tắc dẫn xuất từ cấp “{tren}” xuống cấp “{duoi}”")
            hint = _("Thêm quy tắc có tu_cap và den_cap như thế vào danh-muc/quy-tac.toml")
            return self._refuse("DX504", message.format(tren=above.cap, duoi=agency.cap), hint)
        return None

    def _follows(self, agency: Agency, above: Agency) -> bool:
        """Whether a plan of one is carried out by a plan of the other."""
        if agency.truc_thuoc == above.id:
            return True
        if self.answers is None:
            return False
        from generator.cascade.deriving.unit.issuer import is_superior

        return is_superior(above, agency, self.registry, self.day)

    def _refuse(self, code: str, message: str, hint: str = "") -> Diagnostic:
        span = self.parent.source.span(("van_ban", "co_quan"))
        return error(code, message, span, *([hint] if hint else []))

    # ------------------------------------------------------------------ once for a level

    def _program(self, agency: Agency) -> Program:
        bodies = self._bodies(agency)
        own = agency.ten if self._is_named(agency) else ""
        kinds = settled(agency, self.registry.level(agency.cap), self.day)
        place = names_of_province(agency, self.day).values()
        key = (agency.cap, own, *kinds, *place, *(body.id for body in bodies.values()))
        if key not in self._programs:
            assert self.above is not None  # noqa: S101 - _refusal has looked
            committee = agency.vai_tro == "ubnd"
            active = self.rules.between(self.above.cap, agency.cap, committee=committee)
            setting = self._setting(agency, bodies)
            reader = self._reader(agency) if self.answers is not None else None
            self._programs[key] = Program(self.plan, active, setting, reader)
        return self._programs[key]

    def _is_named(self, agency: Agency) -> bool:
        """Whether the plan says something of this unit by name, or it is no unit."""
        if not agency.don_vi:
            return True
        word = f"{key_of(self.registry.level(agency.cap).ten)} "
        bare = key_of(agency.don_vi).removeprefix(word)  # "các xã biên giới A, B"
        return any(bare in said for said in self._said)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        """All that the plan says, with the names of those to whom it gives work."""
        words = [self.plan.van_ban.trich_yeu]
        for _loc, node in walk(self.plan):
            words += [getattr(node, name, None) or "" for name in ("tieu_de", "noi_dung")]
            words += [str(table.rows) for table in getattr(node, "bang", ())]
        return tuple(text for text in (*words, *self._given.values()) if text)

    @cached_property
    def _said(self) -> tuple[str, ...]:
        """The keys of all that the plan says."""
        return tuple(map(key_of, self._words))

    @cached_property
    def _given(self) -> dict[str, str]:
        """Id → name of every agency that the plan gives work to."""
        named = sorted({a for _loc, n in walk(self.plan) for a in _assigned(n)})
        found = {a: self.registry.get(a, self.day) or self.registry.get(a) for a in named}
        return {a: one.ten for a, one in found.items() if one is not None}

    @cached_property
    def _ended(self) -> dict[str, str]:
        """Id → name of agencies that the plan gives work to and that had ended by its day."""
        return {a: ten for a, ten in self._given.items() if self.registry.get(a, self.day) is None}

    def _reader(self, agency: Agency) -> Callable[[Program], None]:
        """What settles the nodes that no rule has settled."""
        from generator.cascade.deriving.assigning.own_bodies import OwnBodies
        from generator.cascade.deriving.frame.opening import open_plan
        from generator.cascade.deriving.frame.title import place_subject
        from generator.cascade.deriving.understand import Understanding
        from generator.cascade.deriving.unit.addressee import addressee_of
        from generator.cascade.deriving.unit.called import known_as
        from generator.cascade.deriving.wording.named_classes import named_classes
        from generator.cascade.deriving.wording.pilots import named_pilots

        above, answers = self.above, self.answers
        assert above is not None  # noqa: S101 - _refusal has looked
        assert answers is not None  # noqa: S101 - asked only with answers
        unit = addressee_of(agency, above, self.registry, answers.facts, self.day)
        classes = named_classes(self._words, unit) if self._is_named(agency) else {}
        unit = unit._replace(facts={**named_pilots(self.plan, unit), **classes, **unit.facts})
        bodies = self._bodies(agency)
        unit = unit._replace(bodies=known_as(bodies.values(), unit.word))
        own = OwnBodies(bodies, self.kinds, unit.level, agency.cap, self.day, answers)
        department = "" if above.vai_tro == "ubnd" else above.ten
        lead = own.leading(self._lead, self.plan.van_ban.trich_yeu, department)
        cited = "" if self.plan.van_ban.loai == "KH" else self._cited()

        def read(program: Program) -> None:
            place_subject(program, unit)
            open_plan(program, unit, cited)
            kind = self.plan.van_ban.loai
            document = "" if kind == "KH" else (type_name(kind) or "").lower()
            reader = Understanding(
                unit, program.speech, self.day, self._given, lead, own, self._ended, document
            )
            reader.read(program)

        return read

    @cached_property
    def _lead(self) -> Lead:
        from generator.cascade.deriving.unit.leading import leading

        return leading(self.plan, self.registry, self.day, self.plan.van_ban.co_quan)

    def _cited(self) -> str:
        """The full citation of the plan above."""
        ma = self.plan.van_ban.ma
        forms, _faults = self.citations.forms(ma, self.registry, lambda _ma: self.plan)
        return forms.full if forms is not None else ""

    def _bodies(self, agency: Agency) -> dict[str, Agency]:
        """Role → body at the level of the agency: its own, or the one all units have."""
        return bodies_of(agency, self._with_roles.get(agency.cap, ()), self.registry, self.day)

    @cached_property
    def _agencies(self) -> list[Agency]:
        """Every agency of the day that is not one of the many units."""
        every = (self.registry.get(i, self.day) for i in self._known)
        return [a for a in every if a is not None and (a.gom or a.vai_tro not in (None, "ubnd"))]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.registry.known(self.day))

    @cached_property
    def _with_roles(self) -> dict[str, list[Agency]]:
        levels: dict[str, list[Agency]] = {}
        for one in sorted(self._agencies, key=lambda a: a.id):
            if one.gom is None:
                levels.setdefault(one.cap, []).append(one)
        return levels

    def _setting(self, agency: Agency, bodies: Mapping[str, Agency]) -> Setting:
        named = sorted({a for _loc, n in walk(self.plan) for a in _assigned(n)})
        every = {a: self.registry.get(a, self.day) or self.registry.get(a) for a in named}
        found = {a: one for a, one in every.items() if one is not None}  # also ended ones
        all_bodies = dict(bodies)
        lower = self._levels_from(agency.cap) - {agency.cap}
        for one in self._agencies:
            if one.gom and one.gom.truc_thuoc == agency.id and lower.intersection(one.gom.cap):
                all_bodies.setdefault("cap-duoi", one)
        return Setting(
            names=self._level_names(agency, all_bodies),
            roles={a: one.vai_tro for a, one in found.items()},
            collectives=frozenset(a for a, one in found.items() if _includes(one, agency)),
            bodies={role: body.id for role, body in all_bodies.items()},
            below=lower | {agency.cap},
            level=agency.cap,
            known=self._known,
        )

    def _levels_from(self, level: str) -> frozenset[str]:
        """The level and all below it."""
        rank = self.registry.level(level).bac
        known = self.registry.levels()
        return frozenset([level, *(c for c in known if self.registry.level(c).bac > rank)])

    def _level_names(self, agency: Agency, bodies: Mapping[str, Agency]) -> dict[str, str]:
        """Everything in curly brackets that does not depend on the single agency."""
        above = self.above
        assert above is not None  # noqa: S101 - _refusal has looked
        names = dict(self.rules.words(agency.cap)) | names_of_level(self.registry, agency)
        names |= names_of_province(agency, self.day, self._said)
        names["phong"] = rooms_of(self.registry.level(agency.cap).bac, self.day)
        upper = self.rules.words(above.cap) | names_of(above)
        upper |= names_of_level(self.registry, above, self._said)
        groups = {"cap_tren": upper, "dau_moi": self._leading_names(upper["cap"])}
        groups |= {f"bo_phan.{role}": names_of(body) for role, body in bodies.items()}
        groups |= {f"cap_tren.bo_phan.{r}": names_of(b) for r, b in self._bodies(above).items()}
        for group, forms in groups.items():
            names |= {f"{group}.{name}": form for name, form in forms.items()}
        return names

    def _leading_names(self, level: str) -> dict[str, str]:
        """The leading body above, for recipients."""
        lead = self._lead if self.answers is not None else None
        if lead is None or not lead.above:
            return {"ten": f"Các cơ quan có liên quan của {level}", "id": ""}
        return {"ten": lead.above, "id": lead.id}

    # ------------------------------------------------------------------ for each agency

    def _make(self, agency: Agency, program: Program) -> Derived:
        own, file = names_of(agency), place_of(self.folder, agency.id)
        ma = plan_id(agency, self.plan, self._kind)
        titles = "\n".join(s.chuc_vu for s in signers_of(program.signers, agency.ten))
        level, filled = (id(program), titles), None
        if not self._alone.get(level, True):
            names = {OPEN[name]: own[name] for name in OWN_NAMES}
            names |= {OPEN_PLAN: ma, OPEN_HEADER: agency.ten}
            filled = self._level_text(level, agency, program).filled(names, file)
        if filled is None:
            plan = self._plan(agency, program, own)
            written = write(plan, self._header(agency.ten))
            left = todo(plan, written, file, program.speech.missing)
            filled = (*certify(written.text), left)
            self._alone.setdefault(level, has_open(written.text))
        text, digest, left = filled

        def made() -> KeHoach:
            plan = self._plan(agency, program, own)
            assert plan.dan_xuat is not None  # noqa: S101 - set by _plan
            plan.dan_xuat.ma_bam = digest
            return plan

        out = tuple(program.dropped), tuple(program.cut), tuple(program.lost)
        return Derived(text, digest, ma, file_name(agency.id), left, *out, made)

    def _level_text(self, level: tuple[int, str], agency: Agency, program: Program) -> LevelText:
        """The text of the agency's level."""
        if level not in self._texts:
            plan = self._open(agency, program)
            plan.van_ban.ma = OPEN_PLAN
            written = write(plan, self._header(OPEN_HEADER))
            left = todo(plan, written, OPEN_FILE, program.speech.missing)
            self._texts[level] = LevelText(written.text, left)
        return self._texts[level]

    def _open(self, agency: Agency, program: Program) -> KeHoach:
        """The plan of any agency of a level, its own names open."""
        return self._plan(msgspec.structs.replace(agency, id=OPEN["id"]), program, OPEN)

    def _plan(self, agency: Agency, program: Program, own: Mapping[str, str]) -> KeHoach:
        parts: dict[str, Any] = {
            part: [self._node(d, own) for d in program.parts[part] if d.dropped is None]
            for part in PARTS
        }
        return KeHoach(
            phien_ban=1,
            dan_xuat=DanXuat(
                ke_hoach=self.plan.van_ban.ma,
                ma_bam_cap_tren=self._digest,
                ma_bam_quy_tac=self.rules.digest,
                ma_bam="",
            ),
            van_ban=self._document(agency, program, own),
            nguoi_ky=signers_of(program.signers, agency.ten),
            co_quan_moi=self.plan.co_quan_moi,
            van_ban_moi=self.plan.van_ban_moi,
            **parts,
        )

    @property
    def _kind(self) -> str:
        """The type of the plans below."""
        return self.plan.van_ban.loai if self.answers is None else "KH"

    def _header(self, name: str) -> list[str]:
        assert self.above is not None  # noqa: S101 - _refusal has looked
        ma = self.plan.van_ban.ma
        return [
            line.format(ten=name, ma=ma, tren=self.above.ten) if "{" in line else line
            for line in _HEADER
        ]

    def _document(self, agency: Agency, program: Program, own: Mapping[str, str]) -> VanBan:
        above, words = self.plan.van_ban, program.subject.words
        return VanBan(
            ma=plan_id(agency, self.plan, self._kind),
            loai=self._kind,
            co_quan=agency.id,
            ngay_xet=self.day,
            trich_yeu=fill(words["noi_dung"], own),
            cap_tren=above.ma,
            luu=program.filed,
            minh_hoa=above.minh_hoa,
            nguon=self._origin(program.subject),
            can_xem=fill(words["can_xem"], own) if "can_xem" in words else None,
        )

    def _origin(self, draft: NodeDraft) -> Nguon:
        """Where a node comes from; an added node has rules only."""
        return Nguon(
            ke_hoach=self.plan.van_ban.ma,
            nut=draft.id if draft.digest else "",
            ma_bam=draft.digest,
            quy_tac=list(draft.touched),
        )

    def _node(self, draft: NodeDraft, own: Mapping[str, str]) -> AnyNode:
        fields = {name: copy(value) for name, value in draft.plain.items()}
        for name, pieces in draft.words.items():
            fields[name] = fill(pieces, own)
        for name, ids in draft.agencies.items():
            fields[name] = [own["id"] if isinstance(a, Own) else a for a in ids]
        for name, below in draft.below.items():
            fields[name] = [self._node(d, own) for d in below if d.dropped is None]
        made: AnyNode = type(draft.above)(id=draft.id, nguon=self._origin(draft), **fields)
        return made


# ------------------------------------------------------------------------------ small things


def _assigned(node: AnyNode) -> list[str]:
    return [
        *getattr(node, "co_quan", ()),
        *getattr(node, "chu_tri", ()),
        *getattr(node, "phoi_hop", ()),
    ]


def _includes(collective: Agency, agency: Agency) -> bool:
    gom = collective.gom
    if gom is None or (gom.cap and agency.cap not in gom.cap):
        return False
    if gom.loai and agency.loai not in gom.loai:
        return False
    return gom.truc_thuoc is None or gom.truc_thuoc == agency.truc_thuoc
