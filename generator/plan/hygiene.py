"""Clean the text of a plan: what a reader cannot see must not reach the document.

Vietnamese text is kept in composed form (NFC); invisible characters go; a text of
several lines becomes one paragraph, but for the cells of a task. What was changed is
always said, with its place.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import msgspec

from generator.diagnostics import Diagnostic, Severity, error, warning
from generator.locale import _
from generator.plan.cell_lines import holds_lines
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.plan.model import Loc
    from generator.plan.source import TomlSource

# Zero-width and direction marks, soft hyphen, byte order mark, language tags.
_HIDDEN_CHARS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
# Not allowed by XML 1.0 (controls, surrogates, U+FFFE/FFFF), or without a meaning in
# a public document (private use, C1 controls, other noncharacters).
_FORBIDDEN_CHARS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    "\ufffe\uffff\U000f0000-\U0010ffff"
    + "".join(chr(plane << 16 | low) for plane in range(1, 15) for low in (0xFFFE, 0xFFFF))
)
# Spaces of other widths and NBSP.
_SPACE_CHARS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAK_CHARS = "\t\n\r\x85\u2028\u2029"

# Patterns as text: `re` compiles and keeps each when it is first wanted, which for a clean
# plan is never (the classes are large and would cost a cold start milliseconds).
_HIDDEN = f"[{_HIDDEN_CHARS}]"
_FORBIDDEN = f"[{_FORBIDDEN_CHARS}]"
_SPACES = f"[{_SPACE_CHARS}]"
_BREAK = f"[ ]*[{_BREAK_CHARS}][ {_BREAK_CHARS}]*"
_DOUBLE = r"(?<=\S)  +(?=\S)"
# One pass decides whether a string needs any of that: nearly none does. The class leaves
# out only letters and signs that are composed, visible and allowed.
_UNUSUAL = "[^\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e]"
_SUSPECT = re.compile(f"{_UNUSUAL}|  |^ | $")
# The same of all strings of a file written as JSON: their edges are quotes, and what JSON escapes
# (controls, quotes, backslashes) is looked at one by one.
_IN_JSON = ("  ", '" ', ' "', "\\")
_UNUSUAL_CHAR = re.compile(_UNUSUAL)
_suspect = _SUSPECT.search


def clean(source: TomlSource, keep_edges: tuple[str, ...] = ()) -> list[Diagnostic]:
    """Clean every string of `source.values` in place and say what was found.

    `keep_edges` names keys whose first and last spaces mean something, such as the
    ", " that joins a subject to its document.
    """
    if _all_clean(source.values):
        return []
    cleaner = _Cleaner(source, keep_edges)
    cleaner.container(source.values, ())
    return cleaner.found


def _all_clean(values: dict[str, Any]) -> bool:
    """Whether one look at all strings, as JSON, finds nothing that cleaning might touch."""
    try:
        text = msgspec.json.encode(values).decode()
    except (ValueError, TypeError, OverflowError, RecursionError):
        return False
    return not any(sign in text for sign in _IN_JSON) and _UNUSUAL_CHAR.search(text) is None


def cleaned(text: str) -> str:
    """A text as a plan would hold it: composed letters, plain blanks, one line, nothing hidden.

    Characters that XML cannot carry, or that mean nothing in a public document, are left out.
    """
    if not _SUSPECT.search(text):
        return text
    for pattern in (_HIDDEN, _FORBIDDEN):
        text = re.sub(pattern, "", text)
    text = re.sub(_SPACES, " ", unicodedata.normalize("NFC", text)).strip("\n")
    return re.sub(_BREAK, " ", text).strip(" ")


class _Cleaner:
    def __init__(self, source: TomlSource, keep_edges: tuple[str, ...]) -> None:
        self.source = source
        self.keep_edges = keep_edges
        self.found: list[Diagnostic] = []

    def container(self, box: dict[str, Any] | list[Any], loc: Loc) -> None:
        """Clean the strings of a table or list, and of those inside it."""
        items: Any = box.items() if isinstance(box, dict) else enumerate(box)
        for key, value in items:
            kind = type(value)
            if kind is str:
                if _suspect(value):
                    # Replacing the value of a present key does not disturb the iteration.
                    box[key] = self._string(value, (*loc, key))
            elif kind is dict or kind is list:
                self.container(value, (*loc, key))

    def _string(self, text: str, loc: Loc) -> str:
        """The clean form of one string."""
        return self._layout(self._characters(text, loc), loc)

    def _characters(self, text: str, loc: Loc) -> str:
        if re.search(_FORBIDDEN, text):
            message = _("Ký tự không được phép trong văn bản: {names}")
            message = message.format(names=_names(_FORBIDDEN, text))
            hint = _("Xóa ký tự này; nếu là chữ, gõ lại bằng bộ gõ Unicode")
            self.found.append(error("DL122", message, self.source.span(loc), hint))
        if re.search(_HIDDEN, text):
            message = _("Ký tự ẩn trong văn bản: {names}; chương trình bỏ đi")
            message = message.format(names=_names(_HIDDEN, text))
            self.found.append(warning("DL121", message, self.source.span(loc)))
            text = re.sub(_HIDDEN, "", text)
        if not unicodedata.is_normalized("NFC", text):
            message = _("Văn bản dùng Unicode tổ hợp (NFD); chương trình dùng dạng dựng sẵn (NFC)")
            hint = _("Chọn “Unicode dựng sẵn” trong bộ gõ")
            self.found.append(warning("DL120", message, self.source.span(loc), hint))
            text = unicodedata.normalize("NFC", text)
        return text

    def _layout(self, text: str, loc: Loc) -> str:
        if re.search(_SPACES, text):
            message = _("Dấu cách đặc biệt ({names}) được đổi thành dấu cách thường")
            self._info("DL123", message.format(names=_names(_SPACES, text)), loc)
            text = re.sub(_SPACES, " ", text)
        # The line breaks beside the quotes of a """text""" are layout of the TOML, not text.
        text = text.strip("\n")
        if "\n" in text and holds_lines(loc):
            lines = [self._layout(line, loc) for line in text.split("\n")]
            return "\n".join([line for line in lines if line])
        if re.search(_BREAK, text):
            message = _("Xuống dòng hoặc tab trong một đoạn được đổi thành một dấu cách")
            self._info("DL124", message, loc)
            text = re.sub(_BREAK, " ", text)
        if text != text.strip(" ") and loc[-1] not in self.keep_edges:
            self._info("DL126", _("Dấu cách thừa ở đầu hoặc cuối được bỏ đi"), loc)
            text = text.strip(" ")
        if re.search(_DOUBLE, text):
            self._info("DL125", _("Có từ hai dấu cách liền nhau trong câu"), loc)
        return text

    def _info(self, code: str, message: str, loc: Loc) -> None:
        self.found.append(Diagnostic(code, Severity.INFO, message, self.source.span(loc)))


def _names(pattern: str, text: str) -> str:
    """Such as "U+200B ZERO WIDTH SPACE", each once, at most three."""
    chars = sorted(set(re.findall(pattern, text)))
    names = [f"U+{ord(c):04X} {unicodedata.name(c, '')}".strip() for c in chars[:3]]
    return ", ".join(names) + (", …" if len(chars) > 3 else "")
