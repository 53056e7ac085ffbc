"""Naming: which fact a number states, by the words around it or by its value, and the verdict."""
