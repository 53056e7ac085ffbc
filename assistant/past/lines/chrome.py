"""Chrome: what a portal or a printer puts around a report's text, which is no part of the report."""

import re
from collections.abc import Sequence

_PAGE = re.compile(r"^[-—–－·\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/，,共]+\s*\d{1,3}\s*页)?[-—–－·\s]*$")
_DECORATED = re.compile(r"[-—–－·第页]")
_CHROME = re.compile(
    r"^(?:"
    r"(?:信息)?(?:来源|稿源|文章来源|信息来源)\s*[:：].{0,40}"
    r"|(?:.{0,40}(?:来源|时间|日期|作者).{0,30})?(?:浏览次数|阅读次数|点击数|点击率|访问量|浏览量|阅读量)\s*[:：]?\s*[\d次人\[\]【】]*"
    r"|(?:[^，。；]{0,60}\s|.{0,60}[】\])）次])?[【\[]?\s*字\s*[号体]\s*[:：]?\s*[\[【(（]?\s*[大中小T+\-\s|/]*[\]】)）]?(?:\s.{0,30}|[^，。；]{0,12})"
    r"|[\[【(（]?\s*(?:打印|打印本页|关闭|关闭窗口|收藏|分享|返回顶部|保存|我要纠错|语音播报|无障碍浏览)\s*[\]】)）]?"
    r"(?:[\s|/]*[\[【(（]?(?:打印|打印本页|关闭|关闭窗口|收藏|分享|返回)[\]】)）]?)*"
    r"|扫一扫.{0,30}|.{0,10}扫描(?:下方)?二维码.{0,20}|.{0,20}欢迎扫描.{0,20}|分享到.{0,30}"
    r"|(?:您)?(?:现在的|当前所在)?(?:当前)?位置\s*[:：].*|首页\s*[>＞»/].*"
    r"|(?:发布|发文|成文|更新|生成|信息)(?:日期|时间)\s*[:：].{0,60}"
    r"|(?:主办|承办|主管)(?:单位)?\s*[:：].{0,80}|(?:上一篇|下一篇|上一条|下一条)\s*[:：]?.{0,60}"
    r"|(?:相关文章|相关链接|相关附件|相关信息)\s*(?:[:：].{0,60})?|版权所有.*|主办单位.*|承办单位.*|.{0,20}ICP备.*|.{0,10}公网安备.*"
    r"|网站(?:标识码|地图).*|联系我们|关于我们|技术支持.*"
    r"|视力保护色.*|【.{0,4}(?:大|中|小).{0,4}】.*|T[+-]|首\s*页|正\s*文(?:内容)?|网站首页|繁體|无障碍|登录|注册|搜索|当前访问.*"
    r")$"
)
_FIELD = re.compile(
    r"^(?:公开日期|公开时间|索\s*引\s*号|文\s*号|发布机构|公开方式|主题分类|责任编辑|编辑|审核|作者|信息分类|公开范围|有效性)\s*[:：].{0,60}$"
)
"""What an index beside a report says of it; inside the report it may be a line of its own list."""
_DATE = re.compile(
    r"^(?:发布(?:时间|日期)[:：]?)?\s*\d{4}\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?$"
)
_SIGNED_DATE = re.compile(
    r"^[二〇○零一二三四五六七八九十\d]{4}\s*年\s*[一二三四五六七八九十\d]{1,3}\s*月\s*[一二三四五六七八九十\d]{1,3}\s*日$"
)


def is_page_mark(text: str) -> bool:
    """— 3 —, 第3页, 3/5: a page number with something that says it is one."""
    return bool(_PAGE.match(text)) and bool(_DECORATED.search(text)) and bool(re.search(r"\d", text))


def is_chrome(text: str, *, inside: bool = False) -> bool:
    """A portal's line around the text; never a sentence. `inside` the text less is taken for one."""
    line = text.strip()
    if len(line) >= 90 or "。" in line or re.search(r"[；，]$", line):  # noqa: PLR2004 - longer lines are prose
        return False
    return is_page_mark(line) or bool(_CHROME.match(line)) or (not inside and bool(_FIELD.match(line)))


_FOOTER = re.compile(
    r"^(?:分享到|扫一扫|[\[【(（]?\s*(?:打印|关闭)|主办|承办|主管|版权所有|网站(?:标识码|地图)|联系我们|关于我们|上一[篇条]|下一[篇条])|ICP备|公网安备"
)


def footer(texts: Sequence[str]) -> int:
    """How many lines at the end are the foot of a portal's page, from its first sure line on; no sentence is."""
    count = 0
    for at, text in enumerate(reversed(texts), 1):
        if "。" in text or len(text) >= 90:  # noqa: PLR2004 - longer lines are prose
            break
        if is_chrome(text) and _FOOTER.search(text.strip()):
            count = at
    return count


def is_date(text: str) -> bool:
    """A line that is nothing but a date, in brackets or not."""
    line = text.strip().strip("（）()").strip()
    return bool(_DATE.match(line) or _SIGNED_DATE.match(line))
