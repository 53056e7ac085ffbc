"""管理: what this installation is set to, whether its parts are well, and what it knows of the field's work."""

from html import escape

import streamlit as st

from assistant import document
from assistant.form import section_title
from assistant.topics import Topic, catalogue, named, sections
from assistant.ui import searched, session, shell
from assistant.ui.administration import accounts, chosen, steps
from assistant.ui.markdown import as_it_stands


def main() -> None:
    """Draw the page."""
    shell.begin("管理")
    settings = session.desk().settings
    shell.heading("运行情况")
    model = f"已配置：{settings.llm_model}" if settings.has_model else "未配置，按据实成文、沿用上年、借鉴范文起草"
    database = "PostgreSQL" if settings.database.startswith("postgresql") else "本机文件（SQLite）"
    entries = session.desk().archive.entries()
    rows = {
        "语言模型": model,
        "数据库": database,
        "数据目录": str(settings.data),
        "往年资料": f"{len(entries)} 份",
        "上传文件上限": f"{settings.upload_limit_mb} MB",
        "部门截止日期": _day(settings.deadline),
        "政府截止日期": _day(settings.government_deadline),
    }
    st.markdown(
        "| 项目 | 现状 |\n|---|---|\n"
        + "\n".join(f"| {name} | {as_it_stands(value)} |" for name, value in rows.items())
    )
    st.caption(
        "语言模型、截止日期和总体情况字数上限由管理员在本页修改，几秒内生效；"
        "其余的由信息化同事通过环境变量或者 .env 文件修改，重新启动后生效。"
    )
    substituted = document.substitutions()
    if substituted:
        with st.expander(f"字体说明（{len(substituted)}）", key="fonts"):
            for sentence in substituted:
                st.text(sentence)
    steps.draw()
    if session.allowed("account_add"):
        accounts.draw()
    if session.allowed("set_settings"):
        chosen.draw()
    shell.heading("维护")
    st.caption("更换向量模型、从备份恢复之后，需要重新建立查找索引。")
    searched.amiss()
    if session.allowed("archive_reindex") and st.button("重新建立查找索引", key="reindex"):
        with st.spinner("正在建立索引……"):
            shell.attempt(lambda: session.desk().archive.reindex(who=session.who()), "查找索引已重新建立。")
        st.rerun()
    _trail()
    _topics()


def _trail() -> None:
    """The trail of acts: how long it is, whether it holds, and the whole of it to take away."""
    if not session.allowed("audit_verify"):
        return
    acts, who = session.desk().acts, session.who()
    shell.heading("操作记录")
    count, link = acts.last()
    st.text(f"共 {count} 条。最后一条的链：{link or '无'}")
    if st.button("核验操作记录", key="verify_trail"):
        faults: list[str] = []
        if shell.attempt(lambda: faults.extend(acts.verify(who=who).faults)):
            for fault in faults:
                session.tell(fault, "error")
            if not faults:
                session.tell("操作记录逐条相接，没有被改动过。")
        st.rerun()
    st.download_button(
        "下载操作记录",
        session.made_later(lambda desk, person: desk.acts.export(".xlsx", who=person)),
        file_name="操作记录.xlsx",
        key="download_trail",
        on_click="ignore",
    )


def _topics() -> None:
    """The catalogue of topics, searched by a word or by what a clerk would say."""
    shell.heading("主题目录")
    st.caption("年报涉及的各项工作：哪些词语说的是它、怎样询问、怎样表述。输入词语或者一句话，看它对应哪些主题。")
    columns = st.columns([3, 2])
    query = columns[0].text_input("查找主题", key="topic_query", placeholder="例如：网站改了5个错链")
    section = columns[1].selectbox(
        "部分", ["", *sections()], format_func=lambda one: section_title(one) if one else "全部", key="topic_section"
    )
    found = _found(query.strip(), section)
    st.caption(f"共 {len(found)} 个主题。")
    st.html("".join(map(_drawn, found)))


def _found(query: str, section: str) -> list[Topic]:
    """The topics a query names, the clearest first, then those that hold its words anywhere."""
    meant = [match.topic for match in named(query, section)] if query else []
    holding = [topic for topic in catalogue().values() if topic not in meant and query in "\n".join(_said(topic))]
    return [topic for topic in (*meant, *holding) if not section or section in topic.sections]


def _said(topic: Topic) -> tuple[str, ...]:
    return (topic.id, *topic.words, topic.ask, *topic.ways, *(one.name for one in topic.counted))


def _drawn(topic: Topic) -> str:
    """A topic as a line that opens."""
    rows = {
        "词语": "、".join(topic.words),
        "问法": topic.ask,
        "数量": "、".join(f"{one.name}（{'、'.join(one.units)}）" for one in topic.counted),
        "说法": "；".join(topic.ways).replace("{detail}", "……").replace("{count}", "……"),
        "对应的工作": "、".join(topic.measures),
    }
    lines = "".join(f"<p><strong>{name}</strong>　{escape(row)}</p>" for name, row in rows.items() if row)
    where = "、".join(section_title(section) for section in topic.sections)
    return f"<details><summary>{escape(topic.id)}　<small>{escape(where)}</small></summary>{lines}</details>"


def _day(month_and_day: str) -> str:
    """A deadline as people write it: 01-31 is 1月31日."""
    month, _, day = month_and_day.partition("-")
    return f"每年{int(month)}月{int(day)}日"


main()
