"""Questions of a derived plan answered once for the office, through the command."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from generator.cascade.deriving.rulebook.answered_here import (
    as_ours,
    as_request,
    is_moot,
    kind_of,
    one_of,
    own_part,
    stays,
)
from generator.cascade.deriving.rulebook.answers import load_answers
from generator.cascade.deriving.rulebook.clause_cuts import cut
from generator.cascade.deriving.rulebook.figures_given import with_figures
from generator.cascade.deriving.rulebook.questions import (
    Q_BANS,
    Q_NO_LEAD,
    Q_PLACE,
    Q_WHO,
    Q_WHOSE,
    asked_of,
)
from generator.diagnostics import Span
from tests.plans_apart.office import Office, Said

if TYPE_CHECKING:
    from pathlib import Path

UNIT = "xã Yên Châu, Sơn La"
ID = "ubnd-xa-yen-chau"
ABOVE = """\
phien_ban = 1

[van_ban]
ma = "kh-{so}"
co_quan = "ubnd-tinh-son-la"
so = {so}
ngay = 2026-03-0{ngay}
trich_yeu = "Thực hiện nhiệm vụ trọng tâm giai đoạn {so}"

[[mo_dau]]
id = "loi-dan"
noi_dung = "Ủy ban nhân dân tỉnh Sơn La ban hành Kế hoạch thực hiện nhiệm vụ trọng tâm như sau:"
vai_tro = "loi_dan"

[[muc]]
id = "to-chuc"
tieu_de = "TỔ CHỨC THỰC HIỆN"

[[muc.khoan]]
id = "so"
tieu_de = "Thanh tra tỉnh"

[[muc.khoan.diem]]
id = "so-1"
noi_dung = "Chủ trì theo dõi, đôn đốc việc thực hiện Kế hoạch này."

[[muc.khoan]]
id = "xa"
tieu_de = "Ủy ban nhân dân các xã, phường"

[[muc.khoan.diem]]
id = "xa-1"
noi_dung = "Rà soát phương án, báo cáo Thanh tra tỉnh trước ngày 15/6/2026."

[[muc.khoan.diem]]
id = "xa-2"
noi_dung = "Tổ chức trực ban theo quy định."

[[muc.khoan]]
id = "bien-gioi"
tieu_de = "Ủy ban nhân dân các xã biên giới"

[[muc.khoan.diem]]
id = "bg-1"
noi_dung = "Bố trí lực lượng tuần tra đường mòn."

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, UNIT)
    for number in (1, 2):
        text = ABOVE.format(so=number, ngay=number)
        (tmp_path / f"plans/tren-{number}.toml").write_text(text, encoding="utf-8")
    return made


def derived(office: Office, number: int) -> str:
    said = office.do(
        "derive", f"plans/tren-{number}.toml", "--unit", ID, "-o", f"plans/duoi-{number}", "--json"
    )
    target: str = said.data["results"][0]["target"]
    return target


def asked(office: Office, plan: str) -> list[dict[str, Any]]:
    questions: list[dict[str, Any]] = office.do("answer", plan, "--json").data["questions"]
    return questions


def titles(office: Office, plan: str) -> list[str]:
    return [item["tieu_de"] for item in office.read(plan)["muc"][0]["khoan"]]


def answer(office: Office, plan: str, *pairs: str) -> Said:
    given = [word for pair in pairs for word in ("--set", pair)]
    return office.do("answer", plan, *given, "--json")


LEAD = "Việc của Thanh tra tỉnh ở xã do bộ phận nào làm đầu mối"
GROUP = "Chỉ giao nơi “biên giới”: xã Yên Châu có thuộc diện này không"


def test_what_one_word_answers_comes_first_with_its_choices(office: Office) -> None:
    questions = asked(office, derived(office, 1))
    texts = [one["text"] for one in questions]
    assert {LEAD, GROUP} <= set(texts)
    assert len(texts) == len(set(texts))
    kept = [bool(one["kept"]) for one in questions]
    assert kept == sorted(kept, reverse=True)
    choices = {one["text"]: one["choices"] for one in questions}
    assert choices[GROUP] == ["có", "không"]
    assert "Phòng Kinh tế" in choices[LEAD]


def test_an_answer_is_used_at_once_and_by_every_later_plan(office: Office) -> None:
    plan = derived(office, 1)
    said = answer(office, plan, f"{LEAD}=Phòng Kinh tế", f"{GROUP}=không")
    assert said.code == 0, said.err
    assert said.data["status"] == "updated"
    assert set(said.data["stored"]) == {LEAD, GROUP}
    assert any(title.startswith("Phòng Kinh tế chủ trì") for title in titles(office, plan))
    later = derived(office, 2)
    assert any(title.startswith("Phòng Kinh tế chủ trì") for title in titles(office, later))
    for one in (plan, later):
        assert {LEAD, GROUP}.isdisjoint(q["text"] for q in asked(office, one))
        assert "tuần tra đường mòn" not in str(office.read(one)["muc"])
    kept = tomllib.loads((office.folder / "plans/danh-muc/tra-loi.toml").read_text("utf-8"))
    assert kept["tuong_ung"] == [{"cua": "Thanh tra tỉnh", "la": "Phòng Kinh tế"}]
    assert kept["thuoc_dien"] == [{"dien": "biên giới", "thuoc": False}]


def test_the_clerks_own_words_stay_when_an_answer_comes(office: Office) -> None:
    plan = derived(office, 1)
    file = office.folder / plan
    words = "Tổ chức trực ban 24/24 giờ tại trụ sở."
    text = file.read_text("utf-8").replace("Tổ chức trực ban theo quy định.", words)
    file.write_text(text, encoding="utf-8")
    assert answer(office, plan, f"{LEAD}=Phòng Kinh tế").code == 0
    assert words in file.read_text("utf-8")
    assert any(title.startswith("Phòng Kinh tế chủ trì") for title in titles(office, plan))


def test_another_answer_takes_the_place_of_the_old_one_and_nothing_else(office: Office) -> None:
    file = office.folder / "plans/danh-muc/tra-loi.toml"
    before = (
        'phien_ban = 1\n\n[[thuoc_dien]]\ndien = "ven biển"  # của văn thư\nthuoc = false\n'
        '\n[[tuong_ung]]\ncua = "Thanh tra tỉnh"\nla = "Phòng không còn" # sẽ đổi\n'
    )
    file.write_text(before, encoding="utf-8")
    plan = derived(office, 1)
    assert answer(office, plan, f"{LEAD}=Phòng Văn hóa - Xã hội").code == 0
    wanted = before.replace("Phòng không còn", "Phòng Văn hóa - Xã hội")
    assert file.read_text("utf-8") == wanted


HIGH = "Chỉ giao nơi “vùng cao”: xã Yên Châu có thuộc diện này không"


@pytest.mark.parametrize(("word", "stays"), [("có", True), ("không", False)])
def test_what_a_sentence_says_of_some_only_is_settled_by_one_answer(
    word: str, stays: bool, office: Office
) -> None:
    above = office.folder / "plans/tren-1.toml"
    point = "Đối với các xã vùng cao: dự trữ thức ăn cho gia súc trước mùa rét."
    text = above.read_text("utf-8").replace("Tổ chức trực ban theo quy định.", point)
    above.write_text(text, encoding="utf-8")
    plan = derived(office, 1)
    assert HIGH in [one["text"] for one in asked(office, plan)]
    assert answer(office, plan, f"{HIGH}={word}").code == 0
    assert HIGH not in [one["text"] for one in asked(office, plan)]
    assert ("thức ăn cho gia súc" in str(office.read(plan)["muc"])) == stays


def test_a_heading_whose_only_sentence_is_for_others_goes_with_it(office: Office) -> None:
    above = office.folder / "plans/tren-1.toml"
    head, tail = above.read_text("utf-8").split("\n[[nguoi_ky]]")
    more = (
        '\n[[muc.khoan]]\nid = "rieng"\ntieu_de = "Phòng, chống rét"\n\n[[muc.khoan.diem]]\n'
        'id = "r-1"\nnoi_dung = "Các xã vùng cao: che chắn chuồng trại."\n'
    )
    above.write_text(f"{head}{more}\n[[nguoi_ky]]{tail}", encoding="utf-8")
    plan = derived(office, 1)
    assert answer(office, plan, f"{HIGH}=không").code == 0
    assert "Phòng, chống rét" not in str(office.read(plan)["muc"])


@pytest.mark.parametrize(
    "pair", ["9=có", f"{LEAD}=Phòng Nào Đó", f"{GROUP}=có lẽ", "không có câu này=có"]
)
def test_an_answer_that_cannot_be_taken_stands_in_the_way_of_no_other(
    pair: str, office: Office
) -> None:
    plan = derived(office, 1)
    before = (office.folder / plan).read_bytes()
    alone = answer(office, plan, pair)
    assert (alone.code, alone.data["stored"]) == (2, [])
    assert (office.folder / plan).read_bytes() == before
    said = answer(office, plan, pair, f"{LEAD}=Phòng Kinh tế")
    assert said.code == 2
    assert [found["code"] for found in said.data["diagnostics"]] == ["LN054"]
    assert "đã ghi" in said.data["diagnostics"][0]["hints"][-1]
    assert said.data["stored"] == [LEAD]
    open_ = [one["text"] for one in asked(office, plan)]
    assert LEAD not in open_
    assert GROUP in open_


def test_a_file_of_answers_with_a_mistake_is_left_as_it_is(office: Office) -> None:
    plan = derived(office, 1)
    file = office.folder / "plans/danh-muc/tra-loi.toml"
    file.write_text("phien_ban = 1\nthuoc_dien = [{\n", encoding="utf-8")
    before = file.read_bytes()
    said = answer(office, plan, f"{GROUP}=có")
    assert said.code != 0
    assert "DX545" in [found["code"] for found in said.data["diagnostics"]]
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("about", "kept"),
    [
        ("biên giới", True), ("có từ 100 hộ trở lên", True), ("có chợ đêm", True),
        ("được chọn làm điểm", True), ("còn lại", False), ("có Ban", False), ("khác", False),
        ("nêu trên", False), ("có tên tại Phụ lục 2", False), ("thuộc diện", False),
        ("trong danh sách kèm theo", False), ("có đủ điều kiện theo quy định", False),
    ],
)  # fmt: skip
def test_only_what_is_true_of_the_unit_in_every_plan_is_kept_for_the_office(
    about: str, kept: bool
) -> None:
    question = GROUP.replace("biên giới", about)
    assert (asked_of(question) is not None) == kept
    assert kept or kind_of(question) == "whether"


def test_an_answer_of_before_that_tells_nothing_of_the_office_is_told_and_not_used(
    office: Office,
) -> None:
    file = office.folder / "plans/danh-muc/tra-loi.toml"
    file.write_text(
        'phien_ban = 1\n\n[[thuoc_dien]]\ndien = "còn lại"\nthuoc = true\n', encoding="utf-8"
    )
    answers, told = load_answers(file)
    assert answers.facts == {}
    at = [(one.code, one.span.line) for one in told if isinstance(one.span, Span)]
    assert at == [("DX546", 4)]
    said = office.do("derive", "plans/tren-1.toml", "--unit", ID, "-o", "plans/duoi-1", "--json")
    assert said.code == 0, said.err
    assert "DX546" in said.out


def test_a_question_about_one_sentence_is_settled_in_the_plan(office: Office) -> None:
    plan = derived(office, 1)
    file = office.folder / plan
    note = 'can_xem = "Xem lại câu này"\nnoi_dung = "Tổ chức trực ban'
    text = file.read_text("utf-8").replace('noi_dung = "Tổ chức trực ban', note)
    file.write_text(text, encoding="utf-8")
    assert answer(office, plan, "Xem lại câu này=có").code == 2
    said = answer(office, plan, "Xem lại câu này=xong")
    assert said.code == 0, said.err
    assert said.data["settled"] == ["Xem lại câu này"]
    assert "Xem lại câu này" not in file.read_text("utf-8")


def test_one_question_of_a_sentence_is_settled_and_the_others_stay_open(office: Office) -> None:
    plan = derived(office, 1)
    file = office.folder / plan
    two = "Xem “Quý I; Quý II” có đúng không; Xem lại câu này"
    text = file.read_text("utf-8")
    text = text.replace('noi_dung = "Tổ chức', f'can_xem = "{two}"\nnoi_dung = "Tổ chức', 1)
    file.write_text(text, encoding="utf-8")
    assert answer(office, plan, "Xem lại câu này=xong").data["settled"] == ["Xem lại câu này"]
    assert 'can_xem = "Xem “Quý I; Quý II” có đúng không"' in file.read_text("utf-8")


def test_a_question_shows_where_it_stands_on_paper_and_the_words_to_look_at(
    office: Office,
) -> None:
    plan = derived(office, 1)
    said = office.do("answer", plan)
    open_ = asked(office, plan)
    assert open_
    for question in open_:
        assert [place["node"] for place in question["places"]] == question["nodes"]
        for place in question["places"]:
            assert f"{place['printed'] or '-'}: {place['words'][:40]}" in said.out
            assert place["node"] not in said.out


ROOMS = (("x-pkt", "Phòng Kinh tế"), ("x-vhxh", "Phòng Văn hóa - Xã hội"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Phòng Kinh tế", "Phòng Kinh tế"),
        ("phong kinh te", "Phòng Kinh tế"),
        ("PHÒNG VĂN HOÁ – XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("x-pkt", "Phòng Kinh tế"),
        ("pvhxh", "Phòng Văn hóa - Xã hội"),
        ("2", "Phòng Văn hóa - Xã hội"),
        ("phòng văn", "Phòng Văn hóa - Xã hội"),
        ("phòng", None),
        ("Phòng Nào Đó", None),
        ("3", None),
    ],
)
def test_a_body_is_named_as_a_clerk_types_it(said: str, meant: str | None) -> None:
    assert one_of(said, ROOMS) == meant


RIVER = "Chỉ nói riêng một phần (“xã ven sông”): xem xã Yên Châu có thuộc phần ấy không"
WHO = Q_WHO.replace("{chu}", "Các chủ rừng").replace("{cap}", "xã")
EACH = "Còn chữ chỉ mọi đơn vị, mọi cấp (“các xã”): ghi lại là ai ở xã"
SITE = Q_PLACE.replace("{don_vi}", "xã Yên Châu")
WHOSE = Q_WHOSE.replace("{cap}", "xã")
UNCUT = "Có phần đã trả lời là không làm: sửa lại câu cho đúng phần của mình"
SELF = "Xã Yên Châu làm việc, báo cáo hoặc chịu trách nhiệm với chính mình: xem lại ai làm"
RIDGE = "Chỉ nói riêng một phần (“xã vùng cao”): xem xã Yên Châu có thuộc phần ấy không"


@pytest.mark.parametrize(
    ("question", "said", "left"),
    [
        (RIDGE, "Trực ban. Xã vùng cao dự trữ rơm.", "Trực ban."),
        (RIDGE, "Xã vùng cao dự trữ rơm. Trực ban.", "Trực ban."),
        (RIDGE, "Trực ban; xã vùng cao dự trữ rơm; báo cáo./.", "Trực ban; báo cáo./."),
        (RIDGE, "Xã vùng cao dự trữ rơm.", ""),
        (RIDGE, "Xã vùng cao dự trữ rơm; che chuồng.", None),
        ("Xem lại câu này", "Trực ban. Dự trữ rơm.", None),
        (SELF, "Phối hợp với xã Yên Châu trực ban; dự trữ rơm.", ""),
        (SELF, "Phối hợp với xã Yên Châu trực ban. Dự trữ rơm.", None),
        (RIDGE, "Tiêm 1.200 con chó, xã vùng cao theo số đàn.", "Tiêm 1.200 con chó."),
        (RIDGE, "Tổ chức trực ban, riêng xã vùng cao dự trữ rơm.", "Tổ chức trực ban."),
        (RIDGE, "Phát loa 03 buổi mỗi tuần ở xã vùng cao.", None),
        (RIDGE, "Che chuồng, nhất là ở xã vùng cao.", "Che chuồng."),
        (RIDGE, "Rà soát hộ nghèo, ưu tiên các xã vùng cao.", "Rà soát hộ nghèo."),
        (RIDGE, "Cấp nước sạch, ưu tiên vùng lũ và các xã vùng cao.",
         "Cấp nước sạch, ưu tiên vùng lũ."),
        (RIDGE, "Đặt biển báo ở bến đò, trường học và các xã vùng cao; lập sổ.",
         "Đặt biển báo ở bến đò, trường học; lập sổ."),
        (RIDGE, "Rà soát hộ nghèo và các xã vùng cao dự trữ rơm.", ""),
        (RIDGE, "Tổ chức trực ban và hướng dẫn xã vùng cao dự trữ rơm.", None),
        (RIDGE, "Rà soát hộ nghèo (xã vùng cao: rà soát cả hộ cận nghèo).", "Rà soát hộ nghèo."),
        (RIDGE, "Hướng dẫn các xã vùng cao dự trữ rơm.", ""),
        (
            RIDGE,
            "Che chuồng; lập 02 tổ, xã vùng cao 01 tổ; báo cáo.",
            "Che chuồng; lập 02 tổ; báo cáo.",
        ),
        (RIDGE, "Làm 15 bể, trong đó 09 bể ở xã vùng cao, xong trước ngày 30/11/2026.",
         "Làm 15 bể, xong trước ngày 30/11/2026."),
        (RIDGE, "Làm 15 bể, xã vùng cao 09 bể, có nắp đậy.", None),
        (RIDGE, "Lập sổ; ít nhất 80% hộ ở xã vùng cao có sổ.", "Lập sổ."),
        (WHO, "Các chủ rừng tuần tra; lập sổ; UBND xã kiểm tra.", "UBND xã kiểm tra."),
        (EACH, "Lập tổ; UBND xã có ít nhất 150 người, các xã vùng sâu ít nhất 40 người.",
         "Lập tổ; UBND xã có ít nhất 150 người."),
        (SITE, "Hỗ trợ lao động; giới thiệu việc làm tại Khu kinh tế Dung Quất.",
         "Hỗ trợ lao động."),
        (SITE, "Giao UBND xã, UBND xã Ea Rốk nhận đất Ea Mơ; lập sổ.", None),
        (WHO, "Các chủ rừng tuần tra; nếu vi phạm thì xử lý theo quy định.", ""),
        (WHO, "Các chủ rừng tuần tra; không đốt thực bì.", ""),
        (WHO, "Các chủ rừng tuần tra. Thông báo khi có cháy.", None),
        (RIDGE, "Lập sổ; xã vùng cao lập tổ; các nơi này báo cáo hằng tuần.", None),
        (WHO, "Kiểm tra 100% kho; các chủ rừng ký cam kết.", "Kiểm tra 100% kho."),
        (WHO, "Các chủ rừng trực 24/24 giờ; Hợp Thành cấp xe.", None),
        (WHO, "Tổ chức 02 đợt tuần tra, do các chủ rừng cấp xe.", None),
        (WHOSE, "Rà soát điểm tập kết; trang bị thùng chứa.", ""),
        (WHOSE, "Rà soát điểm tập kết; Công an xã kiểm tra; lập biên bản.",
         "Công an xã kiểm tra; lập biên bản."),
        (WHOSE, "Điện lực Sơn La thay cầu chì. Hoàn thành trước 9 giờ ngày 21-10.", ""),
        (WHOSE, "Công an tỉnh kiểm tra; lập biên bản.", ""),
        (WHOSE, "Rà soát hồ; UBND xã ký cam kết. Xong trong quý II/2026.",
         "UBND xã ký cam kết. Xong trong quý II/2026."),
        (RIDGE, "Trực ban. Xã vùng cao dự trữ rơm. Hoàn thành trước ngày 30/11/2026.",
         "Trực ban."),
        (UNCUT, "Cấp kinh phí cho xã Hạ Hòa; Chủ tịch UBND xã làm chủ đầu tư.", ""),
        (Q_BANS, "Không đổ rác xuống sông. Người vi phạm bị xử phạt.", ""),
        (Q_BANS, "Lập sổ. Không đổ rác xuống sông.", "Lập sổ."),
    ],
)  # fmt: skip
def test_only_the_clause_asked_about_is_cut_and_only_where_that_is_certain(
    question: str, said: str, left: str | None
) -> None:
    done = cut(question, said)
    assert (done.text if done is not None else None) == left


NAMED = "Việc, số liệu của nơi khác nhưng có nêu xã Yên Châu: giữ phần của xã hoặc bỏ câu này"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Cấp 50 tủ thuốc cho xã Yên Châu; Sở Tài chính thẩm định giá.",
         "Cấp 50 tủ thuốc cho xã Yên Châu."),
        ("Mở 12 lớp. Xã Yên Châu 02 lớp; xã Mộc Sơn 01 lớp./.", "Xã Yên Châu 02 lớp./."),
        ("Cấp cho xã Yên Châu, xã Mộc Sơn mỗi nơi 05 tủ.",
         "Cấp cho xã Yên Châu, xã Mộc Sơn mỗi nơi 05 tủ."),
    ],
)  # fmt: skip
def test_kept_of_what_names_the_unit_among_others_is_its_own_part(said: str, left: str) -> None:
    assert own_part(NAMED, said) == left


def test_a_unit_that_is_one_of_the_rest_does_itself_what_they_do() -> None:
    rest = "các địa phương còn lại"
    asked = f"Chỉ nói riêng một phần (“{rest}”): xem xã Yên Châu có thuộc phần ấy không"
    text = f"Trực ban; {rest} tự mua tủ thuốc."
    assert as_ours(asked, text) == "Trực ban; UBND xã tự mua tủ thuốc."
    assert as_ours(asked, "Trực ban.") == "Trực ban."


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Hỗ trợ 30% chi phí, xã vùng cao hỗ trợ 50%, trả xong trong tháng 9/2026.",
         "Hỗ trợ 50% chi phí, trả xong trong tháng 9/2026."),
        ("Mở 06 điểm thu; riêng xã vùng cao mở 02 điểm; niêm yết.", "Mở 02 điểm thu; niêm yết."),
        ("Trực ban, riêng xã vùng cao dự trữ rơm.", "Trực ban, riêng xã vùng cao dự trữ rơm."),
        ("Có 20 bể, trong đó 12 bể ở xã vùng cao.", "Có 20 bể, trong đó 12 bể ở xã vùng cao."),
        ("Trực 02 lần; riêng xã vùng cao 04 lần và cùng Đồn Biên phòng kiểm tra người, xe, kho.",
         None),
    ],
)  # fmt: skip
def test_what_is_counted_for_the_unit_takes_the_place_of_what_is_counted_for_all(
    said: str, left: str | None
) -> None:
    assert as_ours(RIDGE, said) == left


def test_a_place_that_is_nothing_to_the_unit_takes_none_of_its_work() -> None:
    assert stays("không", kind_of(Q_PLACE.replace("{don_vi}", "xã Yên Châu"))) is None
    assert stays("bỏ", kind_of(Q_PLACE.replace("{don_vi}", "xã Yên Châu"))) is False


_OWN = (
    "Tiêm phòng 1.200 con chó", "Lập 02 tổ trước ngày 15/6/2026", "Tổ chức trực ban",
    "Xã Yên Châu hỗ trợ 40 triệu đồng", "Đến ngày 30/9/2026 đạt 85%",
)  # fmt: skip
_THEIRS = ("xã vùng cao dự trữ rơm", "riêng xã vùng cao 01 tổ", "các xã vùng cao theo số đàn")


@pytest.mark.parametrize("own", _OWN)
@pytest.mark.parametrize("theirs", _THEIRS)
@pytest.mark.parametrize(
    "how",
    [
        "{own}, {theirs}.",
        "{own}; {theirs}.",
        "{own}; {theirs}; che chắn chuồng trại./.",
        "{own}. {Theirs}.",
        "{Theirs}. {own}.",
    ],
)
def test_no_answer_takes_a_word_of_what_is_the_units_own(own: str, theirs: str, how: str) -> None:
    text = how.format(own=own, theirs=theirs, Theirs=theirs[0].upper() + theirs[1:])
    done = cut(RIDGE, text)
    left = done.text if done is not None else text
    assert own in left
    assert all(clause.strip(" .;/") in text for clause in left.split("; "))


FORCE = (
    "Câu nói Đồn Biên phòng Mường Pồn làm: xem có phải việc của xã, hay chuyển thành đề nghị, phối"
    " hợp"
)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Đồn Biên phòng Mường Pồn tuần tra.", "Đề nghị Đồn Biên phòng Mường Pồn tuần tra."),
        ("Trực ban; đồn Biên phòng Mường Pồn tuần tra 02 lần.",
         "Trực ban; đề nghị đồn Biên phòng Mường Pồn tuần tra 02 lần."),
        ("Các đơn vị của Đồn Biên phòng Mường Pồn tuần tra.", None),
        ("Khi có lũ, Đồn Biên phòng Mường Pồn tuần tra.", None),
    ],
)  # fmt: skip
def test_a_body_that_nobody_here_orders_is_asked_to_do_its_work(
    said: str, left: str | None
) -> None:
    assert as_request(FORCE, said) == left


def noted(office: Office, plan: str, before: str, after: str, note: str) -> None:
    """Put other words, and a question about them, in place of a point's."""
    file = office.folder / plan
    text = file.read_text("utf-8")
    assert before in text
    new = f'can_xem = "{note}"\nnoi_dung = "{after}"'
    file.write_text(text.replace(f'noi_dung = "{before}"', new), encoding="utf-8")


@pytest.mark.parametrize(
    ("note", "word", "left"),
    [
        (RIDGE, "Co", "Xã vùng cao dự trữ rơm. Trực ban."),
        (RIDGE, "không thuộc", "Trực ban."),
        ("Điều cấm với mọi người, ở kế hoạch trên đứng dưới việc của nơi khác: giữ hay bỏ",
         "giữ", "Xã vùng cao dự trữ rơm. Trực ban."),
    ],
)  # fmt: skip
def test_a_question_put_as_yes_or_no_takes_yes_or_no(
    note: str, word: str, left: str, office: Office
) -> None:
    plan = derived(office, 1)
    said = "Xã vùng cao dự trữ rơm. Trực ban."
    noted(office, plan, "Tổ chức trực ban theo quy định.", said, note)
    done = answer(office, plan, f"{note}={word}")
    assert done.code == 0, done.err
    text = (office.folder / plan).read_text("utf-8")
    assert f'noi_dung = "{left}"' in text
    assert note not in text


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Tổ chức trực ban và hướng dẫn xã vùng cao dự trữ rơm.", "two works, one of which it is"),
        ("Xã vùng cao dự trữ rơm; và trước mùa rét.", "what is left is no sentence"),
    ],
)  # fmt: skip
def test_no_is_taken_where_no_clause_can_be_cut_and_the_words_stay_asked_about(
    said: str, why: str, office: Office
) -> None:
    plan = derived(office, 1)
    noted(office, plan, "Tổ chức trực ban theo quy định.", said, RIDGE)
    done = answer(office, plan, f"{RIDGE}=không")
    assert (done.code, done.err) == (0, ""), why
    (left,) = [one for one in done.data["questions"] if "Không làm phần" in one["text"]]
    assert "xã vùng cao" in left["text"]
    assert [place["words"] for place in left["places"]] == [said]


def test_an_answer_makes_a_request_of_an_order(office: Office) -> None:
    plan = derived(office, 1)
    said = "Đồn Biên phòng Mường Pồn tuần tra."
    noted(office, plan, "Tổ chức trực ban theo quy định.", said, FORCE)
    choices = {one["text"]: one["choices"] for one in asked(office, plan)}
    assert choices[FORCE] == ["giữ", "đề nghị", "bỏ"]
    assert answer(office, plan, f"{FORCE}=Đề nghị").code == 0
    text = (office.folder / plan).read_text("utf-8")
    assert f'noi_dung = "Đề nghị {said}"' in text
    assert FORCE not in text


def test_what_holds_more_than_what_is_asked_is_not_cut(office: Office) -> None:
    plan = derived(office, 1)
    said = "Dự trữ rơm. Trực ban."
    noted(office, plan, "Tổ chức trực ban theo quy định.", said, "Xem lại câu này")
    done = answer(office, plan, "Xem lại câu này=bỏ")
    assert done.code == 2
    assert "còn ý khác" in done.data["diagnostics"][0]["message"]
    assert not any("=bỏ" in hint for hint in done.data["diagnostics"][0]["hints"])
    shown = office.do("answer", plan).out
    assert "Xem lại câu này  [xong]" in shown  # what is not taken is not offered
    assert said in (office.folder / plan).read_text("utf-8")


def test_a_figure_of_the_level_above_is_not_settled_as_mended_while_it_stands(
    office: Office,
) -> None:
    above = office.folder / "plans/tren-1.toml"
    said = "Kinh phí 28 tỷ đồng do ngân sách tỉnh bảo đảm."
    text = above.read_text("utf-8")
    above.write_text(text.replace("Tổ chức trực ban theo quy định.", said), encoding="utf-8")
    plan = derived(office, 1)
    file = office.folder / plan
    question = next(q["text"] for q in asked(office, plan) if "tiền" in q["text"])
    refused = answer(office, plan, f"{question}=xong")
    assert refused.code == 2
    assert "chưa sửa chữ nào" in refused.data["diagnostics"][0]["message"]
    assert "“giữ”" in str(refused.data["diagnostics"][0]["hints"])
    before = file.read_text("utf-8")
    file.write_text(before.replace("28 tỷ đồng", "02 tỷ đồng"), encoding="utf-8")
    assert answer(office, plan, f"{question}=xong").code == 0
    file.write_text(before, encoding="utf-8")
    assert answer(office, plan, f"{question}=giữ").code == 0
    assert "28 tỷ đồng" in file.read_text("utf-8")
    assert question not in file.read_text("utf-8")


TARGET = "Chỉ tiêu bằng số của tỉnh: xác định chỉ tiêu của xã"
SHARE = "Số liệu giao chung cho nhiều đơn vị: xác định phần của xã Bắc Hà"
MONEY = "Số tiền do tỉnh nêu: xác định mức của xã"


@pytest.mark.parametrize(
    ("question", "text", "said", "now"),
    [
        (TARGET, "Toàn tỉnh lập mới 40 hợp tác xã; xã có ít nhất 01 hợp tác xã số.", "5",
         "Toàn xã lập mới 05 hợp tác xã; xã có ít nhất 01 hợp tác xã số."),
        (TARGET, "Toàn tỉnh trồng 3.000 ha rừng.", "1200 ha", "Toàn xã trồng 1.200 ha rừng."),
        (TARGET, "Giảm nghèo đạt 85%.", "87%", "Giảm nghèo đạt 87%."),
        (MONEY, "Kinh phí 18,5 tỷ đồng.", "350 triệu đồng", "Kinh phí 350 triệu đồng."),
        (MONEY, "Kinh phí 18,5 tỷ đồng.", "0,4", "Kinh phí 0,4 tỷ đồng."),
        (SHARE, "Mở 24 lớp cho 1.200 lượt người.", "2 lớp; 60 lượt",
         "Mở 2 lớp cho 60 lượt người."),
        (SHARE, "Mở 24 lớp cho 1.200 lượt người.", "2 lớp", "which"),  # the other would stay
        (SHARE, "Mở 24 lớp cho 1.200 lượt người.", "2", "which"),
        (SHARE, "Mở 24 lớp.", "2 ha", "which"),
        (TARGET, "Trồng 5.200 ha quế, trong đó các xã vùng cao 3.400 ha, còn lại 1.800 ha; xong"
         " trước 30/9/2026.", "250 ha", "Trồng 250 ha quế; xong trước 30/9/2026."),
        (TARGET, "Trồng 3.000 ha rừng.", "1,200", "which"),  # a thousand, or one and a fifth
        (MONEY, "Chi 18,5 tỷ đồng, trong đó ngân sách tỉnh 12 tỷ đồng.", "1 tỷ đồng", "which"),
        (SHARE, "Mở 24 lớp.", "24", "Mở 24 lớp."),
        (SHARE, "Mở 24 lớp.", "25", "over"),
        (MONEY, "Kinh phí 18,5 tỷ đồng.", "18.500 triệu đồng", "Kinh phí 18.500 triệu đồng."),
        (MONEY, "Kinh phí 18,5 tỷ đồng.", "18.501 triệu đồng", "over"),
        (MONEY, "Kinh phí 18,5 tỷ đồng.", "18,5", "Kinh phí 18,5 tỷ đồng."),
        (MONEY, "Kinh phí 18,5 tỷ đồng.", "18,6", "over"),
        (SHARE, "Trồng 520 ha chè, trong đó: xã vùng Nậm Khòa 340 ha, xã khác 180 ha.", "25 ha",
         "Trồng 25 ha chè."),
        (SHARE, "Quét 1.480 hộp, gồm phía Tây 920 hộp, phía Đông 560 hộp; xong trong quý III.",
         "12 hộp", "Quét 12 hộp; xong trong quý III."),
        (SHARE, "Sửa 30 km (gồm 18 km đường xã, 12 km đường thôn) trong năm.", "5 km",
         "Sửa 5 km trong năm."),
        (SHARE, "Sửa 30 km (trong đó 18 km đường thôn) trong năm.", "5 km", "Sửa 5 km trong năm."),
        (SHARE, "Trồng 50 ha, cụ thể hóa thành 03 đề án.", "5 ha", "which"),
        (SHARE, "Mở 40 lớp, trong đó 25 lớp vùng cao, 10 lớp vùng thấp.", "2 lớp", "Mở 2 lớp."),
        (MONEY, "Chi 18 tỷ đồng, gồm ngân sách tỉnh 12 tỷ đồng, dân góp 6 tỷ đồng.", "1 tỷ đồng",
         "Chi 1 tỷ đồng."),
        (SHARE, "Mở 24 lớp.", "50", "over"),
        (MONEY, "Kinh phí 18,5 tỷ đồng.", "20 tỷ đồng", "over"),
    ],
)  # fmt: skip
def test_the_units_own_figure_takes_the_place_of_that_of_all_where_that_is_certain(
    question: str, text: str, said: str, now: str
) -> None:
    made = with_figures(question, text, said)
    assert (made.why or made.words) == now


@pytest.mark.parametrize(
    ("question", "before", "after", "gone"),
    [
        ("Còn chữ chỉ cấp trên (“phía Tây tỉnh”): xem có đúng với xã không",
         "Quét 9 hộp, gồm phía Tây tỉnh 5 hộp, nơi khác 4 hộp.", "Quét 2 hộp.", True),
        (Q_PLACE, "Trồng 52 ha, gồm vùng Nậm Khòa 34 ha, xã khác 18 ha.", "Trồng 5 ha.", True),
        (Q_PLACE, "Trồng 52 ha tại Nậm Khòa.", "Trồng 5 ha tại Nậm Khòa.", False),
        ("Chỉ nói riêng một phần (“xã ven sông”): xem xã A có thuộc phần ấy không",
         "Mở 9 lớp; xã ven sông mở thêm 1 lớp.", "Mở 2 lớp; xã ven sông mở thêm 1 lớp.", False),
        ("Câu liền trước đã bỏ (“Sở X mở lớp”): xem câu này còn đủ ý không", "Cử 9 người.",
         "Cử 2 người.", False),
    ],
)  # fmt: skip
def test_a_question_about_words_that_an_answer_took_out_is_settled_with_them(
    question: str, before: str, after: str, gone: bool
) -> None:
    assert is_moot(question, before, after) is gone


def test_a_figure_is_an_answer_and_one_that_cannot_be_is_told_with_what_is_asked(
    office: Office,
) -> None:
    plan = derived(office, 1)
    noted(office, plan, "Tổ chức trực ban theo quy định.", "Toàn tỉnh mở 24 lớp.", TARGET)
    refused = answer(office, plan, f"{TARGET}=trăm lớp", f"{TARGET}=30 lớp")
    first, second = refused.data["diagnostics"]
    assert "24 lớp" in str(first["hints"])
    assert "lớn hơn số của tất cả (24 lớp)" in second["message"]
    assert "[số của đơn vị | xong | giữ | bỏ]" in office.do("answer", plan).out
    assert answer(office, plan, f"{TARGET}=2 lớp; 3 tổ").code == 2
    assert answer(office, plan, f"{TARGET}=2 lớp").code == 0
    text = (office.folder / plan).read_text("utf-8")
    assert "Toàn xã mở 2 lớp." in text
    assert TARGET not in text


def test_one_figure_is_no_answer_for_two_sentences(office: Office) -> None:
    plan, _number, _at = of_two_places(office)
    file = office.folder / plan
    text = file.read_text("utf-8").replace("Xem lại câu này", SHARE)
    text = text.replace("Trực đêm.", "Mở 24 lớp.").replace("Trực ban.", "Tập huấn 300 người.")
    file.write_text(text, encoding="utf-8")
    refused = answer(office, plan, f"{SHARE}=2")
    assert "cho 2 chỗ" in refused.data["diagnostics"][0]["message"]
    number = next(one["number"] for one in asked(office, plan) if one["text"] == SHARE)
    words = [at["words"] for at in asked(office, plan)[number - 1]["places"]]
    at = words.index("Mở 24 lớp.") + 1
    assert answer(office, plan, f"{number}.{at}=2").code == 0
    assert "Mở 2 lớp." in file.read_text("utf-8")


def of_two_places(office: Office) -> tuple[str, int, int]:
    """A plan with a question about two sentences, its number, and the place of “Trực đêm.”."""
    plan = derived(office, 1)
    noted(office, plan, "Tổ chức trực ban theo quy định.", "Trực ban.", "Xem lại câu này")
    file = office.folder / plan
    two = '[[muc.khoan.diem]]\nid = "hai"\ncan_xem = "Xem lại câu này"\nnoi_dung = "Trực đêm."\n\n'
    text = file.read_text("utf-8")
    at = text.rindex("[[muc.khoan.diem]]")
    file.write_text(text[:at] + two + text[at:], encoding="utf-8")
    open_ = next(one for one in asked(office, plan) if one["text"] == "Xem lại câu này")
    at_place = [place["words"] for place in open_["places"]].index("Trực đêm.") + 1
    return plan, open_["number"], at_place


def test_one_place_of_a_question_is_answered_by_itself(office: Office) -> None:
    plan, number, at_place = of_two_places(office)
    file = office.folder / plan
    assert answer(office, plan, f"{number}.{at_place}=bỏ").code == 0
    left = file.read_text("utf-8")
    assert "Trực đêm." not in left
    assert "Trực ban." in left
    assert "Xem lại câu này" in left


def test_a_place_answered_by_itself_is_no_longer_of_the_answer_to_the_whole(office: Office) -> None:
    plan, number, at_place = of_two_places(office)
    file = office.folder / plan
    done = answer(office, plan, f"{number}=xong", f"{number}.{at_place}=bỏ")
    assert (done.code, done.err) == (0, "")
    left = file.read_text("utf-8")
    assert "Trực đêm." not in left
    assert "Trực ban." in left
    assert "Xem lại câu này" not in left


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        ("bỏ", "xong", None),
        ("xong", "bỏ", None),
        ("bỏ", "bỏ", None),
        ("không", "không", "Trực ban."),
    ],
)
def test_two_questions_about_one_sentence_are_answered_in_one_command(
    first: str, second: str, left: str | None, office: Office
) -> None:
    plan = derived(office, 1)
    notes = ("Xem lại một", "Xem lại hai") if left is None else (RIDGE, RIVER)
    before = "" if left is None else "Xã vùng cao dự trữ rơm. Xã ven sông dời trại. "
    said = f"{before}Trực ban."
    noted(office, plan, "Tổ chức trực ban theo quy định.", said, "; ".join(notes))
    done = answer(office, plan, *(f"{n}={w}" for n, w in zip(notes, (first, second), strict=True)))
    assert (done.code, done.err) == (0, "")
    text = (office.folder / plan).read_text("utf-8")
    assert all(note not in text for note in notes)
    assert ("Trực ban." in text) == (left is not None)
    assert ("rơm" in text, "dời trại" in text) == (False, False)


def test_a_department_names_its_own_unit(office: Office) -> None:
    plan = derived(office, 1)
    note = "Chưa nêu phòng, đơn vị nào của Sở Y tế chủ trì: phân công cho từng nhóm việc"
    led_by_nobody(office, plan, note, "Các phòng, đơn vị thuộc Sở Y tế")
    for no_name in ("có", "Các phòng", "Phòng Y tổ chức thực hiện", "Phòng Y; Phòng Dược"):
        assert answer(office, plan, f"{note}={no_name}").code == 2
    assert answer(office, plan, f"{note}=Phòng Nghiệp vụ, y dược cổ truyền").code == 0
    led = "Phòng Nghiệp vụ, y dược cổ truyền chủ trì, phối hợp với các phòng, đơn vị liên quan"
    led += " thuộc Sở Y tế"
    assert led in titles(office, plan)


def test_who_leads_of_the_offices_own_bodies_is_given_the_work(office: Office) -> None:
    plan = derived(office, 1)
    led_by_nobody(office, plan, Q_NO_LEAD, "Các phòng, đơn vị thuộc UBND xã")
    assert answer(office, plan, f"{Q_NO_LEAD}=Phòng Kinh tế").code == 0
    (led,) = [one for one in office.read(plan)["muc"][0]["khoan"] if one["id"] == "chung"]
    assert led["tieu_de"].startswith("Phòng Kinh tế chủ trì, phối hợp với các phòng, đơn vị")
    assert led["co_quan"] == ["phong-kinh-te"]


def led_by_nobody(office: Office, plan: str, note: str, title: str) -> None:
    """Add work that all do together, and the question who of them leads."""
    file = office.folder / plan
    more = (
        f'[[muc.khoan]]\nid = "chung"\ncan_xem = "{note}"\ntieu_de = "{title}"\n\n'
        '[[muc.khoan.diem]]\nid = "chung-1"\nnoi_dung = "Theo dõi."\n\n'
    )
    text = file.read_text("utf-8")
    at = text.index("[[ket_thuc]]") if "[[ket_thuc]]" in text else text.index("[[nguoi_ky]]")
    file.write_text(text[:at] + more + text[at:], encoding="utf-8")


def test_what_an_answer_changes_of_a_sentence_left_out_is_no_change_above(office: Office) -> None:
    above = office.folder / "plans/tren-1.toml"
    said = "Lập tổ trực hồ Bản Mòng và các xã biên giới dự trữ rơm."
    text = above.read_text("utf-8")
    above.write_text(text.replace("Tổ chức trực ban theo quy định.", said), encoding="utf-8")
    plan = derived(office, 1)
    part = next(q["text"] for q in asked(office, plan) if "phần ấy" in q["text"])
    assert answer(office, plan, f"{part}=không").code == 0
    told = answer(office, plan, f"{GROUP}=không").data["diagnostics"]
    (found,) = [one for one in told if one["code"] == "DX523"]
    assert (found["severity"], "câu trả lời mới" in found["message"]) == ("info", True)
