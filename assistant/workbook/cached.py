"""cached: the results of formulas inside the file, for programs that read values and calculate nothing."""

import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO

from lxml import etree

from assistant.figures import plain

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def with_results(data: bytes, results: Mapping[tuple[str, str], Decimal | str | None]) -> bytes:
    """The workbook with each formula's result beside it: sheet and address → number, text, or None for unknown."""
    source = zipfile.ZipFile(BytesIO(data))
    paths = _sheet_paths(source)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename in paths:
                content = _filled(content, paths[item.filename], results)
            target.writestr(item, content)
    return out.getvalue()


def _sheet_paths(source: zipfile.ZipFile) -> dict[str, str]:
    """Path inside the file → sheet name."""
    relations = etree.fromstring(source.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): re.sub(r"^/?(xl/)?", "xl/", str(one.get("Target"))) for one in relations}
    sheets = etree.fromstring(source.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    return {targets[sheet.get(_RELATION)]: str(sheet.get("name")) for sheet in sheets}


def _filled(content: bytes, sheet: str, results: Mapping[tuple[str, str], Decimal | str | None]) -> bytes:
    root = etree.fromstring(content)
    for cell in root.iter(f"{_MAIN}c"):
        result = results.get((sheet, str(cell.get("r"))))
        value = cell.find(f"{_MAIN}v")
        if result is None or value is None or cell.find(f"{_MAIN}f") is None:
            continue
        value.text = plain(result) if isinstance(result, Decimal) else result
        if isinstance(result, str):
            cell.set("t", "str")
        else:
            cell.attrib.pop("t", "")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
