"""The front desk: find anybody in one line of typing, solve every odd case without leaving the screen."""
