"""The mechanism: an append-only log, its readers, and how decisions and views follow it. Knows no school."""
