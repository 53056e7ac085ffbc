"""What looks like a number and is none: document numbers, dates, telephones, names, slogans, durations.

`hide` covers them with a filler of the same length, so that positions in the text stay what they were.
"""

import re

FILLER = "\ufffc"

_CN = "[零〇一二两三四五六七八九十百千]"
_ANY = rf"(?:\d+(?:\.\d+)?|{_CN}+)"

_PATTERNS: tuple[str, ...] = (
    # addresses in networks
    r"https?[:：]//[^\s，。；、）)”》]+",
    r"www\.[\w./-]+",
    r"[\w.+-]+@[\w.-]+",
    r"(?<![\w.])(?=[\w-]*[A-Za-z])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[\w./?=&%-]*)?",
    # titles, slogans, placeholders
    r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〈[^〈〉]*〉",
    r"“[^“”]{0,30}”|‘[^‘’]{0,30}’|「[^「」]{0,30}」",
    r"\{\{[^{}]*\}\}|【[^【】]*】",
    # document numbers
    r"[〔\[（(]\s*(?:19|20)\d\d\s*[〕\]）)]\s*第?\s*\d+\s*号",
    rf"第\s*{_ANY}(?:\s*[、,，至到和及与~—–-]\s*第?\s*{_ANY}(?=[、,，至到和及与~—–\s-]|[条款项章节号期批届次部]))*",
    rf"{_ANY}(?:-\d+)?\s*(?:号|楼|室|层|栋|幢|路|单元|弄|巷|街)(?!召)",
    # dates, times
    r"(?:19|20)\d{2}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?",
    r"(?:(?:19|20)\d{2}\s*年?\s*[、,，和及与至到~—–-]+\s*)*(?:19|20)\d{2}\s*(?:年|财年|学年|版|届)度?",
    r"(?:19|20)\d{2}\s*[~—–-]+\s*(?:19|20)\d{2}",
    r"(?<!\d)(?:\d{1,2}\s*[~—–至-]\s*)?\d{1,2}\s*月(?:份|底|初|末|中旬|上旬|下旬)?(?:\s*\d{1,2}\s*日)?",
    r"(?<!\d)\d{1,2}\s*日(?!均)",
    r"(?<!\d)\d{1,2}[:：]\d{2}(?!\d)|(?<!\d)\d{1,2}\s*时(?:\d{1,2}\s*分|许|至|止|前)",
    r"[零〇一二三四五六七八九]{4}\s*年度?|(?:十[一二]?|[一二三四五六七八九])月(?:份|[底初末]|[一二三]?十?[一二三四五六七八九]?日)?",
    # durations and rhythms
    rf"{_ANY}\s*个?(?:余|多)?\s*(?:工作日|自然日|日内|天内|天后|小时内|分钟内|个月|月内|年|周年|周|季度|学期|岁)(?!份以|检)",
    rf"{_ANY}\s*[×xX*]\s*{_ANY}\s*(?:小时)?|24\s*小时",
    rf"每\s*(?:{_CN}|\d+)?\s*个?(?:年|月|周|日|天|季度?|半年|半月)[^，。；、\n]{{0,8}}?{_ANY}\s*(?:次|场|期|条|篇|件|个)",
    rf"每\s*{_ANY}\s*(?:次|场|期|条|篇|件|个|人|名)",
    rf"{_ANY}\s*个?(?:部分|方面|环节|步骤|关口)",
    # telephones, postcodes, codes
    r"(?<!\d)0\d{2,3}\s*[-—－–)）]?\s*\d{7,8}(?:\s*[-—转]\s*\d+)?(?!\d)",
    r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)400[-—]?\d{3,4}[-—]?\d{3,4}(?!\d)|(?<![\d.])\d{15,19}[Xx]?(?!\d)",
    r"(?:电话|传真|邮编|邮政编码|QQ|账号|帐号|编码|代码|编号|号码|专线|房间)[为是：:（(\s]*[\d\s、—-]{2,}",
    r"(?<!\d)12345(?!\d)|(?<!\d)(?:1[12]\d|1\d{4}|9[56]\d{3,4})(?=”?\s*(?:政务|便民|服务|市民|热线|平台|公共|监督|举报|法律|投诉|专线))",
    # marks of lists; numbers alone in brackets
    r"(?:(?<=\n)|\A|(?<=[。；;：:！]))\s*\d{1,2}\s*[.．、](?!\d)|(?<=[，,])\s*\d{1,2}\s*[.．](?=[\u4e00-\u9fff])",
    rf"[（(]\s*{_ANY}\s*[）)]",
    # names and levels
    r"[A-Za-z]+[-+]?\d+(?:\.\d+)*|(?<![\d.])\d+(?:\.\d+)?\s*[A-Za-z]+(?![A-Za-z])",
    r"\d+\s*[+＋]\s*[\dA-Za-z]+|(?<!\d)\d{1,2}\s*[:：]\s*\d{1,2}(?!\d)|\d+/\d+",
    rf"{_ANY}\s*(?:级|版|代|届|中全会|星级|等奖|等功|强(?=[县市区省企镇，。、])|证合一|码)",
    rf"(?:前|近|近几|过去|未来|今后){_CN}(?=[年月名位个届])|前\s*\d+\s*(?:名|位|强)?",
    r"三分之[一二]|四分之[一三]|二分之一|五分之[一二三四]",
    r"十[一二三四五]五|[七八九]五(?=普法|规划)|二十大|十[八九]大",
    # idioms whose numeral counts nothing
    r"一件事|一次(?:办|性|告知|通办|办好|办成|办结)|最多跑一次|只跑一次|千家万户|千方百计|百分百|万众|[一二两三四五六七八九十]+件实事|一体化",
    r"[~～]?\d+(?:\.\d+)?\s*[~～]\s*\d+(?:\.\d+)?|(?<![\d.])\d+\s*[—–-]\s*\d+(?![\d.%％])",
)

_HIDE = tuple(re.compile(pattern) for pattern in _PATTERNS)


def hide(text: str) -> str:
    """The text with everything that is no figure covered, every other character in its place."""
    for pattern in _HIDE:
        text = pattern.sub(lambda match: FILLER * len(match[0]), text)
    return text
