"""Words stand in the page, not in its style sheet."""
