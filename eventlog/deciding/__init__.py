"""Submissions become facts, or wait, or are refused: deciders, their holds, claims and corrections."""
