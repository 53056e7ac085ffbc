"""Ratios: percentages, multiples and changes, recomputed from the numbers they are said of."""
