"""Numbers that decide how tables are found and read, each with the reason behind it: the form's shape, or a judgement.

A value that names no law, form or measurement is a judgement; its reason says what goes wrong on either side.
"""

# What is a table

MANY_VALUES = 15
"""Values from which lines without a label are a table all the same: two rows of table three and more than any prose
holds in a run."""
LONGEST_TITLE = 60
"""Characters up to which a line with a full stop may be a label: the longest label, of table three, has 34."""
LONGEST_TABLE = 12_000
"""Characters from which a line is not taken for a table: the labels of all three tables together have 1,010."""
WHOLE_TABLE_ROWS = 8
"""Rows of table three from which a table is it and no office's own excerpt. A judgement: under a third of the rows;
excerpts print the few that are not 0."""
PRINTED_ROWS = 8
"""Rows without a single value from which table three was printed and left blank: the same number for the same
reason."""
SEVERAL_TWICE = 3
"""Rows that stand there twice with other values, or twice as wide, from which two years stand side by side: one or two
may be a row that a page's end broke and somebody typed again."""
PROSE = 30
"""Characters of a cell without labels or values from which it is prose in a frame, not a cell."""
SEVERAL_ROWS = 3
"""Tables of one row in a run from which they are one table cut into rows: two may be two boxes."""

# Tables flattened into lines

ROW_CELLS = 3
"""Cells from which a line is a row, and rows from which lines are rows: two are a label and its number."""
FULL_ROW = 7
"""Values of a row of table three that misses none: the form's seven columns."""
OFTEN = 6
"""A gap so many times rarer than the commonest is an accident of one page and separates nothing. A judgement."""
RECTANGLE = 0.8
"""Share of rows of one length from which columns can be told by position: titles and notes make the rest."""
SHORTEST_PIECE = 3
"""Characters from which a piece of a column's heading tells which column it is: 件数 stands in three of them."""

# Rows whose digits ran together

MOST_DIGITS = 40
"""Digits of a full row that are taken apart: seven columns of five digits and some. More is a row of phone numbers."""
MOST_PLACES = 7
"""Digits of a number of table four in such a run: a million lawsuits on disclosure no organ has."""
MOST_WAYS_OF_A_ROW = 5000
"""Ways of cutting a row that are tried; beyond, none would be certain, and the row is told as unreadable."""
MOST_WAYS_OF_A_TABLE = 5000
"""The same for table four, whose three blocks of five each end with their sum, which settles them."""
MOST_SUMS = 100_000
"""Sums of rows made in one search, a tenth of a second's work: the hardest of 320 tables drawn at random, from tens to
tens of thousands of cases, took 90."""
