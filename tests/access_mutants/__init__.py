"""Each guard of access taken away in turn: at least one cell of the tables must turn red."""
