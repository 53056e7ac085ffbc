"""The style sheet of a 送审包: on the screen in the width there is, on paper A4 with the digest in the foot."""

from assistant.document import faces

_STYLE = """
.nb-packet{font:11pt/1.7 %(text)s;color:#1c2430;background:#fff;max-width:210mm;margin:0 auto;
overflow-wrap:anywhere}
.nb-packet .nb-front{padding:0 16px}
.nb-packet .nb-name{font:bold 20pt/1.5 %(text)s;margin:16pt 0 8pt;padding:0}
.nb-packet .nb-part{font:bold 13pt/1.5 %(text)s;margin:18pt 0 6pt;padding:0 0 3pt;border-bottom:1.5pt solid #1f4e8c;
break-after:avoid}
.nb-packet .nb-sub{font:bold 11pt/1.6 %(text)s;margin:8pt 0 2pt;padding:0;break-after:avoid}
.nb-packet .nb-front p,.nb-packet .nb-front li{margin:0 0 4pt;font-size:11pt;line-height:1.7}
.nb-packet .nb-front ul,.nb-packet .nb-front ol{margin:0;padding:0 0 0 1.6em}
.nb-packet .nb-front li{break-inside:avoid}
.nb-packet .nb-list{width:100%%;border-collapse:collapse;margin:0 0 4pt;font-size:10pt;line-height:1.5}
.nb-packet .nb-list th,.nb-packet .nb-list td{border:.5pt solid #7c8898;padding:3pt 5pt;text-align:left;
vertical-align:top;font-weight:normal;color:#1c2430;font-size:10pt;line-height:1.5}
.nb-packet .nb-list thead th{background:#eef2f7;font-weight:bold}
.nb-packet .nb-list thead{display:table-header-group}
.nb-packet .nb-list tr{break-inside:avoid}
.nb-packet .nb-kept{width:9em}
.nb-packet .nb-digest{font-family:%(mono)s;font-size:9.5pt;word-break:break-all}
.nb-packet .nb-soft{color:#4a5666;font-size:9.5pt}
.nb-packet .nb-bad{color:#a3201a}
.nb-packet .nb-ok{color:#1b6b3a}
.nb-packet .nb-said{border-left:2pt solid #c5ced9;padding:0 0 0 8pt;margin:2pt 0;white-space:pre-wrap}
.nb-packet .nb-taken{text-decoration:line-through}
.nb-packet .nb-added{text-decoration:underline}
.nb-packet b{font-weight:bold}
.nb-packet .nb-paper :is(h2,h3,h4,h5){margin:0;padding:0;letter-spacing:0}
.nb-packet .nb-list td.nb-whole{white-space:nowrap}
.nb-packet .nb-paper :is(p,th,td){font-size:inherit;line-height:inherit;letter-spacing:0}
@media screen{
.nb-packet .nb-desk{margin:8pt 0;padding:0;background:none;overflow:visible}
.nb-packet .nb-paper{width:auto;min-height:0;box-shadow:none;border:.5pt solid #c5ced9}
}
@media screen and (max-width:900px){
.nb-packet .nb-paper{padding:16px;border:0;font-size:12pt;line-height:1.8}
.nb-packet .nb-paper :is(.nb-h1,.nb-h2){font-size:12pt;line-height:1.8}
.nb-packet .nb-paper .nb-table{font-size:8pt}
.nb-packet .nb-paper .nb-title{font-size:17pt;line-height:1.5}
.nb-packet .nb-name{font-size:16pt}
}
@media print{
.nb-packet{max-width:none}
.nb-packet .nb-front{padding:0}
.nb-packet .nb-fresh{break-before:page}
}
@page{size:A4;margin:20mm 18mm 22mm}
"""

_FOOT = """
body{margin:0}
@page{@bottom-left{content:"内容校验码 %(digest)s";font:7pt %(text)s;color:#4a5666;vertical-align:top;padding-top:5mm;
white-space:nowrap;width:80%%}
@bottom-right{content:"第 " counter(page) " 页，共 " counter(pages) " 页";font:9pt %(text)s;vertical-align:top;
padding-top:5mm}}
.nb-paper .nb-title{font-weight:%(weight)s}
"""

_MONO = "'Consolas','Menlo','DejaVu Sans Mono',monospace"


def packet_style() -> str:
    """What stands beside the paper's own style sheet; every selector but the page's stands under .nb-packet."""
    return _STYLE % {"text": faces.FIRST.stack, "mono": _MONO}


def foot_style(digest: str) -> str:
    """What only the PDF adds: page numbers, and the digest at the foot of every page."""
    return _FOOT % {"digest": digest, "text": faces.FIRST.stack, "weight": faces.title_weight()}
