"""The forms of the guide, one module for each group of questions. Forms clean; views move data."""
