"""The two databases of a station: what the server said (cache.db), and what happened here (log.db)."""
