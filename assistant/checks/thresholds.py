"""Numbers that decide whether the checks speak, each with the reason or the measurement behind it.

A check that speaks too often is read past, one that is silent lets a fault into print: every value stands between.
"""

# Like last year's report, or another organ's (M-01, M-02)

COPIED_WARNING = 60
"""Per cent of a section's characters in sentences with a twin. A judgement: a section of which more than half is old
was not rewritten; of 1500 pairs of sentences of two shipped organs none is a twin, so chance adds nothing."""
COPIED_ERROR = 80
"""Per cent from which it is an error. A judgement: four sentences of five are a copy with the figures changed."""
SHORTEST_SENTENCE = 8
"""Characters, masked, of a sentence that counts. A judgement: shorter ones (无其他事项) are alike in all reports."""
LEAST_TEXT = 40
"""Characters, masked, of a section whose share is told: in less, one sentence decides alone."""
BRIEF_TEXT = 16
"""Characters of a shorter section that say something; copied word for word it is told all the same. With fewer it
only states that there was nothing."""
GRAM = 3
"""Characters of the pieces twins are looked up by: pairs are in every sentence of the field, four break at every
changed word. Only speed and the choice of candidates depend on it."""

# Beside last year's figures (Y-03, G-01)

TIMES = 5
"""A value more than so many times last year's, or less than that part of it, is worth a look: a slip of a digit is
tenfold. A judgement: at two or three every new channel would be asked about."""
MATTERS = 10
"""A change from 1 to 7 is sevenfold and means nothing; from ten on it is worth a look."""
NEARLY = 10
"""Per cent within which two years are 基本持平. A judgement: said of a tenth more, 持平 reads as wrong."""
TELLING = 20
"""A number from which repetition after the same words tells of copying: small counts are often the same again."""
SAME_WORDS_BEFORE = 6
"""Characters before a number that must be last year's too. A judgement: three words name what is counted."""

# Substance and style (S-04, P-02)

PHRASE = 20
"""Characters up to which a text on problems is one phrase (存在一些不足): a problem with its cause takes more. Twice
as much may still only say that there is none."""
THROUGHOUT = 3
"""In more sections than these, English marks are a habit of the file, not slips, and are told once."""
