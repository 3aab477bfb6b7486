"""Eyes of the station: cameras, code readers, handheld scanners."""
