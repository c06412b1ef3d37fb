"""The HTML page of a comparison, in a browser; and its decisions on their way into the plan."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.test_diff import CITY, NEW, WARD, block, edited

EVIL = "</script><script>document.title='hong'</script><img src=x onerror='document.title=1'>"
DATES = ("thoi_han = { truoc = 2024-06-15 }", "thoi_han = { truoc = 2024-06-30 }")


def page_of(kehoach, *replacements: tuple[str, str]) -> Path:
    edited(*replacements)
    page = Path("so-sanh.html")
    assert kehoach("diff", CITY, NEW, "--format", "html", "-o", page).code == 1
    return page


def browsed(page: Path, folder: Path, script: str = "", policy: bool = False) -> str:
    """The page's elements after its script has run, and after one more."""
    text = page.read_text("utf-8")
    if not policy:  # the content policy lets no script but the page's own run
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        text = text.replace("</body>", f"<script>{script}</script></body>")
    copy = folder / "trang.html"
    copy.write_text(text, "utf-8")
    command = [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={folder / 'ho-so'}", "--window-size=1400,900",
        "--dump-dom", copy.resolve().as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)
    return done.stdout


def shown_data(page: Path) -> dict:
    """What the page's script is given."""
    return json.loads(page.read_text("utf-8").split('id="data">')[1].split("</script>")[0])


def decide(page: Path, kehoach, **choices: tuple[str, str]) -> Path:
    """A file of decisions as the page exports it: key of a change → choice and note."""
    data = shown_data(page)
    file = Path("quyet-dinh.json")
    found = [
        {"key": key, "choice": choices[key][0], "note": choices[key][1]}
        for key in data["keys"]
        if key in choices
    ]
    asked = {"version": 1, "old": data["old"], "new": data["new"], "decisions": found}
    file.write_text(json.dumps(asked, ensure_ascii=False), "utf-8")
    return file


# ------------------------------------------------------------------ the page


def test_the_page_is_whole_without_a_script_and_loads_nothing(workspace, kehoach) -> None:
    page = page_of(kehoach, DATES, ("Phát huy những kết quả", f"Phát huy {EVIL} kết quả"))
    text = page.read_text("utf-8")

    assert "<del>Trước ngày 15/6/2024</del> <ins>Trước ngày 30/6/2024</ins>" in text
    assert EVIL not in text
    assert "&lt;img src=x onerror=" in text
    assert not re.search(r'(?:src|href)\s*=\s*["\']?(?:https?:)?//', text)
    assert "default-src 'none'" in text
    assert text.count("<script") == 2
    assert "style=" not in re.sub(r"<(style|script)[ >].*?</\1>", "", text, flags=re.DOTALL)
    for landmark in ("<header", "<nav ", "<main ", 'lang="vi"', "<h1>", 'role="status"'):
        assert landmark in text
    assert f'href="{CITY}#L' in text


def test_the_page_is_the_same_bytes_every_time(workspace, kehoach) -> None:
    first = page_of(kehoach, DATES).read_bytes()

    assert page_of(kehoach, DATES).read_bytes() == first


def test_a_browser_runs_the_pages_own_script_only(workspace, kehoach, tmp_path) -> None:
    page = page_of(kehoach, DATES, ("Phát huy những kết quả", f"Phát huy {EVIL} kết quả"))

    shown = browsed(page, tmp_path, policy=True)

    assert "data-ready=" in shown
    assert "<title>So sánh" in shown
    assert shown.count('class="dec"') == 2


def test_keys_go_from_change_to_change_and_decide(workspace, kehoach, tmp_path) -> None:
    page = page_of(kehoach, DATES, ("Phát huy những kết quả", "Phát huy mọi kết quả"))
    keys = (
        "for (const key of ['j', 'a', 'j', 'r', 'c'])"
        " dispatchEvent(new KeyboardEvent('keydown', { key }));"
    )
    stored = "document.title = localStorage.getItem(Object.keys(localStorage)[0]);"

    shown = browsed(page, tmp_path, keys + stored)

    title = re.search(r"<title>(.*?)</title>", shown)
    assert title is not None
    assert json.loads(title[1])["choices"] == ["accept", "reject"]
    assert "Đã quyết định 2/2" in shown
    assert shown.count('aria-current="true"') == 1


def test_kinds_are_filtered_and_views_changed(workspace, kehoach, tmp_path) -> None:
    page = page_of(kehoach, DATES, ("Phát huy những kết quả", "Phát huy mọi kết quả"))
    script = (
        "document.querySelector('.chip input[value=text]').click();"
        "document.querySelectorAll('.tools input[name=view]')[1].click();"
        "document.querySelector('.tools input[type=checkbox]').click();"
    )

    shown = browsed(page, tmp_path, script)

    assert re.search(r'<article class="r chg[^"]* off"', shown)
    assert not re.search(r'class="[^"]*chg[^"]*same', shown)  # what is the same is out of sight
    assert re.search(r'<body class="[^"]*one-column[^"]*only-changes', shown)


def test_the_decisions_of_the_browser_feed_apply(workspace, kehoach, tmp_path) -> None:
    page = page_of(kehoach, DATES, ("Phát huy những kết quả", "Phát huy mọi kết quả"))
    script = (
        "const B = Blob; window.Blob = function (p) { document.title = p[0]; return new B(p); };"
        "HTMLAnchorElement.prototype.click = () => {};"
        "document.querySelectorAll('input[value=accept]')[0].click();"
        "const g = document.querySelectorAll('.dec input[type=text]')[1]; g.value = 'Hỏi lại';"
        "g.dispatchEvent(new Event('input'));"
        "document.querySelector('.tools button.main').click();"
    )

    shown = browsed(page, tmp_path, script)
    title = re.search(r"<title>(.*?)</title>", shown, re.DOTALL)
    assert title is not None
    Path("qd.json").write_text(title[1], "utf-8")
    before = CITY.read_text("utf-8")
    outcome = kehoach("apply", "qd.json")

    assert outcome.code == 0, outcome.err
    after = CITY.read_text("utf-8")
    assert after == before.replace("Phát huy những kết quả", "Phát huy mọi kết quả", 1).replace(
        block(before, "nv-ke-hoach-phuong-xa"),
        block(after, "nv-ke-hoach-phuong-xa"),
    )
    assert 'can_xem = "Hỏi lại"' in block(after, "nv-ke-hoach-phuong-xa")
    assert "2024-06-15" in block(after, "nv-ke-hoach-phuong-xa")


# ------------------------------------------------------------------ apply


def test_nothing_accepted_leaves_every_byte(workspace, kehoach) -> None:
    page = page_of(kehoach, DATES)
    before = CITY.read_bytes()

    outcome = kehoach("apply", decide(page, kehoach))

    assert (outcome.code, CITY.read_bytes()) == (0, before)


def test_everything_accepted_gives_the_new_plan_and_keeps_comments(workspace, kehoach) -> None:
    text = CITY.read_text("utf-8")
    moved = block(text, "tc-pnv-kiem-tra")
    target = block(text, "tc-vp-trang-tin")
    edited((moved, ""), (target, moved + target), DATES)
    page = Path("so-sanh.html")
    kehoach("diff", CITY, NEW, "--format", "html", "-o", page)

    outcome = kehoach("apply", decide(page, kehoach), "--all")

    assert outcome.code == 0, outcome.err
    assert kehoach("diff", CITY, NEW).code == 0
    assert "# Số để trống" in CITY.read_text("utf-8")


def test_a_file_that_changed_since_is_refused(workspace, kehoach) -> None:
    page = page_of(kehoach, DATES)
    file = decide(page, kehoach)
    NEW.write_text(NEW.read_text("utf-8") + "\n# sửa sau\n", "utf-8")

    outcome = kehoach("apply", file, "--all")

    assert outcome.code == 1
    assert "SS221" in outcome.err
    assert "2024-06-30" not in CITY.read_text("utf-8")


def test_changes_that_hang_together_are_named(workspace, kehoach) -> None:
    text = CITY.read_text("utf-8")
    group = '[[phu_luc.nhom]]\nid = "moi"\ntieu_de = "Nhóm mới"\n\n'
    at = text.index("[[phu_luc.nhiem_vu]]")
    task = block(text, "nv-papi-trang-tin")
    regrouped = task.replace('nhom = "papi"', 'nhom = "moi"')
    NEW.write_text((text[:at] + group + text[at:]).replace(task, regrouped), "utf-8")
    page = Path("so-sanh.html")
    kehoach("diff", CITY, NEW, "--format", "html", "-o", page)

    task_only = {"sua:nv-papi-trang-tin.nhom": ("accept", "")}
    alone = kehoach("apply", decide(page, kehoach, **task_only))
    with_group = task_only | {"them:moi": ("accept", "")}
    both = kehoach("apply", decide(page, kehoach, **with_group))

    assert alone.code == 1
    assert "SS222" in alone.err
    assert "Nhóm mới" in alone.err
    assert both.code == 0, both.err
    assert kehoach("diff", CITY, NEW).code == 0


def test_a_file_of_decisions_of_a_page_made_before_is_still_read(workspace, kehoach) -> None:
    page = page_of(kehoach, DATES, ("Phát huy những kết quả", "Phát huy mọi kết quả"))
    key = json.loads(page.read_text("utf-8").split('id="data">')[1].split("</script>")[0])["keys"][
        0
    ]
    now = json.loads(decide(page, kehoach, **{key: ("accept", "")}).read_text("utf-8"))
    sides = {old: {"tep": now[new]["file"], "sha256": now[new]["sha256"]}
             for old, new in (("cu", "old"), ("moi", "new"))}  # fmt: skip
    former = {"phien_ban": 1, **sides, "quyet_dinh": [{"khoa": key, "chon": "nhan"}]}
    Path("cu.json").write_text(json.dumps(former), "utf-8")

    outcome = kehoach("apply", "cu.json", "--json")

    assert outcome.code == 0, outcome.err
    assert json.loads(outcome.out)["accepted"] == [key]


@pytest.mark.parametrize(
    "text", ["", "{}", '{"version": 2}', '{"phien_ban": 1, "cu": 3}', "[1]", "\xff"]
)
def test_a_broken_file_of_decisions_is_diagnosed(workspace, kehoach, text) -> None:
    Path("qd.json").write_bytes(text.encode("latin-1"))

    outcome = kehoach("apply", "qd.json")

    assert outcome.code == 1
    assert "SS220" in outcome.err


def test_a_wards_changes_do_not_go_into_the_citys_plan(workspace, kehoach) -> None:
    kehoach("diff", CITY, WARD, "--format", "html", "-o", "a.html")

    outcome = kehoach("apply", decide(Path("a.html"), kehoach), "--all")

    assert outcome.code == 1
    assert "SS224" in outcome.err


def test_dry_run_and_another_file_leave_the_old_plan(workspace, kehoach) -> None:
    page = page_of(kehoach, DATES)
    before = CITY.read_bytes()
    file = decide(page, kehoach)

    tried = kehoach("apply", file, "--all", "--dry-run")
    other = kehoach("apply", file, "--all", "-o", "duyet.toml", "--json")
    again = kehoach("apply", file, "--all", "-o", "duyet.toml")

    assert (tried.code, other.code, again.code) == (0, 0, 1)
    assert CITY.read_bytes() == before
    assert json.loads(other.out)["written"] == "duyet.toml"
    assert kehoach("diff", "duyet.toml", NEW).code == 0
