"""What an agency is called in its plan, and what the plan is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.letters import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.plan.agencies import Agency, Registry
    from generator.plan.model import KeHoach


_PROVINCE = 1


def names_of(agency: Agency) -> dict[str, str]:
    """The forms of its name that rules may use, by their placeholders."""
    return {
        "id": agency.id,
        "ten": agency.ten_trong_cau,
        "ten_ngan": agency.ten_ngan,
        "ten_dau": agency.ten,
        "don_vi": agency.don_vi,
        "Don_vi": _capital(agency.don_vi),
        "dia_danh": agency.dia_danh or "",
        "TEN_NGAN": agency.ten_ngan.upper(),
        "DON_VI": agency.don_vi.upper(),
    }


def names_of_level(registry: Registry, agency: Agency, said: Sequence[str] = ()) -> dict[str, str]:
    """The name of its level, by placeholder; `said`: the keys of what its own plan says.

    A province that became a city since is what its paper calls it.
    """
    level = registry.level(agency.cap)
    name = level.ten
    if level.bac == _PROVINCE and name != "tỉnh" and _says(said, "UBND tỉnh"):
        name = name if _says(said, f"UBND {name}") else "tỉnh"
    return {"cap": name, "Cap": _capital(name), "CAP": name.upper()}


def _says(said: Sequence[str], name: str) -> bool:
    key = key_of(name)
    return any(key in words for words in said)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def plan_id(agency: Agency, plan: KeHoach, loai: str) -> str:
    """Such as "kh-phuong-dong-kinh-2024"."""
    kind = loai.lower().replace("đ", "d")
    day = plan.day()
    year = f"-{day.year}" if day else ""
    return f"{kind}-{agency.id.removeprefix('ubnd-')}{year}"


def known_as(bodies: Iterable[Agency], word: str) -> frozenset[str]:
    """Keys of the names of own bodies; of an office also without the word for the level."""
    names = {body.ten for body in bodies}
    offices = {n.removesuffix(f" {word}") for n in names if n.startswith(("Văn phòng ", "Phòng "))}
    return frozenset(map(key_of, names | offices))
