"""The screens on which a printer is found, tried and written down."""
