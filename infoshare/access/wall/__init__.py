"""The second wall: PostgreSQL itself shows the rows of the homes that somebody reaches, no others.

The first is `visible_to` and its like, which ask for the right rows. Where one of them is forgotten
or wrong, the row policies made here still give nothing of another home. They are a guard against
mistakes in queries; who runs SQL of their own choice as the site's role can name any home.
SQLite has no row policies.
"""
