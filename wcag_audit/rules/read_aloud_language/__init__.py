"""What reads a Kazakh page aloud reads it in Kazakh."""
