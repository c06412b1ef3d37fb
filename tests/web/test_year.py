"""A ward's year in the browser: a clerk, a leader on the phone, a records clerk; one server.

From the Word file that the city sent down to the signed, registered, sent bundle and its recall,
on SQLite and on PostgreSQL. Certificates are of the tests' own PKI; people are invented.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.web.house import House
from generator.web.people import ListedPerson, open_people
from tests.conftest import completed
from tests.desk import desk as pki_desk
from tests.desk import forge
from tests.test_story_issue import VIETNAM, set_up
from tests.web.conftest import served, window_of
from tests.web.test_browser import saved, violations
from tests.web.test_people import server  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

WARD_UNIT = "ubnd-phuong-dong-kinh"
WARD_NAME = "Ủy ban nhân dân phường Đông Kinh"
LEADER = "Nguyễn Văn A"
PASSWORD = "mật khẩu đủ dài"
CITY = "thanh-pho.toml"
PHONE = {"width": 390, "height": 844}
CITY_UNIT = "ubnd-tp-lang-son"
PEOPLE = {
    "soan": ("Người Soạn Mẫu", "soan", WARD_UNIT),
    "lanh-dao": (LEADER, "lanh_dao", WARD_UNIT),
    "van-thu": ("Văn Thư Mẫu", "van_thu", WARD_UNIT),
    "thanh-pho": ("Người Thành Phố Mẫu", "soan", CITY_UNIT),
}
AXIS = f"""
[truc_lien_thong.ma_dinh_danh]
{WARD_UNIT} = "H37.12.1"
{CITY_UNIT} = "H37.12"
ubnd-tinh-lang-son = "H37"
"""


class Calendar:
    """The office's day; what others date and sign carries the real time."""

    def __init__(self) -> None:
        self.day: dt.datetime | None = None

    def __call__(self) -> dt.datetime:
        return self.day or dt.datetime.now(VIETNAM)

    def turn(self, *date: int) -> None:
        self.day = dt.datetime(*date, 8, 0, tzinfo=VIETNAM) if date else None


class Town:
    """The server of a ward, and its people's windows."""

    def __init__(
        self, root: Path, address: str, calendar: Calendar, browser: Browser, word: Path
    ) -> None:
        self.root, self.address, self.calendar, self.browser = root, address, calendar, browser
        self.word = word
        """What the city sent down."""
        self.windows: list[BrowserContext] = []
        self.said: list[str] = []

    def comes_in(self, name: str, **looks: object) -> Page:
        """A person logs in, in a window of their own."""
        window = window_of(self.browser, **looks)
        self.windows.append(window)
        page = window.new_page()
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda fault: self.said.append(str(fault)))
        page.goto(self.address)
        page.get_by_label("Tên đăng nhập").fill(name)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Việc của tôi", level=1)).to_be_visible()
        return page


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request, workspace, browser, kehoach):
    """A ward's office whose workspace holds registries and no plan at all."""
    set_up(workspace)
    completed(workspace)
    word = word_of_the_city(workspace, kehoach)
    url, own = ".kehoach/web.db", AXIS
    if request.param == "postgresql":
        url = request.getfixturevalue("server")
        own += f'[so_dang_ky]\ndia_chi = "{url}"\n'
    settings = workspace / "kehoach.toml"
    settings.write_text(settings.read_text("utf-8") + own, "utf-8")
    people = open_people(url, workspace, lambda: dt.datetime.now(dt.UTC))
    for name, (full, role, unit) in PEOPLE.items():
        account = ListedPerson(name, full, unit, (role,), disabled=False)
        assert people.add(account, PASSWORD, "quản trị") is None
    calendar = Calendar()
    house = House(workspace, people=people, clock=calendar)
    with served(house) as address:
        made = Town(workspace, address, calendar, browser, word)
        yield made
        for window in made.windows:
            window.close()
    people.database.close()


def word_of_the_city(workspace: Path, kehoach) -> Path:
    """The city's plan as the Word file that comes down; the plans themselves are elsewhere."""
    plans = workspace / "plans/lang-son-2024"
    city = plans / CITY
    text = city.read_text("utf-8").replace('ky_hieu = "KH-UBND"', 'so = 85\nky_hieu = "KH-UBND"', 1)
    city.write_text(text, "utf-8")
    outcome = kehoach("render", city, "-o", workspace.parent / "den")
    assert outcome.code == 0, outcome.err
    for plan in plans.glob("*.toml"):
        plan.unlink()
    return next((workspace.parent / "den").rglob("thanh-pho.docx"))


def test_a_ward_lives_through_its_year(town) -> None:
    town.calendar.turn(2024, 6, 10)
    clerk = town.comes_in("soan")
    plan = derived(town, clerk)
    answered(clerk, plan)
    node = written(clerk, plan)
    phone = town.comes_in("lanh-dao", viewport=PHONE, has_touch=True, is_mobile=True)
    talked_over(clerk, phone, plan)
    pulled_from_word(town, clerk, plan)
    asked_around(clerk, node)
    submitted(clerk, plan)
    returned(phone, plan)
    submitted_again(clerk, plan)
    approved_in_three_taps(phone, plan)
    records = town.comes_in("van-thu")
    address = numbered(records)
    town.calendar.turn()  # signatures carry the real time
    signed(town, phone, records)
    seen_by_the_city(town, plan)
    sent(town, records)
    recalled(records, address)
    # the browser tells of answers that refuse: the door before the login, a return without reason
    assert [one for one in town.said if "Failed to load resource" not in one] == []


def derived(town, clerk: Page) -> str:
    """The city's Word file becomes the ward's draft; gives its id."""
    clerk.get_by_role("link", name="Nhận kế hoạch cấp trên").click()
    clerk.locator("#file").set_input_files(town.word)
    clerk.get_by_role("button", name="Đọc tệp").click()
    expect(clerk.locator("dl.facts")).to_contain_text("07/06/2024")
    mine = clerk.get_by_role("button", name="Dẫn xuất")
    expect(mine).to_have_count(1)  # a clerk derives for the own unit alone
    mine.click()
    clerk.wait_for_url("**/sheet")
    return re.search(r"/plans/([^/]+)/sheet", clerk.url)[1]


def answered(clerk: Page, plan: str) -> None:
    """Every question of the sheet is answered by a click."""
    questions = clerk.get_by_role("button", name="Đã xem, như thế là đúng")
    for left in range(questions.count(), 0, -1):
        expect(questions).to_have_count(left)
        questions.first.click()
    expect(questions).to_have_count(0)
    clerk.get_by_role("link", name="Soạn tiếp").click()
    expect(clerk.locator(".node").first).to_be_visible()


def written(clerk: Page, plan: str) -> str:
    """The clerk writes, and names who signs; gives the node that is written about from now on."""
    point = clerk.locator('.node[data-kind="Diem"] .text').first
    point.focus()
    clerk.keyboard.press("Control+End")
    clerk.keyboard.type(" Làm ngay trong tháng 6.")
    saved(clerk)
    signer = clerk.locator('.node[data-kind="NguoiKy"]').first
    signer.locator("summary").click()
    signer.get_by_label("Họ và tên", exact=True).fill(LEADER)
    signer.get_by_label("Họ và tên", exact=True).press("Tab")
    saved(clerk)
    expect(clerk.locator("#pages")).to_contain_text("Làm ngay trong tháng 6.")
    expect(clerk.locator("#pages")).to_contain_text(LEADER)
    return clerk.locator('.node[data-kind="Diem"]').first.get_attribute("data-id")


def talked_over(clerk: Page, phone: Page, plan: str) -> None:
    """The leader says something on the phone, the clerk answers beside the words."""
    phone.goto(f"{clerk.url.partition('/plans')[0]}/plans/{plan}/comments")
    phone.get_by_label("Ý kiến của bạn về cả văn bản").fill("Nêu rõ ai chủ trì.")
    phone.get_by_role("button", name="Gửi ý kiến").tap()
    expect(phone.locator(".comments")).to_contain_text("Nêu rõ ai chủ trì.")
    assert violations(phone) == []
    clerk.get_by_role("link", name="Ý kiến", exact=True).click()
    clerk.get_by_role("button", name="Đã xong").click()
    expect(clerk.locator(".comments .settled")).to_have_count(1)


def pulled_from_word(town, clerk: Page, plan: str) -> None:
    """A copy goes to Word, comes back edited, is shown and then taken."""
    clerk.get_by_role("link", name="Bản Word").click()
    with clerk.expect_download() as began:
        clerk.get_by_role("link", name="Tải bản Word").click()
    copy = town.root.parent / "lanh-dao-sua.docx"
    began.value.save_as(copy)
    in_word(copy, "Làm ngay trong", "Làm xong trong")
    clerk.locator("#file").set_input_files(copy)
    clerk.get_by_role("button", name="Xem sẽ đổi gì").click()
    expect(clerk.locator(".changes")).to_contain_text("xong")
    expect(clerk.locator(".changes li")).to_have_count(1)
    assert violations(clerk) == []
    clerk.get_by_role("button", name="Đưa vào kế hoạch").click()
    expect(clerk.locator("#nodes")).to_contain_text("Làm xong trong tháng 6.")


def in_word(path: Path, old: str, new: str) -> None:
    """Another text for one place of a .docx, as Word would have it."""
    with zipfile.ZipFile(path) as read:
        parts = {name: read.read(name) for name in read.namelist()}
    text = parts["word/document.xml"].decode()
    assert text.count(old) == 1
    parts["word/document.xml"] = text.replace(old, new).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)


def asked_around(clerk: Page, node: str) -> None:
    """A round of opinions: one remark is taken, and the text proves it."""
    clerk.get_by_role("link", name="Phiếu trình").click()
    clerk.get_by_role("link", name="Lấy ý kiến…").click()
    clerk.get_by_label("Nơi được lấy ý kiến, mỗi nơi một dòng").fill("Tổ dân phố Mẫu")
    clerk.get_by_label("Hạn trả lời").fill("2024-06-20")
    clerk.get_by_role("button", name="Gửi lấy ý kiến bản này").click()
    clerk.get_by_label("Về nội dung").select_option(node)
    clerk.get_by_label("Ý kiến", exact=True).fill("Nêu ngày cụ thể.")
    clerk.get_by_role("button", name="Ghi ý kiến").click()
    judged(clerk)
    expect(clerk.locator("#g-g1")).to_contain_text("chưa đổi gì")
    clerk.locator("#g-g1 a").click()
    field = clerk.locator(".text", has_text="Làm xong trong tháng 6.")
    expect(field).to_be_focused()  # the link leads into the field
    field.press("Control+End")
    for _letter in "tháng 6.":
        clerk.keyboard.press("Backspace")
    clerk.keyboard.type("ngày 28/6/2024.")
    saved(clerk)
    clerk.get_by_role("link", name="Lấy ý kiến").click()
    expect(clerk.locator("#g-g1")).to_contain_text("đã sửa")
    assert violations(clerk) == []
    with clerk.expect_download() as began:
        clerk.get_by_role("link", name="In bảng tổng hợp").click()
    assert began.value.suggested_filename.endswith(".docx")
    clerk.get_by_role("link", name="Phiếu trình").click()
    expect(clerk.locator(".state")).to_have_text("Đang lấy ý kiến")
    clerk.get_by_role("link", name="Xem ý kiến, khép đợt lấy ý kiến").click()
    closing = clerk.get_by_role("button", name="Khép đợt này lại")
    closing.click()
    expect(closing).to_have_count(0)  # who goes on before the answer takes the question back
    clerk.get_by_role("link", name="Phiếu trình").click()
    expect(clerk.locator(".state")).to_have_text("Đang soạn")


def judged(clerk: Page) -> None:
    clerk.locator("#g-g1 select").select_option("tiep-thu")
    with clerk.expect_navigation():  # what it says of the text stood there before, too
        clerk.locator("#g-g1 button").click()


def submitted(clerk: Page, plan: str) -> None:
    clerk.get_by_role("button", name="Trình lãnh đạo").click()
    expect(clerk.locator(".state")).to_have_text("Chờ lãnh đạo")


def returned(phone: Page, plan: str) -> None:
    """The leader sends it back from the phone; without a reason nothing happens."""
    phone.get_by_role("link", name="Việc của tôi").tap()
    phone.get_by_role("link", name="Đọc và quyết định").tap()
    phone.locator(".returning summary").tap()
    phone.get_by_role("button", name="Trả lại", exact=True).tap()
    expect(phone.get_by_role("alert")).to_contain_text("phải ghi lý do")
    phone.get_by_label("Lý do trả lại").fill("Thêm số người dự tập huấn.")
    phone.get_by_role("button", name="Trả lại", exact=True).tap()
    expect(phone.locator(".state")).to_have_text("Đang soạn")


def submitted_again(clerk: Page, plan: str) -> None:
    clerk.get_by_role("link", name="Việc của tôi").click()
    expect(clerk.locator(".todo").first).to_contain_text("Bị trả lại: Thêm số người dự tập huấn.")
    clerk.get_by_role("link", name="Soạn tiếp").click()
    field = clerk.locator(".text", has_text="ngày 28/6/2024.")
    field.press("Control+End")
    clerk.keyboard.type(" Tập huấn cho 12 người.")
    saved(clerk)
    clerk.get_by_role("link", name="Phiếu trình").click()
    submitted(clerk, plan)


def approved_in_three_taps(phone: Page, plan: str) -> None:
    """Slip, pages, approve."""
    phone.get_by_role("link", name="Việc của tôi").tap()
    expect(phone.locator(".todo").first).to_contain_text("Chờ lãnh đạo")
    phone.get_by_role("link", name="Đọc và quyết định").tap()
    expect(phone.locator(".deciding")).to_be_visible()
    assert violations(phone) == []
    phone.get_by_role("link", name="xem trang in").tap()
    expect(phone.locator("#pages")).to_contain_text("12 người.")
    phone.get_by_role("button", name="Duyệt").tap()
    expect(phone.locator(".state")).to_have_text("Đã duyệt, chờ lấy số")


def numbered(records: Page) -> str:
    records.get_by_role("link", name="Lấy số, phát hành").click()
    expect(records.get_by_label("Ngày ban hành")).to_be_visible()
    assert violations(records) == []
    records.get_by_label("Ngày ban hành").fill("2024-06-10")
    records.get_by_role("button", name="Lấy số và phát hành").click()
    expect(records.get_by_role("heading", level=1)).to_contain_text("01/KH-UBND")
    assert violations(records) == []
    return records.url


def signed(town, phone: Page, records: Page) -> None:
    """Leader and agency sign by hand: download, sign anywhere, upload; judged by the bytes."""
    pki = pki_desk().pki
    phone.get_by_role("link", name="Việc của tôi").tap()
    phone.get_by_role("link", name="Ký của lãnh đạo").tap()
    phone.get_by_role("button", name="Tạo PDF để ký").tap()
    by_hand(town, phone, "van-ban.pdf", pki.issue(LEADER, "ward-leader", organisation=WARD_NAME))
    expect(phone.locator(".stages .done")).to_have_count(2)
    records.get_by_role("link", name="Việc của tôi").click()
    records.get_by_role("link", name="Ký của cơ quan").click()
    agency = pki.issue(WARD_NAME, "ward", organisation=WARD_NAME)
    by_hand(town, records, "van-ban.da-ky.pdf", agency)
    expect(records.locator(".stages .done")).to_have_count(3)


def by_hand(town, page: Page, name: str, holder) -> None:
    with page.expect_download() as began:
        page.get_by_role("link", name=name).click()
    got = town.root.parent / name
    began.value.save_as(got)
    copy = town.root.parent / f"ky-{name}"
    with ThreadPoolExecutor(1) as elsewhere:  # this thread has the browser's loop
        made = elsewhere.submit(forge, got.read_bytes(), holder, f"ChuKy{len(name)}").result()
    copy.write_bytes(made)
    page.get_by_label("PDF đã ký").set_input_files(copy)
    page.get_by_role("button", name="Nhận bản đã ký").click()


def seen_by_the_city(town, plan: str) -> None:
    """The city sees what became of each task, both paragraphs at a click."""
    city = town.comes_in("thanh-pho")
    city.get_by_role("link", name="Nâng cao Chỉ số").first.click()
    city.get_by_role("link", name="Cấp dưới").click()
    city.locator(".matrix td a").first.click()
    expect(city.locator("#cell .words")).to_have_count(2)
    assert violations(city) == []


def sent(town, records: Page) -> None:
    """The bundle is there, the envelope goes out, the register says so."""
    records.get_by_role("link", name="Việc của tôi").click()
    records.get_by_role("link", name="Gửi đi").click()
    expect(records.get_by_role("heading", level=1)).to_contain_text("Gửi đi")
    assert violations(records) == []
    with records.expect_download() as began:
        records.get_by_role("link", name="Tải cả hồ sơ").click()
    packed = town.root.parent / "ho-so.zip"
    began.value.save_as(packed)
    with zipfile.ZipFile(packed) as inside:
        assert any(name.endswith("van-ban.da-ky.pdf") for name in inside.namelist())
    records.get_by_label("Ủy ban nhân dân tỉnh Lạng Sơn").check()
    records.get_by_role("button", name="Gửi và ghi vào sổ").click()
    expect(records.locator(".events")).to_contain_text("trục liên thông")
    expect(records.locator(".stages .done")).to_have_count(4)
    with records.expect_navigation():  # this page takes a file, too
        records.get_by_role("link", name="Xác thực").click()
    records.locator("#file").set_input_files(packed)
    records.get_by_role("button", name="Xác thực").click()
    expect(records.locator("h2").first).to_contain_text("ho-so.zip")


def recalled(records: Page, address: str) -> None:
    """A recall keeps everything, says why, and drafts the letter."""
    records.goto(address)
    records.get_by_label("Lý do", exact=True).fill("Sai thẩm quyền.")
    records.get_by_role("button", name="Thu hồi văn bản này").click()
    expect(records.locator(".state").first).to_have_text("thu hồi")
    expect(records.get_by_role("link", name="thu-hoi-")).to_be_visible()
    assert violations(records) == []
    records.get_by_role("link", name="Sổ đăng ký").click()
    records.get_by_role("button", name="Kiểm toán ngay").click()
    expect(records.locator("main")).to_contain_text("1 sổ · 1 số")
