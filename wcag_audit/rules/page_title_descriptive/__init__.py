"""The title of a page says what the page is about."""
