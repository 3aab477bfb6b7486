"""The live proof of a badge layout."""
