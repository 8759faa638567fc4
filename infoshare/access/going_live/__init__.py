"""A home begins once two people may approve for it: who they are, and how a second is named."""
