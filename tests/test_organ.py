"""What an organ's name says of it."""

import pytest

from assistant.past.organ import describe, same_organ


@pytest.mark.parametrize(
    ("name", "kind", "level", "region"),
    [
        ("河北省教育厅", "部门", "省级", "河北省"),
        ("银川市兴庆区司法局", "部门", "县级", "银川市兴庆区"),
        ("淮安市洪泽区人民政府", "政府", "县级", "淮安市洪泽区"),
        ("洪泽区人民政府", "政府", "县级", "洪泽区"),
        ("上海市人民政府", "政府", "省级", "上海市"),
        ("上海市普陀区民政局", "部门", "县级", "上海市普陀区"),
        ("泰州市人民政府办公室", "政府", "市级", "泰州市"),
        ("贵阳市市场监督管理局", "部门", "市级", "贵阳市"),
        ("东城街街道办事处", "乡镇街道", "乡级", "东城街街道"),
        ("四平市铁东区人民政府解放街道办事处", "乡镇街道", "乡级", "四平市铁东区解放街道"),
        ("望江县白石镇人民政府", "乡镇街道", "乡级", "望江县白石镇"),
        ("宁夏回族自治区民政厅", "部门", "省级", "宁夏回族自治区"),
        ("国家税务总局", "部门", "国家", ""),
        ("内蒙古自治区锡林郭勒盟行政公署", "部门", "市级", "内蒙古自治区锡林郭勒盟"),
        ("", "其他", "", ""),
    ],
)
def test_describe(name: str, kind: str, level: str, region: str) -> None:
    got = describe(name)
    assert (got.kind, got.level, got.region) == (kind, level, region)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("兴庆区司法局", "银川市兴庆区司法局", True),
        ("宁夏回族自治区银川市兴庆区司法局", "兴庆区司法局", True),
        ("洪泽区人民政府", "淮安市洪泽区人民政府", True),
        ("白石镇人民政府", "望江县白石镇人民政府", True),
        ("解放街道办事处", "四平市铁东区人民政府解放街道办事处", True),
        ("司法局", "银川市兴庆区司法局", False),
        ("银川市司法局", "银川市兴庆区司法局", False),
        ("江区民政局", "锦江区民政局", False),
        ("教育厅", "河北省教育厅", False),
        ("", "", False),
    ],
)
def test_same_organ(first: str, second: str, *, same: bool) -> None:
    assert same_organ(first, second) is same
    assert same_organ(second, first) is same
