"""Benchmarks: programs that print tables. Ratios are measured in one run; absolute figures depend on the machine."""
