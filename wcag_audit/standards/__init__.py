"""What the standards say, as data: WCAG 2.2, axe-core's rules in its terms, language tags."""
