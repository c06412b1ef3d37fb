"""Judge what the command made of a text by its gold: head, tables, tasks, derived plans."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Any

from tests.plans_apart import gold, typist
from tests.plans_apart.office import TASK_ROW, Node, nodes
from tests.plans_apart.rewordings import canonical as plain

SAME = 0.82
"""From this likeness on two sentences are one."""
OWN = {"own", "shared", "coordinate"}
ASKING = ("đề nghị", "phối hợp", "mời", "kiến nghị")
OUTSIDE = re.compile(
    r"^(giám đốc |lãnh đạo )?(các )?(sở |công an tỉnh|công an thành phố|thanh tra tỉnh|thuế tỉnh|"
    r"bộ chỉ huy|kho bạc|bảo hiểm xã hội tỉnh|ban quản lý khu kinh tế|văn phòng ubnd tỉnh|"
    r"ủy ban nhân dân tỉnh|ubnd tỉnh)"
)
ISO = re.compile(r"\b20\d\d-\d\d-\d\d\b")


@dataclass
class Figures:
    """Counts by name (right, of how many) and lists of faults by name."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def count(self, name: str, right: bool, told: str = "") -> None:
        self.counts[f"{name}:of"] += 1
        self.counts[name] += right
        if told and not right:
            self.faults.append(f"{name}: {told}")

    def add(self, other: Figures) -> None:
        self.counts.update(other.counts)
        self.faults += other.faults


def alike(one: str, other: str) -> float:
    """How alike two sentences are, by words."""
    return SequenceMatcher(None, plain(one).split(), plain(other).split(), autojunk=False).ratio()


def judge_head(name: str, plan: dict[str, Any], names: dict[str, str]) -> Figures:
    """Number, date, type, title and agency against the gold."""
    found, paper, written = Figures(), gold.of(name)["paper"], plan["van_ban"]
    for key, read in (
        ("number", written.get("so", 0)),
        ("type", written.get("loai", "KH")),
        ("title", plain(written.get("trich_yeu", ""))),
        ("agency", plain(names.get(written.get("co_quan", ""), ""))),
    ):
        right = plain(paper[key]) if key in ("title", "agency") else paper[key]
        found.count(f"head.{key}", read == right, f"{read} ≠ {right}")
    found.count("head.date", written.get("ngay") == paper.get("date"), str(written.get("ngay")))
    whole = str(plan)
    for cite in paper.get("cites", []):
        own = f"{paper['number']}-{paper['symbol']}" == cite
        found.count("head.cite", own or cite in whole, cite)
    for note in paper.get("footnotes", []):
        found.count("footnote", note in whole, note)
    return found


def _body_words(name: str) -> str:
    """A body's name with all communes under one name, however they are listed."""
    communes = r"(các )?phường, xã(, đặc khu|, thị trấn)?(?! \w)|cấp xã"
    said = " ".join(plain(name).replace("-", " ").split())  # ids have dashes for blanks
    said = said.replace("mttq", "mặt trận tổ quốc")
    return re.sub(communes, "cấp xã", said).removeprefix("các ")


def _same_body(read: str, body: dict[str, str]) -> bool:
    """Whether the words name the body of the gold."""
    said, short = _body_words(read), _body_words(body["name"])
    return said == short or short in said or (len(said) > 3 and said in short)


def _bodies_right(name: str, read: list[str], wanted: list[str]) -> bool:
    """Each body of the gold named, and none beside."""
    known = gold.bodies(name)
    missing = [w for w in wanted if not any(_same_body(r, known[w]) for r in read)]
    beside = [r for r in read if not any(_same_body(r, known[w]) for w in wanted)]
    return not missing and not beside


def judge_tables(name: str, plan: dict[str, Any], names: dict[str, str]) -> Figures:
    """Rows of task tables, and their cells by field."""
    found = Figures()
    rows = [n.row for n in nodes(plan) if n.kind == TASK_ROW]
    for wanted in gold.tasks(name):
        row = max(rows, key=lambda r: alike(r["noi_dung"], wanted["what"]), default=None)
        seen = row is not None and alike(row["noi_dung"], wanted["what"]) >= SAME
        found.count("table.row", seen, wanted["what"])
        if not seen or row is None:
            continue
        told = f"hàng {wanted['no']} “{wanted['what'][:40]}”"
        for key, field_name in (("lead", "chu_tri"), ("with", "phoi_hop")):
            read = [names.get(i, i) for i in row.get(field_name, [])]
            right = _bodies_right(name, read, wanted[key])
            found.count(f"cell.{key}", right, f"{told}: {read}")
        product = plain(str(row.get("san_pham", "")))
        found.count("cell.product", product == plain(wanted["product"]), f"{told}: {product}")
        deadline = _as_days(row.get("thoi_han", {}))
        if wanted["says"]:
            typed = _deadline_right(deadline, wanted)
            found.count("cell.deadline", typed, f"{told}: {wanted['says']} → {deadline}")
        for head, cell in wanted["extra"].items():
            kept = plain(cell) in plain(str({k: v for k, v in row.items() if k != "noi_dung"}))
            found.count("cell.extra", kept, f"{told}: {head}")
    return found


def _as_days(when: dict[str, Any]) -> str:
    """A stored deadline in words; "truoc" is the day after its last day."""
    days = dict(when)
    if "truoc" in days:
        days["truoc"] -= timedelta(days=1)
    return str(days or "")


def _deadline_right(read: str, wanted: dict[str, Any]) -> bool:
    """A deadline as data: the last day, or words that say it, or periodic where it is periodic."""
    if "last" in wanted:
        last: date = wanted["last"]
        month, quarter = f"{last:%Y-%m}", f"{last.year}-Q{(last.month + 2) // 3}"
        exact = (
            last.isoformat() in read
            or f"datetime.date({last.year}, {last.month}, {last.day})" in read
        )
        whole = f"'nam': {last.year}" in read or f"'den_nam': {last.year}" in read
        return exact or quarter in read or whole or (f"'{month}'" in read)
    return (
        bool(read) and read != "{}" and ("loi" not in read or plain(wanted["says"]) in plain(read))
    )


def judge_tasks(name: str, rows: list[dict[str, Any]]) -> Figures:
    """Tasks in prose: found, who leads, by when; a row may name its fields in several ways."""
    found, said = Figures(), typist.paragraphs_of(name)
    for order in gold.orders(name):
        if order["duty"] in ("aim", "money") or not order["who"]:
            continue
        near = [r for r in rows if _about(r, said[order["at"]])]
        found.count("task.found", bool(near), said[order["at"]][:70])
        if not near:
            continue
        told = f"{order['at']} “{said[order['at']][:50]}”"
        leads = [body for row in near for body in _named(row)]
        known = gold.bodies(name)
        right = all(any(_same_body(read, known[w]) for read in leads) for w in order["who"])
        found.count("task.lead", right, f"{told}: {leads}")
        if "last" in order:
            days = {d for row in near for d in ISO.findall(str(row))}
            wanted = {d.isoformat() for d in [order["last"], *order.get("more", [])]}
            found.count(
                "task.deadline", wanted <= days, f"{told}: {sorted(days)} ≠ {sorted(wanted)}"
            )
    return found


def _about(row: dict[str, Any], paragraph: str) -> bool:
    """Whether a proposed task was taken from the paragraph."""
    whole = plain(paragraph)
    texts = [plain(t) for t in _strings(row) if len(t) > 25]
    return any(t in whole or whole in t or alike(t, paragraph) >= SAME for t in texts)


def _named(row: dict[str, Any]) -> list[str]:
    """The names or ids of those who lead."""
    for key in ("lead", "leads", "chu_tri", "who"):
        if key in row:
            return [text.replace("-", " ") for text in _strings(row[key])]
    return []


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for each in inner for text in _strings(each)]


def judge_derived(
    name: str, which: str, plan: dict[str, Any], derived: dict[str, Any], answer: dict[str, Any]
) -> Figures:
    """The derived plan of the unit `which` (a or b) of the text `name`."""
    found = Figures()
    below = [n for n in nodes(derived) if n.kind not in ("noi_nhan", "nguoi_ky")]
    _marks(found, below, answer)
    _fate(found, name, which, plan, below, answer)
    _wrong(found, name, which, below)
    whole = plain(_with_citations(plan, derived, gold.of(name)["paper"]))
    for must in gold.of(name)["gold"].get("must", []):
        if not must.get("or_earlier"):
            found.count("must", plain(must["says"]) in whole, f"{which}: {must['says']}")
    return found


def _with_citations(plan: dict[str, Any], derived: dict[str, Any], paper: dict[str, Any]) -> str:
    """All that the derived plan says, with the number of the plan above where it is cited."""
    whole = f"{derived} {plan.get('van_ban_moi', '')}"
    number = f"{paper['number']:02}/{paper['symbol']}"
    for cited in ("{cap_tren", f"{{{plan['van_ban'].get('ma', '-')}"):
        whole = whole.replace(cited, f"{number} {cited}")
    return whole


def _marks(found: Figures, below: list[Node], answer: dict[str, Any]) -> None:
    for node in below:
        found.count("marked", bool(node.marked))
    asked = {plain(n.marked) for n in below if n.marked} | set(
        map(str, answer.get("questions", []))
    )
    found.counts["questions"] += len(asked)
    found.counts["plans"] += 1


def _fate(
    found: Figures,
    name: str,
    which: str,
    plan: dict[str, Any],
    below: list[Node],
    answer: dict[str, Any],
) -> None:
    """What became of each paragraph and row of the plan above."""
    above = list(nodes(plan))
    told = str(answer)
    said = typist.paragraphs_of(name)
    rows = [(o[which], said[o["at"]], None) for o in gold.orders(name)]
    rows += [(t[which], t["what"], t.get("last")) for t in gold.tasks(name)]
    for whose, words, last in rows:
        ids = {n.id for n in above if alike(n.words, words) >= SAME} - {""}
        came = [n for n in below if n.source in ids or alike(n.words, words) >= SAME]
        sure = [n for n in came if not n.marked]
        short = f"{which}: {words[:70]}"
        if whose in OWN:
            asked = any(f"'{i}'" in told for i in ids) and not came
            found.count("own.found", bool(came), short + (" (đã nói là bỏ)" if asked else ""))
            if came and last:
                found.count("own.deadline", in_time(came, last), short)
        elif whose == "others":
            kept = [n for n in sure if alike(n.words, words) >= SAME and not _asks(n)]
            found.count("others.left", not kept, short)
        elif whose == "asked":
            found.count("asked.as_asked", all(_asks(n) for n in sure), short)
        elif whose == "question":
            found.count("question.asked", not sure, short)


def in_time(came: list[Node], last: date) -> bool:
    """Whether no deadline of the derived rows is later than that of the plan above."""
    return all(day <= last for node in came for day in _days(node.row.get("thoi_han")))


def _days(value: Any) -> list[date]:
    """The last days of stored deadlines; "truoc" is the day after its last day."""
    if isinstance(value, date):
        return [value]
    if isinstance(value, dict):
        early = {"truoc": value["truoc"] - timedelta(days=1)} if "truoc" in value else {}
        value = list({**value, **early}.values())
    inner = value if isinstance(value, list) else []
    return [day for each in inner for day in _days(each)]


def _asks(node: Node) -> bool:
    """Whether a sentence asks instead of ordering, by itself or by its heading."""
    words, above = plain(node.words), plain(node.heading)
    return words.startswith(ASKING) or any(word in above for word in ASKING)


def _wrong(found: Figures, name: str, which: str, below: list[Node]) -> None:
    """Sentences that are wrong for the unit and unmarked."""
    unit = next(u["name"] for u in gold.of(name)["unit"] if u["id"] == which)
    place, _, province = unit.partition(", ")
    rules = [
        *gold.of(name)["gold"].get("must_not", []),
        *gold.of(name)["gold"].get(f"must_not_{which}", []),
    ]
    itself = re.escape(plain(place))
    before_itself = re.compile(
        rf"chịu trách nhiệm .{{0,80}}trước (chủ tịch )?(ủy ban nhân dân|ubnd) {itself}"
    )
    for node in below:
        if node.marked:
            continue
        words = plain(node.words)
        whys = [rule["why"] for rule in rules if plain(rule["says"]) in words]
        if before_itself.search(words):
            whys.append("chịu trách nhiệm trước chính mình")
        if province and f"{plain(place)} {plain(province)}" in words:
            whys.append("hai địa danh liền nhau, thiếu cấp")
        commune = plain(place).split()[0] in ("xã", "phường", "đặc")
        if commune and OUTSIDE.match(words) and node.kind.startswith("muc") and not _asks(node):
            whys.append("giao việc cho cơ quan cấp trên")
        found.count("sure", not whys)
        found.faults += [f"wrong: {which} [{node.id}] {why}: {node.words[:90]}" for why in whys]
