"""Answers and circumstances as one JSON document, for those who ask without the guide.

Read in `reading`, described in `schema`, answered in `telling`. A fault names the place in the
document and says what may stand there; it never repeats what was typed.
"""
