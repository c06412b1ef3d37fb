"""Make generator/places/don-vi.tsv from the lists of the State as two projects keep them.

    python tools/make_places.py FOLDER

FOLDER holds `tlq.json` (github.com/thanglequoc/vietnamese-provinces-database, commit
cd58063, 25 July 2026) and `convert.csv`, `gso_raw.csv` (github.com/tranngocminhhieu/
vietnamadminunits, commit 780c279), both under the MIT licence; their notices stand beside
the file that is made. Its SHA-256 of the sources stands in its first lines.

What is taken from where:

* units since 1 July 2025: kind and code from tlq.json, which knows the changes of 30 April
  2026; the spelling from convert.csv, which is the State's ("Quý Hòa"): tlq.json moves
  tone marks ("Quý Hoà") and has a small "xã Bắc Sơn";
* units before: convert.csv, in its spelling; a unit that gso_raw.csv writes with other
  letters ("Phó Bảng", "Phố Bảng") is found under both names;
* xã Ba Chẽ (Quảng Ninh) has the code 06978 of the newer source; the older says 06970.

Dates: Resolution 202/2025/QH15 and the Standing Committee's resolutions on communes (1 July
2025), Resolutions 30/2026/QH16 and 237/NQ-UBTVQH16 (Đồng Nai, 30 April 2026), Resolution
175/2024/QH15 (Huế, 1 January 2025). The list of before July 2025 is that of its last
months: units that ended earlier are not in it.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from pathlib import Path
from typing import NamedTuple

from generator.places.country import FILE, KINDS, name_key
from generator.text.spelling import keys

TWO_LEVELS, LAST_OF_THREE = "2025-07-01", "2025-06-30"
DONG_NAI, BEFORE_DONG_NAI = "2026-04-30", "2026-04-29"
OTHER_CODES = {"06970": "06978"}
"""convert.csv → tlq.json, for one unit and the same place."""
_SURNAMES = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Võ Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lương Hà Đinh "
    "Tô Trương Mạc Tôn Phùng Nông Chu Châu Cao Lưu Thái Tống Mai Đào Đoàn Trịnh Lâm"
)
SURNAMES = frozenset(_SURNAMES.split())
"""First syllables of persons' names: three syllables after one of these may be a person."""
RARELY_ELSE = frozenset(("Nguyễn", "Trần", "Lê", "Phạm", "Ngô", "Phan"))
"""Those that begin few other names: here two syllables are enough to have a look."""


class Row(NamedTuple):
    """One line of the file."""

    key: str
    kind: str
    name: str
    code: str
    province: str
    superior: str
    since: str
    until: str
    became: str
    doubt: str


def row(kind: str, name: str, code: str, province: str, superior: str, since: str, until: str,
        became: str) -> Row:  # fmt: skip
    syllables = name.split()
    surname = SURNAMES if len(syllables) > 2 else RARELY_ELSE
    person = len(syllables) > 1 and syllables[0] in surname and name.replace(" ", "").isalpha()
    doubt = "nguoi?" if person and len(code) == 5 else ""
    return Row(name_key(name), kind, name, code, province, superior, since, until, became, doubt)


def split(full: str) -> tuple[str, str]:
    """ "Thị trấn Bắc Hà" → ("thị trấn", "Bắc Hà")"""
    full = " ".join(full.split())
    for kind in KINDS:
        if full.lower().startswith(f"{kind} "):  # one says "Thành Phố Bắc Kạn", one "xã Bắc Sơn"
            return kind, full[len(kind) + 1 :]
    raise ValueError(full)


def read(folder: Path) -> tuple[list[dict[str, object]], list[dict[str, str]], dict[str, str]]:
    """Provinces of tlq.json, rows of convert.csv, code → name of gso_raw.csv."""

    def table(name: str) -> list[dict[str, str]]:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    provinces = json.loads((folder / "tlq.json").read_text("utf-8"))
    statistics = {line["Mã"]: line["Tên"] for line in table("gso_raw.csv")}
    return provinces, table("convert.csv"), statistics


def present(provinces: list, conversion: list[dict[str, str]]) -> list[Row]:  # type: ignore[type-arg]
    """The units since 1 July 2025; those of Đồng Nai that changed on 30 April 2026 twice."""
    spelled = {
        OTHER_CODES.get(r["newWardCode"], r["newWardCode"]): r["newWard"] for r in conversion
    }
    provincial = {r["newProvinceCode"]: r["newProvince"] for r in conversion}
    found: list[Row] = []
    for province in provinces:
        code = province["Code"]
        found += _since(province["FullName"], provincial[code], code, "", "")
        for ward in province["Wards"]:
            found += _since(ward["FullName"], spelled[ward["Code"]], ward["Code"], code, code)
    return found


def _since(now: str, first: str, code: str, province: str, superior: str) -> list[Row]:
    kind, _name = split(now)
    kind_then, name = split(first)
    if kind == kind_then:
        return [row(kind, name, code, province, superior, TWO_LEVELS, "", "")]
    return [
        row(kind_then, name, code, province, superior, TWO_LEVELS, BEFORE_DONG_NAI, code),
        row(kind, name, code, province, superior, DONG_NAI, "", ""),
    ]


def past(conversion: list[dict[str, str]], statistics: dict[str, str]) -> list[Row]:
    """The units before 1 July 2025, each with the codes of what it became."""
    became: dict[tuple[str, str, str], list[str]] = {}
    rows: dict[tuple[str, str, str], dict[str, str]] = {}
    for line in conversion:
        province, district = f"{int(line['provinceCode']):02d}", f"{int(line['districtCode']):03d}"
        ward = f"{int(float(line['wardCode'])):05d}" if line["wardCode"] else ""
        new = OTHER_CODES.get(line["newWardCode"], line["newWardCode"])
        for key, target in (
            ((province, "", ""), line["newProvinceCode"]),
            ((province, district, ""), "" if ward else new),
            ((province, district, ward), new),
        ):
            rows.setdefault(key, line)
            targets = became.setdefault(key, [])
            if target and target not in targets:
                targets.append(target)
    found: list[Row] = []
    for (province, district, ward), line in rows.items():
        full = line["ward"] if ward else line["district"] if district else line["province"]
        code, superior = ward or district or province, district if ward else province
        targets = ",".join(became[province, district, ward])
        kind, name = split(full)
        since = "2025-01-01" if code == "46" else ""
        above = ("", "") if not district else (province, superior)
        one = row(kind, name, code, *above, since, LAST_OF_THREE, targets)
        found.append(one)
        other = split(statistics[ward])[1] if ward else name
        if name_key(other) != one.key and keys(other) != keys(name):
            found.append(one._replace(key=name_key(other)))
    # Huế was a province of another name until the end of 2024; its code stayed.
    found.append(row("tỉnh", "Thừa Thiên Huế", "46", "", "", "", "2024-12-31", "46"))
    return found


def main(folder: Path) -> None:
    """Write the file, sorted by name without marks."""
    provinces, conversion, statistics = read(folder)
    rows = sorted({*present(provinces, conversion), *past(conversion, statistics)})
    sums = [
        f"# {name} sha256 {hashlib.sha256((folder / name).read_bytes()).hexdigest()}"
        for name in ("tlq.json", "convert.csv", "gso_raw.csv")
    ]
    head = ["# made by tools/make_places.py", *sums, "# " + " ".join(Row._fields)]
    # A sign before its own code tells a line's code from those of its superiors.
    lines = ["\t".join(one._replace(code=f"@{one.code}")) for one in rows]
    FILE.write_text("\n".join([*head, *lines]) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
