"""Frames of one name have one content."""
