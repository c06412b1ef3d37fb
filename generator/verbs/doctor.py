"""`doctor`: what of its surroundings the program finds, what is missing, and how to get it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code
from generator.locale import _

if TYPE_CHECKING:
    from generator.workspace.desk import Desk

State = Literal["good", "missing", "wrong", "unused"]


class Request(NamedTuple):
    """Nothing to choose: all is looked at, nothing is changed or installed."""


class Equipment(NamedTuple):
    """One thing that the program uses."""

    name: str
    state: State
    """`unused`: this workspace does not ask for it."""
    told: str
    """What was found, or what cannot be done without it."""
    how: str = ""
    """How to get it."""

    def as_dict(self) -> dict[str, str]:
        """For programs."""
        return {"name": self.name, "status": self.state, "message": self.told, "hint": self.how}


class Result(NamedTuple):
    """All that was looked at."""

    items: list[Equipment]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """3 when something is missing or wrong, else as the diagnostics say."""
        lacking = any(one.state in ("missing", "wrong") for one in self.items)
        return 3 if lacking else exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For `--json`."""
        items = [one.as_dict() for one in self.items]
        return {"results": items, "diagnostics": as_dicts(self.diagnostics)}


def run(desk: Desk, request: Request) -> Result:
    """Look at what the program uses of the machine and of the workspace."""
    del request
    items = [
        _office(),
        _font(),
        _recognition(),
        _token(desk),
        _trust(desk),
        _register(desk),
        _template(desk),
        _browser(),
    ]
    return Result(items, desk.workspace.diagnostics)


def _office() -> Equipment:
    from generator.office.libreoffice import find_office, version

    name, office = "LibreOffice", find_office()
    if office is None:
        told = _("không thấy: không làm được PDF, không đọc được .doc; .docx vẫn làm được")
        how = _(
            "Debian, Ubuntu: sudo apt install libreoffice-writer; Windows, macOS: libreoffice.org. "
            "Đã cài ở nơi khác: đặt KEHOACH_SOFFICE."
        )
        return Equipment(name, "missing", told, how)
    return Equipment(name, "good", f"{version(office)} ({office})".strip())


def _font() -> Equipment:
    from generator.office.fonts import FONT, check_font

    name = _("Phông chữ")
    for found in check_font():
        return Equipment(name, "wrong", found.message, "; ".join(found.hints))
    return Equipment(name, "good", _("{phong}, hoặc phông cùng cỡ, đủ chữ Việt").format(phong=FONT))


def _recognition() -> Equipment:
    from generator.office.tesseract import find_tesseract, reads_vietnamese

    name, program = _("Nhận dạng chữ trong ảnh"), find_tesseract()
    if program is not None and reads_vietnamese(program):
        return Equipment(name, "good", f"Tesseract ({program})")
    told = _("không thấy Tesseract có dữ liệu tiếng Việt: không đọc được bản quét, ảnh chụp")
    how = _(
        "Debian, Ubuntu: sudo apt install tesseract-ocr tesseract-ocr-vie; Windows: cài Tesseract, "
        "chọn thêm Vietnamese. Đã cài ở nơi khác: đặt KEHOACH_TESSERACT."
    )
    return Equipment(name, "missing", told, how)


def _token(desk: Desk) -> Equipment:
    name, library = _("Thư viện thiết bị ký"), desk.workspace.settings.ky_so.pkcs11
    if not library:
        told = _("chưa nêu: ký bằng tệp .p12, hoặc bằng công cụ khác rồi nhận lại")
        how = _("Dùng thiết bị ký: nêu tệp .dll/.so của nhà cung cấp, mục [ky_so] pkcs11.")
        return Equipment(name, "unused", told, how)
    path = Path(library)
    if not path.is_absolute() or not path.is_file():
        how = _("Cài trình điều khiển của nhà cung cấp; ghi đường dẫn đầy đủ vào [ky_so] pkcs11.")
        return Equipment(name, "missing", library, how)
    return Equipment(name, "good", library)


def _trust(desk: Desk) -> Equipment:
    from generator.issuance.verdict.trust_list import load_trust

    name, path = _("Danh sách tin cậy"), desk.workspace.trust_file
    if not path.exists():
        told = _("chưa có: chưa kết luận được về chữ ký nào")
        how = _("Ghi các chứng thư gốc mà cơ quan tin vào {tep}.")
        return Equipment(name, "missing", told, how.format(tep=desk.workspace.shown(path)))
    store, found = load_trust(path)
    if store is None:
        return Equipment(name, "wrong", "; ".join(one.message for one in found))
    return Equipment(name, "good", desk.workspace.shown(path))


def _register(desk: Desk) -> Equipment:
    from generator.verbs.books import with_register

    name, address = _("Sổ đăng ký"), desk.workspace.settings.so_dang_ky.dia_chi
    if "://" not in address and not (desk.workspace.root / address).exists():
        return Equipment(name, "unused", _("chưa mở; có từ lần phát hành hay giữ số đầu tiên"))
    _done, found = with_register(desk, lambda _database: None)
    if found:
        hints = "; ".join(hint for one in found for hint in one.hints)
        return Equipment(name, "wrong", "; ".join(one.message for one in found), hints)
    return Equipment(name, "good", address.partition("://")[0] if "://" in address else address)


def _template(desk: Desk) -> Equipment:
    name, path = _("Mẫu Word"), desk.workspace.template
    shown = desk.workspace.shown(path)
    if not path.is_file():
        return Equipment(name, "missing", shown, _("Tạo nơi làm việc đủ mẫu: kehoach init."))
    return Equipment(name, "good", shown)


def _browser() -> Equipment:
    import shutil

    name = _("Trình duyệt")
    known = ("msedge", "google-chrome", "chromium", "chrome", "firefox")
    found = next((one for one in known if shutil.which(one)), None)
    told = _("trình duyệt nào của máy cũng được; không cần cài Chromium")
    return Equipment(name, "good" if found else "unused", f"{found}; {told}" if found else told)
