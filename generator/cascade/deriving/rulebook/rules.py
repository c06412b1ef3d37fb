"""The rules of derivation: data that a clerk can read (`plans/danh-muc/quy-tac.toml`).

A rule says why it exists, when it applies and what it does. Rules apply in the order of
the file; words that one rule has written are never touched by a later one. A rule sees
the text of the plan above as it was, except for `con_chu`, which looks at what no earlier
rule has touched.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec import Meta, field

from generator.diagnostics import error, has_errors, nearest
from generator.locale import _
from generator.plan.model import (  # noqa: TC001 - msgspec resolves annotations at run time
    Diem,
    Doan,
    Khoan,
    NguoiKy,
    NhiemVu,
    NoiNhan,
)
from generator.plan.records import Base, Id, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.plan.model import Loc
    from generator.plan.source import TomlSource

Kind = Literal[
    "trich_yeu",
    "doan",
    "muc",
    "khoan",
    "diem",
    "nhom",
    "nhiem_vu",
    "phu_luc",
    "noi_nhan",
    "chu_thich",
]
Part = Literal["can_cu", "mo_dau", "muc", "ket_thuc", "noi_nhan", "phu_luc", "chu_thich"]
Field = Literal["tieu_de", "noi_dung", "san_pham"]

APPLIES_TO = "may-ap-dung"
CITES_ABOVE = "may-trich-dan"
EMPTY = "may-rong"
MERGED = "may-gop"
UNFINISHED = "may-chua-xong"
OTHERS = "may-viec-co-quan-khac"
HELPED = "may-phoi-hop"
ASKED = "may-de-nghi"
OWN_WORK = "may-viec-cua-minh"
SUPERIOR = "may-tham-quyen-tren"
FIGURES = "may-so-lieu-tren"
ELSEWHERE = "may-don-vi-khac"
NAMED = "may-ten-goi"
QUESTION = "may-hoi"
OPENED = "may-mo-dau"
CLOSED = "may-ket-thuc"
ASSESSED = "may-tinh-hinh-tren"
REQUESTED = "may-to-trinh-tren"
ISSUING = "may-ban-hanh"
SHARED = "may-chia-viec"
ANNEXED = "may-phu-luc"
REPORTED = "may-bao-cao-noi-bo"
IDLE = "may-chua-co-viec"
LED = "may-de-xuat-chu-tri"
RECEIVES = "may-noi-nhan-bao-cao"
UNACCOUNTED = "may-khong-ro-cua-ai"
UNNAMED = "may-noi-nhan-khong-neu"
UNMARKED = "may-chu-thich"
CAPITALS = "may-tieu-de-hoa"
BUILT_IN = {
    OTHERS: "Việc kế hoạch trên giao cho cơ quan, đơn vị khác; đơn vị này không có phần nào",
    UNACCOUNTED: "Bỏ ra mà không có chữ nào nói là việc của cơ quan khác, hoặc có nói đến nơi này",
    UNNAMED: "Nơi nhận là phòng của cấp trên mà kế hoạch trên không nhắc đến ở chỗ nào",
    LED: "Kế hoạch trên không giao ai chủ trì: đề xuất theo lĩnh vực, người soạn thảo xem lại",
    HELPED: "Việc do cơ quan khác chủ trì, có nêu đơn vị này phối hợp",
    ASKED: "Cơ quan không thuộc quyền: đề nghị, không giao việc",
    OWN_WORK: "Việc kế hoạch trên giao cho đơn vị này, hoặc cho mọi đơn vị cùng loại",
    SUPERIOR: "Thuộc thẩm quyền của cấp trên",
    FIGURES: "Tiền của ngân sách cấp trên, không phải của đơn vị này",
    ELSEWHERE: "Chỉ nói về đơn vị hành chính khác",
    NAMED: "Cơ quan, địa bàn được gọi theo cấp này",
    QUESTION: "Chỉ người soạn thảo biết: hỏi",
    CLOSED: "Lời kết của cơ quan ban hành mới",
    REQUESTED: "Tờ trình, đề nghị gửi lên cấp trên không phải căn cứ của kế hoạch này",
    ISSUING: "Ban hành, gửi chính kế hoạch này: việc của lúc ban hành, không phải nhiệm vụ giao đi",
    SHARED: "Giao cho bộ phận có lĩnh vực này, theo bộ máy của đơn vị",
    ANNEXED: "Phụ lục là của đơn vị này: tên, cột và cơ quan ghi theo cấp này",
    REPORTED: "Các bộ phận báo cáo trước để kịp báo cáo lên trên; ngày do phần mềm đề xuất",
    RECEIVES: "Nơi nhận báo cáo của đơn vị này phải có ở nơi nhận",
    UNMARKED: "Lời đánh dấu chú thích này không còn, nên chú thích cũng bỏ",
    IDLE: "Bộ phận nhận kế hoạch mà chưa được giao việc gì",
    ASSESSED: "Đánh giá tình hình, kết quả là của cấp trên",
    CAPITALS: "Tiêu đề mục đánh số La Mã in hoa (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần V)",
    OPENED: "Lời mở đầu của cơ quan ban hành mới, dẫn kế hoạch cấp trên",
    APPLIES_TO: "Nội dung ghi rõ chỉ áp dụng cho cấp khác",
    CITES_ABOVE: "Chỗ dẫn văn bản ở trên kế hoạch trên nay ghi rõ văn bản ấy",
    EMPTY: "Mọi nội dung bên trong đã bỏ nên tiêu đề cũng bỏ",
    MERGED: "Hai khoản giao cho cùng một bộ phận được nhập làm một",
    UNFINISHED: "Kế hoạch cấp trên còn chỗ phải xem lại",
}
"""What the engine does by itself, because a plan would be wrong without it."""


class Them(Base, kw_only=True):
    """Nodes to add, and where."""

    vao: Annotated[
        str,
        Meta(
            description=(
                "Thêm vào đâu: can_cu, mo_dau, ket_thuc, noi_nhan, muc-cuoi (mục cuối cùng), "
                "hoặc mã mục, khoản, phụ lục"
            )
        ),
    ]
    truoc: Annotated[str | None, Meta(description="Đặt trước nội dung có mã này")] = None
    sau: Annotated[str | None, Meta(description="Đặt sau nội dung có mã này")] = None
    doan: list[Doan] = field(default_factory=list)
    khoan: list[Khoan] = field(default_factory=list)
    diem: list[Diem] = field(default_factory=list)
    nhiem_vu: list[NhiemVu] = field(default_factory=list)
    noi_nhan: list[NoiNhan] = field(default_factory=list)

    def nodes(self) -> list[Doan | Khoan | Diem | NhiemVu | NoiNhan]:
        """Everything to add, in order."""
        return [*self.doan, *self.khoan, *self.diem, *self.nhiem_vu, *self.noi_nhan]


class QuyTac(Base, kw_only=True):
    """One rule: why, when (all conditions together), what."""

    id: Id
    vi_sao: Annotated[Line, Meta(description="Lý do của quy tắc, viết cho người soạn thảo")]
    # When.
    tu_cap: Annotated[list[str], Meta(description="Cấp của kế hoạch trên; trống: mọi cấp")] = field(
        default_factory=list
    )
    den_cap: Annotated[list[str], Meta(description="Cấp của kế hoạch dưới; trống: mọi cấp")] = (
        field(default_factory=list)
    )
    cho: Annotated[
        Literal["ubnd", "co-quan"] | None,
        Meta(
            description="Kế hoạch dưới của UBND, hay của cơ quan, đơn vị (sở, phòng); trống: cả hai"
        ),
    ] = None
    loai: Annotated[list[Kind], Meta(description="Loại nội dung; trống: mọi loại")] = field(
        default_factory=list
    )
    phan: Annotated[list[Part], Meta(description="Phần của văn bản; trống: mọi phần")] = field(
        default_factory=list
    )
    vai_tro: Annotated[list[str], Meta(description="Vai trò của đoạn: can_cu, boi_canh, …")] = (
        field(default_factory=list)
    )
    nut: Annotated[list[str], Meta(description="Mã nội dung, dùng được dấu *")] = field(
        default_factory=list
    )
    trong: Annotated[list[str], Meta(description="Nằm trong nội dung có mã này (dấu *)")] = field(
        default_factory=list
    )
    giao_cho: Annotated[
        list[str], Meta(description="Vai trò của cơ quan được giao (khoản) hoặc chủ trì (nhiệm vụ)")
    ] = field(default_factory=list)
    cua_minh: Annotated[
        bool, Meta(description="Giao cho nhóm cơ quan mà cơ quan ban hành mới thuộc về")
    ] = False
    chua_giao: Annotated[
        bool, Meta(description="Nhiệm vụ có cơ quan chủ trì mà chưa quy tắc nào đổi được")
    ] = False
    co_chu: Annotated[list[str], Meta(description="Có một trong các chữ này")] = field(
        default_factory=list
    )
    mau: Annotated[str | None, Meta(description="Biểu thức chính quy tìm trong nội dung")] = None
    con_chu: Annotated[
        list[str],
        Meta(description="Còn một trong các chữ này mà chưa quy tắc nào trên đây động đến"),
    ] = field(default_factory=list)
    lan: Annotated[
        Literal["dau", "cuoi"] | None, Meta(description="Chỉ nội dung đầu / cuối thỏa điều kiện")
    ] = None
    khi_khong_dung: Annotated[
        str | None, Meta(description="Chỉ áp dụng khi quy tắc này (ở trên) không dùng đến")
    ] = None
    # What.
    bo: Annotated[bool, Meta(description="Bỏ nội dung này và mọi thứ bên trong")] = False
    giu: Annotated[bool, Meta(description="Giữ nguyên: các quy tắc sau không động đến")] = False
    giu_chu: Annotated[list[str], Meta(description="Giữ nguyên các chữ này")] = field(
        default_factory=list
    )
    thay: Annotated[
        list[tuple[str, str]],
        Meta(description="Thay chữ: [từ, thành]; chữ dài được xét trước; nguyên cả từ"),
    ] = field(default_factory=list)
    viet_lai: Annotated[dict[Field, str], Meta(description="Viết lại tiêu đề, nội dung …")] = field(
        default_factory=dict
    )
    noi_dau: Annotated[str | None, Meta(description="Nối vào đầu; chữ đầu cũ thành chữ thường")] = (
        None
    )
    noi_cuoi: Annotated[str | None, Meta(description="Nối vào cuối, trước dấu chấm câu")] = None
    giao: Annotated[
        str | None,
        Meta(
            description=(
                "Giao cho bộ phận có vai trò này ở cấp mới; chinh-minh: chính cơ quan ban hành; "
                "cap-duoi: các đơn vị cấp dưới"
            )
        ),
    ] = None
    gop: Annotated[
        bool, Meta(description="Nhập vào khoản trước đó của mục đã giao cho cùng bộ phận")
    ] = False
    bo_chu_tri_khac: Annotated[
        bool, Meta(description="Cơ quan chủ trì khác của nhiệm vụ chuyển sang phối hợp")
    ] = False
    danh_dau: Annotated[str | None, Meta(description="Ghi điều người soạn thảo phải xem")] = None
    them: Them | None = None
    nguoi_ky: Annotated[
        list[NguoiKy],
        Meta(description="Chữ ký của cơ quan mới; {NGUOI_DUNG_DAU}: chức vụ người đứng đầu"),
    ] = field(default_factory=list)
    luu: Annotated[str | None, Meta(description="Nơi lưu")] = None

    def edits_nodes(self) -> bool:
        """Whether the rule works on the nodes of the plan above (and not on the whole plan)."""
        return bool(
            self.bo or self.giu or self.giu_chu or self.thay or self.viet_lai or self.danh_dau
            or self.giao or self.noi_dau is not None or self.noi_cuoi is not None
        )  # fmt: skip


class BoQuyTac(Base, kw_only=True):
    """The file of rules."""

    phien_ban: Annotated[Literal[1], Meta(description="Phiên bản lược đồ của tệp quy tắc")]
    tu_ngu: Annotated[
        dict[str, dict[str, str]],
        Meta(description="Từ ngữ riêng của từng cấp, dùng trong quy tắc như {khu_dan_cu}"),
    ] = field(default_factory=dict)
    ke_hoach: Annotated[
        list[str], Meta(description="Chỉ dành cho kế hoạch cấp trên có mã này; trống: mọi kế hoạch")
    ] = field(default_factory=list)
    quy_tac: list[QuyTac] = field(default_factory=list)


PLACEHOLDER = re.compile(r"\{([A-Za-z_]+(?:\.[a-z_-]+)*)\}")
OWN_NAMES = (
    "id", "ten", "ten_ngan", "don_vi", "Don_vi", "dia_danh", "TEN_NGAN", "DON_VI",
)  # fmt: skip
"""What only the new agency itself knows; everything else is the same for a whole level."""
LEVEL_NAMES = ("cap", "Cap", "CAP", "chu", "cap_tren", "phong")
ABOVE_NAMES = ("id", "ten", "ten_ngan", "don_vi", "Don_vi", "dia_danh", "cap", "Cap")
BODY_NAMES = ("id", "ten", "ten_ngan", "ten_dau")


class Rules:
    """Checked rules, in order, with a digest that does not depend on comments."""

    def __init__(
        self, data: BoQuyTac, source: TomlSource | None = None, own: Sequence[Rules] = ()
    ) -> None:
        self.data = data
        self.own = tuple(own)
        """Rules for particular plans, of files of their own."""
        self.source = source
        """The file, for places in diagnostics; None for rules made by a program."""
        self.rules = data.quy_tac
        encoded = msgspec.json.encode(data, order="deterministic")
        self.digest = hashlib.sha256(encoded).hexdigest()
        self._why = {**BUILT_IN, **{r.id: r.vi_sao for r in data.quy_tac}}

    def for_plan(self, ma: str) -> Rules:
        """The rules that a plan above is derived by: the common ones, then those made for it."""
        own = [one for one in self.own if ma in one.data.ke_hoach]
        if not own:
            return self
        words = {level: dict(given) for level, given in self.data.tu_ngu.items()}
        for one in own:
            for level, given in one.data.tu_ngu.items():
                words.setdefault(level, {}).update(given)
        rules = [*self.rules, *(rule for one in own for rule in one.rules)]
        return Rules(BoQuyTac(phien_ban=1, tu_ngu=words, quy_tac=rules))

    def between(self, above: str, below: str, *, committee: bool = True) -> list[QuyTac]:
        """The rules from one level to another, in order; for a committee or another body."""
        whose = "ubnd" if committee else "co-quan"
        return [
            r
            for r in self.rules
            if (not r.tu_cap or above in r.tu_cap)
            and (not r.den_cap or below in r.den_cap)
            and r.cho in (None, whose)
        ]

    def covers(self, above: str, below: str) -> bool:
        """Whether some rule was written for exactly this pair of levels."""
        return any(above in r.tu_cap and below in r.den_cap for r in self.rules)

    def words(self, level: str) -> dict[str, str]:
        """The vocabulary of a level: {"khu_dan_cu": "tổ dân phố"}."""
        return self.data.tu_ngu.get(level, {})

    def why(self, rule: str) -> str:
        """The reason of a rule, in Vietnamese; empty for an unknown id."""
        found = self._why.get(rule, "")
        return found or next((why for one in self.own if (why := one.why(rule))), "")


OWN_RULES = "quy-tac-rieng"
"""The folder beside quy-tac.toml with rules for particular plans, a file for each."""


def load_rules(path: Path) -> tuple[Rules | None, list[Diagnostic]]:
    """Read and check a file of rules, and the rules for particular plans; all mistakes at once."""
    rules, found = _load(path)
    own: list[Rules] = []
    for file in sorted((path.parent / OWN_RULES).glob("*.toml")):
        one, problems = _load(file, rules.data if rules else None)
        found += problems
        if one is not None:
            own.append(one)
    if rules is None or has_errors(found):
        return None, found
    return Rules(rules.data, rules.source, own), found


def _load(path: Path, common: BoQuyTac | None = None) -> tuple[Rules | None, list[Diagnostic]]:
    from generator.plan.toml import decode, read

    source, diagnostics = read(path)
    if source is None:
        return None, diagnostics
    data, found = decode(source, BoQuyTac)
    diagnostics = [*diagnostics, *found]
    if data is None:
        return None, diagnostics
    wrong = list(_mistakes(data, source, common))
    return (None if wrong else Rules(data, source)), [*diagnostics, *wrong]


def check_levels(rules: Rules, levels: list[str]) -> list[Diagnostic]:
    """Levels that a rule names and the registry of agencies does not know."""
    found = [problem for one in rules.own for problem in check_levels(one, levels)]
    source = rules.source
    for i, rule in enumerate(rules.rules):
        for key in ("tu_cap", "den_cap"):
            for j, level in enumerate(getattr(rule, key)):
                if level not in levels:
                    message = _("Quy tắc “{ma}” nêu cấp “{cap}” không có trong danh mục").format(
                        ma=rule.id, cap=level
                    )
                    span = source.span(("quy_tac", i, key, j)) if source else None
                    found.append(error("DX535", message, span, *nearest(level, levels)))
    return found


def _mistakes(data: BoQuyTac, source: TomlSource, common: BoQuyTac | None) -> Iterator[Diagnostic]:
    seen: list[str] = [rule.id for rule in common.quy_tac] if common else []
    words = _words_of(data, common)
    for i, rule in enumerate(data.quy_tac):
        loc: Loc = ("quy_tac", i)
        if rule.id in seen or rule.id in BUILT_IN:
            message = _("Trùng mã quy tắc “{ma}”").format(ma=rule.id)
            yield error("DX530", message, source.span((*loc, "id")))
        if rule.khi_khong_dung is not None and rule.khi_khong_dung not in seen:
            message = _("“{ma}” không phải quy tắc đứng trên quy tắc này").format(
                ma=rule.khi_khong_dung
            )
            span = source.span((*loc, "khi_khong_dung"))
            yield error("DX531", message, span, *nearest(rule.khi_khong_dung, seen))
        if not (rule.edits_nodes() or rule.them or rule.nguoi_ky or rule.luu is not None):
            message = _("Quy tắc “{ma}” không làm gì").format(ma=rule.id)
            yield error("DX532", message, source.span((*loc, "id")))
        if rule.mau is not None:
            try:
                re.compile(rule.mau)
            except re.error as why:
                message = _("Biểu thức “{mau}” không hợp lệ: {vi_sao}").format(
                    mau=rule.mau, vi_sao=why
                )
                yield error("DX533", message, source.span((*loc, "mau")))
        yield from _wrong_placeholders(words, rule, loc, source)
        seen.append(rule.id)


def _words_of(data: BoQuyTac, common: BoQuyTac | None) -> dict[str, dict[str, str]]:
    """The vocabulary of levels, with that of the common rules."""
    words = {level: dict(given) for level, given in (common.tu_ngu if common else {}).items()}
    for level, given in data.tu_ngu.items():
        words.setdefault(level, {}).update(given)
    return words


def _wrong_placeholders(
    vocabulary: dict[str, dict[str, str]], rule: QuyTac, loc: Loc, source: TomlSource
) -> Iterator[Diagnostic]:
    common = _common_words(vocabulary, rule.den_cap)
    upper = {f"cap_tren.{word}" for word in _common_words(vocabulary, rule.tu_cap)}
    for key, text, matched in _texts(rule):
        for name in PLACEHOLDER.findall(text):
            if known_placeholder(name, common | upper) and not (matched and name in OWN_NAMES):
                continue
            message = _("Quy tắc “{ma}” dùng {{{ten}}}, không dùng được ở đây").format(
                ma=rule.id, ten=name
            )
            names = [*OWN_NAMES, *LEVEL_NAMES, *common, *upper]
            names += [f"cap_tren.{n}" for n in ABOVE_NAMES]
            yield error("DX534", message, source.span((*loc, key)), *nearest(name, names))


def _common_words(vocabulary: dict[str, dict[str, str]], levels: list[str]) -> set[str]:
    """The words that every one of the levels has; of all levels if none are named."""
    words = [set(vocabulary.get(level, {})) for level in levels or vocabulary]
    return set.intersection(*words) if words else set()


def known_placeholder(name: str, words: set[str]) -> bool:
    """Whether {name} means something in a rule, given the vocabulary of the level."""
    if name in OWN_NAMES or name in LEVEL_NAMES or name in words:
        return True
    head, _dot, rest = name.partition(".")
    if head == "dau_moi":
        return rest in ("ten", "id")
    if head == "cap_tren":
        if rest in ABOVE_NAMES:
            return True
        head, _dot, rest = rest.partition(".")
    return head == "bo_phan" and rest.rpartition(".")[2] in BODY_NAMES


def _texts(rule: QuyTac) -> Iterator[tuple[str, str, bool]]:
    """The strings of a rule: key, text, and whether it is looked for (and not written)."""
    for key in ("co_chu", "con_chu", "giu_chu"):
        for word in getattr(rule, key):
            yield key, word, True
    for old, new in rule.thay:
        yield "thay", old, True
        yield "thay", new, False
    for text in rule.viet_lai.values():
        yield "viet_lai", text, False
    for key in ("noi_dau", "noi_cuoi", "danh_dau"):
        if (value := getattr(rule, key)) is not None:
            yield key, value, False
    for node in rule.them.nodes() if rule.them else ():
        for text in _strings(msgspec.to_builtins(node)):
            yield "them", text, False


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
