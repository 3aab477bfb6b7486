"""`kiosk demo`: the whole main job on bundled input, with nothing stubbed but the hardware."""
