"""Numbers that decide what a sentence is taken to state, each with the reason or the measurement behind it.

Measured on sentences means: on 4000 pairs of sentences of one section of two organs in the shipped reports.
"""

# A figure for an empty place in past wording

BEFORE = 26
"""Characters before a number in which its name may stand. A judgement: a clause and its qualifiers; further back
another thing is spoken of."""
AFTER = 12
"""Characters behind a number in which its name may stand (3场培训): names follow at once or not at all."""
NEAR = 16
"""Characters before a number whose words count where no whole name stands there: nearer than a name need be, since
single words are in every clause."""
NAMED_BEFORE = 10.0
"""How clearly a name before the number speaks of it, to which its length is added: names usually come first."""
NAMED_AFTER = 6.0
"""The same for a name behind it: less, since it may belong to the next number."""
PER_CHARACTER = 0.6
"""What each character between name and number takes away. A judgement: five of them outweigh a name three longer."""
SHARED_WORDS = 4.0
"""How clearly shared words speak, to which their count is added: under any name that stands there whole. These four
only order candidates; equals leave the place empty for a person."""
LONGEST_NAME = 18
"""Characters of what a number counts, as a person is asked for it: more is a clause, of which the end is the noun."""
SHORTEST_NOUN = 2
"""办了×场: a lone verb names nothing that could be counted."""
LONGEST_NOUN = 16
"""Characters of a name proposed for an indicator. A judgement: more does not fit the table and is cut at a joint."""

# A source by value alone

SMALL = 10
"""Below this, an equal value is too often a coincidence to be a source without a word of the name beside it."""

# Promises and claims

TAKEN_UP = 0.34
"""How much of the shorter text's particular pairs a sentence must share: below a third, two sentences of this kind
meet by chance (three in a hundred reach it); measured on the promises of the shipped reports and the notes of the
years after."""
COVERED = 0.22
"""How much of a promise must come up anywhere in the year's text where no one sentence takes it up: a promise is
often answered in pieces, in several sections. By chance five single sentences in a hundred reach it."""
FEW = 6
"""Fewer particular pairs than this are too little to judge a promise by."""
RECORDED = 0.6
"""How much of a claim's words must stand in one note to be recorded there: honours are noted by their names, and a
note that shares less than this names another one."""
