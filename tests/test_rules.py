"""`kehoach check` on Word documents: what is right passes, what is planted is found."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.diagnostics import Severity
from generator.document.output import targets
from generator.rules.all_rules import rules
from generator.rules.judge import check_docx
from generator.rules.profile import profile_on, shipped, tightened
from generator.verbs.render import Manner, Renderer
from generator.workspace.workspace import Workspace
from tests import office_docs, planting

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
PLANS = ("tinh", "thanh-pho", "phuong-dong-kinh")


@cache
def rendered(name: str) -> bytes:
    """A real plan as `kehoach render` writes it."""
    import tempfile

    workspace = Workspace(ROOT)
    source = ROOT / f"plans/lang-son-2024/{name}.toml"
    with tempfile.TemporaryDirectory() as folder:
        named = targets(workspace, [source], Path(folder))
        done = Renderer(workspace, Manner(workspace.template))(*named[0])
        return (Path(folder) / Path(done.target).name).read_bytes()


@cache
def base(name: str) -> bytes:
    if name in PLANS:
        return rendered(name)
    kind, _, stroke = name.partition("/")
    return office_docs.package(office_docs.OFFICE[kind](stroke or "drawing"))


BASES = (*PLANS, *office_docs.OFFICE)


def judged(data: bytes):
    checked = check_docx(Path("van-ban.docx"), TODAY, data=data)
    assert checked.judgement is not None, checked.diagnostics
    return checked.judgement


@cache
def found(name: str) -> frozenset[str]:
    return frozenset(judged(base(name)).found)


# ------------------------------------------------------------------- what is right


@pytest.mark.parametrize(
    "name", sorted(p.stem for p in (ROOT / "plans/lang-son-2024").glob("*.toml"))
)
def test_every_real_plan_rendered_has_no_fault(name) -> None:
    said = judged(rendered(name)).diagnostics
    assert [d for d in said if d.severity > Severity.INFO] == []


@pytest.mark.parametrize("stroke", office_docs.STROKES)
@pytest.mark.parametrize("kind", office_docs.OFFICE)
def test_other_types_made_by_offices_have_no_fault_however_their_lines_are_drawn(
    kind, stroke
) -> None:
    assert judged(base(f"{kind}/{stroke}")).diagnostics == []


def test_a_head_made_with_tabs_instead_of_a_table_has_no_fault() -> None:
    assert judged(office_docs.package(office_docs.tabbed())).diagnostics == []


_TAB = '<w:t xml:space="preserve"></w:t><w:tab/><w:t xml:space="preserve">'


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (f'26"/></w:rPr>{_TAB}Độc lập', f'30"/></w:rPr>{_TAB}Độc lập', "TT114"),
        ("Hạnh phúc", "Hạnh Phúc", "TT112"),
        ("tháng 5", "tháng 05", "VP103"),
    ],
)
def test_a_fault_in_a_head_made_with_tabs_is_found(old, new, code) -> None:
    content = office_docs.tabbed()
    assert old in content
    assert code in judged(office_docs.package(content.replace(old, new))).found


def test_each_rule_ends_in_exactly_one_list_and_the_counts_add_up() -> None:
    result = judged(base("tinh"))
    lists = [*result.passed, *result.not_here, *result.found, *(u.code for u in result.unjudged)]
    assert sorted(lists) == sorted(rules())
    assert result.coverage()["quy_tac"] == len(rules())
    assert all(u.reason for u in result.unjudged)


# ------------------------------------------------------------------ what is planted


def outcomes(fault: planting.Fault):
    """(base, new codes) for every base the fault can be planted into."""
    for name, data in plantings(fault, *BASES):
        yield name, set(judged(data).found) - found(name)


def plantings(fault: planting.Fault, *names: str):
    """(base, document) for those bases that the fault can be planted into."""
    for name in names:
        doc = planting.Docx(base(name))
        try:
            fault.plant(doc)
        except (planting.NotHereError, IndexError, StopIteration):
            continue
        yield name, doc.data()


@pytest.mark.parametrize("fault", planting.FAULTS, ids=lambda f: f.name)
def test_a_planted_fault_is_found_and_nothing_else(fault) -> None:
    for name, new in outcomes(fault):
        assert fault.code in new | found(name), name
        assert new - {fault.code} - fault.also == set(), name


@pytest.mark.parametrize("change", planting.LOOK_ALIKES, ids=lambda f: f.name)
def test_a_look_alike_is_no_fault(change) -> None:
    for name, new in outcomes(change):
        assert new == set(), name


def test_a_repair_replaces_words_that_stand_in_its_paragraph_by_others() -> None:
    typed = [fault for fault in planting.FAULTS if fault.code.startswith(("TT70", "TT71", "VP30"))]
    pairs = [
        (fault.code, wrong, right, fix.para.text)
        for fault in typed
        for _name, data in plantings(fault, "tinh")
        for found in judged(data).findings
        for fix in found.fixes
        if fix.kind == "thay"
        for wrong, right in fix.values
    ]
    assert {code for code, *_words in pairs} >= {"TT706"}
    assert [one for one in pairs if not one[1] or one[1] not in one[3] or one[1] == one[2]] == []


def test_the_table_of_faults_covers_the_rules() -> None:
    codes = {fault.code for fault in planting.FAULTS}
    by_eye = {code for code, numbers in shipped()[-1].rules.items() if "khong_xet" in numbers}
    assert len(planting.FAULTS) >= 120
    assert set(rules()) - by_eye - codes <= WITHOUT_PLANT


WITHOUT_PLANT = frozenset(
    # their documents are built below or need parts these bases do not have
    [
        *("TT811", "TT812", "TT813", "TT814", "TT815", "TT816"),  # test_page_rules
        "VP523",  # test_annex_end
        "TT182",
        "TT193",
        "TT194",
        "TT195",
        "TT211",
        "TT217",
        "TT244",
        "TT245",
        "TT247",
        "TT311",
        "TT325",
        "TT431",
        "TT441",
        "TT451",
        "TT452",
        "TT618",
        "TT621",
        "TT715",
        "VP101",
        "VP204",
        "VP503",
        "TT118",
    ]
)


# -------------------------------------------------------------- faults of their own


def with_body(*paragraphs: str, kind: str = "BÁO CÁO") -> bytes:
    o = office_docs
    return o.package(
        o.head("UBND TỈNH LẠNG SƠN", "SỞ NỘI VỤ", "Số: 12/BC-SNV",
               "Lạng Sơn, ngày 05 tháng 5 năm 2026", short=10)
        + o.title(kind, "Kết quả công tác quý I")
        + "".join(paragraphs)
        + o.body(o.LONG.rstrip(".") + "./.")
        + o.foot(("- Như trên;", "- Lưu: VT."), ("GIÁM ĐỐC",), "Nguyễn Văn A")
    )  # fmt: skip


def test_a_chapter_in_capitals_is_found() -> None:
    o = office_docs
    codes = judged(with_body(o.centre("CHƯƠNG I", bold=True), o.centre("QUY ĐỊNH CHUNG", bold=True),
                             o.body(o.LONG))).found  # fmt: skip
    assert "TT311" in codes


def test_law_with_its_number_and_numeric_date_line_are_found() -> None:
    o = office_docs
    basis = o.body("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm "
                   "2025.", italic=True)  # fmt: skip
    assert "VP204" in judged(with_body(basis, o.body(o.LONG))).found


def test_a_document_older_than_every_profile_is_not_judged_and_says_so() -> None:
    doc = planting.Docx(base("cong-van"))
    planting.date_to(doc, "ngày 15 tháng 3 năm 2018")
    result = judged(doc.data())
    assert result.profile == ""
    assert {d.code for d in result.diagnostics} == {"TT900"}
    assert {u.code for u in result.unjudged} == set(rules())


def test_a_file_that_is_not_an_administrative_document_is_not_called_faulty_for_its_head() -> None:
    o = office_docs
    result = judged(o.package(o.body("Ghi chép cuộc họp ngày thứ Hai."), o.SECTION))
    reasons = {u.code for u in result.unjudged}
    assert {"TT101", "TT161", "TT201", "TT401", "TT501"} <= reasons


# ------------------------------------------------------------------------ profiles


def test_an_office_may_tighten_but_loosening_needs_a_reason() -> None:
    decree = profile_on(TODAY)
    values = {
        "TT304": {"co": [14, 14]},
        "TT514": {"co": [11, 12]},
        "TT119": {"muc_do": "loi"},
        "TT003": {"le": [15, 25], "noi_long": "máy in của cơ quan"},
        "TT004": {"le": "hai mươi"},
    }
    profile, said = tightened(decree, values, "the-thuc.toml")
    assert profile.rules["TT304"]["co"] == [14, 14]
    assert profile.rules["TT514"]["co"] == [11, 11]
    assert profile.rules["TT003"]["le"] == [15, 25]
    assert sorted(d.code for d in said) == ["TT902", "TT903", "TT904", "TT905"]
    (said_loose,) = profile.looser
    assert "máy in" in said_loose


def test_an_office_may_forbid_wordings(workspace, kehoach) -> None:
    (workspace / "plans/danh-muc/the-thuc.toml").write_text(
        '[[tu_ngu]]\ntim = "cơ quan, đơn vị"\nthay = "các phòng, ban"\nly_do = "Quy ước nội bộ"\n',
        "utf-8",
    )
    file = workspace / "a.docx"
    file.write_bytes(base("bao-cao"))
    result = kehoach("check", file, "--format", "json")
    said = json.loads(result.out)["diagnostics"]
    assert {d["code"] for d in said} == {"VP901"}
    assert said[0]["found"] == "cơ quan, đơn vị"
    assert said[0]["wanted"] == "các phòng, ban"


# --------------------------------------------------------------------- command line


def planted(*names: str, into: str = "tinh") -> bytes:
    doc = planting.Docx(base(into))
    for name in names:
        next(f for f in planting.FAULTS if f.name == name).plant(doc)
    return doc.data()


def test_check_names_place_found_and_wanted_and_counts_what_was_not_evaluated(
    tmp_path, kehoach
) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(planted("so_co_14"))
    result = kehoach("check", file)
    assert result.code == 1
    assert "TT164" in result.err
    assert "bảng 1, hàng 2, ô 1" in result.err
    assert "có: cỡ 14; cần: cỡ 13" in result.err
    assert "KHÔNG XÉT VP391" in result.out


def test_warnings_stop_only_with_strict(tmp_path, kehoach) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(planted("luu_khong_cham"))
    assert kehoach("check", file).code == 0
    assert kehoach("check", file, "--strict").code == 1


def test_json_and_sarif_tell_rules_values_and_open_questions(tmp_path, kehoach) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(planted("so_co_14"))
    document = json.loads(kehoach("check", file, "--format", "json").out)["documents"][0]
    assert document["profile"] == "Nghị định 30/2020/NĐ-CP"
    assert document["day"] == "2024-06-03"
    assert document["dated"] is True
    assert {n["code"] for n in document["not_evaluated"]} >= {"VP391", "TT442"}
    run = json.loads(kehoach("check", file, "--format", "sarif").out)["runs"][0]
    described = {r["id"]: r for r in run["tool"]["driver"]["rules"]}
    assert "cỡ chữ" in described["TT164"]["shortDescription"]["text"]
    assert "Phụ lục I" in described["TT164"]["properties"]["nguon"]
    kinds = {r["ruleId"]: r.get("kind", "fail") for r in run["results"]}
    assert kinds["TT164"] == "fail"
    assert kinds["VP391"] == "open"
    fault = next(r for r in run["results"] if r["ruleId"] == "TT164")
    assert fault["locations"][0]["physicalLocation"]["region"]["snippet"]["text"].startswith("Số:")


def test_annotate_writes_a_copy_with_comments(tmp_path, kehoach) -> None:
    file, copy = tmp_path / "a.docx", tmp_path / "b.docx"
    file.write_bytes(planted("so_co_14", "hanh_phuc_hoa"))
    before = file.read_bytes()
    kehoach("check", file, "--annotate", copy)
    with zipfile.ZipFile(copy) as archive:
        comments = archive.read("word/comments.xml").decode()
    assert "TT164" in comments
    assert "TT112" in comments
    assert file.read_bytes() == before


def test_fix_repairs_as_tracked_changes_and_what_it_repairs_is_found_no_more(
    tmp_path, kehoach
) -> None:
    names = ("so_co_14", "hanh_phuc_hoa", "le_duoi_12", "mot_doan_canh_trai", "luu_khong_cham")
    file, copy = tmp_path / "a.docx", tmp_path / "b.docx"
    file.write_bytes(planted(*names))
    kehoach("check", file, "--fix", copy)
    left = {d.code for d in judged(copy.read_bytes()).diagnostics if d.severity > Severity.INFO}
    assert left <= {"TT714", "TT715"}
    assert b"rPrChange" in zipfile.ZipFile(copy).read("word/document.xml")


def test_fix_and_annotate_never_overwrite_the_document(tmp_path, kehoach) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(base("cong-van"))
    for option in ("--fix", "--annotate"):
        assert kehoach("check", file, option, file).code == 2
    assert file.read_bytes() == base("cong-van")


def test_fix_leaves_a_signed_file_alone(tmp_path, kehoach) -> None:
    doc = planting.Docx(planted("so_co_14"))
    doc.members["_xmlsignatures/sig1.xml"] = b"<Signature/>"
    doc.members["_xmlsignatures/origin.sigs"] = b""
    doc.members["_rels/.rels"] = doc.members["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
        b'digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>',
    )
    file, copy = tmp_path / "a.docx", tmp_path / "b.docx"
    file.write_bytes(doc.data())
    result = kehoach("check", file, "--fix", copy)
    assert "TL020" in result.err
    assert not copy.exists()


def test_fix_leaves_an_issued_file_alone(tmp_path, kehoach) -> None:
    import hashlib

    frozen, protected, copy = tmp_path / "phat-hanh", tmp_path / "c.docx", tmp_path / "b.docx"
    frozen.mkdir()
    data = planted("so_co_14")
    (frozen / "van-ban.docx").write_bytes(data)
    listed = {"tep": [{"ten": "van-ban.docx", "sha256": hashlib.sha256(data).hexdigest()}]}
    (frozen / "manifest.json").write_text(json.dumps(listed), "utf-8")
    protected.write_bytes(data)
    protected.chmod(0o444)
    for file in (frozen / "van-ban.docx", protected):
        result = kehoach("check", file, "--fix", copy)
        assert "TL021" in result.err
        assert not copy.exists()


def test_a_baseline_accepts_old_faults_by_content_and_says_which_are_gone(
    tmp_path, kehoach
) -> None:
    file, known = tmp_path / "a.docx", tmp_path / "nen.json"
    file.write_bytes(planted("so_co_14", "hanh_phuc_hoa"))
    assert kehoach("check", file, "--write-baseline", known).code == 0
    assert kehoach("check", file, "--baseline", known).code == 0
    file.write_bytes(planted("so_co_14", "phong_arial_doan"))
    result = kehoach("check", file, "--baseline", known)
    assert result.code == 1
    assert "TT007" in result.err
    assert "TT164" not in result.err
    assert "TT911" in result.err
    assert "TT112" in result.err
    known.write_text("[]", "utf-8")
    assert "TT912" in kehoach("check", file, "--baseline", known).err


def test_plans_and_documents_are_checked_together_and_a_folder_as_a_whole(
    workspace, kehoach
) -> None:
    folder = workspace / "den"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.docx").write_bytes(base("cong-van"))
    (folder / "~$0.docx").write_bytes(b"")
    result = kehoach("check", folder, workspace / "plans/lang-son-2024/tinh.toml")
    assert result.code == 0, result.err
    assert "4 tệp" in result.out


def test_a_file_that_cannot_be_read_gets_one_sentence(tmp_path, kehoach) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(b"{\\rtf1 khong phai docx}")
    result = kehoach("check", file)
    assert result.code == 1
    assert "TL" in result.err
    assert "Traceback" not in result.err


# ---------------------------------------------------------------------- never crashes


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_document_mutated_anywhere_is_judged_or_refused_and_never_raises(data) -> None:
    doc = planting.Docx(base(data.draw(st.sampled_from(BASES))))
    for _ in range(data.draw(st.integers(1, 12))):
        nodes = [n for n in doc.body.iter() if n.getparent() is not None]
        if not nodes:
            break
        node = data.draw(st.sampled_from(nodes))
        action = data.draw(st.sampled_from(["drop", "text", "attribute", "twice", "move"]))
        if action == "drop":
            node.getparent().remove(node)
        elif action == "text":
            node.text = data.draw(
                st.sampled_from(["", "\u0301", "Điều", "I.", "/", "Số:", "ngày", "-"])
            )
        elif action == "attribute" and node.attrib:
            key = data.draw(st.sampled_from(sorted(node.attrib)))
            node.set(key, data.draw(st.sampled_from(["", "-1", "x", "99999999999", "0"])))
        elif action == "twice":
            import copy

            node.addnext(copy.deepcopy(node))
        else:
            other = data.draw(st.sampled_from(nodes))
            if other not in set(node.iter()):
                other.append(node)
    check_docx(Path("a.docx"), TODAY, data=doc.data())


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(min_size=1, max_size=40), st.integers(0, 20000))
def test_bytes_damaged_anywhere_never_raise(noise, place) -> None:
    data = bytearray(base("cong-van"))
    place %= len(data)
    data[place : place + len(noise)] = noise
    check_docx(Path("a.docx"), TODAY, data=bytes(data))


@pytest.mark.parametrize(
    "text", ["", " ", "Số:", "I.", "a)", "- ", "Điều 1", "./.", "ngày tháng năm"]
)
def test_documents_of_a_single_odd_line_are_judged(text) -> None:
    o = office_docs
    judged(o.package(o.body(text) + o.table((1000,), o.row(o.cell(1000, o.body(text))))))


def test_documents_made_by_python_docx_are_judged() -> None:
    import docx

    made = docx.Document()
    made.add_heading("KẾ HOẠCH", 0)
    made.add_paragraph("Căn cứ Luật", style="List Bullet")
    made.add_table(2, 2)
    out = io.BytesIO()
    made.save(out)
    assert "TT001" in judged(out.getvalue()).found
