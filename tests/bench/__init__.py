"""How long the lists take in a database of realistic size. Run by hand; no test waits for it.

`python -m tests.bench followups [--records 100000] [--database sqlite|postgresql] [--keep FILE]`
`python -m tests.bench assess` how long one assessment takes in process; it needs no database
"""
