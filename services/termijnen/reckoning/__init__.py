"""From the facts of a dossier, and the calendar of a school, to deadlines: pure."""
