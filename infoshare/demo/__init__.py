"""An invented provider with its homes, people, children and records, for looking round."""
