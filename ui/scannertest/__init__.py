"""The screen on which a handheld scanner is tried out."""
