"""One rule at work on one node: does it apply, and what does it do."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.rulebook.rules import BODY_NAMES
from generator.cascade.deriving.rulebook.text_under_way import (
    Own,
    RuleWords,
    finder,
    put_after,
    put_before,
    remaining,
    replace,
    template,
)
from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rules import Field, QuyTac

SELF = Own("id")
"""Stands for the new agency in a list of agencies."""


class Setting(NamedTuple):
    """What the rules of a level may know besides the plan."""

    names: Mapping[str, str]
    """Names of the level and of the agency above, for placeholders."""
    roles: Mapping[str, str | None]
    """Agency id → counterpart role, for every agency the plan names."""
    collectives: frozenset[str]
    """Ids of the collectives to which the new agency belongs."""
    bodies: Mapping[str, str]
    """Role → id of the body that has it at the new level."""
    below: frozenset[str]
    """The level itself and the levels under it."""
    level: str
    """The level itself."""
    known: frozenset[str]
    """Every agency of the day."""


class Speech:
    """The words of rules in the mouth of one level."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.missing: set[str] = set()
        """Names that rules use and nobody at this level has."""
        self._said: dict[str, RuleWords] = {}
        """What was read with the names of the level alone."""

    def words(self, text: str, names: Mapping[str, str] | None = None) -> RuleWords:
        """A rule's words with the names of this level."""
        if names:
            return template(text, names, self.missing.add)
        if text not in self._said:
            self._said[text] = template(text, self.setting.names, self.missing.add)
        return self._said[text]

    def known(self, text: str) -> str:
        """Words to look for; they hold no name of a single agency."""
        return "".join(self.words(text).pieces)

    def pattern(self, words: Iterable[str]) -> re.Pattern[str]:
        """A pattern for words of a rule, which may hold names of the level."""
        return word_finder(tuple(self.known(word) for word in words))

    def agencies(self, ids: Iterable[str]) -> Iterator[str]:
        """Agencies of an added node; a body that the level does not have is left out."""
        for item in ids:
            if item == "{id}":
                yield SELF
                continue
            absent: list[str] = []
            id_ = "".join(template(item, self.setting.names, absent.append).pieces)
            if not absent and id_ in self.setting.known:
                yield id_


class Conditions:
    """To which drafts a rule applies."""

    def __init__(self, rule: QuyTac, speech: Speech) -> None:
        self.rule, self.setting = rule, speech.setting
        self.words = tuple(map(speech.known, rule.co_chu))
        self.said = word_finder(self.words) if rule.co_chu else None
        self.regex = _regex(rule.mau) if rule.mau else None
        self.left = speech.pattern(rule.con_chu) if rule.con_chu else None

    def among(self, drafts: Iterable[NodeDraft]) -> list[NodeDraft]:
        """Those for which every condition of the rule holds, in their order."""
        rule, found = self.rule, drafts
        if rule.loai:
            found = [d for d in found if d.kind in rule.loai]
        if rule.phan:
            found = [d for d in found if d.part in rule.phan]
        if rule.vai_tro:
            found = [d for d in found if getattr(d.above, "vai_tro", None) in rule.vai_tro]
        if rule.nut:
            found = [d for d in found if _any(d.id, rule.nut)]
        if rule.trong:
            found = [d for d in found if any(_any(a.id, rule.trong) for a in _ancestors(d))]
        if rule.giao_cho or rule.cua_minh or rule.chua_giao:
            found = [d for d in found if self._agencies(d)]
        if self.said or self.regex or self.left:
            found = [d for d in found if self._words(d)]
        return list(found)

    def _agencies(self, draft: NodeDraft) -> bool:
        rule = self.rule
        ids = draft.given if rule.giao is not None else draft.leads
        if rule.giao_cho and not any(self.setting.roles.get(a) in rule.giao_cho for a in ids):
            return False
        if rule.cua_minh and self.setting.collectives.isdisjoint(ids):
            return False
        return not rule.chua_giao or (bool(draft.leads) and not draft.assigned)

    def _words(self, draft: NodeDraft) -> bool:
        if self.said is not None and not (
            holds(draft.said, self.words) and self.said.search(draft.said)
        ):
            return False
        if self.regex is not None and self.regex.search(draft.said) is None:
            return False
        return self.left is None or bool(self.left_in(draft))

    def left_in(self, draft: NodeDraft) -> str:
        """The word of `con_chu` that no rule has touched here; "" if there is none."""
        if self.left is None:
            return ""
        words = (remaining(text, self.left) for text in draft.texts.values())
        return next((w for w in words if w), "")


class Action:
    """What a rule does to a draft; returns whether it did anything."""

    def __init__(self, rule: QuyTac, speech: Speech) -> None:
        self.rule, self.speech = rule, speech
        setting = speech.setting
        self.names = dict(setting.names)
        self.new: str | None = None
        if rule.giao == "chinh-minh":
            self.new = SELF
        elif rule.giao is not None:
            self.new = setting.bodies.get(rule.giao)
            for form in BODY_NAMES:
                if (value := setting.names.get(f"bo_phan.{rule.giao}.{form}")) is not None:
                    self.names[f"bo_phan.{form}"] = value
        pairs = [(speech.known(old), new) for old, new in rule.thay]
        self.table = {old: speech.words(new, self.names) for old, new in reversed(pairs)}
        self.table |= {k: RuleWords((k,)) for k in map(speech.known, rule.giu_chu)}
        self.finder = word_finder(tuple(self.table)) if self.table else None

    def __call__(self, draft: NodeDraft, word: str) -> bool:
        """Change the node; `word` is what `con_chu` found, for the note to the clerk."""
        rule = self.rule
        if rule.bo:
            draft.drop(rule.id)
            return True
        done = rule.giu
        draft.kept = draft.kept or rule.giu
        if rule.giao is not None:
            lead = self._assign(draft)
            done = True
            if not lead:
                return done
        done |= self._rewrite(draft)
        if rule.danh_dau is not None:
            draft.marks.append(self.speech.words(rule.danh_dau, {**self.names, "chu": word}))
            done = True
        return done

    def _rewrite(self, draft: NodeDraft) -> bool:
        rule, done = self.rule, False
        for name, new in rule.viet_lai.items():
            if name in draft.texts and not (rule.giao is not None and self.new is None):
                draft.texts[name] = [self.speech.words(new, self.names)]
                done = True
        main: Field = "noi_dung" if "noi_dung" in draft.texts else "tieu_de"
        if self.finder is not None:
            for field, text in draft.texts.items():
                if (replaced := replace(text, self.finder, self.table)) is not None:
                    draft.texts[field] = replaced
                    done = True
        if rule.noi_dau is not None:
            words = self.speech.words(rule.noi_dau, self.names)
            draft.texts[main] = put_before(draft.texts[main], words)
            done = True
        if rule.noi_cuoi is not None:
            words = self.speech.words(rule.noi_cuoi, self.names)
            draft.texts[main] = put_after(draft.texts[main], words)
            done = True
        return done

    def _assign(self, draft: NodeDraft) -> bool:
        """Give the work to the new body; False when only the coordinating bodies changed."""
        rule, setting = self.rule, self.speech.setting
        if self.new is None:
            draft.marks.append(RuleWords((f"Cấp này chưa có cơ quan có vai trò “{rule.giao}”",)))
            return True
        wanted = setting.collectives if rule.cua_minh else set()
        lead = False
        for name, ids in draft.agencies.items():
            matched = [a in wanted or setting.roles.get(a) in rule.giao_cho for a in ids]
            if not any(matched):
                continue
            lead |= name != "phoi_hop"
            others = rule.bo_chu_tri_khac and name != "phoi_hop"
            changed = [
                self.new if match else a
                for a, match in zip(ids, matched, strict=True)
                if match or not others
            ]
            draft.agencies[name] = list(dict.fromkeys(changed))
        leads = draft.agencies.get("chu_tri", [])
        if "phoi_hop" in draft.agencies:
            draft.agencies["phoi_hop"] = [a for a in draft.agencies["phoi_hop"] if a not in leads]
        draft.assigned |= lead
        draft.merge |= rule.gop and lead
        return lead


def _ancestors(draft: NodeDraft) -> Iterator[NodeDraft]:
    parent = draft.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _any(name: str, patterns: list[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


@lru_cache(maxsize=1024)
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=1024)
def word_finder(words: tuple[str, ...]) -> re.Pattern[str]:
    """See `words.finder`; a rule is compiled once for all plans of a level."""
    return finder(words)
