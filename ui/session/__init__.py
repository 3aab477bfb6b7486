"""The session face: walk-through scanning at a room's door, a verdict seen from three metres, a true count."""
