"""图表: the report's figures drawn, with the same values as tables underneath."""

import streamlit as st

from assistant.desk import Work
from assistant.document import charts
from assistant.ui import session


def draw(work: Work) -> None:
    """The pictures as images, for a page takes no drawing from HTML; one under another, readable on a tablet."""
    reports = session.desk().reports.recent(work.head.id)
    years = "、".join(f"{report.year}年" for report in reports)
    st.caption(f"依据 {years} 表三、表四的数字绘制，往年数取自往年资料；没有填的数字标“未填”，不当作 0。")
    drawn = [chart for chart in charts.charts(reports) if not chart.empty]
    if not drawn:
        st.info("表三还没有数字，填写后在这里显示图表。")
        return
    for index, chart in enumerate(drawn):
        with st.container():
            st.html(f"{charts.image(chart)}<details><summary>以表格查看</summary>{charts.table(chart)}</details>")
            st.download_button(
                "下载图片（SVG）",
                charts.svg(chart),
                file_name=f"{work.head.organ}{work.head.year}年{chart.title.replace('：', '')}.svg",
                mime="image/svg+xml",
                key=f"chart_download_{index}",
            )
