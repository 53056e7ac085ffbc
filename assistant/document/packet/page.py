"""The page of a 送审包: what others wrote is escaped, nothing on it acts, nothing is fetched from anywhere."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape

from assistant.document.html import article, document_of
from assistant.document.layout import compose, title_of
from assistant.document.packet.content import Found, Noted, Packet, Signed
from assistant.document.packet.style import foot_style, packet_style
from assistant.document.pdf import printed
from assistant.document.stylesheet import paper_style

_NONE = "<p class='nb-soft'>没有。</p>"
_SHORT = 6
_ALONE = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
)


def to_screen(packet: Packet) -> str:
    """The packet to stand inside another page, with its style sheet."""
    return f"<style>{_style()}</style>{_body(packet, 2)}"


def to_html(packet: Packet) -> str:
    """The packet as one file that needs no other."""
    return document_of(_name(packet), _style(), [_body(packet, 1)], head=[_ALONE])


def to_pdf(packet: Packet) -> bytes:
    """The same printed, with page numbers and the digest on every page."""
    return printed(to_html(packet), foot_style(packet.digest))


def _style() -> str:
    return paper_style() + packet_style()


def _name(packet: Packet) -> str:
    return f"送审包：{title_of(packet.report)}"


def _body(packet: Packet, level: int) -> str:
    """`level` is that of the first heading: 1 on a page of its own."""
    part, sub = f"h{level + 1}", f"h{level + 2}"

    def headed(title: str, *, fresh: bool = False) -> str:
        return f'<{part} class="nb-part{" nb-fresh" if fresh else ""}">{title}</{part}>'

    front = [
        f'<h{level} class="nb-name">{escape(_name(packet))}</h{level}>',
        *_head(packet),
        headed("一、签署和办理"),
        _signatures(packet.signatures),
        headed(f"二、没有处理的校核意见（{len(packet.open)}）"),
        _findings(packet.open),
        headed(f"三、说明理由后保留的提醒（{len(packet.waived)}）"),
        _waived(packet.waived),
        headed(f"四、待处理的批注（{len(packet.remarks)}）"),
        _remarks(packet.remarks),
        headed("五、与上一次送出的一版相比"),
        *_changes(packet, sub),
        headed("六、年报全文", fresh=True),
    ]
    back = [headed("附录　数字来源", fresh=True), *_sources(packet)]
    paper = f'<div class="nb-desk">{article(compose(packet.report), level + 1)}</div>'
    return (
        f'<div class="nb-packet" lang="zh-CN"><div class="nb-front">{"".join(front)}</div>{paper}'
        f'<div class="nb-front">{"".join(back)}</div></div>'
    )


def _head(packet: Packet) -> Iterator[str]:
    year = "" if packet.report.year is None else f"{packet.report.year}年"
    rows = [
        ("机关", packet.report.organ),
        ("年度", year),
        ("状态", packet.state + (f"，现在由{packet.turn}办理" if packet.turn else "")),
        ("版本", packet.version),
        ("制作时间", _when(packet.made_at)),
    ]
    cells = "".join(
        f'<tr><th scope="row" class="nb-kept">{escape(name)}</th><td>{escape(value)}</td></tr>' for name, value in rows
    )
    digest = f'<td class="nb-digest">{escape(packet.digest)}</td>'
    yield (
        f'<table class="nb-list" aria-label="年报概况"><tbody>{cells}'
        f'<tr><th scope="row">内容校验码（SHA-256）</th>{digest}</tr></tbody></table>'
    )
    yield (
        "<p class='nb-soft'>怎样核对：在系统中打开这份年报的“审阅”，点“送审包”，页面上的内容校验码与本页相同，"
        "就是数据和文字一字未改；签署保密审查时签的也是这个校验码，只差一个字也不相同；签署数据核对签的只是三张表和补充指标，校验码另算。</p>"
    )


def _signatures(signed: Sequence[Signed]) -> str:
    if not signed:
        return "<p class='nb-soft'>还没有人送审或者签署。</p>"
    return _table(
        ("事项", "签署人", "时间", "签的内容"),
        (
            (
                _lines(one.act, f"理由：{one.reason}" if one.reason else ""),
                escape(one.by),
                escape(_when(one.at) if one.at else ""),
                _stands(one),
            )
            for one in signed
        ),
    )


def _stands(one: Signed) -> str:
    said = {
        True: "<span class='nb-ok'>与现在的内容一致</span>",
        False: "<span class='nb-bad'>之后内容有改动</span>",
        None: "",
    }[one.stands]
    return said + (f"<div class='nb-digest'>{escape(one.digest)}</div>" if one.digest else "")


def _findings(found: Sequence[Found]) -> str:
    return _table(
        ("程度", "位置", "意见"),
        ((escape(one.severity), escape(one.where), escape(f"{one.message}（{one.code}）")) for one in found),
    )


def _waived(found: Sequence[Found]) -> str:
    return _table(
        ("位置", "提醒", "保留的理由", "谁、什么时候"),
        (
            (
                escape(one.where),
                escape(f"{one.message}（{one.code}）"),
                escape(one.reason),
                _lines(one.by, _when(one.at) if one.at else ""),
            )
            for one in found
        ),
    )


def _remarks(remarks: Sequence[Noted]) -> str:
    return "".join(_remark(one) for one in remarks) or _NONE


def _remark(one: Noted) -> str:
    quote = f"<div class='nb-said'>{escape(one.quote)}</div>" if one.quote else ""
    now = f"<p class='nb-soft'>{escape(one.now)}</p>" if one.now else ""
    answers = "".join(
        f"<div class='nb-said'>回复：{escape(answer.text)}"
        f" <span class='nb-soft'>{escape(answer.by)} {_when(answer.at)}</span></div>"
        for answer in one.answers
    )
    return (
        f"<div><p><b>{escape(one.place)}</b></p>{quote}{now}<p>{escape(one.text)} "
        f"<span class='nb-soft'>{escape(one.by)} {_when(one.at)}</span></p>{answers}</div>"
    )


def _changes(packet: Packet, sub: str) -> Iterator[str]:
    yield f"<p>{escape(packet.compared)}</p>"
    if packet.cells:
        yield f'<{sub} class="nb-sub">数据（{len(packet.cells)} 处）</{sub}>'
        yield _table(("哪一格", "原来", "现在"), (tuple(map(escape, line)) for line in packet.cells))
    for one in packet.texts:
        yield f'<{sub} class="nb-sub">{escape(one.section)}</{sub}><ul>'
        yield from (f"<li>删去：<span class='nb-taken'>{escape(text)}</span></li>" for text in one.taken)
        yield from (f"<li>加上：<span class='nb-added'>{escape(text)}</span></li>" for text in one.added)
        yield "</ul>"


def _sources(packet: Packet) -> Iterator[str]:
    yield (
        "<p class='nb-soft'>文字中的每一个数字和它的出处，按正文的顺序。"
        "年份、文号、序号等不是数据的数字不列。表格中的数字以表格为准，不在这里重复。</p>"
    )
    yield _table(
        ("部分", "文字", "出处", "来自"),
        (
            (
                escape(one.section),
                f"{escape(one.before)}<b>{escape(one.number)}</b>{escape(one.after)}",
                escape(one.kind),
                escape(one.source),
            )
            for one in packet.sources
        ),
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows of HTML under heads; a sentence where there are none."""
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    if not body:
        return _NONE
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    return f'<table class="nb-list"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(html: str) -> str:
    """Short words stay on a line."""
    return f'<td class="nb-whole">{html}</td>' if len(html) <= _SHORT else f"<td>{html}</td>"


def _lines(*said: str) -> str:
    return "<br>".join(escape(one) for one in said if one)


def _when(at: datetime) -> str:
    return at.astimezone().strftime("%Y年%m月%d日 %H:%M")
