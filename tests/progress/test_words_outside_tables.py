"""What a paper says outside its tables, and what nobody said clearly. All invented."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document

from generator.verbs.progress_remind import together
from tests.progress.test_figures_of_a_lead import FIGURES, MA, PERIOD, PLAN, UNIT, paper, plan, take
from tests.progress.test_progress_levels import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

__all__ = ["plan", "take"]
HEADS = ("Kết quả", "Việc được giao", "Tình trạng", "Căn cứ (số, ngày văn bản)")
FIRST, SECOND = "Số hóa sách địa chí của thư viện tỉnh", "Mở điểm đọc sách tại các chợ trung tâm"
PROOF = "Báo cáo số 71/BC-SNV ngày 10/8/2026"
DAY = ("--period", PERIOD, "--date", "2026-09-25")


def drafted(kehoach: Callable[..., Outcome]) -> Any:
    made = kehoach("progress", "report", PLAN, *DAY, "-o", "bao-cao-len.toml")
    assert made.code == 0, made.err
    return tomllib.loads(Path("bao-cao-len.toml").read_text("utf-8"))


def lines(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [one for part in node for one in lines(part)]
    own = [node] if isinstance(node, dict) and "noi_dung" in node else []
    inner = node.values() if isinstance(node, dict) else ()
    return own + [one for part in inner for one in lines(part)]


def test_a_document_named_as_a_proof_is_not_the_number_of_the_report(
    take: Callable[..., Outcome],
) -> None:
    take("Kết quả quý III.", (HEADS, ("500 cuốn", FIRST, "Xong", PROOF)))
    found = report(MA, UNIT, PERIOD)
    assert "so_ky_hieu" not in found["bao_cao"]
    assert found["ket_qua"][0]["minh_chung"] == PROOF


def test_a_letter_gives_its_own_number_and_not_that_of_what_it_carries_out(
    take: Callable[..., Outcome],
) -> None:
    words = "Số: 45 /SNV-VP\nThực hiện Kế hoạch số 7/KH-UBND, quý III."
    take(words, (HEADS, ("500 cuốn", FIRST, "Xong", "")))
    assert report(MA, UNIT, PERIOD)["bao_cao"]["so_ky_hieu"] == "45 /SNV-VP"


def test_heads_in_everyday_words_are_known(take: Callable[..., Outcome]) -> None:
    heads = ("Đã làm được gì", "Công việc theo kế hoạch", "Mức độ hoàn thành", "Giấy tờ kèm theo")
    take("Quý III.", (heads, ("500 cuốn", FIRST, "Xong", PROOF)))
    (row,) = [one for one in report(MA, UNIT, PERIOD)["ket_qua"] if one.get("trong_ky")]
    assert (row["trong_ky"], row["trang_thai"], row["minh_chung"]) == (
        "500 cuốn", "hoan_thanh", PROOF,
    )  # fmt: skip


TWO_ROWS = (
    ("TT", "Việc được giao", "Người theo dõi", "Kết quả", "", "Tình trạng", "Ghi chú"),
    ("", "", "", "Trong kỳ", "Số văn bản", "", ""),
    ("1", FIRST, "Ông A", "500 cuốn", PROOF, "100%", "chờ nghiệm thu"),
    ("2", SECOND, "", "2 điểm", "", "60 %", "Đề nghị cấp thêm kinh phí"),
    ("", "Số bạn đọc trong quý: 980 lượt", "", "", "", "", ""),
    ("", "Người lập biểu", "", "", "", "Giám đốc", ""),
)


def test_titles_in_two_rows_shares_as_states_and_notes_are_read_as_people_mean_them(
    take: Callable[..., Outcome],
) -> None:
    told = take("Kết quả quý III.", TWO_ROWS).err
    first, second, below = report(MA, UNIT, PERIOD)["ket_qua"]
    assert (first["trang_thai"], first["minh_chung"]) == ("hoan_thanh", PROOF)
    assert first["trong_ky"] == "500 cuốn; chờ nghiệm thu"
    assert (second["trang_thai"], second["trong_ky"]) == ("dang", "2 điểm")
    assert second["kien_nghi"] == "Đề nghị cấp thêm kinh phí"
    assert below == {"noi_dung": "Số bạn đọc trong quý: 980 lượt"}
    assert [code for code in ("BC907", "BC908", "BC921") if code in told] == ["BC907", "BC921"]


@pytest.mark.parametrize(
    ("words", "figure"),
    [("Số cuốn sách mới bổ sung cho thư viện: 1.250 cuốn.", "1.250"),
     ("Số cuốn sách mới bổ sung cho thư viện ước đạt 1.250 cuốn.", "1.250"),
     ("Số cuốn sách mới bổ sung cho thư viện: chưa thống kê.", None)],
)  # fmt: skip
def test_a_sentence_gives_a_figure_behind_a_verb_or_a_colon(
    take: Callable[..., Outcome], words: str, figure: str | None
) -> None:
    take(f"Kết quả quý III. {words}", (HEADS, ("500 cuốn", FIRST, "Xong", PROOF)))
    rows = report(MA, UNIT, PERIOD).get("so_lieu", ())
    assert [row["gia_tri"] for row in rows if "gia_tri" in row] == [figure] * (figure is not None)


def test_what_an_issued_document_fulfils_is_done(take: Callable[..., Outcome], plan: Path) -> None:
    text = plan.read_text("utf-8").replace(SECOND, "Xây dựng, ban hành nội quy thư viện")
    plan.write_text(text, "utf-8")
    take("1. Xây dựng nội quy thư viện: đã ban hành tại Quyết định số 9/QĐ-SNV ngày 02/8/2026.")
    assert report(MA, UNIT, PERIOD)["ket_qua"][0]["trang_thai"] == "hoan_thanh"


SAID = """
[[muc]]
id = "viec"
tieu_de = "NHIỆM VỤ"
[[muc.khoan]]
id = "kiem-tra"
noi_dung = "Sở Nội vụ kiểm tra thư viện các trường học, hoàn thành trước ngày 30/9/2026."
"""


def test_work_that_only_a_sentence_gives_is_told_when_forms_are_made(
    plan: Path, kehoach: Callable[..., Outcome]
) -> None:
    plan.write_text(plan.read_text("utf-8") + SAID, "utf-8")
    ask = ("progress", "init", PLAN, "--period", PERIOD)
    told = kehoach(*ask)
    assert (told.code, "BC923" in told.err) == (0, True)
    assert kehoach("tasks", PLAN, "--write").code == 0
    assert "BC923" not in kehoach(*ask).err
    assert len(report(MA, UNIT, PERIOD)["ket_qua"]) == 3


def test_results_that_two_forms_tell_differently_are_left_to_a_person_in_the_report(
    take: Callable[..., Outcome], kehoach: Callable[..., Outcome]
) -> None:
    for said in ("Đã quét 500 cuốn", "Đã quét 550 cuốn"):
        take("Kết quả quý III.", (HEADS, (said, FIRST, "Đang làm", "")))
    line = next(one for one in lines(drafted(kehoach)["muc"]) if "500 cuốn" in one["noi_dung"])
    assert "chưa chốt" in line["noi_dung"]
    assert "bao-cao.docx" in line["can_xem"]


@pytest.mark.parametrize(
    ("words", "state", "told"),
    [("Vẫn duy trì thường xuyên", "Đang thực hiện", "đang thực hiện"),
     ("Theo tình hình", "Chưa rõ trạng thái", "chưa rõ trạng thái")],
)  # fmt: skip
def test_a_result_without_a_clear_state_is_no_missing_report(
    take: Callable[..., Outcome], kehoach: Callable[..., Outcome], words: str, state: str, told: str
) -> None:
    take("Kết quả quý III.", (HEADS, ("Đọc 40 buổi", SECOND, words, "")))
    made = drafted(kehoach)
    assert [row[4:6] for row in made["phu_luc"][0]["bang"][0]["hang"]] == [
        ["Chưa có báo cáo", ""], [state, "Đọc 40 buổi"],
    ]  # fmt: skip
    assert any(f"1 nhiệm vụ {told}" in one["noi_dung"] for one in lines(made["muc"]))


def due(path: Path) -> None:
    text = path.read_text("utf-8").replace(
        f'chu_tri = ["{UNIT}"]', f'chu_tri = ["{UNIT}"]\nthoi_han = {{ den = 2026-08-15 }}'
    )
    path.write_text(text, "utf-8")


def test_the_letter_names_rows_past_their_day_that_nobody_told_of(
    plan: Path, take: Callable[..., Outcome], kehoach: Callable[..., Outcome]
) -> None:
    due(plan)
    ask = ("progress", "remind", PLAN, *DAY, "--overwrite", "--json")
    assert json.loads(kehoach(*ask).out)["lines"] == [
        "1. Chưa gửi báo cáo: Sở Nội vụ (nhiệm vụ đã hết thời hạn: 1, 2)."
    ]
    silent = json.loads(kehoach("progress", "roll-up", PLAN, *DAY, "--json").out)
    assert [one["number"] for one in silent["not_reported_past"]] == ["1", "2"]
    take("Kết quả quý III.", (HEADS, ("500 cuốn", FIRST, "Xong", PROOF)))
    told = json.loads(kehoach(*ask).out)
    assert told["addressees"] == ["Sở Nội vụ"]
    assert [line.partition(" nhiệm vụ ")[2] for line in told["lines"]] == ["2, đã hết thời hạn."]
    said = [one["noi_dung"] for one in lines(drafted(kehoach)["muc"])]
    wanted = "1 nhiệm vụ chưa có báo cáo (trong đó 1 đã hết thời hạn)"
    assert any(wanted in line for line in said)


def test_a_letter_to_a_whole_province_names_units_by_their_kinds() -> None:
    few = [f"UBND xã X{i}" for i in range(3)]
    assert together(few) == few
    many = ["UBND phường A", *(f"UBND xã X{i}" for i in range(12)), "Sở Y tế", "UBND phường B"]
    assert together(many) == [
        "UBND các phường: A, B",
        f"UBND các xã: {', '.join(f'X{i}' for i in range(12))}",
        "Sở Y tế",
    ]


@pytest.mark.parametrize(
    ("words", "answered"),
    [
        ("Trong quý III, Sở Nội vụ không phát sinh nhiệm vụ thuộc Kế hoạch này.", True),
        ("Trong quý, Sở không có nội dung phát sinh.", True),
        ("Trong quý, Sở không phát sinh khó khăn, vướng mắc.", False),
        ("Sở đã hoàn thành việc số hóa; không phát sinh nội dung báo cáo thêm.", False),
        ("Trong quý, không phát sinh nhiệm vụ mới.", False),
    ],
)
def test_a_letter_may_answer_that_nothing_arose(
    plan: Path, kehoach: Callable[..., Outcome], words: str, answered: bool
) -> None:
    form = paper("cong-van.docx", words)
    told = kehoach("progress", "import", PLAN, form, "--period", PERIOD)
    assert (told.code, "BC922" in told.err) == (0 if answered else 1, answered)
    rolled = json.loads(kehoach("progress", "roll-up", PLAN, *DAY, "--json").out)
    assert len(rolled["nothing_arose"]) == 2 * answered
    assert rolled["not_reported"] == [UNIT] * (not answered)


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("Số cuốn sách mới bổ sung cho thư viện là 420 cuốn.", ["420"]),
        ("Phấn đấu số cuốn sách mới bổ sung cho thư viện đạt 900 cuốn.", []),
    ],
)
def test_a_figure_that_only_the_words_give_is_taken_and_told(
    take: Callable[..., Outcome], words: str, figures: list[str]
) -> None:
    told = take(words, (HEADS, ("500 cuốn", FIRST, "Xong", PROOF)))
    said = [one["gia_tri"] for one in report(MA, UNIT, PERIOD).get("so_lieu", ())]
    assert (said, "BC922" in told.err) == (figures, bool(figures))


def spoken(kehoach: Callable[..., Outcome], *said: str) -> Outcome:
    made = Document()
    made.add_table(1, 2).cell(0, 0).text = "UBND TỈNH LẠNG SƠN\nSỞ NỘI VỤ\nSố: 88/BC-SNV"
    for line in ("BÁO CÁO", "Kết quả thực hiện kế hoạch thư viện quý III năm 2026", *said):
        made.add_paragraph(line)
    made.save("loi-van.docx")
    return kehoach("progress", "import", PLAN, "loi-van.docx", "--period", PERIOD)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Đã hoàn thành số hóa sách địa chí của thư viện tỉnh.", "hoan_thanh"),
        ("Số hóa sách địa chí của thư viện tỉnh: hoàn thành trong tháng 8.", "hoan_thanh"),
        ("Số hóa sách địa chí của thư viện tỉnh: đã quét 300/900 cuốn.", "dang"),
        ("Số hóa sách địa chí của thư viện tỉnh: hoàn thành 60% khối lượng.", "dang"),
        ("Số hóa sách địa chí của thư viện tỉnh: chưa triển khai do chưa có máy.", "chua"),
        ("Số hóa sách địa chí của thư viện tỉnh: không hoàn thành được như đăng ký.", ""),
        ("Số hóa sách địa chí của thư viện tỉnh: đã hoàn thành dự thảo đề án.", ""),
        ("Số hóa sách địa chí của thư viện tỉnh: dự kiến triển khai tháng 4/2027.", "chua"),
        ("Số hóa sách địa chí của thư viện tỉnh: đã mua máy chữa sách ở Đà Lạt.", ""),
    ],
)
def test_a_report_in_words_gives_a_state_only_where_it_leaves_no_doubt(
    plan: Path, kehoach: Callable[..., Outcome], words: str, state: str
) -> None:
    told = spoken(kehoach, f"1. {words}")
    assert (told.code, "BC922" in told.err) == (0, True), told.err
    found = report(MA, UNIT, PERIOD)
    assert found["bao_cao"]["so_ky_hieu"] == "88/BC-SNV"
    assert [row.get("trang_thai", "") for row in found["ket_qua"] if row.get("trong_ky")] == [state]


def test_other_work_in_words_is_kept_aside_and_hardships_are_taken_as_a_whole(
    plan: Path, kehoach: Callable[..., Outcome]
) -> None:
    told = spoken(
        kehoach, "a) Về số hóa sách địa chí của thư viện tỉnh: đang quét.",
        "b) Đã mở lớp học chữ cho người lớn tuổi tại các chợ.", "II. KHÓ KHĂN, VƯỚNG MẮC",
        "Máy quét đã hỏng, chưa thay.", "Đề nghị UBND tỉnh cấp máy mới.", "III. KẾT QUẢ KHÁC",
        "Tòa nhà thư viện tỉnh đã được sơn.",
        "4. Nhà để xe: 02 gian.", "IV. PHƯƠNG HƯỚNG", "Tiếp tục quét.",
        "Kiến nghị: bổ sung 02 người.", "Trên đây là báo cáo của Sở.", "Nơi nhận:", "- Như trên;",
    )  # fmt: skip
    assert [told.err.count(code) for code in ("BC907", "BC921", "BC922")] == [3, 1, 3]
    head = report(MA, UNIT, PERIOD)["bao_cao"]
    assert head["kho_khan"] == "Máy quét đã hỏng, chưa thay."
    assert head["kien_nghi"].split("\n") == ["Đề nghị UBND tỉnh cấp máy mới.", "bổ sung 02 người."]
    rows = [row for row in report(MA, UNIT, PERIOD)["ket_qua"] if row.get("trong_ky")]
    assert [row.get("nut", "") for row in rows] == ["nv-1", "", "", ""]


def test_words_that_tell_of_no_task_are_refused_with_the_way_out(
    plan: Path, kehoach: Callable[..., Outcome]
) -> None:
    told = spoken(kehoach, "Sở đã sơn lại nhà để xe.")
    assert (told.code, "progress init" in told.err) == (1, True)


def test_figures_of_the_words_and_of_a_later_table_stay_both(
    plan: Path, kehoach: Callable[..., Outcome]
) -> None:
    name = "Số cuốn sách mới bổ sung cho thư viện"
    spoken(kehoach, f"Từ đầu năm đến nay, {name.lower()} đạt 420 cuốn.")
    row = ("2", name, "cuốn", "402", "")
    form = paper("so-lieu.docx", "Số liệu quý III năm 2026", (FIGURES, row))
    kehoach("progress", "import", PLAN, form, "--period", PERIOD)
    assert [one["gia_tri"] for one in report(MA, UNIT, PERIOD)["khac_nhau"]] == [["420", "402"]]


def test_paragraphs_below_the_name_of_a_task_tell_of_it_together(
    plan: Path, kehoach: Callable[..., Outcome]
) -> None:
    spoken(
        kehoach, "1. Việc số hóa sách địa chí của thư viện tỉnh", "- Đã quét xong 14 tủ sách.",
        "- Còn 03 tủ chưa quét.", "2. Công tác khác", "- Đã sơn lại nhà để xe.",
    )  # fmt: skip
    rows = [row for row in report(MA, UNIT, PERIOD)["ket_qua"] if row.get("trong_ky")]
    assert [row.get("nut", "") for row in rows] == ["nv-1", ""]
    assert rows[0]["trang_thai"] == "dang"
    assert "14 tủ sách. Còn 03 tủ" in rows[0]["trong_ky"]


def test_one_point_that_nothing_arose_is_no_answer_for_all(
    plan: Path, kehoach: Callable[..., Outcome]
) -> None:
    spoken(
        kehoach, "1. Số hóa sách địa chí của thư viện tỉnh: 14 tủ.",
        "2. Mở điểm đọc sách tại các chợ trung tâm: trong quý không phát sinh.",
    )  # fmt: skip
    rows = report(MA, UNIT, PERIOD)["ket_qua"]
    assert [row.get("trang_thai", "") for row in rows] == ["", "khong_phat_sinh"]


def test_hardships_of_two_papers_stand_once_each_in_the_roll_up_and_in_the_report(
    plan: Path, kehoach: Callable[..., Outcome]
) -> None:
    work = "1. Số hóa sách địa chí của thư viện tỉnh: đang quét."
    hard = ["II. KHÓ KHĂN, VƯỚNG MẮC", "Máy quét đã hỏng."]
    spoken(kehoach, work, *hard)
    spoken(kehoach, work, *hard, "Thiếu người.", "III. KIẾN NGHỊ", "Cấp máy.")
    found = json.loads(kehoach("progress", "roll-up", PLAN, *DAY, "--json").out)
    hardship = "Máy quét đã hỏng.\nThiếu người."
    assert found["general"] == [{"unit": UNIT, "hardship": hardship, "proposal": "Cấp máy."}]
    told = [line["noi_dung"] for line in lines(drafted(kehoach))]
    assert [sum(words in line for line in told) for words in ("Thiếu người", "Cấp máy")] == [1, 1]
