"""Who has looked: at one child's file, and at a home in a week."""
