"""Projections: facts become the rows of a view, which can always be rebuilt."""
