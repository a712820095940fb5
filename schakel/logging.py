"""Structured logs on stderr: JSON, one object a line. What is logged is counts, names of parts and kinds of faults."""

import logging
import sys

import structlog


def configure(level: str) -> None:
    """Log from `level` up. Texts of exceptions are left out: they may hold what was sent."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    # Uvicorn's access log would write URIs; its errors come as exceptions of ours.
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
