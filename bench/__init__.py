"""Measures of speed. No tests: figures of two days cannot be compared, ratios within one run can."""
