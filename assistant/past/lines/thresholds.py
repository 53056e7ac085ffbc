"""Numbers that decide how lines are read, each with the reason or the measurement behind it.

A value that names no law, form or measurement is a judgement; its reason says what goes wrong on either side.
"""

# Lines broken at a width (unwrap); widths in Chinese characters

WRAPPED_SHARE = 0.2
"""Share of the lines of prose that must end at one width: by paragraph ends alone hardly any two lines are as long."""
MIN_LINES = 4
"""So many at least, else the width is a coincidence; so many lines set in, and paragraphs begin that way."""
FEW_LINES = 2
"""Fewer lines than the above tell a width only where no other line ends nowhere."""
MOST_LINES = 0.6
"""So many do where a few other lines, such as captions, end nowhere as well; and none may be longer. A judgement."""
ALL_LINES = 0.9
"""Share of the lines ending nowhere that must be of one width in a file that has its paragraphs told: lists there have
lines that end nowhere too, but of any length."""
MIN_WIDTH = 12
"""Shorter lines are headings, dates and cells, and tell no width."""
NARROWEST = 14
"""A column narrower than this is a table's, not a page's."""
WIDEST = 120
"""Lines longer than this were not broken to be read: three times a printed line, which holds about forty."""
INDENT = 2.6
"""A broken line is at most so much shorter than the width: the two characters a paragraph is set in by, or a mark
that may not begin a line, and half a letter."""
SET_IN = 2.0
"""What a paragraph is set in by, in Chinese characters: the standard for official documents."""
EXTRA = 1.5
"""A line may stand out so far: a closing mark hung into the margin."""
HUNG = 1.0
"""What the width found may be more than the page's own: a mark hung into the margin."""
LONGER_SHARE = 0.15
"""Share of lines that may be longer than the width: titles and addresses; with more it is no width."""
NEARLY_FULL = 0.7
"""A line shorter than this share of the width ended by itself. A judgement: 0.5 joins signatures to the text, 0.9
tears lines before a long word or number."""
LONGEST_PARAGRAPH = 5000
"""Characters from which nothing more is joined: no paragraph is so long, so a whole page was being swallowed."""

# Headings

LONGEST_HEADING = 45
"""Characters of a heading. The form's longest title of a part has 19; organs lengthen it, and a sentence is longer."""
OPENING = 300
"""Characters in which a line's heading is looked for; a heading and the first mark after it are well within."""
SENTENCE = 18
"""Characters above which a line with a full stop is a sentence: headings with a stop by mistake are shorter."""
FEW_NUMBERED = 4
"""Numbered headings of one level from which that level stands for the form's six parts: fewer may be one part's
points."""

# Several titles or pieces in a line (runon)

LONG_LINE = 60
"""Characters from which a line may hold several titles: two titles and some words."""
FEW_UNNUMBERED = 3
"""Aspects named without a number between sentences of a line from which these are their titles: one or two such words
alone between two stops a sentence may leave."""
SEVERAL_TITLES = 3
"""Titles of parts in a line from which it is cut at them: two may stand in one sentence."""
WHOLE_PAGE = 1500
"""Characters from which a line is a whole page without breaks and no row."""
UNMISTAKABLE = 8
"""Characters from which a title of the form is one wherever it stands behind its number: 总体情况 may be said in a
sentence, 主动公开政府信息情况 behind 二、 is not."""
RUN_LABELS = 8
"""Labels of the tables in a run from which it is a table: prose that names every column has seven."""
RUN_GAP = 90
"""Characters between two labels that may be pieces of the tables' own words: the note on how table three's rows must
add up has 45."""
MOST_PIECES = 9
"""Lines a broken label may lie in. The longest label has 34 characters, cells hold four or more."""
PIECE = 30
"""Characters of a line that may be a piece of a label: longer ones are whole."""

# Labels of the tables (table_labels)

SHORT = 2
"""Characters up to which a label is a word of prose as well (其他, 总计), and is known only where nothing follows."""
SHORTEST_CUT = 4
"""Characters from which a label is known by a part or by most of its letters: of three, one wrong leaves nothing."""
LIKE = 0.72
"""Share of letters in order from which a text is a misprint of a row's label: any one wrong letter in any row of the
form of 2021 leaves 0.75 or more, and all but one pair of its rows are under 0.69."""
CLEARLY = 0.12
"""How much nearer than the next row it must be: 本年新收… and 上年结转… are at 0.79 of each other."""
HEAD_LIKE = 0.8
"""The same for the short headings of columns, where one letter weighs more: one wrong of five leaves 0.8."""

# What headings speak of (heading_words)

SPEAKS = 3
"""Points from which a title speaks of a section: 管理 alone does as its last word only, where it counts twice."""
HEAVY = 4
"""Weight from which a word names its section by itself; lighter ones (制度建设, 政策解读) are said under several."""

# Tables of two years (years)

CAPTION = 30
"""Characters of a line right above a table that says whose year it is: longer ones are sentences of the text."""
