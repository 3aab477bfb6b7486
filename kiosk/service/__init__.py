"""Use cases in the words of the desk."""
