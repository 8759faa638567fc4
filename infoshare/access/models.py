"""The tables of access, each written in the part that it belongs to."""

from infoshare.access.reads.models import ReadAlert, ReadBatch, ReadEntry

__all__ = ["ReadAlert", "ReadBatch", "ReadEntry"]
