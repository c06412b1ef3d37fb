"""The sense of a plan: what the schema cannot see.

Ids that point to nothing, agencies that do not exist on the plan's day, plans above
that form a ring, marks the clerk left. Form and wording are checked elsewhere.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Severity, error, warning
from generator.locale import _
from generator.plan import families
from generator.plan.agency_checks import did_you_mean, ids_named, near_ids
from generator.plan.appendix_rows import row_mistakes
from generator.plan.emit import literal
from generator.plan.footnotes import footnote_mistakes
from generator.plan.gaps import PrintedText, find_gaps
from generator.plan.model import (
    ChuThich,
    Diem,
    Doan,
    Khoan,
    Muc,
    NhiemVu,
    NoiNhan,
    PhuLuc,
    walk,
    words_key,
)
from generator.plan.overlay import with_own
from generator.plan.papers import attached_mistakes, paper_mistakes
from generator.plan.slips.office_slips import find_slips
from generator.plan.toml import Loaded
from generator.plan.typed_numbers import typed_label
from generator.plan.wording import LETTERS, document_types, short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.diagnostics import Span
    from generator.plan.agencies import Agency, Registry
    from generator.plan.citations import Citations, PlanOf
    from generator.plan.made import XungDot
    from generator.plan.model import AnyNode, Loc
    from generator.plan.source import TomlSource


def check_plan(
    loaded: Loaded,
    registry: Registry,
    citations: Citations,
    plan_of: PlanOf,
    plan_ids: Callable[[], Iterable[str]] = tuple,
) -> list[Diagnostic]:
    """Everything wrong in the sense of one plan, in no particular order.

    `plan_ids` gives the ids of all plans there are, for hints; asked only when needed.
    """
    registry, citations = with_own(loaded.plan, registry, citations)
    return _Check(loaded, registry, citations, plan_of, plan_ids).run()


def check_workspace_ids(plans: Iterable[Loaded]) -> list[Diagnostic]:
    """Plans that share one id; each is told where the first one is. None is held meanwhile."""
    first: dict[str, Span] = {}
    found = []
    for loaded in plans:
        id_ = loaded.plan.van_ban.ma
        span = loaded.source.span(("van_ban", "ma"))
        place = first.setdefault(id_, span)
        if place != span:
            message = _("Mã kế hoạch “{id}” đã dùng ở {file}:{line}:{column}").format(
                id=id_, file=place.file, line=place.line, column=place.column
            )
            hint = _("Mỗi kế hoạch có một mã riêng: đổi mã của một trong hai")
            found.append(error("KH414", message, span, hint))
    return found


def frozen(loaded: Loaded) -> Diagnostic | None:
    """Why an issued plan must not be changed by a command; None while it is a draft."""
    plan, source = loaded
    if plan.phat_hanh is None:
        return None
    message = _("Kế hoạch đã phát hành ({so}) nên không sửa nữa").format(
        so=plan.phat_hanh.so_dang_ky
    )
    hint = _("Soạn văn bản sửa đổi: kehoach register amend {ma}").format(ma=plan.van_ban.ma)
    return error("SO502", message, source.span(("phat_hanh",)), hint)


def open_conflicts(
    loaded: Loaded, nodes: Iterable[tuple[Loc, AnyNode]] | None = None
) -> list[Diagnostic]:
    """What `update` left to the clerk, in order: each with the command that settles it.

    `nodes`: all of the plan, where they are known.
    """
    plan, source = loaded
    places: list[tuple[Loc, str, list[XungDot]]] = [
        (("van_ban",), "van_ban", plan.van_ban.xung_dot),
        *((("nguoi_ky", i), f"nguoi_ky/{i}", s.xung_dot) for i, s in enumerate(plan.nguoi_ky)),
        *((loc, n.id, n.xung_dot) for loc, n in nodes or walk(plan) if n.xung_dot),
    ]
    found = []
    for loc, id_, conflicts in places:
        for number, conflict in enumerate(conflicts):
            message = _("Chưa chọn giữa cấp trên và bản này: {khoa} của “{ma}”").format(
                khoa=conflict.truong, ma=id_
            )
            hint = _("kehoach resolve {tep} {ma}.{khoa} --above (hoặc --mine, --both, --text)")
            hint = hint.format(tep=source.file, ma=id_, khoa=conflict.truong)
            span = source.span((*loc, "xung_dot", number))
            found.append(error("DX520", message, span, hint))
    return found


_GIVEN_TO = ("chu_tri", "phoi_hop", "bao_cao", "truoc", "don_vi_thuc_hien")
"""Keys of targets and tasks that name agencies."""


class _Check:
    """One plan under check."""

    def __init__(
        self,
        loaded: Loaded,
        registry: Registry,
        citations: Citations,
        plan_of: PlanOf,
        plan_ids: Callable[[], Iterable[str]],
    ) -> None:
        self.plan, self.source = loaded
        self.registry = registry
        self.citations = citations
        self.plan_of = plan_of
        self.plan_ids = plan_ids
        self.day = self.plan.day()
        self.nodes = list(walk(self.plan))
        # What a task may rest on, in reading order; a dict, as an appendix may be long.
        self.paragraphs = {
            node.id: None for _loc, node in self.nodes if not isinstance(node, NhiemVu)
        }
        self.levels = registry.levels()
        self.found: list[Diagnostic] = []

    def run(self) -> list[Diagnostic]:
        self._head()
        self._above()
        self._ids()
        for loc, node in self.nodes:
            self._node(loc, node)
        self._given()
        self._letters()
        self._citations()
        return self.found + open_conflicts(Loaded(self.plan, self.source), self.nodes)

    def _error(self, code: str, message: str, loc: Loc, *hints: str) -> None:
        self.found.append(error(code, message, self.source.span(loc), *hints))

    def _warning(self, code: str, message: str, loc: Loc, *hints: str) -> None:
        self.found.append(warning(code, message, self.source.span(loc), *hints))

    # -- the document as a whole

    def _head(self) -> None:
        head = self.plan.van_ban
        self._agency(head.co_quan, ("van_ban", "co_quan"))
        if head.loai not in (*document_types(), families.LETTER):
            types = document_types()
            # An abbreviation in another case, or the name written out, is surely meant.
            same = [k for k, v in types.items() if head.loai.lower() in (k.lower(), v.lower())]
            near = same or near_ids(head.loai, types)
            message = _("Không có loại văn bản “{kind}”").format(kind=head.loai)
            hint = _("Các loại: {kinds}").format(kinds=", ".join(types))
            loc = ("van_ban", "loai")
            self._error("KH415", message, loc, *did_you_mean(near), hint)
        if head.so is not None and head.ngay is None:
            message = _("Văn bản có số {number} nhưng chưa có ngày").format(number=head.so)
            hint = _("Số và ngày được ghi cùng lúc, khi ban hành: thêm ngay, hoặc bỏ so")
            self._warning("KH413", message, ("van_ban", "so"), hint)
        if families.is_legal(head):
            message = _("Văn bản quy phạm pháp luật không trình bày theo Nghị định 30/2020/NĐ-CP")
            hint = _("Thể thức theo Nghị định 78/2025/NĐ-CP, sửa đổi bởi 187/2025/NĐ-CP")
            self._error("KH424", message, ("van_ban", "ky_hieu"), hint)
        if head.ban_hanh is not None:
            self.found += paper_mistakes(Loaded(self.plan, self.source), self.plan_of)
        if head.kem_theo is not None:
            self.found += attached_mistakes(Loaded(self.plan, self.source), self.plan_of)
        for code, key in families.lacks(self.plan):
            self._lacking(code, key)
        if families.attached(self.plan):
            self._attached()
        elif not self.plan.nguoi_ky:
            message = _("Kế hoạch chưa có người ký")
            hint = _("Thêm [[nguoi_ky]] với quyen_han, chuc_vu; ho_ten có thể để trống")
            self._error("KH410", message, ("van_ban",), hint)
        if head.can_xem is not None:
            self._left(head.can_xem, ("van_ban", words_key(head) or "can_xem"))
        self._own_entries()

    def _lacking(self, code: str, key: str) -> None:
        """A text that is none of its type without what is missing."""
        messages = {
            "can_cu": _("Quyết định không có căn cứ ban hành"),
            "muc": _("Quyết định không có Điều nào"),
            "kinh_gui": _("Văn bản loại này phải có nơi kính gửi"),
        }
        hints = {
            "can_cu": _('Thêm [[can_cu]] với noi_dung = "Căn cứ …;"'),
            "muc": _('Viết mỗi điều thành [[muc]] với kieu = "dieu"'),
            "kinh_gui": _('Thêm ở đầu tệp, trước [van_ban]: kinh_gui = ["…"]'),
        }
        self._warning(code, messages[key], ("van_ban", "loai"), hints[key])

    def _attached(self) -> None:
        """What a text that is issued with a decision says and does not print (sample 1.3)."""
        for key in ("nguoi_ky", "noi_nhan"):
            if getattr(self.plan, key):
                message = _("Văn bản ban hành kèm theo quyết định: không in {khoa}")
                hint = _("Nơi nhận và chữ ký ghi ở quyết định; bỏ kem_theo nếu ban hành riêng")
                self._warning("KH425", message.format(khoa=key), (key, 0), hint)

    def _own_entries(self) -> None:
        """Proposals for the registries work here only; they are for all plans to use."""
        for key, file in (("co_quan_moi", "co-quan.toml"), ("van_ban_moi", "van-ban.toml")):
            entries = getattr(self.plan, key)
            if entries:
                message = _("{so} mục {khoa} mới chỉ có trong tệp này").format(
                    so=len(entries), khoa=key
                )
                hint = _("Xem lại rồi chuyển vào danh-muc/{tep}").format(tep=file)
                span = self.source.span((key, 0))
                self.found.append(Diagnostic("KH421", Severity.INFO, message, span, (hint,)))

    def _left(self, text: str, loc: Loc) -> None:
        message = _("Còn việc phải xem: {text}").format(text=text)
        self._warning(
            "KH411",
            message,
            loc,
            _("Trả lời bằng kehoach answer, hoặc sửa nội dung rồi xóa dòng can_xem"),
        )

    def _above(self) -> None:
        """The plan above exists, is not this one, and leads to no ring."""
        head = self.plan.van_ban
        if head.cap_tren is None:
            return
        loc = ("van_ban", "cap_tren")
        if head.cap_tren == head.ma:
            message = _("Kế hoạch lấy chính nó làm kế hoạch cấp trên")
            self._error("KH408", message, loc, _("Sửa hoặc bỏ cap_tren"))
            return
        path = [head.ma]
        id_: str | None = head.cap_tren
        while id_ is not None and id_ not in path:
            path.append(id_)
            above = self.plan_of(id_)
            if above is None:
                if len(path) == 2:
                    self._no_plan_above(id_, loc)
                return
            id_ = above.van_ban.cap_tren
        if id_ == head.ma:
            message = _("Quan hệ cấp trên thành vòng: {ids}").format(ids=" → ".join([*path, id_]))
            self._error("KH408", message, loc, _("Sửa cap_tren của một trong các kế hoạch này"))

    def _no_plan_above(self, id_: str, loc: Loc) -> None:
        message = _("Không tìm thấy kế hoạch cấp trên “{id}”").format(id=id_)
        hint = _("Xem lại mã, hoặc thêm tệp của kế hoạch ấy; nếu tệp có lỗi thì sửa tệp trước")
        cited = [r.ke_hoach for r in self.citations.data.van_ban if r.ke_hoach]
        planned = list(dict.fromkeys([*self.plan_ids(), *cited]))
        self._error("KH407", message, loc, *did_you_mean(near_ids(id_, planned)), hint)

    def _ids(self) -> None:
        first: dict[str, Loc] = {}
        for loc, node in self.nodes:
            other = first.setdefault(node.id, loc)
            if other != loc:
                line = self.source.span((*other, "id")).line
                message = _("Mã “{id}” đã dùng ở dòng {line}").format(id=node.id, line=line)
                hint = _("Mỗi mục, khoản, điểm, nhiệm vụ có một mã riêng trong kế hoạch")
                self._error("KH401", message, (*loc, "id"), hint)

    # -- nodes

    def _node(self, loc: Loc, node: AnyNode) -> None:
        self._typed_number(loc, node)
        if node.can_xem is not None:
            self._left(node.can_xem, (*loc, words_key(node) or "can_xem"))
        if isinstance(node.bao_ve, list):
            self._kept(node, node.bao_ve, loc)
        for number, level in enumerate(node.ap_dung):
            if level not in self.levels:
                self._unknown_level(level, (*loc, "ap_dung", number))
        if isinstance(node, Khoan):
            self._item(loc, node)
        elif isinstance(node, NhiemVu):
            self._task(loc, node)
        elif isinstance(node, PhuLuc):
            for one in row_mistakes(loc, node):
                tell = self._error if one.grave else self._warning
                tell(one.code, one.message, one.loc, *one.hints)
        if isinstance(node, Khoan | NoiNhan):
            for number, id_ in enumerate(node.co_quan):
                self._agency(id_, (*loc, "co_quan", number))

    def _typed_number(self, loc: Loc, node: AnyNode) -> None:
        """A number typed where the program prints one: "1. 1. Mục đích"."""
        found = typed_label(node)
        if found is not None:
            key, label, rest = found
            message = _("Số “{so}” gõ trong {khoa} sẽ in hai lần: chương trình tự đánh số")
            hint = _("Viết: {khoa} = {chu}").format(khoa=key, chu=literal(rest))
            self._error("KH436", message.format(so=label, khoa=key), (*loc, key), hint)

    def _kept(self, node: AnyNode, names: list[str], loc: Loc) -> None:
        """A protected key that the node cannot have protects nothing."""
        known = node.__struct_fields__
        for number, name in enumerate(names):
            if name not in known:
                message = _("Không có khóa “{key}” để bảo vệ").format(key=name)
                near = did_you_mean(near_ids(name, known))
                self._error("KH418", message, (*loc, "bao_ve", number), *near)

    def _unknown_level(self, level: str, loc: Loc) -> None:
        known = self.levels
        message = _("Không có cấp “{level}” trong danh mục").format(level=level)
        hint = _("Các cấp: {levels}").format(levels=", ".join(known))
        self._error("KH406", message, loc, *did_you_mean(near_ids(level, known)), hint)

    def _item(self, loc: Loc, item: Khoan) -> None:
        if not (item.tieu_de or item.noi_dung or item.diem or item.khoan or item.bang):
            message = _("Khoản “{id}” không có nội dung").format(id=item.id)
            self._error("KH409", message, loc, _("Thêm tieu_de, noi_dung hoặc diem, hoặc bỏ khoản"))

    def _task(self, loc: Loc, task: NhiemVu) -> None:
        for key in ("chu_tri", "phoi_hop"):
            for number, id_ in enumerate(getattr(task, key)):
                self._agency(id_, (*loc, key, number))
        for number, id_ in enumerate(task.tu_doan):
            if id_ not in self.paragraphs:
                message = _("Nhiệm vụ dựa vào đoạn “{id}”, nhưng không có đoạn này")
                hints = did_you_mean(near_ids(id_, self.paragraphs))
                self._error("KH405", message.format(id=id_), (*loc, "tu_doan", number), *hints)
        when = task.thoi_han
        if when is not None and when.truoc and when.ngay:
            message = _("Thời hạn vừa có “truoc” vừa có “ngay”")
            hint = _("Giữ một: truoc là trước ngày, ngay là đúng ngày")
            self._warning("KH416", message, (*loc, "thoi_han"), hint)

    def _letters(self) -> None:
        """Lists labelled a), b), … are no longer than the alphabet."""
        for loc, node in self.nodes:
            if not isinstance(node, Khoan | Diem) or len(node.diem) <= len(LETTERS):
                continue
            style = node.kieu_diem if isinstance(node, Khoan) else "gach"
            lettered = [n for n, p in enumerate(node.diem) if (p.kieu or style) == "chu"]
            if len(lettered) > len(LETTERS):
                message = _("Có {count} điểm đánh chữ, nhưng chỉ có {limit} chữ cái (a đến y)")
                extra = (*loc, "diem", lettered[len(LETTERS)])
                hint = _('Tách thành nhiều khoản, hoặc đặt kieu_diem = "gach"')
                self._error(
                    "KH412", message.format(count=len(lettered), limit=len(LETTERS)), extra, hint
                )

    # -- agencies and citations

    def _given(self) -> None:
        """Agencies of targets and of tasks that sentences give."""
        targets = (("chi_tieu", i, t) for i, t in enumerate(self.plan.chi_tieu))
        tasks = (("giao_viec", i, t) for i, t in enumerate(self.plan.giao_viec)
                 if t.trang_thai != "bo")  # fmt: skip
        for name, number, given in (*targets, *tasks):
            for key in _GIVEN_TO:
                for place, id_ in enumerate(getattr(given, key, None) or ()):
                    self._agency(id_, (name, number, key, place))

    def _agency(self, id_: str, loc: Loc) -> None:
        self.found += agency_mistake(id_, self.registry, self.day, self.source, loc)

    def _citations(self) -> None:
        """Citations in every text, in reading order, as the document will print them."""
        citer = self.citations.citer(self.plan, self.registry, self.plan_of, self.source)
        head = ("van_ban", "trich_yeu")
        printed = [PrintedText(head, None, citer.text(self.plan.van_ban.trich_yeu, head))]
        for loc, node in self.nodes:
            for key, text in _texts(node):
                printed.append(PrintedText((*loc, key), node, citer.text(text, (*loc, key))))
        self.found += footnote_mistakes(Loaded(self.plan, self.source))
        self.found += find_gaps(Loaded(self.plan, self.source), printed, self.nodes)
        own = self.registry.get(self.plan.van_ban.co_quan, self.day)
        self.found += find_slips(Loaded(self.plan, self.source), own, printed, self.nodes)
        self.found += citer.diagnostics
        for agency in citer.issuers():
            self._ended(agency)
        self.found += self.citations.check_plan(self.plan, self.source)

    def _ended(self, agency: Agency) -> None:
        """Tell what became of a unit whose document is cited after its end."""
        from generator.plan.succession import succession

        if self.day is None or agency.valid_on(self.day):
            return
        now = succession(agency, self.day)
        if now is not None:
            message = _("Dẫn văn bản của {ten}, nay không còn").format(ten=agency.ten_ngan)
            span = self.source.span(("van_ban",))
            self.found.append(Diagnostic("KH422", Severity.INFO, message, span, (now,)))


def _texts(node: AnyNode) -> Iterator[tuple[str, str]]:
    """The texts of a node in which citations are read, with their keys."""
    if isinstance(node, Khoan | Muc | PhuLuc) and node.tieu_de:
        yield "tieu_de", node.tieu_de
    if isinstance(node, Doan | Diem | Khoan | NhiemVu | NoiNhan | ChuThich) and node.noi_dung:
        yield "noi_dung", node.noi_dung


def _period(agency: Agency) -> str:
    if agency.tu and agency.den:
        text = _("có từ {tu} đến {den}")
    elif agency.den:
        text = _("có đến {den}")
    else:
        text = _("có từ {tu}")
    return text.format(
        tu=short_date(agency.tu) if agency.tu else "",
        den=short_date(agency.den) if agency.den else "",
    )


def agency_mistake(
    id_: str, registry: Registry, day: date | None, source: TomlSource, loc: Loc
) -> list[Diagnostic]:
    """What is wrong with an id of an agency on a day: nothing, or one finding."""
    if registry.get(id_, day) is not None:
        return []
    near = did_you_mean([k for k in near_ids(id_, registry.known(day)) if k != id_])
    periods = registry.expired(id_)
    if periods and day is not None:
        message = _("“{name}” ({id}) {period}, không có vào ngày {day} của kế hoạch").format(
            name=periods[-1].ten_ngan,
            id=id_,
            period="; ".join(_period(agency) for agency in periods),
            day=short_date(day),
        )
        from generator.plan.succession import succession_of

        hint = _("Dùng cơ quan có vào ngày ấy, hoặc xem lại ngay, ngay_xet")
        became = succession_of(registry, id_, day)
        return [error("KH403", message, source.span(loc), *became, *near, hint)]
    message = _("Không có cơ quan “{id}” trong danh mục").format(id=id_)
    called = ids_named(registry, id_, day)
    if called:  # a name where an id belongs: the line to write is known
        near = (_("Viết mã: {ma}").format(ma=", ".join(f'"{one}"' for one in called[:3])),)
    hint = _("Thêm cơ quan vào danh-muc/co-quan.toml nếu chưa có")
    return [error("KH402", message, source.span(loc), *near, hint)]


def check_agencies(source: TomlSource, registry: Registry) -> list[Diagnostic]:
    """Unknown agencies in a file that is no valid plan yet, so that they need no second run."""
    head = source.values.get("van_ban")
    day = head.get("ngay", head.get("ngay_xet")) if isinstance(head, dict) else None
    known_day = day if isinstance(day, date) else None
    found: list[Diagnostic] = []
    for loc, id_ in _agency_ids(source.values, ()):
        found += agency_mistake(id_, registry, known_day, source, loc)
    return found


def _agency_ids(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Strings that stand where agencies are named, in values that may have any shape."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _agency_ids(inner, (*loc, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _agency_ids(inner, (*loc, number))
    elif isinstance(value, str):
        keys = [step for step in loc if isinstance(step, str)]
        if keys and keys[-1] in ("co_quan", "chu_tri", "phoi_hop"):
            yield loc, value
