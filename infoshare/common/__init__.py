"""Small parts that every app may use."""
