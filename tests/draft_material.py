"""A fictional bureau with two years, for the tests of drafting."""

from decimal import Decimal
from typing import Any

from assistant.draft import Request
from assistant.evidence import Passage, mask
from assistant.facts import derive
from assistant.figures import Figures, Indicator, Note
from assistant.form import load
from assistant.report import Report
from assistant.tables import fill

ORGAN = "云山市青湖区司法局"


def figures(**values: object) -> Figures:
    """All cells 0 but these (T3__received__business=4), computed cells filled."""
    base = {code: Decimal(0) for code, cell in load().cells.items() if not cell.computed}
    given = {code.replace("__", "."): Decimal(str(value)) for code, value in values.items()}
    return fill(Figures({**base, **given})).figures


LAST = Report(
    organ=ORGAN,
    year=2023,
    figures=figures(
        T3__received__natural_person=5,
        T3__granted__natural_person=5,
        T2__normative__issued=2,
        T2__normative__in_force=38,
        T2__licensing__decisions=120,
    ),
    indicators=(Indicator("微博发布", Decimal(90), "条", "overview.platform"),),
    sections={
        "preamble": "根据《条例》编制本报告。统计期限为2023年1月1日至12月31日。"
        "如有疑问请联系青湖区司法局办公室，电话：0951-1234567。",
        "overview": "2023年，我局认真做好政府信息公开工作。",
        "overview.active": "2023年，我局制发行政规范性文件2件，现行有效38件。"
        "全年作出行政许可处理决定120件，同比增长12.5%。"
        "印发《青湖区司法局公开办法》。公开预决算信息33条。",
        "overview.on_request": "2023年，我局收到政府信息公开申请5件，均已办结，予以公开5件。未发生行政复议和行政诉讼。",
        "overview.management": "严格落实公开审查制度，审查文件46件。",
        "overview.platform": "2023年通过微博发布信息90条，比2022年增加10条。2023年11月23日，我局获评先进单位。",
        "overview.supervision": "我局召开专题会议2次，组织培训三场。",
        "problems": "一是主动公开内容不够全面。二是政策解读形式单一。",
        "improvements": "一是加强政策解读，多采用图解形式。二是加大培训力度，提高人员能力。",
        "other": "2023年，我局未收取信息处理费。",
    },
)

BUREAU = Report(
    organ=ORGAN,
    year=2024,
    figures=figures(
        T3__received__natural_person=30,
        T3__received__business=4,
        T3__carried_in__natural_person=2,
        T3__granted__natural_person=17,
        T3__granted__business=2,
        T3__partly_granted__natural_person=3,
        T3__refused_third_party_rights__natural_person=1,
        T3__unavailable_not_held__natural_person=6,
        T3__unavailable_not_held__business=1,
        T3__unprocessed_petition__natural_person=2,
        T3__carried_out__natural_person=3,
        T3__carried_out__business=1,
        T4__review__upheld=2,
        T4__direct__pending=1,
        T2__normative__issued=3,
        T2__normative__in_force=41,
        T2__licensing__decisions=150,
        T2__fees__amount="12.5",
    ),
    indicators=(
        Indicator("微博发布", Decimal(104), "条", "overview.platform", Decimal(90)),
        Indicator("阅读量", Decimal(957541), "次", "overview.platform"),
        Indicator("政务公开培训", Decimal(3), "场", "overview.supervision"),
        Indicator("普法直播", Decimal(4), "场", "overview.platform"),
    ),
    notes=(
        Note("overview.active", "公开2024年部门预算和2023年部门决算"),
        Note("overview.active", "编制政策图解12期，回应群众留言86件"),
        Note("overview.management", "修订公开审查制度，对拟公开文件逐件审查。"),
        Note("overview.supervision", "明确由办公室承办政府信息公开工作"),
        Note("overview.supervision", "我局配备专职人员2名"),
        Note("problems", "政策解读以文字为主，图解、视频偏少"),
        Note("problems", "个别栏目更新不及时"),
        Note("improvements", "制作政策解读图解15期，增加音视频解读"),
        Note("improvements", "建立栏目更新月度检查制度"),
    ),
)


def request(section: str, report: Report = BUREAU, last: Report | None = LAST, **options: Any) -> Request:
    """A request for a section of the bureau's current year."""
    return Request(section=section, report=report, facts=derive(report, last), last=last, **options)


def passage(
    passage_id: str, text: str, *, section: str, organ: str = "白河市东坪区财政局", year: int = 2023
) -> Passage:
    """A passage of another organ's report, masked as the archive masks it."""
    return Passage(passage_id, text, mask(text, [organ]), organ, year, section)
