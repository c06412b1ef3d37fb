"""Apply the rules to a plan once for a whole level; the names of each agency come later.

Everything that is the same for all agencies of a level happens here: which nodes stay, what
they say, who does the work. What comes out is a tree of `NodeDraft`s that `derive` turns into
the plan of one agency after another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.asked_once import ask_once
from generator.cascade.deriving.rulebook.draft import (
    AGENCIES,
    KINDS,
    TEXTS,
    CutRow,
    DroppedNode,
    LostWords,
    NodeDraft,
    Points,
    on_all_points,
    points_of,
)
from generator.cascade.deriving.rulebook.noted_words import marks_in, orphans, unmark
from generator.cascade.deriving.rulebook.numbered_again import number_again
from generator.cascade.deriving.rulebook.questions import Q_APPLIES
from generator.cascade.deriving.rulebook.rule_at_work import Action, Conditions, Speech
from generator.cascade.deriving.rulebook.rules import (
    ANNEXED,
    APPLIES_TO,
    CITES_ABOVE,
    EMPTY,
    LED,
    MERGED,
    QUESTION,
    REPORTED,
    UNFINISHED,
    UNMARKED,
)
from generator.cascade.deriving.rulebook.text_under_way import Own, RuleWords, Text, compact
from generator.cascade.origin import node_digest, subject_digest
from generator.plan.model import CHILDREN, PARTS, Diem, Khoan
from generator.plan.row_parts import NumberedRow, heads_groups, renumbered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.cascade.deriving.rulebook.rule_at_work import Setting
    from generator.cascade.deriving.rulebook.rules import QuyTac, Them
    from generator.plan.model import AnyNode, KeHoach, NguoiKy

if TYPE_CHECKING:
    Reader = Callable[["Program"], None]

_BLANKS = re.compile(r"(?<=\S) {2,}(?=\S)")
_CITES = re.compile(r"(?<!\{)\{cap_tren((?::[a-z]+)?)\}(?!\})")


class Program:
    """The plan above as every agency of one level receives it."""

    def __init__(
        self,
        plan: KeHoach,
        active: list[QuyTac],
        setting: Setting,
        reader: Reader | None = None,
    ) -> None:
        """`reader` settles what no rule has settled; without one, rules alone decide."""
        self.plan, self.setting = plan, setting
        self.speech = Speech(setting)
        self.signers: list[NguoiKy] = []
        self.filed: str | None = "VT"
        self.parts: dict[str, list[NodeDraft]] = {}
        self.order: list[NodeDraft] = []
        self._used: set[str] = set()
        self.elsewhere: list[NodeDraft] = []
        """Tasks for other levels whose paragraphs say them too."""
        self.lost: list[LostWords] = []
        """What is left out and is nobody else's by its words."""
        self.subject = self._subject()
        for part in PARTS:
            self.parts[part] = [self._draft(n, part, None) for n in getattr(plan, part)]
        self.above = [d for d in self.order if d is not self.subject]
        for rule in active:
            self._apply(rule)
        self._of_other_levels(asked=reader is not None)
        if reader is not None:
            reader(self)
        self._merge()
        self._drop_empty()
        if reader is not None:
            ask_once(self.parts, self.order, self.speech)
            number_again(self.parts["muc"])
        self._own_references()
        self._footnotes()
        for draft in self.order:
            if draft.dropped is None:
                draft.finish(self.setting.below - {self.setting.level})

    @property
    def dropped(self) -> list[DroppedNode]:
        """What is left out, in reading order."""
        return [DroppedNode(d.id, d.dropped) for d in self.above if d.dropped is not None]

    @property
    def cut(self) -> list[CutRow]:
        """Rows left out of tables whose nodes stay, in reading order."""
        return [
            CutRow(d.id, words, rule)
            for d in self.above
            if d.dropped is None
            for words, rule in d.cut
        ]

    # ------------------------------------------------------------------ from the plan above

    def _subject(self) -> NodeDraft:
        document = self.plan.van_ban
        subject = NodeDraft(document, "trich_yeu", "van_ban", None, subject_digest(document))
        subject.said = document.trich_yeu
        subject.texts["noi_dung"] = [document.trich_yeu]
        self._cite_above(subject)
        self.order.append(subject)
        return subject

    def _draft(self, node: AnyNode, part: str, parent: NodeDraft | None) -> NodeDraft:
        kind = type(node)
        draft = NodeDraft(node, KINDS[kind], part, parent, node_digest(node))
        for name in TEXTS[kind]:
            if (text := getattr(node, name)) is not None:
                draft.texts[name] = [_BLANKS.sub(" ", text) if "  " in text else text]
        draft.said = "\n".join(["".join(t) for t in draft.texts.values()])  # type: ignore[arg-type]
        for name in AGENCIES.get(kind, ()):
            draft.agencies[name] = list(getattr(node, name))
            draft.given += draft.agencies[name]
            draft.leads += draft.agencies[name] if name != "phoi_hop" else []
        if node.can_xem:
            draft.marks.append(RuleWords((f"Kế hoạch cấp trên còn ghi: {node.can_xem}",)))
            draft.touch(UNFINISHED)
        self._cite_above(draft)
        self.order.append(draft)
        for name in CHILDREN.get(kind, ()):
            draft.below[name] = [self._draft(n, part, draft) for n in getattr(node, name)]
        if node.ap_dung and not self.setting.below.intersection(node.ap_dung):
            if getattr(node, "tu_doan", None):
                self.elsewhere.append(draft)  # it stays or goes with its paragraphs
            else:
                draft.drop(APPLIES_TO)
        return draft

    def _cite_above(self, draft: NodeDraft) -> None:
        """`{cap_tren}` above means the plan above that one: name it by its id."""
        upper = self.plan.van_ban.cap_tren
        if upper is None or "{cap_tren" not in draft.said:
            return
        for name, text in draft.texts.items():
            new: Text = []
            for piece in text:
                assert isinstance(piece, str)  # noqa: S101 - before any rule
                parts = _CITES.split(piece)
                for i, part in enumerate(parts):
                    new.append(RuleWords((f"{{{upper}{part}}}",)) if i % 2 else part)
            draft.texts[name] = [p for p in new if p]
        draft.touch(CITES_ABOVE)

    # ------------------------------------------------------------------ rules

    def _apply(self, rule: QuyTac) -> None:
        if rule.khi_khong_dung is not None and rule.khi_khong_dung in self._used:
            return
        if rule.nguoi_ky:
            self.signers = rule.nguoi_ky
        if rule.luu is not None:
            self.filed = rule.luu
        if rule.edits_nodes():
            matching = Conditions(rule, self.speech)
            found = matching.among(d for d in self.order if d.dropped is None and not d.kept)
            if rule.lan is not None:
                found = found[-1:] if rule.lan == "cuoi" else found[:1]
            action = Action(rule, self.speech) if found else None
            for draft in found:
                if action is not None and action(draft, matching.left_in(draft)):
                    draft.touch(rule.id)
                    self._used.add(rule.id)
        if rule.them is not None:
            self._add(rule, rule.them)

    def _add(self, rule: QuyTac, new: Them) -> None:
        found = self._place(new.vao)
        if found is None:
            return
        parent, part = found
        taken = {d.id for d in self.order if d.dropped is None}
        for node in new.nodes():
            draft = self._added(rule, node, part, parent, taken)
            group = (
                self.parts[part] if parent is None
                else parent.below.setdefault(KINDS[type(node)], [])
            )  # fmt: skip
            group.insert(_position(group, new), draft)
            self._used.add(rule.id)

    def _place(self, where: str) -> tuple[NodeDraft | None, str] | None:
        if where in PARTS:
            return None, where
        if where == "muc-cuoi":
            sections = [d for d in self.parts["muc"] if d.dropped is None]
            return (sections[-1], "muc") if sections else None
        for draft in self.order:
            if draft.id == where and draft.dropped is None:
                return draft, draft.part
        return None

    def _added(
        self, rule: QuyTac, node: AnyNode, part: str, parent: NodeDraft | None, taken: set[str]
    ) -> NodeDraft:
        kind = type(node)
        draft = NodeDraft(node, KINDS[kind], part, parent, "")
        draft.id = _free(node.id, taken)
        taken.add(draft.id)
        for name in TEXTS[kind]:
            if (text := getattr(node, name)) is not None:
                draft.texts[name] = [self.speech.words(text)]
        for name in AGENCIES.get(kind, ()):
            draft.agencies[name] = list(self.speech.agencies(getattr(node, name)))
        if node.can_xem:
            draft.marks.append(self.speech.words(node.can_xem))
        draft.touch(rule.id)
        self.order.append(draft)
        for name in CHILDREN.get(kind, ()):
            draft.below[name] = [
                self._added(rule, n, part, draft, taken) for n in getattr(node, name)
            ]
        return draft

    def new(self, node: AnyNode, part: str, parent: NodeDraft | None, rule: str) -> NodeDraft:
        """A node that the plan above does not have; whoever asks puts it in its place."""
        kind = type(node)
        draft = NodeDraft(node, KINDS[kind], part, parent, "")
        draft.id = _free(node.id, {d.id for d in self.order})
        for name in TEXTS[kind]:
            if (text := getattr(node, name)) is not None:
                draft.texts[name] = [self.speech.words(text)]
        for name in AGENCIES.get(kind, ()):
            draft.agencies[name] = list(getattr(node, name))
        for name in CHILDREN.get(kind, ()):
            draft.below[name] = []
        draft.touch(rule)
        self.order.append(draft)
        return draft

    # ------------------------------------------------------------------ after the rules

    def _merge(self) -> None:
        """Items of one list given to the same body become one, where a rule asks for it."""
        lists = [self.parts["muc"]]
        for draft in self.order:
            if draft.part == "muc":
                lists += [draft.below[name] for name in ("khoan", "muc") if draft.below.get(name)]
        for items in lists:
            first: dict[object, NodeDraft] = {}
            for item in items:
                if item.dropped is not None or not item.assigned or "noi_dung" in item.texts:
                    continue
                into = first.setdefault((_bearer(item), item.kind), item)
                if item.merge and into is not item:
                    _join(into, item)

    def _of_other_levels(self, *, asked: bool) -> None:
        """Tasks for other levels go; a paragraph that orders the same and stays is asked about."""
        stays = {d.id: d for d in self.order if d.dropped is None and d.touched}
        for task in self.elsewhere:
            if task.dropped is None:
                task.drop(APPLIES_TO)
            words = self.speech.words(Q_APPLIES)
            for paragraph in (stays[i] for i in task.above.tu_doan if asked and i in stays):
                if words not in paragraph.marks:
                    paragraph.marks.append(words)
                    paragraph.touch(QUESTION)

    def _drop_empty(self) -> None:
        """A title whose content is all left out goes too."""
        for appendix in self.parts["phu_luc"]:
            tasks = appendix.below.get("nhiem_vu", [])
            groups = {g.id: g.dropped for g in appendix.below.get("nhom", []) if g.dropped}
            for task in tasks:
                if task.dropped is None and (rule := groups.get(task.above.nhom)):
                    task.drop(rule)  # a group takes its tasks with it
            heads = appendix.below.get("nhom", [])
            left = {t.above.nhom for t in tasks if t.dropped is None}
            once = {t.above.nhom for t in tasks}
            for id_, over in heads_groups([head.above for head in heads]).items():
                once |= {over} if id_ in once else set()
                left |= {over} if id_ in left else set()
            for group in heads:
                if group.dropped is None and group.id in once - left:
                    group.dropped = EMPTY
            _number_groups(heads)
        for draft in reversed(self.order):
            if draft.dropped is not None or "noi_dung" in draft.texts or draft.speaks:
                continue
            if (below := draft.children()) and all(child.dropped for child in below):
                draft.dropped = EMPTY

    def _own_references(self) -> None:
        """`tu_doan` of a task keeps only the paragraphs that are still there."""
        kept = {d.id for d in self.order if d.dropped is None}
        for draft in self.order:
            if draft.kind == "nhiem_vu" and draft.dropped is None:
                draft.agencies["tu_doan"] = [i for i in draft.above.tu_doan if i in kept]

    def _footnotes(self) -> None:
        """A footnote goes down with the words that mark it; a mark without one goes too."""
        notes = self.parts["chu_thich"]
        if not notes:
            return
        texts = [d for d in self.order if d.dropped is None and d not in notes]
        for draft in texts:
            if draft.digest and draft is not self.subject and (lost := orphans(draft)):
                unmark(draft, lost)
        marked = {id_ for draft in texts for id_ in marks_in(draft)}
        for note in notes:
            if note.dropped is None and note.id not in marked:
                note.dropped = UNMARKED
        gone = {note.id for note in notes if note.dropped is not None}
        for draft in texts:
            if gone & marked:
                unmark(draft, gone)


def _bearer(item: NodeDraft) -> object:
    """Who has an item: its bodies; what its title says where those are the unit itself."""
    bodies = tuple(item.agencies.get("co_quan", ()))
    if bodies and not isinstance(bodies[0], Own):
        return bodies
    return (*bodies, *compact(item.texts.get("tieu_de", [])))


_HOUSE = frozenset([LED, REPORTED])
"""Rules that give a body lines which the plan above has not."""


def _is_house_line(point: NodeDraft) -> bool:
    return not point.digest and not _HOUSE.isdisjoint(point.touched)


def _join(into: NodeDraft, item: NodeDraft) -> None:
    """Put the points of an item into another one."""
    source, target = (points_of(one) or Points(one, "diem") for one in (item, into))
    if source.kind != target.kind and item.kind == into.kind == "muc":
        source, target = (Points(one, "khoan") for one in (item, into))  # of both kinds, each
    if source.kind != target.kind and points_of(item) and points_of(into):
        source = source if any(p.above.bang for p in source.all) else _of_kind(source, target)
    if source.kind != target.kind or source.kind not in source.holder.below:
        return
    for one in (into, item):  # what is asked of every point is not asked of the points beside
        one.marks = [mark for mark in one.marks if not on_all_points(one, mark)]
    for point in source.all:
        point.parent = target.holder
    own = len(target.all)  # lines that the plan above has not stay behind what it gives
    while own and _is_house_line(target.all[own - 1]):
        own -= 1
    target.holder.below[target.kind] = [*target.all[:own], *source.all, *target.all[own:]]
    source.holder.below[source.kind] = []
    source.holder.dropped = item.dropped = MERGED
    into.marks += [m for m in item.marks if m not in into.marks]
    if getattr(target.holder.above, "kieu_diem", "") == "khong":  # several points need their marks
        target.holder.changed["kieu_diem"] = source.holder.above.kieu_diem
    into.touch(MERGED)


def _of_kind(points: Points, like: Points) -> Points:
    """The points of an item as those beside which they come to stand: all a) b), or all 1.1."""
    if like.kind == "diem" and any(point.below.get("khoan") for point in points.all):
        return points  # a point a) has no 1.1 below it
    for point in points.all:
        said = {"id": point.above.id, "noi_dung": point.above.noi_dung}
        if like.kind == "diem":
            point.below.pop("khoan", None)
            point.above = Diem(**said)
        else:
            point.above = Khoan(**said, danh_so=like.all[0].above.danh_so)
        point.kind = like.kind
        point.agencies.pop("co_quan", None)
    holder = points.holder
    holder.below[like.kind] = [*holder.below.get(like.kind, []), *points.all]
    holder.below[points.kind] = []
    return Points(holder, like.kind)


def _free(wanted: str, taken: set[str]) -> str:
    name, n = wanted, 2
    while name in taken:
        name, n = f"{wanted}-{n}", n + 1
    return name


def _position(group: list[NodeDraft], new: Them) -> int:
    ids = [d.id for d in group]
    if new.truoc in ids:
        return ids.index(new.truoc)
    if new.sau in ids:
        place = ids.index(new.sau) + 1
        while place < len(group) and group[place].digest == "" and new.truoc is None:
            place += 1  # after what earlier rules, or this one, put at the same place
        return place
    return len(group)


def _number_groups(heads: Sequence[NodeDraft]) -> None:
    """Groups with numbers of their own go on from one another without those left out."""
    own = [head for head in heads if getattr(head.above, "tt", None)]
    rows = [NumberedRow(head.above.id, head.above.tt, None) for head in own]
    stay = [head.above.id for head in own if head.dropped is None]
    made = renumbered(rows, heads_groups([head.above for head in own]), stay)
    for head in own:
        number = made.get(head.above.id, head.above.tt)
        if number != head.above.tt and not head.kept:
            head.changed["tt"] = number
            head.touch(ANNEXED)
