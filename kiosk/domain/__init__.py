"""Frozen values and pure functions in the words of the desk. Imports the standard library only."""
