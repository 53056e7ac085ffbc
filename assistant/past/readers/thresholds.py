"""Numbers that decide what readers make of a page or of bytes, each with the reason behind it.

A value that names no law, form or measurement is a judgement; its
reason says what goes wrong on either side. Limits of size and time
stand with the reader they bound.
"""

# PDF pages

MARGIN = 0.09
"""Share of a page's height at top and bottom where running lines stand: 2.7 cm of A4, where the standard for official
documents leaves 3.7 and 3.5 cm."""
FEW_PAGES = 3
"""Pages on which a line stands at one place, away from the margins, before it is a running one: two may be chance."""
HIGHER = 0.25
"""Share of its size by which a digit stands above the digit before it, to be a footnote's mark: printed marks are
raised by a third, digits of one line by nothing."""
SLANT = 0.1
"""Slope from which a letter is slanted: a watermark lies at 30° to 45°, a crooked scan at 2° or 3°, under 0.06."""
LYING_CHARS = 20
"""Letters that must lie on their side before a page is turned: fewer are a label set upright in a table."""
OPEN_END = 4.0
"""Points between a rule's end and the nearest line across from which a row was left open there: frames are drawn to
within a line's thickness, rows are 12 points and more."""
MOST_RULES = 6000
"""Rules from which a page is a drawing and not searched for tables: a printed table has some hundreds, and the search
takes the square of their number."""
MOST_CHARS = 20_000
"""Letters from which a page is not searched for doubled ones: a full page of text has far fewer, and the
search takes long."""
BROKEN_HEADING = 40
"""Characters of a heading broken over two centred lines. A judgement: the form's longest title with some words."""
HARDLY_WIDE = 0.6
"""Share of the page's width that the widest lines must reach for one to have been broken at it: narrower ones are a
list or verse, and end where they ended."""

# Pages of OFD, whose letters come without the breadth of their font

NARROW = 0.5
"""Share of its height that a letter or digit is broad: a half of it in the fonts of official documents, 0.56 in most
others."""
BROAD_AT_MOST = 1.3
"""Share of its height up to which a Chinese character reaches to the next one: justified lines are set wider by a
third at most, what stands two characters away is another cell."""
NARROW_AT_MOST = 1.0
"""The same for a letter: the broadest, W, has 0.95."""
DIGIT_AT_MOST = 0.7
"""The same for a digit: 0.64 in the broadest font met. Wider apart, two digits are two numbers."""
ON_THE_LINE = 0.1
"""Share of its height by which a letter may stand higher or lower than the one before it on the same line."""
STRETCHED = 1.3
"""Times the usual breadth up to which a frame is drawn around its letters alone: many are as broad as the page."""
RISE = 0.88
"""Share of its height that a letter rises above its foot, as Chinese fonts are drawn; the rest is below."""
PICTURE_WIDE = 0.25
"""Share of the page's width from which a picture may hold a table; emblems and codes to scan are narrower."""
PICTURE_TALL = 0.04
"""Share of its height, likewise: table two's smallest block is 2 cm high on A4, a ruled line of red is 0.1."""
ALMOST_STRAIGHT = 0.05
"""Points by which the ends of an upright or level rule may differ: writers round to a thousandth of a millimetre."""

# Tables drawn in plain text

DRAWN_CELLS = 3
"""Separators in a line, or rules in a text, from which it is a table: two commas are in any sentence."""
COPIED = 3
"""Blanks of a web page written out (&nbsp;) from which a text was copied from its source: one may be its subject."""
DRAWN_LINES = 8
"""Such lines from which the text is a table. A judgement: with fewer, lists in prose would be taken for one."""

# Bytes

DAMAGED = 0.02
"""Share of unreadable characters from which the file is given back: a few bytes lost in transport are far fewer; the
shipped reports in UTF-8 taken for GB18030 have 3 % and more, the other way 73 %."""
BINARY = 0.02
"""Share of control characters from which bytes are no text: text has none, of random bytes a tenth are."""
CHINESE = 0.3
"""Share of Chinese characters from which text of two bytes a character was read the right way round: the shipped
reports have 0.72 and more, read the wrong way at most 0.28."""
