"""pdf: the preview's HTML printed by WeasyPrint."""

from base64 import b64decode
from typing import TYPE_CHECKING

from assistant.document.html import to_paper
from assistant.document.layout import Layout
from assistant.document.stylesheet import pages_style

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

_OWN_PICTURE = "data:image/png;base64,"


def to_pdf(layout: Layout) -> bytes:
    """The bytes of the PDF, the same content as the preview, with page numbers."""
    return printed(to_paper(layout), pages_style())


def printed(html: str, style: str) -> bytes:
    """A page of the program's own as PDF, with what only paper has added to its style; nothing is fetched for it."""
    from weasyprint import CSS, HTML

    document = HTML(string=html, url_fetcher=_nothing_from_outside)
    pdf: bytes = document.write_pdf(stylesheets=[CSS(string=style)], pdf_tags=True)
    return pdf


def _nothing_from_outside(url: str, **_options: object) -> "URLFetcherResponse":
    """The document refers to its own pictures alone; should text ever smuggle an address in, it is not fetched."""
    if not url.startswith(_OWN_PICTURE):
        raise ValueError(url)
    from weasyprint.urls import URLFetcherResponse

    return URLFetcherResponse(url, b64decode(url.removeprefix(_OWN_PICTURE)), {"Content-Type": "image/png"})
