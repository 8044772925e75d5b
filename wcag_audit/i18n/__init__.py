"""Texts, numbers and dates in Kazakh, Russian and English."""
