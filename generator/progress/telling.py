"""What the reports say, as the sentences of a report upwards; always Vietnamese, like any plan.

Sentences and the table of the annex are made of the same values, so they cannot disagree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.plan.wording import capital, short_date
from generator.progress.reported import DONE
from generator.progress.saying import number_text, proofs_of
from generator.progress.task_standing import numbered, standings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from decimal import Decimal

    from generator.progress.report_outline import Content
    from generator.progress.rollup import RollUp, Total
    from generator.progress.task_standing import TaskStanding

MANY = 20
"""Tasks from which the sentences tell groups, not rows, and units from which they tell how many."""
_SIGNS = {">=": "từ", "<=": "không quá", "=": "bằng"}


class TellingFacts(NamedTuple):
    """What is told, and what of the register and of the plan it is told with."""

    found: RollUp
    rows: tuple[TaskStanding, ...]
    kind: str
    """What the plan is, in a sentence: "Kế hoạch"."""
    issued: tuple[tuple[str, int], ...] | None = None
    """Documents issued in the period, by the name of their type; None: no register was asked."""

    @property
    def single(self) -> bool:
        """Whether it is the report of one unit about itself."""
        return len(self.found.asked.units) == 1

    def name(self, unit: str) -> str:
        """How the sentences call a unit."""
        return dict(self.found.asked.units).get(unit, unit)


def account_of(
    found: RollUp, kind: str, issued: tuple[tuple[str, int], ...] | None = None
) -> TellingFacts:
    """The account of a roll-up."""
    return TellingFacts(found, tuple(standings(found)), kind, issued)


class Sentence(NamedTuple):
    """A sentence, and what a person has to settle before it may leave the office."""

    text: str
    open: str = ""


def told(account: TellingFacts, content: Content) -> list[Sentence]:
    """The sentences of one part; none where no report says anything of it."""
    if content == "chi-tieu":
        return _targets(account)
    if content == "nhiem-vu":
        return _tasks(account)
    teller = _TELLERS.get(content)
    return [Sentence(text) for text in teller(account)] if teller is not None else []


# ------------------------------------------------------------------------------ tasks


def state_words(row: TaskStanding) -> str:
    """How a task stands, as the annex and the sentences say it."""
    if row.late:
        return "Quá hạn" if row.of == 1 else f"Quá hạn ở {len(row.late)}/{row.of} đơn vị"
    if row.state == "":
        return "Chưa rõ trạng thái" if row.unclear else "Chưa có báo cáo"
    if row.done and row.done < row.of:
        parts = [
            f"{words} ở {count}/{row.of} đơn vị"
            for words, count in (
                ("hoàn thành", row.done - row.nothing), ("không phát sinh", row.nothing),
            )
            if count
        ]  # fmt: skip
        return capital(", ".join(parts))
    return _STATES[row.state]


_STATES = {
    "chua": "Chưa thực hiện",
    "dang": "Đang thực hiện",
    "cham": "Chậm",
    "dat": "Đúng tiến độ",
    "vuot": "Vượt tiến độ",
    "hoan_thanh": "Hoàn thành",
    "khong_phat_sinh": "Không phát sinh",
}


def _counted(rows: Sequence[TaskStanding], day: date) -> str:
    """How many of some tasks stand how on a day; the parts add up to all of them."""
    late = [r for r in rows if r.late]
    left = [r for r in rows if not r.late]
    parts = [
        ("hoàn thành", [r for r in left if r.state == "hoan_thanh"]),
        ("không phát sinh", [r for r in left if r.state == "khong_phat_sinh"]),
        ("đang thực hiện", [r for r in left if r.state in ("dang", "cham", "dat", "vuot")]),
        ("chưa thực hiện", [r for r in left if r.state == "chua"]),
        ("quá hạn", late),
        ("chưa rõ trạng thái", [r for r in left if r.state == "" and r.unclear]),
    ]
    said = [f"{len(some)} nhiệm vụ {words}" for words, some in parts if some]
    silent = [r for r in left if r.state == "" and not r.unclear]
    if silent:
        passed = sum(1 for r in silent if r.task.due is not None and r.task.due < day)
        among = f" (trong đó {passed} đã hết thời hạn)" if passed else ""
        said.append(f"{len(silent)} nhiệm vụ chưa có báo cáo{among}")
    return ", ".join(said)


def _tasks(account: TellingFacts) -> list[Sentence]:
    found, rows = account.found, account.rows
    if not rows:
        return []
    first = f"Tính đến ngày {short_date(found.as_of)}, trong {len(rows)} nhiệm vụ của "
    first += f"{account.kind}{'' if not account.single else ' giao cho đơn vị'}: "
    first += f"{_counted(rows, found.as_of)}."
    lines = [Sentence(first)]
    if not account.single:
        came, of = len(found.reports), len(found.asked.units)
        silent = _those([account.name(unit) for unit in found.not_reported])
        last = f"; chưa báo cáo: {silent}." if silent else "."
        lines.append(Sentence(f"{came}/{of} đơn vị đã báo cáo{last}"))
    groups = list(dict.fromkeys(row.task.group for row in rows))
    if len(rows) <= MANY:
        lines += [
            Sentence(_row(account, row), _unsettled(account, row.task.id))
            for row in rows
            if row.told or row.unclear
        ]
    elif len(groups) > 1:
        for group in groups:
            some = [row for row in rows if row.task.group == group]
            told_ = f"{group or 'Các nhiệm vụ khác'}: {_counted(some, found.as_of)}."
            lines.append(Sentence(told_))
    lines.append(Sentence("Kết quả từng nhiệm vụ tại Phụ lục kèm theo."))
    return lines


def _row(account: TellingFacts, row: TaskStanding) -> str:
    text = row.task.text.rstrip(" .;/")
    said = [
        (f"{account.name(unit)}: " if row.of > 1 else "") + one.result.rstrip(" .;/")
        for unit, one in (*row.answers, *row.unclear)
        if one.result
    ]
    state = state_words(row)
    lead = f"Nhiệm vụ {row.task.number}. {text}: {state[0].lower()}{state[1:]}"
    return f"{lead}; {'; '.join(said)}." if 0 < len(said) <= MANY else f"{lead}."


def _went_well(account: TellingFacts) -> list[str]:
    done = [row for row in account.rows if row.state == "hoan_thanh"]
    reached = [total for total in account.found.totals if total.reached]
    lines = []
    if done:
        lines.append(f"Hoàn thành {len(done)} nhiệm vụ: {numbered(done)}.")
    if reached:
        numbers = ", ".join(total.target.number for total in reached)
        lines.append(f"Đạt {len(reached)} chỉ tiêu: {numbers}.")
    return lines


def _went_badly(account: TellingFacts) -> list[str]:
    lines = []
    for row in account.rows:
        if row.late and row.task.due is not None:
            who = _those([account.name(unit) for unit in row.late])
            text = row.task.text.rstrip(" .;/")
            line = f"Nhiệm vụ {row.task.number}. {text}: quá hạn {short_date(row.task.due)}"
            lines.append(line + (f" ({who})." if row.of > 1 else "."))
    bare = [row for row in account.rows if any(_bare(one.state, one.proof) for one in row.told)]
    if bare:
        lines.append(f"Báo hoàn thành mà chưa nêu văn bản, minh chứng: nhiệm vụ {numbered(bare)}.")
    return [*lines, *_each(account, "hardship"), *_in_general(account, "hardship")]


def _bare(state: str, proof: bool) -> bool:
    return state == "hoan_thanh" and not proof


def _each(account: TellingFacts, field: str) -> list[str]:
    """What units wrote, each text once with those who wrote it."""
    said: dict[str, list[str]] = {}
    for row in account.rows:
        for unit, one in row.answers:
            text = getattr(one, field).strip().rstrip(".;")
            if text:
                said.setdefault(text, []).append(account.name(unit))
    if account.single:
        return [f"{capital(text)}." for text in said]
    return [f"{_those(units)}: {text}." for text, units in said.items()]


def _in_general(account: TellingFacts, field: str) -> list[str]:
    """What units wrote of no task in particular, paragraph by paragraph."""
    said: dict[str, list[str]] = {}
    for unit, text in account.found.in_general(field):
        if words := text.strip().rstrip(".;"):
            said.setdefault(words, []).append(account.name(unit))
    if account.single:
        return [f"{capital(text)}." for text in said]
    return [f"{_those(units)}: {text}." for text, units in said.items()]


def _those(units: list[str]) -> str:
    """Who wrote something; only how many, where they are many."""
    known = list(dict.fromkeys(units))
    return "; ".join(known) if len(known) <= MANY else f"{len(known)} đơn vị"


def _proposals(account: TellingFacts) -> list[str]:
    return [*_each(account, "proposal"), *_in_general(account, "proposal")]


def _next(account: TellingFacts) -> list[str]:
    left = [row for row in account.rows if row.state not in DONE]
    if not left:
        return []
    lines = [f"Tiếp tục thực hiện {len(left)} nhiệm vụ chưa hoàn thành: {numbered(left)}."]
    day = account.found.as_of
    passed = [row for row in left if row.task.due is not None and row.task.due < day]
    if passed:
        lines.append(
            f"Đôn đốc hoàn thành ngay {len(passed)} nhiệm vụ đã hết hạn: {numbered(passed)}."
        )
    coming = sorted(
        (row.task.due, row.task.id, row.task.text.rstrip(" .;/"))
        for row in left
        if row.task.due is not None and row.task.due >= day
    )
    if len(coming) <= MANY:
        lines += [f"{text}: hạn {short_date(due)}." for due, _id, text in coming]
    return lines


def _documents(account: TellingFacts) -> list[str]:
    if account.issued:
        count = sum(number for _name, number in account.issued)
        kinds = ", ".join(f"{n} {name[0].lower()}{name[1:]}" for name, n in account.issued)
        return [
            f"Trong kỳ đã ban hành {count} văn bản, gồm: {kinds} (đếm từ sổ đăng ký văn bản đi)."
        ]
    named = _named_documents(account)
    if not named:
        return []
    if len(named) > MANY:
        units = {unit for names in named.values() for unit in names}
        return [f"{len(units)} đơn vị nêu {len(named)} văn bản, tại Phụ lục kèm theo."]
    said = [
        words if account.single else f"{words} ({'; '.join(units)})"
        for words, units in named.items()
    ]
    return [f"Các văn bản do đơn vị nêu: {'; '.join(said)}."]


def _named_documents(account: TellingFacts) -> dict[str, list[str]]:
    """The documents with a number that units name, each with the units; other words are none.

    One that a unit names twice, "KH số 15/KH-UBND" and "15/KH-UBND" of one day, is one.
    """
    found: dict[tuple[str, str, str, date | None], str] = {}
    for row in account.rows:
        for unit, one in (*row.answers, *row.unclear):
            proofs = [proof for proof in proofs_of(one.proof_text) if proof.number]
            whole = one.proof_text.strip().rstrip(".;") if len(proofs) == 1 else ""
            for proof in proofs:
                key = (unit, proof.number, proof.symbol, proof.day)
                found[key] = max(found.get(key, ""), whole or proof.text, key=len)
    named: dict[str, list[str]] = {}
    for (unit, *_document), words in found.items():
        named.setdefault(words, []).append(account.name(unit))
    return named


# ------------------------------------------------------------------------------ targets


def _targets(account: TellingFacts) -> list[Sentence]:
    made = []
    for total in account.found.totals:
        text = f"{total.target.text.rstrip(' .;/')}: {figure_words(account, total)}."
        made.append(Sentence(text, _unsettled(account, total.target.id)))
    return made


def _unsettled(account: TellingFacts, node: str) -> str:
    """What a person has to look at before a row is told as a fact; "" for nothing."""
    found = account.found
    kinds = (
        ("Số liệu khác nhau, chưa chốt", found.differing),
        ("Tỷ lệ không khớp mẫu số", found.wrong_shares),
        ("Không phải số, không tính", found.no_number),
        ("Hoàn thành mà số thấp hơn nhiệm vụ nêu", found.short),
    )
    told = []
    for name, items in kinds:
        said = [f"{account.name(one.unit)}: {one.detail}" for one in items if one.node == node]
        told += [f"{name}: {' | '.join(said)}"] if said else []
    return "; ".join(told)


def wanted_words(total: Total) -> str:
    """What had to be reached: "từ 80 %"."""
    target = total.target
    return " ".join(part for part in (_SIGNS[target.compare], target.value, target.unit) if part)


def figure_words(account: TellingFacts, total: Total) -> str:
    """The figure of a target with what it is made of, and the other one where two are stated."""
    target, found = total.target, account.found
    figures = [
        one
        for report in found.reports
        if report.unit in target.units
        for node, one in report.figures
        if node == target.id and one.text
    ]
    apart = sum(1 for one in found.differing if (one.node, one.state) == (target.id, "gia_tri"))
    apart = min(apart, total.missing)
    goal = f"mục tiêu {wanted_words(total)}"
    if not figures:
        none = "số liệu khác nhau, chưa chốt; " if apart else "chưa có số liệu; "
        said = f"{total.stated} {target.unit}; " if total.stated else none
        return said + goal
    unit = f" {target.unit}" if target.unit else ""
    if account.single:
        base = f" ({figures[0].base})" if figures[0].base else ""
        value = figures[0].text.rstrip(" %") if target.unit == "%" else figures[0].text
        return f"{value}{unit}{base}; {goal}"
    if total.added is not None:
        words = f"{number_text(total.added)}{unit}"
        words += f", tổng của {total.reporting} đơn vị" if total.reporting > 1 else ""
    else:
        values = sorted(one.value for one in figures if one.value is not None)
        words = _range(values, unit) if values else "; ".join(one.text for one in figures)
        if total.keeping and total.reporting > 1:
            words += f" (đạt ở {total.keeping} đơn vị)"
    if total.missing > apart:
        words += f", {total.missing - apart} đơn vị chưa có số liệu"
    if apart:
        words += f", {apart} đơn vị có số liệu khác nhau, chưa chốt"
    if total.stated:
        words += f"; số do cơ quan chủ trì tổng hợp nêu: {total.stated}{unit}"
    return f"{words}; {goal}"


def _range(values: list[Decimal], unit: str) -> str:
    low, high = number_text(values[0]), number_text(values[-1])
    if low == high:
        return f"{low}{unit} ở {len(values)} đơn vị"
    return f"từ {low}{unit} đến {high}{unit} ở {len(values)} đơn vị"


_TELLERS: dict[Content, Callable[[TellingFacts], list[str]]] = {
    "uu-diem": _went_well,
    "ton-tai": _went_badly,
    "kien-nghi": _proposals,
    "thoi-gian-toi": _next,
    "van-ban": _documents,
}
