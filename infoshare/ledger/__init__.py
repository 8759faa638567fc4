"""The tamper-evident log: one Merkle log (RFC 9162) per home, named by a UUID.

It knows nothing of children, decisions or homes. `append.append` writes, `reading` reads,
`opening.open_log` begins a log, `sealed.Sealed` is the base of the rows that a leaf stands for.
"""
