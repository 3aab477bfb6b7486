"""The self-service face: a visitor alone with the kiosk, from the scan to the badge in hand."""
