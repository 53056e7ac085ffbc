"""labels: printed words as they are compared, whatever spaces and widths a person left in them."""

import re
import unicodedata


def plain(text: str) -> str:
    """Text without spaces, in half width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
