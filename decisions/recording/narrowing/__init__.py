"""Where a question about many records begins: the few to which it can apply, found by an index.

A list of follow-ups is for a handful of records among many thousands. Each function gives ids in
hand, and says nothing of who may see them: put them to records in somebody's sight, as
`seen.filter(pk__in=...)`. A database that is asked all of it at once, may this person see it and
is it still open, guesses which of both is the smaller part; from ids in hand it goes on by the
primary key, whatever it knows of its tables.

`logs` are those of the homes that are asked about; all that is recorded about a record is in the
log of its home. None asks about every home.
"""
