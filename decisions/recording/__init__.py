"""The only functions that write drafts and sealed rows about decisions.

One function writes each kind of row, with its author, its time and its ledger entry, in one
transaction. Views move data here; rules are asked in `decisions.policy`.
"""
