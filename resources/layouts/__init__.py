"""The badge layouts that come with the product, as TOML files."""
