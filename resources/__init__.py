"""Data files read through importlib.resources: fonts, icons, sounds, translations, layouts, the demo event."""
