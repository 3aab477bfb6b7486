"""`make gallery`: every screen and every badge layout as PNG, to be looked at before each release."""
