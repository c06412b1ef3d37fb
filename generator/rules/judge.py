"""A document under all rules of the profile of its day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from generator.diagnostics import Diagnostic, Place, Severity
from generator.locale import _
from generator.rules.all_rules import Numbers, rules
from generator.rules.document_view import JudgedDocument, JudgedLine
from generator.rules.finding import NOT_HERE, SEVERITIES, Finding, Fix, Skip
from generator.rules.profile import profile_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from generator.ooxml.content import Para, WordText
    from generator.ooxml.opened import Word
    from generator.rules.profile import Profile

OWN_WORDS = "VP901"
_NAMED = 4
"""So many further places of one fault are named."""


class Judged(NamedTuple):
    """One finding with all places it was found at."""

    diagnostic: Diagnostic
    paras: tuple[Para, ...]
    fixes: tuple[Fix, ...]


class Unjudged(NamedTuple):
    """A rule that could not be judged, and why."""

    code: str
    reason: str


class Judgement(Struct):
    """What came of all rules: each is in one of the four lists."""

    file: str
    profile: str
    """The decree of the profile; "" when none is in force on the day."""
    day: date
    dated: bool
    """False for a draft: then `day` is today."""
    findings: list[Judged]
    passed: list[str]
    not_here: list[str]
    """Rules about what the document does not have."""
    unjudged: list[Unjudged]
    looser: tuple[str, ...] = ()

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """The findings as every other verb has them."""
        return [judged.diagnostic for judged in self.findings]

    @property
    def found(self) -> list[str]:
        """Codes with a finding."""
        return sorted({judged.diagnostic.code for judged in self.findings})

    def coverage(self) -> dict[str, int]:
        """How many rules there were, and what came of them."""
        counts = {
            "dat": len(self.passed),
            "khong_dat": len(self.found),
            "khong_ap_dung": len(self.not_here),
            "khong_xet": len(self.unjudged),
        }
        return {"quy_tac": sum(counts.values()), **counts}


class Checked(NamedTuple):
    """A file that was checked: its judgement, and what was wrong with the file itself."""

    judgement: Judgement | None
    diagnostics: list[Diagnostic]
    word: Word | None = None
    text: WordText | None = None


def check_docx(
    path: Path,
    today: date,
    profile_of: Callable[[date], Profile | None] = profile_on,
    data: bytes | None = None,
    *,
    paged: bool = False,
) -> Checked:
    """Open, read and judge a .docx. Codes of the file itself: TL (see word.opened).

    `paged`: its pages are set for the rules that ask how the text stands on them; without,
    these rules are not evaluated.
    """
    from generator.ooxml.opened import open_word
    from generator.ooxml.walk import read_word
    from generator.read.classify.decide import classify
    from generator.read.word_lines import lines_of_word

    word, problems = open_word(path, data)
    if word is None:
        return Checked(None, problems)
    text = read_word(word)
    reading = classify(lines_of_word(text, str(path)), str(path))
    van = JudgedDocument(word, text, reading, str(path), today, paged=paged)
    return Checked(judge(van, profile_of), problems + text.diagnostics, word, text)


def _is_of_the_party(van: JudgedDocument) -> bool:
    """ĐẢNG CỘNG SẢN VIỆT NAM stands where Decree 30 wants the name of the state."""
    from generator.text.normal import fold

    heads = van.of("quoc_hieu")
    return bool(heads) and all(fold(i.text).startswith("dang cong san") for i in heads)


_LEGAL_KINDS = ("QĐ", "NQ", "CT")
_WITH_YEAR = re.compile(r"\d+\s*/\s*(?:19|20)\d\d\s*/")


def _is_legal(van: JudgedDocument) -> bool:
    """A decision or resolution whose number has a year: 12/2026/QĐ-UBND.

    A year in the number of any other kind is a fault of an administrative document (VP401).
    """
    number = van.first("so")
    return (
        van.kind in _LEGAL_KINDS
        and number is not None
        and _WITH_YEAR.search(number.text) is not None
    )


def judge(
    van: JudgedDocument, profile_of: Callable[[date], Profile | None] = profile_on
) -> Judgement:
    """Every rule of the profile in force on the document's day (today's for a draft)."""
    day = van.day or van.today
    profile = profile_of(day)
    result = Judgement(
        van.file, profile.name if profile else "", day, van.day is not None, [], [], [], []
    )
    party, legal = _is_of_the_party(van), _is_legal(van)
    if profile is None or party or legal:
        reason = _("không có hồ sơ thể thức nào có hiệu lực ngày {ngay}").format(
            ngay=f"{day.day:02}/{day.month}/{day.year}"
        )
        if party:
            reason = _("văn bản của Đảng theo thể thức riêng, không theo Nghị định 30/2020/NĐ-CP")
        elif legal:
            reason = _(
                "văn bản quy phạm pháp luật theo Nghị định 78/2025/NĐ-CP, sửa đổi bởi "
                "187/2025/NĐ-CP, không theo Nghị định 30/2020/NĐ-CP"
            )
        result.unjudged = [Unjudged(code, reason) for code in rules()]
        message = _("Không xét thể thức: {ly_do}").format(ly_do=reason)
        said = Diagnostic("TT900", Severity.WARNING, message, Place(van.file, _("cả văn bản")))
        result.findings = [Judged(said, (), ())]
        return result
    result.looser = profile.looser
    checks = rules()
    for code, numbers in profile.rules.items():
        if code in checks:
            _run(van, code, checks[code], numbers, result)
    if profile.words:
        _own_words(van, profile, result)
    return result


def _run(
    van: JudgedDocument, code: str, check: Any, numbers: dict[str, Any], result: Judgement
) -> None:
    """One rule: its findings, or in which other list it goes."""
    findings: list[Finding] = []
    skipped: Skip | None = None
    absent = False
    for said in check(van, Numbers(code, numbers)):
        if isinstance(said, Finding):
            findings.append(said)
        elif isinstance(said, Skip):
            skipped = said
        elif said is NOT_HERE:
            absent = True
    if findings:
        result.findings += _merged(van, code, SEVERITIES[numbers["muc_do"]], findings)
    elif skipped is not None:
        result.unjudged.append(Unjudged(code, skipped.reason))
    elif absent:
        result.not_here.append(code)
    else:
        result.passed.append(code)


def _merged(
    van: JudgedDocument, code: str, severity: Severity, findings: Iterable[Finding]
) -> list[Judged]:
    """Findings that say the same of several places become one that names the places."""
    groups: dict[tuple[Any, ...], list[Finding]] = {}
    for finding in findings:
        key = (finding.message, finding.found, finding.wanted, finding.severity)
        groups.setdefault(key, []).append(finding)
    merged = []
    for group in groups.values():
        first = group[0]
        places = [_place(van, finding.at) for finding in group]
        message = first.message
        if len(group) > 1:
            others = ", ".join(dict.fromkeys(p.where for p in places[1 : _NAMED + 1]))
            more = _("; còn ở {noi}") if len(group) <= _NAMED + 1 else _("; còn {so} chỗ: {noi}, …")
            message += more.format(noi=others, so=len(group) - 1)
        level = min(severity, first.severity) if first.severity is not None else severity
        diagnostic = Diagnostic(
            code, level, message, places[0], found=first.found, wanted=first.wanted
        )
        paras = tuple(p for f in group if (p := _para(f.at)) is not None)
        merged.append(Judged(diagnostic, paras, tuple(fix for f in group for fix in f.fix)))
    return merged


def _para(at: Any) -> Para | None:
    """The paragraph of a place, if it is one."""
    if isinstance(at, JudgedLine):
        return at.para
    return None if at is None or isinstance(at, str) else at


def _place(van: JudgedDocument, at: Any) -> Place:
    """The place of a finding: paragraph, page part, or the whole document."""
    para = _para(at)
    if para is not None:
        return Place(van.file, para.where, f"{para.label} {para.text}".strip()[:120], para.number)
    return Place(van.file, at if isinstance(at, str) else _("cả văn bản"))


def _own_words(van: JudgedDocument, profile: Profile, result: Judgement) -> None:
    """The wordings an office does not want."""
    hits = 0
    for item, text in van.readable:
        for word in profile.words:
            match = word.find.search(text)
            if match is None:
                continue
            hits += 1
            message = word.reason or _("Cơ quan không dùng cách viết này")
            finding = Finding(message, item, match[0], word.instead)
            result.findings += _merged(van, OWN_WORDS, SEVERITIES[word.severity], [finding])
    if not hits:
        result.passed.append(OWN_WORDS)
