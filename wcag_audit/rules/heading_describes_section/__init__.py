"""A heading describes what stands under it."""
