"""The domain of the check-in desk: people, doors, verdicts and the log. No Qt, no network, no printer."""
