"""管理: what this installation is set to, and whether its parts are well."""

import streamlit as st

from assistant import document
from assistant.ui import session, shell


def main() -> None:
    """Draw the page."""
    shell.begin("管理")
    settings = session.desk().settings
    st.markdown("##### 运行情况")
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
    st.markdown("| 项目 | 现状 |\n|---|---|\n" + "\n".join(f"| {name} | {value} |" for name, value in rows.items()))
    st.caption("以上设置由信息化同事通过环境变量或者 .env 文件修改，重新启动后生效。")
    substituted = document.substitutions()
    if substituted:
        with st.expander(f"字体说明（{len(substituted)}）", key="fonts"):
            for sentence in substituted:
                st.text(sentence)
    st.markdown("##### 维护")
    st.caption("更换向量模型、从备份恢复之后，需要重新建立查找索引。")
    if st.button("重新建立查找索引", key="reindex"):
        with st.spinner("正在建立索引……"):
            shell.attempt(session.desk().archive.reindex, "查找索引已重新建立。")
        st.rerun()


def _day(month_and_day: str) -> str:
    """A deadline as people write it: 01-31 is 1月31日."""
    month, _, day = month_and_day.partition("-")
    return f"每年{int(month)}月{int(day)}日"


main()
