"""Bare tables: those without rules, or with level ones only, put into rows by their labels and columns by their heads.

What the form prints at the left and above says where a number belongs; a number that more than one place claims, or
none, is left in doubt.
"""
