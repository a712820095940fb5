"""How it is sent: in which order, twice, or wrongly."""
