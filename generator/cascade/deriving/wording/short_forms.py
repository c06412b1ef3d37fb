"""Short forms whose meaning the plan above told in words that did not come down.

"giải phóng mặt bằng (GPMB)", "Dự án đường ven biển (sau đây gọi tắt là Dự án)": where the sentence
that says so is left out, the first use in the unit's plan says it again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.rulebook.rules import NAMED
from generator.cascade.deriving.rulebook.text_under_way import RuleWords
from generator.cascade.deriving.wording.entities import joined, put
from generator.grammar.letters import key_of, plain_of
from generator.text.spelling import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program

_LETTERS = re.compile(r" \((?P<short>[A-ZĐ]{2,8}(?:-[A-ZĐ]{1,4})?)\)")
_CALLED = re.compile(
    r" ?\((?:sau đây|dưới đây)? ?(?:được )?(?:gọi|viết) (?:chung |tắt )*là:? "
    r"“?(?P<short>[^()“”]{2,40}?)”?\)"
)
_WORD = re.compile(r"[^\W\d_]+")
_PARTS = ("can_cu", "mo_dau", "muc", "phu_luc")


class ShortForm(NamedTuple):
    """A short form and what it stands for."""

    short: str
    long: str
    said: str
    """The whole as the unit's plan says it at the first use."""


def define_again(program: Program) -> None:
    """Say what a short form stands for where the unit's plan uses it first."""
    left = [d for d in program.order if d.dropped is None and d.part in _PARTS]
    defined = dict.fromkeys(f for d in program.above for f in _defined(d.said))
    # "UBND" nobody explains
    forms = [f for f in defined if plain_of(f.short).low == f.short.lower()]
    said = told = ""
    for form in forms:
        said = said or " ".join([program.subject.said, *(_said(d) for d in left)])
        told = told or key_of(said)
        if key_of(form.said) in told or _is_told(said, form):
            continue
        named = "" if form.short.isupper() else r"(?! [A-ZĐ])"  # "Dự án Hồ Núi" is another
        use = re.compile(rf"(?<![\w/-]){re.escape(form.short)}(?![\w/-]){named}")
        for draft in left:
            if _put_first(draft, use, form):
                break


def _is_told(said: str, form: ShortForm) -> bool:
    """Whether the unit's plan says itself what it calls so: "… (sau đây gọi là Kế hoạch)"."""
    return any(found["short"].strip() == form.short for found in _CALLED.finditer(said))


def _said(draft: NodeDraft) -> str:
    return " ".join(joined(text) for text in draft.texts.values())


def _put_first(draft: NodeDraft, use: re.Pattern[str], form: ShortForm) -> bool:
    for name, text in draft.texts.items():
        said = joined(text)
        found = use.search(said)
        if found is None:
            continue
        if key_of(form.long) in key_of(said[: found.start()]):
            return True  # the sentence says it whole before
        new, done = put(text, [(found.start(), found.end(), RuleWords((form.said,)))])
        if done and not draft.kept:
            draft.texts[name] = new
            draft.touch(NAMED)
        return True
    return False


def _defined(text: str) -> Iterator[ShortForm]:
    """The short forms that a text explains."""
    if "(" not in text:
        return
    for found in _LETTERS.finditer(text):
        long = _by_initials(text[: found.start()], found["short"])
        if long:
            yield ShortForm(found["short"], long, f"{long} ({found['short']})")
    for found in _CALLED.finditer(text):
        short, before = found["short"].strip(), text[: found.start()]
        first = short.split(" ")[0]
        at = before.rfind(first)
        if at >= 0 and len(before) - at > len(short):
            long = before[at:]
            yield ShortForm(short, long, f"{long} (sau đây gọi tắt là {short})")


def _by_initials(before: str, short: str) -> str:
    """The last words before a bracket whose first letters are those in it; "" for none."""
    letters = unmarked(short.replace("-", "").lower())
    words = list(_WORD.finditer(before))[-len(letters) :]
    initials = unmarked("".join(word[0][0] for word in words).lower())
    return before[words[0].start() :] if words and initials == letters else ""
