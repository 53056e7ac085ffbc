"""Printed pages: letters and rules with their places, whatever file they stood in → lines and grids → blocks."""
