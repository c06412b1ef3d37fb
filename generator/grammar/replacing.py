"""What a document says of the document that it replaces or amends, in its own words.

"Kế hoạch này thay thế Kế hoạch số 88/KH-UBND …", "Kế hoạch số 88/KH-UBND … hết hiệu lực kể từ
ngày Kế hoạch này được ban hành", "Sửa đổi, bổ sung Kế hoạch số 88/KH-UBND …" as its subject.
What other documents did to one another, and what the plan orders others to amend, is none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

Relation = Literal["thay_the", "sua_doi"]


class SaidRelation(NamedTuple):
    """That a document replaces or amends those that some words cite."""

    kind: Relation
    cited: str
    """The words in which the other documents are cited by number and day, or by `{id}`."""


_NAME = (
    r"(?:kế hoạch|chương trình|quyết định|chỉ thị|công văn|phương án|đề án|văn bản|thông báo|"
    r"tờ trình|hướng dẫn|nghị quyết)"
)
_OWN = rf"{_NAME} này"
_CITED = rf"(?:{_NAME} )?(?:số \d|\{{)"
_SENTENCE = re.compile(r"[.;](?=\s|/|$)|\n")
_LEAD = r"^[\W\d]*(?:[a-zđ]\) )?"
_BETWEEN = rf"(?:(?!không |{_CITED}).){{0,300}}?"
_BY_ITSELF = rf"(?:{_LEAD}|(?<!của )(?<!với )(?<!tại ){_OWN}{_BETWEEN})(?<!\w)"
_CITES = rf"(?P<cited>{_CITED}.*)"
_ACTIVE = re.compile(
    rf"{_BY_ITSELF}(?:thay thế|bãi bỏ|thay)(?: cho| toàn bộ| các| những){{0,3}} {_CITES}",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"(?P<cited>{_CITED}.{{0,400}}?) (?:được |bị )?(?:thay thế|bãi bỏ|hết hiệu lực)"
    rf"{_BETWEEN}(?:bằng|bởi|kể từ|từ ngày|khi|theo){_BETWEEN}{_OWN}",
    re.IGNORECASE,
)
_ACT = r"(?:sửa đổi|điều chỉnh|bổ sung|cập nhật)"
_PART = r"(?:nội dung|nhiệm vụ|chỉ tiêu|điểm|khoản|mục|phần|phụ lục|biểu)"
_OF_ITSELF = re.compile(
    rf"(?:{_LEAD}(?:(?:về )?(?:việc )?|kế hoạch )|ban hành (?:kế hoạch )?|{_OWN} )"
    rf"{_ACT}(?:(?:, | và ){_ACT}){{0,3}}(?: (?:một số |các )?{_PART}[^.;{{]{{0,80}}?)?"
    rf"(?: của| tại| trong)? {_CITES}",
    re.IGNORECASE,
)
_IN_PART = re.compile(
    rf"{_BY_ITSELF}thay thế (?:một phần|(?:các |một số )?{_PART})[^.;{{]{{0,80}}? {_CITES}",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(r", (?:giao|đề nghị|yêu cầu|các|Ủy ban|UBND|đồng thời)(?!\w)")


def replaced_in(text: str) -> Iterator[SaidRelation]:
    """What a paragraph of a plan's text says that the plan replaces or amends."""
    for sentence in _SENTENCE.split(text):
        if (found := _ACTIVE.search(sentence)) or (found := _PASSIVE.search(sentence)):
            yield SaidRelation("thay_the", _NEXT_CLAUSE.split(found["cited"])[0])
        elif found := _IN_PART.search(sentence):
            yield SaidRelation("sua_doi", _NEXT_CLAUSE.split(found["cited"])[0])


def amended_in(text: str) -> Iterator[SaidRelation]:
    """What the subject or the opening of a plan says that the plan amends."""
    for sentence in _SENTENCE.split(text):
        if found := _OF_ITSELF.search(sentence):
            yield SaidRelation("sua_doi", _NEXT_CLAUSE.split(found["cited"])[0])
