"""The name of an image names the mark that its file shows."""
