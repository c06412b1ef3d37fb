"""What a redline cannot say, said in words; and what stops it. Codes SS1xx."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from generator.diagnostics import Diagnostic, Place, Severity, error, warning
from generator.locale import _
from generator.ooxml.changed_package import Opc, to_bytes
from generator.ooxml.elements import local, tag_of
from generator.ooxml.opened import open_word
from generator.redline.accepting import has_revisions, resolve
from generator.redline.compared_properties import canonical
from generator.redline.revision_names import BOOKMARK_START, NAME, w
from generator.redline.safe import fetched
from generator.redline.writer import story_parts
from generator.workspace.archive import Damaged

if TYPE_CHECKING:
    from generator.ooxml.elements import Element
    from generator.redline.redline_law import Failure
    from generator.redline.writer import Attempt

_SETTINGS_NOISE = frozenset(
    w(x) for x in (
        "rsids", "zoom", "proofState", "trackRevisions", "revisionView", "attachedTemplate",
        "documentProtection", "activeWritingStyle", "themeFontLang", "clrSchemeMapping", "docVars",
        "hideSpellingErrors", "hideGrammaticalErrors", "decimalSymbol", "listSeparator",
    )
)  # fmt: skip
_SIGNATURES = "_xmlsignatures/"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def open_package(data: bytes, name: str) -> tuple[Opc | None, list[Diagnostic]]:
    """Open a .docx, with its revisions accepted and its signatures left behind."""
    word, problems = open_word(Path(name), data)
    if word is None:
        return None, problems
    try:
        package = Opc(data, word.parsed)
    except (Damaged, KeyError, StopIteration, etree.XMLSyntaxError, ValueError) as fault:
        message = _("{tep} không so sánh được: {ly_do}")
        return None, [error("SS101", message.format(tep=name, ly_do=fault), Place(name, ""))]
    if package.strict:
        message = _(
            "{tep} ở dạng Strict Open XML; bản so sánh ghi ở dạng thông dụng (Transitional)"
        )
        problems.append(_note("SS110", message.format(tep=name), name))
    if _accept(package):
        message = _(
            "{tep} đã có sẵn thay đổi được theo dõi; coi như chấp nhận tất cả rồi mới so sánh"
        )
        problems.append(_note("SS103", message.format(tep=name), name))
    if _unsign(package):
        message = _("{tep} có chữ ký số; bản so sánh không mang chữ ký")
        problems.append(_note("SS111", message.format(tep=name), name))
    return package, problems


def _note(code: str, message: str, file: str) -> Diagnostic:
    return Diagnostic(code, Severity.INFO, message, Place(file, ""))


def _accept(package: Opc) -> bool:
    found = False
    for part in story_parts(package):
        if has_revisions(package.root(part)):
            root = package.fresh(part)
            resolve(root, "accept")
            package.store(part, root)
            found = True
    return found


def _unsign(package: Opc) -> bool:
    signatures = [n for n in package.parts if n.startswith(_SIGNATURES)]
    if not signatures:
        return False
    for name in signatures:
        package.drop(name)
    for part in ("_rels/.rels", "[Content_Types].xml"):
        root = package.fresh(part)
        for entry in list(root):
            if _SIGNATURES in (entry.get("Target") or "") + (entry.get("PartName") or ""):
                root.remove(entry)
        package.put(part, to_bytes(root))
    return True


def identical(names: tuple[str, str]) -> Diagnostic:
    """Nothing to mark."""
    message = _("{cu} và {moi} giống nhau: bản so sánh không có thay đổi nào")
    return _note("SS112", message.format(cu=names[0], moi=names[1]), names[1])


def fallen_back(names: tuple[str, str]) -> Diagnostic:
    """Marks larger than needed."""
    message = _("Bản so sánh phải đánh dấu cả đoạn thay vì từng từ để giữ đúng hai bản")
    return _note("SS102", message, names[1])


def refused(failure: Failure, names: tuple[str, str]) -> Diagnostic:
    """No redline, because none was right."""
    if _embeds(failure.wanted) or _embeds(failure.got):
        message = _("Hai bản nhúng nguyên tệp khác vào thân văn bản (altChunk) không như nhau")
        hint = _("Mở từng bản bằng Word và lưu lại: Word trộn tệp nhúng vào văn bản; rồi so sánh.")
        return error("SS121", message, Place(names[1], failure.part), hint)
    message = _("Không ghi được bản so sánh đúng: {phan} không trở lại nguyên bản khi thử {viec}")
    what = {"accept": _("chấp nhận tất cả"), "reject": _("từ chối tất cả")}
    return error(
        "SS120",
        message.format(phan=failure.part, viec=what.get(failure.mode, failure.mode)),
        Place(names[1], failure.part, repr(failure.wanted)[:200]),
        _("Xem khác biệt bằng kehoach diff không kèm --format docx; báo cho nhóm phát triển."),
    )


def _embeds(value: object) -> bool:
    """Whether what a side says where it differs is a whole file put into the body."""
    blocks = value if isinstance(value, list) else [value]
    return any(
        isinstance(x, tuple) and x[:1] == ("opaque",) and b"altChunk" in x[1] for x in blocks
    )


def differences(old: Opc, new: Opc, attempt: Attempt, names: tuple[str, str]) -> list[Diagnostic]:
    """What differs between the packages and no revision can say."""
    found = [_said(kind, names) for kind in sorted(attempt.state.unexpressed)]
    found += _taken_over(attempt, names)
    styles = _styles(old, new)
    if styles:
        message = _("Định nghĩa kiểu khác nhau giữa hai bản, Word không theo dõi được: {kieu}")
        found.append(_warn("SS104", message.format(kieu=", ".join(styles)), names))
    settings = _settings(old, new)
    if settings:
        message = _("Thiết lập tài liệu khác nhau, Word không theo dõi được: {ten}")
        found.append(_warn("SS105", message.format(ten=", ".join(settings)), names))
    if _part(old, "theme") != _part(new, "theme"):
        message = _("Bộ màu và phông chủ đề khác nhau, Word không theo dõi được")
        found.append(_warn("SS106", message, names))
    marks = _bookmarks(old) - _bookmarks(new)
    if marks:
        message = _("Dấu trang của bản cũ không còn trong bản so sánh: {ten}")
        found.append(_warn("SS107", message.format(ten=", ".join(sorted(marks))), names))
    if unseen := _unseen(old, new):
        message = _("{so} đoạn chỉ khác ở điều không nhìn thấy (cách ghép dấu, dấu cách)")
        found.append(_note("SS119", message.format(so=unseen), names[1]))
    lost = _controls(old) - _controls(new)
    if lost:
        found.append(_said("controls", names))
    gone = _comments(old) - _comments(new)
    if gone:
        message = _("{so} nhận xét của bản cũ không có trong bản so sánh")
        found.append(_warn("SS108", message.format(so=len(gone)), names))
    return found


def _taken_over(attempt: Attempt, names: tuple[str, str]) -> list[Diagnostic]:
    """What stands as in the new version without a mark, and what of it was left out."""
    found = []
    if attempt.state.cleared.unprotected:
        message = _("{tep} bị khóa chỉnh sửa; bản so sánh được mở khóa để duyệt thay đổi")
        found.append(_note("SS113", message.format(tep=names[1]), names[1]))
    if attempt.state.cleared.names:
        message = _("Bản so sánh không mang theo những gì {tep} tự làm khi mở hay lưu: {ten}")
        gone = ", ".join(attempt.state.cleared.names)
        found.append(_note("SS114", message.format(tep=names[1], ten=gone), names[1]))
    if attempt.state.taken:
        message = _("Kết quả trường do máy tính lại không phải thay đổi, lấy theo bản mới: {ten}")
        taken = ", ".join(sorted(attempt.state.taken))
        found.append(_note("SS116", message.format(ten=taken), names[1]))
    if attempt.state.cells:
        message = _(
            "Cột và ô gộp được đánh dấu theo cách của Word; nếu duyệt bằng LibreOffice thì tạo lại "
            "với --reader libreoffice"
        )
        found.append(_note("SS118", message, names[1]))
    if attempt.state.shapes:
        message = _("{so} hình chỉ khác chỗ đứng, cỡ hay mã số; lấy theo bản mới")
        found.append(_note("SS117", message.format(so=attempt.state.shapes), names[1]))
    if loaded := fetched(attempt.package):
        message = _("Văn bản tự nạp nội dung từ nơi khác khi mở: {ten}")
        found.append(_warn("SS115", message.format(ten=", ".join(loaded[:5])), names))
    return found


def _warn(code: str, message: str, names: tuple[str, str]) -> Diagnostic:
    return warning(code, message, Place(names[1], ""))


def _said(kind: str, names: tuple[str, str]) -> Diagnostic:
    messages = {
        "final_table": _(
            "Văn bản kết thúc bằng bảng hoặc ngắt phần: thêm đoạn trống Word luôn hiện sau đó"
        ),
        "final_empty": _("Một bản không có đoạn nào: thêm đoạn trống Word luôn hiện"),
        "row_controls": _(
            "Ô điều khiển nội dung quanh cả hàng của bảng thêm vào hay bỏ đi: giữ hàng, bỏ khung"
        ),
        "opaque": _("Phần tử không phải đoạn hay bảng khác nhau, giữ theo bản mới"),
        "header_inherited": _("Một phần lấy đầu trang của phần trước ở một bản mà không ở bản kia"),
        "header_shared": _("Một đầu trang dùng chung cho các phần vốn có đầu trang khác nhau"),
        "controls": _("Ô điều khiển nội dung của bản cũ không còn trong bản so sánh"),
    }
    return _warn("SS109", messages[kind], names)


def _part(package: Opc, kind: str) -> bytes | None:
    name = package.of_type(kind)
    return package.parts[name] if name else None


def _root(package: Opc, kind: str) -> Element | None:
    name = package.of_type(kind)
    return package.root(name) if name else None


def _styles(old: Opc, new: Opc) -> list[str]:
    """Names of styles both versions have and define differently."""
    if _part(old, "styles") == _part(new, "styles"):
        return []
    theirs, ours = _root(old, "styles"), _root(new, "styles")
    if theirs is None or ours is None:
        return [_("(toàn bộ)")]
    a, b = _looks(theirs), _looks(ours)
    return sorted(name for name in a.keys() & b.keys() if a[name] != b[name])


def _looks(root: Element) -> dict[str, object]:
    names = {s.get(w("styleId")): _style_name(s) for s in root.iter(w("style"))}
    properties = (w("pPr"), w("rPr"), w("tblPr"), w("trPr"), w("tcPr"), w("tblStylePr"))
    found: dict[str, object] = {}
    for style in root.iter(w("style")):
        based = style.find(w("basedOn"))
        found[names[style.get(w("styleId"))]] = (
            None if based is None else names.get(based.get(w("val"))),
            tuple(canonical(c) for c in style if c.tag in properties and len(c)),
        )
    defaults = root.find(w("docDefaults"))
    if defaults is not None:
        found[_("(mặc định)")] = canonical(defaults, frozenset({w("lang")}))
    return found


def _style_name(style: Element) -> str:
    name = style.find(w("name"))
    return str(style.get(w("styleId")) if name is None else name.get(w("val")))


def _settings(old: Opc, new: Opc) -> list[str]:
    if _part(old, "settings") == _part(new, "settings"):
        return []
    sides = []
    for package in (old, new):
        root = _root(package, "settings")
        children = [] if root is None else list(root)
        sides.append(
            {
                (local(c), repr(canonical(c)))
                for c in children
                if c.tag not in _SETTINGS_NOISE and tag_of(c).startswith(w(""))
            }
        )
    return sorted({name for name, _value in sides[0] ^ sides[1]})


def _bookmarks(package: Opc) -> set[str]:
    """Bookmarks people set; hidden ones begin with an underscore."""
    return {
        name
        for part in story_parts(package)
        for e in package.root(part).iter(BOOKMARK_START)
        if (name := e.get(NAME) or "") and not name.startswith("_")
    }


def _controls(package: Opc) -> set[tuple[str | None, ...]]:
    """Content controls by their tag and title."""
    return {
        tuple(
            None if x is None else x.get(w("val")) for x in (e.find(w("tag")), e.find(w("alias")))
        )
        for part in story_parts(package)
        for e in package.root(part).iter(w("sdtPr"))
    }


def _unseen(old: Opc, new: Opc) -> int:
    """How many paragraphs say the same in other characters: their marks show nothing changed."""
    before, after = _texts(old), _texts(new)
    gone = Counter(_as_seen(text) for text in (before - after).elements())
    come = Counter(_as_seen(text) for text in (after - before).elements())
    return (gone & come).total()


def _texts(package: Opc) -> Counter[str]:
    paragraphs = package.root(package.main).iter(w("p"))
    return Counter("".join(t.text or "" for t in p.iter(w("t"))) for p in paragraphs)


def _as_seen(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def _comments(package: Opc) -> set[str]:
    root = _root(package, "comments")
    if root is None:
        return set()
    return {"".join(c.itertext(w("t"))) for c in root.iter(w("comment"))}
