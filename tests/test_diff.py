"""`kehoach diff` on plans: what a reviewer reads about two versions, or two levels."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from generator.review.words import same_but_spelling, segments

CITY = Path("plans/lang-son-2024/thanh-pho.toml")
WARD = Path("plans/lang-son-2024/phuong-dong-kinh.toml")
NEW = Path("moi.toml")


def edited(*replacements: tuple[str, str], of: Path = CITY) -> Path:
    """A copy of a plan with each text replaced once."""
    text = of.read_text("utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    NEW.write_text(text, "utf-8")
    return NEW


def says(kehoach, *arguments: object) -> list[str]:
    """The sentences of all changes."""
    outcome = kehoach("diff", *arguments, "--json")
    return [c["says"] for c in json.loads(outcome.out)["changes"]]


def block(text: str, id_: str) -> str:
    """The table of a node in a file."""
    at = text.index(f'id = "{id_}"')
    start = text.rindex("[[", 0, at)
    end = text.find("\n[[", at)
    return text[start : len(text) if end < 0 else end + 1]


# ------------------------------------------------------------------ words


def shown(old: str, new: str) -> str:
    return "".join(
        s.old if s.same else f"[-{s.old}-]" * bool(s.old) + f"{{+{s.new}+}}" * bool(s.new)
        for s in segments(old, new)
    )


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("hạn 30/6/2024 nhé", "hạn 15/6/2024 nhé", "hạn [-30/6/2024-]{+15/6/2024+} nhé"),
        ("đạt 85% trở lên", "đạt 90,5% trở lên", "đạt [-85-]{+90,5+}% trở lên"),
        ("của nhân dân ta", "của cán bộ ta", "của [-nhân dân-]{+cán bộ+} ta"),
        ("công chức, viên chức", "công chức", "công chức[-, viên chức-]"),
        ("các phường, xã trên", "các tổ dân phố trên", "các [-phường, xã-]{+tổ dân phố+} trên"),
        ("theo {tb-277}", "theo {tb-277:du}", "theo [-{tb-277}-]{+{tb-277:du}+}"),
        ("một hai", "một  hai", "một {+ +}hai"),
    ],
)
def test_words_are_syllables_and_numbers_whole(old, new, marked) -> None:
    assert shown(old, new) == marked


def test_pieces_joined_are_the_two_texts() -> None:
    old, new = "hoà bình ở xã A, xã B và C", "hòa bình ở phường A; B và D"
    pieces = segments(old, new)
    assert "".join(p.old for p in pieces) == old
    assert "".join(p.new for p in pieces) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoà bình", "hòa bình"),
        ("Uỷ ban", "Ủy ban"),
        ("thuỷ lợi", "thủy lợi"),
        ("lý luận, kỹ thuật", "lí luận, kĩ thuật"),
        ("quý II", "quí II"),
        ("kinh tế - xã hội", "kinh tế – xã hội"),
        ("số\u00a005", "số 05"),
        ("nhân dân", unicodedata.normalize("NFD", "nhân dân")),
        ('"Siết chặt"', "“Siết chặt”"),
    ],
)
def test_spelling_is_told_from_wording(old, new) -> None:
    assert same_but_spelling(old, new)
    assert all(piece.same or piece.spelling for piece in segments(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoa", "hoà"), ("tai", "tay"), ("mai", "may"), ("UBND", "ubnd"), ("85%", "85"), ("a.", "a;")],
)
def test_another_word_is_no_spelling(old, new) -> None:
    assert not same_but_spelling(old, new)


# ------------------------------------------------------------------ plans


def test_the_same_plan_has_no_changes(workspace, kehoach) -> None:
    outcome = kehoach("diff", CITY, CITY)

    assert outcome.code == 0
    assert outcome.out == "Không có thay đổi.\n"


def test_a_deadline_is_said_in_the_plans_words_with_both_places(workspace, kehoach) -> None:
    edited(("thoi_han = { truoc = 2024-06-15 }", "thoi_han = { truoc = 2024-06-30 }"))

    outcome = kehoach("diff", CITY, NEW)

    assert outcome.code == 1
    line = 1 + CITY.read_text("utf-8")[: CITY.read_text("utf-8").index("truoc = 2024-06-15")].count(
        "\n"
    )
    said = "Nhiệm vụ số 2: thời hạn 15/6/2024 → 30/6/2024"
    assert f"  ~ {said}  ({CITY}:{line} → {NEW}:{line})" in outcome.out
    assert outcome.out.endswith("\n1 đổi thông tin\n")


def test_words_are_marked_without_colours(workspace, kehoach) -> None:
    edited(("Tăng cường quản lý Trang thông tin", "Đẩy mạnh quản lý Trang thông tin"))

    assert "[-Tăng cường-]{+Đẩy mạnh+} quản lý Trang" in kehoach("diff", CITY, NEW).out


def test_header_recipients_and_signer_are_named(workspace, kehoach) -> None:
    edited(
        ("ngay = 2024-06-07", "ngay = 2024-06-10\nso = 89"),
        ('luu = "VT (TTPT)"', 'luu = "VT"'),
        (
            '[[noi_nhan]]\nid = "nn-so-noi-vu"',
            '[[noi_nhan]]\nid = "nn-moi"\nnoi_dung = "Công an phường"\n\n'
            '[[noi_nhan]]\nid = "nn-so-noi-vu"',
        ),
        ('chuc_vu = "CHỦ TỊCH"', 'chuc_vu = "PHÓ CHỦ TỊCH"'),
    )

    said = says(kehoach, CITY, NEW)

    assert "Số: (trống) → 89" in said
    assert "Ngày ban hành: 07/6/2024 → 10/6/2024" in said
    assert "Nơi lưu: VT (TTPT) → VT" in said
    assert "Nơi nhận: thêm Công an phường" in said
    assert "Người ký: chức vụ CHỦ TỊCH → PHÓ CHỦ TỊCH" in said
    assert len(said) == 5


def test_what_the_head_inherits_is_no_change_and_shown_as_printed(workspace, kehoach) -> None:
    agency = 'co_quan = "ubnd-phuong-dong-kinh"\n'
    assert says(kehoach, WARD, edited((agency, f'{agency}ky_hieu = "KH-UBND"\n'), of=WARD)) == []
    (place,) = says(kehoach, WARD, edited((agency, f'{agency}dia_danh = "Kỳ Lừa"\n'), of=WARD))
    assert "Đông Kinh → Kỳ Lừa" in place


def test_agencies_are_added_and_taken_away_by_name(workspace, kehoach) -> None:
    edited(('chu_tri = ["ubnd-phuong-xa"]', 'chu_tri = ["ubnd-phuong-xa", "phong-noi-vu-tp"]'))

    (said,) = says(kehoach, CITY, NEW)

    assert said.endswith("chủ trì thêm Phòng Nội vụ")


def test_a_point_moved_to_another_item_is_a_move_and_nothing_else(workspace, kehoach) -> None:
    text = CITY.read_text("utf-8")
    moved = block(text, "tc-pnv-kiem-tra")
    text = text.replace(moved, "")
    target = block(text, "tc-vp-trang-tin")
    NEW.write_text(text.replace(target, moved + target), "utf-8")

    assert says(kehoach, CITY, NEW) == ["Điểm chuyển từ III.2 sang III.3"]


def test_moving_within_a_list_names_the_one_that_moved(workspace, kehoach) -> None:
    text = CITY.read_text("utf-8")
    moved = block(text, "nn-so-noi-vu")
    last = block(text, "nn-trang-tin")
    NEW.write_text(text.replace(moved, "").replace(last, last + "\n" + moved), "utf-8")

    found = json.loads(kehoach("diff", CITY, NEW, "--json").out)["changes"]

    assert [(c["kind"], c["node"]) for c in found] == [("moved", "nn-so-noi-vu")]


def test_renumbering_is_no_change(workspace, kehoach) -> None:
    text = CITY.read_text("utf-8")
    first = text.index("[[muc]]")
    new = '[[muc]]\nid = "muc-moi"\ntieu_de = "MỤC MỚI"\n\n'
    NEW.write_text(text[:first] + new + text[first:], "utf-8")

    assert says(kehoach, CITY, NEW) == ["Thêm mục I “MỤC MỚI”"]


def test_a_whole_section_is_one_change(workspace, kehoach) -> None:
    text = CITY.read_text("utf-8")
    start = text.index('[[muc]]\nid = "nhiem-vu-giai-phap"')
    end = text.index('[[muc]]\nid = "to-chuc-thuc-hien"')
    NEW.write_text(text[:start] + text[end:], "utf-8")

    (said,) = says(kehoach, CITY, NEW)

    assert (
        said == "Bỏ mục II “NHIỆM VỤ, GIẢI PHÁP VÀ TRÁCH NHIỆM THỰC HIỆN” và 1 nội dung bên trong"
    )


def test_spelling_alone_is_reported_as_spelling(workspace, kehoach) -> None:
    edited(("Lý luận", "Lí luận"), of=_with("Lý luận"))

    (change,) = json.loads(kehoach("diff", "cu.toml", NEW, "--json").out)["changes"]

    assert change["nature"] == "spelling"
    assert "chính tả" in change["says"]


def _with(words: str) -> Path:
    path = Path("cu.toml")
    path.write_text(CITY.read_text("utf-8").replace("Yêu cầu", words, 1), "utf-8")
    return path


def test_nodes_with_other_ids_are_matched_by_their_words(workspace, kehoach) -> None:
    ids = re.compile(r'^id = "(?!nv-|par|sipas|papi)', re.MULTILINE)
    text = ids.sub('id = "x-', CITY.read_text("utf-8"))
    NEW.write_text(text.replace("liên tục của UBND thành phố", "liên tục của thành phố"), "utf-8")

    (said,) = says(kehoach, CITY, NEW)

    assert said == "Điểm I.2 gạch 2: bỏ “UBND”"


def test_a_derived_plan_shows_only_what_follows_from_the_level(workspace, kehoach) -> None:
    found = json.loads(kehoach("diff", CITY, WARD, "--json").out)
    quiet = kehoach("diff", CITY, WARD, "--no-level")

    assert {c["nature"] for c in found["changes"]} == {"level"}
    assert found["fates"]["adapted"] == found["fates"]["added"] == found["fates"]["dropped"] == 0
    assert found["fates"]["inherited"] > 10
    assert (quiet.code, quiet.out) == (0, "Không có thay đổi.\n")
    assert "thay đổi theo lựa chọn" in quiet.err


def test_what_the_ward_changed_itself_stands_out(workspace, kehoach) -> None:
    text = WARD.read_text("utf-8")
    task = block(text, "nv-don-doc")
    text = text.replace(task, "").replace("người dân, doanh nghiệp đối với", "người dân đối với", 1)
    WARD.write_text(text, "utf-8")

    quiet = kehoach("diff", CITY, WARD, "--no-level", "--json")

    changes = json.loads(quiet.out)["changes"]
    assert [(c["kind"], c["node"]) for c in changes] == [
        ("text", "md-hai-long"),
        ("removed", "nv-don-doc"),
    ]


def test_unrelated_plans_are_compared_with_a_warning(workspace, kehoach) -> None:
    edited(
        ('ma = "kh-tp-lang-son-2024"', 'ma = "kh-khac"'),
        ('cap_tren = "kh-126-lang-son-2024"\n', ""),
    )

    outcome = kehoach("diff", WARD, NEW)

    assert outcome.code == 1
    assert "SS201" in outcome.err


# ------------------------------------------------------------------ git


@pytest.fixture
def repository(workspace: Path) -> Path:
    for command in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-q", "-m", "Đầu"),
    ):
        subprocess.run(["git", *command], check=True, cwd=workspace)
    return workspace


def test_a_file_is_compared_with_its_revision(repository, kehoach) -> None:
    text = CITY.read_text("utf-8")
    CITY.write_text(text.replace("truoc = 2024-06-15", "truoc = 2024-06-30"), "utf-8")

    outcome = kehoach("diff", f"{CITY}@HEAD", CITY)
    by_id = kehoach("diff", "kh-tp-lang-son-2024@HEAD", "kh-tp-lang-son-2024")

    assert f"{CITY}@HEAD:" in outcome.out
    assert "15/6/2024 → 30/6/2024" in outcome.out
    assert by_id.out == outcome.out


def test_an_unknown_revision_and_a_missing_file_are_explained(repository, kehoach) -> None:
    subprocess.run(["git", "tag", "ban-trinh"], check=True, cwd=repository)

    revision = kehoach("diff", f"{CITY}@ban-trin", CITY)
    file = kehoach("diff", "plans/thanh-pho.toml@HEAD", CITY)
    option = kehoach("diff", f"{CITY}@--output=x", CITY)

    assert (revision.code, file.code, option.code) == (1, 1, 1)
    assert "SS211" in revision.err
    assert "ban-trinh" in revision.err
    assert "SS212" in file.err
    assert str(CITY) in file.err
    assert "SS211" in option.err
    assert not Path("x").exists()


def test_outside_of_git_the_way_out_is_told(workspace, kehoach) -> None:
    outcome = kehoach("diff", f"{CITY}@HEAD", CITY)

    assert outcome.code == 1
    assert "SS210" in outcome.err


def test_broken_and_missing_files_are_diagnosed(workspace, kehoach) -> None:
    NEW.write_text("phien_ban = ", "utf-8")

    broken = kehoach("diff", CITY, NEW)
    missing = kehoach("diff", CITY, "thanh-phoo.toml")
    unknown = kehoach("diff", "kh-tp-lang-son-202", CITY)

    assert (broken.code, missing.code, unknown.code) == (1, 1, 1)
    assert "moi.toml:1" in broken.err
    assert "DL110" in missing.err
    assert "kh-tp-lang-son-2024" in unknown.err


RICH = """phien_ban = 1
kinh_gui = ["Sở Nội vụ"]

[van_ban]
ma = "a"
co_quan = "ubnd-tp-lang-son"
trich_yeu = "Việc"

[[muc]]
id = "m"
tieu_de = "PHẦN A"
kieu = "hoa"

[[muc.muc]]
id = "m1"
tieu_de = "MỤC"

[[muc.muc.khoan]]
id = "k1"
tieu_de = "Khoản"

[[muc.muc.khoan.khoan]]
id = "k11"
noi_dung = "Lời của khoản con"

[[muc.muc.khoan.khoan.bang]]
cot = ["Chỉ số", "Điểm"]
hang = [["PAPI", "42"], ["SIPAS", "85"]]

[[phu_luc]]
id = "p"
tieu_de = "PHỤ LỤC"

[[phu_luc.khoan]]
id = "pk"
noi_dung = "Lời dẫn"

[[phu_luc.nhiem_vu]]
id = "nv"
noi_dung = "Việc thứ nhất"

[[phu_luc.ket_thuc]]
id = "pe"
noi_dung = "Ghi chú"
"""


def test_nested_sections_tables_and_texts_of_appendices_are_compared(workspace, kehoach) -> None:
    Path("cu.toml").write_text(RICH, "utf-8")
    changed = RICH.replace("Lời của khoản con", "Lời của khoản cháu").replace('"42"', '"43"')
    changed = changed.replace('"Sở Nội vụ"', '"Sở Nội vụ", "Sở Tài chính"')
    NEW.write_text(changed.replace("Lời dẫn", "Câu dẫn").replace("Ghi chú", "Chú ý"), "utf-8")

    said = says(kehoach, "cu.toml", NEW)
    page = kehoach("diff", "cu.toml", NEW, "--format", "html").out

    assert "Khoản A.I.1.1: “con” → “cháu”" in said
    assert "Khoản A.I.1.1: bảng sửa 1 ô" in said
    assert "Kính gửi: thêm Sở Tài chính" in said
    assert "Khoản Phụ lục 1: “Lời” → “Câu”" in said
    assert len(said) == 5
    assert "<td><del>42</del><ins>43</ins></td>" in page
    assert "<ins>Câu</ins> dẫn" in page
    assert "<ins>Chú ý</ins>" in page


def test_lines_are_those_of_the_exact_index(workspace) -> None:
    from generator.plan.model import walk
    from generator.plan.toml import load_plan
    from generator.review.changes import side_of

    for path in (CITY, WARD, Path("plans/lang-son-2024/tinh.toml")):
        loaded, _ = load_plan(path)
        assert loaded is not None
        line = side_of(loaded).line
        assert line is not None
        for loc, node in walk(loaded.plan):
            for place in (loc, (*loc, "id"), (*loc, "noi_dung")):
                if len(place) == len(loc) or getattr(node, str(place[-1]), None):
                    assert line(place) == loaded.source.span(place).line


def test_what_only_the_program_knows_is_no_change(workspace, kehoach) -> None:
    words = CITY.read_text("utf-8").replace('ma = "kh-tp-lang-son-2024"', 'ma = "kh-khac"')
    NEW.write_text(words, "utf-8")
    outcome = kehoach("diff", CITY, NEW)
    assert "Mã kế hoạch" not in outcome.out
    assert outcome.code == 0
