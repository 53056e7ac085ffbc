"""PDFium, which draws the pages of PDF files: it may be used by one thread at a time, so whoever uses it holds this."""

import threading

PDFIUM = threading.Lock()
