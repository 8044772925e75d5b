"""What opens a read-aloud function or a version for the visually impaired can be reached by keyboard."""
