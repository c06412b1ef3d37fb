"""Changes in the plan's own words: "Nhiệm vụ số 7: thời hạn 30/6/2024 → 15/6/2024"."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.locale import N_, _, language
from generator.plan.footnotes import numbers
from generator.plan.made import Nguon
from generator.plan.model import NguoiKy, ThoiHan
from generator.plan.ruled import Bang
from generator.plan.wording import Cite, NoteMark, capital, deadline, inline, plain, short_date
from generator.review.head_fields import INHERITED, printed_head
from generator.review.pairing import text_of
from generator.review.words import segments

if TYPE_CHECKING:
    from msgspec import Struct

    from generator.plan.agencies import Registry
    from generator.plan.citations import Citations, PlanOf
    from generator.plan.model import KeHoach
    from generator.plan.wording import EmphasisRun
    from generator.review.changes import Change, PlanDifference, View

SHORT = 60
"""Characters of words quoted within a sentence."""
_AGENCIES = frozenset({"chu_tri", "phoi_hop", "co_quan"})


class KnownNames(NamedTuple):
    """What the workspace knows: names of agencies and of cited documents."""

    registry: Registry
    citations: Citations
    plan_of: PlanOf


class Sentences:
    """Says the changes of one difference."""

    def __init__(self, difference: PlanDifference, known: KnownNames | None = None) -> None:
        self.difference, self.known = difference, known
        self._cites: dict[tuple[str, bool], str] = {}
        self._notes: dict[bool, dict[str, int]] = {}

    # ------------------------------------------------------------------ the whole change

    def say(self, change: Change) -> str:
        """One sentence without a full stop."""
        if change.kind == "moved":
            return self._moved(change)
        if change.kind in ("added", "removed"):
            return self._whole(change)
        name = field_name(change.field, change.type)
        subject = self.subject(change)
        told = self._text(change) if change.kind == "text" else self._field(change)
        if change.nature == "spelling":
            told = _("chính tả {thay}").format(thay=told)
        if not subject:
            return f"{capital(name)}: {told}"
        bare = change.kind == "text" and change.field in ("noi_dung", "tieu_de")
        return f"{subject}: {told}" if bare else f"{subject}: {name} {told}"

    def subject(self, change: Change) -> str:
        """What is changed, as the printed plan names it; "" for the document itself."""
        view = self.difference.new if change.spots[1] else self.difference.old
        return self.name(change.node, change.type, view)

    def name(self, id_: str, type_: str, view: View) -> str:
        """What a node is called."""
        if type_ == "nhiem_vu" and id_ in view.items:
            return self._task(id_, view)
        label = view.label(id_).short
        form = _names(language()).get(type_)
        return capital(label) if form is None else form.format(so=label, ma=view.own.get(id_, id_))

    @staticmethod
    def _task(id_: str, view: View) -> str:
        """A task by the number of its row, and the appendix where there are several."""
        row = _("Nhiệm vụ số {so}").format(so=view.label(id_).number)
        if len(view.side.plan.phu_luc) < 2:
            return row
        return f"{row}, {view.label(view.items[id_].group[0]).short}"

    def _moved(self, change: Change) -> str:
        old, new = self.difference.old, self.difference.new
        before, after = old.label(change.node).short, new.label(change.node).short
        kind = type_name(change.type)
        if change.type == "nhiem_vu":
            kind = self.subject(change)
        if change.old != change.new:
            homes = self._home(change.old, old), self._home(change.new, new)
            if homes[0] != homes[1]:
                before, after = homes
        words = _("{nut} chuyển từ {cu} sang {moi}")
        return words.format(nut=kind, cu=before or "…", moi=after or "…")

    @staticmethod
    def _home(group: tuple[str, str], view: View) -> str:
        return view.label(group[0]).short if group[0] else part_name(group[1])

    def _whole(self, change: Change) -> str:
        added = change.kind == "added"
        node = change.new if added else change.old
        said = self.shown(self.words_of(node), new=added)
        if change.type == "noi_nhan":
            words = _("Nơi nhận: thêm {chu}") if added else _("Nơi nhận: bớt {chu}")
            return words.format(chu=said)
        words = _("Thêm {nut} “{chu}”") if added else _("Bỏ {nut} “{chu}”")
        name = self.subject(change)
        told = words.format(nut=name[:1].lower() + name[1:], chu=cut(said))
        if change.inside:
            told += _(" và {so} nội dung bên trong").format(so=change.inside)
        return told

    @staticmethod
    def words_of(node: Struct) -> str:
        """The words of a node as one text."""
        if text := text_of(node):
            return text
        if isinstance(node, NguoiKy):
            parts = (*node.capacity(), node.chuc_vu, node.ho_ten, node.chuc_danh)
            return " ".join(part for part in parts if part)
        return ""

    def _text(self, change: Change) -> str:
        pieces = [s for s in segments(change.old, change.new) if not s.same]
        if len(pieces) > 1:
            return _("sửa lời {so} chỗ").format(so=len(pieces))
        old, new = (
            self.shown(t, new=n).strip() for t, n in ((pieces[0].old, False), (pieces[0].new, True))
        )
        if old == new or not old + new:
            old, new = pieces[0].old, pieces[0].new
        if not new:
            return _("bỏ “{chu}”").format(chu=cut(old))
        if not old:
            return _("thêm “{chu}”").format(chu=cut(new))
        return f"“{cut(old)}” → “{cut(new)}”"

    # ------------------------------------------------------------------ values

    def _field(self, change: Change) -> str:
        old, new = change.old, change.new
        if change.field == "bang" and (count := changed_cells(old, new)):
            return _("sửa {so} ô").format(so=count)
        if isinstance(old, list) and isinstance(new, list) and not _single(old, new):
            return self._list(change, old, new)
        if isinstance(old, ThoiHan) and isinstance(new, ThoiHan):
            days = _bare_day(old), _bare_day(new)
            if days[0] and days[1] and days[0][0] == days[1][0]:
                return f"{days[0][1]} → {days[1][1]}"
        one, other = self.value(change, old, new=False), self.value(change, new, new=True)
        return f"{one} → {other}"

    def _list(self, change: Change, old: list[Any], new: list[Any]) -> str:
        more = [self.value(change, [x], new=True) for x in new if x not in old]
        less = [self.value(change, [x], new=False) for x in old if x not in new]
        told = []
        if more:
            told.append(_("thêm {ten}").format(ten=", ".join(more)))
        if less:
            told.append(_("bớt {ten}").format(ten=", ".join(less)))
        return "; ".join(told) or _("đổi thứ tự")

    def value(self, change: Change, value: Any, *, new: bool) -> str:
        """A value in words."""
        view = self.difference.new if new else self.difference.old
        if value is None or value in ([], ""):
            inherited = self._inherited(change, view.side.plan)
            return inherited or _("(trống)")
        if isinstance(value, bool):
            return _("có") if value else _("không")
        if isinstance(value, date):
            return short_date(value)
        if isinstance(value, ThoiHan):
            return deadline(value)
        if isinstance(value, Nguon):
            return f"{value.ke_hoach}/{value.nut}"
        if isinstance(value, list) and isinstance(value[0], Bang):
            return _tables(value)
        if isinstance(value, list):
            names = change.field in _AGENCIES
            said = [self.agency(x, view.side.plan) if names else _plain_item(x) for x in value]
            return "; ".join(said)
        if change.field == "co_quan":
            return self.agency(str(value), view.side.plan)
        if change.field == "nhom":
            return self._group(str(value), view)
        if change.field == "cap_tren":  # by its number, where it is known
            known = self.shown("{cap_tren}", new=new)
            return str(value) if known.startswith("{") else known
        if change.field in ("kieu", "kieu_diem"):
            return _styles(language()).get(str(value), str(value))
        return self.shown(str(value), new=new)

    def _inherited(self, change: Change, plan: KeHoach) -> str:
        """What the program prints where a plan leaves a field of the head blank."""
        if self.known is None or change.type != "van_ban" or change.field not in INHERITED:
            return ""
        return printed_head(plan, change.field, self.known.registry)

    def agency(self, id_: str, plan: KeHoach) -> str:
        """The short name of an agency; its id when nobody knows it."""
        agency = self.known.registry.get(id_, plan.day()) if self.known else None
        if agency is not None:
            return agency.ten_ngan
        own = next((a for a in plan.co_quan_moi if a.id == id_), None)
        return (own.ten_ngan or own.ten or id_) if own else id_

    @staticmethod
    def _group(id_: str, view: View) -> str:
        item = view.items.get(id_)
        return f"“{cut(text_of(item.node))}”" if item else id_

    def shown(self, text: str, *, new: bool) -> str:
        """A text as people read it: no marks of emphasis, documents by their numbers."""
        if not ("{" in text or "*" in text or "\\" in text):
            return text
        return "".join([self._piece(piece, new=new) for piece in inline(text)])

    def _piece(self, piece: EmphasisRun | Cite | NoteMark, *, new: bool) -> str:
        if isinstance(piece, Cite):
            return self.cite(piece, new=new)
        if isinstance(piece, NoteMark):
            view = self.difference.new if new else self.difference.old
            if new not in self._notes:
                self._notes[new] = numbers(view.side.plan)
            number = self._notes[new].get(view.own.get(piece.id, piece.id))
            return f"[{number}]" if number else piece.raw
        return piece.text

    def cite(self, cite: Cite, *, new: bool) -> str:
        """A citation by type and number; as it is written when nobody knows the document."""
        if (cite.raw, new) not in self._cites:
            self._cites[cite.raw, new] = self._cited(cite, new=new)
        return self._cites[cite.raw, new]

    def _cited(self, cite: Cite, *, new: bool) -> str:
        if self.known is None:
            return cite.raw
        plan = (self.difference.new if new else self.difference.old).side.plan
        id_ = plan.van_ban.cap_tren or "" if cite.id == "cap_tren" else cite.id
        registry, citations, plan_of = self.known
        forms, _faults = citations.forms(id_, registry, plan_of)
        if forms is None:
            return cite.raw
        return {"du": forms.full, "ngay": forms.dated, "ten": forms.named}.get(
            cite.form, forms.short
        )


def rows_of(table: Bang) -> list[list[str]]:
    """The cells of a table as texts, the heads first; paragraphs of a cell on lines."""
    rows: list[list[str | list[str]]] = [list(table.cot), *table.rows]
    return [["\n".join(c) if isinstance(c, list) else c for c in row] for row in rows]


def changed_cells(old: list[Bang], new: list[Bang]) -> int:
    """How many cells differ between tables of one shape; 0 for tables of different shapes."""
    before, after = ([rows_of(table) for table in side] for side in (old, new))
    if [[len(r) for r in t] for t in before] != [[len(r) for r in t] for t in after]:
        return 0
    pairs = zip(_flat(before), _flat(after), strict=True)
    return sum(one != other for one, other in pairs)


def _flat(tables: list[list[list[str]]]) -> list[str]:
    return [cell for table in tables for row in table for cell in row]


def _tables(tables: list[Bang]) -> str:
    rows = sum(len(table.rows) for table in tables)
    return _("{so} bảng, {hang} hàng").format(so=len(tables), hang=rows)


def _single(old: list[Any], new: list[Any]) -> bool:
    """One thing became another, or there was or is none."""
    return len(old) <= 1 and len(new) <= 1


def _bare_day(when: ThoiHan) -> tuple[str, str] | None:
    """Which way a deadline names its only day, and the day."""
    for name in ("truoc", "ngay"):
        day = getattr(when, name)
        if day and when == ThoiHan(**{name: day}):
            return name, short_date(day)
    return None


def _plain_item(value: Any) -> str:
    for name in ("truong", "ten", "id"):
        if said := getattr(value, name, None):
            return str(said)
    return str(value)


def cut(text: str, room: int = SHORT) -> str:
    """The beginning of a text, ended at a word."""
    text = (plain(text) if "*" in text else text).replace("\n", " ")
    if len(text) <= room:
        return text
    return text[:room].rsplit(" ", 1)[0].rstrip(" ,;.") + "…"


# ------------------------------------------------------------------------------ names


@cache
def _names(_language: str) -> dict[str, str]:
    return {
        "van_ban": "",
        "muc": _("Mục {so}"),
        "khoan": _("Khoản {so}"),
        "diem": _("Điểm {so}"),
        "noi_nhan": _("Nơi nhận"),
        "nguoi_ky": _("Người ký"),
        "khong_thuc_hien": _("Không thực hiện {ma}"),
        "dan_xuat": _("Dấu dẫn xuất"),
        "kinh_gui": "",
        "co_quan_moi": "",
        "van_ban_moi": "",
    }


@cache
def _styles(_language: str) -> dict[str, str]:
    return {
        "chu": _("chữ cái a), b)"),
        "gach": _("gạch đầu dòng"),
        "cong": _("dấu cộng"),
        "sao": _("dấu sao"),
        "tron": _("chấm tròn"),
        "so": _("số"),
        "thap-phan": _("số thập phân 1.1."),
        "la-ma": _("số La Mã"),
        "hoa": _("chữ hoa A."),
        "ngoac": _("số trong ngoặc (1)"),
        "khong": _("không đánh dấu"),
    }


def type_name(type_: str) -> str:
    """What a kind of node is called."""
    return _types(language()).get(type_, _("Đoạn"))


@cache
def _types(_language: str) -> dict[str, str]:
    return {
        "muc": _("Mục"),
        "khoan": _("Khoản"),
        "diem": _("Điểm"),
        "nhom": _("Nhóm"),
        "nhiem_vu": _("Nhiệm vụ"),
        "phu_luc": _("Phụ lục"),
        "noi_nhan": _("Dòng nơi nhận"),
        "chu_thich": _("Chú thích"),
        "nguoi_ky": _("Người ký"),
    }


def part_name(part: str) -> str:
    """What a part of a plan is called."""
    return _parts(language()).get(part, part)


@cache
def _parts(_language: str) -> dict[str, str]:
    return {
        "van_ban": _("phần đầu văn bản"),
        "can_cu": _("căn cứ"),
        "mo_dau": _("phần mở đầu"),
        "muc": _("nội dung"),
        "ket_thuc": _("phần kết"),
        "noi_nhan": _("nơi nhận"),
        "nguoi_ky": _("chữ ký"),
        "phu_luc": _("phụ lục"),
        "chu_thich": _("chú thích"),
        "khong_thuc_hien": _("nhiệm vụ không thực hiện"),
    }


def field_name(field: str, type_: str = "") -> str:
    """What a key is called, in lower case."""
    if field == "co_quan":
        names = {"van_ban": _("cơ quan ban hành"), "khoan": _("cơ quan được giao")}
        return names.get(type_, _("cơ quan nhận"))
    return _fields(language()).get(field, field)


_FIELDS = {
    "noi_dung": N_("nội dung"),
    "tieu_de": N_("tiêu đề"),
    "trich_yeu": N_("trích yếu"),
    "san_pham": N_("sản phẩm"),
    "thoi_han": N_("thời hạn"),
    "chu_tri": N_("chủ trì"),
    "phoi_hop": N_("phối hợp"),
    "nhom": N_("nhóm"),
    "so": N_("số"),
    "ky_hieu": N_("ký hiệu"),
    "ngay": N_("ngày ban hành"),
    "ngay_xet": N_("ngày xét quy định"),
    "dia_danh": N_("địa danh"),
    "loai": N_("loại văn bản"),
    "luu": N_("nơi lưu"),
    "ma": N_("mã kế hoạch"),
    "cap_tren": N_("kế hoạch cấp trên"),
    "quyen_han": N_("quyền hạn ký"),
    "chuc_vu": N_("chức vụ"),
    "ho_ten": N_("họ tên"),
    "kieu": N_("kiểu đánh dấu"),
    "kieu_diem": N_("kiểu đánh dấu các điểm"),
    "danh_so": N_("đánh số"),
    "ap_dung": N_("cấp áp dụng"),
    "can_xem": N_("điều cần xem"),
    "bao_ve": N_("bảo vệ khi cập nhật"),
    "minh_hoa": N_("minh họa"),
    "nguon": N_("nguồn dẫn xuất"),
    "xung_dot": N_("xung đột"),
    "vai_tro": N_("vai trò"),
    "tu_doan": N_("đoạn làm căn cứ"),
    "tieu_chi": N_("tiêu chí chấm điểm"),
    "ly_do": N_("lý do"),
    "nhan": N_("nhãn in"),
    "bang": N_("bảng"),
    "chuc_danh": N_("chức danh dưới họ tên"),
    "kem_theo": N_("dòng kèm theo"),
    "do_khan": N_("độ khẩn"),
    "do_mat": N_("độ mật"),
    "luu_hanh": N_("phạm vi lưu hành"),
    "kinh_gui": N_("kính gửi"),
    "co_quan_moi": N_("cơ quan chưa có trong danh mục"),
    "van_ban_moi": N_("văn bản chưa có trong danh mục"),
    "ke_hoach": N_("kế hoạch cấp trên"),
    "ma_bam_cap_tren": N_("bản kế hoạch cấp trên"),
    "ma_bam_quy_tac": N_("bộ quy tắc"),
    "loi_chu_tri": N_("lời in ở ô chủ trì"),
    "loi_phoi_hop": N_("lời in ở ô phối hợp"),
    "cot_them": N_("cột thêm của bảng"),
    "don_vi_soan": N_("đơn vị soạn"),
    "khong_so": N_("không lấy số"),
    "tham_quyen": N_("thẩm quyền"),
    "ban_hanh": N_("kế hoạch được ban hành"),
    "thay_the": N_("văn bản bị thay thế"),
    "sua_doi": N_("văn bản được sửa đổi"),
    "don_vi": N_("đơn vị tính"),
    "so_sanh": N_("đạt khi"),
    "gia_tri": N_("giá trị"),
    "mau_so": N_("mẫu số"),
    "hien_trang": N_("hiện trạng"),
    "ca_nhan": N_("người phụ trách"),
    "don_vi_thuc_hien": N_("đơn vị thực hiện"),
    "thoi_han_khac": N_("thời hạn khác"),
    "trang_thai": N_("trạng thái"),
    "bao_cao": N_("báo cáo"),
    "chi_tieu": N_("chỉ tiêu"),
    "giao_viec": N_("nhiệm vụ trong lời văn"),
    "khong_thuc_hien": N_("nhiệm vụ không thực hiện"),
    "dinh_kem": N_("văn bản đính kèm"),
    "phat_hanh": N_("việc phát hành"),
    "dan_xuat": N_("việc dẫn xuất"),
}
"""What a person calls the keys of a plan."""


@cache
def _fields(_language: str) -> dict[str, str]:
    return {key: _(words) for key, words in _FIELDS.items()}
