"""Inzage: what parties may read of the views. Sealed text is opened here, at reading, and nowhere else."""

from .routes import create_router

__all__ = ["create_router"]
