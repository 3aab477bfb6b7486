"""Reproducible figures, one module for each part of the product."""
