"""Pieces that all three faces are built of."""
