"""A file of events brought in over HTTP: in order, in batches, resumable, with a report of each that is no fact."""

from .journal import Journal
from .lines import Line, WrongFile, count_lines, lines_of, numbered
from .outcomes import follow
from .report import Bevinding, Fout, Reden, Report, Stand
from .sending import send

__all__ = [
    "Bevinding", "Fout", "Journal", "Line", "Reden", "Report", "Stand", "WrongFile", "count_lines", "follow",
    "lines_of", "numbered", "send",
]  # fmt: skip
