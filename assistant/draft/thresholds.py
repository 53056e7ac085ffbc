"""Numbers that steer the writing, each with the reason or the measurement behind it.

What is said to be measured on sentences was measured on the shipped reports: 4000 pairs of sentences of the same
section of two organs, and the 330 sentences that have a successor in the same organ's next report. Two organs'
sentences have a likeness of nearly 0 at the median and of 0.57 at the hundredth highest.
"""

# Borrowing from other organs

SUPPORTED = 0.4
"""Affinity from which a note of this year and a sentence of last year are about one piece of work. By chance three
sentences in a hundred reach it, so a false one slips through rarely; higher, and a note in other words never counts."""
MOST_TOPICS_ASKED = 3
"""Topics of other organs asked about in a section. A judgement: more are a form to fill in, not a question."""
LONGEST_RUN = 20
"""Characters in a row that may stand as another organ printed them: a long clause. A judgement, on the side of
caution: the form's own terms run to a dozen, and article 47 of the 条例 answers for copying."""

# Last year's wording

MOST_OF_LAST_YEAR = 0.55
"""Share of a section's letters in sentences of last year from which they are reworded: 雷同 is told from 0.6, and a
clerk who takes a mark out or a sentence shorter should not cross it."""

LEAST_REWORDED = 40
"""Letters of a section under which nothing is reworded: that few are said alike every year, and 雷同 is not told of
them."""

# The year's own facts

FEW_TO_COMPARE = 10
"""Below this many, a percentage of change says less than the difference itself: from 2 to 3 is no 增长50%."""
INDICATORS_A_SENTENCE = 4
"""Indicators told in one sentence. A judgement: with five, a reader has lost the first before the stop."""

# Locked sentences and differences

SAME_AS_LOCKED = 0.6
"""Likeness from which a proposed sentence says what a locked one says and gives way; of two organs' sentences of a
section one in a hundred reaches it. Lower loses sentences, higher says the locked one twice."""
SENTENCE_CHANGED = 0.5
"""Share of letters in order from which a new sentence is the old one changed, not another in its place. A third of an
organ's sentences pass it from one year to the next, of two organs' sentences not one in a hundred (of 1500 pairs)."""
ISLAND = 3
"""A match shorter than this between two changes is swallowed: nobody takes half a word."""

# The conversation

SURE = 0.5
"""Share of what is asked that a fact's name must cover to be the answer. A judgement: with less than half the other
words decide what was meant, and a wrong number is worse than asking back."""
NOTE_ABOUT = 0.5
"""Likeness above which a note is the one to add when its subject is asked for; of two organs' sentences two in a
hundred reach it."""
SPEAKS_OF = 0.7
"""Likeness above which a sentence is the one to change or take out, though it does not hold the words: stricter than
adding, since what is taken out may be missed. Of two organs' sentences two in a thousand reach it."""
TOO_SHORT_FOR_LIKENESS = 5
"""Characters up to which a subject must stand in the sentence: a likeness of so few pairs is chance."""

# A language model

SPELT_OUT = 10
"""A number up to this, spelt in Chinese before a loose unit (三个方面), counts the text's own points and no facts."""
LEAST_LEFT = 6
"""Fewer characters than this are the beginning of a sentence, not one: 2024年，我局."""
MOST_FACTS = 90
"""Facts a model is told, the most used first. A judgement: more than any section states, and short enough for a small
model to keep the task in view."""
MOST_PASSAGES = 6
"""Passages a model is shown. A judgement: more are not better read, and a small model's window is soon full."""
LENGTH_STEP = 50
"""Characters a target length is rounded to: nobody counts nearer, and a model does not either."""
SHORTEST_MODEL = 60
"""Characters from which last year's section says how long such a section is. A judgement: in one line a year says that
there was nothing to say, not how much there is to say this year."""
LETTERS_A_FACT = 2
"""Chinese characters beside a placeholder in a sentence, at least: 新收 and 件. With fewer it is a list of them."""
MOST_CALLS = 10
"""Tool calls of one turn: facts, last year, passages, the present text, questions, twice a proposal and a check, and
one to record, with one to spare. Who needs more goes round in circles, and a person is waiting."""
SILENT_TURNS = 2
"""Turns that asked for writing and brought no tool call, after which an endpoint counts as one without tools: one may
be a model's whim."""
MEMORY = 6000
"""Characters of earlier turns a model is reminded of. A judgement: some ten turns with a section's text in each, and a
quarter of the window of a small model."""
LONGEST_TURN = 1500
"""Characters of one earlier turn: the longest sections, and not a whole report that somebody pasted."""
LONGEST_RESULT = 6000
"""Characters of what one tool answers: the longest section with its passages has some 4000. What somebody pasted into a
section may have no end, and a small model's window does."""
LONGEST_ANSWER = 60000
"""Characters of one answer of a model. A judgement: a whole report has some 10000, and a model that thinks first writes
a few times as many; who writes more has lost its end and would never stop by itself."""
MOST_BYTES = 32 * 1024 * 1024
"""Bytes of one response, unpacked. The longest answer in pieces of a character each, wrapped as 350 to 500 bytes of
JSON as the common servers do, is 20 to 30 million; a usual one is three. Who sends more sends something else."""
MOST_BYTES_A_PIECE = 1024 * 1024
"""Bytes that may come before a piece can be made of them. The longest answer in one piece, each character written as
six, is 360 thousand; a line without end, comments and other filling are cut before a reader collects them."""
LEAST_PACE = 2
"""Characters a second an answer has to come at, a piece without text (thinking that is not shown) counted as one. Half
of what a large model on a processor alone writes (three tokens a second, one and a half characters each)."""
WAITS_FOR_PACE = 2
"""Times the set wait that an answer may be behind that pace: one for the first word, as long as a machine needs to read
the task, and one for a pause. Who knows their model to be slower sets a longer wait."""
WAITS_FOR_ALL = 20
"""Times the set wait that one answer may take, all attempts together: 20 minutes of the usual 60 seconds, in which the
slowest pace allowed writes 2400 characters, more than any section has. A judgement: nobody waits longer."""
NAMES_TOLD = 5
"""Models of an endpoint that are named where the one asked for is not among them: a sentence, and no list."""
LONGEST_NAME = 80
"""Characters of a model's name as an endpoint tells it: the longest in use have some 60."""
FACTS_FOUND = 20
"""Facts named for a few words. A judgement: the row asked for with its columns and comparisons."""
QUESTIONS_TOLD = 5
"""Questions a model is told for a section: it asks one at a time, and the rest are there the next time."""
PERSONS_OWN = 0.6
"""Share of the pairs of a statement to record that stand in what was typed. A judgement: a model may leave out filling
words and turn them round, and may not make up the matter. With a number the number itself must have been typed."""
