"""Numbers that decide what is made of a picture, each with the reason behind it.

A value that names no law, form or measurement is a judgement; its reason says what goes wrong on either side. Lengths
are in pixels of a page of `WIDTH`.
"""

# Size

WIDTH = 1700
"""Pixels an upright page is scaled to: A4 at 205 dots an inch. The form's 8-point digits are then 16 high, of which 12
are needed; at twice the size a page takes four times as long and no digit is read better."""
LENGTH = 2405
"""Pixels the longer side of a page that lies across has at most: as many as A4 is long."""
NARROWEST = 600
"""Pixels of width below which nothing is read: digits of 5 are guessed at by people too."""
NARROWEST_IN_TEXT = 400
"""Pixels of width from which a picture in a text may be a table: narrower ones are seals, marks and codes."""
MOST_PIXELS = 120_000_000
"""Pixels a picture may unpack to: a photograph of a telephone has 50 million, A4 at 600 dots an inch 35 million."""
LARGEST_SIDE = 20_000
"""Longest side a picture may have."""
MOST_SIDE = 4200
"""Pixels of the longer side a picture is kept at: A4 at 360 dots an inch. More is not read better and fills memory."""
MOST_PICTURES = 40
"""Pages of pictures that are read of one file: a report has six to twenty, and a page takes some seconds."""
PAGES_KEPT = 60
"""Pages whose words are kept by a process, a few kilobytes each: two or three reports."""
MANY_CELLS = 20
"""Cells of a frame from which a page is looked at closely among very many: table two has thirty."""
AROUND_TABLES = 8
"""Pages on either side of such a page that are read with it: the text around the tables."""
LOOKING_DPI = 110
"""Dots an inch at which pages are looked at for tables only: rules are there, a page takes a tenth of a second."""
DPI = 205
"""Dots an inch at which a page of a PDF is drawn: as many pixels of an A4 page as `WIDTH`."""

# Ink

INK = 0.72
"""Share of the paper's brightness below which a pixel is ink: pencil and bleed-through are lighter, print after a bad
copy is darker."""
PAPER = 61
"""Pixels around which the brightest is taken for the paper's brightness: wider than any stroke, narrower than the
shadow of a fold."""
LIGHT = 0.88
"""Share of the paper's brightness from which a pixel is paper: what shines through from the back is lighter."""
SPECK = 10
"""Pixels up to which a spot is dirt: a point of 8-point print has as many, and stands in no cell alone."""

STAIN = 0.05
"""Share of a cell without writing that is ink from which it is stained and not empty: the rest of a rule along one side
is 0.03."""

# Colour

RED = 45
"""Steps of 255 by which red is more than the other colours where there is red ink: print blurred by JPEG stays below
30, warm light on paper below 40, the ink of stamps is at 100 and more."""
STAMP = 0.06
"""Share of a page's width from which something red is a stamp each way: 13 mm of A4. Stamps of offices measure 42, red
letters of a heading 12."""
JOINED = 0.004
"""Share of a page's width over which pieces of a stamp's rim are one: closer than letters of a line are."""
UNDER_STAMP = 150
"""Red above which there is nothing but the stamp: print under it is below 110."""

# Turning

MOST_SKEW = 6.0
"""Degrees a page is looked for on either side: a sheet laid in by hand is off by one to three."""
SKEW_STEP = 0.1
"""Degrees between two tries: over a table's width a tenth moves a line by three pixels, half a rule's gap."""

# Rules

LIGHT_RULE = 0.95
"""Share of the paper's brightness below which a pixel may be a light rule: a hairline in light grey, two thirds of a
pixel wide. Taken only where the cells then lie as the form's do, since noise is as dark."""
SHORTEST_RULE = 34
"""Pixels from which a straight run is a rule: twice the height of 8-point letters. A row may be lower;
the rule beside it is one if other rows have it too, or if it goes all the way."""
SHORTEST_LIGHT_RULE = 60
"""The same for a light rule: the blur of letters that stand close is as dark as it over two or three of them; of the
form's rules each parts two rows of 30 or more somewhere."""
LEAST_RULE = 44
"""Pixels a rule has in all, its pieces together: those of the form part two rows or more, of 24 at the least; a stain
is as high as one."""
GAP = 14
"""Pixels a rule may be broken for: a worn copy loses a few, and a cell is wider."""
SAME_RULE = 9
"""Pixels within which two runs are one rule: half the height of a letter; rows are 24 apart and more."""
DRAWN = 0.55
"""Share of the side of a cell along which a rule must be drawn to part it from the next: broken rules have more left,
a letter's stroke reaches over less."""
ASLANT = 5
"""Pixels a corner of a frame may be off an upright rectangle before it is made one: half of `SAME_RULE`."""
AROUND = 6
"""Pixels kept around a frame: its own rules lie on its edge."""
LEAST_OPEN = 14
"""Pixels upright rules go on after the last one across from which a row was broken there: a line of small letters."""
FEWEST_ROWS = 3
TELLING_CELLS = 10
"""Rows or cells from which what lies as rows of the form's lies so by more than chance: one row of table three has ten,
table four's values are fifteen."""
FEWEST_CELLS = 2
"""Cells from which a frame may be a table: a page may end one row before a table does, and a box around a notice or a
stamp has one."""
LEAST_WIDE = 300
LEAST_TALL = 24
"""Pixels a frame is wide and tall at the least: a fifth of the page, wider than a letter of any title; one low row."""
INSET = 3
"""Pixels of a cell next to its rules that are not looked at: the rule's own blur."""

THIN = 2
"""Pixels of thickness up to which a spot at the edge of a cell is the blur of its rule: strokes are 3 and more."""
RULE = 5
"""Pixels of thickness up to which a spot along the whole of an edge is the rest of its rule: a 0 is 8 wide and more."""
WHOLE = 0.8
"""Share of an edge from which it is the whole."""
CORNER = 0.3
"""Share of its box that the rest of two rules that meet takes up at most: an 8 as large as its cell takes up half."""
CLOSE = 8
"""Pixels between a stroke and the letter it has come apart from: a third of a letter's height."""
PART = 0.7
"""Share of a letter's height below which something is a stroke of it: two lines of a cell are as high as each other."""

# Recognition

BATCH = 6
"""Pictures recognised at once. Measured: 180 cells took 0.38 s with 6, 0.66 s with 32."""
CELL_SHAPE = (3, 48, 96)
"""The least size a cell is recognised at. Measured: 180 cells took 0.38 s at 96 wide, 2.4 s at the usual 320."""
LINES_SIDE = 1800
"""Pixels of the longer side a page is kept at while its lines are looked for; they are cut from the page as it is. The
same lines are found as at full size, in 830 MB at the peak instead of 1,160."""
SURE = 0.5
"""Confidence of both readings from which a number is taken where sums hold it: two readings that agree and a sum that
holds by chance did not happen in 20,000 cells."""
SURE_ALONE = 0.8
"""The same for a cell that no sum holds, those of table two."""
LEGIBLE = 0.60
"""Confidence below which a line of prose is no text."""
MARGIN = 10
"""Pixels of paper around the writing that is recognised: without any, single digits are lost."""
FEWEST_LABELS = 3
"""Labels of the statutory tables in a frame from which it is one of them, or a page's end of one."""

# Photographs

LEAST_SHEET = 0.25
"""Share of a photograph the sheet must take up: less of it has too few pixels to be read."""
WHOLE_SHEET = 0.985
"""Share from which the picture is all sheet."""
PIECE_OF_SHEET = 0.02
"""Share of the picture from which a bright spot is a part of the sheet: a shadow parts it, a cup beside it is less."""
ALIKE = 0.7
"""Share of the letters of all labels together that must be recognised, in order, for a table to be the form's: print
that can be read at all gives 0.9, another office's table of the same shape hardly any."""

# Tables without rules

UPRIGHT_RULE = 40
"""Pixels from which an upright run is a rule, of a frame too small for a ruled table: no stroke is as high."""
LETTER = 0.72
"""Height of letters as a share of the line they are found in: the detector leaves a sixth above and below."""
PADDED = 0.16
"""Share of a line's height that it was found with as a margin on each side."""
PIECE_LIKE = 0.7
"""Share of the letters of a piece that must stand in a label, in order, for it to be a piece of that: lines of prose
share a half of theirs at most."""
LABEL_LIKE = 0.75
"""How alike the pieces found for a label must be to it: with one letter in four wrong it is still no other."""
WRAPPED = 1.6
"""Heights of a line from one line of a label to its next: lines are set at 1 to 1.5 heights, padding included."""
HEAD_ROWS = 14
"""Letter heights above the first value in which its heads stand: three lines of heads, one set letter under letter."""
VALUES_BELOW = 6
"""Letter heights below table four's heads in which its numbers stand."""
OVERLAP = 0.3
"""Letter heights the first numbers may begin above the end of the heads, as those were found with a margin around."""
BETWEEN_DIGITS = 0.4
"""Letter heights between two digits from which they are two numbers: digits of one are 0.2 apart, two 1 are 0.3."""
SINGLE = 1.5
"""The same where a row has one value: its decimal point is not among the digits, and what stands far off is another."""
AROUND_DIGITS = 0.15
"""Heights of a row of digits above and below it in which parts of them may be: the next row is 0.3 away and more."""
LOWEST_DIGIT = 0.5
"""Letter heights from which ink may be a digit: those are 0.7 high, dirt and points are lower."""
HIGHEST_DIGIT = 1.6
"""Letter heights up to which ink may be a digit: strokes of a stamp and of titles are higher."""
APART = 0.7
"""Share of the narrowest gap between heads up to which a gap is one within a head that is set wide."""
HEAD_LIKE = 0.6
"""How alike words above a column must be to the form's head to speak for it: of four letters one may be wrong."""
OTHER_HEAD = 0.7
"""How alike to another head they must be to speak against it."""
HEADS_READ = 0.7
"""Share of the heads that must be recognised: with the others between them, none of which says another thing, no two
columns can have changed places."""
OVER_LIKE = 0.7
"""How alike words must be to what the form prints above heads, such as 申请人情况."""
LONG_PIECE = 6
"""Letters from which a piece of it will do: shorter ones stand elsewhere too."""
