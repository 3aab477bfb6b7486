"""Qt: the three faces, the command line and the composition root."""
