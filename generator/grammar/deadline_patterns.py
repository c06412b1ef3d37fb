"""The words of a deadline as patterns: days, months, periods, as plans write them.

Each pattern has a name; `deadlines.py` makes of what it found a time with a last day. Words
are matched in the plain form of a text (letters.py): small letters, one blank, no marks.
"""

from __future__ import annotations

from typing import Literal

from generator.text import patterns as re

_DATE = (
    r"(?P<d{0}>\d{{1,2}}) ?(?:[/.-]|tháng) ?(?P<m{0}>\d{{1,2}})"
    r"(?: ?(?:[/.-]|năm) ?(?P<y{0}>\d{{4}}))?(?![\d/]| \(?âm lịch)"
)
_YEAR = r"(?:19|20|21)\d\d"
_QUARTER = r"(?:(?<!\w)(?:quý |q(?=[1-4i])\.?)(?P<q>iv|iii|ii|i|[1-4])(?!\w))"
_OF_YEAR = rf"(?:(?: |, ?|/|-| năm | của năm | - )(?P<qy>{_YEAR})(?!\d))"
Period = Literal["ngay", "tuan", "thang", "quy", "6-thang", "9-thang", "nam"]
PERIOD_OF: dict[str, Period] = {
    "tuần": "tuan", "tháng": "thang", "quý": "quy", "năm": "nam", "ngày": "ngay", "đêm": "ngay",
    "06 tháng": "6-thang", "6 tháng": "6-thang", "sáu tháng": "6-thang", "09 tháng": "9-thang",
    "9 tháng": "9-thang", "chín tháng": "9-thang", "6 tháng đầu năm": "6-thang",
    "06 tháng đầu năm": "6-thang", "hàng năm": "nam", "hằng năm": "nam", "hàng tháng": "thang",
    "hằng tháng": "thang", "hàng quý": "quy", "hằng quý": "quy", "cả năm": "nam", "01 năm": "nam",
    "nửa năm": "6-thang", "1 năm": "nam", "hàng tuần": "tuan", "hằng tuần": "tuan",
    "học kỳ i": "nam",
    "học kỳ ii": "nam", "học kỳ 1": "nam", "học kỳ 2": "nam", "cả năm học": "nam",
}  # fmt: skip
_EACH = r"(?:hàng|hằng|mỗi|các|từng)"
ONE_PERIOD = (
    r"(?:(?:hàng|hằng) (?:tuần|tháng|quý|năm)|(?:06|6|09|9|sáu|chín) tháng(?: đầu năm)?"
    r"|cả năm(?: học)?|học kỳ (?:ii|i|1|2)|0?1 năm|tuần|tháng|quý|năm|ngày)(?!\w)(?! \d)"
)
_AT = r"(?:trước|chậm nhất|muộn nhất|vào)(?: là)?(?: vào)?"
_UNIT = r"(?:tuần|tháng|quý|năm)"
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_TIMES = (
    r"(?:\d{1,2}|một|hai) (?:lần|đợt|cuộc thi|cuộc|buổi|tiết|lượt|ca|chuyến|đêm"
    r"|kỳ(?! họp)|lớp|hội nghị|chuyên đề|phiên"
    r"|bản tin|tin bài|tin|chương trình)"
)
_LEAD = (
    r"(?:(?:hoàn thành|xong|hoàn thiện|kết thúc|thực hiện|báo cáo|gửi|(?<!quy )trình"
    r"|(?<!ngày )ban hành"
    r"|chậm nhất|muộn nhất|thời gian|thời hạn|tiến độ)(?: xong)?(?: là)?(?: vào)?(?: trong)? )?"
)
_BY = (
    r"(?:(?P<before>trước)|(?:(?:chậm|muộn) nhất|không (?:muộn|chậm) hơn)"
    r"(?: (?:là|vào|đến|trong|trước))?|đến hết|đến"
    r"|hết|(?:vào |đúng )?lúc|đúng"
    r"|trước khi (?:hết|kết thúc)|không quá|xong trong|trong|vào|ngày)"
)

_HOUR = r"\d{1,2} ?(?:giờ|h)(?: ?\d{1,2})?(?: phút)?,? "
LAST_DAY = r"ngày (?:làm việc )?cuối(?: cùng)?(?: của)? "
NAMED_DAY = r"(?:(?:ngày|dịp|lễ|kỳ nghỉ|tết)(?: (?!khi(?!\w))[^\W\d]+| -){1,10}|quốc khánh|tết) \(?"
"""A day that has a name, before its date: "trước ngày Thương binh - Liệt sĩ 27/7"."""
INTRO = re.compile(
    rf"(?<!\w){_LEAD}(?:{_BY} (?:{_HOUR}|cuối |thời điểm |mốc |{LAST_DAY})?|trước {NAMED_DAY})?$"
)
"""Such as "hoàn thành trước …", "chậm nhất là …", "trước 17 giờ …" before a day, month, quarter,
year."""
_STEM = r"(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)"
_BRANCH = r"(?:tý|tí|sửu|dần|mão|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi)"
_FEAST = (
    r"(?>(?P<tet>tết(?: (?:nguyên đán|âm lịch|cổ truyền))?)"
    r"(?! (?:dương|trung|nguyên|độc|thiếu|chôl|chol|katê|kate|ramưwan))"
    r"|tết (?:dương lịch|trung thu|nguyên tiêu|độc lập|ch[ôo]l chnăm thmây|kat[êe]|ramưwan)"
    r"|mùa (?:hè|mưa(?:,? (?:bão|lũ))?|bão|lũ|khô hanh|khô|cạn|biển động|du lịch|lễ hội"
    r"|thi|tuyển sinh|hanh khô|nắng nóng|rét|cưới|gặt|thu hoạch|khai thác|sinh sản"
    r"|gió [^\W\d]+(?: nam| bắc)?)"
    r"|hè(?! thu)"
    r"|vụ (?:thu hoạch|đông(?: ?-)? xuân|hè(?: ?-)? thu|thu(?: ?-)? đông|mùa|đông|xuân|nuôi|tôm)"
    r"|giỗ tổ(?: hùng vương)?|giáng sinh|rằm(?: tháng (?:giêng|bảy|tám))?|(?:lễ )?vu lan"
    r"|(?:lễ |đại lễ )?phật đản"
    r"|năm học(?: mới)?|quốc khánh"
    r"|(?:đại hội|lễ hội|ngày hội)(?!(?: [^\W\d]+){1,7} \(?\d{1,2}/\d)|giao thừa|năm mới"
    r"|tháng (?:công nhân|thanh niên|hành động|an toàn)"
    r"|(?:lễ |ngày )?khai giảng)(?!\w)"
)
"""Times that everybody knows and no plan dates."""
_EARLY = r"(?<!đứng )(?<!dẫn )(?<!bắt )(?<!bước )(?<!ban )(?<!lần )đầu"
"""In the first weeks of: not the second half of "người đứng đầu", "bắt đầu"."""
_SESSION = rf"kỳ họp (?:thường lệ )?(?:gần nhất|(?:giữa|cuối|đầu) năm(?: {_YEAR})?)"
"""A session of a council, which no plan dates: "Kỳ họp giữa năm 2027" ends with no year."""
_SITTING = r"(?:cuộc họp|phiên họp|kỳ họp|buổi họp|hội nghị|giao ban|buổi giao ban)"

_END_OF = r"(?:hết|kết thúc) (?:quý|tháng|năm) [\divx]|"
_SCHOOL_YEAR = rf"(?<=năm học ){_YEAR} ?- ?{_YEAR}(?!\d)"
_NO_OTHER = r"(?! và (?:chậm|muộn) nhất)"
"""Where a second, dated end follows: "kể từ ngày được giao và chậm nhất ngày 30/6"."""
_UNITS_LISTED = r", (?=(?:xã|phường|đặc khu|thị trấn|đơn vị|ngành)(?!\w))"
"""A comma inside a list of units: "sau khi danh sách được UBND phường, xã phê duyệt"."""

_AT_WORDS = ("same", "told", "soon")
"""Those of which each way begins with a word: where none begins, none of them is tried."""

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?<!\w)(?:{pattern})" if name in _AT_WORDS else pattern))
    for name, pattern in (
        ("after", r"(?:(?:trong(?: thời hạn| vòng)?|chậm nhất(?: là)?|không quá|sau"
                  r"|thời hạn)(?: là)? )?"
                  r"(?P<count>\d{1,3}) (?P<work>ngày làm việc|ngày|tháng)"
                  r"(?:,? (?:(?:kể|tính|bắt đầu) )?(?:từ|sau)"
                  r"(?P<event> (?:(?:khi|ngày|thời điểm|lúc)"
                  rf" (?:{_NO_OTHER}[^,.;()]|{_UNITS_LISTED}){{2,80}}"
                  r"|\d{1,2}/\d{1,2}(?:/\d{4})?)))"),
        ("same", r"(?<!\w)(?:cùng|trong|theo|như) (?:cùng |đúng )?"
                 r"(?:thời (?:hạn|gian|điểm)|hạn|tiến độ)"
                 r" (?:(?:như |đã )?(?:nêu|nói|ghi) )?(?:trên|ở trên|tại điểm trên)(?!\w)(?! địa)"
                 r"|(?<!\w)cùng (?:thời hạn|hạn) (?:này|đó|ấy)(?!\w)"
                 r"|(?<!\w)(?:trong |vào )?cùng (?:thời hạn|kỳ hạn|thời gian|thời điểm|thời kỳ|kỳ)"
                 r"(?: (?:này|đó|ấy|trên))?(?= *[.,;]| *$)"),
        ("told", r"(?<!\w)(?<!giờ )(?<!giờ sáng )(?:chậm nhất (?:là )?|ngay )?hôm sau(?!\w)"
                 r"|(?<!\w)cùng thời điểm (?!này|đó|ấy|trên|với)[^\W\d]+(?: [^\s,.;()]+){1,5}"
                 r"|(?<!\w)rút ngắn [^.;,\d]{2,50} còn \d{1,3} (?:ngày làm việc|ngày|giờ)(?!\w)"
                 r"|(?<!\w)ngay khi [^,.;()]{3,60}"
                 r"|(?<!\w)ngay sau (?:hội nghị|cuộc họp|lễ|kỳ họp|phiên họp|đợt|bão|lũ|tết)(?!\w)"
                 r"(?: [^\s,.;()\d]+){0,4}"
                 r"|(?<!\w)(?:ngay )?(?:trong )?cùng ngày(?= *[.,;)]| *$)"
                 r"|(?<!\w)ngay sau ngày \d{1,2}(?:/| tháng )\d{1,2}(?!\d|/\d| năm)"
                 r"|(?<!\w)(?:ngay |trong )?tuần (?:lễ )?đầu (?:tiên )?(?:của )?"
                 r"(?:năm học|học kỳ|mùa|vụ)"
                 rf"(?!\w)(?: {_YEAR} ?- ?{_YEAR}(?!\d))?|(?<!\w)(?:xong )?"
                 r"(?:từ (?:ngày )?(?:m[ùồ]ng )?\d{1,2}(?: (?:tháng )?(?:chạp|giêng))? (?=đến ))?"
                 r"(?:trước|chậm nhất(?: là)?|đến(?: hết)?|hết|vào)(?: ngày)?"
                 r"(?: mùng| mồng)? \d{1,2} (?:(?:tháng )?(?:chạp|giêng)(?: âm lịch)?|tết)"
                 r"(?!\w)|(?<!\w)(?:xong |hoàn thành )?"
                 r"(?:trước|chậm nhất(?: là)?|đến(?: hết)?|hết|vào|trong|từ|ngày)(?: ngày)?"
                 r"(?: [^\W\d]+){0,6} \(?(?:\d{1,2}(?:/| tháng ))?(?:\d{1,2}|giêng) \(?âm lịch\)?"
                 r"|(?<!\w)trước, trong và sau (?:khi )?(?:(?! (?:phù hợp|theo|bảo đảm|đảm bảo"
                 r"|đúng|để|nhằm)(?!\w))[^,.;()\d]){2,40}"
                 r"|(?<!\w)(?:trong suốt|suốt|trong) thời gian"
                 r" (?![^,.;]{0,40}(?<!\w)từ (?!m[ùồ]ng))"
                 r"(?!qua|tới|gần|sớm|này|đó|dài|ngắn|nhất|nêu|trên|vừa|tiếp|quy|sắp"
                 r"|không (?:quá|dưới)|tối |(?:tháng|quý|năm) [\divx])"
                 r"[^\W\d]+(?: (?!và )[^\s,.;()\d]+){0,4}"
                 r"|(?<!\w)từ nay (?:cho )?đến (?!hết|cuối|năm|tháng|quý|ngày \d|\d|nay)"
                 r"[^\s,.;()\d]+(?: [^\s,.;()\d]+){0,5}"
                 r"|(?<!\w)(?:vào |nhân |đúng |trong |trước )?dịp (?!này|đó|để|cho|may)[^\W\d]+"
                 r"(?: (?!nhằm|để|cho|và|với|theo)[^\s,.;()\d]+){0,3}(?=[,.;)]|$)"
                 r"|(?<!\w)trong (?:tuần|tháng|quý)(?= *[.;)]| *$)"
                 r"|(?<!\w)trong (?:tuần|tháng|quý) (?:liền sau|liền kề|kế tiếp)"
                 r"(?: [^\s,.;()\d]+){0,6}"
                 r"|(?<!\w)(?:ngay )?trong (?:một )?ngày làm việc(?! \d)"
                 r"(?: đó| này| kế tiếp| tiếp theo)?"
                 r"|(?<!\w)sớm hơn (?:[^,.;()\d]){0,50}\d{1,3}"
                 r" (?:ngày làm việc|ngày|tuần|tháng)(?!\w)"
                 r"|(?<!\w)(?:theo|đúng|bảo đảm|đảm bảo|trong)(?: đúng)?"
                 r" (?:thời hạn|tiến độ|lộ trình)"
                 r"(?: hoàn thành| thực hiện| chung| báo cáo)? (?:của|tại|do|quy định tại|nêu tại"
                 r"|nêu trong|ghi tại|ghi trong|theo|đã được duyệt|được phê duyệt|đã cam kết"
                 r"|cam kết)"
                 r"(?: [^\s,.;()]+){0,9}"),
        ("cell", r"^(?:ngay )?khi (?:có|cần|phát sinh|xảy ra|được|nhận)(?!\w)[^.;]{0,60}$"
                 r"|^theo (?:kế hoạch|tiến độ|hướng dẫn|chỉ đạo|yêu cầu|lịch|quy định|thời gian)"
                 r"(?!\w)[^.;]{0,80}$"),
        ("soon", rf"(?<!\w)ngay sau khi (?:[^,.;()\d]|{_UNITS_LISTED}){{3,60}}"
                 r"|(?<!\w)(?:ngay )?trong ngày(?= *[.,;)]| *$| khi )"
                 r"|(?<!\w)ngay trong ngày(?! \d|/)"
                 r"|(?<!\w)sau mỗi (?:quý|tháng|năm|học kỳ|vụ|trận|đợt|buổi|kỳ|lần|ca"
                 r"|mùa|chuyến|phiên)"
                 r"(?: [^\W\d]+){0,3}(?=[,.;]|$)"
                 r"|(?<!\w)sau (?:\d{1,2}|một|hai|ba|sáu) (?:ngày|tuần|tháng|năm)"
                 r"(?=,? (?:sơ kết|tổng kết|thực hiện|triển khai|thí điểm|vận hành|báo cáo"
                 r"|đánh giá|họp)(?!\w))"
                 r"|(?<!\w)(?:(?:chậm|muộn) nhất |trước |vào )(?:là )?(?:ngày )?\d{1,2} (?:của )?"
                 r"tháng trước(?! ngày)[^,.;()]{0,40}"
                 r"|(?<!\w)(?:trong(?: dịp)?|vào(?: dịp)?|dịp|suốt)(?: các tháng)? "
                 r"(?:mùa (?:hè|khô hanh|hanh khô|khô|mưa(?: (?:bão|lũ))?|bão|lũ|cạn)|hè"
                 r"|vụ (?:đông(?: ?-)? xuân|hè(?: ?-)? thu|thu(?: ?-)? đông|mùa|đông|xuân|mưa|khô"
                 r"|nuôi|gặt|tôm|thu hoạch)"
                 r"|mùa (?:cháy|nắng nóng|nắng|rét|gặt|cưới|thi|tuyển sinh"
                 r"|du lịch|lễ hội|thu hoạch))"
                 rf"(?!\w)(?:,? (?:năm )?{_YEAR}(?: ?- ?{_YEAR})?(?!\d))?"),
        ("event", r"(?<!\w)(?<!và )sau \d{1,2} (?:ngày làm việc|ngày|giờ|tuần|tháng)(?= *[.;,]| *$)"
                  r"|(?<!\w)sau \d{1,3} (?:ngày|giờ|tuần|tháng) (?:không|liên tục|vận hành|thử)"
                  r"(?!\w)(?: [^\s,.;()\d]+){0,6}"
                  r"|(?<!\w)trước (?:phiên|kỳ|cuộc) họp(?! thường lệ| giữa| cuối| đầu| gần)"
                  r"(?: [^\s,.;()]+){0,6}|(?:xong|hoàn thành) trước khi"
                  rf" (?!{_END_OF}khai|kết thúc|bắt đầu|(?:bước |chuyển )?sang năm \d)"
                  rf"(?:[^,.;()\d]|{_SCHOOL_YEAR}){{3,60}}"
                  rf"|(?<!\w)trước khi (?!{_END_OF}kết thúc năm học|bắt đầu năm học|khai"
                  r"|(?:bước |chuyển )?sang năm \d)"
                  rf"(?:[^,.;()\d]|{_SCHOOL_YEAR}){{3,60}}"
                  r"|(?:(?:ít nhất|tối thiểu|chậm nhất) )?(?<!\d)\d{1,3} (?:ngày làm việc|ngày|giờ)"
                  r" (?:trước (?:khi|lúc|mỗi|lễ|hội|bão|kỳ|buổi|phiên|chuyến)"
                  r"|sau (?:bão|lũ|mỗi|mưa|đợt|trận|buổi|kỳ|lễ|tết|cuộc))(?!\w)"
                  r"(?: [^\s,.;()\d]+){0,6}"
                  r"|(?<=báo )trước (?:ít nhất |tối thiểu )?\d{1,3} (?:giờ|phút)(?!\w)"
                  r"|(?<!\w)(?:trước|chậm nhất(?: là)?|không muộn hơn) \d{1,2} ?(?:giờ|h)"
                  r"(?: ?\d{1,2})?(?: phút)?(?: cùng ngày| (?:ngày )?hôm sau(?!\w))?"
                  r"(?= *[.;,)]| *$)"),
        ("within", r"(?:trong(?: vòng| thời hạn| khoảng)?|cho thời hạn|chậm nhất(?: là| sau)?"
                   r"|(?:xuống |rút )còn(?: tối đa| không quá)?"
                   r"|(?:trong thời gian )?(?:không (?:được |để )?(?:chậm |trễ )?quá|tối đa)) "
                   r"(?P<count>\d{1,3}) (?:giờ(?! ?(?:\d\d ?)?(?:phút,? )?ngày)(?: \d\d(?!\d))?"
                   r"|phút(?= (?:kể|từ|sau))|ngày làm việc|ngày|tuần)"
                   r"(?!\w)(?! đêm|/)"
                   r"(?: (?:tiếp theo|kế tiếp|tiếp sau)(?!\w))?"
                   rf"(?:,? (?:trước|sau|(?:kể )?từ) (?:khi |lúc |mỗi |từng )?"
                   rf"(?:(?! rồi | trước ){_NO_OTHER}[^,.;()\d]|{_UNITS_LISTED}){{3,60}})?"
                   r"|(?<!\w)(?:không quá|chậm nhất(?: là| sau)?|muộn nhất(?: là| sau)?"
                   r"|trong vòng|trong thời hạn|tối đa) "
                   r"(?:\d{1,2}|nửa|một) tháng(?= *(?:[.,;)]|$))"
                   r"|(?<!\w)(?:trước|sau) (?!ngày |đây |giờ |trong )"
                   r"(?!(?:ủy ban|ubnd|hđnd|hội đồng|chủ tịch|pháp luật|cấp trên"
                   r"|thường trực)(?!\w))"
                   r"(?:khi |mỗi |từng )?"
                   r"(?:(?! từ )[^,.;()\d]){2,40},? (?:ít nhất |tối thiểu |chậm nhất |không quá "
                   r"|trong(?: vòng| thời hạn)? )?"
                   r"\d{1,3} (?:ngày làm việc|ngày|giờ)(?!\w)"
                   r"|(?<=, )\d{1,3} (?:ngày làm việc|ngày|giờ)(?= (?:đối )?với (?!\d))"
                   r"|(?:trong(?: vòng)?|chậm nhất(?: là)?) \d{1,3} phút(?: đầu(?: tiên)?)?"
                   r"(?=[.,;]|$)"
                   r"|(?<!\w)trước (?:ít nhất |tối thiểu )?\d{1,3} (?:ngày làm việc|ngày)"
                   r"(?!\w|/| tháng| \d| đầu)"
                   r"|(?<!\w)\d{1,2} (?:giờ|phút)(?: ?/ ?| một | 0?1 )lần(?!\w)"),
        ("feast", rf"(?<!\w)(?:(?:chậm|muộn) nhất (?:là )?)?trước "
                  rf"(?:thềm |dịp |kỳ nghỉ |ngày |mỗi |các |khi (?=khai))?"
                  rf"{_FEAST}(?: (?:năm )?(?P<stem>{_STEM}) (?P<branch>{_BRANCH})(?!\w))?"
                  rf"(?:,? (?:năm(?: học)? )?(?P<y>{_YEAR})(?: ?- ?{_YEAR})?(?!\d))?"
                  r"(?! \(?(?:ngày )?\d{1,2}(?:/| tháng )\d{1,2}(?! âm))"
                  rf"|^(?:trong )?năm học {_YEAR} ?- ?{_YEAR}$"
                  rf"|(?<!\w)(?:từ|trong|đến hết|trước khi (?:kết thúc|bắt đầu)) năm học "
                  rf"{_YEAR} ?- ?{_YEAR}(?!\d)"
                  rf"|(?<!\w)(?:ngay )?(?:từ|vào|trước|đến) (?:đầu|cuối) năm học(?: mới)?(?!\w)"
                  rf"(?: {_YEAR} ?- ?{_YEAR}(?!\d))?"
                  rf"|(?<!\w)(?:(?:hoàn thành|xong|ngay) )?(?:trong|đến hết|hết|trước|tại|vào|từ) "
                  rf"(?:học kỳ (?:ii|i|1|2|một|hai)(?!\w)(?:,? năm học {_YEAR} ?- ?{_YEAR})?"
                  rf"|{_SESSION})(?!\w)"
                  rf"|^{_SESSION}(?!\w)"),
        ("each", rf"(?:(?:trước|chậm nhất|vào|ngày|là"
                 rf"|muộn nhất)(?: là)?(?: vào)? )*(?:ngày (?:mồng |mùng )?)?"
                 rf"(?<!tháng )(?P<day>\d{{1,2}})"
                 rf"(?: và (?:ngày )?(?P<day2>\d{{1,2}}))?"
                 rf"(?P<month>(?:/\d{{1,2}}|(?: tháng \d{{1,2}}))"
                 rf"(?! ?(?:, )?{_EACH} (?:quý|tháng|tuần)))?"
                 rf"(?: |, "
                 rf"|\) ?)(?:của )?{_EACH} (?P<unit>tuần|tháng|quý|năm|kỳ)(?!\w)"
                 r"(?: (?:tiếp theo|sau|tiếp sau)(?!\w))?"),
        ("each_end", rf"(?:{_AT} )*(?:ngày )?(?P<day>\d{{1,2}}) (?:của )?tháng "
                     rf"(?P<which>cuối|đầu|thứ nhất|thứ hai|thứ ba)(?: của)? "
                     rf"(?:{_EACH} quý|quý)(?: sau| tiếp theo| liền kề| kế tiếp)?(?! \w+/\d)"),
        ("each_month", rf"(?:(?:vào|trong) )?tháng (?P<which>đầu|cuối|thứ nhất|thứ hai|thứ ba"
                       rf"|giữa)(?: tiên| cùng)?(?: của)? (?:{_EACH} |(?<=giữa )|(?<=giữa của ))"
                       rf"quý(?!\w)(?! (?:i|v|\d))"),
        ("each_last", rf"(?:{_AT} )?ngày (?:làm việc )?(?:cuối(?: cùng)?|(?P<head>đầu(?: tiên)?"
                      r"|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|\d{1,2})(?= (?:của )?(?:tháng|quý))))"
                      rf"(?: của)? (?:{_EACH} )?(?P<unit>tháng|quý|năm)(?! \d)"
                      r"(?: (?:sau|tiếp theo|kế tiếp|liền kề)(?!\w))?"
                      rf"|(?:(?:{_AT}|đến|dịp) )?cuối {_EACH} (?P<unit2>tháng|quý|năm)(?! \d| học)"
                      r"|(?:vào|trước|đến|dịp) cuối (?P<unit3>năm)(?!,? \d| học| nay| sau| trước)"
                      r"|(?<!\w)(?:vào )?cuối (?P<unit4>tháng|quý)(?= *[.,;)]| *$)"),
        ("each_next", rf"(?:{_AT} )*(?:ngày )?(?P<day>\d{{1,2}}) (?:của )?tháng "
                      r"(?:sau|tiếp theo|kế tiếp|liền kề)(?!\w)"),
        ("each_bare", rf"{_AT} ngày (?P<day>\d{{1,2}})(?= *(?:[.,;)]|$| và \w))"),
        ("each_after", rf"(?:{_EACH} |(?<=báo cáo )|(?<=kết quả ))tháng[,:]? "
                       rf"(?:gửi |nộp )?\(?{_AT} ngày (?P<day>\d{{1,2}})(?![\d/])(?! tháng)"),
        ("of_month", rf"(?:{_AT} |vào )?(?:sáng |chiều |tối )?(?:ngày )?{_WEEKDAY}(?: của)?"
                     r"(?: tuần)? (?:đầu(?: tiên)?|cuối(?: cùng)?|thứ (?:nhất|hai|ba|tư))"
                     rf"(?: của)?(?: {_EACH})? tháng(?! \d|\w)"
                     rf"|(?:(?:vào|trong) )?tuần (?:lễ )?(?:đầu(?: tiên)?|cuối(?: cùng)?"
                     rf"|thứ (?:nhất|hai|ba|tư))(?: của)? {_EACH} tháng(?! \d|\w)"),
        ("days_of", rf"(?<!\w)(?:trong |vào )?(?:(?P<count>\d{{1,2}}) ngày (?P<part>đầu|cuối)"
                    rf"|nửa (?P<half>đầu|cuối|sau)(?= tháng \d))(?: tiên| cùng)?"
                    rf"(?: của)?(?: {_EACH})? (?:tháng (?P<m>1[0-2]|0?[1-9])"
                    rf"(?:(?: |, |/|-| năm )(?:năm )?(?P<y>{_YEAR}))?(?![\d/])"
                    r"|(?P<unit>tháng|quý|năm)(?! \d|\w| (?:học|iv|i{1,3})(?!\w)))"),
        ("each_week", r"(?<!\w)(?:(?:trong|vào) )?tuần (?:lễ )?đầu(?: tiên)?(?: của)? "
                      r"(?:(?P<unit>tháng|quý)(?: sau| tiếp theo| kế tiếp| liền kề)"
                      rf"|{_EACH} (?P<unit2>quý))(?!\w)"
                      rf"|(?<!\w)(?:(?:trong|vào) )?tuần (?:lễ )?cuối(?: cùng)?(?: của)? "
                      rf"(?:{_EACH} )?(?P<unit3>quý)(?!\w)(?! (?:i|v|\d))"),
        ("week_of", rf"(?<!\w)(?:(?:hoàn thành|xong) )?(?:{_BY} )?(?:trong )?"
                    r"(?:(?P<weeks>hai|ba|2|3) )?tuần (?:lễ )?(?:thứ )?"
                    r"(?P<nth>nhất|hai|ba|tư|đầu(?: tiên)?|cuối(?: cùng)?|[1-5])"
                    r"(?: của)?,? tháng "
                    r"(?P<m>1[0-2]|0?[1-9])"
                    rf"(?:(?: |, |/|-| năm )(?:năm )?(?P<y>{_YEAR}))?(?![\d/])"),
        ("weekday", rf"(?:{_AT} )?(?:{_HOUR})?(?:sáng |chiều |tối )?(?:ngày )?thứ "
                    rf"(?P<week>hai|ba|tư|năm|sáu|bảy|[2-7])(?: của)? {_EACH} tuần"
                    rf"|(?:{_EACH} |(?<=báo cáo ))tuần(?: (?:một|0?1) (?:lần|ngày|buổi))?"
                    rf"(?:[,:]? \(?(?:{_AT} )?)(?:{_HOUR})?(?:sáng |chiều |tối )?(?:ngày )?"
                    r"thứ (?P<week2>hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)\)?"
                    rf"|(?:{_AT} )?(?:{_HOUR})?(?:sáng |chiều |tối )?(?P<week4>chủ nhật)"
                    rf" {_EACH} tuần"
                    r"|(?:sáng |chiều |tối )thứ (?P<week3>hai|ba|tư|năm|sáu|bảy|[2-7])"
                    r"(?!\w)(?!,? (?:ngày )?\(?\d| tuần)"
                    rf"|(?:{_AT} )?(?:{_HOUR})?(?:sáng |chiều )?(?:ngày )?"
                    r"thứ (?P<week5>hai|ba|tư|năm|sáu|bảy|[2-7])"
                    rf" (?:đầu|cuối) (?:{_EACH} )?tuần(?!\w)"),
        ("period", rf"(?:(?<=báo cáo )|(?<=kết quả )|(?<= kết )|(?<= và )|(?<=[,;] ))"
                   rf"(?P<one>{ONE_PERIOD})"
                   rf"(?= ?\(?(?:xong )?{_AT} (?:ngày )?\d)"),
        ("period", rf"(?<=báo cáo )(?P<one>quý)(?=: ?{_AT} (?:ngày )?\d)"),
        ("times", rf"(?:(?:ít nhất|tối thiểu) )?"
                  rf"(?:{_TIMES}|\d{{1,2}} ngày(?=/| (?:mỗi|trong (?:0?1|một)) (?:tuần|tháng)))"
                  rf"(?: ?/ ?| (?:mỗi|một|trong|trong (?:một|0?1)) )"
                  rf"(?P<unit>{_UNIT}|ngày|học kỳ|vụ)"
                  r"(?!\w)(?! (?:\d|(?:iv|i{1,3})(?!\w))|/)"
                  r"|(?<!\w)(?:(?:0?1|một|(?P<every>\d{1,2}|hai|ba|bốn|sáu|nửa)) )?"
                  r"(?P<unit3>ngày|tuần|tháng|quý|năm)(?: (?:một|0?1) lần| ?/ ?(?:0?1 )?lần)(?!\w)"
                  r"|(?<!\w)(?:(?:0?1|một|mỗi|(?P<every2>\d{1,2}|hai|ba|nửa)) )"
                  r"(?P<unit5>tuần|tháng|quý|năm)(?: [^\W\d]+){1,4} (?:một|0?1) lần(?!\w)"
                  r"|(?<!\w)(?<!\d )(?P<unit6>ngày) (?:ít nhất |tối thiểu )?(?:\d{1,2}|hai|ba|bốn)"
                  r" (?:lần|lượt|buổi|ca|chuyến|cữ)(?!\w)"
                  rf"|mỗi (?P<unit4>học kỳ|vụ) (?:(?:ít nhất|tối thiểu) )?{_TIMES}"
                  rf"|mỗi (?P<unit2>{_UNIT}) (?:(?:ít nhất|tối thiểu) )?{_TIMES}"),
        ("periodic", rf"định kỳ(?:,? (?P<list>(?:{ONE_PERIOD})(?:(?:, | và |; ?"
                     rf"| hoặc )(?:{ONE_PERIOD}))*)(?: (?:một|0?1) lần)?)?"
                     rf"(?: (?P<brace>\(?(?:trước|chậm nhất)(?: là)? ngày (?P<bd>\d{{1,2}})"
                     rf"(?:/(?P<bm>\d{{1,2}}))?(?![/\d]| tháng"
                     r"| của tháng (?:cuối|đầu|thứ \w+)(?: của)?(?: \w+)? quý"
                     rf"| và (?:ngày )?\d{{1,2}}/\d{{1,2}}/\d{{4}})\)?))?"),
        ("yearly", r"(?:hàng|hằng|mỗi) (?:(?P<unit>tuần|tháng|quý|năm|học kỳ|nửa năm|0?6 tháng"
                   r"|sáu tháng)"
                   r"|(?P<day>ngày|đêm)(?: trước \d{1,2} (?:giờ|h)(?: ?\d{1,2}(?: phút)?)?)?)"
                   r"(?!\w)"
                   r"|(?:(?:trước|vào|lúc|vào lúc|từ) )?(?P<hour>\d{1,2}) ?(?:giờ|h)(?: ?\d{1,2})?"
                   r"(?: sáng| trưa| chiều| tối| đêm)?"
                   r"(?: phút)?(?: và \d{1,2} ?(?:giờ|h)(?: ?\d{1,2})?)?,? (?:của )?"
                   r"(?:hàng|hằng|mỗi) ngày(?! \d|/)"),
        ("standing", r"thường xuyên(?! (?:vi phạm|tái phạm|bị|mắc|xảy ra|ngập|thiếu|sạt lở|ùn tắc"
                     r"|gặp|gây|xuất hiện)(?!\w))(?:,? liên tục)?|liên tục(?!\w)"
                     r"|(?<![\d/])24/24(?: giờ|h)?(?:(?: trong)? ngày)?(?!\w|/)"
                     r"|(?<![\d/])24/7(?![\d/])"
                     r"|trong suốt quá trình[^,.;]{0,30}"),
        ("dates", rf"(?:từ |từ ngày )(?:ngày )?{_DATE.format(1)} ?(?:đến"
                  rf"|-)(?: hết)?(?: ngày)? ?{_DATE.format(2)}"),
        ("days", rf"(?:từ |trong các ngày )(?:ngày )?(?P<d1>\d{{1,2}}) ?(?:đến|-)(?: hết)?"
                 rf"(?: ngày)? ?{_DATE.format(2)}"),
        ("days", rf"(?<!\w)(?:(?:trong|vào) )?(?:(?:hai|ba|bốn|các|\d{{1,2}}) )?"
                 rf"ngày (?P<d1>\d{{1,2}})"
                 rf"(?:, \d{{1,2}})*(?:,| và) (?:ngày )?{_DATE.format(2)}"),
        ("months", r"(?:từ |giai đoạn )?tháng (?P<m1>\d{1,2})(?:[/-](?P<y1>20\d\d))? ?(?:đến"
                   r"|-)(?: hết)?(?: tháng)? ?(?P<m2>\d{1,2})(?:[/-]| năm )(?P<y2>20\d\d)"
                   r"|từ (?:đầu )?tháng (?P<m3>1[0-2]|0?[1-9]) (?:cho )?đến (?:hết |cuối )?tháng"
                   r" (?P<m4>1[0-2]|0?[1-9])(?![/\d]| năm 20| (?:hằng|hàng|mỗi) năm)"
                   r"(?P<next> năm sau| năm kế tiếp)?"),
        ("this", r"(?<!\w)(?:(?:xong|hoàn thành) )?(?:ngay )?trong (?:(?P<one>tuần|tháng|quý)"
                 r" (?:này|(?P<on>sau|tới))|(?P<year>năm) nay)(?!\w)"
                 r"|^(?:trong |suốt |cả |quanh )+(?P<year2>năm)\W*$"
                 r"|(?<!\w)trong (?P<year4>năm)(?= *[.;]| *$)"
                 r"|(?<!\w)(?:từ nay )?(?:cho )?đến hết (?P<year3>năm)(?: nay)?"
                 r"(?! ?\d| học)(?!\w)"),
        ("months", r"^(?:từ )?(?:tháng |t)(?P<m3>1[0-2]|0?[1-9]) ?(?:-|đến|\+|và) ?(?:hết )?"
                   r"(?:tháng |t)?(?P<m4>1[0-2]|0?[1-9])(?P<next> năm sau)?$"
                   r"(?P<m1>)(?P<y1>)(?P<m2>)(?P<y2>)"),
        ("month_to_month", r"^(?:từ )?(?P<m1>\d{1,2})[/-](?P<y1>20\d\d) ?(?:đến|-) ?"
                           r"(?P<m2>\d{1,2})[/-](?P<y2>20\d\d)"),
        ("odd", r"(?:(?:vào|trong|trước|hết) )?(?:tháng (?P<m>1[0-2]|0?[1-9])(?: của)?,? )?"
                r"(?:các |những |mỗi )?năm (?P<odd>lẻ|chẵn)(?!\w)"),
        ("but_of", r"riêng (?:báo cáo )?tháng (?P<m>1[0-2]|0?[1-9])(?:,| thì| là)?"
                   r"(?: (?:vào|trước|chậm nhất(?: là)?|muộn nhất(?: là)?|gửi|báo cáo))*"
                   r" ngày (?P<d>\d{1,2})(?P<y>)(?!\d|/| tháng)"),
        ("date", rf"(?<![\d/.,])(?<!đợt )(?<!vòng )(?<!lần )"
                 rf"(?:ngày )?{_DATE.format('')}(?P<next> năm sau(?!\w))?"),
        ("quarter", rf"{_QUARTER}(?P<till>(?: ?[-,] ?| và | hoặc | đến )(?:quý )?(?P<q2>iv|iii|ii|i"
                    rf"|[1-4])(?!\w))?{_OF_YEAR}?"),
        ("month", rf"(?<!\w)(?:trong |vào )?(?:(?:các|hai|ba) )?tháng(?: cao điểm)?"
                  rf" (?P<m>1[0-2]|0?[1-9])(?:, (?:1[0-2]|0?[1-9])(?!/))*"
                  rf"(?:, | và )(?P<also>1[0-2]|0?[1-9])"
                  rf"(?P<also2>)(?P<ten>)(?![/\d](?!20\d\d)| (?:ngày|lần|lượt|giờ|đợt|phút))"
                  rf"(?:(?: |, |/|-| năm )(?:năm )?(?P<y>{_YEAR}))?(?![\d/])"),
        ("month", rf"(?<!\w)(?:(?:cuối |{_EARLY} |giữa |(?P<ten>thượng|trung|hạ) tuần )?tháng |t)"
                  rf"(?P<m>1[0-2]|0?[1-9])"
                  rf"(?:(?:,| và) tháng (?P<also>1[0-2]|0?[1-9])(?!\d|/\d{{1,2}}(?!\d))"
                  rf"|(?:, | và )(?P<also2>1[0-2]|0?[1-9])(?=/20\d\d| năm 20|[;.)]|$| và (?!\d)))?"
                  rf"(?:(?: |, |/|-"
                  rf"| năm |\.)(?:năm )?(?P<y>{_YEAR}))?(?![\d/])"),
        ("half", rf"(?<!\w)(?:(?P<count>0?[2-9]|1[01]|hai|ba|bốn|sáu|chín) tháng (?P<part>đầu"
                 rf"|cuối)(?: của)?|nửa (?P<part2>đầu|cuối)) năm(?: (?P<y>{_YEAR}))?"),
        ("edge", r"(?<!\w)(?:(?:hoàn thành|xong) )?"
                 r"(?:(?:ngay )?(?:trong|từ|vào|trước|đến hết|hết) )?"
                 r"tháng (?P<part>đầu|cuối|giữa(?! năm)|thứ nhất|thứ hai|thứ ba)(?: tiên| cùng)?"
                 rf"(?: của)? (?:{_QUARTER}{_OF_YEAR}?|năm (?P<y>{_YEAR})(?! ?[/-]|\d))"),
        ("span", rf"(?:giai đoạn |từ năm |từ |trong các năm |năm "
                 rf"|thời kỳ )?(?P<y1>{_YEAR}) ?(?:-|đến năm|đến) ?(?P<y2>{_YEAR})(?!\d)"),
        ("years", rf"(?:các )?năm (?P<y1>{_YEAR})(?:, (?:{_YEAR}))* và (?P<y2>{_YEAR})(?!\d)"),
        ("year", rf"(?<!\w)khi (?:bước |chuyển )?sang năm (?P<y>{_YEAR})(?!\d)"),
        ("year", rf"(?<!\w)(?:cuối |(?P<mid>giữa )|{_EARLY} )?năm (?P<y>{_YEAR})(?! ?[/-]|\d)"),
        ("bare", rf"^(?P<y>{_YEAR})(?=$|,? và(?: các| những)? năm (?:tiếp|sau))"),
        ("sitting", rf"(?<!\w)(?:tại|trong|vào)(?: nội dung| chương trình)? (?:các )?{_SITTING}"
                    r"(?: thứ \d{1,2},?| [^\s,.;()\d]+,?){0,7}? "
                    rf"(?:tháng (?P<m>1[0-2]|0?[1-9])(?:(?:/| năm )(?P<y>{_YEAR}))?(?![\d/])"
                    r"|(?:tuần|tháng) (?:tới|sau|này)|gần nhất|kế tiếp|tiếp theo"
                    r"|sắp tới|tới)(?!\w)"),
        ("month", rf"^(?:đến |hết |trong )?(?P<ten>)(?P<m>1[0-2]|0?[1-9])[/-](?P<y>{_YEAR})$"),
        ("periodic", rf"^(?:báo cáo )?(?P<list>{ONE_PERIOD}(?:(?:, |; ?| và | hoặc )"
                     rf"{ONE_PERIOD})+)(?P<brace>)(?P<bd>)(?P<bm>)$"),
        ("periodic", rf"(?:^|(?<=[;.] ))(?P<list>{ONE_PERIOD}(?:, | và ){ONE_PERIOD})(?P<brace>)"
                     r"(?P<bd>)(?P<bm>)(?= (?:tổng hợp,? )?báo cáo(?!\w))"),
        ("periodic", r"(?:^|(?<=[;.] ))(?P<list>(?:0?6|0?9|sáu|chín) tháng)(?P<brace>)(?P<bd>)"
                     r"(?P<bm>)(?= (?:kiểm tra|rà soát|tổng hợp|báo cáo|đánh giá|sơ kết|họp|tổ chức"
                     r"|giao ban|thống kê|cập nhật|công bố|tự chấm)(?!\w))"),
    )
)  # fmt: skip
NEEDED: dict[str, tuple[str, ...]] = dict.fromkeys((name for name, _pattern in PATTERNS), ("",)) | {
    "after": ("từ", "sau"), "same": (
        "thời hạn", "thời gian", "thời điểm", "tiến độ", "cùng hạn", "cùng kỳ", "theo hạn",
        "hạn trên",
    ),
    "cell": ("khi ", "theo "), "this": (
        "trong tuần", "trong tháng", "trong quý", "trong năm", "cả năm", "suốt năm", "hết năm",
    ),
    "told": (
        "ngay khi", "ngay sau", "hôm sau", "rút ngắn",
        "cùng ngày", "tuần đầu", "tuần lễ", "trong và sau", "thời gian",
        "từ nay", "dịp ", "trong tuần", "trong tháng", "trong quý", "ngày làm việc", "sớm hơn",
        "thời hạn", "tiến độ", "lộ trình", "thời điểm", "chạp", "giêng", " tết",
        "âm lịch",
    ),
    "soon": (
        "ngay sau", "trong ngày", "sau mỗi ", "tháng trước",
        " mùa ", " hè", " vụ ",
        "sau 0", "sau 1", "sau 2",
        "sau một", "sau hai", "sau ba", "sau sáu",
    ),
    "event": ("trước khi", "báo trước", " giờ", " họp", "ngày trước ", "việc trước ", "sau "),
    "of_month": ("thứ ", "chủ nhật", "tuần "), "week_of": ("tuần ",),
    "each_week": ("tuần ",), "days_of": ("ngày đầu", "ngày cuối", "nửa "),
    "within": (" ngày", " giờ", " phút", " tuần", " tháng"),
    "feast": ("trước ", "năm học ", "học kỳ ", "kỳ họp "),
    "each": ("hàng ", "hằng ", "mỗi ", *(f"{each} {unit}" for each in ("các", "từng")
                                         for unit in ("tuần", "tháng", "quý", "năm", "kỳ"))),
    "each_month": (" quý",), "each_end": ("tháng cuối", "tháng đầu", "tháng thứ"), "each_last": (
        "ngày cuối", "việc cuối", "ngày đầu", "việc đầu", "cuối ", "việc thứ ", "ngày thứ ",
    ),
    "each_next": ("tháng sau", "tiếp", "liền kề"), "each_after": ("tháng",),
    "each_bare": (" ngày ",),
    "weekday": ("thứ ", "chủ nhật"),
    "period": ("trước", "nhất", "vào"), "times": (
        "lần", "đợt", "cuộc", "buổi", "lượt", "chuyến",
        "/năm", "/tháng", "/tuần", "/quý", "/học", "mỗi ", "ngày trong ",
    ),
    "yearly": ("hàng", "hằng", "mỗi"),
    "standing": ("thường xuyên", "liên tục", "trong suốt", "24/"),
    "dates": ("từ ",), "days": ("từ ", "ngày "),
    "months": ("tháng ", *(f"t{n}" for n in range(10))), "month_to_month": ("/20", "-20"),
    "odd": ("năm lẻ", "năm chẵn"),
    "but_of": ("riêng ",),
    "quarter": ("quý", "q1", "q2", "q3", "q4", "qi"), "half": (" năm",),
    "edge": ("tháng đầu", "tháng cuối", "tháng giữa", "tháng thứ "),
    "sitting": ("họp", "hội nghị", "giao ban"),
    "years": ("các năm", "năm "), "year": ("năm ",),
    "span": ("20", "19", "21"), "bare": ("20", "19", "21"),
    "month": ("tháng ", "/20", "-20", "/19", "/21", *(f"t{n}" for n in range(10))),
}  # fmt: skip
"""Words without which a pattern finds nothing: looking for them costs less than trying it."""
_STEMS = (
    "ngày", "tháng", "tuần", "quý", "năm", "sau", "trước", "cuối", "đầu", "thời ", "học", "hạn",
    "các ", "từng ", "/", "",
)  # fmt: skip


def _by_stem() -> dict[str, dict[str, tuple[int, ...]]]:
    """The words by the first of the stems that is in them, and whose (by number) they are."""
    found: dict[str, dict[str, tuple[int, ...]]] = {stem: {} for stem in _STEMS}
    for rank, (name, _pattern) in enumerate(PATTERNS):
        for word in NEEDED[name]:
            of = found[next(stem for stem in _STEMS if stem in word)]
            of[word] = (*of.get(word, ()), rank)
    return found


RANKS_BY_WORD = _by_stem()
SHAPES = {
    "date": re.compile(r"\d ?(?:[/.-]|tháng) ?\d"),
    "span": re.compile(r"\d ?(?:-|đến)"),
    "days": re.compile(r"(?:từ|các ngày) (?:ngày )?\d|ngày \d{1,2}(?:,| và )"),
}
"""The like for patterns of figures alone."""
BY_DAY = ("date", "quarter", "month", "half", "year")
"""Patterns before which words such as "hoàn thành trước" belong to the time."""
