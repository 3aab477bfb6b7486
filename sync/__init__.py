"""Server and cache: the registration server port, the hub, the pull-push engine."""
