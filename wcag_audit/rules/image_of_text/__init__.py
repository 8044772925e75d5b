"""Text is text, not a picture of it."""
