"""The sentences of the archive for reports whose organ or year was not recognised."""

import pytest

from assistant.desk.past_reports.saying import named, whose


@pytest.mark.parametrize(
    ("organ", "year", "whose_it_is", "name"),
    [
        ("青岚县水利局", 2024, "青岚县水利局2024年的报告", "青岚县水利局2024年"),
        ("青岚县水利局", None, "青岚县水利局的同一份报告，年度未识别", "青岚县水利局（年度未识别）"),
        ("", 2024, "同一份2024年的报告，机关名称未识别", "（机关名称未识别）2024年"),
        ("", None, "同一份报告，机关名称和年度都未识别", "（机关名称未识别）（年度未识别）"),
    ],
)
def test_what_is_not_known_leaves_no_hole(organ: str, year: int | None, whose_it_is: str, name: str) -> None:
    assert (whose(organ, year), named(organ, year)) == (whose_it_is, name)
