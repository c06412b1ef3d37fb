"""Harmless rewordings of a plan's file: other words, the same orders.

Each changes what a plan says (`noi_dung`, `tieu_de`, `san_pham`) and nothing else: ids, deadlines,
bodies stay. `python -m tests.plans_apart.rewordings [PLAN] [--unit ID]` derives the plan in each
wording and lists the nodes whose fate or meaning differs from the original's.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.plans_apart.office import Office, nodes, plain

ROOT = Path(__file__).parents[2]
CITY = ROOT / "plans" / "lang-son-2024" / "thanh-pho.toml"
LINE = re.compile(r'^((?:noi_dung|tieu_de|san_pham) = ")((?:[^"\\]|\\.)*)(")', re.MULTILINE)
CITED = re.compile(r"(\{[^}]*\})")

Change = Callable[[str], str]


def _swap(*pairs: tuple[str, str]) -> Change:
    """Replace whole words, longest first, each place once."""
    table = dict(pairs)
    longest = sorted(table, key=len, reverse=True)
    either = re.compile("|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in longest))
    return lambda words: either.sub(lambda match: table[match[0]], words)


def _long_date(words: str) -> str:
    return re.sub(r"\b(\d{1,2})/(\d{1,2})/(20\d\d)", r"\1 tháng \2 năm \3", words)


def _old_tones(words: str) -> str:
    new = (("ủy", "uỷ"), ("Ủy", "Uỷ"), ("hóa", "hoá"), ("hòa", "hoà"), ("thủy", "thuỷ"))
    for one, other in new:
        words = words.replace(one, other)
    return words


CHANGES: dict[str, Change] = {
    "xa-phuong": _swap(("phường, xã", "xã, phường"), ("Phường, xã", "Xã, phường")),
    "xa-va-phuong": _swap(("phường, xã", "xã và phường")),
    "uy-ban-nhan-dan": _swap(("UBND", "Ủy ban nhân dân")),
    "ubnd": _swap(("Ủy ban nhân dân", "UBND")),
    "thanh-pho-hoa": _swap(("thành phố", "Thành phố")),
    "phong-ban-don-vi": _swap(("cơ quan, đơn vị", "phòng, ban, đơn vị")),
    "tat-cai-cach": _swap(("cải cách hành chính", "CCHC"), ("Cải cách hành chính", "CCHC")),
    "viet-du-cai-cach": _swap(("CCHC", "cải cách hành chính")),
    "chu-tri-va": lambda words: words.replace("hủ trì, phối hợp", "hủ trì và phối hợp"),
    "dau-cu": _old_tones,
    "ngay-viet-chu": _long_date,
    "hai-dau-cach": lambda words: words.replace(", ", ",  "),
    "bo-dau-cham": lambda words: words.removesuffix("."),
    "dia-ban-toan": _swap(("trên địa bàn thành phố", "trên địa bàn toàn thành phố")),
}  # fmt: skip
"""Rewordings by name; none changes who does what by when."""

_BACK = _swap(
    ("xã, phường", "phường, xã"),
    ("xã và phường", "phường, xã"),
    ("ủy ban nhân dân", "ubnd"),
    ("phòng, ban, đơn vị", "cơ quan, đơn vị"),
    ("cải cách hành chính", "cchc"),
    ("chủ trì và phối hợp", "chủ trì, phối hợp"),
    ("trên địa bàn toàn", "trên địa bàn"),
)


def reworded(text: str, *names: str) -> str:
    """The text of a plan's file with the named rewordings, citations untouched."""

    def change(match: re.Match[str]) -> str:
        pieces = CITED.split(match[2])
        for name in names:
            pieces[::2] = [CHANGES[name](piece) for piece in pieces[::2]]
        return match[1] + "".join(pieces) + match[3]

    return LINE.sub(change, text)


def turned_round(text: str) -> str:
    """The text of a plan's file with the points of each item in reverse order."""
    parts = re.split(r"(?m)^(?=\[\[)", text)
    turned: list[str] = []
    run: list[str] = []
    for part in [*parts, ""]:
        if part.startswith("[[muc.khoan.diem]]"):
            run.append(part)
            continue
        turned += [*reversed(run), part]
        run = []
    return "".join(turned)


def canonical(words: str) -> str:
    """Words as all rewordings have them in common."""
    days = re.sub(r"\b(\d{1,2}) tháng (\d{1,2}) năm (20\d\d)", r"\1/\2/\3", plain(words))
    return _BACK(days)


def derived(text: str, unit: str) -> dict[str, tuple[str, bool]]:
    """Node of the plan above → canonical words below, whether marked; of the city plan `text`."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder) / "phong")
        shutil.copytree(CITY.parent, office.folder / "plans" / CITY.parent.name)
        plan = f"plans/{CITY.parent.name}/{CITY.name}"
        (office.folder / plan).write_text(text, "utf-8")
        said = office.do("derive", plan, "--unit", unit, "-o", "plans/duoi", "--json")
        if not said.data.get("results"):
            raise RuntimeError(said.out + said.err)
        return _by_source(office.read(said.data["results"][0]["target"]))


def _by_source(plan: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for node in nodes(plan):
        key = f"{node.source or node.id}.{node.kind}"
        words, marked = found.get(key, ("", False))
        found[key] = (f"{words} {canonical(node.words)}".strip(), marked or bool(node.marked))
    return found


def differences(text: str, other: str, unit: str) -> list[str]:
    """Nodes that a rewording made come out otherwise, unmarked: gone, new, or of other words."""
    before, after = derived(text, unit), derived(other, unit)
    told = [f"mất {key}: {before[key][0][:80]}" for key in before.keys() - after.keys()]
    told += [f"thêm {key}: {after[key][0][:80]}" for key in after.keys() - before.keys()]
    for key in before.keys() & after.keys():
        (was, _), (now, marked) = before[key], after[key]
        if was != now and not marked:
            told.append(f"khác {key}:\n    {was[:200]}\n    {now[:200]}")
    return sorted(told)


def main() -> None:
    """Ask and show."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", default=[])
    asked.add_argument("--unit", default="ubnd-phuong-dong-kinh")
    wish = asked.parse_args()
    text = CITY.read_text("utf-8")
    for name in wish.names or CHANGES:
        told = differences(text, reworded(text, name), wish.unit)
        print(f"{name}: {len(told)}", *told, sep="\n  ")
    told = differences(text, turned_round(text), wish.unit)
    print(f"dao-thu-tu: {len(told)}", *told, sep="\n  ")


if __name__ == "__main__":
    main()
