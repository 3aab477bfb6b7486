"""Noto fonts under the SIL Open Font License (OFL.txt): identical output without any system font."""
