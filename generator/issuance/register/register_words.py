"""States and acts of the register as people read them, in the time of their clocks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from generator.locale import _
from generator.workspace.desk import VIETNAM

if TYPE_CHECKING:
    from generator.issuance.register.entered import Act
    from generator.issuance.register.reached import Stage


def state_word(state: str) -> str:
    """The state as users read it."""
    return {
        "giu_so": _("giữ số"),
        "ghi_lai": _("ghi lại từ hồ sơ"),
        "phat_hanh": _("phát hành"),
        "huy": _("hủy số"),
        "thu_hoi": _("thu hồi"),
    }[state]


def act_word(kind: str) -> str:
    """What was done, in words."""
    words = {
        "mo_so": _("mở sổ"),
        "dong_so": _("khóa sổ"),
        "so_ngoai": _("số do sổ khác cấp từ đây"),
        "ghi_lai": _("ghi lại từ hồ sơ"),
        "mat_moc": _("ghi nhận việc đã đóng mốc bị mất"),
        "giu_so": _("giữ số"),
        "phat_hanh": _("phát hành"),
        "huy": _("hủy số"),
        "thu_hoi": _("thu hồi"),
        "thay_the": _("bị văn bản khác thay thế"),
        "sua_doi": _("được văn bản khác sửa đổi"),
        "kiem_tra": _("kiểm tra thể thức bản phát hành"),
        "tao_pdf": _("tạo PDF để ký"),
        "ky_lanh_dao": _("lãnh đạo ký số"),
        "dien_so": _("điền số, ngày vào PDF lãnh đạo đã ký"),
        "ky_co_quan": _("cơ quan ký số"),
        "niem_phong": _("thêm bằng chứng thời gian"),
        "gui": _("gửi đi"),
        "ghi_chu": _("ghi chú"),
        "phan_hoi": _("nơi nhận trả lời"),
    }
    return words.get(kind, kind)


def stage_word(stage: Stage) -> str:
    """How far a document has come, as users read it."""
    return {
        "numbered": _("đã có số"),
        "signed": _("lãnh đạo đã ký"),
        "sealed": _("cơ quan đã ký"),
        "sent": _("đã gửi"),
    }[stage]


def local_time(when: str) -> str:
    """A time of the log, as the clock in Vietnam showed it: "08:05 ngày 07/06/2024"."""
    moment = datetime.fromisoformat(when).astimezone(VIETNAM)
    return moment.strftime(_("%H:%M ngày %d/%m/%Y"))


def told(act: Act) -> str:
    """One act in one line: when, who, what, and why or to which file."""
    content = act.content
    why = content.get("ly_do") or content.get("ghi_chu") or content.get("tep") or ""
    adopted = _("nhận lại sau khi bị ngắt") if content.get("nhan_lai") else ""
    source = (
        _("số do {nguon} cấp").format(nguon=content["nguon_so"]) if "nguon_so" in content else ""
    )
    details = "; ".join(filter(None, (str(why), source, adopted)))
    line = f"{local_time(act.when)}  {act.who}  {act_word(act.kind)}"
    return f"{line}: {details}" if details else line


def anchor_line(order: int, digest: str) -> str:
    """A time-stamp that was taken, in one line."""
    return _("Mốc thứ {so}: {ma_bam}").format(so=order, ma_bam=digest)


def other_ways(state: str) -> tuple[str, ...]:
    """What can be done with a number of a state, where something else was asked for."""
    ways = {
        "phat_hanh": _("Văn bản đã phát hành thì thu hồi: kehoach register recall."),
        "giu_so": _("Số mới chỉ giữ thì hủy: kehoach register void."),
        "thu_hoi": _("Văn bản đã thu hồi rồi; ai, khi nào, vì sao: kehoach register show."),
        "huy": _("Số đã hủy không dùng lại; ai, khi nào, vì sao: kehoach register show."),
    }
    return (ways[state],) if state in ways else ()
