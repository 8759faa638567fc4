"""Whoever looks is on record: each page that shows a child's data is written down first."""

from infoshare.access.reads.noting import note

__all__ = ["note"]
