"""Of which field a task is, by the words of everyday plans; words of no one field say none."""

from __future__ import annotations

import pytest

from generator.grammar.data import read_data
from generator.grammar.topics import topics


@pytest.mark.parametrize(
    ("task", "field"),
    [
        ("Nạo vét kênh mương trước mùa mưa", "nong-nghiep"),
        ("Đo độ mặn ngày 02 lần tại các cống", "nong-nghiep"),
        ("Bắt chó thả rông, lập sổ quản lý chó nuôi", "nong-nghiep"),
        ("Bố trí điểm tập kết rác, vận chuyển rác trong ngày", "moi-truong"),
        ("Giao mặt bằng sạch, chi trả bồi thường", "moi-truong"),
        ("Lắp đèn đường tại các ngõ phố", "xay-dung"),
        ("Duy tu mặt đường, vá ổ gà", "giao-thong"),
        ("Sắp xếp hàng rong, xóa chợ cóc", "cong-thuong"),
        ("Kê khai thuế, dùng hóa đơn điện tử", "tai-chinh"),
        ("Huy động trẻ 5 tuổi ra lớp", "giao-duc"),
        ("Khám sàng lọc tăng huyết áp", "y-te"),
        ("Truyền dạy cồng chiêng cho lớp trẻ", "van-hoa"),
        ("Sửa nhà bia ghi tên liệt sĩ", "xa-hoi"),
        ("Vận động giao nộp súng tự chế", "cong-an"),
        ("Đưa quân nhân dự bị đi huấn luyện", "quan-su"),
        ("Bố trí lịch tiếp công dân", "van-phong"),
    ],
)
def test_a_task_is_of_the_field_that_its_words_name(task: str, field: str) -> None:
    assert topics(task) == {field}


@pytest.mark.parametrize(
    "task",
    [
        "Tổ chức hội nghị triển khai đến cán bộ, công chức",
        "Rà soát chính sách, kinh phí của các phong trào",
        "Đánh giá kết quả, khen thưởng kịp thời",
    ],
)
def test_what_any_body_does_is_of_no_field(task: str) -> None:
    assert topics(task) == frozenset()


def test_no_word_is_of_two_fields() -> None:
    words = [word for row in read_data("linh-vuc.toml")["linh_vuc"] for word in row["chu"]]
    assert sorted(words) == sorted(set(words))
