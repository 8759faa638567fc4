"""How people sign in: a password of their own and a second factor, by invitation only."""
