"""Rounds of opinions on a draft: who was asked, what they said, what became of each remark.

They stand in `ho-so/<id>/lay-y-kien.toml`, beside the plan, because they are records of the
office. A remark that was taken is proved: its node says something else now than in the text
that was sent out.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec resolves annotations at run time
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from msgspec import Meta, Struct

from generator.cascade.changing.tree import DOCUMENT, Tree, own_fields
from generator.plan.emit import record_lines
from generator.review.changes import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.plan.model import KeHoach

LONGEST = 8000
"""Letters of a remark or of its explanation."""
Answer = Literal["", "dong-y", "co-y-kien", "khong-dong-y"]
"""Not answered, agrees, has remarks, does not agree."""
Verdict = Literal["", "tiep-thu", "mot-phan", "khong"]
"""Not decided, taken, taken in part, not taken."""
Words = Annotated[str, Meta(min_length=1, max_length=LONGEST)]
Reason = Annotated[str, Meta(max_length=LONGEST)]


class NoiGui(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who was asked."""

    ten: Annotated[str, Meta(min_length=1, max_length=300)]
    co_quan: str = ""
    """Id in the registry; "" for a name that was typed."""
    tra_loi: Answer = ""
    van_ban: Annotated[str, Meta(max_length=300)] = ""
    """The letter of the answer, such as "Công văn số 12/UBND-VP ngày 3/6/2024"."""
    luc: str = ""
    """When the answer was written down, ISO 8601."""


class GopY(Struct, frozen=True, forbid_unknown_fields=True):
    """One remark, at a node of the text that was sent out."""

    id: str
    noi: str
    """Name of who said it, as in `NoiGui.ten`."""
    nut: str
    loi: Words
    cho: str = ""
    """Where the node was printed in the text sent out: "III.2.a"."""
    ket_qua: Verdict = ""
    giai_trinh: Reason = ""
    nguoi: str = ""
    """Who decided."""
    luc: str = ""


class Dot(Struct, frozen=True, forbid_unknown_fields=True):
    """A round."""

    so: int
    luc: str
    """When it was opened, ISO 8601."""
    nguoi: str
    ma_bam: str
    """Digest of the text that was sent out, kept among the bases."""
    han: date
    """The last day on which an answer is in time."""
    noi: list[NoiGui] = []
    gop_y: list[GopY] = []
    xong_luc: str = ""
    """When it was closed; "" while it is open."""
    xong_nguoi: str = ""


class SoLayYKien(Struct, forbid_unknown_fields=True):
    """`lay-y-kien.toml`."""

    phien_ban: Literal[1] = 1
    dot: list[Dot] = []


def fresh_id(dot: Dot) -> str:
    """The id of the next remark of a round."""
    numbers = [int(one.id[1:]) for one in dot.gop_y if one.id[1:].isdigit()]
    return f"g{max(numbers, default=0) + 1}"


def written(rounds: Sequence[Dot]) -> str:
    """The file as text."""
    lines = [
        "# Các đợt lấy ý kiến về kế hoạch này; chương trình ghi, không sửa tay.",
        "phien_ban = 1",
    ]
    for dot in rounds:
        lines += ["", "[[dot]]", *record_lines(dot)]
        for name in ("noi", "gop_y"):
            for one in getattr(dot, name):
                lines += ["", f"[[dot.{name}]]", *record_lines(one)]
    return "\n".join(lines) + "\n"


# ------------------------------------------------------------------ what became of a remark

Proof = Literal["changed", "same", "gone", "lost"]
"""The node says something else now, or stands elsewhere; says the same; is no more; or the text
that was sent out is not kept any more, so that nothing can be told."""


class Proven(NamedTuple):
    """A remark, and what became of its node since it was sent out."""

    remark: GopY
    proof: Proof
    then: str
    now: str
    """The words of the node itself, as people read them."""
    place: str
    """Where it is printed now."""

    @property
    def settled(self) -> bool:
        """Whether nobody has anything to do: decided, explained, and true."""
        said = self.remark
        if said.ket_qua == "khong":
            return bool(said.giai_trinh)
        if said.ket_qua == "mot-phan" and not said.giai_trinh:
            return False
        return bool(said.ket_qua) and self.proof in ("changed", "gone")

    @property
    def false(self) -> bool:
        """Whether it is said to be taken and the text is as it was."""
        return self.remark.ket_qua in ("tiep-thu", "mot-phan") and self.proof == "same"


def proof_of(then: KeHoach | None, now: KeHoach, node: str) -> Proof:
    """What became of a node between two texts of one plan; of the document: of all it prints."""
    if then is None:
        return "lost"
    before, after = Tree(then), Tree(now)
    if node == DOCUMENT:
        same = [_printed(before, one) for one in before.items] == [
            _printed(after, one) for one in after.items
        ]
        return "same" if same and then.kinh_gui == now.kinh_gui else "changed"
    if node not in after.items:
        return "gone"
    if node not in before.items:
        return "changed"
    sides = [[_printed(tree, one) for one in tree.below(node)] for tree in (before, after)]
    moved = before.items[node].group != after.items[node].group
    return "changed" if moved or sides[0] != sides[1] else "same"


def _printed(tree: Tree, id_: str) -> tuple[str, list[Any]]:
    """What a node prints of its own."""
    node = tree.items[id_].node
    return id_, [
        getattr(node, name) for name, _default in own_fields(type(node)) if name not in DATA
    ]


class Counts(NamedTuple):
    """How a round stands."""

    asked: int
    agree: int
    remarks: int
    against: int
    silent: int
    open: int
    """Remarks with something left to do."""


def counts(dot: Dot, proven: Iterable[Proven]) -> Counts:
    """Answers by kind, and the remarks that somebody has still to settle."""
    kinds = [one.tra_loi for one in dot.noi]
    return Counts(
        len(kinds),
        kinds.count("dong-y"),
        kinds.count("co-y-kien"),
        kinds.count("khong-dong-y"),
        kinds.count(""),
        sum(not one.settled for one in proven),
    )
