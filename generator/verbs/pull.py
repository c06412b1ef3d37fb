"""`pull`: an edited .docx, the plan it came from, and the plan as it is now → the new plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import (
    FINDINGS,
    Diagnostic,
    Place,
    Severity,
    as_dicts,
    error,
    exit_code,
    has_errors,
    warning,
)
from generator.locale import _
from generator.workspace.files import os_diagnostic, replace_plan
from generator.workspace.naming import one_plan

if TYPE_CHECKING:
    from pathlib import Path

    from generator.ooxml.content import WordText
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.pulling.plan_draft import PulledDraft
    from generator.pulling.question_comments import SettledQuestion
    from generator.pulling.units import Unit
    from generator.review.changes import PlanDifference
    from generator.review.sentences import Sentences
    from generator.template.compiled import Template
    from generator.workspace.desk import Desk

Outcome = Literal["unchanged", "pulled", "conflict", "refused"]


class Request(NamedTuple):
    """What to pull, and how."""

    edited: Path
    """The .docx."""
    plan: str = ""
    """Path or id of the plan; "": the one of the workspace that the document names."""
    template: Path | None = None
    revisions: Literal["accept", "reject"] = "accept"
    comments: bool = False
    """Write the comments of reviewers into the nodes, as `can_xem`."""
    partial: bool = False
    """Write what has a place in the plan even where other words have none."""
    write: bool = True


class Result(NamedTuple):
    """What became, or would become, of the plan."""

    source: str
    target: str
    status: Outcome
    written: bool
    diagnostics: list[Diagnostic]
    difference: PlanDifference | None = None
    """The plan as it was and as it is; None where it was not read or nothing can be written."""
    words: Sentences | None = None
    """Says the changes of the difference."""

    @property
    def exit_code(self) -> int:
        """1 when words have no place, or conflicts wait for a person."""
        left = self.status in ("refused", "conflict")
        return exit_code(self.diagnostics) or (FINDINGS if left else 0)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        value: dict[str, Any] = {
            "source": self.source,
            "target": self.target,
            "status": self.status,
            "written": self.written,
            "diagnostics": as_dicts(self.diagnostics),
        }
        if self.difference is not None and self.words is not None:
            from generator.review.change_report import as_json

            value["difference"] = as_json(self.difference, self.words, level=False)
        return value


class _Stop(Exception):  # noqa: N818 - not an error of the program
    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__()
        self.diagnostics = list(diagnostics)


def run(desk: Desk, request: Request) -> Result:
    """Bring the edits of a rendered .docx into its plan; never raises for what users cause."""
    workspace = desk.workspace
    plan: Path | None = None
    if request.plan:
        plan, problems = one_plan(workspace, request.plan)
        if plan is None:
            return Result(workspace.shown(request.edited), "", "refused", False, problems)
    pull = _Pull(desk, request, plan)
    try:
        status = pull.run()
    except _Stop as stop:
        pull.diagnostics += stop.diagnostics
        status = "refused"
    except OSError as fault:
        pull.diagnostics.append(os_diagnostic(fault))
        status = "refused"
    target = workspace.shown(pull.path) if pull.path is not None else ""
    found = Result(pull.shown, target, status, pull.written, pull.diagnostics)
    return found if pull.mine is None or pull.after is None else _compared(found, pull)


def _compared(found: Result, pull: _Pull) -> Result:
    """With what changed in the plan."""
    from generator.review.changes import compare, side_of
    from generator.review.sentences import Sentences
    from generator.review.sides import known

    assert pull.mine is not None  # noqa: S101 - the caller has looked
    assert pull.after is not None  # noqa: S101 - the caller has looked
    difference = compare(side_of(pull.mine, found.target), side_of(pull.after, found.target))
    words = Sentences(difference, known(pull.workspace))
    return found._replace(difference=difference, words=words)


class _Pull:
    def __init__(self, desk: Desk, request: Request, plan: Path | None) -> None:
        self.desk, self.request, self.wanted = desk, request, plan
        self.workspace = desk.workspace
        self.edited = request.edited
        self.shown = self.workspace.shown(request.edited)
        self.answers: list[SettledQuestion] = []
        self.asked: set[str] = set()
        """Ids of the comments that are questions of the plan, or answers to them."""
        self.written = False
        self.diagnostics: list[Diagnostic] = []
        self.path: Path | None = None
        self.mine: Loaded | None = None
        self.after: Loaded | None = None

    def run(self) -> Outcome:
        from generator.pulling.elsewhere import elsewhere
        from generator.pulling.footnotes_back import note_leftovers
        from generator.pulling.match import is_likely
        from generator.pulling.prints import Print, PrintingNames
        from generator.pulling.question_comments import answers, own_comments
        from generator.pulling.taken_edits import leftovers, take_over
        from generator.pulling.units import units

        text = self._read()
        mark, digest = self._mark(text)
        self.path = self.wanted if self.wanted is not None and not mark else self._plan(mark)
        data, mine = self._load(self.path)
        base, same = self._base(mine, digest)
        template = self._template(base.van_ban.loai)
        workspace = self.workspace
        known = PrintingNames(workspace.registry, workspace.citations, workspace.plan_of)
        printed = Print(base, known, template)
        notes = printed.signs.planted(text, printed.notes)
        edited = units(text, printed.rows, printed.heads, printed.said)
        if not any(printed.spot(unit) for unit in edited) and (
            mark or not is_likely(printed.units, edited)
        ):
            raise _Stop(self._not_ours())
        self.diagnostics += elsewhere(printed.text, text, self.shown)
        draft = take_over(printed, edited, notes, self.shown)
        self.answers = [a for a in answers(text, base) if a.node in draft.nodes]
        for answer in self.answers:
            draft.set(answer.node, "can_xem", None)
        self.asked = own_comments(text, base) | {c for a in self.answers for c in a.comments}
        theirs = draft.plan()
        if theirs != base or _differs(printed.units, edited):
            again = Print(theirs, known, template, printed.signs)
            leftovers(draft, again)
            note_leftovers(draft, notes, again)
        self._tell(draft, text)
        if self.request.comments:
            theirs = self._with_comments(draft, text, theirs)
        if has_errors(self.diagnostics) and not self.request.partial:
            return "refused"
        new = theirs if same else self._merged(base, theirs, mine.plan)
        return self._write(data, mine, new)

    # ------------------------------------------------------------------ reading

    def _read(self) -> WordText:
        from generator.ooxml.opened import open_word
        from generator.ooxml.walk import read_word

        word, problems = open_word(self.edited)
        if word is None:
            raise _Stop(*problems)
        text = read_word(word, self.request.revisions)
        # what is embedded is not read: its words would be lost
        self.diagnostics += problems + [
            d._replace(severity=Severity.ERROR) if d.code == "TL013" else d
            for d in text.diagnostics
        ]
        if text.has_revisions:
            taken = self.request.revisions == "accept"
            message = (
                _("Tệp có sửa đổi được theo dõi: coi như chấp nhận hết")
                if taken
                else _("Tệp có sửa đổi được theo dõi: coi như từ chối hết")
            )
            hint = _("Chọn khác: --revisions accept hoặc --revisions reject")
            place = Place(self.shown, _("cả tệp"))
            self.diagnostics.append(Diagnostic("KE808", Severity.INFO, message, place, (hint,)))
        return text

    def _mark(self, text: WordText) -> tuple[str, str]:
        from generator.pulling.prints import plan_mark

        names = [n for p in text.paragraphs for n in p.bookmarks]
        mark = plan_mark(names)
        if mark is None and self.wanted is not None:
            return "", ""  # who names the plan need not be told so by bookmarks
        if mark is None:
            raise _Stop(self._not_ours())
        return mark

    def _not_ours(self) -> Diagnostic:
        message = _("Tệp không do kehoach sinh ra, hoặc mất hết dấu ẩn của kế hoạch")
        hint = _("Để lập kế hoạch mới từ tệp Word: kehoach import {tep}").format(tep=self.shown)
        return error("KE801", message, Place(self.shown, _("cả tệp")), hint)

    def _plan(self, mark: str) -> Path:
        from generator.document.anchors import short
        from generator.pulling.base import plan_with
        from generator.workspace.index import head_of

        place = Place(self.shown, _("cả tệp"))
        if self.wanted is not None:
            if short(head_of(self.wanted).ma) != mark:
                message = _("{tep} là văn bản của kế hoạch khác, không phải {ke_hoach}").format(
                    tep=self.shown, ke_hoach=self.workspace.shown(self.wanted)
                )
                raise _Stop(error("KE802", message, place))
            return self.wanted
        found = plan_with(self.workspace, mark)
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(self.workspace.shown(f) for f in found)
            message = _("Nhiều tệp cùng mã kế hoạch: {ds}").format(ds=names)
        else:
            message = _("Không tìm thấy trong không gian làm việc kế hoạch của văn bản này")
        raise _Stop(error("KE802", message, place, _("Nêu tệp kế hoạch bằng -o TỆP.toml")))

    def _load(self, path: Path) -> tuple[bytes, Loaded]:
        from generator.cascade.changing.tree import Tree
        from generator.plan.toml import parse_plan

        data = path.read_bytes()
        mine, problems = parse_plan(data, self.workspace.shown(path))
        if mine is None:
            raise _Stop(*problems)
        if twice := Tree(mine.plan).twice:
            message = _(
                "Mã dùng hai lần trong kế hoạch nên không biết đoạn nào ứng với nội dung nào"
            )
            raise _Stop(error("KE802", message, mine.source.span((*twice[0], "id"))))
        self.mine = mine
        return data, mine

    def _base(self, mine: Loaded, digest: str) -> tuple[KeHoach, bool]:
        """The plan as it was printed, and whether it is the plan as it is."""
        from generator.plan.toml import parse_plan
        from generator.pulling.base import base_text

        assert self.path is not None  # noqa: S101 - found before
        text: str | None = mine.source.text
        if digest:
            text = base_text(self.workspace, self.path, mine.source.text, digest)
        if text is None:
            message = _("Không còn bản kế hoạch lúc sinh văn bản này nên không biết ai sửa chỗ nào")
            hint = _(
                "Khôi phục thư mục .kehoach/goc, hoặc đưa tệp kế hoạch cũ trở lại, rồi chạy lại"
            )
            raise _Stop(error("KE803", message, Place(self.shown, _("cả tệp")), hint))
        if text == mine.source.text:
            return mine.plan, True
        loaded, problems = parse_plan(text.encode(), mine.source.file)
        if loaded is None:
            raise _Stop(*problems)
        return loaded.plan, False

    def _template(self, kind: str) -> Template:
        from generator.surroundings import surroundings
        from generator.template.compiled import load

        template, problems = load(
            self.request.template or self.workspace.template_for(kind), surroundings().cache
        )
        if template is None:
            raise _Stop(*problems)
        return template

    # ------------------------------------------------------------------ telling

    def _tell(self, draft: PulledDraft, text: WordText) -> None:
        for problem in draft.problems:
            if self.request.partial and problem.severity is Severity.ERROR:
                problem = problem._replace(severity=Severity.WARNING)
            if problem not in self.diagnostics:
                self.diagnostics.append(problem)
        if guessed := len(draft.matched.guessed):
            message = _("{so} đoạn mất dấu ẩn, nhận lại theo lời văn").format(so=guessed)
            place = Place(self.shown, _("cả tệp"))
            self.diagnostics.append(Diagnostic("KE809", Severity.INFO, message, place))
        for answer in self.answers:
            said = answer.words or _("đã xem, bỏ câu hỏi")
            message = _("Trả lời “{hoi}”: {dap}").format(hoi=answer.question, dap=said)
            self.diagnostics.append(
                Diagnostic("KE815", Severity.INFO, message, self._node_place(answer.node))
            )
        for node, said in self._comments(draft, text):
            message = _("Nhận xét ở “{ma}”: {chu}").format(ma=node or "?", chu=said)
            span = self._node_place(node)
            self.diagnostics.append(Diagnostic("KE806", Severity.INFO, message, span))

    def _node_place(self, node: str) -> Any:
        """Where a node stands in the plan; in the Word file where the plan has it no more."""
        if self.mine is not None and node in self._locs():
            return self.mine.source.span(self._locs()[node])
        return Place(self.shown, node)

    def _locs(self) -> dict[str, Any]:
        from generator.cascade.changing.tree import Tree

        assert self.mine is not None  # noqa: S101 - read before anything is told
        return {id_: item.loc for id_, item in Tree(self.mine.plan).items.items()}

    def _comments(self, draft: PulledDraft, text: WordText) -> list[tuple[str, str]]:
        """(node, "author: comment") of every comment, in reading order."""
        said = {c.id: c for c in text.comments if c.id not in self.asked}
        by_para = {id(p): s.number for s in draft.seen for p in s.unit.paras}
        found: list[tuple[str, str]] = []
        for para in text.paragraphs:
            for mark in para.marks:
                comment = said.pop(mark.id, None) if mark.kind == "comment" else None
                if comment is not None:
                    words = " ".join(comment.text.split())
                    author = f"{comment.author}: " if comment.author else ""
                    node = draft.node_of.get(by_para.get(id(para), -1), "")
                    found.append((node, f"{author}{words}"))
        return [*found, *(("", " ".join(c.text.split())) for c in said.values())]

    def _with_comments(self, draft: PulledDraft, text: WordText, plan: KeHoach) -> KeHoach:
        for node, said in self._comments(draft, text):
            target = node if node in draft.nodes else "van_ban"
            values = draft.nodes[target][1]
            if "can_xem" in values and said not in (values["can_xem"] or ""):
                values["can_xem"] = "; ".join(filter(None, (values["can_xem"], said)))
        return draft.plan() if text.comments else plan

    # ------------------------------------------------------------------ merging, writing

    def _merged(self, base: KeHoach, theirs: KeHoach, mine: KeHoach) -> KeHoach:
        """Both sides' changes since the document was printed."""
        from generator.pulling.plan_merge import MismatchError, contested, merge

        self.diagnostics += contested(base, theirs, mine, self.shown)
        try:
            return merge(base, theirs, mine)
        except MismatchError as found:
            message = _("Mã “{ma}” nay chỉ loại nội dung khác, không gộp được")
            place = Place(self.shown, found.args[0])
            raise _Stop(error("KE802", message.format(ma=found.args[0]), place)) from None

    def _write(self, data: bytes, mine: Loaded, new: KeHoach) -> Outcome:
        from generator.cascade.changing.rewrite import rewritten
        from generator.plan.check import open_conflicts

        assert self.path is not None  # noqa: S101 - found before
        if new == mine.plan:
            self.after = mine
            return "unchanged"
        made = rewritten(data, mine, new)
        if made.data is None or made.loaded is None:
            raise _Stop(*made.diagnostics)
        self.after = made.loaded
        before = {str(d.message) for d in open_conflicts(mine)}
        conflicts = [d for d in open_conflicts(made.loaded) if str(d.message) not in before]
        if conflicts:
            message = _("Cả tệp Word và kế hoạch cùng sửa {so} chỗ từ khi in ra")
            hint = _("Chọn bằng kehoach resolve: --above là bản Word, --mine là bản kế hoạch")
            place = Place(self.workspace.shown(self.path), _("cả tệp"))
            told = warning("KE807", message.format(so=len(conflicts)), place, hint)
            self.diagnostics += [told, *conflicts]
        self.diagnostics += self._no_longer_right(mine, made.loaded)
        if self.request.write:
            refused = replace_plan(
                self.path, mine.source.digest, made.data, self.workspace.shown(self.path)
            )
            if refused is not None:
                raise _Stop(refused)
            self.written = True
            self._keep_answers(new)
        return "conflict" if conflicts else "pulled"

    def _no_longer_right(self, mine: Loaded, new: Loaded) -> list[Diagnostic]:
        """What keeps the plan from being rendered since these edits: told now, not only then.

        Such as a number typed in Word that the list of cited documents gives otherwise.
        """
        from generator.plan.check import check_plan

        work = self.workspace
        known = (work.registry, work.citations, work.plan_of)
        before = {(d.code, d.message) for d in check_plan(mine, *known)}
        found = [d for d in check_plan(new, *known) if (d.code, d.message) not in before]
        return [d._replace(severity=Severity.WARNING) for d in found if has_errors([d])]

    def _keep_answers(self, plan: KeHoach) -> None:
        """Write questions and answers into the comments of the plan: an answer is a record."""
        from generator.verbs.comment import Settled, keep

        settled = [
            Settled(a.node, a.question, a.author or self.desk.who, a.words) for a in self.answers
        ]
        if settled:
            self.diagnostics += keep(self.desk, plan, settled)


def _differs(old: list[Unit], new: list[Unit]) -> bool:
    return [u.text for u in old if u.text] != [u.text for u in new if u.text]
