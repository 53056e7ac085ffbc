"""pdf: the preview's HTML printed by WeasyPrint, and its pages as pictures for the screen."""

from io import BytesIO

from assistant.document.html import to_paper
from assistant.document.layout import Layout
from assistant.document.stylesheet import pages_style


def to_pdf(layout: Layout) -> bytes:
    """The bytes of the PDF, the same content as the preview, with page numbers."""
    from weasyprint import CSS, HTML

    document = HTML(string=to_paper(layout), url_fetcher=_nothing_from_outside)
    pdf: bytes = document.write_pdf(stylesheets=[CSS(string=pages_style())], pdf_tags=True)
    return pdf


def _nothing_from_outside(url: str, **_options: object) -> dict[str, object]:
    """The document refers to nothing; should text ever smuggle an address in, it is not fetched."""
    raise ValueError(url)


def page_images(pdf: bytes, *, scale: float = 1.5) -> list[bytes]:
    """Each page of a PDF as a PNG, 72 × scale dots an inch."""
    import pypdfium2

    images = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        out = BytesIO()
        page.render(scale=scale).to_pil().save(out, "PNG")
        images.append(out.getvalue())
    document.close()
    return images
