"""The alternative of an image holds the text that is drawn in it."""
