"""`kehoach opinion`: rounds of opinions on a plan: asked, answered, decided, printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.common import OneDay, complete_plans, desk_of, existing, finish, json_option
from generator.locale import _
from generator.review.opinion_table import VERDICTS
from generator.verbs import opinion, opinion_paper, opinion_round
from generator.workspace.files import write_atomic
from generator.workspace.naming import id_named

if TYPE_CHECKING:
    from datetime import datetime

    from generator.review.opinions import Answer, Verdict

OPTIONS = _("[TÙY CHỌN]")
ANSWERS: dict[str, Answer] = {
    "agree": "dong-y",
    "remarks": "co-y-kien",
    "against": "khong-dong-y",
    "silent": "",
}
DECIDED: dict[str, Verdict] = {
    "taken": "tiep-thu",
    "partly": "mot-phan",
    "refused": "khong",
    "open": "",
}
_plan = click.argument("plan", metavar=_("TỆP|MÃ"), shell_complete=complete_plans)
_round = click.option(
    "--round", "number", type=click.IntRange(min=1), help=_("Đợt số mấy; mặc định đợt cuối")
)


@click.group(
    help=_("Lấy ý kiến về một kế hoạch: hỏi, ghi trả lời, tiếp thu hay không, in bảng tổng hợp."),
    epilog=_("\b\nVí dụ: kehoach opinion open thanh-pho.toml --to ubnd-phuong-x --by 2024-07-15"),
    subcommand_metavar=_("VIỆC [THAM_SỐ]…"),
    options_metavar=OPTIONS,
)
def command() -> None:
    """The group; its verbs are below."""


@command.command(
    "list", options_metavar=OPTIONS, help=_("Các đợt, câu trả lời, ý kiến và việc còn lại."),
    epilog=_("\b\nVí dụ: kehoach opinion list thanh-pho.toml"),
)  # fmt: skip
@_plan
@json_option
def listed(plan: str, as_json: bool) -> int:
    """Show them."""
    return _told(plan, as_json=as_json)


@command.command(
    "open", options_metavar=OPTIONS, help=_("Mở một đợt: bản hôm nay được giữ lại để đối chiếu."),
    epilog=_("\b\nVí dụ: kehoach opinion open thanh-pho.toml --to ubnd-phuong-x --by 2024-07-15"),
)  # fmt: skip
@_plan
@click.option("--to", "recipients", multiple=True, required=True, metavar=_("MÃ|TÊN"),
              help=_("Nơi được hỏi: mã cơ quan hoặc tên; nêu được nhiều lần"))  # fmt: skip
@click.option("--by", "deadline", required=True, type=OneDay(),
              help=_("Hạn trả lời"))  # fmt: skip
@json_option
def opened(plan: str, recipients: Any, deadline: datetime, as_json: bool) -> int:
    """Ask."""
    asked = {"recipients": tuple(recipients), "deadline": deadline.date()}
    return _told(plan, "open", as_json=as_json, **asked)


@command.command(
    "answer", options_metavar=OPTIONS, help=_("Ghi câu trả lời của một nơi."),
    epilog=_('\b\nVí dụ: kehoach opinion answer thanh-pho.toml "Phòng Nội vụ" agree'),
)  # fmt: skip
@_plan
@click.argument("who", metavar=_("NƠI"))
@click.argument("answer", type=click.Choice(list(ANSWERS)))
@click.option("--letter", default="", metavar=_("SỐ"), help=_("Văn bản trả lời"))
@_round
@json_option
def answered(
    plan: str, who: str, answer: str, letter: str, number: int | None, as_json: bool
) -> int:
    """Write an answer down."""
    said = {"who": who, "answer": ANSWERS[answer], "letter": letter, "round": number or 0}
    return _told(plan, "answer", as_json=as_json, **said)


@command.command(
    "remark", options_metavar=OPTIONS, help=_("Ghi một ý kiến về một nội dung."),
    epilog=_(
        '\b\nVí dụ: kehoach opinion remark thanh-pho.toml "Phòng Nội vụ" "Nêu rõ thời hạn"'
    ),
)  # fmt: skip
@_plan
@click.argument("who", metavar=_("NƠI"))
@click.argument("text", metavar=_("LỜI"))
@click.option("--node", default="van_ban", metavar=_("MÃ_NỘI_DUNG"),
              help=_("Nội dung nào; mặc định cả văn bản"))  # fmt: skip
@_round
@json_option
def remarked(plan: str, who: str, text: str, node: str, number: int | None, as_json: bool) -> int:
    """Write a remark down."""
    said = {"who": who, "text": text, "node": node, "round": number or 0}
    return _told(plan, "remark", as_json=as_json, **said)


@command.command(
    "judge", options_metavar=OPTIONS,
    help=_("Tiếp thu, một phần hay không, kèm giải trình; tiếp thu phải thấy ở chỗ đã sửa."),
    epilog=_(
        '\b\nVí dụ: kehoach opinion judge thanh-pho.toml g1 refused --text "Đã có ở mục III"'
    ),
)  # fmt: skip
@_plan
@click.argument("remark", metavar=_("Ý_KIẾN"))
@click.argument("verdict", type=click.Choice(list(DECIDED)))
@click.option("--text", default="", metavar=_("LỜI"), help=_("Giải trình"))
@_round
@json_option
def judged(
    plan: str, remark: str, verdict: str, text: str, number: int | None, as_json: bool
) -> int:
    """Decide on a remark."""
    said = {"remark": remark, "verdict": DECIDED[verdict], "text": text, "round": number or 0}
    return _told(plan, "judge", as_json=as_json, **said)


@command.command(
    "close", options_metavar=OPTIONS, help=_("Khép đợt lại."),
    epilog=_("\b\nVí dụ: kehoach opinion close thanh-pho.toml"),
)  # fmt: skip
@_plan
@_round
@json_option
def closed(plan: str, number: int | None, as_json: bool) -> int:
    """Close a round."""
    return _told(plan, "close", as_json=as_json, round=number or 0)


@command.command(
    "print", options_metavar=OPTIONS, help=_("In bảng tổng hợp, tiếp thu, giải trình ra Word."),
    epilog=_("\b\nVí dụ: kehoach opinion print thanh-pho.toml -o tong-hop.docx"),
)  # fmt: skip
@_plan
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, dir_okay=False),
              help=_("Tệp .docx để ghi"))  # fmt: skip
@_round
@json_option
def printed(plan: str, out: Path, number: int | None, as_json: bool) -> int:
    """Print the table."""
    desk = desk_of(existing(plan), quiet=as_json)
    ma, wrong = id_named(desk.workspace, plan)
    if wrong:
        return finish(opinion_paper.Result(plan, "", b"", wrong), as_json=as_json)
    result = opinion_paper.run(desk, opinion_paper.Request(ma, number or 0))
    if result.data:
        write_atomic(out, result.data)
        if not as_json:
            click.echo(_("Đã ghi {tep}").format(tep=out))
    return finish(result, as_json=as_json)


def _told(plan: str, act: Any = "list", *, as_json: bool, **more: Any) -> int:
    desk = desk_of(existing(plan), quiet=as_json)
    ma, wrong = id_named(desk.workspace, plan)
    if wrong:
        return finish(opinion.Result(plan, "refused", [], wrong), as_json=as_json)
    result = opinion_round.run(desk, opinion.Request(ma, act, **more))
    if not as_json:
        for one in result.rounds:
            _show(one)
    counted = _("còn {so} ý kiến chưa xong").format(so=result.open)
    return finish(result, as_json=as_json, counted=counted if result.rounds else "")


def _show(one: opinion.RoundStanding) -> None:
    dot, counts = one.round, one.counts
    state = (
        _("đã khép lại") if dot.xong_luc else _("đã quá hạn") if one.late else _("đang lấy ý kiến")
    )
    day = dot.han.strftime("%d/%m/%Y")
    click.echo(
        _("Đợt {so} ({trang_thai}), hạn {ngay}").format(so=dot.so, trang_thai=state, ngay=day)
    )
    told = _("đồng ý {a}/{b}, có ý kiến {c}, không đồng ý {d}, chưa trả lời {e}")
    click.echo("  " + told.format(
        a=counts.agree, b=counts.asked, c=counts.remarks, d=counts.against, e=counts.silent
    ))  # fmt: skip
    for p in one.remarks:
        said = p.remark
        where = f" [{said.nut}]" if said.nut else ""
        click.echo(f"  {said.id} {said.noi}{where}: {said.loi} – {_(VERDICTS[said.ket_qua])}")
