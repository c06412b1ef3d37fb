"""`answer`: what only the office knows, asked once and kept for every later plan.

An answer that holds for the office ("Sở Công Thương → Phòng Kinh tế") goes into
danh-muc/tra-loi.toml, and the plan is brought up to date by it; any other question is settled
in the plan itself: its note goes, and by "không" or "bỏ" the sentence, or the clause that is asked
about, goes with it.
"""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.cascade.deriving.rulebook.answered_here import (
    CHOICES,
    as_request,
    asks_for,
    kind_of,
    may_be_of_all,
    one_of,
    yes_or_no,
)
from generator.cascade.deriving.rulebook.answers import ANSWERS, with_answer
from generator.cascade.deriving.rulebook.clause_cuts import cut
from generator.cascade.deriving.rulebook.figures_given import figures_asked
from generator.cascade.deriving.rulebook.questions import asked_of, in_order
from generator.diagnostics import (
    Diagnostic,
    Place,
    as_dicts,
    error,
    exit_code,
    has_errors,
    nearest,
)
from generator.grammar.letters import key_of, plain_of
from generator.locale import _
from generator.plan.asked_notes import questions_in
from generator.plan.model import walk, words_key
from generator.verbs.answers_in_plan import (
    TOGETHER,
    AskedPlace,
    NotDone,
    PlanAnswers,
    rows_of_issuer,
)
from generator.workspace.bases import Bases
from generator.workspace.files import os_diagnostic, write_atomic
from generator.workspace.naming import one_plan
from generator.workspace.reading import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from generator.plan.agencies import Agency
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.verbs.update import Outcome
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

_ROOMS = frozenset(["bo-phan", "chuyen-mon", "vu-trang", "su-nghiep"])


class Open(NamedTuple):
    """A question that is still open in a plan."""

    number: int
    """From 1, in the order in which a clerk answers fastest."""
    text: str
    places: tuple[AskedPlace, ...]
    """All nodes it is about."""
    choices: tuple[str, ...]
    """What can be answered; empty: "xong" once the nodes have been put right, or "bỏ"; "giữ"
    where what is written is right as it stands."""
    kept: bool
    """Whether the answer is kept for the office."""
    named: bool = False
    """Whether a name answers it that no list has: a department's own unit."""

    @property
    def writes(self) -> bool:
        """Whether it asks for words to be put in: "xong" is then taken of words that changed."""
        return not self.kept and kind_of(self.text) == "write"

    @property
    def drops(self) -> frozenset[str]:
        """The nodes from which "bỏ" can take what is asked about; the others say more."""
        return frozenset(at.node for at in self.places if cut(self.text, at.words) is not None)

    def figures(self, node: str) -> tuple[str, ...]:
        """The figures at a place for which the unit's own can be the answer: "12 lớp"."""
        words = next((at.words for at in self.places if at.node == node), "")
        return tuple(one.text for one in figures_asked(self.text, words))

    def offered(self, *nodes: str) -> tuple[str, ...]:
        """The choices that can be taken at these places; no node: at all of them together."""
        if self.kept:
            return self.choices
        at = [place for place in self.places if not nodes or place.node in nodes]
        asked = all(as_request(self.text, one.words) is not None for one in at)
        return tuple(choice for choice in self.choices if asked or not asks_for(choice))


class Request(NamedTuple):
    """Which plan, and what is answered."""

    plan: str
    """Path or id."""
    answers: tuple[tuple[str, str], ...] = ()
    """Number or text of a question → answer; "3.2": its second place alone; none: only ask."""


class Result(NamedTuple):
    """What was kept, what became of the plan, what is still open."""

    file: str
    stored: tuple[str, ...]
    """Questions whose answers are kept for the office now."""
    settled: tuple[str, ...]
    """Questions that were settled in the plan."""
    status: Outcome
    questions: list[Open]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when an answer could not be taken."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "file": self.file,
            "stored": list(self.stored),
            "settled": list(self.settled),
            "status": self.status,
            "questions": [
                {
                    **one._asdict(),
                    "nodes": [place.node for place in one.places],
                    "places": [place._asdict() for place in one.places],
                    "choices": list(one.choices),
                }
                for one in self.questions
            ],
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Take the answers, keep them, bring the plan up to date; say what is open."""
    workspace = desk.workspace
    path, problems = one_plan(workspace, request.plan)
    loaded, found = load(workspace, path) if path is not None else (None, problems)
    if path is None or loaded is None:
        return Result(request.plan, (), (), "refused", [], found)
    shown = workspace.shown(path)
    questions = open_questions(workspace, loaded.plan)
    if not request.answers:
        return Result(shown, (), (), "unchanged", questions, [])
    try:
        return _answered(desk, path, request, questions)
    except OSError as fault:
        return Result(shown, (), (), "refused", questions, [os_diagnostic(fault)])


def open_questions(workspace: Workspace, plan: KeHoach) -> list[Open]:
    """The questions of a plan, each once."""
    from generator.review.node_places import labels

    asked: dict[str, list[AskedPlace]] = {}
    printed = labels(plan)
    issuer = plan.van_ban.co_quan
    unled = {one.id for one in plan.phu_luc if rows_of_issuer(one, issuer)}
    for _loc, node in walk(plan):
        for text in questions_in(node.can_xem):
            short = printed[node.id].short if node.id in printed else ""
            words = str(getattr(node, words_key(node) or "id"))
            asked.setdefault(text, []).append(AskedPlace(node.id, short, words))
    own = tuple(a.ten for a in _own_bodies(workspace, plan))
    found = []
    for number, (text, places) in enumerate(in_order(asked), 1):
        about = asked_of(text)
        kind = about.kind if about is not None else ""
        here = kind_of(text)
        named = here == "unit" and all(
            TOGETHER.fullmatch(at.words) or at.node in unled for at in places
        )
        choices = CHOICES["whether"] if kind else CHOICES.get(here, ())
        if kind == "counterpart" or here == "body":
            choices = own
        found.append(Open(number, text, tuple(places), choices, bool(kind), named))
    return found


def doubting(workspace: Workspace, plan: KeHoach) -> Callable[[str], frozenset[str]]:
    """What a sentence of a plan says that its issuer cannot mean, by the laws of deriving."""
    from generator.cascade.deriving.doubting.doubts import doubts
    from generator.cascade.deriving.unit.addressee import addressee_of

    registry, day = workspace.registry, plan.day()
    unit = registry.get(plan.van_ban.co_quan, day)
    if unit is None or not unit.cap:
        return lambda _words: frozenset()
    above = registry.get(unit.truc_thuoc, day) if unit.truc_thuoc else None
    me = addressee_of(unit, above if above is not None and above.cap else unit, registry, day=day)

    def doubted(words: str) -> frozenset[str]:
        # few words alone are no stump here: they stood so before what is gone
        found = [one for one in doubts(words, me, day) if one.words != plain_of(words).low.strip()]
        return frozenset(f"{one.sort} {one.words}" for one in found)

    return doubted


def _own_bodies(workspace: Workspace, plan: KeHoach) -> list[Agency]:
    """The bodies of the plan's issuer that can be given work."""
    registry, day = workspace.registry, plan.day()
    unit = registry.get(plan.van_ban.co_quan, day)
    every = (registry.get(id_, day) for id_ in registry.known(day)) if unit is not None else ()
    near = {unit.id, None} if unit is not None else set()
    return [
        a
        for a in every
        if a is not None and unit is not None and a.cap == unit.cap and a.gom is None
        and a.loai in _ROOMS and a.truc_thuoc in near
    ]  # fmt: skip


def _answered(desk: Desk, path: Path, request: Request, questions: Sequence[Open]) -> Result:
    from generator.cascade.deriving.below import as_derived
    from generator.verbs import edit, update

    workspace = desk.workspace
    shown = workspace.shown(path)
    loaded = load(workspace, path)[0]
    file = workspace.registry_dir / ANSWERS
    before = file.read_text("utf-8") if file.exists() else ""
    text, stored, problems = before, list[str](), list[Diagnostic]()
    settled, own = list[str](), _named_bodies(workspace, loaded)
    here = None
    if loaded is not None:
        derived = as_derived(Bases(workspace.root), loaded)
        here = PlanAnswers(loaded.plan, own, derived, doubting(workspace, loaded.plan))
    asked = _apart([(name, said, _question(questions, name)) for name, said in request.answers])
    for name, said, one in asked:
        if one is None:
            problems.append(_no_question(name, questions))
        elif one.kept:
            new = _with(text, one, said, own)
            if isinstance(new, Diagnostic):
                problems.append(new)
            else:
                text = new
                stored.append(one.text)
        elif here is not None:
            why = here.take(one.text, one.places, said, named=one.named)
            if why is not None:
                problems.append(_refused(one, said, why))
            else:
                settled.append(one.text)
    if has_errors(problems):
        if not stored and not settled:
            return Result(shown, (), (), "refused", list(questions), problems)
        others = _("Các câu trả lời khác của lệnh này đã ghi; xem lại số của câu hỏi còn lại")
        problems[-1] = problems[-1]._replace(hints=(*problems[-1].hints, others))
    if text != before:
        write_atomic(file, text.encode(), durable=True)
    if here is not None and here.operations:
        problems += edit.run(desk, edit.Request(path, here.operations)).diagnostics
    status: Outcome = "unchanged"
    if stored:
        updated = update.run(desk, update.Request((str(path),)))
        problems += updated.diagnostics
        status = updated.items[0].status if updated.items else "refused"
    after = load(workspace, path)[0]
    left = open_questions(workspace, after.plan) if after is not None else list(questions)
    return Result(shown, tuple(stored), tuple(settled), status, left, problems)


def _apart(asked: Sequence[tuple[str, str, Open | None]]) -> list[tuple[str, str, Open | None]]:
    """Places answered by themselves ("3.1=bỏ") first; the rest of "3=xong" is the other places."""
    alone, whole = list[tuple[str, str, Open | None]](), list[tuple[str, str, Open | None]]()
    for name, said, one in asked:
        single = one is not None and "." in name and name.partition(".")[0] == str(one.number)
        (alone if single else whole).append((name, said, one))
    taken = {(one.text, at.node) for _name, _said, one in alone if one for at in one.places}
    for name, said, one in whole:
        left = tuple(at for at in one.places if (one.text, at.node) not in taken) if one else ()
        if one is None or left:
            alone.append((name, said, one._replace(places=left) if one is not None else None))
    return alone


def _question(questions: Sequence[Open], name: str) -> Open | None:
    """The question of a number or text; of "3.2" with its second place only."""
    said = key_of(name)
    number, _dot, place = name.partition(".")
    for one in questions:
        if name == str(one.number) or key_of(one.text) == said:
            return one
        at = int(place) - 1 if place.isdecimal() else -1
        if number == str(one.number) and not one.kept and 0 <= at < len(one.places):
            return one._replace(places=(one.places[at],))
    return None


def _named_bodies(workspace: Workspace, loaded: Loaded | None) -> list[tuple[str, str]]:
    return [(a.id, a.ten) for a in _own_bodies(workspace, loaded.plan)] if loaded else []


def _with(text: str, one: Open, said: str, own: list[tuple[str, str]]) -> str | Diagnostic:
    """The file of answers with one more, or why the answer cannot be taken."""
    asked = asked_of(one.text)
    assert asked is not None  # noqa: S101 - it is kept
    value = yes_or_no(said) if asked.kind == "belongs" else one_of(said, own)
    if value is None:
        return _not_taken(one, said)
    new = with_answer(text, asked, value)
    if new is None:
        message = _("Không ghi thêm được vào {tep}: tệp có lỗi hoặc viết theo cách khác")
        return error("DX545", message.format(tep=ANSWERS), Place(ANSWERS, _("cả tệp")))
    return new


# ------------------------------------------------------------------ why not


def _refused(one: Open, said: str, why: NotDone) -> Diagnostic:
    if why.reason == "no answer":
        return _not_taken(one, said)
    if why.reason == "as derived":
        return _not_mended(one, why.places)
    if why.reason in ("which figure", "over"):
        return _no_figure(one, said, why)
    return (_no_head if why.reason == "no head" else _more_in_it)(one, why.places)


def _not_taken(one: Open, said: str) -> Diagnostic:
    """An answer that does not fit a question, and what does."""
    if not one.choices and not one.named:
        return _not_one_word(one)
    message = _("“{tra_loi}” không phải câu trả lời cho câu hỏi {so}")
    if one.named:
        hints = [_("Ghi đủ tên một phòng, đơn vị trực thuộc, như: Phòng Kế hoạch - Tài chính")]
    else:
        hints = nearest(said, one.choices) or [_("Chọn: {ds}").format(ds="; ".join(one.choices))]
    return error("LN054", message.format(tra_loi=said, so=one.number), None, *hints)


def _more_in_it(one: Open, left: Sequence[AskedPlace]) -> Diagnostic:
    """`left`: where more is said; the other places can be answered by themselves."""
    message = _("Câu hỏi {so}: câu còn ý khác, không bỏ cả câu được").format(so=one.number)
    hints = [_("Bỏ phần ấy ngay trong kế hoạch rồi trả lời “xong”")]
    loose = [n for n, at in enumerate(one.places, 1) if at not in left]
    if loose:
        numbers = "; ".join(f"{one.number}.{n}=bỏ" for n in loose)
        hints.append(_("Chỗ khác bỏ được ngay: {ds}").format(ds=numbers))
    return error("LN054", message, None, *hints, _where(one._replace(places=tuple(left))))


def _no_head(one: Open, left: Sequence[AskedPlace]) -> Diagnostic:
    message = _("Câu hỏi {so}: câu không mở đầu bằng cơ quan ấy, không tự chuyển được")
    hint = _("Viết lại thành “Đề nghị …” ngay trong kế hoạch rồi trả lời “xong”")
    where = _where(one._replace(places=tuple(left)))
    return error("LN054", message.format(so=one.number), None, hint, where)


def _not_mended(one: Open, left: Sequence[AskedPlace]) -> Diagnostic:
    message = _("Câu hỏi {so}: câu chưa sửa chữ nào từ khi dẫn xuất").format(so=one.number)
    hints = [
        _("Sửa câu ấy trong kế hoạch rồi trả lời “xong”"),
        _("Đã xem, đúng như đang viết thì trả lời “giữ”"),
    ]
    return error("LN054", message, None, *hints, _where(one._replace(places=tuple(left))))


def _no_figure(one: Open, said: str, why: NotDone) -> Diagnostic:
    """Figures that were typed and cannot be put into the sentence."""
    asked = "; ".join(dict.fromkeys(x for at in why.places for x in one.figures(at.node)))
    if why.reason == "over":
        message = _("Câu hỏi {so}: “{tra_loi}” lớn hơn số của tất cả ({co})")
        hints = [_("Nếu đúng như thế, sửa ngay trong kế hoạch rồi trả lời “xong”")]
    elif len(why.places) > 1:
        message = _("Câu hỏi {so}: “{tra_loi}” trả lời chung cho {noi} chỗ ({co})")
        numbers = "; ".join(f"{one.number}.{n}=…" for n in range(1, len(why.places) + 1))
        hints = [_("Ghi số của từng chỗ: {ds}").format(ds=numbers)]
    else:
        message = _("Câu hỏi {so}: “{tra_loi}” chưa cho biết đủ các số trong câu ({co})")
        hints = [_("Ghi đủ, mỗi số kèm đơn vị tính, cách nhau bằng “;”")]
    said_ = message.format(so=one.number, tra_loi=said, co=asked, noi=len(why.places))
    return error("LN054", said_, None, *hints, _where(one._replace(places=why.places)))


def _no_question(name: str, questions: Sequence[Open]) -> Diagnostic:
    message = _("Không có câu hỏi “{ten}” trong kế hoạch này").format(ten=name)
    hint = _("Có {so} câu, đánh số từ 1").format(so=len(questions))
    return error("LN054", message, None, hint)


def _not_one_word(one: Open) -> Diagnostic:
    message = _(
        "Câu hỏi {so} phải sửa ngay trong kế hoạch; sửa xong thì trả lời “xong”, không cần câu ấy"
        " thì “bỏ”"
    )
    figures = next((f for at in one.places if (f := one.figures(at.node))), ())
    hint = _("Hoặc ghi số của đơn vị thay cho: {co}").format(co="; ".join(figures))
    hints = (hint, _where(one)) if figures else (_where(one),)
    if figures and may_be_of_all(one.text):
        hints = (_("Là số của cả tỉnh thì trả lời “toàn tỉnh”"), *hints)
    return error("LN054", message.format(so=one.number), None, *hints)


def _where(one: Open) -> str:
    where = (at.printed or f"“{shorten(at.words, 60, placeholder=' …')}”" for at in one.places[:8])
    return _("Ở: {nut}").format(nut="; ".join(where))
