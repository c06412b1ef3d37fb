"""Messages in the user's language.

The source strings are Vietnamese; with `speak("en")` the English catalogue
`en/LC_MESSAGES/kehoach.mo` is used. With Vietnamese nothing is loaded, so a command
starts as fast as if it had no translations at all. The language is a matter of the
request, not of the process: two requests at once may speak two languages.
"""

from __future__ import annotations

from contextvars import ContextVar, copy_context
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable


T = TypeVar("T")
_spoken: ContextVar[str] = ContextVar("kehoach_language", default="vi")


def speak(wanted: str) -> None:
    """Set the language of messages in this context: `en…` is English, all else Vietnamese."""
    _spoken.set("en" if wanted.lower().startswith("en") else "vi")


def language() -> str:
    """The language of messages in this context: `vi` (default) or `en`."""
    return _spoken.get()


def spoken_in(wanted: str, call: Callable[[], T]) -> T:
    """What a call gives in another language than the user's: words that go into a document."""

    def tell() -> T:
        speak(wanted)
        return call()

    return copy_context().run(tell)


@cache
def _lookup(lang: str) -> Callable[[str], str]:
    if lang == "vi":
        return str
    import gettext
    from pathlib import Path

    return gettext.translation("kehoach", Path(__file__).parent, [lang], fallback=True).gettext


def N_(message: str) -> str:  # noqa: N802 - the usual name, which pybabel extracts too
    """Mark a message of a constant for the catalogue; `_` translates it where it is used.

    A call of `_` while a module is imported would fix the language of that moment.
    """
    return message


def _(message: str) -> str:
    """Translate a message; the Vietnamese source text is its own key."""
    return _lookup(language())(message) if message else ""  # of "" gettext tells its header
