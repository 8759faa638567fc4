"""The guide on paper, for when the computer is down: the same questions, from the same steps."""
