"""What a derived sentence means: its base day, receivers, places, level, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.grammar.binding import binding
from generator.grammar.deadlines import deadlines
from generator.grammar.duties import duties
from tests.derived_plan import asked, derive, item, node, office, said

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]

OURS, NOBODY, THEIRS = "UBND các xã, phường", "Nhiệm vụ chung", "Sở Nông nghiệp và Môi trường"


# ------------------------------------------------------------------ the plan above, named

BASES = (
    "trong 15 ngày kể từ ngày Kế hoạch này có hiệu lực",
    "trong 12 ngày làm việc kể từ ngày ban hành Kế hoạch này",
    "trong vòng 07 ngày kể từ khi nhận được Kế hoạch này",
    "chậm nhất 20 ngày sau ngày ký ban hành Kế hoạch này",
    "trong 10 ngày kể từ ngày Kế hoạch có hiệu lực",
    "25 ngày sau khi Kế hoạch được ban hành",
    "trong 30 ngày kể từ ngày Kế hoạch được phê duyệt",
    "trong 07 ngày kể từ ngày có hiệu lực của Kế hoạch này",
)
FORMS = (
    "theo Biểu số 02 kèm theo Kế hoạch này",
    "theo Phụ lục II ban hành kèm theo Kế hoạch này",
    "theo Mẫu số 05 gửi kèm Kế hoạch này",
)


@pytest.mark.parametrize("when", BASES)
def test_a_term_runs_from_the_plan_above_also_below(when: str, office: Workspace) -> None:
    words = said(office, f"Rà soát hộ ở ven suối, xong {when}.", OURS)[0]
    assert words
    assert "{cap_tren:ngay}" in words
    assert "Kế hoạch" not in words


def test_a_term_runs_from_the_plan_that_the_sentence_itself_has_made(office: Workspace) -> None:
    sentence = "Lập kế hoạch di dân; khởi công trong 40 ngày sau khi Kế hoạch được phê duyệt."
    assert said(office, sentence, OURS)[0] == sentence


@pytest.mark.parametrize(
    ("when", "last"),
    [
        ("15 ngày sau khi Kế hoạch được ban hành", 17),
        ("trong 10 ngày kể từ ngày Kế hoạch có hiệu lực", 12),
        ("trong 10 ngày sau khi kế hoạch được phê duyệt", None),
    ],
)
def test_a_plan_that_comes_into_force_is_the_plan_itself(when: str, last: int | None) -> None:
    from datetime import date

    day = date(2026, 3, 2)
    (found,) = deadlines(when, day, day)
    assert found.last == (last and date(2026, 3, last))


@pytest.mark.parametrize("form", FORMS)
def test_a_form_of_the_plan_above_is_named_as_its(form: str, office: Workspace) -> None:
    words = said(office, f"Thống kê nhà tạm {form}.", OURS)[0]
    assert words
    assert words.endswith("{cap_tren:ngay}.")


def test_what_is_done_by_the_plan_itself_stays_of_this_plan(office: Workspace) -> None:
    words = said(office, "Tuyên truyền nội dung, mục tiêu của Kế hoạch này tới từng bản.", OURS)[0]
    assert words == "Tuyên truyền nội dung, mục tiêu của Kế hoạch này tới từng bản."


def test_the_issue_of_a_cited_document_is_not_the_issue_of_the_plan() -> None:
    from datetime import date

    day = date(2026, 3, 2)
    own = deadlines("trong 10 ngày kể từ ngày ban hành Kế hoạch này", day, day)
    cited = deadlines("trong 10 ngày kể từ ngày ban hành {cap_tren:ngay}", day, day)
    assert own[0].last == date(2026, 3, 12)
    assert cited[0].last is None


# ------------------------------------------------------------------ receivers


def test_who_gets_a_report_does_not_do_the_work() -> None:
    text = "Có người mất tích báo cáo Sở Y tế trong 02 giờ, UBND tỉnh trong 06 giờ."
    found = duties(text)
    assert all(duty.who == () for duty in found)
    assert [b.text for d in found if d.role == "report" for b in d.whom] == ["Sở Y tế", "UBND tỉnh"]


def test_a_duty_to_report_at_once_stays_with_both_its_hours(office: Workspace) -> None:
    sentence = (
        "Trực 24 giờ khi có mưa lớn; trường hợp có người mất tích báo cáo Sở Y tế"
        " trong 02 giờ, UBND tỉnh trong 06 giờ."
    )
    words = said(office, sentence, OURS)[0]
    assert words
    assert "trong 02 giờ, UBND tỉnh trong 06 giờ" in words


def test_a_subject_behind_a_condition_still_acts() -> None:
    text = "Trường hợp sạt lở chia cắt đường vào bản, UBND tỉnh huy động máy bay tiếp tế."
    assert [b.text for d in duties(text) for b in d.who] == ["UBND tỉnh"]


# ------------------------------------------------------------------ units side by side


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("Trồng mới 450 ha mận, trong đó xã Yên Châu 120 ha, xã Mộc Châu 330 ha.",
         "Trồng mới 120 ha mận."),
        ("Cấp mã vùng trồng: xã Mai Sơn 30 mã, xã Yên Châu 12 mã.", "Cấp mã vùng trồng: 12 mã."),
        ("Mai Sơn, Yên Châu, Sốp Cộp bố trí lực lượng chốt chặn rừng.",
         "Bố trí lực lượng chốt chặn rừng."),
        ("Đắp đê bao tại các xã Mai Sơn, Yên Châu, Sốp Cộp.", "Đắp đê bao tại xã Yên Châu."),
        ("Các xã có rừng đặc dụng: Mai Sơn, Yên Châu lập chốt canh lửa.",
         "Lập chốt canh lửa."),
        ("Các xã có cháy rừng (Mai Sơn, Yên Châu, Sốp Cộp) phải lập tổ xung kích.",
         "Lập tổ xung kích."),
    ],
)  # fmt: skip
def test_a_list_with_the_unit_is_narrowed_to_it_without_a_question(
    sentence: str, own: str, office: Workspace
) -> None:
    assert said(office, sentence, NOBODY)[0] == own
    assert asked(office, sentence, NOBODY) == ""


def test_figures_of_all_beside_the_units_own_are_asked_about(office: Workspace) -> None:
    sentence = (
        "Cấp 90 mã vùng trồng, nâng diện tích được cấp mã lên 8.000 ha;"
        " trong đó xã Yên Châu 300 ha, xã Mai Sơn 900 ha."
    )
    words = said(office, sentence, NOBODY)[0]
    assert words
    assert "Mai Sơn" not in words
    assert asked(office, sentence, NOBODY) != ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Các xã có rừng đặc dụng: Mai Sơn, Mộc Châu lập chốt canh lửa.",
        "Mai Sơn, Mộc Châu, Sốp Cộp bố trí lực lượng chốt chặn rừng.",
        "Các xã có cháy rừng (Mai Sơn, Sốp Cộp) phải lập tổ xung kích.",
    ],
)
def test_a_list_without_the_unit_is_left_out(sentence: str, office: Workspace) -> None:
    assert said(office, sentence, NOBODY)[0] == ""


def test_what_takes_two_units_keeps_both(office: Workspace) -> None:
    sentence = "Giải quyết tranh chấp đất giữa các xã Mai Sơn và Yên Châu."
    assert said(office, sentence, NOBODY)[0] == sentence


# ------------------------------------------------------------------ helping others

HELP = (
    ("Chi cục Kiểm lâm chủ trì, UBND các xã, phường phối hợp trồng rừng phòng hộ.",
     "Phối hợp với Chi cục Kiểm lâm trồng rừng phòng hộ."),
    ("Viện Khảo cổ học chủ trì, các địa phương cung cấp hiện vật.",
     "Phối hợp với Viện Khảo cổ học cung cấp hiện vật."),
    ("Xây dựng kho dữ liệu cổ vật; Viện Khảo cổ học chủ trì, các địa phương cung cấp hiện vật.",
     "Phối hợp với Viện Khảo cổ học cung cấp hiện vật."),
    ("Lập hồ sơ danh thắng: Chi cục Kiểm lâm chủ trì, phối hợp với UBND các xã.",
     "Phối hợp với Chi cục Kiểm lâm lập hồ sơ danh thắng."),
    ("Phối hợp chặt chẽ với UBND các xã trong kiểm đếm; bố trí cán bộ trực tại địa bàn.",
     "Phối hợp trong kiểm đếm."),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "own"), HELP)
def test_help_is_said_once_and_without_what_the_leader_does(
    sentence: str, own: str, office: Workspace
) -> None:
    assert said(office, sentence, THEIRS)[0] == own


def test_a_figure_of_all_who_help_is_asked_about(office: Workspace) -> None:
    sentence = "Chi cục Kiểm lâm chủ trì, UBND các xã phối hợp trồng ít nhất 40 ha rừng."
    assert "xác định phần của" in asked(office, sentence, THEIRS)


def test_what_others_hand_over_to_the_locality_is_never_lost(office: Workspace) -> None:
    sentence = (
        "Chỉ đạo các đội ký cam kết; bàn giao hồ sơ vận động viên về sinh hoạt tại địa phương."
    )
    assert "phối hợp" in asked(office, sentence, THEIRS)


def test_the_superiors_purse_alone_is_left_out(office: Workspace) -> None:
    assert said(office, "Ngân sách tỉnh bố trí 5 tỷ đồng cho Sở Y tế.", "Kinh phí")[0] == ""


# ------------------------------------------------------------------ whose level

ABOVE = (
    "In và phát 8.000 sổ tay hướng dẫn cho các xã, phường.",
    "Hỗ trợ cho mỗi xã 02 máy phát điện.",
    "Làm việc với Bộ Tài chính để bổ sung vốn sửa chữa hồ chứa.",
)
UNSAID = (
    "Đàm phán với Tập đoàn Điện lực để giảm giá điện cho trạm bơm.",
    "Tổ chức Ngày hội Xoài tại xã Yên Châu.",
    "Hợp nhất các trung tâm y tế khu vực trong năm 2026.",
    "Nâng cấp Bệnh viện Đa khoa, Trường Cao đẳng Sơn La.",
    "Phong tặng danh hiệu Nghệ nhân ưu tú.",
    "Thành lập 04 đoàn kiểm tra liên ngành.",
)


@pytest.mark.parametrize("sentence", ABOVE)
def test_what_only_a_superior_can_do_is_left_out(sentence: str, office: Workspace) -> None:
    derived = derive(office, item("nv", NOBODY, sentence))
    assert node(derived, "nv-1") is None
    assert "nv-1" in dict(derived.dropped)


@pytest.mark.parametrize("sentence", UNSAID)
def test_work_of_a_level_that_nobody_says_is_asked_about(sentence: str, office: Workspace) -> None:
    assert "cấp" in asked(office, sentence, NOBODY)


@pytest.mark.parametrize(
    "sentence",
    ["Phát động phong trào trồng cây ở khu dân cư.", "Dọn vệ sinh đường làng mỗi tháng."],
)
def test_what_every_level_does_is_not_asked_about(sentence: str, office: Workspace) -> None:
    assert asked(office, sentence, NOBODY) == ""


# ------------------------------------------------------------------ figures


@pytest.mark.parametrize(
    "norm",
    [
        "Mỗi điểm có 01 cán bộ y tế.",
        "Mật độ trồng 1.100 cây/ha.",
        "Tuyên truyền theo 03 nhóm đối tượng.",
        "Thực hiện “5 không” trong phòng cháy.",
        "Đợt 1 từ ngày 01/4/2026; đợt 2 từ ngày 05/9/2026.",
        "Bố trí 02 người trực mỗi ca.",
        "Hỗ trợ mai táng 5.000.000 đồng/người.",
        "Giếng khoan cách chuồng trại tối thiểu 30 mét.",
        "Vận động mỗi hộ sắm 01 thùng chứa, 02 bao cát.",
        "Mỗi cán bộ, công chức giúp được ít nhất 03 hộ nghèo.",
        "Ngân sách hoàn trả 60% sau khi nghiệm thu.",
    ],
)
def test_a_norm_binds_nobody_to_a_number(norm: str) -> None:
    assert binding(norm) == []


@pytest.mark.parametrize(
    "target",
    [
        "Toàn tỉnh trồng 4.000 ha rừng.",
        "Thu nhập đạt 60 triệu đồng/người/năm.",
        "Trồng 500 ha/năm.",
        "Thành lập 03 nhóm hộ liên kết.",
        "Mỗi năm mở 12 lớp.",
        "Hỗ trợ mỗi hộ 5 triệu đồng, xây mới 120 căn nhà.",
        "Mở rộng 35 km đường liên thôn.",
    ],
)
def test_a_target_still_binds(target: str) -> None:
    assert binding(target) != []


# ------------------------------------------------------------------ which units


@pytest.mark.parametrize(
    ("sentence", "is_asked"),
    [
        ("Khuyến khích chủ rừng, Vườn Quốc gia Xuân Sơn cho hộ dân đặt thùng ong.", True),
        ("Vận động Khu bảo tồn thiên nhiên Copia cho hộ dân trồng thảo quả.", True),
        ("Vận động vườn quốc gia, khu bảo tồn cho hộ dân đặt thùng ong.", False),
        ("Bảo vệ khu bảo tồn thiên nhiên trên địa bàn.", False),
    ],
)
def test_a_park_by_name_may_lie_elsewhere(sentence: str, is_asked: bool, office: Workspace) -> None:
    about = "Có nêu địa danh, tuyến đường, công trình cụ thể"
    assert (about in asked(office, sentence, NOBODY)) is is_asked


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("UBND các xã ven hồ Thác Bà bố trí 02 xuồng cứu hộ.", "ven hồ Thác Bà"),
        ("Nơi nào có hồ chứa trên 500.000 m3 phải lập phương án.", "có hồ chứa trên 500.000 m3"),
        ("Sở Xây dựng chủ trì, UBND các xã có quốc lộ đi qua phối hợp cắm mốc.",
         "có quốc lộ đi qua"),
        ("Các xã có rừng đặc dụng từ năm 2024 phải lập tổ.", "có rừng đặc dụng từ năm 2024"),
    ],
)  # fmt: skip
def test_a_class_of_units_is_asked_about_in_its_whole_words(
    sentence: str, about: str, office: Workspace
) -> None:
    assert f"“{about}”" in asked(office, sentence, NOBODY)
