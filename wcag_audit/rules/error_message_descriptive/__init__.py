"""An error message says what is wrong and reaches everybody."""
