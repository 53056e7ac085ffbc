"""page_images: the pages of a PDF as pictures, for the screen and for charts in files that cannot hold a drawing."""

from io import BytesIO

from assistant.past.readers.printed.pdfium import PDFIUM


def page_images(pdf: bytes, *, scale: float = 1.5) -> list[bytes]:
    """Each page of a PDF as a PNG, 72 × scale dots an inch."""
    import pypdfium2

    images = []
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        for page in document:
            out = BytesIO()
            page.render(scale=scale).to_pil().save(out, "PNG")
            images.append(out.getvalue())
        document.close()
    return images
