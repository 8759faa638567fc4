"""The pages about children and the people and bodies around them, one module a subject."""
