"""The label of a form field describes what the field is for."""
