"""Signing in with the account that somebody has at the provider's own directory, where it has one.

Off unless the settings name a directory. Somebody is known by the directory's address and their
subject there, and never by an email address (ASVS 5.0 6.8.1).
"""
