"""Instructions do not rely on shape, colour or place alone."""
