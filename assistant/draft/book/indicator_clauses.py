"""An indicator as a clause: 微博发布 104 条 → 通过微博发布信息104条."""

import re

from assistant.facts import Fact

_CHANNEL = re.compile(
    r"^(?P<channel>.*?(?:微博|微信(?:公众号|订阅号|工作群|群)?|公众号|抖音号?|视频号|头条号?|网站|网|新媒体|平台|客户端|公报|公示栏))(?P<verb>发布|推送|公开|刊发)(?P<what>.*)$"
)
_HELD = re.compile(
    r"^(?:政务公开|政府信息公开|业务|专题|主题)*(?:培训|会议|专题会|工作会|推进会|座谈会)(?:班|会|次数|场次)?$"
)
_EVENT = re.compile(r"(?:发布会|吹风会|开放日|座谈会|讲座|宣讲|宣传活动|活动|直播)(?:场次|次数)?$")
_TIMES = frozenset({"次", "件", "条", "场", "场次", "轮", "课时", "期", "份", "批"})
_STOCK = frozenset({"个", "处", "块", "支", "台", "间"})
_HAVING, _ONE = "共有", "设有"
_WRITTEN = frozenset({"条", "篇", "期", "则", "份", "个", "幅", "集", "部", "次", "件"})
_VERBS = (
    (re.compile(r"(?:学堂|课堂|讲堂|论坛|培训班|沙龙|展览|比赛|竞赛)$"), _TIMES, "举办"),
    (re.compile(r"(?:简报|专报|快报|动态)$"), _WRITTEN, "编发"),
    (re.compile(r"(?:汇编|手册|明白纸|宣传册|宣传单|折页|指南)$"), _WRITTEN | {"册", "本", "张"}, "编印"),
    (
        re.compile(r"(?:解读|解读稿|稿件|文章|公告|通告|公示|图解|长图|短视频|视频|海报|推文|材料|问答|消息)$"),
        _WRITTEN,
        "发布",
    ),
    (
        re.compile(r"(?:案件|工单|提案|建议|来信|信访件|信访事项|留言|投诉|诉求|举报|许可事项|审批事项)$"),
        frozenset({"件", "条", "项", "宗", "起"}),
        "办理",
    ),
    (re.compile(r"会$"), _TIMES, "召开"),
    (
        re.compile(
            r"(?:审查|核查|抽查|巡查|检查|辅导|轮训|培训|演练|评议|测评|互评|评查|咨询|宣讲|会商|调研|走访|自查)$"
        ),
        _TIMES,
        "开展",
    ),
    (
        re.compile(r"(?:专栏|专题|专区|栏目|栏|屏|群|查阅点|公开点|查阅室|专区|服务站|团队|队伍|窗口|大厅|账号)$"),
        _STOCK,
        _HAVING,
    ),
)
_MEASURE = re.compile(r"(?:量|数|额|率|次数|人数|粉丝|面积)$")
_VERB = re.compile(
    r"^(?:发布|公开|推送|印发|编发|制作|开展|组织|举办|召开|受理|办理|答复|办结|解读|接待|更新|审查|清理|开设|新增|回应|修订|制定|处理|转办|报送|刊发|采用)"
)


def phrase(fact: Fact) -> str:
    """The indicator's name and figure as prose says them, the digits as a placeholder."""
    name = re.sub(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)", r"（\1）", fact.label.strip())
    figure = f"{{{{{fact.id}}}}}{fact.unit}"
    if channel := _CHANNEL.match(name):
        return f"通过{channel['channel']}{channel['verb']}{channel['what'] or '信息'}{figure}"
    if _VERB.match(name):
        return f"{name}{figure}"
    if _HELD.match(name):
        return f"组织{_bare(name)}{figure}" if "培训" in name else f"召开{_bare(name)}{figure}"
    if _EVENT.search(name):
        return f"{'举办' if '会' in name[-3:] else '开展'}{_bare(name)}{figure}"
    if _MEASURE.search(name):
        return f"{name}为{figure}" if fact.unit == "%" else f"{name}{figure}"
    verb = _verb(name, fact.unit)
    return f"{_ONE if verb == _HAVING and fact.value == 1 else verb}{name}{figure}"


def _verb(name: str, unit: str) -> str:
    """The verb a bare name wants before it, by what it names and how it is counted; empty for any other."""
    for pattern, units, verb in _VERBS:
        if pattern.search(name) and unit in units:
            return verb
    return ""


def starts_with_verb(clause: str) -> bool:
    """Whether a clause can follow the organ's name: 我局通过微博…, but not 我局阅读量…."""
    return bool(_VERB.match(clause)) or clause.startswith(
        ("通过", "组织", "开展", "召开", "举办", "编发", "编印", "共有", "设有")
    )


def _bare(name: str) -> str:
    return re.sub(r"(?:次数|场次)$", "", name)
