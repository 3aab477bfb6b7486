"""The venue hub: serves people to the stations, takes their scans, and knows of every entry."""
