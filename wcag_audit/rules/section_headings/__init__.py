"""A long text is parted by headings (2.4.10); a question where it has none."""
