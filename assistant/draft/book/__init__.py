"""The phrase book and what fills it: conditions, enumerations, clauses, the register of official prose."""
