"""Who may open what: one table of pages and roles, for whoever answers for access."""
