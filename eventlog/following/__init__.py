"""What follows the log: the feed, and processors with a fenced checkpoint (guarantees 2 and 3)."""
