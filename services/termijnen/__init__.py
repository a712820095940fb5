"""Deadlines: derived from facts and rules, kept as rows, signalled when they near, pass, are met or lapse."""
