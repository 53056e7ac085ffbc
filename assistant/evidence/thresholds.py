"""Numbers that steer the search in past reports, each with the reason or the measurement behind it.

Measured means: with scripts/evaluate_retrieval.py, 62 questions over the 279 passages of the shipped reports
(tests/cases/retrieval.yaml). With the values below recall@5 is 0.840, nDCG@10 0.817, and 19 of 20 irrelevant
questions get no answer. What is told of another value is its figure in the same order, where it differs.
"""

# Two rankings fused

BY_WORDS = 2.0
"""Weight of the ranking by words: alone it ranks better (0.815, 0.780) than vectors do (0.719, 0.716). Weighed 1:
0.834, 0.811; weighed 3: 0.824, 0.818."""
BY_VECTORS = 1.0
"""Weight of the ranking by vectors: the measure of the other."""
RANKS = 60
"""The usual constant of reciprocal rank fusion. 20: 0.831, 0.817; 120: 0.831, 0.819."""
DEPTH = 60
"""How deep each ranking is read before fusing. 20: nDCG 0.813; 120 changes nothing and costs more."""
EQUAL = 0.02
"""Fused scores within this share of each other count as equal, and the newer passage goes first. None: 0.827, 0.815;
0.1: 0.833, 0.804, the newer before the better."""
LEAST = 0.12
"""Relevance under which a passage is not shown. 0.09 finds more (0.853, 0.832) and answers two irrelevant questions
of twenty; 0.15 finds less (0.824, 0.802) and is silent no oftener."""
WORDS_ALONE = 2.4
"""What relevance by words alone is multiplied by, so that LEAST holds for it too: with words alone it is silent as
often as with both, 19 times of 20."""
ALIKE = 0.8
"""Share of common character pairs from which two passages of an organ say the same and are shown as one. A judgement:
lower hides a year's news, higher shows the same paragraph for each year."""

# Words

K1 = 1.2
"""BM25's weight of repetition: a word twice says hardly more than once. 0.8 answers one irrelevant question more;
1.6: 0.824, 0.810."""
B = 0.6
"""BM25's weight of length: passages differ little in it. 0.3: 0.834, 0.819; 0.75: 0.827, 0.815."""
SHORTEST = 30
"""Characters under which a piece joins its neighbour: a heading alone answers nothing."""
LONGEST = 400
"""Characters of a passage: a long paragraph. A judgement: longer ones hold several matters and are found for none."""

# Neighbours by vectors

WIDE = 160
"""Neighbours of the question asked for before the filters: room for those that the filters take away."""
WIDER = 800
"""The same under narrow filters. A judgement: more takes longer than asking for the allowed alone."""
NARROW = 0.3
"""Share of the archive left by the filters under which they are narrow: of WIDE neighbours fewer than DEPTH are then
to be expected."""
ENOUGH = 15
"""Neighbours left by the filters under which the index is asked again, for the allowed alone: a list shows eight, and
repeated passages fold together."""
EXACT = 600
"""Up to so many candidates are compared one by one: Chroma's graph search is slow under a narrow filter."""
PAGES = 50
"""How many times k a list without a question goes down, so that repetitions do not use it up."""

# The trained model. Trained with other values on the passages themselves, which gives 0.821, 0.817 with these.

DIMENSIONS = 96
"""Length of a vector. 48 answers one irrelevant question more; 192: 0.817, 0.809 and twice the file."""
VOCABULARY = 6400
"""Words kept, the commonest first: what the size of the file allows, which is shipped. A judgement."""
WINDOW = 8
"""Words that count as company. 4: 0.821, 0.808; 16 gains 0.006 and 0.004 and takes twice the pairs."""
RELATED_TIMES = 6
"""How often a pair of related.txt counts as having met. None: 0.807, 0.802; 3: 0.831, 0.824; 12: 0.821, 0.818."""
CONTEXT = 0.75
"""Power by which contexts are smoothed, as is usual for such models: rare company is overrated without."""
ITERATIONS = 6
"""Rounds of the decomposition. A judgement: a few settle the leading directions, more only take time."""
SIF = 1e-3
"""Constant of the smoothed inverse frequency, as published with that weighing of words."""
LEAN = 0.6
"""How far a word's vector leans towards its characters'. 0: 0.821, 0.805; 1: 0.827, 0.821, and words that share a
character come to mean the same."""
LONE = 0.15
"""Weight of a lone character, which says little. 0.05: 0.818, 0.817; 1: 0.818, 0.810."""
