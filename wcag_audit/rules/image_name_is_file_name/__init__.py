"""The accessible name of an image is no file name."""
