"""A part with a language of its own is written in it."""
