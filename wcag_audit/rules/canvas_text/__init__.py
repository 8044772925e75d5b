"""What is written on a canvas is also said as text."""
