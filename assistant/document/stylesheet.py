"""stylesheet: the official page in CSS, for the preview on the screen and for the PDF from the same HTML."""

from assistant.document import faces

_PAPER = """
.nb-desk{{background:#d7dade;padding:24px 8px;overflow-x:auto}}
.nb-paper{{box-sizing:border-box;width:{width}mm;min-height:{height}mm;margin:0 auto;background:#fff;color:#000;
padding:{top}mm {right}mm {bottom}mm {left}mm;box-shadow:0 1px 6px rgba(0,0,0,.35);
font:{body_size}pt/{line}pt {body};font-synthesis:none}}
.nb-paper p,.nb-paper h1,.nb-paper h2,.nb-paper h3{{margin:0;padding:0}}
.nb-paper .nb-title{{font:bold {title_size}pt/{title_line}pt {title};text-align:center;margin-bottom:{line}pt}}
.nb-paper .nb-title span{{display:inline-block}}
.nb-paper .nb-h1{{font:normal {body_size}pt/{line}pt {first};text-indent:2em;break-after:avoid}}
.nb-paper .nb-h2{{font:normal {body_size}pt/{line}pt {second};text-indent:2em;break-after:avoid}}
.nb-paper .nb-text,.nb-paper .nb-unwritten{{text-indent:2em;text-align:justify;
overflow-wrap:anywhere;orphans:1;widows:1}}
.nb-paper .nb-unwritten{{color:#c00000}}
.nb-paper .nb-signature{{text-align:right;margin-top:{line}pt;padding-right:4em;break-before:avoid}}
.nb-paper .nb-picture{{text-align:center;margin:{line}pt 0 0;break-inside:avoid;line-height:normal}}
.nb-paper .nb-signature + .nb-picture{{break-before:page}}
.nb-paper .nb-table{{width:100%;table-layout:fixed;border-collapse:collapse;margin:4pt 0 8pt;break-inside:avoid;
font-family:{table};font-variant-numeric:tabular-nums;text-align:center}}
.nb-paper .nb-table.nb-large{{font-size:{large}pt;line-height:1.4}}
.nb-paper .nb-table.nb-small{{font-size:{small}pt;line-height:1.3}}
.nb-paper .nb-large th,.nb-paper .nb-large td{{height:17pt}}
.nb-paper .nb-table th,.nb-paper .nb-table td{{border:.5pt solid #000;padding:2pt;font-weight:normal;
vertical-align:middle;height:14pt;overflow-wrap:anywhere;color:#000;background:none}}
.nb-paper .nb-table tr{{break-inside:avoid}}
.nb-paper .nb-table .nb-left{{text-align:left}}
.nb-paper .nb-table .nb-centre{{text-align:center}}
.nb-paper .nb-table .nb-banner{{text-align:left;background:#{banner}}}
.nb-paper .nb-origin{{background:#e3ecf9;color:inherit;border-bottom:1px solid #1f4e9c;cursor:help}}
@media print{{
.nb-desk{{background:none;padding:0;overflow:visible}}
.nb-paper{{width:auto;min-height:0;margin:0;padding:0;box-shadow:none}}
}}
@page{{size:A4;margin:{top}mm {right}mm {bottom}mm {left}mm}}
"""

_PAGES = """
body{{margin:0}}
@page{{font:{number_size}pt {table}}}
@page:right{{@bottom-right{{content:"— " counter(page) " —";padding:7mm 1em 0 0;vertical-align:top}}}}
@page:left{{@bottom-left{{content:"— " counter(page) " —";padding:7mm 0 0 1em;vertical-align:top}}}}
.nb-paper .nb-title{{font-weight:{weight}}}
"""


def paper_style() -> str:
    """The style sheet of the preview; every selector stands under .nb-desk or .nb-paper."""
    return _PAPER.format(
        width=faces.WIDTH,
        height=faces.HEIGHT,
        top=faces.TOP,
        right=faces.RIGHT,
        bottom=faces.BOTTOM,
        left=faces.LEFT,
        line=faces.LINE,
        body=faces.BODY.stack,
        body_size=faces.BODY_SIZE,
        title=faces.TITLE.stack,
        title_size=faces.TITLE_SIZE,
        title_line=faces.TITLE_LINE,
        first=faces.FIRST.stack,
        second=faces.SECOND.stack,
        table=faces.TABLE.stack,
        large=faces.table_size(1),
        small=faces.table_size(100),
        banner=faces.BANNER,
    )


def pages_style() -> str:
    """What only the PDF adds: page numbers at the outer edge, and the title's weight on this machine."""
    return _PAGES.format(number_size=faces.PAGE_NUMBER_SIZE, table=faces.TABLE.stack, weight=faces.title_weight())
