"""Somebody who lost every factor comes back in person: one checks, a second agrees."""
