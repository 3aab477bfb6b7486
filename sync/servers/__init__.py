"""Adapters of the registration server port, one a kind of server."""
