"""Every family of documents goes the whole way: PDF and back, compared, edited, issued, sent."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document

from generator.issuance.exchange.incoming import read_envelope
from tests.papers.test_kinds import DECISION, HEAD, MINUTES, SIGNED
from tests.test_exchange import CODES, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

NAME = 'ho_ten = "Nguyễn Văn Thử"\n'
NAMED = SIGNED + NAME
SECTIONS = """
[[muc]]
id = "mot"
tieu_de = "ĐÁNH GIÁ CHUNG"

[[muc.khoan]]
id = "mot-1"
tieu_de = "Ưu điểm"

[[muc.khoan.diem]]
id = "mot-1-a"
noi_dung = "Các phường gửi báo cáo đúng hạn."

[[muc.khoan.diem]]
id = "mot-1-b"
noi_dung = "Hồ sơ được số hóa đầy đủ./."
"""
BOTH = MINUTES.replace('chuc_vu = "THƯ KÝ"', f'chuc_vu = "THƯ KÝ"\n{NAME}') + NAME
TO = 'kinh_gui = ["Sở Nội vụ"]'
AS_PLANS = [(kind, SECTIONS + NAMED, "", "") for kind in ("KH", "TB", "CTr")]
TO_ABOVE = [(kind, SECTIONS + NAMED, "", TO) for kind in ("BC", "TTr")]
NUMBERED = [
    *AS_PLANS,
    *TO_ABOVE,
    ("Công văn", NAMED, 'don_vi_soan = "NV"', TO),
    ("QĐ", DECISION + NAMED, "", ""),
    ("GM", NAMED, "", ""),
    ("BB", BOTH, "", ""),
]
EVERY = [
    *NUMBERED,
    ("BB", BOTH, "khong_so = true", ""),
    ("Phiếu trình", SECTIONS + NAMED, "", TO),
    ("KH", SECTIONS, 'kem_theo = "(Kèm theo Quyết định số 12/QĐ-UBND)"', ""),
]
FAMILIES = [f"{kind}{'-' + more.split()[0] if more else ''}" for kind, _b, more, _a in EVERY]
KEPT = ("loai", "trich_yeu", "don_vi_soan", "khong_so", "tham_quyen", "kem_theo", "co_quan")

every = pytest.mark.parametrize(("kind", "body", "more", "above"), EVERY, ids=FAMILIES)
numbered = pytest.mark.parametrize(("kind", "body", "more", "above"), NUMBERED)


@pytest.fixture
def written(workspace: Path) -> Callable[..., Path]:
    """Write a document as `plans/thu.toml`."""

    def write(kind: str, body: str, more: str, above: str) -> Path:
        path = workspace / "plans" / "thu.toml"
        text = HEAD.format(kind=kind, subject="Việc của năm", above=above, more=more)
        path.write_text(text + body, encoding="utf-8")
        return path

    return write


def told(path: Path) -> dict[str, Any]:
    """What a document says, without what only its file says."""
    data = tomllib.loads(path.read_text("utf-8"))
    head = {key: value for key, value in data["van_ban"].items() if key in KEPT}
    texts = [
        [section["tieu_de"], item.get("tieu_de"), point["noi_dung"]]
        for section in data.get("muc", [])
        for item in section.get("khoan", [])
        for point in item.get("diem", [])
    ]
    articles = [s["tieu_de"] for s in data.get("muc", []) if s.get("kieu") == "dieu"]
    signers = [(s["chuc_vu"], s.get("ho_ten")) for s in data.get("nguoi_ky", [])]
    return {"loai": "KH"} | head | {
        "texts": texts, "articles": articles, "signers": signers,
        "to": data.get("kinh_gui", []),
    }  # fmt: skip


@every
def test_its_pdf_by_our_own_typesetter_reads_back_as_what_it_was(
    workspace: Path, kehoach: Callable[..., Outcome], written, kind, body, more, above
) -> None:
    plan = written(kind, body, more, above)
    printed = kehoach("render", "plans/thu.toml", "--pdf", "--engine", "own")
    assert printed.code == 0, printed.err
    read = kehoach("import", "output/thu.pdf", "-o", "plans/lai.toml")
    assert read.code == 0, read.err
    assert told(workspace / "plans" / "lai.toml") == told(plan)


@every
def test_its_word_file_is_clean_and_a_change_is_compared_marked_and_taken_back(
    workspace: Path, kehoach: Callable[..., Outcome], written, kind, body, more, above
) -> None:
    plan = written(kind, body, more, above)
    assert kehoach("render", "plans/thu.toml").code == 0
    judged = kehoach("check", "output/thu.docx")
    assert (judged.code, judged.err) == (0, "")
    before = plan.read_text("utf-8")
    document = Document(str(workspace / "output" / "thu.docx"))
    line = next(p for p in document.paragraphs if "để các cơ quan biết" in p.text)
    line.runs[-1].text = line.runs[-1].text.replace("biết", "nắm rõ")
    document.save(str(workspace / "sua.docx"))
    marked = kehoach("diff", "output/thu.docx", "sua.docx", "--format", "docx", "-o", "vach.docx")
    assert marked.code in {0, 1}, marked.err
    assert (workspace / "vach.docx").is_file()
    pulled = kehoach("pull", "sua.docx")
    assert pulled.code == 0, pulled.err
    assert plan.read_text("utf-8") == before.replace("cơ quan biết", "cơ quan nắm rõ")


@every
def test_presented_anew_from_its_word_file_it_says_the_same(
    workspace: Path, kehoach: Callable[..., Outcome], written, kind, body, more, above
) -> None:
    plan = written(kind, body, more, above)
    assert kehoach("render", "plans/thu.toml").code == 0
    kept = plan.rename(workspace / "thu.goc")
    made = kehoach("format", "output/thu.docx", "-o", "moi.docx")
    assert made.code == 0, made.err
    assert kehoach("check", "moi.docx").err == ""
    assert kehoach("import", "moi.docx", "-o", "plans/lai.toml").code == 0
    assert told(workspace / "plans" / "lai.toml") == told(kept)


@numbered
def test_it_gets_a_number_a_line_of_the_register_and_goes_through_the_exchange(
    workspace: Path, kehoach: Callable[..., Outcome], written, kind, body, more, above
) -> None:
    settings = workspace / "kehoach.toml"
    settings.write_text(settings.read_text("utf-8") + CODES, "utf-8")
    written(kind, body, more, above)
    issued = kehoach("issue", "plans/thu.toml", "--date", "2024-06-21", "--reason", "thử")
    assert issued.code == 0, issued.err
    rows = json.loads(kehoach("register", "list", "--json").out)
    assert "van-ban-thu" in json.dumps(rows)
    folder = next(workspace.glob("phat-hanh/**/ke-hoach.toml")).parent
    proved = kehoach("verify", str(folder), "--rebuild")
    assert "HS" not in proved.err, proved.err
    (workspace / "01.pdf").write_bytes(b"%PDF-1.7 thu")
    sent = kehoach(
        "exchange", "send", "van-ban-thu", "--pdf", "01.pdf", "--to", "ubnd-tinh-lang-son",
        "-o", "01.edxml",
    )  # fmt: skip
    assert sent.code == 0, sent.err
    read, found = read_envelope((workspace / "01.edxml").read_bytes(), "01.edxml", TODAY)
    assert found == []
    assert read is not None
    assert read.subject == "Việc của năm"


def test_recipients_that_an_attached_plan_does_not_print_survive_an_edit_in_word(
    workspace: Path, kehoach: Callable[..., Outcome], written
) -> None:
    plan = written("KH", NAMED, 'kem_theo = "(Kèm theo Quyết định số 12/QĐ-UBND)"', "")
    before = plan.read_text("utf-8")
    assert kehoach("render", "plans/thu.toml").code == 0
    document = Document(str(workspace / "output" / "thu.docx"))
    line = next(p for p in document.paragraphs if "để các cơ quan biết" in p.text)
    line.runs[-1].text = line.runs[-1].text.replace("biết", "nắm rõ")
    document.save(str(workspace / "sua.docx"))
    assert kehoach("pull", "sua.docx").code == 0
    assert plan.read_text("utf-8") == before.replace("cơ quan biết", "cơ quan nắm rõ")
