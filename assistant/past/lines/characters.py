"""Characters: what different files do to the same Chinese text, undone.

PDF fonts print radicals (⺠, ⻚) in place of the characters they look like, web pages carry zero-width
marks and several kinds of space, copies come in traditional characters. `clean` repairs text that is
kept; `fold` goes further and is for comparing only.
"""

import re
import unicodedata
from functools import lru_cache

# Radical forms and the characters they stand for. NFKC knows the Kangxi radicals (U+2F00–2FDF) but of
# the supplement (U+2E80–2EFF) only two.
_SUPPLEMENT = (
    "⺁厂⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋卩⺌小⺍小⺎兀⺏尢⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歹⺟母⺠民"
    "⺡氵⺢水⺣灬⺤爪⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱罒⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹"
    "⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒長⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣"
    "⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀⻳龟"
)
_RADICALS = {ord(radical): char for radical, char in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}

# Traditional forms of the characters that headings and labels of the form are made of.
_TRADITIONAL = (
    "總总體体況况動动開开請请處处報报復复複复議议訴诉訟讼結结轉转續续辦办務务機机構构組组織织業业種种類类國国無无資资訊讯項项規规現现"
    "數数條条單单萬万費费許许罰罚強强製制發发廢废過过還还決决額额監监護护權权級级審审執执詢询確确認认獲获應应當当舉举較较違违預预佈布"
    "網网臺台後后餘余與与內内問问題题題题設设臨临該该計计統统請请維维糾纠經经補补屬属祕秘穩稳護护階阶層层從从災灾優优區区縣县廳厅"
    "門门鄉乡鎮镇衛卫員员會会進进書书長长關关際际難难點点線线聯联繫系電电話话傳传間间團团學学險险藝艺廣广視视農农產产財财稅税質质環环"
    "減减劃划別别個个專专東东價价從从優优場场壞坏導导師师錄录態态戶户擬拟擇择損损時时顯显術术來来檔档權权匯汇沒没濟济碼码礎础稱称給给"
    "繼继續续編编繳缴職职節节範范藥药營营討讨讓让訓训記记訪访評评說说請请讀读調调負负責责購购運运這这釋释裡里裏里針针隊队陣阵隱隐領领頻频"
    "學学會会館馆銀银業业園园島岛嶺岭蘭兰寧宁龍龙陽阳陰阴濱滨雲云貴贵陝陕肅肃遼辽齊齐興兴豐丰莊庄"
    "檢检測测災灾園园歷历實实證证據据簡简標标準准圖图義义務务雙双號号達达遞递為为無无屆届歲岁歸归徵征鐵铁鋼钢紀纪勞劳動动醫医療疗養养"
)
_SAID_OTHERWISE = {"資訊": "信息", "網路": "网络"}
"""Words that regions which write so have for the form's."""
_SIMPLIFY = {ord(old): new for old, new in zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)}
_SIMPLIFY |= {ord(wide): digit for wide, digit in zip("０１２３４５６７８９", "0123456789", strict=True)}
# Control, format, surrogate and private characters, but for line break and tab.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\ufffb\U000f0000-\U0010ffff]"
)
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_CJK = r"\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’—…"
_LOOSE = re.compile(rf"(?<=[{_CJK}]) +(?=\S)|(?<=\S) +(?=[{_CJK}])")


def clean(text: str) -> str:
    """Text without invisible characters, with radicals as the characters they stand for; spaces are left alone."""
    return _INVISIBLE.sub("", text).translate(_RADICALS)


def squeeze(text: str) -> str:
    """One paragraph without the spaces that typesetting puts beside Chinese characters: 2024 年 → 2024年."""
    return _LOOSE.sub("", _SPACES.sub(" ", text)).strip()


_MARKED = re.compile(r"^\s*#{1,6}(?:\s+|(?=[（(\u4e00-\u9fff]))")
_BOLD = re.compile(r"^\*\*([^*]+)\*\*(?=[。：:]?$|[^*]*$)")


def unmarked(text: str) -> str:
    """A line without Markdown's marks of a heading at its beginning, which stand in texts of other formats too."""
    return _BOLD.sub(r"\1", _MARKED.sub("", text))


def simplified(text: str) -> str:
    """Text in the form's own characters, digits and words, as long as it was, for comparing.

    A table of the characters that the form and organs' names are made of is enough for that. What is kept stays as
    it was printed: which of two characters a name is written with (乾, 干) no table knows.
    """
    for word, plain in _SAID_OTHERWISE.items():
        text = text.replace(word, plain)
    return text.translate(_SIMPLIFY)


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Text for comparing: NFKC, simplified, no white space, no invisible characters."""
    plain = simplified(unicodedata.normalize("NFKC", clean(text)))
    return "".join(plain.split())


_NOT_WORDS = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")
_INDEX = re.compile(
    r"^(?:\(?[一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.,,:]|\(?\d{1,2}[).、,,]|[①-⑩])+"
)


@lru_cache(maxsize=16_384)
def key(text: str) -> str:
    """A label or heading reduced to its words: no number in front, no punctuation, no space."""
    return _NOT_WORDS.sub("", _INDEX.sub("", fold(text)))
